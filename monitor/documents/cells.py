"""Text in CSV that spreadsheet programs open."""

import re
from typing import Final

# A cell that begins with one of these is read as a formula by spreadsheet programs; a leading apostrophe prevents it.
# Programs set to Chinese, Japanese or Korean read the full-width signs as the plain ones.
_FORMULA: Final = "=+@\uff1d\uff0b\uff0d\uff20-"

# A program set to Norwegian splits a line at semicolons, and then heeds neither the commas nor the quotes around a
# cell: what stands behind a semicolon, a tab or a line break can become a cell of its own. Some programs drop spaces
# and quotes before they look.
_CELL: Final = re.compile(rf'(?:\A(?=[\t\r\n])|(?:\A|(?<=[;\t\r\n]))(?=(?:[^\S\t\r\n]|")*[{_FORMULA}]))')


def harmless(text: str) -> str:
    """Return a text of which no spreadsheet program takes any part for a formula."""
    return _CELL.sub("'", text)
