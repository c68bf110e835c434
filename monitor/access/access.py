"""One visitor's access: what the matrix makes of the roles they hold at this moment."""

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.access.actions import Action
from monitor.access.matrix import MATRIX, allowed
from monitor.access.roles import Role
from monitor.access.sign_in import SignIn
from monitor.errors import Refused

LOCAL_USER = "local"
"""The pseudonymous id of the one person who uses the monitor on their own machine."""

OPERATOR_USER = "operator"
"""The id under which the command line records what it does."""


@dataclass(frozen=True)
class Visitor:
    """Who is asking: a user by our own pseudonymous id, or nobody in particular.

    `local` says that nobody signs in here, and that this is the one person on their own machine. `sign_in` is what
    the provider vouched for where a person came that way.
    """

    user: str | None
    local: bool = False
    sign_in: SignIn | None = None


ANONYMOUS = Visitor(None)
LOCAL = Visitor(LOCAL_USER, local=True)


@dataclass(frozen=True)
class Grant:
    """A role that a user holds, for a body where the role is of one."""

    user: str
    role: Role
    body: str | None = None


@dataclass(frozen=True)
class Access:
    """What a visitor may do, with the grants that are theirs. `public` lets everybody read what is published.

    A grant to somebody else counts for nothing, and neither does any grant to a visitor without an id.
    """

    visitor: Visitor
    grants: tuple[Grant, ...] = ()
    public: bool = False

    @property
    def roles(self) -> frozenset[Role]:
        """The roles the visitor holds."""
        if self.visitor.local:
            return frozenset(Role)
        return frozenset(grant.role for grant in self._held())

    def may(self, action: Action, body: str | None = None) -> bool:
        """Whether the visitor may do something; what is about a body is refused unless the body is named."""
        if self.visitor.local:
            return True
        return any(
            allowed(grant.role, action, own=grant.body, body=body) for grant in self._held()
        ) or self._publicly(action, body)

    def require(self, action: Action, body: str | None = None) -> None:
        """Raises Refused where the visitor may not: `not_signed_in` for nobody in particular, else `not_allowed`."""
        if self.may(action, body):
            return
        said = action.replace("_", " ")
        if self.visitor.user is None:
            raise Refused(
                "not_signed_in", f"Only who is signed in may {said}; sign in.", action=action, body=body
            )
        of = f" for {body}" if body else ""
        raise Refused(
            "not_allowed",
            f"Your roles do not let you {said}{of}; an admin can grant you one that does.",
            action=action,
            body=body,
        )

    def bodies(self, action: Action, among: Iterable[str]) -> list[str]:
        """Those of the bodies for which the visitor may do something, in the order given."""
        return [body for body in among if self.may(action, body)]

    def offers(self, action: Action) -> bool:
        """Whether the visitor may do something for themselves or for at least one body."""
        if self.visitor.local or self._publicly(action, None):
            return True
        return any(grant.role in MATRIX[action] for grant in self._held())

    def _held(self) -> Iterable[Grant]:
        user = self.visitor.user
        return [grant for grant in self.grants if user is not None and grant.user == user]

    def _publicly(self, action: Action, body: str | None) -> bool:
        return self.public and allowed(Role.READER, action, own=None, body=body)
