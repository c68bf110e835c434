"""Unpublished figures on persons are imported twice over: once as they are, and once with other counts in the cells
that get hidden, so that every sum that is shown stays the same. Whatever the program serves then has to be the very
same, byte by byte: no page, chart, file, tag, digest, order, report or list of changes may depend on what is hidden.

The control is the same walk with nothing hidden: nearly every door then tells the two apart.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from monitor import wiring
from tests.pages import served
from tests.pages.conftest import NOON, Dashboard

ID, THEME, INITIATIVE = "employed_after_release", "work_education", "3.3"
DEFINITION = """\
id: employed_after_release
theme: work_education
title: {en: "Work after release", nb: "Arbeid etter løslatelse"}
unit: percent
direction: up_is_good
period_kind: calendar_year
collection: register
persons: WHETHER
shown_as: lines
dimensions:
  - id: sex
    title: {en: Sex, nb: Kjønn}
    codes: [{code: men, label: {en: Men, nb: Menn}}, {code: women, label: {en: Women, nb: Kvinner}}]
  - id: region
    title: {en: Region, nb: Region}
    codes:
      - {code: north, label: {en: North, nb: Nord}}
      - {code: south, label: {en: South, nb: Sør}}
      - {code: west, label: {en: West, nb: Vest}}
sources: [{id: register, title: "Register", year: 2021, seen: source}]
targets: [{value: 40, period: "2030"}]
links:
  - {initiative: "3.3", state: proposed, reason: {en: Work, nb: Arbeid}}
"""
SEXES, REGIONS = ("men", "women"), ("north", "south", "west")
Counts = Mapping[tuple[str, str, str], tuple[int, int]]
"""Those at work and those asked, by year, sex and region."""

TRUE: dict[tuple[str, str, str], tuple[int, int]] = {
    ("2019", "men", "north"): (3, 74_197),
    ("2019", "men", "south"): (21_569, 53_653),
    ("2019", "men", "west"): (31_393, 66_103),
    ("2019", "women", "north"): (12_689, 43_411),
    ("2019", "women", "south"): (17_957, 38_707),
    ("2019", "women", "west"): (17_956, 28_019),
    ("2020", "men", "north"): (41_231, 72_307),
    ("2020", "men", "south"): (23_743, 51_637),
    ("2020", "men", "west"): (28_411, 64_091),
    ("2020", "women", "north"): (14_087, 46_199),
    ("2020", "women", "south"): (19_469, 36_787),
    ("2020", "women", "west"): (2, 26_371),
}


def moved(counts: Counts, by: int) -> Counts:
    """Other counts in the four cells of each year that are hidden; every sum over sexes and regions stays.

    One step, and what is hidden of women in the south is no longer more than what is shown of women in the west.
    """
    found = dict(counts)
    for year, other, signs in (("2019", "south", 1), ("2020", "west", -1)):
        for sex, region, sign in (
            ("men", "north", 1),
            ("women", "north", -1),
            ("men", other, -1),
            ("women", other, 1),
        ):
            at_work, asked = found[year, sex, region]
            found[year, sex, region] = (at_work - by * sign * signs, asked)
    return found


def table(counts: Counts, *, last_first: bool = False, note: str = "") -> str:
    """The figures with all totals, sorted by how large they are, as somebody exports them who looks at the largest."""
    rows = []
    for year in ("2019", "2020"):
        for sex in ("", *SEXES):
            for region in ("", *REGIONS):
                those = [
                    told
                    for (y, s, r), told in counts.items()
                    if y == year and sex in ("", s) and region in ("", r)
                ]
                at_work, asked = sum(told[0] for told in those), sum(told[1] for told in those)
                said = f"noted-{year}-{sex or 'all'}-{region or 'all'}{note}"
                rows.append(
                    (at_work, f"{year},{sex},{region},{100 * at_work / asked:.6f},{at_work},{asked},{said}")
                )
    rows.sort(reverse=last_first)
    return (
        "\n".join(["period,sex,region,value,numerator,denominator,note", *(line for _size, line in rows)])
        + "\n"
    )


@dataclass(frozen=True)
class Walk:
    """What each door gave, by its name."""

    doors: Mapping[str, bytes]
    hidden: frozenset[tuple[str, str, str]]
    dashboard: Dashboard


@pytest.fixture
def walk(
    start: Callable[..., Dashboard],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> Callable[[str, str, Counts, Counts], Walk]:
    """Import counts, then others as a revision, and walk through every door."""
    caplog.set_level(logging.DEBUG)
    # What is served says when an edition was accepted.
    monkeypatch.setattr(wiring, "opened_services", partial(wiring.opened_services, clock=lambda: NOON))

    def go(name: str, persons: str, first: Counts, second: Counts) -> Walk:
        dashboard = start(data_dir=tmp_path / name / "data")
        folder = tmp_path / name / "came"
        definition = {f"{ID}.yaml": DEFINITION.replace("WHETHER", persons)}
        caplog.clear()
        capsys.readouterr()
        refused = "2019,men,north,secret-7741,5,9,secret-5512\n"
        served.bring(
            dashboard, folder, f"{ID}.csv", definition | {f"{ID}.csv": table(first) + refused}, "--accept"
        )
        # A note of the whole is new, so that there is a third edition; the hidden cells have other counts in it.
        anew = table(second, last_first=True).replace("noted-2019-all-all", "noted-2019-anew")
        served.bring(dashboard, folder, f"{ID}.csv", {f"{ID}.csv": anew}, "--accept")
        printed = capsys.readouterr()
        said = [record.getMessage() for record in caplog.records if record.name.startswith("monitor")]
        told = "\n".join([printed.out, printed.err, *said]).replace(str(tmp_path / name), "…")
        doors = {"the command line and the log": told.encode()}
        doors |= dict(served.pages(dashboard, ID, THEME, INITIATIVE))
        proposed = table(second).replace("noted-", "noted-anew-")
        doors |= served.report_on_the_page(dashboard, definition | {f"{ID}.csv": proposed})
        doors |= served.interface(dashboard, ID)
        doors |= served.downloads(dashboard, ID)
        doors |= served.editions_on_disk(dashboard)
        doors |= {f"report {path.name}": path.read_bytes() for path in sorted(folder.glob("report*.csv"))}
        for edition in dashboard.services.editions.editions(ID):
            doors[f"what is kept of edition {edition.number}"] = repr(edition).encode()
        edition = dashboard.services.editions.edition(ID, 2)
        assert edition is not None
        rows = dashboard.services.figures.whole(edition).to_pylist()
        gone = {
            (r["period"], r["by:sex"] or "", r["by:region"] or "") for r in rows if r["missing"] == "hidden"
        }
        return Walk(doors, frozenset(gone), dashboard)

    return go


def different(this: Walk, that: Walk) -> dict[str, tuple[bytes, bytes]]:
    """The doors that tell the two apart, each with where it begins to."""
    found = {}
    for name in sorted(this.doors.keys() | that.doors.keys()):
        first, second = this.doors.get(name, b""), that.doors.get(name, b"")
        if first != second:
            pairs = enumerate(zip(first, second, strict=False))
            at = next((place for place, (one, other) in pairs if one != other), min(len(first), len(second)))
            found[name] = (first[max(0, at - 80) : at + 80], second[max(0, at - 80) : at + 80])
    return found


def test_no_door_depends_on_what_is_hidden(walk: Callable[..., Walk]) -> None:
    true = walk("true", "unpublished", TRUE, moved(TRUE, 1))
    other = walk("other", "unpublished", moved(TRUE, 2), TRUE)
    assert true.hidden == other.hidden
    assert len(true.hidden) == 8
    assert different(true, other) == {}


def test_with_nothing_hidden_the_same_doors_do_tell_the_counts(walk: Callable[..., Walk]) -> None:
    """The control: where the figures are said to be published, 21,569 of 53,653 is shown in each of these places."""
    shown = walk("shown", "published", TRUE, TRUE)
    assert not shown.hidden
    marks = [b"40.200921", b"40,200921", b"noted-2019-men-south", b"noted-anew-2019-men-south"]
    telling = {name for name, content in shown.doors.items() if any(mark in content for mark in marks)}
    for kind, doors in (
        ("explore", 6),
        ("indicators {'id'", 2),
        ("imports", 2),
        ("GET indicators", 3),
        ("csv", 4),
        ("xlsx", 4),
        ("parquet", 4),
        ("json_stat", 4),
        ("package", 4),
        ("CSV beside", 1),
        ("Excel beside", 1),
        ("the command line", 1),
    ):
        assert len([name for name in telling if name.lstrip("0123456789 ").startswith(kind)]) >= doors, kind
