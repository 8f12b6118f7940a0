//! City folders that are refused, each with its whole message: what it says is part of what is promised.

use crate::folder::{CODE, CONTRACT, CROSS_CHECK, DIRECT, FACTOR, Folder, PARAMETER, city};
use citycarbon::folder::CityFile;

/// What the program says of a folder with one more file.
fn error_text_of(file: &str, text: &str) -> String {
    Folder::new("").with(file, text).error_text()
}

/// Every message of the table, or all that differ.
fn hold(table: impl IntoIterator<Item = (String, String, &'static str)>) {
    let wrong: Vec<String> = table
        .into_iter()
        .filter(|(_, error_text, wanted)| error_text != wanted)
        .map(|(given, error_text, wanted)| format!("{given}\n  found:  {error_text}\n  wanted: {wanted}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

const CITIES: [(&str, Option<&str>, &str); 31] = [
    ("name", None, "city.toml: name is missing; city.toml needs name, region, year (or years) and gwp"),
    ("name", Some("5"), "city.toml:1: name: \"5\": not a text; write it in double quotes"),
    ("name", Some("\"\""), "city.toml:1: name: an empty text; write something between the quotes"),
    ("region", None, "city.toml: region is missing; city.toml needs name, region, year (or years) and gwp"),
    (
        "region",
        Some("\"Bangkok\""),
        "city.toml:2: region: \"Bangkok\": not a region; use world, an ISO 3166 code such as TH or TH-10, or a code of the table of regions",
    ),
    ("region", Some("\"wrold\""), "city.toml:2: region: \"wrold\": not a region; did you mean world?"),
    ("year", None, "city.toml: year is missing; city.toml needs name, region, year (or years) and gwp"),
    (
        "year",
        Some("2561"),
        "city.toml:3: year: \"2561\": this looks like a year of the Buddhist Era; write 2018: years here are of the Common Era",
    ),
    (
        "year",
        Some("\"FY2018\""),
        "city.toml:3: year: \"FY2018\": a fiscal year, but no calendar states its months; add calendar = \"TH\", \"JP\" or \"KR\"",
    ),
    ("year", Some("20.5"), "city.toml:3: year: \"20.5\": not a year; write four digits, such as 2024"),
    ("year", Some("[2018]"), "city.toml:3: year: \"[2018]\": not a year; write four digits, such as 2024"),
    ("years", Some("[2018]"), "city.toml:5: years: \"[2018]\": year and years are both given; keep one of them"),
    ("gwp", None, "city.toml: gwp is missing; city.toml needs name, region, year (or years) and gwp"),
    ("gwp", Some("\"AR7\""), "city.toml:4: gwp: \"AR7\": not a GWP set; use one of SAR, AR4, AR5, AR5-SPLIT, AR5F, AR6"),
    ("gwp", Some("5"), "city.toml:4: gwp: \"5\": not a text; write it in double quotes"),
    ("popluation", Some("5"), "city.toml:5: popluation: \"popluation\": unknown key; did you mean population?"),
    ("Region", Some("\"TH\""), "city.toml:5: Region: \"Region\": unknown key; did you mean region?"),
    ("population", Some("\"many\""), "city.toml:5: population: \"many\": not a number; write plain digits, such as 1234.5"),
    ("population", Some("-5"), "city.toml:5: population: \"-5\": below zero; enter zero or more"),
    ("area_km2", Some("\"1,568\""), "city.toml:5: area_km2: \"1,568\": a mark between thousands; write 1568"),
    ("level", Some("\"GOLD\""), "city.toml:5: level: \"GOLD\": not an allowed value; use one of \"BASIC\", \"BASIC+\""),
    ("calendar", Some("\"US\""), "city.toml:5: calendar: \"US\": unknown fiscal calendar; use one of TH, JP, KR"),
    (
        "fiscal",
        Some("\"yes\""),
        "city.toml:5: fiscal: \"yes\": not an allowed value; use one of \"as the year of most months\", \"refuse\"",
    ),
    (
        "fiscal",
        Some("\"as the year of most months\""),
        "city.toml:5: fiscal: \"as the year of most months\": a fiscal year, but no calendar states its months; add calendar = \"TH\", \"JP\" or \"KR\"",
    ),
    (
        "year",
        Some("\"FY2018\"\nfiscal = \"as the year of most months\"\ncalendar = \"TH\""),
        "city.toml:4: fiscal: \"as the year of most months\": the years are fiscal years; delete this line, or write calendar years, such as 2018",
    ),
    ("fiscal", Some("\"refuse\""), "it was read"),
    ("year", Some("\"FY2018\"\nfiscal = \"refuse\"\ncalendar = \"TH\""), "it was read"),
    ("on_bad", Some("\"stop\""), "city.toml:5: on_bad: \"stop\": not an allowed value; use one of \"refuse\", \"collect\""),
    ("ids", Some("true"), "city.toml:5: ids: \"true\": not an allowed value; use one of \"unique\", \"unchecked\""),
    ("co2e_only", Some("\"keep\""), "city.toml:5: co2e_only: \"keep\": not an allowed value; use one of \"refuse\", \"as stated\""),
    ("calendar", Some("5"), "city.toml:5: calendar: \"5\": not a text; write it in double quotes"),
];

#[test]
fn a_bad_city_file_is_refused_in_these_words() {
    hold(CITIES.into_iter().map(|(key, value, wanted)| {
        let error_text =
            CityFile::parse(&city(key, value), "city.toml").map_or_else(|error| error.to_string(), |_| "it was read".to_owned());
        (format!("{key} = {value:?}"), error_text, wanted)
    }));
}

#[test]
fn years_and_figures_by_year_are_refused_in_these_words() {
    let years = |years: &str, more: &str| format!("name = \"Town\"\nregion = \"TH-10\"\nyears = {years}\ngwp = \"AR5\"\n{more}");
    let table = [
        (years("[2018, 2018]", ""), "city.toml:3: years: \"2018\": listed twice; keep one"),
        (years("[]", ""), "city.toml:3: years: \"[]\": not a list of years; write the years in brackets, separated by commas"),
        (years("2018", ""), "city.toml:3: years: \"2018\": not a list of years; write the years in brackets, separated by commas"),
        (
            years("[2018, 2020]", "population = 5\n"),
            "city.toml:5: population: \"5\": one figure for several years; write a section for population with a line for each year",
        ),
        (
            years("[2018, 2020]", "[population]\n18 = 5\n"),
            "city.toml:6: population.18: \"18\": not a year; write four digits, such as 2024",
        ),
    ];
    hold(table.into_iter().map(|(text, wanted)| {
        let error_text = CityFile::parse(&text, "city.toml").map_or_else(|error| error.to_string(), |_| "it was read".to_owned());
        (text, error_text, wanted)
    }));
}

const ROWS: [(&str, &str); 34] = [
    (",2018,,CO2,1,t,,,,,,,a", "direct.csv:2: ref: the cell is empty; enter a value"),
    ("I.1.4,2018,,CO2,1,t,,,,,,,a", "direct.csv:2: ref: \"I.1.4\": not a reference of the GPC; did you mean I.1.1?"),
    ("I.1.1,,,CO2,1,t,,,,,,,a", "direct.csv:2: year: the cell is empty; enter a value"),
    ("I.1.1,18,,CO2,1,t,,,,,,,a", "direct.csv:2: year: \"18\": not a year; write four digits, such as 2024"),
    (
        "I.1.1,2561,,CO2,1,t,,,,,,,a",
        "direct.csv:2: year: \"2561\": this looks like a year of the Buddhist Era; write 2018, or set era = \"BE\"",
    ),
    (
        "I.1.1,FY2018,,CO2,1,t,,,,,,,a",
        "direct.csv:2: year: \"FY2018\": a fiscal year, but the years of the inventory are calendar years; write the calendar year, such as 2018",
    ),
    (
        "I.1.1,2018,,CO3,1,t,,,,,,,a",
        "direct.csv:2: gas: \"CO3\": not a gas of the table; use CO2, CH4, N2O, SF6, NF3, HFC-134a or another gas of the table",
    ),
    ("I.1.1,2018,,co2,1,t,,,,,,,a", "direct.csv:2: gas: \"co2\": not a gas of the table; did you mean \"CO2\"?"),
    ("I.1.1,2018,,,1,t,,,,,,,a", "direct.csv:2: gas: the cell is empty; enter a value"),
    (
        "I.1.1,2018,,CO2,,t,,,,,,,a",
        "direct.csv:2: amount: neither an amount nor a key; give one of them (NE for what is not known)",
    ),
    (
        "I.1.1,2018,,CO2,\"1,5\",t,,,,,,,a",
        "direct.csv:2: amount: \"1,5\": a comma is not a decimal separator; use a point (1234.5), or set decimal = \",\"",
    ),
    (
        "I.1.1,2018,,CO2,\"1,500\",t,,,,,,,a",
        "direct.csv:2: amount: \"1,500\": a mark between thousands; write 1500, or set thousands = \",\"",
    ),
    ("I.1.1,2018,,CO2, 1,t,,,,,,,a", "direct.csv:2: amount: \" 1\": spaces around the number; delete them"),
    ("I.1.1,2018,,CO2,+1,t,,,,,,,a", "direct.csv:2: amount: \"+1\": a leading plus; delete it"),
    ("I.1.1,2018,,CO2,.5,t,,,,,,,a", "direct.csv:2: amount: \".5\": a point without digits on both sides; write 0.5 or 5"),
    (
        "I.1.1,2018,,CO2,5%,t,,,,,,,a",
        "direct.csv:2: amount: \"5%\": a percent sign, which only a share may have; write the number without it, in its unit",
    ),
    ("I.1.1,2018,,CO2,1_000,t,,,,,,,a", "direct.csv:2: amount: \"1_000\": an underscore between digits; delete it"),
    (
        "I.1.1,2018,,CO2,1e6,t,,,,,,,a",
        "direct.csv:2: amount: \"1e6\": a power of ten; write the number out, or set exponent = true",
    ),
    ("I.1.1,2018,,CO2,๑๒,t,,,,,,,a", "direct.csv:2: amount: \"๑๒\": Thai digits; write 0 to 9, or set thai_digits = true"),
    (
        "I.1.1,2018,,CO2,12345678901234567890123456789,t,,,,,,,a",
        "direct.csv:2: amount: \"12345678901234567890123456789\": 29 digits, more than the 28 that are read; round it, or use a larger unit",
    ),
    ("I.1.1,2018,,CO2,1,,,,,,,,a", "direct.csv:2: unit: the cell is empty; enter a value"),
    (
        "I.1.1,2018,,CO2e,1,t,AR9,,,,,,a",
        "direct.csv:2: gwp: \"AR9\": not a GWP set; use one of SAR, AR4, AR5, AR5-SPLIT, AR5F, AR6",
    ),
    ("I.1.1,2018,,CO2,1,t,,NO,,,,,a", "direct.csv:2: amount: \"1\": a key and an amount in one row; leave one of them empty"),
    ("I.1.1,2018,,CO2,,,,NO,,,,,a", "direct.csv:2: gas: \"CO2\": a key and an amount in one row; leave one of them empty"),
    ("I.1.1,2018,,,,t,,NO,,,,,a", "direct.csv:2: unit: \"t\": a key and an amount in one row; leave one of them empty"),
    ("I.1.1,2018,,,,,,RN,,,,,a", "direct.csv:2: key: \"RN\": not a notation key; use NO, NE, IE or C"),
    ("I.1.1,2018,,,,,,NO; RN,,,,,a", "direct.csv:2: key: \"NO; RN\": not a notation key; use NO, NE, IE or C"),
    ("I.1.1,2018,,,,,,NE (I.1.2),,,,,a", "direct.csv:2: key: \"NE (I.1.2)\": NE has no target; only IE names another reference"),
    ("I.1.1,2018,,,,,,IE,I.1.4,,,,a", "direct.csv:2: included_in: \"I.1.4\": not a reference of the GPC; did you mean I.1.1?"),
    (
        "I.1.1,2018,,CO2,1,t,,,I.1.2,,,,a",
        "direct.csv:2: included_in: \"I.1.2\": only a row with the key IE names another reference; leave the cell empty",
    ),
    ("I.1.1,2018,,CO2,1,t,,,,,X,,a", "direct.csv:2: quality: \"X\": not a grade of data quality; write H, M or L"),
    ("I.1.1,2018,,CO2,1,t,,,,,,good,a", "direct.csv:2: factor_quality: \"good\": not a grade of data quality; write H, M or L"),
    ("I.1.1,2018", "direct.csv:2: 2 cells in this row, 13 in the header; add the missing cells"),
    (
        "I.1.1,2018,,,,,,IE,,,,,a,b",
        "direct.csv:2: 14 cells in this row, 13 in the header; put a cell that contains the delimiter in quotes",
    ),
];

#[test]
fn a_bad_row_of_direct_emissions_is_refused_in_these_words() {
    hold(
        ROWS.into_iter().map(|(row, wanted)| (row.to_owned(), error_text_of("direct.csv", &format!("{DIRECT}\n{row}\n")), wanted)),
    );
}

const TABLES: [(&str, &str, &str, &str); 29] = [
    (
        "factors.csv",
        FACTOR,
        "a,e,s,CO2,0.4,kg/kWh,TH,2018,,,,page",
        "factors.csv:2: source (id a): the cell is empty; enter a value",
    ),
    (
        "factors.csv",
        FACTOR,
        "a,e,s,CO2,0.4,kWh/kg,TH,2018,,,x,page",
        "factors.csv:2: unit (id a): \"kWh\": an emission factor gives a mass or a volume of gas; write kg/...",
    ),
    (
        "factors.csv",
        FACTOR,
        "a,e,s,CO2,0.4,kg,TH,2018,,,x,page",
        "factors.csv:2: unit (id a): \"kg\": not an amount for each unit; write it like kg/TJ",
    ),
    (
        "factors.csv",
        FACTOR,
        "a,e,s,CO2,0.4,kg/kWh,TH,18,,,x,page",
        "factors.csv:2: years (id a): \"18\": not a range of years; write all, 2018, 2016-2018, 2022- or FY2014",
    ),
    (
        "factors.csv",
        FACTOR,
        "a,e,s,CO2,0.4,kg/kWh,TH,2018-2016,,,x,page",
        "factors.csv:2: years (id a): \"2018-2016\": not a range of years; write all, 2018, 2016-2018, 2022- or FY2014",
    ),
    (
        "factors.csv",
        FACTOR,
        "a,e,s,CO2,0.4,kg/kWh,TH,2018,invent,,x,page",
        "factors.csv:2: purpose (id a): \"invent\": unknown purpose of a factor; use one of inventory, alternative, margin, market, project, upstream, product",
    ),
    (
        "factors.csv",
        FACTOR,
        "a,e,s,CO2,0.4,kg/kWh,TH,2018,,yes,x,page",
        "factors.csv:2: losses (id a): \"yes\": unknown statement about losses; use one of inside, excluded",
    ),
    (
        "factors.csv",
        FACTOR,
        "a,e,s,CO2,0.4,kg/kWh,TH,2018,,,x,page\na,e,s,CO2,0.4,kg/kWh,TH,2018,,,x,page",
        "factors.csv:3: id: \"a\": this id is used twice, here or in a shipped table; give each row its own id",
    ),
    (
        "parameters.csv",
        PARAMETER,
        "a,,s,1,kg/L,TH,2018,own,x,page",
        "parameters.csv:2: parameter (id a): the cell is empty; enter a value",
    ),
    (
        "parameters.csv",
        PARAMETER,
        "a,density,s,1,kg/L,TH,2018,sure,x,page",
        "parameters.csv:2: confidence (id a): \"sure\": unknown confidence; use one of seen, secondary, own",
    ),
    (
        "parameters.csv",
        PARAMETER,
        "a,density,s,\"1,5\",kg/L,TH,2018,own,x,page",
        "parameters.csv:2: value (id a): \"1,5\": a comma is not a decimal separator; use a point (1234.5), or set decimal = \",\"",
    ),
    (
        "activities.csv",
        CODE,
        "x,I.1.9,p,s,CO2,mass",
        "activities.csv:2: ref: \"I.1.9\": not a reference of the GPC; did you mean I.1.1?",
    ),
    (
        "activities.csv",
        CODE,
        "x,I.1.1,p,s,CO2 CO9,mass",
        "activities.csv:2: gases: \"CO9\": not a gas of the table; use CO2, CH4, N2O, SF6, NF3, HFC-134a or another gas of the table",
    ),
    (
        "activities.csv",
        CODE,
        "x,I.1.1,p,s,CO2,weight",
        "activities.csv:2: dimension: \"weight\": unknown dimension; use one of mass, energy, volume, normal-volume, gas-volume, area, distance, vehicle-distance, passenger-distance, freight-distance, heads, head-time, power, number, time",
    ),
    ("places.csv", "place", "A\nA", "places.csv:3: place: \"A\": listed twice; keep one"),
    ("places.csv", "place,region", ",TH-10", "places.csv:2: place: the cell is empty; enter a value"),
    ("places.csv", "plaec", "A", "places.csv:1: the header has no column place; is it the column \"plaec\"?"),
    (
        "contracts.csv",
        CONTRACT,
        "a,2018,I.1.2,5,kWh,0,kg/kWh,contract,s\na,2018,I.2.2,5,kWh,0,kg/kWh,contract,s",
        "contracts.csv:3: id (id a): \"a\": this id is used twice; give each row its own id",
    ),
    (
        "contracts.csv",
        CONTRACT,
        "a,2018,I.1.2,5,kWh,,kg/kWh,contract,s",
        "contracts.csv:2: factor (id a): the cell is empty; enter a value",
    ),
    (
        "contracts.csv",
        CONTRACT,
        "a,2561,I.1.2,5,kWh,0,kg/kWh,contract,s",
        "contracts.csv:2: year (id a): \"2561\": this looks like a year of the Buddhist Era; write 2018, or set era = \"BE\"",
    ),
    (
        "cross_checks.csv",
        CROSS_CHECK,
        "I.9.1,2018,a survey,5,t,s,why",
        "cross_checks.csv:2: ref: \"I.9.1\": not a reference of the GPC; did you mean I.1.1?",
    ),
    (
        "cross_checks.csv",
        CROSS_CHECK,
        "I.1.1,2018,a survey,5,kWh,s,why",
        "cross_checks.csv:2: unit: \"kWh\": a unit of energy, but a unit of mass is needed; use a unit such as kg",
    ),
    ("cross_checks.csv", CROSS_CHECK, "I.1.1,2018,a survey,5,t,s,", "cross_checks.csv:2: reason: the cell is empty; enter a value"),
    (
        "cross_checks.csv",
        "ref,year,what,amount,unit,source",
        "I.1.1,2018,a survey,5,t,s",
        "cross_checks.csv:1: the header has no column reason; the columns needed are ref, year, what, amount, unit, source, reason",
    ),
    ("direct.csv", "ref,yaer,gas", "I.1.1,2018,CO2", "direct.csv:1: the header has no column year; is it the column \"yaer\"?"),
    (
        "direct.csv",
        "ref;year;gas",
        "I.1.1;2018;CO2",
        "direct.csv:1: \"ref;year;gas\": the header is separated by semicolons, not by commas; save the file with commas, or set delimiter = \"semicolon\"",
    ),
    ("direct.csv", "ref,year,ref", "I.1.1,2018,I.1.1", "direct.csv:1: \"ref\": two columns have this name; rename one of them"),
    (
        "direct.csv",
        "ref,year,key",
        "I.1.1,2018,\"NO",
        "direct.csv:2: key: \"\"NO\": a quote opens this cell and is never closed; close it",
    ),
    (
        "ledger.csv",
        "period,activity,amount,unit",
        "2018,residential.electricty,5,kWh",
        "ledger.csv:2: activity: \"residential.electricty\": not an activity code of the catalogue; did you mean residential.electricity?",
    ),
];

#[test]
fn a_bad_table_of_a_city_is_refused_in_these_words() {
    hold(
        TABLES.into_iter().map(|(file, header, row, wanted)| {
            (format!("{file}: {row}"), error_text_of(file, &format!("{header}\n{row}\n")), wanted)
        }),
    );
}

/// What the inventory rejects of a row is at the cell that is wrong.
const PLACED: [(&str, &str, &str, &str); 11] = [
    ("direct.csv", DIRECT, "I.1.1,2018,,CO2,-1,t,,,,,,,a", "direct.csv:2: amount: \"-1\": "),
    ("direct.csv", DIRECT, "I.1.1,2018,,CO2,1,litre,,,,,,,a", "direct.csv:2: unit: \"litre\": "),
    ("direct.csv", DIRECT, "I.1.1,2018,,CO2,1,t,,,,,,,a\nI.1.1,2018,,CO2,2,t,,,,,,,a", "direct.csv:3: source: \"a\": "),
    ("direct.csv", DIRECT, "I.1.1,2018,,,,,,IE,I.1.1,,,,a", "direct.csv:2: included_in: \"I.1.1\": "),
    ("direct.csv", DIRECT, "I.1.1,2018,,,,,,NO,I.1.2,,,,a", "direct.csv:2: included_in: \"I.1.2\": "),
    ("contracts.csv", CONTRACT, "a,2018,I.1.1,5,kWh,0,kg/kWh,contract,s", "contracts.csv:2: ref (id a): \"I.1.1\": "),
    ("contracts.csv", CONTRACT, "a,2018,I.1.2,5,kg,0,kg/kWh,contract,s", "contracts.csv:2: unit (id a): \"kg\": "),
    ("contracts.csv", CONTRACT, "a,2018,I.1.2,-5,kWh,0,kg/kWh,contract,s", "contracts.csv:2: amount (id a): \"-5\": "),
    ("contracts.csv", CONTRACT, "a,2018,I.1.2,5,kWh,0,kWh/kg,contract,s", "contracts.csv:2: factor_unit (id a): \"kWh/kg\": "),
    ("contracts.csv", CONTRACT, "a,2018,I.1.2,5,kWh,0,kg/kWh,gift,s", "contracts.csv:2: kind (id a): \"gift\": "),
    (
        "factors.csv",
        "id,process,subject,gas,value,per,unit,region,years,source,locator",
        "a,e,s,CO2,1,0,kg/kWh,TH,2018,x,page",
        "factors.csv:2: per (id a): \"0\": ",
    ),
];

#[test]
fn an_error_is_at_the_cell_that_is_wrong() {
    hold(PLACED.into_iter().map(|(file, header, row, wanted)| {
        let error_text = error_text_of(file, &format!("{header}\n{row}\n"));
        let start = error_text.get(..wanted.len()).unwrap_or(&error_text).to_owned();
        (format!("{file}: {row}"), start, wanted)
    }));
}

/// What follows the smallest city, and its error.
const SECTIONS: [(&str, &str); 23] = [
    (
        "[input.aliases]\nused = \"amuont\"",
        "city.toml:6: input.aliases.used: \"amuont\": a ledger has no such column; did you mean \"amount\"?",
    ),
    ("[input]\ndelimitr = \"tab\"", "city.toml:6: input.delimitr: \"delimitr\": unknown key; did you mean delimiter?"),
    (
        "[input]\ndelimiter = \"tabs\"",
        "city.toml:6: input.delimiter: \"tabs\": not an allowed value; use one of \"comma\", \"semicolon\", \"tab\"",
    ),
    ("[input]\nera = \"AD\"", "city.toml:6: input.era: \"AD\": not an allowed value; use one of \"CE\", \"BE\""),
    (
        "[input]\nthai_digits = \"true\"",
        "city.toml:6: input.thai_digits: neither true nor false; write one of them, without quotes",
    ),
    (
        "[input]\nids = \"unchecked\"",
        "city.toml:6: input.ids: \"ids\": not a key of this section; write it above the first section",
    ),
    ("[input.limits]\nrecrd = 5", "city.toml:6: input.limits.recrd: \"recrd\": unknown key; did you mean record?"),
    (
        "[input.limits]\n\nrecord = 0",
        "city.toml:7: input.limits.record: \"0\": not a whole number from 1; write it without a decimal point",
    ),
    ("input = 5", "city.toml:5: input: not a section; write the name in brackets on a line of its own, and its keys below"),
    ("delimiter = \"tab\"", "city.toml:5: delimiter: \"delimiter\": not a key of this section; write it under [input]"),
    (
        "most_years_back = 5",
        "city.toml:5: most_years_back: \"most_years_back\": not a key of this section; write it under [factors]",
    ),
    (
        "[factors]\nmost_year_back = 5",
        "city.toml:6: factors.most_year_back: \"most_year_back\": unknown key; did you mean most_years_back?",
    ),
    (
        "[factors]\nmost_years_back = -1",
        "city.toml:6: factors.most_years_back: \"-1\": not a whole number from 0; write it without a decimal point",
    ),
    (
        "[factors.series]\na = \"b\"",
        "city.toml:5: factors.series: \"series\": not a key of this section; write it as a section of its own",
    ),
    ("[factors.waive]\na = \"b\"", "city.toml:6: factors.waive.a: \"a\": no row has this id; use the id of a factor or parameter"),
    ("[factors.waive]\na = \"\"", "city.toml:6: factors.waive.a: an empty text; write something between the quotes"),
    (
        "[series]\ngrid-electricty = \"th-tgo-cfo\"",
        "city.toml:6: series.grid-electricty: \"grid-electricty\": nothing of this name has series to choose from; did you mean \"grid-electricity\"?",
    ),
    (
        "[series]\ngrid-electricity = \"th-tgo-cf\"",
        "city.toml:6: series.grid-electricity: \"th-tgo-cf\": unknown series; did you mean \"th-tgo-cfo\"?",
    ),
    ("[series]\ngrid-electricity = 5", "city.toml:6: series.grid-electricity: \"5\": not a text; write it in double quotes"),
    (
        "[population]\n2018 = 5\non_bad = \"collect\"",
        "city.toml:7: population.on_bad: \"on_bad\": not a key of this section; write it above the first section",
    ),
    ("population = 1e6", "city.toml:5: population: \"1e6\": a power of ten; write the number out"),
    (
        "population = 99999999999999999999999999999.5",
        "city.toml:5: population: \"99999999999999999999999999999.5\": 30 digits, more than the 28 that are read; round it, or use a larger unit",
    ),
    ("year = 2018", "city.toml:5: not valid TOML: duplicate key; write key = value, text in double quotes"),
];

#[test]
fn a_bad_section_of_a_city_file_is_refused_at_its_line_in_these_words() {
    hold(SECTIONS.into_iter().map(|(more, wanted)| (more.to_owned(), Folder::new(&format!("{more}\n")).error_text(), wanted)));
}

/// More rows that are at the cell that is wrong.
const KEY_ROWS: [(&str, &str); 8] = [
    ("I.1.1,2018,,,,,AR9,NE,,,,,a", "direct.csv:2: gwp: \"AR9\": not a GWP set; use one of SAR, AR4, AR5, AR5-SPLIT, AR5F, AR6"),
    ("I.1.1,2018,,,,,,NE,,,X,,a", "direct.csv:2: quality: \"X\": not a grade of data quality; write H, M or L"),
    (
        "I.1.1,2018,,,,,,IE (II.1.1),II.2.1,,,,a",
        "direct.csv:2: included_in: \"II.2.1\": the cell of the key names II.1.1 too; name one reference here, and write only IE in the key",
    ),
    ("I.1.1,2018,,,,,,IE (II.1.1),II.1.1,,,,a", "it was read"),
    ("I.1.1,2018,,,,,,IE (I.1.1),,,,,a", "direct.csv:2: key: \"I.1.1\": included in itself; name another reference"),
    ("I.1.1,2018,,,,,AR4,NE,,,,,a", "it was read"),
    ("I.1.1,2018,,CO2,-0,t,,,,,,,a", "direct.csv:2: amount: \"-0\": below zero in I.1.1; only V.2, V.3 and VI.1 may be negative"),
    ("V.2,2018,,CO2,-1,t,,,,,,,a", "it was read"),
];

#[test]
fn a_row_with_a_key_is_read_whole() {
    hold(
        KEY_ROWS
            .into_iter()
            .map(|(row, wanted)| (row.to_owned(), error_text_of("direct.csv", &format!("{DIRECT}\n{row}\n")), wanted)),
    );
}

const CONTRACTS: [(&str, &str); 5] = [
    ("a,2018,,,,-1,kg/kWh,residual,s", "contracts.csv:2: factor (id a): \"-1\": below zero; enter zero or more"),
    (
        "a,2018,I.1.2,,,0,kg/kWh,residual,s",
        "contracts.csv:2: ref (id a): \"I.1.2\": a residual mix is for all electricity that no contract covers; leave the cell empty",
    ),
    (
        "a,2018,,,,0,kg/kWh,residual,s\nb,2018,,,,0,kg/kWh,residual,s",
        "contracts.csv:3: id (id b): \"b\": a second residual mix in 2018, or its id is used twice; keep one",
    ),
    (
        "a,2018,I.1.2,5,kWh,0,kg/kWh,gift,s",
        "contracts.csv:2: kind (id a): \"gift\": not a kind of contract; write contract, certificate or residual",
    ),
    ("a,2018,I.1.2,5,kWh,0,kg/kWh,,", "contracts.csv:2: source (id a): the cell is empty; enter a value"),
];

#[test]
fn a_bad_contract_is_refused_in_these_words() {
    hold(
        CONTRACTS
            .into_iter()
            .map(|(row, wanted)| (row.to_owned(), error_text_of("contracts.csv", &format!("{CONTRACT}\n{row}\n")), wanted)),
    );
}
