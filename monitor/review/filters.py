"""Choosing initiatives by area, body, status, deadline and words."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.catalogue.strategy import Catalogue
from monitor.catalogue.text import LANGUAGES, LocalText
from monitor.reporting.status import Status
from monitor.review.standing import Standing

NOT_REPORTED = "not_reported"
LATE = "late"
STATUS_CODES = (NOT_REPORTED, *(status.value for status in Status), LATE)
"""What a filter for the status takes; late is schedule, and stands beside the statuses only as a way of choosing."""


@dataclass(frozen=True)
class Filter:
    """What to show; an empty field filters nothing. `status` takes a status code, `not_reported` or `late`."""

    area: str = ""
    body: str = ""
    status: str = ""
    deadline: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return any((self.area, self.body, self.status, self.deadline, self.text.strip()))


def chosen(rows: Sequence[Standing], wanted: Filter, catalogue: Catalogue) -> list[Standing]:
    """The rows that satisfy every field of the filter. An area includes the areas below it."""
    return [row for row in rows if _fits(row, wanted, catalogue)]


def _fits(row: Standing, wanted: Filter, catalogue: Catalogue) -> bool:
    initiative = row.initiative
    if wanted.area and wanted.area not in {area.id for area in catalogue.area_path(initiative.area)}:
        return False
    if wanted.body and wanted.body not in initiative.bodies():
        return False
    if wanted.status == LATE:
        if not row.schedule.late:
            return False
    elif wanted.status and wanted.status != (row.status or NOT_REPORTED):
        return False
    if wanted.deadline:
        deadline = row.schedule.deadline
        if deadline is None or str(deadline.last_day.year) != wanted.deadline:
            return False
    words = wanted.text.casefold().split()
    if not words:
        return True
    searched = _searched(row, catalogue)
    return all(word in searched for word in words)


def _searched(row: Standing, catalogue: Catalogue) -> str:
    initiative = row.initiative
    texts: list[LocalText] = [initiative.title, initiative.description]
    words = [initiative.number, *initiative.bodies()]
    for body in initiative.bodies():
        texts.extend(name.name for name in catalogue.body[body].names)
    for text in texts:
        words.extend(getattr(text, language) or "" for language in LANGUAGES)
    return " ".join(words).casefold()
