"""Every package and every file of others bears a licence that was looked at and is allowed."""

from importlib.metadata import distribution

import pytest

from scripts.licences import BUNDLED, READ_BY_HAND, Verdict, declared, licence_of, verdict
from scripts.locks import ROOT, read_lock

OWN = {"favicon.svg", "page.js", "pictures.js"}
"""What was made for this project and lies in static/."""


def installed() -> list[str]:
    """The packages of both locks that this machine installs."""
    names = {
        pin.name
        for lock in ("requirements.txt", "requirements-dev.txt")
        for pin in read_lock((ROOT / lock).read_text(encoding="utf-8"), lock)
        if pin.wanted_here
    }
    return sorted(names)


@pytest.mark.parametrize("name", installed())
def test_a_package_bears_a_licence_that_is_allowed(name: str):
    licence = licence_of(distribution(name))
    assert licence is not None, f"{name} says no licence: read its licence file, then scripts/licences.py"
    assert verdict(licence.expression) is Verdict.ALLOWED, f"{name}: {licence.expression}"


def test_only_packages_that_do_not_say_it_themselves_are_read_by_hand():
    silent = {name for name in installed() if declared(distribution(name)) is None}
    assert silent == set(READ_BY_HAND) & set(installed())


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("MIT", Verdict.ALLOWED),
        ("LGPL-3.0-only", Verdict.ALLOWED),
        ("GPL-3.0-or-later", Verdict.REFUSED),
        ("AGPL-3.0-only", Verdict.REFUSED),
        ("SSPL-1.0", Verdict.REFUSED),
        ("CC-BY-NC-4.0", Verdict.REFUSED),
        ("LicenseRef-Proprietary", Verdict.UNDECIDED),
        ("MIT OR GPL-2.0-only", Verdict.ALLOWED),
        ("MIT AND GPL-2.0-only", Verdict.REFUSED),
        ("MIT AND (GPL-2.0-only OR Apache-2.0)", Verdict.ALLOWED),
        ("(MIT OR Apache-2.0) AND AGPL-3.0-only", Verdict.REFUSED),
        ("GPL-2.0-only OR MIT AND Zlib", Verdict.ALLOWED),
        ("GPL-2.0-only WITH Classpath-exception-2.0", Verdict.UNDECIDED),
        ("Apache-2.0 WITH LLVM-exception OR MIT", Verdict.ALLOWED),
    ],
)
def test_one_of_two_licences_is_enough_and_two_that_both_apply_have_to_be_allowed(
    expression: str, expected: Verdict
):
    assert verdict(expression) is expected


def test_every_file_sent_to_readers_is_our_own_or_has_its_licence_beside_it():
    licence_files = {each.licence_file for each in BUNDLED.values()}
    assert {file.name for file in (ROOT / "static").iterdir()} == OWN | set(BUNDLED) | licence_files
    assert all(verdict(each.expression) is Verdict.ALLOWED for each in BUNDLED.values())


def test_the_licence_beside_the_font_is_the_fonts():
    words = (ROOT / "static" / "inter-OFL.txt").read_text(encoding="utf-8")
    assert "The Inter Project Authors" in words
    assert "SIL OPEN FONT LICENSE Version 1.1" in words
