"""What the page is filled from, typed: ``/view`` and ``/view/below``.

``scripts/src/types.d.ts`` is made from these models.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from nplv_geo.present.map.types import MapModel
from nplv_geo.present.page.answer_models import Answer

EditionId = Annotated[
    str, Field(description="Edition that the answer is of; both answers must be of the same one.")
]
Parts = Annotated[
    dict[str, str], Field(description="HTML by the id of the element that it goes into.")
]


Graph = Annotated[Any, Field(description="Dash component that draws the chart.")]
PlotlyChart = Annotated[
    Mapping[str, Any], Field(description="Figure of Plotly, which the component is given apart.")
]


class TrendChart(Answer):
    """Chart of the development of the layer, or scatter of two."""

    label: Annotated[str, Field(description="The chart in words, for screen readers.")]
    graph: Graph
    figure: PlotlyChart


class CardChart(Answer):
    """Chart of the marks of one theme."""

    style: Annotated[dict[str, int], Field(description="Numbers of rows, as the styles read them.")]
    graph: Graph
    figure: PlotlyChart


class FieldWords(Answer):
    """Words of a field that lists areas."""

    label: Annotated[str, Field(description="What the field is for, to screen readers.")]
    placeholder: Annotated[str, Field(description="What stands in the empty field.")]


class SearchWords(FieldWords):
    """Words of the field for searching."""

    long_placeholder: Annotated[
        str, Field(description="The same where there is room, on the start page.")
    ]


class GridAnswer(Answer):
    """The table as a grid of all its rows, which come by an address of their own."""

    rows: Annotated[str, Field(description="Address of the rows: equal for equal rows.")]
    component: Annotated[Any, Field(description="Dash component of the grid, without its rows.")]
    context: Annotated[
        dict[str, str | None],
        Field(description="What may change while the rows stay: links, and the chosen area."),
    ]
    sort: Annotated[str, Field(description="Column of the order; with `-` from high to low.")]
    sorts: Annotated[dict[str, str], Field(description="Link to each order.")]
    loading: Annotated[str, Field(description="While script and rows are on their way.")]
    failed: Annotated[str, Field(description="That the grid could not be loaded.")]
    retry: Annotated[str, Field(description="On the button to try again.")]


class SecondAnswer(Answer):
    """The map beside the first one."""

    component: Annotated[Any, Field(description="Dash component of the map: the same each time.")]
    map: MapModel
    background: Annotated[
        list[Any], Field(description="Dash components: its background map, or nothing.")
    ]


class ViewAnswer(Answer):
    """Everything above the cards."""

    edition: EditionId
    part: Annotated[str, Field(description="Part of the page that is in sight on a small screen.")]
    title: Annotated[str, Field(description="Title of the document.")]
    search: SearchWords
    compare: FieldWords
    background: Annotated[
        list[Any], Field(description="Dash components: the background map, or nothing.")
    ]
    map: MapModel
    parts: Parts
    trend: Annotated[TrendChart | None, Field(description="Null where the page shows the map.")]
    scatter: Annotated[
        TrendChart | None, Field(description="Null where the page shows one layer.")
    ] = None
    grid: Annotated[
        GridAnswer | None, Field(description="Null where the table is its first rows as text.")
    ] = None
    second: Annotated[
        SecondAnswer | None, Field(description="Null where the page shows one map.")
    ] = None


class BelowAnswer(Answer):
    """The cards of all themes with their charts, and what lies beside the area."""

    edition: EditionId
    charts: Annotated[dict[str, CardChart], Field(description="Chart of each theme by its id.")]
    template: Annotated[
        Mapping[str, Any],
        Field(description="Template of Plotly for the figures of all charts, sent once."),
    ]
    parts: Parts
