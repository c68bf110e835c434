"""One edition opened: whole, or one course of it where it has more figures than stand on a page."""

from datetime import UTC, datetime
from typing import Any

from monitor.measures.datasets import DataSet
from monitor.measures.opened import MOST_SHOWN, Opened, opened
from monitor.storage.figures.in_memory import InMemoryFigures
from tests.builders import an_import, both
from tests.measures.vintages import InMemoryEditions, a_new_edition, figures

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
GOALS = DataSet.model_validate({"id": "goals", "title": both("Goals"), "language": "de"})


def read(dimensions: list[str], *rows: dict[str, Any]) -> Opened:
    table = figures(dimensions, *rows)
    codes = {name: list(dict.fromkeys(row[name] for row in rows if row.get(name))) for name in dimensions}
    definition = an_import(
        dimensions=[
            {
                "id": name,
                "title": both(name),
                "codes": [{"code": code, "label": both(code)} for code in found],
            }
            for name, found in codes.items()
        ]
    )
    editions = InMemoryEditions()
    (edition,) = editions.add(
        [a_new_edition(table, imported=definition, dataset=GOALS)], by="someone", at=NOON
    )
    return opened(edition, editions, InMemoryFigures({(edition.indicator, edition.number): table}))


def test_few_figures_are_read_whole_by_code_and_time():
    found = read(
        ["sex"],
        {"period": "2015", "value": 3.0, "sex": "women"},
        {"period": "2014", "value": 2.0, "sex": "women", "note": "geschätzt"},
        {"period": "2014", "value": 4.0, "sex": "men"},
        {"period": "2014", "value": 1.0},
    )
    assert [str(entry.value) for entry in found.series.observations] == ["1", "2", "3", "4"]
    assert (found.figures, found.chosen, found.dataset) == (4, {}, GOALS)
    note = found.series.observations[1].note
    assert note is not None
    assert note.wording("nb") == ("geschätzt", "de", False)


def test_of_many_the_totals_are_read_and_said_to_be_chosen():
    rows = [
        {"period": str(1950 + year), "value": 1.0, "region": region}
        for region in (None, "a", "b", "c", "d", "e")
        for year in range(70)
    ]
    found = read(["region"], *rows)
    assert found.figures == 420 > MOST_SHOWN
    assert found.chosen == {"region": None}
    assert len(found.series.observations) == 70


def test_where_there_is_no_total_the_first_code_is_read():
    rows = [
        {"period": str(1950 + year), "value": 1.0, "region": region}
        for region in ("e", "a", "b", "c", "d")
        for year in range(70)
    ]
    assert read(["region"], *rows).chosen == {"region": "e"}
