"""Reads `indicators/<id>.yaml` and the figures of each in `data/<id>.csv`."""

import re
from collections.abc import Collection
from decimal import Decimal
from pathlib import Path as FilePath

from monitor.catalogue.checks import Path
from monitor.catalogue.provenance import Confidence
from monitor.catalogue.signs import quoted
from monitor.catalogue.text import LocalText
from monitor.errors import Fault, FaultyFiles
from monitor.measures.indicators import Indicator, Theme, Unit
from monitor.measures.observations import Measures, Observation, Qualifier, Series
from monitor.measures.periods import Period
from monitor.sources.csv_door import Row, read_rows
from monitor.sources.record_file import FILE as PUBLIC_RECORD
from monitor.sources.shapes import shaped
from monitor.sources.yaml_door import Document, read_yaml

_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_COUNT = re.compile(r"[1-9][0-9]{0,11}")
_THEMES = list(Theme)


def read_measures(root: FilePath, initiatives: Collection[str] | None) -> Measures:
    """Every indicator with its figures; FaultyFiles lists the faults of all files together.

    `initiatives` are the ids a link may name; None where the catalogue itself cannot be read, and nothing is known.
    """
    faults: list[Fault] = []
    read: list[Series] = []
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
            _check_references(document, path.stem, indicator, names, initiatives)
            read.append(Series(indicator, _figures(root, indicator)))
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
    read.sort(key=lambda series: (_THEMES.index(series.indicator.theme), series.indicator.id))
    return Measures({series.indicator.id: series for series in read})


def _check_references(
    document: Document, stem: str, indicator: Indicator, names: set[str], initiatives: Collection[str] | None
) -> None:
    faults: list[tuple[Path, str, str]] = []
    if indicator.id != stem:
        faults.append((("id",), f"The id {indicator.id!r} is not the file's name.", f"{stem!r}."))
    for place, link in enumerate(indicator.links):
        if initiatives is not None and link.initiative not in initiatives:
            problem = f"There is no initiative {link.initiative!r}."
            faults.append((("links", place, "initiative"), problem, f"one of {', '.join(initiatives)}."))
    for place, conflict in enumerate(indicator.conflicts):
        if conflict.indicator is not None and conflict.indicator not in names - {stem}:
            problem = f"There is no other indicator {conflict.indicator!r}."
            faults.append(
                (("conflicts", place, "indicator"), problem, f"one of {', '.join(sorted(names - {stem}))}.")
            )
    if faults:
        raise FaultyFiles(
            [
                Fault(document.file, document.line_of(path), document.name_of(path), problem, accepted)
                for path, problem, accepted in faults
            ]
        )


def _figures(root: FilePath, indicator: Indicator) -> tuple[Observation, ...]:
    name = f"data/{indicator.id}.csv"
    dimensions = [dimension.id for dimension in indicator.dimensions]
    columns = ["period", *dimensions, "value", "n", "qualifier", "source", "confidence", "note_en", "note_nb"]
    faults: list[Fault] = []
    observations: list[Observation] = []
    seen: set[tuple[str, ...]] = set()
    for row in read_rows(root / name, root, columns, faults):
        key = (row.cells["period"], *(row.cells[dimension] for dimension in dimensions))
        if (*key, row.cells["source"]) in seen:
            problem = f"The figure for {' / '.join(filter(None, key))} stands twice."
            faults.append(Fault(name, row.line, "", problem, "one figure for each period, group and source."))
        seen.add((*key, row.cells["source"]))
        observation = _Cells(name, row, indicator, faults).observation(dimensions)
        if observation is not None:
            observations.append(observation)
    if not observations and not faults:
        faults.append(Fault(name, 0, "", "The file holds no figure.", "at least one line below the header."))
    if faults:
        raise FaultyFiles(faults)
    return tuple(observations)


class _Cells:
    """Turns the cells of one row into values, and notes a fault for each that is none."""

    def __init__(self, file: str, row: Row, indicator: Indicator, faults: list[Fault]) -> None:
        self._file, self._row, self._indicator, self._faults = file, row, indicator, faults

    def observation(self, dimensions: list[str]) -> Observation | None:
        before = len(self._faults)
        cells = self._row.cells
        period = self._period()
        group = {}
        for dimension in dimensions:
            if code := cells[dimension]:
                self._one_of(dimension, list(self._indicator.labels[dimension]))
                group[dimension] = code
        if not _NUMBER.fullmatch(cells["value"]):
            self._fault(
                "value",
                f"{quoted(cells['value'])} is no number.",
                "digits with a point for decimals, such as 56 or 5.5.",
            )
        elif self._indicator.unit is Unit.PERCENT and not 0 <= Decimal(cells["value"]) <= 100:
            self._fault("value", f"{cells['value']} per cent is no share.", "0 to 100.")
        if cells["n"] and not _COUNT.fullmatch(cells["n"]):
            self._fault("n", f"{quoted(cells['n'])} is no count.", "a whole number above zero, or blank.")
        if cells["qualifier"]:
            self._one_of("qualifier", list(Qualifier))
        self._one_of("source", list(self._indicator.source))
        self._one_of("confidence", list(Confidence))
        if bool(cells["note_en"]) != bool(cells["note_nb"]):
            self._fault(
                "note_en", "The note exists in one language.", "the note in both languages, or in neither."
            )
        if len(self._faults) > before or period is None:
            return None
        return Observation(
            period=period,
            group=group,
            value=Decimal(cells["value"]),
            n=int(cells["n"]) if cells["n"] else None,
            qualifier=Qualifier(cells["qualifier"]) if cells["qualifier"] else None,
            source=self._indicator.source[cells["source"]],
            confidence=Confidence(cells["confidence"]),
            note=LocalText(en=cells["note_en"], nb=cells["note_nb"]) if cells["note_en"] else None,
        )

    def _period(self) -> Period | None:
        try:
            return Period(self._row.cells["period"])
        except ValueError as error:
            problem, _, accepted = str(error).partition(" Accepted: ")
            self._fault("period", problem, accepted or "a period within 1900–2199.")
            return None

    def _one_of(self, column: str, accepted: list[str]) -> None:
        if self._row.cells[column] not in accepted:
            self._fault(
                column, f"{quoted(self._row.cells[column])} is not known.", f"one of {', '.join(accepted)}."
            )

    def _fault(self, column: str, problem: str, accepted: str) -> None:
        self._faults.append(Fault(self._file, self._row.line, column, problem, accepted))
