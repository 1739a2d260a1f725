"""What matplotlib leaves out of an SVG: what it shows in words, named layers, areas with a name.

Screen readers, drawing programs and who points at an area look for these.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import cache

from lxml import etree

from nplv_geo.export.typesetting import measure_width
from nplv_geo.ground.settings import PROJECT

LAYERS = frozenset(
    (
        "ground", "neighbours", "areas", "outline", "circles", "labels", "schematic", "title",
        "legend", "measures", "source", "code",
    )
)  # fmt: skip
_SVG = "{http://www.w3.org/2000/svg}"
_INKSCAPE = "http://www.inkscape.org/namespaces/inkscape"
_TITLE_ID, _TEXT_ID = "picture-title", "picture-text"
# Matplotlib's own second font is a wide one; programs without ours mostly have these.
_SECOND_FONT, _SECOND_FONTS = "'DejaVu Sans'", "Calibri, Carlito, sans-serif"


def complete_svg(content: bytes, alt: str, language: str, names: Mapping[str, str]) -> bytes:
    """Add to a drawing what it shows and how its parts are called.

    Parameters
    ----------
    content
        SVG as matplotlib writes it, with texts as texts; sizes of letters in points.
    alt
        The picture in words.
    names
        What each area is called, by the id of its group.

    Returns
    -------
    bytes
        UTF-8; the same for the same drawing.
    """
    # No entity or address in it is followed; a country of buurten is larger than parsers expect.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    drawing = etree.fromstring(content, parser)
    doctype = drawing.getroottree().docinfo.doctype
    root = _describe_root(drawing, alt, language)
    for group in root.iter(f"{_SVG}g"):
        identity = group.get("id", "")
        if identity in LAYERS:
            group.set(f"{{{_INKSCAPE}}}groupmode", "layer")
            group.set(f"{{{_INKSCAPE}}}label", identity)
        elif identity in names:
            title = _insert_first(group, "title")
            title.text = names[identity]
    for text in root.iter(f"{_SVG}text"):
        _fix_width(text)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype=doctype)
    return written


def _describe_root(drawing: etree._Element, alt: str, language: str) -> etree._Element:
    """The drawing with a title, a text and our font, in a root that knows Inkscape's words."""
    root = etree.Element(
        drawing.tag,
        {
            "role": "img",
            "aria-labelledby": f"{_TITLE_ID} {_TEXT_ID}",
            "lang": language,
            **{str(name): str(value) for name, value in drawing.attrib.items()},
        },
        nsmap={**drawing.nsmap, "inkscape": _INKSCAPE},
    )
    root.text = drawing.text
    root.extend(list(drawing))
    title = root.find(f"{_SVG}title")
    if title is None:
        raise ValueError("the drawing has no title")
    title.set("id", _TITLE_ID)
    text, style = etree.Element(f"{_SVG}desc", id=_TEXT_ID), etree.Element(f"{_SVG}style")
    text.text, style.text = alt, _name_face()
    text.tail = style.tail = title.tail
    title.addnext(style)
    title.addnext(text)
    return root


def _insert_first(parent: etree._Element, name: str) -> etree._Element:
    """A new first child, right behind the start of its parent."""
    child = etree.Element(f"{_SVG}{name}")
    child.tail, parent.text = parent.text, None
    parent.insert(0, child)
    return child


def _fix_width(text: etree._Element) -> None:
    """Keep a line as wide as ours in programs that have another font: some look in no file for one.

    Without it Inkscape writes a title past the side of the sheet, and notes over the code.
    """
    style = text.get("style", "")
    declarations = dict(part.split(": ", 1) for part in style.split("; ") if ": " in part)
    size = float(declarations["font-size"].removesuffix("px"))
    weight = 600 if declarations.get("font-weight") == "600" else 400
    length = measure_width(text.text or "", size, weight)
    text.set("style", style.replace(_SECOND_FONT, _SECOND_FONTS))
    text.set("textLength", f"{length:.2f}")
    text.set("lengthAdjust", "spacingAndGlyphs")


@cache
def _name_face() -> str:
    """The page's own font inside the file, for browsers on machines without it."""
    font = b64encode((PROJECT / "assets/fonts/source-sans-3.woff2").read_bytes()).decode()
    source = f"url(data:font/woff2;base64,{font}) format('woff2')"
    return f"@font-face {{ font-family: 'Source Sans 3'; font-weight: 200 900; src: {source}; }}"
