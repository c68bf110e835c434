"""An answer on its way out: as JSON, under a tag made of its content, compressed where that is taken."""

import hashlib
from collections.abc import Mapping
from itertools import chain
from typing import Final

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from monitor.web.api.figures_csv import File
from monitor.web.api.shapes import Answer, Listing
from monitor.web.compression import compress, compressed_bits, takes_gzip

_WORTH_COMPRESSING: Final = 1000  # bytes
_HEADERS: Final[Mapping[str, str]] = {
    # Whoever keeps it asks each time whether it still holds: a token may have been revoked, a report withdrawn.
    "Cache-Control": "private, no-cache",
    "Vary": "Accept-Encoding, Authorization",
}


def as_json(answer: BaseModel) -> bytes:
    """The bytes of an answer."""
    return answer.__pydantic_serializer__.to_json(answer, by_alias=True)


def respond(request: Request, content: bytes, answer: Answer | None = None) -> Response:
    """The response to a request: 200, or 304 where the one who asks has it already. `answer` is what `content` says."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    zipped = f'{tag[:-1]}-gzip"'  # other bytes, so another tag
    headers = dict(_HEADERS)
    if isinstance(answer, Listing) and answer.next is not None:
        headers["Link"] = f'<{answer.next}>; rel="next"'
    compressed = len(content) >= _WORTH_COMPRESSING and takes_gzip(request)
    headers["ETag"] = zipped if compressed else tag
    if _is_known(request.headers.get("if-none-match", ""), {tag, zipped}):
        return Response(b"", 304, headers)
    if compressed:
        content = compress(content)
        headers["Content-Encoding"] = "gzip"
    found = Response(content, 200, headers, "application/json")
    if request.method == "HEAD":
        found.body = b""
    return found


def stream(request: Request, file: File) -> Response:
    """The response with a file: its bits as they come, under a tag made of what they are bits of.

    The first bit is read here, so that what stands against the file is said in its place.
    """
    first = next(file.bits, b"")
    named = "\n".join(file.names).encode() + first
    tag = f'"{hashlib.sha256(named).hexdigest()[:32]}"'
    zipped = f'{tag[:-1]}-gzip"'
    compressed = takes_gzip(request)
    headers = dict(_HEADERS) | {
        "ETag": zipped if compressed else tag,
        "Content-Disposition": f'attachment; filename="{file.name}"',
    }
    if _is_known(request.headers.get("if-none-match", ""), {tag, zipped}):
        return Response(b"", 304, headers)
    if compressed:
        headers["Content-Encoding"] = "gzip"
    # Nobody knows how long it will be, so that HEAD tells no length either.
    bits = chain([first], file.bits) if request.method != "HEAD" else iter(())
    return StreamingResponse(compressed_bits(bits) if compressed else bits, 200, headers, file.media_type)


def _is_known(said: str, tags: set[str]) -> bool:
    """Whether If-None-Match names one of the tags (RFC 9110, 13.1.2: compared as if all were weak)."""
    named = {part.strip().removeprefix("W/") for part in said.split(",")}
    return "*" in named or bool(named & tags)
