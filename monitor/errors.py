"""What can go wrong, said so that the person who meets it knows what to do.

An error carries a code and its fields, so that the pages can word it in the reader's language, and one English
sentence of its own, so that the command line and the log can print it as it is.
"""

from dataclasses import dataclass, field


class MonitorError(Exception):
    """Something this program foresaw.

    `code` is a stable name, `fields` are the things the sentence speaks of, `message` is one English sentence that
    says which thing, what is wrong and what is possible.
    """

    def __init__(self, code: str, message: str, **fields: object) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.fields: dict[str, object] = dict(fields)


class Refused(MonitorError):
    """What a person asked for is not allowed in the state things are in; nothing was changed."""


class Unreadable(MonitorError):
    """A file or a database cannot be read as what it should be; it was left as it is."""


@dataclass(frozen=True)
class Fault:
    """One fault in a file that people edit.

    `file` is relative to the project, `line` counts from 1 (0: the whole file), `entry` names the place in the
    file's own terms, `problem` says what is wrong and `accepted` what would be right. `cause` is the refusal that it
    repeats, where there is one.
    """

    file: str
    line: int
    entry: str
    problem: str
    accepted: str
    cause: MonitorError | None = field(default=None, compare=False)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        entry = f" [{self.entry}]" if self.entry else ""
        return f"{place}{entry}: {self.problem} Accepted: {self.accepted}"


class FaultyFiles(Unreadable):
    """Files that people edit hold faults; every one of them is listed."""

    def __init__(self, faults: list[Fault]) -> None:
        first = faults[0]
        super().__init__("faulty_files", str(first), file=first.file, line=first.line, count=len(faults))
        self.faults = tuple(faults)
