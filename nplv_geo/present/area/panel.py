"""The panel of the area of the page: its facts, its boundary and how it compares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd

from nplv_geo.definitions.focus_areas import FocusArea, Inclusion
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.present.area.comparisons import Comparison, make_comparison
from nplv_geo.present.area.strips import Strip, list_strips
from nplv_geo.present.page.comparators import list_others
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import (
    explain_absence,
    write_coverage_note,
    write_long_rank,
    write_report_period,
    write_short_rank,
    write_unpublished_note,
    write_value,
)
from nplv_geo.present.places.composition_block import CompositionBlock, make_composition_block
from nplv_geo.present.sentences.beside import list_clauses
from nplv_geo.present.sentences.carried import write_passport_lines, write_report_mark
from nplv_geo.present.sentences.claims import Paragraph
from nplv_geo.present.sentences.paragraph import write_paragraph
from nplv_geo.present.site.menu import MenuChoice
from nplv_geo.present.site.programme import make_area_address
from nplv_geo.present.stacking.panel import StackBody, make_stack_body
from nplv_geo.present.undermining.panel import (
    UnderminingBlock,
    UnderminingBody,
    make_undermining_block,
    make_undermining_body,
)
from nplv_geo.present.values.profile import Profile
from nplv_geo.present.values.value import ValueReport, make_report_from_rows

_HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Boundary:
    """How sure the boundary of a focus area is, the sources that say so, and its older buurten."""

    label: str
    is_approximation: bool
    intro: str
    sources: tuple[str, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    remedy: str
    earlier: CompositionBlock | None


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything in the panel of an area."""

    name: str
    facts: str
    boundary: Boundary | None
    paragraph: Paragraph
    label: str
    value: str
    unit: str
    note: str
    period: str
    comparisons: tuple[Comparison, ...]
    rank: str
    verdict: str
    place: str
    coverage: str
    passport: tuple[str, ...]
    theme: str
    strips: tuple[Strip, ...]
    links_title: str
    links: tuple[MenuChoice, ...]
    undermining: UnderminingBlock | None
    programme: MenuChoice | None


@dataclass(frozen=True, slots=True)
class StackPanel:
    """The panel on the map that counts domains."""

    name: str
    facts: str
    boundary: Boundary | None
    body: StackBody
    programme: MenuChoice | None


@dataclass(frozen=True, slots=True)
class UnderminingPanel:
    """The panel of the view on undermining."""

    name: str
    facts: str
    boundary: Boundary | None
    body: UnderminingBody
    programme: MenuChoice | None


def make_panel(page: Page, profile: Profile) -> Panel | StackPanel | UnderminingPanel:
    """Make the panel of the view's area."""
    t, view = page.t, page.view
    if page.factors:
        return UnderminingPanel(
            page.name_area(view.area),
            _write_facts(page),
            _describe_boundary(page),
            make_undermining_body(page, page.factors),
            _link_programme(page),
        )
    if page.stacking:
        body = make_stack_body(page, page.stacking)
        return StackPanel(
            page.name_area(view.area),
            _write_facts(page),
            _describe_boundary(page),
            body,
            _link_programme(page),
        )
    find_row = partial(page.edition.values.cell, page.layer.id, view.period)
    report = make_report_from_rows(page.edition, page.layer, view.period, view.area, find_row)
    period = write_report_period(t, report)
    links_title, links = _list_links(page)
    theme = next(theme for theme in page.catalog.themes if theme.id == page.layer.theme)
    label = theme.label.in_(view.language)
    return Panel(
        name=page.name_area(view.area),
        facts=_write_facts(page),
        boundary=_describe_boundary(page),
        paragraph=write_paragraph(profile, t),
        label=page.layer.label.in_(view.language),
        value=t.value(report.value, page.layer),
        unit="" if page.layer.unit == "%" else t.unit(page.layer),
        note=_write_note(page, report),
        period=period,
        comparisons=tuple(
            make_comparison(page, page.layer, one, one.reference)
            for one in list_others(page)
            if one.reference
        ),
        rank=write_long_rank(t, report.rank, page.layer) if report.rank else "",
        verdict=_write_verdict(page, report),
        place=write_short_rank(t, report.rank) if report.rank else "",
        coverage=_write_coverage(page, report),
        passport=_write_passport(page, report),
        theme=t("other_layers", theme=label.lower()),
        strips=list_strips(page),
        links_title=links_title,
        links=links,
        undermining=make_undermining_block(page),
        programme=_link_programme(page),
    )


def _write_facts(page: Page) -> str:
    t, edition, area = page.t, page.edition, page.view.area
    row = edition.areas.row(area)
    parts = []
    gemeente = edition.areas.gemeente_code_of(area)
    if gemeente and gemeente != area and gemeente in edition.areas.names:
        parts.append(f"{t('levels.gemeente').capitalize()} {page.name_area(gemeente)}")
    if pd.notna(row["inhabitants"]):
        parts.append(t("panel_inhabitants", n=t.number(row["inhabitants"])))
    if row["level"] in ("focusgebied", "wijk"):
        parts.append(t("panel_units", n=len(edition.areas.buurten_of(area))))
    return " · ".join(parts)


def _link_programme(page: Page) -> MenuChoice | None:
    """Link to what the programme is in the focus area; None outside of one."""
    area = page.find_focus_area()
    if area is None:
        return None
    address = make_area_address(area.id, page.t)
    return MenuChoice(page.t("area_programme.link"), address, is_current=False)


def _describe_boundary(page: Page) -> Boundary | None:
    area = page.focus_areas.get(page.scope.place)
    if area is None:
        return None
    t = page.t
    return Boundary(
        label=t("boundary_unsure" if area.is_approximation else "boundary_sure"),
        is_approximation=area.is_approximation,
        intro=t("boundary_official"),
        sources=area.sources,
        lists=tuple(
            (t(key), names)
            for key, inclusion in (
                ("boundary_part", Inclusion.PART),
                ("boundary_likely", Inclusion.LIKELY),
                ("boundary_candidate", Inclusion.CANDIDATE),
            )
            if (names := _name_units(area, inclusion))
        ),
        remedy=t("boundary_edit"),
        earlier=make_composition_block(page.edition, area.id, t),
    )


def _name_units(area: FocusArea, inclusion: Inclusion) -> tuple[str, ...]:
    return tuple(f"{unit.name} ({unit.code})" for unit in area.units if unit.inclusion is inclusion)


def _write_note(page: Page, report: ValueReport) -> str:
    unpublished = write_unpublished_note(page.t, report.unpublished)
    if report.value is None:
        return "; ".join(note for note in (explain_absence(page.t, report), unpublished) if note)
    notes = [write_coverage_note(page.t, report.coverage)]
    if report.reason:
        notes.append(page.t(f"reasons.{report.reason}"))
    notes += [write_report_mark(page.t, report), unpublished]
    return "; ".join(note for note in notes if note)


def _write_verdict(page: Page, report: ValueReport) -> str:
    """How the area stands beside what it is compared with, as the beginning of a sentence."""
    clauses = list_clauses(page) if report.value is not None else []
    return page.t.enumerated(clauses) if clauses else ""


def _write_coverage(page: Page, report: ValueReport) -> str:
    """Which part is known of a figure that was added up, and who gives it."""
    t, parts = page.t, [report.origin.publisher]
    if report.value is not None and report.base_level:
        parts.insert(0, t("verdict.coverage", share=t.share(report.coverage)))
    return " · ".join(parts)


def _write_passport(page: Page, report: ValueReport) -> tuple[str, ...]:
    """Write where the number comes from, how it was made, and which part is not known."""
    t, origin = page.t, report.origin
    year = origin.boundary_year or t("source_unknown_division")
    lines = [
        t(
            "passport_source",
            publisher=origin.publisher,
            table=origin.table,
            topic=origin.topic,
            period=report.period,
            year=year,
        ),
        t("passport_file", when=t.on_day(origin.retrieved), hash=origin.sha256[:_HASH_SHOWN]),
    ]
    lines += write_passport_lines(t, report)
    if report.base_level:
        lines.append(t("passport_aggregate", level=t(f"levels.{report.base_level}")))
        lines.append(
            t(
                "passport_coverage",
                share=t.share(report.coverage),
                with_value=t.number(report.units_with),
                total=t.number(report.units_total),
            )
        )
    if report.bounds and report.bounds[1] - report.bounds[0] > 10**-page.layer.decimals / 2:
        low, high = (t.value(bound, page.layer) for bound in report.bounds)
        lines.append(t("passport_bounds", low=low, high=high))
    if not page.layer.is_given_at(AreaLevel.BUURT):
        reason = t.reason(page.layer, "below_smallest_level", "")
        lines.append(f"{reason[:1].upper()}{reason[1:]}.")
    return tuple(lines)


def _list_links(page: Page) -> tuple[str, tuple[MenuChoice, ...]]:
    """List links to other areas: the 20 areas, or the wijken of the area."""
    edition, t = page.edition, page.t
    if page.scope.is_country:
        codes = sorted(edition.areas.focus_codes, key=page.name_area)
        title = t("areas_20")
    else:
        place = page.scope.place
        is_wijk = place.level is AreaLevel.WIJK
        codes = edition.areas.buurten_of(place) if is_wijk else list(page.place_wijken)
        title = t("buurten_inside" if is_wijk else "areas_inside")
    rows = [edition.values.cell(page.layer.id, page.view.period, code) for code in codes]
    notes = [write_value(t, row.value, page.layer, row.coverage) for row in rows]
    return title, tuple(
        MenuChoice(page.name_area(code), page.link("gebied", code), code in page.scope.path, note)
        for code, note in zip(codes, notes, strict=True)
        if code in edition.areas.names
    )
