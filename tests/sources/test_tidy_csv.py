"""A plain table of figures is read a column at a time, and each row that does not fit its indicator is named."""

import pytest

from monitor.errors import Refused
from monitor.measures.datasets import Imported
from monitor.measures.received import Received
from monitor.sources.tidy_csv import read_tidy


def an_indicator(**over: object) -> Imported:
    """Made up: a share by sex and age."""
    return Imported.model_validate(
        {
            "id": "example",
            "dataset": "made_up",
            "title": {"en": "Example"},
            "unit": "percent",
            "sources": [
                {"id": "s1", "title": "One", "seen": "source"},
                {"id": "s2", "title": "Two", "seen": "source"},
            ],
            "dimensions": [
                {
                    "id": name,
                    "title": {"en": name},
                    "codes": [{"code": code, "label": {"en": code}} for code in codes],
                }
                for name, codes in (("sex", ("f", "m")), ("age", ("young", "old")))
            ],
            **over,
        }
    )


def read(csv: str, definition: Imported | None = None) -> Received:
    return read_tidy(csv.encode(), definition or an_indicator(), "figures.csv")


def problems(received: Received) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.entry, fault.problem) for fault in received.refused]


def test_every_column_is_read():
    received = read(
        "period,sex,age,value,numerator,denominator,n,lower,upper,level,flags,missing,source,note\n"
        "2020,f,,50.5,101,200,200,44,57,95,revised provisional,,s2,as printed\n"
        "2021,,old,,,,,,,,,confidential,,\n"
    )
    assert not received.refused
    first, second = received.figures.to_pylist()
    assert {
        name: first[name] for name in ("by:sex", "by:age", "value", "decimals", "n", "flags", "source")
    } == {
        "by:sex": "f",
        "by:age": None,
        "value": 50.5,
        "decimals": 1,
        "n": 200,
        "flags": "provisional revised",
        "source": "s2",
    }
    assert (first["numerator"], first["denominator"], first["lower"], first["upper"], first["level"]) == (
        101.0,
        200.0,
        44.0,
        57.0,
        95.0,
    )
    assert (second["value"], second["missing"], second["note"]) == (None, "confidential", None)


@pytest.mark.parametrize(
    ("row", "entry", "problem"),
    [
        ("soon,f,,5,,,,,", "period", "'soon' is no period."),
        ("2020,x,,5,,,,,", "sex", "'x' is not known."),
        ("2020,f,,five,,,,,", "value", "'five' is no number."),
        (
            '2020,f,,"1,234",,,,,',
            "value",
            "'1,234' can be read in two ways, and nothing in the column tells which.",
        ),
        ("2020,f,,101,,,,,", "value", "'101' per cent is no share."),
        ("2020,f,,5,0,,,,", "n", "'0' is no count."),
        ("2020,f,,5,,4,,,", "lower", "The interval is not whole."),
        ("2020,f,,5,,6,8,,", "lower", "The value lies outside its interval."),
        ("2020,f,,5,,,,wrong,", "flags", "'wrong' is not known."),
        ("2020,f,,5,,,,,s9", "source", "'s9' is not known."),
    ],
)
def test_a_row_that_does_not_fit_is_left_out_with_the_reason_and_the_others_stay(row, entry, problem):
    received = read(f"period,sex,age,value,n,lower,upper,flags,source\n2019,,,7,,,,,\n{row}\n")
    assert received.figures.column("period").to_pylist() == ["2019"]
    assert problems(received) == [(3, entry, problem)]


def test_two_rows_for_one_figure_that_differ_are_both_refused_and_two_sources_are_two_figures():
    received = read("period,sex,age,value,source\n2020,,,5,s1\n2020,,,6,s2\n2021,,,5,s1\n2021,,,6,s1\n")
    assert received.figures.column("value").to_pylist() == [5.0, 6.0]
    assert [line for line, _entry, _problem in problems(received)] == [4, 5]


def test_a_measure_has_no_total():
    definition = an_indicator(
        unit=None,
        dimensions=[
            {
                "id": "what",
                "kind": "measure",
                "title": {"en": "what"},
                "codes": [
                    {"code": "share", "label": {"en": "share"}, "unit": "percent"},
                    {"code": "number", "label": {"en": "number"}, "unit": "persons"},
                ],
            }
        ],
    )
    received = read("period,what,value\n2020,share,101\n2020,number,101\n2020,,5\n", definition)
    assert received.figures.column("by:what").to_pylist() == ["number"]
    assert [problem for _line, _entry, problem in problems(received)] == [
        "'101' per cent is no share.",
        "A measure is blank.",
    ]


def test_a_header_that_does_not_fit_is_refused_as_a_whole():
    with pytest.raises(Refused) as refused:
        read("period,sex,Value\n2020,f,5\n")
    assert refused.value.code == "tidy_columns"
    assert refused.value.fields["lacking"] == "value, age"
    assert "accepted: period, sex, age, value" in refused.value.message


def test_many_refused_rows_are_counted_and_not_all_told():
    received = read("period,sex,age,value\n" + "".join(f"2020,f,,x{row}\n" for row in range(1_500)))
    assert (len(received.refused), received.untold) == (1_000, 500)


def test_periods_beside_each_other_are_refused_with_what_to_write_instead():
    with pytest.raises(Refused) as refused:
        read("sex;age;2018;2019;2020\nf;;1;2;3\n")
    assert refused.value.code == "tidy_wide"
    assert "(2018, 2019, 2020 …); write one row for each figure" in refused.value.message


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_title_above_the_header_is_refused_with_the_line_that_the_header_stands_in(sign):
    with pytest.raises(Refused) as refused:
        read(f"Shares, all of them\n\nperiod{sign}sex{sign}age{sign}value\n2019{sign}f{sign}{sign}5\n")
    assert (refused.value.code, refused.value.fields["line"]) == ("tidy_title_above", 3)


def test_a_word_for_the_total_is_refused_with_what_the_total_is():
    (fault,) = read("period,sex,age,value\n2019,Begge kjønn,,5\n").refused
    assert fault.accepted == "one of f, m; a blank cell for the total."


@pytest.mark.parametrize(
    ("values", "read_as"),
    [
        (("1.234", "1.000", "234"), [234.0]),
        (("1.234", "12.5"), [1.234, 12.5]),
        (("1.234,5", "1.000"), [1234.5, 1000.0]),
        (("1\u00a0234", "\u22125"), [1234.0, -5.0]),
    ],
    ids=["nothing tells", "a decimal tells", "a comma tells", "spaces and a long minus"],
)
def test_points_in_counts_are_read_only_where_something_tells_what_they_are(values, read_as):
    rows = "".join(f"{2000 + place};;;{value}\n" for place, value in enumerate(values))
    received = read(f"period;sex;age;value\n{rows}", an_indicator(unit="persons"))
    assert received.figures.column("value").to_pylist() == read_as
    assert all("can be read in two ways" in fault.problem for fault in received.refused)
    assert len(received.refused) == len(values) - len(read_as)
