"""A small project in a folder of its own: one strategy, one entry of the public record, one indicator."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from monitor.errors import Fault, FaultyFiles
from monitor.sources.shipped import Shipped, read_shipped

INITIATIVES = """\
strategy:
  id: example
  title: {nb: Strategien, en: The strategy}
  short_title: {nb: strategien, en: the strategy}
  publication:
    printed: 2017-04
    publisher: {nb: Departementene, en: Ministries}
    url: https://www.example.no/strategy
  period: {from: 2017, to: 2021}
  vision: {nb: Et mål, en: A vision}
  goals:
    - id: G1
      text: {nb: Mål, en: Goal}
areas:
  - id: "1"
    title: {nb: Område, en: Area}
bodies:
  - id: JD
    kind: ministry
    names:
      - name: {nb: Justisdepartementet, en: Ministry of Justice}
        verified: true
committees:
  - id: committee
    name: {nb: Utvalget, en: Committee}
    name_verified: false
    level: ministry
    chair: JD
    permanent: [JD]
initiatives:
  - id: "1.1"
    number: "1.1"
    area: "1"
    title: {nb: Tiltak, en: Initiative}
    description: {nb: Noe gjøres, en: Something is done}
    responsible:
      - {body: JD, role: responsible}
    deadline: {due: 2018}
    document: https://www.example.no/strategy
"""
RECORD = """\
id,initiative,kind,event_day,publication_day,supports,confidence,seen,title,title_language,publisher,source_year,url,owner,text_en,\
text_nb,scope_en,scope_nb
found,1.1,evidence,2019,2019-03-01,done,high,source,Report,en,SSB,2019,https://www.example.no/r,secretariat,\
"It is, done",Gjort,,
"""
INDICATOR = """\
id: housing
theme: housing
title: {nb: Bolig, en: Housing}
finding: {nb: Funn, en: Finding}
definition: {nb: Hva, en: What}
unit: percent
direction: none
population: {nb: Innsatte, en: Inmates}
base: {nb: Alle, en: All}
collection: sample_survey
period_kind: survey
measured: before_strategy
shown_as: bars
dimensions:
  - id: answer
    title: {nb: Svar, en: Answer}
    codes:
      - {code: own, label: {nb: Eier, en: Own}}
      - {code: none, label: {nb: Ingen, en: None}}
sources:
  - id: ssb
    title: Living conditions
    publisher: {nb: SSB (norsk), en: SSB}
    year: 2015
    url: https://www.example.no/ssb
    seen: source
method: {nb: Intervju, en: Interviews}
links:
  - initiative: "1.1"
    state: proposed
    reason: {nb: Fordi, en: Because}
"""
FIGURES = """\
period,answer,value,n,qualifier,source,confidence,note_en,note_nb
2014,own,56,463,,ssb,high,,
2014,none,24.0,,about,ssb,medium,A note,En merknad
"""


@dataclass
class Project:
    """The folder, with what a person does to its files."""

    root: Path

    def write(self, file: str, text: str | bytes) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def change(self, file: str, old: str, new: str) -> None:
        text = (self.root / file).read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {file}"
        self.write(file, text.replace(old, new, 1))

    def read(self) -> Shipped:
        return read_shipped(self.root)

    def faults(self) -> Sequence[Fault]:
        with pytest.raises(FaultyFiles) as caught:
            self.read()
        return caught.value.faults

    def fault(self) -> Fault:
        [fault] = self.faults()
        return fault


def a_project(root: Path) -> Project:
    """A folder with a small strategy, one line of public record, and one indicator with its figures."""
    made = Project(root)
    made.write("initiatives.yaml", INITIATIVES)
    made.write("data/public_record.csv", RECORD)
    made.write("indicators/housing.yaml", INDICATOR)
    made.write("data/housing.csv", FIGURES)
    return made


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return a_project(tmp_path)


@pytest.fixture
def line_of() -> Callable[[str, str], int]:
    """The line on which a text first stands."""

    def find(text: str, part: str) -> int:
        return text[: text.index(part)].count("\n") + 1

    return find
