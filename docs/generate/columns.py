"""Columns of the tables of an edition: what each holds, in which unit and CRS.

The tables are Parquet and Arrow, which know their types; tests hold the names here against an
edition.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes
    ----------
    columns
        Meaning of each column by its name, in the order of the table; the index comes first.
    """

    file: str
    about: str
    columns: dict[str, str]


TABLES = (
    Table(
        "areas.parquet",
        "All areas: those of CBS, focus areas and their rings, groups of gemeenten, and the 20 "
        "together.",
        {
            "area": "Code or name; the index.",
            "name": "Name of the area.",
            "lon": "Degrees east of a point in the middle, WGS 84 (EPSG:4326).",
            "lat": "Degrees north of that point.",
            "level": "A word of `AreaLevel`.",
            "gemeente": "Code of the gemeente that it lies in; empty for larger areas.",
            "wijk": "Code of the wijk that a buurt or wijk lies in; empty for other areas.",
            "inhabitants": "Number of inhabitants; empty where that is not published.",
            "west": "Bounding box in degrees, WGS 84; empty without a shape.",
            "south": "As `west`.",
            "east": "As `west`.",
            "north": "As `west`.",
            "has_shape": "Whether there is an outline.",
        },
    ),
    Table(
        "members.parquet",
        "What areas are made of that no code tells: buurten of focus areas and rings, gemeenten "
        "of groups.",
        {"area": "The larger area.", "member": "One that it is made of."},
    ),
    Table(
        "shapes.parquet",
        "Whole outlines, for exports and for the API.",
        {
            "code": "Code or name of the area; the index.",
            "level": "A word of `AreaLevel`.",
            "geometry": "Polygon or MultiPolygon in metres, Amersfoort / RD New (EPSG:28992).",
        },
    ),
    Table(
        "values/<period>.arrow",
        "Values of one period: a block of rows for each layer, in each a row for every area in "
        "the order of `areas.parquet`.",
        {
            "layer": "Name of the layer.",
            "area": "Code or name of the area.",
            "value": "In the unit of the layer; empty where there is none.",
            "status": "A word of `status` below; empty for an area that the layer does not have.",
            "reason": "A word of `reason` below, or empty.",
            "coverage": "Share of the weight that the value rests on, 0 to 1.",
            "lower": "Lowest value that what is not known allows; empty where none is claimed.",
            "upper": "Highest value, likewise.",
            "amount": "What is added up: a count, or a value times its weight.",
            "weight": "What the amount of a mean or rate is divided by.",
            "margin": "Half the 95 % interval that the publisher gives; empty without one.",
            "units_with": "Number of units with a value that the area is made of.",
            "units_total": "Number of units that it is made of.",
            "origin": "Whether it stands as published or was added up.",
            "base": "Level that it was added up from; empty when it stands as published.",
        },
    ),
)
