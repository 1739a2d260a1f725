"""Reads an answer by its schema; whatever is wrong with it becomes one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from nplv_geo.ground.errors import NplvError, SourceChangedError
from nplv_geo.ground.quoting import quote, shorten

Content_co = TypeVar("Content_co", covariant=True)

REMEDY = "meld dit met de versie van dit programma; wat al was opgehaald blijft bruikbaar"
# What came, when it is the beginning of what should.
CUT_OFF = "een afgebroken antwoord"
_PLACE = 80
_TOO_LARGE = 10**16
# What pydantic writes behind the place of an error when it tried several types there.
_TAGS = ("constrained-", "function-", "int", "float", "str", "list[", "Polygon", "MultiPolygon")
_NAMES = {dict: "een object", list: "een lijst", bool: "waar of onwaar", type(None): "null"}


@dataclass(frozen=True)
class Schema(Generic[Content_co]):
    """What an answer in JSON must be.

    Attributes
    ----------
    expected
        The same in words, as part of a sentence.
    """

    expected: str
    adapter: TypeAdapter[Content_co]

    def read(self, body: bytes, what: str, remedy: str = REMEDY) -> Content_co:
        """Read an answer.

        Parameters
        ----------
        body
            The whole answer, in UTF-8.
        what
            How a message calls it: its source and its table.
        remedy
            What a person can do about it.

        Returns
        -------
        Content_co
            What is in it.

        Raises
        ------
        SourceChangedError
            When it is something else.
        """
        with explain_strange(what, self.expected, remedy):
            return self.adapter.validate_json(body.removeprefix(b"\xef\xbb\xbf"))


@contextmanager
def explain_strange(what: str, expected: str, remedy: str = REMEDY) -> Iterator[None]:
    """Turn every error over an answer within the block into one sentence.

    What strangers send may be anything, so what it makes libraries and ourselves raise may be
    anything too: there is no list of it. Our own errors pass, and so do those of the system, which
    have a number.

    Parameters
    ----------
    what
        How the sentence calls the answer: its source and its table.
    expected
        What should have come.
    remedy
        What a person can do.

    Raises
    ------
    SourceChangedError
        In place of any other error.
    """
    try:
        yield
    except NplvError:
        raise
    except ValidationError as error:
        raise SourceChangedError(what, expected, _describe(error), remedy) from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        came = f"iets waar dit programma niet op rekent ({type(error).__name__})"
        raise SourceChangedError(what, expected, came, remedy) from error


def _describe(error: ValidationError) -> str:
    """Say of the first thing that is wrong where it stands and what stands there."""
    first = error.errors(include_url=False)[0]
    place = _find_place(first)
    return f"{_describe_input(first)} bij {place}" if place else _describe_input(first)


def _find_place(error: ErrorDetails) -> str:
    """Place as in ``value[3].Key``, without what pydantic writes about types."""
    place = ""
    for part in error["loc"]:
        if isinstance(part, int):
            place += f"[{part}]"
        elif not part.startswith(_TAGS):
            place += f".{part}" if place else part
    return shorten(place, _PLACE)


def _describe_input(error: ErrorDetails) -> str:
    kind, came = error["type"], error["input"]
    if kind == "missing":
        return "niets"
    if kind == "json_invalid":
        is_cut = "EOF" in str(error.get("ctx", {}).get("error", ""))
        return CUT_OFF if is_cut else "iets anders dan JSON"
    if kind == "union_tag_invalid":
        return quote(error.get("ctx", {}).get("tag", ""))
    if kind in ("too_short", "too_long"):
        length = error.get("ctx", {}).get("actual_length")
        return "een lege lijst" if length == 0 else f"een lijst van {length or 'te veel'}"
    # Python refuses to write a number of thousands of digits.
    if isinstance(came, int) and abs(came) >= _TOO_LARGE:
        return "een te groot getal"
    return _NAMES.get(type(came)) or (quote(came) if isinstance(came, str) else shorten(came))
