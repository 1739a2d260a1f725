"""What a picture of two maps says: of both together, and of each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nplv_geo.present.beside.words import list_notes, name_sides, write_heading, write_side_period
from nplv_geo.present.map.captions import MapCaptions, write_captions
from nplv_geo.present.page.page import Page


@dataclass(frozen=True, slots=True)
class SideCaptions:
    """The texts of one of the maps of a picture.

    Attributes
    ----------
    page, words
        What the map is of, and what is said of it.
    name
        What stands above it: what it does not share with the other; empty for the only map.
    """

    page: Page
    words: MapCaptions
    name: str = ""


@dataclass(frozen=True, slots=True)
class PictureCaptions:
    """The texts of a picture.

    Attributes
    ----------
    whole
        Title, sources and alternative text of all that it shows.
    sides
        One for each map: legend, scheme and gaps.
    """

    whole: MapCaptions
    sides: tuple[SideCaptions, ...]


def write_picture_captions(page: Page) -> PictureCaptions:
    """Put a page into the words of a picture of one map, or of two.

    Parameters
    ----------
    page
        The page of the first map.

    Returns
    -------
    PictureCaptions
        The words of each map are those that it has on a picture of its own.
    """
    first = write_captions(page)
    if page.beside is None:
        return PictureCaptions(first, (SideCaptions(page, first),))
    second, names = write_captions(page.beside), name_sides(page, page.beside)
    is_of_layers = page.layer.id != page.beside.layer.id
    sides = tuple(
        SideCaptions(one, _name_legend(one, words, "" if is_of_layers else name), name)
        for one, words, name in zip((page, page.beside), (first, second), names, strict=True)
    )
    return PictureCaptions(_join(page, first, second, names), sides)


def _name_legend(page: Page, words: MapCaptions, name: str) -> MapCaptions:
    """Say in the title of a legend which map it is of; marks stand on a picture of one map."""
    label = page.label_with_unit
    title = f"{name}: {label}" if name else f"{label}, {write_side_period(page)}"
    return replace(words, legend=replace(words.legend, title=title, marks=()))


def _join(
    page: Page, first: MapCaptions, second: MapCaptions, names: tuple[str, str]
) -> MapCaptions:
    """The words of both: what they share is said once."""
    gaps = [f"{name}: {words.missing}" for name, words in zip(names, (first, second), strict=True)]
    return replace(
        first,
        title=write_heading(page),
        subtitle=" ".join(list_notes(page)),
        figures=" ".join(dict.fromkeys((first.figures, second.figures))),
        boundaries=first.boundaries,
        remarks=tuple(dict.fromkeys((*first.remarks, *second.remarks, *gaps))),
        alt=page.t("beside.alt", title=write_heading(page), first=first.alt, second=second.alt),
    )
