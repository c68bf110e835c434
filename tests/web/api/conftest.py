"""The interface around the small house of the roles, and around what ships with a year of invented reports."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from httpx import Response
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from monitor.access.roles import OF_A_BODY, Role
from monitor.settings import Provider, Settings
from monitor.web.api.asked import HERE
from monitor.web.api.door import Api
from monitor.wiring import Services, open_services
from tests.conftest import ROOT
from tests.wiring.conftest import NOON
from tests.wiring.house import OWN, House, make_house

PROVIDER = Provider("https://id.no/.well-known/openid-configuration", "x", "x", "x" * 32)
PATHS = (
    "strategy",
    "initiatives",
    "initiatives/1.1",
    "status",
    "indicators",
    "indicators/housing",
    "indicators/housing/editions",
    "indicators/housing/observations",
    "indicators/housing/observations.csv",
)
"""An address of every kind, in the small house."""


@dataclass(frozen=True)
class Asking:
    """Whoever asks, with a token or without."""

    services: Services
    token: str | None = None
    headers: Mapping[str, str] | None = None

    def __call__(
        self, path: str, *, method: str = "GET", client: str = "127.0.0.1", **headers: str
    ) -> Response:
        """Ask for what stands behind /api/v1/, or for a whole address."""
        sent = {**(self.headers or {}), **{name.replace("_", "-"): said for name, said in headers.items()}}
        if self.token is not None:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        api = Api(PlainTextResponse("not ours"), lambda: self.services, public_url="", local=True)
        testing = TestClient(
            api, base_url="http://localhost", client=(client, 4711), raise_server_exceptions=False
        )
        return testing.request(method, path if path.startswith("/") else f"{HERE}/{path}", headers=sent)

    def data(self, path: str) -> Any:
        """What an answer holds."""
        answer = self(path)
        assert answer.status_code == 200, answer.text
        return answer.json()["data"]

    def problem(self, path: str, **headers: str) -> dict[str, Any]:
        """What stands against a request."""
        answer = self(path, **headers)
        assert answer.headers["content-type"] == "application/problem+json"
        found: dict[str, Any] = answer.json()
        assert found["status"] == answer.status_code
        return found

    def everything(self, path: str) -> list[Any]:
        """A whole list, walked by the addresses of the next parts."""
        found, following = [], f"{HERE}/{path}"
        while following:
            part = self(following)
            assert part.status_code == 200, part.text
            found.extend(part.json()["data"])
            following = part.json()["next"]
            assert part.links.get("next", {}).get("url") == following
        return found


def signing_in(services: Services) -> Services:
    """The same where people sign in, so that nobody without a token is anybody."""
    return replace(services, settings=replace(services.settings, provider=PROVIDER))


def asking(services: Services, role: Role, *, days: float = 1) -> Asking:
    """A program with a token of a role."""
    told, _ = services.administration.make_token(
        label="x", role=role, body=OWN if role in OF_A_BODY else None, until=NOON + timedelta(days=days)
    )
    return Asking(services, told)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return make_house(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="module")
def guarded(house: House) -> Services:
    """The house, where people sign in."""
    return signing_in(house.local)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Asking:
    """What ships, with a year of invented reports, asked for by the one person on this machine."""
    settings = Settings(root=ROOT, data_dir=tmp_path_factory.mktemp("shipped"), demo=True)
    return Asking(open_services(settings, clock=lambda: NOON))
