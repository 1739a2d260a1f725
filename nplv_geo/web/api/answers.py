"""What the API answers: the same models as the page and the command line, typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.export.requests import GeoJsonGeometry
from nplv_geo.ground.status import Status
from nplv_geo.present.area.profile_answer import describe_profile
from nplv_geo.present.area.profile_text import write_profile
from nplv_geo.present.page.answer_models import Answer
from nplv_geo.present.page.undermining import choose_factors
from nplv_geo.present.page.value_answer import (
    describe_area,
    describe_carried,
    describe_layer_name,
    describe_source,
    describe_value,
)
from nplv_geo.present.undermining.answer import describe_undermining
from nplv_geo.present.undermining.answer_models import UnderminingAnswer
from nplv_geo.present.values.carried import find_carried
from nplv_geo.present.values.rounding import round_bounds, round_figure, round_share
from nplv_geo.present.values.rows import none_if_missing
from nplv_geo.present.values.signs import list_signs
from nplv_geo.present.values.value import make_report
from nplv_geo.web.api.comparing import compare_profile, compare_report, find_compared_page
from nplv_geo.web.api.lookup import (
    Query,
    find_area,
    find_layer,
    find_period,
    list_areas_inside,
    select_areas,
)
from nplv_geo.web.api.models import (
    AreaAnswer,
    AreasAnswer,
    FeatureAnswer,
    GeometryAnswer,
    LayerAnswer,
    LayerPeriodAnswer,
    LayersAnswer,
    LayerValuesAnswer,
    RowAnswer,
    ShapesAnswer,
)
from nplv_geo.web.api.parameters import ApiError, read_paging
from nplv_geo.web.site import Site

# Gives the outlines of areas as GeoJSON in WGS 84; another process does it.
DrawOutlines = Callable[[Edition, tuple[str, ...]], list[GeoJsonGeometry | None]]


class _Head(TypedDict):
    """First fields of a page of a list."""

    edition: str
    total: int
    page: int
    per_page: int


@dataclass(frozen=True, slots=True)
class _Cut:
    """Which part of a list stands on the page of a request."""

    head: _Head
    rows: slice


def answer_areas(site: Site, query: Query) -> AreasAnswer:
    """Answer with all areas, or those of a level or gemeente."""
    edition = site.edition
    frame = edition.areas.frame.loc[select_areas(edition, query)]
    cut = _cut_page(site, query, len(frame))
    return AreasAnswer(
        **cut.head,
        areas=tuple(
            AreaAnswer(
                id=str(code),
                name=str(row["name"]),
                level=row["level"],
                gemeente=edition.areas.gemeente_code_of(str(code)),
                inhabitants=none_if_missing(row["inhabitants"]),
                lon=none_if_missing(row["lon"]),
                lat=none_if_missing(row["lat"]),
            )
            for code, row in frame[cut.rows].iterrows()
        ),
    )


def answer_layers(site: Site, query: Query) -> LayersAnswer:
    """Answer with all layers that the edition has figures of."""
    layers = [la for la in site.catalog.layers if site.edition.has(la.id) and not la.hidden]
    cut = _cut_page(site, query, len(layers))
    return LayersAnswer(
        **cut.head, layers=tuple(_describe_layer(site, layer) for layer in layers[cut.rows])
    )


def answer_value(site: Site, query: Query) -> Answer:
    """Answer with one value and everything known about it."""
    area, layer = find_area(site.edition, query), find_layer(site, query)
    period = find_period(site, layer, query)
    report = make_report(site.edition, site.catalog, area, layer.id, period)
    return describe_value(compare_report(report, find_compared_page(site, query)))


def answer_layer_values(site: Site, query: Query) -> LayerValuesAnswer:
    """Answer with the values of a layer for all areas of a level."""
    layer = find_layer(site, query)
    period = find_period(site, layer, query)
    codes = select_areas(site.edition, query)
    cut = _cut_page(site, query, len(codes))
    origin = site.edition.origin(layer.id, period)
    return LayerValuesAnswer(
        **cut.head,
        layer=describe_layer_name(layer),
        period=period,
        estimate=layer.notes.model_estimate,
        source=describe_source(origin),
        values=tuple(
            _describe_row(site.edition, layer, period, str(code)) for code in codes[cut.rows]
        ),
    )


def answer_profile(site: Site, query: Query) -> Answer | str:
    """Answer with everything about an area, as a model or as text."""
    profile = site.make_profile(find_area(site.edition, query))
    profile = compare_profile(profile, find_compared_page(site, query))
    if query.get("vorm") == "text":
        return write_profile(profile, site.catalog) + "\n"
    return describe_profile(profile)


def answer_undermining(site: Site, query: Query) -> UnderminingAnswer:
    """Answer with the factors of the view on undermining for one area."""
    factors = choose_factors(site.edition, site.catalog)
    if factors is None:
        raise ApiError(404, "no_address")
    return describe_undermining(site.edition, factors, find_area(site.edition, query))


def answer_geometry(site: Site, query: Query, draw_outlines: DrawOutlines) -> ShapesAnswer:
    """Answer with the outline of an area, or those of the areas of a level inside it."""
    edition, area = site.edition, find_area(site.edition, query)
    inside = list_areas_inside(edition, area, query["niveau"]) if "niveau" in query else [area]
    codes = [code for code in inside if code in edition.areas]
    codes = [code for code in codes if edition.areas.row(code)["has_shape"]]
    if not codes:
        raise ApiError(404, "no_shapes", area=area)
    cut = _cut_page(site, query, len(codes))
    codes = codes[cut.rows]
    outlines = draw_outlines(edition, tuple(codes)) if codes else []
    return ShapesAnswer(
        **cut.head,
        schematic=edition.is_schematic,
        boundary_year=edition.boundary_year,
        features=tuple(
            FeatureAnswer(
                id=code,
                properties=describe_area(edition, code),
                geometry=GeometryAnswer(**outline) if outline else None,
            )
            for code, outline in zip(codes, outlines, strict=True)
        ),
    )


def _cut_page(site: Site, query: Query, total: int) -> _Cut:
    page_number, size = read_paging(query)
    head = _Head(edition=site.edition.id, total=total, page=page_number, per_page=size)
    return _Cut(head, slice((page_number - 1) * size, page_number * size))


def _describe_layer(site: Site, layer: Layer) -> LayerAnswer:
    edition = site.edition
    return LayerAnswer(
        id=layer.id,
        theme=layer.theme,
        label=layer.label,
        description=layer.description,
        unit=layer.unit,
        decimals=layer.decimals,
        higher_is=layer.higher_is,
        rule=layer.aggregate.rule,
        model_estimate=layer.notes.model_estimate,
        caveats=layer.notes.caveats,
        newest_period=edition.newest_period(layer.id),
        unpublished_periods=edition.unpublished_periods(layer.id),
        periods=tuple(
            LayerPeriodAnswer(
                period=period, **vars(describe_source(edition.origin(layer.id, period)))
            )
            for period in edition.periods(layer.id)
        ),
    )


def _describe_row(edition: Edition, layer: Layer, period: str, code: str) -> RowAnswer:
    row, origin = edition.values.cell(layer.id, period, code), edition.origin(layer.id, period)
    bounds = None if row.lower is None or row.upper is None else (row.lower, row.upper)
    return RowAnswer(
        area=describe_area(edition, code),
        value=round_figure(row.value, layer),
        status=Status(row.status),
        reason=row.reason or None,
        coverage=round_share(row.coverage),
        signs=list_signs(layer, origin, code, row),
        bounds=round_bounds(bounds, layer),
        carried=describe_carried(find_carried(edition, origin, row), layer),
    )
