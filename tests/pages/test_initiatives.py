"""All initiatives as printed, on the list and on each one's page; and the filters of the list."""

import pytest

from monitor.show.words import Words
from tests.pages.conftest import Dashboard, go, seen
from tests.pages.reading import Page
from tests.printed import NORWEGIAN_TITLES, PRINTED

FULL_NAMES = {
    "JD": "Ministry of Justice and Public Security (JD)",
    "ASD": "Ministry of Labour and Social Affairs (ASD)",
    "HOD": "Ministry of Health and Care Services (HOD)",
    "KMD": "Ministry of Local Government and Modernisation (KMD)",
    "KD": "Ministry of Education and Research (KD)",
}


def numbers(page: Page, caption: str = "Initiatives") -> list[str]:
    return [row["Initiative"].split()[0] for row in page.table(caption).rows]


def test_the_list_shows_every_initiative_as_printed(dashboard: Dashboard):
    rows = dashboard.read("initiatives").table("Initiatives").rows
    shown = [
        (row["Initiative"], row["Responsible, in printed order"], row["Schedule"].rsplit("(")[-1].rstrip(")"))
        for row in rows
    ]
    assert shown == [
        (f"{number} {entry.title}", entry.bodies, str(entry.deadline)) for number, entry in PRINTED.items()
    ]


def test_overview_lists_every_initiative_as_printed(dashboard: Dashboard):
    rows = dashboard.read().table("All initiatives").rows
    assert [(row["Initiative"], row["Responsible, in printed order"]) for row in rows] == [
        (f"{number} {entry.title}", entry.bodies) for number, entry in PRINTED.items()
    ]


def test_nothing_reported_is_told_as_such_with_the_public_record_beside_it(dashboard: Dashboard):
    for row in dashboard.read("initiatives").table("Initiatives").rows:
        assert row["Reported by the bodies"] == "Not reported"
        assert row["On public record (our reading)"]


@pytest.mark.parametrize("number", PRINTED)
def test_an_initiative_has_a_page_with_its_bodies_in_printed_order_and_its_deadline(
    dashboard: Dashboard, number: str
):
    printed = PRINTED[number]
    read = dashboard.read("initiative", id=number)
    assert read.title == f"{number} {printed.title}"
    who = read.section("Who and when")
    names = [FULL_NAMES[body] for body in printed.bodies.split(", ")]
    places = [who.index(f"{name} – responsible") for name in names]
    assert places == sorted(places)
    assert who.count("– responsible") == len(names)
    assert f"Deadline as printed {printed.deadline}" in who
    assert "The print names no lead." in who
    assert f"Deadline passed ({printed.deadline})" in read.section("Schedule")
    assert "Assignment letters None registered" in who
    assert (
        "G-0440 B",
        "https://www.regjeringen.no/en/dokumenter/reduced-recidivism-to-crime/id2556905/",
    ) in (read.links)


@pytest.mark.parametrize("number", NORWEGIAN_TITLES)
def test_an_initiative_is_titled_in_norwegian_for_a_norwegian_reader(dashboard: Dashboard, number: str):
    assert dashboard.read("initiative", lang="nb", id=number).title == f"{number} {NORWEGIAN_TITLES[number]}"


def test_the_timeline_tells_every_initiative_by_its_deadline(dashboard: Dashboard):
    read = dashboard.read("timeline")
    (table,) = read.tables
    shown = [row["Initiative"].split()[0] for row in table.rows]
    assert sorted(shown) == sorted(PRINTED)
    deadlines = [PRINTED[number].deadline for number in shown]
    assert deadlines == sorted(deadlines)
    drawn = {
        number
        for trace in read.charts["timeline"].spec["data"]
        for number in trace["y"]
        if number is not None
    }
    assert drawn == set(PRINTED)


def test_the_matrix_marks_every_responsible_body_at_its_place(dashboard: Dashboard):
    rows = dashboard.read("responsibilities").table("Initiatives and responsible bodies").rows
    for row in rows:
        number = row["Initiative"].split()[0]
        bodies = PRINTED[number].bodies.split(", ")
        for body in FULL_NAMES:
            told = (
                f"responsible, no. {bodies.index(body) + 1} in printed order" if body in bodies else "no part"
            )
            assert row[body] == told, (number, body)


@pytest.mark.parametrize("body", FULL_NAMES)
def test_a_ministry_has_a_page_with_all_it_answers_for(dashboard: Dashboard, body: str):
    read = dashboard.read("responsibilities", body=body)
    assert read.title == FULL_NAMES[body]
    owed = [number for number, entry in PRINTED.items() if body in entry.bodies.split(", ")]
    assert numbers(read, "What it answers for") == owed
    assert "Reintegration Committee" in read.section("Committees")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"area": "2"}, ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6"]),
        ({"body": "KD"}, ["1.1", "1.4", "1.5", "2.1", "2.3", "2.5", "3.3"]),
        ({"deadline": "2020"}, ["2.4", "2.6"]),
        ({"text": "bostøtte"}, ["3.5"]),  # a Norwegian word finds it on an English page, too
        ({"text": "brik"}, ["1.3"]),
        ({"area": "3", "body": "HOD"}, ["3.7"]),
        ({"status": "late"}, list(PRINTED)),
        ({"status": "not_reported"}, list(PRINTED)),
    ],
)
def test_the_address_filters_the_list(dashboard: Dashboard, query: dict[str, str], expected: list[str]):
    read = dashboard.read("initiatives", **query)
    assert numbers(read) == expected
    assert f"Showing {len(expected)} of 18 initiatives" in read.told[0]


def test_a_filter_goes_into_the_address_and_out_of_it_again(dashboard: Dashboard):
    app = dashboard.visit("initiatives")
    app.get_by_key("chosen_body").set_value("KMD").run()
    app.get_by_key("typed_text").set_value(" bolig ").run()
    assert app.query_params == {"lang": "en", "body": "KMD", "text": "bolig"}
    filtered = numbers(seen(app))
    # The address alone, sent to somebody else, shows the same.
    assert numbers(dashboard.read("initiatives", body="KMD", text="bolig")) == filtered
    assert filtered and len(filtered) < 10
    (reset,) = [button for button in app.button if button.label == "Reset the filters"]
    reset.click().run()
    assert app.query_params == {"lang": "en"}
    assert numbers(seen(app)) == list(PRINTED)


def test_back_to_an_earlier_address_shows_the_earlier_list(dashboard: Dashboard):
    app = dashboard.visit("initiatives", deadline="2020")
    assert numbers(seen(app)) == ["2.4", "2.6"]
    assert numbers(seen(go(app, lang="en"))) == list(PRINTED)
    assert numbers(seen(go(app, lang="en", deadline="2020"))) == ["2.4", "2.6"]


def test_a_filter_that_fits_nothing_says_so_and_offers_the_way_back(dashboard: Dashboard, words: Words):
    read = dashboard.read("initiatives", lang=words.language, text="no such words")
    assert words("No initiative matches the filters.") in read.text
    assert read.tables == []
    assert words("Reset the filters") in [button.label for button in read.app.button]


def test_a_filter_the_page_does_not_have_is_told_and_passed_over(dashboard: Dashboard):
    read = dashboard.read("initiatives", area="9", body="NOBODY", status="late-ish", deadline="1999")
    assert read.told[:-1] == [
        "“9” in the address is no choice for “Area”, and was left out.",
        "“NOBODY” in the address is no choice for “Responsible body”, and was left out.",
        "“late-ish” in the address is no choice for “Reported status”, and was left out.",
        "“1999” in the address is no choice for “Deadline”, and was left out.",
    ]
    assert numbers(read) == list(PRINTED)
