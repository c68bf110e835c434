"""A sign in the place of a value is a reason, beside one a flag, and never zero."""

import pytest

from monitor.measures.figures import Flag, Missing
from monitor.sources.pxweb.signs import USUAL, meaning


@pytest.mark.parametrize(
    ("sign", "reason"),
    [
        (".", Missing.NOT_APPLICABLE),
        ("..", Missing.NOT_AVAILABLE),
        ("...", Missing.NOT_AVAILABLE),
        (":", Missing.CONFIDENTIAL),
        (None, Missing.NOT_STATED),
    ],
)
def test_a_gap_has_a_reason(sign: str | None, reason: Missing):
    assert meaning(sign, has_value=False, known=USUAL) == (reason, None, None)


@pytest.mark.parametrize("sign", ["-", "x", "*"])
def test_a_sign_that_is_not_known_in_a_gap_is_kept_as_it_is(sign: str):
    assert meaning(sign, has_value=False, known=USUAL) == (Missing.NOT_STATED, None, sign)


def test_a_sign_beside_a_value_is_a_flag_or_kept_as_it_is():
    assert meaning("*", has_value=True, known=USUAL) == (None, Flag.PROVISIONAL, None)
    assert meaning(":", has_value=True, known=USUAL) == (None, None, ":")
    assert meaning(None, has_value=True, known=USUAL) == (None, None, None)


def test_a_source_may_mean_something_else_by_a_sign():
    known = {**USUAL, ":": Missing.NOT_AVAILABLE, "e": Flag.ESTIMATED}
    assert meaning(":", has_value=False, known=known).missing is Missing.NOT_AVAILABLE
    assert meaning("e", has_value=True, known=known).flag is Flag.ESTIMATED
