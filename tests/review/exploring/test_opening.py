"""An indicator opens with groups that have values, where it has any."""

import pytest

from tests.builders import an_import, both
from tests.measures.vintages import a_new_edition, figures
from tests.review.exploring.test_explorer import explorer, seen

PLACES = [f"{number:02d}" for number in range(20)]


def opened(filled: dict[tuple[str | None, str], int]) -> dict[str, tuple[str | None, ...]]:
    """What an indicator of 20 places and 2 sexes opens with; `filled`: in how many of 4 years they have values."""
    rows = [
        {
            "period": str(2010 + year),
            "value": 5.0 if year < filled.get((place, sex), 0) else None,
            "missing": None if year < filled.get((place, sex), 0) else "not_stated",
            "place": place,
            "sex": sex,
        }
        for place in (None, *PLACES)
        for sex in ("a", "b")
        for year in range(4)
    ]
    imported = an_import(
        id="housing",
        dimensions=[
            {"id": "place", "title": both("Place"), "codes": [{"code": c, "label": both(c)} for c in PLACES]},
            {"id": "sex", "title": both("Sex"), "codes": [{"code": c, "label": both(c)} for c in ("a", "b")]},
        ],
    )
    return dict(seen(explorer(a_new_edition(figures(["place", "sex"], *rows), imported=imported))).codes)


@pytest.mark.parametrize(
    ("filled", "expected"),
    [
        pytest.param(
            {(None, "a"): 1, ("03", "b"): 4}, {"place": (None,), "sex": ("a",)}, id="the first has one"
        ),
        pytest.param({("03", "b"): 1, ("07", "b"): 2}, {"place": ("07",), "sex": ("b",)}, id="the fullest"),
        pytest.param(
            {("03", "b"): 1, ("07", "b"): 1, ("09", "a"): 1},
            {"place": ("03", "07", "09"), "sex": ("a", "b")},
            id="one value each",
        ),
        pytest.param({}, {"place": (None,), "sex": ("a",)}, id="none has any"),
    ],
)
def test_a_group_with_values_comes_first(
    filled: dict[tuple[str | None, str], int], expected: dict[str, tuple[str | None, ...]]
):
    assert opened(filled) == expected
