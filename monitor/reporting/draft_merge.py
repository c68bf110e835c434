"""What two windows of one person have typed on the same initiative, brought together field by field."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from monitor.reporting.typed import Typed


@dataclass(frozen=True)
class Merged:
    """`typed` is what both have made of it. `others` is what the other window wrote where this one wrote, too."""

    typed: Typed
    others: Mapping[str, str]


def merged(base: Typed, mine: Typed, theirs: Typed) -> Merged:
    """What was changed in either window since `base`; where both changed a field, mine stays.

    What the other window wrote there is told, unless it is empty or part of mine. The body is nothing one writes.
    """
    taken: dict[str, object] = {}
    others: dict[str, str] = {}
    for name in (field.name for field in fields(Typed)):
        before, here, there = (getattr(each, name) for each in (base, mine, theirs))
        if here == before:
            taken[name] = there
        elif there != before and name != "acting_for" and is_another(there, here):
            others[name] = there
    return Merged(replace(mine, **taken), others)  # type: ignore[arg-type]


def is_another(theirs: object, mine: object) -> bool:
    """Whether there is text of theirs that mine does not hold."""
    return isinstance(theirs, str) and bool(theirs.strip()) and theirs.strip() not in str(mine)
