"""Every action, asked for below the pages by every role and by nobody: what the matrix refuses is not done.

The cells are those that `tests/access/test_matrix.py` writes out, the attempts are in `attempts.py`.
"""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from monitor.access.access import ANONYMOUS, Grant, Visitor
from monitor.access.actions import FOR_A_BODY, Action
from monitor.access.roles import Role
from monitor.errors import Refused
from monitor.reporting.events import (
    NewEvent,
    NewRedaction,
    NewReport,
    NewWithdrawal,
)
from monitor.reporting.status import Status
from monitor.wiring import Services
from monitor.wiring.administration import Administration
from monitor.wiring.restricted import RestrictedReader
from monitor.wiring.writer import Writer
from tests.access.test_matrix import expected
from tests.builders import a_draft, a_round, a_step
from tests.wiring.attempts import ATTEMPTS, Attempt, correct, drafts, redact, report, rounds, withdraw
from tests.wiring.conftest import NOON
from tests.wiring.house import OTHER, OWN, House, make_house


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return make_house(tmp_path_factory.mktemp("house"))


CELLS = [
    pytest.param(action, attempt, role, body, id=f"{action}-{number}-{role or 'anonymous'}-{body}")
    for action, attempts in ATTEMPTS.items()
    for number, attempt in enumerate(attempts)
    for role in (*Role, None)
    for body in ((OWN, OTHER) if action in FOR_A_BODY else (OWN,))
]


def got_through(attempt: Attempt, house: House, services: Services, body: str) -> bool:
    try:
        return attempt(house, services, body)
    except Refused as refused:
        assert refused.code in ("not_allowed", "not_signed_in")
        assert (refused.code == "not_signed_in") is (services.visitor.user is None)
        return False


@pytest.mark.parametrize(("action", "attempt", "role", "body"), CELLS)
def test_what_the_matrix_refuses_is_not_done(
    house: House, action: Action, attempt: Attempt, role: Role | None, body: str
) -> None:
    scope = expected(action, role) if role else None
    allowed = scope == "any" or (scope == "own" and body == OWN)
    assert got_through(attempt, house, house.used_by(role), body) is allowed
    if not allowed:
        # The control: the same attempt by who may do everything gets through.
        assert got_through(attempt, house, house.local, body)


def test_every_action_is_attempted() -> None:
    assert set(ATTEMPTS) == set(Action)


@pytest.mark.parametrize("make", [correct, withdraw, redact])
def test_a_role_for_one_body_changes_nothing_that_was_recorded_for_another(
    house: House, make: Attempt
) -> None:
    """In its own name, too: the entry it names is another body's."""
    stands = house.published(OTHER, comment="Ours")
    kinds: dict[Attempt, NewEvent] = {
        correct: house.event(NewReport, OWN, status=Status.COMPLETED, corrects=stands.sequence),
        withdraw: house.event(NewWithdrawal, OWN, withdraws=stands.sequence),
        redact: house.event(NewRedaction, OWN, redacts=stands.sequence, fields=("comment",)),
    }
    revision = house.local.log.revision()
    with pytest.raises(Refused) as refused:
        house.used_by(Role.DIRECTORATE).writer.record([kinds[make]])
    assert refused.value.code == "not_allowed"
    assert house.local.log.revision() == revision
    house.used_by(Role.SECRETARIAT).writer.record([kinds[make]])


def test_of_several_events_none_is_recorded_when_one_is_refused(house: House) -> None:
    mine = house.event(NewReport, OWN, status=Status.IN_PROGRESS)
    theirs = house.event(NewReport, OTHER, status=Status.IN_PROGRESS)
    revision = house.local.log.revision()
    with pytest.raises(Refused):
        house.used_by(Role.DIRECTORATE).writer.record([mine, theirs])
    assert house.local.log.revision() == revision


def test_a_role_that_is_revoked_in_mid_session_refuses_the_next_write_and_read(house: House) -> None:
    user = house.somebody()
    held = Grant(user, Role.DIRECTORATE, OWN)
    house.local.administration.grant(held)
    session = house.local.asked_by(Visitor(user))
    assert report(house, session, OWN)
    house.used_by(Role.ADMIN).administration.revoke(held)
    for attempt in (report, drafts, rounds):
        assert not got_through(attempt, house, session, OWN)
    house.local.administration.grant(held)
    assert report(house, session, OWN)


def test_nobody_writes_in_anothers_name(house: House) -> None:
    forged = replace(house.event(NewReport, OWN, status=Status.IN_PROGRESS), recorded_by="p-minister")
    (entry,) = house.used_by(Role.SECRETARIAT).writer.record([forged])
    assert entry.recorded_by == house.people[Role.SECRETARIAT]


def test_drafts_are_read_by_nobody_else(house: House) -> None:
    house.used_by(Role.DIRECTORATE).writer.save_draft(a_draft(comment="mine").typed, form="f", seen=0)
    assert house.used_by(Role.SECRETARIAT).restricted.all_drafts() == []
    assert len(house.used_by(Role.DIRECTORATE).restricted.all_drafts()) == 1


WORKBOOK: Any = SimpleNamespace(passport=SimpleNamespace(body=OWN))
READER = Grant("p-1", Role.READER)
CALLS: dict[type, dict[str, Callable[[Any, House], object]]] = {
    Writer: {
        "record": lambda to, house: to.record([house.event(NewReport, OWN, status=Status.IN_PROGRESS)]),
        "save_draft": lambda to, _: to.save_draft(a_draft().typed, form="f", seen=0),
        "discard_draft": lambda to, _: to.discard_draft("1.1", form="f"),
        "open_round": lambda to, _: to.open_round(a_round()),
        "add_to_round": lambda to, _: to.add_to_round(a_step(round="summer")),
    },
    RestrictedReader: {
        "all_drafts": lambda of, _: of.all_drafts(),
        "draft": lambda of, _: of.draft("1.1"),
        "all_rounds": lambda of, _: of.all_rounds(),
        "rounds_known": lambda of, _: of.rounds_known(as_of=NOON.date()),
        "round_extract": lambda of, _: of.round_extract("summer"),
        "passport": lambda of, _: of.passport(OWN, "en"),
        "returned_workbook": lambda of, _: of.returned_workbook(b"no workbook", {}),
        "proposals": lambda of, _: of.proposals(WORKBOOK),
    },
    Administration: {
        "all_people": lambda to, _: to.all_people(),
        "held": lambda to, _: to.held(),
        "history": lambda to, _: to.history(),
        "all_tokens": lambda to, _: to.all_tokens(),
        "find": lambda to, _: to.find("p-1"),
        "grant": lambda to, _: to.grant(READER),
        "revoke": lambda to, _: to.revoke(READER),
        "erase": lambda to, _: to.erase("p-1"),
        "make_token": lambda to, _: to.make_token(label="x", role=Role.READER, body=None, until=NOON),
        "revoke_token": lambda to, _: to.revoke_token("x"),
    },
}


@pytest.mark.parametrize("room", CALLS)
def test_there_is_no_way_to_write_or_to_read_what_is_restricted_without_being_asked_for_a_role(
    room: type, house: House
) -> None:
    """A new method has to be entered here; the three rooms are all that pages and commands have."""
    public = {name for name, made in vars(room).items() if callable(made) and not name.startswith("_")}
    assert public == set(CALLS[room])
    services = house.used_by(None)
    rooms = {
        Writer: services.writer,
        RestrictedReader: services.restricted,
        Administration: services.administration,
    }
    for name, call in CALLS[room].items():
        with pytest.raises(Refused) as refused:
            call(rooms[room], house)
        assert refused.value.code == "not_signed_in", name


def test_in_public_mode_anybody_reads_what_is_published_and_nothing_else(house: House) -> None:
    settings = replace(house.local.settings, public=True)
    public = replace(house.local, settings=settings).asked_by(ANONYMOUS)
    for action, attempts in ATTEMPTS.items():
        for attempt in attempts:
            assert got_through(attempt, house, public, OWN) is (action is Action.READ_STATUS)
