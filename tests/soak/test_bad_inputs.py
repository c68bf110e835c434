"""How long each of the 27 bad inputs takes and how much memory, each in a process of its own. Only in `make soak`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.settings import ROOT
from tests.bad_inputs.table import DECODED, SHOWN, TABLE, Bad
from tests.soak.conftest import Tell

SECTION = "Bad input"
SECONDS, MEGABYTES = 1.0, 300.0


@pytest.mark.parametrize("bad", TABLE, ids=lambda bad: bad.id)
def test_a_bad_input_costs_less_than_a_second_and_300_megabytes(bad: Bad, tmp_path: Path, tell: Tell) -> None:
    file = tmp_path / "given"
    file.write_bytes(bad.given())
    command = [sys.executable, "-m", "tests.bad_inputs.child", bad.door, str(file), str(tmp_path / "child")]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    expected = "taken in" if bad.becomes in (DECODED, SHOWN) else bad.becomes
    assert found["became"] == expected
    assert found["seconds"] <= SECONDS
    assert found["held"] <= MEGABYTES
    tell(
        f"{bad.number:02} {bad.name.replace('|', '/')}",
        f"{bad.becomes}; {found['seconds'] * 1000:.0f} ms; {found['held']:.0f} MB, of which {found['grown']:.0f} MB "
        "came with the input",
    )
