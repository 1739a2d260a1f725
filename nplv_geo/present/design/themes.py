"""The dark theme: what is dark becomes light and keeps its hue, by the rule of a filter of CSS.

Charts, maps and swatches of classes are drawn in the colours of paper and turned as a whole by that
filter; all else takes the colours that are worked out here. So an area is of one colour in a chart
and in the text beside it, in either theme, and no script has to know which theme it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from nplv_geo.present.design.tokens import COLOURS, DARK_COLOURS, TURNED

# Red, green and blue of ``hue-rotate(180deg)``, as the Filter Effects Module defines it.
_HALF_TURN = ((-0.574, 1.430, 0.144), (0.426, 0.430, 0.144), (0.426, 1.430, -0.856))
FILTER = f"invert({TURNED:g}) hue-rotate(180deg)"


def make_dark_colours() -> Mapping[str, str]:
    """Make the colours of the dark theme, by role."""
    return {role: DARK_COLOURS.get(role) or turn_colour(code) for role, code in COLOURS.items()}


def turn_colour(colour: str) -> str:
    """Turn a colour as the filter does.

    Parameters
    ----------
    colour
        As ``#rrggbb``.

    Returns
    -------
    str
        ``#rrggbb``, as light as the other was dark.
    """
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    inverted = [TURNED - part * (2 * TURNED - 1) for part in parts]
    turned = (sum(w * part for w, part in zip(row, inverted, strict=True)) for row in _HALF_TURN)
    return "#" + "".join(f"{round(min(max(part, 0.0), 1.0) * 255):02x}" for part in turned)
