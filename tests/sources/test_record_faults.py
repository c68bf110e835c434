"""A fault in `data/public_record.csv` is named by line, entry, what is wrong and what would be right."""

import pytest

from tests.sources.conftest import RECORD, Project

FILE = "data/public_record.csv"


def test_an_entry_is_read_as_it_stands(project: Project):
    [entry] = project.read().record
    assert (entry.id, entry.initiative, entry.text.en, entry.text.nb) == (
        "found",
        "1.1",
        "It is, done",
        "Gjort",
    )


@pytest.mark.parametrize(
    ("old", "new", "entry", "problem", "accepted"),
    [
        ("2019-03-01", "2018-02-30", "found › publication_day", "'2018-02-30' is no day of the calendar.",
         "2018, 2018-H1, 2018-Q3, 2018-05 or 2018-05-31."),
        (",done,", ",finished,", "found › supports", "The value 'finished' is not known.",
         "'done', 'done_late', 'partly', 'not_achieved' or 'not_evidenced'."),
        (",high,", ",sure,", "found › confidence", "The value 'sure' is not known.", "'high', 'medium' or 'low'."),
        (",high,", ",,", "found › confidence", "The key 'confidence' is missing.", "'confidence' with a value."),
        (",1.1,", ",9.9,", "found", "There is no initiative '9.9'.", "one of 1.1, or blank for the strategy."),
        ("https://www.example.no/r", "www.example.no/r", "found › url", "'www.example.no/r' is no web address.",
         "one such as https://www.regjeringen.no/…."),
        (",2019,https", ",next year,https", "found › source_year", "'next year' is no year.",
         "four digits, such as 2018."),
        ('"It is, done",Gjort', ",", "found › text", "The text exists in no language.", "at least one of nb, nn, en."),
        (",SSB,2019", ",SSB,2019,extra", "", "The line has 19 cells.",
         "18 cells, texts with a comma in double quotes."),
        ('"It is, done",Gjort', '"It is, done', "", "This is no valid CSV: unexpected end of data.",
         "quotes that are closed again."),
    ],
)  # fmt: skip
def test_a_fault_says_where_what_and_what_would_be_right(
    project: Project, old: str, new: str, entry: str, problem: str, accepted: str
):
    head, row = RECORD.split("\n", 1)
    project.write(FILE, head + "\n" + row.replace(old, new, 1))
    fault = project.fault()
    assert fault.file == FILE
    assert fault.line in (2, 3)  # a quote left open is noticed where the file ends
    assert (fault.entry, fault.problem, fault.accepted) == (entry, problem, accepted)


def test_an_id_that_stands_twice_is_named_at_its_second_line(project: Project):
    project.write(FILE, RECORD + RECORD.split("\n", 1)[1])
    fault = project.fault()
    assert (fault.line, fault.entry, fault.problem) == (3, "found", "The id stands twice.")


def test_another_header_is_refused_with_the_right_one(project: Project):
    project.change(FILE, "id,initiative,kind", "id,kind,initiative")
    fault = project.fault()
    assert (fault.line, fault.problem[:34]) == (1, "The header is 'id,kind,initiative,")
    assert fault.accepted.startswith("the header id,initiative,kind,event_day,")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "The file is empty."),
        (RECORD.encode() + b"\0", "The file holds NUL characters."),
        (RECORD.replace("Gjort", "Gjøres").encode("latin-1"), "The text is not UTF-8."),
    ],
    ids=["nothing", "a NUL", "Latin-1"],
)
def test_a_file_that_is_no_text_of_ours_is_refused(project: Project, content: bytes, problem: str):
    project.write(FILE, content)
    assert project.fault().problem == problem


def test_a_missing_file_is_named(project: Project):
    (project.root / FILE).unlink()
    assert str(project.fault()).startswith("data/public_record.csv: The file is missing. Accepted: ")


def test_blank_lines_and_windows_line_ends_change_nothing(project: Project):
    project.write(FILE, "\ufeff" + RECORD.replace("\n", "\r\n") + "\r\n,,,,,,,,,,,,,,\r\n")
    assert [entry.id for entry in project.read().record] == ["found"]


def test_the_line_of_a_fault_counts_the_lines_inside_quotes(project: Project):
    project.write(
        FILE,
        RECORD.replace("It is, done", "It is\ndone")
        + "second,9.9"
        + ",".join(RECORD.split("\n")[1].split(",1.1")[1:])
        + "\n",
    )
    assert project.fault().line == 4
