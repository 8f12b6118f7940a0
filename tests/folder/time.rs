//! Periods: bills across years, quarters, series with gaps, stocks by months and days, fiscal years, corrections.

use crate::folder::{DIRECT, Folder};
use citycarbon::City;
use citycarbon::folder::{FolderOptions, write};
use citycarbon::inventory::Statement;
use std::fmt::Write as _;

const PLAIN: &str = "period,activity,amount,unit";

/// A town in Thailand with a ledger; `top` has its years.
fn town(top: &str, header: &str, rows: &str) -> Folder {
    let city = format!("name = \"Town\"\nregion = \"TH\"\ngwp = \"AR5\"\n{top}\n");
    Folder::new("").with("city.toml", &city).with("ledger.csv", &format!("{header}\n{rows}"))
}

fn closed(folder: &Folder) -> Vec<Statement> {
    folder.open().unwrap().close().unwrap()
}

/// The figure of a reference in t CO2e, as text.
fn tonnes(statement: &Statement, reference: &str) -> String {
    let entry = statement.entries.iter().find(|entry| entry.category.reference() == reference);
    let kilograms = entry.and_then(|entry| entry.co2e).unwrap_or_else(|| panic!("no figure of {reference}"));
    kilograms.checked_mul("0.001".parse().unwrap()).unwrap().to_string()
}

/// Open checks of series.
fn checks(statement: &Statement) -> Vec<String> {
    let of_series = |id: &str| id.starts_with("months:") || id.starts_with("periods:");
    let checks = statement.open_checks().map(|check| (check.id.to_string(), check.finding.to_string()));
    checks.filter(|(id, _)| of_series(id)).map(|(id, text)| format!("{id}: {text}")).collect()
}

/// A row for each month.
fn months(year: u16, months: impl IntoIterator<Item = u8>, rest: &str) -> String {
    let mut rows = String::new();
    for month in months {
        writeln!(rows, "{year}-{month:02},{rest}").unwrap();
    }
    rows
}

/// 28 days with both ends: 22 of them in 2021.
#[test]
fn a_bill_across_years_is_shared_by_days() {
    let bill = "2021-12-10/2022-01-06,commercial.electricity,2800,kWh\n";
    let folder = town("years = [2021, 2022]", PLAIN, bill);
    let years = closed(&folder);
    assert_eq!((tonnes(&years[0], "I.2.2"), tonnes(&years[1], "I.2.2")), ("0.9526".to_owned(), "0.2472".to_owned()));
    // One row, which both years have a part of.
    let city = folder.open().unwrap();
    let leaves: Vec<_> = city.input().ledger.leaves().map(|leaf| (leaf.sum.to_string(), leaf.rows, leaf.shared)).collect();
    assert_eq!(leaves, [("2200".to_owned(), 1, 1), ("600".to_owned(), 1, 1)]);
    assert_eq!((years[0].rows.accepted, years[0].rows.outside.len()), (1, 0));
    assert_eq!(
        checks(&years[1]),
        [
            "months:I.2.2: commercial.electricity: given by months, but there is no row for 2022-02, 2022-03, 2022-04, 2022-05, 2022-06 and 6 more"
        ]
    );
    // A year that the inventory does not have: its part is named, not summed.
    let one = closed(&town("year = 2022", PLAIN, bill)).remove(0);
    assert_eq!(tonnes(&one, "I.2.2"), "0.2472");
    let outside: Vec<_> = one.rows.outside.iter().map(|(year, rows)| (year.to_string(), *rows)).collect();
    assert_eq!((one.rows.accepted, outside), (1, vec![("2021".to_owned(), 1)]));
}

#[test]
fn bills_of_a_whole_year_leave_no_month_out() {
    // Each begins on the day that the one before ends on.
    let bills = "2021-12-20/2022-03-10,commercial.electricity,810,kWh\n2022-03-10/2022-09-30,commercial.electricity,1,MWh\n\
                 2022-09-30/2023-01-15,commercial.electricity,108,kWh\n";
    let year = closed(&town("year = 2022", PLAIN, bills)).remove(0);
    assert_eq!(checks(&year), Vec::<String>::new());
    // 810 * 69/81 + 1000 + 108 * 93/108 = 690 + 1000 + 93 kWh.
    assert_eq!(tonnes(&year, "I.2.2"), "0.734596");
    let quarters = |rows: &[&str]| {
        let rows: Vec<String> = rows.iter().map(|quarter| format!("2022-{quarter},commercial.electricity,5000,kWh\n")).collect();
        closed(&town("year = 2022", PLAIN, &rows.concat())).remove(0)
    };
    let whole = quarters(&["Q1", "Q2", "Q3", "Q4"]);
    assert_eq!((tonnes(&whole, "I.2.2"), checks(&whole)), ("8.24".to_owned(), vec![]));
    assert_eq!(
        checks(&quarters(&["Q1", "Q2", "Q4"])),
        ["months:I.2.2: commercial.electricity: given by months, but there is no row for 2022-07, 2022-08, 2022-09"]
    );
}

#[test]
fn a_gap_in_a_series_of_months_is_named() {
    let gap = months(2022, (1..=12).filter(|month| *month != 8), "commercial.electricity,10000,kWh");
    let named = "months:I.2.2: commercial.electricity: given by months, but there is no row for 2022-08";
    let year = closed(&town("year = 2022", PLAIN, &gap)).remove(0);
    assert_eq!((tonnes(&year, "I.2.2"), checks(&year)), ("45.32".to_owned(), vec![named.to_owned()]));
    // The month in another unit, or by days, is a month; a 0 is known.
    for filled in ["2022-08,commercial.electricity,10,MWh\n", "2022-08-15,commercial.electricity,0,kWh\n"] {
        assert_eq!(checks(&closed(&town("year = 2022", PLAIN, &(gap.clone() + filled)))[0]), Vec::<String>::new());
    }
    // It says nothing of another activity, nor of a place: each has its own series.
    let others = gap.clone() + "2022,residential.electricity,1,kWh\n" + &months(2022, 1..=12, "agriculture.electricity,1,kWh");
    assert_eq!(checks(&closed(&town("year = 2022", PLAIN, &others))[0]), [named]);
    let placed = gap.replace(",kWh", ",kWh,Harbour") + "2022,commercial.electricity,1,kWh,Old Town\n";
    assert_eq!(
        checks(&closed(&town("year = 2022", "period,activity,amount,unit,place", &placed))[0]),
        ["months:I.2.2:Harbour: commercial.electricity in Harbour: given by months, but there is no row for 2022-08"]
    );
    // A row of the whole year covers the gap, and is asked about as such.
    let whole = gap.clone() + "2022,commercial.electricity,10000,kWh\n";
    assert_eq!(
        checks(&closed(&town("year = 2022", PLAIN, &whole))[0]),
        ["periods:I.2.2: commercial.electricity: 2022 is given both as a whole and by months or days; check for double counting"]
    );
    let accepted = "year = 2022\n[accept]\n\"months:I.2.2\" = \"the meter was replaced in August\"";
    assert_eq!(checks(&closed(&town(accepted, PLAIN, &gap))[0]), Vec::<String>::new());
}

/// People, animals and pipelines are there all the time: their months give a mean.
#[test]
fn a_stock_by_months_is_the_stock() {
    for (code, unit, reference) in [
        ("wastewater.septic-system", "head", "III.4.1"),
        ("livestock.enteric.swine", "head", "V.1"),
        ("fugitive.gas-distribution.town-gas.pipeline", "km", "I.8.1"),
    ] {
        let figure = |rows: &str| {
            let year = closed(&town("year = 2022", PLAIN, rows)).remove(0);
            (tonnes(&year, reference), checks(&year))
        };
        let whole = figure(&format!("2022,{code},100000,{unit}\n"));
        if unit == "head" && reference == "III.4.1" {
            assert_eq!(whole.0, "12264");
        }
        assert_eq!(figure(&months(2022, 1..=12, &format!("{code},100000,{unit}"))), whole, "{code}");
        let quarters: Vec<String> = (1..=4).map(|quarter| format!("2022-Q{quarter},{code},100000,{unit}\n")).collect();
        assert_eq!(figure(&quarters.concat()), whole, "{code}");
        assert_eq!(figure(&format!("2021-06-15/2023-02-20,{code},100000,{unit}\n")), whole, "{code}");
        // A count of one day is the count of the year, but for the months that nobody counted.
        let (once, asked) = figure(&format!("2022-07-01,{code},100000,{unit}\n"));
        assert_eq!((once, asked.len()), (whole.0.clone(), 1), "{code}");
        // Half of the year twice as many: the mean.
        let rising = months(2022, 1..=6, &format!("{code},50000,{unit}")) + &months(2022, 7..=12, &format!("{code},150000,{unit}"));
        assert_eq!(figure(&rising), whole, "{code}");
        // Assets of one month are added first.
        let herds = months(2022, 1..=12, &format!("{code},60000,{unit}")) + &months(2022, 1..=12, &format!("{code},40,{unit}"));
        assert_eq!(figure(&herds).0, figure(&format!("2022,{code},60040,{unit}\n")).0, "{code}");
    }
}

/// January by days, the other months by one row each.
#[test]
fn days_of_a_stock_are_the_mean_of_their_month() {
    let code = "livestock.enteric.swine,";
    let days: Vec<String> =
        (1..=31).map(|day| format!("2022-01-{day:02},{code}{},head\n", if day <= 10 { 410 } else { 100 })).collect();
    let by_days =
        closed(&town("year = 2022", PLAIN, &(days.concat() + &months(2022, 2..=12, &format!("{code}200,head"))))).remove(0);
    let whole = closed(&town("year = 2022", PLAIN, &format!("2022,{code}200,head\n"))).remove(0);
    assert_eq!((tonnes(&by_days, "V.1"), checks(&by_days)), (tonnes(&whole, "V.1"), vec![]));
    // The trace says how the mean is taken, and computes the figure again.
    let trace = citycarbon::report::trace_jsonl(&[by_days]).unwrap();
    let trace = String::from_utf8(trace).unwrap();
    let mean = |name: &str, count: u8| {
        format!("{{\"name\":\"{name}\",\"origin\":\"time\",\"numerator\":\"1\",\"denominator\":\"{count}\",\"rows\":[]}}")
    };
    assert!(trace.contains("\"mean\":{\"days-of\":1},\"rows\":31,\"sum\":\"6200\""), "{trace}");
    assert!(trace.contains(&format!("\"conversion\":[{},{}]", mean("mean-of-days", 31), mean("mean-of-months", 12))), "{trace}");
    assert!(trace.contains("\"mean\":\"months\",\"rows\":11,\"sum\":\"2200\""), "{trace}");
    citycarbon::audit::verify(&trace.lines().next().unwrap().parse().unwrap()).unwrap();
}

/// A herd that came in July counts for half of the year, and the place is asked for its other months.
#[test]
fn places_of_a_stock_are_added_before_the_mean() {
    let (header, code) = ("period,activity,amount,unit,place", "livestock.enteric.swine");
    let rows = months(2022, 1..=12, &format!("{code},100,head,Hill")) + &months(2022, 7..=12, &format!("{code},60,head,Valley"));
    let year = closed(&town("year = 2022", header, &rows)).remove(0);
    let whole = closed(&town("year = 2022", header, &format!("2022,{code},130,head,\n"))).remove(0);
    assert_eq!(tonnes(&year, "V.1"), tonnes(&whole, "V.1"));
    assert_eq!(checks(&year).len(), 1);
    assert!(checks(&year)[0].starts_with("months:V.1:Valley: livestock.enteric.swine in Valley: given by months"));
    // A stock of the year next to months is added, and asked about.
    let mixed = months(2022, 1..=12, &format!("{code},100,head,")) + &format!("2022,{code},30,head,\n");
    let mixed = closed(&town("year = 2022", header, &mixed)).remove(0);
    assert_eq!(tonnes(&mixed, "V.1"), tonnes(&whole, "V.1"));
    assert_eq!(
        checks(&mixed),
        ["periods:V.1: livestock.enteric.swine: 2022 is given both as a whole and by months or days; check for double counting"]
    );
}

/// What is known by months is known so when it is written and read again.
#[test]
fn a_city_written_and_read_again_keeps_its_months() {
    let swine = "livestock.enteric.swine";
    let rows = months(2022, 1..=11, "commercial.electricity,10000,kWh")
        + &months(2022, 1..=3, &format!("{swine},90,head"))
        + &format!("2022-04-29/2022-05-01,{swine},30,head\n");
    let folder = town("year = 2022", PLAIN, &rows);
    let city = folder.open().unwrap();
    let again = folder.0.join("again");
    write(city.input(), &again).unwrap();
    let again = City::open(&again, &FolderOptions::default()).unwrap().close().unwrap().remove(0);
    let year = city.close().unwrap().remove(0);
    for reference in ["I.2.2", "V.1"] {
        assert_eq!(tonnes(&again, reference), tonnes(&year, reference), "{reference}");
    }
    assert_eq!((checks(&again), checks(&year).len()), (checks(&year), 2));
}

const FISCAL: &str = "years = [\"FY2021\", \"FY2022\"]\ncalendar = \"JP\"";

/// April to March, named by its start: the months of three calendar years are two fiscal years.
#[test]
fn an_inventory_of_fiscal_years_has_the_months_of_each() {
    let (before, after) = (months(2021, 4..=12, ""), months(2022, 1..=12, "") + &months(2023, 1..=3, ""));
    let bills = (before + &after).replace(",\n", ",residential.electricity,1000000,kWh\n");
    let rows = format!("{bills}FY2021,residential.lpg,1000,t\nFY2022,residential.lpg,1100,t\n");
    let folder = town(FISCAL, PLAIN, &rows).with("direct.csv", &format!("{DIRECT}\nI.1.1,FY2021,,CO2,1,t,,,,,,,a\n"));
    let city = folder.open().unwrap();
    let leaves: Vec<String> = city
        .input()
        .ledger
        .leaves()
        .map(|leaf| format!("{} {} {} {} rows", leaf.activity, leaf.year, leaf.sum, leaf.rows))
        .collect();
    assert_eq!(
        leaves,
        [
            "residential.electricity FY2021 12000000 12 rows",
            "residential.electricity FY2022 12000000 12 rows",
            "residential.lpg FY2021 1000 1 rows",
            "residential.lpg FY2022 1100 1 rows",
        ]
    );
    let years = city.close().unwrap();
    assert_eq!(years.iter().map(|year| year.year.to_string()).collect::<Vec<_>>(), ["FY2021", "FY2022"]);
    assert!(years.iter().all(|year| checks(year).is_empty() && year.rows.outside.is_empty()));
    // Factors are those of the calendar year with most of the months.
    let calendar = "2021,residential.electricity,12000000,kWh\n2021,residential.lpg,1000,t\n";
    let calendar = closed(&town("year = 2021", PLAIN, calendar)).remove(0);
    assert_eq!(tonnes(&years[0], "I.1.2"), tonnes(&calendar, "I.1.2"));
    // The name of the year in what is written.
    let json = citycarbon::report::Report::of(&years).unwrap().to_string();
    assert!(json.contains("\"year\": \"FY2021\""), "{json}");
    let csv = String::from_utf8(citycarbon::report::inventory_csv(&years).unwrap()).unwrap();
    assert!(csv.contains("FY2021/I.1.2/residential.electricity//"), "{csv}");
    assert!(csv.lines().nth(1).unwrap().contains(",FY2021,"), "{csv}");
    let page = citycarbon::report::page(&years, citycarbon::i18n::Language::English).unwrap();
    assert!(page.contains("FY2022"), "{page}");
}

#[test]
fn fiscal_years_and_calendar_years_are_not_mixed() {
    let of = |top: &str, rows: &str| town(top, PLAIN, rows).error_text();
    let bill = "2021-05,residential.electricity,1,kWh\n";
    assert_eq!(
        of("years = [\"FY2021\", 2022]\ncalendar = \"JP\"", bill),
        "city.toml:4: years: \"2022\": fiscal and calendar years in one inventory; write years of one kind"
    );
    assert_eq!(
        of("years = [\"FY2021\"]", bill),
        "city.toml:4: years: \"FY2021\": a fiscal year, but no calendar states its months; add calendar = \"TH\", \"JP\" or \"KR\""
    );
    assert_eq!(
        of(FISCAL, "2021,residential.electricity,1,kWh\n"),
        "ledger.csv:2: period: \"2021\": a calendar year, but the years of the inventory are fiscal ones; write months, or the fiscal year FY2021 if the amount is of that year"
    );
    let direct = |top: &str, year: &str| {
        let rows = format!("{DIRECT}\nI.1.1,{year},,CO2,1,t,,,,,,,a\n");
        town(top, PLAIN, bill).with("direct.csv", &rows).error_text()
    };
    assert_eq!(
        direct(FISCAL, "2021"),
        "direct.csv:2: year: \"2021\": a calendar year, but the years of the inventory are fiscal ones; write months, or the fiscal year FY2021 if the amount is of that year"
    );
    assert_eq!(
        direct("year = 2021", "FY2021"),
        "direct.csv:2: year: \"FY2021\": a fiscal year, but the years of the inventory are calendar years; write the calendar year, such as 2021"
    );
    // A gap is named by the months that the year has; where fiscal years are calendar years, either name will do.
    let gap = closed(&town(FISCAL, PLAIN, &months(2022, 1..=3, "residential.electricity,1,kWh"))).remove(0);
    assert_eq!(
        checks(&gap),
        [
            "months:I.1.2: residential.electricity: given by months, but there is no row for 2021-04, 2021-05, 2021-06, 2021-07, 2021-08 and 4 more"
        ]
    );
    let named = format!("{FISCAL}\n[population]\nFY2021 = 1000\n[accept]\n\"months:I.1.2:FY2021\" = \"one quarter is known\"");
    let named = closed(&town(&named, PLAIN, &months(2022, 1..=3, "residential.electricity,1,kWh"))).remove(0);
    assert_eq!((checks(&named).len(), named.settings.population.len()), (0, 1));
    assert!(named.per_head(named.totals().unwrap().basic).unwrap().is_some());
    let korea =
        closed(&town("years = [\"FY2021\"]\ncalendar = \"KR\"", PLAIN, "2021,residential.electricity,1000,kWh\n")).remove(0);
    assert_eq!(tonnes(&korea, "I.1.2"), "0.433");
}

#[test]
fn a_row_below_zero_names_the_row_that_it_corrects() {
    let header = "period,activity,amount,unit,id,corrects";
    let of = |rows: &str| town("year = 2022", header, rows);
    let year = |rows: &str| closed(&of(rows)).remove(0);
    // The order of the rows does not matter.
    let (bill, less) = ("2022,commercial.electricity,2800,kWh,a,\n", "2022,commercial.electricity,-300,kWh,b,a\n");
    for rows in [[bill, less].concat(), [less, bill].concat()] {
        let year = year(&rows);
        assert_eq!((tonnes(&year, "I.2.2"), year.rows.accepted), ("1.03".to_owned(), 2));
    }
    // It needs no id of its own, and may add something.
    assert_eq!(tonnes(&year(&format!("{bill}2022,commercial.electricity,200,kWh,,a\n")), "I.2.2"), "1.236");
    let refused = |rows: &str| of(rows).error_text();
    assert_eq!(
        refused(&format!("{bill}2022,commercial.electricity,-300,kWh,b,\n")),
        "ledger.csv:3: amount (id b): \"-300\": an amount below zero that names no row; write the id of the row that it corrects in the column corrects"
    );
    assert_eq!(
        refused(&format!("{bill}2022,commercial.electricity,-300,kWh,b,c\n")),
        "ledger.csv:3: corrects (id b): \"c\": no row with this id was read; write the id of a row of this ledger, or of one read before it"
    );
    assert_eq!(
        refused(&format!("{bill}2022,commercial.electricity,-300,kWh,b,b\n")),
        "ledger.csv:3: corrects (id b): \"b\": a row cannot correct itself; write the id of the row that it corrects"
    );
    assert_eq!(
        refused(&format!("{bill}2022,commercial.electricity,-2801,kWh,b,a\n")),
        "ledger.csv: 2 rows of commercial.electricity, kWh, 2022: \"-1\": a sum below zero, which this activity does not allow; its corrections are greater than the rows that they correct"
    );
}

/// A measure and a plan have years of the kind that the inventory has: a plan of 2022 says nothing of FY2022.
#[test]
fn forms_have_years_of_the_kind_of_the_inventory() {
    let of = |years: &str, first: &str, file: &str| {
        let city = format!("name = \"Town\"\nregion = \"TH-10\"\nyears = {years}\ncalendar = \"TH\"\ngwp = \"AR5\"\n");
        let measure = "measure = \"energy-saving\"\nname = \"habits\"\nstage = \"demand\"\nsource = \"test\"\n";
        let action = "[[action]]\nname = \"habits\"\ncode = \"residential.electricity\"\nsaving = \"0.1\"\n";
        let plan = "name = \"A plan\"\nsource = \"council\"\n";
        let years = format!("first_year = \"{first}\"\nlast_year = \"{first}\"\n");
        let text = if file == "plan.toml" {
            format!("{plan}{years}")
        } else {
            format!("{measure}{years}{action}by_year = {{ {first} = \"1\" }}\n")
        };
        Folder::new("").with("city.toml", &city).with(file, &text)
    };
    for file in ["measures/habits.toml", "plan.toml"] {
        let line = if file == "plan.toml" { 3 } else { 5 };
        let place = format!("{file}:{line}: first_year");
        assert_eq!(
            of("[\"FY2018\"]", "2019", file).error_text(),
            format!(
                "{place}: \"2019\": a calendar year, but the years of the inventory are fiscal ones; write the fiscal year, such as FY2019"
            )
        );
        assert_eq!(
            of("[2018]", "FY2019", file).error_text(),
            format!(
                "{place}: \"FY2019\": a fiscal year, but the years of the inventory are calendar years; write the calendar year, such as 2019"
            )
        );
        for (years, first) in [("[\"FY2018\"]", "FY2019"), ("[2018]", "2019")] {
            assert!(of(years, first, file).open().is_ok(), "{years} {first} {file}");
        }
    }
}
