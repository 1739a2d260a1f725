"""The slide with the ranking of the 20 focus areas on one layer, the own one marked."""

from __future__ import annotations

from collections.abc import Sequence

from nplv_geo.present.briefing.slides import Slide, SlideCell, SlideParagraph, SlideTable
from nplv_geo.present.briefing.sources import write_source_notes
from nplv_geo.present.page.page import Page
from nplv_geo.present.ranking.ranking import FOCUS, RankingRow, list_rankings


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
    t, half = page.t, (len(ranking.rows) + 1) // 2
    halves = [part for part in (ranking.rows[:half], ranking.rows[half:]) if part]
    missing = [f"{row.name}: {row.reason}" for row in ranking.missing]
    return Slide(
        kind="ranking",
        title=f"{page.label_with_unit}, {page.view.period}",
        lead=ranking.own or ranking.title,
        tables=tuple(_make_table(page, ranking.title, part) for part in halves),
        paragraphs=tuple(
            SlideParagraph(text) for text in (_write_how(page, ranking.notes), *missing)
        ),
        foot=t("briefing.ranking_foot"),
        notes=(*ranking.notes, *write_source_notes(page)),
    )


def _write_how(page: Page, notes: Sequence[str]) -> str:
    """How the table is read: of the drawing on the page the slide has nothing."""
    drawn = {page.t(f"ranking.{key}") for key in ("how_range", "some_unknown", "beyond")}
    return " ".join(note for note in notes if note not in drawn)


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
        widths=(0.14, 0.46, 0.14, 0.26),
        numbers=(2, 3),
    )
