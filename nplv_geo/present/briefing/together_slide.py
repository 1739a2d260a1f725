"""The slide with the scatter of two layers, beside what its colours mean and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from nplv_geo.present.briefing.scatter import (
    NamedSpot,
    SlideScatter,
    Spot,
    SpotAxis,
    SpotGroup,
)
from nplv_geo.present.briefing.slides import Slide, SlideMap, SlideParagraph
from nplv_geo.present.map.captions import MapCaptions
from nplv_geo.present.map.model import write_map_title
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.palette import choose_colours
from nplv_geo.present.together.dots import Dots, Marked, gather_dots
from nplv_geo.present.together.scatter_words import list_scatter_notes, name_level, write_label
from nplv_geo.present.together.words import (
    FIRST,
    SECOND,
    explain_verdict,
    write_caution,
    write_class,
    write_dated,
    write_missing,
    write_verdict,
)
from nplv_geo.present.values.pair import Pair

# Areas beyond the axes that the speaker is told of by name.
_MOST_TOLD = 12


def make_together_slide(page: Page, words: MapCaptions, key: SlideMap) -> Slide | None:
    """Make the slide of the scatter of a page.

    Parameters
    ----------
    page
        The page of one view.
    words
        What is said of its map.
    key
        The legend of that map.

    Returns
    -------
    Slide or None
        None where there are no two layers, or so many areas that they have no spot each.
    """
    pair = page.pair
    dots = gather_dots(page, pair) if pair else None
    if pair is None or dots is None or dots.cells is not None or key.square is None:
        return None
    verdict = write_verdict(page, pair)
    beyond = [(i, code) for i, code in enumerate(dots.codes) if dots.is_beyond[i]]
    said = (
        write_caution(page),
        *list_scatter_notes(page, dots, are_left_out=True),
        write_missing(page, pair),
    )
    return Slide(
        kind="together",
        title=write_map_title(page),
        lead=verdict,
        paragraphs=tuple(SlideParagraph(text) for text in said if text),
        scatter=SlideScatter(
            title=page.t("together.scatter", **name_level(page)),
            alt=_describe(page, pair, dots, verdict),
            across=_make_axis(page, pair, dots, FIRST),
            up=_make_axis(page, pair, dots, SECOND),
            groups=tuple(_list_groups(page, pair, dots)),
            named=tuple(NamedSpot(_make_spot(pair, one), one.role) for one in dots.marked),
            language=page.t.language,
        ),
        key=key,
        foot=words.figures,
        notes=(
            explain_verdict(page, pair),
            *said,
            *_tell_beyond(page, pair, dots, beyond),
            words.figures,
            words.boundaries,
            *words.remarks,
        ),
    )


def _describe(page: Page, pair: Pair, dots: Dots, verdict: str) -> str:
    """The scatter in words, with the values of the areas that have a name."""
    told = [_tell(page, pair, one.name, one.first, one.second) for one in reversed(dots.marked)]
    return " ".join((write_label(page, pair, dots, verdict), *told))


def _tell(page: Page, pair: Pair, name: str, first: float, second: float) -> str:
    t = page.t
    one, other = (layer.label.in_(t.language) for layer in pair.layers)
    values = [t.value(v, layer) for v, layer in zip((first, second), pair.layers, strict=True)]
    return f"{name}: {one} {values[FIRST]}, {other} {values[SECOND]}."


def _tell_beyond(
    page: Page, pair: Pair, dots: Dots, beyond: Sequence[tuple[int, str]]
) -> Iterator[str]:
    for i, code in beyond[:_MOST_TOLD]:
        yield _tell(page, pair, page.name_area(code), float(dots.first[i]), float(dots.second[i]))


def _make_axis(page: Page, pair: Pair, dots: Dots, which: int) -> SpotAxis:
    t, layer = page.t, pair.layers[which]
    low, high = dots.span[which]
    values = dots.second if which else dots.first
    least = min([float(values.min()), *_list_marked(dots, which)])
    title = write_dated(page, pair, which)
    if pair.is_judged:
        side = ("left", "down") if pair.turned[which] else ("right", "up")
        title = f"{title} ({t(f'together.side_{side[which]}')})"
    middle = dots.medians[which]
    return SpotAxis(
        title=title,
        # What is never below 0 has no axis that is.
        span=(max(low, 0.0) if least >= 0 else low, high),
        middle=middle,
        middle_label=t("together.median", value=t.value(middle, layer)),
        decimals=layer.decimals,
        sign="%" if layer.unit == "%" else "",
    )


def _list_marked(dots: Dots, which: int) -> list[float]:
    return [one.second if which else one.first for one in dots.marked]


def _list_groups(page: Page, pair: Pair, dots: Dots) -> Iterator[SpotGroup]:
    """Classes with the areas that lie within the axes."""
    shades = choose_colours(pair.classes, page.layer.higher_is)
    within = ~dots.is_beyond
    for number in np.unique(dots.numbers[within]).tolist():
        places = np.flatnonzero(within & (dots.numbers == number)).tolist()
        spots = [
            Marked(
                dots.codes[i],
                page.name_area(dots.codes[i]),
                "area",
                float(dots.first[i]),
                float(dots.second[i]),
            )
            for i in places
        ]
        name = write_class(page, pair, number)
        yield SpotGroup(name, shades[number], tuple(_make_spot(pair, one) for one in spots))


def _make_spot(pair: Pair, one: Marked) -> Spot:
    first, second = pair.layers
    return Spot(one.name, round(one.first, first.decimals), round(one.second, second.decimals))
