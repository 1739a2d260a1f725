"""``assets/tokens.css``: the design tokens as custom properties, for a light and a dark theme.

The theme is that of the system, unless the page has ``data-theme="light"`` or ``"dark"``. It is set
on ``body``, so that the document itself keeps the colours of paper: that is where scripts read what
they draw a map with. What is drawn on paper is turned to dark as a whole, by a filter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nplv_geo.present.design import tokens
from nplv_geo.present.design.themes import FILTER, make_dark_colours

_HEAD = """\
/* Made from nplv_geo/present/design/tokens.py by `make contracts`; not to be changed by hand. */
"""
# Maps, charts and whatever has the colour of a class as its own style.
DRAWN = (
    ".map",
    ".first-map",
    ".js-plotly-plot",
    ".swatch[style]",
    ".bars > span",
    ".spread i[style]:not(.hatch)",
)
_BY_SYSTEM = ':root:not([data-theme="light"])'
_BY_PAGE = ':root[data-theme="dark"]'


def write_token_styles() -> str:
    """Write the style sheet of the tokens."""
    drawn = ", ".join(DRAWN)
    light = _write_block(f":root, {drawn}", _list_colours(tokens.COLOURS, tokens.SHADES))
    dark = [_list_colours(make_dark_colours(), tokens.DARK_SHADES)] * 2
    selectors = (_BY_SYSTEM, _BY_PAGE)
    by_system, by_page = (
        _write_block(selector, [("color-scheme", "dark"), ("--turn", FILTER)])
        + _write_block(f"{selector} body", colours)
        + _write_block(f"{selector} .map", [("--shade", tokens.TURNED_SHADE)])
        for selector, colours in zip(selectors, dark, strict=True)
    )
    return "\n".join(
        [
            _HEAD,
            _write_block(":root", [("color-scheme", "light"), *_list_sizes(), ("--turn", "none")]),
            light,
            _write_block(drawn, [("filter", "var(--turn)")]),
            f"@media screen and (prefers-color-scheme: dark) {{\n{by_system}}}",
            f"@media screen {{\n{by_page}}}",
            f"@media print {{\n{_write_block(':root', _list_printed_sizes())}}}\n",
        ]
    )


def _list_sizes() -> Iterator[tuple[str, str]]:
    yield "--family", tokens.FAMILY
    yield "--root", f"{tokens.ROOT}px"
    yield from ((f"--text-{name}", _write_rem(size)) for name, size in tokens.TEXT.items())
    yield from ((f"--space-{size}", _write_rem(size)) for size in tokens.SPACES)
    yield from ((f"--radius-{name}", radius) for name, radius in tokens.RADII.items())
    yield from ((f"--line-{name}", f"{width}px") for name, width in tokens.LINES.items())
    yield from ((f"--motion-{name}", motion) for name, motion in tokens.MOTION.items())


def _list_printed_sizes() -> Iterator[tuple[str, str]]:
    yield "--root", f"{tokens.PRINTED_ROOT:g}px"
    yield from ((f"--text-{name}", f"{size:g}pt") for name, size in tokens.PRINTED_TEXT.items())


def _list_colours(colours: Mapping[str, str], shades: Mapping[str, str]) -> list[tuple[str, str]]:
    """List colours, and what is made of them: a shadow takes the shade of where it stands."""
    named = {**colours, **shades}
    shadows = {f"shadow-{name}": shadow for name, shadow in tokens.SHADOWS.items()}
    return [(f"--{name}", text) for name, text in {**named, **shadows}.items()]


def _write_rem(size: float) -> str:
    return f"{size / tokens.ROOT:g}rem"


def _write_block(
    selector: str, declarations: Iterator[tuple[str, str]] | list[tuple[str, str]]
) -> str:
    lines = (f"  {name}: {text};\n" for name, text in declarations)
    return f"{selector} {{\n{''.join(lines)}}}\n"
