"""Faults in indicators and their figures are named by file, line, entry and what would be right."""

import shutil
from decimal import Decimal

import pytest

from tests.sources.conftest import FIGURES, Project

DATA = "data/housing.csv"
FILE = "indicators/housing.yaml"


def test_figures_are_read_as_printed(project: Project):
    first, second = project.read().measures.series["housing"].observations
    assert (first.value, first.n, first.group) == (Decimal("56"), 463, {"answer": "own"})
    assert str(second.value) == "24.0"
    assert second.qualifier is not None
    assert second.qualifier.value == "about"
    assert second.note is not None
    assert second.note.nb == "En merknad"


def test_a_blank_dimension_is_the_total(project: Project):
    project.change(DATA, "2014,own,", "2014,,")
    assert project.read().measures.series["housing"].observations[0].group == {}


@pytest.mark.parametrize(
    ("old", "new", "entry", "problem", "accepted"),
    [
        (",56,", ',"5,6",', "value", "'5,6' is no number.", "digits with a point for decimals, such as 56 or 5.5."),
        (",56,", ",,", "value", "'' is no number.", "digits with a point for decimals, such as 56 or 5.5."),
        (",56,", ",1e3,", "value", "'1e3' is no number.", "digits with a point for decimals, such as 56 or 5.5."),
        (",56,", ",nan,", "value", "'nan' is no number.", "digits with a point for decimals, such as 56 or 5.5."),
        (",463,", ",0,", "n", "'0' is no count.", "a whole number above zero, or blank."),
        (",463,", ",-5,", "n", "'-5' is no count.", "a whole number above zero, or blank."),
        (",463,", ",46.3,", "n", "'46.3' is no count.", "a whole number above zero, or blank."),
        (",own,", ",rented,", "answer", "'rented' is not known.", "one of own, none."),
        (",,ssb", ",circa,ssb", "qualifier", "'circa' is not known.",
         "one of about, almost, over, under, worded, planned, target, at_least, up_to."),
        (",ssb,", ",nav,", "source", "'nav' is not known.", "one of ssb."),
        ("ssb,high", "ssb,sure", "confidence", "'sure' is not known.", "one of high, medium, low."),
        ("2014,own", "2018-02-30,own", "period", "'2018-02-30' is no period.",
         "2014, 2021-05, 2021-05-05, 2023-Q2, 2025-W07, 2022/23, 2011..2013, 2019-03..2019-05 or undated."),
        ("2014,own", f"{'9' * 3000},own", "period", f"'{'9' * 60}'… is no period.",
         "2014, 2021-05, 2021-05-05, 2023-Q2, 2025-W07, 2022/23, 2011..2013, 2019-03..2019-05 or undated."),
        ("high,,", "high,Only English,", "note_en", "The note exists in one language.",
         "the note in both languages, or in neither."),
        ("2014,own,56,463", "2014,own,5,6,463", "", "The line has 10 cells.",
         "9 cells, texts with a comma in double quotes."),
    ],
)  # fmt: skip
def test_a_fault_in_the_figures_says_where_what_and_what_would_be_right(
    project: Project, old: str, new: str, entry: str, problem: str, accepted: str
):
    project.change(DATA, old, new)
    fault = project.fault()
    assert (fault.file, fault.line) == (DATA, 2)
    assert (fault.entry, fault.problem, fault.accepted) == (entry, problem, accepted)


def test_every_faulty_cell_is_listed(project: Project):
    project.write(DATA, FIGURES.replace("56,463", "x,0").replace("24.0", "y"))
    assert [(fault.line, fault.entry) for fault in project.faults()] == [(2, "value"), (2, "n"), (3, "value")]


def test_the_same_figure_stands_once(project: Project):
    project.write(DATA, FIGURES + "2014,own,57,,,ssb,high,,\n")
    fault = project.fault()
    assert (fault.line, fault.problem) == (4, "The figure for 2014 / own stands twice.")


def test_a_file_without_figures_is_refused(project: Project):
    project.write(DATA, FIGURES.split("\n", 1)[0] + "\n")
    assert project.fault().problem == "The file holds no figure."


def test_a_header_without_the_dimension_is_refused_with_the_right_one(project: Project):
    project.change(DATA, "period,answer,value", "period,value")
    assert project.fault().accepted == (
        "the header period,answer,value,n,qualifier,source,confidence,note_en,note_nb, "
        "and behind it any of numerator,denominator,lower,upper,level,flags,missing."
    )


def test_figures_that_no_indicator_owns_are_named(project: Project):
    project.write("data/stray.csv", FIGURES)
    fault = project.fault()
    assert (fault.file, fault.problem) == ("data/stray.csv", "No indicator owns this file.")
    assert fault.accepted == "indicators/stray.yaml, or no such file."


def test_an_indicator_without_figures_is_named_by_the_missing_file(project: Project):
    (project.root / DATA).unlink()
    assert str(project.fault()).startswith("data/housing.csv: The file is missing. Accepted: ")


@pytest.mark.parametrize("folder", ["indicators", "data"])
def test_a_missing_folder_is_named(project: Project, folder: str):
    shutil.rmtree(project.root / folder)
    faults = project.faults()
    assert folder in {fault.file.split("/")[0] for fault in faults}
    assert {fault.problem for fault in faults} & {"The folder holds no indicator.", "The file is missing."}


@pytest.mark.parametrize(
    ("old", "new", "entry", "problem", "accepted"),
    [
        ("id: housing", "id: homes", "id", "The id 'homes' is not the file's name.", "'housing'."),
        ('initiative: "1.1"', 'initiative: "7.7"', "links › no. 1 › initiative", "There is no initiative '7.7'.",
         "one of 1.1."),
        pytest.param(
         "unit: percent", "unit: percent\npersons: unpublished", "persons",
         "What ships is public, so it cannot hold figures on persons that nobody has published.",
         "published figures here, and unpublished ones as an import.", id="unpublished persons"),
        ("unit: percent", "unit: pounds", "unit", "The value 'pounds' is not known.", "'percent', 'persons', "),
        ("year: 2015", "year: MMXV", "sources › ssb › year", "'MMXV' is no year.", "four digits, such as 2018."),
        ("year: 2015", "year: 2_015", "sources › ssb › year", "'2_015' is no year.", "four digits, such as 2018."),
        ("year: 2015", "year: ２０１５", "sources › ssb › year", "'２０１５' is no year.",
         "four digits, such as 2018."),
        ("shown_as: bars", "shown_as: bars\nheadline: {answer: both}", "",
         "The headline names answer: both, which is no code here.", "one of its codes."),
        ("code: none", "code: own", "", "The code of answer 'own' is used twice.", "an id of its own for each."),
        ("shown_as: bars", "shown_as: bars\nconflicts: [{indicator: other, note: {nb: Nei}}]",
         "conflicts › no. 1 › indicator", "There is no other indicator 'other'.", "one of ."),
        ("theme: housing\n", "", "theme", "The key 'theme' is missing.", "'theme' with a value."),
    ],
)  # fmt: skip
def test_a_fault_in_a_definition_says_where_what_and_what_would_be_right(
    project: Project, old: str, new: str, entry: str, problem: str, accepted: str
):
    project.change(FILE, old, new)
    fault = project.fault()
    assert fault.file == FILE
    assert fault.line >= 1
    assert (fault.entry, fault.problem) == (entry, problem)
    assert fault.accepted.startswith(accepted)


def test_the_other_files_are_checked_even_where_the_catalogue_cannot_be_read(project: Project):
    project.write("initiatives.yaml", "strategy: [\n")
    project.change(DATA, ",56,", ",x,")
    project.change("data/public_record.csv", ",done,", ",finished,")
    assert [fault.file for fault in project.faults()] == ["initiatives.yaml", "data/public_record.csv", DATA]


def test_a_line_with_too_many_cells_does_not_hide_the_faults_after_it(project: Project):
    project.write(DATA, FIGURES.replace("own,56", "own,5,6").replace("24.0", "y"))
    assert [(fault.line, fault.entry) for fault in project.faults()] == [(2, ""), (3, "value")]


def test_faults_of_several_files_are_listed_together(project: Project):
    project.change(FILE, "unit: percent", "unit: pounds")
    project.change("data/public_record.csv", ",done,", ",finished,")
    project.write("data/stray.csv", "x\n")
    assert [fault.file for fault in project.faults()] == [
        "data/public_record.csv",
        FILE,
        "data/stray.csv",
    ]


def test_a_file_that_ends_in_yml_is_named_instead_of_passed_over(project: Project):
    (project.root / "indicators" / "other.yml").write_text("id: other\n", encoding="utf-8")
    [fault] = project.faults()
    assert (fault.file, fault.accepted) == ("indicators/other.yml", "indicators/other.yaml.")
