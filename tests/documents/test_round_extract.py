"""The extract of a round as PDF/A and as CSV: all of it, in both, and nothing in either that runs or leads astray."""

import csv
import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from monitor.catalogue.dates import PartialDate
from monitor.documents.round_csv import as_csv
from monitor.documents.round_pdf import as_pdf
from monitor.documents.round_text import RoundText
from monitor.reporting.events import (
    DecisionNeeded,
    LogEntry,
    NewAnswer,
    NewDeadline,
    NewEvent,
    NewMilestone,
    NewRedaction,
    Verdict,
)
from monitor.reporting.rounds import StepKind
from monitor.review.rounds import extract
from monitor.show.spoken import Spoken
from tests.builders import (
    a_catalogue,
    a_question,
    a_report,
    a_round,
    a_step,
    about,
    an_initiative,
    both,
    for_bodies,
)
from tests.documents.pdf_text import everything, links, pages, text
from tests.fakes import InMemoryRounds, InMemoryStatusLog

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
CATALOGUE = a_catalogue(
    an_initiative(responsible=for_bodies("JD", "HOD")), an_initiative(id="1.2", responsible=for_bodies("HOD"))
)


class Written:
    """A round with JD and HOD asked, and a log that a test writes into."""

    def __init__(self) -> None:
        self.rounds = InMemoryRounds()
        self.log = InMemoryStatusLog(self.rounds)
        self.rounds.open(a_round(title="Vår & *rask* #runde"), opened_at=NOON)
        for body in ("JD", "HOD"):
            self.rounds.add(a_step(idempotency_key=body, body=body, deputy="Ola"), recorded_at=NOON)

    def record(self, event: NewEvent) -> LogEntry:
        seen = self.log.initiative_revision(event.initiative)
        key = f"form-{self.log.revision() + 1}"
        return self.log.append(replace(event, idempotency_key=key, expected_revision=seen), recorded_at=NOON)

    def told(
        self,
        language: str = "en",
        *,
        day: date = date(2018, 6, 16),
        demo: bool = False,
        made_at: datetime = NOON,
    ) -> RoundText:
        found = extract(self.rounds.rounds()[0], CATALOGUE, self.log, as_of=day, made_at=made_at)
        return RoundText(found, CATALOGUE, Spoken(language), demo=demo)


@pytest.fixture
def written() -> Written:
    """All that can happen in a round."""
    filled = Written()
    first = filled.record(
        a_report(
            done_since_last="Done.",
            next_step="Next.",
            obstacle="Two lines:\nthis is the second.",
            help_needed="Help.",
            comment="A name.",
            expected_completion=PartialDate("2019-H1"),
            evidence_url="https://www.example.no/evidence",
            decision=DecisionNeeded(what="Whether.", of="committee", by=date(2018, 9, 1)),
            case_number="18/1234",
            access_ground="offl. § 14",
            question=a_question("HOD", "KDI", round="spring"),
        )
    )
    disagreed = about(NewAnswer, acting_for="HOD", answers=1, verdict=Verdict.DISAGREED, comment="Not so.")
    filled.record(disagreed)
    filled.record(
        about(NewRedaction, redacts=first.sequence, fields=("comment",), comment="It named a person.")
    )
    filled.record(a_report(corrects=first.sequence, comment="It was wrong."))
    filled.record(about(NewDeadline, revised_deadline=PartialDate("2020-Q3")))
    filled.record(about(NewMilestone, milestone="First agreement"))
    reminded = a_step(idempotency_key="r", kind=StepKind.REMINDED, contact="")
    filled.rounds.add(reminded, recorded_at=NOON)
    more = a_step(idempotency_key="m", kind=StepKind.MORE_TIME, contact="", due=date(2018, 6, 20), body="HOD")
    filled.rounds.add(more, recorded_at=NOON)
    return filled


def table(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def entries(raw: bytes) -> list[dict[str, str]]:
    """The rows of the entries by their headings."""
    rows = table(raw)
    start = next(place for place, row in enumerate(rows) if row[-1] == "Digest (SHA-256)")
    return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]


EVERYTHING = [
    "Vår & *rask* #runde",
    "This is an extract of the log as of 16 June 2018 (last entry no. 6, digest ",
    "It is not the archive; file it in the archive system under its case number.",
    "The names of contacts and deputies are left out, since they are personal data.",
    "15 May 2018",
    "Ministry of Justice (JD)",
    "until 20 June 2018, given 1 June 2018, 14:00",
    "1.1 Review agreements",
    "Done.",
    "Next.",
    "this is the second.",
    "Help.",
    "Text removed",
    "https://www.example.no/evidence",
    "Whether.",
    "Committee",
    "18/1234",
    "offl. § 14",
    "Disagrees",
    "Not so.",
    "Ministry of Health (HOD): Disagrees (no. 2) Not so.",
    "Correctional Service (KDI) has not answered",
    "Corrected (no. 4)",
    "Removal of text",
    "It named a person.",
    "It was wrong.",
    "New deadline",
    "First agreement",
]


@pytest.mark.parametrize("said", EVERYTHING)
def test_the_pdf_and_the_csv_say_the_same(written: Written, said: str) -> None:
    told = written.told()
    in_csv = " ".join(" ".join(cell for row in table(as_csv(told)) for cell in row).split())
    assert said in text(as_pdf(told))
    assert said in in_csv


def test_neither_holds_the_name_of_a_contact_or_what_was_redacted(written: Written) -> None:
    told = written.told()
    pdf, sheet = everything(as_pdf(told)) + text(as_pdf(told)).encode(), as_csv(told)
    for hidden in ("Kari", "Ola", "A name."):
        assert hidden.encode() not in pdf
        assert hidden.encode() not in sheet


def test_every_entry_stands_with_its_digest(written: Written) -> None:
    told = written.told()
    digests = written.log.digests(range(1, 7))
    assert {int(row["No. in the log"]): row["Digest (SHA-256)"] for row in entries(as_csv(told))} == digests
    said = text(as_pdf(told))
    assert all(digest in said for digest in digests.values())


def test_the_pdf_claims_what_typst_has_checked(written: Written) -> None:
    pdf = as_pdf(written.told("nb"))
    assert b"<pdfaid:part>2<" in pdf
    assert b"<pdfaid:conformance>A<" in pdf
    assert b"<pdfuaid:part>1<" in pdf
    inside = everything(pdf)
    assert b"/Lang(nb-NO)" in inside
    assert re.search(rb"/MarkInfo\s*<<\s*/Marked true", inside)
    assert b"/StructTreeRoot" in inside
    assert "<dc:title>" in inside.decode("latin-1")
    assert "Utdrag av rapporteringsrunden «Vår & *rask* #runde»" in inside.decode("utf-8", "ignore").replace(
        "&amp;", "&"
    )
    for tag in (b"/S/Title", b"/S/H1", b"/S/H2", b"/S/H3", b"/S/TH", b"/S/TD"):
        assert tag in inside.replace(b" ", b""), tag


def test_the_pdf_was_made_on_the_day_it_was_in_norway() -> None:
    pdf = as_pdf(Written().told(made_at=datetime(2018, 6, 16, 23, 30, tzinfo=UTC)))
    assert "17 June 2018" in text(pdf)
    assert b"D:20180617" in everything(pdf)


def test_every_page_says_what_it_is_an_extract_of_and_that_it_is_not_the_archive(written: Written) -> None:
    for number in range(40):
        written.record(a_report(initiative="1.2", acting_for="HOD", comment=f"Remark {number}. " * 20))
    read = pages(as_pdf(written.told()))
    assert len(read) > 5
    for number, page in enumerate(read, start=1):
        assert page.startswith("Extract of the log as of 16 June 2018 · not the archive · round spring")
        assert page.endswith(f"Page {number} of {len(read)}")


def test_a_demonstration_says_so_on_every_page_and_in_the_first_row(written: Written) -> None:
    for number in range(10):
        written.record(a_report(initiative="1.2", acting_for="HOD", comment=f"Remark {number}. " * 20))
    told = written.told(demo=True)
    notice = "Demonstration: every report shown here is invented."
    assert all(page.startswith(notice) for page in pages(as_pdf(told)))
    assert table(as_csv(told))[0][0] == notice
    assert notice not in text(as_pdf(written.told()))


def test_it_is_told_in_norwegian(written: Written) -> None:
    said = text(as_pdf(written.told("nb")))
    for words in (
        "Dette er et utdrag av loggen per 16. juni 2018",
        "Det er ikke arkivet",
        "Statusrapport: I gang (nr. 1)",
        "1.1 Review agreements (norsk)",
        "Side 1 av ",
    ):
        assert words in said
    assert table(as_csv(written.told("nb")))[0][0].startswith("Utdrag av rapporteringsrunden «Vår")


def seen(said: str) -> str:
    """A text without the signs that are not seen."""
    unseen = {ord("\N{SOFT HYPHEN}"): None, ord("\N{ZERO WIDTH SPACE}"): None}
    return " ".join(said.translate(unseen).split())


NASTY = [
    '#panic() *bold* _it_ `raw` $x$ @ref <label> \\ // /* "quote" = heading',
    '<b>&amp;</b> [link](https://evil.example) #link("https://evil.example")',
    "a\n\n\n= heading\n- list\n+ list\n/ term: x",
    "tab\there and \N{SOFT HYPHEN} and \N{ZERO WIDTH SPACE}",
    "e\N{COMBINING ACUTE ACCENT} Ž Ω Ж שלום → ✓",
]


@pytest.mark.parametrize("said", NASTY)
def test_what_people_typed_stays_text(said: str) -> None:
    written = Written()
    written.record(a_report(comment=said, case_number='18/1 "x" #y'))
    pdf = as_pdf(written.told())
    if "שלום" not in said:  # read from right to left
        assert seen(said) in seen(text(pdf))
    assert links(pdf) == set()


def test_a_character_that_the_fonts_lack_is_written_as_its_code_point() -> None:
    written = Written()
    written.record(a_report(comment="Fine \N{GRINNING FACE} 漢 \ue000 \ufeff → done."))
    said = text(as_pdf(written.told()))
    assert "Fine [U+1F600] [U+6F22] [U+E000] [U+FEFF] → done." in said


def test_a_text_in_letters_that_no_font_of_ours_holds_can_be_set_all_the_same() -> None:
    written = Written()
    letters = "".join(chr(0x4E00 + place) for place in range(400))
    written.record(a_report(comment=letters))
    assert "[U+4E00]" in text(as_pdf(written.told()))


def test_a_word_without_end_is_broken_and_not_cut() -> None:
    written = Written()
    written.record(a_report(comment="W" * 4000))
    runs = re.findall("W{2,}", text(as_pdf(written.told())))
    assert len("".join(runs)) == 4000
    assert max(map(len, runs)) <= 40


def test_the_only_link_is_the_one_to_evidence_and_only_where_the_rules_accept_it() -> None:
    written = Written()
    long = "https://www.example.no/" + "a" * 300
    for link in ("https://www.example.no/(evidence)", long, "http://plain.example", "javascript:alert(1)"):
        written.record(a_report(evidence_url=link))
    assert links(as_pdf(written.told())) == {"https://www.example.no/(evidence)", long}


@pytest.mark.parametrize("said", ["=1+1", "+1", "-1", "@x", " =1", "\tx"])
def test_no_cell_of_the_csv_is_a_formula(said: str) -> None:
    written = Written()
    written.record(a_report(comment=said, case_number=said, next_step=said, access_ground=said))
    cells = [cell for row in table(as_csv(written.told())) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))] == []
    assert cells.count(f"'{said}") >= 4


def test_the_csv_has_a_row_an_entry_of_the_same_width_as_its_headings(written: Written) -> None:
    raw = as_csv(written.told())
    assert raw.startswith(b"\xef\xbb\xbf")
    assert len({len(row) for row in table(raw)}) == 1
    assert [row["No. in the log"] for row in entries(raw)] == ["1", "2", "3", "4", "5", "6"]
    first = entries(raw)[0]
    assert (first["Recorded"], first["Holds from"]) == ("2018-06-01T14:00:00+02:00", "2018-06-01")
    assert (first["Comment"], first["Status"]) == ("Text removed", "In progress")
    assert entries(raw)[2]["Removed text"] == "Comment"


def test_the_comment_on_what_needs_a_reason_is_called_the_reason(written: Written) -> None:
    rows = entries(as_csv(written.told()))
    assert [(row["Comment"], row["Reason"]) for row in rows[:4]] == [
        ("Text removed", ""),
        ("", "Not so."),
        ("", "It named a person."),
        ("It was wrong.", ""),  # it takes the place of a report's comment
    ]
    said = text(as_pdf(written.told()))
    assert "Reason\nNot so." in said or "Reason Not so." in said
    assert "Comment Not so." not in said


def test_an_answer_that_was_replaced_or_came_late_is_marked() -> None:
    written = Written()
    written.record(a_report(question=a_question("HOD", round="spring")))
    written.record(about(NewAnswer, acting_for="HOD", answers=1, verdict=Verdict.CONFIRMED))
    later = about(NewAnswer, acting_for="HOD", answers=1, verdict=Verdict.DISAGREED, comment="No.")
    written.log.append(
        replace(later, idempotency_key="later", expected_revision=2), recorded_at=NOON + timedelta(days=1)
    )
    assert [row["State"] for row in entries(as_csv(written.told()))] == [
        "Published",
        "Replaced (no. 3)",
        "Answered after publication",
    ]
    said = text(as_pdf(written.told()))
    assert "Replaced (no. 3)" in said and "Answered after publication" in said


@pytest.mark.parametrize("what", [as_pdf, as_csv])
def test_a_round_in_which_nothing_happened_can_be_written(what: Any) -> None:
    empty = Written()
    empty.rounds = InMemoryRounds()
    empty.rounds.open(a_round(), opened_at=NOON)
    raw = what(empty.told())
    said = text(raw) if raw.startswith(b"%PDF") else raw.decode()
    assert "when the log was empty" in said


def test_what_waits_for_an_answer_says_for_whose() -> None:
    written = Written()
    written.record(a_report(question=a_question("HOD", round="spring")))
    said = text(as_pdf(written.told(day=date(2018, 6, 2))))
    assert "Submitted, not published yet" in said
    assert "Ministry of Health (HOD) until 15 June 2018" in said
    assert "Ministry of Health (HOD) has not answered yet" in said


def test_what_the_catalogue_has_lost_stays_readable() -> None:
    written = Written()
    written.record(a_report(initiative="9.9", acting_for="gone"))
    assert {"9.9", "gone"} <= {cell for row in table(as_csv(written.told())) for cell in row}
    assert "9.9" in text(as_pdf(written.told()))


def test_a_body_bears_its_printed_name_though_it_was_renamed_since(written: Written):
    said = written.told()
    names = [
        {"name": both("Ministry of Justice"), "abbreviation": "JD", "to": "2017", "verified": True},
        {"name": both("Ministry of Safety"), "abbreviation": "MS", "from": "2018", "verified": True},
    ]
    bodies = [
        {"id": body.id, "kind": body.kind, "names": names if body.id == "JD" else body.names}
        for body in CATALOGUE.bodies
    ]
    renamed = a_catalogue(bodies=bodies)
    assert RoundText(said.extract, renamed, said.say, demo=False).body("JD") == "Ministry of Justice (JD)"
