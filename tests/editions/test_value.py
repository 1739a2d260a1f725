"""One value with everything known about it, on the starter edition."""

from __future__ import annotations

import json
import math

import pytest

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.errors import UnknownAreaError, UnknownLayerError
from nplv_geo.present.page.value_answer import describe_value
from nplv_geo.present.values.references import Reference
from nplv_geo.present.values.value import ValueReport, make_report
from tests import starter_tables

Asked = tuple[str, str, str | None]


def _references(found: ValueReport) -> dict[str, Reference]:
    return {reference.id: reference for reference in found.references}


def test_owner_occupied_homes_in_overvecht(starter_edition: Edition, catalog: Catalog) -> None:
    found = make_report(starter_edition, catalog, "utrecht-overvecht", "koopwoningen_pct", "2024")
    # The wijk is the area, and CBS knows all of it.
    assert (found.value, found.status, found.base_level) == (21.0, "ok", "wijk")
    references = _references(found)
    assert list(references) == ["GM0344", "NL00", "nplv"]
    assert references["NL00"].value == 57.0
    assert references["GM0344"].value == 44.0
    assert references["NL00"].standing == "lower"
    assert found.bounds == (21.0, 21.0)
    assert found.rank is not None
    # Who is known for less than nine tenths takes no part.
    focus = starter_edition.values.table("koopwoningen_pct", "2024").loc[
        list(starter_edition.areas.focus)
    ]
    assert found.rank.of == (focus["coverage"] >= 0.9).sum()
    assert (found.rank.position, found.rank.highest) == (found.rank.of, found.rank.of)


def test_property_value_in_heerlen_noord(starter_edition: Edition, catalog: Catalog) -> None:
    found = make_report(starter_edition, catalog, "heerlen-noord", "woz_waarde")
    assert found.value == pytest.approx(179, abs=1)
    # Its fourteen wijken are all known, of its 34 buurten one is not.
    assert (found.units_with, found.units_total, found.base_level) == (14, 14, "wijk")
    assert (found.coverage, found.bounds) == (1.0, (found.value, found.value))


def test_crime_in_rotterdam_zuid(starter_edition: Edition, catalog: Catalog) -> None:
    found = make_report(starter_edition, catalog, "rotterdam-zuid", "misdrijven_per_1000", "2025")
    # Published of 2025: so many crimes, on so many inhabitants of its 23 buurten.
    assert found.value == pytest.approx(1000 * 15_722 / 214_635, rel=1e-9)
    references = _references(found)
    assert references["NL00"].value == pytest.approx(795_052 / 18_044_027 * 1_000)
    # Lower than Rotterdam by less than what adjacent years show chance to make.
    assert references["GM0599"].standing == "equal"
    assert references["NL00"].standing == "worse"
    # The rest of the gemeente is what is left when the area is taken out of it.
    rest, whole = references["rest:GM0599"], references["GM0599"]
    assert rest.name == "rest van Rotterdam"
    assert rest.value is not None
    assert whole.value is not None
    assert found.value < whole.value < rest.value
    assert found.origin.provisional is True


def test_inhabitants_of_the_twenty_together(starter_edition: Edition, catalog: Catalog) -> None:
    found = make_report(starter_edition, catalog, "nplv", "inwoners")
    assert found.value == pytest.approx(1_194_350, rel=1e-3)
    assert found.rank is None
    assert [reference.id for reference in found.references] == ["NL00"]


def test_the_form_of_the_public_interface(starter_edition: Edition, catalog: Catalog) -> None:
    found = describe_value(
        make_report(starter_edition, catalog, "utrecht-overvecht", "koopwoningen_pct", "2024")
    ).as_json()
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert {
        "area",
        "layer",
        "period",
        "value",
        "status",
        "coverage",
        "bounds",
        "references",
        "rank",
        "source",
    } <= set(found)
    assert found["area"] == {
        "id": "utrecht-overvecht",
        "name": "Utrecht Overvecht",
        "level": "focusgebied",
    }
    assert found["layer"] == {
        "id": "koopwoningen_pct",
        "label": "Koopwoningen",
        "unit": "%",
        "higher_is": "neutral",
    }
    assert found["period"] == "2024"
    assert all({"id", "value", "status"} <= set(reference) for reference in found["references"])
    assert set(found["rank"]) == {"position", "of", "lowest", "highest"}
    source = found["source"]
    assert (source["table"], source["boundary_year"]) == ("85984NED", 2024)
    assert source["retrieved"] == "2026-07-19"
    assert len(found["bounds"]) == 2


def test_a_missing_value_is_null_and_says_why(starter_edition: Edition, catalog: Catalog) -> None:
    values = starter_edition.values.table("koopwoningen_pct", "2024")
    withheld = values.index[(values["status"] == "suppressed") & values.index.str.startswith("BU")]
    assert len(withheld) == 59
    for code in withheld:
        found = describe_value(
            make_report(starter_edition, catalog, code, "koopwoningen_pct")
        ).as_json()
        assert (found["value"], found["bounds"], found["coverage"]) == (None, None, 0.0)
        assert (found["status"], found["reason"]) == ("suppressed", "zero_or_withheld")
        assert all(reference["difference"] is None for reference in found["references"])
        assert all(reference["standing"] is None for reference in found["references"])


def test_nothing_in_the_starter_edition_is_shown_without_a_value(starter_edition: Edition) -> None:
    for layer in starter_edition.manifest.layers:
        for period in starter_edition.periods(layer):
            values = starter_edition.values.table(layer, period)
            assert (values["value"].notna() == (values["status"] == "ok")).all(), (layer, period)


def test_a_value_within_its_bounds_everywhere(starter_edition: Edition) -> None:
    for layer in starter_edition.manifest.layers:
        for period in starter_edition.periods(layer):
            values = starter_edition.values.table(layer, period).dropna(subset=["value"])
            assert not (values["lower"] > values["value"] + 1e-9).any(), (layer, period)
            assert not (values["upper"] < values["value"] - 1e-9).any(), (layer, period)


def test_coverage_counts_every_buurt_that_has_people_but_no_figure(
    starter_edition: Edition, catalog: Catalog
) -> None:
    """De Hoogte is missing from the police table, but its inhabitants are known."""
    found = make_report(starter_edition, catalog, "groningen-noord", "misdrijven_per_1000", "2025")
    # Inhabitants of 2025; of De Hoogte those of 2024 with the growth of Groningen.
    people = starter_tables.people(2025)
    own = people.reindex(starter_edition.areas.buurten_of("groningen-noord"))
    assert found.units_with == 16
    assert found.coverage == pytest.approx(1 - own["BU00140300"] / own.sum())
    assert found.bounds is not None
    assert found.value is not None
    assert found.bounds[0] < found.value < found.bounds[1]


def test_one_of_thirteen_units_is_not_enough_for_a_value(
    starter_edition: Edition, catalog: Catalog
) -> None:
    found = make_report(
        starter_edition, catalog, "groningen-noord", "netto_arbeidsparticipatie_pct", "2022"
    )
    assert (found.units_with, found.units_total) == (1, 13)
    assert found.coverage < 0.6
    assert found.value is None


def test_a_small_buurt_without_a_figure_is_no_sign_of_another_division(
    starter_edition: Edition,
) -> None:
    """data/starter/README.md: every code of the RIVM occurs in the division of 2024."""
    assert starter_edition.origin("goed_ervaren_gezondheid_pct", "2024").affected == ()
    values = starter_edition.values.table("goed_ervaren_gezondheid_pct", "2024")
    assert not (values["reason"] == "boundary_mismatch").any()


def test_the_source_names_the_division_of_the_table(starter_edition: Edition) -> None:
    """data/starter/tables.csv: this table is on the division of 2022."""
    assert starter_edition.origin("hbo_wo_pct", "2022").boundary_year == 2022
    assert starter_edition.origin("koopwoningen_pct", "2024").boundary_year == 2024


def test_de_hoogte_has_no_crime_figure_because_its_code_changed(
    starter_edition: Edition, catalog: Catalog
) -> None:
    found = make_report(starter_edition, catalog, "BU00140300", "misdrijven_per_1000", "2024")
    assert found.value is None
    assert (found.status, found.reason) == ("no_data", "boundary_mismatch")


def test_places_share_equal_prints_and_have_a_range(
    starter_edition: Edition, catalog: Catalog
) -> None:
    places, prints = [], []
    for area in starter_edition.areas.focus:
        found = make_report(starter_edition, catalog, area, "misdrijven_per_1000", "2025")
        assert found.rank is not None
        assert found.value is not None
        places.append(found.rank)
        prints.append(round(found.value, 1))
    for place, shown in zip(places, prints, strict=True):
        assert place.position == 1 + sum(other < shown for other in prints)
        assert 1 <= place.lowest <= place.position <= place.highest <= place.of == 20
    assert sum(not place.is_sure for place in places) > 10


def test_the_newest_period_with_figures_is_the_default(
    starter_edition: Edition, catalog: Catalog
) -> None:
    for layer in starter_edition.manifest.layers:
        newest = starter_edition.newest_period(layer)
        assert make_report(starter_edition, catalog, "NL00", layer).period == newest
    assert make_report(starter_edition, catalog, "NL00", "misdrijven").period == "2025"


@pytest.mark.parametrize(
    ("asked", "error", "sentence"),
    [
        (
            ("nergens", "inwoners", None),
            UnknownAreaError,
            "Gebied 'nergens' is niet in deze editie; kijk met 'status' wat er is.",
        ),
        (
            ("NL00", "inwonners", None),
            UnknownLayerError,
            "Kaartlaag 'inwonners' bestaat niet (bedoelt u 'inwoners'?).",
        ),
        (
            ("NL00", "misdrijven", "2019"),
            UnknownLayerError,
            (
                "Kaartlaag 'misdrijven' heeft geen periode 2019; kies uit 2021, 2022, 2023, "
                "2024, 2025."
            ),
        ),
        (
            ("NL00", "ses_woa", None),
            UnknownLayerError,
            "Kaartlaag 'ses_woa' is nog niet opgehaald; haal de cijfers op of lees ze in.",
        ),
    ],
)
def test_what_does_not_exist_gives_one_sentence(
    starter_edition: Edition, catalog: Catalog, asked: Asked, error: type[Exception], sentence: str
) -> None:
    with pytest.raises(error) as caught:
        make_report(starter_edition, catalog, *asked)
    assert str(caught.value) == sentence


def test_no_value_of_the_starter_edition_is_infinite(starter_edition: Edition) -> None:
    for layer in starter_edition.manifest.layers:
        for period in starter_edition.periods(layer):
            for value in starter_edition.values.table(layer, period)["value"].dropna():
                assert math.isfinite(value)
