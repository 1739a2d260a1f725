"""Six hundred files with damage: each is read or refused in one sentence, never a traceback."""

from __future__ import annotations

import json
import random
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from nplv_geo.ground.errors import NplvError
from nplv_geo.sources.readers.files import read_delivery
from tests.commands import tiny

ROWS = [line.split(";") for line in tiny.KWB.splitlines()]
PIECES = (
    b"\x00",
    b"\xff\xfe",
    b"9" * 400,
    b'"',
    b"{" * 5000,
    b"[" * 5000,
    b"\xed\xa0\x80",
    b"\\ud800",
    b";" * 3000,
    b"\n\n",
    b"NaN",
    b"1e999",
    b"null",
    b"<!DOCTYPE x>",
)
RUNS = 60
SECONDS, BYTES = 60, 2_000_000_000


def _write_book(path: Path) -> None:
    book = Workbook()
    for row in ROWS:
        book.active.append([int(cell) if cell.strip().isdigit() else cell for cell in row])
    book.save(path)


def _write_shapefile(path: Path) -> None:
    tiny.shapes().to_file(path.with_name("buurt.shp"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in path.parent.glob("buurt.*"):
            archive.write(part, part.name)


def _write_bundle(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "Observations.csv",
            "Id;Measure;ValueAttribute;Value;StringValue;WijkenEnBuurten\n1;T001036;None;5;;GM0917\n",
        )
        archive.writestr("Properties.csv", "Identifier\n86165NED\n")


def _write_observations(path: Path) -> None:
    rows = [{"Measure": "T001036", "Value": 1.0, "WijkenEnBuurten": row[0]} for row in ROWS[1:]]
    path.write_text(json.dumps({"value": rows}), encoding="utf-8")


WRITERS: dict[str, Callable[[Path], object]] = {
    "buurt_2024.gpkg": lambda path: tiny.shapes().to_file(path, layer="b"),
    "buurt_2024.geojson": lambda path: tiny.shapes().to_crs(4326).to_file(path),
    "buurt_2024.parquet": lambda path: tiny.shapes().to_parquet(path),
    "buurt_2024.zip": _write_shapefile,
    "85984NED.csv": lambda path: path.write_text(tiny.KWB, encoding="utf-8"),
    "kwb-2024.xlsx": _write_book,
    "85984NED.json": lambda path: path.write_text(
        json.dumps({"value": [dict(zip(ROWS[0], row, strict=True)) for row in ROWS[1:]]}),
        encoding="utf-8",
    ),
    "v4-85984NED.json": _write_observations,
    "85984NED.parquet": lambda path: pd.DataFrame(ROWS[1:], columns=ROWS[0]).to_parquet(path),
    "86165NED.zip": _write_bundle,
}


def mutate(chance: random.Random, content: bytes) -> bytes:
    """Cut, drop, flip, insert, replace, repeat or swap a piece of some bytes."""
    size = len(content)
    start = chance.randrange(size)
    end = min(size, start + chance.randrange(1, 64))
    head, piece, tail = content[:start], content[start:end], content[end:]
    flipped = bytearray(content)
    for _ in range(chance.randrange(1, 20)):
        flipped[chance.randrange(size)] = chance.randrange(256)
    return chance.choice(
        (
            head,
            head + tail,
            bytes(flipped),
            head + chance.choice(PIECES) + piece + tail,
            head + chance.choice(PIECES) + tail,
            head + piece * chance.randrange(2, 50) + tail,
            tail + head,
        )
    )


@pytest.mark.parametrize("name", WRITERS)
def test_damage_is_told_in_one_sentence(tmp_path: Path, name: str) -> None:
    whole = tmp_path / "heel" / name
    whole.parent.mkdir()
    WRITERS[name](whole)
    content, path = whole.read_bytes(), tmp_path / name
    read_delivery(whole, year=None, retrieved="2026-11-27")
    chance = random.Random(name)  # noqa: S311  # no secret
    for _ in range(RUNS):
        path.write_bytes(mutate(chance, content))
        before = time.perf_counter()
        for message in _refuse(path):
            assert message.startswith(f"{name}: ")
            assert message.endswith(".")
            assert message.isprintable()
            assert len(message) < 500
        assert time.perf_counter() - before < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 < BYTES


def _refuse(path: Path) -> Iterator[str]:
    try:
        read_delivery(path, year=None, retrieved="2026-11-27")
    except NplvError as error:
        yield str(error)


def test_damage_leaves_store_and_edition_as_they_were(tmp_path: Path) -> None:
    data = tiny.make_edition(tmp_path)
    before = _list_bytes(data)
    chance = random.Random(16)  # noqa: S311  # no secret
    for name, write in WRITERS.items():
        path = tmp_path / name
        write(path)
        content = path.read_bytes()
        for end in (chance.randrange(1, len(content) // 2), 0):
            path.write_bytes(content[:end] + b"\xff\x00" * (end > 0))
            result = tiny.run("import", path, data=data)
            assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1), result.output
    assert _list_bytes(data) == before


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "85984NED_\udce9\udcff.csv"
    path.write_text(tiny.KWB, encoding="utf-8")
    data = tmp_path / "data"
    result = tiny.run("import", tiny.write_boundaries(tmp_path), path, data=data)
    assert result.exit_code == 0, result.output
    assert "85984NED___.csv: cijfers 85984NED" in result.stdout
    assert tiny.run("build", data=data).exit_code == 0


def _list_bytes(data: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()}
