"""What a build starts from: shapes, places and figures, gathered from files or the starter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import geopandas as gpd
import pandas as pd

from nplv_geo.geometry.boundaries import Boundaries, dissolve_buurten
from nplv_geo.geometry.crs import WGS84
from nplv_geo.ground.areas import NEDERLAND, AreaLevel, gemeente_of, read_level, wijk_of
from nplv_geo.ground.contracts import InputFile, TableFacts
from nplv_geo.ground.errors import EditionError
from nplv_geo.published.contents import Part
from nplv_geo.published.figures import Figures
from nplv_geo.published.joining import join_boundaries, join_figures
from nplv_geo.published.people_points import PeoplePoints, find_newest_people
from nplv_geo.published.years.crosswalks import OverlayAll
from nplv_geo.published.years.divisions import Divisions
from nplv_geo.published.years.known_years import choose_map_year
from nplv_geo.statistics.carrying.crosswalk import Crosswalk


@dataclass(frozen=True)
class Inputs:
    """Everything that one edition is made of.

    Attributes
    ----------
    places
        All CBS areas of the edition by code: ``name``, ``level``, ``lon``, ``lat``.
    shapes
        Those with a shape: ``level``, ``name``, ``geometry`` (EPSG:28992).
    is_schematic
        True when the shapes are drawn by the project and not surveyed.
    left_out
        Numbers of water areas, duplicates, mended shapes and areas without one, by level.
    files
        Origin of each file that was read.
    tables
        What is recorded of each table: its division, its state and what it covers.
    people
        Where people live, of the newest year that was read; None when nobody brought it.
    crosswalks
        By other boundary year how its places lie on the map; oldest first.
    links
        Crosswalks between years that follow one another, for the history of a place.
    names_by_year
        By boundary year the names of its places, as far as tables give them.
    """

    boundary_year: int
    is_schematic: bool
    places: pd.DataFrame
    shapes: gpd.GeoDataFrame
    figures: list[Figures]
    left_out: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    files: list[InputFile] = field(default_factory=list)
    tables: list[TableFacts] = field(default_factory=list)
    people: PeoplePoints | None = None
    crosswalks: Mapping[int, Crosswalk] = field(default_factory=dict)
    links: tuple[Crosswalk, ...] = ()
    names_by_year: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


def gather_inputs(
    parts: Iterable[Part],
    files: list[InputFile],
    cached: Path | None = None,
    overlay_all: OverlayAll | None = None,
) -> Inputs:
    """Combine what was read from files into the inputs of one build.

    The edition is on the year that :func:`choose_map_year` gives; its wijken and gemeenten are
    dissolved from its buurten where no file brings them.

    Parameters
    ----------
    parts
        Boundaries, tables and places where people live, the oldest delivery first.
    files
        Origin of each file that was read.
    cached
        Folder to keep what was worked out of pairs of years in; None to keep nothing.
    overlay_all
        Who overlays the maps of pairs of years; None to do so here, one after the other.

    Returns
    -------
    Inputs
        Everything on one area division, and how others lie on it.

    Raises
    ------
    EditionError
        When there are no buurt boundaries or no figures at all.
    """
    parts = list(parts)
    figures = join_figures(part for part in parts if isinstance(part, Figures))
    boundaries = join_boundaries(part for part in parts if isinstance(part, Boundaries))
    buurten = _select_buurten_of_map(boundaries, figures)
    by_level = {AreaLevel.BUURT: buurten}
    for level in (AreaLevel.WIJK, AreaLevel.GEMEENTE):
        outlines = boundaries.get((level, buurten.year))
        by_level[level] = outlines if outlines is not None else dissolve_buurten(buurten, level)
        boundaries[level, buurten.year] = by_level[level]
    people = find_newest_people(parts)
    divisions = Divisions(boundaries, figures, buurten.year, cached, people)
    if overlay_all is not None:
        divisions.overlay_ahead(figures, overlay_all)
    figures = [divisions.settle_division(part) for part in drop_unasked_topics(figures)]
    shapes = _collect_shapes(by_level, _collect_names(figures, buurten.year))
    return Inputs(
        boundary_year=buurten.year,
        is_schematic=False,
        places=_make_places(shapes),
        shapes=shapes,
        # Places have their names now; of ten years those would be most of the memory.
        figures=sorted(
            (replace(part, names={}, change_marks={}) for part in figures),
            # Of two tables with the same figure, the one on the areas of the map goes first.
            key=lambda part: (part.family, part.period, *_rank_division(part, buurten.year)),
        ),
        tables=divisions.list_facts(figures),
        crosswalks=divisions.list_crosswalks(figures),
        links=divisions.list_links(figures),
        names_by_year=_collect_names_by_year(figures, boundaries.values()),
        left_out={
            level.value: {
                "water": b.left_out,
                "duplicates": b.duplicates,
                "repaired": b.repaired,
                "without_shape": len(b.without_shape),
            }
            for level, b in by_level.items()
        },
        files=files,
        people=people,
    )


def _rank_division(figures: Figures, year: int) -> tuple[bool, int, str]:
    """On the map first, then the nearest division, for the less has to be carried."""
    division = figures.boundary_year
    away = abs(division - year) if division is not None else year
    return not figures.is_on_division(year), away, figures.table


def drop_unasked_topics(figures: list[Figures]) -> list[Figures]:
    """Drop the columns that are empty in a period and filled in a later one.

    What is still to come is empty in the newest period; a question that an older survey did not
    have is no figure that will be published yet.

    Parameters
    ----------
    figures
        All tables.

    Returns
    -------
    list of Figures
        The same tables, in the same order.
    """
    filled: dict[tuple[str, str], str] = {}
    for part in figures:
        for topic in part.frame.columns[part.frame.notna().any()]:
            key = (part.table, str(topic))
            filled[key] = max(part.period, filled.get(key, ""))
    trimmed = []
    for part in figures:
        empty_topics = part.frame.columns[part.frame.isna().all()]
        unasked = [
            topic for topic in empty_topics if filled.get((part.table, topic), "") > part.period
        ]
        trimmed.append(replace(part, frame=part.frame.drop(columns=unasked)) if unasked else part)
    return trimmed


def make_places_table(names: pd.Series, lon: pd.Series, lat: pd.Series) -> pd.DataFrame:
    """Make the table of CBS areas with level and parents.

    Parameters
    ----------
    names
        Names by area code.
    lon, lat
        A point in each area by code (EPSG:4326, degrees).

    Returns
    -------
    DataFrame
        Indexed by ``area`` (code, sorted): ``name``, ``lon``, ``lat``, ``level``, ``gemeente``,
        ``wijk``.
    """
    codes = names.index
    table = pd.DataFrame({"name": names, "lon": lon, "lat": lat}).sort_index()
    table["level"] = [read_level(code).value for code in table.index]
    small = [AreaLevel.WIJK.value, AreaLevel.BUURT.value]
    table["gemeente"] = [gemeente_of(c) if read_level(c) in small else "" for c in table.index]
    table["wijk"] = [wijk_of(c) if read_level(c) is AreaLevel.BUURT else "" for c in table.index]
    return table.loc[codes.sort_values()].rename_axis("area")


def _select_buurten_of_map(
    boundaries: Mapping[tuple[AreaLevel, int], Boundaries], figures: list[Figures]
) -> Boundaries:
    outline_years = {year for level, year in boundaries if level is AreaLevel.BUURT}
    table_years = ((part.family, part.boundary_year) for part in figures)
    map_year = choose_map_year(outline_years, table_years)
    if map_year is None:
        raise EditionError(
            "Er zijn geen buurtgrenzen ingelezen; lees ze in met 'python -m nplv_geo import'."
        )
    if not figures:
        raise EditionError("Er zijn geen cijfers ingelezen; lees ze in met 'import'.")
    return boundaries[AreaLevel.BUURT, map_year]


def _collect_names(figures: list[Figures], year: int) -> dict[str, str]:
    names: dict[str, str] = {}
    for table in figures:
        is_same = table.boundary_year == year
        names |= {c: name for c, name in table.names.items() if is_same or c in table.same_places}
    return names


def _collect_names_by_year(
    figures: Iterable[Figures], boundaries: Iterable[Boundaries]
) -> dict[int, dict[str, str]]:
    """Names of the places of each year, as tables and outlines give them."""
    names: dict[int, dict[str, str]] = {}
    for table in figures:
        if table.boundary_year is not None and not table.is_on_trust:
            names.setdefault(table.boundary_year, {}).update(table.names)
    for part in boundaries:
        known = part.frame["name"][part.frame["name"] != ""]
        names.setdefault(part.year, {}).update(known.to_dict())
    return names


def _collect_shapes(
    by_level: Mapping[AreaLevel, Boundaries], names: Mapping[str, str]
) -> gpd.GeoDataFrame:
    frames = []
    for level, boundaries in by_level.items():
        frame = boundaries.frame.assign(level=level.value)
        own_names = frame["name"].replace("", None)
        filled = own_names.fillna(
            pd.Series(frame.index.map(names), index=frame.index, dtype="object")
        )
        frames.append(frame.assign(name=filled.fillna(frame.index.to_series())))
    return pd.concat(frames)[["level", "name", "geometry"]]


def _make_places(shapes: gpd.GeoDataFrame) -> pd.DataFrame:
    points = shapes.geometry.representative_point().to_crs(WGS84)
    middle = pd.DataFrame({"name": ["Nederland"], "lon": [5.3], "lat": [52.2]}, index=[NEDERLAND])
    areas = pd.DataFrame({"name": shapes["name"], "lon": points.x, "lat": points.y})
    places = pd.concat([middle, areas])
    return make_places_table(places["name"], places["lon"], places["lat"])
