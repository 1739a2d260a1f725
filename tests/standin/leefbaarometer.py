"""Leefbaarometer: invented scores on the codes of 2024, in a zip and through a WFS (GeoServer)."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from functools import partial

import numpy as np

from tests.standin.answer import XML, Answer, Request, Switches, as_json
from tests.standin.data import Data

FOLDER = "Leefbaarometer 3.0 - Meting 2024 - open data"
PARTS = ("fys", "onv", "soc", "vrz", "won")
_PATH = "/lbm3/ows"
_LEVELS = {"buurt": "BU", "wijk": "WK", "gemeente": "GM"}
_MEMBERS = {"BU": "buurten", "WK": "wijken", "GM": "gemeenten"}
_YEARS = (2002, 2008, 2012, 2014, 2016, 2018, 2020, 2022, 2024)
_LAYER = re.compile(r"(?:lbm3:)?(buurt|wijk|gemeente)score(\d\d)")
_LIKE = re.compile(r"id LIKE '(\w+)%'")
_CODES = "85984NED"
Row = dict[str, object]


def answer(request: Request, data: Data, switches: Switches) -> Answer | None:
    """Answer of the WFS, None for another path."""
    if request.path != _PATH:
        return None
    params = request.params
    layer = _LAYER.fullmatch(params.get("typenames", params.get("typename", "")))
    year = 2000 + int(layer[2]) if layer else 0
    if params.get("request") != "GetFeature" or layer is None or year not in _YEARS:
        return _exception("InvalidParameterValue")
    starts = () if switches.cql_ignored else _starts(params.get("cql_filter", ""))
    if starts is None:
        return _exception("NoApplicableCode")
    names = [name for name in params.get("propertyname", "").split(",") if name]
    rows = _rows(data, layer[1], year)
    found = [row for row in rows if not starts or str(row["id"]).startswith(starts)]
    kept = [{name: row[name] for name in names if name in row} if names else row for row in found]
    label = f"{layer[1]}score{layer[2]}"
    if params.get("outputformat", "") == "csv":
        return _as_csv(label, found, kept)
    return _as_geojson(label, found, kept)


def _exception(code: str) -> Answer:
    body = f'<ows:ExceptionReport><ows:Exception exceptionCode="{code}"/></ows:ExceptionReport>'
    return Answer(400, body.encode(), XML)


def _as_csv(label: str, rows: list[Row], kept: list[Row]) -> Answer:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(["FID", *(kept[0] if kept else ())])
    for row, cells in zip(rows, kept, strict=True):
        writer.writerow([f"{label}.{row['id']}", *cells.values()])
    return Answer(200, stream.getvalue().encode(), "text/csv;charset=UTF-8")


def _as_geojson(label: str, rows: list[Row], kept: list[Row]) -> Answer:
    """Features without shapes, which this server does not have."""
    found = [
        {"type": "Feature", "id": f"{label}.{row['id']}", "geometry": None, "properties": cells}
        for row, cells in zip(rows, kept, strict=True)
    ]
    count = len(found)
    counts = {"totalFeatures": count, "numberMatched": count, "numberReturned": count}
    stamp = {"timeStamp": "2026-07-06T12:00:00.000Z"}
    return as_json({"type": "FeatureCollection", "features": found, **counts, **stamp})


def _starts(cql: str) -> tuple[str, ...] | None:
    """Begin of codes that a filter asks; None when it is not understood."""
    parts = [_LIKE.fullmatch(part) for part in cql.split(" OR ")] if cql else []
    if any(part is None for part in parts):
        return None
    return tuple(part[1] for part in parts if part)


def _rows(data: Data, level: str, year: int) -> list[Row]:
    prefix = _LEVELS[level]
    codes = codes_of(data, prefix)
    every = data.once(("scores", prefix), partial(scores, prefix, codes))
    return [
        {
            "gemeente": "",
            "name": "",
            "id": code,
            "scale": level,
            "year": str(year),
            "kscore": 5,
            "kafw": 5,
            "afw": round(sum(own), 6),
            **dict(zip(PARTS, own, strict=True)),
        }
        for code, own in zip(codes, every[:, _YEARS.index(year)].tolist(), strict=True)
    ]


def archive(data: Data) -> bytes:
    """All measurements of the whole country, a file a level."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as zipped:
        for prefix, name in _MEMBERS.items():
            member = f"{FOLDER}/Leefbaarometer-scores {name} 2002-2024.csv"
            text = _csv(prefix, codes_of(data, prefix))
            zipped.writestr(zipfile.ZipInfo(member, (2026, 7, 6, 10, 0, 0)), text)
    return stream.getvalue()


def codes_of(data: Data, prefix: str) -> list[str]:
    pool = data.table(_CODES).dimensions[0].column.pool
    return [key.strip() for key in pool if key.startswith(prefix)]


def scores(prefix: str, codes: list[str]) -> np.ndarray:
    """Scores by code, year and part; the same in every run."""
    rng = np.random.default_rng(zlib.crc32(prefix.encode()))
    return rng.uniform(-0.1, 0.1, (len(codes), len(_YEARS), len(PARTS))).round(6)


def _csv(prefix: str, codes: list[str]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([f"{prefix.lower()}_code", "jaar", "lbm", "afw", *PARTS])
    for code, of_code in zip(codes, scores(prefix, codes).tolist(), strict=True):
        for year, own in zip(_YEARS, of_code, strict=True):
            away = round(sum(own), 6)
            writer.writerow([code, year, round(4.2 + away, 6), away, *own])
    return stream.getvalue()
