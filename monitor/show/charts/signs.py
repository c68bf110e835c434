"""The signs of what happened on initiatives, the same in every chart: whose word it is can be told by its form."""

from collections.abc import Mapping
from typing import Final

from monitor.evidence.record import PublicStatus
from monitor.reporting.status import Status

STATUS_SYMBOLS: Final[Mapping[Status, str]] = {
    Status.NOT_STARTED: "circle-open",
    Status.IN_PROGRESS: "triangle-right",
    Status.COMPLETED: "star",
    Status.DISCONTINUED: "square",
}
RECORD_SYMBOLS: Final[Mapping[PublicStatus, str]] = {
    PublicStatus.DONE: "circle",
    PublicStatus.DONE_LATE: "hexagon",
    PublicStatus.PARTLY: "circle-open-dot",
    PublicStatus.NOT_ACHIEVED: "x",
}
DEADLINE_SYMBOL: Final = "diamond"
MILESTONE_SYMBOL: Final = "triangle-up"
REVISION_SYMBOL: Final = "triangle-left"
