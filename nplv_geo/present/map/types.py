"""What the browser needs to draw one map, typed; ``scripts/src/types.d.ts`` is made from it.

Scripts decide how to draw; classes, values and sentences are all told here. Degrees are WGS 84
(EPSG:4326). Fields go out in the order in which they stand here.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from nplv_geo.definitions.texts import Language
from nplv_geo.present.map.circle_placing import CirclePlacing
from nplv_geo.present.page.answer_models import Answer, MapEntry

Url = Annotated[str, Field(description="Address on this server; its content never changes.")]
Code = Annotated[str, Field(description="Code or name of an area.")]
Degrees = float
# West, south, east, north.
Box = tuple[Degrees, Degrees, Degrees, Degrees]
# South-west and north-east corner, each latitude and longitude.
Corners = tuple[tuple[Degrees, Degrees], tuple[Degrees, Degrees]]


class MapFigures(Answer):
    """Where the figures of all areas of a level are, when they do not travel along."""

    url: Annotated[str, Field(description="A file of values (docs/formats.md).")]
    scheme: Annotated[str, Field(description="Which classes of that file are shown.")]
    classes: Annotated[
        str | None,
        Field(
            description="Classes that the file has not, a character an area: around another "
            "reference, or of figures as they were published."
        ),
    ]
    reasons: Annotated[dict[str, str], Field(description="A sentence for each word of `reason`.")]
    statuses: Annotated[dict[str, str], Field(description="A sentence for each word of `status`.")]
    sign: Annotated[str, Field(description="What is written behind a value.")]
    none: Annotated[str, Field(description="What is written where there is no value.")]
    is_signed: Annotated[
        bool, Field(description="Whether a value above nothing has a plus before it: a change.")
    ] = False


class FinerIndex(Answer):
    """Finer shapes by place: a file tells which files there are."""

    index: Annotated[str, Field(description="An index of shapes (docs/formats.md).")]


class FinerFiles(Answer):
    """Finer shapes of a few gemeenten."""

    files: Annotated[
        tuple[tuple[str, Box], ...],
        Field(description="Address of a file of shapes, and its west, south, east and north."),
    ]


class MapCircle(Answer):
    """An area that is drawn as a circle."""

    code: Code
    lat: Annotated[Degrees, Field(description="Degrees north.")]
    lon: Annotated[Degrees, Field(description="Degrees east.")]
    r: Annotated[float, Field(description="Radius in CSS pixels on a wide map.")]


class MapWords(Answer):
    """Sentences that the map may need, in the language of the page."""

    load_failed: Annotated[str, Field(description="That the map could not be loaded.")]
    retry: Annotated[str, Field(description="On the button to try again.")]
    loading: Annotated[str, Field(description="While shapes are on their way.")]
    no_shapes: Annotated[str, Field(description="That there is nothing to draw.")]
    tiles: Annotated[str, Field(description="That the background map can't be reached.")]
    zoom_in: Annotated[str, Field(description="On the button to see less, larger.")]
    zoom_out: Annotated[str, Field(description="On the button to see more, smaller.")]


class MapNaming(Answer):
    """Names on the map; lengths in pixels of the screen."""

    codes: Annotated[tuple[str, ...], Field(description="Areas, the most important first.")]
    few: Annotated[tuple[str, ...], Field(description="Areas with the mark of few inhabitants.")]
    needed: Annotated[int, Field(description="How many of the first may stick out of their area.")]
    heights: Annotated[
        tuple[float, ...],
        Field(description="Heights to try, as shares of that of the area from below."),
    ]
    shifts: Annotated[
        tuple[float, ...],
        Field(description="Places beside the middle to try, as shares of the width there."),
    ]
    least: Annotated[float, Field(description="Width of the smallest area that has a name.")]
    margin: Annotated[float, Field(description="Least distance to the side of the map.")]


class MapPeople(Answer):
    """How many people live in each area."""

    url: Annotated[
        Url | None, Field(description="A file of values, for when the map is in use; else null.")
    ]
    counts: Annotated[
        tuple[int | None, ...] | None,
        Field(description="Of the first of `areas`, in their order; null beside a file."),
    ]
    few: Annotated[int, Field(description="Number below which an area is marked; 0 marks none.")]
    label: Annotated[str, Field(description="What the number is of.")]
    note: Annotated[str, Field(description="What is said of an area that is marked.")]
    mark: Annotated[str, Field(description="Sign behind the name of such an area.")]


class MapAlso(Answer):
    """A second value of each area, beside the one that all else is about."""

    label: Annotated[str, Field(description="What it is of.")]
    values: Annotated[
        dict[str, str],
        Field(description="By code: the value in words; empty beside a file."),
    ]
    figures: Annotated[
        MapFigures | None, Field(description="A file with them, for when the map is in use.")
    ]
    classes: Annotated[tuple[str, ...], Field(description="Each class number in words.")]


class MapModel(Answer):
    """One map: shapes by address, and per area a class and a few words."""

    key: Annotated[
        str,
        Field(description="Names the set of shapes: while it stays, areas only change colour."),
    ]
    files: Annotated[tuple[Url, ...], Field(description="Files of shapes (docs/formats.md).")]
    finer: Annotated[
        FinerIndex | FinerFiles | None, Field(description="Shapes for who comes close.")
    ]
    outline: Annotated[
        tuple[Url, Code] | None,
        Field(description="File of shapes and the area in it that gets a firm line."),
    ]
    country: Annotated[
        str | None, Field(description="Address of the outline of the country, GeoJSON.")
    ]
    figures: Annotated[
        MapFigures | None, Field(description="Null when `areas` tells all that is shown.")
    ]
    areas: Annotated[
        dict[str, MapEntry],
        Field(
            description="By code: class number (-1 for none), value in words, note; beside "
            "`figures` only areas of which these differ from the file."
        ),
    ]
    circles: Annotated[
        tuple[MapCircle, ...], Field(description="Areas that have no shape on this map.")
    ]
    placing: Annotated[
        CirclePlacing, Field(description="Rules by which circles and names give way.")
    ]
    names: Annotated[dict[str, str], Field(description="Names of the circles by code.")]
    colours: Annotated[tuple[str, ...], Field(description="CSS colour of each class number.")]
    place: Annotated[Code, Field(description="Area that fills the map.")]
    chosen: Annotated[Code | None, Field(description="Area inside it with a bright ring.")]
    up: Annotated[str | None, Field(description="Link to the place around it.")]
    bounds: Annotated[
        Corners | None,
        Field(description="Latitude and longitude of the south-west and north-east corner."),
    ]
    schematic: Annotated[bool, Field(description="Whether the outline is drawn by us.")]
    specks: Annotated[bool, Field(description="Whether areas are too small for a white line.")]
    silent_gemeenten: Annotated[
        bool, Field(description="Whether gemeenten stand faintly below circles.")
    ]
    layer: Annotated[str, Field(description="Name of the layer.")]
    language: Annotated[Language, Field(description="Language of all words here.")]
    references: Annotated[
        dict[str, tuple[str, str]],
        Field(description="By code, for the tooltip: name and value of another area."),
    ]
    href: Annotated[str, Field(description="Link to an area; `__area__` stands for its code.")]
    label: Annotated[str, Field(description="What a screen reader says of the map.")]
    words: MapWords
    pin: Annotated[
        str,
        Field(description="Link that compares with an area too; `__area__` stands for its code."),
    ] = ""
    pinned: Annotated[
        dict[str, str],
        Field(
            default_factory=dict,
            description="By code of an area that is compared with: link that takes it away.",
        ),
    ]
    on_background: Annotated[
        bool, Field(description="Whether areas without a colour let a background map through.")
    ] = False
    people: Annotated[
        MapPeople | None, Field(description="Inhabitants of the areas; null where not known.")
    ] = None
    lines: Annotated[
        str | None,
        Field(description="Address of `SmallLines`, for who points at an area; null for none."),
    ] = None
    around: Annotated[
        tuple[Url, Code] | None,
        Field(description="File of gemeenten to show palely, and the one that is no neighbour."),
    ] = None
    also: Annotated[
        MapAlso | None, Field(description="What two layers together tell; null for one layer.")
    ] = None
    naming: Annotated[
        MapNaming | None, Field(description="Which areas are named; null where none are.")
    ] = None
    lit: Annotated[
        int | None,
        Field(description="Class number (-1 for none) of the areas that stand out; else null."),
    ] = None
