"""Names of exported files: area, layer, period and date, made of letters that any disk takes."""

from __future__ import annotations

import re
import unicodedata

from nplv_geo.present.page.page import Page

AUTHOR = "Zicht op Wijken"
_LONGEST_PART = 60


def name_view_file(page: Page, suffix: str) -> str:
    """Name such as ``zicht-op-wijken_heerlen-noord_koopwoningen_pct_2024_2026-11-21.png``.

    The date is that of the edition: the same edition gives the same file.
    """
    built = page.edition.manifest.built[:10]
    layer = page.view.layer
    second = page.view.second
    beside = ["naast", second.layer, second.period, second.area or ""] if page.beside else []
    if page.pair:
        beside = ["samenhang", second.layer, second.period]
    shown = [page.view.area, layer, page.view.factor, page.view.period, *beside]
    parts = ["zicht-op-wijken", *shown, built]
    return "_".join(make_slug(part) for part in parts if part) + f".{make_slug(suffix)}"


def name_chart_file(page: Page, first: str, last: str) -> str:
    """Name of the chart of a layer through some periods, without an ending."""
    built = page.edition.manifest.built[:10]
    parts = ["zicht-op-wijken", page.view.area, page.layer.id, f"{first}-{last}", built]
    return "_".join(make_slug(part) for part in parts)


def name_area_file(page: Page, suffix: str) -> str:
    """Name of a file with all layers and periods of an area."""
    built = page.edition.manifest.built[:10]
    parts = ["zicht-op-wijken", page.view.area, "alles", built]
    return "_".join(make_slug(part) for part in parts if part) + f".{make_slug(suffix)}"


def name_briefing_file(page: Page, suffix: str) -> str:
    """Name of the slides about an area."""
    built = page.edition.manifest.built[:10]
    parts = ["zicht-op-wijken", page.view.area, "briefing", page.view.language, built]
    return "_".join(make_slug(part) for part in parts if part) + f".{make_slug(suffix)}"


def name_talk_file(page: Page, suffix: str) -> str:
    """Name of the talk sheet of an area."""
    built = page.edition.manifest.built[:10]
    parts = ["zicht-op-wijken", page.view.area, "gespreksblad", page.view.language, built]
    return "_".join(make_slug(part) for part in parts if part) + f".{make_slug(suffix)}"


def make_slug(text: str) -> str:
    """Plain letters, digits, hyphens and underscores; never a path, a dot or nothing."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9_-]+", "-", plain).strip("-")[:_LONGEST_PART] or "x"
