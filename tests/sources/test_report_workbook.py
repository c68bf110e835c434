"""A workbook that came back: what is filled in is read, and whatever else came in ends in a refusal that helps."""

import io
import random
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Alignment

from monitor.errors import Refused
from monitor.reporting.rules import Circumstances, objections
from monitor.reporting.workbook import FILLED, FORM_SHEET, MAX_COLUMNS, MAX_LINES, MAX_ROWS, FilledRow, Sent
from monitor.sources import xlsx_door
from tests.builders import a_report
from tests.workbooks import (
    ID,
    SHEET,
    a_workbook,
    filled,
    packed,
    parts_of,
    read,
    with_directory,
    with_part,
)

SENT = a_workbook()


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        read(data)
    return refused.value


def rows(data: bytes) -> dict[str, FilledRow]:
    return {row.initiative: row for row in read(data).rows}


def cell(data: bytes, place: str, initiative: str = "1.1") -> str:
    """What one cell of a row is read as."""
    row = rows(data)[initiative]
    assert row.faults == ()
    return next(text for field, text in row.cells.items() if row.place(field) == place)


def faults(data: bytes, initiative: str = "1.1") -> list[tuple[str, object]]:
    return [(fault.code, fault.fields["cell"]) for fault in rows(data)[initiative].faults]


def test_a_workbook_comes_back_as_what_it_was_sent_out_as():
    passport = read(SENT).passport
    assert (passport.id, passport.strategy, passport.body) == (ID, "example", "JD")
    assert (passport.made_at, passport.language) == (datetime(2018, 6, 1, 12, tzinfo=UTC), "en")
    assert passport.demo is False
    assert read(a_workbook(demo=True)).passport.demo is True
    assert passport.sent["1.1"].revision == 4
    assert passport.sent["1.1"].status == "in_progress"
    assert passport.sent["1.2"] == Sent(revision=0, status=None)


def test_rows_in_which_nothing_is_filled_are_untouched():
    found = read(SENT).rows
    assert [row.initiative for row in found] == ["1.1", "1.2", "1.3"]
    assert all(row.untouched for row in found)
    assert all(row.untouched for row in read(filled(SENT, {"E3": "  ", "G3": "\n"})).rows)


def test_every_field_is_read_with_its_place():
    texts = {"G": "Done.", "H": "Next.", "I": "Obstacle.", "J": "Help.", "K": "Why."}
    data = filled(
        SENT,
        {
            "E3": "Completed",
            "F3": "2018-05-31",
            **{f"{column}3": text for column, text in texts.items()},
            "L3": "2018-H2",
            "M3": "https://www.example.no/report",
        },
    )
    row = rows(data)["1.1"]
    assert row.number == 3
    assert row.cells == {
        "status": "completed",
        "effective_on": "2018-05-31",
        "done_since_last": "Done.",
        "next_step": "Next.",
        "obstacle": "Obstacle.",
        "help_needed": "Help.",
        "comment": "Why.",
        "expected_completion": "2018-H2",
        "evidence_url": "https://www.example.no/report",
    }
    assert [row.place(field) for field in FILLED] == [f"{letter}3" for letter in "EFGHIJKLM"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("In progress", "in_progress"),
        ("I gang", "in_progress"),
        ("in_progress", "in_progress"),
        ("  i  GANG ", "in_progress"),
        ("Unchanged", "unchanged"),
        ("Uendret", "unchanged"),
        ("Avsluttet uten gjennomføring", "discontinued"),
        ("Discontinued, not implemented", "discontinued"),
    ],
)
def test_a_status_is_read_in_either_language_and_by_its_code(written: str, code: str):
    for language in ("nb", "en"):
        assert cell(filled(a_workbook(language=language), {"E3": written}), "E3") == code


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (date(2018, 5, 31), "2018-05-31"),
        (datetime(2018, 5, 31, 14, 30), "2018-05-31"),  # noqa: DTZ001 - workbooks know no zones
        ("2018-05-31", "2018-05-31"),
        ("31.05.2018", "31.05.2018"),
        (" 31. 5. 2018 ", "31. 5. 2018"),
        (time(12), "12:00:00"),
    ],
)
def test_a_day_is_read_as_a_date_or_as_it_was_typed(written: object, said: str):
    assert cell(filled(SENT, {"F3": written}), "F3") == said


@pytest.mark.parametrize(
    ("written", "number_format", "said"),
    [
        (2019, "General", "2019"),
        (2019.0, "General", "2019"),
        ("2019-H1", "@", "2019-H1"),
        (date(2019, 5, 1), "yyyy-mm-dd", "2019-05-01"),
        (date(2019, 5, 1), "mmm-yy", "2019-05"),  # what becomes of "2019-05" in a cell that is not text
        (date(2019, 5, 1), "[$-414]mmmm\\ yyyy", "2019-05"),
        (date(2019, 5, 1), "d. mmmm yyyy", "2019-05-01"),
    ],
)
def test_an_expected_completion_is_read_as_exactly_as_it_was_typed(
    written: object, number_format: str, said: str
):
    def change(sheet: Any) -> None:
        sheet["L3"].number_format = number_format

    assert cell(filled(SENT, {"L3": written}, change=change), "L3") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (7, "7"),
        (7.5, "7.5"),
        (True, "True"),
        (date(2018, 5, 31), "2018-05-31"),
        ("line\r\nbreak\rhere", "line\nbreak\nhere"),
        ("line_x000D_\nbreak", "line\nbreak"),
        ("'=not a formula", "'=not a formula"),
        ("_x0041_ is not what Excel hides", "_x0041_ is not what Excel hides"),
        ("æøå čđŋ 😀", "æøå čđŋ 😀"),
    ],
)
def test_a_text_is_read_as_a_person_wrote_it(written: object, said: str):
    assert cell(filled(SENT, {"G3": written}), "G3") == said


def test_a_text_that_begins_like_a_formula_but_is_text_is_text():
    """As a cell of the format text keeps it."""

    def change(sheet: Any) -> None:
        sheet["G3"].value = "=1+1"
        sheet["G3"].data_type = "s"

    assert cell(filled(SENT, {}, change=change), "G3") == "=1+1"


@pytest.mark.parametrize("forbidden", ["a\u202eb", "a_x0007_b", "a_xD800_b", "a\u2066b", "a\x85b"], ids=ascii)
def test_signs_that_cannot_be_kept_reach_the_rules_and_are_refused_there(forbidden: str):
    text = cell(filled(SENT, {"K3": forbidden}), "K3")
    (fault,) = objections(
        a_report(comment=text),
        Circumstances(initiative_ids={"1.1"}, body_ids={"JD"}, today=date(2018, 6, 1)),
    )
    assert (fault.code, fault.fields["field"], fault.fields["position"]) == ("text_invalid", "comment", 2)


def test_an_unknown_status_stays_with_its_row_and_names_its_cell():
    data = filled(SENT, {"E3": "Almost done", "E4": "Completed"})
    (fault,) = rows(data)["1.1"].faults
    assert (fault.code, fault.fields["cell"], fault.fields["said"]) == (
        "workbook_status",
        "E3",
        "Almost done",
    )
    assert rows(data)["1.2"].cells == {"status": "completed"}


def test_of_a_long_text_that_is_no_status_a_refusal_repeats_the_beginning():
    (fault,) = rows(filled(SENT, {"E3": "x" * 30_000}))["1.1"].faults
    assert fault.fields["said"] == "x" * 60 + "…"
    assert len(fault.message) < 200


def test_a_formula_is_refused_and_named_also_where_its_value_is_known():
    data = filled(SENT, {"C3": "=A1", "K3": "=1+1", "E4": '=HYPERLINK("https://evil.example")'})
    assert faults(data) == [("workbook_formula", "C3"), ("workbook_formula", "K3")]
    assert faults(data, "1.2") == [("workbook_formula", "E4")]
    known = with_part(
        filled(SENT, {"K3": "=1+1"}),
        SHEET,
        lambda part: part.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"),
    )
    assert faults(known) == [("workbook_formula", "K3")]
    array = with_part(
        filled(SENT, {"K3": "=1+1"}), SHEET, lambda part: part.replace(b"<f>", b'<f t="array" ref="K3:K3">')
    )
    assert faults(array) == [("workbook_formula", "K3")]


@pytest.mark.filterwarnings("ignore:Cell F3 is marked as a date")
def test_a_number_that_is_no_day_is_refused_and_named():
    assert faults(filled(SENT, {"F3": 20180531})) == [("workbook_error", "F3")]


def test_an_error_value_is_refused_and_named():
    def change(sheet: Any) -> None:
        sheet["G3"].value = "#N/A"
        sheet["G3"].data_type = "e"

    (fault,) = rows(filled(SENT, {}, change=change))["1.1"].faults
    assert (fault.code, fault.fields["cell"], fault.fields["said"]) == ("workbook_error", "G3", "#N/A")


def test_what_stands_beside_the_form_is_refused_and_named():
    assert faults(filled(SENT, {"N3": "A note"})) == [("workbook_beside", "N3")]


def test_rows_are_found_wherever_they_have_been_moved():
    def swap(sheet: Any) -> None:
        for column in "ABCD":
            sheet[f"{column}3"].value, sheet[f"{column}9"].value = None, sheet[f"{column}3"].value

    found = rows(filled(SENT, {"E9": "Completed"}, change=swap))
    assert (found["1.1"].number, found["1.1"].cells) == (9, {"status": "completed"})
    assert list(found) == ["1.2", "1.3", "1.1"]


def test_a_row_that_was_deleted_is_not_reported():
    data = filled(SENT, {"E5": "Completed"}, change=lambda sheet: sheet.delete_rows(3))
    assert list(rows(data)) == ["1.2", "1.3"]
    assert rows(data)["1.3"].cells == {"status": "completed"}


@pytest.mark.parametrize(
    ("cells", "code", "named"),
    [
        ({"A6": "9.9", "E6": "Completed"}, "workbook_added", "A6"),
        ({"B6": "Kind regards"}, "workbook_added", "B6"),
        ({"A3": "1.10"}, "workbook_added", "A3"),
        ({"A3": 1.1}, "workbook_added", None),
        ({"A3": None}, "workbook_added", "B3"),
        ({"A3": "=A4"}, "workbook_formula", "A3"),
        ({"A6": "1.1", "E6": "Completed"}, "workbook_twice", "A6"),
        ({"E2": "Status"}, "workbook_header", "E2"),
        ({"G2": None}, "workbook_header", "G2"),
        ({"E2": "=1"}, "workbook_header", "E2"),
        ({f"A{MAX_ROWS + 1}": "x"}, "workbook_outside", f"A{MAX_ROWS + 1}"),
        ({"AY3": "x"}, "workbook_outside", "AY3"),
        ({"XFD1048576": "x"}, "workbook_outside", "XFD1048576"),
        ({"XFD1048576": "=A1"}, "workbook_outside", "XFD1048576"),
    ],
)
def test_a_form_whose_rows_cannot_be_told_apart_is_refused_and_the_cell_named(
    cells: dict[str, Any], code: str, named: str | None
):
    if named is None:  # 1.1 as a number is not told from 1.10; as text it is
        assert [row.initiative for row in read(filled(SENT, cells)).rows] == ["1.1", "1.2", "1.3"]
        return
    error = refusal(filled(SENT, cells))
    assert (error.code, error.fields["cell"]) == (code, named)


def test_merged_cells_are_refused_and_named():
    error = refusal(filled(SENT, {}, change=lambda sheet: sheet.merge_cells("E3:E5")))
    assert (error.code, error.fields["cell"]) == ("workbook_merged", "E3:E5")


def test_merged_cells_on_another_sheet_do_no_harm():
    def change(sheet: Any) -> None:
        other = sheet.parent.create_sheet("Ours")
        other["A1"] = "Our own notes"
        other.merge_cells("A1:C3")

    assert cell(filled(SENT, {"E3": "Completed"}, change=change), "E3") == "completed"


def test_a_column_that_was_put_in_between_is_refused():
    error = refusal(filled(SENT, {}, change=lambda sheet: sheet.insert_cols(5)))
    assert (error.code, error.fields["cell"], error.fields["heading"]) == (
        "workbook_header",
        "E2",
        "Status now",
    )


def test_a_sheet_may_be_renamed_and_other_sheets_added():
    def change(sheet: Any) -> None:
        sheet.title = "Vår rapport"

    assert cell(filled(SENT, {"E3": "Completed"}, change=change), "E3") == "completed"


def test_an_empty_cell_or_row_at_the_end_of_the_world_does_no_harm():
    """Some programs format whole columns, and write the last row there is."""
    data = with_part(
        SENT,
        SHEET,
        lambda part: part.replace(
            b"</sheetData>",
            b'<row r="1048576" ht="15"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row></sheetData>',
        ),
    )
    assert len(read(data).rows) == 3


def test_a_false_word_for_the_size_of_the_sheet_is_not_believed():
    for said in (b"A1:XFD1048576", b"A1", b"A1:B2"):
        data = with_part(
            filled(SENT, {"M5": "https://www.example.no"}),
            SHEET,
            lambda part, said=said: part.replace(b'ref="A1:M5"', b'ref="' + said + b'"', 1),
        )
        assert cell(data, "M5", "1.3") == "https://www.example.no"


def other_workbook() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.add_worksheet("Budget").write("A1", "Budget")
    return buffer.getvalue()


def ods() -> bytes:
    return packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"})


def with_macros() -> bytes:
    return packed(parts_of(SENT) | {"xl/vbaProject.bin": b"\xd0\xcf"})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "workbook_not_xlsx"),
        (b"No.;Initiative;Status now\r\n1.1;;Completed\r\n", "workbook_not_xlsx"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "workbook_not_xlsx"),
        (b"%PDF-1.7", "workbook_not_xlsx"),
        (ods(), "workbook_not_xlsx"),
        (with_macros(), "workbook_not_xlsx"),
        (OLE, "workbook_old_excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(200), "workbook_protected"),
        (other_workbook(), "workbook_foreign"),
        (SENT[:-40], "workbook_damaged"),
        (SENT[:2000], "workbook_damaged"),
        (b"PK\x03\x04" + bytes(100), "workbook_damaged"),
        (bytes(10 * 2**20 + 1), "workbook_too_large"),
    ],
    ids=[
        "empty", "csv", "png", "pdf", "ods", "macros", "xls", "password", "foreign", "cut off", "half", "no zip",
        "too large",
    ],
)  # fmt: skip
def test_a_file_that_is_no_workbook_of_ours_is_refused_with_what_it_is(data: bytes, code: str):
    assert refusal(data).code == code


def test_a_zip_whose_parts_are_locked_is_refused_as_such():
    raw = bytearray(SENT)
    at = raw.find(b"PK\x01\x02")
    raw[at + 8] |= 1
    assert refusal(bytes(raw)).code == "workbook_protected"


def hidden_sheet(change: Callable[[Any], object]) -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(SENT))
    change(workbook[FORM_SHEET])
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def put(cell: str, value: object) -> Callable[[Any], object]:
    def change(sheet: Any) -> None:
        sheet[cell] = value

    return change


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (put("B1", "2"), "workbook_version"),
        (put("B1", "old"), "workbook_version"),
        (put("A1", "nothing"), "workbook_foreign"),
        (put("B9", "another"), "workbook_foreign"),
        (put("B2", ""), "workbook_foreign"),
        (put("B2", "x" * 100), "workbook_foreign"),
        (put("A2", "nothing"), "workbook_damaged"),
        (put("B5", "yesterday"), "workbook_damaged"),
        (put("B5", "2018-06-01T12:00:00"), "workbook_damaged"),
        (put("B5", "0001-01-01T00:00:00+14:00"), "workbook_damaged"),  # has no day in any other zone
        (put("B5", "9999-12-31T23:30:00+00:00"), "workbook_damaged"),
        (put("B4", "x" * 30_000), "workbook_foreign"),
        (put("C22", "many"), "workbook_damaged"),
        (put("C22", "-1"), "workbook_damaged"),
        (put("D22", "almost"), "workbook_damaged"),
        (put("B23", "1.1"), "workbook_damaged"),
        (lambda sheet: sheet.delete_rows(1, 30), "workbook_foreign"),
        (lambda sheet: sheet.parent.remove(sheet), "workbook_foreign"),
    ],
)
def test_a_hidden_sheet_that_is_not_as_it_was_made_is_refused(change: Callable[[Any], object], code: str):
    assert refusal(hidden_sheet(change)).code == code


def test_the_hidden_sheet_is_found_when_a_program_shows_it():
    assert len(read(hidden_sheet(lambda sheet: setattr(sheet, "sheet_state", "visible"))).rows) == 3


ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
NO_ENTITY = b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'


@pytest.mark.parametrize(
    "part",
    [
        SHEET,
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "[Content_Types].xml",
        "docProps/core.xml",
        "xl/x.xml",
    ],
)
@pytest.mark.parametrize("declared", [ENTITY, LAUGHS, NO_ENTITY], ids=["file", "laughs", "dtd"])
def test_a_document_type_is_refused_in_whatever_part_it_stands(part: str, declared: bytes):
    def change(content: bytes) -> bytes:
        head, _, body = (content or b"<?xml version='1.0'?><x/>").partition(b"?>")
        return head + b"?>" + declared + body

    assert refusal(with_part(SENT, part, change)).code == "workbook_dtd"


def test_a_part_in_another_encoding_is_watched_all_the_same():
    def change(_: bytes) -> bytes:
        return ('<?xml version="1.0" encoding="utf-16"?>' + LAUGHS.decode() + "<x>&c;</x>").encode("utf-16")

    assert refusal(with_part(SENT, "docProps/app.xml", change)).code == "workbook_dtd"


def test_a_part_that_is_not_watched_is_not_read():
    """A sheet that hides under another ending, where nobody would look for a bomb in XML."""
    parts = parts_of(SENT)
    parts["xl/worksheets/sheet1.bin"] = parts.pop(SHEET)
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        parts[name] = parts[name].replace(b"sheet1.xml", b"sheet1.bin")
    assert refusal(packed(parts)).code in ("workbook_header", "workbook_damaged", "workbook_foreign")


def peak(data: bytes) -> tuple[Refused, int]:
    tracemalloc.start()
    error = refusal(data)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return error, most


def sparse(megabytes: int) -> bytes:
    """A part that packs well, of so many megabytes once unpacked."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(SENT).items():
            archive.writestr(name, content)
        with archive.open("xl/bomb.xml", "w") as part:
            part.write(b"<x>")
            for _ in range(megabytes):
                part.write(b" " * 2**20)
            part.write(b"</x>")
    return buffer.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    error, most = peak(sparse(120))
    assert error.code == "workbook_bomb"
    assert most < 2**24


def test_a_zip_bomb_below_the_size_is_refused_by_its_ratio():
    assert refusal(sparse(20)).code == "workbook_bomb"


def test_what_is_unpacked_is_counted_whatever_the_directory_was_taken_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(xlsx_door, "_check_directory", lambda _parts, _limits: None)
    error, most = peak(sparse(120))
    assert error.code == "workbook_bomb"
    assert most < 2**24


@pytest.mark.parametrize("size", [10, 2000, 2**20])
def test_a_directory_that_understates_its_bomb_gains_nothing(size: int):
    error, most = peak(with_directory(sparse(120), "xl/bomb.xml", size=size))
    assert error.code in ("workbook_damaged", "workbook_bomb")
    assert most < 2**24


def test_a_directory_that_overstates_is_refused():
    assert refusal(with_directory(SENT, SHEET, size=2**31)).code == "workbook_bomb"
    assert refusal(with_directory(SENT, SHEET, size=7)).code == "workbook_damaged"


def test_a_zip_of_very_many_parts_is_refused():
    assert (
        refusal(packed(parts_of(SENT) | {f"xl/{n}.xml": b"<x/>" for n in range(400)})).code == "workbook_bomb"
    )


def test_the_parts_of_a_zip_are_counted_before_its_directory_is_read(monkeypatch: pytest.MonkeyPatch):
    crowded = packed(parts_of(SENT) | {f"xl/{n}.xml": b"<x/>" for n in range(400)})
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("its directory was read"))
    assert refusal(crowded).code == "workbook_bomb"


@pytest.mark.parametrize(
    "content",
    [
        b"<x " + b" ".join(b'a%d="%d"' % (n, n) for n in range(200_000)) + b"/>",
        b"<x><!--" + b"".join(b"%d " % n for n in range(300_000)) + b"--></x>",
        ("<x y='" + "".join(f"㰀{n}" for n in range(120_000)) + "'/>").encode("utf-16"),
    ],
    ids=["tag", "comment", "UTF-16"],
)
def test_a_tag_or_comment_without_end_is_refused(content: bytes):
    """Older parsers read it anew from its start with every piece: one of 30 MB kept a processor for minutes."""
    assert refusal(with_part(SENT, "xl/x.xml", lambda _: content)).code == "workbook_bomb"


def test_very_many_attributes_are_refused():
    content = b"".join(b'<x a="%d" b="" c="" d="" e="" f="" g=""/>' % n for n in range(80_000))
    assert refusal(with_part(SENT, "xl/x.xml", lambda _: b"<x>" + content + b"</x>")).code == "workbook_bomb"


def test_a_long_text_is_no_long_tag():
    """Guards the limit above: a part may hold as much text between two tags as it likes."""
    content = b"<x>" + b"".join(b"%d " % n for n in range(300_000)) + b"</x>"
    assert len(content) > 2**20
    assert len(read(with_part(SENT, "xl/x.xml", lambda _: content)).rows) == 3


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_with_one_name_twice_is_refused():
    buffer = io.BytesIO(SENT)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(SHEET, b"<x/>")
    assert refusal(buffer.getvalue()).code == "workbook_damaged"


def test_very_many_cells_or_very_deep_parts_are_refused():
    cells = b'<row r="600">' + b'<c s="1"/>' * 500_000 + b"</row>"
    grown = with_part(SENT, SHEET, lambda part: part.replace(b"</sheetData>", cells + b"</sheetData>"))
    assert refusal(grown).code == "workbook_bomb"
    assert (
        refusal(with_part(SENT, "xl/deep.xml", lambda _: b"<x>" * 500 + b"</x>" * 500)).code
        == "workbook_bomb"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<row r="4"', b'<row r="3"'),
        (b'<row r="4"', b'<row r="many"'),
        (b'<c r="E4"', b'<c r="E3"'),
        (b'<c r="E4"', b'<c r="B4"'),
        (b'<c r="E4"', b'<c r="4E"'),
        (b't="s"><v>', b't="s"><v>9'),
        (b't="s"><v>', b't="d"><v>'),
        (b'<v>65</v>', b"<v>NaN</v>"),
        (b"</sheetData>", b"</sheetData><sheetData>"),
        (b"</sheetData>", b'<row r="5"><c r="A5"><v>1</v></c></row></sheetData>'),
        (b"</sheetData>", b'<row r="4"><c r="A4"><v>1</v></c></row></sheetData>'),
        (b"<sheetData>", b"<sheetData><row><row><c><v>1</v></c></row></row>"),
    ],
)  # fmt: skip
def test_a_sheet_that_contradicts_itself_is_damage_and_nothing_is_passed_over(old: bytes, new: bytes):
    data = with_part(SENT, SHEET, lambda part: part.replace(old, new))
    assert data != SENT
    error = refusal(data)
    assert error.code in ("workbook_damaged", "workbook_header", "workbook_added")


@pytest.mark.parametrize(
    "part",
    [
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/workbook.xml",
        SHEET,
        "xl/sharedStrings.xml",
    ],
)
@pytest.mark.parametrize(
    "change", [lambda _: b"", lambda _: b"<x/>", lambda part: part[: len(part) // 2], lambda _: b"\xff\xfe\x00"],
    ids=["empty", "other", "half", "no text"],
)  # fmt: skip
def test_a_part_that_is_damaged_is_refused(part: str, change: Callable[[bytes], bytes]):
    refusal(with_part(SENT, part, change))


@pytest.mark.filterwarnings("ignore:Workbook contains no stylesheet")
def test_without_its_styles_a_workbook_loses_its_days_and_nothing_else():
    data = with_part(
        filled(SENT, {"F3": date(2018, 5, 31), "G3": "Done."}), "xl/styles.xml", lambda _: b"<x/>"
    )
    assert rows(data)["1.1"].cells == {"effective_on": "43251", "done_since_last": "Done."}


def test_a_part_that_is_missing_is_refused():
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", SHEET):
        parts = parts_of(SENT)
        del parts[name]
        refusal(packed(parts))


PIECES = [
    "=1+1", "+1", "-1", "@x", "#N/A", "'", '"', "<script>", "{0}", "{cell}", "%s", "\n", "\t", " ", "\u202e", "\u2066",
    "_x0007_", "_xD800_", "_x005F_", "\x85", "\ufeff", "\u200b", "e\u0301", "😀", "ß", "İ", "2018-02-30", "0000-00-00",
    "99999999999999999999", "1e999", "NaN", "Completed", "I gang", "Unchanged", "https://", "x" * 5000, "https://x y",
    "1.1", "9.9", "31.12.2018", "2018-H3", "None", "True",
]  # fmt: skip


def anything(chance: random.Random) -> Any:
    match chance.randrange(8):
        case 0:
            return chance.choice([0, -1, 1.5, 1e308, -0.0, 2**63, 43000, 2958466, 10**40])
        case 1:
            return chance.choice([True, False, None])
        case 2:
            return date(1900, 1, 1) + timedelta(days=chance.randrange(100_000))
        case 3:
            return chance.choice([time(1, 2, 3), timedelta(days=3), datetime(9999, 12, 31, 23, 59, 59)])  # noqa: DTZ001
        case _:
            return "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 5)))[:32_000]


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.filterwarnings("ignore:Cell .* is marked as a date")
def test_whatever_is_typed_only_our_own_refusals_come_out(seed: int):
    chance = random.Random(seed)
    within = [f"{column}{row}" for column in "EFGHIJKLM" for row in (3, 4, 5)]
    anywhere = [*within, *(f"{column}{row}" for column in "ABCDN" for row in range(1, 8)), "AX500", "AZ600"]
    places = within if seed % 2 else anywhere
    cells = {chance.choice(places): anything(chance) for _ in range(chance.randrange(1, 12))}
    formats = ["General", "@", "yyyy-mm-dd", "0.00", "[h]:mm", "mmm-yy", ";;;", '"d"0']

    def change(sheet: Any) -> None:
        for place in cells:
            sheet[place].number_format = chance.choice(formats)
            sheet[place].alignment = Alignment(wrap_text=chance.random() < 0.5)

    try:
        found = read(filled(SENT, cells, change=change))
    except Refused as error:
        assert not seed % 2, f"{error.code}: what is typed into a field is a matter of its row"
        return
    for row in found.rows:
        assert row.initiative in found.passport.sent
        assert set(row.cells) <= set(FILLED)
        assert all(isinstance(text, str) for text in row.cells.values())
        assert all(fault.fields["cell"] for fault in row.faults)


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.filterwarnings("ignore")
def test_whatever_byte_is_broken_only_our_own_refusals_come_out(seed: int):
    chance = random.Random(seed)
    if seed % 2:
        raw = bytearray(SENT)
    else:  # behind the ZIP, where no checksum guards the XML
        parts = parts_of(SENT)
        name = chance.choice(sorted(name for name in parts if name.endswith((".xml", ".rels"))))
        content = bytearray(parts[name])
        for _ in range(chance.randrange(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        raw = bytearray(packed(parts | {name: bytes(content)}))
    if seed % 2:
        for _ in range(chance.randrange(1, 6)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
    try:
        assert len(read(bytes(raw)).rows) <= 3
    except Refused as error:
        assert str(error)


def test_the_caps_hold_the_form():
    assert len(FILLED) + 4 < MAX_COLUMNS
    assert MAX_LINES + 30 < MAX_ROWS  # the hidden sheet holds the headings and what the workbook is besides
