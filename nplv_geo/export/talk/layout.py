"""How a talk sheet is divided, the same in Word and in PDF: widths, letters and writing room."""

from __future__ import annotations

from nplv_geo.present.design.tokens import PRINTED_TEXT

# Shares of the width: figure, start, now, change, how sure, gemeente, country.
FIGURE_SHARES = (0.24, 0.112, 0.112, 0.145, 0.178, 0.108, 0.105)
# Columns with numbers, which stand on the right.
NUMBER_COLUMNS = frozenset({1, 2, 3, 5, 6})
# Bottleneck, who, when.
BLANK_SHARES = (0.56, 0.25, 0.19)
BLANK_HEIGHT = 24.0  # of a row to write in, in points
# Letters: of the title, headings, the lead, running text, small print, tables and the foot.
TITLE, HEADING = PRINTED_TEXT["xxl"], PRINTED_TEXT["l"]
LEAD, TEXT = PRINTED_TEXT["m"], PRINTED_TEXT["s"]
SMALL = TABLE = FOOT = PRINTED_TEXT["xs"]
