"""Columns of the tables of an edition: type, unit and meaning of each.

The tables are Parquet and Arrow, which know their types; ``tests/contract/test_formats.py`` holds
what stands here against an edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["text", "float64", "float32", "int16", "int32", "bool", "WKB"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; without a unit it holds words.

    Attributes
    ----------
    is_optional
        Whether a file in which nothing has it leaves it out.
    """

    type: ColumnType
    meaning: str
    unit: str = ""
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes
    ----------
    columns
        By name, in the order of the table; the index comes first.
    """

    file: str
    about: str
    columns: dict[str, Column]


_LAYER = "of the layer"
_DEGREES = "degrees"
_SHARE = "share, 0 to 1"

TABLES = (
    Table(
        "areas.parquet",
        "All areas: those of CBS, focus areas and their rings, groups of gemeenten, and the 20 "
        "together.",
        {
            "area": Column("text", "Code or name; the index."),
            "name": Column("text", "Name of the area."),
            "lon": Column("float64", "Longitude of a point in the middle, WGS 84.", _DEGREES),
            "lat": Column("float64", "Latitude of that point.", _DEGREES),
            "level": Column("text", "A word of `AreaLevel`."),
            "gemeente": Column(
                "text", "Code of the gemeente that it lies in; empty for larger areas."
            ),
            "wijk": Column(
                "text", "Code of the wijk that a buurt or wijk lies in; empty for other areas."
            ),
            "inhabitants": Column(
                "float64", "Number of inhabitants; empty where that is not published.", "persons"
            ),
            "west": Column("float64", "Bounding box, WGS 84; empty without a shape.", _DEGREES),
            "south": Column("float64", "As `west`.", _DEGREES),
            "east": Column("float64", "As `west`.", _DEGREES),
            "north": Column("float64", "As `west`.", _DEGREES),
            "has_shape": Column("bool", "Whether there is an outline."),
        },
    ),
    Table(
        "members.parquet",
        "What areas are made of that no code tells: buurten of focus areas and rings, gemeenten "
        "of groups.",
        {
            "area": Column("text", "The larger area."),
            "member": Column("text", "One that it is made of."),
        },
    ),
    Table(
        "shapes.parquet",
        "Whole outlines, for exports and for the API.",
        {
            "code": Column("text", "Code or name of the area; the index."),
            "level": Column("text", "A word of `AreaLevel`."),
            "geometry": Column(
                "WKB", "Polygon or MultiPolygon, Amersfoort / RD New (EPSG:28992).", "metres"
            ),
        },
    ),
    Table(
        "values/<period>.arrow",
        "Observations of one period: a block of rows for each layer, in each a row for every area "
        "in the order of `areas.parquet`.",
        {
            "layer": Column("text", "Name of the layer."),
            "area": Column("text", "Code or name of the area."),
            "value": Column("float64", "The figure; empty where there is none.", _LAYER),
            "status": Column(
                "text",
                "A word of `status` below; empty for an area that the layer does not have.",
            ),
            "reason": Column("text", "A word of `reason` below, or empty."),
            "coverage": Column("float64", "Share of the weight that the value rests on.", _SHARE),
            "lower": Column(
                "float64",
                "Lowest value that what is not known allows; empty where none is claimed.",
                _LAYER,
            ),
            "upper": Column("float64", "Highest value, likewise.", _LAYER),
            "amount": Column(
                "float64",
                "What is added up: a count, or a value times its weight.",
                f"{_LAYER}, times that of `weight`",
            ),
            "weight": Column(
                "float64",
                "What the amount of a mean or rate is divided by.",
                "of the layer that weighs: persons, dwellings, …",
            ),
            "margin": Column(
                "float64",
                "Half the 95 % interval that the publisher gives; empty without one.",
                _LAYER,
            ),
            "units_with": Column(
                "int32", "Number of units with a value that the area is made of.", "units"
            ),
            "units_total": Column("int32", "Number of units that it is made of.", "units"),
            "origin": Column(
                "text",
                "`published` when it stands as published, `aggregated` when added up, `carried` "
                "when it was brought from the areas of another boundary year.",
            ),
            "base": Column(
                "text", "Level that it was added up from; empty when it stands as published."
            ),
            "moved": Column(
                "float32",
                "Mean, over the people of the area, of the share of their old place that belongs "
                "elsewhere on the map: 0 when only whole places moved, empty when the value was "
                "published on the areas of the map.",
                _SHARE,
                is_optional=True,
            ),
            "spread": Column(
                "float32",
                "Half the 90 % band that this dividing leaves; empty where nothing was divided.",
                _LAYER,
                is_optional=True,
            ),
            "uncarried": Column(
                "float64",
                "Figure of the whole places as they were published; empty where there are none, "
                "and where the value itself is that figure.",
                _LAYER,
                is_optional=True,
            ),
        },
    ),
    Table(
        "places.parquet",
        "What became of places over the boundary years: a row for each older and newer place of "
        "which one has a part of the other. Without rows in an edition that knows no other "
        "boundary year than that of its map.",
        {
            "from_year": Column("int16", "Boundary year of the older place.", "year"),
            "to_year": Column("int16", "Boundary year of the newer place.", "year"),
            "code_from": Column("text", "Code of the older place; empty for a place that is new."),
            "code_to": Column("text", "Code of the newer place; empty for one that is gone."),
            "name_from": Column("text", "Name of the older place; empty when not known."),
            "name_to": Column("text", "Name of the newer place, likewise."),
            "kind": Column("text", "A word of `PlaceKind`: what became of the newer place."),
            "share_from": Column(
                "float32", "Part of the land of the older place that lies in the newer.", _SHARE
            ),
            "share_to": Column(
                "float32", "Part of the land of the newer place that lay in the older.", _SHARE
            ),
            "people_from": Column(
                "float32", "Part of the inhabitants of the older place, likewise.", _SHARE
            ),
            "people_to": Column(
                "float32", "Part of the inhabitants of the newer place, likewise.", _SHARE
            ),
            "way": Column("text", "A word of `CrosswalkWay`: how that is known."),
        },
    ),
)
