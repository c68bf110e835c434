"""Which initiatives need a decision, by a written rule.

An initiative needs a decision on a day when
1. the report in force carries the flag "needs a decision"; or
2. its deadline has passed and it is neither completed, nor discontinued, nor given a later deadline; or
3. what is reported and what is on public record contradict each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from monitor.reporting.events import DecisionNeeded
from monitor.review.standing import Standing


class Ground(StrEnum):
    """Why a decision is needed."""

    FLAGGED = "flagged"
    DEADLINE_PASSED = "deadline_passed"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True)
class Decision:
    """An initiative that needs a decision, the grounds in the order of the rule, and the flag where there is one."""

    standing: Standing
    grounds: tuple[Ground, ...]
    flag: DecisionNeeded | None


def decisions(rows: Sequence[Standing]) -> list[Decision]:
    """The initiatives that need a decision: flagged ones first, then contradicted ones, then passed deadlines."""
    found = []
    for row in rows:
        flag = row.report.decision if row.report else None
        grounds = [
            ground
            for ground, holds in (
                (Ground.FLAGGED, flag is not None),
                (Ground.DEADLINE_PASSED, row.schedule.late),
                (Ground.CONTRADICTED, row.contradicted),
            )
            if holds
        ]
        if grounds:
            found.append(Decision(row, tuple(grounds), flag))
    order = [Ground.FLAGGED, Ground.CONTRADICTED, Ground.DEADLINE_PASSED]
    return sorted(found, key=lambda decision: min(order.index(ground) for ground in decision.grounds))
