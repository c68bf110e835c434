"""Asks an index of advisories for known faults in every package that is locked, for every platform.

Ends with 0 (no known fault), 1 (known faults) or 3 (could not be asked). That nobody could be asked is never told as
"no known fault": a package known to have faults is asked for among the others, and its faults have to come back.
The index is PyPI's, else OSV's. pip-audit reads PIP_AUDIT_OSV_URL, for an index of your own that speaks as OSV does.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from scripts.locks import ROOT, Pin, read_lock

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-audit.txt")
SERVICES = ("pypi", "osv")
KNOWN_FAULTY = ("django", "1.11")
"""A package that no lock holds and that is known to have many faults."""

Ask = Callable[[str, str], "str | CouldNotAsk"]
"""Asks a service for the packages of a requirements file (its text); gives pip-audit's JSON."""


@dataclass(frozen=True)
class CouldNotAsk:
    """Why a service gave no answer that can be relied on."""

    why: str


@dataclass(frozen=True)
class Fault:
    """One advisory that a locked package falls under."""

    package: str
    version: str
    advisory: str
    fixed_in: tuple[str, ...]


def batches(pins: Iterable[Pin]) -> list[str]:
    """Requirements files that together name every version of every package, each package once in a file."""
    files: list[dict[str, str]] = [{}]
    for name, version in sorted({(pin.name, pin.version) for pin in pins}):
        if not any(file.get(name) == version for file in files):
            room = next((file for file in files if name not in file), None)
            if room is None:
                files.append(room := {})
            room[name] = version
    faulty, version = KNOWN_FAULTY
    return ["".join(f"{n}=={v}\n" for n, v in {**file, faulty: version}.items()) for file in files]


def read_answer(asked: str, answer: str) -> "list[Fault] | CouldNotAsk":
    """The faults in pip-audit's JSON; CouldNotAsk where it lacks a package or does not know the one with faults."""
    try:
        entries = {entry["name"]: entry for entry in json.loads(answer)["dependencies"]}
        left_out = [
            line
            for line in asked.split()
            if entries.get(line.split("==")[0], {}).get("version") != line.split("==")[1]
        ]
        faulty = entries.pop(KNOWN_FAULTY[0], {}).get("vulns")
        faults = [
            Fault(name, entry["version"], advisory["id"], tuple(advisory["fix_versions"]))
            for name, entry in entries.items()
            for advisory in entry.get("vulns", ())
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return CouldNotAsk("its answer could not be read")
    if left_out:
        return CouldNotAsk(f"its answer leaves out {', '.join(left_out)}")
    if not faulty:
        return CouldNotAsk(
            f"it knows no fault of {'=='.join(KNOWN_FAULTY)}, which has many: it holds no advisories"
        )
    return faults


def look(pins: Iterable[Pin], ask: Ask) -> "tuple[str, list[Fault]] | list[str]":
    """The service that answered and the faults it knows; or, for every service, why it could not be asked."""
    files = batches(pins)
    refusals = []
    for service in SERVICES:
        faults: list[Fault] = []
        for file in files:
            answer = ask(service, file)
            found = answer if isinstance(answer, CouldNotAsk) else read_answer(file, answer)
            if isinstance(found, CouldNotAsk):
                refusals.append(f"{service}: {found.why}")
                break
            faults += found
        else:
            return service, faults
    return refusals


def pip_audit(service: str, asked: str) -> "str | CouldNotAsk":
    """Runs pip-audit of this environment, strictly: it stops at the first package that it gets no answer for."""
    with tempfile.TemporaryDirectory() as folder:
        wanted, answer = Path(folder, "asked.txt"), Path(folder, "answer.json")
        wanted.write_text(asked, encoding="utf-8")
        ran = subprocess.run(
            (
                *(sys.executable, "-m", "pip_audit", "--strict", "--disable-pip", "--no-deps", "-s", service),
                *("--progress-spinner", "off", "-f", "json", "-o", str(answer), "-r", str(wanted)),
            ),
            capture_output=True,
            text=True,
            check=False,
        )
        if answer.exists() and ran.returncode in (0, 1):
            return answer.read_text(encoding="utf-8")
    lines = [line for line in ran.stderr.splitlines() if line.strip()]
    return CouldNotAsk(lines[-1][:300] if lines else f"pip-audit ended with {ran.returncode}")


def main(ask: Ask = pip_audit) -> int:
    """Prints what was found, or that nobody could be asked; gives the exit code."""
    pins = [pin for lock in LOCKS for pin in read_lock((ROOT / lock).read_text(encoding="utf-8"), lock)]
    found = look(pins, ask)
    if isinstance(found, list):
        print("No index of advisories could be asked, so nothing is known about faults in the packages:")
        print("\n".join(f"  {line}" for line in found))
        return 3
    service, faults = found
    count = len({(pin.name, pin.version) for pin in pins})
    if not faults:
        print(f"No known fault in {count} locked packages, as {service} has it.")
        return 0
    print(f"Known faults in the {count} locked packages, as {service} has it:")
    for fault in sorted(faults, key=lambda each: (each.package, each.advisory)):
        mended = f"mended in {', '.join(fault.fixed_in)}" if fault.fixed_in else "not mended in any version"
        print(f"  {fault.package} {fault.version}: {fault.advisory}, {mended}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
