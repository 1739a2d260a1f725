"""Header, menu and heading of the page, and the bar at the bottom of a small screen."""

from __future__ import annotations

from nplv_geo.present.briefing.downloads import TakeAlong
from nplv_geo.present.map.model import title
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.view import TABS
from nplv_geo.present.site.menu import Choice, Group, ThemeMenu, about, stacking_entry
from nplv_geo.web.rendering import render


def render_brand(page: Page) -> str:
    """Render the skip link and the name of the site."""
    return render("parts/brand.html", page=page, t=page.t)


def render_breadcrumb(page: Page, steps: tuple[Choice, ...]) -> str:
    """Render the steps from the country to the area."""
    return render("parts/breadcrumb.html", t=page.t, steps=steps)


def render_language(choice: Choice) -> str:
    """Render the link to the same view in the other language."""
    return render("parts/language.html", choice=choice)


def render_take_button(page: Page) -> str:
    """Render the button that opens the sheet of files to take along."""
    return render("parts/take-button.html", t=page.t)


def render_take(sheet: TakeAlong) -> str:
    """Render the sheet of files to take along."""
    return render("parts/take.html", sheet=sheet)


def render_menu(page: Page, themes: tuple[ThemeMenu, ...], groups: tuple[Group, ...]) -> str:
    """Render the layers by theme, and what else can be chosen."""
    return render(
        "parts/menu.html",
        t=page.t,
        stacking=stacking_entry(page),
        themes=themes,
        groups=groups,
        pages=about(page),
    )


def render_heading(page: Page) -> str:
    """Render the question above the map."""
    description = page.layer.description.in_(page.view.language)
    level = page.t(f"levels.{page.scope.level}")
    period = page.view.period
    subtitle = page.t("subtitle", description=description, period=period, level=level)
    return render(
        "parts/heading.html",
        page=page,
        t=page.t,
        title=title(page),
        subtitle=subtitle if period else description,
        badges=_badges(page),
        ways=_ways_to_look(page) if page.stacking is None else [],
    )


def _badges(page: Page) -> list[str]:
    """Words beside the heading for what holds for all figures of the map."""
    applies = {
        "estimated": page.layer.notes.model_estimate,
        "provisional": bool(page.view.period) and page.find_origin().provisional,
        "schematic": page.edition.is_schematic,
        "stacking.badge_local": page.stacking and not page.stacking.is_national,
    }
    return [page.t(key) for key, is_shown in applies.items() if is_shown]


def _ways_to_look(page: Page) -> list[Choice]:
    """The same area and layer as a map, or through the years."""
    return [
        Choice(page.t(f"parts.{part}"), page.view.write_query(toon=part), part == page.view.tab)
        for part in TABS
    ]


def render_bar(page: Page) -> str:
    """Render the buttons that open menu, panel and files as sheets on a small screen."""
    return render("parts/bar.html", t=page.t)
