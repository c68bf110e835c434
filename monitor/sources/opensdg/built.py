"""The figures of one indicator as `sdg-build` writes them for a web site: JSON, a list for each column."""

from decimal import Decimal

import pyarrow as pa

from monitor.catalogue.signs import quoted
from monitor.errors import Refused
from monitor.sources.json_door import Json, read_json
from monitor.sources.tabular.cells import MAX_COLUMNS, Cells, heading


def read_built(data: bytes, file: str) -> Cells:
    """The table in `data/<id>.json` or `comb/<id>.json`: columns of values, or a row for each figure.

    Raises Refused: what `read_json` raises, and `opensdg_built` with `file` where the columns are none.
    """
    tree = read_json(data)
    if isinstance(tree, dict) and isinstance(tree.get("data"), dict | list):
        tree = tree["data"]
    columns = _from_rows(tree, file) if isinstance(tree, list) else tree
    if not isinstance(columns, dict) or not 0 < len(columns) <= MAX_COLUMNS:
        raise _unlike(file)
    lengths = {len(column) if isinstance(column, list) else -1 for column in columns.values()}
    if len(lengths) != 1 or lengths == {-1}:
        raise _unlike(file)
    names = tuple(heading(name) for name in columns)
    texts = [pa.array([_text(cell, file) for cell in column], pa.string()) for column in columns.values()]  # type: ignore[union-attr]
    return Cells(file, names, texts)


def _from_rows(tree: list[Json], file: str) -> dict[str, Json]:
    rows = [row for row in tree if isinstance(row, dict)]
    if len(rows) < len(tree) or not rows:
        raise _unlike(file)
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def _text(cell: Json, file: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, (bool, dict | list)):
        raise _unlike(file)
    if isinstance(cell, Decimal):
        return format(cell, "f")
    text = str(cell).strip()
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refused("json_encoding", f"{file} holds half a character: {quoted(text)}.", file=file) from None
    return text


def _unlike(file: str) -> Refused:
    return Refused(
        "opensdg_built", f"{file} is no table of columns with one value for each figure.", file=file
    )
