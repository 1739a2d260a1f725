"""The panel of the chosen area: who it is, how sure its boundary is, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pandas as pd

from nplv_geo.definitions.focus_areas import FocusArea, Inclusion
from nplv_geo.ground.areas import AreaLevel, level_of
from nplv_geo.present.area.strips import Strip, strips, verdict
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import (
    coverage_note,
    period_of,
    place_long,
    unpublished_note,
    value_words,
    why_none,
)
from nplv_geo.present.sentences.paragraph import Paragraph, paragraph
from nplv_geo.present.site.menu import MenuChoice
from nplv_geo.present.stacking.panel import StackBody, make_stack_body
from nplv_geo.present.values.profile import Profile
from nplv_geo.present.values.references import Reference
from nplv_geo.present.values.value import ValueReport, report_from
from nplv_geo.statistics.compare import REST_PREFIX, Standing

_HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Boundary:
    """How sure the boundary of a focus area is, and who says so."""

    label: str
    is_approximation: bool
    intro: str
    sources: tuple[str, ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    remedy: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One reference area with its value and how the own value relates to it."""

    name: str
    value: str
    verdict: str
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything in the panel."""

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
    passport: tuple[str, ...]
    theme: str
    strips: tuple[Strip, ...]
    links_title: str
    links: tuple[MenuChoice, ...]


@dataclass(frozen=True, slots=True)
class StackPanel:
    """The panel on the map that counts domains."""

    name: str
    facts: str
    boundary: Boundary | None
    body: StackBody


def panel(page: Page, profile: Profile) -> Panel | StackPanel:
    """Make the panel of the view's area."""
    t, view = page.t, page.view
    if page.stacking:
        body = make_stack_body(page, page.stacking)
        return StackPanel(page.name(view.area), _facts(page), _boundary(page), body)
    rows = partial(page.edition.values.cell, page.layer.id, view.period)
    found = report_from(page.edition, page.layer, view.period, view.area, rows)
    period = period_of(t, found)
    links_title, links = _links(page)
    theme = next(theme for theme in page.catalog.themes if theme.id == page.layer.theme)
    label = theme.label.in_(view.language)
    return Panel(
        name=page.name(view.area),
        facts=_facts(page),
        boundary=_boundary(page),
        paragraph=paragraph(profile, t),
        label=page.layer.label.in_(view.language),
        value=t.value(found.value, page.layer),
        unit="" if page.layer.unit == "%" else t.unit(page.layer),
        note=_note(page, found),
        period=period,
        comparisons=tuple(_comparison(page, reference) for reference in found.references),
        rank=place_long(t, found.rank, page.layer) if found.rank else "",
        passport=_passport(page, found),
        theme=t("other_layers", theme=label.lower()),
        strips=strips(page),
        links_title=links_title,
        links=links,
    )


def _facts(page: Page) -> str:
    t, edition, area = page.t, page.edition, page.view.area
    row = edition.areas.row(area)
    parts = []
    gemeente = edition.areas.gemeente_code_of(area)
    if gemeente and gemeente != area and gemeente in edition.areas.names:
        parts.append(f"{t('levels.gemeente').capitalize()} {page.name(gemeente)}")
    if pd.notna(row["inhabitants"]):
        parts.append(t("panel_inhabitants", n=t.number(row["inhabitants"])))
    if row["level"] in ("focusgebied", "wijk"):
        parts.append(t("panel_units", n=len(edition.areas.buurten_of(area))))
    return " · ".join(parts)


def _boundary(page: Page) -> Boundary | None:
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
            if (names := _units(area, inclusion))
        ),
        remedy=t("boundary_edit"),
    )


def _units(area: FocusArea, inclusion: Inclusion) -> tuple[str, ...]:
    return tuple(f"{unit.name} ({unit.code})" for unit in area.units if unit.inclusion is inclusion)


def _note(page: Page, found: ValueReport) -> str:
    later = unpublished_note(page.t, found.unpublished)
    if found.value is None:
        return "; ".join(note for note in (why_none(page.t, found), later) if note)
    notes = [coverage_note(page.t, found.coverage)]
    if found.reason:
        notes.append(page.t(f"reasons.{found.reason}"))
    notes.append(later)
    return "; ".join(note for note in notes if note)


def _comparison(page: Page, reference: Reference) -> Comparison:
    t = page.t
    name = page.name(reference.id) if reference.id in page.edition.areas.names else ""
    if reference.id.startswith(REST_PREFIX):
        name = t("rest_of", gemeente=page.name(reference.id.removeprefix(REST_PREFIX)))
    return Comparison(
        name=name,
        value=value_words(t, reference.value, page.layer, reference.coverage),
        verdict=verdict(page, page.layer, reference.difference, reference.standing),
        standing=reference.standing,
    )


def _passport(page: Page, found: ValueReport) -> tuple[str, ...]:
    """Where the number comes from, how it came about, and what is not known."""
    t, origin = page.t, found.origin
    year = origin.boundary_year or t("source_unknown_division")
    lines = [
        t(
            "passport_source",
            publisher=origin.publisher,
            table=origin.table,
            topic=origin.topic,
            period=found.period,
            year=year,
        ),
        t("passport_file", day=t.day(origin.retrieved), hash=origin.sha256[:_HASH_SHOWN]),
    ]
    if found.base_level:
        lines.append(t("passport_aggregate", level=t(f"levels.{found.base_level}")))
        lines.append(
            t(
                "passport_coverage",
                share=t.share(found.coverage),
                with_value=t.number(found.units_with),
                total=t.number(found.units_total),
            )
        )
    if found.bounds and found.bounds[1] - found.bounds[0] > 10**-page.layer.decimals / 2:
        low, high = (t.value(bound, page.layer) for bound in found.bounds)
        lines.append(t("passport_bounds", low=low, high=high))
    return tuple(lines)


def _links(page: Page) -> tuple[str, tuple[MenuChoice, ...]]:
    """Where to go from here: the 20 areas, or the wijken of the area."""
    edition, t = page.edition, page.t
    if page.scope.is_country:
        codes = sorted(edition.areas.focus_codes, key=page.name)
        title = t("areas_20")
    else:
        place = page.scope.place
        in_wijk = level_of(place) is AreaLevel.WIJK
        codes = edition.areas.buurten_of(place) if in_wijk else list(page.place_wijken)
        title = t("buurten_inside" if in_wijk else "areas_inside")
    rows = [edition.values.cell(page.layer.id, page.view.period, code) for code in codes]
    notes = [value_words(t, row.value, page.layer, row.coverage) for row in rows]
    return title, tuple(
        MenuChoice(page.name(code), page.link("gebied", code), code in page.scope.path, note)
        for code, note in zip(codes, notes, strict=True)
        if code in edition.areas.names
    )
