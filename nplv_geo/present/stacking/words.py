"""What map, table, heading and source say of the stacking, where layers say other things.

``present.stacking`` works it out; this puts it in the words of one page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from nplv_geo.definitions.catalog import Domain
from nplv_geo.present.page.answer_models import MapEntry
from nplv_geo.present.page.indicators import Indicator
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import write_unpublished_note
from nplv_geo.present.page.stacking import Stacking
from nplv_geo.statistics.classify import NO_CLASS
from nplv_geo.statistics.stacking import MIN_KNOWN, NO_INHABITANTS, NORM_INHABITANTS, BuurtStack

DomainPlace = Literal["worst", "near", "other", "unknown"]


@dataclass(frozen=True, slots=True)
class DomainCell:
    """Place of one buurt in one domain, and the word for it."""

    place: DomainPlace
    label: str


def list_stacked_entries(
    page: Page, stacking: Stacking, classes: Sequence[int]
) -> dict[str, MapEntry]:
    """Class, count in words, and the domains behind it or the reason, for each buurt on a map."""
    frame = stacking.stack.frame.reindex(list(page.scope.codes))
    labels = [label.lower() for label in list_domain_labels(page, stacking)]
    flags = frame[list(stacking.stack.domains)].fillna(value=False).to_numpy(dtype=bool)

    # A country has some twenty different answers for its thousands of buurten.
    @cache
    def write_entry(
        number: int, n_known: int, reason: str, worst: tuple[bool, ...]
    ) -> tuple[str, str]:
        if number == NO_CLASS:
            return page.t("no_value"), write_reason(page, stacking, reason, n_known)
        names = [label for label, is_in in zip(labels, worst, strict=True) if is_in]
        note = page.t("stacking.worst_in", list=", ".join(names)) if names else ""
        return page.t("stacking.value", count=number, known=n_known), note

    rows = zip(frame.index, classes, frame["known"], frame["reason"], flags.tolist(), strict=True)
    return {
        str(code): (number, *write_entry(number, n_known, reason, tuple(worst)))
        for code, number, n_known, reason, worst in rows
    }


def write_domain_heads(page: Page, stacking: Stacking) -> list[str]:
    """Names of the domains, each with the year that its figure is of."""
    labels = zip(list_domain_labels(page, stacking), stacking.domains, strict=True)
    indicators = ((label, stacking.indicators[domain.id]) for label, domain in labels)
    return [
        f"{label}, {write_indicator_period(page, i)}" if i else label for label, i in indicators
    ]


def explain_shared_models(page: Page, stacking: Stacking) -> list[str]:
    """Say which domains rest on one model; nothing where each has a source of its own."""
    names = {domain.id: domain.label.in_(page.view.language) for domain in stacking.domains}
    return [
        page.t(
            "stacking.shared_model",
            domains=page.t.enumerated([names[domain] for domain in ids]),
            publisher=publisher,
        )
        for publisher, ids in stacking.shared_models
    ]


def write_listed_count(page: Page, stacking: Stacking, stack: BuurtStack) -> str:
    """Count of a buurt that is named, with the mark that its domains don't confirm one another."""
    count = write_short_count(page, stack)
    is_indication = stack.count is not None and stacking.is_indication(stack)
    return page.t("stacking.indication", count=count) if is_indication else count


def list_domain_labels(page: Page, stacking: Stacking) -> list[str]:
    """Names of the domains in the reader's language."""
    return [domain.label.in_(page.view.language) for domain in stacking.domains]


def write_reason(page: Page, stacking: Stacking, reason: str, n_known: int) -> str:
    """Say why a buurt has no count."""
    if not reason:
        return ""
    if reason == NO_INHABITANTS:
        return page.t("stacking.no_inhabitants")
    return page.t("stacking.too_few_domains", known=n_known, n=len(stacking.domains))


def make_domain_cells(page: Page, stack: BuurtStack) -> tuple[DomainCell, ...]:
    """Place of a buurt in each domain, in the order of the domains."""
    near = stack.is_near or (False,) * len(stack.is_worst)
    pairs = zip(stack.is_worst, near, strict=True)
    return tuple(
        _make_domain_cell(page, is_worst=place, is_near=is_near) for place, is_near in pairs
    )


def _make_domain_cell(page: Page, *, is_worst: bool | None, is_near: bool) -> DomainCell:
    place: DomainPlace = "unknown" if is_worst is None else "worst" if is_worst else "other"
    if place == "other" and is_near:
        place = "near"
    return DomainCell(place, page.t(f"stacking.cell_{place}"))


def write_short_count(page: Page, stack: BuurtStack) -> str:
    """Count of a buurt as ``2 van 3``, or in a few words why there is none."""
    if stack.count is None:
        is_empty = stack.reason == NO_INHABITANTS
        return page.t("stacking.no_inhabitants" if is_empty else "stacking.legend_missing")
    return page.t("stacking.value_short", count=stack.count, known=stack.n_known)


def write_indicator_period(page: Page, indicator: Indicator) -> str:
    """Period of an indicator, with the word that it is provisional."""
    period = indicator.period or ""
    is_early = page.edition.origin(indicator.layer.id, period).provisional
    layer, notes = indicator.layer, []
    notes += [page.t("estimated")] if layer.notes.model_estimate else []
    notes += [page.t("provisional")] if is_early else []
    return f"{period} ({', '.join(notes)})" if notes else period


def _write_periods(page: Page, indicator: Indicator) -> str:
    """Period of an indicator, and the newer ones that have no figures yet."""
    unpublished = page.edition.unpublished_periods(indicator.layer.id)
    later = write_unpublished_note(page.t, [p for p in unpublished if p > (indicator.period or "")])
    return "; ".join(part for part in (write_indicator_period(page, indicator), later) if part)


def write_stacked_source(page: Page, stacking: Stacking, years: Sequence[str] = ()) -> str:
    """Publisher, table and period of each indicator that speaks for a domain.

    Parameters
    ----------
    page, stacking
        The page, and what it counts.
    years
        Years that are held beside each other; those of the map of a change when not given.

    Returns
    -------
    str
        Of the newest figures where no years are held beside each other.
    """
    pair = tuple(filter(None, (page.change.since, page.change.period))) if page.change else ()
    shown = years or pair
    parts = (
        _list_sources_of_years(page, stacking, shown) if shown else _list_sources(page, stacking)
    )
    return " · ".join(
        page.t("stacking.source_item", domain=domain.label.in_(page.view.language), **facts)
        for domain, facts in parts
    )


def _list_sources(page: Page, stacking: Stacking) -> Iterator[tuple[Domain, dict[str, str]]]:
    for domain in stacking.domains:
        indicator = stacking.indicators[domain.id]
        if indicator is None or indicator.period is None:
            continue
        origin = page.edition.origin(indicator.layer.id, indicator.period)
        periods = _write_periods(page, indicator)
        yield (
            domain,
            {
                "publisher": origin.publisher,
                "table": origin.table,
                "period": periods,
            },
        )


def _list_sources_of_years(
    page: Page, stacking: Stacking, years: Sequence[str]
) -> Iterator[tuple[Domain, dict[str, str]]]:
    """Sources of the domains that count in all years, of some of these."""
    t, found = page.t, stacking.years
    for domain in stacking.domains:
        if domain.id not in found.indicators:
            continue
        layer = found.indicators[domain.id].layer
        origins = [page.edition.origin(layer.id, year) for year in years]
        estimated = f" ({t('estimated')})" if layer.notes.model_estimate else ""
        yield (
            domain,
            {
                "publisher": origins[-1].publisher,
                "table": t.enumerated(list(dict.fromkeys(one.table for one in origins))),
                "period": f"{t.enumerated(years)}{estimated}",
            },
        )


def list_stacked_remarks(page: Page, stacking: Stacking) -> list[str]:
    """How the counting was done, and what it does not say."""
    t = page.t
    norm = t(
        f"stacking.norm_{stacking.scope_word}",
        n=NORM_INHABITANTS,
        buurten=t.number(len(stacking.inhabitants)),
    )
    rules = [
        norm,
        t("stacking.minimum", n=MIN_KNOWN),
        t("stacking.near_note"),
        *explain_shared_models(page, stacking),
        t("stacking.causes"),
    ]
    return [*rules, t("schematic_long")] if page.edition.is_schematic else rules
