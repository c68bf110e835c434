"""Whom a submission is put to, and until when."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from monitor.reporting.events import Question
from monitor.reporting.rounds import Round, round_on

DAYS_TO_ANSWER: Final = 14
"""Days for an answer to what is submitted outside a round."""


def question(
    *, ministries: Iterable[str], acting_for: str, rounds: Iterable[Round], today: date
) -> Question | None:
    """Return the question to the ministries that answer for an initiative, `None` when there is nobody to ask.

    A ministry that reports itself has said what it thinks and is not asked. Answers are due with the round
    that runs on the day; outside a round, `DAYS_TO_ANSWER` days later.
    """
    asked = tuple(sorted(set(ministries) - {acting_for}))
    if not asked:
        return None
    running = round_on(rounds, today=today)
    if running is None:
        return Question(asked=asked, answer_by=today + timedelta(days=DAYS_TO_ANSWER))
    return Question(asked=asked, answer_by=running.closes, round=running.id)
