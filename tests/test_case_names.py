"""A case without a readable, lasting name is refused in one sentence when the tests are collected."""

import subprocess
import sys
from pathlib import Path

import pytest

from monitor.settings import ROOT

COLLECT = [sys.executable, "-m", "pytest", "-p", "tests.case_names", "-p", "no:cacheprovider", "-q"]


def collected(folder: Path, values: str) -> subprocess.CompletedProcess[str]:
    """What pytest says of a test with these cases."""
    (folder / "test_it.py").write_text(
        f"import pytest\n@pytest.mark.parametrize('case', {values})\ndef test_it(case): ...\n",
        encoding="utf-8",
    )
    return subprocess.run(
        [*COLLECT, "--collect-only", "--rootdir", folder, folder / "test_it.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            "[b'PK\\x03\\x04']",
            "A case has bytes as 'case' (b'PK\\x03\\x04' …), which may be others in every run; name it,",
        ),
        ("[1], ids=['x' * 201]", "which is 201 signs or another name in every run; name it in a few words"),
        ("[1], ids=[repr(object())]", "another name in every run; name it in a few words"),
    ],
    ids=["bytes", "a long text", "an address in memory"],
)
def test_a_case_that_has_to_be_named_is_refused_in_one_sentence(tmp_path: Path, values: str, said: str):
    done = collected(tmp_path, values)
    assert done.returncode != 0
    assert said in done.stdout
    assert "Traceback" not in done.stdout and "case_names.py" not in done.stdout


def test_cases_that_read_well_are_collected(tmp_path: Path):
    done = collected(tmp_path, "[b'localhost', pytest.param(b'PK\\x03', id='a zip'), 'x' * 100, 3]")
    assert done.returncode == 0, done.stdout
    assert "4 tests collected" in done.stdout
