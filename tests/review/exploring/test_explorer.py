"""The explorer reads what is looked at and no more, and says what of it there is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest

from monitor.errors import Refused
from monitor.measures.editions import Counts, Edition, NewEdition
from monitor.measures.selection import ALL, Page, Selection
from monitor.review.exploring.bounds import MOST_MARKS, MOST_ROWS, PER_PAGE
from monitor.review.exploring.explorer import Explorer, View
from monitor.review.exploring.look import Look, Shape
from monitor.storage.figures.in_memory import InMemoryFigures
from tests.builders import an_import, both
from tests.measures.vintages import InMemoryEditions, a_new_edition, figures

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLACES = [f"{number:03d}" for number in range(200)]


class Watched(InMemoryFigures):
    """A reader that notes what it was asked, and how many figures it handed over."""

    most = 0

    def __init__(self, tables: Any) -> None:
        super().__init__(tables)
        self.asked: list[tuple[str, Selection]] = []

    def count(self, edition: Edition, selection: Selection = ALL) -> int:
        self.asked.append(("count", selection))
        return super().count(edition, selection)

    def read(self, edition: Edition, selection: Selection = ALL) -> pa.Table:
        self.asked.append(("read", selection))
        found = super().read(edition, selection)
        self.most = max(self.most, found.num_rows)
        return found

    def page(self, edition: Edition, selection: Selection = ALL) -> Page:
        return Page(self.read(edition, selection), self.count(edition, selection))

    def whole(self, edition: Edition) -> pa.Table:
        raise AssertionError("the explorer read everything")

    def batches(self, edition: Edition, selection: Selection = ALL) -> Iterator[pa.RecordBatch]:
        raise AssertionError("the explorer read everything")


def explorer(*new: NewEdition) -> Explorer:
    editions, tables = InMemoryEditions(), {}
    for each in new:
        (kept,) = editions.add([each], by="somebody", at=NOW)
        tables[kept.indicator, kept.number] = each.figures
    return Explorer(editions, Watched(tables))


def small(**over: Any) -> NewEdition:
    rows = [
        {"period": year, "value": value, "sex": sex}
        for sex in (None, "a", "b")
        for year, value in (("2013", 1.0), ("2014", 2.0))
    ]
    return a_new_edition(figures(["sex"], *rows), **over)


def large(**over: Any) -> NewEdition:
    """200 places × 3 sexes × 10 years, with totals of sex and none of places."""
    rows = [
        {"period": str(year), "value": 1.0, "sex": sex, "place": place}
        for place in PLACES
        for sex in (None, "a", "b")
        for year in range(2010, 2020)
    ]
    table = figures(["place", "sex"], *rows)
    imported = an_import(
        id="housing",
        dimensions=[
            {"id": "place", "title": both("Place"), "codes": [{"code": c, "label": both(c)} for c in PLACES]},
            {"id": "sex", "title": both("Sex"), "codes": [{"code": c, "label": both(c)} for c in ("a", "b")]},
        ],
    )
    return a_new_edition(table, imported=imported, **over)


def seen(found: Explorer, as_of: date = TODAY, **chosen: Any) -> View:
    return found.view(Look("housing", **chosen), as_of=as_of, today=TODAY)


def test_an_indicator_of_few_figures_is_shown_whole():
    view = seen(explorer(small()))
    assert (view.total, view.is_whole, view.shape) == (6, True, Shape.LINES)
    assert view.codes == {"sex": (None, "a", "b")}


@pytest.mark.parametrize(
    "chosen", [{"codes": {"sex": ("a",)}}, {"first": "2014"}, {"last": "2013"}, {"as_of": date(2014, 6, 1)}]
)
def test_what_is_narrowed_is_not_whole(chosen: dict[str, Any]):
    assert not seen(explorer(small()), **chosen).is_whole


def test_a_large_indicator_is_shown_at_its_totals_and_at_the_first_code_where_there_is_none():
    view = seen(explorer(large()))
    assert view.codes == {"place": ("000",), "sex": (None,)}
    assert (view.total, view.is_whole) == (10, False)


def test_only_totals_and_codes_that_have_figures_are_offered():
    view = seen(explorer(large()))
    assert view.offered["sex"] == (None, "a", "b")
    assert None not in view.offered["place"]


def test_of_very_many_figures_a_bounded_part_is_read():
    found = explorer(large())
    view = seen(found, codes={"place": ("*",), "sex": ("*",)})
    assert view.total == 6000
    assert view.drawn_fewer
    assert len(view.drawn) <= MOST_MARKS
    assert isinstance(found.figures, Watched)
    assert found.figures.most <= MOST_MARKS


def test_figures_of_few_groups_are_one_question_asked_again_at_most_which_the_reader_knows_by_then():
    looking = explorer(large())
    seen(looking, codes={"place": ("003", "004")})
    assert isinstance(looking.figures, Watched)
    assert looking.figures.asked
    assert all(asked == ("read", looking.figures.asked[0][1]) for asked in looking.figures.asked)


def test_how_many_figures_there_are_is_not_counted_where_the_periods_chosen_bound_them():
    looking = explorer(large())
    chosen = {"place": tuple(PLACES), "sex": (None,)}
    assert seen(looking, codes=chosen, first="2015", last="2015").total == len(PLACES)
    assert isinstance(looking.figures, Watched)
    assert [kind for kind, _selection in looking.figures.asked] == ["read"]


def test_dots_of_very_many_groups_are_those_of_one_period():
    view = seen(explorer(large()), codes={"place": ("*",), "sex": ("*",)}, shape=Shape.DOTS, last="2015")
    assert {entry.period.text for entry in view.drawn} == {"2015"}
    assert len(view.drawn) == MOST_ROWS


def test_the_table_is_read_page_by_page_and_every_figure_stands_on_one():
    found = explorer(large())
    chosen = {"codes": {"place": tuple(PLACES[:60]), "sex": ("*",)}}
    first = seen(found, **chosen)
    assert (first.total, first.pages) == (1800, 1800 // PER_PAGE)
    rows = [
        (entry.period.text, *sorted(entry.group.items()))
        for page in range(1, first.pages + 1)
        for entry in seen(found, page=page, **chosen).rows
    ]
    assert len(rows) == len(set(rows)) == 1800


def test_a_page_beyond_the_last_is_the_last():
    assert seen(explorer(small()), page=99).page == 1


def test_the_day_shown_leaves_out_what_it_could_not_know():
    view = seen(explorer(small()), as_of=date(2015, 6, 1))
    assert (view.total, view.left_out) == (6, 0)
    view = seen(explorer(small()), as_of=date(2014, 6, 1))
    assert (view.total, view.left_out) == (0, 6)  # the source is of 2015
    assert [period.text for period in view.periods] == ["2013"]


def test_an_edition_that_was_replaced_is_opened_again_and_is_not_whole():
    found = explorer(small(), small(follows=1))
    assert seen(found).edition.number == 2
    old = seen(found, edition=1)
    assert (old.edition.number, old.latest, old.is_whole) == (1, 2, False)
    assert seen(found).pinned.edition == 2


def test_what_is_not_there_is_named():
    view = seen(explorer(small()), codes={"sex": ("a", "x"), "age": ("old",)}, first="never")
    assert view.unknown == ("x", "age", "never")
    assert view.codes == {"sex": ("a",)}


@pytest.mark.parametrize(
    ("look", "code"),
    [(Look("no"), "no_indicator"), (Look("housing", edition=7), "unknown_edition")],
)
def test_an_indicator_or_edition_that_is_not_there_is_refused(look: Look, code: str):
    with pytest.raises(Refused) as refused:
        explorer(small()).view(look, as_of=TODAY, today=TODAY)
    assert refused.value.code == code


def test_a_chart_that_does_not_fit_gives_way_to_one_that_does():
    view = seen(explorer(small()), shape=Shape.STACK)
    assert view.shape is Shape.LINES


def test_of_a_measure_one_code_is_always_chosen():
    rows = [{"period": "2014", "value": 1.0, "kind": kind} for kind in ("a", "b")]
    measure = [
        {
            "id": "kind",
            "title": both("Kind"),
            "kind": "measure",
            "codes": [{"code": code, "label": both(code), "unit": "persons"} for code in ("a", "b")],
        }
    ]
    new = a_new_edition(figures(["kind"], *rows), imported=an_import(id="housing", dimensions=measure))
    assert seen(explorer(new)).codes == {"kind": ("a",)}
    assert seen(explorer(new), codes={"kind": ("a", "b")}).codes == {"kind": ("a",)}


def test_what_came_together_is_taken_along_together_in_its_latest_editions():
    found = explorer(small(), small(follows=1, counts=Counts(changed=6)))
    (edition,) = found.together(seen(found, edition=1).edition)
    assert (edition.indicator, edition.number) == ("housing", 2)
