"""What tells the files of an indicator that ships from those of another version."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def shipped_digests(root: Path, indicators: Iterable[str]) -> dict[str, str]:
    """Return for each indicator the SHA-256 over its definition and its figures, as they lie in the project.

    It is that of the two files' own digests, in hexadecimal, one after the other. The files were read before: they
    are of the project and of a bounded size.
    """
    return {
        name: hashlib.sha256(
            "".join(
                hashlib.sha256((root / folder / f"{name}.{ending}").read_bytes()).hexdigest()
                for folder, ending in (("indicators", "yaml"), ("data", "csv"))
            ).encode()
        ).hexdigest()
        for name in indicators
    }
