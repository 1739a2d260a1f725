"""The panel of the stacking: buurten by count, which ones have most, and the thresholds."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from nplv_geo.definitions.catalog import Domain
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.page.indicators import Indicator, write_indicator_choices
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import choose_count_colours
from nplv_geo.present.page.stacking import Stacking, replace_choice
from nplv_geo.present.site.menu import MenuChoice
from nplv_geo.present.stacking.words import (
    DomainCell,
    explain_shared_models,
    make_domain_cells,
    write_indicator_period,
    write_listed_count,
    write_reason,
    write_short_count,
)

# From this many domains on we speak of a stacking.
HIGH = 3
MAX_LISTED = 8


@dataclass(frozen=True, slots=True)
class CountBar:
    """Number of buurten with one count; ``share`` of the longest bar."""

    label: str
    n: str
    share: float
    colour: str | None


@dataclass(frozen=True, slots=True)
class DomainEntry:
    """One domain: what speaks for it, where its worst fifth begins, and what else could.

    Attributes
    ----------
    cell
        Place of the buurt of the view; None for larger areas.
    lines
        What is known of the area in this domain.
    remark
        Why the worst side is the worst, or why there is no figure.
    """

    label: str
    indicator: str
    cell: DomainCell | None
    lines: tuple[str, ...]
    remark: str
    choices: tuple[MenuChoice, ...]


@dataclass(frozen=True, slots=True)
class StackBody:
    """Everything in the panel below the name of the area.

    Attributes
    ----------
    has_indication
        Whether the domains of one of the buurten in ``most`` don't confirm one another.
    """

    value: str
    unit: str
    lines: tuple[str, ...]
    bars: tuple[CountBar, ...]
    most: tuple[MenuChoice, ...]
    most_note: str
    has_indication: bool
    areas: tuple[MenuChoice, ...]
    domains: tuple[DomainEntry, ...]


def make_stack_body(page: Page, stacking: Stacking) -> StackBody:
    """Make the panel of the view's area."""
    t = page.t
    is_buurt = page.view.area.level is AreaLevel.BUURT
    frame = stacking.stack.frame.reindex(list(page.scope.codes))
    high = frame.index[(frame["count"] >= HIGH).fillna(value=False)]
    most, most_note = ((), "") if is_buurt else _list_most(page, stacking, frame)
    value = t.number(len(high))
    unit = t("stacking.headline_areas", n=t.number(int(frame["count"].count())), high=HIGH)
    if is_buurt:
        stack = stacking.find_stack(page.view.area)
        value = t("no_value") if stack.count is None else write_short_count(page, stack)
        unit = "" if stack.count is None else t("stacking.headline_buurt")
    return StackBody(
        value=value,
        unit=unit,
        lines=_write_lines(page, stacking, frame, high, is_buurt=is_buurt),
        bars=() if is_buurt else _make_bars(page, stacking, frame),
        most=most,
        most_note=most_note,
        has_indication=t("stacking.indication_note") in most_note,
        areas=_list_focus_areas(page, stacking) if page.scope.is_country else (),
        domains=tuple(
            _describe_domain(page, stacking, domain, frame) for domain in stacking.domains
        ),
    )


def _write_lines(
    page: Page, stacking: Stacking, frame: pd.DataFrame, high: pd.Index, *, is_buurt: bool
) -> tuple[str, ...]:
    t = page.t
    known_domains = t("stacking.known_domains", known=stacking.highest, n=len(stacking.domains))
    if is_buurt:
        stack = stacking.find_stack(page.view.area)
        note = write_reason(page, stacking, stack.reason, stack.n_known)
        reason = (f"{note[0].upper()}{note[1:]}.",) if note else ()
        is_indication = stack.count is not None and stacking.is_indication(stack)
        mark = (t("stacking.indication_note"),) if is_indication else ()
        return (*reason, *mark, known_domains, *explain_shared_models(page, stacking))
    with_result = frame.index[frame["count"].notna()]
    people = stacking.inhabitants.reindex(with_result)
    without = len(frame) - len(with_result)
    lines = []
    if len(high) and people.notna().all():
        n = float(people.reindex(high).sum())
        share = t.share(n / float(people.sum()))
        lines.append(t("stacking.people", n=t.number(n), share=share))
    if without:
        lines.append(t("stacking.without_result", n=t.number(without)))
    return (*lines, known_domains, *explain_shared_models(page, stacking))


def _make_bars(page: Page, stacking: Stacking, frame: pd.DataFrame) -> tuple[CountBar, ...]:
    """One bar for each count, the largest first, and one for what is not known."""
    shades = choose_count_colours(stacking.highest)
    numbers = frame["count"].value_counts()
    rows: list[tuple[str, int, str | None]] = [
        (page.t.number(count), int(numbers.get(count, 0)), shades[count])
        for count in range(stacking.highest, -1, -1)
    ]
    missing = int(frame["count"].isna().sum())
    rows.append((page.t("stacking.spread_unknown"), missing, None))
    top = max(n for _, n, _ in rows) or 1
    return tuple(CountBar(label, page.t.number(n), n / top, colour) for label, n, colour in rows)


def _list_most(
    page: Page, stacking: Stacking, frame: pd.DataFrame
) -> tuple[tuple[MenuChoice, ...], str]:
    """The buurten with the most domains, the largest first, and what the list leaves out."""
    t = page.t
    counted = frame[(frame["count"] > 0).fillna(value=False)].assign(
        people=stacking.inhabitants.reindex(frame.index)
    )
    ordered = counted.sort_values(["count", "people"], ascending=False, kind="stable")
    listed = ordered[:MAX_LISTED]
    notes = [t("stacking.no_ranking_most")] if len(listed) > 1 else []
    if len(ordered) > len(listed):
        more = int((ordered["count"] == listed["count"].iloc[-1]).sum())
        more -= int((listed["count"] == listed["count"].iloc[-1]).sum())
        notes += [t("stacking.most_more", n=t.number(more))] if more else []
    choices = tuple(
        MenuChoice(
            _locate_buurt(page, str(code)),
            page.link("gebied", str(code)),
            is_current=False,
            note=write_listed_count(page, stacking, stacking.find_stack(str(code))),
        )
        for code in listed.index
    )
    if any(stacking.is_indication(stacking.find_stack(str(code))) for code in listed.index):
        notes.insert(0, t("stacking.indication_note"))
    return choices, " ".join(notes)


def _locate_buurt(page: Page, code: str) -> str:
    """Name of a buurt; on the map of the country with the place it lies in."""
    if not page.scope.is_country:
        return page.name_area(code)
    where = page.edition.areas.focus_area_of(code) or page.edition.areas.gemeente_code_of(code)
    is_known = where is not None and where in page.edition.areas
    return (
        f"{page.name_area(code)}, {page.name_area(str(where))}"
        if is_known
        else page.name_area(code)
    )


def _list_focus_areas(page: Page, stacking: Stacking) -> tuple[MenuChoice, ...]:
    """The focus areas by name, with how many of their buurten have a stacking."""
    edition = page.edition
    counts = stacking.stack.frame["count"]
    choices = []
    for area in sorted(map(str, edition.areas.at(AreaLevel.FOCUSGEBIED)), key=page.name_area):
        area_counts = counts.reindex(edition.areas.buurten_of(area)).dropna()
        note = page.t(
            "stacking.areas_note", n=int((area_counts >= HIGH).sum()), of=len(area_counts)
        )
        choices.append(
            MenuChoice(page.name_area(area), page.link("gebied", area), is_current=False, note=note)
        )
    return tuple(choices)


def _describe_domain(
    page: Page, stacking: Stacking, domain: Domain, frame: pd.DataFrame
) -> DomainEntry:
    t, language = page.t, page.view.language
    label, indicator = domain.label.in_(language), stacking.indicators[domain.id]
    is_buurt = page.view.area.level is AreaLevel.BUURT
    position = stacking.domains.index(domain)
    cell = (
        make_domain_cells(page, stacking.find_stack(page.view.area))[position] if is_buurt else None
    )
    if indicator is None:
        remark = " ".join(
            [t("stacking.no_indicator"), *_list_sparse_indicators(page, stacking, domain)]
        )
        return DomainEntry(label, "", cell, (), remark, ())
    why, name = domain.worst.get(indicator.layer.id), indicator.layer.label.in_(language)
    return DomainEntry(
        label=label,
        indicator=f"{name}, {write_indicator_period(page, indicator)}",
        cell=cell,
        lines=tuple(_write_domain_lines(page, stacking, domain, indicator, frame)),
        remark=why.why.in_(language) if why else "",
        choices=_list_choices(page, stacking, domain),
    )


def _write_domain_lines(
    page: Page, stacking: Stacking, domain: Domain, indicator: Indicator, frame: pd.DataFrame
) -> list[str]:
    t, layer, threshold = page.t, indicator.layer, stacking.stack.thresholds[domain.id]
    if threshold is None:
        return [t("stacking.no_threshold")]
    begins = page.t.value_with_unit(threshold.value, layer)
    lines = [t(f"stacking.threshold_{threshold.side}", value=begins)]
    if page.view.area.level is AreaLevel.BUURT:
        value = page.edition.values.cell(layer.id, str(indicator.period), page.view.area).value
        written = t("no_value") if value is None else page.t.value_with_unit(value, layer)
        return [t("stacking.own_value", value=written), *lines]
    flags = frame[domain.id]
    n, of = int(flags.sum()), int(flags.notna().sum())
    words = t("stacking.in_worst", n=t.number(n), of=t.number(of))
    near = int(stacking.stack.near[domain.id].reindex(frame.index).sum())
    just = f"; {t('stacking.near', n=t.number(near))}" if near else ""
    return [*lines, f"{words}{just}"]


def _list_sparse_indicators(page: Page, stacking: Stacking, domain: Domain) -> list[str]:
    """Indicators that some buurten do have a figure for, but too few."""
    return [
        page.t(
            "stacking.sparse",
            label=indicator.layer.label.in_(page.view.language),
            share=page.t.share(indicator.published),
        )
        + "."
        for indicator in stacking.candidates[domain.id]
        if indicator.period is None and indicator.published
    ]


def _list_choices(page: Page, stacking: Stacking, domain: Domain) -> tuple[MenuChoice, ...]:
    """Indicators to choose from, when there is more than one."""
    usable = [i for i in stacking.candidates[domain.id] if i.period is not None]
    if len(usable) == 1:
        return ()
    return tuple(
        MenuChoice(
            indicator.layer.label.in_(page.view.language),
            page.view.write_query(
                domeinen=write_indicator_choices(
                    replace_choice(page.view.domains, stacking, domain.id, indicator.layer.id)
                )
            ),
            indicator is stacking.indicators[domain.id],
        )
        for indicator in usable
    )
