"""Where a figure stands beside a target."""

from enum import StrEnum


class Standing(StrEnum):
    """Where the last figure stands beside the target, seen from the baseline."""

    REACHED = "reached"
    SHORT = "short"
    NOT_CLEAR = "not_clear"  # its interval covers the target
    CANNOT_BE_JUDGED = "cannot_be_judged"  # how far it may be off is not known
