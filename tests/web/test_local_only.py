"""Who reaches a dashboard that nobody signs in to."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message

from monitor.web.local_only import LocalOnly
from tests.web.asgi import in_a_thread

APP = LocalOnly(Starlette(routes=[Route("/", lambda _request: PlainTextResponse("in"))]))


def ask(host: str, **headers: str) -> httpx.Response:
    async def get() -> httpx.Response:
        transport = httpx.ASGITransport(APP)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get("/", headers={"Host": host} | headers)

    return in_a_thread(get)


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "127.0.0.1", "[::1]:8501", "LOCALHOST"])
def test_this_machine_gets_in_by_its_own_names(host: str):
    assert ask(host).text == "in"


@pytest.mark.parametrize(
    "host",
    [
        "monitor.example.no",
        "localhost.example.no",
        "127.0.0.1.example.no",
        "10.0.0.5:8501",
        "0.0.0.0:8501",
        "localhost@example.no",
        "[::1",
        "",
    ],
)
def test_nobody_gets_in_by_another_name(host: str):
    """A page elsewhere can have its own name lead here, and would read as this machine's person."""
    answer = ask(host, **{"Accept-Language": "nb"})
    assert answer.status_code == 421
    assert "localhost" in answer.text and "Ingen" in answer.text


@pytest.mark.parametrize("header", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"])
def test_nobody_gets_in_through_a_proxy(header: str):
    assert ask("localhost", **{header: "127.0.0.1"}).status_code == 421


@pytest.mark.parametrize(("host", "reached"), [(b"localhost:8501", True), (b"example.no", False)])
def test_a_websocket_is_held_to_the_same(host: bytes, reached: bool):
    reaches: list[str] = []
    said: list[Message] = []

    async def inner(_scope: object, _receive: object, _send: object) -> None:
        reaches.append("reached")

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        said.append(message)

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [(b"host", host)]}
    in_a_thread(LocalOnly(inner), scope, receive, send)
    assert bool(reaches) is reached
    assert said == ([] if reached else [{"type": "websocket.close", "code": 1008}])
