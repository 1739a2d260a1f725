"""Parameters of the API: what each may hold, as the document says it and as requests are read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from nplv_geo.export.options import shown
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.page.view import LANGUAGES
from nplv_geo.present.texts import texts

MAX_PAGE = 100_000
MAX_PER_PAGE = 500
_PER_PAGE = 100
_NUMBER = re.compile(r"[1-9]\d{0,6}", re.ASCII)


class ApiError(Exception):
    """A request that can't be answered; ``key`` names the sentence that tells why."""

    def __init__(self, status: int, key: str, **values: object) -> None:
        super().__init__(key)
        self.status, self.key, self.values = status, key, values


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query or path.

    Attributes
    ----------
    schema
        JSON schema: a pattern, words to choose from, or a whole number with its bounds.
    """

    name: str
    schema: Mapping[str, Any]
    example: str = ""
    required: bool = False
    place: str = "query"

    def read(self, text: str) -> str:
        """Give the text back when it is allowed.

        Raises
        ------
        ApiError
            When it isn't.
        """
        if "enum" in self.schema:
            allowed = text in self.schema["enum"]
        elif self.schema["type"] == "integer":
            allowed = bool(_NUMBER.fullmatch(text)) and int(text) <= self.schema["maximum"]
        else:
            allowed = re.fullmatch(self.schema["pattern"], text, re.ASCII) is not None
        if not allowed:
            raise ApiError(400, "bad_value", name=self.name, value=shown(text))
        return text


def _text(pattern: str, longest: int) -> dict[str, Any]:
    return {"type": "string", "pattern": pattern, "minLength": 1, "maxLength": longest}


def _words(words: Sequence[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(words)}


def _number(default: int, most: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": 1, "maximum": most, "default": default}


_AREA = _text("^[A-Za-z0-9][A-Za-z0-9:-]{0,59}$", 60)
_LAYER = _text("^[a-z][a-z0-9_]{0,59}$", 60)
_LEVELS = _words([level.value for level in AreaLevel])

AREA = Parameter("gebied", _AREA, "heerlen-noord", required=True)
LAYER = Parameter("laag", _LAYER, "koopwoningen_pct", required=True)
LAYER_IN_PATH = Parameter("laag", _LAYER, "koopwoningen_pct", required=True, place="path")
PERIOD = Parameter("periode", _text("^[0-9]{4}$", 4), "2024")
LEVEL = Parameter("niveau", _LEVELS, "buurt")
LEVEL_NEEDED = Parameter("niveau", _LEVELS, "focusgebied", required=True)
GEMEENTE = Parameter("gemeente", _text("^GM[0-9]{4}$", 6), "GM0917")
FORM = Parameter("vorm", _words(["json", "text"]), "json")
PAGE = Parameter("pagina", _number(1, MAX_PAGE), "1")
PER_PAGE = Parameter("per_pagina", _number(_PER_PAGE, MAX_PER_PAGE), "50")
EDITION = Parameter("editie", _text("^[0-9A-Za-z-]{1,64}$", 64))
LANGUAGE = Parameter("taal", _words(LANGUAGES), "nl")
ALWAYS = (EDITION, LANGUAGE)
PAGED = (PAGE, PER_PAGE)


def read(declared: Sequence[Parameter], asked: MultiDict[str, str]) -> dict[str, str]:
    """Read a query; each parameter at most once, and none that are not known.

    Raises
    ------
    ApiError
        When something is missing, not known or not allowed.
    """
    known = {parameter.name: parameter for parameter in declared if parameter.place == "query"}
    for name in asked:
        if name not in known:
            raise ApiError(400, "unknown_parameter", name=shown(name), known=", ".join(known))
        if len(asked.getlist(name)) > 1:
            raise ApiError(400, "twice", name=name)
    for name, parameter in known.items():
        if parameter.required and name not in asked:
            raise ApiError(400, "missing_parameter", name=name)
    return {name: known[name].read(text) for name, text in asked.items()}


def described(parameter: Parameter, language: str) -> dict[str, Any]:
    """Describe a parameter as OpenAPI does."""
    t = texts("en" if language == "en" else "nl")
    found = {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.required,
        "description": t(f"api_parameters.{parameter.name}"),
        "schema": dict(parameter.schema),
    }
    return found | ({"example": _as_typed(parameter)} if parameter.example else {})


def _as_typed(parameter: Parameter) -> str | int:
    return int(parameter.example) if parameter.schema["type"] == "integer" else parameter.example


def paging(asked: Mapping[str, str]) -> tuple[int, int]:
    """Page and rows a page."""
    return int(asked.get("pagina", "1")), int(asked.get("per_pagina", str(_PER_PAGE)))
