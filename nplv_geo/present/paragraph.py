"""One honest paragraph about an area, made by rules: the same text for the same figures.

Rules
-----
- Only layers with a direction, and only values of which nearly all of the weight is known.
- A difference counts as clear when it is beyond rounding and chance, and at least half of the
  standard deviation between the 20 areas on that layer; the largest in those terms come first,
  one of each theme, three at most.
- What does not fit in 120 words is left out from the end: the gemeente first, the country last.
  Both languages leave the same out, so that they always make the same claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import get_args
from weakref import WeakKeyDictionary

from nplv_geo.areas import NEDERLAND, NPLV
from nplv_geo.catalog import Language, Layer
from nplv_geo.compare import Standing
from nplv_geo.present.phrases import Run, linked, runs, spoken
from nplv_geo.present.profile import Item, Profile
from nplv_geo.present.sayable import (
    MIN_COVERAGE,
    clear,
    extremity,
    is_clear_fact,
    is_comparable,
    is_fact,
    is_judged,
    reference_of,
)
from nplv_geo.present.texts import Texts, texts

MAX_WORDS = 120
# How many layers each sentence names, from the most to the least that fits.
_ROOM = (
    (3, 3, 2, 2),
    (3, 2, 2, 1),
    (3, 2, 1, 1),
    (3, 1, 1, 0),
    (3, 1, 0, 0),
    (2, 1, 1, 0),
    (2, 1, 0, 0),
    (1, 1, 0, 0),
    (1, 0, 0, 0),
)
_LANGUAGES: tuple[Language, ...] = get_args(Language)
_WORSE_FIRST: tuple[Standing, ...] = ("worse", "better")


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the paragraph says, as numbers, so that it can be checked.

    Attributes
    ----------
    kind
        ``worse`` or ``better`` (than ``reference``), ``rank``, ``changed``, ``unknown``,
        ``similar``.
    numbers
        As in the figures, not rounded: value and reference; position and number of areas;
        start and now; or layers without and in total.
    """

    kind: str
    layer: str
    reference: str
    numbers: tuple[float, ...]


@dataclass(frozen=True)
class Paragraph:
    """The sentences as pieces of text, of which the numbers point at their row."""

    sentences: tuple[tuple[Run, ...], ...]
    claims: tuple[Claim, ...]

    @cached_property
    def text(self) -> str:
        """The paragraph as plain text."""
        return " ".join("".join(run.text for run in runs) for runs in self.sentences)

    @property
    def words(self) -> int:
        """Number of words, each number counted as one or two."""
        return len(self.text.split())


def paragraph(profile: Profile, t: Texts) -> Paragraph:
    """Write the paragraph of an area; empty for the country itself."""
    if profile.area == NEDERLAND:
        return Paragraph((), ())
    if profile not in _WRITTEN:
        _WRITTEN[profile] = _written(profile)
    return _WRITTEN[profile][t.language]


def _written(profile: Profile) -> dict[Language, Paragraph]:
    drafts: dict[Language, Paragraph] = {}
    for room in _ROOM:
        drafts = {la: _Draft(profile, texts(la)).written(room) for la in _LANGUAGES}
        if all(draft.words <= MAX_WORDS for draft in drafts.values()):
            break
    return drafts


# Kept for as long as the profile is.
_WRITTEN: WeakKeyDictionary[Profile, dict[Language, Paragraph]] = WeakKeyDictionary()


class _Draft:
    """Writes one version of the paragraph."""

    def __init__(self, profile: Profile, t: Texts) -> None:
        self.profile, self.t = profile, t
        self.sentences: list[str] = []
        self.claims: list[Claim] = []
        self.judged = [item for item in profile.items if is_judged(item.layer)]

    def written(self, room: Sequence[int]) -> Paragraph:
        gemeente = self.profile.gemeente
        named = [
            self._against(NEDERLAND, word, n)
            for word, n in zip(_WORSE_FIRST, room[:2], strict=True)
        ]
        if not any(named):
            self._similar()
        if gemeente:
            for word, n in zip(_WORSE_FIRST, room[2:], strict=True):
                self._against(gemeente, word, n)
        self._rank([item for items in named for item in items])
        self._changed()
        self._unknown()
        return Paragraph(tuple(runs(text) for text in self.sentences), tuple(self.claims))

    def _against(self, reference: str, word: Standing, most: int) -> list[Item]:
        """Say where the area stands clearly worse or better than a reference."""
        chosen = list(clear(self.judged, reference, word))[:most]
        if not chosen:
            return []
        parts = []
        for item in chosen:
            other = reference_of(item, reference)
            value, theirs = item.found.value or 0.0, other.value if other else None
            parts.append(self._pair(item, value, theirs or 0.0))
            self.claims.append(Claim(word, item.layer.id, reference, (value, theirs or 0.0)))
        kind = "nl" if reference == NEDERLAND else "gm"
        key = f"paragraph.{word}_{kind}"
        self._say(key, gemeente=self._name(reference), list=self.t.enumerated(parts))
        return chosen

    def _pair(self, item: Item, value: float, reference: float) -> str:
        t, layer = self.t, item.layer
        return t(
            "paragraph.pair",
            label=spoken(layer, t),
            value=self._number(layer, value),
            reference=self._number(layer, reference),
            unit=_unit(layer, t),
            note=t("paragraph.provisional") if item.found.origin["provisional"] else "",
        )

    def _similar(self) -> None:
        """Nothing stands out, of what can be held against the country at all."""
        known = [item for item in self.judged if is_comparable(item, NEDERLAND)]
        if not known:
            return
        self.claims.append(Claim("similar", "", NEDERLAND, (len(known),)))
        self._say("paragraph.similar", n=linked(str(len(known)), ""))

    def _rank(self, named: Sequence[Item]) -> None:
        """Place among the 20 on the named layer where it stands out most."""
        # Where all areas have the same value, as without a spread, a place says nothing.
        ranked = [item for item in named or self.judged if item.spread and is_fact(item)]
        ranked = [item for item in ranked if item.found.rank]
        if not ranked:
            return
        item = max(ranked, key=extremity)
        place = item.found.rank
        if place is None:
            return
        self.claims.append(Claim("rank", item.layer.id, "", (place.position, place.of)))
        self._say(
            "paragraph.rank",
            label=spoken(item.layer, self.t),
            position=linked(str(place.position), item.layer.id),
            of=linked(str(place.of), item.layer.id),
        )

    def _changed(self) -> None:
        """The clearest change since the programme began."""
        moved = [i for i in self.judged if is_fact(i) and i.spread and is_clear_fact(i.change)]
        if not moved:
            return
        item = max(
            moved, key=lambda i: abs(i.change.change) / i.spread if i.change and i.spread else 0
        )
        found = item.change
        if found is None:
            return
        better = (found.change > 0) == (item.layer.higher_is == "better")
        self.claims.append(Claim("changed", item.layer.id, "", (found.start, found.now)))
        value, country = partial(self._number, item.layer), item.country_change
        same = (
            country
            if country
            and (country.first, country.last) == (found.first, found.last)
            and country.coverage >= MIN_COVERAGE
            else None
        )
        if same:
            self.claims.append(Claim("changed", item.layer.id, NEDERLAND, (same.start, same.now)))
        self._say(
            "paragraph.changed",
            label=spoken(item.layer, self.t),
            first=found.first,
            start=value(found.start),
            now=value(found.now),
            last=found.last,
            note=f" ({self.t('provisional')})" if found.provisional else "",
            country=self.t("paragraph.country", start=value(same.start), now=value(same.now))
            if same
            else "",
            verdict=self.t(f"standing_{'better' if better else 'worse'}"),
        )

    def _unknown(self) -> None:
        """How many layers can't be spoken of, and why the first of them can't."""
        missing = [item for item in self.judged if not is_fact(item)]
        if not missing:
            return
        item = missing[0]
        self.claims.append(Claim("unknown", item.layer.id, "", (len(missing), len(self.judged))))
        self._say(
            "paragraph.unknown",
            n=linked(str(len(missing)), item.layer.id),
            total=linked(str(len(self.judged)), item.layer.id),
            label=spoken(item.layer, self.t),
            reason=self._reason(item),
        )

    def _reason(self, item: Item) -> str:
        if item.found.value is not None:
            share = linked(self.t.share(item.found.coverage), item.layer.id)
            return self.t("paragraph.partly", share=share)
        if item.found.reason:
            return self.t(f"reasons.{item.found.reason}")
        return self.t(f"statuses.{item.found.status}")

    def _number(self, layer: Layer, value: float) -> str:
        return linked(self.t.value(value, layer), layer.id)

    def _name(self, area: str) -> str:
        refs = (
            ref.name
            for item in self.profile.items
            for ref in item.found.references
            if ref.id == area
        )
        return next(refs, area)

    def _say(self, key: str, **words: object) -> None:
        is_group = self.profile.area == NPLV
        area = self.t("paragraph.nplv") if is_group else self.profile.name
        self.sentences.append(self.t(key, area=area, **words))


def _unit(layer: Layer, t: Texts) -> str:
    """Unit after the second number, unless sign or label already say it."""
    unit = t.unit(layer)
    said = (
        layer.unit in ("%", "score", "klasse")
        or unit.lower() in layer.label.in_(t.language).lower()
    )
    return "" if said else f" {unit}"
