"""Words, dates and numbers in the reader's language.

English is the source language: a message is its own English text. Other languages are gettext catalogues in
`locale/<language>/LC_MESSAGES/monitor.po`, compiled in memory once per process, so that no compiled file can be stale.
"""

import gettext as gettext_module
import io
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import get_decimal_symbol, get_group_symbol

from monitor.catalogue.dates import PartialDate, Precision
from monitor.catalogue.text import LocalText, Wording
from monitor.measures.periods import Period

UI_LANGUAGES: Mapping[str, str] = {"nb": "Norsk", "en": "English"}
"""Languages the pages exist in, each by its own name."""

DOMAIN = "monitor"
LOCALE_FOLDER = Path(__file__).resolve().parents[2] / "locale"
_OSLO = ZoneInfo("Europe/Oslo")
_BABEL = {"nb": "nb_NO", "en": "en_GB"}


@lru_cache(maxsize=8)
def translations(language: str) -> gettext_module.NullTranslations:
    """The catalogue of a language; English, as the source, needs none."""
    if language == "en":
        return gettext_module.NullTranslations()
    with (LOCALE_FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext_module.GNUTranslations(compiled)


@lru_cache(maxsize=8)
def _signs(locale: str) -> Mapping[int, str]:
    """The signs of a locale in numbers, by those that Python writes."""
    signs = {",": get_group_symbol(locale), ".": get_decimal_symbol(locale), "-": "\N{MINUS SIGN}"}
    return str.maketrans(signs)


def nearest_language(wanted: str | None) -> str | None:
    """The UI language for a code such as `nb-NO`, `no` or `en-GB`; None where we have none.

    A reader of Nynorsk, Swedish or Danish is served in Bokmål, which they read.
    """
    code = (wanted or "").replace("_", "-").split("-")[0].casefold()
    if code in ("nb", "no", "nn", "da", "sv"):
        return "nb"
    return "en" if code == "en" else None


class Words:
    """How one language says things. Instances are cheap and hold no state of a session."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = _BABEL[language]
        self._translations = translations(language)
        self._signs = _signs(self._locale)

    def __call__(self, message: str) -> str:
        """The message in this language."""
        return self._translations.gettext(message)

    def plural(self, one: str, many: str, number: int) -> str:
        """The message for a number of things, with `{n}` filled in."""
        return self._translations.ngettext(one, many, number).format(n=self.number(number))

    def local(self, text: LocalText) -> Wording:
        """A text from a file in this language, or in the nearest it exists in."""
        return text.wording(self.language)

    def plain(self, text: LocalText) -> str:
        """Only the words of `local`, for places that can bear no mark, such as a chart's axis."""
        return self.local(text).text

    def language_name(self, code: str) -> str:
        """What a language is called; its code where it has no name here."""
        try:
            return Locale.parse(code, sep="-").get_display_name(self._locale) or code
        except (UnknownLocaleError, ValueError):
            return code

    def day(self, day: date) -> str:
        """A day in full: 31 December 2018."""
        return format_date(day, "d MMMM y" if self.language == "en" else "d. MMMM y", locale=self._locale)

    def moment(self, instant: datetime) -> str:
        """An instant in Norwegian time, to the minute."""
        pattern = "d MMMM y, HH:mm" if self.language == "en" else "d. MMMM y 'kl.' HH.mm"
        return format_datetime(instant.astimezone(UTC), pattern, tzinfo=_OSLO, locale=self._locale)

    def time(self, instant: datetime, *, today: date) -> str:
        """When something happened, in Norwegian time: only the hour and minute where that was today."""
        if instant.astimezone(_OSLO).date() != today:
            return self.moment(instant)
        pattern = "HH:mm" if self.language == "en" else "'kl.' HH.mm"
        return format_datetime(instant.astimezone(UTC), pattern, tzinfo=_OSLO, locale=self._locale)

    def partial(self, when: PartialDate) -> str:
        """A date as exactly as it is known: 2018, first half of 2018, 3rd quarter of 2018, May 2018, 31 May 2018."""
        _ = self
        year = when.first_day.year
        match when.precision:
            case Precision.YEAR:
                return str(year)
            case Precision.HALF_YEAR:
                first = when.first_day.month == 1
                return (_("first half of {year}") if first else _("second half of {year}")).format(year=year)
            case Precision.QUARTER:
                return _("quarter {quarter} of {year}").format(quarter=when.last_day.month // 3, year=year)
            case Precision.MONTH:
                return format_date(when.first_day, "MMMM y", locale=self._locale)
            case Precision.DAY:
                return self.day(when.first_day)

    def period(self, period: Period) -> str:
        """The period of a figure."""
        if period.first_day is None:
            _ = self
            return _("undated")
        if period.months is not None and period.last_day is not None:
            first, last = period.first_day, period.last_day
            begins = format_date(first, "LLLL" if first.year == last.year else "MMMM y", locale=self._locale)
            return f"{begins}–{format_date(last, 'MMMM y', locale=self._locale)}"
        if ".." in period.text:
            return period.text.replace("..", "–")
        if "-W" in period.text:
            _ = self
            year, week = period.text.split("-W")
            return _("Week {week}, {year}").format(week=int(week), year=year)
        return period.text if "/" in period.text else self.partial(PartialDate(period.text))

    def number(self, value: int | Decimal) -> str:
        """A number with the decimals it was printed with, and the language's signs."""
        decimals = 0 if isinstance(value, int) else max(0, -int(value.as_tuple().exponent))
        # Python groups and rounds as Babel does, in an eighth of the time; a page has hundreds of numbers.
        return f"{Decimal(value):,.{decimals}f}".translate(self._signs)
