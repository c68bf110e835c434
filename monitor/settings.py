"""What the environment may set. The only room that reads the environment."""

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit

from monitor.errors import MonitorError

ROOT = Path(__file__).resolve().parents[1]
"""The project's folder, with app.py and the files that ship. Independent of where a command is run from."""


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


@dataclass(frozen=True)
class Settings:
    """How this process was asked to run.

    `demo` means a database of its own, filled with invented reports. `data_dir` holds everything that changes at
    run time. `answers` asks the responsible ministries before a report is published; by default it is on
    where people sign in, and off where one person would answer for everybody. `database` is the address of a database
    elsewhere, "" for the embedded one. `checkpoint_key` is the private key that signs checkpoints, as PEM text;
    `checkpoint_key_file` is the file that holds it.

    `host` is the address the server listens at. `provider` is what people sign in with, None where nobody does.
    `public` lets people who have not signed in read what is published. `public_url` is the address readers use, such
    as `https://monitor.example.no`, "" where they sit at this machine. `log_json` writes the log as lines of JSON, one
    for each request; `metrics_port` is where figures for Prometheus are served, None for nowhere, and `metrics_host`
    the address they are bound to.
    """

    root: Path = ROOT
    data_dir: Path = ROOT / "var"
    host: str = "127.0.0.1"
    port: int = 8501
    demo: bool = False
    answers: bool = False
    database: str = field(default="", repr=False)  # may hold a password
    checkpoint_key: str = field(default="", repr=False)
    checkpoint_key_file: Path | None = None
    provider: Provider | None = None
    public: bool = False
    public_url: str = ""
    log_json: bool = False
    metrics_port: int | None = None
    metrics_host: str = "127.0.0.1"

    @property
    def local(self) -> bool:
        """Whether one person on this machine uses the dashboard, without signing in and with every role."""
        return self.provider is None and not self.public

    @property
    def behind_tls(self) -> bool:
        """Whether readers come by https. Said by the operator, because a header can be forged by a reader."""
        return self.public_url.startswith("https://")

    @property
    def database_url(self) -> str:
        """The database to open. Demonstration data never shares one with real reports, and is always embedded."""
        if self.demo:
            return self._file("demo.db")
        return self.database or self._file("monitor.db")

    def _file(self, name: str) -> str:
        # In an address, a question mark ends the name, and a percent sign begins another sign.
        return f"sqlite:///{quote(str(self.data_dir / name))}"

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Reads the variables that docs/operations.md lists.

        An absent or empty one keeps its default. Relative paths are counted from the project.

        Raises MonitorError with the code `setting` and the variable's name when a value cannot be used or is missing.
        """
        data_dir = _data_dir(environ.get("DATA_DIR", ""))
        key_file = environ.get("CHECKPOINT_KEY_FILE", "")
        provider = _provider(environ)
        public = _switch("PUBLIC", environ.get("PUBLIC", ""), on="to let everybody read")
        public_url = _public_url(environ.get("PUBLIC_URL", ""), open_to_others=provider is not None or public)
        metrics_port = environ.get("METRICS_PORT", "")
        return cls(
            host=_host(environ.get("HOST", ""), open_to_others=provider is not None or public),
            provider=provider,
            public=public,
            data_dir=data_dir,
            port=_port("PORT", environ.get("PORT", "") or "8501"),
            demo=_switch("DEMO", environ.get("DEMO", ""), on="for demonstration data"),
            answers=_switch(
                "ANSWERS",
                # Where people sign in, a ministry answers for itself, and is asked unless somebody decides otherwise.
                environ.get("ANSWERS", "") or ("1" if provider is not None else ""),
                on="to ask the ministries before publication",
            ),
            database=environ.get("DATABASE_URL", ""),
            checkpoint_key=environ.get("CHECKPOINT_KEY", ""),
            checkpoint_key_file=ROOT / key_file if key_file else None,
            public_url=public_url,
            log_json=_log_json(environ.get("LOG_FORMAT", ""), served=bool(public_url)),
            metrics_port=_port("METRICS_PORT", metrics_port) if metrics_port else None,
            metrics_host=environ.get("METRICS_HOST", "") or "127.0.0.1",
        )


def _unusable(name: str, sentence: str) -> MonitorError:
    return MonitorError("setting", sentence, name=name)


def _data_dir(text: str) -> Path:
    path = ROOT / (text or "var")
    if path.exists() and not path.is_dir():
        raise _unusable("DATA_DIR", f"DATA_DIR is {text!r}, which is not a folder; name a folder.")
    return path


def _port(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 65535):
        raise _unusable(name, f"{name} is {text!r}; use a whole number from 1 to 65535.")
    return int(text)


def _public_url(text: str, *, open_to_others: bool) -> str:
    found = re.fullmatch(r"(https?://[a-z0-9.-]+(?::[0-9]{1,5})?)/?", text.lower())
    if text and found is None:
        raise _unusable(
            "PUBLIC_URL",
            f"PUBLIC_URL is {text!r}; use scheme and host alone, such as https://monitor.example.no.",
        )
    if found is None:
        return ""
    if not open_to_others and urlsplit(found[1]).hostname not in ("localhost", "127.0.0.1"):
        raise _unusable(
            "PUBLIC_URL",
            f"PUBLIC_URL is {text!r}, but nobody signs in, so the dashboard answers this machine only and would refuse "
            "that address; leave PUBLIC_URL out, set up sign-in (OIDC_DISCOVERY_URL), or set PUBLIC=1 to let everybody "
            "read.",
        )
    return found[1]


def _log_json(text: str, *, served: bool) -> bool:
    if text not in ("", "json", "text"):
        raise _unusable("LOG_FORMAT", f"LOG_FORMAT is {text!r}; use json or text.")
    return text == "json" or (not text and served)


def _switch(name: str, text: str, *, on: str) -> bool:
    if text not in ("", "0", "1"):
        raise _unusable(name, f"{name} is {text!r}; use {name}=1 {on}, or leave it out.")
    return text == "1"


def _host(text: str, *, open_to_others: bool) -> str:
    if text in ("", "localhost"):
        return "127.0.0.1"
    try:
        address = ipaddress.IPv4Address(text)
    except ValueError as problem:
        raise _unusable(
            "HOST", f"HOST is {text!r}; use an IPv4 address, such as 127.0.0.1 or 0.0.0.0."
        ) from problem
    if not address.is_loopback and not open_to_others:
        raise _unusable(
            "HOST",
            f"HOST is {text!r}, but nobody signs in, so only this machine may reach the dashboard; leave HOST out, set "
            "up sign-in (OIDC_DISCOVERY_URL), or set PUBLIC=1 to let everybody read.",
        )
    return str(address)


def _provider(environ: Mapping[str, str]) -> Provider | None:
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
            raise _unusable(
                name,
                f"{name} is missing; sign-in needs it: {meaning}. Where nobody shall sign in, leave out "
                f"{' and '.join(named)}.",
            )
    if len(given["COOKIE_SECRET"]) < 32:
        raise _unusable("COOKIE_SECRET", f"COOKIE_SECRET is too short; use {_REQUIRED['COOKIE_SECRET']}.")
    _check_safe("PUBLIC_URL", given["PUBLIC_URL"])
    _check_safe("OIDC_DISCOVERY_URL", given["OIDC_DISCOVERY_URL"])
    # The path, because some providers put a query behind it.
    if not urlsplit(given["OIDC_DISCOVERY_URL"]).path.endswith(_DISCOVERY):
        raise _unusable(
            "OIDC_DISCOVERY_URL",
            f"OIDC_DISCOVERY_URL is {given['OIDC_DISCOVERY_URL']!r}, which does not end in {_DISCOVERY}; use "
            f"{_REQUIRED['OIDC_DISCOVERY_URL']}.",
        )
    prompt = environ.get("OIDC_PROMPT", "")
    if prompt and prompt not in PROMPTS:
        raise _unusable(
            "OIDC_PROMPT", f"OIDC_PROMPT is {prompt!r}; use {', '.join(PROMPTS)}, or leave it out."
        )
    scope = environ.get("OIDC_SCOPE", "") or Provider.scope
    if "openid" not in scope.split():
        raise _unusable(
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
        raise _unusable(name, f"{name} and {name}_FILE are both set; keep one of them.")
    try:
        return (ROOT / file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise _unusable(
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
        raise _unusable(
            name, f"{name} is {text!r}; where people sign in, use an address that begins with https://."
        )


def _hours(name: str, text: str) -> timedelta:
    if not text:
        return Provider.max_age
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= 720):
        raise _unusable(name, f"{name} is {text!r}; use a whole number of hours from 1 to 720.")
    return timedelta(hours=int(text))
