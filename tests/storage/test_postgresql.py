"""What PostgreSQL refuses by triggers and rights, and what is said when the server cannot be used."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, make_url

from monitor.access.access import Grant
from monitor.access.roles import Role
from monitor.access.tokens import Token
from monitor.errors import Unreadable
from monitor.reporting.events import NewRedaction
from monitor.settings import ROOT
from monitor.storage import postgresql, triggers
from monitor.storage.backend import backend_of
from monitor.storage.engine import database_name, open_engine, reading, writing
from monitor.storage.integrity import verify
from monitor.storage.migrate import migrate
from monitor.storage.status_log import SqlStatusLog
from monitor.storage.stores import stores
from monitor.storage.tables import metadata
from tests.builders import a_draft, a_report, a_round, a_step, about
from tests.measures.vintages import a_new_edition
from tests.postgres import OwnServer, Server
from tests.storage.conftest import POSTGRESQL, another_view

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
OWNER, WRITER = "monitor_test_owner", "monitor_test_writer"


@pytest.fixture
def at(address: Callable[[str], str]) -> str:
    return address(POSTGRESQL)


@pytest.fixture
def engine(at: str, open_at: Callable[[str], Engine]) -> Engine:
    """A database with one event and one text."""
    engine = open_at(at)
    SqlStatusLog(engine).append(a_report(comment="x"), recorded_at=NOON)
    return engine


@pytest.fixture
def roles(servers: Callable[[str], tuple[Server, str]]) -> Iterator[Server]:
    server, _template = servers(POSTGRESQL)
    for role in (OWNER, WRITER):
        server.run(f"CREATE ROLE {role} LOGIN")
    yield server
    for role in (OWNER, WRITER):
        server.run(f"DROP ROLE {role}")


def asked(url: str, statement: str, *, user: str) -> None:
    with closing(
        psycopg.connect(make_url(url).set(username=user).render_as_string(hide_password=False))
    ) as one:
        one.execute(statement)  # type: ignore[call-overload]  # written here


def use_everything(engine: Engine, folder: Path) -> None:
    """Write to every table as the program does."""
    kept = stores(engine, folder / "editions")
    kept.database.check()
    kept.log.append(a_report(comment="x"), recorded_at=NOON)
    kept.log.append(about(NewRedaction, redacts=1, fields=("comment",)), recorded_at=NOON)
    kept.rounds.open(a_round(), opened_at=NOON)
    kept.rounds.add(a_step(), recorded_at=NOON)
    kept.drafts.save(a_draft())
    kept.drafts.save(a_draft(comment="more"))
    kept.drafts.discard("person-1", "1.1", form="form-1")
    for _each in range(2):
        kari = kept.people.seen(issuer="i", subject="s", name="Kari", email="", at=NOON).user
    kept.people.signed_out(kari, at=NOON)
    kept.people.erase(kari)
    kept.grants.grant(Grant(kari, Role.READER), by="operator", at=NOON)
    kept.grants.revoke(Grant(kari, Role.READER), by="operator", at=NOON)
    kept.tokens.add(
        Token("0" * 12, "Portal", Role.ANALYST, None, "d" * 64, kari, made_at=NOON, expires_at=NOON)
    )
    kept.tokens.revoke("0" * 12, at=NOON)
    kept.editions.add([a_new_edition()], by=kari, at=NOON)
    assert kept.editions.latest()["housing"].number == 1
    assert verify(engine).sequence == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET sequence = sequence",
        "UPDATE events SET status = 'completed'",
        "DELETE FROM events",
        "TRUNCATE events CASCADE",
        "INSERT INTO events SELECT * FROM events ON CONFLICT (sequence) DO UPDATE SET status = 'completed'",
        "MERGE INTO events e USING events n ON e.sequence = n.sequence WHEN MATCHED THEN DELETE",
        "DELETE FROM event_texts",
        "TRUNCATE event_texts",
        "UPDATE event_texts SET text = 'other'",
        "UPDATE event_texts SET text = NULL",
        "UPDATE event_texts SET text = NULL, salt = NULL, field = 'obstacle'",
        "SET session_replication_role = replica; DELETE FROM events",
        "SET session_replication_role = replica; UPDATE event_texts SET text = 'other'",
    ],
)
def test_the_log_cannot_be_changed_even_by_a_superuser_who_does_not_first_take_the_triggers_away(
    engine: Engine, statement: str
) -> None:
    before = SqlStatusLog(engine).entries()
    with pytest.raises(Unreadable, match=r"never (changed|deleted)"), writing(engine) as connection:
        connection.exec_driver_sql(statement)
    assert SqlStatusLog(engine).entries() == before


def test_a_redaction_is_let_through(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE event_texts SET text = NULL, salt = NULL")
    assert SqlStatusLog(engine).entries()[0].comment is None


def test_the_owner_of_the_tables_can_append_and_redact_and_has_no_right_to_change(roles: Server) -> None:
    url = roles.create()
    try:
        roles.run(f"ALTER DATABASE {make_url(url).database} OWNER TO {OWNER}")
        engine = open_engine(make_url(url).set(username=OWNER).render_as_string(hide_password=False))
        migrate(engine)
        SqlStatusLog(engine).append(a_report(comment="x"), recorded_at=NOON)
        for statement in (
            "UPDATE events SET status = 'completed'",
            "DELETE FROM events",
            "TRUNCATE events, event_texts",
            "UPDATE event_texts SET digest = ''",
            "DELETE FROM event_texts",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                asked(url, statement, user=OWNER)
        with writing(engine) as connection:
            connection.exec_driver_sql("UPDATE event_texts SET text = NULL, salt = NULL")
        engine.dispose()
    finally:
        roles.drop(url)


def test_a_role_with_the_rights_of_the_manual_can_serve_and_cannot_lay_hands_on_the_triggers(
    roles: Server, at: str, tmp_path: Path
) -> None:
    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    grants = re.findall(r"^    (GRANT .* TO) monitor_writer;", manual, re.MULTILINE)
    assert grants
    with closing(psycopg.connect(at, autocommit=True)) as connection:
        for grant in grants:
            connection.execute(f"{grant} {WRITER}")
    engine = open_engine(make_url(at).set(username=WRITER).render_as_string(hide_password=False))
    migrate(engine)  # up to date: nothing is written
    use_everything(engine, tmp_path)
    for statement in (
        "DROP TRIGGER events_no_update ON events",
        "ALTER TABLE events DISABLE TRIGGER ALL",
        "CREATE OR REPLACE FUNCTION log_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "UPDATE events SET status = 'completed'",
        "DROP TABLE event_texts",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            asked(at, statement, user=WRITER)
    with pytest.raises(Unreadable) as refused, writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM events")
    assert refused.value.code == "database_readonly"
    engine.dispose()
    with closing(psycopg.connect(at, autocommit=True)) as connection:
        connection.execute(f"DROP OWNED BY {WRITER}")  # type: ignore[arg-type]


def test_the_triggers_are_as_written(engine: Engine) -> None:
    with reading(engine) as connection:
        assert triggers.expected("postgresql").items() <= backend_of(engine).triggers(connection).items()


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE events DISABLE TRIGGER events_no_update",
        "ALTER TABLE events ENABLE TRIGGER events_no_update",  # no longer in a session that only replays
        "CREATE OR REPLACE FUNCTION log_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    ],
)
def test_a_trigger_that_was_switched_off_or_emptied_does_not_count(engine: Engine, statement: str) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql(statement)
    with reading(engine) as connection:
        assert not triggers.expected("postgresql").items() <= backend_of(engine).triggers(connection).items()


def test_the_migrations_lead_to_the_tables_the_program_works_with(engine: Engine) -> None:
    with reading(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_texts_are_compared_by_code_point_whatever_language_the_server_is_set_to(engine: Engine) -> None:
    with reading(engine) as connection:
        found = connection.exec_driver_sql(
            "SELECT DISTINCT collation_name FROM information_schema.columns "
            "WHERE table_name IN ('events', 'event_texts') AND data_type = 'character varying'"
        )
        assert found.scalars().all() == ["C"]


def test_every_connection_acknowledges_only_what_the_disk_has(at: str) -> None:
    with closing(psycopg.connect(at, autocommit=True)) as connection:
        name = make_url(at).database
        connection.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")  # type: ignore[arg-type]
    engine = open_engine(at)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "on"
    engine.dispose()


def test_a_reader_sees_one_moment_and_keeps_no_writer_waiting(engine: Engine) -> None:
    log = SqlStatusLog(engine)
    with reading(engine) as connection:
        count = "SELECT count(*) FROM events"
        assert connection.exec_driver_sql(count).scalar_one() == 1
        log.append(a_report(idempotency_key="form-2", expected_revision=1), recorded_at=NOON)
        assert connection.exec_driver_sql(count).scalar_one() == 1
    assert log.revision() == 2


def test_a_reader_cannot_write(engine: Engine) -> None:
    with pytest.raises(Unreadable) as refused, reading(engine) as connection:
        connection.exec_driver_sql("UPDATE event_texts SET text = NULL, salt = NULL")
    assert refused.value.code == "database_readonly"


def test_a_writer_elsewhere_that_does_not_end_is_said_so_and_does_not_stop_readers(
    engine: Engine, at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "_SET_UP", "SET lock_timeout = '50ms'")
    with another_view(engine) as other, writing(engine):
        log = SqlStatusLog(other)
        with pytest.raises(Unreadable) as refused:
            log.append(a_report(idempotency_key="form-2", expected_revision=1), recorded_at=NOON)
        assert refused.value.code == "database_locked"
        assert log.revision() == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"host": "127.0.0.1", "port": 1, "query": {}}, "database_unreachable"),
        ({"database": "not_there"}, "database_refused"),
        ({"username": "nobody_known"}, "database_refused"),
    ],
)
def test_a_server_that_cannot_be_used_is_said_so_without_its_password(
    at: str, change: dict[str, object], code: str
) -> None:
    url = make_url(at).set(password="hidden", **change)  # type: ignore[arg-type]
    with pytest.raises(Unreadable) as refused:
        open_engine(url.render_as_string(hide_password=False))
    assert refused.value.code == code
    assert "hidden" not in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_a_database_of_another_program_is_refused_and_left_alone(address: Callable[..., str]) -> None:
    at = address(POSTGRESQL, empty=True)
    with closing(psycopg.connect(at, autocommit=True)) as connection:
        connection.execute("CREATE TABLE notes (text text)")
        with pytest.raises(Unreadable) as refused:
            open_engine(at)
        assert refused.value.code == "database_foreign"
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        assert tables == [("notes",)]


def test_a_database_that_is_not_kept_in_utf_8_is_refused(
    servers: Callable[[str], tuple[Server, str]],
) -> None:
    server, _template = servers(POSTGRESQL)
    server.run("CREATE DATABASE monitor_test_latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    url = make_url(server.url).set(database="monitor_test_latin").render_as_string(hide_password=False)
    try:
        with pytest.raises(Unreadable) as refused:
            open_engine(url)
        assert refused.value.code == "database_encoding"
    finally:
        server.drop(url)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_an_address_may_be_written_as_hosting_services_write_it(
    at: str, scheme: str, open_at: Callable[[str], Engine]
) -> None:
    engine = open_at(at.replace("postgresql", scheme, 1))
    assert str(make_url(at).database) in database_name(engine)


def test_after_the_server_was_killed_the_log_works_again_unaided() -> None:
    server = OwnServer()
    try:
        engine = open_engine(server.create())
        migrate(engine)
        log = SqlStatusLog(engine)
        log.append(a_report(), recorded_at=NOON)
        server.kill()
        with pytest.raises(Unreadable) as refused:
            log.revision()
        assert refused.value.code == "database_unreachable"
        server.start()
        assert log.append(a_report(), recorded_at=NOON).sequence == 1  # known by its key
        engine.dispose()
    finally:
        server.stop()
