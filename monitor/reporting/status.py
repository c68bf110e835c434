"""The status vocabulary of a report."""

from enum import StrEnum


class Status(StrEnum):
    """How far an initiative has come, as a body reports it.

    There is no member for "nothing reported": that is `None`, and it is never the same as not started.
    """

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    DISCONTINUED = "discontinued"
