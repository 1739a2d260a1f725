"""A starter edition with made-up figures of every factor that the starter has none of.

It holds too much on purpose: its rare crimes have figures of single buurten, as an edition would
that was built before rare crimes had a smallest level, and one of the 20 areas has few residents.
What reads it must keep those figures to itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd

from nplv_geo.build.run import build
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.read import Definitions, read_definitions
from nplv_geo.definitions.tables import find_family
from nplv_geo.definitions.topics import name_topic_column
from nplv_geo.ground.areas import AreaLevel, gemeente_of, read_level, wijk_of
from nplv_geo.ground.settings import Settings
from nplv_geo.published.figures import Figures
from nplv_geo.published.inputs import Inputs
from nplv_geo.sources.readers.starter import read_starter

PERIOD = "2024"
POLICE = (
    "drugshandel_per_1000", "wapenhandel_per_1000", "mensenhandel_per_1000",
    "mensensmokkel_per_1000", "cybercrime_per_1000", "horizontale_fraude_per_1000",
    "brand_ontploffing_per_1000",
)  # fmt: skip
SHARES = ("jeugdzorg_pct",)
OF_GEMEENTE = "vsv_pct"
# Too rare for a buurt or a wijk, and for an area within a gemeente.
NOT_WITHIN_WIJKEN = ("wapenhandel_per_1000", "mensenhandel_per_1000", "mensensmokkel_per_1000")
NOT_WITHIN_GEMEENTEN = ("mensenhandel_per_1000", "mensensmokkel_per_1000", "vsv_pct")
# An area that the edition makes small, and the residents that each of its buurten then has.
SMALL, EACH = "vlaardingen-west", 200.0


def make_edition(settings: Settings, project: Path) -> None:
    """Build the edition, and make it the current one of these settings."""
    written = read_definitions(project)
    definitions = replace(written, catalog=_drop_floors(written))
    inputs = _shrink(read_starter(project, written.focus_areas), written)
    made = _make_figures(inputs, definitions)
    build(settings, replace(inputs, figures=[*inputs.figures, *made]), definitions)


def count_cases(layer_id: str, buurt: str) -> int:
    """Made-up cases of a crime in a buurt: 0 to 10, by its code."""
    return (sum(map(ord, buurt)) * (POLICE.index(layer_id) + 3)) % 11


def share_of(code: str) -> float:
    """Made-up share of an area, 1.0 to 10.9 %, by its code."""
    return 1.0 + sum(map(ord, code)) % 100 / 10


def _drop_floors(written: Definitions) -> Catalog:
    """The layers of the factors and what these are divided by, without any smallest level."""
    catalog = written.catalog
    needed = {"inwoners", "misdrijven_per_1000", "koopwoningen_pct"}
    if catalog.undermining:
        needed |= {layer for factor in catalog.undermining.factors for layer in factor.layers}
    for layer in catalog.layers:
        if layer.id in needed:
            needed |= {*layer.aggregate.weight, *layer.aggregate.denominator}
    free = {"smallest_level": "buurt", "min_denominator": 0.0}
    layers = tuple(
        layer.model_copy(update={"aggregate": layer.aggregate.model_copy(update=free)})
        for layer in catalog.layers
        if layer.id in needed
    )
    return replace(catalog, layers=layers)


def _shrink(inputs: Inputs, written: Definitions) -> Inputs:
    """Leave one area with few residents."""
    area = next(area for area in written.focus_areas if area.id == SMALL)
    buurten = [code for code in inputs.places.index if read_level(code) is AreaLevel.BUURT]
    own = area.list_buurten(buurten, inputs.boundary_year)
    figures = []
    for part in inputs.figures:
        frame = part.frame.copy()
        if "AantalInwoners" in frame:
            frame.loc[frame.index.isin(own), "AantalInwoners"] = EACH
        figures.append(replace(part, frame=frame))
    return replace(inputs, figures=figures)


def _make_figures(inputs: Inputs, definitions: Definitions) -> list[Figures]:
    codes = list(inputs.places.index)
    layers = {layer.id: layer for layer in definitions.catalog.layers}
    buurten = [code for code in codes if read_level(code) is AreaLevel.BUURT]
    crimes = {_column(layers[one]): _add_up(one, buurten, codes) for one in POLICE}
    shares = {_column(layers[one]): pd.Series({c: share_of(c) for c in codes}) for one in SHARES}
    large = [
        code for code in codes if read_level(code) in (AreaLevel.GEMEENTE, AreaLevel.NEDERLAND)
    ]
    leavers = {_column(layers[OF_GEMEENTE]): pd.Series({c: share_of(c) for c in large})}
    return [
        _make_table(layers[POLICE[0]], pd.DataFrame(crimes), inputs),
        _make_table(layers[SHARES[0]], pd.DataFrame(shares), inputs),
        _make_table(layers[OF_GEMEENTE], pd.DataFrame(leavers), inputs),
    ]


def _column(layer: Layer) -> str:
    return name_topic_column(layer.source.topic, layer.source.where)


def _add_up(layer_id: str, buurten: Iterable[str], codes: Iterable[str]) -> pd.Series:
    counts = {buurt: float(count_cases(layer_id, buurt)) for buurt in buurten}
    larger: dict[str, float] = {}
    for buurt, count in counts.items():
        for code in (wijk_of(buurt), gemeente_of(buurt), "NL00"):
            larger[code] = larger.get(code, 0.0) + count
    return pd.Series({code: (counts | larger).get(code, float("nan")) for code in codes})


def _make_table(layer: Layer, frame: pd.DataFrame, inputs: Inputs) -> Figures:
    family = find_family(layer.source.table)
    return Figures(
        table=family.id,
        family=family.id,
        period=PERIOD,
        boundary_year=inputs.boundary_year,
        publisher=family.publisher,
        retrieved="2026-01-01",
        sha256=layer.id,
        frame=frame,
    )
