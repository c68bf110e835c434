"""A long log, written as the program writes it, only without waiting for the disk at each event."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine, insert

from monitor.reporting.events import NewReport
from monitor.reporting.status import Status
from monitor.storage import appending
from monitor.storage.engine import writing
from monitor.storage.instants import instant_text
from monitor.storage.tables import event_texts, events

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
    """Append `count` reports with two texts each, one a minute, on the initiatives in turn."""
    seen: dict[str, int] = {}
    number = first
    while number < first + count:
        upto = min(number + _BATCH, first + count)
        with writing(engine) as connection:
            previous = appending.head(connection)[1]
            rows, texts = [], []
            for report, recorded_at in _reports(number, upto, initiatives):
                row, of_row = appending.new_rows(
                    replace(report, expected_revision=seen.get(report.initiative, 0)),
                    sequence=number,
                    previous_digest=previous,
                    recorded_at=instant_text(recorded_at),
                )
                rows.append(row)
                texts.extend(of_row)
                previous = str(row["digest"])
                seen[report.initiative] = number
                number += 1
            connection.execute(insert(events), rows)
            connection.execute(insert(event_texts), texts)


def recorded_at(number: int) -> datetime:
    """The instant of event `number`."""
    return START + number * MINUTE


def _reports(number: int, upto: int, initiatives: int) -> Iterator[tuple[NewReport, datetime]]:
    for each in range(number, upto):
        instant = recorded_at(each)
        yield (
            replace(
                _REPORT,
                idempotency_key=f"filled-{each}",
                initiative=f"i{each % initiatives}",
                effective_on=instant.date(),
            ),
            instant,
        )
