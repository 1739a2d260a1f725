"""What is said of the scatter of two layers, on the page and on a slide."""

from __future__ import annotations

from collections.abc import Iterator

from nplv_geo.present.page.page import Page
from nplv_geo.present.together.dots import Dots
from nplv_geo.present.values.pair import Pair


def name_level(page: Page) -> dict[str, str]:
    """Name the areas on the map: many of them, and one."""
    level = page.scope.level
    return {
        "level": page.t(f"levels_plural.{level}"),
        "level_one": page.t(f"levels.{level}"),
    }


def write_label(page: Page, pair: Pair, dots: Dots, verdict: str) -> str:
    """Write the scatter in words, for who can't see it."""
    first, second = (layer.label.in_(page.t.language) for layer in pair.layers)
    return page.t(
        "together.scatter_label",
        n=page.t.number(len(dots.codes)),
        first=first,
        second=second,
        verdict=verdict,
        **name_level(page),
    )


def list_scatter_notes(page: Page, dots: Dots, *, are_left_out: bool) -> Iterator[str]:
    """List what the marks and lines of a scatter are.

    Parameters
    ----------
    page, dots
        The page, and what it shows.
    are_left_out
        Whether areas beyond the axes have no mark at all.

    Yields
    ------
    str
        Sentences.
    """
    t, words = page.t, name_level(page)
    yield t("together.lines", **words)
    n = int(dots.is_beyond.sum())
    if n:
        yield t(f"together.beyond{'_dense' if are_left_out else ''}", n=t.number(n), **words)
    if dots.others:
        yield t("together.focus_dots")
