"""Design tokens: style sheets have no size or colour of their own; both themes can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

import pytest

from docs.generate.token_styles import write_token_styles
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.design import tokens
from nplv_geo.present.design.themes import make_dark_colours, turn_colour
from nplv_geo.present.page.palette import CHOICES, REFERENCES, compute_contrast

ASSETS = PROJECT / "assets"
STYLES = [
    path
    for path in sorted([*ASSETS.glob("*.css"), *(ASSETS / "pages").glob("*.css")])
    if path.name != "tokens.css"
]
DECLARATION = re.compile(r"(?<![\w-])([a-z-]+): ([^;{}]+)[;}]")
SIZED = re.compile(
    r"font|font-size|margin.*|padding.*|scroll-margin.*|gap|row-gap|column-gap"
    r"|border.*|outline|transition.*"
)
# A length or a time, but not within a function that takes it from tokens too.
LITERAL = re.compile(r"(?<![\w.])-?\d*\.?\d+(?:rem|em|px|pt|mm|m?s)\b")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(|\b(?:white|black)\b")
# Beside a size of the table or the sheet that the element has itself.
ALLOWED = {"padding-left: calc(var(--space-8) + 1.45rem)"}

LIGHT, DARK = tokens.COLOURS, make_dark_colours()
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
LETTERS, LINES = 4.5, 3.0  # what the Web Content Accessibility Guidelines ask
# What the reader chose to compare with has a token for each.
OWN_ROLES = [role for role in REFERENCES if role not in CHOICES]
CHOSEN = [role for role in LIGHT if role.startswith("chosen")]
# What is written on which grounds.
WRITTEN = [
    *((role, ground) for role in ("ink", "soft", "accent") for ground in ("paper", "ground")),
    *((role, "accent-soft") for role in ("ink", "soft", "accent")),
    *((role, "paper") for role in ("better", "worse", "neutral", *OWN_ROLES, *CHOSEN)),
    *((role, "ground") for role in ("worse", "better")),
    *((role, "band") for role in ("ink", "soft")),
    ("soft", "hatch-ground"),
    ("on-accent", "accent"),
    ("paper", "ink"),
    ("notice-ink", "notice"),
    ("ink", "notice"),
    ("soft", "notice"),
]
# Parts and lines that tell something.
DRAWN = [
    *((role, "paper") for role in (*OWN_ROLES, *CHOSEN, "better", "worse")),
    *((role, "paper") for role in ("muted", "border", "hatch", "lead", "rim", "ring", "stacked")),
]
RAMPS = [tokens.SEQUENTIAL, tokens.STACKED, tokens.WORSE_TO_BETTER, tokens.LOW_TO_HIGH]


@THEMES
@pytest.mark.parametrize(("role", "ground"), WRITTEN)
def test_letters_can_be_read(theme: Mapping[str, str], role: str, ground: str) -> None:
    assert compute_contrast(theme[role], theme[ground]) >= LETTERS


@THEMES
@pytest.mark.parametrize(("role", "ground"), DRAWN)
def test_parts_and_lines_can_be_seen(theme: Mapping[str, str], role: str, ground: str) -> None:
    assert compute_contrast(theme[role], theme[ground]) >= LINES


@pytest.mark.parametrize("ramp", RAMPS)
def test_classes_differ_from_their_neighbours_and_from_the_map_in_both_themes(
    ramp: tuple[str, ...],
) -> None:
    for colours, theme in ((ramp, LIGHT), ([turn_colour(colour) for colour in ramp], DARK)):
        assert all(compute_contrast(*pair) >= 1.2 for pair in pairwise(colours))
        assert all(compute_contrast(colour, theme["no-data"]) >= 1.1 for colour in colours)
        # The outer classes say most.
        assert compute_contrast(colours[-1], theme["paper"]) >= LINES
        # A line between two areas shows where one ends.
        assert max(compute_contrast(colour, theme["paper"]) for colour in colours) >= 6


def test_the_dark_theme_turns_a_colour_as_the_filter_does() -> None:
    # Worked out by hand, by the matrix of the Filter Effects Module.
    assert turn_colour("#ffffff") == "#171717"
    assert turn_colour("#000000") == "#e8e8e8"
    assert turn_colour("#115363") == "#83b9c6"
    assert {DARK[role] for role in ("area", "gemeente", "nederland", "nplv")} == {
        "#83b9c6", "#86a1c1", "#b3c9d1", "#a68e4e",
    }  # fmt: skip


@THEMES
def test_one_colour_of_the_focus_stands_out_on_every_ground(theme: Mapping[str, str]) -> None:
    """On letters, buttons and each class of a map; maps take ink and paper and are turned whole."""
    both = [theme["focus"], theme["focus-edge"]]
    assert both == [theme["ink"], theme["paper"]]
    assert compute_contrast(*both) >= LINES
    grounds = {*theme.values(), *(colour for ramp in RAMPS for colour in ramp)}
    grounds |= {turn_colour(colour) for ramp in RAMPS for colour in ramp}
    for ground in grounds:
        assert max(compute_contrast(colour, ground) for colour in both) >= LINES, ground


def test_what_charts_and_maps_draw_is_turned_and_nothing_else_by_hand() -> None:
    drawn = set(REFERENCES) | {"ink", "soft", "faint", "grid", "band", "paper", "muted", "hatch"}
    assert not drawn & set(tokens.DARK_COLOURS)
    assert set(tokens.DARK_COLOURS) == {"ground", "notice", "accent-soft"}


def test_there_are_seven_sizes_of_letters() -> None:
    assert list(tokens.TEXT.values()) == [13, 14, 16, 18, 21, 25, 34]
    assert list(tokens.PRINTED_TEXT) == list(tokens.TEXT)
    assert sorted(tokens.PRINTED_TEXT.values()) == list(tokens.PRINTED_TEXT.values())


def test_style_sheets_have_no_size_or_colour_of_their_own() -> None:
    own = [
        f"{path.name} {declaration}"
        for path in STYLES
        for declaration in _list_declarations(path.read_text(encoding="utf-8"))
        if _has_own_value(*declaration.split(": ", 1)) and declaration not in ALLOWED
    ]
    assert own == []


@pytest.mark.parametrize(
    ("declaration", "is_own"),
    [
        ("font-size: 0.9rem", True),
        ("font: 600 1rem/1.2 sans-serif", True),
        ("border: 1px solid var(--edge)", True),
        ("border-radius: 50%", True),
        ("padding: 0 2pt", True),
        ("margin-left: -3.5px", True),
        ("color: #fff", True),
        ("box-shadow: 0 0 2px rgb(0 0 0 / 20%)", True),
        ("transition: transform 0.2s", True),
        ("margin: 0 auto", False),
        ("border: 0", False),
        ("width: 7px", False),
        ("font-size: inherit", False),
    ],
)
def test_a_value_of_its_own_is_found(declaration: str, is_own: bool) -> None:  # noqa: FBT001
    assert _has_own_value(*declaration.split(": ", 1)) is is_own


def test_every_property_that_style_sheets_name_is_a_token() -> None:
    names = {
        name
        for path in STYLES
        for name in re.findall(r"var\(--([a-z0-9-]+)\)", path.read_text(encoding="utf-8"))
    }
    # Heights, places and words that elements or scripts set for themselves.
    own = {"row", "rows", "versus", "bar", "years", "at", "share", "running"}
    assert names - own <= set(re.findall(r"--([a-z0-9-]+):", write_token_styles()))


def _list_declarations(styles: str) -> list[str]:
    # Fonts and sheets of paper are no parts of a page.
    kept = re.sub(r"/\*.*?\*/|@font-face \{.*?\}|@page[^{]*\{.*?\}", "", styles, flags=re.DOTALL)
    return [f"{name}: {value.strip()}" for name, value in DECLARATION.findall(kept)]


def _has_own_value(name: str, value: str) -> bool:
    sized = SIZED.fullmatch(name) and (
        LITERAL.search(value) or (name.endswith("radius") and "%" in value)
    )
    return bool(sized or COLOUR.search(value))
