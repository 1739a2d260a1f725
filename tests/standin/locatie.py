"""Locatieserver of PDOK: addresses and places, and the buurt at a point."""

from __future__ import annotations

import re

import shapely

from tests.standin.answer import Answer, Request, Switches, as_json
from tests.standin.data import Data
from tests.standin.features import CRS84, RD, Feature, statistics, transformed

_PATH = re.compile(r"/bzk/locatieserver/search/v3_1/(suggest|free|lookup|reverse)/?")
_USUAL = ("gemeente", "woonplaats", "weg", "postcode", "adres")
_SUGGESTED = ("type", "weergavenaam", "id", "score")
_CBS = ("gemeente", "wijk", "buurt")
_ADDRESSES = 300  # of as many buurten there is a postcode, a street and an address
_YEAR = 2024
_SWITCHES = Switches(duplicates=False, water=False)
Doc = dict[str, object]


def answer(request: Request, data: Data, switches: Switches) -> Answer | None:  # noqa: ARG001
    """Answer for a path of this service, None for another one's."""
    match = _PATH.fullmatch(request.path)
    if match is None:
        return None
    docs: list[Doc] = data.once("locatie", lambda: _docs(data))
    params = request.params
    if match[1] == "lookup":
        return _response([doc for doc in docs if doc["id"] == params.get("id")], params)
    if match[1] == "reverse":
        return _reverse(docs, data, params)
    kinds = _kinds(params.get("fq", ""))
    words = params.get("q", "").lower().split()
    found = []
    for doc in docs:
        if doc["type"] in kinds and words:
            own = re.split(r"\W+", str(doc["weergavenaam"]).lower())
            score = sum(any(part.startswith(word) for part in own) for word in words)
            if score:
                rank = score + 1 / (2 + kinds.index(str(doc["type"])))
                found.append(doc | {"score": round(rank, 6)})
    found.sort(key=lambda doc: -float(str(doc["score"])))
    return _response(found, params, suggest=match[1] == "suggest")


def _kinds(query: str) -> tuple[str, ...]:
    """Types that ``fq`` asks for; without it, buurten and wijken are not among them."""
    if "bron:CBS" in query:
        return _CBS
    named = re.findall(r"type:\(?([\w ]+)\)?", query)
    kinds = [word for part in named for word in part.split() if word != "OR"]
    return tuple(kinds) or _USUAL


def _response(found: list[Doc], params: dict[str, str], *, suggest: bool = False) -> Answer:
    start, rows = int(params.get("start", "0")), int(params.get("rows", "10"))
    fields = [part for part in re.split(r"[ ,]+", params.get("fl", "")) if part]
    kept = found[start : start + rows]
    docs = [_shown(doc, whole=bool(fields)) for doc in kept]
    if suggest and not fields:
        fields = list(_SUGGESTED)
    if fields and "*" not in fields:
        docs = [{k: v for k, v in doc.items() if k in fields} for doc in docs]
    best = max((float(str(doc.get("score", 0))) for doc in found), default=0.0)
    content: Doc = {
        "response": {"numFound": len(found), "start": start, "maxScore": best, "docs": docs}
    }
    if suggest:
        content["highlighting"] = {
            doc["id"]: {"suggest": [_marked(str(doc["weergavenaam"]), params.get("q", ""))]}
            for doc in kept
        }
        content["spellcheck"] = {"suggestions": [], "collations": []}
    return as_json(content)


def _marked(text: str, query: str) -> str:
    words = "|".join(map(re.escape, query.split()))
    return re.sub(rf"\b({words})\w*", lambda m: f"<b>{m[0]}</b>", text, flags=re.IGNORECASE)


def _reverse(docs: list[Doc], data: Data, params: dict[str, str]) -> Answer:
    """The buurt around a point, or the nearest address of the asked types."""
    rows = statistics(data, _YEAR, "buurten", _SWITCHES) or []
    if "lat" in params:
        point = transformed(shapely.Point(float(params["lon"]), float(params["lat"])), CRS84, RD)
    else:
        point = shapely.Point(float(params["x"]), float(params["y"]))
    tree = data.once("tree", lambda: shapely.STRtree([row.shape for row in rows]))
    inside = tree.query(point, predicate="intersects")
    codes = {str(rows[i].properties["buurtcode"]) for i in inside}
    asked = re.findall(r"\w+", params.get("type", "adres"))
    found = [
        doc | {"afstand": 0.0}
        for doc in docs
        if doc["type"] in asked and doc.get("buurtcode") in codes
    ]
    return _response(found, params)


def _docs(data: Data) -> list[Doc]:
    docs: list[Doc] = []
    towns = statistics(data, _YEAR, "gemeenten", _SWITCHES) or []
    for row in towns:
        name, code = row.properties["gemeentenaam"], str(row.properties["gemeentecode"])
        own: Doc = {"gemeentecode": code[2:], "gemeentenaam": name}
        docs.append(_doc("gemeente", "gem", f"Gemeente {name}", row, own))
        town = {"woonplaatsnaam": name} | own
        docs.append(_doc("woonplaats", "wpl", f"{name}, {name}", row, town))
    rows = statistics(data, _YEAR, "buurten", _SWITCHES) or []
    for number, row in enumerate(rows):
        docs += _of_buurt(number, row)
    return docs


def _of_buurt(number: int, row: Feature) -> list[Doc]:
    """The buurt itself and, for the first ones, a street, a postcode and an address in it."""
    properties = row.properties
    code, name, town = (str(properties[k]) for k in ("buurtcode", "buurtnaam", "gemeentenaam"))
    area: Doc = {"gemeentecode": code[2:6], "gemeentenaam": town}
    place: Doc = {"buurtcode": code, "buurtnaam": name, "wijkcode": properties["wijkcode"]}
    docs = [_doc("buurt", "buu", f"{name}, {town}", row, place | area | {"bron": "CBS"})]
    if number >= _ADDRESSES:
        return docs
    street, postcode = f"Straat {number + 1}", f"{1000 + number}AB"
    road: Doc = {"straatnaam": street, "woonplaatsnaam": town, "bron": "BAG"} | area
    post: Doc = road | {"postcode": postcode}
    docs.append(_doc("weg", "weg", f"{street}, {town}", row, road))
    docs.append(_doc("postcode", "pcd", f"{street}, {postcode} {town}", row, post))
    text = f"{street} 1, {postcode} {town}"
    docs.append(_doc("adres", "adr", text, row, post | place | {"huisnummer": 1}))
    return docs


def _doc(kind: str, prefix: str, text: str, row: Feature, more: Doc) -> Doc:
    middle = row.shape.centroid
    return {
        "type": kind,
        "weergavenaam": text,
        "id": f"{prefix}-{row.id.rpartition('.')[2].replace('-', '')}",
        **more,
        "centroide_rd": f"POINT({middle.x:.3f} {middle.y:.3f})",
        "score": 1.0,
        "_row": row,
    }


def _shown(doc: Doc, *, whole: bool) -> Doc:
    """The document as it goes out; places in degrees are worked out only now."""
    kept = {key: value for key, value in doc.items() if key != "_row"}
    shape = transformed(doc["_row"].shape, RD, CRS84)
    middle = shape.centroid
    kept["centroide_ll"] = f"POINT({middle.x:.8f} {middle.y:.8f})"
    if whole and doc["type"] in _CBS:
        kept |= {"geometrie_ll": shape.wkt, "geometrie_rd": doc["_row"].shape.wkt}
    return kept
