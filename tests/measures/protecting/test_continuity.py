"""Groups that are put together anew between two editions, of which the first hides something."""

from typing import Any

import pytest

from monitor.errors import Refused
from monitor.measures.indicators import Indicator
from monitor.measures.protecting.continuity import Served
from monitor.statistics.disclosure.rule import Rule
from tests.builders import both
from tests.measures.protecting.unpublished import Name, a_guarded_definition, counts_table, guard, received

OLD = {"": 43, "north": 3, "south": 20, "west": 11, "east": 9}


def edition(definition: Indicator, counts: dict[str, int], *earlier: Served) -> Served:
    name = definition.dimensions[0].id
    cells: dict[Name, int] = {(code,): count for code, count in counts.items()}
    kept = guard(received(definition, counts_table([name], {"2014": cells})), list(earlier), Rule())
    return Served(kept.definition, kept.figures)


def hidden(served: Served) -> set[str]:
    rows = served.figures.to_pylist()
    return {row["by:region"] or "" for row in rows if row["missing"] == "hidden"}


def with_parts(**parts: str) -> Indicator:
    """Codes, each with the codes that are part of it."""
    codes: list[dict[str, Any]] = []
    for whole, those in parts.items():
        codes.append({"code": whole, "label": both(whole)})
        codes += [{"code": part, "label": both(part), "part_of": whole} for part in those.split()]
    plain = a_guarded_definition({"region": ["x"]}).model_dump(mode="json", by_alias=True, exclude_none=True)
    plain["dimensions"][0]["codes"] = codes
    return Indicator.model_validate(plain)


@pytest.fixture
def first() -> Served:
    found = edition(a_guarded_definition({"region": ["north", "south", "west", "east"]}), OLD)
    assert hidden(found) == {"north", "west"}
    return found


def test_a_group_of_a_hidden_and_a_visible_one_is_hidden_too(first: Served) -> None:
    """Else the hidden one is what is left: 23 less the 20 that the first edition shows."""
    anew = with_parts(ns="north south", we="west east")
    assert hidden(edition(anew, {"": 43, "ns": 23, "we": 20}, first)) == {"ns", "we"}
    assert hidden(edition(anew, {"": 53, "ns": 23, "we": 30}, first)) == {"ns", "we"}


def test_hidden_ones_together_may_be_shown(first: Served) -> None:
    anew = with_parts(nw="north west", se="south east")
    assert hidden(edition(anew, {"": 43, "nw": 14, "se": 29}, first)) == set()


@pytest.mark.parametrize(
    "anew",
    [
        a_guarded_definition({"region": ["ns", "we"]}),
        a_guarded_definition({"region": ["north", "west", "east"]}),
        a_guarded_definition({"place": ["north", "south", "west", "east"]}),
    ],
)
def test_codes_that_are_defined_no_more_are_refused_with_the_remedy(first: Served, anew: Indicator) -> None:
    with pytest.raises(Refused) as refused:
        edition(anew, {"": 43}, first)
    assert refused.value.code == "protection_codes_gone"
    assert "(part_of); no figures need be given" in refused.value.message


def test_nothing_is_asked_of_codes_where_nothing_was_hidden() -> None:
    before = edition(a_guarded_definition({"region": ["north", "south"]}), {"": 43, "north": 20, "south": 23})
    assert hidden(edition(a_guarded_definition({"region": ["all"]}), {"": 43, "all": 43}, before)) == set()
