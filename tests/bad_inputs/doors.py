"""The real doors of the program, each as what comes in at it: a file's bytes, or a text. A door returns what was made
of the input, in words, or raises what refused it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from monitor import wiring
from monitor.access.access import LOCAL
from monitor.errors import MonitorError
from monitor.reporting.typed import Typed
from monitor.review.filters import Filter, chosen
from monitor.settings import Settings
from monitor.show import file_refusals, refusals, workbook
from monitor.show.blocks.workbook import passport
from monitor.show.rows import body_long
from monitor.show.text import user_text
from monitor.show.words import Words
from monitor.sources.files import Files
from monitor.sources.jsonstat_door import read_dataset
from tests.builders import a_report
from tests.sources.conftest import FIGURES, INDICATOR, INITIATIVES, RECORD
from tests.workbooks import a_passport

NOON: Final = datetime(2018, 6, 1, 12, tzinfo=UTC)
FILES: Final = {
    "initiatives.yaml": INITIATIVES,
    "data/public_record.csv": RECORD,
    "indicators/housing.yaml": INDICATOR,
    "data/housing.csv": FIGURES,
}


@contextmanager
def opened(folder: Path) -> Iterator[wiring.Services]:
    """The program on a small project of its own, with an empty log."""
    root = folder / "project"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    settings = Settings(root=root, data_dir=folder / "data")
    yield wiring.open_services(settings, clock=lambda: NOON).asked_by(LOCAL)


def catalogue(given: bytes, services: wiring.Services) -> str:
    """The file of what was promised; told by the title of its first initiative."""
    _put("initiatives.yaml", given, services)
    title = Files(services.settings.root).shipped().catalogue.initiatives[0].title
    return f"{title.nb} | {title.en}"


def indicator(given: bytes, services: wiring.Services) -> str:
    """The file that defines an indicator; told by its title."""
    _put("indicators/housing.yaml", given, services)
    return str(Files(services.settings.root).shipped().measures.series["housing"].indicator.title.nb)


def linked_indicator(given: bytes, services: wiring.Services) -> str:
    """The same, where the file in the project is a link to one outside it."""
    outside = services.settings.root.parent / "outside.yaml"
    outside.write_bytes(given)
    inside = services.settings.root / "indicators" / "housing.yaml"
    inside.unlink()
    inside.symlink_to(outside)
    return str(Files(services.settings.root).shipped().measures.series["housing"].indicator.title.nb)


def figures(given: bytes, services: wiring.Services) -> str:
    """The figures of an indicator; told by the last note."""
    _put("data/housing.csv", given, services)
    note = Files(services.settings.root).shipped().measures.series["housing"].observations[-1].note
    return str(note.nb if note else "")


def returned_workbook(given: bytes, services: wiring.Services) -> str:
    """A workbook that came back; what stands against its rows is raised as the page would say it."""
    found = services.restricted.proposals(
        services.restricted.returned_workbook(given, workbook.status_codes())
    )
    for proposal in found:
        for fault in proposal.faults:
            raise fault
    return f"{len(found)} rows"


def table(given: bytes, _services: wiring.Services) -> str:
    """A table in JSON-stat; told by its label."""
    return read_dataset(given).label


def note(given: bytes, services: wiring.Services) -> str:
    """A comment on a report: as a draft first, as it is on the page, then recorded; told as the page shows it."""
    text = given.decode("utf-8", "surrogatepass")
    typed = Typed(initiative="1.1", acting_for="JD", status="in_progress", effective_on="", comment=text)
    services.writer.save_draft(typed, form="form-1", seen=0)
    services.writer.discard_draft("1.1", form="form-1")
    services.writer.record([a_report(comment=text)])
    return str(user_text(services.log.entries(initiative="1.1")[0].comment, Words("en")))


def recorded_note(given: bytes, services: wiring.Services) -> str:
    """A comment that did not pass through a draft."""
    services.writer.record([a_report(comment=given.decode("utf-8", "surrogatepass"))])
    return "recorded"


def search(given: bytes, services: wiring.Services) -> str:
    """Words looked for in the initiatives; told by how many are found."""
    desk = services.desk()
    found = chosen(desk.standings(), Filter(text=given.decode()), desk.catalogue)
    return f"{len(found)} of {len(desk.standings())}"


def name_of_upload(given: bytes, services: wiring.Services) -> str:
    """The name of an uploaded workbook; told as the page shows it."""
    body = services.desk().catalogue
    words = Words("en")
    html = passport(a_passport(), given.decode(), body, words)
    rest = f": made {words.moment(a_passport().made_at)} for {body_long(body.body['JD'], body.printed_on, words)}."
    return str(html).removeprefix("<p>").removesuffix("</p>").removesuffix(rest)


Door = Callable[[bytes, wiring.Services], str]
DOORS: Final[Mapping[str, Door]] = {
    door.__name__: door
    for door in (
        catalogue,
        indicator,
        linked_indicator,
        figures,
        returned_workbook,
        table,
        note,
        recorded_note,
        search,
        name_of_upload,
    )
}


def told(error: MonitorError, door: str, language: str) -> str:
    """What the page says of a refusal at this door."""
    words = Words(language)
    worded = {"returned_workbook": workbook.sentence, "table": file_refusals.sentence}
    return worded.get(door, refusals.sentence)(error, words)  # type: ignore[operator]


def _put(name: str, given: bytes, services: wiring.Services) -> None:
    (services.settings.root / name).write_bytes(given)
