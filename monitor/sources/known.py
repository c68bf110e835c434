"""What is known of an indicator before a file about it is read."""

from collections.abc import Callable
from dataclasses import dataclass

from monitor.measures.datasets import DataSet
from monitor.measures.definitions import Definition


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an indicator that has figures already: its definition, and the set it belongs to."""

    definition: Definition
    dataset: DataSet | None = None


Lookup = Callable[[str], Known | None]
"""Finds an indicator that has figures already by its id."""
