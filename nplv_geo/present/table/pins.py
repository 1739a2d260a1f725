"""What a row of the table has of comparing: differences, and the link that compares with it."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.present.page.comparators import Comparator
from nplv_geo.present.page.page import Page


@dataclass(frozen=True, slots=True)
class PinLink:
    """The link of one area, with its name for who can't see the sign."""

    label: str
    href: str
    is_pinned: bool


def make_pin(page: Page, code: str) -> PinLink:
    """Make the link that compares with an area too, or no longer."""
    is_pinned = code in page.view.compared
    key = "compared.remove" if is_pinned else "compared.add_one"
    return PinLink(
        page.t(key, name=page.edition.areas.names[code]),
        page.link("vergelijk", page.view.toggle_compared(code)),
        is_pinned,
    )


def label_difference(page: Page, one: Comparator | None = None) -> str:
    """Label a column of differences: with a comparator, or with what colours turn around."""
    if page.change:
        return page.change.since and f"{page.change.since} → {page.change.period}"
    name = page.name_area(page.view.compare) if one is None else one.name
    label = page.t("col_difference", reference=name)
    return f"{label} ({page.t('points')})" if page.layer.unit == "%" else label


def write_difference(page: Page, one: Comparator, code: str, value: float | None) -> str:
    """Write the difference of an area with a comparator.

    Nothing of itself, and where one of the two has no value.
    """
    if value is None or one.value is None or code == one.id:
        return ""
    return page.t.difference(value - one.value, page.layer)
