"""Everything the reader can choose: layers, period, level, colours, comparison, background.

Each choice is a link to another view, so that choosing works without a mouse, in a new tab and
with the back button.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from nplv_geo.areas import NEDERLAND, NPLV, AreaLevel
from nplv_geo.catalog import Layer
from nplv_geo.classify import SCHEMES
from nplv_geo.present.page import Page
from nplv_geo.present.view import levels_for

MAX_FOUND = 8
MAX_SEARCH = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    label: str
    href: str
    is_current: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Choices of one kind, such as the periods."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ThemeMenu:
    """A theme with its layers; layers without figures in this edition are only named."""

    label: str
    is_open: bool
    choices: tuple[Choice, ...]
    absent: tuple[str, ...]


def themes(page: Page) -> tuple[ThemeMenu, ...]:
    """The layer menu, theme by theme."""
    menus = []
    for theme in page.catalog.themes:
        layers = page.catalog.of_theme(theme.id)
        menus.append(
            ThemeMenu(
                label=theme.label.in_(page.view.language),
                is_open=page.layer.theme == theme.id,
                choices=tuple(_layer(page, la) for la in layers if page.edition.has(la.id)),
                absent=tuple(
                    la.label.in_(page.view.language) for la in layers if not page.edition.has(la.id)
                ),
            )
        )
    return tuple(menus)


def _layer(page: Page, layer: Layer) -> Choice:
    return Choice(
        label=layer.label.in_(page.view.language),
        href=page.view.query(laag=layer.id),
        is_current=layer.id == page.layer.id,
        note=page.t(f"direction_{layer.higher_is}"),
    )


def controls(page: Page) -> tuple[Group, ...]:
    """Period, level, colours, comparison and background."""
    return (
        _periods(page),
        _levels(page),
        _schemes(page),
        _comparisons(page),
        Group(
            page.t("background"),
            tuple(
                Choice(
                    page.t(key),
                    page.view.query(achtergrond=value),
                    page.view.basemap == bool(value),
                )
                for key, value in (("background_off", ""), ("background_on", "brt"))
            ),
        ),
    )


def _periods(page: Page) -> Group:
    periods = page.edition.periods(page.layer.id)
    return Group(
        page.t("period"),
        tuple(
            Choice(
                period,
                page.view.query(periode=period),
                period == page.view.period,
                page.t("provisional")
                if page.edition.origin(page.layer.id, period)["provisional"]
                else "",
            )
            for period in periods
        ),
    )


def _levels(page: Page) -> Group:
    return Group(
        page.t("level"),
        tuple(
            Choice(
                page.t(f"levels_plural.{level}").capitalize(),
                page.view.query(niveau=level.value, gebied=page.scope.place),
                level is page.view.level,
            )
            for level in sorted(levels_for(page.scope.place, page.edition), key=_size)
        ),
    )


def _size(level: AreaLevel) -> int:
    return list(AreaLevel).index(level)


def _schemes(page: Page) -> Group:
    reference = page.name(page.view.compare)
    return Group(
        page.t("classes"),
        tuple(
            Choice(
                page.t(f"schemes.{scheme}", reference=reference),
                page.view.query(klassen=scheme),
                scheme == page.view.scheme,
            )
            for scheme in SCHEMES
            if scheme != "reference" or page.reference is not None
        ),
    )


def _comparisons(page: Page) -> Group:
    gemeente = page.edition.gemeente_code_of(page.scope.place)
    areas = [NEDERLAND, gemeente, NPLV, page.view.compare]
    return Group(
        page.t("compare"),
        tuple(
            Choice(page.name(a), page.view.query(vergelijk=a), a == page.view.compare)
            for a in dict.fromkeys(a for a in areas if a)
        ),
    )


def breadcrumb(page: Page) -> tuple[Choice, ...]:
    """Steps from the country to the area of the view."""
    return tuple(
        Choice(page.name(area), page.view.query(gebied=area), area == page.view.area)
        for area in page.scope.path
    )


def language_switch(page: Page) -> Choice:
    """The same view in the other language."""
    other = "en" if page.view.language == "nl" else "nl"
    return Choice(page.t("other_language"), page.view.query(taal=other), is_current=False)


def search(page: Page, text: str) -> tuple[Choice, ...]:
    """Areas whose name holds ``text``: focus areas first, then what begins with it."""
    wanted = text.strip().casefold()[:MAX_SEARCH]
    if not wanted:
        return ()
    areas = page.edition.areas
    names = areas["name"].astype(str).str.casefold()
    found = areas[names.str.contains(wanted, regex=False) & (areas.index != NPLV)]
    order = {
        level: i
        for i, level in enumerate(("focusgebied", "nederland", "gemeente", "wijk", "buurt"))
    }
    ranked = found.assign(
        other=found["level"] != AreaLevel.FOCUSGEBIED.value,
        inside=~names[found.index].str.startswith(wanted),
        order=found["level"].map(order),
    ).sort_values(["other", "inside", "order", "name"])
    return tuple(
        Choice(
            str(row["name"]),
            page.view.query(gebied=str(code)),
            is_current=False,
            note=_where(page, row),
        )
        for code, row in ranked[:MAX_FOUND].iterrows()
    )


def _where(page: Page, row: pd.Series) -> str:
    level = page.t(f"levels.{row['level']}")
    gemeente = row["gemeente"]
    known = gemeente and gemeente in page.edition.areas.index
    return f"{level}, {page.name(gemeente)}" if known else level
