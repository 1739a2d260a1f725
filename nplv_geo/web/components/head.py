"""Header, heading and the bar at the bottom of a small screen."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from nplv_geo.present.map_model import title
from nplv_geo.present.menu import Choice
from nplv_geo.present.page import Page
from nplv_geo.web.components.attributes import aria, current, data


def link(choice: Choice) -> html.A:
    """A choice as a link; the one that is shown now says so to screen readers too."""
    return html.A(choice.label, href=choice.href, **current(is_current=choice.is_current))


def brand(page: Page) -> list[Component]:
    """Skip links and the name of the site, which leads home."""
    home = "?" if page.view.language == "nl" else "?taal=en"
    return [
        html.A(page.t("skip_to_table"), href="#table", className="skip"),
        html.A([page.t("title"), html.Small(page.t("programme"))], href=home, className="name"),
    ]


def breadcrumb(page: Page, steps: tuple[Choice, ...]) -> Component:
    """Where the reader is, from the country down."""
    return html.Ol([html.Li(link(step)) for step in steps], **aria(label=page.t("breadcrumb")))


def heading(page: Page) -> list[Component]:
    """The question above the map."""
    language = page.view.language
    subtitle = page.t(
        "subtitle",
        description=page.layer.description.in_(language),
        period=page.view.period,
        level=page.t(f"levels.{page.scope.level}"),
    )
    provisional = page.origin()["provisional"]
    return [
        html.H1(title(page), **aria(live="polite")),
        html.P(
            [
                subtitle,
                html.Span(page.t("provisional"), className="badge") if provisional else None,
                html.Span(page.t("schematic"), className="badge")
                if page.edition.is_schematic
                else None,
            ]
        ),
    ]


def found(page: Page, text: str, choices: tuple[Choice, ...]) -> Component | None:
    """Areas that a search found."""
    if not text.strip():
        return None
    if not choices:
        return html.P(page.t("search_none", query=text.strip()), className="none")
    return html.Ul(
        [
            html.Li(html.A([choice.label, html.Small(choice.note)], href=choice.href))
            for choice in choices
        ]
    )


def bar(page: Page) -> list[Component]:
    """Buttons that open the menu and the panel as sheets on a small screen."""
    return [
        html.Button(page.t(key), **data(sheet=sheet), **aria(controls=sheet, expanded="false"))
        for key, sheet in (("tab_layer", "menu"), ("tab_area", "panel"))
    ]
