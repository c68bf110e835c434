"""Each of the 27 bad inputs is refused, decoded or shown as text, with one clear sentence and nothing saved.

How long each takes and how much memory is measured in tests/soak/test_bad_inputs.py.
"""

from pathlib import Path

import pytest

from monitor import wiring
from monitor.access.access import LOCAL_USER
from monitor.catalogue.signs import first_forbidden
from monitor.errors import FaultyFiles, MonitorError
from tests.bad_inputs.doors import DOORS, FILES, opened, told
from tests.bad_inputs.table import DECODED, SHOWN, TABLE, Bad, a_sound_table, a_sound_workbook

_RECORDED = "note"  # a note with an image or a link is a note: it is recorded, and shown as text


def saved(services: wiring.Services) -> tuple[int, int]:
    """How many events and drafts there are."""
    return services.log.revision(), len(services.drafts.drafts(LOCAL_USER))


@pytest.mark.parametrize("bad", TABLE, ids=lambda bad: bad.id)
def test_a_bad_input_becomes_what_the_table_says(bad: Bad, tmp_path: Path):
    with opened(tmp_path) as services:
        if bad.becomes in (DECODED, SHOWN):
            assert DOORS[bad.door](bad.given(), services) == bad.says
            recorded = 1 if bad.becomes == SHOWN and bad.door == _RECORDED else 0
            assert saved(services) == (recorded, 0)
            return
        with pytest.raises(MonitorError) as refused:
            DOORS[bad.door](bad.given(), services)
        assert refused.value.code == bad.becomes
        assert saved(services) == (0, 0)
    error = refused.value
    # For who maintains the files: every fault names its place, and none is longer than one can read.
    said = [str(fault) for fault in error.faults] if isinstance(error, FaultyFiles) else [error.message]
    assert bad.says in said[0]
    assert max(len(line) for line in said) < 900
    # For who reads the page.
    norwegian, english = (told(error, bad.door, language) for language in ("nb", "en"))
    assert norwegian != english
    for sentence in (norwegian, english):
        assert sentence.endswith(".") and "{" not in sentence and len(sentence) < 400
        assert first_forbidden(sentence) is None


def test_all_27_are_there():
    assert {bad.number for bad in TABLE} == set(range(1, 28))
    assert len({bad.id for bad in TABLE}) == len(TABLE)


def test_the_doors_let_sound_input_through(tmp_path: Path):
    """Guards the table: a door that refused everything would pass."""
    with opened(tmp_path) as services:
        assert DOORS["catalogue"](FILES["initiatives.yaml"].encode(), services) == "Tiltak | Initiative"
        assert DOORS["indicator"](FILES["indicators/housing.yaml"].encode(), services) == "Bolig"
        assert DOORS["figures"](FILES["data/housing.csv"].encode(), services) == "En merknad"
        assert DOORS["returned_workbook"](a_sound_workbook(), services) == "1 rows"
        assert DOORS["table"](a_sound_table(), services) == "x"
        assert DOORS["search"](b"tilt", services) == "1 of 1"
        assert DOORS["note"](b"Plain.", services) == '<span class="m-typed">Plain.</span>'
