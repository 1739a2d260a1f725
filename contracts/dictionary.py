"""``docs/data-dictionary.md``: all fields, columns and words that leave the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from contracts.columns import TABLES, Table
from contracts.models import SECTIONS, Section
from contracts.schemas import Schema, name_type, order_schemas, summarise
from nplv_geo.present.texts import texts
from nplv_geo.web.api.schemas import make_schemas, name_schema

_HEAD = """\
# Data dictionary

Made from the models in Python by `make contracts`; not to be changed by hand. Types are written as
in TypeScript. A number is in the unit of its layer unless it says otherwise; what is missing is
`null` or empty and never 0.
"""
# Words of two tables of texts, and where they occur.
_WORDS = {
    "statuses": ("status", "What a value, or its absence, means."),
    "reasons": ("reason", "Why there is no value, or what is special about it."),
}


def write_dictionary() -> str:
    """Write the whole dictionary."""
    described: set[str] = set()
    lines = [_HEAD]
    for section in SECTIONS:
        lines += _write_section(section, described)
    lines += ["## Tables of an edition", ""]
    lines += [line for table in TABLES for line in _write_table(table)]
    lines += ["## Words", ""]
    lines += [line for name in _WORDS for line in _write_words(name)]
    return "\n".join(lines).rstrip() + "\n"


def _write_section(section: Section, described: set[str]) -> Iterator[str]:
    yield from (f"## {section.title}", "", section.intro, "")
    schemas = make_schemas(section.models)
    names = order_schemas([name_schema(model) for model in section.models], schemas)
    for name in names:
        if name not in described:
            described.add(name)
            yield from _write_model(name, schemas[name])


def _write_model(name: str, schema: Schema) -> Iterator[str]:
    yield from (f"### {name}", "")
    if text := summarise(schema):
        yield from (text, "")
    if "properties" not in schema:
        yield from (f"`{name_type(schema)}`", "")
        return
    rows = {
        field: (f"`{name_type(kind)}`", _bound(kind))
        for field, kind in schema["properties"].items()
    }
    yield from _write_rows(("field", "type", "meaning"), rows)


def _bound(schema: Schema) -> str:
    """What is said of a field, with the bounds of a share."""
    is_share = (schema.get("minimum"), schema.get("maximum")) == (0, 1)
    return " ".join(
        part for part in (summarise(schema), "From 0 to 1." if is_share else "") if part
    )


def _write_table(table: Table) -> Iterator[str]:
    yield from (f"### {table.file}", "", table.about, "")
    rows = {name: (meaning,) for name, meaning in table.columns.items()}
    yield from _write_rows(("column", "meaning"), rows)


def _write_words(name: str) -> Iterator[str]:
    word, meaning = _WORDS[name]
    dutch, english = (texts(language).words[name] for language in ("nl", "en"))
    yield from (f"### {word}", "", meaning, "")
    yield from _write_rows(
        (word, "Dutch", "English"), {key: (dutch[key], english[key]) for key in dutch}
    )


def _write_rows(head: tuple[str, ...], rows: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for name, cells in rows.items():
        written = " | ".join(cell.replace("|", "\\|") for cell in cells)
        yield f"| `{name}` | {written} |"
    yield ""
