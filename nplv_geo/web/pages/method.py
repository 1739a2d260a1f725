"""The page "Methode": how figures are made."""

from __future__ import annotations

from flask import render_template

from nplv_geo.present.site import method as model
from nplv_geo.present.texts import texts
from nplv_geo.web.site import Site


def render_method_page(site: Site, language: str) -> str:
    """Render the page; what is not English is Dutch."""
    t = texts("en" if language == "en" else "nl")
    dispersions = site.edition.manifest.dispersion
    sections = model.make_method_page(site.catalog, site.focus_areas.values(), t, dispersions)
    return render_template("methode.html", t=t, sections=sections)
