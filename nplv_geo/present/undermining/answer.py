"""The view on undermining for programs: the same figures as the page has, and the same cautions."""

from __future__ import annotations

from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import AreaLevel, is_smaller_level
from nplv_geo.ground.status import Status
from nplv_geo.present.page.undermining import (
    ChosenFactor,
    FactorSet,
    find_factor_row,
    list_around,
    list_others,
    make_factor_layer,
)
from nplv_geo.present.page.value_answer import (
    describe_area,
    describe_layer_name,
    describe_source,
)
from nplv_geo.present.undermining.answer_models import (
    FactorAnswer,
    FactorFigureAnswer,
    FactorGroupAnswer,
    UnderminingAnswer,
)
from nplv_geo.present.values.rounding import round_figure, round_share
from nplv_geo.present.values.signs import list_signs


def describe_undermining(edition: Edition, factors: FactorSet, area: str) -> UnderminingAnswer:
    """Describe an area on all factors.

    Parameters
    ----------
    edition
        The edition that is asked.
    factors
        The factors of that edition.
    area
        Code of one of its areas.

    Returns
    -------
    UnderminingAnswer
        With every sentence of caution.
    """
    definition = factors.definition
    return UnderminingAnswer(
        area=describe_area(edition, area),
        edition=edition.id,
        about=definition.about,
        cautions=definition.cautions,
        groups=tuple(
            FactorGroupAnswer(
                id=group.id,
                label=group.label,
                intro=group.intro,
                factors=tuple(_describe(edition, one, area) for one in factors.list_of(group)),
            )
            for group in definition.groups
        ),
        closed=definition.closed,
        official=definition.official,
    )


def _describe(edition: Edition, chosen: ChosenFactor, area: str) -> FactorAnswer:
    period, factor = chosen.period, chosen.factor
    levels = (factor.smallest_level, chosen.layer.aggregate.smallest_level)
    return FactorAnswer(
        id=factor.id,
        layer=describe_layer_name(make_factor_layer(chosen.layer)),
        period=period,
        smallest_level=_choose_larger(*map(AreaLevel, levels)),
        min_inhabitants=factor.min_inhabitants,
        figure=_describe_figure(edition, chosen, area),
        references=tuple(
            _describe_figure(edition, chosen, other) for other in list_around(edition, area)
        ),
        areas=tuple(
            _describe_figure(edition, chosen, other) for other in list_others(edition, chosen)
        ),
        source=describe_source(edition.origin(chosen.layer.id, period)) if period else None,
    )


def _choose_larger(one: AreaLevel, other: AreaLevel) -> AreaLevel:
    return other if is_smaller_level(one, other) else one


def _describe_figure(edition: Edition, chosen: ChosenFactor, area: str) -> FactorFigureAnswer:
    row, layer = find_factor_row(edition, chosen, area), chosen.layer
    origin = edition.origin(layer.id, chosen.period) if chosen.period else None
    return FactorFigureAnswer(
        area=describe_area(edition, area),
        value=round_figure(row.value, layer),
        status=Status(row.status),
        reason=row.reason or None,
        coverage=round_share(row.coverage),
        signs=list_signs(layer, origin, area, row) if origin else (),
    )
