"""Tables in JSON-stat that somebody has as a file: read as what a statistics bank answers, without asking one."""

from collections.abc import Mapping, Sequence

from monitor.catalogue.text import LocalText
from monitor.errors import Refused
from monitor.measures.periods import UNDATED
from monitor.measures.quality import Flag, Missing
from monitor.measures.received import Received
from monitor.sources.jsonstat_table import Dataset
from monitor.sources.names import name_of, unlike
from monitor.sources.opensdg.statuses import status
from monitor.sources.pxweb.columns import figures
from monitor.sources.pxweb.definition import Origin, defined
from monitor.sources.pxweb.reading import how_to_read
from monitor.sources.pxweb.request import Described
from monitor.sources.pxweb.wanted import check_totals, the_time

_UNDATED_SAID = LocalText(
    en="The table does not say when its figures are of.", nb="Tabellen sier ikke når tallene er fra."
)


def read_file(
    tables: Sequence[tuple[str, Dataset]], described: Described, name: str, digest: str
) -> tuple[Received, ...]:
    """All figures of a file, an indicator for each table in it, with the definition the table gives of itself.

    `name` is what the file is called, `digest` the SHA-256 of its bytes. Where it holds several tables, the name of
    each in the file is added to the id, and a total is that of the tables that have its dimension.

    Raises Refused: `pxweb_no_values`, `pxweb_undefined`; what `the_time`, `check_totals` and `how_to_read` raise.
    """
    if len(tables) == 1:
        return (_received(tables[0][1], described, name, digest),)
    ids: list[str] = []
    read = []
    for number, (called, table) in enumerate(tables, start=1):
        ids.append(unlike(f"{described.indicator[:40]}_{name_of(called, otherwise=str(number))[:20]}", ids))
        totals = {key: code for key, code in described.totals.items() if key in table.id}
        each = described.model_copy(update={"indicator": ids[-1], "title": None, "totals": totals})
        read.append(_received(table, each, f"{name}: {called or number}", digest))
    return tuple(read)


def _received(table: Dataset, described: Described, name: str, digest: str) -> Received:
    if all(value is None for value in table.values):
        raise Refused(
            "pxweb_no_values", "The file describes a table and holds no figures of it. Ask for its data."
        )
    categories = {
        dimension.id: {category.code: category for category in dimension.categories}
        for dimension in table.dimensions
    }
    selection = {variable: tuple(codes) for variable, codes in categories.items()}
    check_totals(described, table, selection)
    time = the_time(table)
    called = next(dimension.label for dimension in table.dimensions if dimension.id == time)
    words = {code: category.label for code, category in categories[time].items()}
    described = described.model_copy(update={"signs": {**_signs(table), **described.signs}})
    reading, refused = how_to_read(described, time, selection, name, words, called)
    definition, dataset = defined(described, table, reading, categories, Origin())
    if selection[time] == (UNDATED,):
        definition = definition.model_copy(update={"caveats": (*definition.caveats, _UNDATED_SAID)})
    return Received(
        definition=definition,
        figures=figures(table, reading),
        digest=digest,
        refused=refused,
        dataset=dataset,
    )


def _signs(table: Dataset) -> Mapping[str, Missing | Flag]:
    """What the words beside figures mean; letters mean something else at every source."""
    known: dict[str, Missing | Flag] = {}
    for word in set(table.status.values()):
        if len(word) > 2:
            flag, why, _note = status(word)
            meant = flag or why
            if meant is not None:
                known[word] = meant
    return known
