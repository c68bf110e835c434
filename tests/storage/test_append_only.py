"""The database itself refuses to alter the log, and the digests show what was altered all the same."""

import hashlib
import json
import time
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, select
from sqlalchemy.exc import TimeoutError as PoolTimeout

from monitor.errors import Unreadable
from monitor.reporting.events import DecisionNeeded, NewRedaction, Task
from monitor.reporting.log import Wanted
from monitor.storage import canonical, sqlite
from monitor.storage.engine import database_path, open_engine, reading, writing
from monitor.storage.log_tables import event_texts, events
from monitor.storage.status_log import SqlStatusLog
from tests.builders import a_conclusion, a_question, a_report, about

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
A_DIGEST = f"'{'a' * 64}'"  # as SQL


@pytest.fixture
def log(engine: Engine) -> SqlStatusLog:
    """Two events, the first with two texts."""
    log = SqlStatusLog(engine)
    log.append(
        a_report(comment="Kari Nordmann was asked.", decision=DecisionNeeded(what="Money", of="JD")),
        recorded_at=NOON,
    )
    log.append(a_report(idempotency_key="form-2", expected_revision=1), recorded_at=NOON)
    return log


def refusal(engine: Engine, statement: str) -> str:
    with pytest.raises(Unreadable) as refused, writing(engine) as connection:
        connection.exec_driver_sql(statement)
    return str(refused.value)


def a_copy(table: str, **changes: str) -> str:
    """The columns and values of a statement that inserts row 1 of a table again with some values changed."""
    names = [column.name for column in (events if table == "events" else event_texts).columns]
    values = ", ".join(changes.get(name, name) for name in names)
    return f"INTO {table} ({', '.join(names)}) SELECT {values} FROM {table} WHERE sequence = 1"


@pytest.mark.parametrize("column", [column.name for column in events.columns])
def test_no_column_of_an_event_can_be_changed(engine: Engine, log: SqlStatusLog, column: str) -> None:
    before = log.entries()
    assert "never changed" in refusal(engine, f"UPDATE events SET {column} = {column}")
    assert log.entries() == before


def test_an_event_cannot_be_deleted(engine: Engine, log: SqlStatusLog) -> None:
    assert "never deleted" in refusal(engine, "DELETE FROM events WHERE sequence = 2")
    assert log.revision() == 2


@pytest.mark.parametrize("keyword", ["INSERT OR REPLACE", "REPLACE"])
@pytest.mark.parametrize(
    "changes",
    [
        # In the way by sequence, by key, and by digest: each unique column is a way to replace a row.
        {"idempotency_key": "'other'", "digest": A_DIGEST},
        {"sequence": "9", "digest": A_DIGEST},
        {"sequence": "9", "idempotency_key": "'other'"},
    ],
)
def test_an_event_cannot_be_replaced(
    engine: Engine, log: SqlStatusLog, keyword: str, changes: dict[str, str]
) -> None:
    assert "never replaced" in refusal(engine, f"{keyword} {a_copy('events', **changes)}")
    assert log.revision() == 2


def test_replacing_is_refused_as_deleting_too(engine: Engine, log: SqlStatusLog) -> None:
    # Without recursive triggers SQLite deletes the row in the way without a word.
    with writing(engine) as connection:
        connection.exec_driver_sql("DROP TRIGGER events_no_replace")
        connection.exec_driver_sql("DROP TRIGGER event_texts_no_replace")
    changes = {"idempotency_key": "'other'", "digest": A_DIGEST}
    assert "never deleted" in refusal(engine, f"INSERT OR REPLACE {a_copy('events', **changes)}")
    assert "never deleted" in refusal(engine, "INSERT OR REPLACE " + a_copy("event_texts", text="'x'"))
    assert log.revision() == 2


def test_another_program_without_our_settings_cannot_replace_an_event_either(
    engine: Engine, log: SqlStatusLog
) -> None:
    library = engine.dialect.dbapi
    with closing(library.connect(str(database_path(engine)))) as plain:
        for statement in (
            "INSERT OR REPLACE " + a_copy("events", digest=A_DIGEST),
            "INSERT OR REPLACE " + a_copy("event_texts", text="'x'"),
            "UPDATE events SET status = 'completed'",
            "DELETE FROM events",
        ):
            with pytest.raises(library.IntegrityError, match="never"):
                plain.execute(statement)


def test_an_upsert_cannot_change_an_event(engine: Engine, log: SqlStatusLog) -> None:
    upsert = f"INSERT {a_copy('events')} AND 1 ON CONFLICT DO UPDATE SET status = 'completed'"
    assert "never" in refusal(engine, upsert)


@pytest.mark.parametrize(
    "change",
    [
        "text = 'other'",
        "text = NULL",  # the salt would stay
        "salt = NULL",
        f"text = NULL, salt = NULL, digest = '{'a' * 64}'",
        "text = NULL, salt = NULL, field = 'obstacle'",
        "text = NULL, salt = NULL, sequence = 2",
    ],
)
def test_a_text_cannot_be_changed(engine: Engine, log: SqlStatusLog, change: str) -> None:
    assert "never changed" in refusal(engine, f"UPDATE event_texts SET {change} WHERE field = 'comment'")
    assert log.entries()[1].comment == "Kari Nordmann was asked."


def test_a_text_cannot_be_deleted(engine: Engine, log: SqlStatusLog) -> None:
    assert "never deleted" in refusal(engine, "DELETE FROM event_texts")


def test_a_redacted_text_cannot_be_filled_again(engine: Engine, log: SqlStatusLog) -> None:
    redact(engine)
    filled = f"UPDATE event_texts SET text = 'x', salt = '{'a' * 64}' WHERE field = 'comment'"
    assert "never changed" in refusal(engine, filled)


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("events", {"kind": "'rumour'"}),
        ("events", {"status": "'nearly_done'"}),
        ("events", {"status": "NULL"}),
        ("events", {"kind": "'correction'"}),  # says nothing about what it corrects
        ("events", {"refers_to": "3"}),  # itself
        ("events", {"refers_to": "99"}),
        ("events", {"kind": "'deadline_revised'"}),
        ("events", {"kind": "'milestone_reached'"}),
        ("events", {"kind": "'evidence_added'"}),
        ("events", {"kind": "'approval'", "refers_to": "1"}),
        ("events", {"decision_of": "NULL", "decision_by": "'2018-06-01'"}),
        ("events", {"expected_revision": "3"}),
        ("events", {"expected_revision": "-1"}),
        ("events", {"form": "0"}),
        ("events", {"recorded_at": "'2018-06-01T12:00:00Z'"}),
        ("events", {"previous_digest": "''"}),
        ("events", {"idempotency_key": "''"}),
        ("events", {"initiative": "''"}),
        ("events", {"initiative": "NULL"}),
        ("events", {"effective_on": "NULL"}),
        ("events", {"kind": "'redaction'", "refers_to": "1", "form": "2"}),  # of what?
        ("events", {"redacted_fields": "'comment'", "form": "2"}),  # not a redaction
        ("events", {"asked": "'JD'", "form": "2"}),  # by when?
        ("events", {"asked": "'JD'", "answer_by": "'2018-06-15'"}),  # form 1 has no questions
        ("events", {"round": "'spring'", "form": "2"}),
        (
            "events",
            {
                "kind": "'withdrawal'",
                "refers_to": "1",
                "form": "2",
                "asked": "'JD'",
                "answer_by": "'2018-06-15'",
            },
        ),
        ("event_texts", {"field": "'gossip'"}),
        ("event_texts", {"sequence": "99"}),
        ("event_texts", {"sequence": "2", "text": "''"}),
        ("event_texts", {"sequence": "2", "salt": "NULL"}),
        ("event_texts", {"sequence": "2", "salt": "'aa'"}),
    ],
)
def test_the_database_refuses_what_the_log_could_not_mean(
    engine: Engine, log: SqlStatusLog, table: str, changes: dict[str, str]
) -> None:
    fresh = {"sequence": "3", "idempotency_key": "'form-3'", "digest": A_DIGEST}
    row = (fresh if table == "events" else {}) | changes
    said = refusal(engine, f"INSERT {a_copy(table, **row)}")
    assert "constraint failed" in said
    # The same row without the fault is accepted, so it is the fault that was refused.
    with writing(engine) as connection:
        sound = fresh if table == "events" else {"sequence": "2"}
        connection.exec_driver_sql(f"INSERT {a_copy(table, **sound)}")


def rows(connection: Connection) -> list[dict[str, object]]:
    found = connection.execute(select(events).order_by(events.c.sequence)).mappings()
    return [dict(row) for row in found]


def redact(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql(
            "UPDATE event_texts SET text = NULL, salt = NULL WHERE sequence = 1 AND field = 'comment'"
        )


def assert_chain_holds(engine: Engine) -> None:
    with reading(engine) as connection:
        previous = canonical.GENESIS
        for row in rows(connection):
            texts = connection.execute(select(event_texts).where(event_texts.c.sequence == row["sequence"]))
            digests = {}
            for text in texts:
                digests[text.field] = text.digest
                if text.text is not None:
                    assert text.digest == canonical.field_digest(text.field, text.text, text.salt)
            assert row["text_digest"] == canonical.text_digest(digests)
            assert row["previous_digest"] == previous
            assert row["digest"] == canonical.event_digest(row)
            previous = str(row["digest"])


def test_every_stored_event_carries_its_digest_and_that_of_the_event_before(
    engine: Engine, log: SqlStatusLog
) -> None:
    assert_chain_holds(engine)


def test_a_redaction_removes_the_words_and_keeps_the_chain(engine: Engine, log: SqlStatusLog) -> None:
    redact(engine)
    assert_chain_holds(engine)
    first = log.entries()[1]
    assert first.comment is None
    assert first.decision == DecisionNeeded(what="Money", of="JD")
    assert first.obstacle == ""  # nobody wrote anything there, which is not the same as redacted


def test_a_redacted_report_sent_again_gives_the_first_result(engine: Engine, log: SqlStatusLog) -> None:
    redact(engine)
    again = a_report(comment="Kari Nordmann was asked.", decision=DecisionNeeded(what="Money", of="JD"))
    assert log.append(again, recorded_at=NOON).sequence == 1


@pytest.mark.parametrize("wal", [True, False])
def test_redacted_words_are_gone_from_the_file_itself(
    engine: Engine, log: SqlStatusLog, monkeypatch: pytest.MonkeyPatch, wal: bool
) -> None:
    path = database_path(engine)
    engine.dispose()
    monkeypatch.setattr(sqlite, "wal_is_safe", lambda version: wal)
    engine = open_engine(f"sqlite:///{path}")
    log = SqlStatusLog(engine)
    words = "Kari Nordmann was asked."

    def in_files() -> bool:
        return any(words.encode() in file.read_bytes() for file in path.parent.iterdir())

    log.append(a_report(idempotency_key="form-3", expected_revision=2, obstacle=words), recorded_at=NOON)
    assert in_files()
    log.append_all(
        [
            about(
                NewRedaction, redacts=1, fields=("comment",), idempotency_key="form-4", expected_revision=3
            ),
            about(
                NewRedaction, redacts=3, fields=("obstacle",), idempotency_key="form-5", expected_revision=4
            ),
        ],
        recorded_at=NOON,
    )
    assert not in_files()
    assert_chain_holds(engine)
    engine.dispose()


def test_a_removal_does_not_wait_long_for_who_reads_and_would_keep_every_writer_waiting(
    engine: Engine, log: SqlStatusLog
) -> None:
    redaction = about(
        NewRedaction, redacts=1, fields=("comment",), idempotency_key="form-3", expected_revision=2
    )
    with reading(engine) as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM events").scalar_one()
        begun = time.monotonic()
        log.append(redaction, recorded_at=NOON)
        assert time.monotonic() - begun < 20  # others wait for the file half a minute, and then give up
        assert connection.exec_driver_sql("SELECT count(*) FROM events").scalar_one() == before
    with ExitStack() as stack:
        opened = [stack.enter_context(engine.connect()) for _each in range(4)]
        patience = {one.exec_driver_sql("PRAGMA busy_timeout").scalar_one() for one in opened}
    assert patience == {30_000}, "who writes next is as patient as before"


def test_a_removal_that_is_recorded_is_not_refused_where_the_file_cannot_be_emptied_at_once(
    engine: Engine, log: SqlStatusLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_came_free(_engine: Engine) -> None:
        raise PoolTimeout("limit reached")

    redaction = about(
        NewRedaction, redacts=1, fields=("comment",), idempotency_key="form-3", expected_revision=2
    )
    with monkeypatch.context() as patched:
        event.listen(
            engine,
            "commit",
            lambda _connection: patched.setattr(Engine, "raw_connection", none_came_free),
            once=True,
        )
        assert log.append(redaction, recorded_at=NOON).sequence == 3
    assert log.entries(initiative="1.1")[-1].comment is None


def test_no_trace_of_a_redacted_text_is_left_that_could_be_tested_by_guessing(
    engine: Engine, log: SqlStatusLog
) -> None:
    redact(engine)
    guess = "Kari Nordmann was asked."
    with reading(engine) as connection:
        stored = {str(value) for row in rows(connection) for value in row.values()}
        stored |= {str(value) for row in connection.execute(select(event_texts)) for value in row}
    assert guess not in stored
    assert hashlib.sha256(guess.encode()).hexdigest() not in stored
    unsalted = json.dumps({"field": "comment", "salt": None, "text": guess}, sort_keys=True)
    assert hashlib.sha256(unsalted.encode()).hexdigest() not in stored


def test_two_equal_texts_have_different_digests(engine: Engine) -> None:
    log = SqlStatusLog(engine)
    log.append(a_report(comment="x"), recorded_at=NOON)
    log.append(a_report(comment="x", idempotency_key="form-2", expected_revision=1), recorded_at=NOON)
    with reading(engine) as connection:
        digests = connection.execute(select(event_texts.c.digest)).scalars().all()
    assert len(set(digests)) == 2


def test_the_canonical_form_covers_every_column_but_the_digest_itself() -> None:
    assert {*canonical.FORM_3, "digest"} == {column.name for column in events.columns}


def test_what_says_nothing_new_is_written_in_form_1_and_the_rest_in_form_2(
    engine: Engine, log: SqlStatusLog
) -> None:
    asked = a_report(idempotency_key="form-3", expected_revision=2, question=a_question("HOD", "JD"))
    gone = about(NewRedaction, redacts=1, fields=("comment",), idempotency_key="form-4", expected_revision=3)
    log.append_all([asked, gone], recorded_at=NOON)
    assert [entry.form for entry in log.find(Wanted())] == [2, 2, 1, 1]
    assert_chain_holds(engine)


@pytest.mark.parametrize(
    ("number", "change"),
    [
        (3, "asked = 'HOD'"),
        (3, "answer_by = '2018-06-16'"),
        (3, "round = 'spring'"),
        (4, "redacted_fields = 'obstacle'"),
        # A question slipped into an entry of form 1, which had none.
        (2, "asked = 'JD', answer_by = '2018-06-16'"),
        (2, "redacted_fields = 'comment'"),
        (3, "form = 1"),
        (2, "form = 2"),
    ],
)
def test_a_changed_question_or_redaction_breaks_the_chain(
    engine: Engine, log: SqlStatusLog, number: int, change: str
) -> None:
    asked = a_report(
        idempotency_key="form-3", expected_revision=2, question=a_question("HOD", "JD", round="autumn")
    )
    gone = about(NewRedaction, redacts=1, fields=("comment",), idempotency_key="form-4", expected_revision=3)
    log.append_all([asked, gone], recorded_at=NOON)
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        connection.exec_driver_sql("DROP TRIGGER events_no_update")
        connection.exec_driver_sql(f"UPDATE events SET {change} WHERE sequence = {number}")
    with pytest.raises(AssertionError):
        assert_chain_holds(engine)


@pytest.mark.parametrize(
    ("number", "change"),
    [
        (2, "task_of = 'HOD'"),
        (2, "task_until = '2019-02-01'"),
        (2, "form = 2"),
        # A task slipped into a conclusion of form 1, which had none.
        (3, "task_of = 'HOD'"),
    ],
)
def test_a_changed_task_of_a_conclusion_breaks_the_chain(engine: Engine, number: int, change: str) -> None:
    log = SqlStatusLog(engine)
    task = Task(of="JD", until=date(2019, 1, 1))
    with_task = a_conclusion(idempotency_key="form-2", expected_revision=1, next_step="Write it.", task=task)
    without = a_conclusion(idempotency_key="form-3", expected_revision=2)
    log.append_all([a_report(), with_task, without], recorded_at=NOON)
    assert [entry.form for entry in log.find(Wanted())] == [1, 3, 1]
    assert_chain_holds(engine)
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        connection.exec_driver_sql("DROP TRIGGER events_no_update")
        connection.exec_driver_sql(f"UPDATE events SET {change} WHERE sequence = {number}")
    with pytest.raises(AssertionError):
        assert_chain_holds(engine)


def test_form_2_is_what_it_was_when_it_was_first_written() -> None:
    row: dict[str, object] = dict.fromkeys(canonical.FORM_2) | {
        "form": 2,
        "asked": "HOD JD",
        "answer_by": date(2018, 6, 15),
    }
    spelled_out = (
        '{"access_ground":null,"acting_for":null,"answer":null,"answer_by":"2018-06-15","asked":"HOD JD",'
        '"case_number":null,"decision_by":null,"decision_of":null,"effective_on":null,"evidence_url":null,'
        '"expected_completion":null,"expected_revision":null,"form":2,"idempotency_key":null,'
        '"initiative":null,"kind":null,"milestone":null,"previous_digest":null,"recorded_at":null,'
        '"recorded_by":null,"redacted_fields":null,"refers_to":null,"revised_deadline":null,"round":null,'
        '"sequence":null,"status":null,"text_digest":null}'
    )
    assert canonical.event_digest(row) == hashlib.sha256(spelled_out.encode("utf-8")).hexdigest()


def test_form_1_is_what_it_was_when_the_first_event_was_written() -> None:
    # A form is never changed: if this fails, stored logs no longer verify. Make a new form instead.
    row: dict[str, object] = dict.fromkeys(canonical.FORM_1) | {
        "sequence": 1,
        "form": 1,
        "kind": "status_report",
        "initiative": "1.1",
        "effective_on": date(2018, 6, 1),
        "recorded_at": "2018-06-01T12:00:00.000000Z",
        "recorded_by": "Bjørn",
        "text_digest": canonical.text_digest({}),
        "previous_digest": canonical.GENESIS,
    }
    assert canonical.text_digest({}) == hashlib.sha256(b"{}").hexdigest()
    spelled_out = (
        '{"access_ground":null,"acting_for":null,"answer":null,"case_number":null,"decision_by":null,'
        '"decision_of":null,"effective_on":"2018-06-01","evidence_url":null,"expected_completion":null,'
        '"expected_revision":null,"form":1,"idempotency_key":null,"initiative":"1.1","kind":"status_report",'
        '"milestone":null,"previous_digest":"' + "0" * 64 + '","recorded_at":"2018-06-01T12:00:00.000000Z",'
        '"recorded_by":"Bjørn","refers_to":null,"revised_deadline":null,"sequence":1,"status":null,'
        '"text_digest":"' + hashlib.sha256(b"{}").hexdigest() + '"}'
    )
    assert canonical.event_digest(row) == hashlib.sha256(spelled_out.encode("utf-8")).hexdigest()
    salted = '{"field":"comment","salt":"aa","text":"ø"}'
    assert canonical.field_digest("comment", "ø", "aa") == hashlib.sha256(salted.encode("utf-8")).hexdigest()


def test_a_failure_between_the_event_and_its_texts_leaves_neither(engine: Engine, tmp_path: Path) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER fails BEFORE INSERT ON event_texts BEGIN SELECT RAISE(ABORT, 'fails'); END"
        )
    log = SqlStatusLog(engine)
    with pytest.raises(Unreadable):
        log.append(a_report(comment="x"), recorded_at=NOON)
    assert log.revision() == 0
    log.append(a_report(), recorded_at=NOON)
    assert_chain_holds(engine)
