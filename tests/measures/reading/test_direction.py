"""What a rise or a fall means."""

from decimal import Decimal

import pytest

from monitor.measures.reading.direction import Meaning, direction_of, meaning
from monitor.measures.scales import Direction
from tests.builders import an_indicator, both


@pytest.mark.parametrize(
    ("difference", "direction", "told"),
    [
        (1, Direction.UP_IS_GOOD, Meaning.IMPROVEMENT),
        (-1, Direction.UP_IS_GOOD, Meaning.WORSENING),
        (1, Direction.UP_IS_BAD, Meaning.WORSENING),
        (-1, Direction.UP_IS_BAD, Meaning.IMPROVEMENT),
        (1, Direction.NONE, None),
        (0, Direction.UP_IS_GOOD, None),
    ],
)
def test_a_rise_is_good_or_bad_only_where_the_indicator_says_so(
    difference: int, direction: Direction, told: Meaning | None
):
    assert meaning(Decimal(difference), direction) is told


def test_a_code_has_a_direction_of_its_own_before_that_of_the_indicator():
    indicator = an_indicator(
        direction="up_is_bad",
        dimensions=[
            {
                "id": "answer",
                "title": both("Answer"),
                "codes": [
                    {"code": "own", "label": both("Own"), "direction": "up_is_good"},
                    {"code": "none", "label": both("None")},
                ],
            },
            {
                "id": "stay",
                "title": both("Stay"),
                "codes": [{"code": "short", "label": both("Short"), "direction": "none"}],
            },
        ],
    )
    assert direction_of(indicator, {"answer": "own"}) is Direction.UP_IS_GOOD
    assert direction_of(indicator, {"answer": "none"}) is Direction.UP_IS_BAD
    assert direction_of(indicator, {}) is Direction.UP_IS_BAD
    assert direction_of(indicator, {"answer": "own", "stay": "short"}) is Direction.NONE, "two that disagree"
