"""Header, heading and the bar at the bottom of a small screen."""

from __future__ import annotations

from dash import html as dash_html
from dash.development.base_component import Component

from nplv_geo.present.map.model import title
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.view import PARTS
from nplv_geo.present.site.menu import Choice
from nplv_geo.web.components import tags as html
from nplv_geo.web.components.attributes import aria, current, data
from nplv_geo.web.html_text import Element


def link(choice: Choice) -> Element:
    """A choice as a link; the one that is shown now says so to screen readers too."""
    return html.A(choice.label, href=choice.href, **current(is_current=choice.is_current))


def brand(page: Page) -> list[Element]:
    """Skip links and the name of the site, which leads home."""
    home = "?" if page.view.language == "nl" else "?taal=en"
    return [
        html.A(page.t("skip_to_table"), href="#table", className="skip"),
        html.A([page.t("title"), html.Small(page.t("programme"))], href=home, className="name"),
    ]


def breadcrumb(page: Page, steps: tuple[Choice, ...]) -> Element:
    """Where the reader is, from the country down."""
    return html.Ol([html.Li(link(step)) for step in steps], **aria(label=page.t("breadcrumb")))


def heading(page: Page) -> list[Element | Component | None]:
    """The question above the map."""
    description = page.layer.description.in_(page.view.language)
    level = page.t(f"levels.{page.scope.level}")
    period = page.view.period
    subtitle = page.t("subtitle", description=description, period=period, level=level)
    provisional = bool(period) and page.origin().provisional
    is_local = page.stacking and not page.stacking.is_national
    marks = (
        ("estimated", page.layer.notes.model_estimate),
        ("provisional", provisional),
        ("schematic", page.edition.is_schematic),
        ("stacking.badge_local", is_local),
    )
    shown = [dash_html.Span(page.t(key), className="badge") for key, applies in marks if applies]
    # A space, where a line may end, and a word for who hears it.
    badges = [part for badge in shown for part in (" ", badge)]
    return [
        _parts(page) if page.stacking is None else None,
        html.H1(title(page), **aria(live="polite")),
        dash_html.P([subtitle if period else description, *badges]),
        *([_pinned(page)] if page.view.edition else []),
    ]


def _pinned(page: Page) -> Element:
    """That the link is pinned to an edition, whether that one is still there, and ways on."""
    t, edition = page.t, page.view.edition
    newest = html.A(t("share.to_newest"), href=page.view.query(editie=""))
    if page.edition.id != edition:
        return html.P([t("share.gone", edition=edition), " ", newest], className="pinned")
    told: list[Element | str] = [t("share.pinned", edition=edition)]
    if page.is_older:
        language = "&taal=en" if page.view.language == "en" else ""
        since = html.A(t("share.since"), href=f"/wijzigingen?sinds={edition}{language}")
        told += [" ", since, " · ", newest]
    return html.P(told, className="pinned")


def _parts(page: Page) -> Element:
    """The same area and layer as a map, or through the years."""
    choices = [
        Choice(page.t(f"parts.{part}"), page.view.query(toon=part), part == page.view.part)
        for part in PARTS
    ]
    items = [html.Li(link(choice)) for choice in choices]
    return html.Nav(html.Ul(items), className="parts", **aria(label=page.t("parts.label")))


def found(page: Page, text: str, choices: tuple[Choice, ...]) -> Component | None:
    """Areas that a search found."""
    if not text.strip():
        return None
    if not choices:
        return dash_html.P(page.t("search_none", query=text.strip()), className="none")
    return dash_html.Ul(
        [
            dash_html.Li(
                dash_html.A([choice.label, dash_html.Small(choice.note)], href=choice.href)
            )
            for choice in choices
        ]
    )


def bar(page: Page) -> list[Element]:
    """Buttons that open the menu, the panel and what to take along as sheets on a small screen."""
    sheets = (("tab_layer", "menu"), ("tab_area", "panel"), ("take_along.label", "take"))
    return [sheet_button(page.t(key), sheet) for key, sheet in sheets]


def sheet_button(label: str, sheet: str) -> Element:
    """Button that opens and closes a sheet; ``assets/40-page.js`` does it."""
    return html.Button(label, **data(sheet=sheet), **aria(controls=sheet, expanded="false"))
