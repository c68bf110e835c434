"""Cookies, as a browser should keep them, whoever sets them."""

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from monitor.web.cookies import hardened
from monitor.web.headers import SafeHeaders
from tests.conftest import Server
from tests.web.asgi import ask


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (b"a=1", b"a=1; Secure; HttpOnly; SameSite=Lax"),
        (b"a=1; Path=/; SAMESITE=Strict", b"a=1; Path=/; SAMESITE=Strict; Secure; HttpOnly"),
        (b"a=secure; httponly", b"a=secure; httponly; Secure; SameSite=Lax"),  # a value is no attribute
        (b"a=1;Secure;HttpOnly;SameSite=Lax", b"a=1;Secure;HttpOnly;SameSite=Lax"),
        # The page has to read this one, and it is no proof of who somebody is.
        (b"_streamlit_xsrf=2|x; Path=/; SameSite=Lax", b"_streamlit_xsrf=2|x; Path=/; SameSite=Lax; Secure"),
    ],
)
def test_behind_tls_a_cookie_is_kept_from_scripts_other_sites_and_plain_connections(said: bytes, kept: bytes):
    assert hardened(said, secure=True) == kept


def test_without_tls_a_cookie_is_not_marked_secure_because_a_browser_would_drop_it():
    assert hardened(b"a=1", secure=False) == b"a=1; HttpOnly; SameSite=Lax"


def test_every_cookie_of_an_answer_is_hardened():
    inner = PlainTextResponse("")
    inner.set_cookie("one", "1", samesite=None)
    inner.set_cookie("two", "2", max_age=60)
    values = ask(SafeHeaders(inner, behind_tls=True)).headers("Set-Cookie")
    assert len(values) == 2
    assert all("Secure" in value and "HttpOnly" in value and "samesite" in value.lower() for value in values)


def test_so_is_a_cookie_that_comes_with_a_session():
    async def accept(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept", "headers": [(b"Set-Cookie", b"a=1")]})

    answer = ask(SafeHeaders(accept, behind_tls=True), session=True)
    assert answer.headers("Set-Cookie") == ["a=1; Secure; HttpOnly; SameSite=Lax"]


def test_streamlits_own_cookie_stays_within_the_site(server: Server):
    cookie = httpx.get(f"{server.url}/_stcore/health").headers["Set-Cookie"]
    assert cookie.startswith("_streamlit_xsrf=")
    assert "SameSite=Lax" in cookie
