"""The action lines of 2022 with the goals of 2024 beside them."""

from __future__ import annotations

from dataclasses import dataclass

from nplv_geo.definitions.programme import ActionLine, ActionLines
from nplv_geo.present.texts import Texts


@dataclass(frozen=True, slots=True)
class LineAndGoal:
    """An action line of 2022 with the goal of 2024 beside it, if there is one."""

    line: str
    goal: str
    goal_sentence: str


def pair_goals(lines: ActionLines, t: Texts) -> tuple[LineAndGoal, ...]:
    """Put beside each action line the goal that it is nearest to, in the order of the lines."""
    return tuple(_pair_goal(line, lines, t) for line in lines.line)


def _pair_goal(line: ActionLine, lines: ActionLines, t: Texts) -> LineAndGoal:
    goals = [goal for goal in lines.goal if line.id in goal.lines]
    return LineAndGoal(
        line=line.label.in_(t.language),
        goal=t.enumerated([goal.label.in_(t.language) for goal in goals]),
        goal_sentence=" ".join(goal.sentence.in_(t.language) for goal in goals),
    )
