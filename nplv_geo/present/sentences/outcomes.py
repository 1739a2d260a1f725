"""The outcome of a gap in words: who is ahead, which way it went, and who moved.

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


def write_outcome(t: Texts, gap: Gap, layer: Layer, reference: str) -> str:
    """Write the outcome of a gap to ``reference`` in one line; empty where there is no gap.

    Parameters
    ----------
    reference
        Its name as it stands inside a sentence.
    """
    if gap.standing is None:
        return ""
    words = t(f"outcome.{_choose_text_key(gap)}", reference=reference)
    mover = _write_mover(t, gap, layer, reference)
    return f"{words}: {mover}" if mover else words


def find_tone(gap: Gap) -> Tone:
    """Find whether an outcome is for the better; empty without a clear outcome."""
    if gap.outcome in _BETTER:
        return "better"
    return "worse" if gap.outcome in _WORSE else ""


def _choose_text_key(gap: Gap) -> str:
    if gap.standing == "equal" and gap.outcome in _SMALLER_ARREARS:
        return "arrears_gone"
    if gap.standing == "equal" and gap.outcome in _SMALLER_LEAD:
        return "lead_gone"
    if gap.outcome is Outcome.STEADY:
        sides = {"worse": "behind", "better": "ahead"}
        return f"steady_{sides.get(gap.standing or '', 'even')}"
    return gap.outcome.value


def _write_mover(t: Texts, gap: Gap, layer: Layer, reference: str) -> str:
    """Write whose own clear change it is; empty without a clear outcome."""
    if gap.outcome in (Outcome.STEADY, Outcome.TOO_EARLY) or gap.mover == "none":
        return ""
    area_direction, reference_direction = (
        _write_direction(t, change, layer) for change in (gap.area_change, gap.reference_change)
    )
    has_direction = {
        "area": bool(area_direction),
        "reference": bool(reference_direction),
        "both": bool(area_direction and reference_direction),
    }[gap.mover]
    if not has_direction:
        return ""
    return t(
        f"outcome.mover_{gap.mover}",
        reference=reference,
        own=area_direction,
        theirs=reference_direction,
    )


def _write_direction(t: Texts, change: Change | None, layer: Layer) -> str:
    if change is None or not change.change:
        return ""
    is_better = layer.is_improvement(change.change)
    return t("standing_better" if is_better else "standing_worse")
