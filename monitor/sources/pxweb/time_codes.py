"""The codes that statistics banks give stretches of time, as periods.

Which dimension is time is told by its role; what its codes look like, only the source decides. Seen at Statistics
Norway: 2024, 2023K2 (quarter), 2024M05, 2025U01 (week), 2023H1, 2013-2014. At Eurostat: 2023-Q2, 2024-05, 2023-S1.
"""

import re

from monitor.catalogue.signs import quoted
from monitor.measures.periods import Period

ACCEPTED = (
    "2024, 2023H1, 2023K2 or 2023Q2, 2024M05, 2024M03-2024M05, 2025U01 or 2025W01, 2024M05D17, 2013-2014, "
    "2022/2023."
)
"""The codes that are understood, in words for a person."""

_LONGEST_SPAN = 10  # years
_FORMS = (
    (re.compile(r"([0-9]{4})"), "{0}"),
    (re.compile(r"([0-9]{4})-?[HS]([12])"), "{0}-H{1}"),
    (re.compile(r"([0-9]{4})-?[KQ]([1-4])"), "{0}-Q{1}"),
    (re.compile(r"([0-9]{4})(?:-?M|-)([0-9]{2})"), "{0}-{1}"),
    (re.compile(r"([0-9]{4})-?[UWV]([0-9]{2})"), "{0}-W{1}"),
    (re.compile(r"([0-9]{4})M([0-9]{2})D([0-9]{2})"), "{0}-{1}-{2}"),
    (re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"), "{0}-{1}-{2}"),
    (re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"), "{0}-{1}-{2}"),
    (re.compile(r"([0-9]{4})[-–]([0-9]{4})"), "{0}..{1}"),
    (re.compile(r"([0-9]{4})/(?:[0-9]{2})?([0-9]{2})"), "{0}/{1}"),
)


def _long(text: str) -> str:
    """Two years with a slash between that do not follow each other are all the years from one to the other."""
    first, slash, last = text.partition("/")
    between = (int(last) - int(first)) % 100 if slash else 1
    return f"{first}..{int(first) + between}" if 1 < between <= _LONGEST_SPAN else text


def period(code: str) -> Period:
    """The period a code means; ValueError with the reason where it means none that is known here."""
    for form, text in _FORMS:
        if found := form.fullmatch(code):
            return Period(_long(text.format(*found.groups())))
    raise ValueError(f"{quoted(code)} is no period that is known here.")
