"""What is made from the models is up to date, and scripts read what the models have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from docs.generate.__main__ import WRITERS, find_stale
from docs.generate.dictionary import write_dictionary
from docs.generate.meanings import find_meaning
from docs.generate.models import SECTIONS
from docs.generate.schemas import name_type
from nplv_geo.edition import manifest
from nplv_geo.edition.origin import Origin
from nplv_geo.ground.browser_models import (
    INDEX_FORMAT,
    SHAPES_FORMAT,
    VALUES_FORMAT,
    PackedShapes,
    PackedValues,
    ShapesIndex,
)
from nplv_geo.ground.settings import PROJECT
from nplv_geo.present.map.types import (
    FinerFiles,
    FinerIndex,
    MapCircle,
    MapFigures,
    MapModel,
    MapWords,
)
from nplv_geo.present.page.answer_models import Answer, UnitsAnswer, ValueAnswer
from nplv_geo.published.raw_store import SIDECAR_FORMAT, Sidecar
from nplv_geo.web.api.schemas import make_schemas
from nplv_geo.web.page.view_models import BelowAnswer, ViewAnswer

# Scripts that the map model, the views and the files for the browser reach.
OF_MAP = ("pure", "map")
OF_VIEW = ("page/answers", "page/charts", "page/grid", "page/view")
OF_FILES = ("pure/shapes", "pure/figures")


# --- what is made from the models -----------------------------------------------------------------


def test_types_and_dictionary_are_what_the_models_say() -> None:
    assert find_stale() == [], "make contracts"


ROWS = re.findall(r"^\| `(\w+)` \| `(.*)` \| (.*) \| (.*) \|$", write_dictionary(), re.MULTILINE)
# Numbers that count nothing and measure nothing: they tell things apart.
NAMELESS = {"number", "areas", "format", "kind", "page", "series", "status"}


def test_every_field_has_a_meaning_and_every_number_a_unit() -> None:
    assert len(ROWS) > 250
    assert [field for field, _, _, meaning in ROWS if not meaning.strip()] == []
    numbers = {field for field, kind, unit, _ in ROWS if "number" in kind and not unit.strip()}
    assert numbers - NAMELESS == set()


def test_a_meaning_stands_at_the_field_at_its_model_or_at_what_it_holds() -> None:
    schemas = make_schemas([Origin, ValueAnswer])
    meanings = {
        (model, field): find_meaning(model, field, schemas, (Origin, ValueAnswer))
        for model, field in (("Value", "coverage"), ("Origin", "series"), ("Value", "units"))
    }
    assert meanings == {
        ("Value", "coverage"): "Share of the weight that the value rests on.",
        ("Origin", "series"): "Number of the series that a period belongs to; only within one may "
        "be compared.",
        ("Value", "units"): "Of how many units that an area is made of there is a value.",
    }


def test_a_file_that_was_changed_by_hand_is_found(tmp_path: Path) -> None:
    for name, write in WRITERS.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(write(), encoding="utf-8")
    assert find_stale(tmp_path) == []
    (tmp_path / "scripts/src/types.d.ts").write_text("interface View {}", encoding="utf-8")
    (tmp_path / "docs/data-dictionary.md").unlink()
    assert sorted(find_stale(tmp_path)) == ["docs/data-dictionary.md", "scripts/src/types.d.ts"]


def test_every_model_refuses_what_it_does_not_know() -> None:
    for model in (model for section in SECTIONS for model in section.models):
        if issubclass(model, BaseModel):
            assert model.model_config["extra"] == "forbid", model
            assert model.model_config["frozen"], model
    with pytest.raises(TypeError, match="unexpected keyword argument 'colour'"):
        Sidecar("", "", "", "", 0, "", None, colour="red")  # type: ignore[call-arg]
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        UnitsAnswer(with_value=1, total=2, lost=1)  # type: ignore[call-arg]
    with pytest.raises(ValidationError, match="finite"):
        MapCircle(code="a", lat=float("nan"), lon=5.0, r=7.0)


@pytest.mark.parametrize(
    ("schema", "name"),
    [
        ({"type": "integer"}, "number"),
        ({"anyOf": [{"type": "integer"}, {"type": "number"}, {"type": "null"}]}, "number | null"),
        ({"type": "array", "items": {"enum": ["a", "b"]}}, '("a" | "b")[]'),
        ({"type": "array", "prefixItems": [{"type": "string"}, {"$ref": "#/x/Y"}]}, "[string, Y]"),
        (
            {"type": "object", "additionalProperties": {"type": "boolean"}},
            "Record<string, boolean>",
        ),
        ({"const": 1}, "1"),
        ({}, "unknown"),
    ],
)
def test_types_are_named_as_scripts_have_them(schema: dict[str, object], name: str) -> None:
    assert name_type(schema) == name


# --- what scripts read ----------------------------------------------------------------------------


def script_of(names: Iterable[str]) -> str:
    return "\n".join((PROJECT / f"scripts/src/{name}.js").read_text("utf-8") for name in names)


def properties_of(scripts: Iterable[str], *names: str) -> set[str]:
    """Properties that scripts read of variables with these names."""
    text, one_of = script_of(scripts), "|".join(re.escape(name) for name in names)
    plain = re.findall(rf"(?<![\w./-])(?:{one_of})\??\.([a-z_]\w*)", text)
    taken_apart = re.findall(rf"const {{ ([^}}]*) }} = (?:{one_of});", text)
    return set(plain) | {name for part in taken_apart for name in part.split(", ")}


def names_read_in(folders: Iterable[str]) -> set[str]:
    """Names that scripts read of any object: behind a dot, or where one is taken apart."""
    paths = [path for name in folders for path in (PROJECT / "scripts/src" / name).rglob("*.js")]
    text = "".join(
        re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL) for path in paths
    )
    return set(re.findall(r"(?:\.|[{,]\s*)([a-z_]\w*)", text))


def fields_of(*models: type[BaseModel]) -> set[str]:
    return {name for model in models for name in model.model_fields}


def agree(read: Iterable[str], models: tuple[type[BaseModel], ...], unread: set[str]) -> None:
    """Scripts read each field but those in ``unread``, and nothing else."""
    assert set(read) - fields_of(*models) == set()
    assert fields_of(*models) - set(read) == unread


def test_scripts_and_map_model_have_the_same_fields() -> None:
    """That they read nothing else, the type check of scripts tells (`make check`)."""
    models = (MapModel, MapFigures, MapWords, MapCircle, FinerIndex, FinerFiles)
    assert fields_of(*models) - names_read_in(OF_MAP) == set()


def test_a_name_that_a_script_reads_and_no_model_has_is_found() -> None:
    with pytest.raises(AssertionError, match="silent_gemeenten"):
        agree({"silent_gemeenten"}, (MapWords,), set())
    with pytest.raises(AssertionError, match="retry"):
        agree(fields_of(MapWords) - {"retry"}, (MapWords,), set())


def test_scripts_and_views_have_the_same_fields() -> None:
    read = properties_of(OF_VIEW, "answer", "below", "view")
    agree(read, (ViewAnswer, BelowAnswer), set())


def test_scripts_and_files_have_the_same_fields() -> None:
    agree(properties_of(OF_FILES[:1], "told"), (PackedShapes,), set())
    agree(properties_of(OF_FILES[1:], "file"), (PackedValues,), {"format"})
    assert fields_of(ShapesIndex) == {"format", "files"}


def test_scripts_read_the_versions_that_are_written() -> None:
    versions = dict(re.findall(r"const (\w+)_FORMAT = (\d+);", script_of(OF_FILES)))
    assert {name: int(number) for name, number in versions.items()} == {
        "SHAPES": SHAPES_FORMAT,
        "INDEX": INDEX_FORMAT,
        "VALUES": VALUES_FORMAT,
    }
    for model, version in (
        (PackedShapes, SHAPES_FORMAT),
        (ShapesIndex, INDEX_FORMAT),
        (PackedValues, VALUES_FORMAT),
    ):
        assert name_type(model.model_json_schema()["properties"]["format"]) == str(version)


def test_the_page_about_formats_has_the_versions_of_today() -> None:
    text = (PROJECT / "docs/formats.md").read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"\| `format` \| (\d+) \|", text)]
    current = [manifest.FORMAT, SHAPES_FORMAT, INDEX_FORMAT, VALUES_FORMAT, SIDECAR_FORMAT]
    assert numbers == current


def test_answers_share_one_base() -> None:
    for section in SECTIONS[:2]:
        assert all(issubclass(model, Answer) for model in section.models)
