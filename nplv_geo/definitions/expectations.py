"""What a build may expect of published figures, as typed values."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from nplv_geo.definitions.texts import Definition, parse_toml
from nplv_geo.ground.errors import ExpectationsError

EXPECTATIONS = "data/expectations.toml"

Range = tuple[float, float]


class Shares(Definition):
    """Shares between 0 and 1 that mark the line between plausible and not."""

    matched: float
    sums_p95: float
    overlap: float
    gaps: float
    without_border: float


class Expectations(Definition):
    """Content of ``data/expectations.toml``.

    Attributes
    ----------
    areas
        Lowest and highest number of areas of a level in an edition of the whole country.
    national
        Lowest and highest value of the Netherlands by layer, in the unit of the layer.
    shares
        Bounds on what was matched, added up and drawn.
    """

    areas: Mapping[str, Range]
    national: Mapping[str, Range]
    shares: Shares


def parse_expectations(text: str) -> Expectations:
    """Read the expectations from the text of their file.

    Parameters
    ----------
    text
        Content of ``data/expectations.toml``.

    Returns
    -------
    Expectations
        Ranges by layer, and the shares that mark what is plausible.

    Raises
    ------
    ExpectationsError
        When a field is missing, unknown or no number.
    """
    try:
        return Expectations.model_validate(parse_toml(text, EXPECTATIONS, ExpectationsError))
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in problem["loc"])
        raise ExpectationsError(
            f"{EXPECTATIONS}: veld '{field}': {problem['msg']}; verbeter het."
        ) from error
