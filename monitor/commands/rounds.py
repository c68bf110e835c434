"""The command that writes a round for the archive: export-round."""

import argparse
from pathlib import Path
from typing import Any

from monitor import wiring
from monitor.commands.new_files import new_file
from monitor.errors import MonitorError, Refused
from monitor.settings import Settings
from monitor.show.spoken import Spoken
from monitor.show.words import UI_LANGUAGES

NAMES = frozenset({"export-round"})
"""The commands that `run` knows."""


def add_commands(commands: Any) -> None:
    """Describe the command to the parser; `run` carries it out."""
    export = commands.add_parser(
        "export-round", help="write a reporting round for the archive, as PDF/A or as CSV"
    )
    export.add_argument("id", help="the id of the round, as the page Rounds shows it")
    export.add_argument("file", type=Path, help="a new file whose name ends in .pdf or .csv")
    export.add_argument("--language", choices=sorted(UI_LANGUAGES), default="nb")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Write the file and return the exit code 0. Raises MonitorError for what could not be done."""
    file: Path = options.file
    form = file.suffix.lower()
    if form not in (".pdf", ".csv"):
        raise MonitorError(
            "file_form", f"{file} ends in neither .pdf nor .csv; name a file that does.", file=str(file)
        )
    say = Spoken(options.language)
    with wiring.opened_services(settings) as opened:
        services = opened.asked_by(wiring.OPERATOR)
        found = services.restricted.round_extract(options.id)
        if found is None:
            there = ", ".join(round_.id for round_ in services.restricted.all_rounds()) or "none"
            raise Refused(
                "unknown_round",
                f"There is no round {options.id!r}; there is: {there}.",
                round=options.id,
            )
        write = services.downloads.round_pdf if form == ".pdf" else services.downloads.round_csv
        content = write(found, say)
    with new_file(file) as target:
        target.write(content)
    count = len(found.entries)
    print(
        f"Wrote {count} entr{'ies' if count != 1 else 'y'} of the round {options.id} to {file}. "
        "File it in the archive system; it is not the archive."
    )
    return 0
