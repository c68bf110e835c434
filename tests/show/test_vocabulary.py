"""Every code has words in both languages, and no two codes of a kind have the same."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from monitor.access.actions import Action
from monitor.access.grants import Verb
from monitor.access.roles import Role as AccessRole
from monitor.catalogue.bodies import BodyKind
from monitor.catalogue.initiatives import Role
from monitor.catalogue.provenance import Confidence, Seen
from monitor.evidence.record import EvidenceKind, PublicStatus
from monitor.measures.collection import Collection, PeriodKind
from monitor.measures.observations import Qualifier
from monitor.measures.quality import Missing
from monitor.measures.scales import Direction, Unit
from monitor.measures.themes import Theme
from monitor.reporting.events import EventKind, Verdict
from monitor.reporting.status import Status
from monitor.reporting.workflow import State
from monitor.review.decisions import Ground
from monitor.show import figures, roles, vocabulary
from monitor.show.words import Words

KINDS: list[tuple[Callable[[Any, Words], str], Iterable[Any]]] = [
    (vocabulary.status_word, [None, *Status]),
    (vocabulary.record_word, PublicStatus),
    (vocabulary.confidence_word, Confidence),
    (vocabulary.seen_word, Seen),
    (vocabulary.ground_word, Ground),
    (vocabulary.evidence_kind_word, EvidenceKind),
    (vocabulary.role_word, Role),
    (vocabulary.body_kind_word, BodyKind),
    (vocabulary.theme_word, Theme),
    (vocabulary.unit_word, [None, *Unit]),
    (vocabulary.collection_word, [None, *Collection]),
    (vocabulary.period_kind_word, [None, *PeriodKind]),
    (vocabulary.direction_word, Direction),
    (figures.qualifier_word, Qualifier),
    (figures.missing_word, Missing),
    (vocabulary.event_kind_word, EventKind),
    (vocabulary.state_word, State),
    (vocabulary.verdict_word, Verdict),
    (roles.role_word, AccessRole),
    (roles.role_meaning, AccessRole),
    (roles.verb_word, Verb),
    (roles.action_word, Action),
]
EN, NB = Words("en"), Words("nb")


@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize(("word", "codes"), KINDS, ids=lambda part: getattr(part, "__name__", ""))
def test_every_code_has_words_of_its_own(
    word: Callable[[Any, Words], str], codes: Iterable[Any], language: str
):
    words = [word(code, Words(language)) for code in codes]
    assert all(text.strip() for text in words)
    assert len(set(words)) == len(words)
    assert not [text for text in words if "_" in text]


@pytest.mark.parametrize("signs", [vocabulary.STATUS_SIGNS, vocabulary.RECORD_SIGNS])
def test_every_status_has_a_sign_of_its_own(signs: dict[Any, str]):
    assert len(set(signs.values())) == len(signs)
    assert all(len(sign) == 1 for sign in signs.values())


def test_a_status_and_a_reading_of_the_record_never_share_a_sign():
    assert not set(vocabulary.STATUS_SIGNS.values()) & set(vocabulary.RECORD_SIGNS.values())


def test_nothing_reported_is_never_not_started():
    assert vocabulary.status_word(None, EN) == "Not reported"
    assert vocabulary.status_word(Status.NOT_STARTED, EN) == "Not started"


def test_the_signs_cover_every_status():
    assert set(vocabulary.STATUS_SIGNS) == {None, *Status}
    assert set(vocabulary.RECORD_SIGNS) == set(PublicStatus)
