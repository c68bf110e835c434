"""What can be done with an entry of the log as it stands, and what stands against the rest."""

from collections.abc import Callable
from dataclasses import dataclass

from monitor.errors import Refused
from monitor.reporting.events import TEXT_FIELDS
from monitor.reporting.moves import check_may_correct, check_may_withdraw, may_redact
from monitor.review.submissions import Told


@dataclass(frozen=True)
class Possible:
    """What the guards of the workflow say of an entry.

    `withdraw` and `correct` hold what stands against it, None where nothing does. Beside the codes of
    `monitor.reporting.moves` there is `not_a_statement`, for entries that are themselves about an entry. `texts`
    names the free texts that are still there and could be removed.
    """

    withdraw: Refused | None
    correct: Refused | None
    texts: tuple[str, ...]


def possible(told: Told) -> Possible:
    """What can be done with an entry as of the day it was read."""
    entry, progress = told.entry, told.progress
    texts = tuple(field for field in TEXT_FIELDS if may_redact(entry, fields=[field]))
    if progress is None:
        refused = Refused(
            "not_a_statement",
            f"Entry {entry.sequence} is of the kind {entry.kind}; only statements are corrected or withdrawn.",
            initiative=entry.initiative,
            entry=entry,
        )
        return Possible(refused, refused, texts)
    return Possible(
        withdraw=_against(lambda: check_may_withdraw(progress)),
        correct=_against(lambda: check_may_correct(progress, subject=entry.subject)),
        texts=texts,
    )


def _against(check: Callable[[], None]) -> Refused | None:
    try:
        check()
    except Refused as refused:
        return refused
    return None
