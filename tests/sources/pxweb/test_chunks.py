"""A question that is too large is cut into even ones that together ask for everything once."""

from itertools import product
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.sources.pxweb.chunks import cells, cut


def a_selection(*lengths: int) -> dict[str, tuple[str, ...]]:
    return {
        f"v{at}": tuple(f"{at}.{number}" for number in range(length)) for at, length in enumerate(lengths)
    }


def test_what_is_small_enough_is_one_question():
    assert cut(a_selection(2, 3), 6) == [a_selection(2, 3)]


def test_the_longest_variable_is_cut_into_even_stretches():
    parts = cut(a_selection(2, 10), 7)
    assert [cells(part) for part in parts] == [6, 6, 6, 2]
    assert all(len(part["v0"]) == 2 for part in parts)


def test_where_one_code_of_the_longest_is_still_too_much_the_next_is_cut_too():
    parts = cut(a_selection(10, 9, 8), 50)
    assert max(map(cells, parts)) <= 50
    assert len(parts) == 20  # 8 · 9 cells for each of ten codes, in two halves of the nine


def test_a_limit_of_one_asks_for_each_cell():
    assert len(cut(a_selection(3, 4), 1)) == 12


@pytest.mark.parametrize("lengths", [(357, 100, 30, 4), (1, 1_000_000), (50, 50, 50, 50)])
def test_large_tables_need_few_more_questions_than_the_fewest(lengths: tuple[int, ...]):
    selection = a_selection(*lengths)
    parts = cut(selection, 400_000)
    assert max(map(cells, parts)) <= 400_000
    assert len(parts) <= 1.5 * ceil(cells(selection) / 400_000)


@given(st.lists(st.integers(1, 7), min_size=1, max_size=4), st.integers(1, 60))
def test_every_cell_is_asked_for_once(lengths: list[int], limit: int):
    selection = a_selection(*lengths)
    parts = cut(selection, limit)
    asked = [cell for part in parts for cell in product(*part.values())]
    assert sorted(asked) == sorted(product(*selection.values()))
    assert all(cells(part) <= limit and list(part) == list(selection) for part in parts)
