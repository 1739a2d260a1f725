"""The pages that search engines may find, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from flask import render_template

_PAGES = ("", "programma", "methode", "wijzigingen", "toegankelijkheid")


def render_sitemap(root: str, areas: Iterable[str]) -> str:
    """Render the list of pages.

    Parameters
    ----------
    root
        Address of the dashboard, with a slash at its end.
    areas
        Ids of the focus areas, each with a page about the programme.
    """
    pages = [*_PAGES, *(f"programma/{area}" for area in areas)]
    return render_template("sitemap.xml", addresses=[root + page for page in pages])
