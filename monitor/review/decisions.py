"""Which initiatives need a decision, by a written rule.

An initiative needs a decision on a day when
1. the report in force carries the flag "needs a decision", and no committee has concluded on it; or
2. its deadline has passed and it is neither completed, nor discontinued, nor given a later deadline; or
3. what is reported and what is on public record contradict each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from monitor.reporting.conclusions import Concluded
from monitor.reporting.events import DecisionNeeded
from monitor.review.standing import Standing


class Ground(StrEnum):
    """Why a decision is needed."""

    FLAGGED = "flagged"
    DEADLINE_PASSED = "deadline_passed"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True)
class Decision:
    """An initiative that needs a decision, the grounds in the order of the rule, and the flag where one is open."""

    standing: Standing
    grounds: tuple[Ground, ...]
    flag: DecisionNeeded | None


@dataclass(frozen=True)
class Settled:
    """An initiative whose report asks for a decision, and what was concluded on it."""

    standing: Standing
    flag: DecisionNeeded
    concluded: Concluded


NOTHING_CONCLUDED: Mapping[str, Concluded] = MappingProxyType({})


def decisions(
    rows: Sequence[Standing], concluded: Mapping[str, Concluded] = NOTHING_CONCLUDED
) -> list[Decision]:
    """The initiatives that need a decision: flagged ones first, then contradicted ones, then passed deadlines.

    `concluded` are, by initiative, the conclusions that answer what the reports in force ask to have decided.
    """
    found = []
    for row in rows:
        flag = row.report.decision if row.report and row.initiative.id not in concluded else None
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


def settled(rows: Sequence[Standing], concluded: Mapping[str, Concluded]) -> list[Settled]:
    """The initiatives whose report asks for a decision that a committee has concluded on, the last meeting first."""
    found = [
        Settled(row, row.report.decision, concluded[row.initiative.id])
        for row in rows
        if row.initiative.id in concluded and row.report is not None and row.report.decision is not None
    ]
    return sorted(found, key=lambda each: each.concluded.conclusion.effective_on, reverse=True)
