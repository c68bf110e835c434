"""Stand-ins for where people, grants and tokens are kept. Each passes the same contract tests as the real thing."""

from dataclasses import replace
from datetime import datetime

from monitor.access.access import Grant
from monitor.access.grants import Change, Verb, check_grant, check_may_revoke, in_force
from monitor.access.people import Person
from monitor.access.tokens import Token
from monitor.errors import Refused


class InMemoryPeople:
    """`People` in a dictionary."""

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}

    def seen(self, *, issuer: str, subject: str, name: str, email: str, at: datetime) -> Person:
        there = self.find(issuer=issuer, subject=subject)
        person = there or Person(
            user=f"p-{len(self._people) + 1}",
            issuer=issuer,
            subject=subject,
            name=name,
            email=email,
            first_seen=at,
            last_seen=at,
        )
        self._people[person.user] = replace(person, name=name, email=email, last_seen=at)
        return self._people[person.user]

    def person(self, user: str) -> Person | None:
        return self._people.get(user)

    def find(self, *, issuer: str, subject: str) -> Person | None:
        return next((p for p in self._people.values() if (p.issuer, p.subject) == (issuer, subject)), None)

    def people(self) -> list[Person]:
        return sorted(self._people.values(), key=lambda each: each.last_seen, reverse=True)

    def signed_out(self, user: str, *, at: datetime) -> None:
        self._people[user] = replace(self._people[user], signed_out_at=at)

    def erase(self, user: str) -> None:
        if user not in self._people:
            raise Refused("unknown_user", "Nobody with that id.", user=user)
        self._people[user] = replace(self._people[user], name="", email="")


class InMemoryGrants:
    """`Grants` in a list."""

    def __init__(self, people: InMemoryPeople) -> None:
        self._people = people
        self._history: list[Change] = []

    def grant(self, grant: Grant, *, by: str, at: datetime) -> bool:
        check_grant(grant)
        if self._people.person(grant.user) is None:
            raise Refused("unknown_user", "Nobody with that id.", user=grant.user)
        if grant in self.held():
            return False
        self._history.append(Change(len(self._history) + 1, Verb.GRANTED, grant, by, at))
        return True

    def revoke(self, grant: Grant, *, by: str, at: datetime, force: bool = False) -> None:
        check_may_revoke(grant, self.held(), force=force)
        self._history.append(Change(len(self._history) + 1, Verb.REVOKED, grant, by, at))

    def held(self, user: str | None = None) -> list[Grant]:
        return [grant for grant in in_force(self._history) if user in (None, grant.user)]

    def history(self) -> list[Change]:
        return self._history[::-1]


class InMemoryTokens:
    """`Tokens` in a dictionary."""

    def __init__(self) -> None:
        self._tokens: dict[str, Token] = {}

    def add(self, token: Token) -> None:
        self._tokens[token.id] = token

    def token(self, id: str) -> Token | None:  # noqa: A002
        return self._tokens.get(id)

    def tokens(self) -> list[Token]:
        return sorted(self._tokens.values(), key=lambda each: each.made_at, reverse=True)

    def revoke(self, id: str, *, at: datetime) -> None:  # noqa: A002
        if id not in self._tokens:
            raise Refused("unknown_token", "There is no such token.", token=id)
        there = self._tokens[id]
        self._tokens[id] = replace(there, revoked_at=there.revoked_at or at)
