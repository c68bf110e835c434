"""Everything a reader can take along as a file. Which words stand in it is given by whoever asks for it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.access.access import Access
from monitor.access.actions import Action
from monitor.catalogue.strategy import Catalogue
from monitor.documents import (
    changes_csv,
    coverage_csv,
    figure_exports,
    history_csv,
    import_csv,
    report_workbook,
    round_csv,
)
from monitor.documents.figures.part import Part, of_sources
from monitor.documents.indicator_download import as_csv, as_xlsx
from monitor.documents.round_text import RoundText
from monitor.documents.say import Reader, Say, Translate
from monitor.errors import Fault
from monitor.measures.citation import Wording
from monitor.measures.editions import Editions
from monitor.measures.exports import Format, Wanted
from monitor.measures.finding import finding_holds
from monitor.measures.observations import Series
from monitor.measures.selection import FigureReader
from monitor.reporting.days import day_of
from monitor.reporting.workbook import Form
from monitor.review.changes import Changes
from monitor.review.coverage import Coverage, Gap
from monitor.review.import_lines import Told as ToldImport
from monitor.review.rounds import RoundExtract
from monitor.review.submissions import Told


@dataclass(frozen=True)
class Downloads:
    """The documents of one dashboard. `catalogue` gives the strategy of the moment; `demo` marks what is invented.

    What goes into a file was read by whoever asks for it, and is as much as they see. Whole lists of the log are only
    for those who may take them along: `access` reads what the one who is asking may do, anew for each file.
    """

    catalogue: Callable[[], Catalogue]
    demo: bool
    access: Callable[[], Access]
    editions: Editions
    reader: FigureReader

    def figures(self, form: Format, wanted: Sequence[Wanted], _: Wording) -> Iterator[bytes]:
        """Figures of one or several indicators as one file, bit by bit, however many there are.

        `b"".join(…)` is the whole file, for a button; who serves it over the web hands the bits on. Words are those
        of `_`, as far as the sources have them. Raises Refused, before the first bit is given: `too_many_rows`,
        `too_many_cells`, `no_figures_chosen`, `unknown_dimension`; and Unreadable.
        """
        self.access().require(Action.READ_STATUS)
        return figure_exports.write(form, [self._part(each) for each in wanted], _, demo=self.demo)

    def check_figures(self, form: Format, wanted: Sequence[Wanted]) -> None:
        """Raises what `figures` raises for what would be too much, without reading the figures.

        To say so beside the button instead of behind it.
        """
        self.access().require(Action.READ_STATUS)
        figure_exports.check(form, wanted, self.editions, self.reader)

    def _part(self, wanted: Wanted) -> Part:
        edition, definition = wanted.edition, self.editions.definition(wanted.edition)
        selection = replace(wanted.selection, order=(), skip=0, limit=None)
        return Part(
            definition=definition,
            dataset=self.editions.dataset(edition),
            number=edition.number,
            day=day_of(edition.at),
            link=wanted.link,
            count=self.reader.count(edition, selection),
            batches=lambda: of_sources(
                self.reader.batches(edition, selection), wanted.sources, definition.sources[0].id
            ),
            selection=selection,
            finding_holds=finding_holds(edition, self.editions),
        )

    def indicator_csv(self, series: Series, say: Translate, *, edition: int | None = None) -> bytes:
        """The figures of an edition of an indicator as CSV; `say` words what stands beside them."""
        self.access().require(Action.READ_STATUS)
        return as_csv(series, say, edition=edition, demo=self.demo)

    def indicator_xlsx(self, series: Series, say: Translate, *, edition: int | None = None) -> bytes:
        """The figures of an edition of an indicator as an Excel workbook."""
        self.access().require(Action.READ_STATUS)
        return as_xlsx(series, say, edition=edition, demo=self.demo)

    def import_csv(self, told: Sequence[ToldImport], noted: Sequence[Fault]) -> bytes:
        """What an import would change, as CSV."""
        self.access().require(Action.IMPORT_FIGURES)
        return import_csv.as_csv(told, noted)

    def report_workbook(self, form: Form, say: Translate) -> bytes:
        """The workbook that a body fills in; `say` words it."""
        self.access().require(Action.REPORT, form.passport.body)
        return report_workbook.as_xlsx(form, say)

    def history_csv(self, found: Sequence[Told], codes: Mapping[str, str], _: Reader) -> bytes:
        """Entries of the log as CSV; `codes` are the reader's words for what the log holds as codes."""
        self.access().require(Action.EXPORT_LOG)
        return history_csv.as_csv(found, self.catalogue(), codes, _, demo=self.demo)

    def history_xlsx(
        self, found: Sequence[Told], codes: Mapping[str, str], _: Reader, about: Sequence[tuple[str, str]]
    ) -> bytes:
        """Entries of the log as an Excel workbook; `about` says what was chosen."""
        self.access().require(Action.EXPORT_LOG)
        return history_csv.as_xlsx(found, self.catalogue(), codes, _, demo=self.demo, about=about)

    def changes_csv(self, found: Changes, codes: Mapping[str, str], _: Reader) -> bytes:
        """What is different between two days as CSV."""
        self.access().require(Action.EXPORT_LOG)
        return changes_csv.as_csv(found, self.catalogue(), codes, _, demo=self.demo)

    def changes_xlsx(
        self, found: Changes, codes: Mapping[str, str], _: Reader, about: Sequence[tuple[str, str]]
    ) -> bytes:
        """What is different between two days as an Excel workbook."""
        self.access().require(Action.EXPORT_LOG)
        return changes_csv.as_xlsx(found, self.catalogue(), codes, _, demo=self.demo, about=about)

    def coverage_csv(
        self, found: Coverage, said: Mapping[Gap, tuple[str, str]], _: Reader, *, as_of: date
    ) -> bytes:
        """What stands without what as CSV; `said` names each gap and says what it means."""
        self.access().require(Action.READ_STATUS)
        return coverage_csv.as_csv(found, said, _, as_of=as_of, demo=self.demo)

    def round_pdf(self, extract: RoundExtract, say: Say) -> bytes:
        """An extract of a round as PDF/A; `say` words it."""
        self.access().require(Action.EXPORT_ROUND)
        # Imported here: typst is a library of 80 MB, and most processes never set a document.
        from monitor.documents import round_pdf

        return round_pdf.as_pdf(self._round_text(extract, say))

    def round_csv(self, extract: RoundExtract, say: Say) -> bytes:
        """An extract of a round as CSV."""
        self.access().require(Action.EXPORT_ROUND)
        return round_csv.as_csv(self._round_text(extract, say))

    def _round_text(self, extract: RoundExtract, say: Say) -> RoundText:
        return RoundText(extract, self.catalogue(), say, demo=self.demo)
