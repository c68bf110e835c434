"""What a provider's word counts for, and how long."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.access.sign_in import SignIn, read_sign_in
from monitor.errors import Refused

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TWELVE_HOURS = timedelta(hours=12)
CLAIMS = {
    "iss": "https://id.example.no",
    "sub": "248289761001",
    "iat": NOON.timestamp(),
    "name": "Kari Nordmann",
    "email": "kari@example.no",
}


def sign_in(**claims: object) -> SignIn:
    read = read_sign_in(CLAIMS | claims)
    assert read is not None
    return read


def refusal(given: SignIn, now: datetime, signed_out_at: datetime | None = None) -> str | None:
    try:
        given.check(now, max_age=TWELVE_HOURS, signed_out_at=signed_out_at)
    except Refused as refused:
        return refused.code
    return None


def test_a_person_is_the_issuer_and_the_subject_together():
    read = sign_in()
    assert (read.issuer, read.subject) == ("https://id.example.no", "248289761001")
    assert (read.name, read.email) == ("Kari Nordmann", "kari@example.no")
    assert read.proven_at == read.issued_at == NOON


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": ""},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},  # longer than OpenID Connect allows
        {"iat": None},
        {"iat": "1772452800"},
        {"iat": True},
        {"iat": 1e400},
        {"iat": float("nan")},
    ],
)
def test_claims_that_do_not_say_who_by_whom_and_when_sign_nobody_in(claims: dict[str, object]):
    assert read_sign_in(CLAIMS | claims) is None


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": "", "preferred_username": "kari"}, "kari"),
        ({"name": None}, "kari@example.no"),
        ({"name": None, "email": None}, "248289761001"),
        ({"name": "Kari\u202e\x00\n Nordmann\ud800"}, "Kari Nordmann"),
        ({"name": "\u200b\u2066", "email": None}, "248289761001"),  # nothing of it can be seen
    ],
)
def test_a_person_is_called_by_what_the_provider_says_and_can_be_seen(claims: dict[str, object], name: str):
    assert sign_in(**claims).name == name


def test_a_sign_in_counts_from_when_the_person_was_asked_and_not_from_when_we_were_told():
    an_hour_ago = sign_in(auth_time=(NOON - timedelta(hours=1)).timestamp())
    assert refusal(an_hour_ago, NOON + timedelta(hours=11)) is None
    assert refusal(an_hour_ago, NOON + timedelta(hours=11, seconds=1)) == "sign_in_expired"
    assert refusal(sign_in(), NOON + timedelta(hours=12)) is None


def test_a_provider_whose_clock_says_tomorrow_does_not_prolong_a_sign_in():
    assert sign_in(auth_time=(NOON + timedelta(days=1)).timestamp()).proven_at == NOON


def test_a_sign_in_from_before_a_sign_out_does_not_count_and_one_from_after_does():
    out = NOON + timedelta(minutes=5, milliseconds=700)
    assert refusal(sign_in(), out, signed_out_at=out) == "signed_out"
    # The provider asked long ago and has not asked again, but it has told us anew.
    again = sign_in(auth_time=NOON.timestamp(), iat=(NOON + timedelta(minutes=5)).timestamp())
    assert refusal(again, out + timedelta(seconds=1), signed_out_at=out) is None
