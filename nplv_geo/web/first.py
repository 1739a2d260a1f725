"""The page as it looks before its scripts run: the summary at once, and for who has no scripts.

It lies over the page that is being made and goes away as soon as that one has its content.
"""

from __future__ import annotations

from nplv_geo.web.views import Answer

# Parts that fit in one screen, by the column they stand in.
_HEADER = ("brand", "breadcrumb", "language", "take-button")
_COLUMNS = (("menu", ("menu",)), ("main", ("heading",)), ("panel", ("panel",)))


def first_page(answer: Answer) -> str:
    """Draw the parts of a view in the frame of the page, without any id."""
    parts = answer["parts"]
    header = "".join(f'<div class="{name}">{parts[name]}</div>' for name in _HEADER)
    columns = "".join(
        f'<div class="{column}">'
        + "".join(f'<div class="{_class(name)}">{parts[name]}</div>' for name in names)
        + "</div>"
        for column, names in _COLUMNS
    )
    return (
        f'<div class="first part-{answer["part"]}" inert>'
        f'<div class="header">{header}</div><div class="columns">{columns}</div></div>'
    )


def _class(name: str) -> str:
    """The menu and the panel are their own column."""
    return name if name == "heading" else ""
