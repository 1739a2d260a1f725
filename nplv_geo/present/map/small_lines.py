"""The small line of each area on a map, for the tooltip: its values through the years.

A page has the values of one period; those of the others are packed here, and are asked for when a
reader points at the map for the first time. Only periods of the series that is shown take part:
what means something else can't stand on one axis with it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import numpy as np
from pydantic import Field

from nplv_geo.edition.area_table import Selection
from nplv_geo.edition.browser_values import round_to_steps
from nplv_geo.ground.areas import NEDERLAND, AreaLevel
from nplv_geo.ground.arrays import Floats
from nplv_geo.ground.status import Status
from nplv_geo.present.map.class_numbers import select_backdrop
from nplv_geo.present.page.answer_models import Answer
from nplv_geo.present.page.page import Page
from nplv_geo.present.values.rows import OTHER_GROUND
from nplv_geo.statistics.time.time_points import MIN_PERIODS, SAME_PARTS

ADDRESS = "/view/lines"
# What the lines don't depend on.
_ALIKE = (
    *("toon", "vanaf", "klassen", "schaal", "indeling", "klasse"),
    *("vergelijk", "sorteer", "tabel", "achtergrond"),
)
_FILED = (AreaLevel.GEMEENTE, AreaLevel.WIJK, AreaLevel.BUURT)
_READ = ("value", "status", "reason", "coverage")
_QUARTERS = (25.0, 75.0)


class SmallLines(Answer):
    """Values of all areas of a map through the years, for a small line in the tooltip."""

    codes: Annotated[
        tuple[str, ...] | None,
        Field(description="Code of each area; null where they stand in the order of the shapes."),
    ]
    label: Annotated[str, Field(description="What the line is.")]
    years: Annotated[tuple[int, ...], Field(description="Year of each period, oldest first.")]
    said: Annotated[
        tuple[str, ...], Field(description="Each year with what must be known of it, in words.")
    ]
    provisional: Annotated[
        tuple[bool, ...], Field(description="Whether the publisher may still change the period.")
    ]
    decimals: Annotated[int, Field(description="Digits behind the comma of the values.")]
    sign: Annotated[str, Field(description="What is written behind a value.")]
    span: Annotated[
        int,
        Field(
            description="Least height of the axis, in steps of the last decimal: half of the areas "
            "lie within it, so that what is little beside it looks little."
        ),
    ]
    values: Annotated[
        tuple[tuple[int | None, ...], ...],
        Field(
            description="For each period the value of each area in steps of the last decimal; "
            "null where there is none that may be compared."
        ),
    ]


def locate_small_lines(page: Page) -> str | None:
    """Locate the small lines of a map.

    Parameters
    ----------
    page
        The page of the map.

    Returns
    -------
    str or None
        An address whose content never changes; None where no two periods may be compared. Beside
        the factors of undermining nothing is told of a development.
    """
    if page.factors or page.stacking:
        return None
    periods = _list_periods(page)
    if not periods:
        return None
    place = {"gebied": page.scope.place, "niveau": page.scope.level.value, "periode": periods[-1]}
    same = dict.fromkeys(_ALIKE, "")
    # Whole: what goes without saying on one tab does not on another.
    whole = replace(page.view, defaults=())
    return f"{ADDRESS}{whole.write_query(editie=page.edition.id, **(same | place))}"


def make_small_lines(page: Page) -> SmallLines | None:
    """Make the small lines of a map.

    Parameters
    ----------
    page
        The page of the map.

    Returns
    -------
    SmallLines or None
        None where no two periods may be compared.
    """
    if locate_small_lines(page) is None:
        return None
    periods, (areas, codes) = _list_periods(page), _select_areas(page)
    values = _read_values(page, periods, areas)
    origins = [page.edition.origin(page.layer.id, period) for period in periods]
    return SmallLines(
        codes=codes,
        label=page.t("time.small_line"),
        years=tuple(int(period) for period in periods),
        said=tuple(_say(page, period) for period in periods),
        provisional=tuple(origin.provisional for origin in origins),
        decimals=page.layer.decimals,
        sign=page.t.sign(page.layer),
        span=_measure_span(values, page.layer.decimals),
        values=tuple(tuple(round_to_steps(row, page.layer.decimals)) for row in values),
    )


def _list_periods(page: Page) -> tuple[str, ...]:
    """Periods of the series that is shown, from the first with figures at the level to the last.

    One between them without any is kept: the lines have a gap there.
    """
    edition, layer = page.edition, page.layer.id
    series = page.find_origin().series
    same = [one for one in edition.periods(layer) if edition.origin(layer, one).series == series]
    known = [one for one in same if edition.origin(layer, one).figures.get(page.scope.level)]
    if len(known) < MIN_PERIODS:
        return ()
    return tuple(one for one in same if known[0] <= one <= known[-1])


def _select_areas(page: Page) -> tuple[Selection, tuple[str, ...] | None]:
    """Areas in the order of their shapes, or with their codes where few are on the map."""
    scope, edition = page.scope, page.edition
    if scope.place == NEDERLAND and scope.level in _FILED and scope.files:
        has_shape = edition.areas.frame["has_shape"].to_numpy(dtype=bool)
        drawn = has_shape[scope.selection.places]
        return edition.areas.select(np.asarray(scope.codes, dtype=object)[drawn].tolist()), None
    backdrop = select_backdrop(page)
    codes = [*scope.codes, *(backdrop.areas if backdrop else ())]
    return edition.areas.select(codes), tuple(map(str, codes))


def _read_values(page: Page, periods: tuple[str, ...], areas: Selection) -> Floats:
    """Shape (n_periods, n_areas): values that may be compared, NaN for none."""
    tables = [page.edition.values.rows(page.layer.id, period, areas, _READ) for period in periods]
    values = np.vstack([table["value"].to_numpy(dtype=float) for table in tables])
    is_known = np.vstack([table["status"].to_numpy(dtype=object) for table in tables])
    is_known = is_known == Status.OK.value
    is_known &= np.vstack([table["reason"].to_numpy(dtype=object) for table in tables]) != (
        OTHER_GROUND
    )
    if page.layer.is_amount:
        # Beside a year that has it, a sum that lacks a part shows growth where there was none.
        coverage = np.vstack([table["coverage"].to_numpy(dtype=float) for table in tables])
        coverage = np.where(is_known, coverage, np.nan)
        is_known &= ~(coverage < np.fmax.reduce(coverage) - SAME_PARTS)
    return np.where(is_known, values, np.nan)


def _measure_span(values: Floats, decimals: int) -> int:
    """Width of the middle half of all values, in steps of the last decimal."""
    known = values[np.isfinite(values)]
    if not known.size:
        return 0
    low, high = np.percentile(known, _QUARTERS)
    return int(np.rint((high - low) * 10**decimals))


def _say(page: Page, period: str) -> str:
    is_early = page.edition.origin(page.layer.id, period).provisional
    return f"{period} ({page.t('provisional')})" if is_early else period
