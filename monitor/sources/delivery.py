"""A set of indicators as it came in one piece, read and checked, and not accepted by anybody yet."""

from collections.abc import Callable
from dataclasses import dataclass

from monitor.errors import Fault
from monitor.measures.datasets import DataSet
from monitor.measures.received import Received

Progress = Callable[[float, int], None]
"""Called with how many indicators are read, of the next one the share, and with how many there are."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a bundle held.

    `noted` is what a reader of the report has to know beside the refused rows of each indicator: files that could not
    be read and are left out, descriptions without figures, texts read in another way than they are written. `digest`
    is that of the bundle.
    """

    dataset: DataSet
    indicators: tuple[Received, ...]
    noted: tuple[Fault, ...]
    digest: str
