"""Reads `data/public_record.csv`."""

from pathlib import Path

from pydantic import ValidationError

from monitor.catalogue.strategy import Catalogue
from monitor.errors import Fault, FaultyFiles
from monitor.evidence.record import Evidence
from monitor.sources.csv_door import Row, read_rows
from monitor.sources.shapes import sentence

FILE = "data/public_record.csv"
COLUMNS = (
    "id", "initiative", "kind", "event_day", "publication_day", "supports", "confidence", "seen",
    "title", "publisher", "source_year", "url", "owner", "text_en", "text_nb",
)  # fmt: skip


def read_public_record(root: Path, catalogue: Catalogue) -> tuple[Evidence, ...]:
    """Every entry in the order of the file; FaultyFiles lists every fault in it."""
    entries: list[Evidence] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for row in read_rows(root / FILE, root, COLUMNS):
        entry = _entry(row, faults)
        if entry is None:
            continue
        if entry.id in seen:
            faults.append(
                Fault(FILE, row.line, entry.id, "The id stands twice.", "an id of its own for each entry.")
            )
        seen.add(entry.id)
        if entry.initiative is not None and entry.initiative not in catalogue.initiative:
            known = ", ".join(catalogue.initiative)
            problem = f"There is no initiative {entry.initiative!r}."
            faults.append(
                Fault(FILE, row.line, entry.id, problem, f"one of {known}, or blank for the strategy.")
            )
        entries.append(entry)
    if faults:
        raise FaultyFiles(faults)
    return tuple(entries)


def _entry(row: Row, faults: list[Fault]) -> Evidence | None:
    given = {column: cell for column, cell in row.cells.items() if cell and not column.startswith("text_")}
    text = {
        language: row.cells[f"text_{language}"] for language in ("nb", "en") if row.cells[f"text_{language}"]
    }
    try:
        return Evidence.model_validate({**given, "text": text})
    except ValidationError as error:
        for details in error.errors():
            problem, accepted = sentence(details)
            column = ".".join(str(step) for step in details["loc"])
            faults.append(Fault(FILE, row.line, f"{row.cells['id']} › {column}", problem, accepted))
        return None
