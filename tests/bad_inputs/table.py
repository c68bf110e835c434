"""The 27 bad inputs, in one table: what each is, at which door it comes in, and what becomes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from monitor.reporting.workbook import Passport, Sent
from tests.sources.conftest import FIGURES, INDICATOR, INITIATIVES
from tests.workbooks import SHEET, a_passport, a_workbook, filled, with_directory, with_part

DECODED, SHOWN = "decoded", "shown as text"
"""What may become of an input beside a refusal, which is written as its code."""


@dataclass(frozen=True)
class Bad:
    """One input. `becomes` is the code of its refusal, `DECODED` or `SHOWN`; `says` is part of the English sentence
    that names what is wrong, or all that is made of it.
    """

    number: int
    name: str
    door: str
    given: Callable[[], bytes]
    becomes: str
    says: str

    @property
    def id(self) -> str:
        """How the tests name it."""
        return f"{self.number} {self.name}"


def _yaml(old: str, new: str, *, text: str = INITIATIVES) -> Callable[[], bytes]:
    assert old in text
    return lambda: text.replace(old, new, 1).encode()


def _text(text: str) -> Callable[[], bytes]:
    return lambda: text.encode("utf-8", "surrogatepass")


def _bomb() -> bytes:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, letter in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{letter}: &{letter} [{', '.join([f'*{before}'] * 9)}]")
    return "\n".join(lines).encode()


def _merge_bomb() -> bytes:
    lines = ["a: &a {k: x}"]
    for before, letter in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{letter}: &{letter}\n  <<: [{', '.join([f'*{before}'] * 9)}]")
    return "\n".join(lines).encode()


def _passport() -> Passport:
    return a_passport(sent={"1.1": Sent(revision=0, status=None)})


def a_sound_workbook() -> bytes:
    """A workbook as it was sent out, for the project of the doors."""
    return a_workbook(passport=_passport())


def _with_sheet(content: Callable[[bytes], bytes]) -> bytes:
    return with_part(a_sound_workbook(), SHEET, content)


def _zip_bomb() -> bytes:
    return _with_sheet(lambda sheet: sheet + b" " * (150 * 2**20))


def _lying() -> bytes:
    return with_directory(_zip_bomb(), SHEET, size=2000)


def _xxe() -> bytes:
    declared = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return _with_sheet(lambda sheet: sheet.replace(b"<worksheet", declared + b"<worksheet", 1))


def _figures(value: str) -> Callable[[], bytes]:
    return _yaml("2014,own,56,", f"2014,own,{value},", text=FIGURES)


def a_sound_table(**over: str) -> bytes:
    """A table of one cell in JSON-stat; what is named is written in the place of what is there."""
    said = {
        "version": '"2.0"',
        "class": '"dataset"',
        "label": '"x"',
        "id": '["a", "b"]',
        "size": "[1, 1]",
        "dimension": '{"a": {"category": {"index": ["x"]}}, "b": {"category": {"index": ["y"]}}}',
        "value": "[1]",
    } | over
    return ("{" + ", ".join(f'"{key}": {value}' for key, value in said.items()) + "}").encode()


_HARMFUL: Final = (
    "![](http://127.0.0.1:9/x) <img src=http://127.0.0.1:9/y> <script>alert(1)</script> "
    "[link](http://127.0.0.1:9/z) <a href=http://127.0.0.1:9/q>link</a>"
)
_ESCAPED: Final = _HARMFUL.replace("<", "&lt;").replace(">", "&gt;")
_PATHS: Final = ("../../x", "/etc/passwd", "..\\x", "\\\\host\\x", "C:\\x", "~/x", "file:///etc/passwd")

TABLE: Final = (
    Bad(1, "YAML bomb", "catalogue", _bomb, "faulty_files", "The anchor &a is not read."),
    Bad(2, "merge-key bomb", "catalogue", _merge_bomb, "faulty_files", "The anchor &a is not read."),
    Bad(
        2,
        "2,000 empty entries",
        "catalogue",
        lambda: INITIATIVES.encode() + b"  - responsible: []\n" * 2000,
        "faulty_files",
        "The key 'id' is missing.",
    ),
    Bad(3, "100,000 brackets", "catalogue", _text("[" * 100_000), "faulty_files", "nested too deeply"),
    Bad(
        4,
        "duplicate key",
        "catalogue",
        _yaml("number: ", 'number: "2"\n    number: '),
        "faulty_files",
        "The key 'number' stands twice.",
    ),
    Bad(
        5,
        "no and 012",
        "catalogue",
        _yaml("{nb: Tiltak, en: Initiative}", "{nb: no, en: 012}"),
        DECODED,
        "no | 012",
    ),
    Bad(
        5,
        "1:30",
        "catalogue",
        _yaml("{nb: Tiltak, en: Initiative}", "{nb: 1:30, en: on}"),
        DECODED,
        "1:30 | on",
    ),
    Bad(
        6,
        "30 February",
        "catalogue",
        _yaml("{due: 2018}", "{due: 2018-02-30}"),
        "faulty_files",
        "'2018-02-30' is no day of the calendar.",
    ),
    Bad(
        7,
        "5,000-digit integer",
        "indicator",
        _yaml("year: 2015", f"year: {'9' * 5000}", text=INDICATOR),
        "faulty_files",
        "9'… is no year.",
    ),
    Bad(
        8,
        "!!python",
        "catalogue",
        _yaml("{due: 2018}", "{due: !!python/object/apply:os.system [ls]}"),
        "faulty_files",
        "The tag tag:yaml.org,2002:python/object/apply:os.system is not read.",
    ),
    *(
        Bad(
            9,
            f"path {path}",
            "indicator",
            _yaml("id: housing\n", f"id: '{path}'\n", text=INDICATOR),
            "faulty_files",
            "is no name for a file.",
        )
        for path in _PATHS
    ),
    Bad(
        9,
        "symbolic link",
        "linked_indicator",
        _text(INDICATOR),
        "faulty_files",
        "a link that leads out of the project",
    ),
    Bad(10, "zip bomb", "returned_workbook", _zip_bomb, "workbook_bomb", "far more than"),
    Bad(11, "lying zip directory", "returned_workbook", _lying, "workbook_damaged", "is damaged"),
    Bad(12, "XXE", "returned_workbook", _xxe, "workbook_dtd", "a document type or entities"),
    Bad(
        13,
        "a cell at XFD1048576",
        "returned_workbook",
        lambda: filled(a_sound_workbook(), {"XFD1048576": "x"}),
        "workbook_outside",
        "XFD1048576, far outside what is read",
    ),
    Bad(
        14, "10 million commas", "figures", _text("," * 10_000_000), "faulty_files", "The file is too large."
    ),
    Bad(
        14,
        "as many as a file may hold",
        "figures",
        _text("," * 1_900_000),
        "faulty_files",
        "has 1,900,001 columns.",
    ),
    Bad(
        15,
        "unclosed quote",
        "figures",
        _yaml(",A note,", ',"A note,', text=FIGURES),
        "faulty_files",
        "unexpected end",
    ),
    Bad(
        16,
        "Windows-1252",
        "figures",
        lambda: FIGURES.replace("En merknad", "Påstand").encode("cp1252"),
        "faulty_files",
        "saved as UTF-8, not as ANSI or Windows-1252",
    ),
    Bad(16, "UTF-16", "figures", lambda: FIGURES.encode("utf-16"), DECODED, "En merknad"),
    Bad(
        17, "NUL", "figures", _yaml("A note", "A\0note", text=FIGURES), "faulty_files", "holds NUL characters"
    ),
    *(
        Bad(18, value, "figures", _figures(value), "faulty_files", f"'{value}' is no number.")
        for value in ("1_000", "１２３", "1e400", "NaN", "inf")
    ),
    Bad(
        18,
        "1e400 in JSON",
        "table",
        partial(a_sound_table, value="[1e400]"),
        "json_number",
        "'1e400' is no number",
    ),
    Bad(
        18, "NaN in JSON", "table", partial(a_sound_table, value="[NaN]"), "json_number", "'NaN' is no number"
    ),
    Bad(
        19,
        "JSON-stat of 10⁹ × 10⁹",
        "table",
        partial(a_sound_table, size="[1000000000, 1000000000]", value='{"0": 1}'),
        "jsonstat_too_large",
        "some 10^18 cells",
    ),
    Bad(20, "deep JSON", "table", _text("[" * 100_000), "json_too_deep", "deeper than 30 levels"),
    Bad(
        20,
        "duplicate key in JSON",
        "table",
        partial(a_sound_table, label='"x", "label": "y"'),
        "json_key_twice",
        "'label'",
    ),
    Bad(
        21,
        "formula cell",
        "returned_workbook",
        lambda: filled(a_sound_workbook(), {"E3": "Completed", "K3": '=HYPERLINK("http://127.0.0.1:9/x")'}),
        "workbook_formula",
        "K3 holds a formula",
    ),
    Bad(22, "0x0B in a note", "note", _text("a\vb"), "text_invalid", "Character 2 of the text in comment"),
    Bad(23, "lone surrogate", "note", _text("a\ud800b"), "text_invalid", "remove U+D800"),
    Bad(24, "bidi override", "note", _text("a\u202eb"), "text_invalid", "remove U+202E"),
    *(
        Bad(
            number,
            f"{name}, without a draft",
            "recorded_note",
            _text(f"a{sign}b"),
            "text_invalid",
            "Character 2",
        )
        for number, name, sign in (
            (22, "0x0B", "\v"),
            (23, "lone surrogate", "\ud800"),
            (24, "bidi", "\u202e"),
        )
    ),
    Bad(
        25,
        "image, HTML and link in a note",
        "note",
        _text(_HARMFUL),
        SHOWN,
        f'<span class="m-typed">{_ESCAPED}</span>',
    ),
    Bad(26, "(a+)+$ in search", "search", _text("(a+)+$ " + "a" * 190 + "!"), SHOWN, "0 of 1"),
    Bad(27, "an upload named ../../x", "name_of_upload", _text("../../x"), SHOWN, "../../x"),
)
"""Some have more than one line, for the forms they take."""
