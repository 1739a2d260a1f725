"""Exported files as lines of text: cells, rows, words and drawings, without their clocks."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pypdf
from docx.table import Table
from lxml import etree
from PIL import Image
from pptx import Presentation

from tests.sameness.plain import json_lines

# Numbers of rows that SQLite keeps for itself, and its index of shapes.
_OF_SQLITE = ("sqlite_", "rtree_")


def digest(content: bytes) -> str:
    """Short name of the very bytes."""
    return hashlib.sha256(content).hexdigest()[:16]


def read_geojson(content: bytes) -> str:
    """One line for each feature, in order of their lines."""
    found = json.loads(content)
    features = found.pop("features", [])
    lines = sorted(json.dumps(one, ensure_ascii=False, sort_keys=True) for one in features)
    return _joined(json_lines(found), lines)


def read_xlsx(content: bytes) -> str:
    """All cells of all sheets, with how they are shown and where they link to."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    lines = [f"title: {book.properties.title}; creator: {book.properties.creator}"]
    for sheet in book:
        lines.append(f"== {sheet.title}, {sheet.dimensions}, frozen at {sheet.freeze_panes}")
        lines += ["\t".join(_cell(cell) for cell in row) for row in sheet.iter_rows()]
        widths = {name: one.width for name, one in sheet.column_dimensions.items()}
        lines.append(f"widths: {widths}")
    return _joined(lines)


def _cell(cell: Any) -> str:  # noqa: ANN401  # openpyxl has no types
    shown = "" if cell.value is None else repr(cell.value)
    form = "" if cell.number_format == "General" else f" [{cell.number_format}]"
    return shown + form + (f" -> {cell.hyperlink.target}" if cell.hyperlink else "")


def read_gpkg(content: bytes) -> str:
    """All rows of all tables; shapes by the name of their bytes."""
    lines: list[str] = []
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:
        file.write(content)
        file.flush()
        connection = sqlite3.connect(file.name)
        tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        for name, made_by in sorted(tables):
            if name.startswith(_OF_SQLITE):
                continue
            lines.append(f"== {name}: {' '.join((made_by or '').split())}")
            rows = connection.execute(f'SELECT * FROM "{name}"')  # noqa: S608  # its own names
            lines += sorted("\t".join(map(_value, row)) for row in rows)
        connection.close()
    return _joined(lines)


def _value(value: object) -> str:
    return digest(value) if isinstance(value, bytes) else repr(value)


def read_parquet(content: bytes) -> str:
    """Schema, notes of the file, and all rows."""
    table = pq.read_table(io.BytesIO(content))
    notes = {k.decode(): v.decode() for k, v in (table.schema.metadata or {}).items()}
    notes.pop("ARROW:schema", None)
    rows = ("\t".join(_value(value) for value in row.values()) for row in table.to_pylist())
    return _joined(_schema(table.schema), json_lines(notes), rows)


def read_table(path: Path) -> str:
    """Schema of a table of an edition, its number of rows, and a name for each column's content."""
    if path.suffix == ".arrow":
        with pa.memory_map(str(path)) as source:
            table = pa.ipc.open_file(source).read_all()
            return _table(table)
    return _table(pq.read_table(path))


def _table(table: pa.Table) -> str:
    columns = (
        f"{name}: {digest(repr(table[name].to_pylist()).encode())}" for name in table.column_names
    )
    return _joined(_schema(table.schema), [f"{table.num_rows} rows"], columns)


def _schema(schema: pa.Schema) -> list[str]:
    return [f"{field.name}: {field.type}" for field in schema]


def read_svg(content: bytes) -> str:
    """Words in their order, how many there are of each element, and a name for the drawing."""
    root = etree.fromstring(content)
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    counts = Counter(etree.QName(one).localname for one in elements)
    words = [" ".join("".join(one.itertext()).split()) for one in elements if _is_word(one)]
    drawn = (one.get("d", "") + one.get("style", "") + one.get("fill", "") for one in elements)
    size = [f"{name}: {root.get(name)}" for name in ("width", "height", "viewBox", "lang", "role")]
    return _joined(
        size,
        (f"{name}: {counts[name]}" for name in sorted(counts)),
        [f"drawing: {digest(''.join(drawn).encode())}"],
        (word for word in words if word),
    )


def _is_word(element: Any) -> bool:  # noqa: ANN401  # lxml has no types
    # A label with words inside is told once; what stands in the file's notes counts as well.
    return bool((element.text or "").strip()) and etree.QName(element).localname != "style"


def read_png(content: bytes) -> str:
    """Size, notes and a name for the pixels."""
    with Image.open(io.BytesIO(content)) as picture:
        notes = {name: str(value) for name, value in picture.info.items() if name != "icc_profile"}
        pixels = digest(picture.convert("RGBA").tobytes())
        return _joined([f"{picture.size} {picture.mode}", f"pixels: {pixels}"], json_lines(notes))


def read_pdf(content: bytes) -> str:
    """Words of each page, its links and pictures, and what the file says of itself."""
    file = pypdf.PdfReader(io.BytesIO(content))
    about = {name: str(value) for name, value in (file.metadata or {}).items()}
    # The form of these dates has no separators: D:20240131120000.
    about.pop("/CreationDate", None)
    about.pop("/ModDate", None)
    root = file.trailer["/Root"]
    lines = [f"{name}: {about[name]}" for name in sorted(about)]
    lines += [f"language: {root.get('/Lang')}; tagged: {'/StructTreeRoot' in root}"]
    for number, page in enumerate(file.pages, start=1):
        lines.append(f"== page {number}, {[round(float(side), 1) for side in page.mediabox]}")
        lines += [line.rstrip() for line in page.extract_text().splitlines()]
        lines += [f"picture {one.image.size}" for one in page.images if one.image]
        for note in page.get("/Annots") or ():
            lines.append(f"link {note.get_object().get('/A', {}).get('/URI')}")
    return _joined(lines)


def read_pptx(content: bytes) -> str:
    """All words, tables, charts, pictures and links of each slide, and its notes."""
    file = Presentation(io.BytesIO(content))
    about = file.core_properties
    lines = [f"title: {about.title}; author: {about.author}; language: {about.language}"]
    for number, slide in enumerate(file.slides, start=1):
        lines.append(f"== slide {number}, {slide.slide_layout.name}")
        for shape in slide.shapes:
            lines += _shape(shape)
        if slide.has_notes_slide:
            lines.append(f"notes: {slide.notes_slide.notes_text_frame.text}")
    return _joined(lines)


def read_docx(content: bytes) -> str:
    """All paragraphs with their styles and links, and all cells, in their order."""
    file = docx.Document(io.BytesIO(content))
    about = file.core_properties
    lines = [f"title: {about.title}; author: {about.author}; language: {about.language}"]
    for block in file.iter_inner_content():
        if isinstance(block, Table):
            lines += ("\t".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            links = "".join(f" -> {link.address}" for link in block.hyperlinks)
            lines.append(f"{block.style.name if block.style else ''}: {block.text}{links}")
    return _joined(lines)


def _shape(shape: Any) -> Iterator[str]:  # noqa: ANN401  # python-pptx has no types
    told = shape._element.xpath(".//p:cNvPr/@descr")  # noqa: SLF001  # alt text is nowhere else
    place = f"{shape.left},{shape.top} {shape.width}x{shape.height}"
    yield f"-- {shape.name} ({place}){f': {told[0]}' if told else ''}"
    if shape.has_text_frame:
        for paragraph in shape.text_frame.paragraphs:
            yield paragraph.text
            for run in paragraph.runs:
                if run.hyperlink.address:
                    yield f"link {run.hyperlink.address}"
    if shape.has_table:
        yield from ("\t".join(cell.text for cell in row.cells) for row in shape.table.rows)
    if shape.has_chart:
        for plot in shape.chart.plots:
            yield f"{shape.chart.chart_type}: {list(plot.categories)}"
            yield from (f"{series.name}: {list(series.values)}" for series in plot.series)
    if hasattr(shape, "image"):
        yield f"picture {shape.image.size}: {digest(shape.image.blob)}"


def _joined(*parts: Iterable[str]) -> str:
    return "\n".join(line for part in parts for line in part)
