"""Verifying the log: what was altered is found and named by its sequence number; a checkpoint shows the rest."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, insert, select, update

from monitor.errors import MonitorError, Unreadable
from monitor.reporting.events import DecisionNeeded, NewRedaction
from monitor.storage import canonical, chain, checkpoint, triggers
from monitor.storage.chain import Head
from monitor.storage.engine import writing
from monitor.storage.integrity import verify
from monitor.storage.log_tables import event_texts, events
from monitor.storage.status_log import SqlStatusLog
from tests.builders import a_report
from tests.storage.conftest import WAL

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
COUNT = 8


@pytest.fixture
def engine(database: Engine) -> Engine:
    """Eight events, three initiatives, two texts each."""
    log = SqlStatusLog(database)
    for number in range(1, COUNT + 1):
        initiative = f"1.{number % 3}"
        log.append(
            a_report(
                idempotency_key=f"form-{number}",
                expected_revision=log.initiative_revision(initiative),
                initiative=initiative,
                comment=f'Ærlig «talt» \\ "{number}"\n',
                decision=DecisionNeeded(what="Money", of="JD", by=date(2018, 9, number)),
            ),
            recorded_at=NOON + timedelta(hours=number),
        )
    return database


@contextmanager
def without_triggers(engine: Engine) -> Any:
    """A connection for somebody who owns the database, takes the triggers away and puts them back afterwards."""
    postgres = engine.dialect.name == "postgresql"
    with writing(engine) as connection:
        if postgres:
            connection.exec_driver_sql("ALTER TABLE events DISABLE TRIGGER ALL")
            connection.exec_driver_sql("ALTER TABLE event_texts DISABLE TRIGGER ALL")
        else:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            for name in triggers.SQLITE:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield connection
        for name, definition in triggers.expected(engine.dialect.name).items():
            if postgres:
                table = "event_texts" if name.startswith("event_texts") else "events"
                connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
            else:
                connection.exec_driver_sql(definition)


def rechain(connection: Connection, change: Callable[[dict[str, Any]], None]) -> None:
    """Write the whole chain anew with something changed, as somebody would who knows how it is made."""
    rows = [dict(row) for row in connection.execute(select(events).order_by(events.c.sequence)).mappings()]
    texts = [dict(row) for row in connection.execute(select(event_texts)).mappings()]
    connection.exec_driver_sql("DELETE FROM event_texts")
    connection.exec_driver_sql("DELETE FROM events")
    previous = canonical.GENESIS
    for row in rows:
        change(row)
        row["previous_digest"] = previous
        previous = row["digest"] = canonical.event_digest(row)
        connection.execute(insert(events), row)
    connection.execute(insert(event_texts), texts)


def write_in_form(connection: Connection, form: int, words: Sequence[str]) -> None:
    """Write the whole chain anew in one form, with these words in turn as texts and in columns that take any."""
    digests: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for text in connection.execute(select(event_texts)).all():
        new = words[text.sequence % len(words)]
        digests[text.sequence][text.field] = canonical.field_digest(text.field, new, text.salt)
        connection.execute(
            update(event_texts)
            .where(event_texts.c.sequence == text.sequence, event_texts.c.field == text.field)
            .values(text=new, digest=digests[text.sequence][text.field])
        )

    def change(row: dict[str, Any]) -> None:
        row["text_digest"] = canonical.text_digest(digests[row["sequence"]])
        row["recorded_by"] = row["case_number"] = words[row["sequence"] % len(words)]
        row["form"] = form
        if form == 3:
            row |= {"kind": "conclusion", "status": None, "task_of": "JD", "task_until": date(2018, 9, 1)}
        elif form == 2:
            row |= {"round": "2018-1", "asked": "JD KD", "answer_by": date(2018, 9, 1)}

    rechain(connection, change)


def complete(row: dict[str, Any]) -> None:
    if row["sequence"] == 4:
        row["status"] = "completed"


def insert_between(connection: Connection) -> None:
    """An event of somebody else's making in place 4, and the later ones moved up by one."""
    for number in range(COUNT, 3, -1):
        connection.exec_driver_sql(f"UPDATE events SET sequence = {number + 1} WHERE sequence = {number}")
        connection.exec_driver_sql(
            f"UPDATE event_texts SET sequence = {number + 1} WHERE sequence = {number}"
        )
    row = dict(connection.execute(select(events).where(events.c.sequence == 3)).mappings().one())
    row |= {"sequence": 4, "idempotency_key": "forged", "previous_digest": row["digest"]}
    row |= {"text_digest": canonical.text_digest({})}
    connection.execute(insert(events), row | {"digest": canonical.event_digest(row)})


def swap(connection: Connection) -> None:
    """Events 4 and 5 in the other order."""
    for old, new in ((4, 99), (5, 4), (99, 5)):
        for table in ("events", "event_texts"):
            connection.exec_driver_sql(f"UPDATE {table} SET sequence = {new} WHERE sequence = {old}")


def delete(*numbers: int) -> Callable[[Connection], None]:
    def act(connection: Connection) -> None:
        for table in ("event_texts", "events"):
            connection.exec_driver_sql(
                f"DELETE FROM {table} WHERE sequence IN ({', '.join(map(str, numbers))})"
            )

    return act


def sql(statement: str) -> Callable[[Connection], object]:
    return lambda connection: connection.exec_driver_sql(statement)


def test_a_log_as_it_was_written_verifies_to_its_end(engine: Engine) -> None:
    assert verify(engine).sequence == COUNT


def test_an_empty_log_verifies(database: Engine) -> None:
    assert verify(database) == Head(0, canonical.GENESIS)


TAMPERING: Mapping[str, tuple[Callable[[Connection], object], int]] = {
    "a status changed": (sql("UPDATE events SET status = 'completed' WHERE sequence = 4"), 4),
    "a recorded instant changed": (
        sql("UPDATE events SET recorded_at = '2017-06-01T12:00:00.000000Z' WHERE sequence = 2"),
        2,
    ),
    "an effective day changed": (sql("UPDATE events SET effective_on = '2018-05-31' WHERE sequence = 4"), 4),
    "a text changed": (sql("UPDATE event_texts SET text = 'x' WHERE sequence = 5 AND field = 'comment'"), 5),
    "a text removed with its row": (
        sql("DELETE FROM event_texts WHERE sequence = 6 AND field = 'comment'"),
        6,
    ),
    "a text emptied and no redaction in the log": (
        sql("UPDATE event_texts SET text = NULL, salt = NULL WHERE sequence = 3 AND field = 'comment'"),
        3,
    ),
    "a text moved to another event": (
        sql("UPDATE event_texts SET field = 'obstacle' WHERE sequence = 7 AND field = 'comment'"),
        7,
    ),
    "an event deleted": (delete(4), 4),
    "the first event deleted": (delete(1), 1),
    "an event inserted": (insert_between, 5),
    "two events in the other order": (swap, 4),
    "a digest changed": (sql(f"UPDATE events SET digest = '{'a' * 64}' WHERE sequence = 8"), 8),
    "a form that was never used": (sql("UPDATE events SET form = 99 WHERE sequence = 5"), 5),
    "a column filled that was empty": (sql("UPDATE events SET case_number = '1' WHERE sequence = 2"), 2),
}


@pytest.mark.parametrize("kind", TAMPERING)
def test_tampering_is_found_and_the_first_bad_event_is_named(engine: Engine, kind: str) -> None:
    tamper, first_bad = TAMPERING[kind]
    with without_triggers(engine) as connection:
        tamper(connection)
    with pytest.raises(Unreadable) as found:
        verify(engine)
    assert (found.value.code, found.value.fields["sequence"]) == ("chain_broken", first_bad)
    assert str(found.value).startswith(f"Event {first_bad} ")


def test_bytes_in_the_place_of_a_text_that_prints_like_them_are_found(
    address: Callable[[str], str], open_at: Callable[[str], Engine]
) -> None:
    engine = open_at(address(WAL))  # PostgreSQL would not take bytes there
    SqlStatusLog(engine).append(a_report(comment="b'words'"), recorded_at=NOON)
    with without_triggers(engine) as connection:
        connection.exec_driver_sql("UPDATE event_texts SET text = CAST('words' AS BLOB)")
    with pytest.raises(Unreadable) as found:
        verify(engine)
    assert (found.value.code, found.value.fields["sequence"]) == ("chain_broken", 1)


def test_a_redaction_that_is_in_the_log_leaves_it_sound_and_covers_no_other_text(engine: Engine) -> None:
    log = SqlStatusLog(engine)
    log.append(
        NewRedaction(
            idempotency_key="redaction-1",
            effective_on=date(2018, 6, 2),
            recorded_by="person-1",
            acting_for="JD",
            expected_revision=log.initiative_revision("1.0"),
            initiative="1.0",
            redacts=3,
            fields=("comment",),
        ),
        recorded_at=NOON + timedelta(days=1),
    )
    assert verify(engine).sequence == COUNT + 1
    with without_triggers(engine) as connection:
        connection.exec_driver_sql("UPDATE event_texts SET text = NULL, salt = NULL WHERE sequence = 3")
    with pytest.raises(Unreadable) as found:
        verify(engine)
    assert found.value.fields["sequence"] == 3


@pytest.mark.parametrize(
    ("tamper", "first_bad"),
    [(delete(7, 8), 7), (lambda connection: rechain(connection, complete), COUNT)],
    ids=["the last events deleted", "the chain written anew"],
)
def test_what_leaves_a_chain_that_holds_is_found_with_a_checkpoint_that_was_kept(
    engine: Engine, tamper: Callable[[Connection], object], first_bad: int
) -> None:
    kept = verify(engine)
    with without_triggers(engine) as connection:
        tamper(connection)
    verify(engine)  # the chain alone does not show it
    with pytest.raises(Unreadable) as found:
        verify(engine, signed={kept.sequence: kept.digest})
    assert (found.value.code, found.value.fields["sequence"]) == ("checkpoint_mismatch", first_bad)


def test_of_several_checkpoints_the_first_that_does_not_match_is_named(engine: Engine) -> None:
    kept = [entry.sequence for entry in SqlStatusLog(engine).entries()]
    with writing(engine) as connection:
        digests = dict(connection.execute(select(events.c.sequence, events.c.digest)).all())
    with without_triggers(engine) as connection:
        rechain(connection, complete)
    with pytest.raises(Unreadable) as found:
        verify(engine, signed={number: digests[number] for number in kept if number != 4})
    assert found.value.fields["sequence"] == 5


def test_a_log_that_grew_after_the_checkpoint_matches_it(engine: Engine) -> None:
    kept = verify(engine)
    log = SqlStatusLog(engine)
    log.append(a_report(idempotency_key="later", initiative="9.9"), recorded_at=NOON + timedelta(days=1))
    assert verify(engine, signed={kept.sequence: kept.digest}).sequence == COUNT + 1


def test_a_trigger_that_is_missing_is_named(engine: Engine) -> None:
    with writing(engine) as connection:
        on = " ON events" if engine.dialect.name == "postgresql" else ""
        connection.exec_driver_sql(f"DROP TRIGGER events_no_delete{on}")
    with pytest.raises(Unreadable, match="events_no_delete") as found:
        verify(engine)
    assert found.value.code == "triggers_missing"


@pytest.mark.parametrize(
    "statement",
    ["DROP TRIGGER rounds_no_delete", "DROP INDEX events_statuses", "CREATE TABLE more (x)"],
)
def test_tables_that_are_not_as_the_migrations_make_them_are_named(
    statement: str, address: Callable[[str], str], open_at: Callable[[str], Engine]
) -> None:
    engine = open_at(address(WAL))
    with writing(engine) as connection:
        connection.exec_driver_sql(statement)
    with pytest.raises(Unreadable, match=statement.split()[2]) as found:
        verify(engine)
    assert found.value.code == "schema_altered"


def test_verifying_leaves_the_conditions_of_the_tables_in_force_on_every_connection(
    address: Callable[[str], str], open_at: Callable[[str], Engine]
) -> None:
    engine = open_at(address(WAL))
    verify(engine)
    with ExitStack() as stack:
        opened = [stack.enter_context(engine.connect()) for _each in range(4)]
        off = [one.exec_driver_sql("PRAGMA ignore_check_constraints").scalar_one() for one in opened]
    assert off == [0, 0, 0, 0]


def test_a_draft_that_its_table_would_not_take_is_found(
    address: Callable[[str], str], open_at: Callable[[str], Engine]
) -> None:
    engine = open_at(address(WAL))
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        connection.exec_driver_sql(
            "INSERT INTO drafts (person, initiative, form, seen, content, saved_at) "
            "VALUES ('p', '1.1', 'f', -1, '{}', '2018-06-01T12:00:00.000000Z')"
        )
        connection.exec_driver_sql("PRAGMA ignore_check_constraints=OFF")
    with pytest.raises(Unreadable) as found:
        verify(engine)
    assert found.value.code == "database_damaged"


def test_a_log_longer_than_what_is_read_at_a_time_is_walked_to_its_end(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = verify(engine)
    for size in (1, 3, COUNT):
        monkeypatch.setattr(chain, "_CHUNK", size)
        assert verify(engine) == whole


HARD_TO_WRITE = [
    "plain",
    'a "quoted" word',
    "back\\slash",
    "line\nbreak\t\r\x0b\x00\x7f",
    "æøå čđ 🙂",
    "\u2028\u00a0",
    "%s %d %",
    "",
]


@pytest.mark.parametrize("form", canonical.FORMS)
def test_the_database_writes_events_and_texts_as_the_plain_way_does(
    engine: Engine, form: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with without_triggers(engine) as connection:
        write_in_form(connection, form, [text for text in HARD_TO_WRITE if text and "\x00" not in text])
    for plain_way in ("_event_holds", "_text_holds"):
        monkeypatch.setattr(chain, plain_way, lambda _values: False)
    assert verify(engine).sequence == COUNT


def test_what_the_database_writes_in_another_way_still_verifies(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "_holds", lambda _written, _digest: False)
    assert verify(engine).sequence == COUNT
    with without_triggers(engine) as connection:
        connection.exec_driver_sql("UPDATE events SET recorded_by = 'person-9' WHERE sequence = 4")
    with pytest.raises(Unreadable) as found:
        verify(engine)
    assert found.value.fields["sequence"] == 4


def test_bytes_that_hold_json_in_the_way_of_the_database_are_no_text(
    address: Callable[[str], str], open_at: Callable[[str], Engine]
) -> None:
    engine = open_at(address(WAL))  # PostgreSQL would not take bytes there
    SqlStatusLog(engine).append(a_report(), recorded_at=NOON)
    with without_triggers(engine) as connection:
        connection.exec_driver_sql("UPDATE events SET initiative = jsonb(json_quote(initiative))")
    with pytest.raises(Unreadable) as found:
        verify(engine)
    assert (found.value.code, found.value.fields["sequence"]) == ("chain_broken", 1)


@pytest.mark.parametrize("text", HARD_TO_WRITE)
def test_the_digest_of_a_text_is_that_of_the_same_json(text: str) -> None:
    def digest(content: dict[str, str]) -> str:
        written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(written.encode()).hexdigest()

    assert canonical.field_digest(text, text, text) == digest({"field": text, "salt": text, "text": text})
    assert canonical.text_digest({"b": text, text: "a"}) == digest({"b": text, text: "a"})


# Checkpoints


@dataclass
class Keys:
    private: checkpoint.Key
    public: checkpoint.PublicKey


def keys() -> Keys:
    private, public = checkpoint.new_key()
    return Keys(checkpoint.Key(private, source="k"), checkpoint.PublicKey(public, source="k.pub"))


HEAD = Head(8, "ab" * 32)


def test_a_checkpoint_is_read_back_as_it_was_signed() -> None:
    mine = keys()
    text = checkpoint.sign(HEAD, mine.private, at=NOON)
    read = checkpoint.read(text, mine.public, file="cp.json")
    assert (read.sequence, read.digest, read.signed_at) == (8, HEAD.digest, "2018-06-01T12:00:00.000000Z")


@pytest.mark.parametrize(
    "change", [{"sequence": 7}, {"digest": "cd" * 32}, {"signed_at": "2019-06-01T12:00:00.000000Z"}]
)
def test_a_checkpoint_that_was_changed_is_refused(change: dict[str, object]) -> None:
    mine = keys()
    content = json.loads(checkpoint.sign(HEAD, mine.private, at=NOON)) | change
    with pytest.raises(Unreadable) as refused:
        checkpoint.read(json.dumps(content), mine.public, file="cp.json")
    assert refused.value.code == "checkpoint_forged"


def test_a_checkpoint_signed_with_another_key_is_refused() -> None:
    text = checkpoint.sign(HEAD, keys().private, at=NOON)
    with pytest.raises(Unreadable) as refused:
        checkpoint.read(text, keys().public, file="cp.json")
    assert refused.value.code == "checkpoint_forged"


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", '{"format": "other"}', "\ud800", pytest.param("[" * 100_000, id="brackets")],
)
def test_a_file_that_is_no_checkpoint_is_said_to_be_none(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        checkpoint.read(text, keys().public, file="cp.json")
    assert refused.value.code == "checkpoint_unreadable"


@pytest.mark.parametrize("make", [checkpoint.Key, checkpoint.PublicKey])
@pytest.mark.parametrize(
    "pem", ["", "secret words", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_a_key_that_is_none_is_refused_without_showing_it(make: Any, pem: str) -> None:
    with pytest.raises(MonitorError) as refused:
        make(pem, source="CHECKPOINT_KEY")
    assert refused.value.code == "key_unusable"
    assert "CHECKPOINT_KEY" in str(refused.value)
    assert "secret words" not in str(refused.value)
