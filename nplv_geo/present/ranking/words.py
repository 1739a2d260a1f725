"""Places and ranges in words: one place where it is sure, a range where chance allows more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nplv_geo.present.map.model import write_note
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import write_coverage_note
from nplv_geo.present.ranking.order import Ordering, RankedArea
from nplv_geo.present.texts import Texts
from nplv_geo.statistics.compare import Rank
from nplv_geo.statistics.observation import Observation

_EN_DASH = "\u2013"


def write_place(t: Texts, rank: Rank | None) -> str:
    """Write the place of an area for a cell: ``3``, ``8–14``, or that it is not sure.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    rank
        Place with the range that chance allows; None where places tell nothing.

    Returns
    -------
    str
        Without the number of areas.
    """
    if rank is None:
        return _EN_DASH
    if rank.is_uninformative:
        return t("ranking.no_place")
    if rank.is_sure:
        return str(rank.lowest)
    return f"{rank.lowest}{_EN_DASH}{rank.highest}"


def write_interval(page: Page, one: RankedArea) -> str:
    """Write the range that chance allows a value: ``58,1–63,4``.

    Parameters
    ----------
    page
        The page, with layer and language.
    one
        The area.

    Returns
    -------
    str
        That it is not known where nobody knows; empty where there is no chance to speak of.
    """
    if one.interval is None:
        return page.t("ranking.interval_unknown")
    low, high = (page.t.value(end, page.layer) for end in one.interval)
    return "" if low == high else f"{low}{_EN_DASH}{high}"


def write_own(page: Page, ordering: Ordering, own: str | None, level: str) -> str:
    """Write the sentence about the area of the page.

    Parameters
    ----------
    page
        The page, with layer and language.
    ordering
        The areas in order.
    own
        Code of the area; None where the page is about none of them.
    level
        ``focusgebied`` or ``buurt``.

    Returns
    -------
    str
        Empty without such an area.
    """
    if own is None:
        return ""
    t, name = page.t, page.edition.areas.names[own]
    words = {"area": name, "level": t(f"levels_plural.{level}")}
    rank = next((one.rank for one in ordering.ranked if one.code == own), None)
    if rank is None:
        return t("ranking.own_none", **words)
    if rank.is_uninformative:
        return t("ranking.own_unsure", of=rank.of, **words)
    ends = {"lowest": t.ordinal(rank.lowest), "highest": t.ordinal(rank.highest)}
    key = "ranking.own" if rank.is_sure else "ranking.own_range"
    return t(key, of=rank.of, **ends, **words)


def write_absence(page: Page, row: Observation) -> str:
    """Write why an area has no place: no value, or too little of it known.

    Parameters
    ----------
    page
        The page, with layer and language.
    row
        Its figure.

    Returns
    -------
    str
        With the value where there is one.
    """
    if row.value is None:
        return write_note(page, row.status, row.reason) or page.t("no_value")
    return page.t(
        "ranking.partly",
        value=page.t.value(row.value, page.layer),
        known=write_coverage_note(page.t, row.coverage),
    )


def list_notes(
    page: Page, ordering: Ordering, rows: Mapping[str, Observation], *, has_beyond: bool = False
) -> tuple[str, ...]:
    """List how a ranking is read, what is not known, and why there is none.

    Parameters
    ----------
    page
        The page, with layer and language.
    ordering
        The areas in order.
    rows
        Row of each area.
    has_beyond
        Whether a value lies beyond the line.

    Returns
    -------
    tuple of str
        Sentences.
    """
    notes = tuple(_write_notes(page, ordering, rows))
    return (*notes, page.t("ranking.beyond")) if has_beyond else notes


def _write_notes(page: Page, ordering: Ordering, rows: Mapping[str, Observation]) -> Iterator[str]:
    t, ranked = page.t, ordering.ranked
    if not ranked:
        yield _explain_nothing(page, rows)
        return
    if page.layer.is_amount:
        yield t("ranking.amount")
        return
    yield t("ranking.order_highest" if page.layer.is_neutral else "ranking.order_best")
    if any(one.interval is not None and one.interval[0] < one.interval[1] for one in ranked):
        yield t("ranking.how_range")
        yield t("ranking.how_places")
    unknown = sum(one.interval is None for one in ranked)
    if unknown == len(ranked):
        yield t("ranking.all_unknown")
    elif unknown:
        yield t("ranking.some_unknown")
    if all(one.rank is None for one in ranked):
        yield t("ranking.too_equal")
    if len(ranked) < ordering.of:
        yield t("ranking.cut", shown=len(ranked), n=t.number(ordering.of))


def _explain_nothing(page: Page, rows: Mapping[str, Observation]) -> str:
    """One sentence where no area has a place, with the reason if they share it."""
    reasons = {write_absence(page, row) for row in rows.values()}
    if len(reasons) == 1:
        return page.t("ranking.nothing_because", reason=reasons.pop())
    return page.t("ranking.nothing")
