"""What the browser asks for one view: texts of the parts of the page, and the map's model.

Two answers, so that map and summary need not wait for the cards. Each is of one edition.
"""

from __future__ import annotations

import time
from typing import Any

import structlog

from nplv_geo.present.area.cards import cards
from nplv_geo.present.area.panel import panel
from nplv_geo.present.area.peers import peers
from nplv_geo.present.area.ring import ring
from nplv_geo.present.briefing.downloads import take_along
from nplv_geo.present.map.legend import legend
from nplv_geo.present.map.model import make_map_model
from nplv_geo.present.map.source import source
from nplv_geo.present.map.table import table
from nplv_geo.present.site.menu import breadcrumb, controls, language_switch, themes
from nplv_geo.web import components as render
from nplv_geo.web.html_text import Content, html_text
from nplv_geo.web.page.layout import background
from nplv_geo.web.page.view_models import BelowAnswer, ViewAnswer
from nplv_geo.web.site import Site

log = structlog.get_logger()

Answer = dict[str, Any]


def view(site: Site, query: str) -> Answer:
    """Everything above the cards."""
    started = time.perf_counter()
    page = site.page(query)
    parts: dict[str, Content] = {
        "brand": render.brand(page),
        "breadcrumb": render.breadcrumb(page, breadcrumb(page)),
        "search-label": page.t("search_hint"),
        "language": render.link(language_switch(page)),
        "take-button": render.take_button(page),
        "take": render.take_along(take_along(page)),
        "menu": render.menu(page, themes(page), controls(page)),
        "heading": render.heading(page),
        "legend": render.legend(page, legend(page)),
        "source": render.source(source(page)),
        "table": render.table(table(page)),
        "panel": render.panel(page, panel(page, site.profile(page.view.area))),
        "bar": render.bar(page),
    }
    answer = ViewAnswer(
        edition=page.edition.id,
        part=page.view.part,
        search=page.t("search"),
        background=background(shown=page.view.basemap),
        map=make_map_model(page),
        parts=_texts(parts),
    ).model_dump()
    log.info(
        "page shown",
        area=page.view.area,
        layer=page.layer.id,
        edition=page.edition.id,
        ms=round((time.perf_counter() - started) * 1000),
    )
    return answer


def below(site: Site, query: str) -> Answer:
    """The cards of all themes with their charts, and what lies beside the area."""
    page = site.page(query)
    made = {card.id: card for card in cards(page, site.profile(page.view.area))}
    has_around = not page.scope.is_country and page.stacking is None
    parts: dict[str, Content] = {
        "cards-intro": render.cards_intro(page),
        "peers": render.peers(page, peers(page)) if has_around else None,
        "ring": render.ring(page, ring(page)) if has_around else None,
    }
    for theme in page.catalog.themes:
        card = made.get(theme.id)
        parts[f"rows-{theme.id}"] = render.card(page, card) if card else None
    charts = {theme: render.chart(card) for theme, card in made.items()}
    return BelowAnswer(edition=page.edition.id, charts=charts, parts=_texts(parts)).model_dump()


def _texts(parts: dict[str, Content]) -> dict[str, str]:
    return {name: html_text(content) for name, content in parts.items()}
