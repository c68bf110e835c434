"""The interface on the running dashboard, behind everything that stands before it."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable

import httpx
import pytest

from tests.conftest import ROOT, Server
from tests.web.test_headers import check

PATHS = (
    "/api/v1/strategy",
    "/api/v1/status",
    "/api/v1/openapi.json",
    "/api/v1/nowhere",
    "/api",
    "/api/v1/status/",
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
def test_every_answer_keeps_to_the_policy_of_the_pages(server: Server, path: str, method: str) -> None:
    answer = httpx.request(method, server.url + path)
    expected = 405 if method not in ("GET", "HEAD") else 404 if path in PATHS[3:] else 200
    assert answer.status_code == expected
    check(answer.headers)
    assert "set-cookie" not in answer.headers
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_it_answers_with_a_tag_and_in_the_bytes_that_were_asked_for(server: Server) -> None:
    address = f"{server.url}/api/v1/strategy"
    plain = httpx.get(address, headers={"Accept-Encoding": "identity"})
    packed = httpx.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.json() == plain.json()
    assert packed.headers["etag"] != plain.headers["etag"]
    again = httpx.get(address, headers={"If-None-Match": plain.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    check(again.headers)


def test_another_name_for_this_machine_and_a_proxy_are_refused(server: Server) -> None:
    address = f"{server.url}/api/v1/status"
    assert httpx.get(address, headers={"Host": "elsewhere.example"}).status_code == 421
    assert httpx.get(address, headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 421


def test_a_page_of_another_site_is_refused_and_ours_is_not(server: Server) -> None:
    address = f"{server.url}/api/v1/status"
    assert httpx.get(address, headers={"Origin": "http://elsewhere.example"}).status_code == 403
    assert httpx.get(address, headers={"Origin": server.url}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/api/v1/../../etc/passwd", "/api/v1/%2e%2e/x", "/api/v1/a%5Cb", "/api//v1", "/api/v1/%00"]
)
def test_an_address_made_to_mislead_is_not_there(server: Server, path: str) -> None:
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=30) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
        said = b"".join(iter(lambda: line.recv(65536), b"")).decode()
    assert said.startswith("HTTP/1.1 404 ")
    assert '"code":"no_address"' in said


def test_where_people_sign_in_a_token_opens_it_and_nothing_else_does(serve: Callable[..., Server]) -> None:
    running = serve(
        OIDC_DISCOVERY_URL="https://127.0.0.1:9/.well-known/openid-configuration",
        OIDC_CLIENT_ID="x",
        OIDC_CLIENT_SECRET="x",
        COOKIE_SECRET="x" * 32,
        PUBLIC_URL="https://monitor.example.no",
    )
    made = subprocess.run(
        [sys.executable, "-m", "monitor", "tokens", "create", "Portal", "reader"],
        cwd=ROOT,
        env=os.environ | {"DATA_DIR": str(running.data_dir)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    token = next(word for word in made.split() if word.startswith("rsm_"))
    address = f"{running.url}/api/v1/status"
    closed = httpx.get(address)
    assert (closed.status_code, closed.json()["code"]) == (401, "no_token")
    assert closed.headers["WWW-Authenticate"].startswith("Bearer")
    opened = httpx.get(address, headers={"Authorization": f"Bearer {token}"})
    assert (opened.status_code, opened.json()["total"]) == (200, 18)
    assert token not in running.stop()
