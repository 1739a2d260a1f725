"""Leefbaarometer: scores of all measurements since 2002 (CC0), in one zip or by area.

Quirks: a new measurement computes all older years again and comes under a new address, so the
zip of one measurement never changes; all its years are on the areas of the measurement's year;
next to the scores stand classes (1 to 9), which are never averaged and therefore not read.

The zip has the whole country. For a few gemeenten the same scores come from the WFS in a small
part of the bytes: a layer a measurement and level (``buurtscore24``), the area's code as ``id``,
no shapes when ``propertyName`` does not name them. Whatever is not as expected there (the filter
is ignored, a layer is gone, a measurement stands on other areas than the newest), the codes
decide or it is the zip after all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from nplv_geo.definitions import tables
from nplv_geo.ground.errors import SourceChangedError, SourceUnavailableError
from nplv_geo.published.raw_store import Sidecar
from nplv_geo.sources.network.door import Door
from nplv_geo.sources.network.download import download_file
from nplv_geo.sources.readers.scores import ANSWER, SCORES
from nplv_geo.sources.readers.tables.columns import PERIOD, REGION
from nplv_geo.sources.schemas.scores import ScoreSchema
from nplv_geo.sources.services.needs import Ask, Job, Parcel
from nplv_geo.sources.services.parcels import Origin, is_recent, make_parcel, today

SOURCE = "leefbaarometer"
_FAMILY = "LEEFBAAROMETER"
_MEASUREMENT = 2024
_YEARS = (2002, 2008, 2012, 2014, 2016, 2018, 2020, 2022, _MEASUREMENT)
_ZIP = f"open-data-leefbaarometer-meting-{_MEASUREMENT}.zip"
_PART = f"leefbaarometer-meting-{_MEASUREMENT}.json"
_GEO = "https://geo.leefbaarometer.nl"
_LEVELS = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}
_CODE = "id"
_WHAT = f"leefbaarometer {_MEASUREMENT}"
_SCORES = ScoreSchema(_CODE, SCORES)

Row = Mapping[str, str]


def list_jobs(door: Door, ask: Ask) -> list[Job]:
    """One job, if some layer needs the scores: all of them, or those of the gemeenten asked."""
    if not ask.of(_FAMILY):
        return []
    label = f"meting {_MEASUREMENT}"
    if ask.gemeenten is None:
        return [Job(label, SOURCE, _FAMILY, _ZIP, lambda known: _whole(door, ask, known))]
    return [Job(label, SOURCE, _FAMILY, _PART, lambda known: _part(door, ask, known), other=_ZIP)]


def _whole(door: Door, ask: Ask, known: Sidecar | None) -> Parcel | None:
    url = f"{door.base(SOURCE)}/resources/{_ZIP}"
    target = ask.folder / SOURCE / _FAMILY / _ZIP
    got = download_file(door, SOURCE, url, target, known.etag if known else "")
    if got is None:
        return None
    licence = tables.find_family(_FAMILY).licence
    sidecar = Sidecar(url, today(), got.sha256, licence, 0, "figures", None, got.etag, got.modified)
    return Parcel(SOURCE, _FAMILY, got.path, sidecar, replaces=((_FAMILY, _PART),))


def _part(door: Door, ask: Ask, known: Sidecar | None) -> Parcel | None:
    """Scores of the gemeenten asked; a measurement does not change, so seldom asked again."""
    key = ask.key(_FAMILY, _MEASUREMENT)
    if known and known.query == key and is_recent(known):
        return None
    address = f"{door.base(SOURCE, _GEO)}/lbm3/ows"
    try:
        rows = _rows(door, ask, address)
    except (SourceChangedError, SourceUnavailableError) as error:
        got = _whole(door, ask, known)
        return got and replace(got, notes=(f"het hele bestand is opgehaald, want {error}",))
    url = f"{address}?typeNames={ANSWER}buurtscore{_MEASUREMENT % 100:02d}"
    origin = Origin(url, tables.find_family(_FAMILY).licence, "figures", None, len(rows))
    content = {"odata.metadata": url, "value": rows}
    part = make_parcel(ask, (SOURCE, _FAMILY, _PART), content, origin, [], query=key)
    return replace(part, replaces=((_FAMILY, _ZIP),))


def _rows(door: Door, ask: Ask, address: str) -> list[Row]:
    """Scores of all measurements and levels, each area under its own code.

    Raises
    ------
    SourceChangedError
        When the newest has no scores, or an older one is not on the areas of the newest.
    """
    requests = [(year, prefix) for year in _YEARS for prefix in _LEVELS]
    parts = door.map(lambda item: _layer(door, ask, address, *item), requests)
    rows = [row for part in parts for row in part]
    newest = {row[REGION[0]] for row in rows if row[PERIOD] == str(_MEASUREMENT)}
    strange = {row[REGION[0]] for row in rows} - newest
    if strange or not newest:
        came = f"ook {min(strange)}" if strange else "niets"
        raise _changed("scores van de gevraagde gemeenten op één gebiedsindeling", came)
    door.meters[SOURCE].count(rows=len(rows))
    return rows


def _layer(door: Door, ask: Ask, address: str, year: int, prefix: str) -> list[Row]:
    """Scores of one measurement and level."""
    prefixes = tuple(f"{prefix}{code[2:]}" for code in ask.gemeenten or ())
    query = {
        "service": "WFS",
        "version": "2.0.0",
        "request": "GetFeature",
        "typeNames": f"{ANSWER}{_LEVELS[prefix]}score{year % 100:02d}",
        "outputFormat": "csv",
        "propertyName": ",".join((_CODE, *SCORES)),
        "CQL_FILTER": " OR ".join(f"{_CODE} LIKE '{code}%'" for code in prefixes),
    }
    url = f"{address}?{urlencode(query)}"
    return [
        {REGION[0]: row[_CODE], PERIOD: str(year), **{name: row[name] for name in SCORES}}
        for row in door.read(SOURCE, url, _SCORES, _WHAT, "file")
        if row[_CODE].startswith(prefixes)
    ]


def _changed(expected: str, came: str) -> SourceChangedError:
    remedy = "meld dit met de versie van dit programma"
    return SourceChangedError(_WHAT, expected, came, remedy)
