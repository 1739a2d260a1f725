"""What is told about the chosen area: panel, cards, what lies beside it, and its development."""

from __future__ import annotations

import json
from dataclasses import asdict

from nplv_geo.export.names import name_chart_file
from nplv_geo.present.area.card_on_paper import choose_printed_rows
from nplv_geo.present.area.cards import Card
from nplv_geo.present.area.panel import Panel, StackPanel, UnderminingPanel
from nplv_geo.present.area.peers import PeersModel
from nplv_geo.present.area.ring import RingModel
from nplv_geo.present.area.verdict import make_verdict
from nplv_geo.present.page.comparators import list_others
from nplv_geo.present.page.page import Page
from nplv_geo.present.programme.block import ProgrammeBlock
from nplv_geo.present.site.comparing import make_pin_choice
from nplv_geo.present.stacking.panel import HIGH
from nplv_geo.present.time.trend import TrendModel
from nplv_geo.present.time.trend_picture import draw_picture
from nplv_geo.web.rendering import render

# Kinds of marks, as the styles call them, with their names.
Marks = list[tuple[str, str]]


def render_panel(page: Page, panel: Panel | StackPanel | UnderminingPanel) -> str:
    """Render the panel of the area, for a layer or for a view that has another answer."""
    if isinstance(panel, UnderminingPanel):
        return render("parts/undermining-panel.html", t=page.t, panel=panel)
    if isinstance(panel, StackPanel):
        return render("parts/stacking-panel.html", t=page.t, panel=panel, high=HIGH)
    return render(
        "parts/panel.html",
        page=page,
        t=page.t,
        panel=panel,
        marks=_list_strip_marks(page),
        pin=make_pin_choice(page),
    )


def render_verdict(page: Page, panel: Panel | StackPanel | UnderminingPanel) -> str:
    """Render number and verdict of the area; nothing for a view that has no number."""
    verdict = make_verdict(panel, page.t)
    return render("parts/verdict.html", t=page.t, verdict=verdict) if verdict else ""


def _list_strip_marks(page: Page) -> Marks:
    """Marks on the lines of the panel."""
    others = "focusgebied" if page.scope.is_country else "wijk"
    return [*list_area_marks(page), ("other", page.t(f"levels_plural.{others}"))]


def list_area_marks(page: Page) -> Marks:
    """The area, and all that it is compared with."""
    compared = [(f"pick {one.role}", one.name) for one in list_others(page)]
    return [("dot", page.name_area(page.view.area)), *compared]


def render_cards_intro(page: Page) -> str:
    """Render the heading above the cards and the meaning of the marks."""
    marks = [
        *list_area_marks(page),
        ("other", page.t("cards.others")),
        *([("inside", page.t("levels_plural.wijk"))] if page.wijken else []),
    ]
    return render("parts/cards-intro.html", page=page, t=page.t, marks=marks)


def render_card(page: Page, card: Card) -> str:
    """Render the table of one theme; its chart is Dash's."""
    paper = choose_printed_rows(card, page.t)
    return render("parts/card.html", t=page.t, card=card, sizes=measure_chart(card), paper=paper)


def measure_chart(card: Card) -> dict[str, int]:
    """Give the styles with which table and chart have rows of one height.

    Returns
    -------
    dict
        The number of rows, and the most areas that one row is compared with.
    """
    most = max((len(row.comparisons) for row in card.rows), default=0)
    return {"--rows": len(card.rows), "--versus": most}


def render_peers(page: Page, peers: PeersModel) -> str:
    """Render the areas that are like the chosen one."""
    heads = (
        page.t("col_name"),
        page.t("around.distance"),
        page.t("around.differs"),
        f"{page.layer.label.in_(page.view.language)}, {peers.period}",
        page.t("around.change"),
    )
    return render("parts/peers.html", t=page.t, peers=peers, heads=heads)


def render_programme(page: Page, block: ProgrammeBlock) -> str:
    """Render the programme in the area, in short."""
    return render("parts/programme.html", t=page.t, block=block)


def render_ring(page: Page, ring: RingModel) -> str:
    """Render the area, its surroundings and the rest of the gemeente side by side."""
    heads = (page.t("cards.col_layer"), *ring.columns)
    return render("parts/ring.html", t=page.t, ring=ring, heads=heads)


def render_trend(page: Page, trend: TrendModel) -> dict[str, str]:
    """Render the development of the layer: above its chart, of the chart itself, and below it."""
    return {
        "trend-above": render("parts/trend-above.html", t=page.t, trend=trend),
        "trend-tools": _render_chart_tools(page, trend) if trend.has_chart else "",
        "trend-below": render("parts/trend-below.html", t=page.t, trend=trend),
    }


def _render_chart_tools(page: Page, trend: TrendModel) -> str:
    """Render the walk by keyboard and the buttons, with all that a picture of the chart needs."""
    points, picture = trend.lines[0].points, draw_picture(trend)
    return render(
        "parts/trend-tools.html",
        t=page.t,
        trend=trend,
        picture=json.dumps(asdict(picture), ensure_ascii=False),
        file=name_chart_file(page, points[0].period, points[-1].period),
    )
