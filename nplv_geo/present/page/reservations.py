"""Reservations in words: the notes that stand beside a figure wherever it is shown.

They tell how much of it is known, whether a model made it, whether it can still change, why it is
missing, and which places among the 20 chance allows. Page, cards, slides, pictures and commands
all take them from here, so that none can forget one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.thresholds import NEARLY_ALL
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.page.page import Page
from nplv_geo.present.texts import Texts
from nplv_geo.present.values.rows import OTHER_GROUND
from nplv_geo.present.values.value import ValueReport
from nplv_geo.statistics.aggregate import BOUNDARY_MISMATCH
from nplv_geo.statistics.compare import Rank

# Focus areas of the programme: a place among fewer says so.
_ALL_AREAS = 20


def write_coverage_note(t: Texts, coverage: float) -> str:
    """Write how much of a value is known: ``68 % bekend``.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    coverage
        Share of the weight that the value rests on, 0 to 1.

    Returns
    -------
    str
        Empty where nearly all is known.
    """
    return "" if coverage >= NEARLY_ALL else t("coverage_note", share=t.share(coverage))


def write_area_note(t: Texts, coverage: float, reason: str) -> str:
    """Write the note beside the figure of one area: how much is known, and of which buurten.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    coverage
        Share of the weight that the value rests on, 0 to 1.
    reason
        Why the value is special, as the edition notes it.

    Returns
    -------
    str
        Empty where there is nothing to note.
    """
    boundaries = t("boundaries_note") if reason == BOUNDARY_MISMATCH else ""
    boundaries = t(f"reasons.{OTHER_GROUND}") if reason == OTHER_GROUND else boundaries
    return ", ".join(note for note in (write_coverage_note(t, coverage), boundaries) if note)


def write_value(t: Texts, value: float | None, layer: Layer, coverage: float) -> str:
    """Write a value, with how much of it is known where that is not nearly all.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    value
        In the unit of the layer; None for none.
    layer
        Tells how many decimals it shows.
    coverage
        Share of the weight that the value rests on, 0 to 1.

    Returns
    -------
    str
        Without the unit.
    """
    note = "" if value is None else write_coverage_note(t, coverage)
    return f"{t.value(value, layer)} ({note})" if note else t.value(value, layer)


def write_report_period(t: Texts, report: ValueReport) -> str:
    """Write the period of a value: ``2025 (voorlopig)``, ``2020 (geschat)``.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    report
        The value with everything known about it.

    Returns
    -------
    str
        The year, with the reservations that belong to it.
    """
    is_early = report.origin.provisional
    return write_period(t, report.layer, report.period, provisional=is_early)


def write_period(t: Texts, layer: Layer, period: str, *, provisional: bool) -> str:
    """Write a period: ``2025 (voorlopig)``, ``2020 (geschat)``.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    layer
        The layer of the figures.
    period
        Their year.
    provisional
        Whether they can still change.

    Returns
    -------
    str
        The year, with the reservations that belong to it.
    """
    notes = [t("estimated")] if layer.notes.model_estimate else []
    notes += [t("provisional")] if provisional else []
    return f"{period} ({', '.join(notes)})" if notes else period


def write_unpublished_note(t: Texts, periods: Sequence[str]) -> str:
    """Name newer periods without any figure: ``2025: nog niet gepubliceerd``.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    periods
        The years.

    Returns
    -------
    str
        Empty when there are none.
    """
    return t("unpublished", periods=t.enumerated(periods)) if periods else ""


def explain_absence(t: Texts, report: ValueReport) -> str:
    """Write why there is no value.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    report
        The absent value with everything known about it.

    Returns
    -------
    str
        With the share that is known and the share that is needed, where that is the reason.
    """
    if report.reason == "low_coverage" and report.coverage > 0:
        needed = report.layer.aggregate.min_coverage
        return t(
            "reason_low_coverage",
            share=_write_lower_share(t, report.coverage, needed),
            needed=t.share(needed),
        )
    return t.reason(report.layer, report.reason, report.status)


def _write_lower_share(t: Texts, share: float, needed: float) -> str:
    """Write a share so that it reads as less than the share that is needed."""
    reads_as_less = round(share, 2) < round(needed, 2)
    return t.share(share if reads_as_less else math.floor(share * 100) / 100)


def write_short_rank(t: Texts, rank: Rank) -> str:
    """Write a place among the 20: ``nr. 3 van 20``, ``plaats 8 tot 14 van de 20``.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    rank
        Place among the focus areas with the range that chance allows.

    Returns
    -------
    str
        Says that there is no certain place where chance allows most of them.
    """
    if rank.is_uninformative:
        return t("rank_short_unsure")
    return t("rank_short" if rank.is_sure else "rank_short_range", **_list_rank_words(t, rank))


def write_rank_cell(t: Texts, rank: Rank) -> str:
    """Write a place among the 20 for a cell of a table, whose heading names it.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    rank
        Place among the focus areas with the range that chance allows.

    Returns
    -------
    str
        Shorter than :func:`write_short_rank`.
    """
    if rank.is_uninformative:
        return t("standing_unsure")
    words = {**_list_rank_words(t, rank), "of": rank.of}
    return t("rank_short" if rank.is_sure else "rank_cell_range", **words)


def write_long_rank(t: Texts, rank: Rank, layer: Layer) -> str:
    """Write a place among the 20 with what place 1 means.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    rank
        Place among the focus areas with the range that chance allows.
    layer
        Tells whether place 1 is the best or the highest.

    Returns
    -------
    str
        A sentence.
    """
    if rank.is_uninformative:
        return t("rank_unsure", of=rank.of)
    kind = "highest" if layer.is_neutral else "best"
    return t(f"rank_{kind}{'' if rank.is_sure else '_range'}", **_list_rank_words(t, rank))


def _list_rank_words(t: Texts, rank: Rank) -> dict[str, object]:
    ends = {"lowest": t.ordinal(rank.lowest), "highest": t.ordinal(rank.highest)}
    of = t("rank_compared", of=rank.of) if rank.of < _ALL_AREAS else rank.of
    return {"position": rank.position, "of": of, **ends}


def name_after_word(page: Page, area: str, word: str) -> str:
    """Name an area behind the word of a comparison, or at its beginning.

    Parameters
    ----------
    page
        The page, with the language of the reader.
    area
        Code of the area.
    word
        The word: after ``none`` and ``unsure`` the name comes first.

    Returns
    -------
    str
        The name.
    """
    return page.name_area(area) if word in ("none", "unsure") else name_in_sentence(page, area)


def name_in_sentence(page: Page, area: str) -> str:
    """Name an area inside a sentence: English needs an article before the country.

    Parameters
    ----------
    page
        The page, with the language of the reader.
    area
        Code of the area.

    Returns
    -------
    str
        The name.
    """
    return page.t("nederland_spoken") if area == NEDERLAND else page.name_area(area)
