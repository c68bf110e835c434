"""`python -m bench.middleware`: what ids, headers, origin, figures and the log cost a request.

The shell of a page is asked for over one kept connection, from uvicorn in a process of its own, with our outer
middleware and without. Measured is the CPU time of that process, which a busy machine disturbs least; the order turns
from round to round, and the ratio is the median of the rounds' own ratios.
"""

import http.client
import os
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.types import ASGIApp
from streamlit import file_util

from bench.sections import write_section
from monitor.show.adapter import session
from monitor.web import logs
from monitor.web.headers import SafeHeaders
from monitor.web.index import IndexPage
from monitor.web.metrics import Metrics
from monitor.web.origin import SameOrigin
from monitor.web.requests import Requests
from monitor.web.stopping import NoNewWork, Stopping

ROUNDS, REQUESTS = 9, 2000
KINDS = {"bare": "without", "text": "with, log as text", "json": "with, log as JSON"}
FIRST_PORT = 8814


def application(kind: str) -> ASGIApp:
    """The shell of the pages, with the outer middleware (`text`, `json`) or without (`bare`)."""
    shell = Middleware(IndexPage, directory=Path(file_util.get_static_dir()))
    if kind == "bare":
        return Starlette(middleware=[shell])
    logs.set_up(as_json=kind == "json")
    inner = [
        Middleware(NoNewWork, stopping=Stopping()),
        Middleware(SameOrigin, public_url="", local=True),
        shell,
    ]
    return Requests(SafeHeaders(Starlette(middleware=inner), behind_tls=True), Metrics(session.services))


def main() -> None:
    servers, ports = {}, {kind: FIRST_PORT + place for place, kind in enumerate(KINDS)}
    for kind, port in ports.items():
        command = [sys.executable, "-m", "bench.middleware", kind, str(port)]
        servers[kind] = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for kind in KINDS:
            measured(servers[kind].pid, ports[kind], 200)
        rounds = []
        for number in range(ROUNDS):
            order = list(KINDS) if number % 2 else list(KINDS)[::-1]
            rounds.append({kind: measured(servers[kind].pid, ports[kind], REQUESTS) for kind in order})
    finally:
        for server in servers.values():
            server.terminate()
    lines = [
        f"Measured {datetime.now(UTC):%Y-%m-%d} on {os.cpu_count()} cores under a load of {os.getloadavg()[0]:.0f}: "
        f"CPU time of the server for the shell of a page, medians of {ROUNDS} rounds of {REQUESTS} requests "
        "(bench/middleware.py).",
        "",
        "| Outer middleware | CPU a request | beside without (median of the rounds) |",
        "|---|---|---|",
    ]
    for kind, name in KINDS.items():
        median = statistics.median(each[kind] for each in rounds)
        ratio = statistics.median(each[kind] / each["bare"] for each in rounds)
        lines.append(f"| {name} | {median * 1e6:.0f} µs | {ratio:.2f} |")
    write_section("What the middleware costs a request", lines)
    print("\n".join(lines))


def measured(pid: int, port: int, requests: int) -> float:
    """Seconds of the server's CPU a request."""
    connection = connected(port)
    before = cpu(pid)
    for _ in range(requests):
        connection.request("GET", "/initiatives?lang=nb", headers={"Accept-Encoding": "gzip"})
        connection.getresponse().read()
    return (cpu(pid) - before) / requests


def connected(port: int) -> http.client.HTTPConnection:
    deadline = time.monotonic() + 60
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        try:
            connection.connect()
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        else:
            return connection


def cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        uvicorn.run(application(sys.argv[1]), port=int(sys.argv[2]), log_config=None, access_log=False)
    else:
        main()
