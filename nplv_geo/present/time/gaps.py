"""Is the gap closing? The verdict on each gap, in sentences with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.page.page import Page
from nplv_geo.present.sentences.outcomes import Tone
from nplv_geo.present.time.lines import TrendLine
from nplv_geo.statistics.time.moves import START
from nplv_geo.statistics.time.outcomes import Outcome
from nplv_geo.statistics.time.trend import ENOUGH_PERIODS, HORIZON, Gap


@dataclass(frozen=True, slots=True)
class GapBox:
    """What became of the gap to one reference.

    Attributes
    ----------
    word
        The verdict in one or a few words.
    tone
        Whether the change is for the better; empty without a clear one.
    """

    reference: str
    title: str
    word: str
    tone: Tone
    sentences: tuple[str, ...]
    gap: Gap


def list_gap_boxes(
    page: Page, lines: Sequence[TrendLine], gaps: Mapping[str, Gap]
) -> tuple[GapBox, ...]:
    """Verdicts on the gaps to the country and to the gemeente; none where nothing is judged.

    Parameters
    ----------
    gaps
        The verdicts of the area by the id of the reference, as
        :func:`~nplv_geo.present.values.families.measure_gaps` gives them.
    """
    area_line = lines[0]
    others = [line for line in lines[1:] if line.id in gaps]
    # The country first: every area has that one.
    ordered = sorted(others, key=lambda line: line.id != NEDERLAND)
    return tuple(_make_box(page, area_line, line, gaps[line.id]) for line in ordered)


def _make_box(page: Page, area_line: TrendLine, reference: TrendLine, result: Gap) -> GapBox:
    return GapBox(
        reference=reference.id,
        title=page.t("trend.gap_title", reference=_name_reference(page, reference)),
        word=page.t(f"trend.outcome_{result.outcome}"),
        tone=_choose_tone(page, result),
        sentences=tuple(_write_sentences(page, area_line, reference, result)),
        gap=result,
    )


def _choose_tone(page: Page, result: Gap) -> Tone:
    if result.change is None or not result.is_clear:
        return ""
    return "better" if page.layer.is_improvement(result.change) else "worse"


def _write_sentences(
    page: Page, area_line: TrendLine, reference: TrendLine, result: Gap
) -> Iterator[str]:
    t, names = page.t, {"area": area_line.name, "reference": _name_reference(page, reference)}
    if result.now is None or result.start is None:
        yield t("trend.no_values", since=START, **names)
        return
    last = f"{result.last}, {t('provisional')}" if result.provisional else str(result.last)
    start, now = (_write_amount(page, x) for x in (result.start, result.now))
    key = "trend.gap_once" if result.change is None else "trend.gap_numbers"
    yield t(key, start=start, first=result.first, now=now, last=last, **names)
    yield from _write_before(page, result, names)
    yield t(f"trend.stands_{result.standing}", **names)
    yield from _explain_verdict(page, result, names)
    if result.is_behind and result.pace_needed is not None:
        yield t("trend.needed", horizon=HORIZON, needed=_write_pace(page, result.pace_needed))


def _write_before(page: Page, result: Gap, names: Mapping[str, str]) -> Iterator[str]:
    """The gap in the last period before the programme: where the start itself came from."""
    both = [c.before for c in (result.area_change, result.reference_change) if c is not None]
    points = [point for point in both if point is not None]
    if len(points) == len((result.area_change, result.reference_change)):
        area_point, other = points
        before = _write_amount(page, area_point.number - other.number)
        yield page.t("trend.gap_before", period=area_point.period, before=before, **names)


def _explain_verdict(page: Page, result: Gap, names: Mapping[str, str]) -> Iterator[str]:
    """Why the verdict is what it is, who is ahead and who moved."""
    t = page.t
    if result.reason or result.change is None or result.pace is None or result.margin is None:
        yield t(
            f"trend.because_{result.reason}",
            n=result.periods,
            enough=ENOUGH_PERIODS,
            since=START,
            first=result.first,
            change=_write_amount(page, result.change or 0.0),
            margin=_write_size(page, result.margin or 0.0),
        )
        return
    is_gone = result.outcome is Outcome.LEAD_SHRINKS and result.standing == "equal"
    is_even = result.outcome is Outcome.CATCHING_UP and result.standing == "equal"
    yield t(
        f"trend.told_{'lead_gone' if is_gone else 'caught_up' if is_even else result.outcome}",
        **names,
    )
    if result.area_change and result.reference_change:
        area_change, other = (c.change for c in (result.area_change, result.reference_change))
        changes = {"own": _write_amount(page, area_change), "other": _write_amount(page, other)}
        yield t(f"trend.mover_{result.mover}", **changes, **names)
    yield t(
        "trend.margin_known",
        change=_write_amount(page, result.change),
        margin=_write_size(page, result.margin),
        pace=_write_pace(page, result.pace),
        n=result.periods,
    )


def _name_reference(page: Page, reference: TrendLine) -> str:
    return page.t("trend.country") if reference.id == NEDERLAND else reference.name


def _write_amount(page: Page, value: float) -> str:
    """A difference with its sign, which tells who is ahead; in percentage points."""
    return _add_points(page, page.t.difference(value, page.layer))


def _write_size(page: Page, value: float) -> str:
    return _add_points(page, page.t.number(value, page.layer.decimals))


def _write_pace(page: Page, value: float) -> str:
    """A change a year: one decimal more than the layer has where that tells more."""
    decimals = page.layer.decimals
    finer = decimals + (abs(value) < 10 ** (1 - decimals))
    return _add_points(page, page.t.signed(value, finer))


def _add_points(page: Page, number: str) -> str:
    return f"{number} {page.t('points')}" if page.layer.unit == "%" else number
