"""CSV for people and for import: what is kept stands as it is, the words beside it."""

import csv
import io

import pandas
import pytest

from monitor.measures.exports import Format
from monitor.show.words import Words
from tests.builders import an_indicator, both
from tests.documents.figures.conftest import CITED, DATASET, a_definition, a_part, written


def rows(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_a_row_holds_the_figure_as_printed_with_the_words_for_its_codes():
    first, *_ = rows(written(Format.CSV))
    assert (first["indicator"], first["title"], first["period"]) == ("homes", "Homes at release", "2014")
    assert (first["sex"], first["sex_label"], first["place"], first["place_label"]) == (
        "m",
        "men",
        "0301",
        "Oslo",
    )
    assert (first["value"], first["unit"], first["n"]) == ("24.0", "dwellings", "463")
    assert [row["value"] for row in rows(written(Format.CSV))] == ["24.0", ":", "", "0.5", "3", "1234567"]


def test_a_value_that_is_kept_back_is_a_colon_with_the_reason_in_words_and_never_zero():
    _, hidden, absent, *_ = rows(written(Format.CSV))
    assert (hidden["value"], hidden["missing"]) == (":", "hidden")
    assert hidden["why_no_value"] == "hidden to protect persons"
    assert (absent["value"], absent["why_no_value"]) == ("", "not available")
    norwegian = rows(written(Format.CSV, language="nb"))[1]
    assert norwegian["why_no_value"] == Words("nb")("hidden to protect persons")
    assert norwegian["sex_label"] == "kvinner"


def test_a_row_says_its_source_edition_licence_and_how_it_is_cited():
    row = rows(written(Format.CSV))[0]
    assert (row["source"], row["source_title"], row["publisher"]) == ("ssb", "Table 1", "Statistics Norway")
    assert (row["source_year"], row["source_url"]) == ("2020", "https://www.ssb.no/1")
    assert (row["edition"], row["edition_day"]) == ("2", "2026-11-22")
    assert row["licence"] == f"{DATASET.licence} {DATASET.licence_url}"
    assert row["citation"] == CITED


def test_a_computed_interval_stands_apart_from_what_the_source_prints():
    indicator = an_indicator(dimensions=[], headline=None)
    share = {"period": "2014", "value": 56.0, "decimals": 0, "n": 463}
    printed = {**share, "lower": 50.0, "upper": 62.5, "level": 95.0}
    computed, published = rows(written(Format.CSV, a_part(share, printed, definition=indicator)))
    assert [computed[name] for name in ("lower", "upper", "level")] == ["", "", ""]
    assert [computed[f"computed_{name}"] for name in ("lower", "upper", "level")] == ["51.45", "60.45", "95"]
    assert (computed["interval"], published["interval"]) == ("wilson", "published")
    assert [published[name] for name in ("lower", "upper", "computed_lower")] == ["50", "62.5", ""]


def test_decimals_are_those_of_the_print_unless_they_would_lose_something():
    shown = [
        (0.1, 1),
        (0.1, None),
        (2.5, 0),
        (-0.25, 2),
        (1e20, 0),
        (1e-7, None),
        (100000.0, 2),
        (12.0, None),
    ]
    part = a_part(
        *(
            {"period": str(1990 + at), "value": value, "decimals": decimals}
            for at, (value, decimals) in enumerate(shown)
        )
    )
    values = [row["value"] for row in rows(written(Format.CSV, part))]
    assert values == ["0.1", "0.1", "2.5", "-0.25", "1e+20", "1e-7", "100000.00", "12"]


def test_indicators_with_other_dimensions_stand_in_one_table():
    other = a_part({"period": "2014", "value": 1.0}, definition=a_definition(id="other", dimensions=[]))
    found = rows(written(Format.CSV, a_part(), other))
    assert [row["indicator"] for row in found] == ["homes"] * 6 + ["other"]
    assert (found[-1]["sex"], found[-1]["sex_label"]) == ("", "")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "a;=1+1", "\t=1"])
def test_no_text_becomes_a_formula(text: str):
    codes = [{"code": text.strip(), "label": both(text.strip())}]
    definition = a_definition(
        title={"en": text},
        dimensions=[{"id": "sex", "title": both("Sex"), "codes": codes}],
    )
    part = a_part({"period": "2014", "value": -1.0, "sex": text.strip(), "note": text}, definition=definition)
    row = rows(written(Format.CSV, part))[0]
    for name in ("title", "sex", "sex_label", "note"):
        assert not row[name].lstrip(" \t").startswith(("=", "+", "-", "@")) and ";=" not in row[name], name
    assert row["value"] == "-1"


def test_a_dimension_that_is_named_like_a_column_has_another_name_here():
    names = ("value", "note", "sex", "sex_label")
    definition = a_definition(
        dimensions=[
            {"id": name, "title": both(name), "codes": [{"code": "a", "label": both("A")}]} for name in names
        ]
    )
    from monitor.documents.figures.columns import named

    found = named([dimension.id for dimension in definition.dimensions])
    assert found == {"value": "by_value", "note": "by_note", "sex": "sex", "sex_label": "by_sex_label"}


def test_another_program_reads_the_table():
    table = pandas.read_csv(io.BytesIO(written(Format.CSV)), dtype={"place": str}, na_values=[":"])
    assert table["value"].tolist()[0] == 24.0 and len(table) == 6
    assert table["place"].tolist() == ["0301"] * 6


def test_a_demonstration_says_so_in_every_row():
    assert all("demonstration" in row["notice"] for row in rows(written(Format.CSV, demo=True)))


def test_figures_are_read_bit_by_bit():
    part = a_part(per_batch=1)
    from monitor.documents.figures.csv_file import write

    assert len(list(write([part], Words("en"), demo=False))) == 1 + 6
