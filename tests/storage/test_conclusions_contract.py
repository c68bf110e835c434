"""What every log does with conclusions of committees, over the fake and the databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.errors import Refused
from monitor.reporting import conclusions
from monitor.reporting.events import DecisionNeeded, EventKind, NewConclusion, NewRedaction, Task
from monitor.reporting.log import Wanted
from monitor.reporting.requests import entry_of
from tests.builders import a_conclusion, a_report, about
from tests.storage.conftest import Stores

DAY = date(2018, 6, 1)
NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
ASKS = DecisionNeeded(what="Who pays?", of="committee")
TASK = Task(of="HOD", until=date(2018, 9, 1))


@pytest.mark.parametrize(
    ("event", "form"),
    [
        (a_conclusion(), 1),
        (a_conclusion(answers=1), 1),
        (a_conclusion(answers=1, next_step="Write the circular.", task=TASK), 3),
        (a_conclusion(next_step="Write the circular.", task=Task(of="HOD")), 3),
    ],
)
def test_a_conclusion_is_read_back_as_it_was_recorded(
    stores: Stores, event: NewConclusion, form: int
) -> None:
    stores.log.append(a_report(decision=ASKS), recorded_at=NOON)
    entry = stores.log.append(event, recorded_at=NOON)
    assert entry == entry_of(event, sequence=2, form=form, recorded_at=NOON)
    assert (entry.kind, entry.comment, entry.task) == (EventKind.CONCLUSION, "It is concluded.", event.task)
    assert stores.log.append(event, recorded_at=NOON + timedelta(days=1)) == entry, "a second click"
    assert stores.log.entries()[0] == entry
    assert stores.log.find(Wanted(kinds=frozenset({EventKind.CONCLUSION}))) == [entry]
    assert stores.log.revision() == 2


@pytest.mark.parametrize(
    "other", [{"comment": "Something else."}, {"task": Task(of="JD")}, {"task": None}, {"answers": None}]
)
def test_the_same_key_with_another_conclusion_is_refused(stores: Stores, other: dict[str, object]) -> None:
    stores.log.append(a_report(decision=ASKS), recorded_at=NOON)
    event = a_conclusion(answers=1, next_step="Write it.", task=TASK)
    stores.log.append(event, recorded_at=NOON)
    with pytest.raises(Refused) as refused:
        stores.log.append(replace(event, **other), recorded_at=NOON)  # type: ignore[arg-type]
    assert refused.value.code == "key_reused"
    assert stores.log.revision() == 2


def test_who_had_not_seen_the_last_entry_is_refused(stores: Stores) -> None:
    stores.log.append(a_report(decision=ASKS), recorded_at=NOON)
    with pytest.raises(Refused) as refused:
        stores.log.append(a_conclusion(answers=1, expected_revision=0), recorded_at=NOON)
    assert refused.value.code == "stale_revision"


def test_a_conclusion_changes_neither_the_reported_status_nor_what_waits(stores: Stores) -> None:
    report = stores.log.append(a_report(decision=ASKS), recorded_at=NOON)
    stores.log.append(a_conclusion(answers=1), recorded_at=NOON)
    assert stores.log.latest(as_of=DAY) == {"1.1": report}
    assert stores.log.pending(known_by=DAY) == []


def test_a_replaced_conclusion_stays_and_the_later_one_points_at_it(stores: Stores) -> None:
    stores.log.append(a_report(decision=ASKS), recorded_at=NOON)
    stores.log.append(a_conclusion(answers=1), recorded_at=NOON)
    later = a_conclusion(
        replaces=2,
        idempotency_key="form-3",
        expected_revision=2,
        comment="Better.",
        effective_on=date(2018, 6, 2),
    )
    stores.log.append(later, recorded_at=NOON + timedelta(days=1))
    entries = stores.log.entries()
    assert [entry.comment for entry in stores.log.referring([1])] == ["It is concluded."]
    assert [entry.comment for entry in stores.log.referring([2])] == ["Better."]
    for as_of, said in ((DAY, "It is concluded."), (date(2018, 6, 2), "Better.")):
        [standing] = conclusions.in_force(entries, as_of=as_of, known_by=as_of)
        assert standing.conclusion.comment == said
        assert standing.asked is not None
        assert standing.asked.sequence == 1, "the later one answers what the first answered"


def test_the_words_of_a_conclusion_can_be_removed_and_the_rest_stays(stores: Stores) -> None:
    stores.log.append(a_conclusion(expected_revision=0, next_step="Call Kari.", task=TASK), recorded_at=NOON)
    gone = about(NewRedaction, redacts=1, fields=("next_step",), idempotency_key="form-3")
    stores.log.append(gone, recorded_at=NOON)
    [entry] = stores.log.find(Wanted(kinds=frozenset({EventKind.CONCLUSION})))
    assert (entry.next_step, entry.comment, entry.task) == (None, "It is concluded.", TASK)
