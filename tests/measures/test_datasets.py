"""Sets of indicators that came from outside."""

import pytest
from pydantic import ValidationError

from monitor.measures.datasets import DataSet
from tests.builders import an_import, both


def test_a_set_says_its_language_and_its_headings_in_order():
    goals = DataSet.model_validate(
        {
            "id": "goals",
            "title": both("Goals"),
            "language": "de-CH",
            "groups": [{"id": "2", "title": both("Hunger")}, {"id": "1", "title": both("Poverty")}],
        }
    )
    assert [group.id for group in goals.groups] == ["2", "1"]
    assert (goals.publisher, goals.licence) == (None, None)


def test_a_heading_stands_once():
    group = {"id": "1", "title": both("Poverty")}
    with pytest.raises(ValidationError, match="the group '1' is used twice"):
        DataSet.model_validate(
            {"id": "goals", "title": both("Goals"), "language": "en", "groups": [group, group]}
        )


def test_an_import_keeps_the_number_and_the_remarks_of_its_source():
    read = an_import(
        group="1", number="1.1.1", remarks=[{"heading": {"en": "Contact"}, "text": {"en": "The office"}}]
    )
    assert (read.dataset, read.group, read.number) == ("goals", "1", "1.1.1")
    assert read.remarks[0].text.en == "The office"


@pytest.mark.parametrize("name", ["../goals", "Goals", "1", ""])
def test_the_id_of_an_import_can_be_the_name_of_a_file(name: str):
    with pytest.raises(ValidationError, match="id"):
        an_import(id=name)
