"""What a PDF of ours says, read from its bytes: its text as somebody who listens gets it, and what it claims to be.

It knows what typst writes and no more: streams deflated or plain, fonts with a table from glyph to text.
"""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj\b", re.DOTALL)
_STREAM = re.compile(rb"(.*?)\bstream\r?\n(.*)\r?\nendstream", re.DOTALL)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_PLAIN = rb"\\.|[^\\()]"
_WITHIN = rb"(?:%s|\((?:%s|\((?:%s)*\))*\))*" % (
    _PLAIN,
    _PLAIN,
    _PLAIN,
)  # parentheses in pairs need no escape
_TOKEN = re.compile(
    rb"/(\w+)\s+[\d.]+\s+Tf|<([0-9A-Fa-f]+)>|\((%s)\)|(\bET\b|\bEMC\b|/ActualText)" % _WITHIN, re.DOTALL
)
_LINK = re.compile(rb"/URI\s*\((%s)\)" % _WITHIN, re.DOTALL)


def objects(pdf: bytes) -> dict[int, tuple[bytes, bytes]]:
    """Every object by number: its dictionary, and its stream inflated; those inside object streams included."""
    found: dict[int, tuple[bytes, bytes]] = {}
    for number, body in _OBJECT.findall(pdf):
        parts = _STREAM.match(body)
        head, stream = parts.groups() if parts else (body, b"")
        if b"FlateDecode" in head:
            stream = zlib.decompressobj().decompress(stream)
        found[int(number)] = (head, stream)
    for head, stream in list(found.values()):
        if b"/ObjStm" not in head:
            continue
        count, first = (int(re.search(rb"/%s (\d+)" % name, head).group(1)) for name in (b"N", b"First"))  # type: ignore[union-attr]
        places = [int(figure) for figure in stream[:first].split()][: 2 * count]
        ends = [*places[3::2], len(stream) - first]
        for number, start, end in zip(places[::2], places[1::2], ends, strict=True):
            found[number] = (stream[first + start : first + end], b"")
    return found


def everything(pdf: bytes) -> bytes:
    """All dictionaries and all streams, inflated, one after another."""
    return b"\n".join(head + b"\n" + stream for head, stream in objects(pdf).values())


def pages(pdf: bytes) -> list[str]:
    """The text of each page, any run of spaces one space."""
    found = objects(pdf)
    maps = {number: _to_unicode(stream) for number, (_head, stream) in found.items() if b"beginbf" in stream}
    return [" ".join(_page(head, found, maps).split()) for head in _in_order(found)]


def text(pdf: bytes) -> str:
    """The text of all pages."""
    return " ".join(pages(pdf))


def links(pdf: bytes) -> set[str]:
    """Every address that something in it leads to."""
    return {_unescaped(said).decode() for said in _LINK.findall(everything(pdf))}


def _in_order(found: dict[int, tuple[bytes, bytes]]) -> Iterator[bytes]:
    catalogue = next(head for head, _stream in found.values() if re.search(rb"/Type\s*/Catalog", head))
    yield from _leaves(_reference(rb"/Pages", catalogue), found)


def _leaves(number: int, found: dict[int, tuple[bytes, bytes]]) -> Iterator[bytes]:
    head = found[number][0]
    kids = re.search(rb"/Kids\s*\[([^\]]*)\]", head)
    if kids is None:
        yield head
        return
    for kid in re.findall(rb"(\d+) 0 R", kids.group(1)):
        yield from _leaves(int(kid), found)


def _reference(name: bytes, head: bytes) -> int:
    place = re.search(name + rb"\s+(\d+) 0 R", head)
    assert place is not None, (name, head[:200])
    return int(place.group(1))


def _page(head: bytes, found: dict[int, tuple[bytes, bytes]], maps: dict[int, dict[bytes, str]]) -> str:
    fonts: dict[bytes, dict[bytes, str]] = {}
    resources = head
    if re.search(rb"/Resources\s+\d+ 0 R", head):
        resources = found[_reference(rb"/Resources", head)][0]
    listed = re.search(rb"/Font\s*<<(.*?)>>", resources, re.DOTALL)
    for name, number in re.findall(rb"/(\w+) (\d+) 0 R", listed.group(1) if listed else b""):
        fonts[name] = maps.get(_reference(rb"/ToUnicode", found[int(number)][0]), {})
    stream = found[_reference(rb"/Contents", head)][1]
    said: list[str] = []
    now: dict[bytes, str] = {}
    instead = None  # between an ActualText and its end, what the glyphs stand for
    for match in _TOKEN.finditer(stream):
        font, hexed, literal, mark = match.groups()
        raw = bytes.fromhex(hexed.decode()) if hexed is not None else _unescaped(literal or b"")
        if font:
            now = fonts.get(font, {})
        elif mark == b"ET":
            said.append(" ")
        elif mark == b"EMC":
            instead = None
        elif mark:
            instead = ""
        elif instead is None:
            said.extend(now.get(raw[place : place + 2], "") for place in range(0, len(raw), 2))
        elif instead == "":
            instead = raw[2:].decode("utf-16-be") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")
            said.append(instead)
    return "".join(said)


def _unescaped(literal: bytes) -> bytes:
    plain = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

    def one(match: re.Match[bytes]) -> bytes:
        said = match.group(1)
        if said.isdigit():
            return bytes([int(said, 8)])
        return plain.get(said, said)

    return re.sub(rb"\\([0-7]{1,3}|.)", one, literal, flags=re.DOTALL)


def _to_unicode(stream: bytes) -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    for kind, block in re.findall(rb"beginbf(char|range)(.*?)endbf", stream, re.DOTALL):
        if kind == b"char":
            for glyph, said in _RANGE.findall(block):
                found[bytes.fromhex(glyph.decode())] = bytes.fromhex(said.decode()).decode("utf-16-be")
        else:
            for first, last, said in re.findall(
                rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block
            ):
                start = int(said, 16)
                for step in range(int(last, 16) - int(first, 16) + 1):
                    found[(int(first, 16) + step).to_bytes(2, "big")] = chr(start + step)
    return found
