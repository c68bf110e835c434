"""What every answer says to the browser, and what stays closed."""

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from monitor.web.headers import SafeHeaders
from tests.conftest import Server
from tests.web.asgi import ask

EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def check(headers: httpx.Headers) -> None:
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert "script-src 'self';" in policy  # no script inside a page, so none that a report could smuggle in
    assert "frame-ancestors 'none'" in policy
    assert "camera=()" in headers["Permissions-Policy"]
    assert {name: headers.get(name) for name in EXPECTED} == EXPECTED
    assert "Strict-Transport-Security" not in headers  # this server is not behind TLS
    assert headers["X-Request-ID"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("HEAD", "/initiatives", 200),
        ("GET", "/nowhere/at/all", 404),
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
        ("GET", "/_stcore/health", 200),
        ("GET", "/_stcore/host-config", 200),
        ("GET", "/_stcore/metrics", 404),
        ("GET", "/app/static/page.js", 200),
        ("GET", "/app/static/nothing.js", 404),
        ("GET", "/media/nothing", 404),
        ("GET", "/component/nothing/x.js", 404),
        ("PUT", "/_stcore/upload_file/a/b", 403),
        ("DELETE", "/healthz", 405),
    ],
)
def test_every_answer_keeps_the_browser_on_this_machine(server: Server, method: str, path: str, status: int):
    answer = httpx.request(method, server.url + path)
    assert answer.status_code == status
    check(answer.headers)


def test_so_does_the_refusal_of_a_session(server: Server):
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(server.url.replace("http", "ws") + "/_stcore/stream"),
    ):
        pass
    assert refused.value.response.status_code == 403
    check(httpx.Headers(list(refused.value.response.headers.raw_items())))


def test_so_does_a_session_that_somebody_further_in_refuses_without_words():
    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.close", "code": 1008})

    answer = ask(SafeHeaders(refuse, behind_tls=False), session=True)
    assert answer.status == 403
    assert answer.headers("X-Frame-Options") == ["DENY"]


def test_a_policy_that_somebody_further_in_has_set_gives_way():
    inner = PlainTextResponse("", headers={"Content-Security-Policy": "default-src *"})
    values = ask(SafeHeaders(inner, behind_tls=False)).headers("Content-Security-Policy")
    assert len(values) == 1
    assert "*" not in values[0]


@pytest.mark.parametrize("tls", [True, False])
def test_browsers_are_told_to_keep_to_https_only_where_there_is_https(tls: bool):
    values = ask(SafeHeaders(PlainTextResponse(""), behind_tls=tls)).headers("Strict-Transport-Security")
    assert values == (["max-age=31536000"] if tls else [])


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/_stcore/metrics"),
        ("GET", "/_stcore/metrics/"),
        ("POST", "/_stcore/agent/interact"),
        ("POST", "/_stcore/agent/mcp"),
        ("GET", "/_stcore/agent/openapi.json"),
    ],
)
def test_doors_nobody_needs_are_closed(server: Server, method: str, path: str):
    answer = httpx.request(method, server.url + path, follow_redirects=True)
    assert answer.status_code == 404
    assert len(answer.content) < 100
