"""Files from a browser: not too large, and only from our own page."""

from collections.abc import Iterator

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.conftest import Server

MEGABYTE = 1024 * 1024


@pytest.fixture
def upload(server: Server) -> Iterator[tuple[httpx.Client, str]]:
    """A browser with the cookie of the page, and an address of an open session that takes files."""
    with (
        httpx.Client(base_url=server.url) as browser,
        connect(
            server.url.replace("http", "ws") + "/_stcore/stream", origin=Origin(server.url), close_timeout=1
        ) as page,
    ):
        browser.get("/_stcore/health")
        page.send(BackMsg(rerun_script={}).SerializeToString())
        said = ForwardMsg()
        while said.WhichOneof("type") != "new_session":
            said.ParseFromString(page.recv(timeout=30))  # type: ignore[arg-type]  # bytes, always
        yield browser, f"/_stcore/upload_file/{said.new_session.initialize.session_id}/file"


def put(
    browser: httpx.Client, address: str, size: int, *, token: str | None = None, chunked: bool = False
) -> int:
    token = browser.cookies["_streamlit_xsrf"] if token is None else token
    request = browser.build_request(
        "PUT", address, files={"file": ("../../x", b"\0" * size)}, headers={"X-Xsrftoken": token}
    )
    if chunked:  # a length that is not said beforehand
        kind = request.headers["Content-Type"]
        request = browser.build_request(
            "PUT",
            address,
            content=iter([request.read()]),
            headers={"X-Xsrftoken": token, "Content-Type": kind},
        )
    return browser.send(request).status_code


def test_a_file_of_a_bodys_report_is_taken(upload: tuple[httpx.Client, str]):
    assert put(*upload, MEGABYTE) == 204


@pytest.mark.parametrize("chunked", [False, True])
def test_a_file_over_ten_megabytes_is_refused(upload: tuple[httpx.Client, str], chunked: bool):
    assert put(*upload, 10 * MEGABYTE + 1, chunked=chunked) == 413


def test_a_file_without_the_pages_token_is_refused(upload: tuple[httpx.Client, str]):
    assert put(*upload, 1, token="") == 403
