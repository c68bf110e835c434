"""What a table of a statistics bank is, before anything of it is asked for."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from monitor.catalogue.signs import quoted
from monitor.errors import Fault, FaultyFiles, Refused
from monitor.sources.jsonstat_door import read_dataset
from monitor.sources.jsonstat_table import Dataset
from monitor.sources.pxweb.asker import opened
from monitor.sources.pxweb.chunks import cells
from monitor.sources.pxweb.manners import Manners
from monitor.sources.pxweb.pace import Pace
from monitor.sources.pxweb.request import TableRequest
from monitor.sources.pxweb.wanted import the_time, wanted
from monitor.sources.shapes import shaped
from monitor.sources.yaml_door import read_yaml_text


@dataclass(frozen=True, slots=True)
class Look:
    """A table as its bank describes it: `table` has no values, and `time` is the variable that is time."""

    base: str
    number: str
    language: str
    table: Dataset
    time: str


def look(base: str, number: str, language: str, manners: Manners, pace: Pace) -> Look:
    """The description of a table.

    Raises Refused: `pxweb_request` with `problem` where one of the three cannot be used, and what `Asker.get` and
    `read_dataset` raise, `pxweb_no_time` where figures of it would have no period.
    """
    # What is selected does not matter yet: the rest is checked as it will be.
    request = requested({
        "indicator": "table", "base": base, "table": number, "language": language, "select": {"x": ("*",)}
    })  # fmt: skip
    with opened(request.base, manners, pace) as asker:
        answer = asker.get(f"{request.address}/metadata?lang={request.language}", request.language)
    table = read_dataset(answer.content)
    return Look(request.base, request.table, request.language, table, the_time(table))


def requested(said: object) -> TableRequest:
    """A request as somebody made it; Refused `pxweb_request` with `problem` where it cannot be one."""
    try:
        return TableRequest.model_validate(said)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        problem = quoted(f"{place}: {first['msg']}" if place else str(first["msg"]), at_most=200)
        raise Refused("pxweb_request", f"The request cannot be used: {problem}.", problem=problem) from None


def read_request(file: Path) -> TableRequest:
    """A request in a file of YAML, with the keys of `TableRequest`. FaultyFiles names its faults."""
    try:
        data = file.read_bytes()
    except OSError as error:
        problem = f"The file cannot be opened ({error.strerror})."
        raise FaultyFiles([Fault(str(file), 0, "", problem, "a readable file.")]) from None
    return shaped(read_yaml_text(data, str(file)), TableRequest)


def figures_of(request: TableRequest, seen: Look) -> int:
    """How many figures a request comes to. Raises what `wanted` raises; code lists are not looked up."""
    return cells(wanted(request, seen.table, {}))
