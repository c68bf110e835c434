"""Reads `data/public_record.csv`."""

from collections.abc import Collection
from pathlib import Path

from pydantic import ValidationError

from monitor.errors import Fault, FaultyFiles
from monitor.evidence.record import Evidence
from monitor.sources.csv_door import Row, read_rows
from monitor.sources.shapes import sentence

FILE = "data/public_record.csv"
COLUMNS = (
    "id", "initiative", "kind", "event_day", "publication_day", "supports", "confidence", "seen",
    "title", "title_language", "publisher", "source_year", "url", "owner", "text_en", "text_nb", "scope_en", "scope_nb",
)  # fmt: skip


def read_public_record(root: Path, initiatives: Collection[str] | None) -> tuple[Evidence, ...]:
    """Every entry in the order of the file; FaultyFiles lists every fault in it.

    `initiatives` are the ids an entry may name; None where the catalogue itself cannot be read, and nothing is known.
    """
    entries: list[Evidence] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for row in read_rows(root / FILE, root, COLUMNS, faults):
        entry = _entry(row, faults)
        if entry is None:
            continue
        if entry.id in seen:
            faults.append(
                Fault(FILE, row.line, entry.id, "The id stands twice.", "an id of its own for each entry.")
            )
        seen.add(entry.id)
        if initiatives is not None and entry.initiative not in (None, *initiatives):
            known = ", ".join(initiatives)
            problem = f"There is no initiative {entry.initiative!r}."
            faults.append(
                Fault(FILE, row.line, entry.id, problem, f"one of {known}, or blank for the strategy.")
            )
        entries.append(entry)
    if faults:
        raise FaultyFiles(faults)
    return tuple(entries)


def _entry(row: Row, faults: list[Fault]) -> Evidence | None:
    texts = {"text", "scope"}
    given: dict[str, object] = {
        column: cell for column, cell in row.cells.items() if cell and column.rpartition("_")[0] not in texts
    }
    for text in texts:
        words = {language: row.cells[f"{text}_{language}"] for language in ("nb", "en")}
        if any(words.values()) or text == "text":
            given[text] = {language: said for language, said in words.items() if said}
    try:
        return Evidence.model_validate(given)
    except ValidationError as error:
        for details in error.errors():
            problem, accepted = sentence(details)
            column = ".".join(str(step) for step in details["loc"])
            faults.append(Fault(FILE, row.line, f"{row.cells['id']} › {column}", problem, accepted))
        return None
