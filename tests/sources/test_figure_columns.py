"""The columns that a file of figures may have beside those it must."""

from decimal import Decimal

import pytest

from monitor.measures.observations import Observation
from monitor.measures.quality import Flag, Missing
from tests.sources.conftest import FIGURES, Project

DATA = "data/housing.csv"
HEADER = FIGURES.split("\n", 1)[0]


def figures(project: Project, columns: str, *lines: str) -> tuple[Observation, ...]:
    project.write(DATA, "\n".join((f"{HEADER},{columns}", *lines)) + "\n")
    return project.read().measures.series["housing"].observations


def test_a_figure_with_all_that_is_needed_to_judge_it(project: Project):
    [figure] = figures(
        project,
        "numerator,denominator,lower,upper,level,flags,missing",
        "2014,own,56.0,264,,ssb,high,,,148,264,50,62.5,95,revised provisional,",
    )
    assert (figure.numerator, figure.denominator) == (Decimal(148), Decimal(264))
    assert figure.interval is not None
    assert (figure.interval.lower, figure.interval.upper, figure.interval.level) == (50, Decimal("62.5"), 95)
    assert figure.flags == (Flag.PROVISIONAL, Flag.REVISED), "in the order of the flags"
    assert figure.missing is None


def test_any_of_them_may_be_left_out_and_they_may_stand_in_any_order(project: Project):
    [figure] = figures(project, "flags,lower,upper", "2014,own,56,,,ssb,high,,,,50,62")
    assert (figure.flags, figure.numerator, figure.missing) == ((), None, None)
    assert figure.interval is not None
    assert figure.interval.level is None


def test_a_figure_that_is_not_there_says_why(project: Project):
    [figure] = figures(project, "missing", "2014,own,,,,ssb,high,,,confidential")
    assert (figure.value, figure.missing) == (None, Missing.CONFIDENTIAL)


@pytest.mark.parametrize(
    ("columns", "cells", "entry", "problem", "accepted"),
    [
        ("missing", "56,,,ssb,high,,,hidden", "missing", "There is a value and a reason why there is none.",
         "one of the two."),
        ("missing", ",,,ssb,high,,,", "value", "'' is no number.", "digits with a point"),
        ("missing", ",,,ssb,high,,,lost", "missing", "'lost' is not known.", "one of not_stated, "),
        ("flags", "56,,,ssb,high,,,about lost", "flags", "'lost' is not known.", "any of provisional, "),
        ("numerator", "56,,,ssb,high,,,half", "numerator", "'half' is no number.", "digits with a point"),
        ("denominator", "56,,,ssb,high,,,0", "denominator", "0 is nothing to divide by.", "a number above zero."),
        ("lower,upper", "56,,,ssb,high,,,50,", "lower", "The interval is not whole.", "lower and upper bound"),
        ("lower,upper,level", "56,,,ssb,high,,,,,95", "lower", "The interval is not whole.", "lower and upper"),
        ("lower,upper", "56,,,ssb,high,,,62,50", "lower", "62 lies above the upper bound 50.", "the lower bound"),
        ("lower,upper", "56,,,ssb,high,,,57,62", "lower", "The value 56 lies outside its interval.", "bounds that"),
        ("lower,upper,level", "56,,,ssb,high,,,50,62,100", "level", "100 is no level.", "per cent between"),
    ],
)  # fmt: skip
def test_a_fault_in_them_says_where_what_and_what_would_be_right(
    project: Project, columns: str, cells: str, entry: str, problem: str, accepted: str
):
    project.write(DATA, f"{HEADER},{columns}\n2014,own,{cells}\n")
    fault = project.fault()
    assert (fault.line, fault.entry, fault.problem) == (2, entry, problem)
    assert fault.accepted.startswith(accepted)


@pytest.mark.parametrize("columns", ["flag", "flags,flags", "value", ""])
def test_a_column_that_is_not_known_or_stands_twice_is_refused(project: Project, columns: str):
    project.write(DATA, f"{HEADER},{columns}\n")
    fault = project.fault()
    assert fault.line == 1
    assert fault.accepted.endswith(
        "note_nb, and behind it any of numerator,denominator,lower,upper,level,flags,missing."
    )


MEASURE = """\
    title: {nb: Svar, en: Answer}
    kind: measure
"""


def test_of_a_measure_one_is_always_chosen(project: Project):
    project.change("indicators/housing.yaml", "    title: {nb: Svar, en: Answer}\n", MEASURE)
    project.write(DATA, f"{HEADER}\n2014,,56,,,ssb,high,,\n")
    fault = project.fault()
    assert (fault.entry, fault.problem, fault.accepted) == (
        "answer",
        "A measure has no total.",
        "one of own, none.",
    )


def test_a_share_is_judged_by_the_unit_of_its_measure(project: Project):
    project.change("indicators/housing.yaml", "    title: {nb: Svar, en: Answer}\n", MEASURE)
    project.change("indicators/housing.yaml", "{code: own, ", "{code: own, unit: persons, ")
    project.write(DATA, f"{HEADER}\n2014,own,5600,,,ssb,high,,\n2014,none,101,,,ssb,high,,\n")
    fault = project.fault()
    assert (fault.line, fault.problem) == (3, "101 per cent is no share.")


@pytest.mark.parametrize(
    ("key", "entry"),
    [
        ("comparable_with: [other]", "comparable_with › no. 1"),
        ("reference: {population: {nb: Alle}, indicator: other}", "reference › indicator"),
    ],
)
def test_another_indicator_that_is_named_is_there(project: Project, key: str, entry: str):
    project.change("indicators/housing.yaml", "shown_as: bars", f"shown_as: bars\n{key}")
    fault = project.fault()
    assert (fault.entry, fault.problem) == (entry, "There is no other indicator 'other'.")


@pytest.mark.parametrize(
    ("seen", "flags"),
    [("source", ()), ("second_hand", (Flag.SECOND_HAND,)), ("derived", (Flag.DERIVED,))],
)
def test_a_figure_is_flagged_for_how_its_source_was_seen(
    project: Project, seen: str, flags: tuple[Flag, ...]
):
    project.change("indicators/housing.yaml", "seen: source", f"seen: {seen}")
    [figure] = figures(project, "flags", "2014,own,56,,,ssb,high,,,revised")
    assert figure.flags == (Flag.REVISED, *flags)
