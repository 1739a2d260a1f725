"""The view on undermining: its factors, its tables, and what stands in place of a legend."""

from __future__ import annotations

from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import choose_colours
from nplv_geo.present.undermining.profile import UnderminingProfile
from nplv_geo.present.undermining.tables import FactorTables
from nplv_geo.web.rendering import render


def render_undermining(page: Page, profile: UnderminingProfile) -> str:
    """Render cautions, factors by group, and what is not open."""
    # The 20 are dots among which the country has a line and no dot.
    marks = [] if page.scope.is_country else _list_own_marks(page)
    marks += [("tick nl", page.t("nederland")), ("other", page.t("undermining.mark_others"))]
    return render("parts/undermining.html", t=page.t, profile=profile, marks=marks)


def _list_own_marks(page: Page) -> list[tuple[str, str]]:
    """The area, and its gemeente where that is another one."""
    marks = [("dot", page.name_area(page.view.area))]
    if page.gemeente and page.gemeente != page.view.area:
        marks.append(("tick gm", page.name_area(page.gemeente)))
    return marks


def render_factor_tables(page: Page, tables: FactorTables) -> str:
    """Render the areas side by side."""
    return render("parts/undermining-tables.html", t=page.t, tables=tables)


def render_silent_legend(page: Page) -> str:
    """Render why the map has one colour."""
    (colour,) = choose_colours(page.classes, page.layer.higher_is)
    has_circles = page.scope.level is AreaLevel.FOCUSGEBIED
    return render("parts/undermining-legend.html", t=page.t, colour=colour, has_circles=has_circles)
