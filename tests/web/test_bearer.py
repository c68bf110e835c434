"""A token over HTTP: a route of our own asks the matrix by the header that reaches it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from monitor.access.actions import Action
from monitor.access.roles import Role
from monitor.errors import Refused
from monitor.settings import Provider
from monitor.wiring import Services
from tests.wiring.conftest import NOON
from tests.wiring.house import make_house

PROVIDER = Provider("https://id.no/.well-known/openid-configuration", "x", "x", "x" * 32)


def served(services: Services) -> TestClient:
    """A route that needs to read what is pending, as those of the API will."""

    def pending(request: Request) -> Response:
        try:
            services.access_for_request(request.headers.get("authorization")).require(Action.READ_PENDING)
        except Refused as refused:
            return PlainTextResponse(refused.code, 403 if refused.code == "not_allowed" else 401)
        return PlainTextResponse("here")

    return TestClient(Starlette(routes=[Route("/pending", pending)]))


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    local = make_house(tmp_path_factory.mktemp("house")).local
    return replace(local, settings=replace(local.settings, provider=PROVIDER))


def token(services: Services, role: Role) -> tuple[str, str]:
    told, kept = services.administration.make_token(
        label="x", role=role, body=None, until=NOON + timedelta(days=1)
    )
    return told, kept.id


def got(services: Services, header: str | None) -> tuple[int, str]:
    answer = served(services).get("/pending", headers={"Authorization": header} if header else {})
    return answer.status_code, answer.text


def test_a_token_opens_what_its_role_may_read_and_nothing_else(services: Services) -> None:
    assert got(services, f"Bearer {token(services, Role.ANALYST)[0]}") == (200, "here")
    assert got(services, f"bearer {token(services, Role.ANALYST)[0]}") == (200, "here")
    assert got(services, f"Bearer {token(services, Role.READER)[0]}") == (403, "not_allowed")


def test_without_a_token_or_with_a_wrong_one_it_is_closed(services: Services) -> None:
    assert got(services, None) == (401, "not_signed_in")
    assert got(services, "Bearer nonsense") == (401, "token_refused")
    assert got(services, "Basic YTpi") == (401, "token_refused")


def test_a_token_that_was_revoked_is_refused_at_the_next_request(services: Services) -> None:
    told, id_ = token(services, Role.ANALYST)
    assert got(services, f"Bearer {told}") == (200, "here")
    services.administration.revoke_token(id_)
    assert got(services, f"Bearer {told}") == (401, "token_refused")


def test_on_ones_own_machine_where_nobody_signs_in_it_is_open(tmp_path: Path) -> None:
    local = make_house(tmp_path).local
    assert got(local, None) == (200, "here")
    assert got(local, "Bearer nonsense") == (401, "token_refused")
