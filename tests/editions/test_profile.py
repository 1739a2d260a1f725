"""Profiles of all kinds of areas, and of areas of which the source withholds a part."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.errors import UnknownAreaError
from nplv_geo.present.area.profile_answer import describe_profile
from nplv_geo.present.area.profile_text import write_profile
from nplv_geo.present.page.value_answer import describe_value
from nplv_geo.present.values.history import make_history
from nplv_geo.present.values.profile import Item, Profile, make_profile
from nplv_geo.present.values.rounding import round_figure
from nplv_geo.present.values.value import make_report
from nplv_geo.statistics.variance import UNKNOWN
from tests import withheld

Areas = dict[str, FocusArea]


def _item(found: Profile, layer_id: str) -> Item:
    item = found.find_item(layer_id)
    assert item is not None
    return item


# --- kinds of areas -------------------------------------------------------------------------------


KINDS = {
    "heerlen-noord": (
        ("Heerlen-Noord", "focusgebied", "GM0917"),
        ["GM0917", "rest:GM0917", "NL00", "nplv"],
    ),
    "GM0917": (("Heerlen", "gemeente", None), ["NL00", "nplv"]),
    "WK091720": (
        ("Wijk 20 Vrieheide-De Stack", "wijk", "GM0917"),
        ["GM0917", "NL00", "nplv"],
    ),
    "BU09172000": (("Weggebekker", "buurt", "GM0917"), ["GM0917", "NL00", "nplv"]),
    "nplv": (("De 20 focusgebieden samen", "nplv", None), ["NL00"]),
    "NL00": (("Nederland", "nederland", None), ["nplv"]),
}


@pytest.mark.parametrize("area", list(KINDS))
def test_every_kind_of_area_has_a_profile(
    starter_edition: Edition, catalog: Catalog, areas: Areas, area: str
) -> None:
    head, references = KINDS[area]
    found = make_profile(starter_edition, catalog, areas, area)
    assert (found.area, found.name, found.level, found.gemeente) == (area, *head)
    assert len(found.items) == 64
    crime = _item(found, "misdrijven_per_1000")
    assert [ref.id for ref in crime.report.references] == references
    assert [point.period for point in crime.points] == ["2021", "2022", "2023", "2024", "2025"]
    is_focus = area == "heerlen-noord"
    assert (found.level == "focusgebied") is is_focus
    assert (found.boundary is not None) is is_focus
    assert (crime.report.rank is not None) is is_focus
    assert set(crime.gaps) == {"GM0917", "NL00"}.intersection(references)
    assert (crime.country_change is None) is (area == "NL00")


def test_a_code_in_small_letters_is_the_same_area(
    starter_edition: Edition, catalog: Catalog, areas: Areas
) -> None:
    assert make_profile(starter_edition, catalog, areas, " gm0917 ").area == "GM0917"


def test_an_area_that_is_not_there_is_an_error(
    starter_edition: Edition, catalog: Catalog, areas: Areas
) -> None:
    with pytest.raises(UnknownAreaError, match="Gebied 'heerlen' is niet in deze editie"):
        make_profile(starter_edition, catalog, areas, "heerlen")


@pytest.mark.parametrize("area", list(KINDS))
def test_a_profile_says_of_each_layer_what_its_own_report_says(
    starter_edition: Edition, catalog: Catalog, areas: Areas, area: str
) -> None:
    """Two ways to the same row: by area, as a profile reads it, and by layer."""
    found = make_profile(starter_edition, catalog, areas, area)
    for item in found.items:
        alone = make_report(starter_edition, catalog, area, item.layer.id, item.report.period)
        assert describe_value(item.report) == describe_value(alone), item.layer.id


def test_a_profile_has_the_layers_in_the_order_of_the_menu_and_no_hidden_ones(
    starter_edition: Edition, catalog: Catalog, areas: Areas
) -> None:
    ids = [item.layer.id for item in make_profile(starter_edition, catalog, areas, "NL00").items]
    assert ids[:2] == ["inwoners", "inwoners_0_14"]
    assert ids == [la.id for la in catalog.layers if starter_edition.has(la.id) and not la.hidden]
    assert "inwoners_15plus" not in ids


def test_an_item_that_is_not_there_is_none(
    starter_edition: Edition, catalog: Catalog, areas: Areas
) -> None:
    assert make_profile(starter_edition, catalog, areas, "NL00").find_item("ses_woa") is None


def test_the_spread_is_the_standard_deviation_between_the_20(
    starter_edition: Edition, catalog: Catalog, areas: Areas
) -> None:
    values = starter_edition.values.table("misdrijven_per_1000", "2025")["value"]
    spread = values[list(starter_edition.areas.focus)].std()
    for area in ("heerlen-noord", "GM0917", "BU09172000"):
        item = _item(make_profile(starter_edition, catalog, areas, area), "misdrijven_per_1000")
        assert item.spread == pytest.approx(spread)
        assert item.spread == pytest.approx(14.0, abs=3.0)


def test_each_layer_is_told_of_its_newest_period_with_figures(
    starter_edition: Edition, catalog: Catalog
) -> None:
    found = make_profile(starter_edition, catalog, {}, "NL00")
    periods = {item.layer.id: item.report.period for item in found.items}
    assert periods == {layer: starter_edition.newest_period(layer) for layer in periods}
    assert periods["misdrijven"] == "2025"
    assert periods["goed_ervaren_gezondheid_pct"] == "2024"


def test_a_history_has_a_point_for_each_period_of_the_layer(
    starter_edition: Edition, catalog: Catalog
) -> None:
    layer = catalog.layer("goed_ervaren_gezondheid_pct")
    points = make_history(starter_edition, "NL00").list_points(starter_edition, layer)
    assert [(point.period, point.value) for point in points] == [
        ("2012", 76.3),
        ("2016", 75.4),
        ("2020", 78.4),
        ("2022", 69.0),
        ("2024", 72.8),
    ]
    # RIVM gives margins, the starter has none: nobody knows how sure these are.
    assert all(point.chance is UNKNOWN for point in points)
    assert [point.period for point in points if point.is_exceptional] == ["2022"]
    nowhere = make_history(starter_edition, "GM9999").list_points(starter_edition, layer)
    assert [(point.value, point.status) for point in nowhere] == [(None, "no_data")] * 5


def test_a_buurt_without_figures_has_a_profile_of_reasons(
    starter_edition: Edition, catalog: Catalog, areas: Areas
) -> None:
    """De Hoogte got another code at the police."""
    found = make_profile(starter_edition, catalog, areas, "BU00140300")
    crime = _item(found, "misdrijven_per_1000")
    assert (crime.report.value, crime.report.reason) == (None, "boundary_mismatch")
    assert (crime.change, crime.report.rank) == (None, None)
    assert crime.gaps["NL00"].now is None


# --- a part is withheld ---------------------------------------------------------------------------


def _json(found: Profile, layer_id: str) -> dict[str, Any]:
    layers: list[dict[str, Any]] = describe_profile(found).as_json()["layers"]
    return next(layer for layer in layers if layer["layer"]["id"] == layer_id)


def test_with_40_percent_withheld_a_value_has_bounds(
    partly_withheld: Edition, catalog: Catalog, areas: Areas
) -> None:
    found = make_profile(partly_withheld, catalog, areas, withheld.PARTLY)
    income = _json(found, withheld.INCOME)
    assert (income["value"], income["coverage"], income["status"]) == (20.0, 0.6, "ok")
    # 600 people at 20; the other 400 between the ends of the layer's range, 0 and 150.
    assert income["bounds"] == [12.0, 72.0]
    assert income["units"] == {"with_value": 1, "total": 2}
    assert income["reason"] is None


def test_with_50_percent_withheld_there_is_a_reason_in_place_of_a_value(
    partly_withheld: Edition, catalog: Catalog, areas: Areas
) -> None:
    found = make_profile(partly_withheld, catalog, areas, withheld.TOO_LITTLE)
    income = _json(found, withheld.INCOME)
    assert (income["value"], income["bounds"], income["rank"]) == (None, None, None)
    assert (income["coverage"], income["status"]) == (0.5, "suppressed")
    assert income["reason"] == "low_coverage"
    assert [ref["value"] for ref in income["references"]][:2] == [34.5, 35.0]
    assert all(ref["difference"] is ref["standing"] is None for ref in income["references"])
    assert _item(found, withheld.INCOME).report.rank is None


def test_with_four_values_there_are_no_places(
    partly_withheld: Edition, catalog: Catalog, areas: Areas
) -> None:
    """One of five has no value, and of another 60 % is known: both used to count in "van 4"."""
    places = {
        area: _item(
            make_profile(partly_withheld, catalog, areas, area), withheld.INCOME
        ).report.rank
        for area in withheld.BUURTEN
    }
    assert places == dict.fromkeys(withheld.BUURTEN)


def test_a_change_knows_the_share_that_its_less_known_end_rests_on(
    partly_withheld: Edition, catalog: Catalog, areas: Areas
) -> None:
    """In 2022 there were 60 %, in 2024 all."""
    item = _item(make_profile(partly_withheld, catalog, areas, withheld.PARTLY), withheld.HEALTH)
    assert item.report.coverage == 1.0
    assert [point.coverage for point in item.points] == [pytest.approx(0.6), 1.0]
    assert item.change is not None
    assert (item.change.start, item.change.now) == (pytest.approx(30.0), 64.0)
    # From the year of the corona monitor, of a model without margins: it once was "clear".
    assert (item.change.is_clear, item.change.is_exceptional_start) == (False, True)
    assert item.change.coverage == pytest.approx(0.6)
    whole = _item(make_profile(partly_withheld, catalog, areas, "breda-noord"), withheld.HEALTH)
    assert whole.change is not None
    assert whole.change.coverage == 1.0


def test_text_shows_bounds_with_what_is_known_and_the_reason_without(
    partly_withheld: Edition, catalog: Catalog, areas: Areas
) -> None:
    partly = write_profile(make_profile(partly_withheld, catalog, areas, withheld.PARTLY), catalog)
    assert (
        "Inkomen per inwoner (hoger is beter), 2024: 20,0 duizend euro "
        "(tussen 12,0 en 72,0; 60\u202f% bekend)"
    ) in partly
    little = write_profile(
        make_profile(partly_withheld, catalog, areas, withheld.TOO_LITTLE), catalog
    )
    assert "Inkomen per inwoner (hoger is beter), 2024: te weinig bekend: 50\u202f% " in little


# --- forms ----------------------------------------------------------------------------------------


def test_the_form_of_the_public_interface(
    starter_edition: Edition, catalog: Catalog, areas: Areas
) -> None:
    found = describe_profile(
        make_profile(starter_edition, catalog, areas, "heerlen-noord")
    ).as_json()
    assert json.loads(json.dumps(found, allow_nan=False)) == json.loads(json.dumps(found))
    assert list(found) == [
        "area",
        "edition",
        "gemeente",
        "inhabitants",
        "boundary_is_approximation",
        "paragraph",
        "layers",
    ]
    crime = _json(
        make_profile(starter_edition, catalog, areas, "heerlen-noord"), "misdrijven_per_1000"
    )
    assert crime["theme"] == "veiligheid"
    assert crime["trend"][-1] == {
        "period": "2025",
        "value": 60.79,  # 3.238 of 52.965 inhabitants of 2024, grown with the country
        "status": "ok",
        "series": 1,
        "provisional": True,
        "moved": None,
        "spread": None,
    }
    assert set(crime["gaps"]) == {"GM0917", "NL00"}
    assert crime["gaps"]["NL00"]["now"] == pytest.approx(
        (3_238 / 52_965 * 17_942_942 - 795_052) / 18_044.027, abs=0.001
    )


def test_amounts_are_shown_side_by_side_and_not_judged_in_text(
    starter_edition: Edition, catalog: Catalog, areas: Areas
) -> None:
    """A part of a country always has less crime than the country: that is no merit."""
    text = write_profile(make_profile(starter_edition, catalog, areas, "heerlen-noord"), catalog)
    (crimes,) = [line for line in text.splitlines() if "Geregistreerde misdrijven" in line]
    assert crimes.strip() == (
        "Geregistreerde misdrijven, 2025 (voorlopig): 3.238; Heerlen 5.750; rest van Heerlen "
        "2.512; Nederland 795.052; De 20 focusgebieden samen 76.634"
    )
    rates = [line for line in text.splitlines() if "Misdrijven per 1.000 inwoners" in line]
    (rate,) = [line for line in rates if "en bedrijven" not in line]
    assert "Heerlen 65,4 (ongeveer gelijk)" in rate  # 4.6, and chance makes up to 7
    assert "Nederland 44,1 (ongunstiger)" in rate
    assert rate.endswith("plaats 7 tot 17 van de 20")
    (homes,) = [line for line in text.splitlines() if line.startswith("  Koopwoningen")]
    assert "Heerlen 47\u202f% (ongeveer gelijk); Nederland 57\u202f% (lager)" in homes


def test_text_has_a_heading_for_each_theme_with_figures(
    starter_edition: Edition, catalog: Catalog, areas: Areas
) -> None:
    text = write_profile(make_profile(starter_edition, catalog, areas, "NL00"), catalog)
    lines = text.splitlines()
    assert lines[:2] == ["Nederland (NL00)", "17.942.942 inwoners"]
    headings = [line for line in lines[2:] if line and not line.startswith(" ")]
    assert headings == [theme.label.nl for theme in catalog.themes]
    assert not any(one == other == "" for one, other in pairwise(lines))


def test_numbers_of_one_layer_are_rounded_alike(
    starter_edition: Edition, catalog: Catalog, areas: dict[str, FocusArea]
) -> None:
    """A value and the newest one of its change are the same figure, so the same number."""
    held = 0
    for area in ("heerlen-noord", "amsterdam-nieuw-west"):
        answer = describe_profile(make_profile(starter_edition, catalog, areas, area))
        for layer in answer.layers:
            change = layer.change
            if change and change.last == layer.period:
                assert change.now == layer.value, layer.layer.id
                held += 1
    assert held > 4


@pytest.mark.parametrize(("decimals", "rounded"), [(0, 59.5), (1, 59.49), (2, 59.495)])
def test_a_figure_is_rounded_one_digit_finer_than_its_layer_shows(
    decimals: int, rounded: float, catalog: Catalog
) -> None:
    layer = catalog.layer("koopwoningen_pct").model_copy(update={"decimals": decimals})
    assert round_figure(59.4949, layer) == rounded
    assert round_figure(None, layer) is None
