"""A number is read only where there is one way to read it."""

import pyarrow as pa
import pytest

from monitor.measures.quality import Missing
from monitor.sources.tabular.numbers import read_numbers


def read(*cells: str) -> list[float | str | None]:
    """The values of a column; the words of the fault where a cell is refused."""
    numbers = read_numbers(pa.array(cells, pa.string()))
    return [numbers.faults.get(row, value) for row, value in enumerate(numbers.values.to_pylist())]


def test_plain_numbers_keep_their_value_and_tell_how_many_decimals_were_printed():
    numbers = read_numbers(pa.array(["5", "5.50", "-0.125", "1.5E-05", "+3", ".5", "5."]))
    assert numbers.values.to_pylist() == [5.0, 5.5, -0.125, 0.000015, 3.0, 0.5, 5.0]
    assert numbers.decimals.to_pylist() == [0, 2, 3, None, 0, 1, 0]
    assert not numbers.faults


@pytest.mark.parametrize(
    ("sign", "reason"),
    [
        ("", Missing.NOT_STATED),
        ("NA", Missing.NOT_STATED),
        ("-", Missing.NOT_STATED),
        ("..", Missing.NOT_AVAILABLE),
        (":", Missing.NOT_AVAILABLE),
        ("c", Missing.CONFIDENTIAL),
        ("z", Missing.NOT_APPLICABLE),
    ],
)
def test_a_sign_in_the_place_of_a_value_is_never_nought_and_tells_why_as_far_as_it_does(sign, reason):
    numbers = read_numbers(pa.array([sign, "1"]))
    assert numbers.values.to_pylist() == [None, 1.0]
    assert numbers.missing.to_pylist() == [reason, None]


def test_a_comma_that_could_be_either_is_refused():
    assert read("1,234", "12")[0] == "'1,234' can be read in two ways, and nothing in the column tells which."


@pytest.mark.parametrize("proof", ["1,234,567", "1,234.5", "12.5"])
def test_a_comma_stands_between_thousands_where_another_cell_proves_it(proof):
    assert read("1,234", proof)[0] == 1234.0


@pytest.mark.parametrize("proof", ["12,5", "0,123", "1 234,5", "1.234,5"])
def test_a_comma_stands_before_decimals_where_another_cell_proves_it(proof):
    assert read("1,234", proof)[0] == 1.234


def test_where_the_cells_contradict_each_other_every_doubtful_one_is_refused():
    cells = read("1,234", "1,5", "12.5", "1.234", "7")
    assert [isinstance(cell, str) for cell in cells] == [True, True, False, True, False]
    assert "points and commas for decimals" in str(cells[0])


def test_a_point_stands_between_thousands_only_where_another_cell_proves_it():
    assert read("1.234", "1.234.567") == [1234.0, 1234567.0]
    assert read("1.234", "7") == [1.234, 7.0]
    assert isinstance(read("1.234", "1,5")[0], str)


def test_spaces_and_apostrophes_between_thousands_can_be_nothing_else():
    assert read("1 234", "1\u00a0234.5", "1'234'567") == [1234.0, 1234.5, 1234567.0]


@pytest.mark.parametrize(
    "cell", ["12.5%", "<5", "about 5", "5*", "1e400", "inf", "1,23,4", "1 23", "0x10", "５"]
)
def test_what_is_no_number_is_refused_and_not_read_in_part(cell):
    assert isinstance(read(cell, "12.5")[0], str)


def test_a_number_beyond_use_is_refused():
    assert "no number that can be used" in str(read("1e99")[0])
