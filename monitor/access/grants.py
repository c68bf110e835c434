"""Who was granted which role, when and by whom. The history is only added to; who holds what now is read from it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from monitor.access.access import Grant
from monitor.access.roles import OF_A_BODY, Role
from monitor.errors import Refused


class Verb(StrEnum):
    """What happened to a role."""

    GRANTED = "granted"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Change:
    """One line of the history. `by` is the id of who did it."""

    number: int
    verb: Verb
    grant: Grant
    by: str
    at: datetime


class Grants(Protocol):
    """The port to the grants. Every method raises `Unreadable` when they cannot be read or written."""

    def grant(self, grant: Grant, *, by: str, at: datetime) -> bool:
        """Grant a role; False where the user held it already, and nothing was written.

        Raises `Refused`: `unknown_user`, and what `check_grant` raises.
        """
        ...

    def revoke(self, grant: Grant, *, by: str, at: datetime, force: bool = False) -> None:
        """Take a role. With `force` the last admin can be taken too. Raises what `check_may_revoke` raises."""
        ...

    def held(self, user: str | None = None) -> list[Grant]:
        """Return the grants in force, of one user or of all, in the order they were made."""
        ...

    def history(self) -> list[Change]:
        """Return every change, the last first."""
        ...


def in_force(history: Sequence[Change]) -> list[Grant]:
    """The grants that a history, oldest first, leaves in force, in the order they were made."""
    held: dict[Grant, None] = {}
    for change in history:
        if change.verb is Verb.GRANTED:
            held[change.grant] = None
        else:
            held.pop(change.grant, None)
    return list(held)


def check_grant(grant: Grant) -> None:
    """Raises Refused: `body_missing` for a role of a body without one, `body_not_needed` for a body too many."""
    if grant.role in OF_A_BODY and not grant.body:
        raise Refused(
            "body_missing",
            f"The role {grant.role} is granted for one body; name it.",
            role=grant.role,
        )
    if grant.role not in OF_A_BODY and grant.body is not None:
        raise Refused(
            "body_not_needed",
            f"The role {grant.role} is not granted for a body; leave the body out.",
            role=grant.role,
        )


def check_may_revoke(grant: Grant, held: Collection[Grant], *, force: bool) -> None:
    """Raises Refused: `not_granted`, or `last_admin` where nobody could grant roles afterwards."""
    if grant not in held:
        of = f" for {grant.body}" if grant.body else ""
        raise Refused(
            "not_granted",
            f"{grant.user} does not hold the role {grant.role}{of}; nothing was changed.",
            user=grant.user,
            role=grant.role,
            body=grant.body,
        )
    admins = [each for each in held if each.role is Role.ADMIN]
    if grant.role is Role.ADMIN and len(admins) == 1 and not force:
        raise Refused(
            "last_admin",
            f"{grant.user} is the last admin; grant the role to somebody else first.",
            user=grant.user,
        )
