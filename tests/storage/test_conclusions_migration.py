"""The step that lets conclusions into a log that is there already: nothing in it may be touched."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, event, insert, text

from monitor.errors import Unreadable
from monitor.reporting.events import NewEvent
from monitor.storage import migrate as migrate_module
from monitor.storage import triggers
from monitor.storage.appending import head, new_rows
from monitor.storage.backend import backend_of
from monitor.storage.engine import reading, writing
from monitor.storage.instants import instant_text
from monitor.storage.integrity import definitions, verify
from monitor.storage.log_tables import event_texts, events
from monitor.storage.migrate import migrate
from monitor.storage.status_log import SqlStatusLog
from tests.builders import a_conclusion, a_question, a_report
from tests.storage.conftest import DATABASES

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
NEW = {"task_of", "task_until"}


def append_as_before(engine: Engine, report: NewEvent) -> None:
    """Write an event as the version before did, which knew nothing of the new columns."""
    with writing(engine) as connection:
        last, digest = head(connection)
        row, texts = new_rows(
            report, sequence=last + 1, previous_digest=digest, recorded_at=instant_text(NOON)
        )
        names = [name for name in row if name not in NEW]
        values = ", ".join(f":{name}" for name in names)
        connection.execute(text(f"INSERT INTO events ({', '.join(names)}) VALUES ({values})"), row)
        if texts:
            connection.execute(insert(event_texts), texts)


def rows(engine: Engine) -> list[tuple[Any, ...]]:
    """Every row as it is stored, without the columns that are new."""
    names = ", ".join(column.name for column in events.columns if column.name not in NEW)
    with reading(engine) as connection:
        return [
            tuple(row) for row in connection.exec_driver_sql(f"SELECT {names} FROM events ORDER BY sequence")
        ]


def guards(engine: Engine) -> dict[str, str]:
    with reading(engine) as connection:
        return dict(backend_of(engine).triggers(connection))


@pytest.fixture(params=DATABASES)
def before(
    request: pytest.FixtureRequest, address: Callable[..., str], open_at: Callable[[str], Engine]
) -> Engine:
    """A database of the version before with three reports in it, one of which asks the ministries."""
    engine = open_at(address(request.param, empty=True))
    with writing(engine) as connection:
        config = migrate_module._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
    for number, question in enumerate([None, a_question("HOD", "JD"), None]):
        append_as_before(
            engine,
            a_report(
                idempotency_key=f"form-{number}",
                expected_revision=number,
                comment=f"Words {number}",
                question=question,
            ),
        )
    return engine


def test_before_the_step_the_database_refuses_a_conclusion(before: Engine) -> None:
    with pytest.raises(Unreadable, match="events_kind"):
        append_as_before(before, a_conclusion(idempotency_key="c", expected_revision=3))


def test_every_row_and_every_trigger_is_the_same_after_the_step(before: Engine) -> None:
    stood, guarded = rows(before), guards(before)
    assert triggers.expected(before.dialect.name).items() <= guarded.items()
    migrate(before)
    assert rows(before) == stood
    assert guarded.items() <= guards(before).items(), "later steps have triggers of their own"
    assert verify(before).sequence == 3
    entry = SqlStatusLog(before).append(
        a_conclusion(idempotency_key="c", expected_revision=3), recorded_at=NOON
    )
    assert entry.sequence == 4
    assert verify(before).sequence == 4, "also against a database that was made new"


@pytest.mark.parametrize("change", ["UPDATE events SET initiative = 'x'", "DELETE FROM events"])
def test_the_triggers_still_bite_after_the_step(before: Engine, change: str) -> None:
    migrate(before)
    with pytest.raises(Unreadable), writing(before) as connection:
        connection.exec_driver_sql(change)
    assert verify(before).sequence == 3


@pytest.mark.parametrize("kind", ["rumour", "CONCLUSION"])
def test_other_kinds_are_still_refused_after_the_step(before: Engine, kind: str) -> None:
    migrate(before)
    with reading(before) as connection:
        row = dict(connection.exec_driver_sql("SELECT * FROM events WHERE sequence = 3").mappings().one())
    row |= {"sequence": 4, "kind": kind, "idempotency_key": "x", "digest": "f" * 64}
    values = ", ".join(f":{column}" for column in row)
    with pytest.raises(Unreadable, match="events_kind"), writing(before) as connection:
        connection.execute(text(f"INSERT INTO events ({', '.join(row)}) VALUES ({values})"), row)


@pytest.mark.parametrize("change", ["task_of = 'JD'", "task_until = '2019-01-01'"])
def test_a_task_stands_beside_a_conclusion_only(before: Engine, change: str) -> None:
    migrate(before)
    with reading(before) as connection:
        row = dict(connection.exec_driver_sql("SELECT * FROM events WHERE sequence = 3").mappings().one())
    name, value = change.replace("'", "").split(" = ")
    row |= {"sequence": 4, "form": 3, "idempotency_key": "x", "digest": "f" * 64, name: value}
    values = ", ".join(f":{column}" for column in row)
    with pytest.raises(Unreadable, match="events_task"), writing(before) as connection:
        connection.execute(text(f"INSERT INTO events ({', '.join(row)}) VALUES ({values})"), row)


def test_a_step_that_fails_midway_changes_nothing_and_can_be_run_again(before: Engine) -> None:
    stood, guarded = rows(before), guards(before)
    moment = "UPDATE alembic_version"  # the last thing a step does
    failing = True

    def fail(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if failing and moment in statement:
            raise RuntimeError("the power went")

    event.listen(before, "before_cursor_execute", fail)
    with pytest.raises(RuntimeError):
        migrate(before)
    assert (rows(before), guards(before)) == (stood, guarded)
    with pytest.raises(Unreadable, match="events_kind"):
        append_as_before(before, a_conclusion(idempotency_key="c", expected_revision=3))
    if before.dialect.name == "sqlite":
        with reading(before) as connection:
            assert not any(name in said for _, said in definitions(connection) for name in NEW)
    failing = False
    migrate(before)
    assert verify(before).sequence == 3
