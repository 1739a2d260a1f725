"""What travels from room to room and onto disk: models that refuse what they do not know."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Contract(BaseModel):
    """A value that two sides agree on: no field unknown, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class InputFile(Contract):
    """A file that a build read; of those in the repository no address is kept."""

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
    is_recorded
        False when the division was derived, or is not known.
    gemeenten, gemeenten_of
        Number of gemeenten that it has rows for, and that its division has; None when no list of
        that division is there.
    carried, withheld
        Number of its buurten that stand on the map, and of those that are or may be another
        place there; one that is the same and has no border is neither.
    on_trust
        True when its codes were taken for those of the map without proof.
    has_outlines
        True when the outlines of its division are there; without them less can be shown.
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
