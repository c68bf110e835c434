"""What the environment may set. The only room that reads the environment."""

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from monitor.settings.hosts import read_hosts
from monitor.settings.provider import Provider, read_provider
from monitor.settings.values import ROOT, read_count, read_port, read_switch, unusable

__all__ = ["ROOT", "Provider", "Settings"]


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
    the address they are bound to. `data_hosts` are the hosts that figures may be fetched from; no other is ever asked.
    `hide_up_to` is the largest count of persons that is hidden in figures nobody has published.
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
    data_hosts: frozenset[str] = frozenset()
    hide_up_to: int = 4

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

    @property
    def editions_dir(self) -> Path:
        """The folder for copies of the figures of editions, which lie in the database; each is named by its content."""
        return self.data_dir / "editions"

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
        provider = read_provider(environ)
        public = read_switch("PUBLIC", environ.get("PUBLIC", ""), on="to let everybody read")
        public_url = _public_url(environ.get("PUBLIC_URL", ""), open_to_others=provider is not None or public)
        metrics_port = environ.get("METRICS_PORT", "")
        return cls(
            host=_host(environ.get("HOST", ""), open_to_others=provider is not None or public),
            provider=provider,
            public=public,
            data_dir=data_dir,
            port=read_port("PORT", environ.get("PORT", "") or "8501"),
            demo=read_switch("DEMO", environ.get("DEMO", ""), on="for demonstration data"),
            answers=read_switch(
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
            metrics_port=read_port("METRICS_PORT", metrics_port) if metrics_port else None,
            metrics_host=environ.get("METRICS_HOST", "") or "127.0.0.1",
            data_hosts=read_hosts(environ.get("DATA_HOSTS", "")),
            hide_up_to=read_count("HIDE_COUNTS_UP_TO", environ.get("HIDE_COUNTS_UP_TO", "") or "4", most=100),
        )


def _data_dir(text: str) -> Path:
    path = ROOT / (text or "var")
    try:
        usable = path.is_dir() or not path.exists()
    except OSError:  # a folder on the way that may not be looked into, or a name that is too long
        usable = False
    if not usable:
        raise unusable(
            "DATA_DIR", f"DATA_DIR is {text!r}, which is not a folder or cannot be reached; name a folder."
        )
    return path


def _public_url(text: str, *, open_to_others: bool) -> str:
    found = re.fullmatch(r"(https?)://([a-z0-9.-]+)(?::([0-9]{1,5}))?/?", text.lower())
    if text and found is None:
        raise unusable(
            "PUBLIC_URL",
            f"PUBLIC_URL is {text!r}; use scheme and host alone, such as https://monitor.example.no.",
        )
    if found is None:
        return ""
    scheme, host, port = found.groups()
    if not open_to_others and host not in ("localhost", "127.0.0.1"):
        raise unusable(
            "PUBLIC_URL",
            f"PUBLIC_URL is {text!r}, but nobody signs in, so the dashboard answers this machine only and would refuse "
            "that address; leave PUBLIC_URL out, set up sign-in (OIDC_DISCOVERY_URL), or set PUBLIC=1 to let everybody "
            "read.",
        )
    # A browser leaves out the port that goes without saying, and what it says has to equal this.
    usual = {"http": 80, "https": 443}[scheme]
    return f"{scheme}://{host}" + (f":{int(port)}" if port and int(port) != usual else "")


def _log_json(text: str, *, served: bool) -> bool:
    if text not in ("", "json", "text"):
        raise unusable("LOG_FORMAT", f"LOG_FORMAT is {text!r}; use json or text.")
    return text == "json" or (not text and served)


def _host(text: str, *, open_to_others: bool) -> str:
    if text in ("", "localhost"):
        return "127.0.0.1"
    try:
        address = ipaddress.IPv4Address(text)
    except ValueError as problem:
        raise unusable(
            "HOST", f"HOST is {text!r}; use an IPv4 address, such as 127.0.0.1 or 0.0.0.0."
        ) from problem
    if not address.is_loopback and not open_to_others:
        raise unusable(
            "HOST",
            f"HOST is {text!r}, but nobody signs in, so only this machine may reach the dashboard; leave HOST out, set "
            "up sign-in (OIDC_DISCOVERY_URL), or set PUBLIC=1 to let everybody read.",
        )
    return str(address)
