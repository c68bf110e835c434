"""Signing in with a second provider, which refuses whoever does not prove the code (PKCE). Needs Node and npm."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import browser  # noqa: F401  # the same one
from tests.browser.standing import LIMIT, ready, watch
from tests.conftest import free_port
from tests.provider import RunningProvider, dashboard, started
from tests.soak.conftest import Tell

SECTION = "Sign-in with a provider that requires PKCE"
SOURCE = Path(__file__).with_name("node_provider")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The provider with all it needs, in the versions and with the hashes of its lock."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        pytest.fail(
            "`make soak` signs in with a provider that runs on Node; install the packages nodejs and npm."
        )
    folder = tmp_path_factory.mktemp("node") / "provider"
    shutil.copytree(SOURCE, folder)
    subprocess.run([npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder, check=True)
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:  # noqa: F811
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(LIMIT)
    context.on("page", watch)
    context.route(lambda url: "://localhost" not in url, lambda route: route.abort())
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("silent", ["", "1"])
def test_a_provider_that_requires_pkce_lets_people_in_and_out_again(
    silent: str, installed: Path, page: Page, tmp_path: Path, tell: Tell
) -> None:
    provider_port, port = free_port(), free_port()
    url, here = f"http://localhost:{provider_port}", f"http://localhost:{port}"
    node = shutil.which("node") or "node"
    command = [node, str(installed / "provider.mjs"), str(provider_port), f"{here}/oauth2callback"]
    with started(command, url, tmp_path / "provider.log", SILENT=silent):
        told = httpx.get(f"{url}/.well-known/openid-configuration").json()
        assert ("code_challenge_methods_supported" in told) is not bool(silent)
        without = {"client_id": "monitor", "response_type": "code", "scope": "openid"}
        refused = httpx.get(f"{url}/auth", params=without | {"redirect_uri": f"{here}/oauth2callback"})
        assert "PKCE" in parse_qs(urlsplit(refused.headers["location"]).query)["error_description"][0]

        server = dashboard(tmp_path / "data", RunningProvider(url), port=port)
        try:
            page.goto(f"{here}/rounds?lang=en")
            ready(page).get_by_role("button", name="Sign in", exact=True).click()
            page.locator("[name=login]").fill("kari")
            page.locator("[name=password]").fill("any")
            page.get_by_role("button", name="Sign-in").click()
            page.get_by_role("button", name="Continue").click()
            page.wait_for_url(f"{here}/rounds?lang=en")
            expect(ready(page).get_by_test_id("stMain")).to_contain_text("You are signed in as kari of Node")
            page.get_by_role("button", name="Sign out").click()
            page.get_by_role("button", name="Yes, sign me out").click()
            page.wait_for_url(f"{here}/rounds?lang=en")
            expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
        finally:
            server.stop()
    tell(
        "npm oidc-provider, PKCE required" + (", and not told beforehand" if silent else ""),
        "signed in, back at the page, name shown, signed out here and there; without PKCE it refuses",
    )
