"""What became of a place from one area division to another, in a word each."""

from __future__ import annotations

from enum import StrEnum


class PlaceKind(StrEnum):
    """What became of a place between two divisions, seen from the newer one."""

    SAME = "same"
    RENAMED = "renamed"  # the same place under the same code, with another name
    RENUMBERED = "renumbered"  # the same place under another code
    SPLIT = "split"  # a part of one older place
    MERGED = "merged"  # several older places, each whole
    SHIFTED = "shifted"  # borders moved
    NEW = "new"  # no older place lies there
    GONE = "gone"  # an older place of which nothing is left on the newer map

    @property
    def is_kept(self) -> bool:
        """True for a place that stayed what it was, whatever it is called."""
        return self in (PlaceKind.SAME, PlaceKind.RENAMED, PlaceKind.RENUMBERED)


class CrosswalkWay(StrEnum):
    """How is known which places of two divisions are the same."""

    OUTLINES = "outlines"  # both have outlines
    MARKS = "marks"  # the change marks of CBS lead to a year with outlines
    CODES = "codes"  # equal codes in a whole gemeente or with an equal area; no more is known


# Why a figure of another year is not shown: it would be a guess, or nobody knows what lay there.
WEAK_ESTIMATE = "weak_estimate"
UNKNOWN_GROUND = "unknown_ground"
