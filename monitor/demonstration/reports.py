"""A year of invented reports for showing what the monitor does. They are written only to a database of their own."""

from datetime import UTC, date, datetime, time, timedelta

from monitor.catalogue.dates import PartialDate
from monitor.catalogue.strategy import Catalogue
from monitor.reporting.events import DecisionNeeded, NewReport
from monitor.reporting.log import StatusLog
from monitor.reporting.status import Status

_PERSON = "demonstration"
_ROUNDS = (360, 270, 180, 90, 10)  # days before today

# One course of statuses for each initiative in turn, one status a round; None: nothing reported in that round.
_COURSES: tuple[tuple[Status | None, ...], ...] = (
    (Status.NOT_STARTED, Status.IN_PROGRESS, Status.IN_PROGRESS, Status.IN_PROGRESS, Status.COMPLETED),
    (Status.IN_PROGRESS, Status.IN_PROGRESS, Status.IN_PROGRESS, Status.IN_PROGRESS, Status.IN_PROGRESS),
    (Status.IN_PROGRESS, None, Status.COMPLETED, None, None),
    (None, Status.NOT_STARTED, None, Status.NOT_STARTED, None),
    (None, None, None, None, None),
    (Status.IN_PROGRESS, Status.IN_PROGRESS, Status.IN_PROGRESS, Status.DISCONTINUED, None),
)


def fill(log: StatusLog, catalogue: Catalogue, *, today: date) -> None:
    """Append the invented reports, each recorded on its own day, oldest first. The log must be empty."""
    for round_number, days in enumerate(_ROUNDS, start=1):
        day = today - timedelta(days=days)
        for place, initiative in enumerate(catalogue.initiatives):
            status = _COURSES[place % len(_COURSES)][round_number - 1]
            if status is None:
                continue
            body = initiative.bodies()[0]
            asks = place == 1 and round_number == len(_ROUNDS)
            discontinued = status is Status.DISCONTINUED
            report = NewReport(
                idempotency_key=f"demonstration-{round_number}-{initiative.id}",
                expected_revision=log.initiative_revision(initiative.id),
                initiative=initiative.id,
                status=status,
                effective_on=day,
                recorded_by=_PERSON,
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
