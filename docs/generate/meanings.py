"""What a field means and in which unit it is, from where the code says so.

A meaning stands at the field itself, in the ``Attributes`` of its model or of one that the model
is made from, or is that of the model that the field holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from inspect import cleandoc
from typing import Any

from numpydoc.docscrape import NumpyDocString

from docs.generate.schemas import Schema, find_references, summarise
from nplv_geo.web.api.schemas import name_schema

_OF_LAYER = "of the layer"
_DEGREES = "degrees"
_PIXELS = "pixels of the screen"
# Fields have the same unit in every model, but for those that are named with their model.
_UNITS = {
    **dict.fromkeys(("value", "difference", "start", "now", "change", "margin"), _OF_LAYER),
    **dict.fromkeys(("bounds", "nederland"), _OF_LAYER),
    **dict.fromkeys(("lon", "lat", "coordinates", "grid", "files"), _DEGREES),
    **dict.fromkeys(("pace", "pace_needed"), f"{_OF_LAYER}, a year"),
    **dict.fromkeys(("coverage", "p_value", "cover", "plain_cover"), "share, 0 to 1"),
    **dict.fromkeys(("land_of_place", "land_of_part"), "share, 0 to 1"),
    **dict.fromkeys(("people_of_place", "people_of_part"), "share, 0 to 1"),
    **dict.fromkeys(("land_inside", "people_inside", "land_covered"), "share, 0 to 1"),
    **dict.fromkeys(("people_covered", "people_known"), "share, 0 to 1"),
    **dict.fromkeys(("from_year", "to_year", "outline_years", "other_years"), "year"),
    **dict.fromkeys(("median_error", "p90_error"), f"share of a count, else {_OF_LAYER}"),
    **dict.fromkeys(("buurten", "gone"), "buurten"),
    "precision_m": "metres",
    "cases": "places",
    "BacktestResult.factor": "factor",
    **dict.fromkeys(("gap", "clearance", "step", "distances", "r"), _PIXELS),
    **dict.fromkeys(("year", "boundary_year", "division_year", "weight_years", "division"), "year"),
    **dict.fromkeys(("inhabitants", "min_inhabitants"), "persons"),
    **dict.fromkeys(("amount", "amount_to"), "as `unit` says"),
    "cells": "of the layer, and persons",
    **dict.fromkeys(("retrieved", "built"), "ISO 8601"),
    "numbers": f"{_OF_LAYER}, or a number of areas or layers",
    "ProfileLayer.change": "",
    **dict.fromkeys(("last_year", "years"), "year"),
    "MapSpeech.reference": f"{_OF_LAYER}, whole steps of the last decimal",
    "span": f"{_OF_LAYER}, whole steps of the last decimal",
    "Finding.gap": "",
    "bytes": "bytes",
    "decimals": "digits",
    "values": f"{_OF_LAYER}, whole steps of the last decimal",
    "x": "steps of the grid",
    "y": "steps of the grid",
    "homing": "share, 0 to 1",
    "MapModel.bounds": _DEGREES,
    "GeometryFile.bounds": _DEGREES,
    **dict.fromkeys(("CirclePlacing.margin", "MapNaming.margin", "least"), _PIXELS),
    **dict.fromkeys(("heights", "shifts"), "share, 0 to 1"),
    "needed": "areas",
    "lit": "number of a class",
    **dict.fromkeys(("MapPeople.counts", "MapPeople.few"), "persons"),
    "CirclePlacing.directions": f"{_PIXELS}, times the distance",
    "View.grid": "",
    "LayerValues.values": "",
    "Manifest.values": "",
    "Manifest.files": "",
    "MapModel.files": "",
    "Origin.values": "areas",
    "Origin.figures": "areas",
    "Manifest.areas": "areas",
    "Manifest.left_out": "areas",
    "TableFacts.left_out": "areas",
    "Sidecar.left_out": "areas",
    "Contents.buurten": "areas",
    "Contents.changed": "areas",
    "shapes": "areas",
    "CardChart.style": "rows",
    "gemeenten": "gemeenten",
    "gemeenten_of": "gemeenten",
    "carried": "buurten",
    "withheld": "buurten",
    "changes": "changes",
    "rows": "rows",
    "total": "items",
    "per_page": "items",
    "with_value": "units",
    "Units.total": "units",
    "Change.periods": "periods",
    "Gap.periods": "periods",
    "polygons": "polygons",
    "rings": "rings",
    "points": "points",
    "rounds": "times",
    "position": "place",
    "of": "areas",
    "lowest": "place",
    "highest": "place",
    "dispersion": "factor",
    "dispersion_power": "power",
    "Manifest.dispersion": "",
    # How figures came onto the map of another year; beside it "carried" is a number of buurten.
    "moved": "share, 0 to 1",
    **dict.fromkeys(("spread", "uncarried"), _OF_LAYER),
    **dict.fromkeys(("converted", "Carried.withheld", "CarriedTable.withheld"), "areas"),
    **dict.fromkeys(
        (
            f"{model}.carried"
            for model in (
                "Value",
                "Figure",
                "Reference",
                "Row",
                "ProfileLayer",
                "Source",
                "Passport",
                "LayerPeriod",
                "Origin",
            )
        ),
        "",
    ),
}


def find_unit(model: str, field: str) -> str:
    """Find the unit of a field; empty for words, and for numbers that only tell things apart."""
    return _UNITS.get(f"{model}.{field}", _UNITS.get(field, ""))


def find_meaning(
    model: str, field: str, schemas: Mapping[str, Schema], roots: Iterable[type[Any]]
) -> str:
    """Find what a field means; empty where nothing in the code says so."""
    schema = schemas[model]["properties"][field]
    held = next((summarise(schemas[name]) for name in find_references(schema)), "")
    attributes: dict[str, str] = {
        name: text
        for document in _find_documents(model, schemas, roots)
        for name, text in _read_attributes(document).items()
    }
    return _adapt(summarise(schema) or attributes.get(field, "") or held)


def _find_documents(
    model: str, schemas: Mapping[str, Schema], roots: Iterable[type[Any]]
) -> Iterator[str]:
    """Docstrings that may tell of a field, the nearest last."""
    for root in roots:
        if name_schema(root) == model:
            yield from (base.__doc__ or "" for base in reversed(root.__mro__) if base is not object)
    yield str(schemas[model].get("description", ""))


def _adapt(text: str) -> str:
    """A text of Python for readers of JSON."""
    return re.sub(r"\bNone\b", "null", text).replace("``", "`")


def _read_attributes(document: str) -> dict[str, str]:
    """Texts of the section ``Attributes``, by name; two names may share one."""
    if "Attributes\n" not in document:
        return {}
    attributes = NumpyDocString(cleandoc(document))["Attributes"]
    return {
        name: " ".join(" ".join(attribute.desc).split())
        for attribute in attributes
        for name in attribute.name.split(", ")
    }
