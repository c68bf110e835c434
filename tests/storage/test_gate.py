"""The gate in front of the writers: one at a time, and an orderly end."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from monitor.errors import Refused
from monitor.storage.gate import Gate


@contextmanager
def somebody_writes(gate: Gate) -> Iterator[threading.Event]:
    """A writer that is inside until the event is set."""
    inside, done = threading.Event(), threading.Event()

    def write() -> None:
        with gate.turn():
            inside.set()
            done.wait(10)

    writer = threading.Thread(target=write)
    writer.start()
    assert inside.wait(10)
    yield done
    done.set()
    writer.join(10)


def test_one_writes_at_a_time():
    gate, inside, most = Gate(), 0, 0

    def write() -> None:
        nonlocal inside, most
        with gate.turn():
            inside += 1
            most = max(most, inside)
            time.sleep(0.001)
            inside -= 1

    writers = [threading.Thread(target=write) for _ in range(20)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert most == 1


def test_closing_waits_for_who_is_inside():
    gate = Gate()
    with somebody_writes(gate) as done:
        threading.Timer(0.2, done.set).start()
        started = time.monotonic()
        assert gate.close(within=10, quiet=0)
        assert time.monotonic() - started >= 0.15


def test_closing_waits_for_who_stands_in_line():
    gate, second = Gate(), threading.Event()

    def write() -> None:
        with gate.turn():
            second.set()

    with somebody_writes(gate) as done:
        waiting = threading.Thread(target=write)
        waiting.start()
        while gate.inside < 2:
            time.sleep(0.001)
        threading.Timer(0.1, done.set).start()
        assert gate.close(within=10, quiet=0)
    assert second.is_set()


def test_closing_lets_a_page_go_on_from_its_first_write_to_its_second():
    gate, wrote = Gate(), []

    def write_twice() -> None:
        for each in (1, 2):
            with gate.turn():
                wrote.append(each)
            time.sleep(0.05)

    page = threading.Thread(target=write_twice)
    page.start()
    assert gate.close(within=10, quiet=0.3)
    page.join()
    assert wrote == [1, 2]


def test_nobody_writes_through_a_closed_gate():
    gate = Gate()
    assert gate.close(within=1, quiet=0)
    with pytest.raises(Refused) as refused, gate.turn():
        pass
    assert refused.value.code == "stopping"


def test_who_takes_too_long_is_not_waited_for():
    gate = Gate()
    with somebody_writes(gate):
        assert not gate.close(within=0.1, quiet=0.3)
    assert gate.close(within=0.1, quiet=0.3)  # and closed it stays, whoever has finished since


def test_a_writer_that_fails_leaves_the_gate_as_it_was():
    gate = Gate()
    with pytest.raises(ZeroDivisionError), gate.turn():
        raise ZeroDivisionError
    assert gate.close(within=1, quiet=0)
