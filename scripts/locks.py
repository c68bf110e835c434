"""The lock files: read strictly, and held against what was asked for and what is installed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]

_PIN = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))?(?P<hashes>(?: --hash=sha256:[0-9a-f]{64})+)"
)


class BadLock(ValueError):
    """A line of a lock file that is not one version of one package with its hashes."""


@dataclass(frozen=True)
class Pin:
    """One package in a lock: its name in canonical form, its version, where it is wanted, SHA-256 of its files."""

    name: str
    version: str
    marker: str | None
    hashes: tuple[str, ...]

    @property
    def wanted_here(self) -> bool:
        """Whether this machine and this Python are among those the package is locked for."""
        return self.marker is None or Marker(self.marker).evaluate()


def read_lock(text: str, name: str) -> tuple[Pin, ...]:
    """Every pin of a lock file, in its order. Raises BadLock at a line without one exact version and a hash."""
    pins = []
    for line in _lines(text):
        found = _PIN.fullmatch(line)
        if not found:
            raise BadLock(f"{name}: not one exact version with its SHA-256 hashes: {line[:80]}")
        hashes = tuple(word.removeprefix("--hash=sha256:") for word in found["hashes"].split())
        pins.append(Pin(canonicalize_name(found["name"]), found["version"], found["marker"], hashes))
    return tuple(pins)


def read_wanted(text: str) -> tuple[Requirement, ...]:
    """What an .in file asks for by name, without its references to other files."""
    return tuple(Requirement(line) for line in _lines(text) if not line.startswith("-"))


def stale(wanted: tuple[Requirement, ...], pins: tuple[Pin, ...]) -> list[str]:
    """What the .in file asks for and its lock does not hold: an edit after which nobody ran `make lock`."""
    faults = []
    for asked in wanted:
        versions = [pin.version for pin in pins if pin.name == canonicalize_name(asked.name)]
        if not versions:
            faults.append(f"{asked.name} is asked for and not locked")
        elif not all(asked.specifier.contains(version, prereleases=True) for version in versions):
            faults.append(f"{asked} is asked for and {', '.join(versions)} is locked")
    return faults


def unlike_installed(wanted: tuple[Requirement, ...], pins: tuple[Pin, ...]) -> list[str]:
    """Where lock and installed packages differ: another version, a package that nothing needs, one that is not locked.

    Follows what each installed package says it needs, from what is asked for. Needs no network; what only other
    machines need is not seen.
    """
    locked = {pin.name: pin.version for pin in pins if pin.wanted_here}
    faults = []
    for name, version in locked.items():
        found = _installed(name)
        if found != version:
            faults.append(f"{name} {version} is locked and {found or 'nothing'} is installed")
    needed = set(_needed(wanted))
    faults += [f"{name} is needed and not locked" for name in sorted(needed - locked.keys())]
    faults += [f"{name} is locked and nothing needs it" for name in sorted(locked.keys() - needed)]
    return faults


def _lines(text: str) -> Iterator[str]:
    for line in text.replace("\\\n", " ").splitlines():
        words = " ".join(re.sub(r"(^|\s)#.*", "", line).split())
        if words:
            yield words


def _installed(name: str) -> str | None:
    try:
        return distribution(name).version
    except PackageNotFoundError:
        return None


def _needed(wanted: tuple[Requirement, ...]) -> Iterator[str]:
    waiting = list(wanted)
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        asked = waiting.pop()
        name, extras = canonicalize_name(asked.name), frozenset(asked.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        if asked.marker is not None and not asked.marker.evaluate():
            continue
        yield name
        if _installed(name) is None:
            continue
        for line in distribution(name).requires or ():
            further = Requirement(line)
            if further.marker is None or any(further.marker.evaluate({"extra": e}) for e in {"", *extras}):
                further.marker = None
                waiting.append(further)
