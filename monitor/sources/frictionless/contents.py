"""The cells of a table of a data package: from its CSV or Parquet files, or from the descriptor itself."""

import io
from decimal import Decimal
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from monitor.catalogue.signs import quoted
from monitor.errors import Refused
from monitor.sources.bundles import MAX_FILE, Bundle
from monitor.sources.frictionless.descriptor import Fetch, Hosts, Package, Resource, damaged, inside, text
from monitor.sources.json_door import Json
from monitor.sources.tabular.cells import MAX_COLUMNS, MAX_ROWS, Cells, heading, read_cells

_REMOTE = ("http://", "https://", "ftp://", "ftps://", "s3://", "file://")


def read_contents(
    package: Package, resource: Resource, bundle: Bundle, *, hosts: Hosts = (), fetch: Fetch | None = None
) -> tuple[Cells, bytes]:
    """The cells of a table and the bytes they were read from.

    Raises Refused: what `read_cells`, `Bundle.read` and `fetch` raise; `package_remote` with `host` where a file lies
    on a host that is not among `hosts`; `package_path`; `package_format` with `format`; `package_parquet`;
    `package_damaged`.
    """
    if not resource.paths:
        return _inline(resource), repr(resource.data).encode("utf-8", "replace")
    pieces = [_bytes(package, path, bundle, hosts, fetch) for path in resource.paths]
    kind = (resource.text("format") or resource.paths[0].rpartition(".")[2]).casefold()
    file = resource.paths[0]
    if kind == "parquet" and len(pieces) == 1:
        return _parquet(pieces[0], file), pieces[0]
    if kind not in ("csv", "tsv", "tab", "txt"):
        message = f"{file} is {quoted(kind)}; accepted: csv and parquet."
        raise Refused("package_format", message, file=file, format=quoted(kind))
    return _csv(resource, pieces, file), b"".join(pieces)


def _bytes(package: Package, path: str, bundle: Bundle, hosts: Hosts, fetch: Fetch | None) -> bytes:
    if path.casefold().startswith(_REMOTE):
        parts = urlsplit(path)
        host = (parts.hostname or "").casefold()
        if fetch is None or parts.scheme != "https" or host not in hosts or parts.username or parts.port:
            message = f"The table lies at {quoted(host)}, which may not be asked (DATA_HOSTS)."
            raise Refused("package_remote", message, host=quoted(host))
        data = fetch(path)
        if len(data) > MAX_FILE:
            raise Refused(
                "bundle_file_too_large", f"{quoted(path)} is too large.", name=quoted(path), limit=MAX_FILE
            )
        return data
    return bundle.read(inside(package.root, path))


def _csv(resource: Resource, pieces: list[bytes], file: str) -> Cells:
    encoding = resource.text("encoding").casefold().replace("_", "-")
    if encoding in ("windows-1252", "cp1252", "iso-8859-1", "latin1", "latin-1"):
        pieces = [piece.decode("cp1252", errors="replace").encode() for piece in pieces]
    dialect = (
        resource.dialect.get("csv") if isinstance(resource.dialect.get("csv"), dict) else resource.dialect
    )
    separator = text(dialect.get("delimiter")) if isinstance(dialect, dict) else ""
    data = pieces[0]
    header = data.partition(b"\n")[0].rstrip(b"\r")
    for piece in pieces[1:]:  # the parts of one table; some repeat the header
        first, _, rest = piece.partition(b"\n")
        body = rest if first.rstrip(b"\r") == header else piece
        data = data + (b"" if data.endswith(b"\n") else b"\n") + body
    if isinstance(dialect, dict) and dialect.get("header") is False:
        data = (
            (separator or ",").join(_quoted(field.name) for field in resource.fields).encode() + b"\n" + data
        )
    tabs = "\t" if file.casefold().endswith((".tsv", ".tab")) else None
    return read_cells(data, file, separator=separator[:1] or tabs)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _parquet(data: bytes, file: str) -> Cells:
    try:
        opened = pq.ParquetFile(io.BytesIO(data))
        told = opened.metadata
        size = sum(told.row_group(place).total_byte_size for place in range(told.num_row_groups))
        if told.num_rows > MAX_ROWS or told.num_columns > MAX_COLUMNS or size > 5 * MAX_FILE:
            raise Refused("package_parquet", f"{file} is too large.", file=file)
        table = opened.read()
        columns = [_texts(column.combine_chunks()) for column in table.columns]
    except (pa.ArrowException, OSError, ValueError, NotImplementedError, TypeError, KeyError):
        message = f"{file} is no Parquet file with plain columns."
        raise Refused("package_parquet", message, file=file) from None
    return Cells(file, tuple(heading(name) for name in table.column_names), columns)


def _texts(column: pa.Array) -> pa.Array:
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return pc.utf8_trim_whitespace(pc.fill_null(pc.cast(column, pa.string()), ""))


def _inline(resource: Resource) -> Cells:
    file = resource.name
    if isinstance(resource.data, str):
        return read_cells(resource.data.encode("utf-8", "replace"), file)
    if not isinstance(resource.data, list) or not resource.data:
        raise damaged(file, "has neither a path nor rows")
    rows = resource.data
    if all(isinstance(row, dict) for row in rows):
        names = list(dict.fromkeys(name for row in rows if isinstance(row, dict) for name in row))
        filled = [[row.get(name) for name in names] for row in rows if isinstance(row, dict)]
    elif all(isinstance(row, list) for row in rows):
        head, *body = (row for row in rows if isinstance(row, list))
        names = [text(name) for name in head]
        filled = [list(row) for row in body]
    else:
        raise damaged(file, "has rows of two kinds")
    if not 0 < len(names) <= MAX_COLUMNS or any(len(row) != len(names) for row in filled):
        raise damaged(file, "has rows of different lengths")
    columns = [
        pa.array([_cell(row[place], file) for row in filled], pa.string()) for place in range(len(names))
    ]
    return Cells(file, tuple(heading(name) for name in names), columns)


def _cell(value: Json, file: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict | list):
        raise damaged(file, "has rows within rows")
    if isinstance(value, Decimal):
        return format(value, "f")
    told = str(value).strip()
    return told.encode("utf-8", "replace").decode()
