"""The page as it looks before its scripts run: the summary at once, and for who has no scripts.

It lies over the page that is being made and goes away as soon as that one has its content.
"""

from __future__ import annotations

from collections.abc import Mapping

from nplv_geo.web.views import Answer

# Parts that fit in one screen, by the column they stand in.
_HEADER = ("brand", "breadcrumb", "language", "take-button")
_COLUMNS = (("menu", ("menu",)), ("main", ("heading",)), ("panel", ("panel",)))
# The place of the map, where assets/17-first-map.js draws, and its legend.
_STAGE = (
    '<div class="stage"><div class="map-frame"><canvas class="first-map"></canvas></div>{}</div>'
)


def first_page(answer: Answer) -> str:
    """Draw the parts of a view in the frame of the page, without any id."""
    parts = answer["parts"]
    header = "".join(f'<div class="{name}">{parts[name]}</div>' for name in _HEADER)
    columns = "".join(
        f'<div class="{column}">'
        + "".join(f'<div class="{_class(name)}">{parts[name]}</div>' for name in names)
        + (_STAGE.format(_legend(parts)) if column == "main" else "")
        + "</div>"
        for column, names in _COLUMNS
    )
    return (
        f'<div class="first part-{answer["part"]}" inert>'
        f'<div class="header">{header}</div><div class="columns">{columns}</div></div>'
    )


def _legend(parts: Mapping[str, str]) -> str:
    return f'<div class="first-legend">{parts["legend"]}</div>'


def _class(name: str) -> str:
    """The menu and the panel are their own column."""
    return name if name == "heading" else ""
