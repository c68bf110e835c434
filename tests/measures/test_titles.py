"""Indicators as lists name them."""

from monitor.measures.datasets import DataSet
from monitor.measures.themes import Theme
from monitor.measures.titles import Titles, title_of
from tests.builders import an_import, an_indicator, both


def goals(**over: object) -> DataSet:
    groups = [{"id": "1", "title": both("Poverty")}, {"id": "2", "title": both("Hunger")}]
    return DataSet.model_validate(
        {"id": "goals", "title": both("Goals"), "language": "en", "groups": groups} | over
    )


def listed(*definitions, dataset: DataSet | None = None) -> Titles:
    return Titles(
        {each.id: title_of(each) for each in definitions},
        {dataset.id: dataset} if dataset is not None else {},
    )


def test_what_ships_stands_under_its_theme():
    found = listed(an_indicator(), an_indicator(id="money", theme="money"), an_indicator(id="rooms"))
    assert {theme: [each.id for each in titles] for theme, titles in found.by_theme.items()} == {
        Theme.HOUSING: ["housing", "rooms"],
        Theme.MONEY: ["money"],
    }
    assert found.by_dataset == {}


def test_an_import_stands_under_the_headings_of_its_set_in_their_order_by_its_number():
    found = listed(
        an_import(id="c", group="2", number="2.1"),
        an_import(id="b", group="1", number="1.10.1"),
        an_import(id="a", group="1", number="1.2.1"),
        an_import(id="d", group="1"),
        an_import(id="e", group="nowhere"),
        an_import(id="f", group=None, theme="housing"),
        dataset=goals(),
    )
    assert {group: [each.id for each in titles] for group, titles in found.by_dataset["goals"].items()} == {
        "1": ["a", "b", "d"],
        "2": ["c"],
        None: ["e", "f"],
    }
    assert [each.id for each in found.by_theme[Theme.HOUSING]] == ["f"], "and where somebody placed it"


def test_a_search_finds_title_number_and_id_however_they_are_written():
    found = listed(
        an_import(id="a", number="1.2.1", title={"en": "Poverty rate", "nb": "Fattigdom"}),
        an_indicator(title=both("Housing")),
    )
    assert list(found.holding("POVERTY", "en").titles) == ["a"]
    assert list(found.holding("fattig", "nb").titles) == ["a"]
    assert list(found.holding("1.2", "en").titles) == ["a"]
    assert list(found.holding("", "en").titles) == ["a", "housing"]
    assert list(found.holding(".*", "en").titles) == []
