"""Who comes in: the person behind a sign-in, and whether the sign-in still counts."""

from dataclasses import dataclass
from datetime import datetime

from monitor.access.access import Visitor
from monitor.access.grants import Grants
from monitor.access.people import People, Person
from monitor.access.sign_in import SignIn
from monitor.reporting.days import Clock
from monitor.settings import Provider


@dataclass(frozen=True)
class Entrance:
    """The door for those who sign in. `provider` is None where nobody does, and then nobody comes in this way."""

    people: People
    grants: Grants
    provider: Provider | None
    clock: Clock

    def arrive(self, sign_in: SignIn) -> Person:
        """The person behind a sign-in, who is made at the first one and then has no role.

        Raises Refused with `sign_in_expired` or `signed_out` where it does not count, and then makes nobody.
        """
        known = self.people.find(issuer=sign_in.issuer, subject=sign_in.subject)
        self._check(sign_in, known)
        return self.people.seen(
            issuer=sign_in.issuer,
            subject=sign_in.subject,
            name=sign_in.name,
            email=sign_in.email,
            at=self.clock(),
        )

    def check(self, visitor: Visitor) -> None:
        """Refuse a visitor whose sign-in has ended since: `sign_in_expired` or `signed_out`.

        Asked at every write and every restricted read, because a window stays open when a sign-in ends.
        """
        if visitor.sign_in is not None and visitor.user is not None:
            self._check(visitor.sign_in, self.people.person(visitor.user))

    def ends_at(self, sign_in: SignIn) -> datetime:
        """The instant from which a sign-in no longer counts, in UTC."""
        assert self.provider is not None
        return sign_in.proven_at + self.provider.max_age

    def sign_out(self, visitor: Visitor) -> None:
        """End every sign-in of a visitor from before now, in other windows and on other machines, too."""
        if visitor.user is not None and not visitor.local:
            self.people.signed_out(visitor.user, at=self.clock())

    def had_role(self, user: str) -> bool:
        """Whether a person was ever granted a role, one that was revoked since included."""
        return any(change.grant.user == user for change in self.grants.history())

    def _check(self, sign_in: SignIn, known: Person | None) -> None:
        assert self.provider is not None
        sign_in.check(
            self.clock(),
            max_age=self.provider.max_age,
            signed_out_at=known.signed_out_at if known is not None else None,
        )
