"""What is said of an area on the map, to who hears it: unit, side of the Netherlands, class, marks.

The browser makes one sentence of it (``scripts/src/pure/sentence.js``), the same for areas in SVG
and on a canvas.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nplv_geo.ground.areas import NEDERLAND
from nplv_geo.present.map.types import MapSpeech
from nplv_geo.present.page.page import Page
from nplv_geo.present.page.reservations import name_in_sentence

HIGHER, LOWER, EQUAL, UNKNOWN = "h", "l", "e", "-"


def make_speech(page: Page, told: Sequence[str]) -> MapSpeech:
    """Make the words of the sentence that is said of an area.

    Parameters
    ----------
    page
        The page of one map.
    told
        Codes of the areas that travel with the model, in that order; of all others the browser
        has the value in a file.

    Returns
    -------
    MapSpeech
        Without a side of the Netherlands where that says nothing: of amounts, of changes and of
        what no edition holds.
    """
    t = page.t
    # The value of a stacking is its class already.
    k = 0 if page.stacking else page.classes.k
    reference = _find_reference(page)
    return MapSpeech(
        unit="" if page.made_values is not None else t.unit_beside(page.layer),
        classes=tuple(t("speech.class", n=n + 1, of=k) for n in range(k)) if k > 1 else (),
        sides="" if reference is None else _list_sides(page, told, reference),
        reference=reference,
        against={} if reference is None else _write_sides(page),
        chosen=t("speech.chosen"),
        pinned=t("speech.pinned"),
    )


def _find_reference(page: Page) -> int | None:
    """Value of the Netherlands in steps of the last decimal that is shown."""
    if page.made_values is not None or page.layer.is_amount:
        return None
    value = page.find_value(NEDERLAND)
    return None if value is None else _count_steps(page, value)


def _count_steps(page: Page, value: float) -> int:
    return round(value * 10.0**page.layer.decimals)


def _list_sides(page: Page, told: Sequence[str], reference: int) -> str:
    """The side of each area by what is shown, so that 44,3 is never higher than 44,3."""
    areas = page.edition.areas.select(told)
    values = page.edition.values.numbers(page.layer.id, page.view.period, areas).tolist()
    steps = (None if np.isnan(value) else _count_steps(page, value) for value in values)
    return "".join(UNKNOWN if step is None else _choose_side(step, reference) for step in steps)


def _choose_side(step: int, reference: int) -> str:
    if step == reference:
        return EQUAL
    return HIGHER if step > reference else LOWER


def _write_sides(page: Page) -> dict[str, str]:
    value = page.t.value(page.find_value(NEDERLAND), page.layer)
    name = name_in_sentence(page, NEDERLAND)
    return {
        side: page.t(f"speech.{word}", name=name, value=value)
        for side, word in ((HIGHER, "higher"), (LOWER, "lower"), (EQUAL, "equal"))
    }
