"""The command line: `python -m monitor <command>`."""

import argparse
import os
import sys
from collections.abc import Sequence

from monitor import wiring
from monitor.commands import access, importing, ledger, rounds
from monitor.errors import FaultyFiles, MonitorError
from monitor.settings import Settings
from monitor.sources.schemas import MODELS, schema_text, write_schemas
from monitor.sources.shipped import read_shipped


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 faults found, 2 refused, 130 broken off with Ctrl-C."""
    parser = argparse.ArgumentParser(
        prog="python -m monitor", description="The reintegration strategy monitor."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    commands.add_parser(
        "serve", help="migrate the database and serve the dashboard (PORT, DATA_DIR, DATABASE_URL, DEMO)"
    )
    commands.add_parser("validate", help="check every file that ships; exit 1 where there are faults")
    commands.add_parser("migrate", help="bring the database to the present schema")
    schema = commands.add_parser("schema", help="print the JSON Schema of the files people edit")
    schema.add_argument("name", nargs="?", choices=sorted(MODELS), default="initiatives")
    schema.add_argument("--write", action="store_true", help="write all schemas to docs/schema instead")
    ledger.add_commands(commands)
    rounds.add_commands(commands)
    access.add_commands(commands)
    importing.add_commands(commands)
    options = parser.parse_args(arguments)
    try:
        settings = Settings.read()
        if options.command in ledger.NAMES:
            return ledger.run(settings, options)
        if options.command in rounds.NAMES:
            return rounds.run(settings, options)
        if options.command in access.NAMES:
            return access.run(settings, options)
        if options.command in importing.NAMES:
            return importing.run(settings, options)
        match options.command:
            case "validate":
                return _validate(settings)
            case "schema":
                return _schema(settings, options)
            case "migrate":
                wiring.open_services(settings)
                where = "DATABASE_URL" if settings.database and not settings.demo else settings.data_dir
                print(f"The database in {where} is up to date.")
                return 0
            case _:
                return _serve(settings)
    except FaultyFiles as error:
        _print_faults(error)
        return 1
    except MonitorError as error:
        print(error.message, file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever reads what is printed has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:  # Ctrl-C before the server hears it, or while a long log is walked
        return 130


def _validate(settings: Settings) -> int:
    shipped = read_shipped(settings.root)
    figures = sum(len(series.observations) for series in shipped.measures.series.values())
    print(
        f"No faults: {len(shipped.catalogue.initiatives)} initiatives, {len(shipped.record)} entries of the public "
        f"record, {len(shipped.measures.series)} indicators with {figures} figures."
    )
    return 0


def _schema(settings: Settings, options: argparse.Namespace) -> int:
    if options.write:
        for path in write_schemas(settings.root):
            print(path.relative_to(settings.root))
    else:
        print(schema_text(options.name), end="")
    return 0


def _serve(settings: Settings) -> int:
    # Imported here: the other commands need no web server, which takes a second to import.
    from monitor.show.adapter import session
    from monitor.web.server import serve

    # A database or a file that cannot be used is said here, not on the first page, which finds both opened.
    session.services().files.shipped()
    return serve(settings)


def _print_faults(error: FaultyFiles) -> None:
    for fault in error.faults:
        print(fault)
    count = len(error.faults)
    print(f"{count} fault{'s' if count != 1 else ''} found.", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
