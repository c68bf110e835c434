"""A whole national repository of Open SDG, made up by us with the varieties that real ones hold.

What is imitated was looked at in the repositories of Statistics Canada, the Office for National Statistics, the United
States, Kazakhstan, Kyrgyzstan, Korea, Malta, Nigeria, Jamaica, Schleswig-Holstein, Lower Saxony, La Rioja, the Canary
Islands, Bosnia and Herzegovina and Los Angeles. No figure and no text is theirs.
"""

from collections.abc import Callable, Iterator
from typing import Final

YEARS: Final = range(2000, 2025)
REGIONS: Final = {f"R{number:02}": f"Région n° {number}" for number in range(1, 14)}
Files = dict[str, str | bytes]

CONFIG: Final = """# This file configures the build.
languages:
  - en
  - fr
site_dir: _site
schema_file: metadata_schema.yml
src_dir: ''
inputs:
  - class: InputCsvData
    dtype:
      GeoCode: str
    path_pattern: data/*-*.csv
  - class: InputYamlMeta
    path_pattern: indicator-config/*-*.yml
    git: false
  - class: InputYamlMdMeta
    path_pattern: meta/*-*.md
    git: true
translations:
  - class: TranslationInputSdgTranslations
    source: https://example.org/sdg-translations.git
    tag: 2.4.0
  - class: TranslationInputYaml
    source: translations
map_layers: []
docs_intro: This is a list
  of endpoints.
"""


def identities() -> list[str]:
    """Indicator numbers as the goals have them, 255 of them."""
    return [
        f"{goal}-{target}-{number}"
        for goal in range(1, 18)
        for target in ("1", "2", "3", "4", "a", "b", "10")
        for number in (1, 2, 3)
        if target not in ("a", "b") or number == 1
    ]


def _value(place: int, row: int) -> float:
    return round(10 + (place * 7 + row * 3) % 80 + (row % 10) / 10, 1)


def _plain(place: int) -> str:
    return '"Year","Value"\n' + "\n".join(f"{year},{_value(place, year)}" for year in YEARS)


def _by_sex_and_age(place: int) -> str:
    rows = ["Year,Units,Sex,Age,Value"]
    for year in YEARS:
        for sex in ("", "Female", "Male"):
            rows += [
                f"{year},Percentage (%),{sex},{age},{_value(place, year)}"
                for age in ("", "0-17", "18-64", "65+")
            ]
    return "\r\n".join(rows) + "\r\n"


def _three_years(place: int) -> str:
    rows = ["Year,Country of birth,Observation status,Value"]
    rows += [
        f"{year} - {(year + 2) % 100:02},{born},Undefined,{_value(place, year)}"
        for born in ("", "Born here", "Born elsewhere")
        for year in range(2003, 2016)
    ]
    return "\n".join(rows) + "\n"


def _units_twice(place: int) -> str:
    rows = ["Year,Units,Unit measure,Observation status,Unit multiplier,Value"]
    for units, measure, many in (("Extent", "Hectares", "Million"), ("Proportion", "Percentage (%)", "Unit")):
        rows += [f"{year},{units},{measure},Undefined,{many},{_value(place, year)}" for year in YEARS]
    return "\n".join(rows).replace(".3", ".35000000000000003") + "\n"


def _regions(place: int) -> str:
    rows = ["Year,Series,Geography,GeoCode,Value"]
    for year in YEARS:
        for series in ("Share of people", "Share of households"):
            rows.append(f"{year},{series},Canada,,{_value(place, year)}")
            rows += [f"{year},{series},{name},{code},{_value(place, year)}" for code, name in REGIONS.items()]
    return "\ufeff" + "\n".join(rows) + "\n"


def _sdmx(place: int) -> str:
    rows = ["Year,UNIT_MEASURE,SEX,URBANISATION,REF_AREA,Value"]
    rows += [
        f"{year},PER_1000_LIVE_BIRTHS,{sex},{where},{area},{_value(place, year)}"
        for year in YEARS
        for sex in ("_T", "M", "F")
        for where in ("", "U", "R")
        for area in ("", "KZABY", "KZAKM")
    ]
    return "\n".join(rows) + "\n"


def _quarters(place: int) -> str:
    rows = ["Year,Observation status,Unit multiplier,Unit measure,Value"]
    rows += [
        f"{2016 + n // 4} Q{n % 4 + 1},undefined,Units,Percentage (%),{_value(place, n)}" for n in range(20)
    ]
    return "\n".join(rows) + "\n"


def _signs(place: int) -> str:
    cells = ["12.5", "..", "x", "", "1234.5", "<5", "5*", "c", ":", "-3.25", " 14.0 ", "1 234"]
    return (
        "Year,Value\n" + "\n".join(f"{2000 + n},{cell}" for n, cell in enumerate(cells)) + f"\n2020,{place}\n"
    )


def _split_years(place: int) -> str:
    rows = ["Year,Units,District,Value"]
    rows += [
        f"{year}/{year % 100 + 1:02},Percentage (%) of people,{name},{_value(place, year)}"
        for year in (2010, 2013)
        for name in REGIONS.values()
    ]
    return "\n".join(rows)


def _ranges(place: int) -> str:
    spans = ("2012-2013", "2013 to 2015", "2015–2017", "2018")
    return "Year,Territoire,Value\n" + "\n".join(
        f"{span},,{_value(place, n)}" for n, span in enumerate(spans)
    )


def _windows(place: int) -> bytes:
    rows = ["Year,Géographie,Value", *(f"{year},Québec,{_value(place, year)}" for year in YEARS)]
    rows += [f"{year},,{_value(place, year)}" for year in YEARS]
    return "\r\n".join(rows).encode("cp1252")


def _semicolons(place: int) -> str:
    return "Year;Sex;Value\n" + "\n".join(
        f"{year};{sex};{_value(place, year)}" for year in YEARS for sex in ("", "F")
    )


def _quoted_breaks(place: int) -> str:
    rows = ["Year,Group,Footnote,Value"]
    rows += [f'{year},"Ages, all","First line\nsecond ""line""",{_value(place, year)}' for year in YEARS]
    return "\n".join(rows) + "\n"


def _repeated(place: int) -> str:
    rows = ["Year,Serie,Value"]
    rows += [
        f'{year},"Proporción de personas",{_value(place, year)}' for year in YEARS for _again in range(3)
    ]
    return "\n".join(rows)


def _no_headline(place: int) -> str:
    rows = [
        "Year,지역,Value",
        *(f"{year},{name}, {_value(place, year)} " for name in ("서울", "경기", "인천") for year in YEARS),
    ]
    return "\n".join(rows)


def _commas_at_the_end(place: int) -> str:
    return (
        "Year,Sex,Value,,\n"
        + "\n".join(f"{year},,{_value(place, year)},," for year in YEARS)
        + "\n,,,,\n,,,,\n"
    )


def _money(place: int) -> str:
    rows = ["Year,Country income classification,Observation status,Unit multiplier,Units,Value"]
    rows += [
        f"{year},{group},Definition differs,Thousands,{units},{-9945.312853 + _value(place, year)}"
        for units in ("GBP (£ thousands)", "USD ($ thousands)")
        for group in ("", "LDCs", "Unspecified")
        for year in range(2009, 2021)
    ]
    return "\n".join(rows) + "\n"


TABLES: Final[tuple[Callable[[int], str | bytes], ...]] = (
    _plain, _by_sex_and_age, _three_years, _units_twice, _regions, _sdmx, _quarters, _signs, _split_years, _ranges,
    _windows, _semicolons, _quoted_breaks, _repeated, _no_headline, _commas_at_the_end, _money,
)  # fmt: skip
REFUSED_CELLS: Final = 2
"""Of `_signs`: `<5` and `5*` are no figures."""


def _markdown(identity: str, place: int) -> tuple[str, str]:
    number = identity.replace("-", ".")
    return (
        f"meta/{identity}.md",
        f"""---
indicator_name: global_indicators.{identity}-title
target_name: global_targets.{identity.rpartition("-")[0]}-title
indicator_number: {number}
csv_size: 7.91 kB
indicator_available: What is measured, number {place}
national_indicator_description: >-
  <p>All that <a href='https://example.org/{place}'>counts</a>.</p><p>It is a proxy.</p>
national_geographical_coverage: Nowhere
computation_units: {"Percentage (%)" if place % 3 else ""}
computation_calculations: <p>Value = part / whole * 100</p>
reporting_status: complete
data_non_statistical: false
graph_type: {"bar" if place % 5 == 0 else "line"}
data_keywords:
source_active_1: true
source_organisation_1: Office of Statistics
source_url_1: https://example.org/data
source_url_text_1: Table {place}
source_release_date_1: 12 December 2022
source_active_2: false
indicator_sort_order: {identity}
---
Read *more* in [the report](https://example.org).
""",
    )


def _configured(identity: str, place: int) -> Iterator[tuple[str, str]]:
    yield (
        f"indicator-config/{identity}.yml",
        f"""computation_units: ''
data_non_statistical: false
embedded_feature_html: '<iframe src="https://example.org"></iframe>'
graph_annotations: []
graph_limits: []
graph_target_lines:
  - value: {30 + place % 10}
    label_content: '2030 target'
graph_title: global_indicators.{identity}-title
graph_titles: []
graph_type: line
indicator_name: global_indicators.{identity}-title
indicator_number: '{identity.replace("-", ".")}'
precision: []
reporting_status: {("complete", "inprogress", "notstarted", "notapplicable")[place % 4]}
standalone: false
tags: []
""",
    )
    yield (
        f"meta/{identity}.yml",
        f"""SDG_GOAL: '<p>Goal {identity.partition("-")[0]}: To do well</p>'
SDG_INDICATOR: '<p>Indicator {identity.replace("-", ".")}: How well it
  goes, number {place}</p>'
STAT_CONC_DEF: <p>One part.</p> <ul><li>Two</li></ul>
DATA_COMP: '   '
COVERAGE: Nowhere
source_active_1: 'true'
source_url_text_1: Somebody. Custom Tabulation.
""",
    )


def repository() -> Files:
    """The files, by their paths: 255 indicators described, of which 240 have figures, two an empty file."""
    files: Files = {
        "config_data.yml": CONFIG,
        "README.md": "# Data\n",
        "translations/fr/data.yml": "Sex: Sexe\nFemale: Femmes\n",
    }
    files["translations/en/data.yml"] = "Sex: Sex\nFemale: Women\n"
    names = identities()
    for place, identity in enumerate(names):
        if place % 20 != 19:  # one in twenty has no description
            files |= dict([_markdown(identity, place)] if place % 2 else _configured(identity, place))
        if place < 240:
            files[f"data/indicator_{identity}.csv"] = TABLES[place % len(TABLES)](place)
    files[f"data/indicator_{names[240]}.csv"] = ""
    files[f"data/indicator_{names[241]}.csv"] = "Year,Value\n"
    return files
