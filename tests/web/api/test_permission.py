"""Who may ask: the same as may read the pages, by the matrix, at each request."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.access.actions import Action
from monitor.access.matrix import MATRIX
from monitor.access.roles import Role
from monitor.wiring import Services
from tests.web.api.conftest import PATHS, Asking, asking, signing_in
from tests.wiring.house import House

ROLES = [role for role in Role if role is not Role.ADMIN]  # no token carries it


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", ROLES)
def test_a_token_of_any_role_reads_every_address(guarded: Services, role: Role, path: str) -> None:
    assert asking(guarded, role)(path).status_code == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_that_the_matrix_leaves_out_reads_nothing(
    guarded: Services, role: Role, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MATRIX, Action.READ_STATUS, {})  # type: ignore[arg-type]
    answer = asking(guarded, role)(path)
    assert answer.status_code == 403
    assert answer.json()["code"] == "not_for_you"
    assert 'error="insufficient_scope"' in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize("path", PATHS)
def test_without_a_token_everything_is_closed_and_the_answer_says_what_to_send(
    guarded: Services, path: str
) -> None:
    answer = Asking(guarded)(path)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="reintegration"'
    assert answer.json()["code"] == "no_token"
    assert "Authorization: Bearer" in answer.json()["detail"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("said", ["Bearer nonsense", "Basic YTpi", "Bearer", "rsm_0"])
def test_a_token_that_is_none_is_refused(guarded: Services, path: str, said: str) -> None:
    answer = Asking(guarded)(path, Authorization=said)
    assert (answer.status_code, answer.json()["code"]) == (401, "token_refused")
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize("path", PATHS)
def test_a_token_that_was_revoked_or_is_over_is_refused_at_the_next_request(
    guarded: Services, path: str
) -> None:
    revoked, over = asking(guarded, Role.READER), asking(guarded, Role.READER)
    assert revoked(path).status_code == over(path).status_code == 200
    assert revoked.token is not None
    guarded.administration.revoke_token(revoked.token.split("_")[1])
    later = guarded.clock() + timedelta(days=1)
    over = replace(over, services=replace(guarded, clock=lambda: later))
    assert [asked(path).json()["code"] for asked in (revoked, over)] == ["token_refused"] * 2


@pytest.mark.parametrize("path", PATHS)
def test_in_public_mode_everybody_reads_and_a_wrong_token_is_still_wrong(house: House, path: str) -> None:
    public = Asking(replace(house.local, settings=replace(house.local.settings, public=True)))
    assert public(path, client="192.0.2.7").status_code == 200
    assert public(path, Authorization="Bearer nonsense").status_code == 401


@pytest.mark.parametrize("path", PATHS)
def test_where_nobody_signs_in_this_machine_reads_and_no_other(house: House, path: str) -> None:
    assert Asking(house.local)(path).status_code == 200
    elsewhere = Asking(house.local)(path, client="192.0.2.7")
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (403, "not_this_machine")


@pytest.mark.parametrize("path", PATHS)
def test_a_page_of_another_site_is_refused_whatever_it_holds(house: House, path: str) -> None:
    for origin in ("http://elsewhere.example", "null", "http://localhost:9", "http://["):
        answer = Asking(house.local)(path, Origin=origin)
        assert (answer.status_code, answer.json()["code"]) == (403, "other_page")
    own = Asking(house.local)(path, Origin="http://localhost")
    assert own.status_code == 200
    assert not [name for name in own.headers if name.startswith("access-control")]


def test_a_request_before_a_request_is_answered_with_no_permission(house: House) -> None:
    """What a browser asks before it sends a token from another site's page (CORS)."""
    headers = {"Origin": "http://elsewhere.example", "Access-Control-Request-Method": "GET"}
    answer = Asking(house.local, headers=headers)("status", method="OPTIONS")
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_the_description_is_open_and_holds_no_data(guarded: Services) -> None:
    answer = Asking(guarded)("openapi.json")
    assert answer.status_code == 200
    assert "housing" not in answer.text.replace('"housing"', "", 1)  # a theme is called so
    assert '"1.1"' not in answer.text


def test_nothing_is_read_for_those_who_may_not(guarded: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: object, **_named: object) -> None:
        raise AssertionError("the desk was made")

    monkeypatch.setattr(Services, "desk_for", never)
    assert Asking(guarded)("status").status_code == 401
    assert asking(signing_in(guarded), Role.READER)("status").status_code == 500  # the control
