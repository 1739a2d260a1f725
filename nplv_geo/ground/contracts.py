"""What travels from room to room and onto disk: models that refuse what they do not know."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Contract(BaseModel):
    """A value that two sides agree on: no field unknown, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class InputFile(Contract):
    """A file that a build read; of those in the repository no address is kept.

    Attributes
    ----------
    path
        Where it stands.
    sha256
        Hash of its content.
    rows
        Number of rows.
    url
        Where it came from; empty for files of the repository.
    retrieved
        When it was fetched, likewise.
    licence
        Licence of its publisher, likewise.
    """

    path: str
    sha256: str
    rows: int
    url: str = ""
    retrieved: str = ""
    licence: str = ""


class TableFacts(Contract):
    """What is recorded of one table: its division, its state and what it covers.

    Attributes
    ----------
    table
        Identifier of the table at its publisher.
    periods
        Oldest first.
    boundary_year
        Year of the areas that its codes are of; None when nobody knows.
    division_from
        Who says so.
    is_recorded
        False when the division was derived, or is not known.
    state
        Why it was delivered, in the words of its publisher.
    retrieved
        When it was fetched.
    gemeenten
        Number of gemeenten that it has rows for.
    gemeenten_of
        Number that its division has; None when no list of that division is there.
    carried
        Number of its buurten whose figures reach the map, as they are or divided over others.
    withheld
        Number of its buurten of which nobody knows where they lie on the map.
    on_trust
        True when its codes were taken for those of the map without proof.
    has_outlines
        True when the outlines of its division are there; without them less can be shown.
    left_out
        Number of its areas that are water, abroad or unknown, or lack a code or a name.
    """

    table: str
    periods: tuple[str, ...]
    boundary_year: int | None
    division_from: str
    is_recorded: bool
    state: str
    retrieved: str
    gemeenten: int
    gemeenten_of: int | None
    carried: int
    withheld: int
    on_trust: bool
    has_outlines: bool
    left_out: int
