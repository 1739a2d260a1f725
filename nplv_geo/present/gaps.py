"""Is the gap closing? The verdict on each gap, in sentences with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from nplv_geo.areas import NEDERLAND
from nplv_geo.present.lines import Line
from nplv_geo.present.page import Page
from nplv_geo.trend import ENOUGH_PERIODS, HORIZON, START, Gap, Verdict, gap

Tone = Literal["better", "worse", ""]


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


def gap_boxes(page: Page, lines: Sequence[Line]) -> tuple[GapBox, ...]:
    """Verdicts on the gaps to the country and to the gemeente; none where nothing is judged."""
    own = lines[0]
    wanted = [line for line in lines[1:] if line.id in (NEDERLAND, page.gemeente)]
    # The country first: every area has that one.
    ordered = sorted(wanted, key=lambda line: line.id != NEDERLAND)
    found = ((line, gap(own.points, line.points, page.layer)) for line in ordered)
    return tuple(_box(page, own, line, result) for line, result in found if result is not None)


def _box(page: Page, own: Line, reference: Line, result: Gap) -> GapBox:
    return GapBox(
        reference=reference.id,
        title=page.t("trend.gap_title", reference=_named(page, reference)),
        word=page.t(f"trend.verdict_{result.verdict}"),
        tone=_tone(page, result),
        sentences=tuple(_sentences(page, own, reference, result)),
        gap=result,
    )


def _tone(page: Page, result: Gap) -> Tone:
    if result.change is None or result.verdict not in (Verdict.CLOSING, Verdict.WIDENING):
        return ""
    return "better" if (result.change > 0) == (page.layer.higher_is == "better") else "worse"


def _sentences(page: Page, own: Line, reference: Line, result: Gap) -> Iterator[str]:
    t = page.t
    if result.now is None or result.start is None:
        yield t("trend.no_values", area=own.name, reference=_named(page, reference), since=START)
        return
    last = f"{result.last}, {t('provisional')}" if result.provisional else str(result.last)
    is_crossed = result.start * result.now < 0
    start, now = (_amount(page, x, signed=is_crossed) for x in (result.start, result.now))
    key = "trend.gap_once" if result.change is None else "trend.gap_numbers"
    yield t(
        key, reference=_named(page, reference), start=start, first=result.first, now=now, last=last
    )
    yield t(f"trend.stands_{result.standing}", area=own.name)
    yield from _judgement(page, result, is_crossed=is_crossed)
    if result.behind and result.pace_needed is not None:
        yield t("trend.needed", horizon=HORIZON, needed=_pace(page, result.pace_needed))


def _judgement(page: Page, result: Gap, *, is_crossed: bool) -> Iterator[str]:
    """Why the verdict is what it is."""
    t = page.t
    if result.reason or result.change is None or result.pace is None:
        yield t(
            f"trend.because_{result.reason}",
            n=result.periods,
            enough=ENOUGH_PERIODS,
            since=START,
            change=_amount(page, result.change or 0.0),
            margin=_amount(page, result.margin or 0.0),
        )
        return
    if is_crossed:
        yield t(f"trend.crossed_{result.verdict}")
    else:
        yield t(f"trend.moved_{result.verdict}", pace=_pace(page, result.pace))
    if result.margin is None:
        yield t("trend.margin_unknown")
    else:
        change, margin = (_amount(page, x) for x in (result.change, result.margin))
        yield t("trend.margin_known", change=change, margin=margin)


def _named(page: Page, reference: Line) -> str:
    return page.t("trend.country") if reference.id == NEDERLAND else reference.name


def _amount(page: Page, value: float, *, signed: bool = False) -> str:
    """A difference without its sign, unless that tells who is ahead; in percentage points."""
    t, layer = page.t, page.layer
    number = t.difference(value, layer) if signed else t.number(abs(value), layer.decimals)
    return f"{number} {t('points')}" if layer.unit == "%" else number


def _pace(page: Page, value: float) -> str:
    """A change a year: one decimal more than the layer has where that tells more."""
    decimals = page.layer.decimals
    number = page.t.number(abs(value), decimals + (abs(value) < 10 ** (1 - decimals)))
    return f"{number} {page.t('points')}" if page.layer.unit == "%" else number
