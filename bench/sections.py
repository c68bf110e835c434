"""bench/results.md holds a section for each kind of measurement; one is written without touching the others."""

import re
from pathlib import Path

RESULTS = Path(__file__).parent / "results.md"


def write_section(title: str, lines: list[str], path: Path = RESULTS) -> None:
    """Put the section with this title in place of the one before, or at the end."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    sections = [part.rstrip("\n") for part in re.split(r"^(?=# )", text, flags=re.MULTILINE) if part.strip()]
    new = "\n".join([f"# {title}", "", *lines]).rstrip("\n")
    places = [place for place, part in enumerate(sections) if part.splitlines()[0] == f"# {title}"]
    if places:
        sections[places[0]] = new
    else:
        sections.append(new)
    path.write_text("\n\n".join(sections) + "\n", encoding="utf-8")
