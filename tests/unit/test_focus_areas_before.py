"""What a focus area was made of before: by overlap, beside what the table of people says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nplv_geo.commands.checks.compositions import check_compositions
from nplv_geo.definitions.focus_areas import AreaUnit, FocusArea
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.place_history import PlaceLine
from nplv_geo.ground.places import PlaceKind
from nplv_geo.present.places.composition import Composition, Ground, compose_areas
from nplv_geo.present.places.composition_block import make_composition_block
from nplv_geo.present.texts import texts
from tests import made_up_years

NL = "\u202f"
WEST = "dijkstad-west"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return made_up_years.write_edition(tmp_path_factory.mktemp("composition"))


def _line(older: str, newer: str, shares: tuple[float, float, float, float]) -> PlaceLine:
    return made_up_years.make_line(
        (2019, 2024), (older, ""), (newer, ""), PlaceKind.SHIFTED, shares
    )


def _compose(*lines: PlaceLine, names: tuple[str, ...] = (), **ground: float) -> Composition:
    """An area of which each buurt weighs the same, unless told otherwise."""
    codes = {line.code_to for line in lines}
    weights = {f"BU{code}": weight for code, weight in ground.items()}
    return Composition(
        facts=made_up_years.BETWEEN_2019_AND_2024,
        lines=lines,
        names=dict.fromkeys(names, ""),
        ground=Ground(dict.fromkeys(codes, 1.0) | weights, dict.fromkeys(codes, np.nan)),
    )


def test_an_older_buurt_counts_when_half_of_its_people_live_in_the_area() -> None:
    """Its parts in several buurten of the area add up; land says nothing."""
    found = _compose(
        _line("0100", "0900", (0.1, 0.5, 0.25, 0.4)),
        _line("0100", "0901", (0.1, 0.5, 0.25, 0.4)),
        _line("0200", "0900", (0.9, 0.5, 0.49, 0.6)),
    )
    assert found.inside["BU05060100"].people == 0.5
    assert found.inside["BU05060100"].land == pytest.approx(0.2)
    assert found.counted == {"BU05060100"}


def test_what_is_covered_is_weighed_by_the_inhabitants_of_now() -> None:
    lines = (
        _line("0100", "0900", (1.0, 1.0, 1.0, 1.0)),
        _line("0200", "0901", (1.0, 0.5, 1.0, 0.5)),
    )
    found = _compose(*lines, names=(), **{"05060900": 300.0, "05060901": 100.0, "05060902": 100.0})
    assert found.measure_people({"BU05060100"}) == 0.6
    assert found.measure_people(found.counted) == 0.7
    assert found.measure_known() == 0.8
    # The land of none of them is known.
    assert found.measure_land(found.counted) is None
    of_land = replace(found.ground, land={"BU05060900": 10.0, "BU05060901": 30.0})
    assert replace(found, ground=of_land).measure_land(found.counted) == pytest.approx(25 / 40)


def test_a_buurt_without_published_inhabitants_weighs_nothing() -> None:
    lines = (
        _line("0100", "0900", (1.0, 1.0, 1.0, 1.0)),
        _line("0200", "0901", (0.1, 1.0, 0.1, 1.0)),
    )
    assert _compose(*lines, **{"05060901": np.nan}).measure_people({"BU05060100"}) == 1.0
    both = {"05060900": np.nan, "05060901": np.nan}
    assert _compose(*lines, **both).measure_people({"BU05060100"}) is None


def test_a_wijk_is_told_whole_only_when_all_of_its_buurten_lie_in_the_area() -> None:
    whole = (1.0, 1.0, 1.0, 1.0)
    lines = _line("0400", "0900", whole), _line("0401", "0901", (0.96, 1.0, 0.97, 1.0))
    both = ("WK050604", "BU05060400", "BU05060401")
    assert _compose(*lines, names=both).whole_wijken == {"WK050604": set(both[1:])}
    # Another buurt of it lies elsewhere, or one lost a part.
    assert _compose(*lines, names=(*both, "BU05060402")).whole_wijken == {}
    assert _compose(lines[0], _line("0401", "0901", (0.9, 1, 1, 1)), names=both).whole_wijken == {}


def test_the_page_has_one_line_with_the_list_behind_it(edition: Edition) -> None:
    block = make_composition_block(edition, WEST, texts("nl"))
    assert block is not None
    assert block.summary == f"Eerder: in 2019 4 buurten, 95{NL}% van de inwoners"
    known, unknown = block.years
    assert known.title == f"In 2019: 4 buurten, 95{NL}% van de inwoners"
    assert known.counted == (
        f"BU05060300 Zuid (60{NL}% van de inwoners, 10{NL}% van het land)",
        "WK050604 (hele wijk, 2 buurten)",
        f"BU05060500 Haven (90{NL}% van de inwoners, 80{NL}% van het land)",
    )
    assert known.partly == "Voor een kleiner deel in het gebied:"
    assert known.parts == (
        f"BU05060200 West (minder dan 1{NL}% van de inwoners, 30{NL}% van het land)",
    )
    assert (unknown.title, unknown.counted, unknown.partly) == (
        "In 2018: niet bekend wat hier lag",
        (),
        "",
    )
    english = make_composition_block(edition, WEST, texts("en"))
    assert english is not None
    assert english.summary == f"Earlier: in 2019 4 neighbourhoods, 95{NL}% of the residents"


def test_years_of_the_same_places_are_told_once(tmp_path: Path) -> None:
    facts = made_up_years.BETWEEN_2019_AND_2024
    edition = made_up_years.write_edition(tmp_path)
    (_, year) = compose_areas(edition)[WEST]
    same = replace(year, facts=facts.model_copy(update={"from_year": 2020}))
    edition.cache = type(edition.cache)()
    edition.cache.get_or_make("compositions", lambda: {WEST: (year, same)})
    block = make_composition_block(edition, WEST, texts("nl"))
    assert block is not None
    assert [one.title for one in block.years] == [
        f"In 2019 en 2020: 4 buurten, 95{NL}% van de inwoners"
    ]


def test_an_edition_of_one_year_says_nothing_of_others(tmp_path: Path) -> None:
    edition = made_up_years.write_edition(tmp_path, has_years=False)
    assert compose_areas(edition) == {WEST: ()}
    assert make_composition_block(edition, WEST, texts("nl")) is None


def _area(*codes: str, **facts: str) -> FocusArea:
    row = {
        "area_id": WEST,
        "area_name": "Dijkstad West",
        "gemeente_code": "GM0506",
        "gemeente": "Dijkstad",
        "unit_name": "",
        "inclusion": "geheel",
        "confidence": "naam",
        "delimitation": "gedocumenteerd",
        "valid_from": "",
        "valid_to": "",
        "verified_years": "",
        "source": "gemeente",
        "note": "",
    }
    units = tuple(AreaUnit.model_validate({**row, **facts, "unit_code": code}) for code in codes)
    return FocusArea(WEST, "Dijkstad West", "GM0506", "Dijkstad", units)


def test_a_table_that_has_the_same_buurten_is_in_order(edition: Edition) -> None:
    same = _area("BU05060300", "WK050604", "BU05060500")
    assert list(check_compositions(edition, [same])) == []


def test_a_table_with_other_buurten_is_told_of_with_what_it_costs(edition: Edition) -> None:
    (finding,) = check_compositions(edition, [_area("WK050604", "BU05060500", "BU05060700")])
    assert (finding.severity, finding.subject) == ("warning", "dijkstad-west 2019")
    assert finding.message == (
        "focus_areas.csv geeft 4 buurten, de overlap ook 4 (uit de grenzen van 2019 en 2024): "
        "alleen in de tabel BU05060700 Oudland; alleen volgens de overlap BU05060300 Zuid; dat "
        f"gaat om 22{NL}% van de inwoners van het gebied"
    )


def test_a_difference_of_hardly_anybody_is_no_warning(edition: Edition) -> None:
    more = _area("BU05060300", "WK050604", "BU05060500", "BU05060700")
    (finding,) = check_compositions(edition, [more])
    assert finding.severity == "info"
    assert finding.message.startswith("focus_areas.csv geeft 5 buurten, de overlap 4 (")
    assert finding.message.endswith(
        f"alleen in de tabel BU05060700 Oudland; dat gaat om 0{NL}% van de inwoners van het gebied"
    )


def test_codes_that_did_not_exist_ask_for_their_first_year(edition: Edition) -> None:
    """The table says nothing of 2019 when its codes hold from a later year on."""
    (finding,) = check_compositions(edition, [_area("WK050691")])
    assert finding.severity == "warning"
    assert "geen van de codes van de tabel bestond toen; vul 'valid_from' in" in finding.message
    assert list(check_compositions(edition, [_area("WK050691", valid_from="2022")])) == []
