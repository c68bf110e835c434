"""The people who have signed in, under an id of our own. Only this table knows who is behind an id."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Person:
    """A person at an identity provider. `subject` is the provider's own id of them, unique with `issuer`.

    `name` and `email` are what the provider last told, "" where it told nothing and after they were erased. A
    sign-in from before `signed_out_at` no longer counts.
    """

    user: str
    issuer: str
    subject: str
    name: str
    email: str
    first_seen: datetime
    last_seen: datetime
    signed_out_at: datetime | None = None


class People(Protocol):
    """The port to the people. Every method raises `Unreadable` when they cannot be read or written."""

    def seen(self, *, issuer: str, subject: str, name: str, email: str, at: datetime) -> Person:
        """Return the person with an id of our own, which is made at the first sign-in; a new person has no role."""
        ...

    def person(self, user: str) -> Person | None:
        """Return a person by our id, `None` for one who has never signed in."""
        ...

    def find(self, *, issuer: str, subject: str) -> Person | None:
        """Return a person by the provider's id, `None` for one who has never signed in."""
        ...

    def people(self) -> list[Person]:
        """Return everybody who has signed in, the one seen last first."""
        ...

    def signed_out(self, user: str, *, at: datetime) -> None:
        """Keep that every sign-in from before an instant is over."""
        ...

    def erase(self, user: str) -> None:
        """Erase name and e-mail address. The id stays, so that the log still says: one and the same person.

        Raises `Refused("unknown_user")`.
        """
        ...
