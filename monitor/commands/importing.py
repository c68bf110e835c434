"""The commands that bring figures in: import, import-table, editions."""

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from monitor import wiring
from monitor.commands.new_files import new_file
from monitor.commands.progress import Progress
from monitor.documents import bank_text, import_text
from monitor.errors import Refused
from monitor.settings import Settings
from monitor.wiring.imports import (
    SSB,
    Imports,
    Look,
    Pending,
    Wishes,
    figures_of,
    pairs,
    read_request,
    requested,
    select,
)

NAMES: Final = frozenset({"import", "import-table", "editions"})
"""The commands that `run` knows."""


def add_commands(commands: Any) -> None:
    """Describe the commands to the parser; `run` carries out the one that was chosen."""
    files = commands.add_parser(
        "import",
        help="read figures from outside and print what they would change; keep them with --accept",
        description="A table as CSV or XLSX, JSON-stat 2 (.json), an Open SDG repository or a Frictionless data "
        "package, as a folder, a ZIP or datapackage.json. Nothing is written before it is accepted.",
    )
    files.add_argument("path", type=Path, help="a file or a folder")
    files.add_argument("--indicator", default="", metavar="ID", help="the indicator that a table is of")
    files.add_argument("--sheet", default="", help="the sheet of a workbook that holds the table")
    files.add_argument("--title", default="", help="what people call the set")
    files.add_argument("--language", default="", help="the language of the texts, such as en or pt-BR")
    files.add_argument(
        "--total",
        action="append",
        default=[],
        metavar="NAME=CODE",
        help="of JSON-stat: the code for all of it",
    )
    files.add_argument(
        "--translations",
        action="append",
        default=[],
        type=Path,
        metavar="PATH",
        help="of Open SDG: a folder or ZIP with further words, such as a copy of sdg-translations",
    )
    _add_common(files)

    table = commands.add_parser(
        "import-table",
        help="ask a statistics bank (PxWebApi v2) for a table; only hosts in DATA_HOSTS are asked",
        description="Without --select, the variables of the table and their codes are printed. A selection is "
        "written as Tid=from:2014, Kjonn=1,2, Region=03* or ContentsCode=*.",
    )
    table.add_argument("table", help="the number of the table, or a YAML file with a request")
    table.add_argument("--base", default=SSB, help=f"the address of the bank ({SSB})")
    table.add_argument(
        "--language", default="no", help="the language of the texts, as the bank calls it (no)"
    )
    table.add_argument("--indicator", default="", metavar="ID", help="the id that the indicator has or gets")
    table.add_argument("--select", action="append", default=[], metavar="NAME=CODES")
    table.add_argument(
        "--leave-out",
        action="append",
        default=[],
        metavar="NAME",
        help="a variable that the bank shall sum over",
    )
    table.add_argument(
        "--total", action="append", default=[], metavar="NAME=CODE", help="the code for all of it"
    )
    table.add_argument(
        "--codelist", action="append", default=[], metavar="NAME=LIST", help="a grouping of the bank"
    )
    _add_common(table)

    editions = commands.add_parser("editions", help="list the editions of an indicator, or of all")
    editions.add_argument("id", nargs="?", help="the id of an indicator")


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dataset", default="", metavar="ID", help="the id of the set it belongs to")
    parser.add_argument("--accept", action="store_true", help="keep what came as editions, without asking")
    parser.add_argument(
        "--strict", action="store_true", help="exit 1 and keep nothing where a row is refused"
    )
    parser.add_argument(
        "--by", default="", metavar="WHO", help="who accepts it (the user of the operating system)"
    )
    parser.add_argument("--label", default="", help="what people shall call the editions")
    parser.add_argument("--full", action="store_true", help="print all that would change, not only the first")
    parser.add_argument(
        "--report", type=Path, metavar="FILE.csv", help="write all that would change to a new file"
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Carry out one command; returns 0, or 1 where rows are refused with `--strict`. Raises MonitorError."""
    with wiring.opened_services(settings) as opened:
        services = opened.asked_by(wiring.OPERATOR)
        if options.command == "editions":
            return _editions(services, options.id)
        if options.command == "import":
            return _finish(services, options, _from_path)
        return _import_table(services, options)


def _from_path(imports: Imports, options: argparse.Namespace, progress: Progress) -> Pending:
    wishes = Wishes(
        indicator=options.indicator,
        dataset=options.dataset,
        title=options.title,
        language=options.language,
        sheet=options.sheet,
        totals=pairs(options.total),
        translations=tuple(options.translations),
    )
    return imports.from_path(options.path, wishes, progress)


def _import_table(services: wiring.Services, options: argparse.Namespace) -> int:
    file = Path(options.table)
    if file.suffix.lower() in (".yaml", ".yml"):
        request = read_request(file)
    elif not options.select:
        seen = services.imports.look(options.base, options.table, options.language)
        print("\n".join(_described(seen)))
        return 0
    else:
        request = requested(_said(options))
        count = (
            figures_of(request, services.imports.look(request.base, request.table, request.language))
            if not request.codelists
            else None
        )
        if count is not None:
            print(f"{request.address}: {count:,} figures are asked for.", file=sys.stderr)
    return _finish(services, options, lambda imports, _options, told: imports.from_bank(request, told))


def _described(seen: Look) -> Iterator[str]:
    return bank_text.as_lines(
        seen.table.label or seen.number,
        [
            (
                each.id,
                each.label,
                each.id == seen.time,
                each.may_be_left_out,
                [(category.code, category.label) for category in each.categories],
            )
            for each in seen.table.dimensions
        ],
    )


def _said(options: argparse.Namespace) -> Mapping[str, object]:
    if not options.indicator:
        raise Refused("import_id", "Name the id that the indicator has or gets: --indicator.", said="–")
    return {
        "indicator": options.indicator,
        "base": options.base,
        "table": options.table,
        "language": options.language,
        "select": select(options.select),
        "left_out": tuple(options.leave_out),
        "totals": pairs(options.total),
        "codelists": pairs(options.codelist),
    } | ({"dataset": options.dataset} if options.dataset else {})


def _finish(
    services: wiring.Services,
    options: argparse.Namespace,
    read: Callable[[Imports, argparse.Namespace, Progress], Pending],
) -> int:
    with Progress(sys.stderr) as progress:
        pending = read(services.imports, options, progress)
    told = pending.told
    print("\n".join(import_text.as_lines(pending.name, told, pending.noted, full=options.full)))
    if options.report:
        with new_file(options.report, mode=0o644) as target:
            target.write(services.downloads.import_csv(told, pending.noted))
        print(f"Wrote the whole report to {options.report}.")
    if options.strict and any(each.report.counts.refused for each in pending.proposals):
        print("Rows are refused, so nothing was kept (--strict).", file=sys.stderr)
        return 1
    if pending.is_empty:
        raise Refused("import_empty", "No figure of it could be read; nothing was kept.")
    if not pending.changing:
        print("Nothing of it is new; nothing was kept.")
        return 0
    if not (options.accept or _agreed(len(pending.changing))):
        print("Nothing was kept. Accept it with --accept.")
        return 0
    kept = services.imports.accept(pending, label=options.label, by=options.by or _user())
    first = kept[0]
    which = f"edition {first.number} of {first.indicator}" if len(kept) == 1 else f"{len(kept)} editions"
    print(f"Kept {which}, accepted by {first.by} at {first.at:%Y-%m-%d %H:%M} UTC.")
    return 0


def _agreed(count: int) -> bool:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    said = input(f"Keep this as {'an edition' if count == 1 else f'{count} editions'}? [y/N] ")
    return said.strip().casefold() in ("y", "yes", "j", "ja")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a process whose user has no name
        return ""


def _editions(services: wiring.Services, indicator: str | None) -> int:
    found = services.editions.editions(indicator)
    if indicator and not found:
        raise Refused(
            "unknown_indicator",
            f"There is no edition of {indicator!r}; list all with: editions.",
            indicator=indicator,
        )
    for each in found:
        counts = each.counts
        print(
            f"{each.indicator}\t{each.number}\t{each.at:%Y-%m-%d %H:%M}\t{each.by}\t{each.kind}\t"
            f"{counts.figures} figures (+{counts.new} ~{counts.changed} -{counts.removed}, {counts.refused} refused)\t"
            f"{each.label or '-'}"
        )
    return 0
