"""The way back from the provider, around a stand-in for Streamlit's addresses for sign-in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import quote

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from monitor.settings import Provider
from monitor.web.sign_in import WayBack, failed, page_of, secrets

HERE = "https://monitor.example.no"
AWAY = "https://id.example.no/authorize"
COOKIES = "_streamlit_user", "_streamlit_user_tokens"


def login(request: Request) -> Response:
    match request.query_params.get("provider"):
        case "down":
            return Response("Authentication error", 400)
        case "stale":
            return RedirectResponse("/", 302)
    answer = RedirectResponse(AWAY, 302)
    answer.set_cookie("_streamlit_session", "state")
    return answer


def callback(request: Request) -> Response:
    answer = RedirectResponse("/", 302)
    for name in COOKIES:
        if request.query_params.get("code") == "good":
            answer.set_cookie(name, "signed", max_age=30 * 24 * 3600, httponly=True, samesite="lax")
        else:
            answer.delete_cookie(name)
    return answer


def logout(request: Request) -> Response:
    answer = RedirectResponse(AWAY if "away" in request.query_params else "/", 302)
    for name in COOKIES:
        answer.delete_cookie(name)
    return answer


def other(_request: Request) -> Response:
    return PlainTextResponse("untouched")


def streamlit() -> ASGIApp:
    return Starlette(
        routes=[
            Route("/auth/login", login),
            Route("/auth/logout", logout),
            Route("/oauth2callback", callback),
            Route("/auth/other", other),
        ]
    )


@contextmanager
def browser(origin: str = HERE) -> Iterator[TestClient]:
    app = WayBack(streamlit(), origin=origin, max_age=timedelta(hours=8))
    with TestClient(app, base_url=origin, follow_redirects=False) as client:
        yield client


def cookies(answer: httpx.Response, name: str) -> list[str]:
    return [line for line in answer.headers.get_list("set-cookie") if line.startswith(f"{name}=")]


PAGES = [
    "/",
    "/?lang=en",
    "/initiative?id=1.5&lang=nb",
    "/indicators?theme=prison_population&as_of=2018-12-31",
    "/history?words=%C3%A6%26%3D%3B",
]


@pytest.mark.parametrize("page", PAGES)
def test_a_sign_in_leads_back_to_the_page_and_what_was_chosen_on_it(page: str):
    with browser() as client:
        out = client.get("/auth/login", headers={"Referer": HERE + page})
        assert out.headers["location"] == AWAY
        (kept,) = cookies(out, "monitor_return")
        assert "HttpOnly" in kept and "SameSite=lax" in kept and "Path=/oauth2callback" in kept
        assert "; Secure" in kept
        back = client.get("/oauth2callback?code=good&state=x")
        assert back.headers["location"] == page
        assert "Max-Age=0" in cookies(back, "monitor_return")[0]
        # A second sign-in knows nothing of the first.
        assert client.get("/oauth2callback?code=good&state=x").headers["location"] == "/"


@pytest.mark.parametrize("page", ["/", "/report?for=JD"])
def test_a_sign_in_that_did_not_succeed_leads_back_too_and_says_so(page: str):
    with browser() as client:
        client.get("/auth/login", headers={"Referer": HERE + page})
        assert client.get("/oauth2callback?error=access_denied&state=x").headers["location"] == failed(page)


@pytest.mark.parametrize("provider", ["down", "stale"])
def test_a_provider_that_cannot_be_reached_leads_back_and_says_so(provider: str):
    with browser() as client:
        out = client.get(f"/auth/login?provider={provider}", headers={"Referer": f"{HERE}/rounds"})
        assert (out.status_code, out.headers["location"]) == (302, "/rounds?sign_in_failed=1")
        assert out.text == ""


def test_the_second_try_forgets_that_the_first_failed():
    with browser() as client:
        client.get("/auth/login", headers={"Referer": HERE + failed("/rounds?lang=en")})
        assert client.get("/oauth2callback?code=good&state=x").headers["location"] == "/rounds?lang=en"


def test_cookies_live_no_longer_than_a_sign_in_and_ended_ones_stay_ended():
    with browser() as client:
        good = client.get("/oauth2callback?code=good&state=x")
        bad = client.get("/oauth2callback?code=bad&state=x")
    for name in COOKIES:
        (line,) = cookies(good, name)
        assert f"Max-Age={8 * 3600};" in line and "HttpOnly" in line and "SameSite=lax" in line
        (line,) = cookies(bad, name)
        assert "Max-Age=0;" in line


@pytest.mark.parametrize("way", ["/auth/logout", "/auth/logout?away=1"])
def test_a_sign_out_leads_back_to_the_page_by_way_of_the_provider_or_not(way: str):
    with browser() as client:
        out = client.get(way, headers={"Referer": f"{HERE}/rounds?lang=en"})
        if "away" in way:
            assert out.headers["location"] == AWAY
            out = client.get("/oauth2callback")  # the provider adds nothing where it was given no state
        assert out.headers["location"] == "/rounds?lang=en"


def test_other_addresses_are_left_alone():
    with browser() as client:
        answer = client.get("/auth/other", headers={"Referer": f"{HERE}/rounds"})
    assert answer.text == "untouched"
    assert "set-cookie" not in answer.headers


def test_on_this_machine_the_cookie_goes_without_tls():
    with browser("http://localhost:8501") as client:
        out = client.get("/auth/login", headers={"Referer": "http://localhost:8501/rounds"})
        assert "Secure" not in cookies(out, "monitor_return")[0]


ASTRAY = [
    "//elsewhere.example",
    "/\\elsewhere.example",
    "/%5Celsewhere.example",
    "/\t/elsewhere.example",
    "https://elsewhere.example/rounds",
    "javascript:alert(1)",
    "/auth/logout",
    "/oauth2callback?code=x",
    "/media/secret",
    "/nothing",
    "/rounds/../../x",
    "",
    "rounds",
    "/" + "x" * 3000,
    "/rounds?x=%ff",
]


@pytest.mark.parametrize("address", ASTRAY)
def test_nobody_is_led_anywhere_but_to_a_page_of_ours(address: str):
    assert page_of(address) == "/"
    with browser() as client:
        client.cookies.set("monitor_return", quote(address, safe=""), path="/oauth2callback")
        assert client.get("/oauth2callback?code=good&state=x").headers["location"] == "/"
    with browser() as client:
        client.get("/auth/login", headers={"Referer": HERE + quote(address, safe="/:?=&%\\")})
        assert client.get("/oauth2callback?code=good&state=x").headers["location"] == "/"


@pytest.mark.parametrize(
    "referer", ["https://elsewhere.example/rounds", f"{HERE}.elsewhere.example/rounds", "", "://"]
)
def test_a_page_elsewhere_is_not_led_back_to(referer: str):
    with browser() as client:
        client.get("/auth/login", headers={"Referer": referer})
        assert client.get("/oauth2callback?code=good&state=x").headers["location"] == "/"


def test_what_is_kept_of_a_page_holds_no_line_of_a_header():
    assert page_of("/rounds?a=1%0d%0aSet-Cookie:%20x=1") == "/rounds?a=1%0D%0ASet-Cookie%3A+x%3D1"


def test_streamlit_is_told_to_prove_the_code_and_how_old_a_sign_in_may_be():
    provider = Provider("https://id.example.no/.well-known/openid-configuration", "monitor", "s", "c" * 32)
    told = secrets(provider, HERE)["auth"]
    assert told["redirect_uri"] == f"{HERE}/oauth2callback"
    assert told["oidc"]["client_kwargs"] == {
        "scope": "openid email profile",
        "code_challenge_method": "S256",
        "prompt": [],
    }
    assert told["oidc"]["authorize_params"] == {"max_age": "43200"}
