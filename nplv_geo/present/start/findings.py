"""Findings that pull a reader in, chosen by rules from the profiles of the 20 areas.

Rules
-----
1.  As for the paragraph (``present.sentences.paragraph``): layers with a direction, no nearness, no
    estimates of a model, and only values of which nine tenths of the weight is known.
2.  One area that stands furthest behind the Netherlands, one that changed most since the programme
    began, and one where something got better. Where nothing did for sure, the area that stands
    furthest ahead takes that place. Where a place is still open, the area that stands furthest
    behind on another theme takes it. Sizes are in standard deviations between the 20 areas.
3.  A standing is told when it is clear as in the paragraph, and of figures that no longer change,
    of a year since the programme began: where the newest year is provisional, the one before it.
4.  A change is the largest of many, and chance has as many tries. So it must be clear by itself,
    and beyond the margin that holds for all of them together (Bonferroni).
5.  Each finding is of another area. What is not sure is not told: there may be fewer, or none.
6.  The same figures give the same findings: of equal sizes the first by name counts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal, NamedTuple

from nplv_geo.definitions.layers import Layer
from nplv_geo.ground.areas import NEDERLAND, AreaLevel
from nplv_geo.present.sentences.certainty import (
    CLEAR,
    find_reference,
    is_clear_fact,
    is_comparable,
    is_fact,
    is_fit_for_paragraph,
    is_followed,
)
from nplv_geo.present.values.profile import Item, Profile
from nplv_geo.statistics.compare import Standing
from nplv_geo.statistics.time.moves import START, Change

FindingKind = Literal["behind", "changed", "improved", "ahead"]

# Chance that a margin is passed by accident on one side, for a single figure.
_ONE_SIDE = 0.025
_MOST = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is worth a look, as numbers, so that it can be checked.

    Attributes
    ----------
    kind
        What was found.
    area, name
        Code and name of the area.
    layer
        What it is about.
    numbers
        Value of the area and of the Netherlands; of a change, value then and now.
    periods
        Year of both; of a change, the two years.
    is_provisional
        Whether the newest of the numbers can still change.
    publisher
        Whose figures they are.
    """

    kind: FindingKind
    area: str
    name: str
    layer: Layer
    numbers: tuple[float, float]
    periods: tuple[str, ...]
    is_provisional: bool
    publisher: str


class _Candidate(NamedTuple):
    size: float
    finding: Finding


def choose_findings(
    profiles: Sequence[Profile], settled: Sequence[Profile] | None = None
) -> tuple[Finding, ...]:
    """Choose what the start page tells; empty when nothing is sure.

    Parameters
    ----------
    profiles
        Of the focus areas.
    settled
        The same with the newest figures that no longer change, of which standings are told.

    Returns
    -------
    tuple of Finding
        Three at most, each of another area: first what lies behind, then changes.
    """
    standings = _sort_candidates(_list_standings(profiles if settled is None else settled))
    changes = _sort_candidates(_list_sure_changes(profiles))
    told: list[Finding] = []
    _take_first(told, standings, lambda finding: finding.kind == "behind")
    _take_first(told, changes, lambda finding: finding.kind == "improved")
    has_improved = bool(told) and told[-1].kind == "improved"
    _take_first(told, changes, lambda finding: finding.kind == "changed")
    if not has_improved:
        _take_first(told, standings, lambda finding: finding.kind == "ahead")
    if len(told) < _MOST:
        themes = {finding.layer.theme for finding in told if finding.kind == "behind"}
        _take_first(
            told, standings, lambda one: one.kind == "behind" and one.layer.theme not in themes
        )
    order: tuple[FindingKind, ...] = ("behind", "changed", "improved", "ahead")
    return tuple(sorted(told, key=lambda finding: order.index(finding.kind)))


def widen_for_tries(n: int) -> float:
    """Tell by how much a margin of 95 % grows when the largest of ``n`` figures is looked at."""
    normal = NormalDist()
    return normal.inv_cdf(1 - _ONE_SIDE / n) / normal.inv_cdf(1 - _ONE_SIDE)


def _take_first(
    told: list[Finding], candidates: Iterable[Finding], is_wanted: Callable[[Finding], bool]
) -> None:
    """Tell the first that is wanted, of an area that nothing was told of."""
    areas = {finding.area for finding in told}
    new = (one for one in candidates if is_wanted(one) and one.area not in areas)
    told.extend([one for one in (next(new, None),) if one is not None])


def _sort_candidates(candidates: Iterable[_Candidate]) -> list[Finding]:
    def rank(candidate: _Candidate) -> tuple[float, str, str]:
        return (-candidate.size, candidate.finding.name, candidate.finding.layer.id)

    return [candidate.finding for candidate in sorted(candidates, key=rank)]


def _list_usable_items(profiles: Iterable[Profile]) -> Iterator[tuple[Profile, Item]]:
    for profile in profiles:
        level = AreaLevel(profile.level)
        for item in profile.items:
            layer = item.layer
            is_usable = is_fit_for_paragraph(layer) and not layer.notes.model_estimate
            if is_usable and item.spread and is_fact(item) and layer.is_given_at(level):
                yield profile, item


def _list_standings(profiles: Iterable[Profile]) -> Iterator[_Candidate]:
    """What stands clearly and far behind or ahead of the Netherlands."""
    words: Collection[Standing] = ("worse", "better")
    for profile, item in _list_usable_items(profiles):
        report, other = item.report, find_reference(item, NEDERLAND)
        if other is None or other.value is None or report.value is None or not item.spread:
            continue
        size = abs(report.value - other.value) / item.spread
        if not is_comparable(item, NEDERLAND) or other.standing not in words:
            continue
        is_told_later = report.origin.provisional or int(report.period[:4]) < START
        if size < CLEAR or is_told_later:
            continue
        kind: FindingKind = "ahead" if other.standing == "better" else "behind"
        yield _Candidate(
            size,
            Finding(
                kind=kind,
                area=profile.area,
                name=profile.name,
                layer=item.layer,
                numbers=(report.value, other.value),
                periods=(report.period,),
                is_provisional=False,
                publisher=report.origin.publisher,
            ),
        )


def _list_sure_changes(profiles: Iterable[Profile]) -> Iterator[_Candidate]:
    """Changes that chance can't explain, though the largest of so many are looked at."""
    followed = [
        (profile, item, item.change)
        for profile, item in _list_usable_items(profiles)
        if item.change is not None and item.change.margin is not None and is_followed(item)
    ]
    wider = widen_for_tries(len(followed)) if followed else 1.0
    for profile, item, change in followed:
        if item.spread and is_clear_fact(item) and _is_beyond(change, wider):
            is_better = item.layer.is_improvement(change.change)
            finding = Finding(
                kind="improved" if is_better else "changed",
                area=profile.area,
                name=profile.name,
                layer=item.layer,
                numbers=(change.start, change.now),
                periods=(change.first, change.last),
                is_provisional=change.provisional,
                publisher=item.report.origin.publisher,
            )
            yield _Candidate(abs(change.change) / item.spread, finding)


def _is_beyond(change: Change, wider: float) -> bool:
    return change.margin is not None and abs(change.change) > change.margin * wider
