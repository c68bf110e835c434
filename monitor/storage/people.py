"""The people who have signed in, in the database."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, insert, select, update

from monitor.access.people import Person
from monitor.errors import Refused
from monitor.storage.engine import empty_journal, reading, writing
from monitor.storage.instants import instant_text
from monitor.storage.tables import people


class SqlPeople:
    """`monitor.access.people.People` over a migrated database. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def seen(self, *, issuer: str, subject: str, name: str, email: str, at: datetime) -> Person:
        """See `People.seen`."""
        told = {"name": name[:200], "email": email[:320], "last_seen": instant_text(at)}
        there = (people.c.issuer == issuer) & (people.c.subject == subject)
        with writing(self._engine) as connection:
            if connection.execute(update(people).where(there).values(told)).rowcount == 0:
                new = {
                    "person": f"p-{uuid4().hex[:16]}",
                    "issuer": issuer,
                    "subject": subject,
                    "first_seen": told["last_seen"],
                }
                connection.execute(insert(people), new | told)
            return _person(connection.execute(select(people).where(there)).one())

    def person(self, user: str) -> Person | None:
        """See `People.person`."""
        with reading(self._engine) as connection:
            row = connection.execute(select(people).where(people.c.person == user)).one_or_none()
        return _person(row) if row else None

    def find(self, *, issuer: str, subject: str) -> Person | None:
        """See `People.find`."""
        query = select(people).where(people.c.issuer == issuer, people.c.subject == subject)
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        return _person(row) if row else None

    def people(self) -> list[Person]:
        """See `People.people`."""
        query = select(people).order_by(people.c.last_seen.desc(), people.c.person)
        with reading(self._engine) as connection:
            return [_person(row) for row in connection.execute(query)]

    def signed_out(self, user: str, *, at: datetime) -> None:
        """See `People.signed_out`."""
        with writing(self._engine) as connection:
            connection.execute(
                update(people).where(people.c.person == user).values(signed_out_at=instant_text(at))
            )

    def erase(self, user: str) -> None:
        """See `People.erase`."""
        statement = update(people).where(people.c.person == user).values(name="", email="")
        with writing(self._engine) as connection:
            if connection.execute(statement).rowcount == 0:
                raise Refused("unknown_user", f"Nobody with the id {user!r} has signed in.", user=user)
        empty_journal(self._engine)


def _person(row: Any) -> Person:
    return Person(
        user=row.person,
        issuer=row.issuer,
        subject=row.subject,
        name=row.name,
        email=row.email,
        first_seen=datetime.fromisoformat(row.first_seen),
        last_seen=datetime.fromisoformat(row.last_seen),
        signed_out_at=datetime.fromisoformat(row.signed_out_at) if row.signed_out_at else None,
    )
