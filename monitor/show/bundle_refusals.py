"""What is wrong with a ZIP, a folder or a table of figures that came in: a sentence for each code."""

from collections.abc import Mapping

from monitor.show.words import Words


def templates(_: Words) -> Mapping[str, str]:
    """The sentences by code, with the fields of the error in braces."""
    return {
        "bundle_missing": _("There is no {name} here. Choose a folder or a ZIP that is there."),
        "bundle_no_zip": _("The file is no ZIP that can be opened. Pack it anew."),
        "bundle_protected": _("The ZIP is locked with a password. Pack it anew without."),
        "bundle_bomb": _("The ZIP unpacks to far more than it holds, and is not opened."),
        "bundle_path": _("The ZIP holds the file name {name}, which leads out of it. Pack it anew."),
        "bundle_too_many": _("There are more than {limit} files. Pack only what is needed."),
        "bundle_too_large": _("The files together are larger than {limit} MB. Pack only what is needed."),
        "bundle_file_too_large": _("The file {name} is larger than {limit} MB. Ask for less at a time."),
        "bundle_damaged": _("The file {name} cannot be unpacked or read. Fetch it again."),
        "csv_encoding": _("The text of {file} cannot be read. Save it as UTF-8."),
        "csv_empty": _("{file} is empty."),
        "csv_header": _("The first line of {file} cannot be read as names of columns."),
        "csv_invalid": _("{file} is no valid CSV from line {line} on: a quote is not closed."),
        "csv_too_long": _("{file} has more than {limit} rows."),
        "csv_is_pdf": _("{file} is a PDF and no table. Save the table as CSV or Excel (.xlsx)."),
        "csv_is_packed": _(
            "{file} is a workbook or a ZIP and no CSV. Give it a name that ends so, such as .xlsx."
        ),
        "csv_is_old_excel": _("{file} is a workbook of an old Excel. Save it as .xlsx or CSV."),
        "csv_is_web_page": _(
            "{file} is a web page and no table. Fetch the file itself, or save the table as CSV."
        ),
        "tidy_columns": _(
            "The columns of {file} do not fit the indicator. Lacking: {lacking}. Unknown: {unknown}. There have to be: "
            "{wanted}."
        ),
        "tidy_title_above": _(
            "The names of the columns stand in line {line} of {file}. Take out the lines above."
        ),
        "tidy_wide": _(
            "{file} has its periods beside each other ({periods} …). Write one row for each figure, with the columns "
            "{wanted}."
        ),
        "opensdg_elsewhere": _(
            "The settings of the repository take the figures from {kinds}, which is not read here. Give what was built "
            "of it, with the folder of a language in it."
        ),
        "opensdg_none": _("Nothing here looks like figures of Open SDG, such as data/indicator_1-1-1.csv."),
        "opensdg_too_many": _("There are more than {limit} indicators."),
        "opensdg_columns": _("{file} has no one column Year and one column Value, but {found}."),
        "opensdg_built": _("{file} is no table with one value for each figure in every column."),
        "package_none": _("There is no datapackage.json here."),
        "package_damaged": _("The description of the data package is damaged at “{place}”."),
        "package_path": _("The path {path} leads out of the data package."),
        "package_remote": _(
            "A table lies at {host}, which may not be asked. Whoever runs the monitor can allow it."
        ),
        "package_format": _("{file} is {format}; CSV and Parquet can be read."),
        "package_parquet": _("{file} is too large, or no Parquet file with plain columns."),
        "dataset_id": _("{said} is no name for a set of indicators. Use small letters, digits and _."),
        "dataset_language": _("{said} names no language. Write it as en or pt-BR."),
    }
