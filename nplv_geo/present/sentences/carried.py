"""Figures that were brought from the areas of another year onto the map, in words.

A mark stands beside a figure; the sentences stand in its passport, among the notes of a file and
below the chart of a slide, so that all of them tell the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.comparability import Carried
from nplv_geo.ground.places import WEAK_ESTIMATE, CrosswalkWay
from nplv_geo.present.texts import Texts
from nplv_geo.present.values.carried import CarriedFigure, cut_band
from nplv_geo.present.values.value import ValueReport
from nplv_geo.statistics.variance import is_divided


def write_carried_mark(t: Texts, moved: float | None) -> str:
    """Write the mark beside a figure: ``omgerekend, 8 % verplaatst``.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    moved
        Share (0 to 1) of the figure that was divided over places; None for one that was published
        on the areas of the map.

    Returns
    -------
    str
        Empty for what was not carried.
    """
    if moved is None:
        return ""
    return t(f"carried.mark_{_choose_kind(moved)}", share=t.share(moved))


def write_divided_mark(t: Texts, figure: CarriedFigure | None) -> str:
    """Write the mark beside the figure of one area, where a part of it was divided.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    figure
        What bringing it onto the map did to it.

    Returns
    -------
    str
        Empty for what is of whole places, which nobody needs to doubt.
    """
    return write_carried_mark(t, figure.moved) if figure and figure.is_divided else ""


def write_report_mark(t: Texts, report: ValueReport) -> str:
    """Write the mark beside the figure of a report; empty where nothing was divided."""
    return "" if report.value is None else write_divided_mark(t, report.carried)


def write_report_share(t: Texts, report: ValueReport) -> str:
    """Write the share beside the figure of a report, where is told below what that means."""
    figure = report.carried
    if figure is None or report.value is None or not figure.is_divided:
        return ""
    return write_moved_share(t, figure.moved)


def write_carried_periods(t: Texts, moved: Mapping[str, float], to_year: int) -> str:
    """Write which periods of a line were carried, and how much of each was divided.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    moved
        By period the share (0 to 1) that was divided over places, oldest first.
    to_year
        Year of the areas of the map.

    Returns
    -------
    str
        A sentence; empty when there are no such periods.
    """
    if not moved:
        return ""
    if len(moved) == 1:
        ((period, share),) = moved.items()
        return t(f"carried.period_{_choose_kind(share)}", period=period, year=to_year,
                 share=t.share(share))  # fmt: skip
    shares = {period: write_moved_share(t, share) for period, share in moved.items()}
    if len(set(shares.values())) == 1:
        (what,) = set(shares.values())
        return t("carried.periods_alike", periods=t.enumerated(list(moved)), year=to_year,
                 what=what)  # fmt: skip
    listed = t.enumerated([f"{period} ({what})" for period, what in shares.items()])
    return t("carried.periods", periods=listed, year=to_year)


def _choose_kind(share: float) -> str:
    return "moved" if is_divided(share) else "whole"


def write_moved_share(t: Texts, moved: float) -> str:
    """Write the share that was divided, where it stands that figures were carried.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    moved
        Share (0 to 1) of the figure that was divided over places.

    Returns
    -------
    str
        Such as ``8 % verplaatst``.
    """
    return t(f"carried.share_{_choose_kind(moved)}", share=t.share(moved))


def write_ways(t: Texts, tables: Iterable[Carried], *, some: bool = False) -> Iterator[str]:
    """Write how figures came onto the map, once for all years of which that is known alike.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    tables
        What is known of the figures of some layers and periods, in any order.
    some
        Whether there are others, that were published on the areas of the map.

    Yields
    ------
    str
        From which years, and how is known which places are the same.
    """
    groups: dict[tuple[int, CrosswalkWay], list[Carried]] = {}
    for table in sorted(tables, key=lambda one: (one.to_year, one.from_year)):
        groups.setdefault((table.to_year, table.way), []).append(table)
    for (to_year, way), alike in groups.items():
        from_years = dict.fromkeys(str(table.from_year) for table in alike)
        outlines = sorted({year for table in alike for year in table.outline_years})
        key = way.value if outlines or way is CrosswalkWay.CODES else f"{way.value}_alone"
        first = t(
            "carried.some_from_to" if some else "carried.from_to",
            years=t.enumerated(list(from_years)),
            map=to_year,
        )
        known = t(f"carried.way_{key}", outlines=t.enumerated([str(year) for year in outlines]))
        yield f"{first} {known}"


def write_passport_lines(t: Texts, report: ValueReport) -> tuple[str, ...]:
    """Write what the passport of a figure tells of the way that it came.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    report
        The figure with everything known about it.

    Returns
    -------
    tuple of str
        The way; the share that was divided, with its band; how many areas it concerns. Nothing for
        a figure that was published on the areas of the map.
    """
    table, figure = report.origin.carried, report.carried
    if table is None or (figure is None and report.value is not None):
        return ()
    parts = []
    if figure is not None and report.reason == WEAK_ESTIMATE:
        parts.append(t("carried.too_much", share=t.share(figure.moved)))
    elif figure is not None and report.value is not None:
        parts.append(_write_moved(t, report.layer, report.value, figure))
        if figure.uncarried is not None and figure.is_divided:
            parts.append(t("carried.uncarried", value=t.value(figure.uncarried, report.layer)))
    lines = (*write_ways(t, [table]), " ".join(parts), write_counts(t, table))
    return tuple(line for line in lines if line)


def _write_moved(t: Texts, layer: Layer, value: float, figure: CarriedFigure) -> str:
    """How much was divided, and how far that can put the figure off."""
    if figure.moved <= 0:
        return t("carried.nothing_divided")
    is_little = not figure.is_divided
    share = t("carried.little") if is_little else t.share(figure.moved)
    size = "" if figure.spread is None else t.number(figure.spread, layer.decimals)
    told = t("carried.divided", share=share)
    if figure.spread is None or not size.strip("0,."):
        return told
    band = cut_band(layer, value, figure.spread)
    if band.is_cut:
        low, high = (t.value(end, layer) for end in (value - band.below, value + band.above))
        return f"{told} {t('carried.between', low=low, high=high)}"
    size += f" {t('points')}" if layer.unit == "%" else ""
    return f"{told} {t('carried.within', size=size)}"


def write_counts(t: Texts, table: Carried) -> str:
    """Write how many areas have a figure out of parts of others, and how many have none.

    Parameters
    ----------
    t
        Texts in the language of the reader.
    table
        What is known of all figures of a layer and period.

    Returns
    -------
    str
        A sentence.
    """
    key = "carried.counts" if table.withheld else "carried.count"
    return t(key, converted=t.number(table.converted), withheld=t.number(table.withheld))
