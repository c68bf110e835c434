"""The running server's log as lines of JSON."""

import json
from collections.abc import Callable

import httpx

from tests.conftest import Server
from tests.soak.sessions import opened


def test_every_line_is_json_and_one_request_is_one_line(serve: Callable[..., Server]):
    server = serve(LOG_FORMAT="json")
    httpx.get(f"{server.url}/initiatives?lang=en&name=Kari", headers={"X-Request-ID": "request-1"})
    httpx.get(f"{server.url}/nowhere/at/all")
    with opened(server.url, "initiatives"):
        pass
    lines = [json.loads(line) for line in server.stop().splitlines()]
    asked = [(line["method"], line["path"], line["status"]) for line in lines if "path" in line]
    assert asked == [
        ("GET", "/initiatives", 200),
        ("GET", "/nowhere/at/all", 404),
        ("WEBSOCKET", "/_stcore/stream", 101),
    ]
    assert [line["request_id"] for line in lines if line.get("path") == "/initiatives"] == ["request-1"]
    assert lines[-1]["message"] == "Stopped."
    assert "Kari" not in str(lines)
    assert "127.0.0.1" not in str(lines)
