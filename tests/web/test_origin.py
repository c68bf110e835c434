"""Which pages may open a session."""

import pytest
from starlette.types import Receive, Scope, Send
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from monitor.web.origin import SameOrigin
from tests.conftest import Server
from tests.web.asgi import ask

PUBLIC = "https://monitor.example.no"


async def accept(scope: Scope, receive: Receive, send: Send) -> None:
    host = dict(scope["headers"])[b"host"]
    await send({"type": "websocket.accept", "headers": [(b"host-seen", host)]})


def opens(origin: str | None, host: str, *, public_url: str = "", local: bool = True) -> bool:
    headers = {"Host": host} | ({"Origin": origin} if origin is not None else {})
    app = SameOrigin(accept, public_url=public_url, local=local)
    return ask(app, session=True, headers=headers).messages[0]["type"] == "websocket.accept"


@pytest.mark.parametrize("name", ["127.0.0.1:8501", "localhost:8501", "[::1]:8501"])
def test_our_own_page_on_this_machine_opens_a_session(name: str):
    assert opens(f"http://{name}", name)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        (None, "127.0.0.1:8501"),  # no browser leaves it out
        ("", "127.0.0.1:8501"),
        ("null", "127.0.0.1:8501"),  # a page from a file or a sandbox
        ("http://elsewhere.example", "127.0.0.1:8501"),
        ("http://localhost:8502", "localhost:8501"),  # another program on this machine
        ("http://localhost:8501", "127.0.0.1:8501"),  # Streamlit itself would take it
        ("http://elsewhere.example:8501", "elsewhere.example:8501"),  # a name elsewhere that points here
        ("http://127.0.0.1.elsewhere.example", "127.0.0.1.elsewhere.example"),
        ("file://127.0.0.1:8501", "127.0.0.1:8501"),
        ("http://[", "["),
    ],
)
def test_no_other_page_does(origin: str | None, host: str):
    assert not opens(origin, host)


def test_with_a_public_address_only_a_page_from_there_does():
    assert opens(PUBLIC, "monitor.example.no", public_url=PUBLIC)
    assert opens(PUBLIC, "10.0.0.5:8501", public_url=PUBLIC)  # a proxy may ask by another name
    for origin in ("http://monitor.example.no", f"{PUBLIC}:444", f"{PUBLIC}.elsewhere.example", None):
        assert not opens(origin, "monitor.example.no", public_url=PUBLIC)


def test_where_others_are_served_without_a_public_address_the_page_has_to_come_from_the_address_it_asks():
    assert opens("http://server.example.no", "server.example.no", local=False)
    assert not opens("http://elsewhere.example", "server.example.no", local=False)


def test_streamlit_finds_the_question_settled_and_asks_nobody_for_our_address():
    app = SameOrigin(accept, public_url=PUBLIC, local=True)
    answer = ask(app, session=True, headers={"Host": "10.0.0.5", "Origin": PUBLIC})
    assert answer.headers("host-seen") == ["monitor.example.no"]


def test_the_running_server_refuses_a_session_without_origin(server: Server):
    address = server.url.replace("http", "ws") + "/_stcore/stream"
    with connect(address, origin=Origin(server.url)):
        pass
    for origin in (None, Origin("http://elsewhere.example")):
        with pytest.raises(InvalidStatus) as refused, connect(address, origin=origin):
            pass
        assert refused.value.response.status_code == 403


def test_a_message_larger_than_any_form_ends_the_session(server: Server):
    address = server.url.replace("http", "ws") + "/_stcore/stream"
    with connect(address, origin=Origin(server.url), compression=None) as session:
        session.send(b"\0" * 2_000_001)
        with pytest.raises(ConnectionClosedError) as closed:
            while True:
                session.recv(timeout=30)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009  # too big
