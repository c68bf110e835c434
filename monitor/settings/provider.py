"""The identity provider that people sign in with, as the environment names it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from monitor.settings.values import ROOT, unusable

PROMPTS = ("login", "select_account", "consent")
"""What a provider may be asked to do at each sign-in (OpenID Connect Core, 3.1.2.1)."""

_DISCOVERY = "/.well-known/openid-configuration"
_REQUIRED = {
    "OIDC_DISCOVERY_URL": f"the provider's address that ends in {_DISCOVERY}",
    "OIDC_CLIENT_ID": "the name that the provider knows this dashboard by",
    "OIDC_CLIENT_SECRET": "the secret that the provider gave this dashboard, or OIDC_CLIENT_SECRET_FILE",
    "COOKIE_SECRET": "at least 32 random characters that sign the cookies, or COOKIE_SECRET_FILE",
    "PUBLIC_URL": "the address that people reach this dashboard at, as https://monitor.example.no",
}
_OPTIONAL = ("OIDC_SCOPE", "OIDC_PROMPT", "MAX_SIGN_IN_HOURS")


@dataclass(frozen=True)
class Provider:
    """The identity provider that people sign in with (OpenID Connect).

    `discovery_url` is its `/.well-known/openid-configuration`. `cookie_secret` signs the cookies; whoever holds it
    can pass for anybody. `scope` says what the provider is asked to tell, `openid` at the least. `prompt` is one of
    PROMPTS, or "" to leave the choice to the provider. A sign-in that is older than `max_age` does not count.
    """

    discovery_url: str
    client_id: str
    client_secret: str = field(repr=False)
    cookie_secret: str = field(repr=False)
    scope: str = "openid email profile"
    prompt: str = ""
    max_age: timedelta = timedelta(hours=12)


def read_provider(environ: Mapping[str, str]) -> Provider | None:
    """The provider, None where nothing names one; a half configuration is refused."""
    given = {
        "OIDC_DISCOVERY_URL": environ.get("OIDC_DISCOVERY_URL", ""),
        "OIDC_CLIENT_ID": environ.get("OIDC_CLIENT_ID", ""),
        "OIDC_CLIENT_SECRET": _secret(environ, "OIDC_CLIENT_SECRET"),
        "COOKIE_SECRET": _secret(environ, "COOKIE_SECRET"),
        "PUBLIC_URL": environ.get("PUBLIC_URL", ""),
    }
    # The address has a meaning without sign-in, too. Whoever sets one of the others believes that people sign in.
    others = {name: environ.get(name, "") for name in _OPTIONAL}
    named = [name for name, value in (given | others).items() if value and name != "PUBLIC_URL"]
    if not named:
        return None
    for name, meaning in _REQUIRED.items():
        if not given[name]:
            raise unusable(
                name,
                f"{name} is missing; sign-in needs it: {meaning}. Where nobody shall sign in, leave out "
                f"{' and '.join(named)}.",
            )
    if len(given["COOKIE_SECRET"]) < 32:
        raise unusable("COOKIE_SECRET", f"COOKIE_SECRET is too short; use {_REQUIRED['COOKIE_SECRET']}.")
    _check_safe("PUBLIC_URL", given["PUBLIC_URL"])
    _check_safe("OIDC_DISCOVERY_URL", given["OIDC_DISCOVERY_URL"])
    # The path, because some providers put a query behind it.
    if not urlsplit(given["OIDC_DISCOVERY_URL"]).path.endswith(_DISCOVERY):
        raise unusable(
            "OIDC_DISCOVERY_URL",
            f"OIDC_DISCOVERY_URL is {given['OIDC_DISCOVERY_URL']!r}, which does not end in {_DISCOVERY}; use "
            f"{_REQUIRED['OIDC_DISCOVERY_URL']}.",
        )
    prompt = environ.get("OIDC_PROMPT", "")
    if prompt and prompt not in PROMPTS:
        raise unusable(
            "OIDC_PROMPT", f"OIDC_PROMPT is {prompt!r}; use {', '.join(PROMPTS)}, or leave it out."
        )
    scope = environ.get("OIDC_SCOPE", "") or Provider.scope
    if "openid" not in scope.split():
        raise unusable(
            "OIDC_SCOPE", f"OIDC_SCOPE is {scope!r}; it has to name openid, as {Provider.scope!r}."
        )
    return Provider(
        discovery_url=given["OIDC_DISCOVERY_URL"],
        client_id=given["OIDC_CLIENT_ID"],
        client_secret=given["OIDC_CLIENT_SECRET"],
        cookie_secret=given["COOKIE_SECRET"],
        scope=scope,
        prompt=prompt,
        max_age=_hours("MAX_SIGN_IN_HOURS", environ.get("MAX_SIGN_IN_HOURS", "")),
    )


def _secret(environ: Mapping[str, str], name: str) -> str:
    """A secret from the variable, or from the file that the variable with _FILE behind it names."""
    value, file = environ.get(name, ""), environ.get(f"{name}_FILE", "")
    if not file:
        return value
    if value:
        raise unusable(name, f"{name} and {name}_FILE are both set; keep one of them.")
    try:
        return (ROOT / file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise unusable(
            f"{name}_FILE", f"{name}_FILE is {file!r}, which cannot be read; name a file with the secret."
        ) from problem


def _check_safe(name: str, text: str) -> None:
    """Refuse an address that what is secret would travel to in the clear. Only this machine needs no https."""
    try:
        parts = urlsplit(text)
        host, _port_read = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in ("localhost", "127.0.0.1"))
    written = text.isascii() and not any(each.isspace() for each in text)
    if not host or not safe or not written or parts.username or parts.fragment:
        raise unusable(
            name, f"{name} is {text!r}; where people sign in, use an address that begins with https://."
        )


def _hours(name: str, text: str) -> timedelta:
    if not text:
        return Provider.max_age
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= 720):
        raise unusable(name, f"{name} is {text!r}; use a whole number of hours from 1 to 720.")
    return timedelta(hours=int(text))
