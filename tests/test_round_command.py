"""export-round, as a person at a terminal meets it."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.__main__ import main
from monitor.settings import Settings
from monitor.storage.engine import open_engine
from monitor.storage.migrate import migrate
from monitor.storage.rounds import SqlRounds
from monitor.storage.status_log import SqlStatusLog
from tests.builders import a_report, a_round, a_step
from tests.documents.pdf_text import text

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round with one report in the embedded database."""
    engine = open_engine(f"sqlite:///{tmp_path / 'var' / 'monitor.db'}")
    migrate(engine)
    rounds = SqlRounds(engine)
    rounds.open(a_round(), opened_at=NOON)
    rounds.add(a_step(), recorded_at=NOON)
    SqlStatusLog(engine).append(a_report(comment="=1+1 æøå"), recorded_at=NOON)
    engine.dispose()
    settings = Settings(data_dir=tmp_path / "var")
    monkeypatch.setattr(Settings, "read", lambda: settings)
    return tmp_path


def test_it_writes_a_round_as_pdf_and_as_csv_in_norwegian_or_english(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf, sheet = folder / "round.pdf", folder / "round.CSV"
    assert main(["export-round", "spring", str(pdf)]) == 0
    assert main(["export-round", "spring", str(sheet), "--language", "en"]) == 0
    assert "Utdrag av rapporteringsrunden «Vårrunden 2018»" in text(pdf.read_bytes())
    assert "Extract of the reporting round “Vårrunden 2018”" in sheet.read_text(encoding="utf-8-sig")
    assert "'=1+1 æøå" in sheet.read_text(encoding="utf-8-sig")
    assert capsys.readouterr().out.splitlines()[0] == (
        f"Wrote 1 entry of the round spring to {pdf}. File it in the archive system; it is not the archive."
    )
    assert stat.S_IMODE(pdf.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["autumn", "a.pdf"], "There is no round 'autumn'; there is: spring."),
        (["spring", "a.docx"], "a.docx ends in neither .pdf nor .csv"),
        (["spring", "there.pdf"], "there.pdf cannot be written (File exists)"),
        (["spring", "nowhere/a.pdf"], "cannot be written (No such file or directory)"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence_and_leaves_no_file(
    folder: Path,
    arguments: list[str],
    told: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(folder)
    Path("there.pdf").write_text("letters", encoding="utf-8")
    assert main(["export-round", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert told in said.err
    assert len(said.err.splitlines()) == 1
    assert Path("there.pdf").read_text(encoding="utf-8") == "letters"
    assert sorted(path.name for path in folder.iterdir()) == ["there.pdf", "var"]


def test_it_makes_no_database(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "var" / "monitor.db").unlink()
    assert main(["export-round", "spring", str(folder / "a.pdf")]) == 2
    assert "There is no database" in capsys.readouterr().err
    assert not (folder / "var" / "monitor.db").exists()


def test_a_demonstration_is_marked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(data_dir=folder / "var", demo=True)
    monkeypatch.setattr(Settings, "read", lambda: settings)
    assert main(["migrate"]) == 0
    assert main(["export-round", "demonstration", str(folder / "a.pdf"), "--language", "en"]) == 0
    assert text((folder / "a.pdf").read_bytes()).startswith(
        "Demonstration: every report shown here is invented."
    )
