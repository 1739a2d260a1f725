"""Figures as one long table: a row for each area, layer and period, with everything known of it.

Either the areas on the map, or all layers and periods of an area. A value that is missing stays
missing: an empty cell, with its status in words beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.origin import Citation
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.errors import ExportError
from nplv_geo.ground.status import Status
from nplv_geo.present.address.areas import RELATIVES
from nplv_geo.present.map.captions import find_retrieval_day
from nplv_geo.present.map.change_words import write_area_note, write_change_label, write_periods
from nplv_geo.present.page.comparators import list_compared_codes
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.stacking import Stacking
from nplv_geo.present.page.undermining import FactorSet, find_factor_row
from nplv_geo.present.undermining.tables import list_shown_areas
from nplv_geo.present.values.pair import Pair

COLUMNS = (
    "code", "name", "level", "layer", "label", "period", "value", "unit", "status", "reason",
    "coverage", "lower", "upper", "moved", "spread", "uncarried", "table", "publisher",
    "boundary_year", "retrieved", "provisional", "estimate", "edition", "boundaries",
)  # fmt: skip
FLAGS = ("provisional", "estimate")
NUMBERS = ("value", "coverage", "lower", "upper", "moved", "spread", "uncarried")
_SINGLE = 4  # decimals
# What is read of an edition.
_READ = ("status", "reason", *NUMBERS)
# More rows than a spreadsheet opens with comfort, and few enough to hold in memory.
MAX_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class DataTable:
    """Rows with the columns of :data:`COLUMNS`.

    Attributes
    ----------
    areas
        Areas that the rows are about, each once.
    layers
        Layers that the rows are about, in the order of the menu.
    citations
        The source of each layer and period.
    """

    page: Page
    frame: pd.DataFrame
    areas: tuple[str, ...]
    layers: tuple[Layer, ...]
    citations: Mapping[tuple[str, str], Citation]


def make_view_table(page: Page) -> DataTable:
    """Figures of the areas on the map, or on both maps, each for its layer and period."""
    if page.beside:
        return _join_sides(page, make_view_table(replace(page, beside=None)))
    if page.factors:
        return _make_factor_table(page, page.factors)
    if page.pair:
        return _make_pair_table(page, page.pair)
    codes = page.scope.codes
    citation = _cite_stacking(page, page.stacking) if page.stacking else page.find_origin()
    rows = page.read_columns(page.scope.selection, _READ).reindex(columns=list(_READ))
    period = page.view.period
    if page.change:
        period = write_periods(page.change)
        # The band of a change is what chance and rounding can make.
        margin = page.change.frame["margin"].reindex(rows.index)
        rows = rows.assign(lower=rows["value"] - margin, upper=rows["value"] + margin)
    rows = rows.assign(layer=page.layer.id, period=period)
    citations = {(page.layer.id, period): citation}
    frame = describe_rows(page, rows, citations)
    if page.change:
        label = write_change_label(page, page.change)
        reasons = [
            write_area_note(page, page.change, str(area), str(word))
            for area, word in rows["reason"].items()
        ]
        frame = frame.assign(label=label, reason=reasons)
    return DataTable(page, frame, codes, (page.layer,), citations)


def _join_sides(page: Page, first: DataTable) -> DataTable:
    """Figures of two maps below each other; what both show stands there once."""
    if page.beside is None:
        return first
    second = make_view_table(page.beside)
    frame = pd.concat([first.frame, second.frame], ignore_index=True)
    layers = {layer.id: layer for layer in (*first.layers, *second.layers)}
    return DataTable(
        page=page,
        frame=frame.drop_duplicates(["code", "layer", "period"], ignore_index=True),
        areas=tuple(dict.fromkeys((*first.areas, *second.areas))),
        layers=tuple(layers.values()),
        citations={**first.citations, **second.citations},
    )


def _make_factor_table(page: Page, factors: FactorSet) -> DataTable:
    """All factors of the areas that the view on undermining shows, each at its own period."""
    edition = page.edition
    known = [one for one in factors.chosen.values() if one.period is not None]
    if not known:
        raise ExportError("Deze editie heeft van geen enkele factor een cijfer.")
    areas = list_shown_areas(page, factors)
    found = [(area, one, find_factor_row(edition, one, area)) for area in areas for one in known]
    rows = pd.DataFrame(
        {
            "layer": [one.layer.id for _, one, _ in found],
            "period": [one.period for _, one, _ in found],
            "status": [row.status for *_, row in found],
            "reason": [row.reason for *_, row in found],
            **{name: [getattr(row, name) for *_, row in found] for name in NUMBERS},
        },
        index=[area for area, *_ in found],
    )
    origins: dict[tuple[str, str], Citation] = {
        (one.layer.id, str(one.period)): edition.origin(one.layer.id, str(one.period))
        for one in known
    }
    layers = tuple(one.layer for one in known)
    return DataTable(page, describe_rows(page, rows, origins), areas, layers, origins)


def _make_pair_table(page: Page, pair: Pair) -> DataTable:
    """Both layers of the areas on the map, each at its own period."""
    edition, areas = page.edition, page.scope.selection
    keys = [(layer.id, period) for layer, period in zip(pair.layers, pair.periods, strict=True)]
    rows = [
        edition.values.rows(layer, period, areas, _READ).assign(layer=layer, period=period)
        for layer, period in keys
    ]
    origins: dict[tuple[str, str], Citation] = {key: edition.origin(*key) for key in keys}
    frame = describe_rows(page, pd.concat(rows), origins)
    return DataTable(page, frame, page.scope.codes, pair.layers, origins)


def make_area_table(page: Page) -> DataTable:
    """All layers and periods of an area, of what it is compared with and of the areas inside it.

    Raises
    ------
    ExportError
        When that would be more than :data:`MAX_ROWS` rows.
    """
    edition = page.edition
    areas = _list_areas(page)
    layers = tuple(la for la in page.catalog.layers if edition.has(la.id) and not la.hidden)
    keys = [(layer.id, period) for layer in layers for period in edition.periods(layer.id)]
    if len(areas) * len(keys) > MAX_ROWS:
        raise ExportError(
            f"Alles van {len(areas)} gebieden is meer dan {MAX_ROWS} regels; kies een kleiner "
            "gebied of een groter niveau."
        )
    every = pd.MultiIndex.from_tuples(
        [(area, *key) for area in areas for key in keys], names=["area", "layer", "period"]
    )
    rows = (
        edition.values.of_areas(areas)[list(_READ)].reindex(every).reset_index(["layer", "period"])
    )
    origins: dict[tuple[str, str], Citation] = {key: edition.origin(*key) for key in keys}
    return DataTable(page, describe_rows(page, rows, origins), areas, layers, origins)


def _list_areas(page: Page) -> tuple[str, ...]:
    """The area, the areas inside it, and those that it is compared with."""
    area = page.view.area
    is_buurt = area.level is AreaLevel.BUURT
    inside = () if is_buurt else page.scope.codes
    return tuple(dict.fromkeys((area, *inside, *list_compared_codes(page))))


def describe_rows(
    page: Page, rows: pd.DataFrame, origins: Mapping[tuple[str, str], Citation]
) -> pd.DataFrame:
    """Add names, words and sources to values that are indexed by area.

    Parameters
    ----------
    page
        The page, with its edition and its language.
    rows
        Values with layer and period, by the id of an area or of a comparator.
    origins
        The source of each layer and period.

    Returns
    -------
    DataFrame
        With the columns of :data:`COLUMNS`.
    """
    edition, t, language = page.edition, page.t, page.view.language
    codes = rows.index.astype(str)
    layers = {layer: _find_layer(page, layer) for layer in rows["layer"].unique()}
    keys = list(zip(rows["layer"], rows["period"], strict=True))
    status = rows["status"].astype("object").fillna(Status.NO_DATA.value)
    names = {one.compared.id: one.name for one in page.comparators if one.compared.kind != "area"}
    schematic = "source_schematic" if edition.is_schematic else "source_boundaries"
    frame = pd.DataFrame(
        {
            "code": codes,
            "name": [names.get(code) or page.name_area(code) for code in codes],
            "level": [_find_level(page, code) for code in codes],
            "layer": rows["layer"].to_numpy(),
            "label": [layers[layer].label.in_(language) for layer in rows["layer"]],
            "period": rows["period"].to_numpy(),
            "unit": [t.unit(layers[layer]) for layer in rows["layer"]],
            "status": [t(f"statuses.{word}") for word in status],
            "reason": list(_write_reasons(page, rows["reason"])),
            "edition": edition.id,
            "boundaries": t(schematic, year=edition.boundary_year),
        }
    )
    for name in NUMBERS:
        frame[name] = rows[name].astype(float).to_numpy()
    # An edition keeps these in single precision.
    for name in ("moved", "spread"):
        frame[name] = frame[name].round(_SINGLE)
    for name in ("table", "publisher", "retrieved"):
        frame[name] = [getattr(origins[key], name) for key in keys]
    frame["boundary_year"] = pd.array([origins[key].boundary_year for key in keys], "Int64")
    frame["provisional"] = [origins[key].provisional for key in keys]
    estimated = {layer: _is_estimate(page, layers[layer]) for layer in layers}
    frame["estimate"] = [estimated[layer] for layer in rows["layer"]]
    return frame[list(COLUMNS)]


def _find_level(page: Page, code: str) -> str:
    """Level of an area; of what is no area of the edition what it is."""
    relative = next((one.id for one in page.comparators if one.compared.id == code), None)
    return relative if relative in RELATIVES else page.edition.areas.level_of(code).value


def _find_layer(page: Page, layer_id: str) -> Layer:
    return page.layer if layer_id == page.layer.id else page.catalog.layer(layer_id)


def _is_estimate(page: Page, layer: Layer) -> bool:
    """Tell whether a model made it, or spoke for one of the domains that are counted."""
    if page.stacking and layer.id == page.layer.id:
        indicators = [i for i in page.stacking.indicators.values() if i is not None]
        return any(i.layer.notes.model_estimate for i in indicators)
    return layer.notes.model_estimate


def _write_reasons(page: Page, reasons: pd.Series) -> Iterator[str]:
    words = page.t.words["reasons"]
    for reason in reasons:
        yield str(words.get(reason, "")) if isinstance(reason, str) else ""


def _cite_stacking(page: Page, stacking: Stacking) -> Citation:
    """Source of the counted domains: the tables of all indicators together."""
    indicators = [i for i in stacking.indicators.values() if i is not None and i.period is not None]
    origins = [page.edition.origin(i.layer.id, i.period or "") for i in indicators]
    return Citation(
        table=", ".join(dict.fromkeys(origin.table for origin in origins)),
        publisher=", ".join(dict.fromkeys(origin.publisher for origin in origins)),
        topic=", ".join(origin.topic for origin in origins),
        boundary_year=page.edition.boundary_year,
        retrieved=find_retrieval_day(page),
        provisional=any(origin.provisional for origin in origins),
        series=1,
    )
