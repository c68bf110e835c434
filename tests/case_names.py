"""Hooks of pytest: every case of a parametrised test has a name that people can read and that no run changes.

pytest writes the values of a case into the name of its test. Where they differ from run to run, as the bytes of a zip
do, which holds the time it was made, two workers collect different tests, and not one of them is run.
"""

from collections.abc import Iterator

import pytest

LONGEST = 200  # signs; what is longer is data, not a name
_ADDRESS = " at 0x"  # in memory, where an object has no words of its own


def pytest_make_parametrize_id(val: object, argname: str) -> None:
    """Lets pytest make the name, but for bytes that are more than a few plain signs."""
    if isinstance(val, bytes | bytearray) and not (val.isascii() and val.decode().isprintable()):
        raise pytest.Collector.CollectError(
            f"A case has bytes as {argname!r} ({bytes(val)[:20]!r} …), which may be others in every run; name it, with "
            "ids=[…] or pytest.param(…, id=…)."
        )


@pytest.hookimpl(wrapper=True)
def pytest_pycollect_makeitem() -> Iterator[None]:
    """Looks at the names that were made or given."""
    made = yield
    for item in made if isinstance(made, list) else ():
        name = item.callspec.id if isinstance(item, pytest.Function) and hasattr(item, "callspec") else ""
        if len(name) > LONGEST or _ADDRESS in name:
            raise pytest.Collector.CollectError(
                f"A case of {item.originalname} is named {name[:60]!r} …, which is {len(name)} signs or another name "
                "in every run; name it in a few words, with ids=[…] or pytest.param(…, id=…)."
            )
    return made
