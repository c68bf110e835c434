"""What a visitor may do with the grants that are theirs."""

import pytest

from monitor.access.access import ANONYMOUS, LOCAL, Access, Grant, Visitor
from monitor.access.actions import Action
from monitor.access.roles import Role
from monitor.errors import Refused

KARI = Visitor("p-kari")
REPORTS = Access(KARI, (Grant("p-kari", Role.DIRECTORATE, "KDI"),))


def refusal(access: Access, action: Action, body: str | None = None) -> Refused:
    with pytest.raises(Refused) as refused:
        access.require(action, body)
    return refused.value


def test_a_grant_to_somebody_else_counts_for_nothing() -> None:
    access = Access(KARI, (Grant("p-ola", Role.ADMIN),))
    assert access.roles == frozenset()
    assert not access.may(Action.GRANT_ROLE)


def test_a_grant_without_a_visitor_counts_for_nothing() -> None:
    assert not Access(ANONYMOUS, (Grant("", Role.ADMIN),)).may(Action.GRANT_ROLE)


def test_what_is_about_a_body_is_refused_to_everybody_who_does_not_say_which() -> None:
    """The secretariat reports for any body, but not for none."""
    secretariat = Access(KARI, (Grant("p-kari", Role.SECRETARIAT),))
    assert secretariat.may(Action.REPORT, "JD")
    assert not secretariat.may(Action.REPORT)


def test_a_role_for_one_body_reaches_that_body_and_two_roles_reach_two() -> None:
    assert REPORTS.bodies(Action.REPORT, ["JD", "KDI", "HOD"]) == ["KDI"]
    two = Access(KARI, (*REPORTS.grants, Grant("p-kari", Role.MINISTRY, "JD")))
    assert two.bodies(Action.ANSWER, ["JD", "KDI", "HOD"]) == ["JD", "KDI"]
    assert two.bodies(Action.REPORT, ["JD", "KDI", "HOD"]) == ["KDI"]
    assert two.roles == {Role.DIRECTORATE, Role.MINISTRY}


def test_a_refusal_says_what_and_for_whom_and_what_helps() -> None:
    refused = refusal(REPORTS, Action.REPORT, "JD")
    assert refused.code == "not_allowed"
    assert refused.message == (
        "Your roles do not let you report for JD; an admin can grant you one that does."
    )
    assert refusal(REPORTS, Action.OPEN_ROUND).fields == {"action": Action.OPEN_ROUND, "body": None}


def test_nobody_in_particular_is_asked_to_sign_in() -> None:
    assert refusal(Access(ANONYMOUS), Action.READ_STATUS).code == "not_signed_in"
    assert refusal(Access(ANONYMOUS, public=True), Action.READ_PENDING).code == "not_signed_in"


def test_the_one_person_on_their_own_machine_holds_every_role() -> None:
    assert Access(LOCAL).roles == frozenset(Role)
    Access(LOCAL).require(Action.REPORT, "JD")
