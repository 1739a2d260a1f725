"""Tables of an edition about its areas: all of them, and what each is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import geopandas as gpd
import pandas as pd

from nplv_geo.build.browser.geometry import bounds_table
from nplv_geo.build.composition import Composition
from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.ground.areas import NPLV, RING_PREFIX, AreaLevel
from nplv_geo.published.inputs import Inputs

# Somewhere in the middle of the Netherlands, for what has no place of its own.
_MIDDLE = {"lon": 5.3, "lat": 52.2}


def build_areas_table(
    inputs: Inputs,
    composition: Composition,
    focus_areas: tuple[FocusArea, ...],
    focus_shapes: gpd.GeoDataFrame,
) -> pd.DataFrame:
    """Build the table of all areas: CBS areas, focus areas, rings, groups and the 20 together.

    Parameters
    ----------
    inputs
        Names, levels and middle points (WGS 84) of the CBS areas, and their shapes.
    composition
        Areas of the edition and what they are made of.
    focus_areas
        All 20; those without buurten in the edition are left out.
    focus_shapes
        Outlines of the focus areas in RD (EPSG:28992).

    Returns
    -------
    DataFrame
        By area: name, level, gemeente, wijk, middle point and bounds (degrees, WGS 84), inhabitants
        and whether it has a shape.
    """
    places = inputs.places.copy()
    places["inhabitants"] = composition.inhabitants.reindex(places.index)
    present = [a for a in focus_areas if a.id in composition.focus]
    rows = {a.id: _build_focus_row(a, places.loc[list(composition.focus[a.id])]) for a in present}
    inside = [code for codes in composition.focus.values() for code in codes]
    for area in present:
        ring = f"{RING_PREFIX}{area.id}"
        if ring in composition.rings:
            rows[ring] = _build_ring_row(area, places.loc[list(composition.rings[ring])])
    for group, codes in composition.gemeente_groups.items():
        total = float(places.loc[list(codes), "inhabitants"].sum())
        rows[group] = _build_placeless_row(group, AreaLevel.GROEP, total)
    total = float(places.loc[inside, "inhabitants"].sum())
    rows[NPLV] = _build_placeless_row("De 20 focusgebieden samen", AreaLevel.NPLV, total)
    composed = pd.DataFrame.from_dict(rows, orient="index").rename_axis("area")
    bounds = pd.concat([bounds_table(inputs.shapes), bounds_table(focus_shapes)])
    table = pd.concat([places, composed]).loc[composition.areas].join(bounds)
    return table.assign(has_shape=table["west"].notna())


def build_shapes_table(
    shapes: gpd.GeoDataFrame, focus_shapes: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Build the table of whole outlines of all areas that have one.

    Parameters
    ----------
    shapes
        Outlines of CBS areas in RD (EPSG:28992), with a ``level``.
    focus_shapes
        Outlines of the focus areas in RD.

    Returns
    -------
    GeoDataFrame
        By code: ``level`` and ``geometry`` in RD.
    """
    focus = focus_shapes.assign(level=AreaLevel.FOCUSGEBIED.value)
    return pd.concat([shapes, focus])[["level", "geometry"]].rename_axis("code")


def build_members_table(composition: Composition) -> pd.DataFrame:
    """Build the table of what areas are made of.

    Parameters
    ----------
    composition
        Areas of the edition and what they are made of.

    Returns
    -------
    DataFrame
        Buurten of focus areas and rings, gemeenten of groups: columns ``area``, ``member``.
    """
    groups: Mapping[str, Iterable[str]] = {
        **composition.focus,
        **composition.rings,
        **composition.gemeente_groups,
    }
    pairs = [(area, code) for area, codes in groups.items() for code in codes]
    return pd.DataFrame(pairs, columns=["area", "member"])


def _build_focus_row(area: FocusArea, buurten: pd.DataFrame) -> dict[str, object]:
    return {
        "name": area.name,
        "level": AreaLevel.FOCUSGEBIED.value,
        "gemeente": area.gemeente_code,
        **_find_middle(buurten),
    }


def _build_ring_row(area: FocusArea, around: pd.DataFrame) -> dict[str, object]:
    return {
        "name": f"Ring om {area.name}",
        "level": AreaLevel.RING.value,
        "gemeente": area.gemeente_code,
        **_find_middle(around),
    }


def _find_middle(buurten: pd.DataFrame) -> dict[str, object]:
    """Wijk, middle point by inhabitants and number of inhabitants of a set of buurten."""
    weight = buurten["inhabitants"].fillna(0.0) + 1.0
    return {
        "wijk": "",
        "lon": (buurten["lon"] * weight).sum() / weight.sum(),
        "lat": (buurten["lat"] * weight).sum() / weight.sum(),
        "inhabitants": buurten["inhabitants"].sum(),
    }


def _build_placeless_row(name: str, level: AreaLevel, inhabitants: float) -> dict[str, object]:
    return {
        "name": name,
        "level": level.value,
        "gemeente": "",
        "wijk": "",
        **_MIDDLE,
        "inhabitants": inhabitants,
    }
