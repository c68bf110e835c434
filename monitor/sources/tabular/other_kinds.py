"""Files that are no table of text though their name says so, told by how they begin: then a remedy can be named."""

from monitor.errors import Refused


def check_is_text(data: bytes, file: str) -> None:
    """Raises Refused for what begins as no table of text does: `csv_is_pdf`, `csv_is_packed`, `csv_is_old_excel`,
    `csv_is_web_page`; each with `file`.
    """
    begins = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begins.startswith(b"%pdf-"):
        message = f"{file} is a PDF and no table; save the table as CSV or Excel (.xlsx)."
        raise Refused("csv_is_pdf", message, file=file)
    if begins.startswith(b"pk\x03\x04"):
        message = f"{file} is a workbook or a ZIP and no CSV; give it a name that ends so, such as .xlsx."
        raise Refused("csv_is_packed", message, file=file)
    if begins.startswith(b"\xd0\xcf\x11\xe0"):
        message = f"{file} is a workbook of an old Excel; save it as .xlsx or CSV."
        raise Refused("csv_is_old_excel", message, file=file)
    if begins.startswith((b"<!doctype", b"<html")):
        message = f"{file} is a web page and no table; fetch the file itself, or save the table as CSV."
        raise Refused("csv_is_web_page", message, file=file)
