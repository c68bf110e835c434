"""Figures from outside on behalf of a visitor: what is asked first, what is kept, and under whose name."""

from pathlib import Path

import pytest

from monitor.access.access import Grant, Visitor
from monitor.access.roles import Role
from monitor.errors import Refused
from monitor.wiring import Services
from monitor.wiring.imports import Pending, Stage, Wishes
from tests.sources.conftest import FIGURES
from tests.wiring.conftest import NOON, services

CHANGED = {"housing.csv": FIGURES.replace("own,56", "own,57").encode()}


def test_each_stage_is_told_as_it_goes(root: Path) -> None:
    told: list[tuple[Stage, float, int]] = []
    services(root).imports.from_files(CHANGED, Wishes(), lambda *said: told.append(said))
    reading = [done for stage, done, total in told if stage is Stage.READING and total == 1]
    assert reading == sorted(reading)
    assert reading[-1] == 1
    assert len(reading) > 4, "a bar moves within a large table, too"
    assert told[-2:] == [(Stage.COMPARING, 0.5, 1), (Stage.COMPARING, 1, 1)]


def test_on_a_page_it_is_who_is_signed_in_whatever_is_said(root: Path) -> None:
    mine = services(root)
    person = mine.people.seen(issuer="i", subject="s", name="", email="", at=NOON).user
    mine.administration.grant(secretariat(person))
    theirs = mine.asked_by(Visitor(person))
    (edition,) = theirs.imports.accept(theirs.imports.from_files(CHANGED, Wishes()), by="somebody else")
    assert (edition.by, edition.at, edition.label) == (person, NOON, "housing.csv")


def test_whoever_lost_the_role_meanwhile_accepts_nothing(root: Path) -> None:
    mine = services(root)
    person = mine.people.seen(issuer="i", subject="s", name="", email="", at=NOON).user
    mine.administration.grant(secretariat(person))
    theirs = mine.asked_by(Visitor(person))
    pending = theirs.imports.from_files(CHANGED, Wishes())
    mine.administration.revoke(secretariat(person))
    assert refusal(theirs, pending).code == "not_allowed"
    assert len(mine.editions.editions("housing")) == 1


def test_nothing_new_is_refused(root: Path) -> None:
    mine = services(root)
    pending = mine.imports.from_files({"housing.csv": FIGURES.encode()}, Wishes())
    assert pending.changing == ()
    assert refusal(mine, pending).code == "import_unchanged"


def test_what_is_kept_and_refused_is_counted(root: Path) -> None:
    mine = services(root)
    pending = mine.imports.from_files(CHANGED, Wishes())
    mine.imports.accept(pending)
    other = mine.imports.from_files({"housing.csv": FIGURES.encode()}, Wishes())
    mine.imports.accept(
        mine.imports.from_files({"housing.csv": FIGURES.replace("56", "58").encode()}, Wishes())
    )
    assert refusal(mine, other).code == "edition_outdated"
    recorded, refused = mine.tally.counts()
    assert recorded["edition"] == 2
    assert refused["edition_outdated"] == 1


def test_a_set_never_takes_the_place_of_an_indicator_that_ships(root: Path) -> None:
    table = (Path(__file__).parents[1] / "sources" / "recorded" / "pxweb_v2_response_03024.json").read_bytes()
    with pytest.raises(Refused) as refused:
        services(root).imports.from_files({"t.json": table}, Wishes(indicator="housing"))
    assert refused.value.code == "import_other_set"


def secretariat(person: str) -> Grant:
    return Grant(person, Role.SECRETARIAT, None)


def refusal(mine: Services, pending: Pending) -> Refused:
    with pytest.raises(Refused) as refused:
        mine.imports.accept(pending)
    return refused.value
