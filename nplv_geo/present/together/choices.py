"""Which layer is held against the first one: what there is to choose from, and of which years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from nplv_geo.definitions.layers import Layer
from nplv_geo.present.address.pairs import list_second_layers, list_second_periods
from nplv_geo.present.page.page import Page
from nplv_geo.present.together.words import FIRST, SECOND
from nplv_geo.present.values.pair import Pair

_LIKELY = 8
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another pair."""

    label: str
    href: str
    is_current: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A layer in the list."""

    id: str
    label: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class SecondChoice:
    """The list of layers.

    Attributes
    ----------
    themes
        Names of themes with their layers.
    fields
        What the form has beside the layer: the view as it is.
    likely
        Links to a few layers of other themes; only while none is chosen.
    swap
        Link to the same two the other way round; None while there is no second.
    """

    themes: tuple[tuple[str, tuple[Option, ...]], ...]
    fields: tuple[tuple[str, str], ...]
    likely: tuple[Link, ...]
    swap: str | None


def make_second_choice(page: Page) -> SecondChoice:
    """Make the list of layers that can be held against the first one.

    Parameters
    ----------
    page
        The page of the view on two layers together.

    Returns
    -------
    SecondChoice
        Without themes where no layer can.
    """
    view, pair = page.view, page.pair
    layers = list_second_layers(page.layer.id, view.level, page.edition, page.catalog)
    query = view.write_query(laag2="", klasse="")
    swap = None
    if pair:
        swap = view.write_query(
            laag=view.second.layer,
            laag2=view.layer,
            periode=view.second.period,
            periode2=view.period,
        )
    return SecondChoice(
        themes=tuple(_list_themes(page, layers)),
        fields=tuple(parse_qsl(query[1:])),
        likely=() if pair else tuple(_list_likely(page, layers)),
        swap=swap,
    )


def _list_themes(page: Page, layers: Sequence[Layer]) -> Iterator[tuple[str, tuple[Option, ...]]]:
    language = page.view.language
    for theme in page.catalog.themes:
        options = tuple(
            Option(layer.id, page.t.label_with_unit(layer), layer.id == page.view.second.layer)
            for layer in layers
            if layer.theme == theme.id
        )
        if options:
            yield theme.label.in_(language), options


def _list_likely(page: Page, layers: Sequence[Layer]) -> Iterator[Link]:
    """The first judged layers of the other themes, by turns: what a reader may wonder about."""
    themes = [theme.id for theme in page.catalog.themes if theme.id != page.layer.theme]
    judged = {one: [la for la in layers if la.theme == one and la.is_judged] for one in themes}
    most = max((len(found) for found in judged.values()), default=0)
    turns = (found[i] for i in range(most) for found in judged.values() if i < len(found))
    for _, layer in zip(range(_LIKELY), turns, strict=False):
        href = page.link("laag2", layer.id)
        yield Link(layer.label.in_(page.view.language), href)


@dataclass(frozen=True, slots=True)
class PairYears:
    """The years of both layers, a row each; no row where there is one year."""

    label: str
    rows: tuple[tuple[str, tuple[Link, ...]], ...]


def make_pair_years(page: Page, pair: Pair) -> PairYears:
    """Make the rows of years that the two layers can be shown of."""
    rows = (_make_row(page, pair, which) for which in (FIRST, SECOND))
    return PairYears(page.t("together.years"), tuple(row for row in rows if len(row[1]) >= _FEWEST))


def _make_row(page: Page, pair: Pair, which: int) -> tuple[str, tuple[Link, ...]]:
    layer, shown = pair.layers[which], pair.periods[which]
    periods = list_second_periods(page.edition, layer.id, page.view.level)
    key = "periode2" if which else "periode"
    links = (
        Link(
            period,
            page.link(key, period),
            period == shown,
            page.t("provisional") if page.edition.origin(layer.id, period).provisional else "",
        )
        for period in periods
    )
    return page.t("together.years_of", layer=layer.label.in_(page.t.language)), tuple(links)
