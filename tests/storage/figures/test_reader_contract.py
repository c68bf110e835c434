"""What every reader of figures does: over tables in memory and over the files of editions."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from sqlalchemy import Engine

from monitor.errors import Refused
from monitor.measures.editions import Edition
from monitor.measures.figures import DIMENSION, schema
from monitor.measures.periods import Period
from monitor.measures.selection import PERIOD, VALUE, By, FigureReader, Selection
from monitor.storage.edition_files import EditionFiles
from monitor.storage.editions import SqlEditions
from monitor.storage.figures import in_memory, parquet
from monitor.storage.figures.in_memory import InMemoryFigures
from monitor.storage.figures.parquet import ParquetFigures
from tests.measures.vintages import a_new_edition, figures

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
Keep = Callable[[pa.Table], tuple[FigureReader, Edition]]

ROWS = (
    {"period": "2014", "sex": None, "age": None, "value": 10.5, "decimals": 1, "n": 200, "flags": "revised"},
    {"period": "2014", "sex": "a", "age": None, "value": 4.0},
    {"period": "2014", "sex": "b", "age": None, "missing": "confidential"},
    {"period": "2014", "sex": "b", "age": "18+", "value": 0.0},
    {"period": "2015", "sex": None, "age": None, "value": 11.0, "source": "nova", "note": "O’Brien said"},
    {"period": "2015-Q2", "sex": "a", "age": "0-17", "value": 7.0},
    {"period": "undated", "sex": "a", "age": None, "value": 3.0},
    {"period": "2013..2016", "sex": "a", "age": None, "value": 5.0},
)


@pytest.fixture(params=["in memory", "Parquet"])
def keep(request: pytest.FixtureRequest, engine: Engine, tmp_path: Path) -> Iterator[Keep]:
    """Keep figures as an edition and give what reads them, of each kind in turn."""
    files = EditionFiles(tmp_path / "edi'tions", engine)
    editions, lazy = SqlEditions(engine, files), ParquetFigures(files)

    def keep_(table: pa.Table) -> tuple[FigureReader, Edition]:
        (edition,) = editions.add([a_new_edition(table)], by="p-kari", at=NOON)
        if request.param == "Parquet":
            return lazy, edition
        return InMemoryFigures({(edition.indicator, edition.number): table}), edition

    yield keep_
    lazy.close()


def said(table: pa.Table) -> list[tuple[str | None, str | None, str]]:
    return [(row["by:sex"], row["by:age"], row["period"]) for row in table.to_pylist()]


KEPT = [
    (None, None, "2014"),
    (None, None, "2015"),
    ("a", None, "undated"),
    ("a", None, "2013..2016"),
    ("a", None, "2014"),
    ("a", "0-17", "2015-Q2"),
    ("b", None, "2014"),
    ("b", "18+", "2014"),
]


def test_all_figures_come_as_they_were_in_the_same_columns_and_one_order(keep: Keep) -> None:
    table = figures(["sex", "age"], *ROWS)
    reader, edition = keep(table)
    found = reader.read(edition)
    assert found.schema.equals(schema(["sex", "age"]))
    assert said(found) == KEPT
    assert reader.whole(edition).to_pylist() == found.to_pylist()
    assert sorted(map(str, found.to_pylist())) == sorted(map(str, table.to_pylist()))


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ({"sex": [None]}, KEPT[:2]),
        ({"sex": ["a"]}, KEPT[2:6]),
        ({"sex": ["a", None], "age": [None]}, KEPT[:5]),
        ({"age": ["0-17", "18+"]}, [KEPT[5], KEPT[7]]),
        ({"sex": []}, []),
        ({"sex": ["x' OR '1'='1"]}, []),
        ({"sex": ["A"]}, []),
    ],
)
def test_codes_choose_and_a_dimension_that_is_not_named_keeps_all(
    keep: Keep, codes: dict[str, list[str | None]], expected: list[object]
) -> None:
    reader, edition = keep(figures(["sex", "age"], *ROWS))
    assert said(reader.read(edition, Selection(codes))) == expected
    assert reader.count(edition, Selection(codes)) == len(expected)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2014, 1, 1), date(2014, 12, 31), {"2014"}),
        (date(2014, 1, 2), None, {"2015", "2015-Q2"}),
        (None, date(2014, 12, 31), {"2014"}),
        (date(2013, 1, 1), date(2016, 12, 31), {"2014", "2015", "2015-Q2", "2013..2016"}),
        (None, None, {"2014", "2015", "2015-Q2", "2013..2016", "undated"}),
    ],
)
def test_periods_lie_between_two_days_whole(
    keep: Keep, first: date | None, last: date | None, expected: set[str]
) -> None:
    reader, edition = keep(figures(["sex", "age"], *ROWS))
    selection = Selection(first_day=first, last_day=last)
    assert set(reader.read(edition, selection)["period"].to_pylist()) == expected
    assert set(reader.periods(edition, selection)) == expected


@pytest.mark.parametrize(
    ("order", "column", "expected"),
    [
        ((By(VALUE),), "value", [0.0, 3.0, 4.0, 5.0, 7.0, 10.5, 11.0, None]),
        ((By(VALUE, True),), "value", [11.0, 10.5, 7.0, 5.0, 4.0, 3.0, 0.0, None]),
        (
            (By(PERIOD),),
            "period",
            ["undated", "2013..2016", "2014", "2014", "2014", "2014", "2015", "2015-Q2"],
        ),
        ((By("by:sex", True),), "by:sex", [None, None, "b", "b", "a", "a", "a", "a"]),
    ],
)
def test_figures_can_be_ordered_otherwise(
    keep: Keep, order: tuple[By, ...], column: str, expected: list[object]
) -> None:
    reader, edition = keep(figures(["sex", "age"], *ROWS))
    assert reader.read(edition, Selection(order=order))[column].to_pylist() == expected


def test_what_an_order_leaves_equal_stays_as_it_is_kept(keep: Keep) -> None:
    reader, edition = keep(figures(["sex", "age"], *ROWS))
    found = said(reader.read(edition, Selection(order=(By(PERIOD, True),))))
    # 2015 and its second quarter end on different days; of 2014 there are four.
    assert found[0][2] == "undated"
    assert found[3:7] == [KEPT[0], KEPT[4], KEPT[6], KEPT[7]]
    two = said(reader.read(edition, Selection(order=(By("by:age", True), By(PERIOD)))))
    assert two[:2] == [("a", None, "undated"), ("a", None, "2013..2016")]
    assert two[-2:] == [("b", "18+", "2014"), ("a", "0-17", "2015-Q2")]


def test_a_part_can_be_had_page_by_page(keep: Keep) -> None:
    reader, edition = keep(figures(["sex", "age"], *ROWS))
    pages = [said(reader.read(edition, Selection(skip=skip, limit=3))) for skip in (0, 3, 6, 9)]
    assert pages == [KEPT[:3], KEPT[3:6], KEPT[6:], []]
    assert said(reader.read(edition, Selection(skip=6))) == KEPT[6:]
    assert said(reader.read(edition, Selection(limit=0))) == []
    assert reader.count(edition, Selection(skip=3, limit=1)) == 8
    ordered = Selection(order=(By(VALUE),), skip=1, limit=2)
    assert reader.read(edition, ordered)["value"].to_pylist() == [3.0, 4.0]


def test_codes_and_periods_tell_what_there_is_and_how_much_of_it(keep: Keep) -> None:
    reader, edition = keep(figures(["sex", "age"], *ROWS))
    assert list(reader.codes(edition, "sex").items()) == [(None, 2), ("a", 4), ("b", 2)]
    assert list(reader.codes(edition, "age", Selection({"sex": ["b"]})).items()) == [(None, 1), ("18+", 1)]
    assert list(reader.periods(edition).items()) == [
        ("undated", 1),
        ("2013..2016", 1),
        ("2014", 4),
        ("2015", 1),
        ("2015-Q2", 1),
    ]
    assert reader.codes(edition, "sex", Selection({"sex": []})) == {}


def test_what_an_edition_covers_is_told_without_reading_it(keep: Keep) -> None:
    reader, edition = keep(figures(["sex", "age"], *ROWS))
    covered = reader.contents(edition)
    assert covered.figures == 8
    assert {name: list(found.items()) for name, found in covered.codes.items()} == {
        "sex": list(reader.codes(edition, "sex").items()),
        "age": [(None, 6), ("0-17", 1), ("18+", 1)],
    }
    assert list(covered.periods.items()) == list(reader.periods(edition).items())
    assert (covered.first_day, covered.last_day) == (date(2013, 1, 1), date(2016, 12, 31))


def test_single_periods_can_be_chosen(keep: Keep) -> None:
    reader, edition = keep(figures(["sex", "age"], *ROWS))
    assert said(reader.read(edition, Selection(periods=("2015-Q2", "undated")))) == [KEPT[2], KEPT[5]]
    assert reader.count(edition, Selection(periods=())) == 0
    assert reader.count(edition, Selection(periods=("2015' OR 1=1",))) == 0


@pytest.mark.parametrize(
    ("skip", "limit"), [(0, None), (0, 3), (3, 3), (6, 3), (0, 8), (0, 9), (9, 3), (0, 0)]
)
def test_a_page_says_how_many_there_are_beyond_it(keep: Keep, skip: int, limit: int | None) -> None:
    reader, edition = keep(figures(["sex", "age"], *ROWS))
    page = reader.page(edition, Selection(skip=skip, limit=limit))
    assert said(page.figures) == KEPT[skip:][:limit]
    assert page.total == 8
    of_sex = reader.page(edition, Selection({"sex": ["a"]}, skip=skip, limit=limit))
    assert of_sex.total == 4


def test_figures_come_bit_by_bit_too(keep: Keep) -> None:
    reader, edition = keep(figures(["sex", "age"], *ROWS))
    batches = list(reader.batches(edition, Selection({"age": [None]}, skip=1)))
    assert all(batch.schema.equals(schema(["sex", "age"])) for batch in batches)
    assert said(pa.Table.from_batches(batches)) == [*KEPT[1:5], KEPT[6]]
    with pytest.raises(ValueError, match="order"):
        next(iter(reader.batches(edition, Selection(order=(By(VALUE),)))))


def test_a_dimension_that_is_not_there_is_said_so(keep: Keep) -> None:
    reader, edition = keep(figures(["sex", "age"], *ROWS))
    for act in (
        lambda: reader.read(edition, Selection({"region": ["a"]})),
        lambda: reader.count(edition, Selection({"value": ["a"]})),
        lambda: reader.codes(edition, "period"),
        lambda: reader.read(edition, Selection(order=(By("by:Sex"),))),
        lambda: reader.read(edition, Selection(order=(By("n"),))),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "unknown_dimension"
        assert "they have sex, age" in str(refused.value)


def test_more_than_fits_into_memory_is_refused_and_a_part_of_it_is_not(
    keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (in_memory, parquet):
        monkeypatch.setattr(module, "MOST", 5)
    reader, edition = keep(figures(["sex", "age"], *ROWS))
    for selection in (Selection(), Selection(limit=6), Selection(order=(By(VALUE),)), Selection(skip=2)):
        with pytest.raises(Refused) as refused:
            reader.read(edition, selection)
        assert refused.value.code == "too_many_figures"
    assert reader.read(edition, Selection(limit=5)).num_rows == 5
    assert reader.read(edition, Selection(skip=3)).num_rows == 5
    assert reader.read(edition, Selection({"sex": ["a"]}, limit=100)).num_rows == 4
    assert sum(batch.num_rows for batch in reader.batches(edition)) == 8
    assert said(reader.whole(edition)) == KEPT


def test_an_indicator_without_dimensions_is_read(keep: Keep) -> None:
    reader, edition = keep(figures([], {"period": "2014", "value": 1.0}))
    assert reader.read(edition)["value"].to_pylist() == [1.0]


def test_an_indicator_without_figures_is_read(keep: Keep) -> None:
    reader, edition = keep(figures(["sex"]))
    assert reader.read(edition).schema.equals(schema(["sex"]))
    assert (reader.count(edition), reader.codes(edition, "sex"), reader.periods(edition)) == (0, {}, {})
    assert (reader.contents(edition).figures, reader.contents(edition).first_day) == (0, None)
    assert sum(batch.num_rows for batch in reader.batches(edition)) == 0


def test_ids_of_dimensions_may_differ_in_case_alone_and_hold_any_sign(keep: Keep) -> None:
    names = ["sex", "Sex", 'a "b" c; DROP', "æ ø", "by:value"]
    reader, edition = keep(_with_any_names(names))
    assert reader.read(edition).schema.equals(schema(names))
    assert reader.count(edition, Selection({"Sex": ["a"]})) == 1
    assert reader.count(edition, Selection({'a "b" c; DROP': ["ø'"]})) == 1
    assert list(reader.codes(edition, "by:value")) == [None, "v"]
    assert list(reader.contents(edition).codes) == names


def _with_any_names(names: list[str]) -> pa.Table:
    plain = figures(
        [f"d{place}" for place in range(len(names))],
        {"period": "2014", "d0": "a", "d1": "b"},
        {"period": "2014", "d0": "b", "d1": "a"},
        {"period": "2014", "d2": "ø'", "d4": "v"},
    )
    return plain.rename_columns(schema(names).names)


def test_both_readers_agree_with_a_slow_and_obvious_one(keep: Keep) -> None:
    chance = random.Random(11)
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for _row in range(400):
        row = {
            "period": chance.choice(["2014", "2015", "2014-Q1", "2014/15", "2013..2014", "undated"]),
            "sex": chance.choice([None, "a", "b"]),
            "age": chance.choice([None, "0-17", "18+", "å"]),
            "source": chance.choice([None, "ssb", "x"]),
            "value": chance.choice([None, 1.0, 2.5, -3.0]),
        }
        rows[row["period"], row["sex"], row["age"], row["source"]] = row
    table = figures(["sex", "age"], *rows.values())
    reader, edition = keep(table)
    whole = reader.read(edition).to_pylist()
    for _question in range(80):
        selection = Selection(
            {
                name: chance.sample(codes, chance.randrange(len(codes) + 1))
                for name, codes in {"sex": [None, "a", "b", "c"], "age": [None, "0-17", "å"]}.items()
                if chance.random() < 0.6
            },
            first_day=chance.choice([None, date(2014, 1, 1), date(2014, 4, 1)]),
            last_day=chance.choice([None, date(2014, 12, 31), date(2015, 12, 31)]),
            order=tuple(
                By(name, chance.random() < 0.5)
                for name in chance.sample([PERIOD, VALUE, "by:sex", "by:age"], chance.randrange(3))
            ),
            skip=chance.choice([0, 0, 3]),
            limit=chance.choice([None, 0, 4, 1000]),
        )
        expected = obvious(whole, selection)
        assert reader.read(edition, selection).to_pylist() == expected[selection.skip :][: selection.limit]
        assert reader.count(edition, selection) == len(expected)


def obvious(rows: list[dict[str, Any]], selection: Selection) -> list[dict[str, Any]]:
    kept = [
        row
        for row in rows
        if all(row[f"{DIMENSION}{name}"] in codes for name, codes in selection.codes.items())
        and (not selection.first_day or (row["first_day"] and row["first_day"] >= selection.first_day))
        and (not selection.last_day or (row["last_day"] and row["last_day"] <= selection.last_day))
    ]
    for by in selection.order[::-1]:
        if by.column == PERIOD:
            there = [row for row in kept if row["first_day"]]
            there.sort(
                key=lambda row: (*Period(row["period"]).sort_key(), row["period"]), reverse=by.descending
            )
            kept = [row for row in kept if not row["first_day"]] + there
        else:
            there = sorted(
                (row for row in kept if row[by.column] is not None),
                key=lambda row: row[by.column],
                reverse=by.descending,
            )
            blank = [row for row in kept if row[by.column] is None]
            kept = there + blank if by.column == VALUE else blank + there
    return kept
