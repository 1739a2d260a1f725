"""Tables of an edition about its areas: all of them, and what each is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import geopandas as gpd
import pandas as pd

from nplv_geo.build.browser_geometry import bounds_table
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
    """One table of all areas: CBS areas, focus areas, their rings, groups and the 20 together."""
    places = inputs.places.copy()
    places["inhabitants"] = composition.inhabitants.reindex(places.index)
    own = [a for a in focus_areas if a.id in composition.focus]
    rows = {a.id: _focus_row(a, places.loc[list(composition.focus[a.id])]) for a in own}
    inside = [code for codes in composition.focus.values() for code in codes]
    for area in own:
        ring = f"{RING_PREFIX}{area.id}"
        if ring in composition.rings:
            rows[ring] = _ring_row(area, places.loc[list(composition.rings[ring])])
    for group, codes in composition.gemeente_groups.items():
        total = float(places.loc[list(codes), "inhabitants"].sum())
        rows[group] = _placeless(group, AreaLevel.GROEP, total)
    total = float(places.loc[inside, "inhabitants"].sum())
    rows[NPLV] = _placeless("De 20 focusgebieden samen", AreaLevel.NPLV, total)
    made = pd.DataFrame.from_dict(rows, orient="index").rename_axis("area")
    bounds = pd.concat([bounds_table(inputs.shapes), bounds_table(focus_shapes)])
    table = pd.concat([places, made]).loc[composition.areas].join(bounds)
    return table.assign(has_shape=table["west"].notna())


def build_shapes_table(
    shapes: gpd.GeoDataFrame, focus_shapes: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Whole outlines of all areas that have one, by code: ``level`` and ``geometry`` in RD."""
    focus = focus_shapes.assign(level=AreaLevel.FOCUSGEBIED.value)
    return pd.concat([shapes, focus])[["level", "geometry"]].rename_axis("code")


def build_members_table(composition: Composition) -> pd.DataFrame:
    """Buurten of focus areas and rings, gemeenten of groups: columns ``area``, ``member``."""
    groups: Mapping[str, Iterable[str]] = {
        **composition.focus,
        **composition.rings,
        **composition.gemeente_groups,
    }
    pairs = [(area, code) for area, codes in groups.items() for code in codes]
    return pd.DataFrame(pairs, columns=["area", "member"])


def _focus_row(area: FocusArea, own: pd.DataFrame) -> dict[str, object]:
    return {
        "name": area.name,
        "level": AreaLevel.FOCUSGEBIED.value,
        "gemeente": area.gemeente_code,
        **_middle(own),
    }


def _ring_row(area: FocusArea, around: pd.DataFrame) -> dict[str, object]:
    return {
        "name": f"Ring om {area.name}",
        "level": AreaLevel.RING.value,
        "gemeente": area.gemeente_code,
        **_middle(around),
    }


def _middle(own: pd.DataFrame) -> dict[str, object]:
    """Wijk, middle point by inhabitants and number of inhabitants of a set of buurten."""
    weight = own["inhabitants"].fillna(0.0) + 1.0
    return {
        "wijk": "",
        "lon": (own["lon"] * weight).sum() / weight.sum(),
        "lat": (own["lat"] * weight).sum() / weight.sum(),
        "inhabitants": own["inhabitants"].sum(),
    }


def _placeless(name: str, level: AreaLevel, inhabitants: float) -> dict[str, object]:
    return {
        "name": name,
        "level": level.value,
        "gemeente": "",
        "wijk": "",
        **_MIDDLE,
        "inhabitants": inhabitants,
    }
