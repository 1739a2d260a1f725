"""What became of a gap in words: who is ahead, which way it went, and who moved.

"Closes" and "widens" alone are misread: a lead that melts because the area got worse also closes.
"""

from __future__ import annotations

from typing import Literal

from nplv_geo.definitions.layers import Layer
from nplv_geo.present.texts import Texts
from nplv_geo.statistics.time.moves import Change
from nplv_geo.statistics.time.outcomes import Outcome
from nplv_geo.statistics.time.trend import Gap

Tone = Literal["better", "worse", ""]


_BETTER = (Outcome.CATCHING_UP, Outcome.LEAD_GROWS, Outcome.OVERTAKES)
_WORSE = (Outcome.FALLING_BEHIND, Outcome.LEAD_SHRINKS, Outcome.OVERTAKEN)
_SMALLER_ARREARS = (Outcome.CATCHING_UP, Outcome.OVERTAKES)
_SMALLER_LEAD = (Outcome.LEAD_SHRINKS, Outcome.OVERTAKEN)


def write_outcome(t: Texts, found: Gap, layer: Layer, reference: str) -> str:
    """Tell in one line what became of a gap to ``reference``; empty where there is no gap.

    Parameters
    ----------
    reference
        Its name as it stands inside a sentence.
    """
    if found.standing is None:
        return ""
    told = t(f"outcome.{_choose_text_key(found)}", reference=reference)
    mover = _write_mover(t, found, layer, reference)
    return f"{told}: {mover}" if mover else told


def find_tone(found: Gap) -> Tone:
    """Whether what became of a gap is for the better; nothing without a clear outcome."""
    if found.outcome in _BETTER:
        return "better"
    return "worse" if found.outcome in _WORSE else ""


def _choose_text_key(found: Gap) -> str:
    if found.standing == "equal" and found.outcome in _SMALLER_ARREARS:
        return "arrears_gone"
    if found.standing == "equal" and found.outcome in _SMALLER_LEAD:
        return "lead_gone"
    if found.outcome is Outcome.STEADY:
        sides = {"worse": "behind", "better": "ahead"}
        return f"steady_{sides.get(found.standing or '', 'even')}"
    return found.outcome.value


def _write_mover(t: Texts, found: Gap, layer: Layer, reference: str) -> str:
    """Whose own clear change it is; nothing where no outcome is told."""
    if found.outcome in (Outcome.STEADY, Outcome.TOO_EARLY) or found.mover == "none":
        return ""
    own, theirs = (
        _write_direction(t, moved, layer) for moved in (found.area_change, found.reference_change)
    )
    is_told = {"area": own, "reference": theirs, "both": own and theirs}[found.mover]
    if not is_told:
        return ""
    return t(f"outcome.mover_{found.mover}", reference=reference, own=own, theirs=theirs)


def _write_direction(t: Texts, moved: Change | None, layer: Layer) -> str:
    if moved is None or not moved.change:
        return ""
    is_better = layer.is_improvement(moved.change)
    return t("standing_better" if is_better else "standing_worse")
