"""What the environment may set. The only room that reads the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from monitor.errors import MonitorError

ROOT = Path(__file__).resolve().parents[1]
"""The project's folder, with app.py and the files that ship. Independent of where a command is run from."""


@dataclass(frozen=True)
class Settings:
    """How this process was asked to run.

    `demo` means a database of its own, filled with invented reports. `data_dir` holds everything that changes at
    run time. `answers` asks the responsible ministries before a report is published; it is off by default while
    nobody signs in, since one person would answer for everybody. `host` is not read from the environment:
    nobody signs in yet, so only this machine may reach the server. `database` is the address of a database
    elsewhere, "" for the embedded one. `checkpoint_key` is the private key that signs checkpoints, as PEM text;
    `checkpoint_key_file` is the file that holds it.

    `public_url` is the address readers use, such as `https://monitor.example.no`, "" where they sit at this machine;
    `log_json` writes the log as lines of JSON, one for each request; `metrics_port` is where figures for Prometheus
    are served, None for nowhere, and `metrics_host` the address they are bound to.
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
    public_url: str = ""
    log_json: bool = False
    metrics_port: int | None = None
    metrics_host: str = "127.0.0.1"

    @property
    def behind_tls(self) -> bool:
        """Whether readers come by https. Said by the operator, because a header can be forged by a reader."""
        return self.public_url.startswith("https://")

    @property
    def database_url(self) -> str:
        """The database to open. Demonstration data never shares one with real reports, and is always embedded."""
        if self.demo:
            return f"sqlite:///{self.data_dir / 'demo.db'}"
        return self.database or f"sqlite:///{self.data_dir / 'monitor.db'}"

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Reads PORT, DATA_DIR, DEMO, ANSWERS, DATABASE_URL, CHECKPOINT_KEY, CHECKPOINT_KEY_FILE, PUBLIC_URL,
        LOG_FORMAT, METRICS_PORT and METRICS_HOST.

        An absent or empty one keeps its default. Relative paths are counted from the project.

        Raises MonitorError with the code `setting` and the variable's name when a value cannot be used.
        """
        data_dir = _data_dir(environ.get("DATA_DIR", ""))
        key_file = environ.get("CHECKPOINT_KEY_FILE", "")
        public_url = _public_url(environ.get("PUBLIC_URL", ""))
        metrics_port = environ.get("METRICS_PORT", "")
        return cls(
            data_dir=data_dir,
            port=_port("PORT", environ.get("PORT", "") or "8501"),
            demo=_switch("DEMO", environ.get("DEMO", ""), on="for demonstration data"),
            answers=_switch(
                "ANSWERS", environ.get("ANSWERS", ""), on="to ask the ministries before publication"
            ),
            database=environ.get("DATABASE_URL", ""),
            checkpoint_key=environ.get("CHECKPOINT_KEY", ""),
            checkpoint_key_file=ROOT / key_file if key_file else None,
            public_url=public_url,
            log_json=_log_json(environ.get("LOG_FORMAT", ""), served=bool(public_url)),
            metrics_port=_port("METRICS_PORT", metrics_port) if metrics_port else None,
            metrics_host=environ.get("METRICS_HOST", "") or "127.0.0.1",
        )


def _data_dir(text: str) -> Path:
    if "?" in text:  # the database's address would end there, and the reports lie somewhere else
        raise MonitorError(
            "setting", f"DATA_DIR is {text!r}; choose a folder without '?' in its name.", name="DATA_DIR"
        )
    path = ROOT / (text or "var")
    if path.exists() and not path.is_dir():
        raise MonitorError(
            "setting", f"DATA_DIR is {text!r}, which is not a folder; name a folder.", name="DATA_DIR"
        )
    return path


def _port(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 65535):
        raise MonitorError("setting", f"{name} is {text!r}; use a whole number from 1 to 65535.", name=name)
    return int(text)


def _public_url(text: str) -> str:
    found = re.fullmatch(r"(https?://[a-z0-9.-]+(?::[0-9]{1,5})?)/?", text.lower())
    if text and found is None:
        raise MonitorError(
            "setting",
            f"PUBLIC_URL is {text!r}; use scheme and host alone, such as https://monitor.example.no.",
            name="PUBLIC_URL",
        )
    return found[1] if found else ""


def _log_json(text: str, *, served: bool) -> bool:
    if text not in ("", "json", "text"):
        raise MonitorError("setting", f"LOG_FORMAT is {text!r}; use json or text.", name="LOG_FORMAT")
    return text == "json" or (not text and served)


def _switch(name: str, text: str, *, on: str) -> bool:
    if text not in ("", "0", "1"):
        raise MonitorError("setting", f"{name} is {text!r}; use {name}=1 {on}, or leave it out.", name=name)
    return text == "1"
