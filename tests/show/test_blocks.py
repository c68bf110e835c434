"""The parts of pages, as their words read."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from markupsafe import Markup

from monitor.catalogue.provenance import Confidence
from monitor.catalogue.strategy import Catalogue
from monitor.errors import Refused
from monitor.evidence.record import Evidence, PublicStatus, Reading
from monitor.measures.observations import Measures, Qualifier, Series
from monitor.measures.quality import Flag
from monitor.reporting.events import DecisionNeeded
from monitor.reporting.status import Status
from monitor.review.decisions import decisions
from monitor.review.desk import Desk
from monitor.review.duties import duties
from monitor.review.missing import MissingReports
from monitor.review.overview import Overview
from monitor.review.schedule import schedule
from monitor.review.standing import Standing
from monitor.review.submissions import Told
from monitor.show.addresses import Addresses
from monitor.show.blocks import (
    about,
    indicator_definition,
    indicators,
    initiative,
    initiative_facts,
    overview,
    overview_changed,
    overview_totals,
    report,
    report_preview,
    responsibilities,
    sources,
)
from monitor.show.blocks import timeline as timeline_blocks
from monitor.show.words import Words
from tests.builders import (
    a_catalogue,
    a_report,
    a_series,
    a_standing,
    an_entry,
    an_import,
    an_indicator,
    an_initiative,
    an_observation,
    both,
    for_bodies,
    some_evidence,
)
from tests.fakes import InMemoryStatusLog

EN, NB = Words("en"), Words("nb")
TO = Addresses("en", None)
TODAY = date(2026, 11, 1)
HOSTILE = "<script>alert(1)</script>"
CATALOGUE = a_catalogue(
    an_initiative(responsible=for_bodies("JD", "HOD")),
    an_initiative(id="1.2", title=both("Second"), deadline={"due": "2017"}),
    an_initiative(id="1.3", title=both("Third"), deadline={"due": "2019"}, responsible=for_bodies("HOD")),
)


def words(markup: str) -> str:
    """What a reader reads: no tags, single spaces."""
    return re.sub(r"[ \n]+", " ", re.sub("<[^>]*>", " ", str(Markup(markup)))).strip()


def a_view(
    *reports: Any, as_of: date = TODAY, since: date = date(2026, 8, 3), record: tuple[Evidence, ...] = (),
    series: tuple[Series, ...] = (),
) -> Overview:  # fmt: skip
    log = InMemoryStatusLog()
    for place, entry in enumerate(reports):
        day = entry.effective_on
        log.append(
            replace(
                entry, idempotency_key=str(place), expected_revision=log.initiative_revision(entry.initiative)
            ),
            recorded_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
        )
    measures = Measures({entry.indicator.id: entry for entry in series})
    return Desk(CATALOGUE, record, measures, log, TODAY, as_of).overview(since)


# Overview


def test_the_first_line_says_the_day_and_how_much_is_reported():
    assert overview.summary_line(a_view(), EN) == "As of 1 November 2026 · 0 of 3 reported"
    assert overview.summary_line(a_view(a_report()), EN) == "As of 1 November 2026 · 1 of 3 reported"


def test_what_needs_a_decision_is_gathered_by_ground_and_flags_are_told_in_full():
    flag = DecisionNeeded(what="Who pays?", of="committee", by=date(2026, 12, 1))
    view = a_view(
        a_report(decision=flag, comment="x"),
        a_report(initiative="1.2", status=Status.NOT_STARTED),
        record=(some_evidence(initiative="1.2"),),
    )
    told = words(overview.needs_decision(view, CATALOGUE, TO, EN))
    assert told.startswith("3 need a decision 1.1 Review agreements Who pays?")
    assert "To be decided by: Committee, by 1 December 2026. Flagged for JD on 1 June 2018." in told
    assert "Report and public record contradict each other: 1 1.2" in told
    assert "Deadline passed, nothing reported: 1 1.3" in told


def test_that_nothing_needs_a_decision_is_said():
    told = words(overview.needs_decision(a_view(as_of=date(2017, 1, 1)), CATALOGUE, TO, EN))
    assert told == "0 need a decision Nothing is flagged, late or contradicted."


def test_what_changed_is_told_from_old_to_new():
    view = a_view(
        a_report(status=Status.NOT_STARTED, effective_on=date(2018, 5, 1)),
        a_report(status=Status.IN_PROGRESS, effective_on=date(2018, 6, 1)),
        since=date(2018, 5, 15),
    )
    told = words(overview_changed.changed(view, CATALOGUE, TO, EN))
    assert told == (
        "Changed since 15 May 2018 1.1 Review agreements ○ Not started → ▶ In progress "
        "Status report ( no. 2 ) All changes between two days"
    )


def test_a_repeated_report_and_no_report_are_told_apart():
    again = [a_report(effective_on=date(2018, month, 1)) for month in (5, 6)]
    told = words(overview_changed.changed(a_view(*again, since=date(2018, 5, 15)), CATALOGUE, TO, EN))
    assert "Reported again, status as before: 1 1.1" in told
    told = words(overview_changed.changed(a_view(), CATALOGUE, TO, EN))
    assert "No report has been recorded since that day." in told


def test_what_is_due_is_listed_with_the_deadlines_of_all():
    told = words(overview.due(a_view(as_of=date(2018, 6, 1)), TO, EN))
    assert told.startswith("1 past the deadline, 1 due in 2018 Past the deadline, not completed: 1 1.2 ")
    assert "Due this year: 1.1 Review agreements Deadlines by year" in told
    assert "Deadlines by year: 2017 (1), 2018 (1), 2019 (1). Passed by this day: 1 of 3." in told


def test_missing_reports_are_counted_under_each_responsible_body():
    told = words(overview.missing(a_view(a_report()), CATALOGUE, TO, EN))
    assert told.startswith("2 reports missing JD 1 HOD 1")


def test_totals_of_reports_and_of_the_record_stand_apart():
    view = a_view(a_report(), record=(some_evidence(),))
    assert words(overview_totals.reported_totals(view, EN)).endswith("▶ 1 In progress ? 2 Not reported")
    told = words(overview_totals.record_totals(view, EN))
    assert "● 1 Done – 2 No public evidence found" in told
    assert "Our reading of public sources, not assessed by the ministries." in told


def test_a_finding_is_told_with_its_source_and_a_second_hand_one_is_said_to_be():
    finding = {
        "initiative": None,
        "kind": "finding",
        "supports": None,
        "title": "Dokument 3:4",
        "publisher": "Riksrevisjonen",
    }
    view = a_view(
        record=(
            some_evidence(
                id="a", text=both("Only to a small degree."), url="https://www.example.no/a", **finding
            ),
            some_evidence(id="b", text=both("3 of 18."), seen="second_hand", **finding),
        )
    )
    first, second = (
        words(overview_totals.findings(view, TO, EN)),
        words(overview_totals.told_by_others(view, EN)),
    )
    assert "Only to a small degree. Dokument 3:4 · Riksrevisjonen" in first
    assert "3 of 18" not in first
    assert second.startswith("Told by others, second hand 3 of 18.")
    assert "second hand" in second.split("3 of 18.")[1]
    assert overview_totals.findings(a_view(), TO, EN) == overview_totals.told_by_others(a_view(), EN) == ""


def test_how_people_live_carries_period_n_source_and_that_it_was_measured_before():
    indicator = an_indicator(headline={"answer": "none"})
    figure = an_observation(indicator, "2014", "24", "none", qualifier=Qualifier.ABOUT, n=463)
    told = words(overview_totals.lives(a_view(series=(Series(indicator, (figure,)),)), TO, EN))
    assert "about 24\N{NO-BREAK SPACE}% One in four has no housing." in told
    assert "SSB 2015; figures for 2014; n: 463" in told
    assert "Last measured before the strategy; no later measurement found." in told


# Initiative


def test_the_three_statuses_stand_side_by_side_and_apart():
    entry = an_initiative()
    row = Standing(
        entry,
        an_entry(),
        Reading(PublicStatus.DONE, Confidence.HIGH, some_evidence()),
        schedule(entry, an_entry(), as_of=date(2018, 6, 11)),
    )
    shown = initiative.three_statuses(row, CATALOGUE, date(2018, 6, 11), EN)
    assert shown.count('class="m-card') == 3
    told = words(shown)
    assert "Reported by the bodies ▶ In progress 1 June 2018, JD 10 days before the day shown" in told
    assert "On public record ● Done high confidence A report says it is done." in told
    assert "Schedule Due this year (2018) Computed from the deadline in force and the report." in told
    assert "contradict" in told


def facts(entry: Any, catalogue: Catalogue = CATALOGUE, as_of: date = TODAY) -> str:
    return words(initiative_facts.facts(entry, catalogue, as_of, TO, EN))


def test_the_facts_name_bodies_in_printed_order_and_no_lead():
    told = facts(CATALOGUE.initiatives[0])
    assert "Ministry of Justice (JD) – responsible" in told
    assert told.index("Ministry of Justice") < told.index("Ministry of Health")
    assert "The print names no lead." in told
    assert "Deadline as printed 2018" in told
    assert "Assignment letters None registered" in told


def test_the_facts_hold_what_this_strategy_does_not_use_yet():
    entry = an_initiative(
        deadline={
            "stages": [{"due": "2018-H1", "what": both("First")}, {"due": "2018-Q4"}],
            "revised": [
                {"due": "2019-05", "decided": "2018-11-01", "reason": both("Took longer")},
                {"due": "2030", "decided": "2029", "reason": both("Not decided yet")},
            ],
        },
        executing={"bodies": ["KDI"], "origin": "sourced", "source": "https://www.example.no/e"},
        completion_criterion={"text": both("A report exists"), "origin": "ours"},
        assignment_letters=[
            {"year": "2018", "title": both("Letter"), "url": "https://www.example.no/l", "origin": "ours"}
        ],
        closed={"on": "2019", "reason": both("Merged")},
        continued_by={"initiative": "7", "strategy": "next"},
    )
    before, after = facts(entry, as_of=date(2018, 3, 1)), facts(entry)
    assert "first half of 2018: First" in before
    assert "Took longer" not in before
    assert "May 2019 (decided 1 November 2018): Took longer" in after
    assert "Not decided yet" not in after
    assert "Carried out by Correctional Service (KDI) ( source )" in after
    assert "Counts as completed when A report exists ours" in after
    assert "2018: Letter ours" in after
    assert "Closed 2019: Merged" in after
    assert "Continued by 7" in after


def test_a_body_that_was_renamed_is_shown_by_its_printed_name_with_the_name_of_the_day():
    names = [
        {"name": both("Old name"), "abbreviation": "OLD", "to": "2021", "verified": True},
        {"name": both("New name"), "abbreviation": "NEW", "from": "2022", "verified": False},
    ]
    catalogue = a_catalogue(
        an_initiative(), bodies=[{"id": "JD", "kind": "ministry", "names": names}], committees=[]
    )
    assert "Old name (OLD) – responsible on the day shown: New name (NEW) (not verified)" in facts(
        catalogue.initiatives[0], catalogue
    )
    assert "New name" not in facts(catalogue.initiatives[0], catalogue, as_of=date(2020, 1, 1))


def test_history_tells_both_times_and_every_word_and_what_was_redacted():
    entries = [
        an_entry(
            done_since_last="Line one\nline two",
            next_step=None,
            comment=HOSTILE,
            evidence_url="https://www.example.no/x",
            decision=DecisionNeeded(what="Who?", of="HOD"),
        )
    ]
    shown = initiative.history([Told(entry, None) for entry in entries], CATALOGUE, TO, EN)
    told = words(shown)
    assert "▶ In progress from 1 June 2018 · reported for Ministry of Justice (JD)" in told
    assert "Next step Text removed" in told
    assert "Obstacle" not in told
    assert "Who? (Ministry of Health (HOD), no day given)" in told
    assert "Recorded 1 June 2018, 14:00 as no. 1 in the log" in told
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "Line one\nline two" in shown


def test_history_without_a_report_says_so():
    assert "Nothing is reported on this initiative by this day." in words(
        initiative.history([], CATALOGUE, TO, EN)
    )


def test_public_evidence_is_headed_as_our_reading_and_undated_entries_are_set_apart():
    told = words(
        initiative.public_evidence([some_evidence()], [some_evidence(id="b", text=both("Undated one."))], EN)
    )
    assert "Our reading of public sources, not assessed by the ministries." in told
    assert (
        told.index("A report says it is done.")
        < told.index("placed nowhere in time")
        < told.index("Undated one.")
    )


# Indicators


def test_figures_are_listed_with_everything_that_belongs_to_them():
    indicator = an_indicator()
    figures = (
        an_observation(indicator, "2014", "56", "own", n=1463),
        an_observation(indicator, "2014", "99"),
    )
    told = words(indicators.figures(Series(indicator, figures), EN))
    assert "Own" in told
    assert "1,463" in told
    assert "total" in told
    assert "not printed" in told
    assert "SSB, 2015, read at the source, high confidence" in told


def test_a_figure_bears_its_interval_its_count_and_its_flags():
    indicator = an_indicator()
    figure = an_observation(
        indicator,
        "2014",
        "56",
        "own",
        n=16,
        numerator=Decimal(9),
        flags=(Flag.PROVISIONAL, Flag.LOW_RELIABILITY),
    )
    told = words(indicators.figures(Series(indicator, (figure,)), EN))
    assert "9 of 16, 56\N{NO-BREAK SPACE}% (33–77) 9 of 16" in told
    assert "provisional low reliability" in told


def test_how_a_source_was_seen_is_told_once():
    source = an_indicator().model_dump()["sources"][0] | {"seen": "second_hand"}
    indicator = an_indicator(sources=[source])
    figure = an_observation(indicator, "2014", "56", "own", flags=(Flag.REVISED, Flag.SECOND_HAND))
    told = words(indicators.figures(Series(indicator, (figure,)), EN))
    assert "second hand" in told
    assert "revised" in told
    assert "told second hand" not in told


def test_of_an_import_the_table_has_no_column_that_every_figure_leaves_blank():
    dimension = {"id": "sex", "title": both("Sex"), "codes": [{"code": "f", "label": both("Women")}]}
    definition = an_import(dimensions=[dimension])
    total = an_observation(definition, "2014", "56", confidence=None)
    told = words(indicators.figures(Series(definition, (total,)), EN))
    assert told == "Poverty Period Value 2014 56"
    women = an_observation(definition, "2014", "50", "f", n=12, confidence=None)
    told = words(indicators.figures(Series(definition, (total, women)), EN))
    assert told == "Poverty Period Sex Value n 2014 total 56 – 2014 Women 50 12"


def test_a_long_definition_stands_below_the_figures():
    long = an_import(definition=both("A long text. " * 60))
    assert indicators.meaning(long, EN) == ""
    assert "Definition A long text." in words(indicator_definition.definition(long, Measures({}), TO, EN))
    short = an_import(definition=both("A short text"), population=both("Everybody"))
    assert words(indicators.meaning(short, EN)) == "A short text. Everybody."
    told = words(indicator_definition.definition(short, Measures({}), TO, EN))
    assert "Definition" not in told
    assert "Unit not stated by the source" in told


def test_what_else_the_source_says_stands_under_its_own_headings():
    definition = an_import(remarks=[{"heading": {"en": "Update cycle"}, "text": {"en": "Yearly"}}])
    assert "Update cycle Yearly" in words(indicator_definition.definition(definition, Measures({}), TO, EN))


def test_what_the_brackets_hold_is_said_below_the_table():
    indicator = an_indicator()
    told = words(
        indicators.uncertainty(Series(indicator, (an_observation(indicator, "2014", "56", n=264),)), EN)
    )
    assert "Simple random sample assumed; non-response not covered." in told
    assert indicators.uncertainty(Series(indicator, ()), EN) == ""


def test_a_definition_tells_how_a_survey_was_made():
    survey = {
        "question": both("Where will you live?"),
        "mode": both("By visit"),
        "weighting": both("Weighted by sex"),
        "non_response": both("57 of 100 answered"),
    }
    told = words(indicator_definition.definition(an_indicator(survey=survey), Measures({}), TO, EN))
    for said in ("Where will you live?", "By visit", "Weighted by sex", "57 of 100 answered"):
        assert said in told
    survey = {"mode": both("By visit")}
    told = words(indicator_definition.definition(an_indicator(survey=survey), Measures({}), TO, EN))
    assert "Question, in our words not seen in the sources read" in told
    assert "Weighting" not in told
    assert "Question" not in words(indicator_definition.definition(an_indicator(), Measures({}), TO, EN))


def test_a_definition_tells_what_figures_may_be_compared_with_and_where_they_were_read():
    other = a_series(("2014", "1"), id="other", title=both("Other figures"))
    source = an_indicator().model_dump()["sources"][0]
    indicator = an_indicator(
        reference={"population": both("Everybody"), "matched_on_age_and_sex": "yes", "indicator": "other"},
        comparable_with=["other"],
        follow_up="24",
        targets=[{"value": "80", "period": "2020", "group": {"answer": "own"}}],
        sources=[source | {"register_table": "03024", "read_on": "2026-11-20"}],
    )
    told = words(indicator_definition.definition(indicator, Measures({"other": other}), TO, EN))
    assert "May be compared with Everybody; matched on age and sex: yes; Other figures" in told
    assert "Same definition Other figures" in told
    assert "Followed for 24 months; a cohort is incomplete before that" in told
    assert "Targets Own: 80\N{NO-BREAK SPACE}% by 2020 (SSB 2015)" in told
    assert "table 03024" in told
    assert "read on 20 November 2026" in told


def test_what_the_source_of_an_import_leaves_out_is_said():
    told = words(indicator_definition.definition(an_import(), Measures({}), TO, EN))
    for name in ("Population", "Base", "Period", "Collected by", "Method"):
        assert f"{name} not stated by the source" in told
    assert "Sources Goals · no year given · read at the source" in told
    assert indicators.meaning(an_import(), EN) == ""


def test_a_series_break_is_told_with_its_period_group_and_reason():
    entry = {"from": "2012", "reason": both("Counted anew."), "codes": {"answer": ["own"]}}
    told = words(indicator_definition.breaks(an_indicator(breaks=[entry]), EN))
    assert told == (
        "Series break From 2012 on (Own): Counted anew. Figures before and after are not compared."
    )
    assert indicator_definition.breaks(an_indicator(), EN) == ""


def test_conflicting_sources_are_said_before_the_figures():
    other = a_series(("2014", "1"), id="other", title=both("Other figures"))
    indicator = an_indicator(conflicts=[{"indicator": "other", "note": both("Counts otherwise.")}])
    told = words(indicators.conflicts(indicator, Measures({"other": other}), TO, EN))
    assert told == "Sources disagree Counts otherwise. See: Other figures"
    assert indicators.conflicts(an_indicator(), Measures({}), TO, EN) == ""


def test_figures_left_out_before_today_are_counted():
    whole = a_series(("2014", "1"), ("2019", "2"), ("undated", "3"))
    part = whole.known_by(as_of=date(2018, 1, 1), today=TODAY)
    assert words(indicators.left_out(part, EN)).startswith("2 figures are left out")
    assert indicators.left_out(whole.known_by(as_of=TODAY, today=TODAY), EN) == ""


@pytest.mark.parametrize(
    ("measured", "told"),
    [
        ("before_strategy", "Last measured before the strategy; no later measurement found."),
        ("spans_start", "Measured before and after the strategy began."),
        ("during_or_after", "Measured after the strategy began."),
    ],
)
def test_when_it_was_measured_is_said(measured: str, told: str):
    assert words(indicators.measured_note(an_indicator(measured=measured), EN)) == told


def test_links_are_association_not_effect():
    link = {"initiative": "1.1", "state": "confirmed", "reason": both("It is about agreements")}
    told = words(indicators.links(an_indicator(links=[link]), CATALOGUE, TO, EN))
    assert "Figures beside an initiative are association, not effect." in told
    assert "1.1 Review agreements confirmed by the secretariat It is about agreements" in told
    assert words(indicators.links(an_indicator(), CATALOGUE, TO, EN)) == "Linked to no initiative."


# Responsibilities, timeline, sources, about, report


def test_the_matrix_holds_the_place_in_printed_order_and_says_where_there_is_no_part():
    rows = [a_standing(initiative=entry) for entry in CATALOGUE.initiatives]
    told = words(responsibilities.matrix(rows, CATALOGUE, TO, EN))
    assert "1.1 Review agreements ● 1 responsible, no. 1 in printed order ● 2 responsible, no. 2" in told
    assert "1.2 Second ● 1 responsible, no. 1 in printed order no part ? Not reported" in told


def test_a_bodys_page_says_what_it_owes_and_what_is_asked_of_it():
    flag = DecisionNeeded(what="Who pays?", of="committee", by=date(2026, 12, 1))
    rows = [
        a_standing(initiative=CATALOGUE.initiatives[0]),
        a_standing(
            initiative=CATALOGUE.initiatives[2],
            report=an_entry(initiative="1.3", acting_for="HOD", decision=flag),
        ),
    ]
    told = words(
        responsibilities.duties(duties(CATALOGUE.body["JD"], CATALOGUE, rows), CATALOGUE, TODAY, TO, EN)
    )
    assert "1 of its initiatives has nothing reported." in told
    assert "What others ask of it Initiative 1.3 Third What is to be decided Who pays?" in told
    assert "By when 1 December 2026" in told
    assert "Committee: chair, permanent member" in told
    told = words(
        responsibilities.duties(duties(CATALOGUE.body["KDI"], CATALOGUE, []), CATALOGUE, TODAY, TO, EN)
    )
    assert "The strategy names it for no initiative." in told
    assert "No decision is open that a report in force asks of it" in told
    assert "Committee: member as required" in told


def test_a_committee_without_a_printed_secretariat_says_so():
    told = words(responsibilities.committee(CATALOGUE.committees[0], CATALOGUE, TO, EN))
    assert "Secretariat none is printed" in told
    assert "Norwegian name not verified" in told
    assert "Permanent members JD , HOD" in told


def test_the_timeline_is_told_as_a_table_too():
    log = InMemoryStatusLog()
    log.append(a_report(), recorded_at=datetime(2018, 6, 1, 12, tzinfo=UTC))
    record = (some_evidence(initiative="1.3", event_day="2019-02"),)
    courses = Desk(CATALOGUE, record, Measures({}), log, TODAY, TODAY).courses()
    told = words(timeline_blocks.timeline_table(courses, TO, EN))
    assert told.index("1.2 Second") < told.index("1.1 Review") < told.index("1.3 Third")
    assert "1 June 2018 ▶ In progress" in told
    assert "event February 2019" in told


def test_an_entry_of_the_record_says_when_how_it_was_seen_and_who_corrects_it():
    told = words(sources.evidence_entry(some_evidence(title="Report", publisher="SSB", event_day="2018"), EN))
    assert told == (
        "Evidence · Event: 2018 · supports: ● Done A report says it is done. Report · SSB · published 1 March 2019"
        " · read at the source · high confidence · corrections: the secretariat"
    )
    told = words(sources.evidence_entry(some_evidence(publication_day=None, supports=None), EN))
    assert "Day of the event not known" in told
    assert "undated" in told
    assert "supports" not in told


def test_about_tells_the_strategy_its_rules_and_every_source_once():
    strategy = words(about.strategy(CATALOGUE, EN))
    assert "Example strategy" in strategy
    assert "X-1 , Ministries, April 2017" in strategy
    assert "2017 to 2021" in strategy
    rules = words(about.rules(EN))
    assert "never “not started”" in rules
    assert "one that was withdrawn or corrected does not count" in rules
    assert "asks for one and no committee has concluded on it" in rules
    record = words(about.record([some_evidence(initiative=None)], [some_evidence(text=both("Undated."))], EN))
    assert "Our reading of public sources, not assessed by the ministries." in record
    assert record.index("placed nowhere in time") < record.index("Undated.")
    series = {"a": a_series(("2014", "1")), "b": a_series(("2014", "1"), id="b")}
    assert words(about.sources(Measures(series), EN)).count("Living conditions") == 1


def test_about_does_not_say_where_the_database_is_nor_that_nothing_is_ever_removed():
    """It may lie on another machine, people may sign in elsewhere, and personal data can be removed."""
    kept = words(about.kept(EN))
    assert "on this machine" not in kept
    assert "Texts with personal data can be removed; the log shows that they were." in kept
    assert "their sign-in service" in kept


def test_the_report_page_counts_what_is_missing():
    told = words(report.missing(MissingReports((an_initiative(),), True, None, frozenset()), "JD", EN))
    assert told == "1 missing : 1.1. Initiatives the body answers for."
    told = words(report.missing(MissingReports((), False, None, frozenset()), "KDI", EN))
    assert told.startswith("0 missing . The body answers for no initiative itself")


def test_what_a_person_typed_is_text_in_the_preview_and_in_both_versions():
    typed = a_report(
        comment=HOSTILE,
        next_step="**bold**",
        evidence_url=HOSTILE,
        case_number=HOSTILE,
        access_ground=HOSTILE,
        decision=DecisionNeeded(what=HOSTILE, of=HOSTILE),
    )
    against = [Refused("date_unreadable", "", said=HOSTILE, initiative="1.1")]
    other = an_entry(sequence=2, comment=HOSTILE, acting_for="HOD")
    for drawn in (
        report_preview.preview(
            [report_preview.Proposal(a_standing(), None, typed, against, {})],
            CATALOGUE,
            TO,
            EN,
            answers=True,
        ),
        report_preview.versions(
            a_standing(), typed, [Told(other, None)], read=True, catalogue=CATALOGUE, to=TO, words=EN
        ),
        report.beside_the_row(
            reasons=against,
            held_from=HOSTILE,
            begun_for=HOSTILE,
            overtaken=True,
            saved=HOSTILE,
            others={HOSTILE: HOSTILE},
            words=EN,
        ),
    ):
        assert "<script" not in drawn
        assert "&lt;script&gt;" in drawn


def test_the_reason_for_a_decision_is_told_on_the_initiatives_page():
    row = a_standing(
        report=an_entry(decision=DecisionNeeded(what="Who pays?", of="JD")), as_of=date(2019, 1, 1)
    )
    [entry] = decisions([row])
    told = words(initiative.decision_needed(entry, CATALOGUE, EN))
    assert "Flagged by the reporter" in told
    assert "Deadline passed; not completed, discontinued or revised" in told
    assert "Who pays?" in told
    assert "no day given" in told
    assert initiative.decision_needed(None, CATALOGUE, EN) == ""


def test_every_part_speaks_norwegian():
    row = a_standing(report=an_entry())
    shown = words(initiative.three_statuses(row, CATALOGUE, TODAY, NB)) + words(
        overview.needs_decision(a_view(), CATALOGUE, TO, NB)
    )
    for english in ("Reported", "Schedule", "Deadline", "decision", "public record"):
        assert english not in shown


def test_each_body_has_its_own_last_day_where_some_were_given_more_time():
    due = {"JD": date(2018, 6, 15), "HOD": date(2018, 6, 15), "KD": date(2018, 7, 1)}
    together = dict.fromkeys(due, date(2018, 6, 15))
    told = report.put_to(due, CATALOGUE, EN)
    assert "until 15 June 2018; KD until 1 July 2018; published at the latest after 1 July 2018." in told
    assert report.put_to(together, CATALOGUE, EN).count("15 June 2018") == 1
