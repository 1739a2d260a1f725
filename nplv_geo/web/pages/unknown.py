"""What stands at no address: 404, in the frame of the pages to read, with links that help."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

from flask import Flask, abort, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from nplv_geo.ground.errors import EditionError
from nplv_geo.present.address.areas import find_place
from nplv_geo.present.address.unmet import make_unknown_area
from nplv_geo.present.page.query import clean_word, shorten_word
from nplv_geo.present.site.menu import MenuChoice
from nplv_geo.present.site.programme import make_address
from nplv_geo.present.texts import Texts
from nplv_geo.web.api.failures import NOT_FOUND, ROOT, refuse_address
from nplv_geo.web.language import find_texts
from nplv_geo.web.pages.embed import PATH as EMBED
from nplv_geo.web.site import Server, Site

# Pages by what they are called, here and by people.
_PAGES: Final = {
    "kaart": ("/", "map"),
    "map": ("/", "map"),
    "index.html": ("/", "map"),
    "programma": ("/programma", "programme"),
    "programme": ("/programma", "programme"),
    "methode": ("/methode", "method"),
    "method": ("/methode", "method"),
    "wijzigingen": ("/wijzigingen", "changes"),
    "changes": ("/wijzigingen", "changes"),
    "toegankelijkheid": ("/toegankelijkheid", "access"),
    "accessibility": ("/toegankelijkheid", "access"),
    "api": ("/api/v1/", "api"),
}
_ALIKE = 0.7
# Dash answers every address with the page, by this rule.
_ANY_PATH = "/<path:path>"


def add_unknown_pages(flask: Flask, server: Server) -> None:
    """Answer what is at no address with 404; the API does so in its own way."""

    @flask.before_request
    def refuse_any_path() -> None:
        rule = request.url_rule
        if rule is not None and rule.rule == _ANY_PATH and request.path != EMBED:
            abort(NOT_FOUND)

    @flask.errorhandler(NOT_FOUND)
    def tell_unknown(error: HTTPException) -> AnyResponse | HTTPException | tuple[str, int]:
        if request.path.startswith(f"{ROOT}/"):
            return refuse_address(error)
        t = find_texts()
        try:
            site = server.find_current_site()
        except EditionError:  # no edition is whole: an address that is not there still is not
            site = None
        return render_unknown_page(site, request.path, t), NOT_FOUND


def render_unknown_page(site: Site | None, path: str, t: Texts) -> str:
    """Render the page with what may have been meant, and all pages below it."""
    meant = [] if site is None else _list_meant(site, path, t)
    return render_template("niet-gevonden.html", t=t, path=shorten_word(path), meant=meant)


def _list_meant(site: Site, path: str, t: Texts) -> list[MenuChoice]:
    """Pages whose name is like a part of the path, and areas that a part of it names."""
    meant: dict[str, str] = {}
    for word in map(clean_word, path.split("/")):
        for name in get_close_matches(word.lower(), _PAGES, n=1, cutoff=_ALIKE):
            address, key = _PAGES[name]
            meant[make_address(t.language, address)] = t(f"reading.{key}")
        meant |= _find_areas(site, word, t) if word else {}
    return [MenuChoice(label, href, is_current=False) for href, label in meant.items()]


def _find_areas(site: Site, word: str, t: Texts) -> dict[str, str]:
    edition = site.edition
    area = find_place(word, edition)
    areas = [area] if area else make_unknown_area(word, edition).meant
    return {
        make_address(t.language, gebied=str(one)): edition.areas.names.get(one, str(one))
        for one in areas
    }
