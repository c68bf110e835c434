"""The matrix, every cell of it written a second time, and the page that is made from it."""

from pathlib import Path

import pytest

from monitor.access.access import ANONYMOUS, LOCAL, Access, Grant, Visitor
from monitor.access.actions import FOR_A_BODY, Action
from monitor.access.matrix import MATRIX, Scope
from monitor.access.roles import OF_A_BODY, Role
from monitor.access.table import as_markdown

PAGE = Path(__file__).resolve().parents[2] / "docs" / "roles.md"

# reader, analyst, directorate, secretariat, ministry, committee, admin; y: yes, o: for its own body, -: no
CELLS = {
    "read_status": "y y y y y y y",
    "read_pending": "- y y y y y -",
    "read_exempt": "- y y y y y -",
    "read_rounds": "- y y y y y -",
    "read_contacts": "- - o y o - -",
    "export_log": "- y y y y y -",
    "export_round": "- y - y - y -",
    "keep_drafts": "- - y y - - -",
    "report": "- - o y - - -",
    "revise_deadline": "- - o y - - -",
    "record_milestone": "- - o y - - -",
    "add_evidence": "- - o y - - -",
    "answer": "- - o - o - -",
    "correct": "- - o y - - -",
    "withdraw": "- - o y - - -",
    "remove_personal_data": "- - o y - - -",
    "conclude": "- - - - - y -",
    "open_round": "- - - y - - -",
    "ask_body": "- - - y - - -",
    "remind_body": "- - - y - - -",
    "give_time": "- - - y - - -",
    "import_figures": "- - - y - - y",
    "read_people": "- - - - - - y",
    "grant_role": "- - - - - - y",
    "revoke_role": "- - - - - - y",
    "erase_person": "- - - - - - y",
    "make_token": "- - - - - - y",
    "revoke_token": "- - - - - - y",
}
SIGNS = {"y": Scope.ANY, "o": Scope.OWN, "-": None}


def expected(action: Action, role: Role) -> Scope | None:
    return SIGNS[CELLS[action].split()[list(Role).index(role)]]


def held(role: Role, body: str = "JD") -> Access:
    """Whoever holds one role, for JD where it is for a body."""
    return Access(Visitor("p-1"), (Grant("p-1", role, body if role in OF_A_BODY else None),))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_every_cell_is_as_it_is_written_here(action: Action, role: Role) -> None:
    scope = expected(action, role)
    assert MATRIX[action].get(role) is scope
    own, other = ("JD", "KDI") if action in FOR_A_BODY else (None, None)
    assert held(role).may(action, own) is (scope is not None)
    assert held(role).may(action, other) is (scope is Scope.ANY)
    assert held(role).offers(action) is (scope is not None)


@pytest.mark.parametrize("action", Action)
def test_nobody_in_particular_may_do_nothing_and_in_public_mode_read_what_is_published(
    action: Action,
) -> None:
    for body in (None, "JD"):
        assert not Access(ANONYMOUS).may(action, body)
        assert not Access(Visitor("p-1")).may(action, body)
        public = action is Action.READ_STATUS
        assert Access(ANONYMOUS, public=True).may(action, body) is public
        assert Access(Visitor("p-1"), public=True).may(action, body) is public
    assert Access(LOCAL).may(action, "JD")


def test_an_action_without_a_row_could_not_be_asked_for() -> None:
    assert set(MATRIX) == set(Action) == {Action(name) for name in CELLS}
    assert {role for row in MATRIX.values() for role in row} == set(Role)
    # A cell "own body" stands only where a body is named, and on a role that has one.
    for action, row in MATRIX.items():
        own = {role for role, scope in row.items() if scope is Scope.OWN}
        assert own <= OF_A_BODY
        assert not own or action in FOR_A_BODY


def test_the_page_on_roles_is_what_the_matrix_makes_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == as_markdown(), "run scripts/roles"


def test_the_page_has_a_row_for_every_action() -> None:
    rows = [line for line in as_markdown().splitlines() if line.count("|") == len(Role) + 2]
    cells = {Scope.ANY: "yes", Scope.OWN: "own body", None: "–"}
    assert [row.split("|")[2:-1] for row in rows[2:]] == [
        [f" {cells[expected(action, role)]} " for role in Role] for action in Action
    ]
