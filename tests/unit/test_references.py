"""What a value is held against: each field comes out of the row that it is about."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.thresholds import NEARLY_ALL
from nplv_geo.edition.edition import Edition
from nplv_geo.present.page.value_answer import describe_value
from nplv_geo.present.values.references import list_usual_references, make_reference
from nplv_geo.present.values.rows import make_rest_row
from nplv_geo.present.values.value import make_report, make_report_from_rows
from nplv_geo.statistics.observation import MadeObservation, Observation

CRIME, HOMES = "misdrijven_per_1000", "koopwoningen_pct"
ROW = MadeObservation(
    value=50.0,
    status="ok",
    coverage=1.0,
    lower=49.0,
    upper=51.0,
    weight=1e9,
    units_with=1,
    units_total=1,
)


def _rows(**rows: dict[str, Any]) -> dict[str, MadeObservation]:
    return {area: replace(ROW, **own) for area, own in rows.items()}


def test_a_reference_has_the_value_and_the_coverage_of_the_other(
    tiny_edition: Edition, catalog: Catalog
) -> None:
    rows = _rows(NL00={"value": 40.0, "coverage": 0.75}, GM0917={"value": 55.5, "coverage": 0.6})
    layer = catalog.layer(CRIME)
    found = make_reference(tiny_edition, layer, rows.__getitem__, "GM0917", "NL00", period="2024")
    assert (found.id, found.name, found.status) == ("NL00", "Naam van NL00", "ok")
    assert (found.value, found.coverage) == (40.0, 0.75)
    assert (found.difference, found.standing) == (15.5, "worse")
    back = make_reference(tiny_edition, layer, rows.__getitem__, "NL00", "GM0917", period="2024")
    assert (back.value, back.coverage, back.difference) == (55.5, 0.6, -15.5)


def test_without_a_value_there_is_a_coverage_and_no_difference(
    tiny_edition: Edition, catalog: Catalog
) -> None:
    rows = _rows(NL00={"value": 40.0, "coverage": 0.75}, GM0917={"value": None, "coverage": 0.6})
    found = make_reference(
        tiny_edition, catalog.layer(HOMES), rows.__getitem__, "GM0917", "NL00", period="2024"
    )
    assert (found.value, found.coverage) == (40.0, 0.75)
    assert (found.difference, found.standing) == (None, None)


def test_the_rest_of_a_gemeente_is_as_well_known_as_the_least_known_part(
    catalog: Catalog,
) -> None:
    layer = catalog.layer(CRIME)
    whole = replace(ROW, amount=60_000.0, weight=1_000.0, coverage=0.95)
    part = replace(ROW, amount=40_000.0, weight=400.0, coverage=0.92)
    for gemeente, area in (
        (whole, part),
        (replace(whole, coverage=0.92), replace(part, coverage=1.0)),
    ):
        rest = make_rest_row(layer, gemeente, area)
        assert rest.value == pytest.approx(20_000 / 600)
        assert (rest.weight, rest.coverage, rest.status) == (600.0, 0.92, "ok")
        assert rest.margin is None
    nothing = make_rest_row(layer, whole, replace(part, weight=None, amount=None))
    assert (nothing.value, nothing.weight, nothing.status) == (None, None, "no_data")


@pytest.mark.parametrize(
    ("area", "layer_id", "others"),
    [
        ("heerlen-noord", CRIME, ["GM0917", "rest:GM0917", "NL00", "nplv"]),
        ("heerlen-noord", HOMES, ["GM0917", "NL00", "nplv"]),  # a mean has no rest
        ("BU09172000", CRIME, ["GM0917", "NL00", "nplv"]),
        ("GM0917", CRIME, ["NL00", "nplv"]),
        ("nplv", CRIME, ["NL00"]),
        ("NL00", CRIME, ["nplv"]),
    ],
)
def test_who_an_area_is_held_against(
    tiny_edition: Edition, catalog: Catalog, area: str, layer_id: str, others: list[str]
) -> None:
    def rows(code: str) -> Observation:
        return tiny_edition.values.cell(layer_id, "2024", code)

    layer = catalog.layer(layer_id)
    found = list_usual_references(tiny_edition, layer, "2024", rows, area)
    assert [reference.id for reference in found] == others


def test_every_field_of_a_report_is_that_of_the_own_row(
    tiny_edition: Edition, catalog: Catalog
) -> None:
    # The second area of the edition: see the fixture.
    found = make_report(tiny_edition, catalog, "gm0344", CRIME, "2024")
    assert (found.area, found.name, found.level) == ("GM0344", "Naam van GM0344", "gemeente")
    assert (found.value, found.bounds, found.coverage) == (20.0, (19.0, 22.0), 0.95)
    assert (found.status, found.reason, found.base_level) == ("ok", "", "buurt")
    assert (found.units_with, found.units_total) == (3, 4)
    assert found.period == "2024"
    assert found.origin.weight_period == "2024"
    references = {other.id: (other.value, other.coverage) for other in found.references}
    assert references == {"NL00": (10.0, 0.99), "nplv": (120.0, 0.8)}


def test_an_area_with_just_nine_tenths_known_has_a_place(
    tiny_edition: Edition, catalog: Catalog
) -> None:
    layer = catalog.layer(CRIME)
    focus = _rows(**{f"a{i}": {"value": 10.0 * i} for i in range(1, 7)})
    focus["heerlen-noord"] = replace(ROW, value=35.0, coverage=NEARLY_ALL)

    def place(**changes: float) -> tuple[int, int] | None:
        own = {**focus, "heerlen-noord": replace(focus["heerlen-noord"], **changes)}
        found = make_report_from_rows(
            tiny_edition, layer, "2024", "heerlen-noord", lambda _: ROW, focus_rows=own
        ).rank
        return found and (found.position, found.of)

    assert place() == (4, 7)
    assert place(coverage=NEARLY_ALL - 0.001) is None
    focus["a6"] = replace(ROW, value=60.0, coverage=NEARLY_ALL - 0.001)
    assert place() == (4, 6)


def test_a_report_without_both_bounds_has_none(tiny_edition: Edition, catalog: Catalog) -> None:
    layer = catalog.layer(HOMES)
    for row in (replace(ROW, lower=None), replace(ROW, upper=None)):
        found = make_report_from_rows(tiny_edition, layer, "2024", "GM0917", lambda _, row=row: row)
        assert found.bounds is None
    assert describe_value(replace(found, bounds=(1.0, 2.0))).bounds == (1.0, 2.0)
