"""Places where an uncertainty that nobody knows once counted as none; one case each.

More of the kind: sums and half-known members in ``test_margins.py``, weights that stand in for what
a share is about and the three kinds themselves in ``test_uncertainty.py``, exceptional and
provisional years in ``test_trend.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.edition.edition import Edition
from nplv_geo.present.area.strips import list_strips
from nplv_geo.present.page.page import Page
from nplv_geo.present.values.history import make_history
from nplv_geo.present.values.references import make_reference
from nplv_geo.present.values.rows import compute_margin_between, make_rest_row
from nplv_geo.statistics.observation import NOTHING
from nplv_geo.statistics.time.outcomes import Verdict
from nplv_geo.statistics.time.trend import measure_gap
from nplv_geo.statistics.uncertainty import estimate_chance, find_chance_kind
from nplv_geo.statistics.variance import NONE, UNKNOWN, KnownVariance

HEALTH, CRIME = "goed_ervaren_gezondheid_pct", "misdrijven_per_1000"
Ask = Callable[[str], Page]


def test_a_strip_is_judged_with_a_margin(ask: Ask) -> None:
    """Strips asked for no margin at all: every difference that printed was one."""
    found = {
        strip.label: strip for strip in list_strips(ask(f"?gebied=heerlen-noord&laag={HEALTH}"))
    }
    assert found["Goede gezondheid volgens bewoners"].standing == "unsure"
    assert found["Goede gezondheid volgens bewoners"].verdict == "onzeker"


def test_any_area_that_a_reader_chooses_is_judged_with_a_margin(
    starter_edition: Edition, catalog: Catalog
) -> None:
    layer = catalog.layer(HEALTH)
    rows = partial(starter_edition.values.cell, HEALTH, "2024")
    found = make_reference(
        starter_edition, layer, rows, "heerlen-noord", "delft-west", period="2024"
    )
    assert (found.standing, found.difference is None) == ("unsure", False)


def test_a_rest_of_which_the_number_of_people_is_unknown_has_no_margin(
    starter_edition: Edition, catalog: Catalog
) -> None:
    layer = catalog.layer(CRIME)
    origin = starter_edition.origin(CRIME, "2025")
    own, whole = (
        starter_edition.values.cell(CRIME, "2025", area) for area in ("heerlen-noord", "GM0917")
    )
    rest = make_rest_row(layer, whole, own)
    assert compute_margin_between(layer, own, rest, origin) is not None
    assert compute_margin_between(layer, own, replace(rest, weight=None), origin) is None
    assert compute_margin_between(layer, own, NOTHING, origin) is None


def test_a_share_of_something_that_is_not_counted_is_unknown(catalog: Catalog) -> None:
    """Weighed by hectares a percentage says nothing of how many it is about."""
    homes = catalog.layer("koopwoningen_pct")
    rule = homes.aggregate.model_copy(update={"weight": ("oppervlakte_land",)})
    by_land = homes.model_copy(update={"aggregate": rule})
    assert find_chance_kind(by_land) == "unknown"
    assert estimate_chance(by_land, 40.0, 300.0) is UNKNOWN


def test_education_is_partly_a_sample(starter_edition: Edition, catalog: Catalog) -> None:
    """All residents of 15 and over stood in for those who were asked."""
    layer = catalog.layer("hbo_wo_pct")
    found = make_history(starter_edition, "heerlen-noord").list_points(starter_edition, layer)
    assert all(point.chance is UNKNOWN for point in found)


def test_a_register_average_has_no_chance_to_speak_of(
    starter_edition: Edition, catalog: Catalog
) -> None:
    layer = catalog.layer("inkomen_per_inwoner")
    found = make_history(starter_edition, "heerlen-noord").list_points(starter_edition, layer)
    assert all(point.chance is NONE for point in found)


def test_a_gap_with_one_year_of_unknown_chance_gets_no_verdict(
    starter_edition: Edition, catalog: Catalog
) -> None:
    """Three sure years and an unsure one were as sure as four."""
    layer = catalog.layer(CRIME)
    own, country = (
        make_history(starter_edition, area).list_points(starter_edition, layer)
        for area in ("amsterdam-zuidoost", "NL00")
    )
    assert all(isinstance(point.chance, KnownVariance) for point in own)
    known = measure_gap(own, country, layer)
    assert known is not None
    assert known.margin is not None
    unsure = [replace(own[0]), replace(own[1]), replace(own[2], chance=UNKNOWN), *own[3:]]
    doubted = measure_gap(unsure, country, layer)
    assert doubted is not None
    assert (doubted.margin, doubted.p_value) == (None, None)
    assert (doubted.verdict, doubted.reason) == (Verdict.TOO_EARLY, "unknown_uncertainty")


def test_an_area_without_a_value_has_no_margin_of_nothing(
    starter_edition: Edition, catalog: Catalog
) -> None:
    for name in (CRIME, HEALTH):
        found = make_history(starter_edition, "GM9999").list_points(
            starter_edition, catalog.layer(name)
        )
        assert found
        assert all(point.chance is UNKNOWN for point in found)
