"""ZIPs for tests."""

import io
import zipfile


def a_zip(files: dict[str, bytes]) -> bytes:
    """A ZIP that holds these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
