"""Types of JSON schema, in the words of TypeScript."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

Schema = Mapping[str, Any]
_SIMPLE = {
    "string": "string",
    "number": "number",
    "integer": "number",
    "boolean": "boolean",
    "null": "null",
}


def name_type(schema: Schema) -> str:
    """Name the type that a schema describes."""
    if "$ref" in schema:
        return _name_reference(schema)
    if "anyOf" in schema:
        return join_types(name_type(part) for part in schema["anyOf"])
    if "const" in schema or "enum" in schema:
        return join_types(json.dumps(word) for word in schema.get("enum", [schema.get("const")]))
    kind = str(schema.get("type"))
    named = {"array": _name_array, "object": _name_object}.get(kind)
    return named(schema) if named else _SIMPLE.get(kind, "unknown")


def _name_reference(schema: Schema) -> str:
    return str(schema["$ref"]).rsplit("/", 1)[-1]


def _name_object(schema: Schema) -> str:
    values = schema.get("additionalProperties", {})
    return f"Record<string, {name_type(values) if isinstance(values, Mapping) else 'unknown'}>"


def join_types(names: Iterable[str]) -> str:
    """Join types of which one holds; whole and other numbers are one type to a script."""
    return " | ".join(dict.fromkeys(names))


def _name_array(schema: Schema) -> str:
    if "prefixItems" in schema:
        return f"[{', '.join(name_type(part) for part in schema['prefixItems'])}]"
    inside = name_type(schema.get("items", {}))
    return f"({inside})[]" if " | " in inside else f"{inside}[]"


def summarise(schema: Schema) -> str:
    """First paragraph of what is said of a model or field, on one line."""
    paragraph = str(schema.get("description", "")).partition("\n\n")[0]
    return " ".join(paragraph.split())


def find_references(schema: object) -> list[str]:
    """Find the names of the schemas that a schema refers to, in order."""
    if isinstance(schema, Mapping):
        own = [_name_reference(schema)] if "$ref" in schema else []
        parts: Iterable[object] = schema.values()
    elif isinstance(schema, list):
        own, parts = [], schema
    else:
        return []
    return list(dict.fromkeys([*own, *(name for part in parts for name in find_references(part))]))


def order_schemas(roots: Iterable[str], schemas: Mapping[str, Schema]) -> list[str]:
    """Order schemas: each root, followed by what it holds and no earlier one held."""
    ordered: dict[str, None] = {}

    def visit(name: str) -> None:
        if name not in ordered:
            ordered[name] = None
            for inside in find_references(schemas[name]):
                visit(inside)

    for root in roots:
        visit(root)
    return list(ordered)
