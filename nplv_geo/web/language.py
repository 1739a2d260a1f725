"""The language of the request that is being answered."""

from __future__ import annotations

from flask import request

from nplv_geo.definitions.texts import Language
from nplv_geo.present.page.query import read_language
from nplv_geo.present.texts import Texts, texts


def find_language() -> Language:
    """Find the language that the link asks for, as the page with the map reads it."""
    return read_language(request.query_string.decode("utf-8", "replace"))


def find_texts() -> Texts:
    """Find the texts in the language of the request."""
    return texts(find_language())
