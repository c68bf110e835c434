"""The one table of who may do what. What is not in it is refused.

`docs/roles.md` is made from it, and `tests/access/test_matrix.py` holds every cell a second time.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from monitor.access.actions import FOR_A_BODY, Action
from monitor.access.roles import Role


class Scope(StrEnum):
    """How far a role reaches: the body it was granted for, or any."""

    OWN = "own"
    ANY = "any"


_OWN, _ANY = Scope.OWN, Scope.ANY
_EVERYBODY = dict.fromkeys(Role, _ANY)
_PARTIES = dict.fromkeys(
    (Role.ANALYST, Role.DIRECTORATE, Role.SECRETARIAT, Role.MINISTRY, Role.COMMITTEE), _ANY
)
_REPORTERS = {Role.DIRECTORATE: _OWN, Role.SECRETARIAT: _ANY}
_SECRETARIAT = {Role.SECRETARIAT: _ANY}
_ADMIN = {Role.ADMIN: _ANY}

MATRIX: Final[Mapping[Action, Mapping[Role, Scope]]] = {
    Action.READ_STATUS: _EVERYBODY,
    Action.READ_PENDING: _PARTIES,
    Action.READ_EXEMPT: _PARTIES,
    Action.READ_ROUNDS: _PARTIES,
    Action.READ_CONTACTS: {Role.DIRECTORATE: _OWN, Role.SECRETARIAT: _ANY, Role.MINISTRY: _OWN},
    Action.EXPORT_LOG: _PARTIES,
    Action.EXPORT_ROUND: {Role.ANALYST: _ANY, Role.SECRETARIAT: _ANY, Role.COMMITTEE: _ANY},
    Action.KEEP_DRAFTS: {Role.DIRECTORATE: _ANY, Role.SECRETARIAT: _ANY},
    Action.REPORT: _REPORTERS,
    Action.REVISE_DEADLINE: _REPORTERS,
    Action.RECORD_MILESTONE: _REPORTERS,
    Action.ADD_EVIDENCE: _REPORTERS,
    # Nobody answers for another body, the secretariat neither: the answer is the ministry's own word.
    Action.ANSWER: {Role.DIRECTORATE: _OWN, Role.MINISTRY: _OWN},
    Action.CORRECT: _REPORTERS,
    Action.WITHDRAW: _REPORTERS,
    Action.REMOVE_PERSONAL_DATA: _REPORTERS,
    # The secretariat does not: it is who runs the rounds, and the strategy prints a secretariat for one of the two
    # committees only. Who keeps the minutes of a committee is granted its role beside their own.
    Action.CONCLUDE: {Role.COMMITTEE: _ANY},
    Action.OPEN_ROUND: _SECRETARIAT,
    Action.ASK_BODY: _SECRETARIAT,
    Action.REMIND_BODY: _SECRETARIAT,
    Action.GIVE_TIME: _SECRETARIAT,
    # Figures are not reports: whoever runs the dashboard may load them as well as who runs the rounds.
    Action.IMPORT_FIGURES: {Role.SECRETARIAT: _ANY, Role.ADMIN: _ANY},
    # Whoever hands out roles reports nothing by that: the two are granted apart.
    Action.READ_PEOPLE: _ADMIN,
    Action.GRANT_ROLE: _ADMIN,
    Action.REVOKE_ROLE: _ADMIN,
    Action.ERASE_PERSON: _ADMIN,
    Action.MAKE_TOKEN: _ADMIN,
    Action.REVOKE_TOKEN: _ADMIN,
}
"""For each action the roles that may, and how far; a role that is left out may not."""


def allowed(role: Role, action: Action, *, own: str | None, body: str | None) -> bool:
    """Whether a role that was granted for the body `own` may do something about `body`."""
    scope = MATRIX[action].get(role)
    if scope is Scope.OWN:
        return body is not None and body == own
    return scope is Scope.ANY and (body is not None or action not in FOR_A_BODY)
