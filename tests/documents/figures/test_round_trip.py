"""What was taken along comes in again as it was: through the doors, up to the report of what would change."""

from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pytest

from monitor.documents.figures.part import Part
from monitor.measures.definitions import Definition
from monitor.measures.exports import Format
from monitor.measures.import_report import ImportReport, compare
from monitor.measures.keys import Keyed
from monitor.measures.received import Received
from monitor.sources.gathering import gather_files
from monitor.sources.known import Known
from monitor.sources.table_files import Wishes
from monitor.wiring import open_services
from tests.builders import both
from tests.documents.figures.conftest import a_definition, a_part, written
from tests.measures.vintages import figures

WHOLE = tuple(
    {"period": period, "value": value, "decimals": 1, "sex": sex, "place": "0301"} | more
    for period, value, sex, more in (
        ("2014", 24.0, "m", {"n": 463, "flags": "provisional"}),
        ("2014", 30.5, "w", {"lower": 28.0, "upper": 33.0, "level": 95.0, "note": "A remark"}),
        ("2015", None, "m", {"missing": "hidden", "decimals": None}),
        ("2015", None, "w", {"missing": "not_available", "decimals": None}),
    )
)
_ENDING: Mapping[Format, str] = {
    Format.CSV: "homes.csv",
    Format.XLSX: "homes.xlsx",
    Format.PACKAGE: "homes.zip",
    Format.JSON_STAT: "homes.json",
}


def again(form: Format, part: Part, **wishes: Any) -> Received:
    """The same figures, written and read. Of a package its lists are told as tables without figures."""

    def known(indicator: str) -> Known | None:
        return Known(part.definition, part.dataset) if indicator == part.definition.id else None

    wanted = Wishes(indicator=part.definition.id, language="en", **wishes)
    found = gather_files({_ENDING[form]: written(form, part)}, wanted, known)
    [received] = found.received
    assert not received.refused, received.refused[0]
    assert all("codes/" in note.file for note in found.noted), found.noted
    return received


def changes(received: Received, part: Part) -> ImportReport:
    whole = pa.Table.from_batches(list(part.batches()))
    first = part.definition.sources[0].id
    return compare(Keyed(received.figures, first), Keyed(whole, first))


def told(report: ImportReport) -> list[Any]:
    return [
        report.new.to_pylist(),
        report.changed.to_pylist(),
        report.before.to_pylist(),
        report.removed.to_pylist(),
    ]


EVERY = (Format.CSV, Format.XLSX, Format.PACKAGE, Format.JSON_STAT)
EVERYTHING: Mapping[str, Any] = {
    "numerator": 148.0,
    "denominator": 264.0,
    "n": 264,
    "lower": 50.25,
    "upper": 62.0,
    "level": 95.0,
    "flags": "provisional revised about",
    "qualifier": "about",
    "confidence": "low",
    "note": "A remark, “quoted”; and more",
    "note_nb": "En merknad",
    "source": "other",
}
TWO_SOURCES = [
    {"id": name, "title": f"Table {name}", "seen": "source", "url": f"https://www.ssb.no/{name}"}
    for name in ("first", "other")
]
BREAKS = [{"from": "2015", "reason": both("Asked otherwise."), "codes": {"sex": ["w"]}}]


def everything(**over: Any) -> Part:
    """Figures that have all that can be kept, of a definition with two sources, a break and a dimension's total."""
    definition = a_definition(sources=TWO_SOURCES, breaks=BREAKS, **over)
    rows = (
        {"period": "2014", "value": 56.1, "decimals": 1, "sex": "m", "place": "0301", **EVERYTHING},
        {"period": "2014", "value": 24.0, "decimals": 1, "sex": "w", "place": "0301"},
        {"period": "2015", "value": 57.0, "decimals": 0, "place": "0301", "n": 3},
        {"period": "2015", "value": None, "sex": "m", "place": "0301", "missing": "hidden"},
        {"period": "2015", "value": None, "sex": "w", "place": "0301", "missing": "confidential", "n": 12},
        {"period": "2011..2013", "value": 0.125, "decimals": 3, "sex": "w", "place": "0301"},
    )
    return a_part(*rows, definition=definition)


@pytest.mark.parametrize("form", EVERY)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_what_was_taken_along_is_the_same_edition_when_it_comes_in_again(form: Format, language: str):
    for part in (a_part(), a_part(*WHOLE), everything()):
        received = again(form, part)
        report = changes(received, part)
        assert report.changes_nothing, told(report)
        assert received.definition == part.definition
        assert received.dataset == part.dataset


@pytest.mark.parametrize("form", EVERY)
@pytest.mark.parametrize("column", sorted(EVERYTHING))
def test_a_figure_that_lost_what_is_said_of_it_would_be_noticed(form: Format, column: str):
    """The control: with one cell gone, the file of that is another edition."""
    part = everything()
    whole = pa.Table.from_batches(list(part.batches()))
    place = whole.column_names.index(column)
    bare = whole.set_column(
        place, whole.schema.field(column), pa.nulls(whole.num_rows, whole.schema.field(column).type)
    )
    report = compare(Keyed(again(form, part).figures, "first"), Keyed(bare, "first"))
    assert not report.changes_nothing


@pytest.mark.parametrize("form", [Format.JSON_STAT, Format.PACKAGE])
def test_a_file_says_itself_what_it_is_of_where_the_indicator_is_not_known(form: Format):
    part = everything()
    wanted = Wishes(language="en")
    found = gather_files({_ENDING[form]: written(form, part)}, wanted, lambda _indicator: None)
    [received] = found.received
    assert changes(received, part).changes_nothing
    assert (received.definition, received.dataset) == (part.definition, part.dataset)


@pytest.mark.parametrize("form", [Format.JSON_STAT, Format.PACKAGE])
def test_which_initiatives_an_indicator_speaks_to_is_not_decided_by_a_file(form: Format):
    linked = everything(links=[{"initiative": "9.9", "state": "proposed", "reason": both("Because.")}])
    for here in (None, Known(everything().definition, linked.dataset)):
        found = gather_files({_ENDING[form]: written(form, linked)}, Wishes(), lambda _, here=here: here)
        assert found.received[0].definition.links == ()


@pytest.mark.parametrize("form", [Format.JSON_STAT, Format.PACKAGE])
def test_as_a_set_of_ones_own_it_is_read_like_any_file(form: Format):
    part = everything()
    wanted = Wishes(dataset="mine", totals={"sex": "_T"} if form is Format.JSON_STAT else {})
    found = gather_files({_ENDING[form]: written(form, part)}, wanted, lambda _: None)
    [received] = found.received
    assert received.dataset is not None
    assert received.dataset.id == "mine"


@pytest.mark.parametrize("form", [Format.JSON_STAT, Format.PACKAGE, Format.CSV])
def test_everything_that_ships_comes_in_again_as_it_was(
    form: Format, tmp_path_factory: pytest.TempPathFactory
):
    from monitor.settings import ROOT, Settings

    data_dir = tmp_path_factory.mktemp("var")
    services = open_services(Settings(root=ROOT, data_dir=data_dir))
    for edition in services.editions.latest().values():
        definition: Definition = services.editions.definition(edition)
        part = a_part(table=services.figures.whole(edition), definition=definition, dataset=None)
        received = again(form, part)
        report = changes(received, part)
        assert report.changes_nothing, (definition.id, told(report))
        assert (received.definition, received.dataset) == (definition, None)


def test_of_a_table_with_two_indicators_the_first_comes_in_and_the_other_is_refused():
    part, other = a_part(), a_part(definition=a_definition(id="other"))
    found = gather_files(
        {"homes.csv": written(Format.CSV, part, other)},
        Wishes(indicator="homes"),
        lambda _: Known(part.definition, part.dataset),
    )
    [received] = found.received
    assert received.figures.num_rows == len(figures(["sex", "place"], *WHOLE)) + 2
    assert "another indicator" in str(received.refused[0])


def test_a_table_that_was_not_downloaded_here_may_not_have_columns_beside():
    from monitor.errors import Refused

    part = a_part()
    data = written(Format.CSV, part).replace(b'"edition"', b'"remark"')
    with pytest.raises(Refused) as refused:
        gather_files(
            {"homes.csv": data}, Wishes(indicator="homes"), lambda _: Known(part.definition, part.dataset)
        )
    assert refused.value.code == "tidy_columns"
