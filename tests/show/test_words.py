"""Dates, numbers and periods as a reader of each language writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from monitor.catalogue.dates import PartialDate
from monitor.catalogue.text import LocalText
from monitor.measures.periods import Period
from monitor.show.words import UI_LANGUAGES, Words, nearest_language

EN, NB = Words("en"), Words("nb")
NBSP = "\N{NO-BREAK SPACE}"


def test_a_day_is_written_in_full():
    assert EN.day(date(2018, 12, 1)) == "1 December 2018"
    assert NB.day(date(2018, 12, 1)) == "1. desember 2018"


@pytest.mark.parametrize(
    ("instant", "english", "norwegian"),
    [
        (datetime(2018, 6, 1, 12, tzinfo=UTC), "1 June 2018, 14:00", "1. juni 2018 kl. 14.00"),
        (datetime(2018, 12, 31, 23, 30, tzinfo=UTC), "1 January 2019, 00:30", "1. januar 2019 kl. 00.30"),
    ],
)
def test_an_instant_is_told_in_norwegian_time(instant: datetime, english: str, norwegian: str):
    assert EN.moment(instant) == english
    assert NB.moment(instant) == norwegian


@pytest.mark.parametrize(
    ("text", "english", "norwegian"),
    [
        ("2018", "2018", "2018"),
        ("2018-H1", "first half of 2018", "første halvår 2018"),
        ("2018-H2", "second half of 2018", "andre halvår 2018"),
        ("2018-Q3", "quarter 3 of 2018", "3. kvartal 2018"),
        ("2018-05", "May 2018", "mai 2018"),
        ("2018-05-31", "31 May 2018", "31. mai 2018"),
    ],
)
def test_a_date_is_told_as_exactly_as_it_is_known(text: str, english: str, norwegian: str):
    assert EN.partial(PartialDate(text)) == english
    assert NB.partial(PartialDate(text)) == norwegian


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("2014", "2014"),
        ("2022/23", "2022/23"),
        ("2011..2013", "2011–2013"),
        ("2021-05", "May 2021"),
        ("2025-W07", "Week 7, 2025"),
        ("2019-03..2019-05", "March–May 2019"),
        ("2019-12..2020-02", "December 2019–February 2020"),
        ("undated", "undated"),
    ],
)
def test_a_period_is_told_as_its_source_gives_it(text: str, english: str):
    assert EN.period(Period(text)) == english


@pytest.mark.parametrize(
    ("value", "english", "norwegian"),
    [
        (4119, "4,119", f"4{NBSP}119"),
        (Decimal("56"), "56", "56"),
        (Decimal("24.0"), "24.0", "24,0"),
        (Decimal("7.35"), "7.35", "7,35"),
        (Decimal("1160000"), "1,160,000", f"1{NBSP}160{NBSP}000"),
        (Decimal("-3.5"), "−3.5", "−3,5"),
        (0, "0", "0"),
        (Decimal("0.5"), "0.5", "0,5"),
    ],
)
def test_a_number_keeps_its_decimals_and_takes_the_signs_of_the_language(
    value: int | Decimal, english: str, norwegian: str
):
    assert EN.number(value) == english
    assert NB.number(value) == norwegian


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=3)
    | st.integers(min_value=-(10**24), max_value=10**24)  # Babel counts in 28 digits
)
def test_numbers_are_written_as_babel_writes_them(value: int | Decimal):
    pattern = "#,##0" if isinstance(value, int) else "#,##0.000"
    for words, locale in ((EN, "en_GB"), (NB, "nb_NO")):
        written = format_decimal(value, pattern, locale=locale)
        assert words.number(value) == written.replace("-", "\N{MINUS SIGN}")


def test_things_are_counted_in_one_and_in_many():
    assert EN.plural("{n} report missing", "{n} reports missing", 1) == "1 report missing"
    assert EN.plural("{n} report missing", "{n} reports missing", 0) == "0 reports missing"
    assert EN.plural("{n} report missing", "{n} reports missing", 1200) == "1,200 reports missing"
    one, many = (NB.plural("{n} report missing", "{n} reports missing", n) for n in (1, 2))
    assert one.startswith("1 ")
    assert many.startswith("2 ")
    assert one[2:] != many[2:]


@pytest.mark.parametrize(
    ("wanted", "served"),
    [
        ("nb", "nb"), ("nb-NO", "nb"), ("no", "nb"), ("nn-NO", "nb"), ("sv", "nb"), ("da-DK", "nb"), ("NB_no", "nb"),
        ("en", "en"), ("en-US", "en"), ("EN", "en"), ("de", None), ("", None), (None, None), ("xx", None),
    ],
)  # fmt: skip
def test_a_reader_is_served_in_the_nearest_language(wanted: str | None, served: str | None):
    assert nearest_language(wanted) == served


def test_the_languages_name_themselves():
    assert UI_LANGUAGES == {"nb": "Norsk", "en": "English"}


def test_text_of_a_file_is_read_in_the_readers_language():
    text = LocalText(nb="Bolig", en="Housing")
    assert (NB.plain(text), EN.plain(text)) == ("Bolig", "Housing")
