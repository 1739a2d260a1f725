"""From a drawn picture to a file: bytes with title, alternative text, author and subject inside.

SVG keeps texts as texts, names its layers, and gives each area its code as id and its name as
title. A PDF holds its fonts. Matplotlib itself can't tag a PDF; :mod:`pdf_tags` adds the language
and one figure with the alternative text. Separate headings, or the legend as a list, it can't
tell apart any more: they are in the alternative text.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr, unescape

from matplotlib.figure import Figure

from nplv_geo.export.names import AUTHOR
from nplv_geo.export.pdf_tags import tagged
from nplv_geo.export.typesetting import width
from nplv_geo.ground.settings import PROJECT

_PACKING = 3  # of 9: half the time of the usual 6, and files are 4 % larger
_AREA = re.compile(r'<g id="((?:BU|WK|GM)[0-9A-Z]{4,8}|[a-z0-9-]+)">')
_TEXT = re.compile(r'<text style="([^"]*)"([^>]*)>([^<]+)</text>')
_SIZE = re.compile(r"([\d.]+)px")
_QUOTES = {"&quot;": '"', "&apos;": "'", "&#39;": "'"}
_LAYERS = ("ground", "neighbours", "areas", "outline", "circles", "labels", "schematic", "title")
_MORE_LAYERS = ("legend", "measures", "source", "code")
_INKSCAPE = "http://www.inkscape.org/namespaces/inkscape"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says of itself; ``made`` is the moment of the edition, never of the export."""

    title: str
    alt: str
    subject: str
    language: str
    source: str
    made: datetime


def png(figure: Figure, metadata: Metadata) -> bytes:
    """Write the picture as PNG."""
    content = BytesIO()
    figure.savefig(
        content,
        format="png",
        pil_kwargs={"compress_level": _PACKING},
        metadata={
            "Title": metadata.title,
            "Description": metadata.alt,
            "Author": AUTHOR,
            "Subject": metadata.subject,
            "Source": metadata.source,
            "Language": metadata.language,
            "Software": AUTHOR,
        },
    )
    return content.getvalue()


def svg(figure: Figure, metadata: Metadata, names: Mapping[str, str]) -> bytes:
    """Write the picture as SVG; ``names`` gives what each area is called."""
    content = BytesIO()
    figure.savefig(
        content,
        format="svg",
        metadata={
            "Title": metadata.title,
            "Description": metadata.alt,
            "Creator": AUTHOR,
            "Publisher": AUTHOR,
            "Source": metadata.source,
            "Language": metadata.language,
            "Date": metadata.made.isoformat(timespec="seconds"),
        },
    )
    return _described(content.getvalue().decode(), metadata, names).encode()


def _described(text: str, metadata: Metadata, names: Mapping[str, str]) -> str:
    """Add what readers of the screen and drawing programs look for."""
    head = (
        f'<svg role="img" aria-labelledby="picture-title picture-text" '
        f'lang="{metadata.language}" xmlns:inkscape="{_INKSCAPE}" '
    )
    # Matplotlib's own second font is a wide one; programs without ours mostly have these.
    text = text.replace("'DejaVu Sans'", "Calibri, Carlito, sans-serif")
    desc = f'<desc id="picture-text">{escape(metadata.alt)}</desc>'
    text = text.replace("<svg ", head, 1)
    text = text.replace("<title>", '<title id="picture-title">', 1)
    text = text.replace("</title>", f"</title>\n {desc}\n <style>{_face()}</style>", 1)
    for name in (*_LAYERS, *_MORE_LAYERS):
        layer = f'inkscape:groupmode="layer" inkscape:label={quoteattr(name)}'
        text = text.replace(f'<g id="{name}">', f'<g id="{name}" {layer}>', 1)

    def titled(found: re.Match[str]) -> str:
        name = names.get(found[1])
        return found[0] if name is None else f"{found[0]}<title>{escape(name)}</title>"

    return _AREA.sub(titled, _TEXT.sub(_as_wide_as_measured, text))


def _as_wide_as_measured(found: re.Match[str]) -> str:
    """Keep a line as wide as ours in programs that have another font: some look in no file for one.

    Without it Inkscape writes a title past the side of the sheet, and notes over the code.
    """
    style, more, words = found.groups()
    size = float(_SIZE.findall(style)[0])
    length = width(unescape(words, _QUOTES), size, 600 if "font-weight: 600" in style else 400)
    how = f'textLength="{length:.2f}" lengthAdjust="spacingAndGlyphs"'
    return f'<text style="{style}" {how}{more}>{words}</text>'


@cache
def _face() -> str:
    """The page's own font inside the file, for browsers on machines without it."""
    font = b64encode((PROJECT / "assets/fonts/source-sans-3.woff2").read_bytes()).decode()
    source = f"url(data:font/woff2;base64,{font}) format('woff2')"
    return f"@font-face {{ font-family: 'Source Sans 3'; font-weight: 200 900; src: {source}; }}"


def pdf(figure: Figure, metadata: Metadata) -> bytes:
    """Write the picture as PDF, tagged as one figure with its alternative text."""
    content = BytesIO()
    information: dict[str, Any] = {
        "Title": metadata.title,
        "Author": AUTHOR,
        "Subject": f"{metadata.subject}. {metadata.alt}",
        "Keywords": metadata.source,
        "Creator": AUTHOR,
        "CreationDate": metadata.made,
    }
    figure.savefig(content, format="pdf", metadata=information)
    return tagged(content.getvalue(), metadata.alt, metadata.language)
