"""The page "Programma": what the programme works on, and what it reported, as published."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from babel.dates import format_date

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.programme import (
    ActionLine,
    FactKind,
    Letter,
    Programme,
    ReportedFigure,
)
from nplv_geo.definitions.texts import Language
from nplv_geo.present.site.programme_goals import LineAndGoal, pair_goals
from nplv_geo.present.texts import Texts

# Facts of these kinds are figures when they have an amount; years of a plan are not.
_FIGURES = (
    FactKind.PARTNERS,
    FactKind.GOAL,
    FactKind.MONEY,
    FactKind.PROJECT,
    FactKind.PROGRESS,
)
WARNINGS = ("warning_homes", "warning_energy", "warning_poverty")


@dataclass(frozen=True, slots=True)
class MapLink:
    """A name that leads to the map."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class ActionLineModel:
    """An action line with its layers, theme by theme; ``absent`` have no figures yet."""

    id: str
    label: str
    sentence: str
    themes: tuple[tuple[str, tuple[MapLink, ...]], ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportedRow:
    """One reported figure, in words."""

    id: str
    what: str
    how_much: str
    scope: str
    date: str
    note: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class MonthReport:
    """What was reported in one month about all areas, or about the country."""

    date: str
    month: str
    title: str
    rows: tuple[ReportedRow, ...]

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """Who reported this, with the address, each once."""
        return tuple(dict.fromkeys((row.source, row.url) for row in self.rows))


@dataclass(frozen=True, slots=True)
class AreaReport:
    """What was reported about one area."""

    area: MapLink
    rows: tuple[ReportedRow, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeInArea:
    """One of the 20 areas, with what the programme is called there if that was found."""

    area: MapLink
    name: str
    source: str
    url: str


@dataclass(frozen=True, slots=True)
class ProgrammeModel:
    """The whole page.

    Attributes
    ----------
    goals
        Lines and goals side by side; ``letters`` are the pages that name them.
    in_areas
        The 20 areas, in alphabetical order.
    silent
        Areas about which neither a reported figure nor an agreement in numbers was found.
    """

    goals: tuple[LineAndGoal, ...]
    letters: tuple[Letter, Letter]
    lines: tuple[ActionLineModel, ...]
    in_areas: tuple[ProgrammeInArea, ...]
    outside: tuple[str, ...]
    warnings: tuple[str, ...]
    reports: tuple[MonthReport, ...]
    areas: tuple[AreaReport, ...]
    silent: tuple[MapLink, ...]


def make_programme_page(
    programme: Programme,
    catalog: Catalog,
    areas: Iterable[FocusArea],
    layer_ids: Collection[str],
    t: Texts,
) -> ProgrammeModel:
    """Make the page.

    Parameters
    ----------
    layer_ids
        Ids of the layers that the edition has figures of; only those have a map.
    """
    sorted_areas = sorted(areas, key=lambda area: area.name)
    about = {
        area.id: tuple(
            _make_row(f, t) for f in _sort_by_month(programme.figures) if f.area_id == area.id
        )
        for area in sorted_areas
    }
    links = {area.id: MapLink(area.name, make_area_address(area.id, t)) for area in sorted_areas}
    counted = {f.area_id for f in programme.facts if f.kind in _FIGURES and f.amount is not None}
    return ProgrammeModel(
        goals=pair_goals(programme.lines, t),
        letters=(programme.lines.letter_2022, programme.lines.letter_2024),
        lines=tuple(_describe_line(line, catalog, layer_ids, t) for line in programme.lines.line),
        outside=tuple(
            t(
                "programme_page.outside",
                layer=catalog.layer(out.layer).label.in_(t.language).lower(),
                reason=out.reason.in_(t.language),
            )
            for out in programme.lines.outside
        ),
        warnings=_write_warnings(programme.figures, t),
        reports=_list_reports(programme.figures, t),
        areas=tuple(AreaReport(links[area], rows) for area, rows in about.items() if rows),
        in_areas=tuple(
            _name_programme(programme, area.id, links[area.id], t) for area in sorted_areas
        ),
        silent=tuple(
            links[area] for area, rows in about.items() if not rows and area not in counted
        ),
    )


def make_address(language: Language, path: str = "/", **parameters: str) -> str:
    """Address of a page in ``language``; Dutch is the default and stays out of it."""
    query = parameters if language == "nl" else {**parameters, "taal": language}
    return f"{path}?{urlencode(query)}" if query else path


def make_area_address(area: str, t: Texts) -> str:
    """Address of the page about the programme in one area."""
    return make_address(t.language, f"/programma/{area}")


def write_amount(figure: ReportedFigure, t: Texts) -> str:
    """Write a figure with its hedge and unit: ``ruim 7.500 woningen``."""
    number = _write_number(figure, t)
    words = [number] if figure.unit == "%" else [number, _find_word("units", figure.unit, t)]
    if figure.precision:
        words.insert(0, _find_word("precision", figure.precision, t))
    return " ".join(words)


def _write_number(figure: ReportedFigure, t: Texts) -> str:
    if figure.unit == "%":
        return t.share(float(figure.value) / 100)
    decimals = max(-int(figure.value.as_tuple().exponent), 0)
    return t.number(float(figure.value), decimals)


def _find_word(table: str, key: str, t: Texts) -> str:
    words: Mapping[str, str] = t.words[f"programme_{table}"]
    return words[key]


def _describe_line(
    line: ActionLine, catalog: Catalog, layer_ids: Collection[str], t: Texts
) -> ActionLineModel:
    layers = [catalog.layer(name) for name in line.layers]
    themes = [
        (
            theme.label.in_(t.language),
            tuple(
                MapLink(layer.label.in_(t.language), make_address(t.language, laag=layer.id))
                for layer in layers
                if layer.theme == theme.id and layer.id in layer_ids
            ),
        )
        for theme in catalog.themes
    ]
    return ActionLineModel(
        id=line.id,
        label=line.label.in_(t.language),
        sentence=line.sentence.in_(t.language),
        themes=tuple((label, links) for label, links in themes if links),
        absent=tuple(la.label.in_(t.language) for la in layers if la.id not in layer_ids),
    )


def _name_programme(programme: Programme, area: str, link: MapLink, t: Texts) -> ProgrammeInArea:
    """Name the programme of an area, and the page that says so; empty where no name was found."""
    for fact in programme.list_facts(area):
        if fact.kind is FactKind.PROGRAMME:
            name = fact.text.in_(t.language)
            return ProgrammeInArea(link, name, fact.source_name, fact.source_url)
    return ProgrammeInArea(link, "", "", "")


def _write_warnings(figures: Iterable[ReportedFigure], t: Texts) -> tuple[str, ...]:
    """Concrete cases of numbers that look alike and are not; the numbers come from the table."""
    numbers = {figure.id: _write_number(figure, t) for figure in figures}
    return tuple(t(f"programme_page.{key}", **numbers) for key in WARNINGS)


def _list_reports(figures: Iterable[ReportedFigure], t: Texts) -> tuple[MonthReport, ...]:
    general = [figure for figure in figures if not figure.area_id]
    return tuple(
        MonthReport(
            date=month,
            month=_write_month(month, t),
            title=str(t.words["programme_reports"].get(month, "")),
            rows=tuple(_make_row(figure, t) for figure in general if figure.date == month),
        )
        for month in sorted({figure.date for figure in general})
    )


def _sort_by_month(figures: Iterable[ReportedFigure]) -> list[ReportedFigure]:
    """Oldest first; what has no date comes last."""
    return sorted(figures, key=lambda figure: figure.date or "9999")


def _make_row(figure: ReportedFigure, t: Texts) -> ReportedRow:
    return ReportedRow(
        id=figure.id,
        what=figure.subject.in_(t.language),
        how_much=write_amount(figure, t),
        scope="" if figure.area_id else _find_word("scopes", figure.scope, t),
        date=_write_month(figure.date, t),
        note=figure.note.in_(t.language) if figure.note else "",
        source=figure.source,
        url=figure.url,
    )


def _write_month(month: str, t: Texts) -> str:
    if not month:
        return t("programme_page.no_date")
    return str(format_date(date.fromisoformat(f"{month}-01"), "MMMM y", locale=t.language))
