"""The life of a place: what it was called, what became of it, and how that is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.errors import UnknownAreaError
from nplv_geo.ground.places import CrosswalkWay, PlaceKind
from nplv_geo.present.places.life import describe_place
from nplv_geo.present.places.life_text import write_place
from nplv_geo.present.texts import texts
from tests import made_up_years


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return made_up_years.write_edition(tmp_path_factory.mktemp("years"))


def _told(edition: Edition, code: str) -> list[str]:
    text = write_place(describe_place(edition, code), texts("nl"))
    return [line.replace("\u202f", " ") for line in text.splitlines()]


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        (
            "BU05060800",
            [
                "BU05060800 Kern (gebiedsindeling 2024, die van de kaart)",
                "  2019 → 2024  andere naam: eerder Centrum; uit de grenzen van 2019 en 2024",
            ],
        ),
        (
            "BU05060400",
            [
                "BU05060400 Noord (gebiedsindeling 2024, die van de kaart)",
                "  2019 → 2024  samengevoegd uit; uit de grenzen van 2019 en 2024",
                (
                    "      BU05060402 Noord B: 70 % van de inwoners en 60 % van het land hier, "
                    "100 % van de inwoners en 100 % van het land daar"
                ),
                (
                    "      BU05060401 Noord A: 30 % van de inwoners en 40 % van het land hier, "
                    "100 % van de inwoners en 100 % van het land daar"
                ),
            ],
        ),
        (
            "BU05060401",
            [
                "BU05060401 Noord A (gebiedsindeling 2019, niet meer op de kaart)",
                "  2019 → 2024  samengevoegd tot; uit de grenzen van 2019 en 2024",
                (
                    "      BU05060400 Noord: 100 % van de inwoners en 100 % van het land hier, "
                    "30 % van de inwoners en 40 % van het land daar"
                ),
            ],
        ),
        (
            "BU05060600",
            [
                "BU05060600 Nieuwland (gebiedsindeling 2024, die van de kaart)",
                "  2019 → 2024  nieuw, hier lag eerder niets; uit de grenzen van 2019 en 2024",
            ],
        ),
        (
            "BU05060700",
            [
                "BU05060700 Oudland (gebiedsindeling 2019, niet meer op de kaart)",
                (
                    "  2019 → 2024  vervallen, hiervan is niets over op de kaart; "
                    "uit de grenzen van 2019 en 2024"
                ),
            ],
        ),
    ],
)
def test_a_place_says_what_became_of_it(edition: Edition, code: str, lines: list[str]) -> None:
    assert _told(edition, code) == lines


def test_a_place_that_lost_a_part_tells_where_that_went(edition: Edition) -> None:
    (place,) = describe_place(edition, "BU05060500").places
    assert [(step.side, step.kind) for step in place.steps] == [
        ("came_from", PlaceKind.SPLIT),
        ("went_to", PlaceKind.SPLIT),
    ]
    before, after = place.steps
    assert [(part.code, part.land_of_part, part.people_of_part) for part in before.parts] == [
        ("BU05060500", 0.8, 0.9)
    ]
    assert [(part.code, part.land_of_place, part.people_of_place) for part in after.parts] == [
        ("BU05060500", 0.8, 0.9),
        ("BU05060501", 0.2, 0.1),
    ]


def test_a_code_that_was_given_away_leads_to_both_places(edition: Edition) -> None:
    assert _told(edition, "BU05060100") == [
        "BU05060100 Nieuw-West (gebiedsindeling 2024, die van de kaart)",
        "  2019 → 2024  grens verschoven, hier lag eerder; uit de grenzen van 2019 en 2024",
        (
            "      BU05060300 Zuid: 90 % van de inwoners en 25 % van het land hier, "
            "60 % van de inwoners en 10 % van het land daar"
        ),
        (
            "      BU05060200 West: 10 % van de inwoners en 75 % van het land hier, "
            "minder dan 1 % van de inwoners en 30 % van het land daar"
        ),
        "",
        "De code BU05060100 was ook een andere plek:",
        "BU05069100 Oost (gebiedsindeling 2024, die van de kaart)",
        (
            "  2018 → 2019  ander nummer: BU05060099 Oost werd BU05060100 Oost; "
            "uit de wijzigingen die het CBS meldt"
        ),
        (
            "  2019 → 2024  ander nummer: BU05060100 Oost werd BU05069100 Oost; "
            "uit de grenzen van 2019 en 2024"
        ),
    ]


def test_a_code_of_before_is_followed_to_what_it_became(edition: Edition) -> None:
    (place,) = describe_place(edition, "BU05060099").places
    assert place.is_on_map
    assert [(name.year, name.code) for name in place.names] == [
        (2024, "BU05069100"),
        (2019, "BU05060100"),
        (2018, "BU05060099"),
    ]
    assert [step.way for step in place.steps] == [CrosswalkWay.MARKS, CrosswalkWay.OUTLINES]
    assert [step.outline_years for step in place.steps] == [(), (2019, 2024)]


def test_a_code_is_read_as_people_type_it(edition: Edition) -> None:
    assert describe_place(edition, " bu05060400 ").code == "BU05060400"
    assert describe_place(edition, "05060400").code == "BU05060400"


def test_shares_that_a_build_leaves_open_are_not_told_as_nothing(tmp_path: Path) -> None:
    nothing = float("nan")
    line = made_up_years.make_line(
        (2019, 2024),
        ("0200", "West"),
        ("0100", "Nieuw-West"),
        PlaceKind.SHIFTED,
        (0.5, 1.0000001, nothing, nothing),
    )
    edition = made_up_years.write_edition(tmp_path)
    made_up_years.tabulate_lines([line]).to_parquet(edition.folder / "places.parquet")
    (place,) = describe_place(edition, "BU05060100").places
    (part,) = place.steps[0].parts
    assert (part.land_of_place, part.people_of_place) == (1.0, None)
    assert _told(edition, "BU05060100")[2] == (
        "      BU05060200 West: 100 % van het land hier, 50 % van het land daar"
    )


def test_an_edition_of_one_year_says_so(tmp_path: Path) -> None:
    edition = made_up_years.write_edition(tmp_path, has_years=False)
    life = describe_place(edition, "BU05060400")
    assert life.other_years == ()
    assert _told(edition, "BU05060400")[1:] == [
        (
            "Deze editie kent alleen de gebiedsindeling van 2024. Haal cijfers van een ander jaar "
            "op, dan staat hier wat er veranderd is."
        )
    ]


def test_an_area_of_which_no_year_tells_says_so(edition: Edition) -> None:
    assert _told(edition, "GM0506")[1:] == [
        "Van deze plek in andere jaren is in deze editie niets bekend."
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "dijkstad-oost",
            (
                "'dijkstad-oost' is geen gebiedscode zoals GM0917, WK091720 of BU09172000 en geen "
                "focusgebied van deze editie; alleen die hebben een geschiedenis."
            ),
        ),
        (
            "BU99990000",
            (
                "Code BU99990000 komt in deze editie in geen gebiedsindeling voor "
                "(bekend: 2018, 2019, 2024)."
            ),
        ),
    ],
)
def test_what_is_no_code_or_nobody_knows_is_refused_in_a_sentence(
    edition: Edition, text: str, sentence: str
) -> None:
    with pytest.raises(UnknownAreaError) as caught:
        describe_place(edition, text)
    assert str(caught.value) == sentence


def test_every_kind_and_way_has_words_on_either_side() -> None:
    words = texts("nl").words
    assert set(words["place_kinds"]) == {kind.value for kind in PlaceKind}
    assert set(words["place_ways"]) == {way.value for way in CrosswalkWay} | {"outlines_of"}
    for kind in PlaceKind:
        assert {f"came_from_{kind}", f"went_to_{kind}"} <= set(words["place_life"])
