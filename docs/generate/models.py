"""Which models are contracts: what leaves the program, and what one part of it leaves another.

A model that is added to one of these is in the data dictionary, and where a script reads it in
the types for scripts as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass as checked_dataclass

from nplv_geo.commands.checks.findings import Finding
from nplv_geo.edition.models import Manifest
from nplv_geo.edition.origin import Origin
from nplv_geo.ground.browser_models import PackedShapes, PackedValues, ShapesIndex
from nplv_geo.present.map.small_lines import SmallLines
from nplv_geo.present.places.composition_models import AreaHistoryAnswer
from nplv_geo.present.places.life_models import PlaceLifeAnswer
from nplv_geo.present.table.grid import GridRows
from nplv_geo.published.raw_store import Sidecar
from nplv_geo.web.api.models import API_ANSWERS
from nplv_geo.web.page.view_models import BelowAnswer, ViewAnswer


@dataclass(frozen=True, slots=True)
class Section:
    """Models that belong together.

    Attributes
    ----------
    models
        Those that stand by themselves; what they hold comes along.
    is_read_by_scripts
        Whether the page's own scripts read them.
    """

    title: str
    intro: str
    models: tuple[type[Any], ...]
    is_read_by_scripts: bool = False


def _check(plain: type[Any]) -> type[Any]:
    """Give a plain dataclass a schema, so that it can be described as the others are."""
    return checked_dataclass(plain, config=ConfigDict(extra="forbid"), frozen=True, slots=True)


SECTIONS = (
    Section(
        "Answers of the API",
        "What `/api/v1` answers and `values` and `profile --format json` print. The document for "
        "programs is `/api/v1/openapi.json`.",
        API_ANSWERS,
    ),
    Section(
        "The page and its map",
        "What `/view`, `/view/below`, `/view/rows` and `/view/lines` answer; `map` is what the "
        "scripts draw from.",
        (ViewAnswer, BelowAnswer, GridRows, SmallLines),
        is_read_by_scripts=True,
    ),
    Section(
        "Files for the browser",
        "Written at build time, named after their content. How they are read stands in "
        "[formats.md](formats.md).",
        (PackedShapes, ShapesIndex, PackedValues),
        is_read_by_scripts=True,
    ),
    Section(
        "The manifest of an edition",
        "`editions/<id>/manifest.json`: what one build leaves to whoever opens the edition. "
        "`layers` holds an `Origin` for each layer and period.",
        (Manifest, Origin),
    ),
    Section(
        "The sidecar of a raw file",
        "`raw/<source>/<table>/<file>.json`, beside each file of the raw store; what says nothing "
        "is left out, and `format` is added.",
        (_check(Sidecar),),
    ),
    Section(
        "What `check --json` prints",
        "A list of findings; `gap` and `unknown` are there for the findings that have them.",
        (_check(Finding),),
    ),
    Section(
        "What `areas --history --format json` prints",
        "The life of a place over the boundary years, or of a focus area what it was made of in "
        "each; how that is known stands on [the page about years](years.md).",
        (PlaceLifeAnswer, AreaHistoryAnswer),
    ),
)
