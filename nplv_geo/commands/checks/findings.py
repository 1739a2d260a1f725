"""What ``check`` finds, and how it is told to people and to programs."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from nplv_geo.definitions.offered.gaps import TopicGap


@dataclass(frozen=True, slots=True)
class UnknownColumns:
    """Columns of an imported file of which nobody knows what they hold.

    Attributes
    ----------
    file
        Path in the raw store.
    table
        Table that the file is of.
    columns
        Their names, as they stand in the file.
    """

    file: str
    table: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found; an error makes ``check`` fail.

    Attributes
    ----------
    severity
        An error is wrong, a warning is worth a look, info is how it stands.
    subject
        Layer, table, file or part of the edition that it is about.
    message
        What it is and what to do, in Dutch.
    gap
        The same in parts, for a layer whose topic is not offered, or for a newer year elsewhere.
    unknown
        The same in parts, for columns that nobody knows.
    """

    severity: Literal["error", "warning", "info"]
    subject: str
    message: str
    gap: TopicGap | None = None
    unknown: UnknownColumns | None = None

    def as_json(self) -> dict[str, Any]:
        """Fields for programs, without those that this kind of finding lacks."""
        return {name: value for name, value in asdict(self).items() if value is not None}
