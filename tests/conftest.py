"""The running dashboard, as a reader meets it: its own process, a port of its own, an empty data folder."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.case_names import pytest_make_parametrize_id, pytest_pycollect_makeitem  # noqa: F401  # hooks

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = (
    *("PORT", "HOST", "DATA_DIR", "DATABASE_URL", "DEMO", "ANSWERS", "CHECKPOINT_KEY", "CHECKPOINT_KEY_FILE"),
    *(
        "PUBLIC",
        "PUBLIC_URL",
        "LOG_FORMAT",
        "METRICS_PORT",
        "METRICS_HOST",
        "DATA_HOSTS",
        "HIDE_COUNTS_UP_TO",
    ),
    *("OIDC_DISCOVERY_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_CLIENT_SECRET_FILE", "OIDC_SCOPE"),
    *("OIDC_PROMPT", "COOKIE_SECRET", "COOKIE_SECRET_FILE", "MAX_SIGN_IN_HOURS"),
)
"""Every variable that the dashboard reads."""
START_LIMIT = 180  # seconds; a start takes about four, and this is no measurement

for _name in SETTINGS:
    os.environ.pop(_name, None)  # those of the shell are not the tests': they would write to its DATABASE_URL


@dataclass
class Server:
    """A process that answers at `url`; `data_dir` outlives it, so that another one can be started on it."""

    url: str
    data_dir: Path
    log: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> str:
        """Ends the process and returns what it printed, beginning with the address, without that it has stopped."""
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(timeout=START_LIMIT)
        return self.log.read_text(encoding="utf-8").removesuffix("Stopped.\n")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def start_server(data_dir: Path, **environment: str) -> Server:
    """Starts `python -m monitor serve` and returns when it has said its address."""
    for _attempt in range(5):
        port = int(environment.get("PORT", 0)) or free_port()
        started, said = _start(data_dir, port, environment)
        if started is not None:
            return started
        if (
            "is taken by another program" not in said
        ):  # by another worker, between asking for the port and using it
            break
    raise AssertionError(f"The server did not start:\n{said}")


def _start(data_dir: Path, port: int, environment: dict[str, str]) -> tuple[Server | None, str]:
    """The server, or none, and what it said."""
    log = data_dir.with_name(f"{data_dir.name}-{port}.log")
    with log.open("wb") as output:  # a file, because nobody empties a pipe while the tests run
        process = subprocess.Popen(
            [sys.executable, "-m", "monitor", "serve"],
            cwd=ROOT,
            env=os.environ | {"PORT": str(port), "DATA_DIR": str(data_dir)} | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and process.poll() is None:
        if "The dashboard is open at" in (said := log.read_text(encoding="utf-8")):
            return Server(f"http://127.0.0.1:{port}", data_dir, log, process), said
        time.sleep(0.1)
    process.kill()
    process.wait()
    return None, log.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that do not write."""
    running = start_server(tmp_path_factory.mktemp("data"))
    yield running
    running.stop()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers for one test: `serve()`, `serve(DEMO="1")`. All share one data folder, empty at first."""
    started: list[Server] = []

    def start(**environment: str) -> Server:
        started.append(start_server(tmp_path / "data", **environment))
        return started[-1]

    yield start
    for one in started:
        one.stop()
