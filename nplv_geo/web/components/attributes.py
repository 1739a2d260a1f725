"""Attributes whose names hold a hyphen, which Python doesn't allow in an argument's name."""

from __future__ import annotations

from typing import Any


def aria(**names: str) -> dict[str, Any]:
    """ARIA attributes of a component: ``current="true"`` becomes ``aria-current``."""
    return _prefixed("aria", names)


def data(**names: str) -> dict[str, Any]:
    """Data attributes of a component: ``code="WK0917"`` becomes ``data-code``."""
    return _prefixed("data", names)


def current(*, is_current: bool) -> dict[str, Any]:
    """Tell screen readers which of some links is shown now."""
    return aria(current="true") if is_current else {}


# Dash declares a type for each named argument; the values of a dictionary can't be told apart.
def _prefixed(prefix: str, names: dict[str, str]) -> dict[str, Any]:
    return {f"{prefix}-{name}": value for name, value in names.items()}
