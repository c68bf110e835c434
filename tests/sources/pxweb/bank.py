"""A statistics bank that the tests start themselves. It answers like PxWebApi v2 at Statistics Norway, over a socket.

Its tables are made up. How it declines follows what was seen there: 403 for too many cells, 400 with a title, 500 with
an empty body for a code that stands twice, 429 with or without `Retry-After`.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from math import prod
from typing import Any
from urllib.parse import parse_qs, urlsplit

Fault = Callable[["Handler"], None]
"""Something that happens instead of one answer."""


@dataclass
class Variable:
    """A variable of a table; `can_be_left_out` means that the bank sums over it."""

    id: str
    codes: dict[str, str]
    label: str = ""
    can_be_left_out: bool = False
    units: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass
class Table:
    """A table whose value at each cell is a function of its codes, in the order of the variables."""

    id: str
    variables: list[Variable]
    role: dict[str, list[str]]
    value: Callable[..., float | None] = lambda *codes: len("".join(codes))
    status: Callable[..., str | None] = lambda *_codes: None
    label: str = "Example"
    updated: str = "2026-02-25T07:00:00Z"
    notes: list[str] = field(default_factory=list)

    def answer(self, chosen: dict[str, list[str]] | None) -> dict[str, Any]:
        """The table as JSON-stat 2: `chosen` codes with values, or all without."""
        variables = [each for each in self.variables if chosen is None or each.id in chosen]
        codes = [list(each.codes) if chosen is None else chosen[each.id] for each in variables]
        tree: dict[str, Any] = {
            "version": "2.0",
            "class": "dataset",
            "label": f"{self.id}: {self.label}",
            "source": "Example Statistics",
            "updated": self.updated,
            "role": {
                role: [name for name in names if any(name == each.id for each in variables)]
                for role, names in self.role.items()
            },
            "id": [each.id for each in variables],
            "size": [len(each) for each in codes],
            "dimension": {
                each.id: {
                    "label": each.label or each.id,
                    "category": {
                        "index": {code: place for place, code in enumerate(of_each)},
                        "label": {code: each.codes[code] for code in of_each},
                    }
                    | ({"unit": {code: each.units[code] for code in of_each}} if each.units else {}),
                    "extension": {"elimination": each.can_be_left_out},
                }
                for each, of_each in zip(variables, codes, strict=True)
            },
            "note": self.notes,
            "extension": {"px": {"tableid": self.id, "decimals": 1}},
        }
        if chosen is None:
            return tree | {"value": []}
        # A variable that is left out hands its first code on: enough for these tests.
        at = {each.id: [next(iter(each.codes))] for each in self.variables} | chosen
        every = list(product(*(at[each.id] for each in self.variables)))
        signs = {str(place): sign for place, each in enumerate(every) if (sign := self.status(*each))}
        return tree | {"value": [self.value(*each) for each in every]} | ({"status": signs} if signs else {})


@dataclass
class Bank:
    """`faults` are given out one for each question, before any answer; `asked` has what was asked, in order."""

    tables: dict[str, Table] = field(default_factory=dict)
    codelists: dict[str, list[str]] = field(default_factory=dict)
    config: dict[str, Any] | None = field(
        default_factory=lambda: {
            "apiVersion": "2.3.2",
            "maxDataCells": 800_000,
            "maxCallsPerTimeWindow": 0,
            "timeWindow": 0,
            "license": "https://creativecommons.org/licenses/by/4.0/",
        }
    )
    most_cells: int = 800_000
    recorded: dict[str, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    faults_in_data: list[Fault] = field(default_factory=list)
    asked: list[tuple[str, str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    address: str = ""

    @property
    def host(self) -> str:
        """The host as the settings name it."""
        return self.address.removeprefix("http://").split("/")[0]

    @property
    def questions(self) -> list[dict[str, list[str]]]:
        """What figures were asked for: each time the codes by variable."""
        return [
            {each["variableCode"]: each["valueCodes"] for each in body["selection"]}
            for method, _path, _headers, body in self.asked
            if method == "POST"
        ]

    def paths(self) -> list[str]:
        """What was asked, without what follows the question mark."""
        return [urlsplit(path).path for _method, path, _headers, _body in self.asked]


class Handler(BaseHTTPRequestHandler):
    """One question."""

    protocol_version = "HTTP/1.1"
    bank: Bank

    def do_GET(self) -> None:
        self._note({})
        if self.bank.faults:
            self.bank.faults.pop(0)(self)
            return
        parts = urlsplit(self.path).path.strip("/").split("/")
        match parts:
            case ["v2", "config"] if self.bank.config is not None:
                self.tell(200, self.bank.config)
            case ["v2", "tables", name, "metadata"] if name in self.bank.tables:
                if name in self.bank.recorded:
                    self.tell(200, json.loads(self.bank.recorded[name]) | {"value": []})
                else:
                    self.tell(200, self.bank.tables[name].answer(None))
            case ["v2", "codelists", name] if name in self.bank.codelists:
                values = [
                    {"code": code, "label": code, "valueMap": [code]} for code in self.bank.codelists[name]
                ]
                self.tell(200, {"id": name, "values": values})
            case _:
                self.decline(404, "Not found")

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._note(body)
        for faults in (self.bank.faults, self.bank.faults_in_data):
            if faults:
                faults.pop(0)(self)
                return
        parts = urlsplit(self.path)
        name = parts.path.split("/")[3]
        assert parse_qs(parts.query)["outputFormat"] == ["json-stat2"]
        chosen = {each["variableCode"]: each["valueCodes"] for each in body["selection"]}
        if any(len(codes) != len(set(codes)) for codes in chosen.values()):
            self.tell_bytes(500, b"")
            return
        if name in self.bank.recorded:
            self.tell_bytes(200, self.bank.recorded[name])
            return
        table = self.bank.tables[name]
        there = {each.id: each for each in table.variables}
        if not set(chosen) <= set(there):
            self.decline(400, "Non-existent variable")
        elif any(not set(codes) <= set(there[variable].codes) for variable, codes in chosen.items()):
            self.decline(400, "Non-existent value")
        elif any(not each.can_be_left_out and each.id not in chosen for each in table.variables):
            self.decline(400, "Missing selection for mandantory variable")
        elif prod(len(codes) for codes in chosen.values()) > self.bank.most_cells:
            self.decline(403, "Too many cells selected")
        else:
            self.tell(200, table.answer(chosen))

    def _note(self, body: dict[str, Any]) -> None:
        self.bank.asked.append((self.command, self.path, dict(self.headers), body))

    def decline(self, status: int, title: str) -> None:
        """What the bank says when it does not answer."""
        self.tell(status, {"type": "Parameter error", "title": title, "status": status})

    def tell(self, status: int, tree: object, **headers: str) -> None:
        """Answer with JSON."""
        self.tell_bytes(status, json.dumps(tree).encode(), **headers)

    def tell_bytes(self, status: int, content: bytes, **headers: str) -> None:
        """Answer with these bytes."""
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def status(code: int, content: bytes = b"", **headers: str) -> Fault:
    """This status instead of an answer."""
    return lambda handler: handler.tell_bytes(code, content, **headers)


def declined(code: int, title: str) -> Fault:
    """This title instead of an answer."""
    return lambda handler: handler.decline(code, title)


def told(tree: object) -> Fault:
    """Another answer."""
    return lambda handler: handler.tell(200, tree)


def cut_off(handler: Handler) -> None:
    """The line goes dead in the middle of an answer."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"class": "data')
    handler.close_connection = True


def silent(handler: Handler) -> None:
    """Nothing comes for longer than the tests wait."""
    time.sleep(0.6)
    handler.close_connection = True


def dripping(handler: Handler) -> None:
    """An answer that comes, and does not end."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(5):
        handler.wfile.write(b" ")
        time.sleep(0.02)
    handler.close_connection = True


class Server(ThreadingHTTPServer):
    """Serves until it is shut down, also to those who go away in the middle of an answer."""

    daemon_threads = True

    def handle_error(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def running(
    bank: Bank, wrap: Callable[[ThreadingHTTPServer], str] = lambda _server: "http"
) -> Iterator[Bank]:
    """Serves a bank until it is no longer needed. `wrap` may put something around its socket and names the scheme."""
    server = Server(("127.0.0.1", 0), type("OfOneBank", (Handler,), {"bank": bank}))
    scheme = wrap(server)
    bank.address = f"{scheme}://127.0.0.1:{server.server_port}/v2"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield bank
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
