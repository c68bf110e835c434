"""Who gets past the door, who is kept out, and what each of them is told."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from monitor.access.access import Grant
from monitor.access.roles import Role
from monitor.errors import Unreadable
from monitor.settings import ROOT, Provider
from monitor.show import refusals
from monitor.show.words import Words
from tests.pages.conftest import NOON, PAGES, Dashboard, go, seen
from tests.pages.reading import Page

PROVIDER = Provider("https://id.example.no/.well-known/openid-configuration", "monitor", "s", "c" * 32)
Start = Callable[..., Dashboard]


def claims(sub: str = "kari", **more: object) -> dict[str, Any]:
    """What Streamlit knows of somebody who signed in at noon."""
    known = {"iss": "https://id.example.no", "sub": sub, "iat": NOON.timestamp(), "name": "Kari Nordmann"}
    return {"is_logged_in": True, "provider": "oidc"} | known | more


def visit(page: str = "overview", user: dict[str, Any] | None = None, **query: str) -> AppTest:
    """A session of somebody, or of nobody in particular."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.user = user or {"is_logged_in": False}
    return go(app, page, lang="en", **query)


def grant(dashboard: Dashboard, sub: str = "kari", role: Role = Role.READER, body: str | None = None) -> str:
    """Let somebody arrive and be granted a role; gives their id."""
    visit(user=claims(sub))
    person = dashboard.services.people.find(issuer="https://id.example.no", subject=sub)
    assert person is not None
    dashboard.services.grants.grant(Grant(person.user, role, body), by="test", at=NOON)
    return person.user


def beside(app: AppTest) -> str:
    """The words in the side bar."""
    return Page(app, beside=True).text


def at_the_door(app: AppTest) -> Page:
    """What is seen by somebody who is kept out: the door, and nothing of any page."""
    page = seen(app)
    assert page.title in ("Sign in", "No role yet", "You have no role now")
    assert len(app.main.text_input) == len(app.main.selectbox) == len(app.dataframe) == len(app.metric) == 0
    assert [each.label for each in app.sidebar.button_group] == ["Språk / Language"]
    return page


@pytest.fixture
def dashboard(start: Start) -> Dashboard:
    """A dashboard that people sign in to."""
    return start(provider=PROVIDER)


@pytest.mark.parametrize("name", PAGES)
def test_nobody_sees_anything_of_any_page_before_signing_in(dashboard: Dashboard, name: str):
    app = visit(name, id="1.5", **{"for": "JD"})
    page = at_the_door(app)
    assert page.title == "Sign in"
    assert [each.label for each in app.button] == ["Sign in"]
    assert page.text == (
        "Sign in This dashboard follows the reintegration strategy 2017–2021. Sign in to read and report."
    )


@pytest.mark.parametrize("name", PAGES)
def test_who_has_no_role_yet_sees_nothing_either_and_is_told_what_to_ask_for(dashboard: Dashboard, name: str):
    app = visit(name, claims())
    page = at_the_door(app)
    person = dashboard.services.people.find(issuer="https://id.example.no", subject="kari")
    assert person is not None
    assert "You are signed in as Kari Nordmann" in page.text
    assert person.user in page.text
    assert [each.label for each in app.button] == ["Sign out"]


def test_a_role_opens_the_page_that_was_asked_for_at_the_next_run(dashboard: Dashboard):
    app = visit("initiative", claims(), id="1.5")
    at_the_door(app)
    grant(dashboard)
    page = seen(app.run())
    assert page.title.startswith("1.5")
    assert "Signed in: Kari Nordmann" in beside(app)


def test_a_role_that_is_taken_closes_the_page_at_the_next_run(dashboard: Dashboard):
    user = grant(dashboard)
    app = visit("initiative", claims(), id="1.5")
    assert seen(app).title.startswith("1.5")
    dashboard.services.grants.revoke(Grant(user, Role.READER), by="test", at=NOON)
    page = at_the_door(app.run())
    assert page.title == "You have no role now"
    assert "Nothing has been recorded for you since. Drafts that were saved are kept." in page.text
    assert f"Ask an administrator of the dashboard for one, and name this id: {user}" in page.text


def test_a_role_that_is_taken_while_a_form_is_open_is_said_in_norwegian_and_the_draft_is_kept(
    dashboard: Dashboard,
):
    user = grant(dashboard, role=Role.SECRETARIAT)
    app = visit("report", claims(), id="1.5", way="one", **{"for": "JD"})
    app.text_area(key=next(each.key for each in app.text_area if "comment" in each.key)).set_value(
        "half"
    ).run()
    dashboard.services.grants.revoke(Grant(user, Role.SECRETARIAT), by="test", at=NOON)
    app.query_params["lang"] = "nb"
    page = seen(app.run())
    assert page.title == "Du har ingen rolle nå"
    assert "Ingen rolle ennå" not in page.text and "Ingenting er registrert for deg siden da." in page.text
    assert [each.label for each in app.button] == ["Logg ut"]
    assert dashboard.services.log.revision() == 0
    assert [draft.typed.comment for draft in dashboard.services.drafts.drafts(user)] == ["half"]


def test_a_person_has_one_id_however_often_they_come_and_their_name_is_the_last_told(dashboard: Dashboard):
    first = grant(dashboard)
    visit(user=claims(name="Kari N. Nordmann", iat=NOON.timestamp() + 60))
    (person,) = dashboard.services.people.people()
    assert (person.user, person.name) == (first, "Kari N. Nordmann")
    assert "kari" not in person.user.lower()


def test_what_a_person_is_called_is_shown_as_text(dashboard: Dashboard):
    grant(dashboard)
    app = visit(user=claims(name="<img src=x> **bold** ![](http://127.0.0.1:9/x)\u202e"))
    html = "".join(each.proto.body for each in app.sidebar.get("html"))
    assert "&lt;img src=x&gt; **bold** ![](http://127.0.0.1:9/x)" in html
    assert "\u202e" not in html


def test_a_sign_in_ends_after_its_time_in_an_open_window_too_and_drafts_are_kept(dashboard: Dashboard):
    user = grant(dashboard, role=Role.SECRETARIAT)
    app = visit("report", claims(), id="1.5", way="one", **{"for": "JD"})
    app.text_area(key=next(each.key for each in app.text_area if "comment" in each.key)).set_value(
        "half"
    ).run()
    dashboard.clock.forward(hours=11, minutes=50)
    assert "Your sign-in ends at 01:00." in seen(app.run()).text
    dashboard.clock.forward(minutes=11)
    page = at_the_door(app.run())
    assert "You signed in too long ago" in page.text
    assert [draft.typed.comment for draft in dashboard.services.drafts.drafts(user)] == ["half"]
    again = claims(iat=dashboard.clock().timestamp())
    back = visit("report", again, id="1.5", way="one", **{"for": "JD"})
    assert "half" in [each.value for each in back.text_area]


def test_signing_out_ends_the_sign_in_in_every_window_and_a_new_one_counts(dashboard: Dashboard):
    grant(dashboard)
    here, elsewhere = visit("initiative", claims(), id="1.5"), visit("rounds", claims())
    dashboard.clock.forward(minutes=5)
    here.sidebar.button(key="sign_out").click().run()
    assert at_the_door(here).title == "Sign in"
    page = at_the_door(elsewhere.run())
    assert "You have signed out, here or somewhere else." in page.text
    again = claims(iat=dashboard.clock().timestamp())
    assert seen(visit("initiative", again, id="1.5")).title.startswith("1.5")


def test_a_sign_out_that_cannot_be_kept_is_said_and_the_page_stays(
    dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_given: object, **_named: object) -> None:
        raise Unreadable("database_unreachable", "The database does not answer.")

    grant(dashboard)
    app = visit("initiative", claims(), id="1.5")
    monkeypatch.setattr(dashboard.services.people, "signed_out", broken)
    app.sidebar.button(key="sign_out").click().run()
    assert seen(app).alerts == [refusals.sentence(Unreadable("database_unreachable", ""), Words("en"))]
    assert seen(app).title.startswith("1.5")
    assert "Signed in: Kari Nordmann" in beside(app)


def test_a_session_that_becomes_another_persons_holds_nothing_of_the_first(dashboard: Dashboard):
    grant(dashboard)
    grant(dashboard, "ola")
    app = visit("history", claims())
    app.session_state["typed"] = "Kari's words"
    app.user = claims("ola", name="Ola")
    app.run()
    assert "typed" not in app.session_state
    assert "Signed in: Ola" in beside(app)


@pytest.mark.parametrize(
    "user",
    [
        {"is_logged_in": False},
        {"email": "kari@example.no"},
        claims(iss=""),
        claims(sub=None),
        claims(iat="now"),
        claims() | {"is_logged_in": False},
    ],
)
def test_claims_that_prove_nothing_sign_nobody_in(dashboard: Dashboard, user: dict[str, Any]):
    grant(dashboard)
    assert at_the_door(visit(user=user)).title == "Sign in"


def test_a_sign_in_that_failed_is_said_at_the_door(dashboard: Dashboard):
    assert "You were not signed in." in at_the_door(visit("rounds", sign_in_failed="1")).text


def test_claims_mean_nothing_where_nobody_signs_in(start: Start):
    start()
    app = visit(user=claims())
    assert "Local, not signed in" in beside(app)
    assert "Kari" not in beside(app)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("lang", "said"), [("en", "Local, not signed in"), ("nb", "Lokalt, ikke innlogget")])
def test_every_page_of_a_laptop_says_that_nobody_signed_in(start: Start, name: str, lang: str, said: str):
    dashboard = start()
    assert said in beside(dashboard.visit(name, lang=lang))


def test_a_laptop_shows_another_machine_nothing(start: Start, monkeypatch: pytest.MonkeyPatch):
    """As where `streamlit run` was told to listen to others."""
    start()
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.ip_address", "192.0.2.7")
    page = seen(visit("initiatives"))
    assert "only the machine that runs the dashboard may read it" in page.text
    assert "1.5" not in page.text


def test_what_is_public_is_read_without_signing_in(start: Start):
    start(public=True)
    app = visit("initiative", id="1.5")
    page = seen(app)
    assert page.title.startswith("1.5")
    assert "Open to all, for reading only; not signed in" in beside(app)
    assert "Sign in" not in [each.label for each in app.button]


def test_what_is_public_offers_the_way_in_where_there_is_one(start: Start):
    start(public=True, provider=PROVIDER)
    app = visit("initiative", id="1.5")
    assert seen(app).title.startswith("1.5")
    assert "Sign in" in [each.label for each in app.sidebar.button]


def test_a_sign_in_that_has_ended_leaves_what_is_public_and_is_said(start: Start):
    dashboard = start(public=True, provider=PROVIDER)
    dashboard.clock.forward(hours=12, seconds=1)
    app = visit("initiative", claims(), id="1.5")
    assert seen(app).title.startswith("1.5")
    assert "You signed in too long ago" in seen(app).text
    assert "Open to all" in beside(app)


def test_pages_served_by_a_program_that_knows_no_provider_say_so(dashboard: Dashboard):
    """`streamlit run app.py`, whatever the environment names."""
    app = visit()
    app.button(key="sign_in").click().run()
    assert "Nobody can sign in to this server" in at_the_door(app).text
