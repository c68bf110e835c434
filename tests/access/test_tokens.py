"""Tokens: told once, kept as a digest, and worth one role until they end."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.access.access import Access
from monitor.access.actions import Action
from monitor.access.roles import Role
from monitor.access.tokens import Token, access_for_request, make
from monitor.errors import Refused
from tests.access.fakes import InMemoryTokens

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
SECRET = "s" * 43


def new(**over: object) -> tuple[str, Token]:
    content = {
        "id": "0123456789ab",
        "secret": SECRET,
        "label": "Portal",
        "role": Role.ANALYST,
        "body": None,
        "by": "p-admin",
        "at": NOON,
        "until": NOON + timedelta(days=90),
    }
    return make(**(content | over))  # type: ignore[arg-type]


def asked(
    header: str | None, *, tokens: InMemoryTokens, now: datetime = NOON, public: bool = False
) -> Access:
    return access_for_request(header, tokens, now=now, public=public)


@pytest.fixture
def tokens() -> InMemoryTokens:
    kept = InMemoryTokens()
    kept.add(new()[1])
    return kept


def test_a_token_is_worth_its_role_and_writes_under_its_own_id(tokens: InMemoryTokens) -> None:
    access = asked(f"Bearer {new()[0]}", tokens=tokens)
    assert access.roles == {Role.ANALYST}
    assert access.visitor.user == "token-0123456789ab"
    assert access.may(Action.READ_PENDING)
    assert not access.may(Action.REPORT, "JD")


def test_only_a_digest_of_it_is_kept() -> None:
    told, kept = new()
    assert told == f"rsm_0123456789ab_{SECRET}"
    assert SECRET not in repr(kept)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic cnNtOnJzbQ==",
        f"Bearer rsm_0123456789ab_{'t' * 43}",
        f"Bearer rsm_ba9876543210_{SECRET}",
        f"Bearer rsm_0123456789ab_{SECRET}x",
        f"Bearer rsm_0123456789ab_{'é' * 43}",
        f"Bearer {'x' * 100_000}",
    ],
)
def test_what_is_no_token_of_ours_is_refused_also_in_public_mode(header: str, tokens: InMemoryTokens) -> None:
    with pytest.raises(Refused) as refused:
        asked(header, tokens=tokens, public=True)
    assert refused.value.code == "token_refused"


def test_a_token_ends_at_its_instant_or_when_it_is_revoked(tokens: InMemoryTokens) -> None:
    header = f"Bearer {new()[0]}"
    end = NOON + timedelta(days=90)
    assert asked(header, tokens=tokens, now=end - timedelta(seconds=1)).roles
    with pytest.raises(Refused):
        asked(header, tokens=tokens, now=end)
    tokens.revoke("0123456789ab", at=NOON)
    with pytest.raises(Refused):
        asked(header, tokens=tokens)


def test_without_a_header_one_is_anybody(tokens: InMemoryTokens) -> None:
    assert not asked(None, tokens=tokens).may(Action.READ_STATUS)
    assert asked(None, tokens=tokens, public=True).may(Action.READ_STATUS)


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"label": "  "}, "token_label"),
        ({"label": "x" * 201}, "token_label"),
        ({"label": "Portal\n0123456789ab\tadmin"}, "token_label"),  # a second line in the list of tokens
        ({"label": "Portal\u202e"}, "token_label"),
        ({"label": "Portal\udcff"}, "token_label"),  # what a terminal makes of a byte that is no text
        ({"role": Role.ADMIN}, "token_admin"),
        ({"until": NOON}, "token_expiry"),
        ({"role": Role.MINISTRY}, "body_missing"),
        ({"body": "JD"}, "body_not_needed"),
    ],
)
def test_a_token_that_cannot_be_is_refused(over: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        new(**over)
    assert refused.value.code == code
