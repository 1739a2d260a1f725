"""The classes and colours of the page as a style for QGIS, which opens a GeoPackage with it."""

from __future__ import annotations

from xml.etree import ElementTree as ET  # we write only; nothing of others is read

from nplv_geo.present.map.legend import make_legend
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import PAPER, choose_colours, parse_colour

# The values as the page classes them: a map of other roundings would show other colours.
SHOWN = "shown"


def write_qml(page: Page) -> str:
    """Graduated style of the classes of a page, on the column :data:`SHOWN`."""
    root = ET.Element("qgis", version="3.28.0", styleCategories="Symbology")
    renderer = ET.SubElement(
        root,
        "renderer-v2",
        type="graduatedSymbol",
        attr=SHOWN,
        graduatedMethod="GraduatedColor",
        symbollevels="0",
        enableorderby="0",
        forceraster="0",
    )
    ranges, symbols = ET.SubElement(renderer, "ranges"), ET.SubElement(renderer, "symbols")
    breaks, labels = page.classes.breaks, [entry.label for entry in make_legend(page).classes]
    for i, colour in enumerate(
        choose_colours(page.classes, page.layer.higher_is)[: page.classes.k]
    ):
        ET.SubElement(
            ranges,
            "range",
            symbol=str(i),
            lower=f"{breaks[i]:.10g}",
            upper=f"{breaks[i + 1]:.10g}",
            label=labels[i],
            render="true",
        )
        symbols.append(_make_symbol(i, colour))
    text = ET.tostring(root, encoding="unicode")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{text}"


def _make_symbol(number: int, colour: str) -> ET.Element:
    """A filled area in one colour."""
    symbol = ET.Element(
        "symbol", name=str(number), type="fill", alpha="1", clip_to_extent="1", force_rhr="0"
    )
    layer = ET.SubElement(
        symbol, "layer", {"class": "SimpleFill", "enabled": "1", "pass": "0", "locked": "0"}
    )
    options = ET.SubElement(layer, "Option", type="Map")
    look = {
        "color": _write_rgba(colour),
        "style": "solid",
        "outline_color": _write_rgba(PAPER),
        "outline_style": "solid",
        "outline_width": "0.2",
        "outline_width_unit": "MM",
    }
    for name, value in look.items():
        ET.SubElement(options, "Option", name=name, type="QString", value=value)
    return symbol


def _write_rgba(colour: str) -> str:
    red, green, blue = parse_colour(colour)
    return f"{red},{green},{blue},255"
