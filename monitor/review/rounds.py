"""A reporting round read beside the log: who has reported in it, what is missing, and what belongs to it.

A statement belongs to a round by `belongs`. A round is read as it was known by a day, like everything else:
who was asked, reminded or given more time later is left out.

A report has come in on an initiative when a status report that belongs to the round was recorded on it, for
whichever body, and has not been withdrawn. It counts as soon as it is submitted: whether the ministries have
answered is another question. A correction is no report of its own; it takes the place of one. An initiative
without such a report is missing for every body that was asked and answers for it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Catalogue
from monitor.errors import Refused
from monitor.reporting.days import day_of, end_of_day_utc
from monitor.reporting.events import STATEMENTS, EventKind, LogEntry
from monitor.reporting.log import StatusLog, Wanted
from monitor.reporting.progress import Progress, progress_of
from monitor.reporting.rounds import Asked, NewRound, Round, is_same_round
from monitor.reporting.workflow import State
from monitor.review.submissions import Missing, missing_answers, read_progress

LONGEST: Final = timedelta(days=366)
"""How far ahead a last day may lie. A round cannot be changed, nor time be taken back, so a slip would stay."""

_MAX_NAME = 50  # characters of an id that come from the title
_NORWEGIAN = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


@dataclass(frozen=True, kw_only=True)
class BodyInRound:
    """One body that was asked: what it answers for, what has come in on that, and what has not.

    `initiatives` are those it answers for; for a body that answers for none, those it is named to carry out.
    `by_it` and `by_others` are the ones reported on in the round for the body, and only for other bodies.
    `owes` are the answers to statements of the round that it has time for and has not given.
    """

    asked: Asked
    initiatives: tuple[Initiative, ...]
    by_it: tuple[Initiative, ...]
    by_others: tuple[Initiative, ...]
    missing: tuple[Initiative, ...]
    owes: tuple[Missing, ...]

    @property
    def is_behind(self) -> bool:
        """Whether a report or an answer of it is missing."""
        return bool(self.missing or self.owes)


@dataclass(frozen=True, kw_only=True)
class RoundNow:
    """A round as of a day: the bodies that were asked, in the order they were asked first."""

    round: Round
    as_of: date
    bodies: tuple[BodyInRound, ...]
    missing: tuple[Initiative, ...]

    @property
    def complete(self) -> int:
        """How many of the bodies have nothing missing among their initiatives."""
        return sum(not body.missing for body in self.bodies)


@dataclass(frozen=True, kw_only=True)
class RoundExtract:
    """What the log holds on a round by a day, for the archive.

    `statements` are the ones that belong to the round and the corrections of them, `entries` these and whatever
    was recorded about them, both in the order of the log. `digests` holds the digest of each of the entries, and
    of `last`, the last entry of the whole log by then, by number.
    """

    now: RoundNow
    made_at: datetime
    statements: tuple[Progress, ...]
    entries: tuple[LogEntry, ...]
    last: LogEntry | None
    digests: Mapping[int, str]


def last_day(round_: Round) -> date:
    """The last day of a round for anybody: its own, or the latest that a body was given."""
    return max([round_.closes, *(step.due for step in round_.steps if step.due is not None)])


def belongs(entry: LogEntry, round_: Round) -> bool:
    """Whether a statement belongs to a round.

    One that was put to the ministries in a round belongs to that one. Any other, where nobody was asked or no
    round was running, belongs to every round between whose opening and last day it was recorded, the last day
    that a body was given included.
    """
    if entry.kind not in STATEMENTS:
        return False
    if entry.question is not None and entry.question.round is not None:
        return entry.question.round == round_.id
    return round_.opens <= day_of(entry.recorded_at) <= last_day(round_)


def known(rounds: Iterable[Round], *, known_by: date) -> list[Round]:
    """The rounds that had been opened by the end of a day, each with the steps that had been taken by then."""
    end = end_of_day_utc(known_by)
    return [
        replace(round_, steps=tuple(step for step in round_.steps if step.recorded_at < end))
        for round_ in rounds
        if round_.opened_at < end
    ]


def read_round(round_: Round, catalogue: Catalogue, log: StatusLog, *, as_of: date) -> RoundNow:
    """A round, as `known` gives it, beside what the log held by the day."""
    statements = _statements(round_, log, known_by=as_of)
    return _read(round_, catalogue, statements, read_progress(log, statements, known_by=as_of), as_of=as_of)


def extract(
    round_: Round, catalogue: Catalogue, log: StatusLog, *, as_of: date, made_at: datetime
) -> RoundExtract:
    """All of a round, as `known` gives it, that the log held by the day."""
    # Read first: whatever is recorded while the rest is read comes after it and is left out.
    last = next(iter(log.find(Wanted(), known_by=as_of, limit=1)), None)
    end = last.sequence if last is not None else 0

    def about(sequences: Collection[int]) -> list[LogEntry]:
        return [entry for entry in log.referring(sequences, known_by=as_of) if entry.sequence <= end]

    statements = [entry for entry in _statements(round_, log, known_by=as_of) if entry.sequence <= end]
    found = {entry.sequence: entry for entry in statements}
    # A correction may be of a statement from before the round. What came after it, took its place or withdrew what it
    # corrects is told with it.
    corrections = [entry for entry in reversed(statements) if entry.kind is EventKind.CORRECTION]
    outside = {entry.original: entry.sequence for entry in corrections if entry.original not in found}
    around = {entry.sequence: entry for entry in about(outside)}
    found |= {
        entry.sequence: entry
        for entry in around.values()
        if entry.kind in (EventKind.CORRECTION, EventKind.WITHDRAWAL)
        and entry.sequence > outside[entry.refers_to or 0]
    }
    added = set(found)
    while added:
        more = {entry.sequence: entry for entry in about(added) if entry.sequence not in found}
        added = set(more)
        found |= more
    progress = progress_of((around | found).values(), known_by=as_of, more_time=log.more_time())
    entries = tuple(found[sequence] for sequence in sorted(found))
    return RoundExtract(
        now=_read(round_, catalogue, statements, progress, as_of=as_of),
        made_at=made_at,
        statements=tuple(progress[entry.sequence] for entry in entries if entry.kind in STATEMENTS),
        entries=entries,
        last=last,
        digests=log.digests({*found, end}),
    )


def round_id(title: str, *, opens: date, closes: date, opened_by: str, rounds: Sequence[Round]) -> str:
    """An id for a new round, of a–z, 0–9 and hyphens: its title, the year it opens in, and a number if need be.

    The same round, opened a second time, has the id it has already.
    """
    plain = unicodedata.normalize("NFKD", title.casefold().translate(_NORWEGIAN))
    name = re.sub("[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    name = name[:_MAX_NAME].strip("-") or "round"
    year = str(opens.year)
    first = name if year in name.split("-") else f"{name}-{year}"
    there = {round_.id: round_ for round_ in rounds}
    candidate, number = first, 1
    while candidate in there and not is_same_round(
        there[candidate],
        NewRound(id=candidate, title=title, opens=opens, closes=closes, opened_by=opened_by),
    ):
        number += 1
        candidate = f"{first}-{number}"
    return candidate


def check_last_day(day: date, *, today: date) -> None:
    """Raise `Refused` unless a last day can be given today: `day_over`, or `day_too_far` after `LONGEST`."""
    if day < today:
        raise Refused("day_over", f"The last day {day} is over; choose today or a later day.", day=day)
    if day > today + LONGEST:
        raise Refused(
            "day_too_far", f"The last day {day} lies more than a year ahead; choose an earlier one.", day=day
        )


def _read(
    round_: Round,
    catalogue: Catalogue,
    statements: Iterable[LogEntry],
    progress: Mapping[int, Progress],
    *,
    as_of: date,
) -> RoundNow:
    """`statements` are those that belong to the round, `progress` says how far each of them has come."""
    by_initiative: dict[str, set[str]] = {}
    waiting = []
    for entry in statements:
        found = progress[entry.sequence]
        if entry.kind is EventKind.STATUS_REPORT and found.state is not State.WITHDRAWN:
            by_initiative.setdefault(entry.initiative, set()).add(entry.acting_for)
        if found.state is State.SUBMITTED:
            waiting.append(found)
    owed = missing_answers(waiting)
    in_force = catalogue.in_force(as_of)
    bodies = tuple(_body(asked, in_force, by_initiative, owed) for asked in round_.asked())
    missing = {initiative.id for body in bodies for initiative in body.missing}
    return RoundNow(
        round=round_,
        as_of=as_of,
        bodies=bodies,
        missing=tuple(initiative for initiative in in_force if initiative.id in missing),
    )


def _statements(round_: Round, log: StatusLog, *, known_by: date) -> list[LogEntry]:
    """The statements that belong to a round, in the order of the log. A round is only put to while it runs."""
    wanted = Wanted(kinds=STATEMENTS, recorded_from=round_.opens, recorded_to=last_day(round_))
    return [entry for entry in reversed(log.find(wanted, known_by=known_by)) if belongs(entry, round_)]


def _body(
    asked: Asked,
    in_force: Sequence[Initiative],
    reported: Mapping[str, Collection[str]],
    owed: Iterable[Missing],
) -> BodyInRound:
    answers_for = [initiative for initiative in in_force if asked.body in initiative.bodies()]
    initiatives = answers_for or [
        initiative
        for initiative in in_force
        if initiative.executing is not None and asked.body in initiative.executing.bodies
    ]

    def those(of: Iterable[bool]) -> tuple[Initiative, ...]:
        return tuple(initiative for initiative, fits in zip(initiatives, of, strict=True) if fits)

    bodies = [reported.get(initiative.id, ()) for initiative in initiatives]
    return BodyInRound(
        asked=asked,
        initiatives=tuple(initiatives),
        by_it=those(asked.body in each for each in bodies),
        by_others=those(bool(each) and asked.body not in each for each in bodies),
        missing=those(not each for each in bodies),
        owes=tuple(missing for missing in owed if missing.body == asked.body),
    )
