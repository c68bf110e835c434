"""Reads `initiatives.yaml`."""

from pathlib import Path

from monitor.catalogue.checks import mismatches
from monitor.catalogue.strategy import Catalogue
from monitor.errors import Fault, FaultyFiles
from monitor.sources.shapes import shaped
from monitor.sources.yaml_door import read_yaml

FILE = "initiatives.yaml"


def read_catalogue(root: Path) -> Catalogue:
    """The catalogue of the project at `root`; FaultyFiles lists every fault in it."""
    document = read_yaml(root / FILE, root)
    catalogue = shaped(document, Catalogue)
    faults = [
        Fault(FILE, document.line_of(entry.path), document.name_of(entry.path), entry.problem, entry.accepted)
        for entry in mismatches(catalogue)
    ]
    if faults:
        raise FaultyFiles(faults)
    return catalogue
