"""What the browser needs to draw one map: shapes by URL, and per area a class and a few words."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from nplv_geo.edition.addresses import (
    CLOSE,
    INDEX,
    write_class_letters,
    write_geometry_address,
)
from nplv_geo.edition.area_table import Selection
from nplv_geo.ground.areas import NEDERLAND, NPLV, AreaLevel
from nplv_geo.ground.status import Status
from nplv_geo.present.map.also import locate_values, make_also
from nplv_geo.present.map.change_file import locate_changes
from nplv_geo.present.map.change_words import (
    write_area_note,
    write_change,
    write_change_label,
    write_change_note,
)
from nplv_geo.present.map.circle_placing import PLACING
from nplv_geo.present.map.class_numbers import list_class_numbers, select_backdrop
from nplv_geo.present.map.conversion import list_shares, select_divided
from nplv_geo.present.map.naming import locate_neighbours, make_naming
from nplv_geo.present.map.people import make_people
from nplv_geo.present.map.small_lines import locate_small_lines
from nplv_geo.present.map.types import (
    Corners,
    FinerFiles,
    FinerIndex,
    MapCircle,
    MapFigures,
    MapModel,
    MapWords,
)
from nplv_geo.present.page.answer_models import MapEntry
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import choose_colours
from nplv_geo.present.page.reservations import write_coverage_note
from nplv_geo.present.sentences.carried import write_carried_mark
from nplv_geo.present.stacking.words import list_stacked_entries
from nplv_geo.present.together.words import FIRST, write_dated, write_pair_label
from nplv_geo.present.values.rows import none_if_missing

SMALLEST_RADIUS = 7.0
LARGEST_RADIUS = 20.0
# South-west and north-east corner of the land, in degrees (WGS 84).
COUNTRY: Corners = ((50.72, 3.3), (53.55, 7.25))


def make_map_model(page: Page) -> MapModel:
    """Make the model of the map that a page shows."""
    scope, edition, t = page.scope, page.edition, page.t
    circles = list_circles(page)
    figures = locate_changes(page, page.change) if page.change else _locate_figures(page)
    return MapModel(
        key=f"{edition.id}|{scope.place}|{scope.level}",
        files=tuple(_find_address(page, name) for name in scope.files),
        finer=_locate_finer_shapes(page),
        outline=(_find_address(page, scope.outline[0]), scope.outline[1])
        if scope.outline
        else None,
        country="/geo/outline/netherlands.json" if scope.is_country else None,
        figures=figures,
        areas=_list_travelling_entries(page, figures),
        circles=circles,
        placing=PLACING,
        names={circle.code: page.name_area(circle.code) for circle in circles},
        colours=tuple(choose_colours(page.classes, page.layer.higher_is)),
        place=scope.place,
        chosen=scope.picked_buurt,
        up=page.view.write_query(gebied=scope.parent) if scope.parent else None,
        bounds=_bound_place(page),
        schematic=edition.is_schematic and not scope.is_country,
        specks=scope.is_country and scope.level is AreaLevel.BUURT,
        silent_gemeenten=scope.level is AreaLevel.FOCUSGEBIED,
        layer=_name_layer(page),
        language=page.view.language,
        references=_list_references(page),
        href=_write_area_link(page),
        label=t("map_label", title=write_map_title(page)),
        words=MapWords(
            load_failed=t("load_failed"),
            retry=t("retry"),
            loading=t("loading"),
            no_shapes=t("no_shapes"),
            tiles=t("unmet.tiles"),
            zoom_in=t("zoom_in"),
            zoom_out=t("zoom_out"),
        ),
        on_background=bool(page.view.basemap),
        people=make_people(page),
        lines=locate_small_lines(page),
        around=locate_neighbours(page),
        naming=make_naming(page),
        lit=page.lit,
        also=make_also(page, page.pair) if page.pair else None,
        pin="" if page.factors else page.link("vergelijk", page.view.toggle_compared("__area__")),
        pinned={} if page.factors else {one.id: one.without for one in page.comparators},
    )


def _list_travelling_entries(page: Page, figures: MapFigures | None) -> dict[str, MapEntry]:
    """Entries that travel with the model: all, or those that a file can't tell all of."""
    if figures is None:
        return list_entries(page)
    return {} if page.change else _list_divided_entries(page)


def _name_layer(page: Page) -> str:
    """What a value on the map is of, in its tooltip."""
    if page.pair:
        return write_dated(page, page.pair, FIRST)
    return page.t("undermining.map_layer") if page.is_silent else _write_label(page)


def _write_label(page: Page) -> str:
    """What the map shows, without its place."""
    if page.change:
        return write_change_label(page, page.change)
    return write_pair_label(page, page.pair) if page.pair else page.layer.label.in_(page.t.language)


def _write_area_link(page: Page) -> str:
    """Link to an area; where it stays on this very map, the lit class stays as well."""
    stays = page.scope.level is AreaLevel.BUURT and page.scope.place.level in (
        AreaLevel.FOCUSGEBIED,
        AreaLevel.WIJK,
    )
    kept = {"klasse": page.view.lit} if stays and page.view.lit else {}
    return page.view.write_query(gebied="__area__", **kept)


def list_entries(page: Page) -> dict[str, MapEntry]:
    """Class number (-1 for none), value in words and note of each area that takes a colour."""
    numbers = list_class_numbers(page)
    if page.counted:
        return list_stacked_entries(page, page.counted, tuple(numbers.values()))
    selections = [page.scope.selection, *filter(None, (select_backdrop(page),))]
    return {
        code: entry
        for selection in selections
        for code, entry in _describe_areas(page, selection, numbers).items()
    }


def _list_divided_entries(page: Page) -> dict[str, MapEntry]:
    """Entries of areas that a file of values can't tell all of: their figure was divided.

    Why one has none for that reason, the file does tell.
    """
    is_as_published = page.view.is_as_published
    codes = select_divided(page) if is_as_published else list_shares(page, page.scope.selection)
    return _describe_areas(page, page.edition.areas.select(codes), list_class_numbers(page))


def _locate_figures(page: Page) -> MapFigures | None:
    """Where the browser finds the figures of all areas of a level, None when they travel along.

    The file has the class numbers of each scheme by the figures of its own period, around the
    Netherlands; by other bounds, or where figures stand as they were published, they are told here.
    """
    view, found = page.view, locate_values(page, page.layer, page.view.period)
    if page.made_values is not None or found is None:
        return None
    is_elsewhere = view.scheme == "reference" and view.compare != NEDERLAND
    # Bounds that other periods have a part in are known here only, and classes of two layers.
    is_elsewhere |= page.pair is not None or not page.scale.is_of_map_alone
    # The file has converted figures only, and classes that are made of them.
    is_elsewhere |= view.is_as_published and bool(select_divided(page))
    return found.model_copy(update={"classes": _write_classes(page)}) if is_elsewhere else found


def _write_classes(page: Page) -> str:
    """Class numbers in the order of the file of values: areas with a shape, by code."""
    has_shape = page.edition.areas.frame["has_shape"].to_numpy(dtype=bool)
    return write_class_letters(page.classes.classes[has_shape[page.scope.selection.places]])


def _locate_finer_shapes(page: Page) -> FinerIndex | FinerFiles | None:
    """Where finer shapes are found for who comes close: by place in an index, or one file."""
    scope, geometry = page.scope, page.edition.manifest.geometry
    if scope.level not in (AreaLevel.WIJK, AreaLevel.BUURT):
        return None
    if scope.is_country:
        index = f"{scope.level}-{INDEX}"
        return FinerIndex(index=_find_address(page, index)) if index in geometry else None
    names = [f"{name}-{CLOSE}" for name in scope.files]
    return FinerFiles(
        files=tuple((_find_address(page, n), geometry[n].bounds) for n in names if n in geometry)
    )


def write_title(page: Page) -> str:
    """Question above the map: the layer and the area; of a buurt with the gemeente it lies in."""
    buurt = page.scope.picked_buurt
    if buurt is None:
        return write_map_title(page)
    gemeente = page.edition.areas.gemeente_code_of(buurt)
    name = page.name_area(buurt)
    if gemeente and gemeente in page.edition.areas.names:
        name = page.t("title_buurt", buurt=name, gemeente=page.name_area(gemeente))
    label = _write_label(page)
    return page.t("title_in", layer=label, area=name)


def write_map_title(page: Page) -> str:
    """What the map shows: the layer and the place that fills it."""
    label = _write_label(page)
    holds_the_20 = page.scope.level is AreaLevel.FOCUSGEBIED or _has_only_focus_areas(page)
    is_the_20 = page.scope.is_country and holds_the_20
    place = page.t("nederland_title") if is_the_20 else page.name_area(page.scope.place)
    title = page.t("title_in", layer=label, area=place)
    # What nobody asked for must not look more certain than it is.
    is_provisional = page.is_start and page.find_origin().provisional
    return page.t("start.title_provisional", title=title) if is_provisional else title


def _has_only_focus_areas(page: Page) -> bool:
    """True for the stacking when the edition has no buurten elsewhere."""
    buurten = page.edition.areas.at(AreaLevel.BUURT)
    return page.stacking is not None and len(buurten) == len(page.edition.areas.buurten_of(NPLV))


def write_note(page: Page, status: object, reason: object) -> str:
    """Say in words why there is no value, or what is special about it."""
    if page.change:
        return write_change_note(page, page.change, str(reason))
    if isinstance(reason, str) and reason:
        return page.t.reason(page.layer, reason, str(status))
    word = status if isinstance(status, str) else Status.NO_DATA.value
    return "" if word == Status.OK.value else page.t(f"statuses.{word}")


def _describe_areas(
    page: Page, areas: Selection, numbers: Mapping[str, int]
) -> dict[str, MapEntry]:
    """Class, value in words and note of each area."""
    is_scope = areas is page.scope.selection
    rows, shares = page.shown if is_scope else page.read_columns(areas), list_shares(page, areas)
    columns = zip(rows.index, rows["value"], rows["status"], rows["reason"], strict=True)
    return {
        str(code): (
            numbers[code],
            _write_value(page, value),
            _write_area_note(page, str(code), status, reason, shares.get(str(code))),
        )
        for code, value, status, reason in columns
    }


def _write_area_note(
    page: Page, code: str, status: object, reason: object, moved: float | None
) -> str:
    """Note of an area; of one that is added up also how much of it is known."""
    coverage, is_made = "", page.made_values is not None
    if code in page.edition.areas.focus and not is_made and status == Status.OK.value:
        row = page.edition.values.cell(page.layer.id, page.view.period, code)
        coverage = write_coverage_note(page.t, row.coverage)
    mark = write_carried_mark(page.t, moved)
    note = (
        write_area_note(page, page.change, code, str(reason))
        if page.change
        else write_note(page, status, reason)
    )
    return "; ".join(part for part in (coverage, note, mark) if part)


def list_circles(page: Page) -> tuple[MapCircle, ...]:
    """Areas that are shown as circles: the 20 at country level, or whatever has no shape."""
    scope, areas = page.scope, page.edition.areas.frame
    if scope.level is not AreaLevel.FOCUSGEBIED and scope.files:
        return ()
    inhabitants, lats, lons = (
        areas[name].to_numpy(dtype=float)[scope.selection.places]
        for name in ("inhabitants", "lat", "lon")
    )
    inhabitants = np.nan_to_num(inhabitants)
    top = inhabitants.max(initial=0.0) or 1.0
    # Area, not radius, follows the number of inhabitants.
    radius = np.maximum(LARGEST_RADIUS * np.sqrt(inhabitants / top), SMALLEST_RADIUS).round(1)
    places = zip(scope.codes, lats.tolist(), lons.tolist(), radius.tolist(), strict=True)
    return tuple(
        MapCircle(code=code, lat=round(lat, 5), lon=round(lon, 5), r=r)
        for code, lat, lon, r in places
    )


def _bound_place(page: Page) -> Corners | None:
    """South-west and north-east corner of the place in degrees."""
    scope, edition = page.scope, page.edition
    if scope.is_country:
        return COUNTRY
    box = edition.areas.boxes[edition.areas.places[scope.place]]
    if np.isnan(box).any():
        boxes = edition.areas.boxes[scope.selection.places]
        # Those of areas without a shape are passed over.
        ends = (np.fmin, np.fmin, np.fmax, np.fmax)
        box = np.array([end.reduce(boxes[:, i], initial=np.nan) for i, end in enumerate(ends)])
    if np.isnan(box).any():
        return None
    west, south, east, north = box.tolist()
    return (south, west), (north, east)


def _list_references(page: Page) -> dict[str, tuple[str, str]]:
    """Name and value of the gemeenten and the country, for the tooltip."""
    if not page.is_of_one_layer:
        return {}
    selection = page.edition.areas.select([NEDERLAND, *page.scope.gemeenten])
    values = page.edition.values.numbers(page.layer.id, page.view.period, selection).tolist()
    by_code = {
        code: (page.name_area(code), _write_value(page, value))
        for code, value in zip(selection.areas, values, strict=True)
    }
    if page.scope.level is not AreaLevel.FOCUSGEBIED:
        return by_code
    return by_code | {
        c: by_code[str(page.edition.areas.gemeente_code_of(c))] for c in page.scope.codes
    }


def _write_value(page: Page, value: float | None) -> str:
    if page.change:
        return write_change(page, none_if_missing(value))
    return page.t.value(none_if_missing(value), page.layer)


def _find_address(page: Page, name: str) -> str:
    return write_geometry_address(page.edition.manifest.geometry[name])
