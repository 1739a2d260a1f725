"""Bounds that the build holds figures against and the method page tells of."""

from __future__ import annotations

# CBS rounds buurten to 5 inhabitants, so a sum never equals the published row exactly.
COMPLETE_SHARE = 0.98


ROUNDING = 5
