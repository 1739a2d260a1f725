"""Colours: one palette for page, charts, slides and files, and lines that can be told apart."""

from __future__ import annotations

import re
from itertools import chain, combinations

import pytest

from nplv_geo.export.slides.places import BAR_STYLES, LINE_COLOURS
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.area import card_chart
from nplv_geo.present.design.tokens import COLOURS
from nplv_geo.present.page import palette

STYLES = [*(PROJECT / "assets").glob("*.css"), *(PROJECT / "assets/pages").glob("*.css")]
SCRIPTS = PROJECT / "scripts/src"
CODE = re.compile(r"#[0-9a-fA-F]{6}\b")
LINES, LETTERS = 3.0, 4.5  # contrast that the Web Content Accessibility Guidelines ask
NEIGHBOURS = 1.5  # contrast between bars that touch


def test_every_colour_that_scripts_name_is_a_token() -> None:
    scripts = [path.read_text(encoding="utf-8") for path in SCRIPTS.rglob("*.js")]
    asked = {name for text in scripts for name in re.findall(r'\bcolour\("([a-z-]+)"\)', text)}
    assert {"ink", "paper", "hatch", "rim"} <= asked <= set(COLOURS)


def test_a_colour_is_typed_in_the_tokens_only() -> None:
    modules = set((PROJECT / "nplv_geo").rglob("*.py"))
    scripts = SCRIPTS.rglob("*.js")
    made = {PROJECT / "nplv_geo/present/design/tokens.py", PROJECT / "assets/tokens.css"}
    typed = {
        path.name: CODE.findall(path.read_text(encoding="utf-8"))
        for path in chain(modules, scripts, STYLES)
        if path not in made
    }
    assert {name: codes for name, codes in typed.items() if codes} == {}


@pytest.mark.parametrize("colour", palette.REFERENCES.values())
def test_a_reader_can_see_each_line_and_read_its_name(colour: str) -> None:
    assert palette.compute_contrast(colour, palette.PAPER) >= LETTERS > LINES


def test_references_differ_from_one_another() -> None:
    assert len(set(palette.REFERENCES.values())) == len(palette.REFERENCES)


def test_what_the_reader_chose_differs_in_mark_and_dashes_too() -> None:
    assert len({palette.SYMBOLS[role] for role in palette.CHOICES}) == len(palette.CHOICES) == 4
    assert len({palette.DASHES[role] for role in palette.CHOICES}) == len(palette.CHOICES)
    assert {"circle", "diamond"}.isdisjoint(palette.SYMBOLS[role] for role in palette.CHOICES)
    assert {role for role, symbol in palette.SYMBOLS.items() if symbol == "circle"} == {
        "area", "gemeente", "nederland", "nplv",
    }  # fmt: skip


def test_contrast_is_that_of_the_guidelines() -> None:
    assert palette.compute_contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert palette.compute_contrast("#ffffff", "#777777") == pytest.approx(4.48, abs=0.005)
    assert palette.compute_contrast("#777777", "#777777") == 1.0


def test_slides_and_cards_draw_references_as_the_trend_does() -> None:
    lines = {role: colour for role, colour in LINE_COLOURS.items() if role != "count"}
    assert lines == palette.REFERENCES
    assert {
        kind: card_chart.LOOKS[kind].colour for kind in palette.REFERENCES
    } == palette.REFERENCES


@pytest.mark.parametrize(("one", "other"), list(combinations(("area", "gemeente", "nederland"), 2)))
def test_bars_side_by_side_differ_without_their_hue(one: str, other: str) -> None:
    faces = {role: style.face for role, style in BAR_STYLES.items()}
    assert palette.compute_contrast(faces[one], faces[other]) >= NEIGHBOURS


@pytest.mark.parametrize("kind", palette.REFERENCES)
def test_a_bar_has_an_edge_in_the_colour_of_its_line(kind: palette.ReferenceKind) -> None:
    style = palette.make_bar_style(kind)
    assert style.edge == palette.REFERENCES[kind]
    assert palette.compute_contrast(style.edge, palette.PAPER) >= LINES


def test_slides_draw_bars_as_the_palette_has_them() -> None:
    bars = {role: style for role, style in BAR_STYLES.items() if role != "count"}
    assert bars == {kind: palette.make_bar_style(kind) for kind in palette.REFERENCES}


def test_a_tint_is_between_the_colour_and_white() -> None:
    assert palette.tint("#3f5f86", 1.0) == "#3f5f86"
    assert palette.tint("#3f5f86", 0.0) == "#ffffff"
    assert palette.tint("#000000", 0.5) == "#808080"
