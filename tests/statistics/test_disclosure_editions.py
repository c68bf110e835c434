"""What earlier editions showed cannot be hidden any more, and what they hid must not come out by comparing."""

from monitor.statistics.disclosure.protect import Exposed, Loss, protect
from monitor.statistics.disclosure.tables import Cell, Edition, Key, Shown, Tables, Total
from tests.statistics import attack

SUM = Total(("all",), (("a",), ("b",), ("c",)))


def now(**counts: int) -> tuple[Cell, ...]:
    return tuple(Cell((name,), count) for name, count in counts.items())


def then(hidden: set[str], **counts: int) -> Edition:
    shown = tuple(Shown((name,), count, name in hidden) for name, count in counts.items())
    return Edition("first", shown, (SUM,))


def attacked(tables: Tables, hidden: frozenset[Key]) -> dict[attack.Name, tuple[float, float]]:
    """Both editions together; a count that did not change is one and the same, as the worst attacker presumes."""
    visible: dict[attack.Name, int] = {(c.key, c.count): c.count for c in tables.cells if c.key not in hidden}
    sums: list[attack.Sum] = []
    counts = {cell.key: cell.count for cell in tables.cells}
    for edition in tables.editions:
        before = {cell.key: cell.count for cell in edition.cells}
        visible.update({(c.key, c.count): c.count for c in edition.cells if not c.hidden})
        sums += [((t.key, before[t.key]), tuple((p, before[p]) for p in t.parts)) for t in edition.totals]
    sums += [((t.key, counts[t.key]), tuple((p, counts[p]) for p in t.parts)) for t in tables.totals]
    return attack.ranges(visible, sums)


def test_a_small_count_that_was_shown_with_the_same_value_is_told_as_lost_and_hidden_none_the_less() -> None:
    tables = Tables(now(all=100, a=3, b=47, c=50), (SUM,), (), (then(set(), all=100, a=3, b=47, c=50),))
    done = protect(tables)
    assert done.hidden == {("a",)}
    assert done.audit.exposed == (Exposed(("a",), Loss.SHOWN_BEFORE),)


def test_a_count_that_was_hidden_and_did_not_change_stays_hidden() -> None:
    before = then({"a", "c"}, all=100, a=3, b=47, c=50)
    done = protect(Tables(now(all=100, a=3, b=47, c=50), (SUM,), (), (before,)))
    assert done.hidden == {("a",), ("c",)}  # b would do as well, but then a and c both follow
    assert done.audit.exposed == ()


def test_without_the_earlier_edition_the_other_one_might_be_hidden() -> None:
    """Control: b can be chosen, so what holds above holds because of the edition."""
    cells = (Cell(("all",), 100), Cell(("a",), 3), Cell(("b",), 47), Cell(("c",), 50, 2.0))
    assert protect(Tables(cells, (SUM,))).hidden == {("a",), ("b",)}
    before = then({"a", "c"}, all=100, a=3, b=47, c=50)
    assert protect(Tables(cells, (SUM,), (), (before,))).hidden == {("a",), ("c",)}


def test_a_revised_total_beside_unchanged_parts_does_not_give_away_what_changed() -> None:
    # a rose from 3 to 5, nothing else did: the total says so, and 5 − 2 would be what was hidden.
    before = then({"a", "c"}, all=100, a=3, b=47, c=50)
    tables = Tables(now(all=102, a=5, b=47, c=50), (SUM,), (), (before,))
    done = protect(tables)
    assert ("a",) in done.hidden
    found = attacked(tables, done.hidden)
    assert all(most - least >= 5 for least, most in found.values())
    shown = attacked(tables, frozenset())
    assert shown[("a",), 3] == (3, 3)  # the control: alone, the new table has nothing to hide


def test_what_an_earlier_edition_gave_away_by_itself_is_told() -> None:
    before = then({"a"}, all=100, a=3, b=47, c=50)
    done = protect(Tables(now(all=120, a=13, b=52, c=55), (SUM,), (), (before,)))
    assert done.audit.exposed == (Exposed(("a",), Loss.EARLIER_EDITION),)
    assert done.hidden == frozenset()


def test_a_small_count_that_follows_from_what_was_shown_is_told() -> None:
    before = then({"a"}, all=100, a=3, b=47, c=50)
    done = protect(Tables(now(all=100, a=3, b=47, c=50), (SUM,), (), (before,)))
    assert ("a",) in done.hidden
    assert done.audit.exposed == (Exposed(("a",), Loss.FOLLOWS),)


def test_a_changed_count_is_free_of_what_was_shown() -> None:
    before = then(set(), all=98, a=1, b=47, c=50)
    done = protect(Tables(now(all=115, a=3, b=57, c=55), (SUM,), (), (before,)))
    assert ("a",) in done.hidden
    assert len(done.hidden) == 2
    assert done.audit.exposed == ()
