"""The page on the workflow says what the table says."""

from pathlib import Path

from monitor.reporting.diagram import as_markdown
from monitor.reporting.workflow import TABLE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "workflow.md"


def test_the_page_on_the_workflow_is_what_the_table_makes_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == as_markdown(), "run scripts/workflow"


def test_the_diagram_shows_every_move() -> None:
    drawn = [line.strip() for line in as_markdown().splitlines() if " --> " in line and ": " in line]
    assert drawn == [
        f"{state} --> {target}: {move.replace('_', ' ')}"
        for state, moves in TABLE.items()
        for move, target in moves.items()
    ]
