"""What is said of a map of changes: title, classes, and why an area has no colour."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from nplv_geo.present.page.page import Page
from nplv_geo.present.site.menu import MenuChoice
from nplv_geo.present.stacking.years_words import (
    explain_domains,
    list_stacked_sentences,
    name_step,
    write_steps,
)
from nplv_geo.present.values.change import MAP_REASONS, Change
from nplv_geo.statistics.classify import NO_CLASS

_FEWEST = 2


def write_change_label(page: Page, change: Change) -> str:
    """Layer and periods of a change: ``Verandering van koopwoningen, 2022–2024``."""
    label = page.layer.label.in_(page.t.language)
    key = "change.label" if change.period else "change.label_alone"
    return page.t(key, layer=_lower(label), periods=write_periods(change))


def write_periods(change: Change) -> str:
    """The two periods, or the one that there is."""
    return f"{change.since}–{change.period}" if change.since else change.period


def write_change(page: Page, value: float | None) -> str:
    """Write a change with its sign and unit."""
    if value is None:
        return page.t("no_value")
    unit = f" {page.t('points')}" if page.layer.unit == "%" else ""
    return page.t.difference(value, page.layer) + unit


def write_change_note(page: Page, change: Change, reason: str) -> str:
    """Say why a change has no colour, or the colour of chance; nothing of a clear one."""
    t, layer = page.t, page.layer
    if not reason:
        return ""
    if reason in ("series", "exceptional"):
        return t(f"change.note_{reason}", **_list_names(page, change))
    if "|" not in reason:
        return t(f"change.note_{reason}", since=change.since, period=change.period)
    which, status, why = reason.split("|")
    period = change.since if which == "before" else change.period
    return t("change.note_missing", period=period, why=t.reason(layer, why, status))


def write_area_note(page: Page, change: Change, area: str, reason: str) -> str:
    """Say of one area why its change has no colour; of a stacking, which domains moved."""
    steps = write_steps(page, page.stacking, change, area) if page.stacking else ""
    return steps or write_change_note(page, change, reason)


def _list_names(page: Page, change: Change) -> dict[str, str]:
    """What the publisher says of a break between the periods, or of an exceptional one."""
    source, language = page.layer.source, page.t.language
    origins = [
        page.edition.origin(page.layer.id, one) for one in page.edition.periods(page.layer.id)
    ]
    periods = page.edition.periods(page.layer.id)
    breaks = [
        (period, origin.break_note.in_(language))
        for period, origin in zip(periods, origins, strict=True)
        if origin.break_note and change.since < period <= change.period
    ]
    period, note = breaks[-1] if breaks else (change.period, "")
    odd = [one for one in source.exceptional if one.period in (change.since, change.period)]
    return {"period": period, "note": odd[0].note.in_(language) if odd else note}


@dataclass(frozen=True, slots=True)
class ChangeLegend:
    """What the legend of a map of changes says beside its classes.

    Attributes
    ----------
    labels
        Of each class, from the largest fall to the largest rise.
    about
        What is coloured, and what the two sides mean.
    reasons
        How many areas have no colour, by reason.
    """

    labels: tuple[str, ...]
    about: str
    reasons: tuple[str, ...]


def make_change_legend(page: Page, change: Change) -> ChangeLegend:
    """Make the words of the legend."""
    t, k = page.t, change.classes.k
    middle = k // 2
    known = sum(change.classes.counts)
    has_clear = known > change.classes.counts[middle]
    key = "change.about" if has_clear else "change.none" if known else "change.nothing"
    about = [t(key, level=t(f"levels_plural.{page.scope.level}"))]
    if page.stacking:
        about = list_stacked_sentences(page, page.stacking, has_clear=has_clear)
    elif change.whole_reason:
        about = [write_change_note(page, change, change.whole_reason)]
    if has_clear and page.layer.is_judged:
        about.append(t(f"change.sides_{page.layer.higher_is}"))
    return ChangeLegend(
        labels=tuple(_write_class(page, change, i - middle) for i in range(k)),
        about=" ".join(_capitalise(sentence) for sentence in about),
        reasons=explain_domains(page, page.stacking)
        if page.stacking and change.whole_reason
        else tuple(_count_reasons(page, change)),
    )


def _write_class(page: Page, change: Change, step: int) -> str:
    """Name a class by how many steps it lies from the middle."""
    t, decimals, sign = page.t, change.classes.decimals, page.t.sign(page.layer)
    if page.stacking:
        return name_step(page, step)
    if not step:
        return t("change.within")
    side = "higher" if step > 0 else "lower"
    bounds = change.classes.breaks[change.classes.k // 2 + 1 :]
    low, high = bounds[abs(step) - 1], bounds[abs(step)]
    if abs(step) == change.classes.k // 2:
        words = t("legend_more", low=t.number(low, decimals) + sign) if low else ""
    elif not low:
        words = t("change.up_to", high=t.number(high, decimals) + sign)
    else:
        first = t.number(low + 10**-decimals, decimals)
        words = t("legend_class", low=first, high=t.number(high, decimals) + sign)
    return t(f"change.{side}", size=words).strip()


def _count_reasons(page: Page, change: Change) -> list[str]:
    """How many areas have no colour, the most frequent reason first."""
    n = len(page.scope.codes)
    numbers = change.classes.classes
    reasons = change.frame["reason"].iloc[:n][numbers == NO_CLASS].value_counts()
    counts: Counter[str] = Counter()
    for reason, times in reasons.items():
        if str(reason) not in MAP_REASONS:
            counts[write_change_note(page, change, str(reason))] += int(times)
    return [
        page.t("export.missing_part", n=page.t.number(times), why=why)
        for why, times in counts.most_common()
    ]


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """Two rows of years to choose from, below a map of changes."""

    label: str
    rows: tuple[tuple[str, tuple[MenuChoice, ...]], ...]


def make_period_choice(page: Page) -> PeriodChoice | None:
    """Make the rows of years that a change is told from and up to; None elsewhere."""
    change, t = page.change, page.t
    if change is None:
        return None
    edition, layer = page.edition, page.layer.id
    known = (
        [*page.stacking.years.years]
        if page.stacking
        else [one for one in edition.periods(layer) if edition.origin(layer, one).values]
    )
    if len(known) < _FEWEST:
        return None
    return PeriodChoice(
        label=t("change.periods"),
        rows=(
            (
                t("change.from"),
                tuple(
                    MenuChoice(one, page.link("vanaf", one), one == change.since)
                    for one in known
                    if one < change.period
                ),
            ),
            (
                t("change.to"),
                tuple(
                    MenuChoice(
                        one,
                        page.link("periode", one),
                        one == change.period,
                        t("provisional") if _is_provisional(page, one) else "",
                    )
                    for one in known
                    if one > change.since
                ),
            ),
        ),
    )


def _is_provisional(page: Page, period: str) -> bool:
    """Tell whether a year may still change; those of the stacking may not."""
    return page.stacking is None and page.edition.origin(page.layer.id, period).provisional


def _lower(text: str) -> str:
    """Start a label with a small letter, unless it is a name such as WOZ."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def _capitalise(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
