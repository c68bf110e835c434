"""Figures on persons that nobody has published come in with small counts; no page, file, answer or byte on the disk
holds them.

Every figure that came bears marks that stand nowhere else: its value to six decimals, its counts, a word in its note.
Whatever is hidden is then looked for everywhere, and what is shown is found with the same search.
"""

import argparse
import logging
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from monitor.commands import importing
from monitor.measures.editions import Edition
from monitor.measures.exports import Format, Wanted
from monitor.show.words import Words
from monitor.web.api.asked import HERE
from monitor.web.api.door import Api
from tests.pages.conftest import Dashboard, seen

ID = "work_after_release"
DEFINITION = """\
id: work_after_release
title: {en: "Work after release", nb: "Arbeid etter løslatelse"}
unit: percent
persons: unpublished
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
sources: [{id: register, title: "Register", seen: source}]
"""
PARTS = {
    **{("men", "north"): (3, 74_197), ("men", "south"): (21_569, 53_653), ("men", "west"): (31_393, 66_103)},
    **{
        ("women", "north"): (12_689, 43_411),
        ("women", "south"): (17_957, 38_707),
        ("women", "west"): (9_887, 28_019),
    },
}


@dataclass(frozen=True)
class Cell:
    """A figure as it came."""

    sex: str
    region: str
    numerator: int
    denominator: int

    @property
    def value(self) -> str:
        return f"{100 * self.numerator / self.denominator:.6f}"

    @property
    def note(self) -> str:
        return f"noted-{self.sex or 'all'}-{self.region or 'all'}-noted"

    @property
    def line(self) -> str:
        counts = f"{self.numerator},{self.denominator},{self.denominator}"
        return f"2019,{self.sex},{self.region},{self.value},{counts},{self.note}"

    def marks(self) -> Iterator[bytes]:
        """How it could stand somewhere: as text in several ways of writing numbers, and as numbers of eight bytes."""
        texts = [self.value, self.value.replace(".", ","), self.note]
        for count in (self.numerator, self.denominator):
            if count > 999:
                texts += [
                    str(count),
                    *(f"{count:,}".replace(",", sign) for sign in (",", " ", ".", "\xa0", "\u202f")),
                ]
                yield struct.pack("<d", float(count))
                yield struct.pack("<q", count)
        yield struct.pack("<d", float(self.value))
        yield from (text.encode() for text in texts)


def cells() -> list[Cell]:
    found = []
    for sex in ("", "men", "women"):
        for region in ("", "north", "south", "west"):
            those = [counts for (s, r), counts in PARTS.items() if sex in ("", s) and region in ("", r)]
            found.append(Cell(sex, region, sum(n for n, _ in those), sum(d for _, d in those)))
    return found


REFUSED = "2019,men,north,secret-refused-7741,5,9,9,secret-note-5512"


@dataclass(frozen=True)
class House:
    """A dashboard into which the figures came, by the command, and what it printed and logged meanwhile."""

    dashboard: Dashboard
    edition: Edition
    said: str

    @property
    def hidden(self) -> list[Cell]:
        table = self.dashboard.services.figures.whole(self.edition).to_pylist()
        gone = {(row["by:sex"] or "", row["by:region"] or "") for row in table if row["missing"] == "hidden"}
        return [cell for cell in cells() if (cell.sex, cell.region) in gone]

    @property
    def shown(self) -> list[Cell]:
        gone = self.hidden
        return [cell for cell in cells() if cell not in gone]


def bring(dashboard: Dashboard, folder: Path, lines: list[str], *more: str) -> None:
    header = "period,sex,region,value,numerator,denominator,n,note"
    (folder / f"{ID}.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    commands = argparse.ArgumentParser()
    importing.add_commands(commands.add_subparsers(dest="command"))
    report = folder / f"report{len(list(folder.iterdir()))}.csv"
    given = ["import", str(folder / f"{ID}.csv"), "--full", "--report", str(report), "--by", "kari", *more]
    assert importing.run(dashboard.settings, commands.parse_args(given)) == 0


def found_in(content: bytes, those: list[Cell]) -> set[tuple[str, str, bytes]]:
    return {(cell.sex, cell.region, mark) for cell in those for mark in cell.marks() if mark in content}


@pytest.fixture
def house(
    start: Callable[..., Dashboard],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> House:
    caplog.set_level(logging.DEBUG)
    dashboard = start()
    folder = tmp_path / "came"
    folder.mkdir()
    (folder / f"{ID}.yaml").write_text(DEFINITION, encoding="utf-8")
    bring(dashboard, folder, [REFUSED, *(cell.line for cell in cells())], "--accept")
    # The same once more with other notes, so that the report has something to compare; nothing of it is kept.
    bring(dashboard, folder, [cell.line.replace("-noted", "-noted-anew") for cell in cells()])
    printed = capsys.readouterr()
    reports = "".join(path.read_text(encoding="utf-8") for path in folder.glob("report*.csv"))
    said = printed.out + printed.err + caplog.text + reports
    edition = dashboard.services.editions.edition(ID, 1)
    assert edition is not None
    return House(dashboard, edition, said)


def test_some_figures_are_hidden_and_their_totals_are_not(house: House) -> None:
    hidden = {(cell.sex, cell.region) for cell in house.hidden}
    assert ("men", "north") in hidden
    assert 4 <= len(hidden) <= 5
    assert ("", "") not in hidden


def test_the_report_before_acceptance_the_log_and_the_command_line_do_not_hold_them(house: House) -> None:
    said = house.said.encode()
    assert found_in(said, house.shown)
    assert not found_in(said, house.hidden)
    assert b"secret-" not in said


def test_no_file_that_was_kept_holds_them(house: House) -> None:
    """Editions, their definitions, the database with its journal, and whatever else lies in the data folder."""
    seen = b""
    for path in sorted(house.dashboard.settings.data_dir.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            if path.suffix == ".parquet":
                content += (
                    repr(pq.read_table(path).to_pylist()).encode() + repr(pq.read_metadata(path)).encode()
                )
            assert not found_in(content, house.hidden), path
            assert b"secret-" not in content, path
            seen += content
    assert found_in(seen, house.shown)


def test_the_explorer_shows_a_colon_with_words_and_nothing_of_them(house: House) -> None:
    for lang, chart in product(("nb", "en"), ("dots", "lines", "panels")):
        query = {"id": ID, "chart": chart, "by[region]": ["north", "south", "west", ""]}
        app = house.dashboard.visit("explore", lang=lang, **query)
        content = repr(app._tree).encode() + seen(app).text.encode()
        assert found_in(content, house.shown), (lang, chart)
        assert not found_in(content, house.hidden), (lang, chart)
        assert Words(lang)("hidden to protect persons") in seen(app).text, (lang, chart)


def test_no_download_holds_them(house: House) -> None:
    for form, lang in product(Format, ("nb", "en")):
        check_download(house, form, lang)


def check_download(house: House, form: Format, lang: str) -> None:
    services = house.dashboard.services
    wanted = [Wanted(house.edition, "https://example.no")]
    content = b"".join(services.downloads.figures(form, wanted, Words(lang)))
    whole = content
    if zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            whole += b"".join(packed.read(name) for name in packed.namelist())
    if form is Format.PARQUET:
        table = pq.read_table(BytesIO(content))
        whole += repr(table.to_pylist()).encode() + repr(table.schema.metadata).encode()
    assert found_in(whole, house.shown)
    assert not found_in(whole, house.hidden)
    if form is not Format.PARQUET:
        assert Words(lang)("hidden to protect persons").encode() in whole


def test_the_interface_for_programs_says_that_they_are_hidden_and_nothing_of_them(house: House) -> None:
    api = Api(PlainTextResponse("not ours"), lambda: house.dashboard.services, public_url="", local=True)
    asking = TestClient(api, base_url="http://localhost", client=("127.0.0.1", 4711))
    content = b""
    for path in (
        "indicators",
        f"indicators/{ID}",
        f"indicators/{ID}/observations",
        f"indicators/{ID}/observations?by[sex]=men",
    ):
        answer = asking.get(f"{HERE}/{path}")
        assert answer.status_code == 200
        content += answer.content
    assert found_in(content, house.shown)
    assert not found_in(content, house.hidden)
    rows = asking.get(f"{HERE}/indicators/{ID}/observations").json()["data"]
    gone = [row for row in rows if row["missing"] == "hidden"]
    assert len(gone) == len(house.hidden)
    assert all(row["value"] is None and row["n"] is None and row["numerator"] is None for row in gone)
