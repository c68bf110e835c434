"""Signing in with a real provider, in a real browser: the way in, the way back, the end of it, and who is kept out."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from monitor.access.access import Grant
from monitor.access.roles import Role
from monitor.storage.engine import open_engine
from monitor.storage.grants import SqlGrants
from monitor.storage.people import SqlPeople
from tests.browser.pages import COLD, PAGES
from tests.browser.standing import LIMIT, ready, watch
from tests.browser.test_accessibility import faults_by_state, gaps
from tests.conftest import Server
from tests.provider import EARLY, KARI, MANY, NEW, OLA, RunningProvider, dashboard, mock_provider
from tests.soak.sessions import opened


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningProvider]:
    with mock_provider(tmp_path_factory.mktemp("provider")) as running:
        yield running


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory, provider: RunningProvider) -> Iterator[Server]:
    """A dashboard that people sign in to. A sign-in holds for two hours."""
    running = dashboard(tmp_path_factory.mktemp("guarded") / "data", provider, MAX_SIGN_IN_HOURS="2")
    yield running
    running.stop()


@pytest.fixture
def visitor(browser: Browser, guarded: Server) -> Iterator[Callable[[], Page]]:
    """A new browser of somebody. Pages of the dashboard may ask for nothing outside this machine; the provider's may
    want to, and get nothing."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []

    def make() -> Page:
        context = browser.new_context(locale="en-GB")
        context.set_default_timeout(LIMIT)
        context.route(lambda url: "://localhost" not in url, lambda route: route.abort())

        def note(url: str, of: str) -> None:
            if (
                of.startswith(guarded.url)
                and "://localhost" not in url
                and not url.startswith(("data:", "blob:"))
            ):
                outside.append(url)

        context.on("request", lambda request: note(request.url, request.frame.url))
        context.on("page", watch)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert not outside


def sign_in(page: Page, person: dict[str, object]) -> Page:
    """Presses the button on the page and lets the provider vouch for a person."""
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name=str(person["sub"]), exact=True).click()
    page.wait_for_url(lambda url: "/oauth2" not in url and "/auth/" not in url)
    return ready(page)


def grant(server: Server, person: dict[str, object], role: Role, body: str | None = None) -> str:
    """Grant a role to somebody who has arrived before; gives their id."""
    engine = open_engine(f"sqlite:///{server.data_dir / 'monitor.db'}")
    (there,) = [each for each in SqlPeople(engine).people() if each.subject == person["sub"]]
    SqlGrants(engine).grant(Grant(there.user, role, body), by="test", at=datetime.now(UTC))
    engine.dispose()
    return there.user


def granted(
    page: Page, server: Server, person: dict[str, object], role: Role, body: str | None = None
) -> Page:
    """Signs somebody in who then has a role."""
    page.goto(f"{server.url}/about?lang=en")
    sign_in(ready(page), person)
    grant(server, person, role, body)
    page.reload()
    return ready(page)


def who(page: Page) -> str:
    return page.get_by_test_id("stSidebar").locator(".m-who").inner_text()


def title(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_a_link_to_a_page_leads_there_once_somebody_has_signed_in_and_has_a_role(
    guarded: Server, visitor: Callable[[], Page]
):
    page = visitor()
    page.goto(f"{guarded.url}/initiative?id=1.5&lang=en&as_of=2018-12-31")
    assert title(ready(page)) == "Sign in"
    sign_in(page, NEW)
    assert page.url == f"{guarded.url}/initiative?id=1.5&lang=en&as_of=2018-12-31"
    assert title(page) == "No role yet"
    user = grant(guarded, NEW, Role.READER)
    assert user in page.get_by_test_id("stMain").inner_text()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1.5")
    assert who(ready(page)) == "Signed in: Nina Nykomling"
    assert page.url == f"{guarded.url}/initiative?id=1.5&lang=en&as_of=2018-12-31"


def test_what_the_provider_calls_somebody_is_shown_as_text(guarded: Server, visitor: Callable[[], Page]):
    page = granted(visitor(), guarded, OLA, Role.READER)
    assert who(page) == "Signed in: Ola <b>Nordmann</b>"


def test_cookies_are_hidden_from_scripts_and_end_with_the_sign_in(
    guarded: Server, visitor: Callable[[], Page]
):
    page = granted(visitor(), guarded, KARI, Role.READER)
    kept = {cookie["name"]: cookie for cookie in page.context.cookies() if "user" in cookie["name"]}
    assert set(kept) >= {"_streamlit_user", "_streamlit_user_tokens"}
    for cookie in kept.values():
        assert cookie["httpOnly"] and cookie["sameSite"] == "Lax"
        assert 0 < cookie["expires"] - time.time() <= 2 * 3600
    assert "monitor_return" not in {cookie["name"] for cookie in page.context.cookies()}


def test_who_is_in_many_groups_gets_in_with_cookies_larger_than_servers_take_unless_told(
    guarded: Server, visitor: Callable[[], Page]
):
    page = granted(visitor(), guarded, MANY, Role.READER)
    assert sum(len(cookie["value"]) for cookie in page.context.cookies()) > 9_000
    assert who(page) == "Signed in: Mange Grupper"


def test_who_was_asked_too_long_ago_is_asked_to_sign_in_again(guarded: Server, visitor: Callable[[], Page]):
    page = visitor()
    page.goto(f"{guarded.url}/rounds?lang=en")
    sign_in(ready(page), EARLY)
    assert title(page) == "Sign in"
    expect(page.get_by_role("alert")).to_contain_text("You signed in too long ago.")


def test_who_changes_their_mind_at_the_provider_comes_back_and_is_told(
    guarded: Server, visitor: Callable[[], Page]
):
    page = visitor()
    page.goto(f"{guarded.url}/rounds?lang=en")
    ready(page).get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Deny").click()
    page.wait_for_url(f"{guarded.url}/rounds**")
    expect(ready(page).get_by_role("alert")).to_contain_text("You were not signed in.")
    sign_in(page, KARI)
    assert page.url == f"{guarded.url}/rounds?lang=en"


def test_a_cookie_that_was_tampered_with_signs_nobody_in(guarded: Server, visitor: Callable[[], Page]):
    page = granted(visitor(), guarded, KARI, Role.READER)
    (cookie,) = [each for each in page.context.cookies() if each["name"] == "_streamlit_user"]
    page.context.add_cookies([cookie | {"value": cookie["value"][:-2] + "xx"}])  # type: ignore[list-item]
    page.reload()
    assert title(ready(page)) == "Sign in"


def test_signing_out_ends_it_here_in_other_windows_and_at_the_provider(
    guarded: Server, visitor: Callable[[], Page]
):
    page = granted(visitor(), guarded, KARI, Role.READER)
    other = page.context.new_page()
    other.goto(f"{guarded.url}/initiatives?lang=en")
    assert title(ready(other)) == "Initiatives"
    machine = granted(visitor(), guarded, KARI, Role.READER)  # another browser of the same person
    time.sleep(1)  # the provider tells whole seconds
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()  # the provider's own question
    page.wait_for_url(f"{guarded.url}/about?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert any("/end_session" in url and "id_token_hint=" in url for url in asked)
    assert not [cookie for cookie in page.context.cookies() if "user" in cookie["name"]]
    for window in (other, machine):
        window.get_by_test_id("stSidebar").get_by_text("Norsk", exact=True).click()
        expect(window.get_by_role("heading", level=1)).to_have_text("Logg inn")
        expect(window.get_by_role("alert")).to_contain_text("Du har logget ut")
    time.sleep(1)
    sign_in(ready(page), KARI)
    assert title(page) == "About and sources"


def test_two_people_at_once_on_the_same_page_see_nothing_of_each_other(
    guarded: Server, visitor: Callable[[], Page]
):
    address = f"{guarded.url}/report?lang=en&for=KDI&id=1.5&way=one"
    people = {"Kari": KARI, "Ola": OLA}
    pages = {
        name: granted(visitor(), guarded, person, Role.DIRECTORATE, "KDI") for name, person in people.items()
    }
    for page in pages.values():
        page.goto(address)
        ready(page)
    for name, page in pages.items():
        page.get_by_role("textbox", name="Comment").first.fill(f"typed by {name}")
        page.keyboard.press("Control+Enter")
    for name, page in pages.items():
        expect(page.get_by_test_id("stMain")).to_contain_text("Draft saved")
        ready(page).reload()
        ready(page)
        field = page.get_by_role("textbox", name="Comment").first
        expect(field).to_have_value(f"typed by {name}")
        (other,) = set(people) - {name}
        assert f"typed by {other}" not in page.content()
        assert other not in who(page)


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_door_has_no_fault_in_any_light_or_size(guarded: Server, still_page: Page, language: str):
    page = still_page
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{guarded.url}/rounds?lang={language}&sign_in_failed=1")
    ready(page)
    assert gaps(page) == []
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert faults_by_state(page, language) == {}


def nobody_sees_anything(page: Page, server: Server, name: str) -> None:
    """Nor hears it: neither by a link nor by a websocket of their own."""
    page.goto(f"{server.url}/{name}?lang=en&id=1.5&for=JD")
    ready(page)
    assert title(page) == "Sign in"
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(0)
    main = page.get_by_test_id("stMain")
    assert main.inner_text().split("\n\n") == [
        "Sign in",
        "This dashboard follows the reintegration strategy 2017–2021. Sign in to read and report.",
        "Sign in",
    ]
    expect(main.locator("table, [data-testid=stPlotlyChart], [data-testid=stDataFrame], a")).to_have_count(0)
    with pytest.raises(InvalidStatus), connect(server.url.replace("http", "ws") + "/_stcore/stream"):
        pass  # a program that does not say where it comes from is turned away before anything runs
    with opened(server.url, name, id="1.5", **{"for": "JD"}) as session:
        kinds = [kind for kind, _element in session.elements]
        words = session.words
    assert set(kinds) <= {"html", "button", "button_group"}
    assert "Sign in to read and report." in words
    for content in ("1.5", "Directorate", "<table"):
        assert content not in words.split("</style>")[-1]


@pytest.mark.parametrize("name", COLD)
def test_a_cold_server_shows_nobody_anything_by_link_or_by_websocket(
    name: str, tmp_path: Path, provider: RunningProvider, page: Page
):
    server = dashboard(tmp_path / "data", provider)
    try:
        nobody_sees_anything(page, server, name)
    finally:
        server.stop()


@pytest.fixture(scope="module")
def unvisited(tmp_path_factory: pytest.TempPathFactory, provider: RunningProvider) -> Iterator[Server]:
    """A dashboard that nobody has ever signed in to."""
    running = dashboard(tmp_path_factory.mktemp("unvisited") / "data", provider)
    yield running
    running.stop()


@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_shown_anything_of_any_page_by_link_or_by_websocket(
    name: str, unvisited: Server, page: Page
):
    nobody_sees_anything(page, unvisited, name)
