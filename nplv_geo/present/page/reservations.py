"""What must stand beside a figure wherever it is shown, in words: so that no caveat stays behind.

How much is known of it, whether a model made it, whether it can still change, why it is not
there, and which places among the 20 chance allows. Page, cards, slides, pictures and commands all
take their words here, so that none of them can forget one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.thresholds import NEARLY_ALL
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.page.page import Page
from nplv_geo.present.texts import Texts
from nplv_geo.present.values.value import ValueReport
from nplv_geo.statistics.aggregate import BOUNDARY_MISMATCH
from nplv_geo.statistics.compare import Rank


def write_coverage_note(t: Texts, coverage: float) -> str:
    """Say how much is known (``68 % bekend``) where that is less than nearly all of it."""
    return "" if coverage >= NEARLY_ALL else t("coverage_note", share=t.share(coverage))


def write_area_note(t: Texts, coverage: float, reason: str) -> str:
    """What must stand beside the figure of one area: how much is known, and of which buurten."""
    boundaries = t("boundaries_note") if reason == BOUNDARY_MISMATCH else ""
    return ", ".join(note for note in (write_coverage_note(t, coverage), boundaries) if note)


def write_value(t: Texts, value: float | None, layer: Layer, coverage: float) -> str:
    """Write a value, with how much of it is known where that is not nearly all."""
    note = "" if value is None else write_coverage_note(t, coverage)
    return f"{t.value(value, layer)} ({note})" if note else t.value(value, layer)


def write_report_period(t: Texts, report: ValueReport) -> str:
    """Period of a value with what must be said of it."""
    is_early = report.origin.provisional
    return write_period(t, report.layer, report.period, provisional=is_early)


def write_period(t: Texts, layer: Layer, period: str, *, provisional: bool) -> str:
    """Write a period: ``2025 (voorlopig)``, ``2020 (geschat)``."""
    notes = [t("estimated")] if layer.notes.model_estimate else []
    notes += [t("provisional")] if provisional else []
    return f"{period} ({', '.join(notes)})" if notes else period


def write_unpublished_note(t: Texts, periods: Sequence[str]) -> str:
    """Name newer periods without any figure: ``2025: nog niet gepubliceerd``."""
    return t("unpublished", periods=t.enumerated(periods)) if periods else ""


def explain_absence(t: Texts, report: ValueReport) -> str:
    """Say why there is no value, with the numbers where they tell it."""
    if report.reason == "low_coverage" and report.coverage > 0:
        needed = report.layer.aggregate.min_coverage
        return t(
            "reason_low_coverage",
            share=_write_lower_share(t, report.coverage, needed),
            needed=t.share(needed),
        )
    return t(f"reasons.{report.reason}" if report.reason else f"statuses.{report.status}")


def _write_lower_share(t: Texts, share: float, needed: float) -> str:
    """Write a share so that it reads as less than what is needed."""
    reads_as_less = round(share, 2) < round(needed, 2)
    return t.share(share if reads_as_less else math.floor(share * 100) / 100)


def write_short_rank(t: Texts, rank: Rank) -> str:
    """Place among the 20 in a few words: ``nr. 3 van 20``, ``plaats 8 tot 14 van de 20``."""
    if rank.is_uninformative:
        return t("rank_short_unsure")
    return t("rank_short" if rank.is_sure else "rank_short_range", **_list_rank_words(t, rank))


def write_rank_cell(t: Texts, rank: Rank) -> str:
    """Place among the 20 in a cell of a table, below a heading that says what it is."""
    if rank.is_uninformative:
        return t("standing_unsure")
    return t("rank_short" if rank.is_sure else "rank_cell_range", **_list_rank_words(t, rank))


def write_long_rank(t: Texts, rank: Rank, layer: Layer) -> str:
    """Place among the 20 with what place 1 means."""
    if rank.is_uninformative:
        return t("rank_unsure", of=rank.of)
    kind = "highest" if layer.is_neutral else "best"
    return t(f"rank_{kind}{'' if rank.is_sure else '_range'}", **_list_rank_words(t, rank))


def _list_rank_words(t: Texts, rank: Rank) -> dict[str, object]:
    ends = {"lowest": t.ordinal(rank.lowest), "highest": t.ordinal(rank.highest)}
    return {"position": rank.position, "of": rank.of, **ends}


def name_after_word(page: Page, area: str, word: str) -> str:
    """Name of an area behind the ``word`` of a comparison, or at its beginning."""
    return page.name_area(area) if word in ("none", "unsure") else name_in_sentence(page, area)


def name_in_sentence(page: Page, area: str) -> str:
    """Name of an area inside a sentence: English wants an article before the country's."""
    return page.t("nederland_spoken") if area == NEDERLAND else page.name_area(area)
