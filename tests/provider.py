"""An identity provider in a process of its own, with the people who may sign in."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

import httpx

from tests.conftest import START_LIMIT, Server, free_port, start_server

COOKIE_SECRET = "a secret that only the tests know, and the server they start"
KARI = {"sub": "kari", "name": "Kari Nordmann", "email": "kari@example.no"}
OLA = {"sub": "ola", "name": "Ola <b>Nordmann</b> \u202e", "email": "ola@example.no"}
NEW = {"sub": "new", "name": "Nina Nykomling"}
"""Somebody whom no test grants a role before their own."""
EARLY = {"sub": "early", "name": "Early Riser", "auth_time": int(time.time()) - 3 * 3600}
"""Somebody whom the provider asked three hours ago, and has not asked again."""
_GROUPS = [str(UUID(int=Random(number).getrandbits(128))) for number in range(200)]
MANY = {"sub": "many", "name": "Mange Grupper", "groups": _GROUPS}
"""Somebody in as many groups as Entra ID tells of. Random ids, because Streamlit packs its cookies."""


@dataclass(frozen=True)
class RunningProvider:
    """A provider that answers at `url`."""

    url: str

    @property
    def environment(self) -> dict[str, str]:
        """What the dashboard has to be told of it; PUBLIC_URL is added by `dashboard`."""
        return {
            "OIDC_DISCOVERY_URL": f"{self.url}/.well-known/openid-configuration",
            "OIDC_CLIENT_ID": "monitor",
            "OIDC_CLIENT_SECRET": "secret",
            "COOKIE_SECRET": COOKIE_SECRET,
        }


@contextmanager
def started(command: list[str], url: str, log: Path, **environment: str) -> Iterator[None]:
    """Runs a provider until it is no longer needed, from when it tells of itself at `url`."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env=os.environ | environment
        )
    try:
        deadline = time.monotonic() + START_LIMIT
        while True:
            try:
                httpx.get(f"{url}/.well-known/openid-configuration").raise_for_status()
                break
            except httpx.HTTPError:
                told = log.read_text(encoding="utf-8")
                assert process.poll() is None and time.monotonic() < deadline, told
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(timeout=START_LIMIT)


@contextmanager
def mock_provider(folder: Path) -> Iterator[RunningProvider]:
    """The provider of `make test`."""
    port = free_port()
    url = f"http://localhost:{port}"
    people = [
        option for person in (KARI, OLA, NEW, EARLY, MANY) for option in ("--user-claims", json.dumps(person))
    ]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *people]
    with started([*command, "--host", "localhost"], url, folder / "provider.log"):
        yield RunningProvider(url)


def dashboard(data_dir: Path, provider: RunningProvider, *, port: int = 0, **environment: str) -> Server:
    """The dashboard with sign-in, at the address that the provider leads back to."""
    port = port or free_port()
    url = f"http://localhost:{port}"
    told = provider.environment | {"PUBLIC_URL": url, "PORT": str(port)}
    server = start_server(data_dir, **told | environment)
    server.url = url
    return server
