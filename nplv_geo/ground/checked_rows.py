"""Rows of the tables that people write, checked one by one; a wrong one is named by its line.

A row is a pydantic model whose fields are the columns. Its validators say what is wrong in the
words of the table; :func:`refuse_row` and :func:`check_choice` help them to.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from nplv_geo.ground.errors import NplvError

_ROW_PROBLEM = "row_problem"


class CheckedRow(BaseModel):
    """One row of a table: each column a typed field, and no column besides."""

    model_config = ConfigDict(extra="forbid", frozen=True)


RowType = TypeVar("RowType", bound=CheckedRow)


@dataclass(frozen=True, slots=True)
class CheckedLine(Generic[RowType]):
    """One line of a table.

    Attributes
    ----------
    number
        Number of the line; the header is line 1.
    cells
        Cells by column, as they stand there.
    row
        The typed row, or None when something is wrong with it.
    problems
        What is wrong, each as the rest of one Dutch sentence; empty when there is a row.
    """

    number: int
    cells: Mapping[str, str]
    row: RowType | None
    problems: tuple[str, ...]


def check_lines(
    text: str, row_type: type[RowType], *, absent_cell: str | None = None
) -> Iterator[CheckedLine[RowType]]:
    """Check every line of a CSV table.

    Parameters
    ----------
    text
        Content of the table: comma separated, with a header; a spreadsheet's mark may come first.
    row_type
        Model of a row.
    absent_cell
        What a line that stops half way has in its last columns.

    Yields
    ------
    CheckedLine
        Each line, in the order of the table.
    """
    for number, cells in enumerate(_open_table(text, absent_cell), start=2):
        try:
            row = row_type.model_validate(cells)
        except ValidationError as error:
            problems = tuple(_describe(problem) for problem in error.errors(include_url=False))
            yield CheckedLine(number, cells, None, problems)
        else:
            yield CheckedLine(number, cells, row, ())


def read_checked_rows(
    text: str, row_type: type[RowType], file: str, error_type: type[NplvError]
) -> Iterator[tuple[str, RowType]]:
    """Read the rows of a CSV table, up to the first that is wrong.

    Parameters
    ----------
    text
        Content of the table.
    row_type
        Model of a row.
    file
        Name of the table, for who reads an error.
    error_type
        Error of that table.

    Yields
    ------
    where : str
        File and line of the row, to begin the sentence of an error with.
    row : RowType
        The row itself.

    Raises
    ------
    NplvError
        Of ``error_type``, on the first row that is wrong, with its line number.
    """
    for line in check_lines(text, row_type):
        where = f"{file}, regel {line.number}"
        if line.row is None:
            raise error_type(f"{where}: {line.problems[0]}")
        yield where, line.row


def list_missing_columns(text: str, columns: Sequence[str]) -> list[str]:
    """List the columns that the header of a table lacks.

    Parameters
    ----------
    text
        Content of the table.
    columns
        Names that the header should have.

    Returns
    -------
    list of str
        Names in the order of ``columns``.
    """
    header = _open_table(text).fieldnames or ()
    return [column for column in columns if column not in header]


def refuse_row(problem: str) -> PydanticCustomError:
    """Make the error of a validator that tells the whole problem by itself.

    Parameters
    ----------
    problem
        What is wrong, as the rest of one Dutch sentence.

    Returns
    -------
    PydanticCustomError
        To be raised; it is told without the name of the field.
    """
    return PydanticCustomError(_ROW_PROBLEM, "{problem}", {"problem": problem})


def check_choice(column: str, *choices: str) -> BeforeValidator:
    """Make the validator of a column that has one of a few words.

    Parameters
    ----------
    column
        What to call the column in the sentence.
    *choices
        The words, in the order in which they are offered.

    Returns
    -------
    BeforeValidator
        To annotate the field of the column with.
    """

    def check(word: str) -> str:
        if word not in choices:
            offer = ", ".join(choices)
            raise refuse_row(f"{column} '{word}' bestaat niet; kies uit {offer}")
        return word

    return BeforeValidator(check)


def describe_problem(error: ValidationError) -> str:
    """Describe the first problem of a row or a file.

    Parameters
    ----------
    error
        What the model found.

    Returns
    -------
    str
        The rest of one Dutch sentence: field, fault and remedy.
    """
    return _describe(error.errors(include_url=False)[0])


def _open_table(text: str, absent_cell: str | None = None) -> csv.DictReader[str]:
    return csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), restval=absent_cell)


def _describe(problem: ErrorDetails) -> str:
    field = ".".join(str(part) for part in problem["loc"])
    match problem["type"]:
        case "missing":
            return f"veld '{field}' ontbreekt; voeg het toe."
        case "extra_forbidden":
            return f"veld '{field}' bestaat niet; verbeter de naam of haal het weg."
        case "literal_error":
            allowed = problem["ctx"]["expected"].replace(" or ", ", ")
            return f"veld '{field}' mag niet {problem['input']!r} zijn; kies uit {allowed}."
        case "value_error":
            return f"{problem['ctx']['error']}; verbeter de regel."
        case str(kind) if kind == _ROW_PROBLEM:
            return problem["msg"]
        case _:
            return f"veld '{field}' mag niet {problem['input']!r} zijn; verbeter de waarde."
