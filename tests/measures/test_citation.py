"""Figures are cited so that whoever reads the citation finds the very figures again."""

from datetime import date
from typing import Any

import pytest

from monitor.catalogue.provenance import Seen
from monitor.catalogue.text import LocalText
from monitor.measures.citation import citation
from monitor.measures.datasets import DataSet
from monitor.measures.definitions import Definition, Source
from monitor.show.words import Words
from tests.builders import an_import

LINK = "https://monitor.example.no/indicators?id=homes&edition=2"
DAY = date(2026, 11, 22)


def source(name: str, publisher: str | None = None, year: int | None = None) -> Source:
    said = LocalText(nb=publisher, en=publisher) if publisher else None
    return Source(id=name, title=name, publisher=said, year=year, seen=Seen.SOURCE)


def homes(*sources: Source) -> Definition:
    return an_import(title={"nb": "Bolig ved løslatelse", "en": "Homes at release"}, sources=sources)


def cited(*sources: Source, language: str = "en", **over: Any) -> str:
    return citation(homes(*sources), 2, DAY, LINK, Words(language), **over)


def test_a_citation_names_publisher_year_title_edition_program_and_link():
    assert cited(source("a", "Statistics Norway", 2015)) == (
        "Statistics Norway. (2015). Homes at release (edition 2, 22 November 2026) [Data set]. "
        f"Monitor of the reintegration strategy 2017–2021. {LINK}"
    )


def test_a_citation_is_written_in_norwegian():
    assert cited(source("a", "Statistisk sentralbyrå", 2015), language="nb") == (
        "Statistisk sentralbyrå. (2015). Bolig ved løslatelse (utgave 2, 22. november 2026) [Datasett]. "
        f"Monitor for tilbakeføringsstrategien 2017–2021. {LINK}"
    )


@pytest.mark.parametrize(
    ("publishers", "said"),
    [
        (("A", "A", "B"), "A and B."),
        (("A", "B", "C"), "A, B and C."),
        (("A", "B", "C", "D"), "A et al."),
    ],
)
def test_publishers_are_named_once_and_few_of_them(publishers: tuple[str, ...], said: str):
    found = cited(*(source(f"s{place}", name, 2000 + place) for place, name in enumerate(publishers)))
    assert found.startswith(f"{said} ({2000 + len(publishers) - 1}). ")


def test_without_a_publisher_the_title_comes_first_and_without_a_year_none_is_made_up():
    assert cited(source("a")).startswith(
        "Homes at release (edition 2, 22 November 2026) [Data set]. (n.d.). "
    )


def test_the_publisher_of_the_set_stands_in_where_no_source_names_one():
    dataset = DataSet(
        id="set", title=LocalText(en="Set"), publisher=LocalText(en="Municipality"), language="en"
    )
    assert cited(source("a"), dataset=dataset).startswith("Municipality. (n.d.). Homes at release")
