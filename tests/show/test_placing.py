"""Words beside marks: none over another, each as near to its mark as that leaves."""

from itertools import pairwise

import pytest

from monitor.show.charts.exploring.placing import spread


@pytest.mark.parametrize(
    "heights",
    [[0.0, 100.0], [0.0, 0.0, 0.0], [5.0, 90.0, 7.0, 6.0, 91.0], [0.0, 15.0, 30.0, 31.0], [3.0], []],
)
def test_words_stand_apart_in_the_order_of_their_marks(heights: list[float]):
    stand = sorted(
        zip(heights, [a + b for a, b in zip(heights, spread(heights, 16), strict=True)], strict=True)
    )
    assert [there for _, there in stand] == sorted(there for _, there in stand)
    assert all(later - earlier >= 16 - 1e-9 for earlier, later in pairwise(there for _, there in stand))


def test_words_that_have_room_stay_beside_their_marks():
    assert spread([0.0, 50.0, 100.0], 16) == [0.0, 0.0, 0.0]


def test_words_that_touch_move_as_little_up_as_down():
    assert spread([10.0, 10.0], 16) == [-8.0, 8.0]
