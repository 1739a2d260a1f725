"""What is said of two maps side by side: their names, and whether they may be compared."""

from __future__ import annotations

from collections.abc import Iterator

from nplv_geo.present.map.model import write_title
from nplv_geo.present.page.page import Page


def write_heading(page: Page) -> str:
    """Write the question above the map, or above the two maps.

    Parameters
    ----------
    page
        The page of the first map.

    Returns
    -------
    str
        What both maps have in common, and what they differ in: ``… in Heerlen-Noord: 2025 naast
        2021``.
    """
    other, t = page.beside, page.t
    if other is None:
        return write_title(page)
    is_same_layer, is_same_area = _is_same_layer(page, other), page.view.area == other.view.area
    layer, area = page.layer.label.in_(t.language), page.name_area(page.view.area)
    common = {
        (True, True): t("beside.common", layer=layer, area=area),
        (True, False): layer,
        (False, True): area,
        (False, False): "",
    }[is_same_layer, is_same_area]
    first, second = name_sides(page, other)
    key = "beside.title" if common else "beside.title_none"
    return t(key, common=common, first=first, second=second)


def name_sides(page: Page, other: Page) -> tuple[str, str]:
    """Name each of two maps by what it does not share with the other.

    Parameters
    ----------
    page, other
        The two maps.

    Returns
    -------
    tuple of str
        Layer, period and area, as far as they differ.
    """
    differs = _list_differences(page, other)
    return _name_side(page, differs), _name_side(other, differs)


def write_area_sides(page: Page, other: Page) -> dict[tuple[bool, bool], str]:
    """Name the maps that an area is on, by whether it is on the first and on the second."""
    first, second = (page.name_area(one.view.area) for one in (page, other))
    return {
        (True, True): page.t.enumerated([first, second]),
        (True, False): first,
        (False, True): second,
    }


def are_of_one_figure(page: Page, other: Page) -> bool:
    """Tell whether two maps show the same layer and period, of two areas."""
    is_new, is_other_year, _ = _list_differences(page, other)
    return not is_new and not is_other_year


def write_shared(page: Page, other: Page) -> str:
    """Write what two maps have in common: layer, period and area, as far as they are the same."""
    is_new, is_other_year, is_elsewhere = _list_differences(page, other)
    return _name_side(page, (not is_new, not is_other_year, not is_elsewhere))


def _list_differences(page: Page, other: Page) -> tuple[bool, bool, bool]:
    """Whether layer, period and area of two maps differ."""
    return (
        not _is_same_layer(page, other),
        page.view.period != other.view.period,
        page.view.area != other.view.area,
    )


def _name_side(page: Page, differs: tuple[bool, bool, bool]) -> str:
    words = (
        page.layer.label.in_(page.t.language),
        write_side_period(page),
        page.name_area(page.view.area),
    )
    return ", ".join(word for word, is_own in zip(words, differs, strict=True) if is_own)


def write_side_period(page: Page) -> str:
    """Write the period of a map, with a word when its figures can still change."""
    period = page.view.period
    is_early = bool(period) and page.find_origin().provisional
    return page.t("beside.provisional", period=period) if is_early else period


def write_about(page: Page) -> str:
    """Write all that a map is of: layer, period and area."""
    return _name_side(page, (True, True, True))


def _is_same_layer(page: Page, other: Page) -> bool:
    return page.layer.id == other.layer.id


def list_notes(page: Page) -> tuple[str, ...]:
    """List what a reader must know who holds the two maps of a page against each other.

    Parameters
    ----------
    page
        The page of the first map.

    Returns
    -------
    tuple of str
        Sentences, what forbids to compare first; none where there is one map.
    """
    return () if page.beside is None else tuple(_list_sentences(page, page.beside))


def _list_sentences(page: Page, other: Page) -> Iterator[str]:
    t = page.t
    if page.scope.level != other.scope.level:
        levels = [t(f"levels_plural.{one.scope.level}") for one in (page, other)]
        yield t("beside.other_level", first=levels[0], second=levels[1])
    if _is_same_layer(page, other):
        yield from _list_of_years(page, other)
        is_same = page.classes.breaks == other.classes.breaks
        yield t("beside.same_classes" if is_same else "beside.other_classes")
    else:
        yield from _list_of_layers(page, other)
    if page.view.area != other.view.area:
        yield t("beside.same_scale")


def _list_of_years(page: Page, other: Page) -> Iterator[str]:
    """Why two years of one layer can't be compared, or must be with care."""
    t, layer = page.t, page.layer
    periods = sorted({page.view.period, other.view.period})
    if len(periods) == 1:
        return
    first, last = periods
    origins = {period: page.edition.origin(layer.id, period) for period in periods}
    if origins[first].series != origins[last].series:
        breaks = [
            (period, origin.break_note.in_(t.language))
            for period in page.edition.periods(layer.id)
            if first < period <= last
            and (origin := page.edition.origin(layer.id, period)).break_note is not None
        ]
        if breaks:
            yield t("beside.series", period=breaks[-1][0], note=breaks[-1][1])
        else:
            yield t("beside.series_short")
    for odd in layer.source.exceptional:
        if odd.period in periods:
            yield t("beside.exceptional", period=odd.period, note=odd.note.in_(t.language))
    years = [origins[period].boundary_year for period in periods]
    if page.view.is_as_published and len(set(years)) > 1 and None not in years:
        yield t("beside.ground", first=years[0], second=years[1])


def _list_of_layers(page: Page, other: Page) -> Iterator[str]:
    """That colours of two layers mean different things, and numbers too where the units do."""
    t = page.t
    if page.layer.unit != other.layer.unit:
        units = [t.unit(one.layer) for one in (page, other)]
        yield t("beside.other_unit", first=units[0], second=units[1])
    yield t("beside.other_layer")
    if page.view.period != other.view.period:
        periods = [write_side_period(one) for one in (page, other)]
        yield t("beside.other_years", first=periods[0], second=periods[1])
