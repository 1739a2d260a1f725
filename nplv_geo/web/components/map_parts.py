"""What stands with the map: its legend, its source and the table of the same areas."""

from __future__ import annotations

from nplv_geo.present.map.legend import Legend
from nplv_geo.present.map.source import SourceLines
from nplv_geo.present.map.table import MapTable
from nplv_geo.present.page.page import Page
from nplv_geo.web.rendering import render


def render_legend(page: Page, legend: Legend) -> str:
    """Render the legend."""
    return render("parts/legend.html", t=page.t, legend=legend)


def render_source(source: SourceLines) -> str:
    """Render the source line below the map."""
    return render("parts/source.html", source=source)


def render_table(table: MapTable) -> str:
    """Render the table of the areas on the map."""
    return render("parts/table.html", table=table)
