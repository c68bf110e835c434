"""How many figures a selection can have is told from what is known of the edition, never too low."""

from datetime import date
from itertools import product

import pytest

from monitor.measures.contents import contents_of
from monitor.measures.selection import ALL, Selection, most_of, periods_of
from tests.measures.vintages import figures

ROWS = [
    {"period": period, "value": 1.0, "sex": sex, "place": place}
    for period, sex, place in product(("undated", "2013", "2014-05", "2014"), (None, "a", "b"), ("x", "y"))
]
TABLE = figures(["sex", "place"], *ROWS)
CONTENTS = contents_of(TABLE)


@pytest.mark.parametrize(
    ("selection", "kept", "most"),
    [
        (ALL, ["undated", "2013", "2014", "2014-05"], 24),
        (Selection(first_day=date(2014, 1, 1)), ["2014", "2014-05"], 12),
        (Selection(last_day=date(2014, 6, 1)), ["2013", "2014-05"], 12),
        (Selection(periods=("2013", "undated", "1999")), ["undated", "2013"], 12),
        (Selection({"sex": ("a",)}), ["undated", "2013", "2014", "2014-05"], 8),
        (Selection({"sex": ("a", "a", "zzz")}), ["undated", "2013", "2014", "2014-05"], 8),
        (Selection({"sex": (None, "a"), "place": ("x",)}), ["undated", "2013", "2014", "2014-05"], 12),
        (Selection({"sex": (None, "a")}, periods=("2013",)), ["2013"], 6),
        (Selection({"sex": ()}), ["undated", "2013", "2014", "2014-05"], 0),
    ],
)
def test_no_selection_has_more_than_its_periods_or_the_codes_of_one_dimension(
    selection: Selection, kept: list[str], most: int
):
    assert periods_of(selection, CONTENTS) == kept
    assert most_of(selection, CONTENTS) == most
    there = [
        row
        for row in ROWS
        if row["period"] in kept and all(row[name] in codes for name, codes in selection.codes.items())
    ]
    assert len(there) <= most
