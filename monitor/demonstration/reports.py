"""A year of invented reports for showing what the monitor does. They are written only to a database of their own."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from monitor.catalogue.bodies import BodyKind
from monitor.catalogue.dates import PartialDate
from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.strategy import Catalogue
from monitor.demonstration.rounds import demonstration_round
from monitor.reporting.asking import question
from monitor.reporting.events import DecisionNeeded, LogEntry, NewAnswer, NewReport, Verdict
from monitor.reporting.log import StatusLog
from monitor.reporting.people import DEMONSTRATION_PERSON
from monitor.reporting.status import Status

_ROUNDS = (360, 270, 180, 90, 10)  # days before today
_ASKED_EARLY = (
    (30, 27),
)  # days before today: submitted, and answered; before the demonstration's round was opened
_ASKED_IN_THE_ROUND = ((9, 6), (8, 6), (7, 6))

# One course of statuses for each initiative in turn, one status a round; None: nothing reported in that round.
_COURSES: tuple[tuple[Status | None, ...], ...] = (
    (Status.NOT_STARTED, Status.IN_PROGRESS, Status.IN_PROGRESS, Status.IN_PROGRESS, Status.COMPLETED),
    (Status.IN_PROGRESS, Status.IN_PROGRESS, Status.IN_PROGRESS, Status.IN_PROGRESS, Status.IN_PROGRESS),
    (Status.IN_PROGRESS, None, Status.COMPLETED, None, None),
    (None, Status.NOT_STARTED, None, Status.NOT_STARTED, None),
    (None, None, None, None, None),
    (Status.IN_PROGRESS, Status.IN_PROGRESS, Status.IN_PROGRESS, Status.DISCONTINUED, None),
)


def fill(log: StatusLog, catalogue: Catalogue, *, today: date, answers: bool = False) -> None:
    """Append the invented reports, each recorded on its own day, oldest first. The log must be empty.

    With `answers`, the last report on up to four initiatives is put to their ministries, which answer as invented:
    see `_ask`.
    """
    asked = _asked_about(catalogue) if answers else ()
    for round_number, days in enumerate(_ROUNDS, start=1):
        day = today - timedelta(days=days)
        is_last = round_number == len(_ROUNDS)
        if is_last:
            _ask(log, asked[: len(_ASKED_EARLY)], _ASKED_EARLY, catalogue, today=today)
        for place, initiative in enumerate(catalogue.initiatives):
            status = _COURSES[place % len(_COURSES)][round_number - 1]
            if status is None or (is_last and initiative in asked):
                continue
            body = initiative.bodies()[0]
            asks = place == 1 and is_last
            discontinued = status is Status.DISCONTINUED
            report = NewReport(
                idempotency_key=f"demonstration-{round_number}-{initiative.id}",
                expected_revision=log.initiative_revision(initiative.id),
                initiative=initiative.id,
                status=status,
                effective_on=day,
                recorded_by=DEMONSTRATION_PERSON,
                acting_for=body,
                done_since_last=f"Oppdiktet eksempel, runde {round_number}. / Invented example, round {round_number}.",
                next_step="" if discontinued else "Oppdiktet neste skritt. / Invented next step.",
                comment="Oppdiktet begrunnelse. / Invented reason.",
                expected_completion=(
                    PartialDate(str((today + timedelta(days=365)).year))
                    if status is Status.IN_PROGRESS
                    else None
                ),
                decision=(
                    DecisionNeeded(
                        what="Oppdiktet spørsmål til utvalget. / Invented question to the committee.",
                        of=catalogue.committees[0].id if catalogue.committees else body,
                        by=today + timedelta(days=30),
                    )
                    if asks
                    else None
                ),
            )
            log.append(report, recorded_at=datetime.combine(day, time(9), UTC))
    _ask(log, asked[len(_ASKED_EARLY) :], _ASKED_IN_THE_ROUND, catalogue, today=today)


def _asked_about(catalogue: Catalogue) -> tuple[Initiative, ...]:
    """The first initiatives that three ministries answer for, as far as there are any.

    The report on the first was published without an answer, a ministry disagrees with that on the second, and those on
    the others wait.
    """
    shared = (entry for entry in catalogue.initiatives if len(_ministries(entry, catalogue)) > 2)
    return tuple(shared)[: len(_ASKED_EARLY + _ASKED_IN_THE_ROUND)]


def _ask(
    log: StatusLog,
    initiatives: Sequence[Initiative],
    days: Sequence[tuple[int, int]],
    catalogue: Catalogue,
    *,
    today: date,
) -> None:
    """Append a report on each, put to its ministries as the program would have on that day, and what they answer."""
    entries = [
        (_submit(log, initiative, catalogue, day=today - timedelta(days=submitted), today=today), answered)
        for initiative, (submitted, answered) in zip(initiatives, days, strict=False)
    ]
    places = {initiative.id: place for place, initiative in enumerate(_asked_about(catalogue))}
    for entry, answered in entries:
        assert entry.question is not None
        asked, place = entry.question.asked, places[entry.initiative]
        day = today - timedelta(days=answered)
        # Silent on the first report is the last one asked; on the two that wait, one or nobody has answered.
        for body in (asked[:-1], asked, asked[:1], ())[place]:
            disagrees = place == 1 and body == asked[-1]
            answer = NewAnswer(
                idempotency_key=f"demonstration-answer-{entry.sequence}-{body}",
                expected_revision=log.initiative_revision(entry.initiative),
                initiative=entry.initiative,
                effective_on=day,
                recorded_by=DEMONSTRATION_PERSON,
                acting_for=body,
                comment=(
                    "Oppdiktet uenighet: vi venter på en avklaring. / Invented disagreement: we await a clarification."
                    if disagrees
                    else ""
                ),
                answers=entry.sequence,
                verdict=Verdict.DISAGREED if disagrees else Verdict.CONFIRMED,
            )
            log.append(answer, recorded_at=datetime.combine(day, time(9), UTC))


def _submit(
    log: StatusLog, initiative: Initiative, catalogue: Catalogue, *, day: date, today: date
) -> LogEntry:
    ministries = _ministries(initiative, catalogue)
    report = NewReport(
        idempotency_key=f"demonstration-asked-{initiative.id}",
        expected_revision=log.initiative_revision(initiative.id),
        initiative=initiative.id,
        status=Status.COMPLETED,
        effective_on=day,
        recorded_by=DEMONSTRATION_PERSON,
        acting_for=ministries[0],
        done_since_last="Oppdiktet eksempel som er forelagt departementene. / Invented example put to the ministries.",
        comment="Oppdiktet begrunnelse. / Invented reason.",
        question=question(
            ministries=ministries,
            acting_for=ministries[0],
            rounds=[demonstration_round(today=today)],
            today=day,
        ),
    )
    return log.append(report, recorded_at=datetime.combine(day, time(9), UTC))


def _ministries(initiative: Initiative, catalogue: Catalogue) -> list[str]:
    return [body for body in initiative.bodies() if catalogue.body[body].kind is BodyKind.MINISTRY]
