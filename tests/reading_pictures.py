"""What tests read back from an exported picture: fills, texts and metadata."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree as ET

from PIL import Image
from pypdf import PdfReader

SVG = "{http://www.w3.org/2000/svg}"
HATCHED = "hatched"


def fills(svg: bytes) -> dict[str, str]:
    """Colour of each area by its code; ``hatched`` for a pattern."""
    found = {}
    for group in ET.fromstring(svg).iter(f"{SVG}g"):  # noqa: S314  # we made it ourselves
        path = group.find(f"{SVG}path")
        style = path.get("style", "") if path is not None else ""
        fill = re.search(r"fill: ?(#[0-9a-f]{6}|url)", style)
        if fill and not group.get("id", "").startswith(("patch", "text", "Path")):
            found[str(group.get("id"))] = HATCHED if fill[1] == "url" else fill[1]
    return found


def svg_text(svg: bytes) -> str:
    """All texts that are drawn, without title and description."""
    return squeezed(" ".join(part.text or "" for part in ET.fromstring(svg).iter(f"{SVG}text")))  # noqa: S314


def pdf_text(pdf: bytes) -> str:
    """All texts on the page."""
    return squeezed(PdfReader(BytesIO(pdf)).pages[0].extract_text())


def png_text(png: bytes) -> dict[str, str]:
    """Metadata of a PNG."""
    with Image.open(BytesIO(png)) as image:
        return {key: str(value) for key, value in image.info.items()}


def squeezed(text: str) -> str:
    """Text without any space: lines may break anywhere."""
    return re.sub(r"\s+", "", text)
