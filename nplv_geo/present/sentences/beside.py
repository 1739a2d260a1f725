"""How an area stands beside those that it is compared with, in clauses of a sentence."""

from __future__ import annotations

from nplv_geo.ground.areas import NEDERLAND, NPLV
from nplv_geo.present.address.areas import ALIKE, REST
from nplv_geo.present.page.comparators import Comparator, list_others
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import name_after_word, write_value
from nplv_geo.present.texts import Texts

# Ways to stand beside another that several can be named with.
_TOGETHER = ("better", "worse", "higher", "lower", "equal")


def list_clauses(page: Page) -> list[str]:
    """List in words how the area stands beside those that the reader compares with.

    Those that it stands alike beside are named together, in the order of the first.
    """
    named: dict[str, list[str]] = {}
    for one in list_others(page):
        word, text = _compare_with(page, one)
        named.setdefault(word if word in _TOGETHER else text, []).append(text)
    return [
        page.t(f"export.than_{word}", names=page.t.enumerated(texts))
        if word in _TOGETHER
        else texts[0]
        for word, texts in named.items()
    ]


def write_clause(t: Texts, word: str, name: str, value: str) -> str:
    """Write how an area stands beside one other: ``gunstiger dan Heerlen (65,4)``."""
    if word in _TOGETHER:
        return t(f"export.than_{word}", names=t("export.than_named", name=name, value=value))
    return t(f"export.than_{word}", name=name, value=value)


def _compare_with(page: Page, one: Comparator) -> tuple[str, str]:
    """How the area stands beside one of them, and its name with its value, or why it has none."""
    reference = one.reference
    if reference is None or reference.value is None:
        name = name_within(page, one, "none")
        return "nothing", page.t("export.than_nothing", name=name, why=one.why)
    # Amounts of small and large areas are no better or worse than one another.
    is_judged = reference.standing and not page.layer.is_amount
    word = (reference.standing if is_judged else None) or "none"
    value = write_value(page.t, reference.value, page.layer, reference.coverage)
    key = "named" if word in _TOGETHER else word
    return word, page.t(f"export.than_{key}", name=name_within(page, one, word), value=value)


def name_within(page: Page, one: Comparator, word: str) -> str:
    """Name a comparator in a sentence, behind a word of comparison or at its beginning.

    What is no name of a place has a small letter.
    """
    if one.id == NEDERLAND:
        return name_after_word(page, one.id, word)
    is_word = one.id in (REST, NPLV, ALIKE)
    return f"{one.name[0].lower()}{one.name[1:]}" if is_word else one.name
