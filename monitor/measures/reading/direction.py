"""What a rise or a fall means: good, bad, or not to be judged."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from monitor.measures.definitions import Definition
from monitor.measures.scales import Direction


class Meaning(StrEnum):
    """What a change means by the direction of what is measured. It says nothing of why it came."""

    IMPROVEMENT = "improvement"
    WORSENING = "worsening"


def direction_of(definition: Definition, group: Mapping[str, str]) -> Direction:
    """The direction of a group: its codes' own where they have one and agree, else the indicator's."""
    own = {
        code.direction
        for dimension, name in group.items()
        if (code := definition.code.get(dimension, {}).get(name)) is not None and code.direction is not None
    }
    if not own:
        return definition.direction
    return own.pop() if len(own) == 1 else Direction.NONE


def meaning(difference: Decimal, direction: Direction) -> Meaning | None:
    """What a rise (a difference above 0) or fall means; None where there is neither, or it is not to be judged."""
    if difference == 0 or direction is Direction.NONE:
        return None
    good = (difference > 0) is (direction is Direction.UP_IS_GOOD)
    return Meaning.IMPROVEMENT if good else Meaning.WORSENING
