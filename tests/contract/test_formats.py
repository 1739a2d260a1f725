"""Tables and files of an edition have the columns and fields that the data dictionary tells of."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pydantic import BaseModel

from docs.generate.columns import TABLES, Table
from nplv_geo.edition.edition import Edition
from nplv_geo.geometry.packed import unpack_shapes
from nplv_geo.ground.browser_models import PackedShapes, PackedValues, ShapesIndex


def types_of(path: Path) -> dict[str, str]:
    """Columns of a table in their order, the index first, with their types as described."""
    if path.suffix == ".arrow":
        with pa.memory_map(str(path)) as source:
            schema = pa.ipc.open_file(source).schema
        return {field.name: describe_type(field.type) for field in schema}
    schema = pq.read_schema(path)
    index = [name for name in schema.pandas_metadata["index_columns"] if isinstance(name, str)]
    names = [*index, *(name for name in schema.names if name not in index)]
    return {name: describe_type(schema.field(name).type) for name in names}


def describe_type(kind: pa.DataType) -> str:
    told = {
        "double": "float64",
        "float": "float32",
        "binary": "WKB",
        "large_string": "text",
        "string": "text",
    }
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    return told.get(str(plain), str(plain))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.file)
def test_tables_have_the_columns_that_are_described(table: Table, starter_edition: Edition) -> None:
    described = {name: column.type for name, column in table.columns.items()}
    paths = sorted(starter_edition.folder.glob(table.file.replace("<period>", "*")))
    assert paths
    for path in paths:
        there = types_of(path)
        # What may be left out is, in a file that has nothing of it; nothing else is.
        left_out = [name for name in described if name not in there]
        assert all(table.columns[name].is_optional for name in left_out), path.name
        expected = [item for item in described.items() if item[0] not in left_out]
        assert list(there.items()) == expected, path.name


def test_files_for_the_browser_have_the_fields_of_their_models(starter_edition: Edition) -> None:
    seen = dict.fromkeys((PackedShapes, ShapesIndex, PackedValues), 0)
    for path in starter_edition.folder.glob("*/*/*.json.gz"):
        content = gzip.decompress(path.read_bytes())
        model = model_of(path)
        assert model.model_validate_json(content, strict=True).model_dump(mode="json") == (
            json.loads(content)
        )
        seen[model] += 1
    assert seen[ShapesIndex] == 2
    assert seen[PackedShapes] > 40
    assert seen[PackedValues] > 40


def model_of(path: Path) -> type[BaseModel]:
    if path.parts[-3] != "geo":
        return PackedValues
    return ShapesIndex if path.name.removesuffix(".json.gz").endswith("-index") else PackedShapes


def test_the_example_of_a_shape_lies_where_the_page_about_formats_says() -> None:
    text = (Path(__file__).parents[2] / "docs/formats.md").read_text(encoding="utf-8")
    example = text.split("```json\n")[1].split("```")[0]
    (shape,) = unpack_shapes(example.encode()).geometry
    (ring,) = (polygon.exterior for polygon in shape.geoms)
    assert ring.coords[0] == pytest.approx((5.90072, 50.80144))
    assert shape.bounds == pytest.approx((5.90072, 50.80144, 5.90102, 50.801656))
