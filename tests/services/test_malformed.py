"""Malformed answers of services: one line for each, and the next good answer repairs everything.

Every case begins with a store that another question filled, so all that is asked comes anew. Then
one kind of answer is spoiled on its way, the store must be as it was, and a last run without the
spoiling must bring what a run without any trouble brings.
"""

from __future__ import annotations

import gzip
import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from nplv_geo.commands.fetch_job import Order
from nplv_geo.ground.errors import SourceChangedError, SourceUnavailableError
from nplv_geo.ground.settings import Settings
from nplv_geo.ground.tile_service import TILE_SERVICES
from nplv_geo.sources.network.door import HOSTS, Door, Limits
from nplv_geo.sources.network.download import download_file
from nplv_geo.sources.network.tiles import fetch_tiles
from tests.services.runs import GRONINGEN, NATION, contents, failures, run
from tests.standin import StandIn
from tests.standin.faults import PAGE
from tests.standin.mangling import Proxy, Reply, Spoil

KWB, CRIME, HEALTH = "85984NED", "47018NED", "50150NED"
REGION = "WijkenEnBuurten"
Change = Callable[[list[Any]], object]


@dataclass(frozen=True)
class Case:
    """One kind of malformed answer.

    Attributes
    ----------
    at
        Part of the address of the answers that are spoiled.
    spoil
        What is done to them.
    named
        What the line must name: table, year, level or file.
    """

    name: str
    source: str
    at: str
    spoil: Spoil
    named: str
    boundaries: str = "wfs"

    @property
    def order(self) -> Order:
        return replace(NATION, sources=(self.source,), boundaries=self.boundaries)


def _listed(change: Change, member: str = "value") -> Spoil:
    """Change the list in an answer in place."""

    def spoil(reply: Reply) -> None:
        content = reply.content
        change(content[member])
        reply.put(content)

    return spoil


def _whole(**members: object) -> Spoil:
    """Put other members in an answer."""

    def spoil(reply: Reply) -> None:
        reply.put(reply.content | members)

    return spoil


def _body(body: bytes, kind: str = "application/json") -> Spoil:
    def spoil(reply: Reply) -> None:
        reply.body = body
        reply.headers["Content-Type"] = kind

    return spoil


def _cell(value: object, row: int = 3) -> Spoil:
    """Put something else in the first figure of a row."""

    def change(rows: list[Any]) -> None:
        key = next(k for k, v in rows[row].items() if isinstance(v, (int, float)))
        rows[row][key] = value

    return _listed(change)


def _set(index: int, key: str, value: object) -> Spoil:
    return _listed(lambda rows: rows[index].__setitem__(key, value))


def _huge(reply: Reply) -> None:
    reply.put(_marked(reply.content))
    reply.body = reply.body.replace(b'"HUGE"', b"9" * 400)


def _marked(content: Any) -> Any:  # noqa: ANN401  # JSON
    row = content["value"][2]
    row[next(k for k, v in row.items() if isinstance(v, (int, float)))] = "HUGE"
    return content


def _points(index: int, shape: object) -> Spoil:
    return _listed(lambda rows: rows[index].__setitem__("geometry", shape), "features")


def _links_to_itself(reply: Reply) -> None:
    reply.put(reply.content | {"odata.nextLink": reply.url})


def _next_item_is_itself(reply: Reply) -> None:
    reply.put(reply.content | {"links": [{"rel": "next", "href": reply.url}]})


def _loops(reply: Reply) -> None:
    reply.status, reply.body = 302, b""
    reply.headers["Location"] = reply.url


def _zipped_badly(reply: Reply) -> None:
    packed = gzip.compress(reply.body)
    reply.body = packed[: len(packed) // 2] + b"\0" * 40
    reply.headers["Content-Encoding"] = "gzip"


def _cut_where_it_looks_whole(reply: Reply) -> None:
    end = reply.body.rindex(b"}", 0, len(reply.body) - 40)
    reply.body = reply.body[: end + 1]


def _not_modified(reply: Reply) -> None:
    reply.status, reply.body = 304, b""


def _far_away(rows: list[Any]) -> None:
    for row in rows:
        row["geometry"] = {
            "type": "Polygon",
            "coordinates": [[[6e6, 6e6], [6e6, 6.1e6], [6.1e6, 6.1e6], [6e6, 6e6]]],
        }


ITEMS = "/collections/buurten/items"
BUURTEN, WIJKEN = "buurt_gegeneraliseerd", "wijk_gegeneraliseerd"
# Of the questions to the WFS, only those for shapes name a system of coordinates.
BUURT_SHAPES, WIJK_SHAPES, GEMEENTE_SHAPES = (
    f"{level}_gegeneraliseerd&outputFormat=application/json&srs"
    for level in ("buurt", "wijk", "gemeente")
)
HEALTH_ROWS = f"/{HEALTH}/TypedDataSet"
CBS_STATE, CBS_COLUMNS, CBS_ROWS = (
    f"/{KWB}/{name}" for name in ("TableInfos", "DataProperties", "TypedDataSet")
)
PERIODS = f"/{CRIME}/Perioden"
CRIME_ROWS = f"/{CRIME}/TypedDataSet"
ZIP = "/resources/open-data"

CASES = [
    # --- what stands where an object or a list belongs
    Case("a-list-for-an-object", "cbs", CBS_STATE, _body(b"[]"), KWB),
    Case("value-is-null", "cbs", CBS_STATE, _whole(value=None), KWB),
    Case("value-is-empty", "cbs", CBS_STATE, _whole(value=[]), KWB),
    Case("value-is-missing", "cbs", CBS_COLUMNS, _body(b'{"odata.error":{"code":""}}'), KWB),
    Case("state-is-an-object", "cbs", CBS_STATE, _set(0, "Modified", {"a": [1]}), KWB),
    Case("state-of-another-table", "cbs", CBS_STATE, _set(0, "Identifier", "99999NED"), KWB),
    Case("properties-with-null", "cbs", CBS_COLUMNS, _listed(lambda r: r.insert(1, None)), KWB),
    Case("properties-are-words", "cbs", CBS_COLUMNS, _whole(value=["Topic", "Topic"]), KWB),
    Case("key-is-a-list", "cbs", CBS_COLUMNS, _set(1, "Key", ["Mannen_6"]), KWB),
    Case("id-is-an-object", "cbs", CBS_COLUMNS, _set(1, "ID", {"a": 1}), KWB),
    Case("properties-twice", "cbs", CBS_COLUMNS, _listed(lambda r: r.extend(r[:])), KWB),
    Case("no-region-column", "cbs", CBS_COLUMNS, _listed(lambda r: r.pop(0)), KWB),
    # --- rows
    Case("figure-is-nan", "cbs", CBS_ROWS, _cell(float("nan")), KWB),
    Case("figure-is-infinite", "cbs", CBS_ROWS, _cell(float("-inf")), KWB),
    Case("figure-of-400-digits", "cbs", CBS_ROWS, _huge, KWB),
    Case("figure-is-an-object", "cbs", CBS_ROWS, _cell({"value": 1}), KWB),
    Case("figure-is-text", "rivm", HEALTH_ROWS, _cell("veel"), HEALTH),
    Case("figure-is-true", "rivm", HEALTH_ROWS, _cell(value=True), HEALTH),
    Case("region-is-missing", "cbs", CBS_ROWS, _listed(lambda r: r[4].pop(REGION)), KWB),
    Case("region-is-null", "cbs", CBS_ROWS, _set(4, REGION, None), KWB),
    Case("region-is-a-number", "politie", CRIME_ROWS, _set(4, REGION, 14), CRIME),
    Case("row-is-a-list", "cbs", CBS_ROWS, _listed(lambda r: r.insert(0, [1, 2])), KWB),
    Case("rows-are-an-object", "cbs", CBS_ROWS, _whole(value={"0": {}}), KWB),
    Case("rows-twice", "cbs", CBS_ROWS, _listed(lambda r: r.extend(r[:3])), KWB),
    Case("no-rows", "rivm", HEALTH_ROWS, _whole(value=[]), HEALTH),
    Case("lone-surrogate", "cbs", CBS_ROWS, _set(4, "Gemeentenaam_1", "\ud800"), KWB),
    Case(
        "another-year",
        "politie",
        CRIME_ROWS,
        _listed(lambda rows: [row.update(Perioden="2021JJ00") for row in rows]),
        CRIME,
    ),
    # --- dimensions
    Case(
        "periods-are-no-years",
        "politie",
        PERIODS,
        _listed(lambda rows: [row.update(Key="abcdJJ00") for row in rows]),
        CRIME,
    ),
    Case("periods-are-words", "politie", PERIODS, _whole(value=["2024JJ00"]), CRIME),
    Case("periods-are-empty", "rivm", f"/{HEALTH}/Perioden", _whole(value=[]), HEALTH),
    Case(
        "member-without-key",
        "rivm",
        f"/{HEALTH}/Marges",
        _listed(lambda r: r[0].pop("Key")),
        HEALTH,
    ),
    # --- pages
    Case("link-repeats", "cbs", CBS_ROWS, _links_to_itself, KWB),
    Case("link-is-a-number", "cbs", CBS_ROWS, _whole(**{"odata.nextLink": 7}), KWB),
    Case(
        "link-elsewhere",
        "cbs",
        CBS_ROWS,
        _whole(**{"odata.nextLink": "file:///etc/passwd?$skip=1"}),
        KWB,
    ),
    Case("item-link-repeats", "pdok", ITEMS, _next_item_is_itself, "buurt 2024", "ogc"),
    Case(
        "item-link-is-null",
        "pdok",
        ITEMS,
        _whole(links=[{"rel": "next", "href": None}]),
        "buurt 2024",
        "ogc",
    ),
    Case("links-are-words", "pdok", ITEMS, _whole(links=["next"]), "buurt 2024", "ogc"),
    # --- bytes
    Case("page-of-maintenance", "cbs", CBS_COLUMNS, _body(PAGE, "text/html"), KWB),
    Case("page-called-json", "rivm", f"/{HEALTH}/DataProperties", _body(PAGE), HEALTH),
    Case("another-kind", "cbs", CBS_COLUMNS, _body(b'{"value":[]}', "text/plain"), KWB),
    Case("nothing", "cbs", CBS_ROWS, _body(b""), KWB),
    Case("utf-16", "cbs", CBS_COLUMNS, _body('{"value":[]}'.encode("utf-16")), KWB),
    Case(
        "too-deep", "pdok", BUURTEN, _body(b'{"features":' + b"[" * 100_000 + b"]}"), "buurt 2024"
    ),
    Case("cut-where-it-looks-whole", "cbs", CBS_ROWS, _cut_where_it_looks_whole, KWB),
    Case("gzip-damaged", "cbs", CBS_COLUMNS, _zipped_badly, KWB),
    Case("redirects-go-round", "politie", CRIME_ROWS, _loops, CRIME),
    Case("nothing-changed-though-all-did", "rivm", HEALTH_ROWS, _not_modified, HEALTH),
    # --- boundaries
    Case("features-null", "pdok", BUURTEN, _whole(features=None), "buurt 2024"),
    Case("features-a-list", "pdok", BUURTEN, _body(b"[1, 2]"), "buurt 2024"),
    Case(
        "feature-is-null",
        "pdok",
        BUURTEN,
        _listed(lambda rows: rows.append(None), "features"),
        "buurt 2024",
    ),
    Case(
        "properties-are-null",
        "pdok",
        WIJKEN,
        _listed(lambda rows: rows[1].update(properties=None), "features"),
        "wijk 2024",
    ),
    Case(
        "shape-is-null",
        "pdok",
        WIJK_SHAPES,
        _points(2, None),
        "wijk 2024",
    ),
    Case(
        "shape-of-words",
        "pdok",
        GEMEENTE_SHAPES,
        _points(0, {"type": "Polygon", "coordinates": [[["a", "b"]]]}),
        "gemeente 2024",
    ),
    Case(
        "shape-with-nan",
        "pdok",
        GEMEENTE_SHAPES,
        _points(0, {"type": "Polygon", "coordinates": [[[float("nan"), 1.0]] * 4]}),
        "gemeente 2024",
    ),
    Case(
        "shape-is-a-point",
        "pdok",
        WIJK_SHAPES,
        _points(1, {"type": "Point", "coordinates": [1, 2]}),
        "wijk 2024",
    ),
    Case(
        "shapes-in-nowhere",
        "pdok",
        BUURT_SHAPES,
        _listed(_far_away, "features"),
        "buurt_2024.geojson",
    ),
    Case("so-many-areas", "pdok", BUURTEN, _whole(numberMatched=10**12), "buurt 2024"),
    Case(
        "fewer-than-it-says",
        "pdok",
        BUURTEN,
        _listed(lambda rows: rows.clear(), "features"),
        "buurt 2024",
    ),
    Case(
        "geopackage-of-words",
        "pdok",
        "/atom/downloads",
        _body(b"geen kaart", "application/x"),
        "wijkenbuurten_2024.gpkg",
        "gpkg",
    ),
    Case(
        "geopackage-unchanged",
        "pdok",
        "/atom/downloads",
        _not_modified,
        "wijkenbuurten_2024.gpkg",
        "gpkg",
    ),
    # --- scores
    Case(
        "zip-of-words",
        "leefbaarometer",
        ZIP,
        _body(b"geen zip", "application/zip"),
        "open-data-leefbaarometer-meting-2024.zip",
    ),
    Case("zip-is-a-page", "leefbaarometer", ZIP, _body(PAGE, "text/html"), "leefbaarometer"),
    Case("zip-unchanged", "leefbaarometer", ZIP, _not_modified, "leefbaarometer"),
]


@pytest.fixture(scope="module")
def proxy() -> Iterator[Proxy]:
    with StandIn(data="invented") as standin, Proxy(standin.url) as before:
        yield before


@pytest.fixture(scope="module")
def good(proxy: Proxy, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Folder of data that one order brought, made once."""
    made: dict[object, Path] = {}

    def of(order: Order) -> Path:
        key = (order.sources, order.gemeenten, order.boundaries)
        if key not in made:
            made[key] = tmp_path_factory.mktemp("good")
            assert failures(run(_at(made[key]), proxy.url, order)) == []
        return made[key]

    return of


def _at(folder: Path) -> Settings:
    return Settings(data=folder, edition=None, port=0)


def _data(where: Settings) -> dict[str, bytes]:
    """Raw files without their sidecars, which bear the date and the time."""
    every = contents(where.raw)
    return {name: body for name, body in every.items() if f"{name}.json" in every}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_malformed_answer_is_one_line_and_a_good_one_repairs_it(
    case: Case, proxy: Proxy, good: Callable[..., Path], tmp_path: Path
) -> None:
    proxy.mend()
    reference = good(case.order)
    # A GeoPackage and a zip are the same for everybody: of these there is none yet.
    where = _at(tmp_path / "data")
    if case.boundaries != "gpkg" and case.source != "leefbaarometer":
        shutil.copytree(good(replace(case.order, gemeenten=GRONINGEN.gemeenten)), where.data)
    before = contents(where.raw) if where.raw.exists() else {}

    rule = proxy.spoil(case.at, case.spoil)
    lines = failures(run(where, proxy.url, case.order))
    assert rule.met
    assert len(lines) == 1, lines
    assert case.named in lines[0]
    assert lines[0].isprintable()
    assert len(lines[0]) < 400
    after = contents(where.raw) if where.raw.exists() else {}
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    assert not [name for name in changed if case.named.replace(" ", "_") in name]

    proxy.mend()
    assert failures(run(where, proxy.url, case.order)) == []
    # An older table of the same subject may have come in the place of the one that was spoiled.
    assert _data(_at(reference)).items() <= _data(where).items()


def test_the_other_tables_and_sources_go_on(proxy: Proxy, where: Settings) -> None:
    proxy.mend()
    proxy.spoil(CBS_ROWS, _listed(lambda rows: rows.insert(0, None)))
    proxy.spoil(WIJKEN, _whole(features="veel"))
    found = run(where, proxy.url, NATION)
    assert [len(part.failures) for part in found.values()] == [1, 0, 0, 1, 0]
    # Of PDOK two levels of 2024, and the buurten of 2025 that the police's table stands on.
    assert [len(part.files) for part in found.values()] == [4, 2, 1, 3, 1]


def test_half_an_answer_that_is_sound_does_not_replace_a_whole_one(
    proxy: Proxy, where: Settings
) -> None:
    proxy.mend()
    order = replace(NATION, sources=("rivm",))
    assert failures(run(where, proxy.url, order)) == []
    before = contents(where.raw)
    newer = _set(0, "Modified", "2026-11-01T02:00:00")
    proxy.spoil(f"/{HEALTH}/TableInfos", newer)
    proxy.spoil(HEALTH_ROWS, _listed(lambda rows: rows.__delitem__(slice(9, None))))
    (line,) = failures(run(where, proxy.url, order))
    assert line == (
        "rivm 50150NED 2024: verwacht was ongeveer 93 rijen zoals de vorige keer, er kwam 27; "
        "probeer het later opnieuw, of haal het oude bestand weg met 'raw remove' als dit klopt."
    )
    assert contents(where.raw) == before
    proxy.mend()
    proxy.spoil(f"/{HEALTH}/TableInfos", newer)
    assert failures(run(where, proxy.url, order)) == []
    (note,) = where.raw.glob(f"rivm/{HEALTH}/*.json.json")
    assert '"modified": "2026-11-01T02:00:00"' in note.read_text(encoding="utf-8")


# --- downloads and tiles ------------------------------------------------------------------


@pytest.fixture
def door(proxy: Proxy) -> Iterator[Door]:
    proxy.mend()
    with Door(dict.fromkeys(HOSTS, proxy.url), Limits(2.0, 5.0), sleep=lambda _: None) as opened:
        yield opened


def _piece(reply: Reply) -> None:
    reply.status, reply.body = 206, reply.body[:100]
    reply.headers["Content-Range"] = "bytes 0-99/5000"


def test_a_piece_that_nobody_asked_is_not_the_file(
    proxy: Proxy, door: Door, tmp_path: Path
) -> None:
    proxy.spoil(ZIP, _piece)
    url = f"{proxy.url}{ZIP}-leefbaarometer-meting-2024.zip"
    with pytest.raises(SourceUnavailableError, match="een ander deel van het bestand dan gevraagd"):
        download_file(door, "leefbaarometer", url, tmp_path / "scores.zip")
    assert not (tmp_path / "scores.zip").exists()
    proxy.mend()
    assert download_file(door, "leefbaarometer", url, tmp_path / "scores.zip") is not None


def test_what_is_no_etag_is_never_sent_back(proxy: Proxy, door: Door, tmp_path: Path) -> None:
    proxy.spoil(ZIP, lambda reply: reply.headers.update(ETag='  "a b" \xe9'))
    url = f"{proxy.url}{ZIP}-leefbaarometer-meting-2024.zip"
    got = download_file(door, "leefbaarometer", url, tmp_path / "scores.zip")
    assert got is not None
    assert got.etag == ""
    again = download_file(door, "leefbaarometer", url, tmp_path / "scores.zip", '"a\nb"')
    assert again is not None


@pytest.mark.parametrize(
    ("spoil", "came"),
    [
        (lambda reply: setattr(reply, "body", reply.body[:300]), "iets waar dit programma niet"),
        (lambda reply: setattr(reply, "body", b"geen kaart"), "iets waar dit programma niet"),
        (lambda reply: setattr(reply, "body", _picture(9_000)), "9000 bij 9000"),
    ],
    ids=["half", "words", "large"],
)
def test_a_tile_that_can_not_be_drawn_is_told(
    proxy: Proxy, door: Door, spoil: Spoil, came: str
) -> None:
    numbers = [(14, 8_400, 5_500)]
    assert len(fetch_tiles(door, TILE_SERVICES["grijs"], numbers)) == 1
    proxy.spoil("/brt/", spoil)
    with pytest.raises(SourceChangedError, match=rf"\(tegel 14/8400/5500\): .* er kwam {came}"):
        fetch_tiles(door, TILE_SERVICES["grijs"], numbers)


def _picture(size: int) -> bytes:
    content = io.BytesIO()
    Image.new("1", (size, size)).save(content, "PNG")
    return content.getvalue()
