"""The workbook in which a body without access to the pages reports: what is sent out, and what comes back.

`monitor.documents` writes it, `monitor.sources` reads it and `monitor.review` lays it beside the log. What they have
to agree on lies here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from monitor.errors import Refused
from monitor.reporting.status import Status

FORMAT: Final = 1
"""The version of the layout below. A workbook of another version is not read."""

LOCKED: Final = ("initiative", "title", "deadline", "last")
"""The columns that tell a row's initiative. The first holds its id, by which the row is found again."""

FILLED: Final = (
    "status",
    "effective_on",
    "done_since_last",
    "next_step",
    "obstacle",
    "help_needed",
    "comment",
    "expected_completion",
    "evidence_url",
)
"""The columns to fill in, by the names of the fields of `Typed`."""

COLUMNS: Final = LOCKED + FILLED
HEADER_ROW: Final = 2
"""The row with the headings, counted from 1; the rows below it are the initiatives."""

FORM_SHEET: Final = "monitor-form"
"""The name of the hidden sheet that says what the workbook is. Names of sheets survive every program."""

MAX_ROWS: Final = 500
MAX_COLUMNS: Final = 50
"""The part of a sheet in which anything may stand."""

MAX_LINES: Final = 400
"""Most initiatives in one workbook; the hidden sheet holds them too, and has to fit in `MAX_ROWS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was known of an initiative when a workbook was made.

    `revision` is the sequence number of its last event, 0 for none; `status` what was reported last.
    """

    revision: int
    status: Status | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passport:
    """What a workbook says of itself: for which body it was made, when, and from what.

    `id` is random and goes into the key of every report that is recorded from it, so that one file recorded twice
    is one request. `sent` holds its initiatives by id. `demo` means that it shows invented reports.
    """

    id: str
    strategy: str
    body: str
    made_at: datetime
    language: str
    demo: bool
    sent: Mapping[str, Sent]

    def key(self, initiative: str) -> str:
        """The idempotency key of the report that this workbook holds on an initiative."""
        return f"{self.id}-{initiative}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row as it is sent out, in the reader's words."""

    initiative: str
    title: str
    deadline: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A workbook to be made. `body` is the body's name, `made` the day in words, `last_day` the last day of the round
    that runs, in words, "" where none does. `earliest` is the first day a report may hold from. `statuses` are the
    words to choose from, `unchanged` the one that repeats the last report.
    """

    passport: Passport
    body: str
    made: str
    last_day: str
    earliest: date
    statuses: tuple[str, ...]
    unchanged: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledRow:
    """One row as it came back. `number` is its row in the sheet, counted from 1.

    `cells` holds the text of each filled field, the status as its code. `faults` are the cells that could not be
    read; each is a `Refused` with the field `cell`. A row in which nothing is filled has neither.
    """

    number: int
    initiative: str
    cells: Mapping[str, str]
    faults: tuple[Refused, ...] = ()

    @property
    def untouched(self) -> bool:
        """Whether nothing is filled in."""
        return not self.cells and not self.faults

    def place(self, column: str) -> str:
        """The cell of a column in this row, such as "E7"."""
        return place(column, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A workbook that came back: what it is, and its rows in the order they stand in."""

    passport: Passport
    rows: tuple[FilledRow, ...]


def place(column: str, row: int) -> str:
    """The cell of a column in a row counted from 1, as a spreadsheet program names it."""
    return f"{chr(ord('A') + COLUMNS.index(column))}{row}"
