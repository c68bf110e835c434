"""The strategy, the public record and the figures as they ship, beside facts typed out here a second time."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from pydantic import BaseModel

from monitor.catalogue.text import LocalText
from monitor.evidence.record import Evidence, PublicStatus, reading
from monitor.measures.themes import Theme
from monitor.settings import ROOT
from monitor.sources.shipped import Shipped, read_shipped
from tests.printed import PRINTED

TODAY = date(2026, 11, 1)

# What we read in public sources by today, and how sure we are.
READINGS = """
1.1 partly        low
1.2 not_evidenced low
1.3 partly        medium
1.4 not_evidenced low
1.5 not_achieved  high
2.1 not_evidenced low
2.2 not_evidenced low
2.3 not_evidenced low
2.4 not_evidenced low
2.5 done          medium
2.6 done          high
3.1 not_achieved  medium
3.2 partly        medium
3.3 not_evidenced low
3.4 not_evidenced low
3.5 done          medium
3.6 not_evidenced low
3.7 done_late     high
"""


@pytest.fixture(scope="module")
def shipped() -> Shipped:
    return read_shipped(ROOT)


def texts(part: object, where: str) -> Iterator[tuple[str, LocalText]]:
    """Every text in a model, with the way to it."""
    if isinstance(part, LocalText):
        yield where, part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from texts(getattr(part, name), f"{where}.{name}")
    elif isinstance(part, (tuple, list)):
        for place, entry in enumerate(part):
            yield from texts(entry, f"{where}[{place}]")


def test_the_strategy_has_its_18_initiatives_in_printed_order(shipped: Shipped):
    assert [entry.number for entry in shipped.catalogue.initiatives] == list(PRINTED)


@pytest.mark.parametrize("number", PRINTED)
def test_an_initiative_has_the_title_the_bodies_and_the_deadline_of_the_print(shipped: Shipped, number: str):
    printed, initiative = PRINTED[number], shipped.catalogue.initiative[number]
    assert initiative.title.en == printed.title
    assert ", ".join(initiative.bodies()) == printed.bodies
    assert {part.role.value for part in initiative.responsible} == {"responsible"}
    assert initiative.deadline is not None
    assert initiative.deadline.original.text == str(printed.deadline)
    assert (initiative.deadline.revised, initiative.deadline.stages) == ((), ())
    assert (initiative.id, initiative.number, initiative.area) == (number, number, number[0])


def test_four_are_due_in_2017_nine_in_2018_three_in_2019_and_two_in_2020(shipped: Shipped):
    years = Counter(
        entry.deadline.original.text for entry in shipped.catalogue.initiatives if entry.deadline is not None
    )
    assert years == {"2017": 4, "2018": 9, "2019": 3, "2020": 2}


def test_the_strategy_says_what_its_first_pages_say(shipped: Shipped):
    strategy = shipped.catalogue.strategy
    assert strategy.publication.number == "G-0440 B"
    assert (strategy.publication.printed.text, strategy.period.from_.text, strategy.period.to.text) == (
        "2017-04",
        "2017",
        "2021",
    )
    assert [goal.id for goal in strategy.goals] == ["G1", "G2", "G3"]
    assert strategy.vision.en == "A crime-free life for more people"
    assert [area.id for area in shipped.catalogue.areas] == ["1", "2", "3"]


def test_all_initiatives_link_to_the_official_document(shipped: Shipped):
    url = "https://www.regjeringen.no/en/dokumenter/reduced-recidivism-to-crime/id2556905/"
    assert {entry.document for entry in shipped.catalogue.initiatives} == {url}


def test_the_committees_seat_who_the_print_seats(shipped: Shipped):
    ministries, directorates = shipped.catalogue.committees
    assert (ministries.level.value, ministries.chair, ministries.secretariat) == ("ministry", "JD", None)
    assert ministries.permanent == ("ASD", "HOD", "JD", "KMD", "KD")
    assert ministries.as_required == ("BLD", "KUD")
    assert (directorates.level.value, directorates.chair, directorates.secretariat) == (
        "directorate",
        "KDI",
        "KDI",
    )
    assert directorates.permanent == ("AVdir", "Hdir", "Husbanken", "KDI", "Udir")
    assert directorates.as_required == ("Bufdir", "IMDi", "NB")


def test_the_print_names_who_carries_out_3_2_and_no_other(shipped: Shipped):
    named = {
        entry.id: entry.executing for entry in shipped.catalogue.initiatives if entry.executing is not None
    }
    assert {number: executing.bodies for number, executing in named.items()} == {"3.2": ("AVdir", "KDI")}
    assert all(executing.source for executing in named.values())


def test_every_body_of_the_print_is_there_by_kind(shipped: Shipped):
    kinds = Counter(body.kind.value for body in shipped.catalogue.bodies)
    assert kinds["ministry"] == 7
    assert kinds["directorate"] == 8
    assert {
        "JD",
        "ASD",
        "HOD",
        "KMD",
        "KD",
        "BLD",
        "KUD",
        "KDI",
        "AVdir",
        "Hdir",
        "Husbanken",
        "Udir",
    } <= set(shipped.catalogue.body)


def test_bodies_that_were_renamed_bear_the_name_of_the_day(shipped: Shipped):
    body = shipped.catalogue.body
    assert body["ASD"].name_on(date(2017, 6, 1)).abbreviation == "ASD"
    assert body["ASD"].name_on(TODAY).abbreviation == "AID"
    assert body["KMD"].name_on(date(2018, 6, 1)).abbreviation == "KMD"
    assert body["KMD"].name_on(TODAY).abbreviation == "KDD"
    assert not body["KMD"].name_on(TODAY).verified


def test_everything_the_files_say_is_said_in_both_languages(shipped: Shipped):
    parts = [
        ("initiatives.yaml", shipped.catalogue),
        *((f"indicators/{name}", series.indicator) for name, series in shipped.measures.series.items()),
        *(("data/public_record.csv", entry) for entry in shipped.record),
        *(
            (f"data/{name}", entry.note)
            for name, series in shipped.measures.series.items()
            for entry in series.observations
        ),
    ]
    found = [entry for where, part in parts for entry in texts(part, where)]
    assert len(found) > 500
    assert [where for where, text in found if not (text.nb and text.en)] == []


@pytest.mark.parametrize("line", READINGS.strip().splitlines(), ids=lambda line: line.split()[0])
def test_the_public_record_supports_what_we_read_in_the_sources(shipped: Shipped, line: str):
    number, status, confidence = line.split()
    entries = [entry for entry in shipped.record if entry.initiative == number]
    found = reading(entries, as_of=TODAY, today=TODAY)
    assert found.status == status
    assert found.confidence == confidence


def test_every_entry_of_the_record_has_a_source_or_is_a_search_without_result(shipped: Shipped):
    def sourced(entry: Evidence) -> bool:
        return bool(entry.title and entry.publisher and entry.url)

    assert [entry.id for entry in shipped.record if not sourced(entry) and entry.kind != "search"] == []
    searches = [entry for entry in shipped.record if entry.kind == "search" and entry.initiative]
    assert all(entry.supports is PublicStatus.NOT_EVIDENCED for entry in searches)


def test_the_auditor_generals_finding_is_first_hand_and_3_of_18_is_second_hand(shipped: Shipped):
    entries = {entry.id: entry for entry in shipped.record}
    assert entries["auditor-general-serious"].seen == "source"
    assert entries["auditor-general-serious"].publication_day is not None
    assert entries["auditor-general-serious"].publication_day.text == "2022-10-20"
    assert entries["auditor-general-3-of-18"].seen == "second_hand"


def test_every_theme_that_was_asked_for_has_an_indicator(shipped: Shipped):
    themes = {series.indicator.theme for series in shipped.measures.series.values()}
    assert themes >= {
        Theme.HOUSING, Theme.WORK_EDUCATION, Theme.MONEY, Theme.EDUCATION_LEVEL, Theme.SUBSTANCE_USE,
        Theme.MENTAL_HEALTH, Theme.RECIDIVISM, Theme.PRISON_POPULATION, Theme.PRISON_CAPACITY,
        Theme.ELECTRONIC_MONITORING, Theme.NEEDS_ASSESSMENT, Theme.NOTIFICATION, Theme.HOMELESSNESS,
        Theme.COMPARATORS_ENGLAND_WALES, Theme.COMPARATORS_NORDIC,
    }  # fmt: skip


def test_the_shares_at_release_are_those_of_the_print(shipped: Shipped):
    def shares(name: str) -> list[str]:
        return [
            str(entry.value)
            for entry in shipped.measures.series[name].observations
            if entry.source.seen == "strategy"
        ]

    assert shares("housing_at_release") == ["56", "20", "24"]
    assert shares("work_education_at_release") == ["34", "8", "58"]
    assert shares("money_at_release") == ["40"]


@pytest.mark.parametrize("name", ["housing_at_release", "work_education_at_release", "money_at_release"])
def test_the_shares_at_release_are_what_inmates_expected_before_the_strategy(shipped: Shipped, name: str):
    indicator = shipped.measures.series[name].indicator
    assert "expect" in (indicator.title.en or "").casefold()
    assert "regnet med" in (indicator.title.nb or "")
    assert "2014" in (indicator.title.en or "")
    assert indicator.measured == "before_strategy"
    assert indicator.headline is not None


def test_links_between_indicators_and_initiatives_are_proposals_with_a_reason(shipped: Shipped):
    links = [link for series in shipped.measures.series.values() for link in series.indicator.links]
    assert links
    assert {link.state.value for link in links} == {"proposed"}


def test_every_indicator_has_figures_and_there_are_some_40_of_them(shipped: Shipped):
    assert 25 <= len(shipped.measures.series) <= 45
    for series in shipped.measures.series.values():
        assert series.observations, series.indicator.id


def test_comparators_of_other_countries_are_kept_apart_from_the_norwegian_figures(shipped: Shipped):
    for name, series in shipped.measures.series.items():
        if name.startswith("ew_"):
            assert series.indicator.theme is Theme.COMPARATORS_ENGLAND_WALES
        if name.startswith(("nordic_", "sweden_")):
            assert series.indicator.theme is Theme.COMPARATORS_NORDIC


def test_the_csv_files_end_with_one_line_end_and_hold_no_carriage_return():
    for path in sorted((ROOT / "data").glob("*.csv")):
        raw = path.read_bytes()
        assert raw.endswith(b"\n"), path.name
        assert not raw.endswith(b"\n\n"), path.name
        assert b"\r" not in raw, path.name
        with path.open(encoding="utf-8", newline="") as file:
            assert len({len(row) for row in csv.reader(file)}) == 1, path.name
