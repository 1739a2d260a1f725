"""``docs/data-dictionary.md``: all fields, columns and words that leave the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docs.generate.columns import TABLES, Table
from docs.generate.meanings import find_meaning, find_unit
from docs.generate.models import SECTIONS, Section
from docs.generate.schemas import Schema, name_type, order_schemas, summarise
from nplv_geo.present.texts import texts
from nplv_geo.web.api.schemas import make_schemas, name_schema

_HEAD = """\
# Data dictionary

Everything that leaves the program, field by field: the answers of the API, what the page's own
scripts read, and the files that one part of the program leaves another. How the files are laid out
stands in [formats.md](formats.md); the words of the trade are explained in
[CONTRIBUTING](../CONTRIBUTING.md#house-rules).

- Types are written as in TypeScript: `number | null` may be missing, `string[]` is a list.
- What is missing is `null` or empty, and never 0. The reason
  stands in `status` and `reason`.
- *Unit* "of the layer": what its file under `layers/` says, such as %, km or per 1,000.
- Degrees are longitude and latitude in WGS 84 (EPSG:4326); metres are RD New (EPSG:28992).

Made from the models in Python by `make contracts` (`docs/generate/`); not to be changed by hand.
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
            yield from _write_model(name, schemas, section)


def _write_model(name: str, schemas: Mapping[str, Schema], section: Section) -> Iterator[str]:
    schema = schemas[name]
    yield from (f"### {name}", "")
    if text := summarise(schema):
        yield from (text.replace("``", "`"), "")
    if "properties" not in schema:
        yield from (f"`{name_type(schema)}`", "")
        return
    rows = {
        field: (
            f"`{name_type(kind)}`",
            find_unit(name, field),
            find_meaning(name, field, schemas, section.models),
        )
        for field, kind in schema["properties"].items()
    }
    yield from _write_rows(("field", "type", "unit", "meaning"), rows)


def _write_table(table: Table) -> Iterator[str]:
    yield from (f"### {table.file}", "", table.about, "")
    rows = {
        name: (column.type, column.unit, column.meaning) for name, column in table.columns.items()
    }
    yield from _write_rows(("column", "type", "unit", "meaning"), rows)


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
