"""Reads `indicators/<id>.yaml` and the figures of each in `data/<id>.csv`."""

from collections.abc import Collection, Iterator
from pathlib import Path as FilePath

from monitor.catalogue.checks import Path
from monitor.errors import Fault, FaultyFiles
from monitor.measures.definitions import Persons
from monitor.measures.indicators import FIGURE_COLUMNS, OPTIONAL_COLUMNS, Indicator
from monitor.measures.observations import Measures, Observation, Series
from monitor.measures.themes import Theme
from monitor.sources.csv_door import read_rows
from monitor.sources.figure_cells import FigureCells
from monitor.sources.record_file import FILE as PUBLIC_RECORD
from monitor.sources.shapes import shaped
from monitor.sources.yaml_door import Document, read_yaml

_THEMES = list(Theme)


def read_measures(
    root: FilePath, initiatives: Collection[str] | None, goals: Collection[str] | None = None
) -> Measures:
    """Every indicator with its figures; FaultyFiles lists the faults of all files together.

    `initiatives` and `goals` are the ids a link may name; None where the catalogue itself cannot be read, and nothing
    is known.
    """
    faults: list[Fault] = []
    read: list[tuple[Indicator, Series]] = []
    files = sorted((root / "indicators").glob("*.yaml"))
    if not files:
        raise FaultyFiles(
            [Fault("indicators", 0, "", "The folder holds no indicator.", "one YAML file each.")]
        )
    names = {path.stem for path in files}
    for path in files:
        try:
            document = read_yaml(path, root)
            indicator = shaped(document, Indicator)
            _check_references(document, path.stem, indicator, names, initiatives, goals)
            read.append((indicator, Series(indicator, _figures(root, indicator))))
        except FaultyFiles as error:
            faults.extend(error.faults)
    for path in sorted((root / "indicators").glob("*.yml")):
        name = path.relative_to(root).as_posix()
        faults.append(Fault(name, 0, "", "The file's name ends in .yml.", f"indicators/{path.stem}.yaml."))
    for path in sorted((root / "data").glob("*.csv")):
        name = path.relative_to(root).as_posix()
        if path.stem not in names and name != PUBLIC_RECORD:
            faults.append(
                Fault(
                    name,
                    0,
                    "",
                    "No indicator owns this file.",
                    f"indicators/{path.stem}.yaml, or no such file.",
                )
            )
    if faults:
        raise FaultyFiles(faults)
    read.sort(key=lambda entry: (_THEMES.index(entry[0].theme), entry[0].id))
    return Measures({indicator.id: series for indicator, series in read})


def _check_references(
    document: Document,
    stem: str,
    indicator: Indicator,
    names: set[str],
    initiatives: Collection[str] | None,
    goals: Collection[str] | None,
) -> None:
    faults: list[tuple[Path, str, str]] = []
    if indicator.id != stem:
        faults.append((("id",), f"The id {indicator.id!r} is not the file's name.", f"{stem!r}."))
    for place, link in enumerate(indicator.links):
        if initiatives is not None and link.initiative not in initiatives:
            problem = f"There is no initiative {link.initiative!r}."
            faults.append((("links", place, "initiative"), problem, f"one of {', '.join(initiatives)}."))
    for place, aim in enumerate(indicator.goals):
        if goals is not None and aim.goal not in goals:
            problem = f"There is no goal {aim.goal!r}."
            faults.append((("goals", place, "goal"), problem, f"one of {', '.join(goals)}."))
    if indicator.persons is Persons.UNPUBLISHED or indicator.protection is not None:
        # Files that ship lie open to everybody who has the program: it is too late to hide anything in them.
        faults.append(
            (
                ("persons",),
                "What ships is public, so it cannot hold figures on persons that nobody has published.",
                "published figures here, and unpublished ones as an import.",
            )
        )
    for path, other in _other_indicators(indicator):
        if other not in names - {stem}:
            problem = f"There is no other indicator {other!r}."
            faults.append((path, problem, f"one of {', '.join(sorted(names - {stem}))}."))
    if faults:
        raise FaultyFiles(
            [
                Fault(document.file, document.line_of(path), document.name_of(path), problem, accepted)
                for path, problem, accepted in faults
            ]
        )


def _other_indicators(indicator: Indicator) -> Iterator[tuple[Path, str]]:
    """The other indicators a definition names, with the place where it does."""
    for place, conflict in enumerate(indicator.conflicts):
        if conflict.indicator is not None:
            yield ("conflicts", place, "indicator"), conflict.indicator
    for place, other in enumerate(indicator.comparable_with):
        yield ("comparable_with", place), other
    if indicator.reference is not None and indicator.reference.indicator is not None:
        yield ("reference", "indicator"), indicator.reference.indicator


def _figures(root: FilePath, indicator: Indicator) -> tuple[Observation, ...]:
    name = f"data/{indicator.id}.csv"
    dimensions = [dimension.id for dimension in indicator.dimensions]
    columns = ["period", *dimensions, *FIGURE_COLUMNS]
    faults: list[Fault] = []
    observations: list[Observation] = []
    seen: set[tuple[str, ...]] = set()
    for row in read_rows(root / name, root, columns, faults, optional=OPTIONAL_COLUMNS):
        key = (row.cells["period"], *(row.cells[dimension] for dimension in dimensions))
        if (*key, row.cells["source"]) in seen:
            problem = f"The figure for {' / '.join(filter(None, key))} stands twice."
            faults.append(Fault(name, row.line, "", problem, "one figure for each period, group and source."))
        seen.add((*key, row.cells["source"]))
        observation = FigureCells(name, row, indicator, faults).observation()
        if observation is not None:
            observations.append(observation)
    if not observations and not faults:
        faults.append(Fault(name, 0, "", "The file holds no figure.", "at least one line below the header."))
    if faults:
        raise FaultyFiles(faults)
    return tuple(observations)
