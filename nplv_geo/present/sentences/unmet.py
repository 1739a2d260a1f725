"""What a query asked for and isn't shown, in words: a line on a page, elsewhere a refusal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import get_args

from nplv_geo.definitions.catalog import STACKING, UNDERMINING
from nplv_geo.present.address.unmet import BESIDE, PAIR, NoSecond, Unmet
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.query import read_query, shorten_word
from nplv_geo.present.page.reservations import name_in_sentence
from nplv_geo.present.page.unmet import list_unmet
from nplv_geo.present.page.view import LANGUAGES, NO_FIGURE
from nplv_geo.present.texts import Texts

_CHOICES_SHOWN = 9


@dataclass(frozen=True, slots=True)
class MeantPage:
    """A page that may have been meant."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class UnmetLine:
    """The line on the page.

    Attributes
    ----------
    text
        What was asked and what is shown instead.
    meant
        Pages that may have been meant.
    """

    text: str
    meant: tuple[MeantPage, ...]


def write_line(page: Page, query: str) -> UnmetLine | None:
    """Write what the link asked for and the page doesn't show.

    Parameters
    ----------
    page
        The page of the link.
    query
        The link, as it was written.

    Returns
    -------
    UnmetLine or None
        None when the page shows all that was asked. That an edition is gone stands elsewhere.
    """
    t = page.t
    asked = read_query(query)
    listed = list_unmet(asked, page.view, page.edition, page.catalog)
    unmet = [one for one in (*listed, *list_unmet_class(page)) if one.why != "gone"]
    if not unmet:
        return None
    items = [_write_item(one, page) for one in unmet]
    first, *others = [t("unmet.line", item=items[0]), *(t("unmet.more", item=i) for i in items[1:])]
    meant = tuple(
        MeantPage(_name_meant(one.key, word, page), page.link(one.key, word))
        for one in unmet
        for word in one.meant
    )
    return UnmetLine(" ".join([first, *others]), meant)


def list_unmet_class(page: Page) -> tuple[Unmet, ...]:
    """List the class that a link wants to stand out on a map that doesn't have it.

    Parameters
    ----------
    page
        The page of the link.

    Returns
    -------
    tuple of Unmet
        Empty when there is such a class, or none was asked.
    """
    if not page.view.lit or page.lit is not None:
        return ()
    classes = () if page.is_silent else (*map(str, range(1, page.classes.k + 1)), NO_FIGURE)
    return (Unmet("klasse", page.view.lit, "not_here", choices=classes),)


def _name_meant(key: str, word: str, page: Page) -> str:
    if key == "laag":
        return page.t.label_with_unit(page.catalog.layer(word))
    return page.name_area(word)


def _write_item(unmet: Unmet, page: Page) -> str:
    """``gebied 'zzz': dat is er niet in deze editie; u ziet Nederland``."""
    text, shown = _write_what(unmet, page.t), _SHOWN.get(unmet.key)
    return f"{text}; {page.t('unmet.see', shown=shown(page))}" if shown else text


def _write_what(unmet: Unmet, t: Texts) -> str:
    text = f"{_write_asked(unmet, t)}: {_find(unmet, 'it', t)} {_find(unmet, unmet.why, t)}"
    choices = _write_choices(unmet, t)
    return f"{text} ({choices})" if choices else text


def write_refusal(unmet: Unmet, t: Texts, hint: str = "") -> str:
    """Write why a request is refused, in one sentence.

    Parameters
    ----------
    unmet
        What was asked.
    t
        Texts in the language of the answer.
    hint
        What to do, as the end of the sentence; what would work when it is left out.

    Returns
    -------
    str
        One sentence.
    """
    fact = write_fact(unmet, t)
    names = ", ".join(unmet.meant)
    if not hint and names:
        hint = t("unmet.meant", names=names)
    if not hint:
        hint = _write_choices(unmet, t) or _write_hint(unmet, t)
    return f"{fact}; {hint}" if hint.endswith("?") else f"{fact}; {hint}."


def _write_hint(unmet: Unmet, t: Texts) -> str:
    return t("unmet.twice_hint") if unmet.why == "twice" else _find(unmet, "hint", t)


def write_fact(unmet: Unmet, t: Texts) -> str:
    """Write what isn't there, as the start of a sentence: ``Gebied 'zzz' is er niet …``."""
    fact = f"{_write_asked(unmet, t)} {_find(unmet, unmet.why, t)}"
    return fact[0].upper() + fact[1:]


def _write_asked(unmet: Unmet, t: Texts) -> str:
    key = unmet.key or unmet.why
    if unmet.key == "laag" and unmet.of:
        key = "laag_period"
    if unmet.key == "laag2" and unmet.of == BESIDE:
        key = "laag2_beside"
    elif unmet.key == "laag2" and unmet.why in get_args(NoSecond):
        key = "laag2_pair"
    if unmet.key == "periode2" and unmet.of == PAIR:
        key = "periode2_pair"
    of = shorten_word(_name_view(unmet.of, t))
    return t(f"unmet_asked.{key}", word=shorten_word(unmet.word), of=of)


def _name_view(layer: str, t: Texts) -> str:
    keys = {STACKING: "stacking.label", UNDERMINING: "undermining.label"}
    return t(keys[layer]) if layer in keys else layer


def _find(unmet: Unmet, what: str, t: Texts) -> str:
    """Find the text that a parameter has of its own, or else the one that they share."""
    own = f"{unmet.key or unmet.why}_{what}"
    return t(f"unmet.{own if own in t.words['unmet'] else what}", of=_name_view(unmet.of, t))


def _write_choices(unmet: Unmet, t: Texts) -> str:
    choices = unmet.choices
    if len(choices) == 1:
        return t("unmet.only", choice=choices[0])
    if len(choices) > _CHOICES_SHOWN:
        choices = (f"{choices[0]} … {choices[-1]}",)
    return t("unmet.choose", choices=", ".join(choices)) if choices else ""


def _name_scheme(page: Page) -> str:
    scheme = page.view.scheme
    if f"{scheme}" not in page.t.words["schemes"]:
        return page.t("unmet.own_classes")
    name = page.t(f"schemes.{scheme}", reference=name_in_sentence(page, page.view.compare))
    return f"'{name}'"


def _name_beside(page: Page) -> str:
    """What stands on the second map or is held against the first layer, or that nothing is."""
    if page.view.tab == "samenhang":
        return page.view.second.period or page.t("unmet.no_pair")
    other = page.beside
    if other is None:
        return page.t("unmet.no_beside")
    layer, area = other.layer.label.in_(page.t.language), page.name_area(other.view.area)
    return page.t("unmet.beside", layer=layer, period=other.view.period, area=area)


_SHOWN: dict[str, Callable[[Page], str]] = {
    "gebied": lambda page: page.name_area(page.view.area),
    "laag": lambda page: (
        f"'{page.t.label_with_unit(page.layer)}'"
        + (f" ({page.view.period})" if page.view.period else "")
    ),
    "periode": lambda page: page.view.period or page.t("unmet.newest_of_each"),
    "vanaf": lambda page: page.view.since or page.t("unmet.no_since"),
    "niveau": lambda page: page.t(f"levels_plural.{page.view.level}"),
    "vergelijk": lambda page: (
        page.t.enumerated([one.name for one in page.comparators]) or page.t("compared.nothing")
    ),
    "klassen": _name_scheme,
    "schaal": lambda page: f"'{page.t(f'scale.to_{page.view.scale}')}'",
    "indeling": lambda page: page.t("unmet.usual_bounds"),
    "sorteer": lambda page: f"'{page.view.sort}'",
    "domeinen": lambda page: page.t("unmet.own_figures"),
    "laag2": lambda page: page.t("unmet.no_factor") if page.factors else _name_beside(page),
    "periode2": _name_beside,
    "gebied2": _name_beside,
    "achtergrond": lambda page: page.t("unmet.no_background"),
    "taal": lambda page: page.t("unmet.own_language"),
    "toon": lambda page: page.t(f"unmet.tab_{page.view.tab}"),
    "grenzen": lambda page: page.t("unmet.fixed_boundaries"),
    "tabel": lambda page: page.t("unmet.short_table"),
    "editie": lambda page: page.t("unmet.newest_edition"),
    "klasse": lambda page: page.t("unmet.all_classes"),
}


def write_reading_line(query: str, known: Sequence[str], t: Texts, *more: Unmet) -> str:
    """Write what a link to a page to read asked for in vain.

    Parameters
    ----------
    query
        The link, as it was written.
    known
        Parameters of the page, beside the language.
    t
        Texts in the language of the page.
    more
        What the page itself found that it can't show.

    Returns
    -------
    str
        One line; empty when there is nothing to tell.
    """
    asked = read_query(query)
    unmet = list(more)
    if asked.fields.get("taal", "").lower() not in ("", t.language):
        unmet.append(Unmet("taal", asked.fields["taal"], "unknown", choices=LANGUAGES))
    unmet += [Unmet("", key, "key") for key in asked.list_unknown(("taal", *known))]
    keys = ["unmet.line", *["unmet.more"] * len(unmet)]
    items = [_write_what(one, t) for one in unmet]
    return " ".join(t(key, item=item) for key, item in zip(keys, items, strict=False))
