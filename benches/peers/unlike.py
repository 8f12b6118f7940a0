#!/usr/bin/env python3
"""Ledgers unlike the kit's, made of its first rows.  python3 unlike.py DATA OUT [ROWS=1000000]
Writes a folder under OUT for each, with the five tables and its ledger.csv:
  kit          the rows as they are
  codes        5,000 activity codes, 20,000 assets with one place and activity each
  thai         places in Thai, most longer than 24 bytes
  decimals     nine decimals in every amount
  crlf         lines end in CR LF
  quotes       every cell in quotes
  wide         40 columns, of which six matter, in another order
  bad1, bad50  1 % and 50 % of the rows broken, in the kit's six ways
Every figure is made up."""
import csv, os, random, shutil, sys

data, out = sys.argv[1:3]
rows_wanted = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
with open(f"{data}/ledger.csv", newline="") as file:
    reader = csv.reader(file)
    head = next(reader)
    rows = [row for row, _ in zip(reader, range(rows_wanted))]
read = lambda name: list(csv.DictReader(open(f"{data}/{name}.csv", newline="")))
activities, factors, places = read("activities"), read("factors"), [row["place"] for row in read("places")]

def folder(name, tables=()):
    path = f"{out}/{name}"
    os.makedirs(path, exist_ok=True)
    for table in ("activities", "units", "factors", "gwp", "places"):
        shutil.copy(f"{data}/{table}.csv", path)
    for table, lines in tables:
        with open(f"{path}/{table}.csv", "w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(lines)
    return path

def write(name, head, rows, tables=(), end="\n", quoting=csv.QUOTE_MINIMAL):
    path = folder(name, tables)
    with open(f"{path}/ledger.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator=end, quoting=quoting)
        writer.writerow(head)
        writer.writerows(rows)

chance = random.Random(20260101)
write("kit", head, rows)

# period, place, asset, activity, amount, unit
spread = 5_000 // len(activities)
codes = [[*list(row.values())] for row in activities]
more_codes = [[f"{code}_{number:03d}", *rest] for code, *rest in codes for number in range(spread)]
more_factors = [[f"{row['activity']}_{number:03d}", row["year"], row["gas"], row["value"]] for row in factors for number in range(spread)]
known = {row["activity"] for row in activities}
coded = [
    [period, place, asset, f"{code}_{int(asset[-6:]) % spread:03d}" if code in known else code, amount, unit]
    for period, place, asset, code, amount, unit in rows
]
write("codes", head, coded, [("activities", [list(activities[0]), *more_codes]), ("factors", [["activity", "year", "gas", "value"], *more_factors])])

thai = {place: f"เขต{''.join(chr(0x0e01 + (ord(letter) * 7 + at) % 44) for at, letter in enumerate(place))}" for place in places}
assert len(set(thai.values())) == len(places)
write("thai", head, [[row[0], thai.get(row[1], row[1]), *row[2:]] for row in rows], [("places", [["place"], *[[name] for name in thai.values()]])])

def nine(amount):
    whole, _, behind = amount.partition(".")
    return f"{whole}.{behind}{chance.randrange(10 ** (9 - len(behind))):0{9 - len(behind)}d}" if whole.isdigit() else amount

write("decimals", head, [[*row[:4], nine(row[4]), row[5]] for row in rows])
write("crlf", head, rows, end="\r\n")
write("quotes", head, rows, quoting=csv.QUOTE_ALL)
fill = [f"column {at}" for at in range(34)]
order = list(range(40))
chance.shuffle(order)
wide = lambda row, rest: [(list(row) + rest)[at] for at in order]
write("wide", wide(head, fill), [wide(row, [f"x{at % 7}" for at in range(34)]) for row in rows])

def broken(row):
    row = list(row)
    column, text = chance.choice([(1, "Atlantis"), (3, "unknown_activity"), (5, "furlong"), (4, "-5"), (4, "n/a"), (0, "2019-06-30")])
    row[column] = text
    return row

for name, share in (("bad1", 0.01), ("bad50", 0.5)):
    write(name, head, [broken(row) if chance.random() < share else row for row in rows])
