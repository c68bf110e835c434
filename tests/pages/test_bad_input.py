"""What a reader meets when an address, a file or the database is not what it should be: one calm sentence."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from monitor import wiring
from monitor.access.access import LOCAL
from monitor.errors import Unreadable
from monitor.settings import ROOT, Settings
from monitor.show import refusals
from monitor.show.adapter import session
from monitor.show.words import Words
from monitor.wiring import Services
from tests.pages.conftest import PAGES, Clock, Dashboard, go, seen

STRANGE = (
    "nothing",
    "1.99",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "x" * 3000,
    "\N{NULL}",
    "{id}",
    "%s",
)


def test_an_unknown_initiative_is_named_and_the_list_is_offered(dashboard: Dashboard, words: Words):
    app = dashboard.visit("initiative", lang=words.language)
    for said in STRANGE:
        read = seen(go(app, lang=words.language, id=said))
        told = words("There is no initiative “{id}” in the strategy on this day.")
        assert told.replace("{id}", said) in read.text
        assert words("All initiatives") in [label for label, _address in read.links]
        assert read.title == words("Initiative")


def test_an_address_that_names_no_initiative_says_so(dashboard: Dashboard, words: Words):
    assert words("The address names no initiative.") in dashboard.read("initiative", lang=words.language).text


def test_an_unknown_body_is_named_and_the_overview_of_bodies_is_shown(dashboard: Dashboard, words: Words):
    app = dashboard.visit("responsibilities", lang=words.language)
    for said in STRANGE:
        read = seen(go(app, lang=words.language, body=said))
        assert words("There is no body “{id}” in the catalogue.").replace("{id}", said) in read.text
        assert read.title == words("Responsibilities")
        assert read.tables


def test_an_unknown_indicator_is_named_and_all_are_listed(dashboard: Dashboard, words: Words):
    app = dashboard.visit("indicators", lang=words.language)
    for said in STRANGE:
        read = seen(go(app, lang=words.language, id=said))
        assert words("There is no indicator “{id}”.").replace("{id}", said) in read.text
        assert words("By theme") in read.text


def test_an_unknown_theme_shows_all(dashboard: Dashboard):
    read = dashboard.read("indicators", theme="nothing")
    assert "“nothing” in the address is no choice for “Theme”, and was left out." in read.told
    assert "By theme" in read.text
    assert read.app.get_by_key("chosen_theme").value == ""


@pytest.mark.parametrize(
    ("page", "name", "label"),
    [
        ("indicators", "theme", "Theme"),
        ("initiatives", "area", "Area"),
        ("initiatives", "body", "Responsible body"),
        ("initiatives", "status", "Reported status"),
        ("initiatives", "deadline", "Deadline"),
        ("report", "for", "Body you report for"),
    ],
)
def test_a_choice_in_the_address_that_does_not_exist_is_told(
    dashboard: Dashboard, words: Words, page: str, name: str, label: str
):
    told = words("“{said}” in the address is no choice for “{label}”, and was left out.").format(
        said="tull", label=words(label)
    )
    assert dashboard.read(page, lang=words.language, **{name: "tull"}).told.count(told) == 1
    # An address that says nothing is told nothing.
    empty = words("“{said}” in the address is no choice for “{label}”, and was left out.").format(
        said="", label=words(label)
    )
    assert not {told, empty} & set(dashboard.read(page, lang=words.language).told)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_stumbles_over_a_strange_address(dashboard: Dashboard, page: str):
    names = (
        *(
            "id",
            "corrects",
            "body",
            "theme",
            "for",
            "way",
            "area",
            "status",
            "deadline",
            "text",
            "since",
            "until",
            "as_of",
        ),
        *("no", "kind", "person", "page", "recorded_from", "recorded_to", "holds_from", "holds_to"),
    )
    app = dashboard.visit(page)
    for said in STRANGE:
        read = seen(go(app, **{"lang": said} | dict.fromkeys(names, said)))
        assert read.title
        shown = "".join(element.proto.body for element in app.main if element.type == "html")
        assert "<script>" not in shown


def test_an_initiative_that_cannot_be_reported_on_is_passed_over(dashboard: Dashboard):
    """3.7 is not the ministry's own: the form opens on one that is, and says which."""
    read = dashboard.read("report", **{"for": "KMD", "id": "3.7"})
    assert "“3.7” in the address is no choice for “Initiative”, and was left out." in read.told
    assert read.app.get_by_key("chosen_id").value == "1.1"


def test_a_file_broken_while_the_server_runs_is_said_while_its_last_good_state_stays(
    start: Callable[..., Dashboard], project: Path, words: Words
):
    dashboard = start(root=project)
    app = dashboard.visit("initiatives", lang=words.language)
    (before,) = seen(app).tables
    still = words("The pages show what the files said before.")
    file = project / "initiatives.yaml"
    sound = file.read_bytes()
    # A title is changed as well: a file with a fault is not half believed.
    changed = sound.replace(b"en: Duty to notify}", b"en: Duty to give notice}")
    changed = changed.replace(b"{nb: Varslingsplikt,", b"{nb: Meldeplikt,")
    assert changed.count(b"{nb: Meldeplikt, en: Duty to give notice}") == 1
    file.write_bytes(changed.replace(b"deadline: {due: 2018}", b"deadline: {due: 2018-02-30}", 1))
    line = 1 + file.read_text(encoding="utf-8").split("due: 2018-02-30")[0].count("\n")
    read = seen(app.run())
    (notice,) = [told for told in read.told if still in told]
    assert words("{file}, line {line}").format(file="initiatives.yaml", line=line) in notice
    assert "python -m monitor validate" in notice
    assert notice.endswith(still)
    assert read.alerts == []
    assert read.tables == [before]
    # Nobody who comes meanwhile finds a page that does not say it.
    for page in PAGES:
        asked = {} if page == "explore" else {"id": "1.5"}  # there an id names an indicator
        other = dashboard.read(page, lang=words.language, **asked)
        assert notice in other.told, page
        assert other.alerts == [], page
    file.write_bytes(changed)
    os.utime(file)
    mended = seen(app.run())
    assert still not in mended.text
    (after,) = mended.tables
    assert [row == old for row, old in zip(after.rows, before.rows, strict=True)].count(False) == 1


@pytest.fixture
def opened_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Opens the dashboard of a folder at the first visit that can, as a process does; until then each visit tries."""

    def make(root: Path) -> None:
        opened: list[Services] = []

        def services() -> Services:
            if not opened:
                settings = Settings(root=root, data_dir=tmp_path / "data")
                opened.append(wiring.open_services(settings, clock=Clock()).asked_by(LOCAL))
            return opened[0]

        monkeypatch.setattr(session, "services", services)

    return make


def visit(page: str, words: Words) -> AppTest:
    return go(AppTest.from_file(str(ROOT / "app.py"), default_timeout=30), page, lang=words.language)


def test_a_file_that_was_never_readable_is_a_full_stop_until_it_is_mended(
    opened_late: Callable[[Path], None], project: Path, words: Words
):
    file = project / "initiatives.yaml"
    sound = file.read_bytes()
    file.write_bytes(sound.replace(b"deadline: {due: 2018}", b"deadline: {due: 2018-02-30}", 1))
    line = 1 + file.read_text(encoding="utf-8").split("due: 2018-02-30")[0].count("\n")
    opened_late(project)
    app = visit("initiatives", words)
    read = seen(app)
    (alert,) = read.alerts
    assert words("{file}, line {line}").format(file="initiatives.yaml", line=line) in alert
    assert "python -m monitor validate" in alert
    assert words("The pages show what the files said before.") not in read.text
    assert read.tables == []
    file.write_bytes(sound)
    os.utime(file)
    mended = seen(app.run())
    assert mended.alerts == []
    assert len(mended.tables) == 1


@pytest.mark.parametrize(
    "break_it",
    [
        lambda root: (root / "data" / "public_record.csv").unlink(),
        lambda root: (root / "data" / "housing_at_release.csv").write_text("period,value\n2014,12\n"),
        lambda root: (root / "indicators" / "housing_at_release.yaml").write_text("id: [\n"),
        lambda root: (root / "initiatives.yaml").write_bytes(b"\xff\xfe\x00"),
        lambda root: (root / "initiatives.yaml").unlink(),
    ],
    ids=["record missing", "figures with another head", "indicator half written", "not text", "no strategy"],
)
@pytest.mark.parametrize("page", ["overview", "indicators", "report"])
def test_whatever_file_breaks_every_page_stays_calm(
    opened_late: Callable[[Path], None], project: Path, break_it: Callable[[Path], object], page: str
):
    break_it(project)
    opened_late(project)
    read = seen(visit(page, Words("en")))
    (alert,) = read.alerts
    assert alert.startswith("A file of the strategy cannot be used: ")
    assert "The pages show what the files said before." not in read.text
    assert "Traceback" not in read.text


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda path: path.write_bytes(b"This is a letter, not a database.\n" * 100), "database_foreign"),
        (lambda path: path.mkdir(), "database_is_folder"),
    ],
    ids=["another file", "a folder"],
)
def test_a_database_that_is_none_is_said_calmly_and_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: Words, damage: Callable[[Path], object], code: str
):
    """As the process itself opens it, from the environment."""
    database = tmp_path / "monitor.db"
    damage(database)
    before = database.read_bytes() if database.is_file() else None
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    st.cache_resource.clear()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    try:
        read = seen(go(app, lang=words.language))
    finally:
        st.cache_resource.clear()
    (alert,) = read.alerts
    assert alert == refusals.sentence(Unreadable(code, ""), words)
    assert (database.read_bytes() if database.is_file() else None) == before


def test_a_database_that_does_not_answer_is_waited_for_once_a_visit(
    dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch
):
    """Each try may take until its time is out."""
    tries = []

    def unreachable() -> None:
        tries.append("once")
        raise Unreadable("database_unreachable", "The database does not answer.")

    monkeypatch.setattr(session, "services", unreachable)
    assert len(dashboard.read().alerts) == 1
    assert tries == ["once"]


@pytest.mark.parametrize(
    ("said", "why"),
    [("a\u202eb", "U+202E"), ("a\vb", "U+000B"), ("a\uffffb", "U+FFFF"), ("x" * 201, "201")],
)
def test_a_search_that_cannot_be_shown_is_refused_and_filters_nothing(
    dashboard: Dashboard, words: Words, said: str, why: str
):
    read = dashboard.read("initiatives", lang=words.language, text=said)
    (alert,) = read.alerts
    assert why in alert
    (table,) = read.tables
    assert len(table.rows) == 18


def test_a_pattern_in_the_search_is_text_and_takes_no_time(dashboard: Dashboard):
    read = dashboard.read("initiatives", text="(a+)+$ " + "a" * 190)
    assert read.alerts == []
    assert read.tables == []


@pytest.mark.parametrize(
    ("sign", "codepoint"), [("\v", "U+000B"), ("\u202e", "U+202E"), ("\uffff", "U+FFFF")]
)
def test_a_note_with_a_hidden_sign_is_refused_with_its_place_and_not_even_kept_as_a_draft(
    dashboard: Dashboard, words: Words, sign: str, codepoint: str
):
    app = dashboard.visit("report", lang=words.language, id="1.1", **{"for": "JD"})
    (comment,) = [area for area in app.text_area if "comment" in str(area.key)]
    read = seen(comment.set_value(f"ab{sign}c").run())
    told = words(
        "The text in “{field}” holds a character that cannot be shown safely (no. {position}, {codepoint}); remove it."
    ).format(field=words("Comment"), position=3, codepoint=codepoint)
    assert told in read.alerts
    assert dashboard.services.drafts.drafts("local") == []
    assert dashboard.services.log.revision() == 0
