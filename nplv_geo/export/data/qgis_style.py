"""The classes and colours of the page as a style for QGIS, which opens a GeoPackage with it."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET  # we write only; nothing of others is read

from nplv_geo.present.map.legend import make_legend
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import HATCH, HATCH_GROUND, PAPER, choose_colours, parse_colour
from nplv_geo.statistics.classify import Classification

# The values as the page classes them: a map of other roundings would show other colours.
SHOWN = "shown"


def write_qml(page: Page) -> str:
    """Rules for the classes of a page on the column :data:`SHOWN`, and one for no figure.

    A graduated style would leave areas without a figure out of the map.
    """
    root = ET.Element("qgis", version="3.28.0", styleCategories="Symbology")
    renderer = ET.SubElement(
        root,
        "renderer-v2",
        type="RuleRenderer",
        symbollevels="0",
        enableorderby="0",
        forceraster="0",
    )
    rules = ET.SubElement(renderer, "rules", key="{classes}")
    symbols = ET.SubElement(renderer, "symbols")
    labels = [entry.label for entry in make_legend(page).classes]
    # A map of which nothing can be said has no classes.
    colours = choose_colours(page.classes, page.layer.higher_is)[: len(labels)]
    for i, colour in enumerate(colours):
        _add_rule(rules, i, _write_condition(page.classes, i), labels[i])
        symbols.append(_make_symbol(i, [(colour, "solid")]))
    missing = len(colours)
    _add_rule(rules, missing, f'"{SHOWN}" IS NULL', page.t("no_value"))
    symbols.append(_make_symbol(missing, [(HATCH_GROUND, "solid"), (HATCH, "f_diagonal")]))
    text = ET.tostring(root, encoding="unicode")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{text}"


def _write_condition(classes: Classification, i: int) -> str:
    """Values of class i, as the map classes them: over the lower bound, up to the upper one."""
    if classes.scheme == "change":
        return f'"{SHOWN}" = {i}'
    lower, upper = f"{classes.breaks[i]:.10g}", f"{classes.breaks[i + 1]:.10g}"
    parts = [f'"{SHOWN}" > {lower}'] if i else []
    parts += [f'"{SHOWN}" <= {upper}'] if i < classes.k - 1 else []
    return " AND ".join(parts) or f'"{SHOWN}" IS NOT NULL'


def _add_rule(rules: ET.Element, number: int, condition: str, label: str) -> None:
    key = f"{{class-{number}}}"
    ET.SubElement(rules, "rule", key=key, symbol=str(number), filter=condition, label=label)


def _make_symbol(number: int, fills: Sequence[tuple[str, str]]) -> ET.Element:
    """An area filled with colours in a pattern each, the lowest first."""
    symbol = ET.Element(
        "symbol", name=str(number), type="fill", alpha="1", clip_to_extent="1", force_rhr="0"
    )
    for colour, pattern in fills:
        layer = ET.SubElement(
            symbol, "layer", {"class": "SimpleFill", "enabled": "1", "pass": "0", "locked": "0"}
        )
        options = ET.SubElement(layer, "Option", type="Map")
        look = {
            "color": _write_rgba(colour),
            "style": pattern,
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
