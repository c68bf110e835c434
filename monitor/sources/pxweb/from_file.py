"""A table in JSON-stat 2 that somebody has as a file: read as what a statistics bank answers, without asking one."""

from monitor.errors import Refused
from monitor.measures.received import Received
from monitor.sources.jsonstat_table import Dataset
from monitor.sources.pxweb.columns import figures
from monitor.sources.pxweb.definition import Origin, defined
from monitor.sources.pxweb.reading import how_to_read
from monitor.sources.pxweb.request import Described
from monitor.sources.pxweb.wanted import check_totals, the_time


def read_file(table: Dataset, described: Described, name: str, digest: str) -> Received:
    """All figures of a file, with the definition the table gives of itself. `name` is what the file is called.

    Raises Refused: `pxweb_no_values`, `pxweb_undefined`; what `the_time`, `check_totals` and `how_to_read` raise.
    """
    if not table.values:
        raise Refused(
            "pxweb_no_values", "The file describes a table and holds no figures of it. Ask for its data."
        )
    categories = {
        dimension.id: {category.code: category for category in dimension.categories}
        for dimension in table.dimensions
    }
    selection = {variable: tuple(codes) for variable, codes in categories.items()}
    check_totals(described, table, selection)
    reading, refused = how_to_read(described, the_time(table), selection, name)
    definition, dataset = defined(described, table, reading, categories, Origin())
    return Received(
        definition=definition,
        figures=figures(table, reading),
        digest=digest,
        refused=refused,
        dataset=dataset,
    )
