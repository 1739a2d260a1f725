"""What the page is filled from, typed: ``/view`` and ``/view/below``.

``assets/types.d.ts`` is made from these models.
"""

from __future__ import annotations

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


class ViewAnswer(Answer):
    """Everything above the cards."""

    edition: EditionId
    part: Annotated[str, Field(description="Part of the page that is in sight on a small screen.")]
    search: Annotated[str, Field(description="What stands in the empty field for searching.")]
    background: Annotated[
        list[Any], Field(description="Dash components: the background map, or nothing.")
    ]
    map: MapModel
    parts: Parts
    trend: Annotated[
        dict[str, Any] | None,
        Field(description="Chart of the development: `label`, `graph` (Dash) and `figure`."),
    ]


class BelowAnswer(Answer):
    """The cards of all themes with their charts, and what lies beside the area."""

    edition: EditionId
    charts: Annotated[
        dict[str, Any],
        Field(description="Chart of each theme: `style`, `graph` (Dash) and `figure`."),
    ]
    parts: Parts
