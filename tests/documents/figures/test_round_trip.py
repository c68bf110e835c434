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
from monitor.sources.table_files import Known, Wishes
from monitor.wiring import open_services
from tests.documents.figures.conftest import DATASET, a_definition, a_part, written
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


def without(table: pa.Table, *names: str) -> pa.Table:
    """The same table with nothing in some columns."""
    for name in names:
        place = table.column_names.index(name)
        table = table.set_column(place, table.schema.field(name), pa.nulls(table.num_rows, pa.string()))
    return table


def changes(received: Received, part: Part, *but: str) -> ImportReport:
    whole = without(pa.Table.from_batches(list(part.batches())), *but)
    # What a package calls otherwise: sources, and a dimension named `measure`.
    first, came = part.definition.sources[0].id, without(received.figures, *but)
    if len(came.column_names) == len(whole.column_names):
        came = came.rename_columns(whole.column_names)
    return compare(Keyed(came, first), Keyed(whole, first))


def told(report: ImportReport) -> list[Any]:
    return [
        report.new.to_pylist(),
        report.changed.to_pylist(),
        report.before.to_pylist(),
        report.removed.to_pylist(),
    ]


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX, Format.PACKAGE])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_table_changes_nothing_when_it_comes_in_again(form: Format, language: str):
    part = a_part()
    report = changes(again(form, part), part)
    assert report.changes_nothing, told(report)


def test_json_stat_brings_the_same_values_reasons_and_flags():
    """It has no place for what else is kept of a figure, and one sign for what is kept back."""
    part = a_part(*WHOLE)
    received = again(Format.JSON_STAT, part)
    names = ["period", "value", "decimals", "missing", "flags", "by:sex"]
    came = sorted(received.figures.select(names).to_pylist(), key=lambda row: (row["period"], row["by:sex"]))
    kept = [dict.fromkeys(("missing", "flags", "decimals")) | dict(row) for row in WHOLE]
    for row, before in zip(came, kept, strict=True):
        assert (row["period"], row["value"], row["by:sex"]) == (
            before["period"],
            before["value"],
            before["sex"],
        )
        assert row["missing"] == ("confidential" if before["missing"] == "hidden" else before["missing"])
        assert row["flags"] == before["flags"]
    assert received.definition.title.wording("en").text == "Homes at release"


def test_the_total_comes_back_where_its_code_is_named():
    part = a_part(*({"period": "2014", "value": 1.0, "sex": sex, "place": "0301"} for sex in ("m", None)))
    received = again(Format.JSON_STAT, part, totals={"sex": "_T"})
    assert set(received.figures["by:sex"].to_pylist()) == {"m", None}


@pytest.mark.parametrize("form", [Format.CSV, Format.PACKAGE])
def test_everything_that_ships_comes_in_again_as_it_was(
    form: Format, tmp_path_factory: pytest.TempPathFactory
):
    from monitor.settings import ROOT, Settings

    data_dir = tmp_path_factory.mktemp("var")
    services = open_services(Settings(root=ROOT, data_dir=data_dir))
    for edition in services.editions.latest().values():
        definition: Definition = services.editions.definition(edition)
        part = a_part(table=services.figures.whole(edition), definition=definition, dataset=DATASET)
        # The sources of a package get ids of its own, so which figure is from which of several is not known again; and
        # its remarks are read as text that may hold HTML.
        but = ("source", "note", "note_nb") if form is Format.PACKAGE else ()
        report = changes(again(form, part), part, *but)
        assert report.changes_nothing, (definition.id, told(report))


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
