"""A sign-in: who came, by the word of which provider, and for how long that holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from monitor.errors import Refused

_LONGEST = 255  # characters; OpenID Connect Core allows a subject no more


@dataclass(frozen=True)
class SignIn:
    """What a provider vouched for when a person signed in.

    `issuer` and `subject` together are one person for ever (OpenID Connect Core, 2). `name` is what the person is
    called, the address or the subject where the provider does not say; it and `email` ("" where there is none) are
    shown as text only. `proven_at` is when the provider last asked the person who they are, `issued_at` when it told
    us; both in UTC.
    """

    issuer: str
    subject: str
    name: str
    email: str
    proven_at: datetime
    issued_at: datetime

    def check(self, now: datetime, *, max_age: timedelta, signed_out_at: datetime | None) -> None:
        """Refuse a sign-in that no longer counts: `sign_in_expired`, or `signed_out` where the person has since.

        The provider tells whole seconds. Who signs out and in again within one is not refused.
        """
        if now - self.proven_at > max_age:
            raise Refused("sign_in_expired", "Your sign-in is too old; sign in again.")
        if signed_out_at is not None and self.issued_at < signed_out_at.replace(microsecond=0):
            raise Refused("signed_out", "You have signed out; sign in again.")


def read_sign_in(claims: Mapping[str, object]) -> SignIn | None:
    """The sign-in that the claims of an ID token speak of; None where they do not say who, by whom and when."""
    issuer, subject = _text(claims, "iss"), _text(claims, "sub")
    issued_at = _instant(claims.get("iat"))
    if not issuer or not subject or issued_at is None:
        return None
    # Nobody is asked after the token is made; a clock that says so must not prolong the sign-in.
    proven_at = min(_instant(claims.get("auth_time")) or issued_at, issued_at)
    email = _shown(_text(claims, "email"))
    name = _shown(_text(claims, "name")) or _shown(_text(claims, "preferred_username")) or email
    return SignIn(issuer, subject, name or _shown(subject), email, proven_at, issued_at)


def _text(claims: Mapping[str, object], name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) and len(value) <= _LONGEST else ""


def _shown(text: str) -> str:
    """The text without characters that cannot be seen: a name must not turn round what stands beside it."""
    return "".join(sign for sign in text if sign.isprintable()).strip()


def _instant(seconds: object) -> datetime | None:
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None
