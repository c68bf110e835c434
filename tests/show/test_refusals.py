"""Every refusal is worded in the reader's language: which thing, what is wrong, what is possible."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from monitor.access.actions import Action
from monitor.catalogue.dates import PartialDate
from monitor.errors import Fault, FaultyFiles, MonitorError, Refused, Unreadable
from monitor.reporting.events import TEXT_FIELDS, DecisionNeeded
from monitor.reporting.plain import MAX_TEXT
from monitor.reporting.rules import Circumstances, objections
from monitor.reporting.status import Status
from monitor.reporting.typed import Typed, read
from monitor.settings import ROOT
from monitor.show import refusals
from monitor.show.words import Words
from tests.builders import a_report, an_entry

EN, NB = Words("en"), Words("nb")
FOREIGN_CODE = Unreadable("no_such_code", "x")

ONLY_ON_THE_COMMAND_LINE = {
    "setting",
    "token_label",
    "token_admin",
    "token_expiry",
    "unknown_token",
    "database_url",
    "database_missing",
    "database_remains",
    "database_encoding",
    "chain_broken",
    "triggers_missing",
    "schema_altered",
    "checkpoint_mismatch",
    "checkpoint_forged",
    "checkpoint_unreadable",
    "key_unusable",
    "backup_exists",
    "backup_failed",
    "backup_missing",
    "backup_foreign",
    "backup_in_use",
    "backup_older",
    "restore_not_empty",
    "restore_failed",
}
"""Raised before there is a page that could show it, or by a command that no page gives."""

WORDED_ELSEWHERE = {
    "import_other_set",
    "import_twice",
    "import_empty",
    "import_unchanged",
    "not_a_statement",
    "workbook_body",
    "workbook_demonstration",
    "workbook_log",
    "workbook_strategy",
    "workbook_unchanged",
    "workbook_used",
}
"""Said by the blocks of an entry's page (see test_entry.py), and by the words of an import and of the workbook (see
test_file_refusals.py and test_workbook.py).
"""

UNFORESEEN = {"database_failed"}
"""What the database says in words we do not know: the sentence for unforeseen codes is its own."""


def codes() -> set[str]:
    """Every code in the source of the rooms that refuse."""
    found: set[str] = set()
    for room in ("access", "measures", "reporting", "review", "storage", "wiring"):
        for path in (ROOT / "monitor" / room).glob("**/*.py"):
            found |= set(raised(path))
    return found


def raised(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    yield from re.findall(r'(?:Refused|Unreadable|MonitorError)\(\s*"([a-z_]+)"', text)
    # The table of what SQLite says: signs, code, sentence.
    yield from re.findall(r'\),\s*"([a-z_]+)",\s*"(?:is|cannot|does)', text)


FIELDS: dict[str, object] = {
    "codes": "0301, 1103",
    "initiative": "1.5", "body": "XX", "field": "comment", "length": 5000, "limit": 4000, "position": 7,
    "codepoint": "U+202E", "reason": "discontinued", "said": "31.02", "file": "initiatives.yaml", "line": 12,
    "committee": "XX", "indicator": "releases", "number": 2, "dimension": "sex", "most": 500_000,
    "earliest": date(2017, 1, 1), "day": date(2026, 1, 1), "action": Action.REPORT, "user": "p-1",
    "figure": "2014 / men", "first": "2011..2013", "second": "2012..2014", "cells": 6000,
    "other": "released", "persons": "released", "part": "homeless", "whole": "released",
}  # fmt: skip


def test_the_codes_are_found_in_the_source():
    assert {
        "stale_revision",
        "database_locked",
        "database_damaged",
        "schema_newer",
        "text_invalid",
    } <= codes()


@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("code", sorted(codes() - ONLY_ON_THE_COMMAND_LINE - WORDED_ELSEWHERE - UNFORESEEN))
def test_every_refusal_has_words_of_its_own_in_both_languages(code: str, language: str):
    told = refusals.sentence(Refused(code, "English.", **FIELDS), Words(language))
    assert code not in told
    assert "{" not in told
    assert "}" not in told
    assert told.endswith((".", "?"))
    unforeseen = refusals.sentence(FOREIGN_CODE, Words(language)).replace("no_such_code", code)
    assert told != unforeseen
    if language == "nb":
        assert told != refusals.sentence(Refused(code, "English.", **FIELDS), EN)


def test_an_unforeseen_code_says_that_nothing_was_changed_and_names_itself():
    assert "no_such_code" in refusals.sentence(FOREIGN_CODE, EN)
    assert "Nothing was changed" in refusals.sentence(FOREIGN_CODE, EN)


def everything_refused() -> Iterator[MonitorError]:
    """Each refusal as the rules themselves raise it, with the fields they give it."""
    late, previous = PartialDate("2017"), [an_entry(expected_completion=PartialDate("2019"))]
    for report, deadline, before in (
        (a_report(initiative="9.9", acting_for="XX"), None, []),
        (a_report(effective_on=date(2030, 1, 1)), None, []),
        (a_report(comment="x" * (MAX_TEXT + 1), next_step="a\u202eb", obstacle="a\x07"), None, []),
        (a_report(status=Status.DISCONTINUED), None, []),
        (a_report(), late, []),
        (a_report(expected_completion=PartialDate("2020")), None, previous),
        (a_report(evidence_url="http://x"), None, []),
        (a_report(decision=DecisionNeeded(what="", of="JD")), None, []),
        (a_report(decision=DecisionNeeded(what="Who?", of="")), None, []),
        (a_report(decision=DecisionNeeded(what="Who?", of="XX")), None, []),
        (a_report(decision=DecisionNeeded(what="Who?", of="JD", by=date(2020, 1, 1))), None, []),
        (a_report(expected_completion=PartialDate("1999")), None, []),
        (a_report(idempotency_key=""), None, []),
        (a_report(), None, [an_entry()] * 3),
    ):
        given = Circumstances(
            initiative_ids={"1.1"},
            body_ids={"JD"},
            deadline=deadline,
            before=before,
            today=date(2026, 1, 1),
            earliest=date(2018, 1, 1),
            reporters={"JD"},
        )
        yield from objections(report, given)
    given = Circumstances(
        initiative_ids={"1.1"},
        body_ids={"JD", "NB"},
        today=date(2026, 1, 1),
        earliest=date(2017, 1, 1),
        reporters={"JD"},
    )
    yield from objections(a_report(acting_for="NB", effective_on=date(1066, 1, 1)), given)
    for over in (
        {"status": ""},
        {"effective_on": "31.02"},
        {"expected_completion": "soon"},
        {"needs_decision": True, "decision_by": "soon"},
    ):
        typed = Typed(
            **(
                {"initiative": "1.1", "acting_for": "JD", "status": "completed", "effective_on": "2018-01-01"}
                | over
            )
        )
        _report, faults = read(
            typed,
            idempotency_key="k",
            expected_revision=0,
            recorded_by="p",
            last=None,
            today=date(2026, 1, 1),
        )
        yield from faults
    yield FaultyFiles([Fault("initiatives.yaml", 12, "", "x", "y")])
    yield Refused("stale_revision", "x", initiative="1.1", expected=0, found=1, entry=an_entry())
    yield Refused("stale_revision", "x", initiative="1.1", expected=0, found=1, entry=None)


@pytest.mark.parametrize("error", list(everything_refused()), ids=lambda error: error.code)
@pytest.mark.parametrize("language", ["en", "nb"])
def test_what_the_rules_raise_is_worded_without_a_gap(error: MonitorError, language: str):
    told = refusals.sentence(error, Words(language))
    assert "{" not in told
    assert "None" not in told
    assert "_" not in told


def test_each_reason_for_a_comment_has_its_own_words():
    told = {
        refusals.sentence(Refused("comment_required", "x", initiative="1.5", reason=reason), EN)
        for reason in ("discontinued", "deadline_passed", "new_expected_completion")
    }
    assert len(told) == 3
    assert all("1.5" in sentence for sentence in told)


def test_a_stale_report_tells_what_the_other_one_says():
    error = Refused(
        "stale_revision", "x", initiative="1.5", entry=an_entry(status=Status.COMPLETED, acting_for="HOD")
    )
    told = refusals.sentence(error, EN)
    assert "1.5" in told
    assert "Completed" in told
    assert "HOD" in told
    assert "1 June 2018, 14:00" in told


@pytest.mark.parametrize("text", ["{0}", "{initiative.__class__}", "{", "}}{", "{code!r:>{limit}}"])
def test_braces_in_what_a_person_wrote_stay_what_they_wrote(text: str):
    for error in (
        Refused("day_unreadable", "x", said=text),
        Refused("unknown_initiative", "x", initiative=text),
        Refused("stale_revision", "x", initiative=text, entry=an_entry(acting_for=text)),
    ):
        told = refusals.sentence(error, EN)
        assert text in told
        assert "__class__" not in told or "__class__" in text


def test_every_free_text_is_named_as_the_form_names_it():
    for field in (*TEXT_FIELDS, "decision_of", "acting_for", "evidence_url"):
        assert refusals.field_label(field, EN) != field
        assert refusals.field_label(field, NB) != refusals.field_label(field, EN)
