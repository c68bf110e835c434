"""What every answer says to the browser, and what stays closed."""

import httpx
import pytest

from tests.conftest import Server


@pytest.mark.parametrize(
    "path", ["/", "/nowhere/at/all", "/_stcore/health", "/_stcore/metrics", "/app/static/page.js"]
)
def test_every_answer_keeps_the_browser_on_this_machine(server: Server, path: str):
    headers = httpx.get(server.url + path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert "script-src 'self';" in policy  # no script inside a page, so none that a report could smuggle in
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


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
