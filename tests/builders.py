"""Examples to build tests from: each is complete and acceptable, and a test names only what it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from monitor.catalogue.initiatives import Initiative
from monitor.catalogue.provenance import Confidence
from monitor.catalogue.strategy import Catalogue
from monitor.evidence.record import Evidence, PublicStatus, Reading
from monitor.measures.datasets import Imported
from monitor.measures.definitions import Definition
from monitor.measures.indicators import Indicator
from monitor.measures.observations import Observation, Qualifier, Series
from monitor.measures.periods import Period
from monitor.reporting.drafts import Draft
from monitor.reporting.events import EventKind, LogEntry, NewConclusion, NewEvent, NewReport, Question
from monitor.reporting.rounds import NewRound, NewStep, StepKind
from monitor.reporting.status import Status
from monitor.reporting.typed import Typed
from monitor.review.schedule import schedule
from monitor.review.standing import Standing


def a_report(**over: Any) -> NewReport:
    """A first report on 1.1, effective and true on 1 June 2018, that nothing stands against."""
    content: dict[str, Any] = {
        "idempotency_key": "form-1",
        "expected_revision": 0,
        "initiative": "1.1",
        "status": Status.IN_PROGRESS,
        "effective_on": date(2018, 6, 1),
        "recorded_by": "person-1",
        "acting_for": "JD",
    }
    return NewReport(**(content | over))


def a_question(*asked: str, answer_by: date = date(2018, 6, 15), round: str | None = None) -> Question:  # noqa: A002
    """A question to JD, or to the bodies named, to be answered by 15 June 2018."""
    return Question(asked=asked or ("JD",), answer_by=answer_by, round=round)


def about(kind: type[NewEvent], **over: Any) -> Any:
    """An event of a kind on 1.1 from 1 June 2018 with a reason; a test names what the kind needs beside."""
    content: dict[str, Any] = {
        "idempotency_key": "form-2",
        "expected_revision": 1,
        "initiative": "1.1",
        "effective_on": date(2018, 6, 1),
        "recorded_by": "person-1",
        "acting_for": "JD",
        "comment": "The reason.",
    }
    return kind(**(content | over))


def a_conclusion(**over: Any) -> NewConclusion:
    """What the committee concluded on 1.1 at its meeting on 1 June 2018, of its own accord."""
    return about(NewConclusion, **({"acting_for": "committee", "comment": "It is concluded."} | over))  # type: ignore[no-any-return]


def a_step(**over: Any) -> NewStep:
    """JD is asked in the round spring, with a contact and no deputy."""
    content: dict[str, Any] = {
        "idempotency_key": "step-1",
        "round": "spring",
        "kind": StepKind.ASKED,
        "body": "JD",
        "recorded_by": "secretary",
        "contact": "Kari Nordmann",
    }
    return NewStep(**(content | over))


def a_round(**over: Any) -> NewRound:
    """The round spring, from 15 May to 15 June 2018."""
    content: dict[str, Any] = {
        "id": "spring",
        "title": "Vårrunden 2018",
        "opens": date(2018, 5, 15),
        "closes": date(2018, 6, 15),
        "opened_by": "secretary",
    }
    return NewRound(**(content | over))


def a_draft(**over: Any) -> Draft:
    """Person 1's draft on 1.1, saved at noon UTC on 1 June 2018; fields of `Typed` may be named too."""
    content: dict[str, Any] = {
        "person": "person-1",
        "form": "form-1",
        "seen": 0,
        "saved_at": datetime(2018, 6, 1, 12, tzinfo=UTC),
    }
    typed: dict[str, Any] = {"initiative": "1.1", "acting_for": "JD", "status": "", "effective_on": ""}
    typed |= {name: value for name, value in over.items() if name not in content}
    return Draft(typed=Typed(**typed), **(content | {name: over[name] for name in content if name in over}))


def an_entry(**over: Any) -> LogEntry:
    """The report of `a_report` as the first entry of the log, recorded at noon UTC on its effective day."""
    content: dict[str, Any] = {
        "sequence": 1,
        "kind": EventKind.STATUS_REPORT,
        "form": 1,
        "recorded_at": datetime(2018, 6, 1, 12, tzinfo=UTC),
        "idempotency_key": "form-1",
        "expected_revision": 0,
        "initiative": "1.1",
        "status": Status.IN_PROGRESS,
        "effective_on": date(2018, 6, 1),
        "recorded_by": "person-1",
        "acting_for": "JD",
        "done_since_last": "",
        "next_step": "",
        "obstacle": "",
        "help_needed": "",
        "comment": "",
        "expected_completion": None,
        "evidence_url": None,
        "decision": None,
    }
    return LogEntry(**(content | over))


def both(words: str) -> dict[str, str]:
    """A text in both languages: the words as they are in English, marked as Norwegian in Norwegian."""
    return {"nb": f"{words} (norsk)", "en": words}


def an_initiative(**over: Any) -> Initiative:
    """Initiative 1.1 of area 1, for JD, due in 2018."""
    content: dict[str, Any] = {
        "id": "1.1",
        "number": over.get("id", "1.1"),
        "area": "1",
        "title": both("Review agreements"),
        "description": both("Agreements are reviewed."),
        "responsible": [{"body": "JD", "role": "responsible"}],
        "deadline": {"due": "2018"},
        "document": "https://www.example.no/strategy",
    }
    return Initiative.model_validate(content | over)


def for_bodies(*bodies: str) -> list[dict[str, str]]:
    """The bodies as responsible ones, in that order."""
    return [{"body": body, "role": "responsible"} for body in bodies]


def a_catalogue(*initiatives: Initiative, **over: Any) -> Catalogue:
    """A strategy of 2017–2021 printed in April 2017, with JD, HOD and KDI and a committee that JD chairs."""
    content: dict[str, Any] = {
        "strategy": {
            "id": "example",
            "title": both("Example strategy"),
            "short_title": both("the strategy"),
            "publication": {
                "number": "X-1",
                "printed": "2017-04",
                "publisher": both("Ministries"),
                "url": "https://www.example.no/strategy",
            },
            "period": {"from": "2017", "to": "2021"},
            "vision": both("A vision"),
            "goals": [{"id": "G1", "text": both("A goal")}],
        },
        "areas": [{"id": "1", "number": "1", "title": both("Area one")}],
        "bodies": [
            {
                "id": body,
                "kind": kind,
                "names": [{"name": both(name), "abbreviation": body, "verified": True}],
            }
            for body, kind, name in (
                ("JD", "ministry", "Ministry of Justice"),
                ("HOD", "ministry", "Ministry of Health"),
                ("KDI", "directorate", "Correctional Service"),
            )
        ],
        "committees": [
            {
                "id": "committee",
                "name": both("Committee"),
                "name_verified": False,
                "level": "ministry",
                "chair": "JD",
                "permanent": ["JD", "HOD"],
                "as_required": ["KDI"],
            }
        ],
        "initiatives": initiatives or (an_initiative(),),
    }
    return Catalogue.model_validate(content | over)


def some_evidence(**over: Any) -> Evidence:
    """Evidence that 1.1 is done, published on 1 March 2019."""
    content: dict[str, Any] = {
        "id": "1.1-report",
        "initiative": "1.1",
        "kind": "evidence",
        "publication_day": "2019-03-01",
        "supports": "done",
        "confidence": "high",
        "seen": "source",
        "owner": "secretariat",
        "text": both("A report says it is done."),
    }
    return Evidence.model_validate(content | over)


def a_standing(
    *,
    initiative: Initiative | None = None,
    report: LogEntry | None = None,
    record: PublicStatus = PublicStatus.NOT_EVIDENCED,
    as_of: date = date(2018, 6, 1),
) -> Standing:
    """Where an initiative stands on 1 June 2018 with nothing reported and nothing found."""
    entry = initiative or an_initiative()
    return Standing(entry, report, Reading(record, None, None), schedule(entry, report, as_of=as_of))


def an_indicator(**over: Any) -> Indicator:
    """Shares of inmates by their answer, drawn as bars."""
    content: dict[str, Any] = {
        "id": "housing",
        "theme": "housing",
        "title": both("Housing at release"),
        "finding": both("One in four has no housing."),
        "definition": both("What inmates expect."),
        "unit": "percent",
        "direction": "none",
        "population": both("Inmates"),
        "base": both("All who answered"),
        "collection": "sample_survey",
        "period_kind": "survey",
        "measured": "before_strategy",
        "shown_as": "bars",
        "dimensions": [
            {
                "id": "answer",
                "title": both("Answer"),
                "codes": [{"code": "own", "label": both("Own")}, {"code": "none", "label": both("None")}],
            }
        ],
        "sources": [
            {
                "id": "ssb",
                "title": "Living conditions",
                "publisher": both("SSB"),
                "year": "2015",
                "url": "https://www.example.no/ssb",
                "seen": "source",
            }
        ],
        "method": both("Interviews"),
    }
    return Indicator.model_validate(content | over)


def an_import(**over: Any) -> Imported:
    """An indicator of which the source states a title and where it is from, and nothing else."""
    content: dict[str, Any] = {
        "id": "goal_1_1_1",
        "dataset": "goals",
        "title": both("Poverty"),
        "sources": [{"id": "office", "title": "Goals", "seen": "source"}],
    }
    return Imported.model_validate(content | over)


def an_observation(
    indicator: Definition, period: str, value: str | None, group: str = "", **over: Any
) -> Observation:
    """A figure for a period; `group` is a code of the indicator's first dimension, "" its total."""
    content: dict[str, Any] = {
        "period": Period(period),
        "group": {indicator.dimensions[0].id: group} if group else {},
        "value": None if value is None else Decimal(value),
        "n": None,
        "qualifier": None,
        "source": indicator.sources[0],
        "confidence": Confidence.HIGH,
        "note": None,
    }
    return Observation(**(content | over))


def a_series(*figures: tuple[str, str], indicator: Definition | None = None, **over: Any) -> Series:
    """A series of totals: periods and values as printed."""
    definition = indicator or an_indicator(**over)
    return Series(definition, tuple(an_observation(definition, period, value) for period, value in figures))


def planned(observation: Observation, qualifier: Qualifier = Qualifier.PLANNED) -> Observation:
    """The same figure, but nobody has measured it."""
    return replace(observation, qualifier=qualifier)
