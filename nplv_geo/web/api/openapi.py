"""The OpenAPI 3.1 document of the API, made from what the requests are read with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from nplv_geo import __version__
from nplv_geo.definitions.texts import Language
from nplv_geo.present.texts import Texts, texts
from nplv_geo.web.api.parameters import (
    ALWAYS,
    AREA,
    COMPARED,
    FORM,
    GEMEENTE,
    LAYER,
    LAYER_IN_PATH,
    LEVEL,
    LEVEL_NEEDED,
    PAGE,
    PAGED,
    PERIOD,
    Parameter,
    describe_parameter,
)
from nplv_geo.web.api.schemas import SCHEMAS

BASE = "/api/v1"
JSON, GEOJSON = "application/json", "application/geo+json"
TEXT, PROBLEM = "text/plain", "application/problem+json"


@dataclass(frozen=True, slots=True)
class Operation:
    """One address of the API.

    Attributes
    ----------
    id
        Name of the operation, and the last part of its text.
    schema
        Name of the schema that it answers with.
    """

    id: str
    path: str
    schema: str
    own_parameters: tuple[Parameter, ...] = ()
    mimetype: str = JSON

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All parameters, those of every request included."""
        return (*self.own_parameters, *ALWAYS)

    @property
    def example(self) -> str:
        """An address that works, with what is required."""
        in_path = {p.name: p.example for p in self.own_parameters if p.place == "path"}
        query = urlencode(
            {p.name: p.example for p in self.own_parameters if p.required and p.place == "query"}
        )
        return BASE + self.path.format(**in_path) + (f"?{query}" if query else "")


OPERATIONS = (
    Operation("areas", "/areas", "Areas", (LEVEL, GEMEENTE, *PAGED)),
    Operation("layers", "/layers", "Layers", PAGED),
    Operation("value", "/values", "Value", (AREA, LAYER, PERIOD, COMPARED)),
    Operation(
        "layer_values",
        "/layers/{laag}/values",
        "LayerValues",
        (LAYER_IN_PATH, LEVEL_NEEDED, GEMEENTE, PERIOD, *PAGED),
    ),
    Operation("profile", "/profile", "Profile", (AREA, COMPARED, FORM)),
    Operation("undermining", "/ondermijning", "Undermining", (AREA,)),
    Operation("programme", "/programme", "Programme", (AREA,)),
    Operation("geometry", "/geometry", "Shapes", (AREA, LEVEL, *PAGED), GEOJSON),
)


def make_document(language: Language, address: str) -> dict[str, Any]:
    """Make the document.

    Parameters
    ----------
    address
        Of the dashboard, for the list of servers.
    """
    t = texts(language)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{t('title')}, API",
            "version": __version__,
            "description": t("api.intro"),
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": address.rstrip("/")}],
        "paths": {
            BASE + operation.path: {"get": _describe_operation(operation, t)}
            for operation in OPERATIONS
        },
        "components": {"schemas": SCHEMAS},
    }


def _describe_operation(operation: Operation, t: Texts) -> dict[str, Any]:
    return {
        "operationId": operation.id,
        "summary": t(f"api_operations.{operation.id}"),
        "parameters": [describe_parameter(p, t.language) for p in operation.parameters],
        "responses": {
            "200": _describe_answer(operation, t),
            "304": {"description": t("api.not_modified")},
            **{
                status: _describe_problem(t, f"api.status_{status}")
                for status in _list_failures(operation)
            },
        },
    }


def _list_failures(operation: Operation) -> Sequence[str]:
    return ("400", "404", "405", "406", *(("503",) if operation.id == "geometry" else ()))


def _describe_answer(operation: Operation, t: Texts) -> dict[str, Any]:
    kinds: dict[str, Any] = {
        operation.mimetype: {"schema": {"$ref": f"#/components/schemas/{operation.schema}"}}
    }
    if FORM in operation.own_parameters:
        kinds[TEXT] = {"schema": {"type": "string"}}
    headers = {"ETag": {"description": t("api.etag"), "schema": {"type": "string"}}}
    if PAGE in operation.own_parameters:
        headers["Link"] = {"description": t("api.link"), "schema": {"type": "string"}}
    return {"description": t("api.found"), "headers": headers, "content": kinds}


def _describe_problem(t: Texts, key: str) -> dict[str, Any]:
    return {
        "description": t(key),
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
