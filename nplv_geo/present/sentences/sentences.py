"""The sentences of the paragraph about an area, each with what it claims in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.thresholds import NEARLY_ALL
from nplv_geo.ground.areas import NEDERLAND, NPLV, AreaLevel
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
_ESTIMATED = ("higher", "lower")


class Draft:
    """Writes one version of the paragraph; its rules stand in ``present.sentences.paragraph``.

    Attributes
    ----------
    sentences
        Text of each sentence, with marks around its numbers.
    claims
        What the sentences say, in their order.
    judged_items, counted_items, estimated_items
        Layers that the paragraph can use, and which of them were counted or estimated.
    """

    def __init__(self, profile: Profile, t: Texts) -> None:
        self.profile, self.t = profile, t
        self.sentences: list[str] = []
        self.claims: list[Claim] = []
        level = AreaLevel(profile.level)
        self.judged_items = [
            item
            for item in profile.items
            if is_fit_for_paragraph(item.layer) and item.layer.is_given_at(level)
        ]
        self.counted_items = [
            item for item in self.judged_items if not item.layer.notes.model_estimate
        ]
        self.estimated_items = [
            item for item in self.judged_items if item.layer.notes.model_estimate
        ]

    def write(self, limits: LayerLimits) -> Paragraph:
        """Write the paragraph with as many layers in each sentence as the limits allow."""
        pairs = zip(_WORSE_FIRST, limits.country, strict=True)
        items_by_word = [self._write_against(NEDERLAND, word, n) for word, n in pairs]
        if not any(items_by_word):
            self._write_similar()
        self._write_estimated("higher", limits.estimated[0])
        self._write_estimated("lower", limits.estimated[1])
        if self.profile.gemeente:
            for word, n in zip(_WORSE_FIRST, limits.gemeente, strict=True):
                self._write_against(self.profile.gemeente, word, n)
        if limits.has_place:
            self._write_rank([item for items in items_by_word for item in items])
        self._write_changed()
        self._write_unsure()
        self._write_unknown()
        return Paragraph(tuple(split_runs(text) for text in self.sentences), tuple(self.claims))

    def _write_against(self, reference: str, word: Standing, most: int) -> list[Item]:
        """Write on which layers the area stands clearly worse or better than a reference."""
        items = list(select_clear_items(self.counted_items, reference, (word,)))[:most]
        kind = "nl" if reference == NEDERLAND else "gm"
        if items:
            is_first = word == "better" and kind == "nl" and not self.sentences
            first = "first_" if is_first else ""
            self._write_list(items, reference, word, f"paragraph.{first}{word}_{kind}")
        return items

    def _write_estimated(self, kind: str, most: int) -> None:
        """Write, without judging, what a model estimates clearly above or below the country."""
        side = [item for item in self.estimated_items if _is_higher(item) == (kind == "higher")]
        items = list(select_clear_items(side, NEDERLAND, _WORSE_FIRST))[:most]
        if items:
            self._write_list(items, NEDERLAND, kind, f"paragraph.estimated_{kind}")

    def _write_list(self, items: Sequence[Item], reference: str, kind: str, key: str) -> None:
        parts = []
        for item in items:
            other = find_reference(item, reference)
            value, other_value = item.report.value or 0.0, (other.value if other else None) or 0.0
            parts.append(self._write_pair(item, value, other_value))
            numbers = (value, other_value)
            period = item.report.period
            self.claims.append(Claim(kind, item.layer.id, reference, numbers, (period,)))
        also = "also_estimated" if kind in _ESTIMATED else "also"
        first, *others = parts
        told = first + "".join(self.t(f"paragraph.{also}", pair=pair) for pair in others)
        self._add_sentence(key, gemeente=self._name_area(reference), list=told)

    def _write_pair(self, item: Item, value: float, reference: float) -> str:
        t, layer = self.t, item.layer
        return t(
            "paragraph.pair",
            label=write_spoken_label(layer, t),
            value=self._write_number(layer, value),
            reference=self._write_number(layer, reference),
            unit=f" {t.unit_beside(layer)}".rstrip(),
            period=item.report.period,
            note=t("paragraph.provisional") if item.report.origin.provisional else "",
        )

    def _write_similar(self) -> None:
        """Write that nothing stands out, and of how many layers that are comparable."""
        country_items = [item for item in self.counted_items if is_comparable(item, NEDERLAND)]
        sure_items = [item for item in country_items if not _is_unsure(item)]
        if len(sure_items) == 1:
            self._write_list(sure_items, NEDERLAND, "similar", "paragraph.similar_one")
        if len(sure_items) <= 1:
            return
        self.claims.append(Claim("similar", "", NEDERLAND, (len(sure_items),)))
        self._add_sentence("paragraph.similar", n=mark_link(str(len(sure_items)), ""))

    def _write_rank(self, named_items: Sequence[Item]) -> None:
        """Write the place among the 20 on the layer, of those named, that is most extreme."""
        # Where all areas have the same value, as without a spread, a place says nothing.
        facts = [
            item for item in named_items or self.counted_items if item.spread and is_fact(item)
        ]
        ranked = [item for item in facts if has_narrow_place(item)]
        if not ranked:
            return
        item = max(ranked, key=measure_extremity)
        rank, layer, period = item.report.rank, item.layer, item.report.period
        if rank is None:
            return
        ends = (rank.position,) if rank.is_sure else (rank.lowest, rank.highest)
        self.claims.append(Claim("rank", layer.id, "", (*ends, rank.of), (period,)))
        ordinals = [mark_link(self.t.ordinal(end), layer.id) for end in ends]
        self._add_sentence(
            "paragraph.rank" if rank.is_sure else "paragraph.rank_range",
            label=write_spoken_label(layer, self.t),
            period=period,
            note=self.t("paragraph.provisional") if item.report.origin.provisional else "",
            lowest=ordinals[0],
            highest=ordinals[-1],
            of=mark_link(str(rank.of), layer.id),
        )

    def _write_changed(self) -> None:
        """Write the clearest change since the programme began, and out of how many."""
        followed_items = [item for item in self.judged_items if is_fact(item) and is_followed(item)]
        clear_items = [item for item in followed_items if item.spread and is_clear_fact(item)]
        if not clear_items:
            return
        item = max(
            clear_items,
            key=lambda i: abs(i.change.change) / i.spread if i.change and i.spread else 0,
        )
        change, layer = item.change, item.layer
        if change is None:
            return
        is_better = layer.is_improvement(change.change)
        write_number, years = partial(self._write_number, layer), (change.first, change.last)
        counts = (len(clear_items), len(followed_items))
        if len(followed_items) > 1:
            self.claims.append(Claim("followed", layer.id, "", counts))
        self.claims.append(Claim("changed", layer.id, "", (change.start, change.now), years))
        self._add_sentence(
            "paragraph.changed" + _choose_change_text(*counts),
            k=mark_link(str(counts[0]), layer.id),
            n=mark_link(str(counts[1]), layer.id),
            label=write_spoken_label(layer, self.t),
            first=change.first,
            start=write_number(change.start),
            now=write_number(change.now),
            last=change.last,
            note=self._write_note(item, change),
            before=self._write_before(item, change),
            country=self._write_country_change(item, change),
            verdict=self.t(f"standing_{'better' if is_better else 'worse'}"),
        )

    def _write_note(self, item: Item, change: Change) -> str:
        notes = [self.t("estimated")] if item.layer.notes.model_estimate else []
        notes += [self.t("provisional")] if change.provisional else []
        return f" ({', '.join(notes)})" if notes else ""

    def _write_before(self, item: Item, change: Change) -> str:
        """Write the last figure before the programme: without it a start may be chance."""
        point = change.before
        if point is None or not point.is_known:
            return ""
        layer = item.layer
        self.claims.append(Claim("before", layer.id, "", (point.number,), (point.period,)))
        value = self._write_number(layer, point.number)
        return self.t("paragraph.before", period=point.period, value=value)

    def _write_country_change(self, item: Item, change: Change) -> str:
        """Write the change of the country in the same years."""
        country = item.country_change
        years = (change.first, change.last)
        if country is None or (country.first, country.last) != years:
            return ""
        if country.coverage < NEARLY_ALL:
            return ""
        numbers = (country.start, country.now)
        self.claims.append(Claim("changed", item.layer.id, NEDERLAND, numbers, years))
        start, now = (self._write_number(item.layer, number) for number in numbers)
        return self.t("paragraph.country", start=start, now=now)

    def _write_unsure(self) -> None:
        """Write of how many layers the difference with the country is not certain."""
        unsure_items = [item for item in self.judged_items if is_fact(item) and _is_unsure(item)]
        if not unsure_items:
            return
        item, n = unsure_items[0], len(unsure_items)
        period = item.report.period
        self.claims.append(Claim("unsure", item.layer.id, NEDERLAND, (n,), (period,)))
        number, label = mark_link(str(n), item.layer.id), write_spoken_label(item.layer, self.t)
        if item.layer.notes.model_estimate:
            period = f"{period}, {self.t('estimated')}"
        key = "paragraph.unsure" if n > 1 else "paragraph.unsure_one"
        self._add_sentence(key, n=number, label=label, period=period)

    def _write_unknown(self) -> None:
        """Write how many layers have no usable value, and why the first of them has none."""
        missing_items = [item for item in self.judged_items if not is_fact(item)]
        if not missing_items:
            return
        item = missing_items[0]
        self.claims.append(
            Claim("unknown", item.layer.id, "", (len(missing_items), len(self.judged_items)))
        )
        self._add_sentence(
            "paragraph.unknown" if len(missing_items) > 1 else "paragraph.unknown_one",
            n=mark_link(str(len(missing_items)), item.layer.id),
            total=mark_link(str(len(self.judged_items)), item.layer.id),
            label=write_spoken_label(item.layer, self.t),
            reason=self._write_reason(item),
        )

    def _write_reason(self, item: Item) -> str:
        report, t = item.report, self.t
        is_partly = report.value is not None or report.reason == "low_coverage"
        if is_partly and report.coverage:
            share, needed = t.share(report.coverage), t.share(NEARLY_ALL)
            numbers = (mark_link(number, item.layer.id) for number in (share, needed))
            return t("paragraph.partly", **dict(zip(("share", "needed"), numbers, strict=True)))
        return t.reason(report.layer, report.reason, report.status)

    def _write_number(self, layer: Layer, value: float) -> str:
        return mark_link(self.t.value(value, layer), layer.id)

    def _name_area(self, area: str) -> str:
        refs = (
            ref.name
            for item in self.profile.items
            for ref in item.report.references
            if ref.id == area
        )
        return next(refs, area)

    def _add_sentence(self, key: str, **words: object) -> None:
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


def _choose_change_text(n_clear: int, n_followed: int) -> str:
    """Choose the text for a change: of the only layer, one of more, or the largest of some."""
    if n_followed == 1:
        return "_only"
    return "_one" if n_clear == 1 else ""
