"""Real files of national repositories (real/NOTICE.md) say here what they say at their publisher."""

from pathlib import Path

from monitor.measures.received import Received
from monitor.sources.bundles import Folder
from monitor.sources.delivery import Delivery
from monitor.sources.opensdg.repository import read_repository

REAL = Path(__file__).parent / "real"


def country(name: str) -> Delivery:
    return read_repository(Folder(REAL / name), identity=name, language="en")


def indicator(name: str, number: str) -> Received:
    (found,) = [each for each in country(name).indicators if each.definition.number == number]
    return found


def rows(received: Received, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in columns) for row in received.figures.to_pylist()]


def test_nothing_of_them_is_refused():
    for name, indicators in (("canada", 2), ("uk", 4), ("usa", 1)):
        read = country(name)
        assert len(read.indicators) == indicators
        assert read.noted == ()
        assert [fault for each in read.indicators for fault in each.refused] == []


def test_years_of_three_and_quarters_of_the_uk_are_periods():
    assert rows(indicator("uk", "3.1.1"), "period", "value")[:2] == [
        ("2003..2005", 13.95),
        ("2004..2006", 12.56),
    ]
    assert rows(indicator("uk", "3.d.2"), "period", "value")[0] == ("2016-Q4", 11.9891)


def test_what_is_measured_in_the_uk_stands_apart_from_its_unit():
    extent = indicator("uk", "14.5.1").definition
    assert [dimension.id for dimension in extent.measures] == ["units", "unit_measure"]
    assert [code.label.en for code in extent.measures[0].codes] == [
        "Marine protected area extent",
        "Proportion of marine protected area",
    ]
    assert [code.unit and code.label.en for code in extent.measures[1].codes] == [
        "Hectares (Million)",
        "Percentage (%)",
    ]


def test_thousands_that_a_unit_names_are_not_said_twice():
    money = indicator("uk", "8.a.1")
    assert [code.code for code in money.definition.measures[0].codes] == [
        "GBP (£ thousands)",
        "USD ($ thousands)",
    ]
    assert ("Unspecified", -9945.312853) in rows(money, "by:country_income_classification", "value")


def test_goals_are_named_though_the_shared_words_are_not_there():
    assert [(group.id, group.title.nb) for group in country("uk").dataset.groups] == [
        ("3", "God helse og livskvalitet"),
        ("8", "Anstendig arbeid og økonomisk vekst"),
        ("14", "Livet i havet"),
    ]
    assert (
        country("canada").dataset.groups[0].title.en
        == "Ensure sustainable consumption and production patterns"
    )
    assert [group.title.en for group in country("usa").dataset.groups] == ["Goal 16"]


def test_a_description_of_canada_is_the_definition():
    definition = indicator("canada", "12.7.1").definition
    assert definition.title.en is not None and definition.title.en.startswith("Degree of sustainable public")
    assert definition.definition is not None and "- Existence of SPP monitoring system" in (
        definition.definition.en or ""
    )
    assert definition.method is None
    assert definition.unit is None
    assert (
        definition.sources[0].title
        == "Treasury Board Secretariat. Policy on Green Procurement. Custom Tabulation."
    )
