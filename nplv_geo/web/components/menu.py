"""The layer menu and the controls below it."""

from __future__ import annotations

from nplv_geo.present.page.page import Page
from nplv_geo.present.site.menu import Choice, Group, ThemeMenu, about, stacking_entry
from nplv_geo.web.components import tags as html
from nplv_geo.web.components.attributes import current
from nplv_geo.web.components.head import link
from nplv_geo.web.html_text import Element


def menu(page: Page, themes: tuple[ThemeMenu, ...], groups: tuple[Group, ...]) -> list[Element]:
    """Themes with their layers, then what else can be chosen."""
    return [
        html.H2(page.t("menu")),
        html.Div(_layer(stacking_entry(page)), className="stacking"),
        html.Div([_theme(page, theme) for theme in themes], className="themes"),
        html.Div([_group(group) for group in groups], className="groups"),
        html.Ul([html.Li(link(choice)) for choice in about(page)], className="about"),
    ]


def _theme(page: Page, theme: ThemeMenu) -> Element:
    items = [html.Li(_layer(choice)) for choice in theme.choices]
    named = (("not_published_count", theme.unpublished), ("not_fetched_count", theme.absent))
    for key, labels in named:
        if labels:
            summary = html.Summary(page.t(key, n=len(labels)))
            others = html.Ul([html.Li(label) for label in labels])
            items.append(html.Li(html.Details([summary, others], className="absent")))
    return html.Details(
        [html.Summary(theme.label), html.Ul(items)], open=theme.is_open, className="theme"
    )


def _layer(choice: Choice) -> Element:
    return html.A(
        [html.Span(choice.label), html.Small(choice.note)],
        href=choice.href,
        **current(is_current=choice.is_current),
    )


def _group(group: Group) -> Element:
    more = html.Details([html.Summary(group.more_label), _choices(group.more)])
    return html.Div(
        [html.H3(group.label), _choices(group.choices), more if group.more else None],
        className="group",
    )


def _choices(choices: tuple[Choice, ...]) -> Element:
    return html.Ul(
        [
            html.Li([_choice(choice), html.Small(choice.note) if choice.note else None])
            for choice in choices
        ]
    )


def _choice(choice: Choice) -> Element:
    """A link, or plain text for what can't be chosen."""
    return link(choice) if choice.href else html.Span(choice.label)
