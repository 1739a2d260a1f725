"""``scripts/src/types.d.ts``: types of what the page's scripts read, for editors and type checkers.

No page loads it. A script names a type in a comment: ``@param {MapModel} model``.
"""

from __future__ import annotations

from collections.abc import Iterator

from docs.generate.models import SECTIONS
from docs.generate.schemas import Schema, name_type, order_schemas, summarise
from nplv_geo.web.api.schemas import make_schemas, name_schema

_HEAD = """\
/* Made from the models in Python by `make contracts`; not to be changed by hand. */
"""


def write_typedefs() -> str:
    """Write the types of all models that scripts read."""
    models = [model for part in SECTIONS if part.is_read_by_scripts for model in part.models]
    schemas = make_schemas(models)
    names = order_schemas([name_schema(model) for model in models], schemas)
    return "\n".join([_HEAD, *("\n".join(_write_type(name, schemas[name])) for name in names)])


def _write_type(name: str, schema: Schema) -> Iterator[str]:
    text = summarise(schema)
    yield f"/** {text} */" if text else ""
    if "properties" not in schema:
        yield f"type {name} = {name_type(schema)};\n"
        return
    yield f"interface {name} {{"
    for field, kind in schema["properties"].items():
        if meaning := summarise(kind):
            yield f"  /** {meaning} */"
        yield f"  readonly {field}: {name_type(kind)};"
    yield "}\n"
