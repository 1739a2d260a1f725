"""JSON schemas of what the API answers, made from the models that it answers with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from nplv_geo.web.api.models import API_ANSWERS

_SUFFIX = "Answer"


def name_schema(model: type[BaseModel]) -> str:
    """Name of a model in the document: that of the class, without ``Answer``."""
    return model.__name__.removesuffix(_SUFFIX)


class _PlainSchema(GenerateJsonSchema):
    """Schemas without titles that only repeat the names."""

    def normalize_name(self, name: str) -> str:
        return super().normalize_name(name).removesuffix(_SUFFIX)

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002  # its own
        return False


def make_schemas(models: Iterable[type[BaseModel]]) -> dict[str, dict[str, Any]]:
    """Make the schemas of models and of all that they hold, by name.

    Every field is required, also one with a default: what goes out always has it.
    """
    mode: JsonSchemaMode = "serialization"
    _, document = models_json_schema(
        [(model, mode) for model in models],
        ref_template="#/components/schemas/{model}",
        schema_generator=_PlainSchema,
    )
    schemas: dict[str, dict[str, Any]] = document["$defs"]
    for schema in schemas.values():
        schema.pop("title", None)
    return schemas


SCHEMAS = make_schemas(API_ANSWERS)
