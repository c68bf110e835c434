"""bench/results.md keeps the sections of other measurements when one is written."""

from pathlib import Path

from bench.sections import write_section


def test_a_section_takes_the_place_of_the_one_before_and_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "results.md"
    write_section("First", ["one", "## not a section of its own"], path)
    write_section("Second", ["two"], path)
    write_section("First", ["three"], path)
    assert path.read_text(encoding="utf-8") == "# First\n\nthree\n\n# Second\n\ntwo\n"
