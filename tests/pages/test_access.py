"""What each role is offered, what the others are told, and the page on which roles are granted."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from monitor.access.access import Grant, Visitor
from monitor.access.roles import OF_A_BODY, Role
from monitor.reporting.events import NewReport
from monitor.reporting.status import Status
from monitor.show.adapter import entrance
from monitor.show.words import Words
from tests.pages.conftest import NOON, Dashboard, go, seen
from tests.pages.statements import put

Sign = Callable[..., str]


@pytest.fixture
def sign_in(dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch) -> Sign:
    """Everybody who visits is the person last signed in here, with the roles given."""

    def sign(name: str, *roles: Role, body: str = "KDI") -> str:
        user = dashboard.services.people.seen(issuer="i", subject=name, name=name, email="", at=NOON).user
        for role in roles:
            grant = Grant(user, role, body if role in OF_A_BODY else None)
            dashboard.services.grants.grant(grant, by="operator", at=NOON)
        monkeypatch.setattr(entrance, "arrival", lambda _: entrance.Arrival(Visitor(user), name))
        return user

    return sign


ONLY = {
    "report": {Role.DIRECTORATE, Role.SECRETARIAT},
    "workbook": {Role.DIRECTORATE, Role.SECRETARIAT},
    "statement": {Role.DIRECTORATE, Role.SECRETARIAT},
    "answers": {Role.DIRECTORATE, Role.MINISTRY},
    "conclusion": {Role.COMMITTEE},
    "rounds": {Role.ANALYST, Role.DIRECTORATE, Role.SECRETARIAT, Role.MINISTRY, Role.COMMITTEE},
    "access": {Role.ADMIN},
}
NOT_FOR_YOU = {"en": "Your roles do not let you", "nb": "Rollene dine lar deg ikke"}


@pytest.mark.parametrize("role", Role)
def test_a_page_that_is_not_for_a_role_says_so_and_offers_nothing(
    role: Role, dashboard: Dashboard, sign_in: Sign
) -> None:
    sign_in("Kari", role)
    for page, roles in ONLY.items():
        app = dashboard.visit(page)
        read = seen(app)
        assert (NOT_FOR_YOU["en"] in read.text) is (role not in roles), page
        assert "Nothing was" not in read.text or role in roles, page  # it was only opened
        if role not in roles:
            assert [button.label for button in app.main.button] == []
            assert not app.main.text_input


def test_it_is_said_in_norwegian_too(dashboard: Dashboard, sign_in: Sign) -> None:
    sign_in("Kari", Role.READER)
    told = dashboard.read("report", lang="nb").text
    assert "Rollene dine lar deg ikke rapportere status." in told


def test_a_directorate_reports_for_itself_only_and_need_not_choose(
    dashboard: Dashboard, sign_in: Sign
) -> None:
    sign_in("Kari", Role.DIRECTORATE)
    app = dashboard.visit("report")
    seen(app)
    (chooser,) = [box for box in app.selectbox if box.label == "Body you report for"]
    assert len(chooser.options) == 2
    assert chooser.value == "KDI"


def test_a_reader_is_offered_no_form_and_no_list_of_the_log(dashboard: Dashboard, sign_in: Sign) -> None:
    put(dashboard, NewReport, status=Status.IN_PROGRESS)
    everybody = dashboard.read("initiative", id="1.5").text
    assert "Report on this initiative" in everybody
    assert "What can be done with it" in dashboard.read("entry", no="1").text
    sign_in("Kari", Role.READER)
    assert "Report on this initiative" not in dashboard.read("initiative", id="1.5").text
    assert "What can be done with it" not in dashboard.read("entry", no="1").text
    assert not dashboard.visit("history").main.get("download_button")


def test_an_admin_grants_and_revokes_after_confirming(dashboard: Dashboard, sign_in: Sign) -> None:
    ola = sign_in("Ola *Nordmann*")
    admin = sign_in("Kari", Role.ADMIN)
    app = dashboard.visit("access")
    assert "No role" in seen(app).text
    box(app, "Person").set_value(ola).run()
    box(app, "Role").set_value("directorate").run()
    box(app, "Body the role is for").set_value("KDI").run()
    assert "Ola *Nordmann* shall have the role Directorate (KDI)." in seen(app).text
    assert button(app, "Grant the role").disabled
    tick(app)
    button(app, "Grant the role").click().run()
    assert "Ola *Nordmann* now has the role Directorate (KDI)." in seen(app).text
    held = Grant(ola, Role.DIRECTORATE, "KDI")
    assert dashboard.services.grants.held(ola) == [held]
    assert dashboard.services.grants.history()[0].by == admin

    box(app, "Role to revoke").set_value(1).run()
    assert button(app, "Revoke the role").disabled
    tick(app)
    button(app, "Revoke the role").click().run()
    assert "Ola *Nordmann* no longer has the role Directorate (KDI)." in seen(app).text
    assert dashboard.services.grants.held(ola) == []


def test_the_last_admin_cannot_be_revoked_on_the_page(dashboard: Dashboard, sign_in: Sign) -> None:
    admin = sign_in("Kari", Role.ADMIN)
    app = dashboard.visit("access")
    box(app, "Role to revoke").set_value(0).run()
    tick(app)
    button(app, "Revoke the role").click().run()
    assert "This is the last administrator" in seen(app).text
    assert dashboard.services.grants.held(admin)


def test_a_form_that_was_open_when_the_role_was_revoked_records_nothing_and_says_why(
    dashboard: Dashboard, sign_in: Sign
) -> None:
    user = sign_in("Kari", Role.SECRETARIAT)
    app = dashboard.visit("rounds")
    field(app, "Title of the round").set_value("Autumn 2026").run()
    field(app, "Last day").set_value("2026-12-31").run()
    dashboard.services.administration.revoke(Grant(user, Role.SECRETARIAT))
    button(app, "Open the round").click().run()
    assert not dashboard.services.rounds.rounds()
    assert seen(app).title == "You have no role now"
    assert "Nothing has been recorded for you since." in seen(app).text


def test_a_form_that_was_open_when_one_of_two_roles_was_revoked_says_that_nothing_was_recorded(
    dashboard: Dashboard, sign_in: Sign
) -> None:
    user = sign_in("Kari", Role.SECRETARIAT, Role.READER)
    app = dashboard.visit("report", id="1.5", way="one", **{"for": "JD"})
    next(each for each in app.text_area if "comment" in str(each.key)).set_value("half").run()
    dashboard.services.administration.revoke(Grant(user, Role.SECRETARIAT))
    next(each for each in app.main.button if each.proto.type == "primary").click().run()
    told = seen(app).text
    assert "Your roles no longer let you report a status. Nothing was recorded" in told
    assert dashboard.services.log.revision() == 0


@pytest.mark.parametrize(
    ("body", "label"), [("JD", "Discard the draft on 1.5"), ("KDI", "Report 1.5 for KDI instead")]
)
def test_a_draft_that_may_not_be_touched_any_more_stays_and_that_is_said(
    dashboard: Dashboard, sign_in: Sign, body: str, label: str
) -> None:
    user = sign_in("Kari", Role.SECRETARIAT, Role.READER)
    app = dashboard.visit("report", id="1.5", way="one", **{"for": "JD"})
    next(each for each in app.text_area if "comment" in str(each.key)).set_value("half").run()
    app = dashboard.visit("report", **{"for": body})
    dashboard.services.administration.revoke(Grant(user, Role.SECRETARIAT))
    button(app, label).click().run()
    assert any("Nothing was changed" in alert for alert in seen(app).alerts)
    (draft,) = dashboard.services.drafts.drafts(user)
    assert (draft.typed.comment, draft.typed.acting_for) == ("half", "JD")


def test_the_page_is_norwegian_to_its_last_box_and_says_what_the_command_line_did(
    dashboard: Dashboard, sign_in: Sign
) -> None:
    sign_in("Kari", Role.ADMIN)
    app = dashboard.visit("access", lang="nb")
    read = seen(app)
    assert "kommandolinjen" in read.text and "operator" not in read.text
    assert "Rapporterer og svarer for sin egen instans (også et departement som rapporterer)." in read.text
    box(app, "Rolle som skal trekkes tilbake").set_value(0).run()
    assert [each.label for each in app.main.checkbox] == ["Jeg har kontrollert dette"]


def test_two_who_read_the_same_page_see_each_what_is_theirs(dashboard: Dashboard, sign_in: Sign) -> None:
    """One process serves both, run after run in turn; nothing of one session is in the other."""
    sign_in("Kari", Role.SECRETARIAT)
    kari = dashboard.visit("rounds")
    sign_in("Ola", Role.READER)
    ola = dashboard.visit("rounds")
    assert NOT_FOR_YOU["en"] in seen(ola).text
    assert "Open a round" not in seen(ola).text
    sign_in("Kari")
    go(kari, "rounds", lang="en")
    assert "Open a round" in seen(kari).text


def test_the_words_of_every_role_and_action_are_there() -> None:
    from monitor.access.actions import Action
    from monitor.show.roles import action_word, role_meaning, role_word

    for _ in (Words("nb"), Words("en")):
        assert all(action_word(action, _) for action in Action)
        assert all(role_word(role, _) and role_meaning(role, _) for role in Role)


def box(app: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(each for each in app.selectbox if each.label == label)


def button(app: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(each for each in app.button if each.label == label)


def field(app: AppTest, label: str):  # type: ignore[no-untyped-def]
    return next(each for each in app.text_input if each.label == label)


def tick(app: AppTest) -> None:
    next(each for each in app.checkbox if each.label == "I have checked this").check().run()
