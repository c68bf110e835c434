"""The catalogue as a whole: areas that nest, initiatives of later editions, what does not fit together."""

from datetime import date
from typing import Any

import pytest

from monitor.catalogue.checks import mismatches
from monitor.catalogue.strategy import Catalogue
from tests.builders import a_catalogue, an_initiative, both, for_bodies


def an_area(area: str, parent: str | None = None) -> dict[str, Any]:
    return {"id": area, "title": both(f"Area {area}"), "parent": parent}


def problems(catalogue: Catalogue) -> list[str]:
    return [entry.problem for entry in mismatches(catalogue)]


def test_areas_nest_to_any_depth_and_are_read_from_the_outermost():
    catalogue = a_catalogue(
        an_initiative(area="c"), areas=[an_area("a"), an_area("b", "a"), an_area("c", "b")]
    )
    assert [area.id for area in catalogue.area_path("c")] == ["a", "b", "c"]
    assert problems(catalogue) == []


def test_an_initiative_may_have_no_area_yet():
    catalogue = a_catalogue(an_initiative(area=None), areas=[])
    assert catalogue.area_path(catalogue.initiatives[0].area) == ()
    assert problems(catalogue) == []


def test_an_initiative_of_a_later_edition_does_not_exist_before_it():
    catalogue = a_catalogue(an_initiative(), an_initiative(id="1.2", added_in="second"))
    strategy = catalogue.strategy.model_dump(by_alias=True) | {
        "editions": [{"id": "second", "published": "2019-06-15", "title": both("Second edition")}]
    }
    catalogue = a_catalogue(*catalogue.initiatives, strategy=strategy)
    assert problems(catalogue) == []
    assert [entry.id for entry in catalogue.in_force(date(2019, 6, 14))] == ["1.1"]
    assert [entry.id for entry in catalogue.in_force(date(2019, 6, 15))] == ["1.1", "1.2"]


def test_responsible_bodies_come_once_in_the_order_of_the_catalogue():
    catalogue = a_catalogue(
        an_initiative(responsible=for_bodies("HOD", "JD")),
        an_initiative(id="1.2", responsible=for_bodies("HOD")),
    )
    assert [body.id for body in catalogue.responsible_bodies()] == ["JD", "HOD"]


@pytest.mark.parametrize(
    ("catalogue", "problem"),
    [
        (lambda: a_catalogue(an_initiative(), an_initiative()), "The id '1.1' is used twice."),
        (lambda: a_catalogue(areas=[an_area("1"), an_area("1")]), "The id '1' is used twice."),
        (lambda: a_catalogue(an_initiative(area="9")), "There is no area '9'."),
        (lambda: a_catalogue(areas=[an_area("1", "8")]), "There is no area '8'."),
        (lambda: a_catalogue(areas=[an_area("1", "1")]), "Area '1' lies inside itself."),
        (lambda: a_catalogue(an_initiative(responsible=for_bodies("XX"))), "There is no body 'XX'."),
        (lambda: a_catalogue(an_initiative(responsible=for_bodies("JD", "JD"))), "JD is named twice."),
        (lambda: a_catalogue(an_initiative(added_in="third")), "There is no edition 'third'."),
        (
            lambda: a_catalogue(an_initiative(executing={"bodies": ["YY"], "origin": "ours"})),
            "There is no body 'YY'.",
        ),
        (
            lambda: a_catalogue(an_initiative(continued_by={"initiative": "1.1"})),
            "There is no initiative '1.1'.",
        ),
    ],
)
def test_what_does_not_fit_together_is_named(catalogue: Any, problem: str):
    assert problem in problems(catalogue())


def test_every_area_of_a_ring_is_named_and_the_search_ends():
    catalogue = a_catalogue(
        areas=[an_area("1", "3"), an_area("2", "1"), an_area("3", "2"), an_area("4", "3")]
    )
    found = problems(catalogue)
    assert {f"Area '{area}' lies inside itself." for area in "123"} <= set(found)


@pytest.mark.parametrize(
    ("part", "over"),
    [
        ("chair", {"chair": "XX"}),
        ("secretariat", {"secretariat": "XX"}),
        ("permanent", {"permanent": ["JD", "XX"]}),
        ("as_required", {"as_required": ["XX"]}),
    ],
)
def test_a_committee_seats_only_bodies_that_exist(part: str, over: dict[str, Any]):
    committee = a_catalogue().committees[0].model_dump() | over
    [entry] = mismatches(a_catalogue(committees=[committee]))
    assert entry.path[:3] == ("committees", 0, part)
    assert entry.problem == "There is no body 'XX'."
    assert entry.accepted == "one of HOD, JD, KDI."


def test_a_successor_is_a_body_of_the_catalogue():
    bodies = [body.model_dump(by_alias=True) for body in a_catalogue().bodies]
    bodies[0]["successor"] = "XX"
    assert problems(a_catalogue(bodies=bodies)) == ["There is no body 'XX'."]


def test_an_initiative_continued_in_another_strategy_needs_no_entry_here():
    catalogue = a_catalogue(an_initiative(continued_by={"initiative": "77", "strategy": "next"}))
    assert problems(catalogue) == []
