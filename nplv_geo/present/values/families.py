"""Families of gaps: the verdicts that are corrected together because they are many.

The family of a focus area is its layer: the gaps of the 20 areas to their gemeente and to the
country. Any other area has a family of its own: its gaps to its gemeente and to the country. So
page, slide, API and command line say the same of an area.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nplv_geo.definitions.layers import Layer
from nplv_geo.edition.cache import SameObject
from nplv_geo.edition.edition import Edition
from nplv_geo.ground.areas import NEDERLAND, AreaLevel
from nplv_geo.present.values.history import make_history
from nplv_geo.statistics.time.time_points import SeriesPoint
from nplv_geo.statistics.time.trend import Gap, correct_for_multiplicity, measure_gap


def measure_gaps(edition: Edition, layer: Layer, area: str) -> dict[str, Gap]:
    """Measure the gaps of an area to its gemeente and to the country.

    Parameters
    ----------
    edition
        Edition that holds the values.
    layer
        A layer of the edition.
    area
        Code of the area.

    Returns
    -------
    dict of str to Gap
        By code of the gemeente and of the country, in the unit of the layer, with verdicts that
        are corrected for their number; empty for layers that are not judged.
    """
    edition = edition.comparable
    if edition.areas.level_of(area) is AreaLevel.FOCUSGEBIED:
        family = _measure_focus_area_gaps(edition, layer)
    else:
        family = correct_for_multiplicity(dict(_measure_each_gap(edition, layer, (area,))))
    return {other: gap for (first_area, other), gap in family.items() if first_area == area}


def list_gap_references(edition: Edition, area: str) -> tuple[str, ...]:
    """List the areas to which the gap of an area is measured.

    Parameters
    ----------
    edition
        Edition that holds the areas.
    area
        Code of the area.

    Returns
    -------
    tuple of str
        Codes of its gemeente, where it has one, and of the country.
    """
    gemeente = edition.areas.gemeente_code_of(area)
    references = (other for other in (gemeente, NEDERLAND) if other in edition.areas.names)
    return tuple(other for other in references if other and other != area)


def _measure_focus_area_gaps(edition: Edition, layer: Layer) -> Mapping[tuple[str, str], Gap]:
    """Measure the gaps of all focus areas on one layer, once an edition."""
    return edition.cache.get_or_make(
        ("gaps", SameObject(layer)),
        lambda: correct_for_multiplicity(
            dict(_measure_each_gap(edition, layer, edition.areas.focus_codes))
        ),
    )


def _measure_each_gap(
    edition: Edition, layer: Layer, areas: Sequence[str]
) -> Iterator[tuple[tuple[str, str], Gap]]:
    points: dict[str, tuple[SeriesPoint, ...]] = {}

    def points_of(area: str) -> tuple[SeriesPoint, ...]:
        if area not in points:
            points[area] = make_history(edition, area).list_points(edition, layer)
        return points[area]

    for area in areas:
        for other in list_gap_references(edition, area):
            gap = measure_gap(points_of(area), points_of(other), layer)
            if gap is not None:
                yield (area, other), gap
