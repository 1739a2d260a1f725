"""What the page compares with: one list, made once, that every part and every file uses.

The reader chooses it in the address (``vergelijk``). An area, the rest of a gemeente and the areas
most alike are looked up in the same way, and each has a role, by which it looks the same on page,
card, trend, picture and slide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND, NPLV, AreaLevel
from nplv_geo.ground.status import Status
from nplv_geo.present.address.areas import ALIKE, REST, write_compared
from nplv_geo.present.page.palette import CHOICES, ReferenceKind
from nplv_geo.present.page.stacking import Stacking
from nplv_geo.present.page.view import View
from nplv_geo.present.texts import Texts
from nplv_geo.present.values.compared import Compared
from nplv_geo.present.values.peer_search import Likeness, find_likeness
from nplv_geo.present.values.references import Reference, compare_with
from nplv_geo.present.values.rows import none_if_missing
from nplv_geo.statistics.compare import REST_PREFIX

if TYPE_CHECKING:
    from nplv_geo.present.values.rows import RowFinder

_WITHIN_GEMEENTE = (AreaLevel.WIJK, AreaLevel.BUURT)


@dataclass(frozen=True, slots=True)
class Comparator:
    """One thing that the reader compares with.

    Attributes
    ----------
    id
        As the address has it: a code, ``rest`` or ``gelijken``.
    name, short
        In the language of the reader, and so that it fits at the end of a line.
    role
        By which it has its colour, its mark and its dashes.
    compared
        The areas that its figures are made of.
    without
        Query of the page without it.
    reference
        Its figure of the layer and period of the page; None where the page has no layer.
    why
        Why it has no figure of the layer and period of the page; empty when it has one.
    """

    id: str
    name: str
    short: str
    role: ReferenceKind
    compared: Compared
    without: str
    reference: Reference | None = None
    why: str = ""

    @property
    def value(self) -> float | None:
        """Its figure of the layer and period of the page; None for none."""
        return self.reference.value if self.reference else None


class _ComparingPage(Protocol):
    """What of a page decides on the list; a page itself has the list made."""

    @property
    def view(self) -> View: ...
    @property
    def edition(self) -> Edition: ...
    @property
    def catalog(self) -> Catalog: ...
    @property
    def layer(self) -> Layer: ...
    @property
    def t(self) -> Texts: ...
    @property
    def gemeente(self) -> str | None: ...
    @property
    def is_silent(self) -> bool: ...
    @property
    def stacking(self) -> Stacking | None: ...
    @property
    def comparators(self) -> tuple[Comparator, ...]: ...
    def find_value(self, area: str) -> float | None: ...
    def link(self, field: str, value: str, **changes: str) -> str: ...
    def name_area(self, area: str) -> str: ...


def list_comparators(page: _ComparingPage) -> tuple[Comparator, ...]:
    """List what the page compares with; :attr:`Page.comparators` keeps it.

    Parameters
    ----------
    page
        The page; its view has what the reader chose.

    Returns
    -------
    tuple of Comparator
        The newest choice first. On the page of the country that itself may be among them, for its
        table.
    """
    roles = _choose_roles(page)
    return tuple(_make_comparator(page, one, roles[one]) for one in page.view.compared)


def choose_role(page: _ComparingPage, area: str) -> ReferenceKind:
    """Choose the role of the page's own area, or of something that it is compared with."""
    if area == page.view.area:
        return "area"
    return next((one.role for one in page.comparators if one.id == area), CHOICES[0])


def list_others(page: _ComparingPage) -> tuple[Comparator, ...]:
    """List what the area of the page is compared with: all but itself."""
    return tuple(one for one in page.comparators if one.id != page.view.area)


def make_comparator_reference(
    page: _ComparingPage, layer: Layer, period: str, find_row: RowFinder, one: Comparator
) -> Reference:
    """Compare the area of the page with one comparator, on any layer and period.

    Parameters
    ----------
    page
        The page.
    layer, period
        A layer of the edition and one of its periods.
    find_row
        Gives the row of any area for that layer and period.
    one
        What it is compared with.

    Returns
    -------
    Reference
        Named in the language of the reader.
    """
    return compare_with(
        page.edition, layer, find_row, page.view.area, one.compared, period=period, name=one.name
    )


def explain_no_figure(
    page: _ComparingPage, layer: Layer, one: Comparator, reference: Reference
) -> str:
    """Say why a comparator has no figure of a layer; nothing when it has one."""
    if reference.value is not None:
        return ""
    match one.compared.kind:
        case "rest":
            return page.t("reasons.not_aggregable" if not layer.is_additive else "compared.no_rest")
        case "alike":
            reason = _find_likeness(page).reason
            return page.t(f"compared.none_{reason}" if reason else "compared.few_alike")
        case _:
            return page.t.reason(layer, reference.reason, reference.status)


def _choose_roles(page: _ComparingPage) -> dict[str, ReferenceKind]:
    """Choose a role for each: the usual ones have their own, others in the order of choosing."""
    own: dict[str, ReferenceKind] = {NEDERLAND: "nederland", NPLV: "nplv"}
    if page.gemeente and page.gemeente != page.view.area:
        own[page.gemeente] = "gemeente"
    # The oldest choice first: who adds another one leaves the looks of the others as they were.
    chosen = [one for one in reversed(page.view.compared) if one not in own]
    return own | dict(zip(chosen, CHOICES, strict=False))


def _make_comparator(page: _ComparingPage, one: str, role: ReferenceKind) -> Comparator:
    compared = _find_compared(page, one)
    name = _name_fully(page, one)
    kept = write_compared(other for other in page.view.compared if other != one)
    made = Comparator(
        id=one,
        name=name,
        short=page.t(f"compared.short_{one}") if one in (NPLV, ALIKE) else name,
        role=role,
        compared=compared,
        without=page.link("vergelijk", kept),
    )
    if page.is_silent:
        return made
    if page.stacking is not None:
        return _add_count(page, made)
    period, layer = page.view.period, page.layer
    find_row = partial(page.edition.values.cell, layer.id, period)
    reference = make_comparator_reference(page, layer, period, find_row, made)
    return replace(made, reference=reference, why=explain_no_figure(page, layer, made, reference))


def _add_count(page: _ComparingPage, made: Comparator) -> Comparator:
    """Add the number of domains of a buurt; larger areas have none."""
    count = None
    if page.stacking and made.compared.kind == "area":
        count = none_if_missing(page.stacking.values["value"].get(made.id))
    status = Status.NO_DATA if count is None else Status.OK
    reference = Reference(made.compared.id, made.name, count, status.value)
    # Through the years larger areas have a share (present/stacking/trend.py).
    is_in_trend = page.view.tab == "ontwikkeling" and page.view.area.level is not AreaLevel.BUURT
    has_line = is_in_trend and bool(page.stacking and page.stacking.years.years)
    why = page.t("compared.not_stacked") if count is None and not has_line else ""
    return replace(made, reference=reference, why=why)


def _find_compared(page: _ComparingPage, one: str) -> Compared:
    if one == REST:
        gemeente = page.gemeente or NEDERLAND
        return Compared(f"{REST_PREFIX}{gemeente}", "rest", (gemeente, page.view.area))
    if one == ALIKE:
        peers = tuple(peer.area for peer in _find_likeness(page).peers)
        return Compared(ALIKE, "alike", peers)
    return Compared(one, "area", (one,))


def _find_likeness(page: _ComparingPage) -> Likeness:
    return find_likeness(page.edition.comparable, page.catalog, page.view.area)


def _name_fully(page: _ComparingPage, one: str) -> str:
    """Name it; a wijk or a buurt of another gemeente with where it lies: many have one name."""
    name = page.name_area(one)
    if one in (REST, ALIKE) or page.edition.areas.level_of(one) not in _WITHIN_GEMEENTE:
        return name
    gemeente = page.edition.areas.gemeente_code_of(one)
    if gemeente in (None, page.gemeente) or gemeente not in page.edition.areas.names:
        return name
    return page.t("compared.name_within", name=name, gemeente=page.name_area(gemeente))


def list_compared_codes(page: _ComparingPage) -> Iterator[str]:
    """List the codes of areas of the edition that the page compares with, without its own."""
    return (one.id for one in list_others(page) if one.compared.kind == "area")
