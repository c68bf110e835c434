"""Writes what the dashboard consists of into var/sbom/: a CycloneDX bill of materials, and its licences to read.

Looks at the installed packages that requirements.txt locks, and at what others made in static/. What a wheel holds
inside is told by the bill that comes with it, where one does; those are copied beside.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from scripts.licences import BUNDLED, Licence, licence_of
from scripts.locks import ROOT, Pin, read_lock, read_wanted

OUT = ROOT / "var" / "sbom"
PYTHON = ROOT / ".venv" / "bin" / "python"
NAME = "reintegration-strategy-monitor"


class Incomplete(Exception):
    """The bill would leave something out or would not be valid. The text says what."""


def main() -> int:
    """Writes the folder anew and says where; gives the exit code."""
    pins = read_lock((ROOT / "requirements.txt").read_text(encoding="utf-8"), "requirements.txt")
    site = next((ROOT / ".venv").glob("lib/python*/site-packages"))
    packages = {canonicalize_name(each.metadata["Name"]): each for each in distributions(path=[str(site)])}
    try:
        here = [pin for pin in pins if pin.wanted_here]
        licences = _licences(here, packages)
        bill = complete(_environment(), here, licences, _version())
        _validate(bill)
    except Incomplete as error:
        print(error, file=sys.stderr)
        return 1
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    (OUT / "sbom.cdx.json").write_text(json.dumps(bill, indent=2) + "\n", encoding="utf-8")
    rows = list(table(here, licences))
    (OUT / "licences.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    (OUT / "licences.md").write_text(_markdown(rows), encoding="utf-8")
    inside = sum(_copy_own_bills(packages[pin.name]) for pin in here)
    print(
        f"{len(rows)} parts and their licences, and {inside} bills from inside wheels: {OUT.relative_to(ROOT)}/"
    )
    return 0


def complete(
    bill: dict[str, Any], pins: Iterable[Pin], licences: dict[str, Licence], version: str
) -> dict[str, Any]:
    """The bill of an environment, cut down to what is locked, with hashes, licences in SPDX, fonts and the root."""
    locked = {pin.name: pin for pin in pins}
    parts = {canonicalize_name(part["name"]): part for part in bill["components"]}
    missing = [
        f"{pin.name} {pin.version}"
        for pin in locked.values()
        if parts.get(pin.name, {}).get("version") != pin.version
    ]
    if missing:
        raise Incomplete(f"Locked and not installed in .venv: {', '.join(missing)}. Run make setup.")
    kept = [_with_origin(parts[name], pin, licences[name]) for name, pin in sorted(locked.items())]
    refs = {part["bom-ref"] for part in kept}
    wanted = read_wanted((ROOT / "requirements.in").read_text(encoding="utf-8"))
    direct = {canonicalize_name(asked.name) for asked in wanted} & locked.keys()
    fonts = [_font(name) for name in sorted(BUNDLED)]
    root_needs = [parts[name]["bom-ref"] for name in sorted(direct)] + [font["bom-ref"] for font in fonts]
    needs = [
        {"ref": need["ref"], "dependsOn": sorted(set(need.get("dependsOn", ())) & refs)}
        for need in bill["dependencies"]
        if need["ref"] in refs
    ]
    root = {"bom-ref": "root", "type": "application", "name": NAME, "version": version}
    return {
        **bill,
        "metadata": {**bill["metadata"], "component": root},
        "components": kept + fonts,
        "dependencies": [{"ref": "root", "dependsOn": root_needs}, *needs],
    }


def table(pins: Iterable[Pin], licences: dict[str, Licence]) -> Iterable[dict[str, str]]:
    """One row for each package and each work in static/: its name, version, licence and how we know it."""
    for pin in sorted(pins, key=lambda each: each.name):
        licence = licences[pin.name]
        known = "declared by the package" if licence.declared else "read in its licence file"
        yield {"part": pin.name, "version": pin.version, "licence": licence.expression, "known": known}
    for work in sorted(set(BUNDLED.values()), key=lambda each: each.work):
        known = f"static/{work.licence_file}"
        yield {"part": work.work, "version": "", "licence": work.expression, "known": known}


def _licences(pins: Iterable[Pin], packages: dict[str, Distribution]) -> dict[str, Licence]:
    found = {pin.name: licence_of(packages[pin.name]) for pin in pins if pin.name in packages}
    unknown = [name for name, licence in found.items() if licence is None]
    if unknown:
        raise Incomplete(f"No licence is known for {', '.join(unknown)}: see scripts/licences.py.")
    return {name: licence for name, licence in found.items() if licence is not None}


def _environment() -> dict[str, Any]:
    """What cyclonedx-py says of .venv, development packages included. Its time is that of the last commit."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "bill.json")
        ran = subprocess.run(
            (
                *(sys.executable, "-m", "cyclonedx_py", "environment", str(PYTHON), "--output-reproducible"),
                *("-o", str(out)),
            ),
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "SOURCE_DATE_EPOCH": _git("log", "-1", "--format=%ct") or "0"},
        )
        if ran.returncode:
            raise Incomplete(f"cyclonedx-py could not look at .venv: {ran.stderr.strip()[-300:]}")
        bill: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return bill


def _with_origin(part: dict[str, Any], pin: Pin, licence: Licence) -> dict[str, Any]:
    hashes = [{"alg": "SHA-256", "content": each} for each in pin.hashes]
    files = {"type": "distribution", "url": part["purl"], "comment": "its locked files", "hashes": hashes}
    return {
        **part,
        "licenses": _spdx(licence.expression, "declared" if licence.declared else "concluded"),
        "externalReferences": [*part.get("externalReferences", ()), files],
    }


def _spdx(expression: str, acknowledgement: str) -> list[dict[str, Any]]:
    if " " in expression:
        return [{"expression": expression, "acknowledgement": acknowledgement}]
    return [{"license": {"id": expression, "acknowledgement": acknowledgement}}]


def _font(name: str) -> dict[str, Any]:
    digest = hashlib.sha256((ROOT / "static" / name).read_bytes()).hexdigest()
    return {
        "bom-ref": f"static/{name}",
        "type": "file",
        "name": f"static/{name}",
        "description": BUNDLED[name].work,
        "hashes": [{"alg": "SHA-256", "content": digest}],
        "licenses": _spdx(BUNDLED[name].expression, "declared"),
    }


def _validate(bill: dict[str, Any]) -> None:
    # Only .venv-audit has it; the tests read the rest of this file without.
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    version = SchemaVersion.from_version(bill["specVersion"])
    fault = JsonStrictValidator(version).validate_str(json.dumps(bill))
    if fault is not None:
        raise Incomplete(f"The bill is not valid CycloneDX: {str(fault)[:300]}")


def _copy_own_bills(package: Distribution) -> int:
    bills = [file for file in package.files or () if ".dist-info/sboms/" in file.as_posix()]
    folder = OUT / "inside" / canonicalize_name(package.metadata["Name"])
    for file in bills:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(str(file.locate()), folder / file.name)
    return len(bills)


def _markdown(rows: list[dict[str, str]]) -> str:
    lines = "".join(f"| {r['part']} | {r['version']} | {r['licence']} | {r['known']} |\n" for r in rows)
    return (
        f"# Licences of what {NAME} runs on, version {_version()}\n\n"
        "As installed on this machine. What a wheel holds inside is told by its bill in `inside/`, if it has one.\n\n"
        f"| Part | Version | Licence (SPDX) | How it is known |\n|---|---|---|---|\n{lines}"
    )


def _version() -> str:
    return _git("describe", "--always", "--dirty") or "unknown"


def _git(*words: str) -> str:
    ran = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return ran.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
