"""The profile of an area as the API and ``profile --format json`` answer it."""

from __future__ import annotations

from nplv_geo.definitions.layers import Layer
from nplv_geo.ground.areas import AreaLevel
from nplv_geo.ground.status import Status
from nplv_geo.present.area.profile_models import (
    ChangeAnswer,
    ClaimAnswer,
    GapAnswer,
    ParagraphAnswer,
    PointAnswer,
    ProfileAnswer,
    ProfileLayerAnswer,
)
from nplv_geo.present.page.answer_models import AreaNameAnswer
from nplv_geo.present.page.value_answer import describe_figure
from nplv_geo.present.sentences.claims import Claim
from nplv_geo.present.sentences.paragraph import write_paragraph
from nplv_geo.present.texts import texts
from nplv_geo.present.values.profile import Item, Profile
from nplv_geo.present.values.rounding import round_figure, round_share
from nplv_geo.statistics.time.moves import Change
from nplv_geo.statistics.time.time_points import SeriesPoint
from nplv_geo.statistics.time.trend import Gap

# Digits more than a layer shows, for a change a year: the programme takes twenty of them.
_FINER_A_YEAR = 2


def describe_profile(profile: Profile) -> ProfileAnswer:
    """Describe everything about an area."""
    boundary = profile.boundary
    return ProfileAnswer(
        area=AreaNameAnswer(id=profile.area, name=profile.name, level=AreaLevel(profile.level)),
        edition=profile.edition,
        gemeente=profile.gemeente,
        inhabitants=profile.inhabitants,
        boundary_is_approximation=boundary.is_approximation if boundary else None,
        paragraph=_describe_paragraph(profile),
        layers=tuple(_describe_item(item) for item in profile.items),
    )


def _describe_paragraph(profile: Profile) -> ParagraphAnswer:
    dutch = write_paragraph(profile, texts("nl"))
    return ParagraphAnswer(
        nl=dutch.text,
        en=write_paragraph(profile, texts("en")).text,
        claims=tuple(_describe_claim(claim) for claim in dutch.claims),
    )


def _describe_claim(claim: Claim) -> ClaimAnswer:
    return ClaimAnswer(
        kind=claim.kind,
        layer=claim.layer,
        reference=claim.reference,
        numbers=claim.numbers,
        periods=claim.periods,
    )


def _describe_item(item: Item) -> ProfileLayerAnswer:
    layer = item.layer
    return ProfileLayerAnswer(
        **vars(describe_figure(item.report)),
        theme=layer.theme,
        trend=tuple(_describe_point(point, layer) for point in item.points),
        change=_describe_change(item.change, layer),
        gaps={area: _describe_gap(gap, layer) for area, gap in item.gaps.items()},
    )


def _describe_point(point: SeriesPoint, layer: Layer) -> PointAnswer:
    return PointAnswer(
        period=point.period,
        value=round_figure(point.value, layer),
        status=Status(point.status),
        series=point.series,
        provisional=point.provisional,
        moved=None if point.moved is None else round_share(point.moved),
        spread=round_figure(point.spread, layer),
    )


def _describe_change(change: Change | None, layer: Layer) -> ChangeAnswer | None:
    if change is None:
        return None
    return ChangeAnswer(
        first=change.first,
        last=change.last,
        start=round_figure(change.start, layer),
        now=round_figure(change.now, layer),
        change=round_figure(change.change, layer),
        margin=round_figure(change.margin, layer),
        is_clear=change.is_clear,
        reason=change.reason,
        provisional=change.provisional,
        periods=change.periods,
        coverage=round_share(change.coverage),
        before=_describe_point(change.before, layer) if change.before else None,
        is_exceptional_start=change.is_exceptional_start,
    )


def _describe_gap(gap: Gap, layer: Layer) -> GapAnswer:
    return GapAnswer(
        first=gap.first,
        last=gap.last,
        start=round_figure(gap.start, layer),
        now=round_figure(gap.now, layer),
        change=round_figure(gap.change, layer),
        margin=round_figure(gap.margin, layer),
        pace=round_figure(gap.pace, layer, finer=_FINER_A_YEAR),
        pace_needed=round_figure(gap.pace_needed, layer, finer=_FINER_A_YEAR),
        standing=gap.standing,
        periods=gap.periods,
        verdict=gap.verdict,
        reason=gap.reason,
        provisional=gap.provisional,
        outcome=gap.outcome,
        mover=gap.mover,
        area_change=_describe_change(gap.area_change, layer),
        reference_change=_describe_change(gap.reference_change, layer),
        p_value=None if gap.p_value is None else round_share(gap.p_value),
        is_exceptional_start=gap.is_exceptional_start,
    )
