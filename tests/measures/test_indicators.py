"""The definition of an indicator."""

from typing import Any

import pytest
from pydantic import ValidationError

from tests.builders import an_indicator


def twice(part: str) -> dict[str, Any]:
    whole = an_indicator().model_dump()
    return {part: [*whole[part], whole[part][0]]}


def code_twice() -> dict[str, Any]:
    [dimension] = an_indicator().model_dump()["dimensions"]
    return {"dimensions": [dimension | {"codes": [*dimension["codes"], dimension["codes"][0]]}]}


@pytest.mark.parametrize(
    ("over", "said"),
    [
        (twice("dimensions"), "the dimension 'answer' is used twice"),
        (twice("sources"), "the source 'ssb' is used twice"),
        (code_twice(), "the code of answer 'own' is used twice"),
        ({"headline": {"answer": "both"}}, "the headline names answer: both"),
        ({"headline": {"sex": "own"}}, "the headline names sex: own"),
        ({"sources": []}, "at least 1 item"),
    ],
)
def test_an_indicator_that_contradicts_itself_is_refused(over: dict[str, Any], said: str):
    with pytest.raises(ValidationError, match=said):
        an_indicator(**over)


def test_the_headline_names_a_group_or_with_nothing_in_it_the_total():
    assert an_indicator(headline={"answer": "none"}).headline == {"answer": "none"}
    assert an_indicator(headline={}).headline == {}
    assert an_indicator().headline is None
