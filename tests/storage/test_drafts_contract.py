"""What every store of drafts does, over the fake and the database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from monitor.storage.drafts import SqlDrafts
from monitor.storage.engine import writing
from monitor.storage.migrate import migrate
from monitor.storage.status_log import SqlStatusLog
from tests.builders import a_draft
from tests.storage.conftest import Stores

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)


def test_a_draft_is_read_back_as_it_was_typed(stores: Stores) -> None:
    draft = a_draft(
        status="unchanged", effective_on="31. mai", comment="Ikke ferdig \n🙂 '", needs_decision=True, seen=4
    )
    stores.drafts.save(draft)
    assert stores.drafts.draft("person-1", "1.1") == draft
    assert stores.drafts.drafts("person-1") == [draft]


def test_there_is_one_draft_for_each_person_and_initiative(stores: Stores) -> None:
    first, second = a_draft(), a_draft(initiative="1.2", saved_at=NOON + timedelta(seconds=1))
    other = a_draft(person="person-2", comment="mine")
    for draft in (first, second, other):
        stores.drafts.save(draft)
    changed = a_draft(comment="more", form="form-2", saved_at=NOON + timedelta(seconds=2))
    stores.drafts.save(changed)
    assert stores.drafts.drafts("person-1") == [changed, second]
    assert stores.drafts.drafts("person-2") == [other]
    assert stores.drafts.draft("person-2", "1.2") is None


def test_what_arrives_late_does_not_replace_what_was_typed_after_it(stores: Stores) -> None:
    newer = a_draft(comment="newer", saved_at=NOON + timedelta(seconds=1))
    stores.drafts.save(newer)
    stores.drafts.save(a_draft(comment="older"))
    assert stores.drafts.draft("person-1", "1.1") == newer


def test_a_discarded_draft_is_gone_and_one_of_another_form_stays(stores: Stores) -> None:
    stores.drafts.save(a_draft(form="form-2"))
    stores.drafts.discard("person-1", "1.1", form="form-1")
    assert stores.drafts.draft("person-1", "1.1") is not None
    stores.drafts.discard("person-1", "1.1", form="form-2")
    stores.drafts.discard("person-1", "1.1", form="form-2")
    assert stores.drafts.drafts("person-1") == []


def test_a_draft_is_not_in_the_log(stores: Stores) -> None:
    stores.drafts.save(a_draft(status="completed"))
    assert (stores.log.revision(), stores.log.entries()) == (0, [])


def test_16_saves_at_once_leave_the_last_one(stores: Stores) -> None:
    drafts = [a_draft(comment=str(n), saved_at=NOON + timedelta(seconds=n)) for n in range(16)]
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(stores.drafts.save, drafts))
    assert stores.drafts.drafts("person-1") == [drafts[-1]]


def test_a_draft_survives_a_restart(opened: Callable[[], Engine]) -> None:
    first = opened()
    migrate(first)
    SqlDrafts(first).save(a_draft(comment="half a sen"))
    first.dispose()
    assert SqlDrafts(opened()).drafts("person-1") == [a_draft(comment="half a sen")]
    assert SqlStatusLog(opened()).revision() == 0


def test_a_draft_of_another_version_of_the_form_is_read_as_far_as_it_is_known(engine: Engine) -> None:
    drafts = SqlDrafts(engine)
    drafts.save(a_draft(comment="kept"))
    with writing(engine) as connection:
        connection.exec_driver_sql(
            "UPDATE drafts SET content = json_set(json_remove(content, '$.obstacle'), '$.mood', 'fine')"
        )
    assert drafts.drafts("person-1") == [a_draft(comment="kept")]
