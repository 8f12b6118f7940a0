"""Read what `citycarbon` writes with the packages of the systems that it is for.

    python integrations/python/read_exchange.py PROGRAM WORK

PROGRAM is the built program, WORK an empty folder. Every line that is printed is something that was read and compared; the first
difference ends the run with exit code 1.
"""

import csv
import json
import logging
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import frictionless
import jsonschema
import primap2.pm2io
from loguru import logger

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM, WORK = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()

# What people may write into a name: none of it may change what a reader sees.
NAMES = {
    "formula": "=cmd|' /C calc'!A0",
    "page": "<script>alert(1)</script>",
    "quotes": "O'Neil \"the\" town\\, {a: b}",
    "bidi": "town \u202eevif\u202c \u2066x\u2069",
    "missing": "NA",
    "long": "x" * 10_000,
    "thai": "กรุงเทพมหานคร # : - 'ก'",
}


def run(*arguments, given=None):
    """The result of a command of the program, with what is given on stdin; what it says on stderr where it fails."""
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, cwd=ROOT, input=given)
    if done.returncode != 0:
        sys.exit(f"{arguments}: {done.stderr.decode()}")
    return done.stdout


def same(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: {str(found)[:300]!r} is not {str(expected)[:300]!r}")


def towns():
    """A folder for each hostile name, with a direct emission, an activity and a key."""
    for key, name in NAMES.items():
        folder = WORK / key
        folder.mkdir()
        (folder / "city.toml").write_text(
            f'name = {json.dumps(name)}\nregion = "TH-10"\nyears = [2018, 2019]\ngwp = "AR5-SPLIT"\n[population]\n2018 = 1000\n2019 = 1010\n'
        )
        (folder / "direct.csv").write_text(
            "ref,year,gas,amount,unit,gwp,key,reason,source\n"
            "I.1.1,2018,CO2e,12.5,t,AR5-SPLIT,,,report\nI.2.1,2018,,,,,NE,no data,report\n"
            "III.1.1,2018,CH4_fossil,1,t,,,,report\nIII.1.1,2018,CH4,2,t,,,,report\n"
        )
        yield key, folder, name


def read_primap2(folder, stem, name):
    """primap2 reads the two files, and finds each figure of inventory.json."""
    problems = []
    logger.remove()
    logger.add(lambda message: problems.append(str(message)), level="WARNING")
    data = primap2.pm2io.read_interchange_format(stem.with_suffix(".yaml"))
    same(f"{folder}: title", data.attrs["attrs"]["title"], f"GPC inventory of {name}")
    found = primap2.pm2io.from_interchange_format(data)
    # It asks for the set of what is in CO2 and is not CO2: one entity is in no set, the other in one without a name there.
    known = [text for text in problems if "gwp_context missing?" in text and ("'CO2_biogenic'" in text or "'KYOTOGHG_AR5-SPLIT'" in text)]
    same(f"{folder}: warnings of primap2", problems, known)
    report = json.loads(run("inventory", folder, "--format", "json"))
    jsonschema.validate(report, json.loads((ROOT / "docs/schema/inventory.schema.json").read_text()))
    figures = 0
    for year in report["years"]:
        for entry in year["entries"]:
            # Entities, each with the mass of the gases that count to it.
            expected = {}
            if entry["co2e_t"] is not None:
                expected["KYOTOGHG"] = Decimal(entry["co2e_t"])
            for gas, kg in entry["gases_kg"].items():
                if gas != "CO2e":
                    entity = "CH4" if gas == "CH4_fossil" else gas
                    expected[entity] = expected.get(entity, 0) + Decimal(kg) / 1000
            for entity, tonnes in expected.items():
                variable = next(v for v in found if v == entity or v.startswith((entity + " (", entity + "_AR5")))
                cell = found[variable].pr.loc[{"category": entry["ref"], "time": year["year"].removeprefix("FY")}]
                value = float(cell.pint.to("t CO2 / yr" if entity == "KYOTOGHG" else cell.pint.units).pint.dequantify().squeeze())
                if abs(value - float(tonnes)) > abs(float(tonnes)) * 1e-12:
                    sys.exit(f"{folder} {year['year']} {entry['ref']} {entity}: {value} is not {tonnes}")
                figures += 1
    return figures


def validate(descriptor):
    """frictionless finds no fault in a package, its hashes included; returns the rows that it read."""
    checked = frictionless.validate(descriptor)
    if not checked.valid:
        sys.exit(f"{descriptor}: {checked.to_summary()[:2000]}")
    return sum(task.stats.get("rows", 0) for task in checked.tasks)


def summed(folder):
    """The tables of OpenClimate: whole tonnes, scopes and sectors add up to the total, ids lead to rows."""
    def rows(table):
        with open(folder / table, newline="") as file:
            return list(csv.DictReader(file))

    actors = {row["actor_id"] for row in rows("Actor.csv")}
    methods = {row["methodology_id"] for row in rows("Methodology.csv")}
    sectors = {row["sector_id"] for row in rows("Sector.csv")}
    for total in rows("EmissionsAgg.csv"):
        same(f"{folder}: actor", total["actor_id"] in actors and total["methodology_id"] in methods, True)
        for table in ("EmissionsByScope.csv", "EmissionsBySector.csv"):
            parts = [row for row in rows(table) if row["emissions_id"] == total["emissions_id"]]
            same(f"{folder} {table}", sum(int(row["emissions_value"]) for row in parts), int(total["total_emissions"]))
            same(f"{folder} {table}", all(row.get("sector_id", "I") in sectors for row in parts), True)


def cities():
    found = sorted(path.parent for path in (ROOT / "examples").glob("**/city.toml"))
    kinds = {folder: (folder / "city.toml").read_text() for folder in found}
    return [folder for folder, text in kinds.items() if 'kind = "organisation"' not in text and 'kind = "event"' not in text]


def traces(work, schema):
    """Every line of the traces of two cities, with contracts and without, and of an organisation."""
    validator = jsonschema.Draft202012Validator(schema)
    lines = 0
    for name in ("yokohama", "contracts", "office"):
        run("inventory", f"examples/{name}", "--out", work / f"{name}-trace")
        for line in (work / f"{name}-trace" / "trace.jsonl").read_text().splitlines():
            validator.validate(json.loads(line))
            lines += 1
    return lines


def schemas(work):
    """JSON of the commands against docs/schema."""
    commands = {
        "inventory": ["inventory", "examples/bangkok"],
        "footprint": ["inventory", "examples/office"],
        "tally": ["tally", "examples/minimal/ledger.csv", "--region", "TH"],
        "compare": ["compare", "examples/bangkok", "examples/cities/tokyo", "examples/minimal"],
        "find": ["find", "diesel", "--format", "json"],
        "firm": ["firm", "examples/sme/bakery.toml"],
        "firms": ["firms", "examples/sme/firms.csv", "--by", "sector"],
        "indicators": ["indicators", "examples/yokohama"],
        "measure": ["measure", "waste_trucks", "examples/bangkok"],
        "method": ["method", "landfill-commitment", "--gwp", "AR5"],
        "plan": ["plan", "examples/bangkok"],
        "reconciliation": ["views", "examples/bangkok", "--between", "basic", "territorial"],
        "views": ["views", "examples/bangkok"],
    }
    known = {path.name.removesuffix(".schema.json"): json.loads(path.read_text()) for path in (ROOT / "docs/schema").glob("*.json")}
    for name, schema in sorted(known.items()):
        jsonschema.Draft202012Validator.check_schema(schema)
        if name == "trace":
            print(f"schema {name}: {traces(work, schema)} lines valid")
            continue
        if name not in commands:
            print(f"schema {name}: is a schema; no command of this step prints it")
            continue
        command = commands[name]
        if name == "method":
            value = json.loads(run(*command, given=(ROOT / "examples/inputs/landfill-commitment.json").read_bytes()))
        else:
            value = json.loads(run(*command, *([] if "--format" in command else ["--format", "json"])))
        jsonschema.validate(value, schema, cls=jsonschema.Draft202012Validator)
        print(f"schema {name}: valid")


def main():
    logging.disable(logging.WARNING)
    figures = rows = 0
    examples = [(str(folder.relative_to(ROOT)).replace("/", "-"), folder, None) for folder in cities()]
    for key, folder, name in [*towns(), *examples]:
        name = name or json.loads(run("inventory", folder, "--format", "json"))["city"]
        out = WORK / f"{key}-out"
        run("report", folder, "--primap2", out / "primap2.csv", "--datapackage", out)
        # Nothing to read where no reference has a value.
        if out.joinpath("primap2.csv").read_text().count("\n") > 1:
            figures += read_primap2(folder, out / "primap2", name)
        rows += validate(out / "datapackage.json")
        summed(out)
        package = json.loads((out / "datapackage.json").read_text())
        same(f"{folder}: title", package["title"], f"Greenhouse gas inventory of {name}")
    print(f"primap2 {primap2.__version__}: {figures} figures of {len(examples)} cities and {len(NAMES)} hostile names, as in inventory.json")
    print(f"frictionless {frictionless.__version__}: {rows} rows of their packages, hashes and types")
    shipped = sorted([*(ROOT / "examples").glob("**/datapackage.json"), ROOT / "emission_factors/datapackage.json"])
    rows = sum(validate(descriptor) for descriptor in shipped)
    print(f"frictionless: {len(shipped)} packages that are shipped, {rows} rows")
    schemas(WORK)


main()
