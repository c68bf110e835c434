"""A fault in `initiatives.yaml` is named by line, entry, what is wrong and what would be right."""

from collections.abc import Callable

import pytest

from monitor.sources.schemas import MODELS
from tests.sources.conftest import INITIATIVES, Project

FILE = "initiatives.yaml"
LineOf = Callable[[str, str], int]


def test_the_small_project_has_no_fault(project: Project):
    shipped = project.read()
    assert [entry.id for entry in shipped.catalogue.initiatives] == ["1.1"]
    assert shipped.catalogue.committees[0].secretariat is None


@pytest.mark.parametrize(
    ("old", "new", "at", "entry", "problem", "accepted"),
    [
        ("    number: \"1.1\"\n", "", 'id: "1.1"', "initiatives › 1.1 › number", "The key 'number' is missing.",
         "'number' with a value."),
        ('    number: "1.1"', "    number:", "    number:", "initiatives › 1.1 › number",
         "The key 'number' is missing.", "'number' with a value."),
        ("    document:", "    dokument: x\n    document:", "dokument:", "initiatives › 1.1 › dokument",
         "There is no key 'dokument' here.", "only the keys of the schema (python -m monitor schema)."),
        ("{body: JD, role: responsible}", "{body: XX, role: responsible}", "{body: XX",
         "initiatives › 1.1 › responsible › XX › body", "There is no body 'XX'.", "one of JD."),
        ("role: responsible", "role: boss", "role: boss", "initiatives › 1.1 › responsible › JD › role",
         "The value 'boss' is not known.",
         "'responsible', 'lead', 'joint', 'contributing' or 'consulted'."),
        ('    area: "1"', '    area: "7"', 'area: "7"', "initiatives › 1.1 › area", "There is no area '7'.",
         "one of 1."),
        ('  - id: "1"\n', '  - id: "1"\n    parent: "1"\n', 'parent: "1"', "areas › 1 › parent",
         "Area '1' lies inside itself.", "a parent that is not below it."),
        ("{due: 2018}", "{due: 2018-02-30}", "due: 2018-02-30", "initiatives › 1.1 › deadline › due",
         "'2018-02-30' is no day of the calendar.", "2018, 2018-H1, 2018-Q3, 2018-05 or 2018-05-31."),
        ("{due: 2018}", "{due: soon}", "due: soon", "initiatives › 1.1 › deadline › due", "'soon' is no date.",
         "2018, 2018-H1, 2018-Q3, 2018-05 or 2018-05-31."),
        ("{due: 2018}", "{due: 2018, stages: [{due: 2018}]}", "deadline:", "initiatives › 1.1 › deadline",
         "Both `due` and `stages` are given.", "either one `due` or a list of `stages`."),
        ("{due: 2018}", "{revised: []}", "deadline:", "initiatives › 1.1 › deadline",
         "Neither `due` nor `stages` is given.", "either one `due` or a list of `stages`."),
        ("{due: 2018}", "2018", "deadline: 2018", "initiatives › 1.1 › deadline",
         "The value '2018' stands where a mapping is expected.", "`key: value` lines below it."),
        pytest.param(
         "    document: https", "    executing: {bodies: [JD], origin: sourced}\n    document: https", "executing:",
         "initiatives › 1.1 › executing", "A `sourced` statement names no source.", "its `source`, or `origin: ours`.",
         id="no source"),
        pytest.param(
         "    document: https://www.example.no/strategy", "    document: javascript:alert(1)", "document: java",
         "initiatives › 1.1 › document", "'javascript:alert(1)' is no web address.",
         "one such as https://www.regjeringen.no/….", id="no web address"),
        ("{nb: Tiltak, en: Initiative}", "{}", "title: {}", "initiatives › 1.1 › title",
         "The text exists in no language.", "at least one of nb, nn, en."),
        ("{nb: Tiltak, en: Initiative}", "Tiltak", "title: Tiltak", "initiatives › 1.1 › title",
         "The value 'Tiltak' stands where a mapping is expected.", "`key: value` lines below it."),
        ("{nb: Tiltak, en: Initiative}", "{nb: Tiltak, de: x}", "title: {nb: Tiltak, de",
         "initiatives › 1.1 › title › de",
         "There is no key 'de' here.", "only the keys of the schema (python -m monitor schema)."),
        ("    responsible:\n      - {body: JD, role: responsible}", "    responsible: []", "responsible: []",
         "initiatives › 1.1 › responsible", "The list is empty.", "at least 1."),
        pytest.param(
         "    responsible:\n      - {body: JD, role: responsible}", "    responsible: JD", "responsible: JD",
         "initiatives › 1.1 › responsible", "The value 'JD' stands where a list is expected.",
         "a list, each entry after a dash.", id="no list"),
        ("        verified: true", "        verified: perhaps", "verified: perhaps",
         "bodies › JD › names › no. 1 › verified",
         "The value 'perhaps' is neither true nor false.", "true or false."),
        ("    permanent: [JD]", "    permanent: [JD, ZZ]", "permanent:", "committees › committee › permanent › no. 2",
         "There is no body 'ZZ'.", "one of JD."),
        ("  - id: JD\n", "  - id: JD\n    successor: ZZ\n", "successor: ZZ", "bodies › JD › successor",
         "There is no body 'ZZ'.", "one of JD."),
    ],
)  # fmt: skip
def test_a_fault_says_where_what_and_what_would_be_right(
    project: Project, line_of: LineOf, old: str, new: str, at: str, entry: str, problem: str, accepted: str
):
    project.change(FILE, old, new)
    fault = project.fault()
    text = (project.root / FILE).read_text(encoding="utf-8")
    assert (fault.file, fault.line) == (FILE, line_of(text, at))
    assert (fault.entry, fault.problem, fault.accepted) == (entry, problem, accepted)


def test_a_doubled_id_is_named_at_its_second_place(project: Project):
    entry = INITIATIVES[INITIATIVES.index('  - id: "1.1"') :]
    project.write(FILE, INITIATIVES + entry)
    assert [(fault.line, fault.problem, fault.accepted) for fault in project.faults()] == [
        (INITIATIVES.count("\n") + 1, "The id '1.1' is used twice.", "one of its own for each entry."),
        (INITIATIVES.count("\n") + 2, "The number '1.1' is used twice.", "one of its own for each entry."),
    ]


def test_every_fault_of_a_file_is_listed_at_once(project: Project):
    project.change(FILE, "kind: ministry", "kind: palace")
    project.change(FILE, "{due: 2018}", "{due: never}")
    project.change(FILE, "    chair: JD\n", "")
    assert [fault.entry for fault in project.faults()] == [
        "bodies › JD › kind",
        "committees › committee › chair",
        "initiatives › 1.1 › deadline › due",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("just words\n", "The value 'just words' stands where a mapping is expected."),
        ("- a\n- b\n", "The value stands where a mapping is expected."),
        ("words: and more words\n", "There is no key 'words' here."),
    ],
)
def test_a_file_of_another_kind_is_said_to_be_one(project: Project, text: str, problem: str):
    project.write(FILE, text)
    faults = project.faults()
    assert (FILE, 1, problem) in [(fault.file, fault.line, fault.problem) for fault in faults]


def test_a_missing_file_is_named(project: Project):
    (project.root / FILE).unlink()
    assert str(project.fault()) == (
        "initiatives.yaml: The file is missing. Accepted: a file of this name; restore it."
    )


@pytest.mark.parametrize("value", ["no", "012", "1:30"])
def test_a_value_that_other_readers_would_turn_into_something_else_stays_text(project: Project, value: str):
    project.change(FILE, "en: Initiative}", f"en: {value}" + "}")
    assert project.read().catalogue.initiatives[0].title.en == value


def test_of_very_many_faults_the_first_are_listed(project: Project):
    project.write(FILE, INITIATIVES + "  - responsible: []\n" * 300)
    faults = project.faults()
    assert len(faults) == 100
    assert "no. 2 › id" in faults[0].entry


def test_a_model_this_strategy_does_not_use_yet_is_read_from_a_file(project: Project):
    project.change(FILE, '    area: "1"\n', "")
    project.change(
        FILE,
        "    deadline: {due: 2018}",
        "    deadline:\n      stages: [{due: 2018-H1, what: {nn: Fyrst}}, {due: 2018-Q4}]\n"
        "      revised: [{due: 2019-05, decided: 2018-11-01, reason: {nb: Forsinket}}]\n"
        "    closed: {on: 2020, reason: {nb: Slått sammen}}\n"
        "    continued_by: {initiative: x, strategy: neste}\n"
        "    assignment_letters: [{year: 2018, title: {nb: Brev}, url: https://www.example.no/b, origin: ours}]",
    )
    project.change(FILE, "    kind: ministry", "    kind: municipal\n    class: true")
    [initiative] = project.read().catalogue.initiatives
    assert initiative.area is None
    assert initiative.deadline is not None
    assert initiative.deadline.original.text == "2018-Q4"
    assert initiative.deadline.revised[0].last_due.text == "2019-05"
    assert initiative.assignment_letters[0].year == 2018
    assert project.read().catalogue.bodies[0].is_class


def test_the_models_of_the_files_are_the_two_that_have_a_schema():
    assert set(MODELS) == {"initiatives", "indicator"}
