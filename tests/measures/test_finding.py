"""A finding is told with the figures it was written with, and with no others."""

from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.measures.editions import Counts, Edition, Kind
from monitor.measures.finding import finding_holds
from tests.builders import both
from tests.measures.vintages import InMemoryEditions, a_new_edition

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def kept(editions: InMemoryEditions, finding: str, kind: Kind, **counts: int) -> Edition:
    follows = len(editions.editions())
    said: dict[str, Any] = {"definition": {"finding": both(finding)}, "kind": kind, "follows": follows}
    new = a_new_edition(**said, counts=Counts(**(counts or {"unchanged": 1})))
    return editions.add([new], by="someone", at=NOON + timedelta(days=follows))[0]


def test_an_import_that_changes_figures_ends_the_finding_until_one_is_written_anew():
    editions = InMemoryEditions()
    shipped = kept(editions, "Half of them.", Kind.SHIPPED, new=1)
    same = kept(editions, "Half of them.", Kind.CSV, unchanged=1)
    changed = kept(editions, "Half of them.", Kind.CSV, changed=1)
    after = kept(editions, "Half of them.", Kind.XLSX, unchanged=1)
    anew = kept(editions, "Most of them.", Kind.CSV, changed=1)
    again = kept(editions, "Most of them.", Kind.CSV, changed=1)
    assert [finding_holds(each, editions) for each in (shipped, same, changed, after, anew, again)] == [
        True, True, False, False, True, False,
    ]  # fmt: skip


def test_what_ships_anew_is_written_with_its_figures():
    editions = InMemoryEditions()
    kept(editions, "Half of them.", Kind.SHIPPED, new=1)
    kept(editions, "Half of them.", Kind.CSV, changed=1)
    assert finding_holds(kept(editions, "Half of them.", Kind.SHIPPED, changed=1), editions)
