"""Opens the workbooks that citycarbon writes with openpyxl and LibreOffice, and holds them against its JSON.

    check.py PROGRAM ROOT

PROGRAM is the program citycarbon, ROOT the root of its repository. Every check prints a line; the first that fails ends the run.
Without LibreOffice (`soffice`) its checks are skipped, by name.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import openpyxl

PROGRAM, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
SOFFICE = shutil.which("soffice")
# A spreadsheet computes with 15 digits.
DIGITS = Decimal("1e-13")


def run(*arguments):
    ended = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, cwd=ROOT)
    if ended.returncode != 0:
        sys.exit(f"FAILED: citycarbon {' '.join(map(str, arguments))}\n{ended.stderr.decode()}")
    return ended.stdout


def holds(what, condition, *shown):
    if not condition:
        sys.exit(f"FAILED: {what} {shown}")


def near(a, b):
    a, b = Decimal(str(a)), Decimal(str(b))
    return abs(a - b) <= DIGITS * max(abs(a), abs(b))


def recalculated(path, work):
    """The workbook without any result, computed by LibreOffice."""
    bare = work / "bare" / path.name
    bare.parent.mkdir(exist_ok=True)
    # openpyxl saves formulas and not what they gave.
    openpyxl.load_workbook(path).save(bare)
    out = work / "recalculated"
    subprocess.run(
        [SOFFICE, "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to", "xlsx", "--outdir", out, bare],
        check=True, capture_output=True, timeout=240,
    )
    return openpyxl.load_workbook(out / path.name, data_only=True)


def formulas(path):
    """Sheet, cell, formula and the result in the file, of every formula."""
    with_formulas, with_results = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    for sheet in with_formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate, cell.value, with_results[sheet.title][cell.coordinate].value


def check_formulas(path, work):
    held = list(formulas(path))
    holds("a workbook has formulas", held)
    if not SOFFICE:
        print(f"skipped: {path.name}: no LibreOffice here to recalculate {len(held)} formulas")
        return
    book = recalculated(path, work)
    for sheet, cell, formula, result in held:
        value = book[sheet][cell].value
        holds("LibreOffice computes what is written", value is not None and near(value, result), sheet, cell, formula, result, value)
    print(f"{path.name}: LibreOffice computes {len(held)} formulas to what is written next to them")


def check_report(folder, language, work):
    path = work / f"{folder.name}-{language}.xlsx"
    run("report", folder, "--xlsx", path, "--lang", language)
    again = work / f"{folder.name}-{language}-again.xlsx"
    run("report", folder, "--xlsx", again, "--lang", language)
    holds("the same input gives the same bytes", path.read_bytes() == again.read_bytes())
    inventory = json.loads(run("inventory", folder, "--format", "json"))
    book = openpyxl.load_workbook(path, data_only=True)
    years = inventory["years"]
    names = book.sheetnames
    holds("a sheet for each year and five more", len(names) == len(years) + 5, names)
    for year, name in zip(years, names):
        rows = [[cell.value for cell in row] for row in book[name].iter_rows()]
        pairs = {(row[1], row[2]) for row in rows if isinstance(row[1], (int, float)) and isinstance(row[2], str)}
        for total in ("basic", "basic_plus", "basic_s3", "territorial", "biogenic_co2"):
            figure = year["totals"][total]
            if figure is not None:
                found = [number for number, text in pairs if text == figure]
                holds("a total and its digits are in the sheet", found and near(found[0], figure), name, total, figure)
    entries = [[cell.value for cell in row] for row in book[names[len(years)]].iter_rows(min_row=2)]
    expected = [(year["year"], entry["ref"], entry["co2e_t"], entry["key"]) for year in years for entry in year["entries"]]
    holds("entries are those of inventory.json", [(row[0], row[1], row[9], row[10]) for row in entries] == expected)
    for row in entries:
        holds("the number is the text", row[8] is None and row[9] is None or near(row[8], row[9]), row)
    csv_lines = run("inventory", folder, "--out", work / "out") and (work / "out" / "inventory.csv").read_text().count("\n") - 1
    holds("every line is there", book[names[len(years) + 1]].max_row - 1 == csv_lines)
    check_formulas(path, work)


HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(1)",
    "-2",
    "<script>alert(1)</script>",
    "<r><t>raw</t></r>",
    'a "quoted" & <tagged> \'name\'',
    "\u202egnp.exe\u202c",
    "_x0041_",
    "x" * 10_000,
]


def check_hostile(work):
    folder = work / "hostile"
    folder.mkdir()
    (folder / "city.toml").write_text('name = "=1+1<b>"\nregion = "TH-10"\nyear = 2022\ngwp = "AR5"\n')
    quoted = ['"' + label.replace('"', '""') + '"' for label in HOSTILE]
    rows = "".join(f"2022,residential.lpg,{at + 1},t,{label}\n" for at, label in enumerate(quoted))
    (folder / "ledger.csv").write_text("period,activity,amount,unit,place\n" + rows)
    path = work / "hostile.xlsx"
    run("report", folder, "--xlsx", path)
    book = openpyxl.load_workbook(path)
    words = set()
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                holds("our formulas only", cell.data_type != "f" or cell.value.startswith(("=SUM(", "=SUMIF(")), cell.value)
                if cell.data_type != "f" and isinstance(cell.value, str):
                    words.update([cell.value, *cell.value.split("; ")])
    for label in HOSTILE:
        holds("a hostile label is plain text", label in words or any(label in word for word in words), label[:40])
    check_formulas(path, work)
    print(f"{len(HOSTILE)} hostile labels are plain text")


def check_ecrf(folder, work):
    path = work / "ecrf.xlsx"
    inventory = json.loads(run("inventory", folder, "--format", "json"))
    for year in inventory["years"]:
        run("report", folder, "--ecrf", path, "--year", year["year"])
        book = openpyxl.load_workbook(path, data_only=True)
        holds("three sheets", book.sheetnames == ["eCRF_1", "eCRF_2", "eCRF_3"])
        profile = {row[1].value: row[2].value for row in book["eCRF_1"].iter_rows()}
        holds("the GWP set of the inventory", profile["Global warming potentials"] == year["gwp"])
        detail = list(book["eCRF_3"].iter_rows(values_only=True))
        heading, rows = detail[0], [dict(zip(detail[0], row)) for row in detail[1:]]
        holds("33 columns", len(heading) == 33)
        total = "GHGs (metric tonnes CO2e) - Total CO2e"
        for entry in year["entries"]:
            own = [row for row in rows if row["GPC ref. no."] == entry["ref"]]
            holds("a reference has its rows", own, entry["ref"])
            if entry["co2e_t"] is None:
                holds("a key is the key", own[0]["Notation key"] == entry["key"], own[0])
            else:
                holds("tonnes are tonnes", near(sum(row[total] or 0 for row in own), entry["co2e_t"]), entry["ref"])
        last = [row for row in book["eCRF_2"].iter_rows(values_only=True)][-1]
        holds("the summary is BASIC+", near(sum(last[column] or 0 for column in (1, 3, 5)), year["totals"]["basic_plus"]), last)
    check_formulas(path, work)
    print(f"ecrf.xlsx: every reference of {len(inventory['years'])} years")


def check_input(work):
    amounts = {3: 1200.5, 4: 0.25, 7: 17}
    for language in ("en", "th"):
        by_csv, by_book, path = work / f"csv-{language}", work / f"book-{language}", work / f"input-{language}.xlsx"
        run("new", by_csv, "--region", "TH-50", "--years", "2022-2023", "--xlsx", path, "--lang", language)
        lines = (by_csv / "ledger.csv").read_text().splitlines()
        for row, amount in amounts.items():
            cells = lines[row - 2].split(",")
            cells[2] = str(amount)
            lines[row - 2] = ",".join(cells)
        (by_csv / "ledger.csv").write_text("\n".join(lines) + "\n")
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[2]
        holds("the sheet of activity data", [cell.value for cell in sheet[2]][:4] == ["period", "activity", "amount", "unit"])
        kinds = {rule.type for rule in sheet.data_validations.dataValidation}
        holds("lists and numbers are checked", {"list", "decimal"} <= kinds, kinds)
        for row, amount in amounts.items():
            sheet.cell(row, 3).value = amount
        book.save(path)
        if SOFFICE:
            subprocess.run(
                [SOFFICE, "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to", "xlsx", "--outdir", work / "saved", path],
                check=True, capture_output=True, timeout=240,
            )
            run("new", work / f"saved-{language}", "--from", work / "saved" / path.name)
            saved = (work / f"saved-{language}" / "ledger.csv").read_bytes()
            holds("saved by LibreOffice, it is the same", saved == (by_csv / "ledger.csv").read_bytes())
        run("new", by_book, "--from", path)
        for name in ("city.toml", "ledger.csv", "direct.csv"):
            holds("the workbook is the CSV route", (by_book / name).read_bytes() == (by_csv / name).read_bytes(), name, by_book)
        one, other = (run("inventory", folder, "--format", "json") for folder in (by_csv, by_book))
        holds("the same inventory", one == other)
        holds("with what was entered", json.loads(one)["years"][0]["totals"]["basic"])
        print(f"{path.name}: filled in and read back, it is the CSV route")


def main():
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        for language in ("en", "th"):
            check_report(ROOT / "examples" / "bangkok", language, work)
        check_ecrf(ROOT / "examples" / "bangkok", work)
        check_input(work)
        check_hostile(work)
    print("workbooks: all checks hold")


main()
