"""What all of PowerPoint's own charts share: forms of numbers, letters, places of the axes."""

from __future__ import annotations

import math

from pptx.chart.chart import Chart as PptxChart
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement

from nplv_geo.export.slides.places import Frame


def write_format(decimals: int, sign: str) -> str:
    """Numbers as on the page; the reader's program writes the comma and the point."""
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    return f'{digits}"\u00a0{sign}"' if sign else digits


def format_steps(step: float, sign: str) -> str:
    """Format of the numbers beside an axis: no more digits than its steps need."""
    decimals = next((n for n in range(4) if math.isclose(step, round(step, n))), 3)
    return write_format(decimals, sign)


def set_language(native: PptxChart, language: str) -> None:
    """Tell in which language the letters of a chart are."""
    for properties in native._chartSpace.iter(qn("a:defRPr")):  # noqa: SLF001  # no other way
        properties.set("lang", language)


def place_plot(native: PptxChart, inside: Frame, frame: Frame) -> None:
    """Put the axes where the letters were measured for."""
    area = native._chartSpace.chart.plotArea  # noqa: SLF001  # has no other way
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout, manual = OxmlElement("c:layout"), OxmlElement("c:manualLayout")
    layout.append(manual)
    numbers = {
        "x": (inside.left - frame.left) / frame.width,
        "y": (inside.top - frame.top) / frame.height,
        "w": inside.width / frame.width,
        "h": inside.height / frame.height,
    }
    words = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"}
    for name, value in (words | {k: f"{v:.4f}" for k, v in numbers.items()}).items():
        part = OxmlElement(f"c:{name}")
        part.set("val", value)
        manual.append(part)
    area.insert(0, layout)


def paint(fill: object, colour: RGBColor) -> None:
    """Fill with one colour."""
    fill.solid()  # type: ignore[attr-defined]
    fill.fore_color.rgb = colour  # type: ignore[attr-defined]
