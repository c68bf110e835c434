"""Indicators on the same persons pass the guard together, with every edition of any of them in view."""

from dataclasses import replace
from pathlib import Path

import pytest

from monitor.errors import Refused
from monitor.measures.definitions import Persons
from monitor.measures.editions import Kind
from monitor.measures.received import Received
from monitor.show import fault_words
from monitor.show.words import Words
from monitor.storage.engine import open_engine
from monitor.storage.migrate import migrate
from monitor.storage.stores import stores
from monitor.wiring.importing import Importer, Proposal
from monitor.wiring.protecting import Protector, told_of
from tests.measures.protecting.unpublished import Name, a_guarded_definition, counts_table
from tests.wiring.conftest import NOON

SEX, PLACE = {"sex": ["m", "w"]}, {"place": ["p", "q"]}
BY_SEX: dict[Name, int] = {("m",): 40, ("w",): 3}
BY_PLACE: dict[Name, int] = {("",): 43, ("p",): 20, ("q",): 23}
SIMPLE = {"by_sex": (SEX, BY_SEX), "by_place": (PLACE, BY_PLACE)}


@pytest.fixture
def importer(tmp_path: Path) -> Importer:
    engine = open_engine(f"sqlite:///{tmp_path / 'monitor.db'}")
    migrate(engine)
    kept = stores(engine, tmp_path / "editions")
    return Importer(kept.editions, kept.figures, lambda: NOON, Protector(kept.editions, kept.figures, 4))


def came(name: str, **said: str) -> Received:
    by, cells = SIMPLE[name]
    definition = a_guarded_definition(by, **said).model_copy(update={"id": name})
    return Received(definition, counts_table(list(by), {"2014": cells}), "d" * 64)


def linked(name: str) -> Received:
    return came(name, counts="released")


def hidden(proposal: Proposal) -> set[str]:
    (name,) = (column for column in proposal.report.figures.column_names if column.startswith("by:"))
    return {row[name] or "" for row in proposal.report.figures.to_pylist() if row["missing"] == "hidden"}


def accepted(importer: Importer, *received: Received) -> list[Proposal]:
    proposals = importer.propose(received)
    importer.accept(proposals, kind=Kind.CSV, by="p-kari")
    return proposals


def said(received: Received) -> list[str]:
    told = list(told_of(received))
    for fault in told:
        for part in (fault_words.problem, fault_words.accepted):
            assert "lang=" not in str(part(fault, Words("nb")))
    return [fault.problem for fault in told]


def test_what_comes_later_is_protected_beside_what_is_shown(importer: Importer) -> None:
    accepted(importer, linked("by_sex"))
    (second,) = importer.propose([linked("by_place")])
    assert "" in hidden(second)
    assert "They are protected together with by_sex, which count the same persons." in said(second.received)


def test_what_comes_together_is_protected_together(importer: Importer) -> None:
    one, other = accepted(importer, linked("by_sex"), linked("by_place"))
    assert hidden(one) == {"m", "w"}
    assert hidden(other) == set()


def test_a_link_is_kept_where_the_next_table_says_nothing_of_it(importer: Importer) -> None:
    accepted(importer, linked("by_place"))
    accepted(importer, linked("by_sex"))
    (again,) = importer.propose([came("by_sex")])
    assert again.received.definition.counts == "released"
    assert hidden(again) == {"m", "w"}


def test_an_edition_before_the_link_was_declared_counts_too(importer: Importer) -> None:
    accepted(importer, came("by_sex"))
    accepted(importer, linked("by_sex"))
    (second,) = importer.propose([linked("by_place")])
    assert "" in hidden(second)


def test_another_edition_that_was_accepted_meanwhile_is_noticed(importer: Importer) -> None:
    """Protected beside nothing, the one would give the other away."""
    mine = importer.propose([linked("by_place")])
    accepted(importer, linked("by_sex"))
    with pytest.raises(Refused) as refused:
        importer.accept(mine, kind=Kind.CSV, by="p-kari")
    assert refused.value.code == "edition_beside_others"
    assert "by_place" not in importer.editions.latest()


def test_what_is_not_linked_waits_for_nobody(importer: Importer) -> None:
    mine = importer.propose([came("by_place")])
    accepted(importer, came("by_sex"))
    importer.accept(mine, kind=Kind.CSV, by="p-kari")
    assert "by_place" in importer.editions.latest()


def test_tables_that_may_be_about_the_same_persons_are_asked_about(importer: Importer) -> None:
    by, cells = SIMPLE["by_place"]
    other = replace(came("by_place"), definition=a_guarded_definition(by).model_copy(update={"id": "again"}))
    assert cells
    (first,) = accepted(importer, came("by_place"))
    assert not [line for line in said(first.received) if "?" in line]
    (second,) = importer.propose([other])
    assert "It shows the same figures as by_place: are they about the same persons?" in said(second.received)


def test_tables_that_are_broken_down_alike_are_asked_about(importer: Importer) -> None:
    by = SIMPLE["by_place"][0]
    definition = a_guarded_definition(by).model_copy(update={"id": "again"})
    other = Received(definition, counts_table(list(by), {"2014": {("p",): 71, ("q",): 17}}), "d" * 64)
    _, second = importer.propose([came("by_place"), other])
    (question,) = [line for line in said(second.received) if "?" in line]
    assert question.startswith("It counts the same thing as by_place, broken down alike")


def test_whoever_gave_both_an_id_is_not_asked_again(importer: Importer) -> None:
    first, second = importer.propose([came("by_place", counts="one"), came("by_sex", counts="two")])
    assert not [line for each in (first, second) for line in said(each.received) if "?" in line]


def test_published_figures_that_give_away_a_linked_one_say_so(importer: Importer) -> None:
    accepted(importer, linked("by_sex"))
    public = linked("by_place")
    definition = type(public.definition).model_validate(
        public.definition.model_dump(mode="json", by_alias=True, exclude_none=True) | {"persons": "published"}
    )
    (proposal,) = importer.propose([replace(public, definition=definition)])
    assert proposal.received.definition.persons is Persons.PUBLISHED
    assert hidden(proposal) == set()
    assert said(proposal.received) == [
        "Of the figures that by_sex hides, 1 can be worked out from what is shown beside it."
    ]
