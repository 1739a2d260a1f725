"""Pages to read: "Methode", how figures are made, and "Programma", what the programme reported."""

from __future__ import annotations

from flask import render_template

from nplv_geo.definitions.programme import Programme
from nplv_geo.present.site.method import make_method_page
from nplv_geo.present.site.programme import make_programme_page
from nplv_geo.present.texts import texts
from nplv_geo.web.site import Site


def render_method_page(site: Site, language: str) -> str:
    """Render the page; what is not English is Dutch."""
    t = texts("en" if language == "en" else "nl")
    dispersions = site.edition.manifest.dispersion
    sections = make_method_page(site.catalog, site.focus_areas.values(), t, dispersions)
    return render_template("methode.html", t=t, sections=sections)


def render_programme_page(site: Site, programme: Programme, language: str) -> str:
    """Render the page; what is not English is Dutch."""
    t = texts("en" if language == "en" else "nl")
    layers = {layer for layer in site.catalog.ids if site.edition.has(layer)}
    model = make_programme_page(programme, site.catalog, site.focus_areas.values(), layers, t)
    return render_template("programma.html", t=t, page=model)
