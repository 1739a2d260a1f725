"""Files that a build writes for the browser, typed: shapes, where to find them, and values.

``docs/formats.md`` tells how they are read; ``scripts/src/types.d.ts`` is made from these models.
Longitude and latitude are WGS 84 (EPSG:4326).
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

# Each goes up whenever a script of before would read a file wrongly.
SHAPES_FORMAT: Final = 1
INDEX_FORMAT: Final = 1
VALUES_FORMAT: Final = 1

Count = Annotated[int, Field(ge=0)]
Box = tuple[float, float, float, float]


class _File(BaseModel):
    """A file: it has the fields that are named here and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PackedShapes(_File):
    """Outlines of areas on a grid, as steps from point to point."""

    format: Annotated[Literal[1], Field(description="Version of the form of these files.")]
    grid: Annotated[
        Box,
        Field(description="West, south, step of longitude and step of latitude, in degrees."),
    ]
    codes: Annotated[tuple[str, ...], Field(description="Code of each area.")]
    names: Annotated[tuple[str, ...], Field(description="Name of each area.")]
    polygons: Annotated[tuple[Count, ...], Field(description="Polygons of each area.")]
    rings: Annotated[
        tuple[Count, ...], Field(description="Rings of each polygon, the outer one first.")
    ]
    points: Annotated[
        tuple[Count, ...], Field(description="Points of each ring, without the closing one.")
    ]
    x: Annotated[
        tuple[int, ...],
        Field(
            description="Steps east of each point from the one before; the first of a ring from "
            "the first of the ring before."
        ),
    ]
    y: Annotated[tuple[int, ...], Field(description="Steps north of each point, likewise.")]


class ShapesIndex(_File):
    """Which files of finer shapes there are, and where on the map."""

    format: Annotated[Literal[1], Field(description="Version of the form of these files.")]
    files: Annotated[
        tuple[tuple[str, Box], ...],
        Field(description="Address of each, and its west, south, east and north in degrees."),
    ]


class PackedValues(_File):
    """Values of one layer and period for all areas of a level that have a shape."""

    format: Annotated[Literal[1], Field(description="Version of the form of these files.")]
    decimals: Annotated[Count, Field(description="Digits behind the comma of the values.")]
    values: Annotated[
        tuple[int | None, ...],
        Field(description="In steps of the last decimal, in the order of the shapes."),
    ]
    kinds: Annotated[
        tuple[tuple[str, str], ...],
        Field(description="Pairs of `status` and `reason` that occur."),
    ]
    kind: Annotated[
        str, Field(description="A character an area: `a` for the first of `kinds`, and so on.")
    ]
    classes: Annotated[
        dict[str, str],
        Field(description="By scheme a character an area: its class number, `-` for none."),
    ]
