"""Every request has an id, and one line in the log that holds nothing personal."""

import json
import logging

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.web.logs import JsonLines
from monitor.web.metrics import Metrics
from monitor.web.requests import Requests, address
from monitor.wiring import Services
from tests.conftest import Server
from tests.web.asgi import ask


def never_opened() -> Services:
    raise AssertionError("Nobody reads figures here.")


def around(app: ASGIApp) -> Requests:
    return Requests(app, Metrics(never_opened))


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    """The log as it is written, filled as it grows."""
    written: list[dict[str, object]] = []

    class Writer(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(json.loads(JsonLines().format(record)))

    caplog.set_level(logging.INFO, "monitor")
    logger = logging.getLogger("monitor")
    handler = Writer()
    logger.addHandler(handler)
    yield written  # type: ignore[misc]
    logger.removeHandler(handler)


def test_an_id_that_came_with_the_request_is_taken_over_and_goes_on_to_the_page():
    async def echo(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse(dict(scope["headers"])[b"x-request-id"].decode())(scope, receive, send)

    answer = ask(around(echo), headers={"X-Request-ID": "4bf92f35-77b3.4da6"})
    assert answer.body == "4bf92f35-77b3.4da6"
    assert answer.headers("X-Request-ID") == ["4bf92f35-77b3.4da6"]


@pytest.mark.parametrize("given", ["", "short", "a" * 65, "with space", 'a"b,c"d,e', "å" * 8, "line\nbreak"])
def test_an_id_that_could_do_harm_in_a_log_gives_way_to_a_new_one(given: str):
    answer = ask(around(PlainTextResponse("")), headers={"X-Request-ID": given})
    (made,) = answer.headers("X-Request-ID")
    assert made != given
    assert len(made) == 16


def test_a_line_says_what_was_asked_and_what_became_of_it_and_not_by_whom(lines: list[dict[str, object]]):
    ask(
        around(PlainTextResponse("", 404)),
        "/nowhere",
        query="name=Kari+Nordmann",
        headers={"X-Request-ID": "request-1", "Cookie": "a=hidden", "User-Agent": "Kari's browser"},
    )
    (line,) = lines
    assert line.pop("time")
    assert isinstance(line.pop("ms"), float)
    assert line == {
        "level": "info",
        "logger": "monitor.web.requests",
        "message": "GET /nowhere 404",
        "event": "request",
        "request_id": "request-1",
        "method": "GET",
        "path": "/nowhere",
        "status": 404,
    }


def test_a_session_is_one_line_when_it_has_ended(lines: list[dict[str, object]]):
    async def accept(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass

    ask(
        around(accept),
        "/_stcore/stream",
        session=True,
        says=[{"type": "websocket.receive", "bytes": b"x"}] * 3,
    )
    assert [(line["event"], line["method"], line["status"]) for line in lines] == [
        ("session", "WEBSOCKET", 101)
    ]


def test_a_probe_that_finds_all_well_leaves_no_line(lines: list[dict[str, object]]):
    ask(around(PlainTextResponse("")), "/readyz")
    assert not lines
    ask(around(PlainTextResponse("", 503)), "/readyz")
    assert lines[0]["status"] == 503


def test_a_fault_is_answered_and_its_words_stay_out_of_the_log(lines: list[dict[str, object]]):
    async def fail(scope: Scope, receive: Receive, send: Send) -> None:
        raise ValueError("no such person: Kari Nordmann")

    answer = ask(around(fail), headers={"X-Request-ID": "request-2"})
    assert answer.status == 500
    fault, request = lines
    assert fault["error"] == "builtins.ValueError"
    assert fault["request_id"] == request["request_id"] == "request-2"
    assert request["status"] == 500
    assert str(fault["frames"]).count("tests/web/test_requests.py") == 1
    assert "Kari" not in str(lines)


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("/", ("page", "/")),
        ("/initiatives", ("page", "/initiatives")),
        ("/media/0f3a.pdf", ("download", "/media/…")),  # whoever knows it may fetch it
        ("/_stcore/upload_file/session/file", ("upload", "/_stcore/upload_file/…")),
        ("/_stcore/stream", ("session", "/_stcore/stream")),
        ("/_stcore/streamer", ("streamlit", "/_stcore/streamer")),
        ("/app/static/page.js", ("static", "/app/static/page.js")),
        ("/mediation", ("other", "/mediation")),
        ("/" + "a" * 999, ("other", "/" + "a" * 199)),
    ],
)
def test_an_address_that_opens_something_by_itself_is_not_written_down(path: str, named: tuple[str, str]):
    assert address(path) == named


def test_a_laptop_is_told_nothing_of_each_request(server: Server):
    before = server.log.read_text(encoding="utf-8")
    assert httpx.get(f"{server.url}/nowhere").status_code == 404
    assert server.log.read_text(encoding="utf-8") == before
