"""Tokens, with which a program asks for what one role may read or write. Only a digest of a token is kept.

A token is `rsm_<id>_<secret>`. The secret is 32 random bytes, so that a plain SHA-256 of it cannot be guessed at.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from monitor.access.access import ANONYMOUS, Access, Grant, Visitor
from monitor.access.grants import check_grant
from monitor.access.roles import Role
from monitor.errors import Refused

_FORM: Final = re.compile(r"rsm_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True)
class Token:
    """A token as it is kept. `label` says what it is for, `by` is the id of who made it."""

    id: str
    label: str
    role: Role
    body: str | None
    digest: str
    by: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    @property
    def user(self) -> str:
        """What stands in the log for a program that writes with it."""
        return f"token-{self.id}"

    @property
    def grant(self) -> Grant:
        """The one role it carries."""
        return Grant(self.user, self.role, self.body)


class Tokens(Protocol):
    """The port to the tokens. Every method raises `Unreadable` when they cannot be read or written."""

    def add(self, token: Token) -> None:
        """Keep a new token."""
        ...

    def token(self, id: str) -> Token | None:  # noqa: A002 - the word for it
        """Return a token by its id, `None` where there is none."""
        ...

    def tokens(self) -> list[Token]:
        """Return every token, the one made last first."""
        ...

    def revoke(self, id: str, *, at: datetime) -> None:  # noqa: A002 - the word for it
        """Revoke a token; again is harmless. Raises `Refused("unknown_token")`."""
        ...


def make(
    *,
    id: str,  # noqa: A002 - the word for it
    secret: str,
    label: str,
    role: Role,
    body: str | None,
    by: str,
    at: datetime,
    until: datetime,
) -> tuple[str, Token]:
    """The token as it is told once, and as it is kept. `secret` is 32 random bytes in URL-safe base64.

    Raises Refused: `token_label`, `token_admin`, `token_expiry`, or what `check_grant` raises.
    """
    if not label.strip() or len(label) > 200 or not label.isprintable():
        raise Refused(
            "token_label",
            "Say in at most 200 characters, on one line, what the token is for; all must be visible.",
        )
    if role is Role.ADMIN:
        raise Refused("token_admin", "A token never carries the role admin: roles are granted by people.")
    if until <= at:
        raise Refused("token_expiry", "The token would be over already; choose a later day.", until=until)
    token = Token(
        id=id, label=label, role=role, body=body, digest=_digest(secret), by=by, made_at=at, expires_at=until
    )
    check_grant(token.grant)
    return f"rsm_{id}_{secret}", token


def access_for_request(
    authorization: str | None, tokens: Tokens, *, now: datetime, public: bool = False
) -> Access:
    """What a request may do by its header `Authorization`: that of a token, or of anybody where there is no header.

    Raises Refused("token_refused") for a header that is no token in force; why is not told apart.
    """
    if authorization is None:
        return Access(ANONYMOUS, public=public)
    scheme, _, said = authorization.partition(" ")
    parts = _FORM.fullmatch(said.strip()) if scheme.lower() == "bearer" else None
    token = tokens.token(parts[1]) if parts else None
    if (
        parts is None
        or token is None
        or not hmac.compare_digest(token.digest, _digest(parts[2]))
        or token.revoked_at is not None
        or now >= token.expires_at
    ):
        raise Refused(
            "token_refused", "The token is not one of ours, is revoked, or is over; ask for a new one."
        )
    return Access(Visitor(token.user), (token.grant,), public=public)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("ascii")).hexdigest()
