"""Everything that ships as files, read together."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from monitor.catalogue.strategy import Catalogue
from monitor.errors import Fault, FaultyFiles
from monitor.evidence.record import Evidence
from monitor.measures.observations import Measures
from monitor.sources.catalogue_file import FILE as CATALOGUE
from monitor.sources.catalogue_file import read_catalogue
from monitor.sources.indicator_files import read_measures
from monitor.sources.record_file import read_public_record
from monitor.sources.shipped_digests import shipped_digests

Read = TypeVar("Read")
Fingerprint = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Shipped:
    """What was promised, what public sources say, and what was measured.

    `digests` tell for each indicator its files from those of another version.
    """

    catalogue: Catalogue
    record: tuple[Evidence, ...]
    measures: Measures
    digests: Mapping[str, str]


def read_shipped(root: Path) -> Shipped:
    """Read all files; FaultyFiles lists the faults of all of them together.

    Where the catalogue cannot be read, the other files are still checked, but for what they say of its initiatives.
    """
    faults: list[Fault] = []
    catalogue = _read(lambda: read_catalogue(root), faults)
    initiatives = list(catalogue.initiative) if catalogue else None
    record = _read(lambda: read_public_record(root, initiatives), faults)
    goals = [goal.id for goal in catalogue.strategy.goals] if catalogue else None
    measures = _read(lambda: read_measures(root, initiatives, goals), faults)
    if catalogue is None or record is None or measures is None:
        raise FaultyFiles(faults)
    return Shipped(catalogue, record, measures, shipped_digests(root, measures.series))


def _read(read: Callable[[], Read], faults: list[Fault]) -> Read | None:
    try:
        return read()
    except FaultyFiles as error:
        faults.extend(error.faults)
        return None


def fingerprint(root: Path) -> Fingerprint:
    """Names, sizes and times of the files, so that a change is noticed without reading any of them."""
    stamps = []
    for folder, endings in (
        (root, (CATALOGUE,)),
        (root / "indicators", (".yaml",)),
        (root / "data", (".csv",)),
    ):
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.endswith(endings):
                        status = entry.stat()
                        stamps.append((entry.path, status.st_size, status.st_mtime_ns))
        except OSError:
            continue  # the reading itself says which folder is missing
    return tuple(sorted(stamps))
