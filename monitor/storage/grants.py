"""Who was granted which role, in the database."""

from datetime import datetime

from sqlalchemy import Connection, Engine, func, insert, select

from monitor.access.access import Grant
from monitor.access.grants import Change, Verb, check_grant, check_may_revoke, in_force
from monitor.access.roles import Role
from monitor.errors import Refused
from monitor.storage.engine import reading, writing
from monitor.storage.instants import instant_text
from monitor.storage.tables import grants, people


class SqlGrants:
    """`monitor.access.grants.Grants` over a migrated database. Safe to share between threads.

    What is asked of the history and what is added to it happen in one transaction.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def grant(self, grant: Grant, *, by: str, at: datetime) -> bool:
        """See `Grants.grant`."""
        check_grant(grant)
        with writing(self._engine) as connection:
            known = connection.execute(select(people.c.person).where(people.c.person == grant.user)).first()
            if known is None:
                raise Refused(
                    "unknown_user", f"Nobody with the id {grant.user!r} has signed in.", user=grant.user
                )
            if grant in in_force(_history(connection, grant.user)):
                return False
            _add(connection, Verb.GRANTED, grant, by=by, at=at)
        return True

    def revoke(self, grant: Grant, *, by: str, at: datetime, force: bool = False) -> None:
        """See `Grants.revoke`."""
        with writing(self._engine) as connection:
            check_may_revoke(grant, in_force(_history(connection)), force=force)
            _add(connection, Verb.REVOKED, grant, by=by, at=at)

    def held(self, user: str | None = None) -> list[Grant]:
        """See `Grants.held`."""
        with reading(self._engine) as connection:
            return in_force(_history(connection, user))

    def history(self) -> list[Change]:
        """See `Grants.history`."""
        with reading(self._engine) as connection:
            return _history(connection)[::-1]


def _add(connection: Connection, verb: Verb, grant: Grant, *, by: str, at: datetime) -> None:
    number = connection.execute(select(func.max(grants.c.number))).scalar_one() or 0
    connection.execute(
        insert(grants),
        {
            "number": number + 1,
            "verb": verb.value,
            "person": grant.user,
            "role": grant.role.value,
            "body": grant.body,
            "recorded_by": by,
            "recorded_at": instant_text(at),
        },
    )


def _history(connection: Connection, user: str | None = None) -> list[Change]:
    query = select(grants).order_by(grants.c.number)
    if user is not None:
        query = query.where(grants.c.person == user)
    return [
        Change(
            number=row.number,
            verb=Verb(row.verb),
            grant=Grant(row.person, Role(row.role), row.body),
            by=row.recorded_by,
            at=datetime.fromisoformat(row.recorded_at),
        )
        for row in connection.execute(query)
    ]
