"""The sentences of the paragraph about an area, each with what it claims in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.thresholds import NEARLY_ALL
from nplv_geo.ground.areas import NEDERLAND, NPLV
from nplv_geo.present.sentences.certainty import (
    find_reference,
    has_narrow_place,
    is_clear_fact,
    is_comparable,
    is_fact,
    is_fit_for_paragraph,
    is_followed,
    measure_extremity,
    select_clear_items,
)
from nplv_geo.present.sentences.claims import Claim, LayerLimits, Paragraph
from nplv_geo.present.sentences.phrases import mark_link, split_runs, write_spoken_label
from nplv_geo.present.texts import Texts
from nplv_geo.present.values.profile import Item, Profile
from nplv_geo.statistics.compare import Standing
from nplv_geo.statistics.time.moves import Change

_WORSE_FIRST: tuple[Standing, ...] = ("worse", "better")


class Draft:
    """Writes one version of the paragraph; the rules stand in ``present.paragraph``."""

    def __init__(self, profile: Profile, t: Texts) -> None:
        self.profile, self.t = profile, t
        self.sentences: list[str] = []
        self.claims: list[Claim] = []
        self.judged = [item for item in profile.items if is_fit_for_paragraph(item.layer)]
        self.counted = [item for item in self.judged if not item.layer.notes.model_estimate]
        self.modelled = [item for item in self.judged if item.layer.notes.model_estimate]

    def write(self, room: LayerLimits) -> Paragraph:
        """Write the paragraph with as many layers in each sentence as there is room for."""
        pairs = zip(_WORSE_FIRST, room.country, strict=True)
        named = [self._against(NEDERLAND, word, n) for word, n in pairs]
        if not any(named):
            self._similar()
        self._estimated("higher", room.estimated[0])
        self._estimated("lower", room.estimated[1])
        if self.profile.gemeente:
            for word, n in zip(_WORSE_FIRST, room.gemeente, strict=True):
                self._against(self.profile.gemeente, word, n)
        if room.has_place:
            self._rank([item for items in named for item in items])
        self._changed()
        self._unsure()
        self._unknown()
        return Paragraph(tuple(split_runs(text) for text in self.sentences), tuple(self.claims))

    def _against(self, reference: str, word: Standing, most: int) -> list[Item]:
        """Say where the area stands clearly worse or better than a reference."""
        items = list(select_clear_items(self.counted, reference, (word,)))[:most]
        kind = "nl" if reference == NEDERLAND else "gm"
        if items:
            is_first = word == "better" and kind == "nl" and not self.sentences
            first = "first_" if is_first else ""
            self._list(items, reference, word, f"paragraph.{first}{word}_{kind}")
        return items

    def _estimated(self, kind: str, most: int) -> None:
        """Say in words that judge nobody what a model puts clearly above or below the country."""
        side = [item for item in self.modelled if _is_higher(item) == (kind == "higher")]
        items = list(select_clear_items(side, NEDERLAND, _WORSE_FIRST))[:most]
        if items:
            self._list(items, NEDERLAND, kind, f"paragraph.estimated_{kind}")

    def _list(self, items: Sequence[Item], reference: str, kind: str, key: str) -> None:
        parts = []
        for item in items:
            other = find_reference(item, reference)
            value, theirs = item.report.value or 0.0, (other.value if other else None) or 0.0
            parts.append(self._pair(item, value, theirs))
            numbers = (value, theirs)
            period = item.report.period
            self.claims.append(Claim(kind, item.layer.id, reference, numbers, (period,)))
        self._say(key, gemeente=self._name(reference), list=self.t.enumerated(parts))

    def _pair(self, item: Item, value: float, reference: float) -> str:
        t, layer = self.t, item.layer
        return t(
            "paragraph.pair",
            label=write_spoken_label(layer, t),
            value=self._number(layer, value),
            reference=self._number(layer, reference),
            unit=f" {t.unit_beside(layer)}".rstrip(),
            period=item.report.period,
            note=t("paragraph.provisional") if item.report.origin.provisional else "",
        )

    def _similar(self) -> None:
        """Nothing stands out, of what can be held against the country at all."""
        compared = [item for item in self.counted if is_comparable(item, NEDERLAND)]
        comparable_items = [item for item in compared if not _is_unsure(item)]
        if len(comparable_items) == 1:
            self._list(comparable_items, NEDERLAND, "similar", "paragraph.similar_one")
        if len(comparable_items) <= 1:
            return
        self.claims.append(Claim("similar", "", NEDERLAND, (len(comparable_items),)))
        self._say("paragraph.similar", n=mark_link(str(len(comparable_items)), ""))

    def _rank(self, named: Sequence[Item]) -> None:
        """Place among the 20 on the named layer where it stands out most."""
        # Where all areas have the same value, as without a spread, a place says nothing.
        fair = [item for item in named or self.counted if item.spread and is_fact(item)]
        ranked = [item for item in fair if has_narrow_place(item)]
        if not ranked:
            return
        item = max(ranked, key=measure_extremity)
        place, layer, period = item.report.rank, item.layer, item.report.period
        if place is None:
            return
        ends = (place.position,) if place.is_sure else (place.lowest, place.highest)
        self.claims.append(Claim("rank", layer.id, "", (*ends, place.of), (period,)))
        written = [mark_link(self.t.ordinal(end), layer.id) for end in ends]
        self._say(
            "paragraph.rank" if place.is_sure else "paragraph.rank_range",
            label=write_spoken_label(layer, self.t),
            period=period,
            note=self.t("paragraph.provisional") if item.report.origin.provisional else "",
            lowest=written[0],
            highest=written[-1],
            of=mark_link(str(place.of), layer.id),
        )

    def _changed(self) -> None:
        """The clearest change since the programme began, and out of how many."""
        followed = [item for item in self.judged if is_fact(item) and is_followed(item)]
        moved = [item for item in followed if item.spread and is_clear_fact(item)]
        if not moved:
            return
        item = max(
            moved, key=lambda i: abs(i.change.change) / i.spread if i.change and i.spread else 0
        )
        change, layer = item.change, item.layer
        if change is None:
            return
        better = layer.is_improvement(change.change)
        value, years = partial(self._number, layer), (change.first, change.last)
        counts = (len(moved), len(followed))
        if len(followed) > 1:
            self.claims.append(Claim("followed", layer.id, "", counts))
        self.claims.append(Claim("changed", layer.id, "", (change.start, change.now), years))
        self._say(
            "paragraph.changed" + _choose_change_text(*counts),
            k=mark_link(str(counts[0]), layer.id),
            n=mark_link(str(counts[1]), layer.id),
            label=write_spoken_label(layer, self.t),
            first=change.first,
            start=value(change.start),
            now=value(change.now),
            last=change.last,
            note=self._note(item, change),
            before=self._before(item, change),
            country=self._of_country(item, change),
            verdict=self.t(f"standing_{'better' if better else 'worse'}"),
        )

    def _note(self, item: Item, change: Change) -> str:
        notes = [self.t("estimated")] if item.layer.notes.model_estimate else []
        notes += [self.t("provisional")] if change.provisional else []
        return f" ({', '.join(notes)})" if notes else ""

    def _before(self, item: Item, change: Change) -> str:
        """The last figure before the programme, without which a start may be chance."""
        point = change.before
        if point is None or not point.is_known:
            return ""
        layer = item.layer
        self.claims.append(Claim("before", layer.id, "", (point.number,), (point.period,)))
        value = self._number(layer, point.number)
        return self.t("paragraph.before", period=point.period, value=value)

    def _of_country(self, item: Item, change: Change) -> str:
        """What the country did in the same years."""
        country = item.country_change
        years = (change.first, change.last)
        if country is None or (country.first, country.last) != years:
            return ""
        if country.coverage < NEARLY_ALL:
            return ""
        numbers = (country.start, country.now)
        self.claims.append(Claim("changed", item.layer.id, NEDERLAND, numbers, years))
        start, now = (self._number(item.layer, number) for number in numbers)
        return self.t("paragraph.country", start=start, now=now)

    def _unsure(self) -> None:
        """Layers of which nobody knows whether the difference with the country is real."""
        unsure = [item for item in self.judged if is_fact(item) and _is_unsure(item)]
        if not unsure:
            return
        item, n = unsure[0], len(unsure)
        period = item.report.period
        self.claims.append(Claim("unsure", item.layer.id, NEDERLAND, (n,), (period,)))
        number, label = mark_link(str(n), item.layer.id), write_spoken_label(item.layer, self.t)
        if item.layer.notes.model_estimate:
            period = f"{period}, {self.t('estimated')}"
        key = "paragraph.unsure" if n > 1 else "paragraph.unsure_one"
        self._say(key, n=number, label=label, period=period)

    def _unknown(self) -> None:
        """How many layers can't be spoken of, and why the first of them can't."""
        missing = [item for item in self.judged if not is_fact(item)]
        if not missing:
            return
        item = missing[0]
        self.claims.append(Claim("unknown", item.layer.id, "", (len(missing), len(self.judged))))
        self._say(
            "paragraph.unknown" if len(missing) > 1 else "paragraph.unknown_one",
            n=mark_link(str(len(missing)), item.layer.id),
            total=mark_link(str(len(self.judged)), item.layer.id),
            label=write_spoken_label(item.layer, self.t),
            reason=self._reason(item),
        )

    def _reason(self, item: Item) -> str:
        report, t = item.report, self.t
        is_partly = report.value is not None or report.reason == "low_coverage"
        if is_partly and report.coverage:
            share, needed = t.share(report.coverage), t.share(NEARLY_ALL)
            numbers = (mark_link(number, item.layer.id) for number in (share, needed))
            return t("paragraph.partly", **dict(zip(("share", "needed"), numbers, strict=True)))
        return t(f"reasons.{report.reason}" if report.reason else f"statuses.{report.status}")

    def _number(self, layer: Layer, value: float) -> str:
        return mark_link(self.t.value(value, layer), layer.id)

    def _name(self, area: str) -> str:
        refs = (
            ref.name
            for item in self.profile.items
            for ref in item.report.references
            if ref.id == area
        )
        return next(refs, area)

    def _say(self, key: str, **words: object) -> None:
        is_group = self.profile.area == NPLV
        area = self.t("paragraph.nplv") if is_group else self.profile.name
        it = self.t("paragraph.it") if self.sentences else area
        self.sentences.append(self.t(key, area=area, it=it, **words))


def _is_unsure(item: Item) -> bool:
    other = find_reference(item, NEDERLAND)
    return other is not None and other.standing == "unsure"


def _is_higher(item: Item) -> bool:
    other = find_reference(item, NEDERLAND)
    return other is not None and (other.difference or 0.0) > 0


def _choose_change_text(moved: int, followed: int) -> str:
    """Which text tells of the change: the only layer, one of more, or the most of some."""
    if followed == 1:
        return "_only"
    return "_one" if moved == 1 else ""
