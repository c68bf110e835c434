"""The one place through which people, their roles and tokens are read and changed."""

import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from monitor.access import tokens as making
from monitor.access.access import Access, Grant
from monitor.access.actions import Action
from monitor.access.grants import Change, Grants
from monitor.access.people import People, Person
from monitor.access.roles import Role
from monitor.access.tokens import Token, Tokens
from monitor.errors import Refused
from monitor.reporting.days import Clock


@dataclass(frozen=True)
class Administration:
    """Who has signed in, who may do what, and which tokens there are.

    `access` reads what the one who is asking may do, anew at each call; every method raises what `Access.require`
    raises. `bodies` gives the ids of the bodies a role can be for.
    """

    people: People
    grants: Grants
    tokens: Tokens
    clock: Clock
    access: Callable[[], Access]
    bodies: Callable[[], Collection[str]]

    def all_people(self) -> list[Person]:
        """Everybody who has signed in, the one seen last first."""
        self._allowed(Action.READ_PEOPLE)
        return self.people.people()

    def held(self) -> list[Grant]:
        """The roles that are held now."""
        self._allowed(Action.READ_PEOPLE)
        return self.grants.held()

    def history(self) -> list[Change]:
        """Every role that was granted or revoked, the last first."""
        self._allowed(Action.READ_PEOPLE)
        return self.grants.history()

    def all_tokens(self) -> list[Token]:
        """Every token, the one made last first."""
        self._allowed(Action.READ_PEOPLE)
        return self.tokens.tokens()

    def find(self, said: str) -> Person:
        """A person by our id, or by the provider's address and its id with a space between them.

        Raises Refused("unknown_user").
        """
        self._allowed(Action.READ_PEOPLE)
        issuer, _, subject = said.partition(" ")
        found = None
        # Half a character, as a terminal makes of a stray byte, is nothing a database can be asked for.
        if said.isprintable():
            found = self.people.find(issuer=issuer, subject=subject) if subject else self.people.person(said)
        if found is None:
            raise Refused(
                "unknown_user",
                f"Nobody with the id {said!r} has signed in; ask them to do so once.",
                user=said,
            )
        return found

    def grant(self, grant: Grant) -> bool:
        """Grant a role; False where it was held already. Raises Refused: `unknown_body`, and what `Grants` raises."""
        by = self._allowed(Action.GRANT_ROLE)
        self._check_body(grant.body)
        return self.grants.grant(grant, by=by, at=self.clock())

    def revoke(self, grant: Grant, *, force: bool = False) -> None:
        """Take a role; with `force` the last admin's too. Raises what `Grants.revoke` raises."""
        by = self._allowed(Action.REVOKE_ROLE)
        self.grants.revoke(grant, by=by, at=self.clock(), force=force)

    def erase(self, user: str) -> None:
        """Erase a person's name and e-mail address. Raises what `People.erase` raises."""
        self._allowed(Action.ERASE_PERSON)
        self.people.erase(user)

    def make_token(self, *, label: str, role: Role, body: str | None, until: datetime) -> tuple[str, Token]:
        """A new token, told here and nowhere else, and what is kept of it. Raises what `tokens.make` raises."""
        by = self._allowed(Action.MAKE_TOKEN)
        self._check_body(body)
        told, token = making.make(
            id=secrets.token_hex(6),
            secret=secrets.token_urlsafe(32),
            label=label,
            role=role,
            body=body,
            by=by,
            at=self.clock(),
            until=until,
        )
        self.tokens.add(token)
        return told, token

    def revoke_token(self, id: str) -> None:  # noqa: A002 - the word for it
        """Revoke a token. Raises what `Tokens.revoke` raises."""
        self._allowed(Action.REVOKE_TOKEN)
        if not id.isprintable():
            raise Refused("unknown_token", f"There is no token {id!r}.", token=id)
        self.tokens.revoke(id, at=self.clock())

    def _allowed(self, action: Action) -> str:
        access = self.access()
        access.require(action)
        return access.visitor.user or ""

    def _check_body(self, body: str | None) -> None:
        if body is not None and body not in self.bodies():
            raise Refused("unknown_body", f"The body {body} is not in the catalogue.", body=body)
