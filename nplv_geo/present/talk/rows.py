"""Figures of one action line since the start: what moved, what did not, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nplv_geo.definitions.layers import Layer
from nplv_geo.definitions.programme import ActionLine
from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import write_coverage_note
from nplv_geo.present.sentences.carried import write_moved_share
from nplv_geo.present.sentences.certainty import is_clear_fact
from nplv_geo.present.sentences.outcomes import Tone
from nplv_geo.present.sentences.phrases import write_spoken_label
from nplv_geo.present.talk.models import Agreement, TalkLine, TalkRow
from nplv_geo.present.values.history import make_history
from nplv_geo.present.values.profile import Item, Profile
from nplv_geo.statistics.time.moves import START, Change, measure_change
from nplv_geo.statistics.time.time_points import SeriesPoint
from nplv_geo.statistics.variance import is_divided

# More in one line than a table on paper is read of; the others are named below it.
MOST_ROWS = 8
# And of what has no row, more names than anybody reads.
MOST_NAMES = 12
# Clear, but of too little of the area to say so.
PARTLY = "partly"


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """A row with what its place in the table follows from.

    Attributes
    ----------
    layer
        The layer of the row.
    word
        How sure the change is, as a key of the texts: clear with its direction, ``partly``, or a
        reason of :class:`~nplv_geo.statistics.time.moves.Change`.
    row
        The row in words.
    """

    layer: Layer
    word: str
    row: TalkRow


def make_line(
    page: Page, profile: Profile, line: ActionLine, agreed: tuple[Agreement, ...]
) -> TalkLine:
    """Make one action line of the sheet of an area.

    Parameters
    ----------
    page
        The page, with the edition and the language of the reader.
    profile
        Profile of the area.
    line
        The action line with the layers that belong to it.
    agreed
        What was agreed on it in this area.

    Returns
    -------
    TalkLine
        Every layer of the line stands in it: in a row, or by name in a remark.
    """
    layers = [la for la in map(page.catalog.layer, line.layers) if not la.hidden]
    given = [la for la in layers if la.is_given_at(page.view.area.level)]
    found = (item for la in given if (item := profile.find_item(la.id)) is not None)
    items = [tell_since_start(item) for item in found]
    measured = sorted(_measure_rows(page, profile, items), key=lambda one: not one.row.is_clear)
    shown, beyond = measured[:MOST_ROWS], measured[MOST_ROWS:]
    language = page.view.language
    return TalkLine(
        id=line.id,
        label=line.label.in_(language),
        sentence=line.sentence.in_(language),
        summary=_write_summary(page, measured),
        rows=tuple(one.row for one in shown),
        remarks=(
            *_name_beyond(page, beyond),
            *_name_single(page, items),
            *_name_larger(page, [la for la in layers if la not in given]),
            *_count_absent(page, len(given) - len(items)),
        ),
        agreed=agreed,
        agreed_note="" if agreed else page.t("talk.line_agreed_none"),
    )


def tell_since_start(item: Item) -> Item:
    """Tell the change of an item since the programme began, where its own begins later.

    Parameters
    ----------
    item
        One layer of a profile. Its own change starts with the first figure since the programme
        began. Where that is a later year, or the only one, what happened from the start on is
        left out of it; the talk is about all of it.

    Returns
    -------
    Item
        The same, with a change from the newest ordinary period up to the start of the programme;
        measured as any other change, so that breaks still cut it off.
    """
    if item.change is not None and int(item.change.first) <= START:
        return item
    before = [
        int(point.period)
        for point in item.points
        if point.is_known and not point.is_exceptional and int(point.period) <= START
    ]
    if not before:
        return item
    return replace(item, change=measure_change(item.points, item.layer, since=max(before)))


def _measure_rows(page: Page, profile: Profile, items: Sequence[Item]) -> Iterator[MeasuredRow]:
    for item in items:
        if item.change is not None:
            yield _measure_row(page, profile, item, item.change)


def _measure_row(page: Page, profile: Profile, item: Item, change: Change) -> MeasuredRow:
    t, layer = page.t, item.layer
    word, is_clear = _find_word(item, change), is_clear_fact(item)
    label, unit = layer.label.in_(t.language), t.unit_beside(layer)
    differences = [
        _write_other_change(page, layer, change, other) for other in (profile.gemeente, NEDERLAND)
    ]
    row = TalkRow(
        layer=layer.id,
        label=f"{label} ({unit})" if unit else label,
        start=t("talk.value_in", value=t.value(change.start, layer), period=change.first),
        now=t("talk.value_in", value=t.value(change.now, layer), period=change.last),
        change=_write_change(page, change.now - change.start, layer),
        sure=_write_certainty(page, item, change, word),
        gemeente=differences[0],
        country=differences[1],
        tone=_choose_tone(layer, change) if is_clear else "",
        is_clear=is_clear,
        is_converted=is_divided(_find_moved(item, change)),
    )
    return MeasuredRow(layer, word, row)


def _find_word(item: Item, change: Change) -> str:
    """One decision for the whole house: that of the paragraph, with the reasons of the trend."""
    if not is_clear_fact(item):
        return change.reason or PARTLY
    direction = "higher" if change.change > 0 else "lower"
    return f"clear_{_choose_tone(item.layer, change) or direction}"


def _choose_tone(layer: Layer, change: Change) -> Tone:
    if not layer.is_judged:
        return ""
    return "better" if layer.is_improvement(change.change) else "worse"


def _write_change(page: Page, difference: float, layer: Layer) -> str:
    number = page.t.difference(difference, layer)
    return page.t("talk.points", number=number) if layer.unit == "%" else number


def _write_certainty(page: Page, item: Item, change: Change, word: str) -> str:
    """How sure it is, with the reservations that belong to the figures."""
    t, moved = page.t, _find_moved(item, change)
    notes = [
        t(f"talk.sure_{word}"),
        t("estimated") if item.layer.notes.model_estimate else "",
        t("provisional") if change.provisional else "",
        write_coverage_note(t, change.coverage),
        write_moved_share(t, moved) if is_divided(moved) else "",
    ]
    return ", ".join(note for note in notes if note)


def _find_moved(item: Item, change: Change) -> float:
    """Share of the begin or of now, whichever is more, that was divided over places."""
    ends = (_find_known(item.points, p) for p in (change.first, change.last))
    return max((point.moved or 0.0 for point in ends if point), default=0.0)


def _write_other_change(page: Page, layer: Layer, change: Change, area: str | None) -> str:
    """Difference of another area between the same years; no amount of a larger area."""
    t = page.t
    if area is None or layer.is_amount:
        return t("talk.none_beside")
    edition = page.edition.comparable
    points = make_history(edition, area).list_points(edition, layer)
    first, last = (_find_known(points, period) for period in (change.first, change.last))
    if first is None or last is None:
        return t("no_value")
    return t.difference(last.number - first.number, layer)


def _find_known(points: Sequence[SeriesPoint], period: str) -> SeriesPoint | None:
    return next((one for one in points if one.period == period and one.is_known), None)


def _write_summary(page: Page, measured: Sequence[MeasuredRow]) -> str:
    t = page.t
    if not measured:
        return t("talk.summary_none")
    clear = sum(one.row.is_clear for one in measured)
    which = "_one" if len(measured) == 1 else ""
    which += "_unclear" if clear == 0 else ""
    return t(f"talk.summary{which}", clear=t.number(clear), n=t.number(len(measured)))


def _name_beyond(page: Page, beyond: Sequence[MeasuredRow]) -> Iterator[str]:
    """Figures that have no row for lack of room, by how sure their change is."""
    groups: dict[str, list[Layer]] = {}
    for one in beyond:
        groups.setdefault(one.word, []).append(one.layer)
    for word, layers in groups.items():
        sure = page.t(f"talk.sure_{word}")
        yield page.t("talk.beyond", sure=sure, names=_enumerate(page, layers))


def _name_single(page: Page, items: Sequence[Item]) -> Iterator[str]:
    layers = [item.layer for item in items if item.change is None]
    if layers:
        n = page.t.number(len(layers))
        yield page.t("talk.single", n=n, names=_enumerate(page, layers))


def _enumerate(page: Page, layers: Sequence[Layer]) -> str:
    """Name layers inside a sentence; beyond the first few their number says enough."""
    t = page.t
    names = [write_spoken_label(layer, t) for layer in layers[:MOST_NAMES]]
    more = len(layers) - len(names)
    return t.enumerated([*names, t("briefing.more", n=more)] if more else names)


def _name_larger(page: Page, layers: Sequence[Layer]) -> Iterator[str]:
    """Layers that there are of larger areas only: no year will ever bring them a row."""
    if layers:
        n = page.t.number(len(layers))
        yield page.t("talk.larger", n=n, names=_enumerate(page, layers))


def _count_absent(page: Page, count: int) -> Iterator[str]:
    """Layers that the edition does not have, by number: nobody can do anything with their names."""
    if count:
        yield page.t("talk.absent", n=page.t.number(count))
