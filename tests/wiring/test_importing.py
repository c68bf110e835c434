"""An import shows what it would change before anything is kept; then it is one edition, with who and when."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from monitor.errors import Fault, Refused
from monitor.measures.editions import Counts, Kind
from monitor.measures.received import Received
from monitor.storage.engine import open_engine
from monitor.storage.migrate import migrate
from monitor.storage.stores import stores
from monitor.wiring.importing import Importer
from tests.measures.vintages import a_definition, figures

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def importer(tmp_path: Path) -> Importer:
    engine = open_engine(f"sqlite:///{tmp_path / 'monitor.db'}")
    migrate(engine)
    kept = stores(engine, tmp_path / "editions")
    return Importer(kept.editions, kept.figures, lambda: NOON, lambda received, _: received)


def table(*values: float) -> pa.Table:
    return figures(
        ["sex"], *({"period": str(2014 + year), "value": value} for year, value in enumerate(values))
    )


def came(*values: float, refused: tuple[Fault, ...] = (), **asked: object) -> Received:
    return Received(a_definition("sex"), table(*values), "d" * 64, refused=refused, asked=asked)


def test_nothing_is_kept_before_it_is_accepted(importer: Importer) -> None:
    (proposal,) = importer.propose([came(1.0, 2.0)])
    assert (proposal.latest, proposal.report.counts) == (None, Counts(new=2))
    assert importer.editions.editions() == []


def test_what_is_accepted_is_one_edition_with_who_when_what_was_asked_and_the_report(
    importer: Importer,
) -> None:
    fault = Fault("a.csv", 3, "value", "No number.", "digits.")
    proposals = importer.propose([came(1.0, 2.0, refused=(fault,), Tid=["*"])])
    (edition,) = importer.accept(proposals, kind=Kind.JSON_STAT, by="p-kari", label="June")
    assert (edition.number, edition.by, edition.at, edition.label) == (1, "p-kari", NOON, "June")
    assert (edition.kind, edition.asked, edition.read_digest) == (Kind.JSON_STAT, {"Tid": ["*"]}, "d" * 64)
    assert edition.counts == Counts(new=2, refused=1)
    assert importer.figures.read(edition).to_pylist() == table(1.0, 2.0).to_pylist()


def test_the_next_import_is_compared_with_the_latest_edition(importer: Importer) -> None:
    importer.accept(importer.propose([came(1.0, 2.0)]), kind=Kind.CSV, by="p-kari")
    (proposal,) = importer.propose([came(1.0, 3.0, 4.0)])
    assert proposal.report.counts == Counts(new=1, changed=1, unchanged=1)
    assert proposal.report.before["value"].to_pylist() == [2.0]
    (edition,) = importer.accept([proposal], kind=Kind.CSV, by="p-kari")
    assert edition.number == 2


def test_a_proposal_that_was_overtaken_is_refused_and_has_to_be_looked_at_again(importer: Importer) -> None:
    mine, theirs = importer.propose([came(1.0)]), importer.propose([came(2.0)])
    importer.accept(theirs, kind=Kind.CSV, by="p-ola")
    with pytest.raises(Refused) as refused:
        importer.accept(mine, kind=Kind.CSV, by="p-kari")
    assert refused.value.code == "edition_outdated"
    (again,) = importer.propose([came(1.0)])
    assert again.report.counts == Counts(changed=1)


def test_what_changes_nothing_makes_no_edition(importer: Importer) -> None:
    importer.accept(importer.propose([came(1.0)]), kind=Kind.CSV, by="p-kari")
    assert importer.accept(importer.propose([came(1.0)]), kind=Kind.CSV, by="p-kari") == []
    assert len(importer.editions.editions()) == 1


def test_a_file_of_which_no_figure_could_be_read_never_empties_an_edition(importer: Importer) -> None:
    importer.accept(importer.propose([came(1.0, 2.0)]), kind=Kind.CSV, by="p-kari")
    fault = Fault("a.csv", 2, "value", "No number.", "digits.")
    (proposal,) = importer.propose([came(refused=(fault,))])
    assert (proposal.changes, proposal.report.left_whole) == (False, True)
    assert proposal.report.counts == Counts(unchanged=2, refused=1)
    described = replace(came(refused=(fault,)), definition=a_definition("sex", unit="persons"))
    (proposal,) = importer.propose([described])
    assert proposal.redefined
    assert not proposal.changes, "nor does another definition beside it"


def test_another_definition_makes_an_edition_and_another_day_of_reading_does_not(importer: Importer) -> None:
    importer.accept(importer.propose([came(1.0)]), kind=Kind.CSV, by="p-kari")
    definition = a_definition("sex")
    again = definition.sources[0].model_copy(update={"read_on": NOON.date()})
    read_later = definition.model_copy(update={"sources": (again, *definition.sources[1:])})
    (same,) = importer.propose([replace(came(1.0), definition=read_later)])
    assert not same.changes
    other = definition.model_copy(update={"finding": None})
    (changed,) = importer.propose([replace(came(1.0), definition=other)])
    assert changed.redefined and changed.changes and changed.report.changes_nothing


def test_pressing_twice_keeps_one_edition(importer: Importer) -> None:
    proposals = importer.propose([came(1.0)])
    first = importer.accept(proposals, kind=Kind.CSV, by="p-kari")
    assert importer.accept(proposals, kind=Kind.CSV, by="p-kari") == first
    with pytest.raises(Refused):
        importer.accept(proposals, kind=Kind.CSV, by="p-ola")
    assert len(importer.editions.editions()) == 1


def test_two_tables_of_one_id_are_refused(importer: Importer) -> None:
    with pytest.raises(Refused) as refused:
        importer.propose([came(1.0), came(2.0)])
    assert refused.value.code == "import_twice"


def test_what_holds_no_figure_is_no_edition_and_takes_nothing_away(importer: Importer) -> None:
    """As a header alone, or a table of which every row was refused."""
    importer.accept(importer.propose([came(1.0, 2.0)]), kind=Kind.CSV, by="p-kari")
    (proposal,) = importer.propose([came(refused=(Fault("a.csv", 3, "value", "No number.", "digits."),))])
    assert not proposal.changes
    assert proposal.report.counts == Counts(unchanged=2, refused=1)
    assert importer.accept([proposal], kind=Kind.CSV, by="p-kari") == []
    assert [edition.number for edition in importer.editions.editions()] == [1]
