"""Starting, and what is said when that cannot be."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from websockets.sync.client import connect
from websockets.typing import Origin

from monitor.web.server import _listening_socket
from tests.conftest import ROOT, Server, free_port, start_server


def serve_in_vain(data_dir: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "monitor", "serve"],
        cwd=ROOT,
        env=os.environ | {"DATA_DIR": str(data_dir)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_taken_port_is_said_in_one_sentence(tmp_path: Path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = serve_in_vain(tmp_path, PORT=str(port))
    assert done.returncode == 2
    assert done.stderr.startswith(f"Port {port} is taken by another program")
    assert len(done.stderr.splitlines()) == 1


def test_an_address_that_is_another_machines_is_said_and_not_taken_for_a_port(tmp_path: Path):
    done = serve_in_vain(tmp_path, PORT=str(free_port()), HOST="192.0.2.1", PUBLIC="1")  # nobody's (RFC 5737)
    assert done.returncode == 2
    assert done.stderr.startswith("HOST is '192.0.2.1', which is not an address of this machine")
    assert len(done.stderr.splitlines()) == 1


def test_a_port_that_is_no_number_is_said_in_one_sentence(tmp_path: Path):
    done = serve_in_vain(tmp_path, PORT="eight")
    assert done.returncode == 2
    assert done.stderr == "PORT is 'eight'; use a whole number from 1 to 65535.\n"


def test_only_this_machine_reaches_the_server(server: Server):
    port = int(server.url.rsplit(":", 1)[1])
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing; tells which address of ours faces outwards
        outward = probe.getsockname()[0]
    if not outward.startswith("127."):
        with pytest.raises(OSError):
            socket.create_connection((outward, port), timeout=2)


def test_accepted_connections_do_not_wait_to_send():
    """Asyncio turns Nagle's delay off only where the listening socket names TCP."""
    with _listening_socket("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP
        with socket.create_connection(listening.getsockname()):
            listening.setblocking(True)
            accepted, _ = listening.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_the_large_cookies_of_some_providers_reach_the_server_with_every_request(server: Server):
    cookies = {"Cookie": "; ".join(f"_streamlit_user_tokens_{part}={'x' * 3800}" for part in range(8))}
    assert httpx.get(f"{server.url}/initiatives", headers=cookies).status_code == 200
    address = server.url.replace("http", "ws") + "/_stcore/stream"
    with connect(address, origin=Origin(server.url), additional_headers=cookies):
        pass


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_a_start_and_a_stop_leave_two_lines_and_no_error(tmp_path: Path, asked: signal.Signals):
    server = start_server(tmp_path / "data")
    server.process.send_signal(asked)
    assert server.process.wait(timeout=30) == 0
    address = server.url.replace("127.0.0.1", "localhost")
    assert server.log.read_text(encoding="utf-8").splitlines() == [
        f"The dashboard is open at {address} (Ctrl-C stops it).",
        "Stopped.",
    ]


def test_a_port_for_figures_that_is_taken_is_said_in_one_sentence(tmp_path: Path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = serve_in_vain(tmp_path, PORT=str(free_port()), METRICS_PORT=str(other.getsockname()[1]))
    assert done.returncode == 2
    assert done.stderr.startswith("METRICS_PORT ")
    assert len(done.stderr.splitlines()) == 1


def test_a_host_for_figures_that_no_host_can_have_is_said_in_one_sentence(tmp_path: Path):
    done = serve_in_vain(
        tmp_path, PORT=str(free_port()), METRICS_PORT=str(free_port()), METRICS_HOST="a" * 64
    )
    assert done.returncode == 2
    assert done.stderr.startswith("METRICS_PORT ")
    assert len(done.stderr.splitlines()) == 1
