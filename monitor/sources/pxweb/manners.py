"""How a source is asked: what may be asked at all, how much, how often, how long."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Manners:
    """What every question keeps to.

    `hosts` are those that may be asked. `per_minute` is how many questions are asked in a minute at most; Statistics
    Norway asks for no more than 30. `most_cells` is how many figures are asked for at a time, if the source allows as
    many: of 300,000, values and signs together stay below what the JSON door takes. `most_cells_in_all` is how many
    are fetched for one indicator.
    A question is asked `attempts` times before it is given up. `longest_wait` is how long a source may send one away
    for, in seconds. `timeout` is how long it may be silent, `longest_answer` how long an answer may take to arrive.
    """

    hosts: frozenset[str]
    per_minute: int = 30
    most_cells: int = 300_000
    most_cells_in_all: int = 20_000_000
    attempts: int = 5
    longest_wait: float = 300.0
    timeout: float = 60.0
    longest_answer: float = 300.0
