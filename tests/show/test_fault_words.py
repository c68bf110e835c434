"""What the doors say of a row in English is said in Norwegian too; what is not known is marked as English."""

import pytest

from monitor.errors import Fault
from monitor.show import fault_words
from monitor.show.words import Words
from monitor.sources.tidy_csv import read_tidy
from tests.measures.vintages import a_definition

EN, NB = Words("en"), Words("nb")


def fault(problem: str = "x", accepted: str = "y") -> Fault:
    return Fault("a.csv", 3, "value", problem, accepted)


@pytest.mark.parametrize(
    "row",
    [
        "2014,c,1,,,,", "2014,,many,,,,", "never,,1,,,,", "2014,,1,x,,,", "2014,,1,,2,1,", "2014,,1,,,3,",
        "2014,,1,,2,3,", "2014,,1,,,,gone",
    ],
)  # fmt: skip
def test_every_refusal_of_a_plain_table_is_worded(row: str):
    table = f"period,sex,value,n,lower,upper,missing\n{row}\n"
    (found,) = read_tidy(table.encode(), a_definition("sex")).refused
    for _ in (EN, NB):
        assert "lang=" not in str(fault_words.problem(found, _))
        assert "lang=" not in str(fault_words.accepted(found, _))
    assert fault_words.problem(found, EN) == found.problem
    assert fault_words.problem(found, NB) != found.problem


def test_what_is_not_known_is_shown_in_english_and_marked_so():
    assert fault_words.problem(fault("Something <new>."), EN) == "Something <new>."
    assert (
        fault_words.problem(fault("Something <new>."), NB) == '<span lang="en">Something &lt;new&gt;.</span>'
    )


def test_the_place_names_file_line_and_column():
    assert fault_words.place(fault(), NB) == "a.csv, linje 3, value"
    assert fault_words.place(Fault("a.csv", 0, "", "x", "y"), EN) == "a.csv"
