"""What the areas most alike do, side by side by action line: to learn from, not to rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nplv_geo.definitions.catalog import Catalog
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.programme import FactKind, Programme
from nplv_geo.edition.edition import Edition
from nplv_geo.present.programme.words import FactWords, describe_fact
from nplv_geo.present.site.programme import make_area_address
from nplv_geo.present.texts import Texts
from nplv_geo.present.values.peer_search import find_likeness


@dataclass(frozen=True, slots=True)
class LabelledFact:
    """A fact with the word for its kind."""

    label: str
    fact: FactWords


@dataclass(frozen=True, slots=True)
class AreaColumn:
    """What one area does, line by line; a line without facts is empty.

    Attributes
    ----------
    is_own
        True for the area that the page is about.
    themes
        What it names as its own themes.
    """

    name: str
    address: str
    is_own: bool
    themes: tuple[FactWords, ...]
    lines: tuple[tuple[LabelledFact, ...], ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The area and those most alike; without columns ``intro`` says why there are none."""

    intro: str
    labels: tuple[str, ...]
    columns: tuple[AreaColumn, ...]


def put_side_by_side(
    programme: Programme,
    areas: Mapping[str, FocusArea],
    peers: Sequence[str],
    area: str,
    t: Texts,
) -> SideBySide:
    """Put what an area and its peers do side by side.

    Parameters
    ----------
    programme
        Everything about the programme.
    areas
        The 20 areas by id.
    peers
        Ids of the areas most alike, the nearest first.
    area
        Id of the area itself.

    Returns
    -------
    SideBySide
        The area first, then its peers as the search ordered them: by likeness, not by result.
    """
    labels = tuple(line.label.in_(t.language) for line in programme.lines.line)
    if not peers:
        return SideBySide(t("peers.none_unknown"), labels, ())
    return SideBySide(
        intro=t("area_programme.alike_intro", n=t.number(len(peers)), area=areas[area].name),
        labels=labels,
        columns=tuple(
            _make_column(programme, areas[id_], t, is_own=id_ == area) for id_ in (area, *peers)
        ),
    )


def list_peer_ids(edition: Edition, catalog: Catalog, area: str) -> tuple[str, ...]:
    """List the areas most like a focus area, the nearest first; none when too little is known."""
    return tuple(str(peer.area) for peer in find_likeness(edition, catalog, area).peers)


def _make_column(programme: Programme, area: FocusArea, t: Texts, *, is_own: bool) -> AreaColumn:
    facts = programme.list_facts(area.id)
    return AreaColumn(
        name=area.name,
        address=make_area_address(area.id, t),
        is_own=is_own,
        themes=tuple(describe_fact(f, t) for f in facts if f.kind is FactKind.THEMES),
        lines=tuple(
            tuple(
                LabelledFact(t(f"programme_kinds.{fact.kind}"), describe_fact(fact, t))
                for fact in facts
                if line.id in fact.lines
            )
            for line in programme.lines.line
        ),
    )
