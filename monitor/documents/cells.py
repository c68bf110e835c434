"""Text in tables that spreadsheet programs open."""

# A cell that begins with one of these is read as a formula by spreadsheet programs; a leading apostrophe prevents it.
# Programs set to Chinese, Japanese or Korean read the full-width signs as the plain ones.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula."""
    # Some programs drop spaces before they look; str.lstrip() knows the no-break and the ideographic one too.
    return f"'{text}" if text.startswith(_DANGEROUS) or text.lstrip().startswith(_DANGEROUS) else text
