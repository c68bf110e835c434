"""The lock files of this project, and that an unsound or stale one would be noticed."""

import pytest
from packaging.requirements import Requirement

from scripts.locks import ROOT, BadLock, Pin, read_lock, read_wanted, stale, unlike_installed

INSTALLED = ("requirements", "requirements-dev")
LOCKS = (*INSTALLED, "requirements-audit")
HASH = "a" * 64


def pins_of(name: str) -> tuple[Pin, ...]:
    return read_lock((ROOT / f"{name}.txt").read_text(encoding="utf-8"), f"{name}.txt")


def wanted_of(name: str) -> tuple[Requirement, ...]:
    return read_wanted((ROOT / f"{name}.in").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_one_exact_version_and_a_hash(name: str):
    pins = pins_of(name)
    assert len(pins) > 30
    assert all(pin.hashes for pin in pins)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address(name: str):
    assert "://" not in (ROOT / f"{name}.txt").read_text(encoding="utf-8")


def test_the_locks_that_share_an_environment_agree_where_they_name_the_same_package():
    runtime, dev = ({(pin.name, pin.version) for pin in pins_of(name)} for name in INSTALLED)
    shared = {name for name, _ in runtime} & {name for name, _ in dev}
    assert shared
    assert {pin for pin in runtime if pin[0] in shared} == {pin for pin in dev if pin[0] in shared}


def test_no_lock_is_forgotten_here():
    assert sorted(file.stem for file in ROOT.glob("requirements*.txt")) == sorted(LOCKS)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_is_asked_for(name: str):
    assert stale(wanted_of(name), pins_of(name)) == []


@pytest.mark.parametrize("name", INSTALLED)
def test_a_lock_holds_what_is_installed_and_needed_and_nothing_else(name: str):
    assert unlike_installed(wanted_of(name), pins_of(name)) == []


@pytest.mark.parametrize(
    "line",
    [
        "anyio==4.16.0",
        f"anyio>=4.16.0 --hash=sha256:{HASH}",
        f"anyio --hash=sha256:{HASH}",
        "anyio==4.16.0 --hash=md5:" + "a" * 32,
        f"anyio==4.16.0 --hash=sha256:{HASH[1:]}",
        f"anyio @ https://example.org/anyio.whl --hash=sha256:{HASH}",
        "-e .",
        "--extra-index-url https://example.org/simple",
    ],
)
def test_a_line_without_exact_version_and_sha_256_is_refused(line: str):
    with pytest.raises(BadLock, match="not one exact version"):
        read_lock(f"pluggy==1.7.0 \\\n    --hash=sha256:{HASH}\n{line}\n", "a.txt")


def test_a_package_added_to_the_in_file_alone_is_noticed():
    wanted = (*wanted_of("requirements"), Requirement("left-pad"))
    assert stale(wanted, pins_of("requirements")) == ["left-pad is asked for and not locked"]


def test_a_version_changed_in_the_in_file_alone_is_noticed():
    wanted = (Requirement("plotly==1.*"),)
    assert stale(wanted, (Pin("plotly", "7.1.0", None, (HASH,)),)) == [
        "plotly==1.* is asked for and 7.1.0 is locked"
    ]


def test_a_package_taken_from_the_in_file_alone_is_noticed():
    wanted = tuple(asked for asked in wanted_of("requirements") if asked.name != "typst")
    assert unlike_installed(wanted, pins_of("requirements")) == ["typst is locked and nothing needs it"]


def test_a_package_that_comes_by_way_of_another_and_is_not_locked_is_noticed():
    pins = tuple(pin for pin in pins_of("requirements") if pin.name != "psycopg-binary")
    assert unlike_installed(wanted_of("requirements"), pins) == ["psycopg-binary is needed and not locked"]


def test_another_version_installed_than_locked_is_noticed():
    pins = [pin for pin in pins_of("requirements") if pin.name != "typst"]
    pins.append(Pin("typst", "0.0.1", None, (HASH,)))
    [fault] = unlike_installed(wanted_of("requirements"), tuple(pins))
    assert fault.startswith("typst 0.0.1 is locked and ")
