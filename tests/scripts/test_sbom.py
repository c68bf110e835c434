"""The bill of materials: what is locked for running, with hashes and licences, and nothing of the tests."""

from importlib.metadata import distribution
from typing import Any

import pytest

from scripts.licences import Licence, licence_of
from scripts.locks import ROOT, Pin, read_lock
from scripts.sbom import Incomplete, complete, table

PINS = tuple(
    pin
    for pin in read_lock((ROOT / "requirements.txt").read_text(encoding="utf-8"), "requirements.txt")
    if pin.wanted_here
)
LICENCES: dict[str, Licence] = {
    pin.name: licence for pin in PINS if (licence := licence_of(distribution(pin.name))) is not None
}


def environment(*further: str, without: str = "") -> dict[str, Any]:
    """What cyclonedx-py says of an environment with the locked packages and further ones."""
    names = [pin.name for pin in PINS if pin.name != without]
    parts = [{"name": name, "version": distribution(name).version} for name in (*names, *further)]
    for part in parts:
        part |= {"bom-ref": f"{part['name']}-ref", "purl": f"pkg:pypi/{part['name']}@{part['version']}"}
    needs = [{"ref": "anyio-ref", "dependsOn": ["idna-ref", "pytest-ref"]}, {"ref": "pytest-ref"}]
    return {"metadata": {"tools": {}}, "components": parts, "dependencies": needs, "specVersion": "1.6"}


def test_the_bill_holds_every_runtime_package_and_the_fonts_and_no_package_of_the_tests():
    bill = complete(environment("pytest"), PINS, LICENCES, "1")
    names = {part["name"] for part in bill["components"]}
    assert {pin.name for pin in PINS} < names
    assert names - {pin.name for pin in PINS} == {
        "static/inter-latin-ext-wght-normal.woff2",
        "static/inter-latin-wght-normal.woff2",
    }
    assert {"ref": "anyio-ref", "dependsOn": ["idna-ref"]} in bill["dependencies"]
    assert not any(need["ref"] == "pytest-ref" for need in bill["dependencies"])


def test_each_part_says_its_licence_and_the_hashes_of_its_files():
    bill = complete(environment(), PINS, LICENCES, "1")
    parts = {part["name"]: part for part in bill["components"]}
    assert parts["anyio"]["licenses"] == [{"license": {"id": "MIT", "acknowledgement": "declared"}}]
    assert parts["altair"]["licenses"] == [
        {"license": {"id": "BSD-3-Clause", "acknowledgement": "concluded"}}
    ]
    assert parts["cryptography"]["licenses"][0]["expression"] == "Apache-2.0 OR BSD-3-Clause"
    pin = next(pin for pin in PINS if pin.name == "anyio")
    hashes = parts["anyio"]["externalReferences"][-1]["hashes"]
    assert hashes == [{"alg": "SHA-256", "content": each} for each in pin.hashes]
    assert all(part["licenses"] for part in bill["components"])


def test_the_dashboard_stands_at_the_root_and_needs_what_is_asked_for():
    bill = complete(environment(), PINS, LICENCES, "abc1234")
    assert bill["metadata"]["component"]["version"] == "abc1234"
    root = next(need for need in bill["dependencies"] if need["ref"] == "root")
    assert "streamlit-ref" in root["dependsOn"]
    assert "idna-ref" not in root["dependsOn"]


def test_a_bill_that_would_leave_out_a_locked_package_is_refused():
    with pytest.raises(Incomplete, match=r"Locked and not installed in \.venv: typst "):
        complete(environment(without="typst"), PINS, LICENCES, "1")


def test_a_bill_of_another_version_than_the_locked_one_is_refused():
    pins = [*(pin for pin in PINS if pin.name != "typst"), Pin("typst", "0.0.1", None, ("a" * 64,))]
    with pytest.raises(Incomplete, match=r"typst 0\.0\.1"):
        complete(environment(), pins, LICENCES, "1")


def test_the_table_has_a_row_for_each_package_and_one_for_the_font():
    rows = list(table(PINS, LICENCES))
    assert len(rows) == len(PINS) + 1
    assert rows[-1] == {"part": "Inter", "version": "", "licence": "OFL-1.1", "known": "static/inter-OFL.txt"}
