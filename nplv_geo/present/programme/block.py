"""The programme in short, for the page of an area on the map."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.definitions.focus_areas import FocusArea
from nplv_geo.definitions.programme import Programme
from nplv_geo.present.programme.area_page import (
    AreaProgramme,
    ProgrammeEntry,
    make_area_programme,
)
from nplv_geo.present.programme.words import FactWords
from nplv_geo.present.texts import Texts

# A few numbers: the page has them all.
MOST_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class ProgrammeBlock:
    """What stands of the programme beside the figures of an area.

    Attributes
    ----------
    entries
        Name, since, until, themes, who leads, plan: those with a fact. ``missing`` names the rest.
    numbers
        A few agreements in numbers, as the page orders them.
    more
        Words of the link to the page.
    """

    title: str
    entries: tuple[ProgrammeEntry, ...]
    missing: str
    numbers: tuple[FactWords, ...]
    address: str
    more: str
    looked_up: str


def make_programme_block(programme: Programme, area: FocusArea, t: Texts) -> ProgrammeBlock:
    """Make the block of one area.

    Parameters
    ----------
    programme
        Everything about the programme.
    area
        The focus area.

    Returns
    -------
    ProgrammeBlock
        A part of what :func:`make_area_programme` gives.
    """
    page = make_area_programme(programme, (), area, t)
    return ProgrammeBlock(
        title=t("area_programme.title", area=area.name),
        entries=page.in_short,
        missing=page.missing,
        numbers=_choose_numbers(page),
        address=page.address,
        more=t("area_programme.more", area=area.name),
        looked_up=t("area_programme.looked_up", month=page.looked_up),
    )


def _choose_numbers(page: AreaProgramme) -> tuple[FactWords, ...]:
    """Choose what was agreed, then projects and what was reported; those with a number."""
    counted = [words for words in (*page.agreed, *page.projects, *page.reported) if words.amount]
    return tuple(counted[:MOST_NUMBERS])
