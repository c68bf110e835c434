"""What is said where there is no answer: RFC 9457, our code, and a sentence in the reader's language."""

import logging
from dataclasses import replace

import pytest

from monitor.errors import Unreadable
from monitor.web.api.problems import STATUSES
from monitor.wiring import Services
from tests.conftest import ROOT
from tests.web.api.conftest import PATHS, Asking
from tests.wiring.house import House


@pytest.fixture
def asked(house: House) -> Asking:
    return Asking(house.local)


@pytest.mark.parametrize(
    "path", ["", "nowhere", "status/", "initiatives/1/2", "/api", "/api/", "/api/v2/status"]
)
def test_an_address_that_there_is_not_leads_to_the_list(asked: Asking, path: str) -> None:
    found = asked.problem(path)
    assert (found["status"], found["title"], found["code"]) == (404, "Not Found", "no_address")
    assert "/api/v1/openapi.json" in found["detail"]


@pytest.mark.parametrize("path", ["/apis", "/", "/app/static/x", "/initiatives"])
def test_other_addresses_are_not_ours(asked: Asking, path: str) -> None:
    assert asked(path).text == "not ours"


@pytest.mark.parametrize(
    "path", ["initiatives/9.9", "initiatives/%00", "initiatives/%C3%A5", "initiatives/..."]
)
def test_an_initiative_that_there_is_not_says_where_they_are_listed(asked: Asking, path: str) -> None:
    found = asked.problem(path)
    assert (found["status"], found["code"]) == (404, "no_initiative")
    assert "/api/v1/initiatives" in found["detail"]


@pytest.mark.parametrize("path", [*PATHS, "openapi.json"])
def test_a_parameter_that_there_is_not_is_refused_by_name(asked: Asking, path: str) -> None:
    for name in ("colour", "AS_OF", "as_of ", "by", "by[", "by[a][b]", "", "\u202e"):
        found = asked.problem(f"{path}?lang=en&{name}=1")
        assert (found["status"], found["code"], found["parameter"]) == (400, "unknown_parameter", name)
        assert "lang" in found["accepted"]
        assert "lang" in found["detail"] and "\u202e" not in found["detail"]


@pytest.mark.parametrize("path", ["strategy", "status", "indicators"])
def test_filters_of_figures_are_for_figures_alone(asked: Asking, path: str) -> None:
    for name in ("from", "to", "by[answer]"):
        assert asked.problem(f"{path}?{name}=2014")["code"] == "unknown_parameter"


def test_a_parameter_twice_is_refused(asked: Asking) -> None:
    found = asked.problem("status?limit=1&limit=2")
    assert (found["status"], found["code"], found["parameter"]) == (400, "parameter_twice", "limit")
    assert (
        asked.problem("indicators/housing/observations?" + "by[answer]=own&" * 1_001)["code"]
        == "query_too_long"
    )


@pytest.mark.parametrize(
    ("query", "accepted", "language", "word"),
    [
        ("", "", "en", "nothing at this address"),
        ("", "nb-NO,nb;q=0.9", "nb", "ingenting"),
        ("", "fr", "en", "nothing at this address"),
        ("?lang=nb", "en", "nb", "ingenting"),
        ("?lang=en", "nb", "en", "nothing at this address"),
    ],
)
def test_the_sentence_is_in_the_readers_language(
    asked: Asking, query: str, accepted: str, language: str, word: str
) -> None:
    answer = asked(f"nowhere{query}", Accept_Language=accepted)
    assert answer.headers["Content-Language"] == language
    assert word in answer.json()["detail"]


def test_a_language_that_we_have_not_is_refused(asked: Asking) -> None:
    found = asked.problem("status?lang=fr")
    assert (found["status"], found["parameter"], found["accepted"]) == (400, "lang", ["nb", "en"])


def test_a_problem_is_kept_by_nobody(asked: Asking) -> None:
    answer = asked("nowhere")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Vary"] == "Accept-Language, Authorization"
    assert "ETag" not in answer.headers


def test_a_database_that_cannot_be_read_is_said_without_what_is_inside(asked: Asking) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise Unreadable("database_unreadable", "postgres://user:secret@host is away.")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Services, "desk_for", broken)
        found = asked.problem("status")
    assert found["status"] == 503
    assert "secret" not in str(found)


def test_what_nobody_foresaw_is_a_number_for_the_reader_and_a_trace_in_the_log(
    asked: Asking, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise ZeroDivisionError("a secret")

    with pytest.MonkeyPatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr(Services, "desk_for", broken)
        found = asked.problem("status")
    assert (found["status"], found["code"]) == (500, "fault")
    assert "secret" not in str(found)


def test_every_refusal_of_ours_has_a_sentence_of_its_own() -> None:
    said = (ROOT / "monitor/show/api_refusals.py").read_text() + (
        ROOT / "monitor/show/refusals.py"
    ).read_text()
    assert not [code for code in STATUSES if f'"{code}":' not in said]


def test_files_that_cannot_be_read_are_said(house: House) -> None:
    root = house.local.settings.root
    asked = Asking(replace(house.local, files=type(house.local.files)(root / "nowhere")))
    assert asked.problem("status")["status"] == 503
