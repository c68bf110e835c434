"""Text in tables that spreadsheet programs open."""

# A cell that begins with one of these is read as a formula by spreadsheet programs; a leading apostrophe prevents it.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text
