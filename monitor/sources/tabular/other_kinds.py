"""Files that are no text though their name says so, told by how they begin: so that the remedy can be named."""

from typing import Final

from monitor.errors import Refused

_BEGINNINGS: Final = (
    (b"%PDF-", "csv_is_pdf", "is a PDF and no table; save the table as CSV or Excel (.xlsx)."),
    (
        b"PK\x03\x04",
        "csv_is_packed",
        "is a workbook or a ZIP and no CSV; give it a name that ends so, such as .xlsx.",
    ),
    (b"\xd0\xcf\x11\xe0", "csv_is_old_excel", "is a workbook of an old Excel; save it as .xlsx or CSV."),
    (
        b"<!doctype",
        "csv_is_web_page",
        "is a web page and no table; fetch the file itself, or save the table as CSV.",
    ),
    (
        b"<html",
        "csv_is_web_page",
        "is a web page and no table; fetch the file itself, or save the table as CSV.",
    ),
)
"""How a file begins, in small letters, the code of its refusal, and what it is."""


def check_is_text(data: bytes, file: str) -> None:
    """Raises Refused for what begins as no table of text does: `csv_is_pdf`, `csv_is_packed`, `csv_is_old_excel`,
    `csv_is_web_page`; each with `file`.
    """
    begins = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, code, what in _BEGINNINGS:
        if begins.startswith(mark.lower()):
            raise Refused(code, f"{file} {what}", file=file)
