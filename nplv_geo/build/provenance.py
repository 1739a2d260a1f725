"""What a build writes down of its figures: where they come from and what went in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from nplv_geo import __version__
from nplv_geo.build.composition import Composition
from nplv_geo.build.derive import LayerPeriod
from nplv_geo.build.plausibility import count_values
from nplv_geo.definitions.thresholds import WHOLE_PLACES
from nplv_geo.edition.comparability import Carried
from nplv_geo.edition.models import FORMAT, Unmatched
from nplv_geo.edition.origin import LayerDispersion, Origin
from nplv_geo.ground.areas import NEDERLAND, read_level
from nplv_geo.ground.places import UNKNOWN_GROUND, WEAK_ESTIMATE
from nplv_geo.published.figures import Figures
from nplv_geo.published.inputs import Inputs
from nplv_geo.published.series import SeriesPosition

# By layer and period.
Origins = dict[str, dict[str, Origin]]


def origin_of(part: LayerPeriod, place: SeriesPosition, levels: pd.Series) -> Origin:
    """Where the figures of one layer and period come from.

    Parameters
    ----------
    levels
        Level of each area of the edition.
    """
    figures, weight = part.published.figures, part.published.weight
    return Origin(
        table=figures.table,
        publisher=figures.publisher,
        topic=part.published.topic_keys,
        series=place.series,
        break_note=place.note,
        boundary_year=figures.boundary_year,
        division_year=figures.boundary_year,
        division_from=figures.division_from.value,
        matched_by_code=figures.is_matched_by_code or figures.is_on_trust,
        retrieved=figures.retrieved,
        sha256=figures.sha256,
        provisional=figures.provisional,
        weight_layer=weight.layer if weight else None,
        weight_period=weight.period if weight else None,
        weight_method=weight.method.value if weight else None,
        weight_years=weight.years if weight else (),
        base_level=part.base_level,
        affected=part.affected_gemeenten,
        carried=_describe_carrying(part),
        **asdict(count_values(part.values, levels)),
    )


def _describe_carrying(part: LayerPeriod) -> Carried | None:
    """How the figures came to stand on the map; None when they are of its own areas."""
    if part.division is None:
        return None
    crosswalk, values = part.division.carrier.crosswalk, part.values
    is_lost = values["reason"].isin([WEAK_ESTIMATE, UNKNOWN_GROUND])
    return Carried(
        from_year=crosswalk.from_year,
        to_year=crosswalk.to_year,
        way=crosswalk.way,
        outline_years=crosswalk.outline_years,
        converted=int(((values["moved"] > WHOLE_PLACES) & values["value"].notna()).sum()),
        withheld=int(is_lost.sum()),
    )


def facts_of(edition_id: str, inputs: Inputs, composition: Composition) -> dict[str, Any]:
    """What stands in the manifest of the edition and of what went in."""
    counts = pd.Series([read_level(code).value for code in inputs.places.index]).value_counts()
    return {
        "format": FORMAT,
        "id": edition_id,
        "built": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": __version__,
        "schematic": inputs.is_schematic,
        "boundary_year": inputs.boundary_year,
        "areas": {str(level): int(n) for level, n in counts.items() if level != "nederland"}
        | {"focusgebied": len(composition.focus)},
        "left_out": {level: dict(numbers) for level, numbers in inputs.left_out.items()},
        "unmatched": _unmatched(inputs),
        "files": tuple(inputs.files),
        "sources": tuple(inputs.tables),
    }


def _unmatched(inputs: Inputs) -> tuple[Unmatched, ...]:
    """Areas that stand on one side only, per table and period; none of them is dropped."""
    known = set(inputs.places.index)
    return tuple(_one_sided(figures, known) for figures in inputs.figures)


def _one_sided(figures: Figures, known: set[str]) -> Unmatched:
    """Compare codes at the levels that the table covers: police and RIVM have no wijken."""
    theirs = set(figures.frame.index)
    levels = {code[:2] for code in theirs} - {NEDERLAND[:2]}
    return Unmatched(
        table=figures.table,
        period=figures.period,
        only_in_figures=tuple(sorted(theirs - known)),
        only_in_boundaries=tuple(sorted(code for code in known - theirs if code[:2] in levels)),
    )


def with_dispersion(origins: Origins, dispersion: Mapping[str, LayerDispersion]) -> Origins:
    """Note with each period what was estimated of its layer."""
    names = ("dispersion", "dispersion_power", "dispersion_from")
    noted = {
        layer: {name: getattr(found, name) for name in names} for layer, found in dispersion.items()
    }
    return {
        layer: {
            period: origin.model_copy(update=noted.get(layer)) for period, origin in periods.items()
        }
        for layer, periods in origins.items()
    }
