"""Answers with scores of the Leefbaarometer: CSV of a WFS."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, StringConstraints, TypeAdapter

from nplv_geo.ground.errors import SourceChangedError
from nplv_geo.ground.quoting import quote
from nplv_geo.sources.schemas.reading import REMEDY, explain_strange

# A score is a difference from the national average; those of 2024 lie between -1 and 1.
Score = Annotated[float, Field(ge=-100, le=100, allow_inf_nan=False)]
Code = Annotated[str, StringConstraints(pattern=r"^(GM\d{4}|WK\d{4}\w\w|BU\d{4}\w{4})$")]
_SCORES = TypeAdapter(dict[str, Score])
_CODES = TypeAdapter(Annotated[list[Code], Field(min_length=0, max_length=100_000)])


@dataclass(frozen=True)
class ScoreSchema:
    """What a table of scores must be.

    Attributes
    ----------
    code
        Column with the code of an area.
    scores
        Columns with its scores.
    expected
        The same in words, as part of a sentence.
    """

    code: str
    scores: tuple[str, ...]
    expected: str = "CSV met een score bij elk gebied"

    def read(self, body: bytes, what: str, remedy: str = REMEDY) -> list[dict[str, str]]:
        """Read an answer.

        Parameters
        ----------
        body
            The whole answer.
        what
            How a message calls it.
        remedy
            What a person can do about it.

        Returns
        -------
        list of dict
            Cells of each row by column, as they stand in the answer.

        Raises
        ------
        SourceChangedError
            When it is something else.
        """
        with explain_strange(what, self.expected, remedy):
            text = body.decode("utf-8-sig")
            read = csv.DictReader(io.StringIO(text, newline=""), restval="?", strict=True)
            names = (self.code, *self.scores)
            missing = sorted(set(names) - set(read.fieldnames or ()))
            if missing:
                expected = f"kolom {', '.join(missing)}"
                raise SourceChangedError(what, expected, quote(text.strip()) or "niets", remedy)
            rows = [{name: row[name] for name in names} for row in read]
            codes = _CODES.validate_python([row[self.code] for row in rows])
            if len(set(codes)) < len(codes):
                twice = next(code for code in codes if codes.count(code) > 1)
                raise SourceChangedError(what, "elk gebied één keer", f"{twice} twee keer", remedy)
            for row in rows:
                _SCORES.validate_python({name: row[name] for name in self.scores if row[name]})
        return rows
