"""The slide with the ranking of the 20 focus areas on one layer, the own one marked."""

from __future__ import annotations

from collections.abc import Sequence

from nplv_geo.present.briefing.slides import (
    Slide,
    SlideCell,
    SlideDot,
    SlideDots,
    SlideParagraph,
    SlideTable,
    SlideTick,
)
from nplv_geo.present.briefing.sources import write_source_notes
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import write_period
from nplv_geo.present.ranking.ranking import FOCUS, Ranking, RankingRow, list_rankings


def make_ranking_slide(page: Page) -> Slide | None:
    """Make the slide of the layer of a page.

    Parameters
    ----------
    page
        The page of one area and layer.

    Returns
    -------
    Slide or None
        None for areas that are no part of one of the 20, and where nothing can be put in order.
    """
    rankings = {ranking.level: ranking for ranking in list_rankings(page)}
    ranking = rankings.get(FOCUS)
    if ranking is None or not ranking.rows:
        return None
    is_early = page.find_origin().provisional
    period = write_period(page.t, page.layer, page.view.period, provisional=is_early)
    missing = [f"{row.name}: {row.reason}" for row in ranking.missing]
    return Slide(
        kind="ranking",
        title=f"{page.label_with_unit}, {period}",
        lead=ranking.own or ranking.title,
        tables=(_make_table(page, ranking.title, ranking.rows),),
        dots=_make_dots(ranking),
        paragraphs=tuple(SlideParagraph(text) for text in (*ranking.notes, *missing)),
        foot=page.t("briefing.ranking_foot"),
        notes=(*ranking.notes, *write_source_notes(page)),
    )


def _make_dots(ranking: Ranking) -> SlideDots:
    rows = ranking.rows
    return SlideDots(
        rows=tuple(SlideDot(r.at, r.start, r.end, r.is_own, r.is_beyond) for r in rows),
        ticks=tuple(SlideTick(tick.at, tick.label) for tick in ranking.marks),
        references=tuple(
            SlideTick(one.at, one.label, one.role, is_beyond=one.is_beyond)
            for one in ranking.references
        ),
    )


def _make_table(page: Page, title: str, rows: Sequence[RankingRow]) -> SlideTable:
    t = page.t
    return SlideTable(
        alt=title,
        columns=(t("ranking.col_place"), t("col_name"), t("col_value"), t("ranking.col_interval")),
        rows=tuple(
            (
                SlideCell(row.place),
                SlideCell(f"{row.name} ({t('ranking.own_row')})" if row.is_own else row.name),
                SlideCell(row.value),
                SlideCell(row.interval),
            )
            for row in rows
        ),
        widths=(0.12, 0.46, 0.16, 0.26),
        numbers=(2, 3),
    )
