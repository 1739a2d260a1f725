"""Parameters of the API: what each may hold, as the document says it and as requests are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, TypeAdapter, ValidationError

from nplv_geo.definitions.texts import Language
from nplv_geo.ground.areas import AreaLevel, spell_area
from nplv_geo.present.page.query import read_query, shorten_word
from nplv_geo.present.texts import texts

MAX_PAGE = 100_000
MAX_PER_PAGE = 500
_PER_PAGE = 100


class ApiError(Exception):
    """A request that can't be answered; ``key`` names the sentence that tells why."""

    def __init__(self, status: int, key: str, **values: object) -> None:
        super().__init__(key)
        self.status, self.key, self.values = status, key, values


@dataclass(frozen=True)
class Parameter:
    """One parameter of a query or path.

    Attributes
    ----------
    kind
        Type of what it may hold: the document describes it, and texts are read with it.
    default
        What holds when it is left out, for who reads the document.
    place
        ``query`` or ``path``, as OpenAPI has it.
    """

    name: str
    kind: Any
    example: str = ""
    required: bool = False
    place: str = "query"
    default: int | None = None

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        return TypeAdapter(self.kind)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """JSON schema of what it may hold."""
        schema = _drop_names(self._adapter.json_schema())
        return schema if self.default is None else schema | {"default": self.default}

    def parse(self, text: str) -> Any:  # noqa: ANN401  # whatever ``kind`` is
        """Parse a text as a value of the parameter.

        Raises
        ------
        ApiError
            When the parameter can't hold it.
        """
        try:
            return self._adapter.validate_python(text)
        except ValidationError as error:
            raise ApiError(400, "bad_value", name=self.name, value=shorten_word(text)) from error

    def read(self, text: str) -> str:
        """Give the text back when the parameter may hold it.

        Raises
        ------
        ApiError
            When it can't.
        """
        self.parse(text)
        return text


def _drop_names(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave out where a type was defined; words to choose from stand in place."""
    return {key: part for key, part in schema.items() if key not in ("title", "description")}


def _check_digits(text: object) -> object:
    """Refuse what Python reads as a whole number and no reader would write: ``1_0`` or `` 1``."""
    if not (isinstance(text, str) and text.isascii() and text.isdigit() and text[0] != "0"):
        raise ValueError(text)
    return text


def _make_text_type(pattern: str, longest: int) -> Any:  # noqa: ANN401  # a type
    return Annotated[str, StringConstraints(pattern=pattern, min_length=1, max_length=longest)]


def _make_number_type(most: int) -> Any:  # noqa: ANN401  # a type
    return Annotated[int, Field(ge=1, le=most), BeforeValidator(_check_digits)]


_AREA = _make_text_type("^[A-Za-z0-9][A-Za-z0-9:-]{0,59}$", 60)
_NAME = "[A-Za-z0-9][A-Za-z0-9:-]{0,59}"
_COMPARED = _make_text_type(f"^{_NAME}(,{_NAME}){{0,3}}$", 243)
_LAYER = _make_text_type("^[a-z][a-z0-9_]{0,59}$", 60)

AREA = Parameter("gebied", _AREA, "heerlen-noord", required=True)
LAYER = Parameter("laag", _LAYER, "koopwoningen_pct", required=True)
LAYER_IN_PATH = Parameter("laag", _LAYER, "koopwoningen_pct", required=True, place="path")
PERIOD = Parameter("periode", _make_text_type("^[0-9]{4}$", 4), "2024")
LEVEL = Parameter("niveau", AreaLevel, "buurt")
LEVEL_NEEDED = Parameter("niveau", AreaLevel, "focusgebied", required=True)
GEMEENTE = Parameter("gemeente", _make_text_type("^GM[0-9]{4}$", 6), "GM0917")
COMPARED = Parameter("vergelijk", _COMPARED, "BU09172000,rest,NL00")
FORM = Parameter("vorm", Literal["json", "text"], "json")
PAGE = Parameter("pagina", _make_number_type(MAX_PAGE), "1", default=1)
PER_PAGE = Parameter("per_pagina", _make_number_type(MAX_PER_PAGE), "50", default=_PER_PAGE)
EDITION = Parameter("editie", _make_text_type("^[0-9A-Za-z-]{1,64}$", 64))
LANGUAGE = Parameter("taal", Language, "nl")
ALWAYS = (EDITION, LANGUAGE)
PAGED = (PAGE, PER_PAGE)


def read_request(declared: Sequence[Parameter], query: str) -> dict[str, str]:
    """Read a query; each parameter at most once, and none that are not known.

    What mail programs do to a link is understood, as on the page itself.

    Raises
    ------
    ApiError
        When something is missing, not known or not allowed.
    """
    by_name = {parameter.name: parameter for parameter in declared if parameter.place == "query"}
    asked = read_query(query)
    for name in asked.list_unknown(by_name):
        raise ApiError(400, "unknown_parameter", name=shorten_word(name), known=", ".join(by_name))
    for name in asked.repeated:
        raise ApiError(400, "twice", name=shorten_word(name))
    texts_of = {name: text for name, text in asked.fields.items() if name in by_name}
    for name, parameter in by_name.items():
        if parameter.required and name not in texts_of:
            raise ApiError(400, "missing_parameter", name=name)
    return {name: by_name[name].read(spell(name, text)) for name, text in texts_of.items()}


def spell(name: str, text: str) -> str:
    """Spell a text as its parameter has it: codes in capitals, words in small letters."""
    if name in ("gebied", "gemeente"):
        return spell_area(text)
    return text if name in (EDITION.name, COMPARED.name) else "".join(text.lower().split())


def describe_parameter(parameter: Parameter, language: Language) -> dict[str, Any]:
    """Describe a parameter as OpenAPI does."""
    description = {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.required,
        "description": texts(language)(f"api_parameters.{parameter.name}"),
        "schema": parameter.schema,
    }
    example = parameter.example
    return description | ({"example": parameter.parse(example)} if example else {})


def read_paging(query: Mapping[str, str]) -> tuple[int, int]:
    """Read which page is meant, and how many rows a page has."""
    return int(query.get("pagina", "1")), int(query.get("per_pagina", str(_PER_PAGE)))
