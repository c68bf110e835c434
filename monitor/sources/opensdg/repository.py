"""Reads an Open SDG repository: a folder or a ZIP of its source, or of what was built of it.

Documentation of the format: https://open-sdg.readthedocs.io/. What real repositories make of it: docs/importing.md.
"""

from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from monitor.catalogue.signs import quoted
from monitor.catalogue.text import LocalText, OtherText
from monitor.errors import Fault, MonitorError, Refused
from monitor.measures.datasets import DataSet
from monitor.measures.received import Received
from monitor.sources.bundles import Bundle
from monitor.sources.delivery import Delivery, Progress
from monitor.sources.markup import shown
from monitor.sources.names import checked_identity
from monitor.sources.opensdg.built import read_built
from monitor.sources.opensdg.defined import digest_of, received
from monitor.sources.opensdg.description import Description
from monitor.sources.opensdg.goals import goals
from monitor.sources.opensdg.layout import Layout, order, read_layout
from monitor.sources.opensdg.metadata import Metadata, read_metadata
from monitor.sources.opensdg.unnamed import named
from monitor.sources.opensdg.words import Words, language_of, read_translations
from monitor.sources.tabular.cells import Cells, read_cells

MAX_INDICATORS = 5_000
_MOST_TOLD = 20  # rows of a file of which nothing is left
_UNDETERMINED = "und"  # of BCP 47: nobody says which


def read_repository(
    bundle: Bundle,
    *,
    identity: str = "",
    title: LocalText | None = None,
    language: str | None = None,
    translations: Sequence[Bundle] = (),
    progress: Progress | None = None,
) -> Delivery:
    """Every indicator of a repository that has figures.

    `identity` and `title` name the set; what they leave out is taken from the bundle's name. `language` is that of the
    texts, where the repository does not say it or says it wrongly. `translations` are further places to look keys up
    in, such as a copy of `sdg-translations`, from which many repositories take the names of goals and indicators; the
    repository's own words go before theirs.

    Raises Refused: what `Bundle.read` raises, `opensdg_none` where there are no figures, `opensdg_too_many` with
    `limit`.
    """
    noted: list[Fault] = []
    layout = read_layout(bundle, noted)
    if len(layout.data) > MAX_INDICATORS:
        raise Refused(
            "opensdg_too_many", f"There are more than {MAX_INDICATORS:,} indicators.", limit=MAX_INDICATORS
        )
    words = Words(_languages(layout, language), read_translations([*translations, bundle], noted))
    about = {
        name: _described(bundle, name, layout, words, noted)
        for name in sorted({*layout.data, *layout.meta}, key=order)
    }
    dataset = _dataset(bundle, identity, title, layout, about, words)
    read: list[Received] = []
    names = sorted(layout.data, key=order)
    for place, name in enumerate(names):
        found = _read_one(bundle, name, layout, about[name], dataset, words, noted)
        if found is not None:
            read.append(found)
        if progress is not None:
            progress(place + 1, len(names))
    keys = sum(about[name].title() is None and bool(about[name].key_of_name()) for name in names)
    if keys:
        told = f"The names of {keys:,} of {len(names):,} indicators are only keys that nothing here explains."
        accepted = "a copy of sdg-translations given along: --translations, or a second ZIP on the page."
        noted.append(Fault(layout.root + "translations", 0, "", told, accepted))
    for name in sorted(set(about) - set(names), key=order):
        told = f"Indicator {name.replace('-', '.')} is described and has no figures."
        noted.append(
            Fault(layout.meta[name][-1], 0, "", told, f"data/indicator_{name}.csv, where there are any.")
        )
    return Delivery(dataset, tuple(read), tuple(noted), bundle.digest())


def _read_one(
    bundle: Bundle,
    name: str,
    layout: Layout,
    about: Description,
    dataset: DataSet,
    words: Words,
    noted: list[Fault],
) -> Received | None:
    file = layout.data[name]
    try:
        data = bundle.read(file)
        cells = _cells(data, file)
        if cells.encoding != "utf-8":
            accepted = "UTF-8; it was read as Windows-1252, so look at letters with accents."
            noted.append(Fault(file, 0, "", "The text is not UTF-8.", accepted))
        found = received(
            name,
            named(cells, noted),
            digest_of(data),
            about,
            config=layout.config,
            dataset=dataset,
            words=words,
            noted=noted,
        )
    except MonitorError as error:
        if error.code in ("bundle_too_large", "bundle_bomb"):
            raise
        noted.append(Fault(file, 0, "", error.message, "a table with the columns Year and Value.", error))
        return None
    except ValidationError as error:
        told = f"What is said of the indicator cannot be kept: {error.errors()[0]['msg']}."
        noted.append(Fault(file, 0, str(error.errors()[0]["loc"]), told, "a description that can be shown."))
        return None
    if not found.figures.num_rows:
        noted.extend(found.refused[:_MOST_TOLD])
        noted.append(Fault(file, 0, "", "There is no figure in the file that can be read.", "at least one."))
        return None
    return found


def _cells(data: bytes, file: str) -> Cells:
    return read_built(data, file) if file.casefold().endswith(".json") else read_cells(data, file)


def _languages(layout: Layout, language: str | None) -> tuple[str, ...]:
    found = [] if language is None else [language_of(language)]
    if None in found:
        message = f"{quoted(language or '')} names no language; accepted: such as en or pt-BR."
        raise Refused("dataset_language", message, said=quoted(language or ""))
    return tuple(dict.fromkeys(name for name in (*found, *layout.languages) if name)) or (_UNDETERMINED,)


def _described(bundle: Bundle, name: str, layout: Layout, words: Words, noted: list[Fault]) -> Description:
    main: dict[str, object] = {}
    for file in layout.meta.get(name, ()):
        read = _metadata(bundle, file, noted)
        main.update({key: value for key, value in read.items() if value not in (None, "", [], {})})
    others: dict[str, Metadata] = {}
    for language, file in layout.translated.get(name, {}).items():
        others[language] = _metadata(bundle, file, noted)
    return Description(main, others, words)  # type: ignore[arg-type]


def _metadata(bundle: Bundle, file: str, noted: list[Fault]) -> Metadata:
    try:
        return read_metadata(bundle.read(file), file, noted)
    except Refused as error:
        if error.code in ("bundle_too_large", "bundle_bomb"):
            raise
        noted.append(Fault(file, 0, "", error.message, "a file that can be read.", error))
        return {}


def _dataset(
    bundle: Bundle,
    identity: str,
    title: LocalText | None,
    layout: Layout,
    about: Mapping[str, Description],
    words: Words,
) -> DataSet:
    name = bundle.name.removesuffix(".zip") or "Open SDG"
    if title is None:
        told = shown(name) or "Open SDG"
        title = (
            LocalText(en=told)
            if words.main == "en"
            else LocalText(other=OtherText(language=words.main, text=told))
        )
    return DataSet(
        id=checked_identity(identity, name),
        title=title,
        language=words.main,
        groups=tuple(goals(list(layout.data), about, words)),
    )
