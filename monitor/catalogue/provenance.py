"""How a statement or figure was seen, and how sure we are of it."""

from enum import StrEnum


class Confidence(StrEnum):
    """How sure the reading is."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Seen(StrEnum):
    """How a source was seen: in the strategy, at its issuer, in part, told by another, or computed from print."""

    STRATEGY = "strategy"
    SOURCE = "source"
    SOURCE_PARTIAL = "source_partial"
    SECOND_HAND = "second_hand"
    DERIVED = "derived"
