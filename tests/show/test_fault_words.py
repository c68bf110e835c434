"""What the doors say of a row in English is said in Norwegian too; what is not known is marked as English."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.errors import Fault, Refused
from monitor.settings import ROOT
from monitor.show import fault_words, file_refusals
from monitor.show.words import Words
from monitor.sources.tidy_csv import read_tidy
from tests.measures.vintages import a_definition

EN, NB = Words("en"), Words("nb")


def fault(problem: str = "x", accepted: str = "y") -> Fault:
    return Fault("a.csv", 3, "value", problem, accepted)


@pytest.mark.parametrize(
    "row",
    [
        "2014,c,1,,,,", "2014,,many,,,,", "never,,1,,,,", "2014,,1,x,,,", "2014,,1,,2,1,", "2014,,1,,,3,",
        "2014,,1,,2,3,", "2014,,1,,,,gone",
    ],
)  # fmt: skip
def test_every_refusal_of_a_plain_table_is_worded(row: str):
    table = f"period,sex,value,n,lower,upper,missing\n{row}\n"
    (found,) = read_tidy(table.encode(), a_definition("sex")).refused
    for _ in (EN, NB):
        assert "lang=" not in str(fault_words.problem(found, _))
        assert "lang=" not in str(fault_words.accepted(found, _))
    assert fault_words.problem(found, EN) == found.problem
    assert fault_words.problem(found, NB) != found.problem


def test_what_is_not_known_is_shown_in_english_and_marked_so():
    assert fault_words.problem(fault("Something <new>."), EN) == "Something <new>."
    assert (
        fault_words.problem(fault("Something <new>."), NB) == '<span lang="en">Something &lt;new&gt;.</span>'
    )


def test_the_place_names_file_line_and_column():
    assert fault_words.place(fault(), NB) == "a.csv, linje 3, value"
    assert fault_words.place(Fault("a.csv", 0, "", "x", "y"), EN) == "a.csv"


ROOMS = (
    *sorted((ROOT / "monitor" / "sources" / "tabular").glob("*.py")),
    *sorted((ROOT / "monitor" / "sources" / "opensdg").glob("*.py")),
    *sorted((ROOT / "monitor" / "sources" / "frictionless").glob("*.py")),
    *sorted((ROOT / "monitor" / "sources" / "pxweb").glob("*.py")),
    *(
        ROOT / "monitor" / f"{name}.py"
        for name in (
            "sources/tidy_csv", "sources/tidy_words", "sources/tidy_xlsx", "sources/own_files", "sources/gathering",
            "sources/table_files", "measures/import_report", "measures/periods", "measures/protecting/protect",
            "wiring/protecting",
        )
    ),
)  # fmt: skip
"""Everything a file of figures goes through on its way to the page."""

OTHERWISE = {
    "is no object": "of a refusal, whose fields are not told",
    "The file cannot be opened ({}).": "of a file with a request, which only a command reads",
    "a readable file.": "the same",
    "Tabellen sier ikke når tallene er fra.": "of a definition, in its other language",
    "The table does not say when its figures are of.": "of a definition, which is said in both languages",
    "The source names it by the key {}; the words for it did not come along.": "the same",
    "Kilden navngir den med nøkkelen {}, og ordene for den fulgte ikke med.": "of a definition, in its other language",
    "The periods are school years. The table does not say on which days they begin; they are placed in time as "
    "years from April to March.": "the same",
    "Periodene er skoleår. Tabellen sier ikke hvilke dager de begynner; de er plassert i tid som år fra april til "
    "mars.": "the same",
    "is a PDF and no table; save the table as CSV or Excel (.xlsx).": "of a refusal, which is worded by its code",
    "is a web page and no table; fetch the file itself, or save the table as CSV.": "the same",
    "is a workbook of an old Excel; save it as .xlsx or CSV.": "the same",
    "is a workbook or a ZIP and no CSV; give it a name that ends so, such as .xlsx.": "the same",
    "By its name it is of indicator {}, as {} is.": "begins a sentence that is worded whole",
    "{} It was passed over.": "ends it",
    "A stretch of time: {}.": "of the schema of a file that people edit",
    "a variable of select.": "of a request, which only a command reads",
    "an address such as {}.": "the same",
    "in select, or in left_out.": "the same",
    "{} goes on after its path.": "the same",
    "{} is both selected and left out.": "the same",
    "{} is not selected, but has a total or a code list.": "the same",
}
"""What looks like a sentence of a fault and is none that reaches the page, with the reason."""


def sentences_of(file: Path) -> Iterator[str]:
    """Every text that ends like a sentence, with {} for what is filled in; not those that refuse the whole."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    passed_over: set[ast.AST] = set()
    for node in ast.walk(tree):
        called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        is_message = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "message"
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)  # a docstring
        refuses = called in ("Refused", "Unreadable", "damaged", "_damaged", "_other", "_undefined")
        if refuses or is_message or is_text:
            passed_over.update(ast.walk(node))
        if isinstance(node, ast.JoinedStr):
            passed_over.update(child for child in ast.walk(node) if child is not node)
    for node in ast.walk(tree):
        if node in passed_over:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            text = "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
        else:
            continue
        for said in text.partition(" Accepted: ")[::2] if " Accepted: " in text else [text]:
            if said.endswith(".") and " " in said:
                yield said


FOUND = sorted({said for file in ROOMS for said in sentences_of(file)} - set(OTHERWISE))


def test_the_sentences_are_found_in_the_source():
    assert {"is no number.", "The lines {} stand for the same figure and say different things."} <= set(FOUND)
    assert len(FOUND) > 60


@pytest.mark.parametrize("said", FOUND)
def test_every_sentence_that_can_reach_the_page_is_worded(said: str):
    """As what is wrong, perhaps behind the cell it is said of, or as what would be accepted."""
    text = said.replace("{}", "7")
    told = [
        str(word)
        for tried in (text, f"'x' {text}")
        for word in (fault_words.problem(fault(tried), NB), fault_words.accepted(fault("x", tried), NB))
    ]
    assert any("lang=" not in word for word in told), f"{said!r} has no words"


def test_a_sentence_without_words_would_be_noticed():
    """The control."""
    assert "lang=" in str(fault_words.problem(fault("This is a new sentence."), NB))


def test_a_fault_that_repeats_a_refusal_is_worded_as_that():
    cause = Refused("csv_empty", "a.csv is empty.", file="a.csv")
    found = Fault("a.csv", 0, "", cause.message, "a table that can be read.", cause)
    assert fault_words.problem(found, NB) == file_refusals.sentence(cause, NB)


@pytest.mark.parametrize(
    ("problem", "norwegian"),
    [
        ("'x, y' is no number.", "«x, y» er ikke et tall."),
        ("'" + "x" * 60 + "'… is no number.", "«" + "x" * 60 + "…» er ikke et tall."),
        ('"it\'s" is no number.', "«it's» er ikke et tall."),
    ],
    ids=["short", "cut", "apostrophe"],
)
def test_what_somebody_wrote_stands_in_the_quotation_marks_of_the_language(problem: str, norwegian: str):
    assert fault_words.problem(fault(problem), NB) == norwegian
    assert fault_words.problem(fault(problem), EN) == problem


def test_a_refusal_quotes_in_the_readers_language_too():
    error = Refused("import_unknown_kind", "x", name="'notes.doc'")
    assert "«notes.doc»" in file_refusals.sentence(error, NB)
    assert "'notes.doc'" in file_refusals.sentence(error, EN)
