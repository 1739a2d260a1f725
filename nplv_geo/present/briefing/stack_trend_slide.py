"""The slide with the stacking through the years, or why it can't be told."""

from __future__ import annotations

from dataclasses import replace

from nplv_geo.definitions.catalog import STACKING
from nplv_geo.present.briefing.slides import Chart, Slide, SlideCell, SlideParagraph, SlideTable
from nplv_geo.present.briefing.sources import write_source_notes
from nplv_geo.present.briefing.trend_slide import make_line_chart
from nplv_geo.present.page.page import Page
from nplv_geo.present.stacking.trend import make_stacked_trend
from nplv_geo.present.time.trend import TrendModel

_TABS = ("ontwikkeling", "verandering")


def make_stack_trend_slide(page: Page) -> Slide | None:
    """Make the slide of the stacking through the years.

    Parameters
    ----------
    page
        The page of one view.

    Returns
    -------
    Slide or None
        None where the view asks for another layer, or for the stacking of now alone.
    """
    if page.view.layer != STACKING or page.stacking is None or page.view.tab not in _TABS:
        return None
    model = make_stacked_trend(page, page.stacking, ())
    # Of what too little is known of there is no line, and so no name below the chart.
    drawn = tuple(line for line in model.lines if line.known_points)
    has_line = bool(drawn) and drawn[0] == model.lines[0]
    said = (model.reason, *model.notes) if model.lines else model.reasons
    return Slide(
        kind="stack_trend",
        title=model.title,
        lead=model.subtitle if model.lines else model.reason,
        paragraphs=tuple(SlideParagraph(text) for text in said if text),
        charts=(_draw_lines(page, replace(model, lines=drawn)),) if has_line else (),
        tables=(_make_table(model),) if model.lines else (),
        foot=model.source,
        notes=(*said, model.source, *write_source_notes(page)),
    )


def _draw_lines(page: Page, model: TrendModel) -> Chart:
    return make_line_chart(replace(page, layer=model.layer), model)


def _make_table(model: TrendModel) -> SlideTable:
    """Years of the area itself, each with how far its figure may be off."""
    return SlideTable(
        alt=model.table.caption,
        columns=(model.t("period"), model.lines[0].name, ""),
        rows=tuple(
            (SlideCell(year), SlideCell(cells[0].text), SlideCell(cells[0].mark))
            for year, cells in model.table.rows
        ),
        widths=(0.14, 0.22, 0.64),
        numbers=(1,),
    )
