"""A table is described first, then asked for in questions that are small enough, and joined into one."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pytest

from monitor.errors import Refused
from monitor.measures.dimensions import DimensionKind, DimensionRole
from monitor.measures.figures import Missing, schema
from monitor.measures.received import Received
from monitor.measures.scales import Unit
from monitor.sources.pxweb.asked import Archive
from monitor.sources.pxweb.fetch import fetch
from tests.sources.pxweb.bank import Bank, Variable, declined, running, status, told
from tests.sources.pxweb.conftest import Clock, a_request, a_table, manners

Ask = Callable[..., Received]
RECORDED = (Path(__file__).parents[1] / "recorded" / "pxweb_v2_response_03024.json").read_bytes()


def refusal(ask: Ask, **over: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        ask(**over)
    return refused.value


def rows(received: Received, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in received.figures.select(list(columns)).to_pylist()]


def test_the_description_comes_first_and_every_code_is_asked_for_by_name(ask: Ask, bank: Bank):
    received = ask(select={"Kjonn": ["1", "2"], "ContentsCode": ["Personer"], "Tid": ["top(2)"]})
    assert bank.paths() == ["/v2/config", "/v2/tables/10000/metadata", "/v2/tables/10000/data"]
    assert bank.questions == [{"Kjonn": ["1", "2"], "ContentsCode": ["Personer"], "Tid": ["2023", "2024"]}]
    assert rows(received, "period", "by:Kjonn", "by:ContentsCode", "value") == [
        ("2023", "1", "Personer", 20231), ("2024", "1", "Personer", 20241),
        ("2023", "2", "Personer", 20232), ("2024", "2", "Personer", 20242),
    ]  # fmt: skip
    assert received.figures.schema == schema(["Kjonn", "ContentsCode"])


def test_the_address_stays_short_however_much_is_selected(ask: Ask, bank: Bank):
    codes = {f"{number:05}": "x" for number in range(5000)}
    bank.tables["10000"].variables.append(Variable("Region", codes))
    bank.tables["10000"].value = lambda *_codes: 1
    ask(select={"Kjonn": ["0"], "ContentsCode": ["Personer"], "Tid": ["2024"], "Region": ["*"]})
    assert max(len(path) for _method, path, _headers, _body in bank.asked) < 100


def test_the_table_says_what_the_indicator_is(ask: Ask, bank: Bank):
    bank.tables["10000"].notes = ["Counted on 1 January.", " "]
    bank.tables["10000"].role["geo"] = ["Kjonn"]
    received = ask()
    definition = received.definition
    assert definition.title.en == "Inmates, by sex, contents and year"
    assert [text.en for text in definition.caveats] == ["Counted on 1 January."]
    assert definition.finding is definition.population is definition.collection is None
    sex, contents = definition.dimensions
    assert (sex.id, sex.kind, sex.role) == ("Kjonn", DimensionKind.SEPARATE, DimensionRole.GEO)
    assert [code.label.en for code in sex.codes] == ["Both sexes", "Men", "Women"]
    assert contents.kind is DimensionKind.MEASURE
    persons, days = contents.codes
    assert (persons.unit, persons.decimals, days.decimals) == (Unit.PERSONS, 0, 2)
    assert getattr(days.unit, "en", None) == "days per year"
    [source] = definition.sources
    assert (source.register_table, source.year, source.read_on) == ("10000", 2026, date(2026, 11, 22))
    assert source.url == f"{bank.address}/tables/10000"
    assert received.dataset is not None
    assert received.dataset.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert received.dataset.publisher is not None
    assert received.dataset.publisher.en == "Example Statistics"


def test_time_is_told_by_its_role_and_never_by_its_name(ask: Ask, bank: Bank):
    bank.tables["10000"].role = {"time": ["Kjonn"], "metric": ["ContentsCode"]}
    bank.tables["10000"].variables[0] = Variable("Kjonn", {"2020K1": "x", "2020K2": "y"})
    bank.tables["10000"].value = lambda *_codes: 7
    received = ask(select={"Kjonn": ["top(1)"], "ContentsCode": ["Personer"], "Tid": ["2024"]})
    assert rows(received, "period", "by:Tid") == [("2020-Q2", "2024")]


def test_a_variable_that_is_left_out_is_summed_over_by_the_source_and_said(ask: Ask, bank: Bank):
    received = ask(select={"ContentsCode": ["Personer"], "Tid": ["2024"]}, left_out=["Kjonn"])
    assert bank.questions == [{"ContentsCode": ["Personer"], "Tid": ["2024"]}]
    assert [each.id for each in received.definition.dimensions] == ["ContentsCode"]
    assert received.asked["left_out"] == ["Kjonn"]


def test_the_code_of_the_total_becomes_the_total(ask: Ask):
    received = ask(totals={"Kjonn": "0"})
    assert [code.code for code in received.definition.dimensions[0].codes] == ["1", "2"]
    assert received.figures["by:Kjonn"].null_count == 20


def test_a_large_question_is_cut_and_its_answers_are_joined(ask: Ask, bank: Bank):
    whole, steps = ask(), []
    bank.most_cells = 25
    assert bank.config is not None
    bank.config["maxDataCells"] = 25
    clock = Clock()
    parts = fetch(
        a_request(bank), manners(bank), clock.pace(), progress=lambda done, total: steps.append((done, total))
    )
    assert len(bank.questions) == 1 + 3
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    in_order = [sorted(map(str, each.figures.to_pylist())) for each in (whole, parts)]
    assert in_order[0] == in_order[1]
    assert parts.figures.num_rows == 60
    assert len(parts.asked["answers"]) == 3
    assert parts.figures.combine_chunks().schema == whole.figures.schema


def test_the_lower_of_our_limit_and_theirs_holds(ask: Ask, bank: Bank):
    ask(how={"most_cells": 10})
    assert max(len(q["Kjonn"]) * len(q["ContentsCode"]) * len(q["Tid"]) for q in bank.questions) <= 10


def test_a_source_that_says_nothing_of_itself_is_asked_for_the_usual(ask: Ask, bank: Bank):
    bank.config = None
    received = ask()
    assert received.figures.num_rows == 60
    assert received.dataset is not None
    assert received.dataset.licence is None


def test_more_than_is_fetched_for_one_indicator_is_refused_before_it_is_asked_for(ask: Ask, bank: Bank):
    refused = refusal(ask, how={"most_cells_in_all": 59})
    assert (refused.code, refused.fields) == ("pxweb_too_much", {"cells": 60, "limit": 59})
    assert bank.questions == []


def test_what_was_asked_is_kept_beside_each_answer_as_it_came(bank: Bank, clock: Clock):
    archive = Archive()
    received = fetch(a_request(bank), manners(bank), clock.pace(), keep=archive)
    with zipfile.ZipFile(io.BytesIO(archive.packed())) as kept:
        assert sorted(kept.namelist()) == [
            "config.asked.json", "config.json", "data-0001.asked.json", "data-0001.json",
            "metadata.asked.json", "metadata.json",
        ]  # fmt: skip
        raw, asked = kept.read("data-0001.json"), json.loads(kept.read("data-0001.asked.json"))
    assert asked == {
        "url": f"{bank.address}/tables/10000/data?lang=en&outputFormat=json-stat2",
        "selection": bank.questions[0],
        "codelists": {},
        "language": "en",
        "instant": "2026-11-22T10:00:00+00:00",
        "sha256": hashlib.sha256(raw).hexdigest(),
        "bytes": len(raw),
    }
    assert received.digest == asked["sha256"]
    assert received.asked["answers"] == [asked]
    assert json.loads(json.dumps(received.asked)) == received.asked


def test_codes_of_a_code_list_are_asked_for_with_it(ask: Ask, bank: Bank):
    bank.codelists["agg_Sex"] = ["1", "2"]
    ask(codelists={"Kjonn": "agg_Sex"})
    body = bank.asked[-1][3]
    assert body["selection"][0] == {"variableCode": "Kjonn", "valueCodes": ["1", "2"], "codelist": "agg_Sex"}
    assert refusal(ask, codelists={"Kjonn": "agg_None"}).code == "pxweb_not_found"
    bank.codelists["agg_Empty"] = []
    assert refusal(ask, codelists={"Kjonn": "agg_Empty"}).code == "pxweb_codelist"


@pytest.mark.parametrize(
    ("over", "code", "named"),
    [
        ({"select": {"Kjonn": ["1", "3"], "ContentsCode": ["*"], "Tid": ["*"]}}, "pxweb_codes_gone", "'3'"),
        ({"select": {"Alder": ["1"], "ContentsCode": ["*"], "Tid": ["*"]}}, "pxweb_variable_gone", "Alder"),
        ({"left_out": ["Alder"]}, "pxweb_variable_gone", "Alder"),
        ({"select": {"ContentsCode": ["*"], "Tid": ["*"]}}, "pxweb_variable_not_chosen", "Kjonn"),
        ({"select": {"Kjonn": ["*"], "Tid": ["*"]}, "left_out": ["ContentsCode"]}, "pxweb_not_left_out",
         "ContentsCode"),
        ({"totals": {"ContentsCode": "Personer"}}, "pxweb_no_total", "ContentsCode"),
        ({"totals": {"Kjonn": "9"}}, "pxweb_codes_gone", "'9'"),
        ({"select": {"Kjonn": ["9*"], "ContentsCode": ["*"], "Tid": ["*"]}}, "pxweb_nothing_chosen", "'9*'"),
    ],
)  # fmt: skip
def test_a_table_that_changed_is_refused_by_name_and_no_figure_is_asked_for(
    ask: Ask, bank: Bank, over: dict[str, Any], code: str, named: str
):
    refused = refusal(ask, **over)
    assert refused.code == code
    assert named in refused.message
    assert bank.questions == []


@pytest.mark.parametrize("role", [{}, {"time": ["Tid", "Kjonn"]}])
def test_a_table_without_one_time_is_refused(ask: Ask, bank: Bank, role: dict[str, list[str]]):
    bank.tables["10000"].role = role
    assert refusal(ask).code == "pxweb_no_time"


def test_a_stretch_of_time_that_is_not_understood_is_left_out_with_its_reason(ask: Ask, bank: Bank):
    bank.tables["10000"].variables[2].codes = {"2024T1": "First third", "2024": "2024"}
    bank.tables["10000"].value = lambda *_codes: 7
    received = ask(select={"Kjonn": ["0"], "ContentsCode": ["Personer"], "Tid": ["*"]})
    assert rows(received, "period") == [("2024",)]
    [fault] = received.refused
    assert (fault.entry, fault.problem) == ("Tid: 2024T1", "'2024T1' is no period that is known here.")
    assert "2023K2" in fault.accepted
    refused = refusal(ask, select={"Kjonn": ["0"], "ContentsCode": ["Personer"], "Tid": ["2024T1"]})
    assert (refused.code, refused.fields["said"]) == ("pxweb_no_period", "'2024T1'")


def test_a_gap_is_never_zero(ask: Ask, bank: Bank):
    signs = {"1": ":", "2": ".."}
    bank.tables["10000"].value = lambda sex, _what, year: None if sex in signs else 0
    bank.tables["10000"].status = lambda sex, _what, year: signs.get(sex)
    received = ask(select={"Kjonn": ["*"], "ContentsCode": ["Personer"], "Tid": ["2024"]})
    assert rows(received, "value", "missing") == [
        (0, None), (None, Missing.CONFIDENTIAL.value), (None, Missing.NOT_AVAILABLE.value),
    ]  # fmt: skip
    other = ask(
        select={"Kjonn": ["1"], "ContentsCode": ["Personer"], "Tid": ["2024"]}, signs={":": "not_available"}
    )
    assert rows(other, "missing") == [(Missing.NOT_AVAILABLE.value,)]


def _answer(**over: Any) -> dict[str, Any]:
    chosen = {"Kjonn": ["0"], "ContentsCode": ["Personer"], "Tid": ["2024"]}
    return a_table().answer(chosen) | over


@pytest.mark.parametrize(
    ("tree", "code", "problem"),
    [
        (_answer(**{"class": "collection"}), "jsonstat_class", ""),
        (_answer(version="1.0"), "jsonstat_class", ""),
        (_answer(value=[1, 2]), "jsonstat_damaged", ""),
        (_answer(value=[]), "pxweb_other_answer", "no values"),
        (_answer(role={"time": ["Kjonn"], "metric": ["ContentsCode"]}), "pxweb_other_answer", "time"),
        (a_table().answer({"ContentsCode": ["Personer"], "Tid": ["2024"]}), "pxweb_other_answer",
         "ContentsCode, Tid instead of Kjonn, ContentsCode, Tid"),
        (a_table().answer({"Kjonn": ["1"], "ContentsCode": ["Personer"], "Tid": ["2024"]}), "pxweb_other_answer",
         "codes of Kjonn"),
    ],
)  # fmt: skip
def test_something_else_than_was_asked_for_is_refused(
    ask: Ask, bank: Bank, tree: dict[str, Any], code: str, problem: str
):
    bank.faults_in_data = [told(tree)]
    refused = refusal(ask, select={"Kjonn": ["0"], "ContentsCode": ["Personer"], "Tid": ["2024"]})
    assert refused.code == code
    assert problem in refused.message


def test_a_table_that_is_updated_while_it_is_fetched_in_parts_is_refused(ask: Ask, bank: Bank):
    def updates(handler: Any) -> None:
        bank.tables["10000"].updated = "2026-02-26T07:00:00Z"
        handler.tell(200, bank.tables["10000"].answer(bank.questions[-1]))

    bank.faults_in_data = [updates]
    assert refusal(ask, how={"most_cells": 30}).code == "pxweb_changed"
    assert ask(how={"most_cells": 30}).figures.num_rows == 60


def test_what_the_source_calls_a_code_has_to_be_one_that_can_be_kept(ask: Ask, bank: Bank):
    bank.tables["10000"].variables[0].codes = {"1 ": "Men"}
    refused = refusal(ask)
    assert (refused.code, "Kjonn" in refused.message) == ("pxweb_undefined", True)


def test_the_recorded_answer_of_statistics_norway_is_received(clock: Clock):
    table = a_table(id="03024")
    with running(Bank({"03024": table}, recorded={"03024": RECORDED})) as bank:
        request = a_request(
            bank,
            table="03024",
            select={
                "VareGrupper2": ["01", "02"],
                "ContentsCode": ["Vekt", "Kilopris"],
                "Tid": ["from(2025U01)"],
            },
        )
        received = fetch(request, manners(bank), clock.pace())
    assert received.digest == hashlib.sha256(RECORDED).hexdigest()
    assert received.refused == ()
    last = received.figures.filter(pc.equal(received.figures["period"], "2026-W36"))
    assert last["value"].to_pylist() == [30798, 69.71, 546, 68.07]
    assert received.definition.title.en == "Export of salmon, fish-farm bred, by commodity group and week"
    assert [code.unit for code in received.definition.dimensions[1].codes][1] is Unit.NOK


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Non-existent variable", "pxweb_changed"),
        ("Non-existent value", "pxweb_changed"),
        ("Non-existent codelist", "pxweb_changed"),
        ("Missing selection for mandantory variable", "pxweb_changed"),
        ("Too many cells selected", "pxweb_too_many_cells"),
        ("Illegal selection expression", "pxweb_selection_unread"),
        ("Something new", "pxweb_declined"),
        ("x\u202ey", "pxweb_declined"),
        ("", "pxweb_declined"),
    ],
)
@pytest.mark.parametrize("number", [400, 403])
def test_what_the_source_objects_to_is_a_refusal_of_ours(
    ask: Ask, bank: Bank, number: int, title: str, code: str
):
    bank.faults_in_data = [declined(number, title)]
    refused = refusal(ask)
    assert refused.code == code
    assert refused.fields["host"] == bank.host
    assert "\u202e" not in refused.message
    assert len(bank.questions) == 1  # asking again would not help


def test_a_table_that_does_not_exist_is_refused(ask: Ask):
    refused = refusal(ask, table="99999")
    assert refused.code == "pxweb_not_found"


def test_a_refusal_that_is_a_page_is_told_by_its_number(ask: Ask, bank: Bank):
    bank.faults_in_data = [status(418, b"<html>" + b"x" * 200_000)]
    refused = refusal(ask)
    assert (refused.code, refused.fields["status"]) == ("pxweb_declined", "418")
