"""One value as the API and ``values --format json`` answer it."""

from __future__ import annotations

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.edition import Edition
from nplv_geo.edition.origin import Origin
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.status import Status
from nplv_geo.present.page.answer_models import (
    AreaNameAnswer,
    CarriedFigureAnswer,
    CarriedTableAnswer,
    FigureAnswer,
    LayerNameAnswer,
    PassportAnswer,
    RankAnswer,
    ReferenceAnswer,
    SourceAnswer,
    UnitsAnswer,
    ValueAnswer,
)
from nplv_geo.present.values.carried import CarriedFigure
from nplv_geo.present.values.references import Reference
from nplv_geo.present.values.rounding import round_bounds, round_figure, round_share
from nplv_geo.present.values.value import ValueReport
from nplv_geo.statistics.compare import Rank

# Fields that go from the edition into an answer unchanged.
_OF_CARRIED = tuple(CarriedTableAnswer.model_fields)
_OF_SOURCE = tuple(name for name in SourceAnswer.model_fields if name != "carried")
_OF_PASSPORT = tuple(
    name for name in PassportAnswer.model_fields if name not in ("carried", "weight")
)


def describe_value(report: ValueReport) -> ValueAnswer:
    """Describe one value of an area.

    Parameters
    ----------
    report
        The value with everything known about it.

    Returns
    -------
    ValueAnswer
        Numbers one digit finer than the layer shows.
    """
    return ValueAnswer(
        area=AreaNameAnswer(id=report.area, name=report.name, level=AreaLevel(report.level)),
        **vars(describe_figure(report)),
    )


def describe_figure(report: ValueReport) -> FigureAnswer:
    """Describe one value without naming its area.

    Parameters
    ----------
    report
        The value with everything known about it.

    Returns
    -------
    FigureAnswer
        Numbers one digit finer than the layer shows.
    """
    layer = report.layer
    return FigureAnswer(
        layer=describe_layer_name(layer),
        period=report.period,
        unpublished_periods=report.unpublished,
        value=round_figure(report.value, layer),
        status=Status(report.status),
        reason=report.reason or None,
        estimate=layer.notes.model_estimate,
        coverage=round_share(report.coverage),
        signs=report.signs,
        bounds=round_bounds(report.bounds, layer),
        units=UnitsAnswer(with_value=report.units_with, total=report.units_total),
        made_of=AreaLevel(report.base_level) if report.base_level else None,
        carried=describe_carried(report.carried, layer),
        references=tuple(_describe_reference(one, layer) for one in report.references),
        rank=_describe_rank(report.rank) if report.rank else None,
        source=_describe_passport(report.origin),
    )


def describe_area(edition: Edition, area: str) -> AreaNameAnswer:
    """Describe an area by its name.

    Parameters
    ----------
    edition, area
        Edition that has the area, and its code.

    Returns
    -------
    AreaNameAnswer
        With its name and its level.
    """
    return AreaNameAnswer(
        id=area, name=edition.areas.names[area], level=edition.areas.level_of(area)
    )


def describe_layer_name(layer: Layer) -> LayerNameAnswer:
    """Describe a layer by its name.

    Parameters
    ----------
    layer
        The layer.

    Returns
    -------
    LayerNameAnswer
        In Dutch.
    """
    return LayerNameAnswer(
        id=layer.id, label=layer.label.nl, unit=layer.unit, higher_is=layer.higher_is
    )


def describe_source(origin: Origin) -> SourceAnswer:
    """Describe where the figures of a layer and period come from.

    Parameters
    ----------
    origin
        What the edition notes of them.

    Returns
    -------
    SourceAnswer
        The same fields, as far as they are public.
    """
    return SourceAnswer(
        **{name: getattr(origin, name) for name in _OF_SOURCE},
        carried=_describe_carried_table(origin),
    )


def describe_carried(carried: CarriedFigure | None, layer: Layer) -> CarriedFigureAnswer | None:
    """Describe how one figure came to stand on the map of another year.

    Parameters
    ----------
    carried
        What bringing it there did to it; None for one that was published on the map's areas.
    layer
        Tells how many decimals it shows.

    Returns
    -------
    CarriedFigureAnswer or None
        None for none.
    """
    if carried is None:
        return None
    return CarriedFigureAnswer(
        from_year=carried.table.from_year,
        to_year=carried.table.to_year,
        way=carried.table.way,
        moved=round_share(carried.moved),
        spread=round_figure(carried.spread, layer),
        uncarried=round_figure(carried.uncarried, layer),
    )


def _describe_carried_table(origin: Origin) -> CarriedTableAnswer | None:
    if origin.carried is None:
        return None
    return CarriedTableAnswer(**{name: getattr(origin.carried, name) for name in _OF_CARRIED})


def _describe_reference(reference: Reference, layer: Layer) -> ReferenceAnswer:
    return ReferenceAnswer(
        id=reference.id,
        name=reference.name,
        value=round_figure(reference.value, layer),
        status=Status(reference.status),
        difference=round_figure(reference.difference, layer),
        standing=reference.standing,
        coverage=round_share(reference.coverage),
        carried=describe_carried(reference.carried, layer),
    )


def _describe_rank(rank: Rank) -> RankAnswer:
    return RankAnswer(position=rank.position, of=rank.of, lowest=rank.lowest, highest=rank.highest)


def _describe_passport(origin: Origin) -> PassportAnswer:
    return PassportAnswer(
        **{name: getattr(origin, name) for name in _OF_PASSPORT},
        carried=_describe_carried_table(origin),
        weight=_weight_text(origin),
    )


def _weight_text(origin: Origin) -> str | None:
    if not origin.weight_period:
        return None
    text = f"{origin.weight_layer or 'zelfde tabel'} {origin.weight_period}"
    if not origin.has_estimated_weights:
        return text
    return f"{text} (geschat uit {', '.join(map(str, origin.weight_years))})"
