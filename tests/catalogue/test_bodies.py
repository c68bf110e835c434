"""Bodies change their names; each day is read with the name of that day."""

from datetime import date

import pytest

from monitor.catalogue.bodies import Body
from tests.builders import both


def a_body(*names: tuple[str, str | None, str | None]) -> Body:
    return Body.model_validate(
        {
            "id": "KMD",
            "kind": "ministry",
            "names": [
                {"name": both(name), "abbreviation": name, "from": first, "to": last, "verified": False}
                for name, first, last in names
            ],
        }
    )


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2013, 12, 31), "KRD"),
        (date(2014, 1, 1), "KMD"),
        (date(2021, 12, 31), "KMD"),
        (date(2022, 1, 1), "KDD"),
        (date(2030, 1, 1), "KDD"),
    ],
)
def test_the_name_of_a_day_holds_from_its_first_day_to_its_last(day: date, name: str):
    body = a_body(("KRD", None, "2013"), ("KMD", "2014", "2021"), ("KDD", "2022", None))
    assert body.name_on(day).abbreviation == name


def test_a_day_without_a_name_takes_the_name_before_it():
    body = a_body(("OLD", "2010", "2012"), ("NEWER", "2013", "2014"), ("NEW", "2016", None))
    assert body.name_on(date(2015, 6, 1)).abbreviation == "NEWER"


def test_a_day_before_all_names_takes_the_first():
    assert a_body(("FIRST", "2010", None)).name_on(date(2000, 1, 1)).abbreviation == "FIRST"


def test_a_body_may_be_a_class_of_bodies():
    municipalities = Body.model_validate(
        {
            "id": "municipalities",
            "kind": "municipal",
            "class": "true",
            "names": [{"name": both("Municipalities"), "verified": "true"}],
        }
    )
    assert municipalities.is_class
    assert not a_body(("KMD", None, None)).is_class
