"""What lies below the map of one view: cards with their charts, and what is beside the area."""

from __future__ import annotations

from nplv_geo.present.area import card_chart
from nplv_geo.present.area.cards import Card, make_cards
from nplv_geo.present.area.peers import list_peers
from nplv_geo.present.area.ring import make_ring
from nplv_geo.present.charts.template import make_figure_json, read_template
from nplv_geo.present.page.page import Page
from nplv_geo.present.programme.block import make_programme_block
from nplv_geo.web import components
from nplv_geo.web.page.graph import make_graph
from nplv_geo.web.page.view_answer import JsonAnswer, make_page_profile
from nplv_geo.web.page.view_models import (
    BelowAnswer,
    CardChart,
)
from nplv_geo.web.site import Site


def answer_below(site: Site, query: str) -> JsonAnswer:
    """Give the cards of all themes with their charts, and what lies beside the area."""
    page = site.make_page(query)
    if page.factors is not None:
        return _answer_nothing_below(page)
    card_of = {card.id: card for card in make_cards(page, make_page_profile(site, page))}
    has_around = not page.scope.is_country and page.stacking is None
    parts = {
        "cards-intro": components.render_cards_intro(page),
        "programme": _render_programme(site, page),
        "peers": components.render_peers(page, list_peers(page)) if has_around else "",
        "ring": components.render_ring(page, make_ring(page)) if has_around else "",
    }
    for theme in page.catalog.themes:
        card = card_of.get(theme.id)
        parts[f"rows-{theme.id}"] = components.render_card(page, card) if card else ""
    return BelowAnswer(
        edition=page.edition.id,
        charts={theme: _draw_card(page, card) for theme, card in card_of.items()},
        template=read_template(card_chart.TEMPLATE),
        parts=site.place.put_in_parts(parts),
    ).model_dump()


def _answer_nothing_below(page: Page) -> JsonAnswer:
    """Beside the factors stands no card of a theme, for these say what is better and worse."""
    of_themes = (f"rows-{theme.id}" for theme in page.catalog.themes)
    parts = dict.fromkeys(("cards-intro", "programme", "peers", "ring", *of_themes), "")
    return BelowAnswer(edition=page.edition.id, charts={}, template={}, parts=parts).model_dump()


def _render_programme(site: Site, page: Page) -> str:
    """Render what the programme is in the focus area that the area lies in; elsewhere nothing."""
    area = page.find_focus_area()
    if area is None or site.programme is None:
        return ""
    return components.render_programme(page, make_programme_block(site.programme, area, page.t))


def _draw_card(page: Page, card: Card) -> CardChart:
    """The marks of one theme; what they show stands in its table in words.

    Most views of an area have the cards of the view before, and Plotly takes its time to check a
    figure: it is kept by what it shows.
    """
    shown = tuple((row.unit, row.period, row.line) for row in card.rows)
    return CardChart(
        style=components.measure_chart(card),
        graph=make_graph(card.id, height="100%"),
        figure=page.edition.cache.get_or_make(
            ("card chart", shown), lambda: make_figure_json(card_chart.draw_card(card))
        ),
    )
