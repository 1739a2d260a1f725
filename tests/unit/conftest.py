"""What unit tests share: an edition of a few areas, written in milliseconds and not built.

    NL00   GM0917   WK091710   BU09171000   heerlen-noord
                    WK091720   BU09172000   heerlen-noord
                               BU09172001
           GM0344   WK034403   BU03440301   utrecht-overvecht

Beside these the twenty together (``nplv``), the group G4 and a ring around heerlen-noord.
"""

from __future__ import annotations

import pandas as pd
import pytest

from nplv_geo.edition.edition import Edition
from nplv_geo.edition.origin import Origin
from nplv_geo.edition.store import EditionWriter, open_current
from tests.made_up import made_up, made_up_manifest, made_up_origin

# By area its level, its gemeente and its share of the weight that is known.
_AREAS = {
    "NL00": ("nederland", None, 0.99),
    "GM0344": ("gemeente", None, 0.95),
    "GM0917": ("gemeente", None, 0.85),
    "WK034403": ("wijk", None, 1.0),
    "WK091710": ("wijk", None, 1.0),
    "WK091720": ("wijk", None, 1.0),
    "BU03440301": ("buurt", None, 1.0),
    "BU09171000": ("buurt", None, 1.0),
    "BU09172000": ("buurt", None, 1.0),
    "heerlen-noord": ("focusgebied", "GM0917", 0.9),
    "utrecht-overvecht": ("focusgebied", "GM0344", 0.7),
    "nplv": ("nplv", None, 0.8),
    "G4": ("groep", None, 1.0),
    "ring:heerlen-noord": ("ring", "GM0917", 1.0),
    "BU09172001": ("buurt", None, 1.0),
}
_MEMBERS = {
    "heerlen-noord": ("BU09171000", "BU09172000"),
    "utrecht-overvecht": ("BU03440301",),
    "ring:heerlen-noord": ("BU03440301",),
    "G4": ("GM0344",),
}
# By layer its periods, and the level that its larger areas are made of.
_LAYERS = {
    "misdrijven_per_1000": (("2023", "2024", "2025"), "buurt"),
    "koopwoningen_pct": (("2023", "2024"), "buurt"),
    "inwoners": (("2024",), "buurt"),
    "inkomen_per_inwoner": (("2022", "2023"), "wijk"),
}


def _origin(period: str, base_level: str) -> Origin:
    return made_up_origin(
        topic="t",
        retrieved="2026-07-19",
        provisional=period == "2025",
        sha256="0",
        base_level=base_level,
        weight_layer="inwoners",
        weight_period=period,
    )


def _values(areas: pd.Index) -> pd.DataFrame:
    """Values that all differ: 10, 20, 30, ...; of each the coverage of its area."""
    values = pd.Series([10.0 * (i + 1) for i in range(len(areas))], index=areas)
    weights = pd.Series([1_000_000.0 / (i + 1) for i in range(len(areas))], index=areas)
    return made_up(areas, value=0.0).assign(
        value=values,
        lower=values - 1,
        upper=values + 2,
        amount=values * weights,
        weight=weights,
        coverage=[coverage for _, _, coverage in _AREAS.values()],
        units_with=3,
        units_total=4,
        base="buurt",
    )


@pytest.fixture(scope="session")
def tiny_edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    editions = tmp_path_factory.mktemp("tiny")
    areas = pd.DataFrame(
        {
            "name": [f"Naam van {area}" for area in _AREAS],
            "level": [level for level, _, _ in _AREAS.values()],
            "gemeente": [gemeente for _, gemeente, _ in _AREAS.values()],
        },
        index=pd.Index(list(_AREAS)),
    )
    pairs = [(area, member) for area, members in _MEMBERS.items() for member in members]
    layers = {
        layer: {period: _origin(period, base) for period in periods}
        for layer, (periods, base) in _LAYERS.items()
    }
    values = _values(areas.index)
    with EditionWriter(editions, "tiny") as writer:
        writer.table("areas", areas)
        writer.table("members", pd.DataFrame(pairs, columns=["area", "member"]))
        for period in sorted({period for periods, _ in _LAYERS.values() for period in periods}):
            tables = [(layer, values) for layer, own in layers.items() if period in own]
            writer.values(period, tables, areas.index)
        writer.finish(made_up_manifest("tiny", layers=layers))
    return open_current(editions)
