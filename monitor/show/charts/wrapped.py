"""Text in charts, broken into lines: plotly breaks none by itself, and cuts off what is too long."""

from monitor.show.charts.style import safe


def begun(text: str) -> str:
    """A text with a large first letter, as what begins a line has."""
    return text[:1].upper() + text[1:]


def wrapped(text: str, width: int, *, escaped: bool = False) -> list[str]:
    """Escaped lines of about so many signs, broken between words; `escaped` says that the text is so already."""
    rows = [""]
    for word in text.split(" "):
        if rows[-1] and len(rows[-1]) + len(word) + 1 > width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return rows if escaped else [safe(row) for row in rows]
