"""How sources are named: in the language of their titles, with our remark in the reader's."""

from monitor.show.blocks.sources import evidence_title, source_line
from monitor.show.words import Words
from tests.builders import an_indicator, both, some_evidence

EN, NB = Words("en"), Words("nb")
SAID = {
    "id": "a", "title": "Flere ledige celler", "language": "nb", "publisher": both("KDI"), "year": "2021",
    "url": "https://www.example.no/a", "seen": "source",
}  # fmt: skip


def test_a_title_in_another_language_than_the_page_is_marked_with_it():
    [source] = an_indicator(sources=[SAID]).sources
    assert '<span lang="nb">Flere ledige celler</span>' in source_line(source, EN)
    assert "lang=" not in source_line(source, NB)


def test_our_remark_on_a_title_is_in_the_readers_language_and_behind_the_link():
    [source] = an_indicator(sources=[SAID | {"remark": both("reports KDI")}]).sources
    assert source_line(source, EN).split(" · ")[0].endswith("</span></a> (reports KDI)")
    assert "(reports KDI (norsk))" in source_line(source, NB)
    assert source.named("en") == "Flere ledige celler (reports KDI)"


def test_the_title_of_public_evidence_is_marked_too():
    entry = some_evidence(title="En tittel", title_language="nb")
    assert '<span lang="nb">En tittel</span>' in evidence_title(entry, EN)
    assert "lang=" not in evidence_title(entry, NB)
