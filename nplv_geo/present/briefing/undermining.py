"""The one slide about undermining, which a briefing has on request only."""

from __future__ import annotations

from collections.abc import Iterator

from nplv_geo.definitions.catalog import FactorGroup
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.briefing.slides import Slide, SlideCell, SlideParagraph, SlideTable
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.undermining import ChosenFactor, FactorSet
from nplv_geo.present.undermining.words import (
    list_names,
    make_cell,
    name_factor,
    write_factor_period,
    write_factor_sources,
    write_tables,
)

# Shares of the width: factor and period, then the area, whose name is long, and the others.
_FIRST, _PERIOD, _AREA = 0.28, 0.16, 0.22


def make_undermining_slide(page: Page, factors: FactorSet) -> Slide:
    """Make the slide of a page's area: three tables and what must be said with them."""
    t, language, definition = page.t, page.view.language, factors.definition
    cautions = tuple(text.in_(language) for text in definition.cautions)
    absent = [one for one in factors.chosen.values() if one.period is None]
    missing = (t("undermining.absent", list=list_names(page, absent)),) if absent else ()
    closed = "; ".join(text.in_(language) for text in definition.closed)
    return Slide(
        kind="undermining",
        title=t("undermining.slide_title"),
        lead=t("undermining.slide_lead"),
        paragraphs=tuple(SlideParagraph(text) for text in (*cautions[1:3], *missing)),
        tables=tuple(_list_tables(page, factors)),
        foot=write_tables(page, factors),
        notes=(
            definition.about.in_(language),
            *cautions,
            *(group.intro.in_(language) for group in definition.groups),
            f"{definition.closed_intro.in_(language)} {closed}.",
            f"{t('undermining.official')}: {definition.official}",
            write_factor_sources(page, factors),
            *_list_caveats(page, factors),
        ),
    )


def _list_tables(page: Page, factors: FactorSet) -> Iterator[SlideTable]:
    gemeente = page.gemeente if page.gemeente != page.view.area else None
    areas = [str(area) for area in (page.view.area, gemeente, NEDERLAND) if area]
    for group in factors.definition.groups:
        known = [one for one in factors.list_of(group) if one.period is not None]
        if known:
            yield _make_table(page, group, known, areas)


def _make_table(
    page: Page, group: FactorGroup, known: list[ChosenFactor], areas: list[str]
) -> SlideTable:
    label = group.label.in_(page.view.language)
    area = page.name_area(page.view.area)
    units = {page.t.unit_beside(one.layer) for one in known}
    shared = units.pop() if len(units) == 1 else ""
    others = len(areas) - 1
    rest = 1 - _FIRST - _PERIOD - _AREA
    return SlideTable(
        alt=page.t("undermining.slide_alt", group=label, area=area),
        columns=(
            f"{label} ({shared})" if shared else label,
            page.t("period"),
            *(page.name_area(code) for code in areas),
        ),
        rows=tuple(
            (
                SlideCell(name_factor(page, one) if shared else _label(page, one)),
                SlideCell(write_factor_period(page, one)),
                *(SlideCell(make_cell(page, one, code).text) for code in areas),
            )
            for one in known
        ),
        widths=(
            _FIRST,
            _PERIOD,
            rest + _AREA if not others else _AREA,
            *[rest / max(others, 1)] * others,
        ),
        numbers=tuple(range(2, 2 + len(areas))),
    )


def _label(page: Page, chosen: ChosenFactor) -> str:
    unit = page.t.unit_beside(chosen.layer)
    return f"{name_factor(page, chosen)} ({unit})" if unit else name_factor(page, chosen)


def _list_caveats(page: Page, factors: FactorSet) -> Iterator[str]:
    for one in factors.chosen.values():
        if one.period is not None and one.layer.notes.caveats:
            caveat = one.layer.notes.caveats.in_(page.view.language)
            yield f"{name_factor(page, one)}: {caveat}"
