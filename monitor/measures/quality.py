"""How good a figure is, and why one is missing."""

from enum import StrEnum
from typing import Final

from monitor.catalogue.provenance import Seen


class Flag(StrEnum):
    """What is to be known of how good a figure is."""

    PROVISIONAL = "provisional"
    REVISED = "revised"
    ABOUT = "about"
    ESTIMATED = "estimated"
    SECOND_HAND = "second_hand"
    DERIVED = "derived"
    BREAK = "break"
    """The series breaks here: not comparable with what is before."""
    LOW_RELIABILITY = "low_reliability"
    PLANNED = "planned"
    TARGET = "target"


FLAG_OF_SEEN: Final = {Seen.SECOND_HAND: Flag.SECOND_HAND, Seen.DERIVED: Flag.DERIVED}
"""What a figure is flagged as for how its source was seen."""


class Missing(StrEnum):
    """Why there is no value where one might be. None of these is zero."""

    NOT_STATED = "not_stated"
    NOT_APPLICABLE = "not_applicable"
    NOT_AVAILABLE = "not_available"
    CONFIDENTIAL = "confidential"
    """Hidden by the source."""
    HIDDEN = "hidden"
    """Hidden here, because few persons stand behind it or behind what could be computed from it."""
