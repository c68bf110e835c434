"""Which files of an Open SDG repository are what.

The usual places are `data/indicator_<id>.csv`, `meta/<id>.md` or `.yml`, `indicator-config/<id>.yml` and
`translations/<language>/`; `config_data.yml` may name others. What `sdg-build` makes of a repository is read as well:
`<language>/data/<id>.csv` or `.json`, `<language>/comb/<id>.json`, `<language>/meta/<id>.json`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from monitor.errors import Fault, Refused
from monitor.sources.bundles import Bundle
from monitor.sources.opensdg.metadata import Metadata, read_metadata
from monitor.sources.opensdg.words import language_of
from monitor.sources.yaml_door import Tree

_CONFIGS = ("config_data.yml", "data_config.yml", "config_data.yaml")
_DESCRIBED = (".yml", ".yaml", ".md", ".csv", ".json")  # the first of them that is there is read
_FOLDERS = ("indicator-config", "meta")
_CALLED = re.compile(r"^indicator[_-]", re.IGNORECASE)
_PARTS = re.compile(r"[^A-Za-z0-9]+")
# Letters of other scripts that are typed for a Latin one, because they look the same: 4-с-1 with a Cyrillic с.
_LOOKALIKES = str.maketrans(
    "авеіјкмнорстухѕАВЕІЈКМНОРСТУХЅαεικονρτυχ", "abeijkmhopctyxsABEIJKMHOPCTYXSaeikovptux"
)
_FIGURES = "InputCsvData"


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of a repository: `data` by indicator; `meta`, those that describe it, the last having the last word;
    `translated`, the same in other languages. `config` is the repository's own.
    """

    root: str
    config: Metadata
    languages: tuple[str, ...]
    data: Mapping[str, str]
    meta: Mapping[str, tuple[str, ...]]
    translated: Mapping[str, Mapping[str, str]]
    built: bool


def order(identity: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts 1-2-1 before 1-10-1, and that before 1-a-1."""
    return tuple(
        (0, int(part), "") if part.isdigit() else (1, 0, part)
        for part in re.findall(r"[0-9]+|[^0-9\-]+", identity)
    )


def identity_of(path: str) -> str:
    """The indicator that a file is about: `data/indicator_1.1.1.csv` is about 1-1-1."""
    stem = _CALLED.sub("", PurePosixPath(path).stem.strip()).split(" ")[0].translate(_LOOKALIKES)
    return _PARTS.sub("-", stem).strip("-")[:36].strip("-").lower()


def read_layout(bundle: Bundle, noted: list[Fault]) -> Layout:
    """Which files are what. Refused: `opensdg_none` where nothing in the bundle looks like figures of Open SDG,
    `opensdg_elsewhere` with `kinds` where its settings take the figures from what is not read here.
    """
    root = _root(bundle)
    config: dict[str, Tree] = {}
    for name in _CONFIGS:
        if root + name in bundle:
            config = read_metadata(bundle.read(root + name), root + name, noted)
            break
    names = [name for name in bundle.names if name.startswith(root)]
    elsewhere = _elsewhere(config)
    data = {} if elsewhere else _data(root, names, config, noted)
    if data:
        languages = _languages(root, names, config)
        meta, translated = _meta(root, names, config, data)
        return Layout(root, config, languages, data, meta, translated, built=False)
    if elsewhere:  # what lies among the sources is not what was built
        names = [name for name in names if not name.startswith(f"{root}{_base(config)}data/")]
    languages, data, meta = _built(root, names)
    if not data and elsewhere:
        message = f"The settings take the figures from {elsewhere}, which is not read here; give what sdg-build made."
        raise Refused("opensdg_elsewhere", message, kinds=elsewhere)
    if not data:
        raise Refused(
            "opensdg_none", "Nothing here looks like figures of Open SDG (data/indicator_1-1-1.csv)."
        )
    return Layout(root, config, languages, data, meta, {}, built=True)


def _root(bundle: Bundle) -> str:
    """The folder the repository lies in: a ZIP often has one around everything."""
    found = [
        name[: -len(PurePosixPath(name).name)]
        for name in bundle.names
        if PurePosixPath(name).name in _CONFIGS
    ]
    found += [
        "".join(f"{part}/" for part in path.parts[:-2])
        for path in map(PurePosixPath, bundle.names)
        if len(path.parts) > 1
        and path.parts[-2] in ("data", "comb")
        and path.suffix.casefold() in (".csv", ".json")
    ]
    root = min(found, key=lambda place: (place.count("/"), place), default="")
    # The folder of a language in what was built lies one deeper than the rest; its descriptions are JSON only.
    parts = PurePosixPath(root).parts
    if parts and language_of(parts[-1]):
        beside = [name for name in bundle.names if name.startswith((f"{root}meta/", f"{root}comb/"))]
        if beside and all(name.casefold().endswith(".json") for name in beside):
            return "".join(f"{part}/" for part in parts[:-1])
    return root


def _patterns(config: Metadata, kind: tuple[str, ...]) -> list[str]:
    inputs = config.get("inputs")
    found = []
    for entry in inputs if isinstance(inputs, list) else []:
        if isinstance(entry, dict) and str(entry.get("class", "")).startswith(kind):
            pattern = entry.get("path_pattern") or entry.get("source")
            if isinstance(pattern, str):
                found.append(_base(config) + pattern.removeprefix("./"))
    return found


def _base(config: Metadata) -> str:
    """The folder that the others lie in, where the settings name one."""
    said = config.get("src_dir")
    base = said.strip().removeprefix("./").strip("/.") if isinstance(said, str) else ""
    return f"{base}/" if base else ""


def _elsewhere(config: Metadata) -> str:
    """What the settings name for figures where none of it is CSV: SDMX, say; empty where that is not so."""
    inputs = config.get("inputs")
    kinds = (
        [str(entry.get("class", "")) for entry in inputs if isinstance(entry, dict)]
        if isinstance(inputs, list)
        else []
    )
    figures = [kind for kind in kinds if kind.startswith("Input") and "Meta" not in kind]
    return "" if any(kind.startswith(_FIGURES) for kind in figures) else ", ".join(figures)[:100]


def _matches(name: str, pattern: str) -> bool:
    return fnmatchcase(name, pattern) and ("**" in pattern or name.count("/") == pattern.count("/"))


def _data(root: str, names: list[str], config: Metadata, noted: list[Fault]) -> dict[str, str]:
    usual = f"{_base(config)}data/"
    for patterns in (_patterns(config, (_FIGURES,)), [f"{usual}*-*.csv"], [f"{usual}*.csv", f"{usual}*.CSV"]):
        found: dict[str, str] = {}
        for name in names:
            identity = identity_of(name)
            if not identity or not any(_matches(name[len(root) :], pattern) for pattern in patterns):
                continue
            if identity not in found:
                found[identity] = name
                continue
            first, other = sorted((found[identity], name), key=lambda each: _odd(each, identity))
            found[identity] = first
            number, usual_name = identity.replace("-", "."), PurePosixPath(first).name
            told = f"By its name it is of indicator {number}, as {usual_name} is. It was passed over."
            noted.append(Fault(other, 0, "", told, "one file for each indicator."))
        if found:
            return found
    return {}


def _odd(name: str, identity: str) -> int:
    """How far a name is from the usual one."""
    return (f"indicator_{identity}.csv", f"{identity}.csv", PurePosixPath(name).name).index(
        PurePosixPath(name).name
    )


def _meta(
    root: str, names: list[str], config: Metadata, data: Mapping[str, str]
) -> tuple[dict[str, tuple[str, ...]], dict[str, dict[str, str]]]:
    patterns = _patterns(config, ("InputYaml", "InputCsvMeta"))
    folders = [str(PurePosixPath(pattern).parent) for pattern in patterns if "/" in pattern]
    meta: dict[str, list[str]] = {}
    translated: dict[str, dict[str, str]] = {}
    figures = set(data.values())
    usual = [_base(config) + place for place in _FOLDERS]
    for folder in dict.fromkeys((*folders, *(place for place in usual if place not in folders))):
        within = f"{root}{folder}/"
        best: dict[tuple[str, str], str] = {}
        for name in names:
            path = PurePosixPath(name)
            inside = name[len(within) :] if name.startswith(within) else ""
            if not inside or name in figures or path.suffix.casefold() not in _DESCRIBED:
                continue
            language, _, rest = inside.rpartition("/")
            if rest and identity_of(name) and (not language or language_of(language)):
                place = (
                    (language_of(language) or "", identity_of(name)) if language else ("", identity_of(name))
                )
                if place not in best or _rank(name) < _rank(best[place]):
                    best[place] = name
        for (language, identity), name in best.items():
            if language:
                translated.setdefault(identity, {})[language] = name
            else:
                meta.setdefault(identity, []).append(name)
    return {identity: tuple(found) for identity, found in meta.items()}, translated


def _rank(name: str) -> int:
    return _DESCRIBED.index(PurePosixPath(name).suffix.casefold())


def _languages(root: str, names: list[str], config: Metadata) -> tuple[str, ...]:
    named = config.get("languages")
    found = (
        [language_of(entry) for entry in named if isinstance(entry, str)] if isinstance(named, list) else []
    )
    if not found:
        within = f"{root}translations/"
        found = [language_of(name[len(within) :].split("/")[0]) for name in names if name.startswith(within)]
    return tuple(dict.fromkeys(language for language in found if language))


def _built(root: str, names: list[str]) -> tuple[tuple[str, ...], dict[str, str], dict[str, tuple[str, ...]]]:
    """The language that most figures are in, and its files; English where others have as many."""
    found: dict[str, dict[str, str]] = {}
    meta: dict[str, dict[str, tuple[str, ...]]] = {}
    for name in names:
        parts = name[len(root) :].split("/")
        folder = parts[-2] if len(parts) in (2, 3) else ""
        language = parts[0] if len(parts) == 3 and language_of(parts[0]) else ""
        identity = identity_of(name)
        if (len(parts) == 3 and not language) or identity in ("", "all"):
            continue
        if folder in ("data", "comb") and name.casefold().endswith((".csv", ".json")):
            into = found.setdefault(language, {})
            # CSV before JSON, and the plain columns before those that come with more.
            rank = (not name.casefold().endswith(".csv"), folder)
            if identity not in into or rank < (not into[identity].casefold().endswith(".csv"), "data"):
                into[identity] = name
        elif folder == "meta" and name.casefold().endswith(".json"):
            meta.setdefault(language, {})[identity] = (name,)
    if not found:
        return (), {}, {}
    main = max(found, key=lambda language: (len(found[language]), language == "en", language))
    spoken = language_of(main) if main else None
    return ((spoken,) if spoken else ()), found[main], meta.get(main, {})
