"""What comes in passes the guard before anybody sees it, with every edition before it in view."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.measures.definitions import Persons
from monitor.measures.dimensions import DimensionKind
from monitor.measures.editions import Kind
from monitor.measures.received import Received
from monitor.storage.engine import open_engine
from monitor.storage.migrate import migrate
from monitor.storage.stores import stores
from monitor.wiring.importing import Importer, Proposal
from monitor.wiring.protecting import Protector, told_of
from tests.measures.protecting.unpublished import a_guarded_definition, counts_table, with_totals
from tests.measures.vintages import a_definition
from tests.wiring.conftest import NOON

BOTH = {"sex": ["m", "w"], "age": ["u", "v", "x"]}
LEAVES = {("m", "u"): 3, ("m", "v"): 20, ("m", "x"): 11, ("w", "u"): 15, ("w", "v"): 8, ("w", "x"): 9}


@pytest.fixture
def importer(tmp_path: Path) -> Importer:
    engine = open_engine(f"sqlite:///{tmp_path / 'monitor.db'}")
    migrate(engine)
    kept = stores(engine, tmp_path / "editions")
    return Importer(kept.editions, kept.figures, lambda: NOON, Protector(kept.editions, kept.figures, 4))


def came(*years: str, **over: int) -> Received:
    leaves = LEAVES | {(name[0], name[1]): count for name, count in over.items()}
    table = counts_table(list(BOTH), {year: with_totals(BOTH, leaves) for year in years})
    return Received(a_guarded_definition(BOTH), table, "d" * 64)


def proposed(importer: Importer, received: Received) -> Proposal:
    (proposal,) = importer.propose([received])
    return proposal


def accepted(importer: Importer, received: Received) -> None:
    importer.accept([proposed(importer, received)], kind=Kind.CSV, by="p-kari")


def hidden(proposal: Proposal) -> set[tuple[str, str, str]]:
    rows = proposal.report.figures.to_pylist()
    return {(row["period"], row["by:sex"], row["by:age"]) for row in rows if row["missing"] == "hidden"}


def test_the_report_before_acceptance_shows_only_what_may_be_kept(importer: Importer) -> None:
    proposal = proposed(importer, came("2014"))
    assert len(hidden(proposal)) == 4
    for table in (proposal.received.figures, proposal.report.figures, proposal.report.new):
        assert 3.0 not in table["value"].to_pylist()


def test_the_same_figures_again_change_nothing(importer: Importer) -> None:
    accepted(importer, came("2014"))
    again = proposed(importer, came("2014"))
    assert not again.changes
    assert again.report.changes_nothing


def test_a_new_year_leaves_the_old_one_as_it_was(importer: Importer) -> None:
    accepted(importer, came("2014"))
    before = hidden(proposed(importer, came("2014")))
    counts = proposed(importer, came("2014", "2015")).report.counts
    assert (counts.new, counts.changed, counts.unchanged) == (12, 0, 12)
    assert {key for key in hidden(proposed(importer, came("2014", "2015"))) if key[0] == "2014"} == before


def test_what_was_hidden_in_any_edition_before_stays_hidden(importer: Importer) -> None:
    accepted(importer, came("2014"))
    first = hidden(proposed(importer, came("2014")))
    accepted(importer, came("2014", mu=30))
    assert first <= hidden(proposed(importer, came("2014", mu=40, wx=60)))


def test_a_format_that_cannot_say_that_figures_are_unpublished_lifts_no_protection(
    importer: Importer,
) -> None:
    accepted(importer, came("2014"))
    received = came("2014")
    said = received.definition.model_dump(mode="json", by_alias=True, exclude_none=True)
    silent = type(received.definition).model_validate({k: v for k, v in said.items() if k != "persons"})
    assert silent.persons is Persons.PUBLISHED
    proposal = proposed(importer, replace(received, definition=silent))
    assert proposal.received.definition.persons is Persons.UNPUBLISHED
    assert len(hidden(proposal)) == 4


def test_whoever_says_that_they_are_published_by_now_is_believed(importer: Importer) -> None:
    accepted(importer, came("2014"))
    received = came("2014")
    said = received.definition.model_dump(mode="json", by_alias=True, exclude_none=True) | {
        "persons": "published"
    }
    published = type(received.definition).model_validate(said)
    assert hidden(proposed(importer, replace(received, definition=published))) == set()


def test_the_rule_stands_in_the_edition(importer: Importer) -> None:
    accepted(importer, came("2014"))
    edition = importer.editions.latest()["housing"]
    protection = importer.editions.definition(edition).protection
    assert protection is not None
    assert (protection.largest, protection.width) == (4, 5)


def test_the_report_says_how_many_figures_are_hidden(importer: Importer) -> None:
    (said,) = told_of(proposed(importer, came("2014")).received)
    assert said.problem == "4 of 12 figures are hidden to protect persons; they are kept nowhere."
    assert list(told_of(replace(came("2014"), definition=a_definition("sex")))) == []


def test_the_report_says_what_it_is_too_late_for(importer: Importer) -> None:
    received = came("2014")
    said = received.definition.model_dump(mode="json", by_alias=True, exclude_none=True) | {
        "persons": "published"
    }
    published = type(received.definition).model_validate(said)
    accepted(importer, replace(received, definition=published))
    _, late = told_of(proposed(importer, received).received)
    assert late.problem.startswith("1 of them were shown by an earlier edition or a linked")


def left_behind(folder: Path, received: Received) -> list[object]:
    """Everything that an import leaves: what is told, the bytes of its files, every row of the database."""
    folder.mkdir()
    engine = open_engine(f"sqlite:///{folder / 'monitor.db'}")
    migrate(engine)
    kept = stores(engine, folder / "editions")
    importer = Importer(kept.editions, kept.figures, lambda: NOON, Protector(kept.editions, kept.figures, 4))
    proposal = proposed(importer, received)
    importer.accept([proposal], kind=Kind.CSV, by="p-kari")
    files = {path.name: path.read_bytes() for path in (folder / "editions").rglob("*") if path.is_file()}
    with sqlite3.connect(folder / "monitor.db") as database:
        rows = [line for line in database.iterdump() if "editions" in line]
    said = [str(fault) for fault in told_of(proposal.received)]
    told = [files, rows, said, proposal.received.digest, proposal.report.counts]
    return [*told, proposal.report.new.to_pylist()]


def test_figures_that_differ_only_where_they_are_hidden_leave_the_same_behind(tmp_path: Path) -> None:
    one = left_behind(tmp_path / "one", came("2014"))
    other = left_behind(tmp_path / "other", came("2014", mu=2, mv=21, wu=16, wv=7))
    assert one == other
    assert one != left_behind(tmp_path / "shown", came("2014", mx=12))


def test_the_order_in_which_rows_came_leaves_no_trace(tmp_path: Path) -> None:
    """A table that came sorted by its figures would tell where the hidden ones lie."""
    received = came("2014")
    by_value = received.figures.sort_by("value")
    one = left_behind(tmp_path / "one", received)
    assert one == left_behind(tmp_path / "other", replace(received, figures=by_value))


def test_nothing_is_kept_by_which_an_answer_could_be_known_again(tmp_path: Path) -> None:
    """A statistics bank of the house answers with every count; its digest would confirm a guess of the hidden ones."""
    left = []
    for name in ("one", "other"):
        answer = {"url": "https://bank.example.no/data", "sha256": f"digest-{name}", "bytes": len(name)}
        asked = {"table": "1", "answers": [answer], "metadata": answer}
        left.append(left_behind(tmp_path / name, replace(came("2014"), asked=asked)))
    assert left[0] == left[1]
    assert "https://bank.example.no/data" in repr(left[0])


def test_what_a_format_cannot_say_of_codes_stays_as_it_was_and_their_order_tells_nothing(
    importer: Importer,
) -> None:
    """A table made of rows that were sorted by their figures has its codes in that order, and knows of no wholes."""
    first = came("2014")
    said = first.definition.model_dump(mode="json", by_alias=True, exclude_none=True)
    said["dimensions"][1]["kind"] = "parts_of_whole"
    said["dimensions"][1]["codes"].append({"code": "child", "label": {"en": "Child"}, "part_of": "u"})
    accepted(importer, replace(first, definition=type(first.definition).model_validate(said)))
    made = {name: each for name, each in said.items() if name != "persons"}
    labelled = [{"code": code, "label": {"en": code}} for code in ("zebra", "x", "child", "adult", "v", "u")]
    made["dimensions"] = [said["dimensions"][0], {"id": "age", "title": {"en": "Age"}, "codes": labelled}]
    silent = type(first.definition).model_validate(made)
    age = proposed(importer, replace(first, definition=silent)).received.definition.dimensions[1]
    assert [code.code for code in age.codes] == ["u", "v", "x", "child", "adult", "zebra"]
    assert {code.code: code.part_of for code in age.codes if code.part_of} == {"child": "u"}
    assert age.kind is DimensionKind.PARTS_OF_WHOLE
