"""Verdicts of a family: the same wherever they are asked, and declared periods in the layers."""

from __future__ import annotations

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.read import read_focus_areas
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.page.making import make_page
from nplv_geo.present.time.trend import make_trend
from nplv_geo.present.values.families import list_gap_references, measure_gaps
from nplv_geo.present.values.history import make_history
from nplv_geo.present.values.profile import make_profile
from nplv_geo.statistics.time.moves import measure_change
from nplv_geo.statistics.time.trend import correct_for_multiplicity, measure_gap

CRIME, HEALTH = "misdrijven_per_1000", "goed_ervaren_gezondheid_pct"


def test_a_verdict_is_the_same_on_page_and_profile(
    starter_edition: Edition, catalog: Catalog
) -> None:
    areas = {area.id: area for area in read_focus_areas(PROJECT)}
    for area in ("amsterdam-zuidoost", "GM0363"):
        item = make_profile(starter_edition, catalog, areas, area).find_item(CRIME)
        assert item is not None
        asked = make_page(f"?gebied={area}&laag={CRIME}", starter_edition, catalog, areas)
        boxes = {box.reference: box.gap for box in make_trend(asked, ()).gaps}
        assert boxes == dict(item.gaps)
        assert set(boxes) == set(list_gap_references(starter_edition, area))


def test_the_family_is_the_20_areas_with_two_references_each(
    starter_edition: Edition, catalog: Catalog
) -> None:
    layer = catalog.layer(CRIME)
    focus = starter_edition.areas.at(AreaLevel.FOCUSGEBIED)
    points = {
        code: make_history(starter_edition, code).list_points(starter_edition, layer)
        for code in (
            *focus,
            "NL00",
            *{starter_edition.areas.gemeente_code_of(a) or "" for a in focus},
        )
    }
    alone = {
        (area, other): measure_gap(points[area], points[other], layer)
        for area in focus
        for other in list_gap_references(starter_edition, area)
    }
    assert len(alone) == 40
    whole = correct_for_multiplicity(
        {key: found for key, found in alone.items() if found is not None}
    )
    assert {
        (area, other): found
        for area in focus
        for other, found in measure_gaps(starter_edition, layer, area).items()
    } == whole


def test_the_corona_monitor_starts_no_comparison(
    starter_edition: Edition, catalog: Catalog
) -> None:
    """In 20 of 20 paragraphs health was "gunstiger" since 2022; all 20 are below 2020."""
    layer = catalog.layer(HEALTH)
    for area in starter_edition.areas.at(AreaLevel.FOCUSGEBIED):
        found = measure_change(
            make_history(starter_edition, area).list_points(starter_edition, layer), layer
        )
        assert found is not None
        assert (found.first, found.last) == ("2020", "2024")
        assert -9.0 < found.change < -4.0
        assert (found.is_clear, found.reason) == (False, "unknown_uncertainty")


def test_every_layer_of_the_health_monitor_declares_its_exceptional_year(catalog: Catalog) -> None:
    monitor = [la for la in catalog.layers if la.source.table in {"50150NED", "50120NED"}]
    assert len(monitor) == 20
    for layer in monitor:
        assert [known.period for known in layer.source.exceptional] == ["2022"], layer.id
        assert layer.source.is_exceptional("2022")
        assert not layer.source.is_exceptional("2024")


def test_a_layer_that_is_not_judged_has_no_verdicts(
    starter_edition: Edition, catalog: Catalog
) -> None:
    for name in ("koopwoningen_pct", "misdrijven"):
        assert measure_gaps(starter_edition, catalog.layer(name), "heerlen-noord") == {}


@pytest.mark.parametrize(("level", "least"), [("gemeente", 50), ("wijk", 200), ("focusgebied", 80)])
def test_the_edition_tells_how_well_its_margins_cover(
    starter_edition: Edition, level: str, least: int
) -> None:
    found = starter_edition.manifest.dispersion[CRIME]
    assert found.changes[level] >= least
    assert 0.92 <= found.cover[level] <= 1.0
    assert found.plain_cover[level] < 0.75
    for origin in starter_edition.manifest.layers[CRIME].values():
        assert origin.dispersion == found.dispersion > 3
        assert origin.dispersion_from == "estimated"
    assumed = starter_edition.manifest.dispersion["koopwoningen_pct"]
    assert (assumed.dispersion, assumed.dispersion_from) == (1.0, "assumed")
