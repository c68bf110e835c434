"""What has to be told of indicators that stand side by side."""

from monitor.measures.reading.likeness import notes_beside
from monitor.measures.reading.ruling import Note
from tests.builders import an_indicator, both

HOUSING = an_indicator(id="housing", collection="sample_survey")


def test_one_indicator_alone_needs_no_word():
    assert notes_beside([HOUSING]) == ()


def test_indicators_that_nobody_calls_alike_are_no_comparison():
    others = [an_indicator(id=name, population=both("Others"), collection="register") for name in ("a", "b")]
    told = (Note.DEFINITIONS_DIFFER, Note.COLLECTIONS_DIFFER, Note.POPULATIONS_DIFFER)
    assert notes_beside([HOUSING, *others]) == told, "each once"


def test_indicators_of_one_definition_need_no_word():
    assert notes_beside([HOUSING, an_indicator(id="other", comparable_with=["housing"])]) == ()
