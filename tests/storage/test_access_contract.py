"""What every store of people, roles and tokens does, over the fakes and the database."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from monitor.access.access import Grant
from monitor.access.grants import Change, Verb
from monitor.access.people import Person
from monitor.access.roles import Role
from monitor.access.tokens import Token
from monitor.errors import Refused, Unreadable
from monitor.storage.engine import database_path, writing
from monitor.storage.grants import SqlGrants
from monitor.storage.people import SqlPeople
from tests.storage.conftest import ROLLBACK, WAL, Stores

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


def come(stores: Stores, subject: str = "kari", at: datetime = NOON) -> Person:
    return stores.people.seen(
        issuer="https://id.example.no", subject=subject, name="Kari", email="kari@example.no", at=at
    )


def a_token(**over: object) -> Token:
    content: dict[str, object] = {
        "id": "0123456789ab",
        "label": "Portal",
        "role": Role.DIRECTORATE,
        "body": "KDI",
        "digest": "d" * 64,
        "by": "p-admin",
        "made_at": NOON,
        "expires_at": LATER,
    }
    return Token(**(content | over))  # type: ignore[arg-type]


def test_a_person_gets_an_id_of_ours_at_the_first_sign_in_and_keeps_it(stores: Stores) -> None:
    first = come(stores)
    again = stores.people.seen(
        issuer="https://id.example.no", subject="kari", name="Kari N.", email="k@example.no", at=LATER
    )
    assert again == Person(
        user=first.user,
        issuer="https://id.example.no",
        subject="kari",
        name="Kari N.",
        email="k@example.no",
        first_seen=NOON,
        last_seen=LATER,
    )
    assert "kari" not in first.user
    assert stores.people.person(first.user) == again
    assert stores.people.find(issuer="https://id.example.no", subject="kari") == again


def test_the_same_id_at_another_provider_is_another_person(stores: Stores) -> None:
    one = come(stores)
    other = stores.people.seen(issuer="https://other.example.no", subject="kari", name="", email="", at=LATER)
    assert one.user != other.user
    assert [person.user for person in stores.people.people()] == [other.user, one.user]
    assert stores.people.find(issuer="https://other.example.no", subject="ola") is None
    assert stores.people.person("p-nobody") is None


def test_name_and_address_can_be_erased_and_the_id_stays(stores: Stores) -> None:
    person = come(stores)
    stores.people.erase(person.user)
    kept = stores.people.person(person.user)
    assert kept is not None
    assert (kept.name, kept.email, kept.subject) == ("", "", "kari")
    with pytest.raises(Refused) as refused:
        stores.people.erase("p-nobody")
    assert refused.value.code == "unknown_user"


@pytest.mark.parametrize("kind", [WAL, ROLLBACK])
def test_an_erased_name_is_gone_from_the_file_itself(
    kind: str, address: Callable[[str], str], open_at: Callable[[str], Engine]
) -> None:
    engine = open_at(address(kind))
    people, folder = SqlPeople(engine), database_path(engine).parent

    def in_files() -> bool:
        return any(b"Kari Nordmann" in file.read_bytes() for file in folder.iterdir() if file.is_file())

    kari = people.seen(issuer="i", subject="s", name="Kari Nordmann", email="", at=NOON)
    assert in_files()
    people.erase(kari.user)
    assert not in_files()


def test_it_is_kept_when_a_person_signed_out(stores: Stores) -> None:
    person = come(stores)
    assert person.signed_out_at is None
    stores.people.signed_out(person.user, at=LATER)
    found = stores.people.person(person.user)
    assert found is not None
    assert found.signed_out_at == LATER


def test_nobody_has_a_role_by_signing_in(stores: Stores) -> None:
    come(stores)
    assert stores.grants.held() == []


def test_roles_are_granted_and_revoked_and_the_history_tells_both(stores: Stores) -> None:
    kari, ola = come(stores).user, come(stores, "ola").user
    reports, answers = Grant(kari, Role.DIRECTORATE, "KDI"), Grant(ola, Role.MINISTRY, "JD")
    assert stores.grants.grant(reports, by="p-admin", at=NOON)
    assert stores.grants.grant(answers, by="p-admin", at=NOON)
    stores.grants.revoke(reports, by="p-other", at=LATER)
    assert stores.grants.held() == [answers]
    assert stores.grants.held(kari) == []
    assert stores.grants.held(ola) == [answers]
    assert stores.grants.history() == [
        Change(3, Verb.REVOKED, reports, "p-other", LATER),
        Change(2, Verb.GRANTED, answers, "p-admin", NOON),
        Change(1, Verb.GRANTED, reports, "p-admin", NOON),
    ]
    assert stores.grants.grant(reports, by="p-admin", at=LATER)
    assert stores.grants.held(kari) == [reports]


def test_a_role_that_is_held_is_not_granted_twice(stores: Stores) -> None:
    reads = Grant(come(stores).user, Role.READER)
    assert stores.grants.grant(reads, by="p-admin", at=NOON)
    assert not stores.grants.grant(reads, by="p-admin", at=LATER)
    assert len(stores.grants.history()) == 1


@pytest.mark.parametrize(
    ("role", "body", "code"),
    [
        (Role.DIRECTORATE, None, "body_missing"),
        (Role.MINISTRY, "", "body_missing"),
        (Role.SECRETARIAT, "KDI", "body_not_needed"),
        (Role.ADMIN, "JD", "body_not_needed"),
    ],
)
def test_a_role_for_a_body_needs_one_and_no_other_does(
    stores: Stores, role: Role, body: str | None, code: str
) -> None:
    kari = come(stores).user
    with pytest.raises(Refused) as refused:
        stores.grants.grant(Grant(kari, role, body), by="p-admin", at=NOON)
    assert refused.value.code == code
    assert stores.grants.history() == []


def test_who_has_never_signed_in_gets_no_role(stores: Stores) -> None:
    with pytest.raises(Refused) as refused:
        stores.grants.grant(Grant("p-nobody", Role.READER), by="p-admin", at=NOON)
    assert refused.value.code == "unknown_user"


def test_a_role_that_is_not_held_cannot_be_revoked(stores: Stores) -> None:
    kari = come(stores).user
    stores.grants.grant(Grant(kari, Role.MINISTRY, "JD"), by="p-admin", at=NOON)
    with pytest.raises(Refused) as refused:
        stores.grants.revoke(Grant(kari, Role.MINISTRY, "KD"), by="p-admin", at=NOON)
    assert refused.value.code == "not_granted"


def test_the_last_admin_stays_unless_forced(stores: Stores) -> None:
    kari, ola = (Grant(come(stores, name).user, Role.ADMIN) for name in ("kari", "ola"))
    stores.grants.grant(kari, by="operator", at=NOON)
    stores.grants.grant(ola, by="operator", at=NOON)
    stores.grants.revoke(kari, by="operator", at=NOON)
    with pytest.raises(Refused) as refused:
        stores.grants.revoke(ola, by="operator", at=NOON)
    assert refused.value.code == "last_admin"
    assert stores.grants.held() == [ola]
    stores.grants.revoke(ola, by="operator", at=NOON, force=True)
    assert stores.grants.held() == []


def test_a_token_is_kept_and_revoked_once(stores: Stores) -> None:
    token, younger = a_token(), a_token(id="ba9876543210", role=Role.READER, body=None, made_at=LATER)
    stores.tokens.add(token)
    stores.tokens.add(younger)
    assert stores.tokens.tokens() == [younger, token]
    stores.tokens.revoke(token.id, at=NOON)
    stores.tokens.revoke(token.id, at=LATER)
    assert stores.tokens.token(token.id) == a_token(revoked_at=NOON)
    assert stores.tokens.token("nothing") is None
    with pytest.raises(Refused) as refused:
        stores.tokens.revoke("nothing", at=NOON)
    assert refused.value.code == "unknown_token"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE grants SET role = 'admin'",
        "UPDATE grants SET recorded_by = 'nobody'",
        "DELETE FROM grants",
        "INSERT INTO grants SELECT 2, 'granted', person, 'ministry', NULL, 'x', recorded_at FROM grants",
        "INSERT INTO grants SELECT 2, 'lent', person, 'reader', NULL, 'x', recorded_at FROM grants",
        "INSERT INTO grants SELECT 2, 'granted', 'p-nobody', 'reader', NULL, 'x', recorded_at FROM grants",
        "DELETE FROM people",
    ],
)
def test_the_database_itself_keeps_the_history_of_roles(database: Engine, statement: str) -> None:
    people, grants = SqlPeople(database), SqlGrants(database)
    kari = people.seen(issuer="i", subject="s", name="", email="", at=NOON).user
    grants.grant(Grant(kari, Role.READER), by="p-admin", at=NOON)
    before = grants.history()
    with pytest.raises(Unreadable), writing(database) as connection:
        connection.exec_driver_sql(statement)
    assert grants.history() == before
