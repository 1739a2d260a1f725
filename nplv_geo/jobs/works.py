"""What a maker can make, by a name, with requests and answers as JSON.

Orders go by a file that other processes write: what comes out of it is read and checked, never run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from nplv_geo.export.requests import (
    BriefingRequest,
    DataRequest,
    ExportedFile,
    MapRequest,
    ShapesRequest,
    TalkRequest,
)
from nplv_geo.ground.errors import BackgroundError, EditionError, ExportError, NplvError
from nplv_geo.jobs.desk import ENDED
from nplv_geo.jobs.export import draw_map, write_briefing, write_data, write_shapes, write_talk


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work, and what it takes."""

    function: Callable[[Any], Any]
    takes: type


Works = Mapping[str, Work]


def name_works(works: Mapping[Callable[[Any], Any], type]) -> Works:
    """Give each kind of work the name of its function."""
    return {function.__name__: Work(function, takes) for function, takes in works.items()}


WORKS: Final = name_works(
    {
        draw_map: MapRequest,
        write_data: DataRequest,
        write_briefing: BriefingRequest,
        write_talk: TalkRequest,
        write_shapes: ShapesRequest,
    }
)
# Errors with a meaning of their own for who asked; any other is told as the first of these.
_ERRORS: Final = {kind.__name__: kind for kind in (NplvError, ExportError, EditionError)}


class WorkEndedError(Exception):
    """Nothing came of an order; the log says why."""


def write_request(request: object) -> str:
    """Write a request as JSON."""
    return TypeAdapter(type(request)).dump_json(request).decode()


def read_request(work: Work, text: str) -> object:
    """Read a request for a kind of work."""
    return TypeAdapter(work.takes).validate_json(text)


def write_result(result: object, path: Path) -> str:
    """Write what was made: a file as a file, anything else as JSON.

    Parameters
    ----------
    path
        Where the content of a file is put.
    """
    if not isinstance(result, ExportedFile):
        return json.dumps({"value": result})
    path.write_bytes(result.content)
    return json.dumps({"name": result.name, "mimetype": result.mimetype})


def write_error(error: NplvError) -> str:
    """Write an error that is a sentence for who asked."""
    return json.dumps({"error": type(error).__name__, "text": str(error)})


def read_result(answer: str, path: Path) -> Any:  # noqa: ANN401  # whatever the work gives
    """Read what was made.

    Raises
    ------
    WorkEndedError
        When nothing came of it.
    NplvError
        As the work raised it.
    """
    found = json.loads(answer)
    if ENDED in found:
        raise WorkEndedError
    if "error" in found:
        if found["error"] == BackgroundError.__name__:
            raise BackgroundError(found["text"])
        raise _ERRORS.get(found["error"], NplvError)(found["text"])
    if "value" in found:
        return found["value"]
    return ExportedFile(found["name"], found["mimetype"], path.read_bytes())
