"""Statuses as marks, addresses as links, counts as a strip."""

import re
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from monitor.catalogue.provenance import Confidence
from monitor.evidence.record import PublicStatus, Reading
from monitor.reporting.status import Status
from monitor.review.schedule import schedule
from monitor.show import addresses
from monitor.show.addresses import Addresses
from monitor.show.marks import (
    contradiction_mark,
    record_mark,
    reported_mark,
    schedule_mark,
    status_mark,
)
from monitor.show.rows import addressee, body_links, body_long, initiative_link, standing_table
from monitor.show.strip import Part, strip
from monitor.show.words import Words
from tests.builders import a_catalogue, a_standing, an_entry, an_initiative, both, for_bodies

EN = Words("en")
TO = Addresses("en", date(2018, 12, 31))


def words(markup: str) -> str:
    """What a reader reads: no tags, single spaces."""
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", markup)).strip()


@pytest.mark.parametrize(("status", "told"), [(None, "? Not reported"), (Status.COMPLETED, "✓ Completed")])
def test_a_status_is_a_sign_and_a_word_and_the_sign_is_not_read_aloud(status: Status | None, told: str):
    mark = status_mark(status, EN)
    assert words(mark) == told
    assert '<span class="m-sign" aria-hidden="true">' in mark


def test_the_record_says_how_sure_the_reading_is():
    sure = record_mark(Reading(PublicStatus.DONE_LATE, Confidence.MEDIUM, None), EN)
    assert words(sure) == "◕ Done late medium confidence"
    assert (
        words(record_mark(Reading(PublicStatus.NOT_EVIDENCED, None, None), EN))
        == "– No public evidence found"
    )


def test_what_is_reported_carries_the_day_it_held_from():
    assert (
        words(reported_mark(a_standing(report=an_entry()), a_catalogue(), EN))
        == "▶ In progress 1 June 2018, JD"
    )
    assert words(reported_mark(a_standing(), a_catalogue(), EN)) == "? Not reported"


def told_schedule(day: date, status: Status | None = None, effective: date | None = None, **over: Any) -> str:
    report = an_entry(status=status, effective_on=effective or day) if status else None
    return words(schedule_mark(schedule(an_initiative(**over), report, as_of=day), EN))


REVISED = {"due": "2018", "revised": [{"due": "2020", "decided": "2018-11-01", "reason": both("Late")}]}


@pytest.mark.parametrize(
    ("told", "given"),
    [
        ("Due 2018", {"day": date(2017, 6, 1)}),
        ("Due this year (2018)", {"day": date(2018, 12, 31)}),
        ("! Deadline passed (2018)", {"day": date(2019, 1, 1)}),
        ("Deadline was 2018", {"day": date(2019, 1, 1), "status": Status.DISCONTINUED}),
        (
            "Deadline was 2018",
            {"day": date(2019, 1, 1), "status": Status.COMPLETED, "effective": date(2018, 12, 31)},
        ),
        ("! Completed after the deadline (2018)", {"day": date(2019, 1, 1), "status": Status.COMPLETED}),
        ("No deadline", {"day": date(2019, 1, 1), "deadline": None}),
        ("Due 2020 originally 2018", {"day": date(2019, 1, 1), "deadline": REVISED}),
        ("Due this year (first half of 2018)", {"day": date(2018, 6, 1), "deadline": {"due": "2018-H1"}}),
    ],
)
def test_the_schedule_says_the_deadline_in_force_and_whether_it_has_passed(told: str, given: dict[str, Any]):
    assert told_schedule(**given) == told


def test_a_contradiction_is_said_and_its_absence_is_not():
    assert "contradict" in contradiction_mark(a_standing(report=an_entry(), record=PublicStatus.DONE), EN)
    assert contradiction_mark(a_standing(report=an_entry()), EN) == ""


def test_an_address_keeps_language_and_day_and_leaves_out_what_is_not_chosen():
    address = urlsplit(TO.to(addresses.INITIATIVES, body="JD", area=""))
    assert address.path == "initiatives"
    assert parse_qs(address.query) == {"body": ["JD"], "lang": ["en"], "as_of": ["2018-12-31"]}
    assert "as_of" not in Addresses("nb", None).to(addresses.ABOUT)


def test_an_address_cannot_be_broken_out_of():
    link = TO.link('"><script>', addresses.INITIATIVE, id='1"&id=2 #x')
    assert "<script" not in link
    [address] = re.findall(r'href="([^"]*)"', link)
    query = parse_qs(urlsplit(address.replace("&amp;", "&")).query)
    assert query["id"] == ['1"&id=2 #x']


def test_a_strip_draws_one_square_for_each_initiative_and_tells_the_counts_once():
    shown = strip(
        "Reported", [Part(2, "Done", "✓", "a"), Part(0, "Late", "!", "b"), Part(1, "Open", "○", "c")]
    )
    squares, legend = shown.split("<ul", 1)
    assert squares.count('<span class="m-sign"') == 3
    assert "Reported. Done: 2; Open: 1" in squares
    assert "Late" not in shown
    assert words("<ul" + str(legend)) == "✓ 2 Done ○ 1 Open"


CATALOGUE = a_catalogue(an_initiative(responsible=for_bodies("HOD", "JD")))


def test_a_row_names_the_initiative_its_bodies_in_printed_order_and_the_three_statuses_apart():
    shown = standing_table(
        "Initiatives", [a_standing(initiative=CATALOGUE.initiatives[0])], CATALOGUE, TO, EN
    )
    told = words(shown)
    for heading in (
        "Initiative",
        "Responsible, in printed order",
        "Reported by the bodies",
        "On public record (our reading)",
        "Schedule",
    ):
        assert heading in told
    assert "1.1 Review agreements HOD , JD ? Not reported – No public evidence found" in told


def test_initiatives_and_bodies_lead_to_their_pages_on_the_same_day():
    link = initiative_link(a_standing().initiative, TO, EN)
    assert "initiative?id=1.1&amp;lang=en&amp;as_of=2018-12-31" in link
    assert "responsibilities?body=HOD&amp;lang=en" in body_links(["HOD"], CATALOGUE, TO)


def test_a_body_is_named_in_full_with_its_short_name_on_the_day():
    day = date(2018, 1, 1)
    assert body_long(CATALOGUE.body["JD"], day, EN) == "Ministry of Justice (JD)"
    assert addressee("committee", CATALOGUE, day, EN) == "Committee"
    assert addressee("JD", CATALOGUE, day, EN) == "Ministry of Justice (JD)"
    assert addressee("dissolved", CATALOGUE, day, EN) == "dissolved"
