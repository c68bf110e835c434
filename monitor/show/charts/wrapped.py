"""Text in charts, broken into lines: plotly breaks none by itself, and cuts off what is too long."""

from monitor.show.charts.style import safe


def wrapped(text: str, width: int) -> list[str]:
    """Escaped lines of about so many signs, broken between words."""
    rows = [""]
    for word in text.split(" "):
        if rows[-1] and len(rows[-1]) + len(word) + 1 > width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    return [safe(row) for row in rows]
