//! What becomes of a city folder that is read: every row counted, every stranger named, every error at a file.

use crate::folder::{CODE, CONTRACT, CROSS_CHECK, DIRECT, FACTOR, Folder, city};
use citycarbon::City;
use citycarbon::folder::FolderOptions;
use citycarbon::notice::Notice;
use citycarbon::quantity::Exact;
use std::fs;

fn printed(notices: &[Notice]) -> Vec<String> {
    notices.iter().map(Notice::to_string).collect()
}

#[test]
fn numbers_of_a_city_file_are_taken_to_the_last_digit() {
    let more = "area_km2 = 1568.73700000000000001\n[population]\n2018 = 12345678901234.56789012345678\n2020 = 5_588_222\n";
    let city = Folder::new(more).open().unwrap();
    let settings = &city.input().settings;
    assert_eq!(settings.area_km2.unwrap().to_string(), "1568.73700000000000001");
    let population: Vec<String> = settings.population.values().map(Exact::to_string).collect();
    assert_eq!(population, ["12345678901234.56789012345678", "5588222"]);
    let notices = city.close().unwrap().remove(0).notices;
    assert_eq!(printed(&notices), ["city.toml: population of 2020 is not used: not a year of the inventory"]);
}

/// What is only seen when the inventory is closed still has the place of a row.
#[test]
fn what_closing_refuses_has_a_file_and_a_line() {
    let error_text = |folder: Folder| folder.open().unwrap().close().unwrap_err().to_string();
    let ledger = "period,activity,amount,unit\n2018,residential.electricity,1,kWh\n";
    let over = Folder::new("").with("ledger.csv", ledger);
    let over = over.with("contracts.csv", &format!("{CONTRACT}\na,2018,I.1.2,5,kWh,0,kg/kWh,,s\n"));
    assert!(error_text(over).starts_with("contracts.csv:2: ref (id a): \"I.1.2\": "));
    let unused = Folder::new("").with("contracts.csv", &format!("{CONTRACT}\na,2018,I.1.2,5,kWh,0,kg/kWh,,s\n"));
    assert!(error_text(unused).starts_with("contracts.csv:2: id (id a): \"a\": "));
    let circle = format!("{DIRECT}\nI.1.1,2018,,,,,,IE,I.2.1,,,,\nI.2.1,2018,,,,,,IE,I.1.1,,,,\n");
    assert_eq!(
        error_text(Folder::new("").with("direct.csv", &circle)),
        "direct.csv:2: key: included elsewhere in a circle in 2018: I.1.1, I.2.1, I.1.1; name the reference that has the figure"
    );
}

#[test]
fn every_bad_row_of_every_table_is_reported() {
    let folder = Folder::new("on_bad = \"collect\"\n")
        .with("factors.csv", &format!("{FACTOR}\na,p,s,CO2,x,kg/TJ,TH,2018,,,x,page\nb,p,s,CO2,y,kg/TJ,TH,2018,,,x,page\n"))
        .with("activities.csv", &format!("{CODE}\nx,I.1.9,p,s,CO2,mass\ny,I.1.1,p,s,CO9,mass\n"))
        .with("places.csv", "place\nA\nA\nA\n");
    let error_text = folder.error_text();
    let places: Vec<&str> = error_text.lines().map(|line| line.split(": ").next().unwrap()).collect();
    let wanted = ["factors.csv:2", "factors.csv:3", "activities.csv:2", "activities.csv:3", "places.csv:3", "places.csv:4"];
    assert_eq!(places, wanted, "{error_text}");
}

/// A place whose region has no factor costs its own rows, not the city.
#[test]
fn rows_that_cannot_be_assessed_are_named_by_activity_year_and_place() {
    let ledger = "period,activity,amount,unit,place\n2018,residential.electricity,1,kWh,A\n2018,residential.electricity,1,kWh,A\n2018,residential.electricity,1,kWh,B\n";
    let folder = |more: &str| Folder::new(more).with("places.csv", "place,region\nA,US\nB,\n").with("ledger.csv", ledger);
    let wanted = "ledger.csv: 2 rows of residential.electricity, kWh, 2018 in A: no emission factor for electricity of grid-electricity in US 2018; looked in US, world, up to 10 years earlier; add it to factors.csv or parameters.csv";
    assert_eq!(folder("").error_text(), wanted);
    let city = folder("on_bad = \"collect\"\n").open().unwrap();
    assert_eq!((city.problems().len(), city.inventory().rejected(), city.unlisted()), (1, 2, 0));
    let statement = city.close().unwrap().remove(0);
    assert_eq!(
        (statement.rows.accepted, statement.rows.rejected, statement.status()),
        (1, 2, citycarbon::inventory::Status::Draft)
    );
}

#[test]
fn bad_rows_past_the_cap_are_counted() {
    let mut ledger = "period,activity,amount,unit\n".to_owned();
    (0..7).for_each(|_| ledger.push_str("2018,residential.electricity,x,kWh\n"));
    let folder = Folder::new("on_bad = \"collect\"\n[input.limits]\nerrors = 5\n").with("ledger.csv", &ledger);
    let folder = folder.with("direct.csv", &format!("{DIRECT}\nI.1.1,2018,,CO2,x,t,,,,,,,a\n"));
    let city = folder.open().unwrap();
    assert_eq!((city.problems().len(), city.unlisted(), city.inventory().rejected()), (5, 3, 8));
    let refused = Folder::new("[input.limits]\nerrors = 5\n").with("ledger.csv", &ledger).error_text();
    assert!(refused.ends_with("\n2 more bad rows, not listed"), "{refused}");
}

#[test]
fn rows_of_other_years_are_counted_in_every_file() {
    let folder = Folder::new("")
        .with("ledger.csv", "period,activity,amount,unit\n2017,residential.electricity,1,kWh\n2016,residential.electricity,1,kWh\n")
        .with("direct.csv", &format!("{DIRECT}\nI.1.1,2017,,CO2,1,t,,,,,,,a\n"))
        .with("contracts.csv", &format!("{CONTRACT}\na,2017,I.1.2,5,kWh,0,kg/kWh,,s\n"));
    let statement = folder.closed();
    let outside: Vec<(String, u64)> = statement.rows.outside.iter().map(|(year, rows)| (year.to_string(), *rows)).collect();
    assert_eq!(outside, [("2016".to_owned(), 1), ("2017".to_owned(), 3)]);
    assert_eq!(statement.notices.iter().filter(|notice| notice.to_string().contains("2017")).count(), 1, "{:?}", statement.notices);
}

#[test]
fn the_input_policy_holds_in_every_file() {
    let semicolons = |text: &str| text.replace(',', ";");
    let factors = semicolons(&format!("{FACTOR}\na,electricity,grid-electricity,CO2,V,kg/kWh,TH-10,2018,,inside,x,page\n"));
    let folder = Folder::new("[input]\nera = \"BE\"\ndelimiter = \"semicolon\"\nthousands = \",\"\n")
        .with("ledger.csv", "period;activity;amount;unit\n2561;residential.electricity;2,000;kWh\n")
        .with("factors.csv", &factors.replace(";V;", ";1,000.5;"))
        .with("activities.csv", &semicolons(&format!("{CODE}\nx,I.1.2,electricity,grid-electricity,*,energy\n")))
        .with("direct.csv", "ref;year;gas;amount;unit\nI.1.1;2561;CO2;1,500;t\n")
        .with("places.csv", "place;region\nA;TH-10\n")
        .with("contracts.csv", &semicolons(&format!("{CONTRACT}\na,2561,I.1.2,1000,kWh,0,kg/kWh,,s\n")));
    let totals = folder.closed().totals().unwrap();
    assert_eq!(totals.basic.unwrap().to_string(), "3501000");
    assert_eq!(totals.basic_market.unwrap().to_string(), "2500500");
    let mixed = Folder::new("[input]\nera = \"BE\"\n").with("direct.csv", &format!("{DIRECT}\nI.1.1,2018,,CO2,1,t,,,,,,,a\n"));
    let wanted = "direct.csv:2: year: \"2018\": not a year of the Buddhist Era, which era = \"BE\" requires; write 2561, or delete era = \"BE\"";
    assert_eq!(mixed.error_text(), wanted);
}

#[test]
fn columns_and_files_that_nothing_reads_are_named() {
    let folder = Folder::new("")
        .with("places.csv", "place,label_en,population\nA,a,5\n")
        .with("ledgr.csv", "")
        .with("inventory.csv", "")
        .with("factors_used.csv", "");
    fs::create_dir(folder.0.join("ledger")).unwrap();
    let folder = folder.with("ledger/march.txt", "");
    let wanted = [
        "places.csv: column \"label_en\" is not a column of this file and was not read",
        "places.csv: column \"population\" is not a column of this file and was not read",
    ];
    let statement = folder.closed();
    assert_eq!(printed(&statement.notices), wanted);
    let open: Vec<String> = statement.open_checks().map(|check| format!("{}: {}", check.id, check.finding)).collect();
    let wanted = [
        "file:ledger/march.txt: ledger/march.txt was not read: the name of a ledger ends in .csv, or in .xlsx where workbooks can be read",
        "file:ledgr.csv: ledgr.csv was not read; did you mean ledger.csv?",
    ];
    assert_eq!(open, wanted);
}

/// With open data only, a city gets what is open and a notice says so; what is left out is refused at its row.
#[test]
fn a_city_can_be_read_with_open_data_only() {
    let read = |region: &str, ask: &FolderOptions| {
        let city = city("region", Some(region));
        let ledger = "period,activity,amount,unit\n2018,residential.electricity,1000,kWh\n";
        let folder = Folder::new("").with("city.toml", &city).with("ledger.csv", ledger);
        City::open(&folder.0, ask).map(|city| city.close().unwrap().remove(0))
    };
    let open = FolderOptions::default().with_open_data(true);
    let statement = read("\"SG\"", &open).unwrap();
    // 1,000 kWh at 0.4192 kg, the value of 2017
    assert_eq!(statement.totals().unwrap().basic.unwrap().to_string(), "419.2");
    let notice = "only shipped factors and parameters whose sources are open data are used";
    assert!(printed(&statement.notices).iter().any(|error_text| error_text == notice), "{:?}", statement.notices);
    assert!(!printed(&read("\"SG\"", &FolderOptions::default()).unwrap().notices).iter().any(|error_text| error_text == notice));
    assert_eq!(
        read("\"TH\"", &open).unwrap_err().to_string(),
        "ledger.csv:2: period: \"2018\": no emission factor for electricity of grid-electricity in TH 2018; \
         only rows of sources with redistribution = open are used, which leaves out eppo2022; add it to factors.csv or parameters.csv"
    );
    assert!(read("\"TH\"", &FolderOptions::default()).is_ok());
}

#[test]
fn a_ledger_that_is_there_must_open() {
    let folder = Folder::new("");
    fs::create_dir(folder.0.join("ledger.csv")).unwrap();
    // In memory there is no empty folder.
    let refusal = folder.open().unwrap_err().to_string();
    assert!(refusal.starts_with("ledger.csv: cannot be read: a folder, not a file; "), "{refusal}");
    assert!(Folder::new("").with("ledger", "").error_text().starts_with("ledger: cannot be read: "));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_no_missing_file() {
    for file in ["ledger.csv", "direct.csv", "factors.csv", "places.csv"] {
        let folder = Folder::new("");
        std::os::unix::fs::symlink("nowhere", folder.0.join(file)).unwrap();
        let wanted = format!("{file}: cannot be read: a link that leads nowhere; check that it is there and may be read");
        assert_eq!(folder.open().unwrap_err().to_string(), wanted);
    }
}

#[test]
fn a_cross_check_is_next_to_the_figure_and_in_no_total() {
    let direct = format!("{DIRECT}\nI.1.1,2018,,CO2,5,t,,,,,,,bill\n");
    let plain = Folder::new("").with("direct.csv", &direct).closed();
    let rows = format!("{CROSS_CHECK}\nI.1.1,2018,a survey,7000,kg,s,the same fuel\nI.1.1,2019,of another year,9,t,s,why\n");
    let with_check = Folder::new("").with("direct.csv", &direct).with("cross_checks.csv", &rows).closed();
    assert_eq!(with_check.totals().unwrap(), plain.totals().unwrap());
    assert_eq!((with_check.cross_checks.len(), with_check.cross_checks[0].co2e.to_string().as_str()), (1, "7000"));
    let text = citycarbon::report::text(&[with_check], citycarbon::i18n::Language::English).unwrap();
    let shown = "Cross-checks, in no total, t CO2e as stated:\n  I.1.1              5 in this inventory\n                     7 a survey; the same fuel\n";
    assert!(text.contains(shown), "{text}");
}

#[test]
fn a_run_may_choose_another_series() {
    let folder = Folder::new("").with("ledger.csv", "period,activity,amount,unit\n2018,residential.electricity,1000,kWh\n");
    let ask = |series: &str| citycarbon::folder::FolderOptions::default().with_series("grid-electricity", series);
    let city = citycarbon::City::open(&folder.0, &ask("th-tgo-cfo")).unwrap();
    assert_eq!(city.close().unwrap()[0].totals().unwrap().basic.unwrap().to_string(), "499.9");
    let refused = citycarbon::City::open(&folder.0, &ask("th-tgo-cfoo")).unwrap_err().to_string();
    assert_eq!(refused, "--series: \"th-tgo-cfoo\": unknown series; did you mean \"th-tgo-cfo\"?");
}
