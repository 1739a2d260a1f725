"""Pages to read: how figures are made, the programme, and the accessibility statement."""

from __future__ import annotations

from flask import render_template

from nplv_geo.definitions.programme import Programme
from nplv_geo.definitions.texts import Language
from nplv_geo.present.programme.area_page import make_area_programme
from nplv_geo.present.programme.side_by_side import list_peer_ids, put_side_by_side
from nplv_geo.present.programme.unknown_area import suggest_area_pages
from nplv_geo.present.site.method import make_method_page
from nplv_geo.present.site.programme import make_address, make_programme_page
from nplv_geo.present.site.statement import make_statement, read_test_run
from nplv_geo.present.talk.sheet import PATH as TALK_PATH
from nplv_geo.present.texts import texts
from nplv_geo.web.site import Site


def render_method_page(site: Site, language: Language) -> str:
    """Render the page."""
    t = texts(language)
    manifest = site.edition.manifest
    sections = make_method_page(site.catalog, site.focus_areas.values(), t, manifest)
    return render_template("methode.html", t=t, sections=sections)


def render_statement_page(contact: str, language: Language) -> str:
    """Render the accessibility statement.

    Parameters
    ----------
    contact
        Mail address or page of who keeps this site; empty where none was given.
    """
    t = texts(language)
    statement = make_statement(read_test_run(), contact, t)
    return render_template("toegankelijkheid.html", t=t, statement=statement)


def render_programme_page(site: Site, programme: Programme, language: Language) -> str:
    """Render the page."""
    t = texts(language)
    layers = {layer for layer in site.catalog.ids if site.edition.has(layer)}
    model = make_programme_page(programme, site.catalog, site.focus_areas.values(), layers, t)
    return render_template("programma.html", t=t, page=model)


def render_area_programme_page(
    site: Site, programme: Programme, area: str, language: Language
) -> tuple[str, int]:
    """Render the programme in one area.

    Returns
    -------
    tuple
        The page and its status: 404 with suggestions for what is no focus area.
    """
    t = texts(language)
    areas = site.focus_areas
    if area not in areas:
        unknown = suggest_area_pages(area, areas.values(), t)
        return render_template("programma-onbekend.html", t=t, unknown=unknown), 404
    model = make_area_programme(programme, site.events, areas[area], t)
    peers = list_peer_ids(site.edition, site.catalog, area)
    alike = put_side_by_side(programme, areas, peers, area, t)
    talk = make_address(t.language, f"{TALK_PATH}/{area}")
    return render_template("programma-gebied.html", t=t, page=model, alike=alike, talk=talk), 200
