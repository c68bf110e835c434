"""Why an import as a whole, or a workbook with a table of figures, cannot be used, in the reader's words."""

from monitor.show.words import Words


def sentences(_: Words) -> dict[str, str]:
    """A sentence for each code, with the names of its fields in braces."""
    return {
        "import_missing": _("{name} cannot be opened. Name a file or a folder that is there."),
        "import_nothing": _("There is no table among the files. Choose one, or a ZIP."),
        "import_mixed": _(
            "These files are of several kinds, or one id was named for several tables. Give one kind at a time, and "
            "one table for an id."
        ),
        "import_unknown_kind": _(
            "{name} is nothing that is read here. Choose CSV, Excel (.xlsx), JSON-stat 2 (.json), or a ZIP with an "
            "Open SDG repository or a Frictionless data package."
        ),
        "import_no_definition": _(
            "Nothing says what {name} is a table of. Write the id of an indicator that is there, or send its "
            "definition along as YAML under the same name."
        ),
        "import_other_id": _("{name} defines {indicator}, and not {said}. Name one of them."),
        "import_id": _("{said} is no id. Use a small letter, then small letters, digits and _."),
        "import_twice": _("Two tables would become the indicator {indicator}. Give each its own id."),
        "import_other_set": _(
            "There is an indicator {indicator} already, which belongs to another set ({dataset}). Give what came "
            "another id."
        ),
        "import_empty": _("No figure of it could be read, so nothing was kept."),
        "import_unchanged": _("Nothing of it is new, so nothing was kept."),
        "table_sheet": _(
            "{file} has these sheets: {sheets}. Name the one with the columns period and value."
        ),
        "table_empty": _("{file} is empty."),
        "table_merged": _(
            "{file}: the cells {cell} are merged, and a blank one would be read as the total. Take them apart and fill "
            "in each."
        ),
        "table_unsolved": _(
            "{file}: the formula in {cell} was never worked out. Open the workbook in Excel and save it."
        ),
        "workbook_too_large": _("The workbook is larger than {limit} MB. Save the table as CSV."),
        "workbook_not_xlsx": _(
            "This is no Excel workbook. Save it as .xlsx, without macros, and upload that file."
        ),
        "workbook_old_excel": _("This is a workbook of an old Excel. Save it as .xlsx and upload that file."),
        "workbook_protected": _(
            "The workbook is locked with a password. Save it without one and upload it again."
        ),
        "workbook_bomb": _("The workbook holds more than is read of one. Save the table as CSV."),
        "workbook_dtd": _("The workbook holds parts that no spreadsheet program writes, and is not read."),
        "workbook_damaged": _(
            "The workbook is damaged. Open it, save it as .xlsx again and upload that file."
        ),
        "workbook_outside": _("{cell}: something stands far outside of what is read. Remove it."),
        "pxweb_request": _("The request cannot be used: {problem}."),
        "pxweb_selection": _("{said} selects nothing. Write it as Tid=from:2014, or as Kjonn=0."),
    }
