"""The values of an edition are the same whichever way they are asked for or were written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from nplv_geo.build.composition import Composition
from nplv_geo.build.derive import Derivation
from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.topics import evaluate_topics
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.values.columns import CARRIED, COLUMNS, NUMBERS
from nplv_geo.edition.values.writing import write_values
from nplv_geo.ground.settings import PROJECT
from nplv_geo.sources.readers.starter import read_starter


def _by_layer(edition: Edition) -> pd.DataFrame:
    keys = [(la, p) for la in edition.manifest.layers for p in edition.periods(la)]
    parts = {key: edition.values.table(*key) for key in keys}
    table = pd.concat(parts, names=["layer", "period", "area"])
    return table.reorder_levels(["area", "layer", "period"]).sort_index()


def _same(edition: Edition) -> None:
    by_layer = _by_layer(edition)
    areas = list(edition.areas.frame.index)
    by_area = edition.values.of_areas(areas).sort_index()
    assert list(by_area.index) == list(by_layer.index)
    for name in COLUMNS:
        one, other = by_area[name].to_numpy(), by_layer[name].to_numpy()
        if name in (*NUMBERS, *CARRIED):
            assert np.array_equal(one, other, equal_nan=True), name
        else:
            assert (one == other).all(), name


def test_every_cell_is_the_same_by_area_and_by_layer(starter_edition: Edition) -> None:
    _same(starter_edition)


@pytest.mark.real_data
@pytest.mark.slow
def test_every_cell_of_the_country_is_the_same_by_area_and_by_layer(
    national_edition: Edition,
) -> None:
    _same(national_edition)


def test_one_row_is_the_same_as_one_of_many(starter_edition: Edition) -> None:
    areas = ["BU09172000", "WK034403", "GM0917", "heerlen-noord", "nplv", "NL00"]
    many = starter_edition.values.of_areas(areas)
    for area in areas:
        pd.testing.assert_frame_equal(
            starter_edition.values.of_areas([area]).droplevel("area"), many.loc[area]
        )
        for (layer, period), row in (
            starter_edition.values.of_areas([area]).droplevel("area").iterrows()
        ):
            found = starter_edition.values.find(layer, period, area)
            assert found is not None
            assert found.value == (None if np.isnan(row["value"]) else row["value"])
            assert (found.status, found.reason) == (row["status"], row["reason"])


def test_the_files_of_values_are_guarded_like_the_tables(starter_edition: Edition) -> None:
    periods = {p for own in starter_edition.manifest.layers.values() for p in own}
    guarded = set(starter_edition.manifest.tables)
    assert {f"values/{period}.arrow" for period in periods} < guarded


def _derivation(catalog: Catalog, focus_areas: tuple[FocusArea, ...]) -> Derivation:
    inputs = read_starter(PROJECT, focus_areas)
    codes = inputs.places.index
    buurten = [code for code in codes if code.startswith("BU")]
    focus = {area.id: area.list_buurten(buurten, 2024) for area in focus_areas}
    topic = catalog.layer("inwoners").source.topic
    found = (evaluate_topics(topic, f.frame, {}) for f in inputs.figures if f.boundary_year == 2024)
    people = next(values for values in found if values is not None)
    return Derivation(catalog, inputs.figures, Composition(codes, focus, people, 2024))


def test_the_order_of_the_periods_makes_no_difference(
    catalog: Catalog, focus_areas: tuple[FocusArea, ...], tmp_path: Path
) -> None:
    """What is remembered from one period, such as its weights, may not change another."""
    first = _derivation(catalog, focus_areas)
    periods, areas = first.list_all_periods(), first.composition.areas
    assert len(periods) > 5
    for name, order in (("a", periods), ("b", periods[::-1]), ("c", periods[::2] + periods[1::2])):
        fresh = _derivation(catalog, focus_areas)
        for period in order:
            layers = fresh.list_layers(period)
            tables = ((la.id, fresh.derive_layer_period(la, period).values) for la in layers)
            write_values(tmp_path / name / f"{period}.arrow", tables, areas, len(layers))
    for period in periods:
        found = {(tmp_path / name / f"{period}.arrow").read_bytes() for name in "abc"}
        assert len(found) == 1
