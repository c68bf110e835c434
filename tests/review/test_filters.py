"""Choosing initiatives."""

from datetime import date

import pytest

from monitor.reporting.status import Status
from monitor.review.filters import Filter, chosen
from tests.builders import a_catalogue, a_standing, an_entry, an_initiative, both, for_bodies

DAY = date(2019, 6, 1)
INITIATIVES = (
    an_initiative(id="1.1", area="a", responsible=for_bodies("JD", "HOD")),
    an_initiative(id="1.2", area="b", title=both("Housing for all"), deadline={"due": "2020-H1"}),
    an_initiative(
        id="1.3", area=None, deadline=None, responsible=for_bodies("KDI"), description={"nn": "Bustad"}
    ),
)
CATALOGUE = a_catalogue(
    *INITIATIVES,
    areas=[{"id": "a", "title": both("A")}, {"id": "b", "title": both("B"), "parent": "a"}],
)
ROWS = [
    a_standing(initiative=INITIATIVES[0], as_of=DAY),
    a_standing(initiative=INITIATIVES[1], report=an_entry(status=Status.COMPLETED), as_of=DAY),
    a_standing(initiative=INITIATIVES[2], as_of=DAY),
]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), ["1.1", "1.2", "1.3"]),
        (Filter(area="a"), ["1.1", "1.2"]),
        (Filter(area="b"), ["1.2"]),
        (Filter(area="nowhere"), []),
        (Filter(body="HOD"), ["1.1"]),
        (Filter(body="KDI"), ["1.3"]),
        (Filter(body="nobody"), []),
        (Filter(status="completed"), ["1.2"]),
        (Filter(status="not_reported"), ["1.1", "1.3"]),
        (Filter(status="not_started"), []),
        (Filter(status="late"), ["1.1"]),
        (Filter(deadline="2018"), ["1.1"]),
        (Filter(deadline="2020"), ["1.2"]),
        (Filter(text="housing"), ["1.2"]),
        (Filter(text="HOUSING all"), ["1.2"]),
        (Filter(text="all housing nothing"), []),
        (Filter(text="1.3"), ["1.3"]),
        (Filter(text="bustad"), ["1.3"]),
        (Filter(text="ministry of health"), ["1.1"]),
        (Filter(text="  "), ["1.1", "1.2", "1.3"]),
        (Filter(area="a", status="not_reported"), ["1.1"]),
        (Filter(area="b", status="not_reported"), []),
    ],
)
def test_a_row_is_shown_when_it_satisfies_every_field(wanted: Filter, found: list[str]):
    assert [row.initiative.id for row in chosen(ROWS, wanted, CATALOGUE)] == found


def test_a_filter_is_one_only_when_something_is_chosen():
    assert not Filter()
    assert not Filter(text="  ")
    assert Filter(status="late")
