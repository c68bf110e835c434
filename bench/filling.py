"""A long log, written as the program writes it, only without waiting for the disk at each event."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine, insert

from monitor.reporting.events import NewReport
from monitor.reporting.status import Status
from monitor.storage import appending
from monitor.storage.engine import writing
from monitor.storage.instants import instant_text
from monitor.storage.log_tables import event_texts, events

_BATCH = 10_000  # events in one transaction
START = datetime(2017, 6, 1, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

_REPORT = NewReport(
    idempotency_key="",
    expected_revision=0,
    initiative="",
    status=Status.IN_PROGRESS,
    effective_on=date(2017, 6, 1),
    recorded_by="person-1",
    acting_for="JD",
    done_since_last="Avtalene er gjennomgått i tre av fem regioner, og to nye er undertegnet siden sist.",
    next_step="Resten gjennomgås innen utgangen av neste kvartal.",
)


def fill(engine: Engine, *, count: int, initiatives: int, first: int = 1) -> None:
    """Append `count` reports with two texts each, one a minute, on the initiatives in turn.

    A log that holds events already is filled on from `first`, its next number, with as many initiatives.
    """
    for number in range(first, first + count, _BATCH):
        with writing(engine) as connection:
            previous = appending.head(connection)[1]
            rows, texts = [], []
            for each in range(number, min(number + _BATCH, first + count)):
                row, of_row = appending.new_rows(
                    _report(each, initiatives),
                    sequence=each,
                    previous_digest=previous,
                    recorded_at=instant_text(recorded_at(each)),
                )
                rows.append(row)
                texts.extend(of_row)
                previous = str(row["digest"])
            connection.execute(insert(events), rows)
            connection.execute(insert(event_texts), texts)


def recorded_at(number: int) -> datetime:
    """The instant of event `number`."""
    return START + number * MINUTE


def _report(number: int, initiatives: int) -> NewReport:
    return replace(
        _REPORT,
        idempotency_key=f"filled-{number}",
        expected_revision=max(0, number - initiatives),
        initiative=f"i{number % initiatives}",
        effective_on=recorded_at(number).date(),
    )
