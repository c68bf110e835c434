"""`python -m monitor import`, `import-table` and `editions`: the report first, editions once it is accepted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.__main__ import main
from monitor.measures.editions import Counts
from monitor.settings import Settings
from monitor.wiring import OPERATOR, Services, open_services
from tests.sources.conftest import FIGURES, a_project
from tests.sources.pxweb.bank import Bank, running
from tests.sources.pxweb.conftest import a_table

CHANGED = FIGURES.replace("own,56,463", "own,57,463").replace("none,24.0", "none,many")


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Services:
    """A small project whose database is there, as the commands find it."""
    root = a_project(tmp_path).root
    settings = Settings(root=root, data_dir=tmp_path / "var")
    monkeypatch.setattr(Settings, "read", lambda *_: settings)
    return open_services(settings).asked_by(OPERATOR)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "housing.csv"
    path.write_text(CHANGED, encoding="utf-8")
    return path


def numbers(services: Services, indicator: str = "housing") -> list[int]:
    return [edition.number for edition in services.editions.editions(indicator)]


def test_the_report_is_printed_and_nothing_is_written(
    services: Services, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(table)]) == 0
    told = capsys.readouterr().out
    assert "housing.csv: 1 indicator, 0 of them new, 1 changed, 0 unchanged." in told
    assert "~ 2014 / answer=own / ssb: 56 → 57" in told
    assert "Refused rows (1):\n  housing.csv:3 [value]: 'many' is no number." in told
    assert "Nothing was kept. Accept it with --accept." in told
    assert numbers(services) == [1]


def test_accepted_it_is_one_edition_with_who_and_when(
    services: Services, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(table), "--accept", "--by", "kari", "--label", "June"]) == 0
    assert "Kept edition 2 of housing, accepted by kari at " in capsys.readouterr().out
    latest = services.editions.editions("housing")[0]
    assert (latest.by, latest.label) == ("kari", "June")
    assert latest.counts == Counts(changed=1, removed=1, refused=1)
    assert main(["import", str(table), "--accept"]) == 0
    assert "Nothing of it is new; nothing was kept." in capsys.readouterr().out
    assert numbers(services) == [2, 1]


def test_without_a_name_it_is_the_user_of_the_operating_system(
    services: Services, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "ola")
    assert main(["import", str(table), "--accept"]) == 0
    assert services.editions.editions("housing")[0].by == "ola"


def test_strictly_a_refused_row_keeps_all_of_it_out(services: Services, table: Path) -> None:
    assert main(["import", str(table), "--accept", "--strict"]) == 1
    assert numbers(services) == [1]


@pytest.mark.parametrize(("said", "kept"), [("y", [2, 1]), ("", [1]), ("no", [1])])
def test_at_a_terminal_it_is_asked_for(
    services: Services, table: Path, monkeypatch: pytest.MonkeyPatch, said: str, kept: list[int]
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _question: said)
    assert main(["import", str(table)]) == 0
    assert numbers(services) == kept


def test_what_cannot_be_read_is_refused_in_one_sentence(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(tmp_path / "none.csv")]) == 2
    assert "cannot be opened" in capsys.readouterr().err


@pytest.mark.parametrize(
    "rows", ["", "2014,own,many,\n2014,none,few,\n"], ids=["a header alone", "no row that fits"]
)
def test_a_table_without_a_figure_takes_nothing_away(
    services: Services, tmp_path: Path, rows: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "housing.csv"
    path.write_text("period,answer,value,n\n" + rows, encoding="utf-8")
    assert main(["import", str(path), "--accept"]) == 2
    printed = capsys.readouterr()
    assert "There is no figure in the file that can be read." in printed.out
    assert "0 removed" in printed.out
    assert "No figure of it could be read; nothing was kept." in printed.err
    assert numbers(services) == [1]


def test_the_whole_report_can_be_written_to_a_file(services: Services, table: Path, tmp_path: Path) -> None:
    assert main(["import", str(table), "--report", str(tmp_path / "report.csv")]) == 0
    lines = (tmp_path / "report.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1] == "housing,changed,2014,answer=own,ssb,value,56,57,,,,,"
    why = "housing.csv,3,value,'many' is no number.,"
    assert lines[2].startswith(f"housing,removed,2014,answer=none,,value,24,,{why}")
    assert lines[3].startswith("housing,refused,,,,,,,housing.csv,3,value,'many' is no number.,")


def test_two_hundred_indicators_are_told_in_a_few_lines(
    services: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sdg" / "data").mkdir(parents=True)
    for number in range(1, 202):
        file = tmp_path / "sdg" / "data" / f"indicator_1-{number}-1.csv"
        file.write_text("Year,Value\n2015,1\n", encoding="utf-8")
    assert main(["import", str(tmp_path / "sdg"), "--accept"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("sdg: 201 indicators, 201 of them new")
    assert "  … and 171 more" in told
    assert len(told) < 60
    assert told[-1].startswith("Kept 201 editions")


def test_editions_are_listed(services: Services, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["editions", "housing"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.split("\t")[:2] == ["housing", "1"]
    assert line.split("\t")[3:5] == ["program", "shipped"]
    assert main(["editions", "nothing"]) == 2


@pytest.fixture
def bank(services: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bank]:
    table = a_table()
    with running(Bank({table.id: table})) as bank:
        settings = services.settings
        allowed = Settings(root=settings.root, data_dir=settings.data_dir, data_hosts=frozenset({bank.host}))
        monkeypatch.setattr(Settings, "read", lambda *_: allowed)
        yield bank


def asked(bank: Bank, *more: str) -> list[str]:
    return ["import-table", "10000", "--base", bank.address, "--language", "en", *more]


def test_a_table_is_described_before_anything_is_selected(
    bank: Bank, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(asked(bank)) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:3] == [
        "10000: Inmates, by sex, contents and year",
        "Kjonn: sex (may be left out, 3 codes)",
        "    0  Both sexes",
    ]
    assert "Tid: year (time, 10 codes)" in told
    assert bank.questions == []


def test_what_is_selected_is_asked_for_and_kept_with_the_question(
    bank: Bank, services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    select = ("--select", "Kjonn=0,1", "--select", "ContentsCode=*", "--select", "Tid=from:2023")
    assert main(asked(bank, "--indicator", "inmates", *select, "--total", "Kjonn=0", "--accept")) == 0
    assert "8 figures are asked for." in capsys.readouterr().err
    (edition,) = services.editions.editions("inmates")
    assert edition.asked["selected"] == {"ContentsCode": ["*"], "Kjonn": ["0", "1"], "Tid": ["from(2023)"]}
    assert services.editions.answers(edition) is not None
    assert bank.questions[0]["Tid"] == ["2023", "2024"]
    assert main(asked(bank, "--indicator", "inmates", *select, "--total", "Kjonn=0", "--accept")) == 0
    assert numbers(services, "inmates") == [1]


def test_a_request_can_be_kept_as_a_file(bank: Bank, services: Services, tmp_path: Path) -> None:
    request = tmp_path / "inmates.yaml"
    request.write_text(
        f"indicator: inmates\nbase: {bank.address}\ntable: '10000'\nlanguage: en\n"
        "select: {Kjonn: ['0'], ContentsCode: [Personer], Tid: ['top(2)']}\n",
        encoding="utf-8",
    )
    assert main(["import-table", str(request), "--accept"]) == 0
    assert services.editions.editions("inmates")[0].counts.new == 2
    request.write_text("indicator: inmates\ncolour: red\n", encoding="utf-8")
    assert main(["import-table", str(request)]) == 1


def test_no_other_host_is_asked(services: Services, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import-table", "09425"]) == 2
    assert "DATA_HOSTS" in capsys.readouterr().err


def test_a_selection_that_says_nothing_is_refused(bank: Bank, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(asked(bank, "--indicator", "inmates", "--select", "Tid")) == 2
    assert "'Tid' selects nothing" in capsys.readouterr().err
    assert main(asked(bank, "--select", "Tid=*")) == 2
    assert "--indicator" in capsys.readouterr().err


def test_a_figure_whose_row_is_refused_is_not_simply_removed(
    services: Services, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(table), "--full"]) == 0
    assert "- 2014 / answer=none: 24 (the row for it was refused, line 3)" in capsys.readouterr().out
