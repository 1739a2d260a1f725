"""What the browser asks for one view: texts of the parts of the page, and the map's model.

Two answers, so that map and summary need not wait for the cards. Each is of one edition. A chart
is given as the component that Dash draws it with (``graph``) and, apart from that, the ``figure``
that it shows: where the chart stands already, only the figure is new.
"""

from __future__ import annotations

import json
import time
from typing import Any

import structlog
from plotly.utils import PlotlyJSONEncoder

from nplv_geo.definitions.catalog import UNDERMINING
from nplv_geo.present.area.panel import make_panel
from nplv_geo.present.beside.choice import make_beside
from nplv_geo.present.beside.maps import make_map_models
from nplv_geo.present.beside.table import make_tables
from nplv_geo.present.beside.words import write_heading
from nplv_geo.present.briefing.downloads import make_download_menu
from nplv_geo.present.map.change_file import pack_changes
from nplv_geo.present.map.change_words import PeriodChoice, make_period_choice
from nplv_geo.present.map.legend import make_legend
from nplv_geo.present.map.small_lines import make_small_lines
from nplv_geo.present.map.source import write_source
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.view import TABS
from nplv_geo.present.ranking.ranking import list_rankings
from nplv_geo.present.site.comparing import make_compare_bar
from nplv_geo.present.site.menu import (
    list_breadcrumb,
    list_controls,
    list_themes,
    make_language_choice,
)
from nplv_geo.present.stacking.trend import make_stacked_trend
from nplv_geo.present.start.start import make_start
from nplv_geo.present.time import trend_chart
from nplv_geo.present.time.steps import make_time_bar
from nplv_geo.present.time.trend import TrendModel, make_trend
from nplv_geo.present.together import scatter
from nplv_geo.present.together.choices import PairYears, make_pair_years
from nplv_geo.present.together.together import Together, make_together
from nplv_geo.present.undermining.profile import make_undermining_profile
from nplv_geo.present.undermining.tables import make_factor_tables
from nplv_geo.present.values.profile import Profile
from nplv_geo.web import components
from nplv_geo.web.page.graph import make_graph
from nplv_geo.web.page.grid import make_grid_answer
from nplv_geo.web.page.layout import make_background
from nplv_geo.web.page.second_map import make_second_answer
from nplv_geo.web.page.view_models import (
    FieldWords,
    SearchWords,
    TrendChart,
    ViewAnswer,
)
from nplv_geo.web.site import Site

log = structlog.get_logger()

JsonAnswer = dict[str, Any]


def write_json(answer: JsonAnswer) -> str:
    """Write an answer as JSON; Plotly knows how to write what its figures are made of."""
    return json.dumps(answer, cls=PlotlyJSONEncoder, ensure_ascii=False)


def answer_query(site: Site, query: str) -> JsonAnswer:
    """Give everything above the cards, with what this very query asked for in vain."""
    answer: JsonAnswer = site.answer_once(answer_view, query)
    page = site.make_page(query)
    if query.removeprefix("?") == page.view.write_query().removeprefix("?"):
        return answer
    unmet = site.place.put_in_parts({"unmet": components.render_unmet(page, query)})
    return answer | {"parts": answer["parts"] | unmet}


def answer_view(site: Site, query: str) -> JsonAnswer:
    """Give everything above the cards."""
    started = time.perf_counter()
    page = site.make_page(query)
    together = make_together(page)
    trend_model = _make_trend(site, page) if page.view.tab == "ontwikkeling" else None
    first, second = make_map_models(page)
    answer = ViewAnswer(
        edition=page.edition.id,
        part=_name_part(page),
        title=f"{write_heading(page)} · {page.t('title')}",
        search=SearchWords(
            label=page.t("search_hint"),
            placeholder=page.t("search"),
            long_placeholder=page.t("start.placeholder"),
        ),
        compare=FieldWords(
            label=page.t("compared.search_hint"), placeholder=page.t("compared.search")
        ),
        background=make_background(page.view.basemap),
        map=first,
        parts=site.place.put_in_parts(
            _render_parts_above(site, page, query)
            | _render_trend_parts(page, trend_model)
            | components.render_together(page, together)
        ),
        trend=_draw_trend(trend_model),
        scatter=_draw_scatter(together),
        grid=make_grid_answer(page),
        second=make_second_answer(page, second),
    ).model_dump()
    log.info(
        "page shown",
        area=page.view.area,
        layer=page.layer.id,
        edition=page.edition.id,
        ms=round((time.perf_counter() - started) * 1000),
    )
    return answer


def _choose_years(page: Page) -> PeriodChoice | PairYears | None:
    """Rows of years below maps that are of two of them."""
    return make_pair_years(page, page.pair) if page.pair else make_period_choice(page)


def _make_trend(site: Site, page: Page) -> TrendModel:
    if page.stacking:
        return make_stacked_trend(page, page.stacking, site.events)
    return make_trend(page, site.events)


def _name_part(page: Page) -> str:
    if page.is_start:
        return "start"
    if page.view.tab == "naast" and page.beside is None:
        return TABS[0]  # one map, and a question above it
    return UNDERMINING if page.factors else page.view.tab


def _render_parts_above(site: Site, page: Page, query: str) -> dict[str, str]:
    panel = make_panel(page, make_page_profile(site, page))
    return {
        "brand": components.render_brand(page),
        "breadcrumb": components.render_breadcrumb(page, list_breadcrumb(page)),
        "language": components.render_language(make_language_choice(page)),
        "take-button": components.render_take_button(page),
        "take": components.render_take(make_download_menu(page)),
        "menu": components.render_menu(page, list_themes(page), list_controls(page)),
        "unmet": components.render_unmet(page, query),
        "heading": components.render_heading(page),
        **components.render_compared(page, make_compare_bar(page)),
        "tabs": components.render_tabs(page),
        "time": components.render_time(page, make_time_bar(page), _choose_years(page)),
        "source": components.render_source(write_source(page)),
        "panel": components.render_panel(page, panel),
        "verdict": components.render_verdict(page, panel),
        "bar": components.render_bar(page),
        **components.render_pair(page, make_beside(page)),
        "ranking": _render_ranking(page),
        **_render_start(site, page),
        **_render_answer(page),
    }


def _render_start(site: Site, page: Page) -> dict[str, str]:
    """Ask where the reader wants to go, and tell what is worth a look; elsewhere nothing."""
    if not page.is_start:
        return dict.fromkeys(("start-intro", "start-findings"), "")
    start = make_start(page, site.find_findings())
    return {
        "start-intro": components.render_start_intro(page),
        "start-findings": components.render_start_findings(page, start),
    }


def make_page_profile(site: Site, page: Page) -> Profile:
    """Profile of the area with figures of older years as the reader wants to see them."""
    return site.make_profile(page.view.area, page.edition)


def _render_answer(page: Page) -> dict[str, str]:
    """What the map is explained by, and what it stands beside."""
    silent = components.render_silent_legend(page) if page.is_silent else ""
    legend = silent or components.render_legend(page, make_legend(page))
    if page.factors is None:
        return {
            "legend": legend,
            "undermining": "",
            "table": components.render_tables(page, make_tables(page)),
        }
    return {
        "legend": legend,
        "undermining": components.render_undermining(
            page, make_undermining_profile(page, page.factors)
        ),
        "table": components.render_factor_tables(page, make_factor_tables(page, page.factors)),
    }


def _render_ranking(page: Page) -> str:
    if page.view.tab != "rangorde":
        return ""
    return components.render_ranking(page, list_rankings(page))


def _render_trend_parts(page: Page, trend_model: TrendModel | None) -> dict[str, str]:
    """Texts around the chart of the development; empty on the other pages."""
    if trend_model is None:
        return dict.fromkeys(("trend-above", "trend-tools", "trend-below"), "")
    return components.render_trend(page, trend_model)


def _draw_trend(trend_model: TrendModel | None) -> TrendChart | None:
    """The chart is one picture to screen readers: the table below it holds its numbers."""
    if trend_model is None or not trend_model.has_chart:
        return None
    return TrendChart(
        label=trend_model.summary,
        graph=make_graph("trend", height=f"{trend_chart.HEIGHT}px"),
        figure=trend_chart.draw_figure(trend_model).to_dict(),
    )


def _draw_scatter(together: Together | None) -> TrendChart | None:
    """The scatter is one picture to screen readers: the table has its numbers."""
    if together is None or together.scatter is None:
        return None
    return TrendChart(
        label=together.scatter.label,
        graph=make_graph("scatter", height=f"{scatter.HEIGHT}px"),
        figure=together.scatter.figure,
    )


def answer_changes(site: Site, query: str) -> bytes | None:
    """Give the changes that a map of the country is drawn from; None where it shows none."""
    page = site.make_page(query)
    return pack_changes(page, page.change) if page.change else None


def answer_small_lines(site: Site, query: str) -> bytes | None:
    """Give the small lines of the tooltips of a map; None where there are none."""
    lines = make_small_lines(site.make_page(query))
    return lines.model_dump_json().encode() if lines else None
