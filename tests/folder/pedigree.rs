//! Where a figure comes from: old rows and rows of another purpose, grades, fallbacks, and the rows of a ledger behind it.

use crate::folder::{FACTOR, Folder, PARAMETER};
use citycarbon::City;
use citycarbon::audit::Tree;
use citycarbon::folder::FolderOptions;
use citycarbon::inventory::Statement;
use citycarbon::report;
use citycarbon::taxonomy::Quality;
use serde_json::Value;

const LEDGER: &str = "period,activity,amount,unit\n2018,commercial.electricity,1000,MWh\n";

/// Electricity of the grid, losses not inside, valid for a year.
fn grid(years: &str) -> String {
    format!("{FACTOR}\ngrid,electricity,grid-electricity,CO2,0.5,kg/kWh,TH-10,{years},,excluded,own,own\n")
}

/// The losses of the grid, valid for a year.
fn losses(years: &str) -> String {
    format!("{PARAMETER}\nloss,td-loss,grid-electricity,0.1,kWh/kWh,TH-10,{years},seen,own,own\n")
}

fn town(more: &str, factor_years: &str, loss_years: &str) -> Folder {
    Folder::new(more)
        .with("ledger.csv", LEDGER)
        .with("factors.csv", &grid(factor_years))
        .with("parameters.csv", &losses(loss_years))
}

fn checks(closed: &Statement) -> Vec<String> {
    let of_kind = closed.checks.iter().filter(|check| check.id.kind.to_string() == "factor");
    of_kind.map(|check| format!("{}: {}", check.id, check.finding)).collect()
}

#[test]
fn a_factor_more_than_five_years_old_is_a_check_and_a_younger_one_none() {
    assert_eq!(checks(&town("", "2013", "2018").closed()), Vec::<String>::new());
    assert_eq!(
        checks(&town("", "2012", "2018").closed()),
        ["factor:grid: valid for 2012, 6 years before 2018, but used in I.2.2, I.2.3; use a newer row"]
    );
    // A span counts from its last year. The age of a parameter is a fallback only.
    assert_eq!(checks(&town("", "2008-2013", "2018").closed()), Vec::<String>::new());
    let old_loss = town("", "2018", "2010").closed();
    assert_eq!(checks(&old_loss), Vec::<String>::new());
    let fallbacks: Vec<String> = old_loss.fallbacks().keys().map(|steps| steps[0].to_string()).collect();
    assert_eq!(fallbacks, ["8 years earlier"]);
}

/// Where no average is known, a margin may stand for the grid: knowingly, with its name, and with a reason.
#[test]
fn a_margin_that_stands_for_the_average_is_a_check() {
    let of = |more: &str| {
        let city = format!("name = \"Town\"\nregion = \"VN\"\nyear = 2022\ngwp = \"AR5\"\n{more}");
        Folder::new("").with("city.toml", &city).with("ledger.csv", &LEDGER.replace("2018", "2022"))
    };
    let refused = of("").error_text();
    assert!(refused.ends_with("or choose in city.toml a series that has it: ifi-om"), "{refused}");
    let series = "[series]\ngrid-electricity = \"ifi-om\"\n";
    let id = "factor:ifi-2021-vn-operating-margin-co2";
    let text = "a margin states the emissions of a change of the load, not of the load itself, but is used in I.2.2; use an average of \
                the grid, or accept this with a reason";
    assert_eq!(checks(&of(series).closed()), [format!("{id}: {text}")]);
    // However near it is to the city, it is not a factor of what is counted.
    let grades = |more: &str| of(more).closed().lines.iter().filter_map(|closed| closed.line.factor_quality).collect::<Vec<_>>();
    assert!(!grades(series).is_empty() && grades(series).iter().all(|grade| *grade == Quality::L), "{:?}", grades(series));
    let accepted = of(&format!("{series}[accept]\n\"{id}\" = \"no average is published\"\n")).closed();
    assert!(accepted.open_checks().all(|check| check.id.to_string() != id));
    // The combined margin of the ministry is for projects: it is no choice for an inventory.
    let combined = of("[series]\ngrid-electricity = \"vn-monre\"\n").error_text();
    assert!(combined.contains("is a margin for projects; choose a grid average"), "{combined}");
}

#[test]
fn an_old_factor_is_accepted_by_its_id_and_one_that_is_waived_has_its_reason_already() {
    let accepted = town("[accept]\n\"factor:grid\" = \"no newer one is published\"\n", "2012", "2018").closed();
    let of_grid: Vec<_> = accepted.checks.iter().filter(|check| check.id.to_string() == "factor:grid").collect();
    assert_eq!(of_grid.len(), 1);
    assert_eq!(of_grid[0].accepted.as_deref(), Some("no newer one is published"));
    let waived = town("[factors.waive]\ngrid = \"no later one\"\n", "2005", "2018").closed();
    assert_eq!(checks(&waived), Vec::<String>::new());
}

#[test]
fn a_combined_margin_in_an_inventory_is_a_check() {
    let margin = format!("{FACTOR}\nmargin,electricity,grid-electricity,CO2,0.57,kg/kWh,TH-10,2018,project,inside,own,own\n");
    let form = "method = \"grid-electricity\"\nref = \"I.2.2\"\nsource = \"s\"\nyear = 2018\n[inputs]
consumption = [{ supply = \"a\", value = \"1000\", unit = \"MWh\" }]
co2-factor = [{ supply = \"a\", row = \"margin\" }]
";
    let closed = Folder::new("").with("factors.csv", &margin).with("methods/w.toml", form).closed();
    assert_eq!(
        checks(&closed),
        ["factor:margin: made for the purpose project, not for an inventory, but used in I.2.2; use another row"]
    );
}

/// Old rows of a form count from the year of the form.
#[test]
fn an_old_row_of_a_form_is_a_check_too() {
    let form = "method = \"grid-electricity\"\nref = \"I.2.2\"\nsource = \"s\"\nyear = 2018\n[inputs]
consumption = [{ supply = \"a\", value = \"1000\", unit = \"MWh\" }]
co2-factor = [{ supply = \"a\", row = \"grid\" }]
";
    let closed = Folder::new("").with("factors.csv", &grid("2009")).with("methods/w.toml", form).closed();
    assert_eq!(checks(&closed), ["factor:grid: valid for 2009, 9 years before 2018, but used in I.2.2; use a newer row"]);
}

#[test]
fn fallbacks_are_in_the_json_of_their_year() {
    let folder = Folder::new("").with("city.toml", "name = \"Port\"\nregion = \"JP\"\nyear = 2022\ngwp = \"AR5\"\n");
    let closed = folder.with("ledger.csv", "period,activity,amount,unit\n2022,commercial.electricity,1000,MWh\n").closed();
    let index: Value = serde_json::from_slice(&report::json(std::slice::from_ref(&closed)).unwrap()).unwrap();
    assert_eq!(
        index["years"][0]["fallbacks"],
        serde_json::json!([{
            "id": "moe-fy2018-average-co2",
            "step": "4 years earlier; fiscal year 2018 instead of the calendar year"
        }])
    );
    assert_eq!(closed.totals().unwrap().basic.unwrap().to_string(), "462000");
}

#[test]
fn factors_used_has_confidence_and_note() {
    let folder = town("", "2018", "2018");
    let files = report::files(&[folder.closed()]).unwrap();
    let table = String::from_utf8(files[1].1.clone()).unwrap();
    let header: Vec<&str> = table.lines().next().unwrap().split(',').collect();
    assert_eq!(header[11..], ["years", "purpose", "confidence", "note"]);
    assert!(table.lines().any(|row| row.starts_with("grid,") && row.ends_with(",2018,inventory,own,")), "{table}");
    assert!(table.lines().any(|row| row.starts_with("loss,") && row.ends_with(",2018,inventory,seen,")), "{table}");
}

/// The grades of the entry of I.2.2.
fn grades(rows: &str, confidence: &str) -> (Option<Quality>, Option<Quality>) {
    let factor = "id,process,subject,gas,value,unit,region,years,losses,confidence,source,locator\n";
    let closed = Folder::new("")
        .with("ledger.csv", &format!("period,activity,amount,unit,quality\n{rows}"))
        .with(
            "factors.csv",
            &format!("{factor}grid,electricity,grid-electricity,CO2,0.5,kg/kWh,TH-10,2018,inside,{confidence},own,own\n"),
        )
        .closed();
    let entry = closed.entries.iter().find(|entry| entry.category.reference() == "I.2.2").unwrap();
    (entry.activity_quality, entry.factor_quality)
}

#[test]
fn a_row_without_a_grade_does_not_hide_behind_others() {
    let row = |month: u8, grade: &str| format!("2018-{month:02},commercial.electricity,1,MWh,{grade}\n");
    let of = |grades: [&str; 3]| self::grades(&[row(1, grades[0]), row(2, grades[1]), row(3, grades[2])].concat(), "seen").0;
    assert_eq!(of(["H", "M", "H"]), Some(Quality::M));
    assert_eq!(of(["H", "", "H"]), None);
    assert_eq!(of(["", "L", "H"]), None);
    assert_eq!(of(["H", "H", ""]), None);
}

#[test]
fn a_sum_without_a_grade_does_not_hide_behind_another_sum() {
    // Two sums of one line: kWh and MWh.
    let rows = "2018-01,commercial.electricity,1,MWh,H\n2018-02,commercial.electricity,1,kWh,\n";
    assert_eq!(grades(rows, "seen").0, None);
}

#[test]
fn the_grade_of_an_own_row_follows_its_confidence() {
    let row = "2018,commercial.electricity,1,MWh,H\n";
    for (confidence, grade) in [("seen", Quality::H), ("secondary", Quality::M), ("own", Quality::L), ("", Quality::L)] {
        assert_eq!(grades(row, confidence), (Some(Quality::H), Some(grade)), "{confidence}");
    }
}

/// The trees of a folder, read with the hashes of its files.
fn trees(folder: &Folder) -> Vec<Tree> {
    let city = City::open(&folder.0, &FolderOptions::default().with_hash(true)).unwrap();
    let trace = report::trace_jsonl(&city.close().unwrap()).unwrap();
    String::from_utf8(trace).unwrap().lines().map(|line| line.parse().unwrap()).collect()
}

#[test]
fn the_trace_leads_to_the_lines_and_ids_of_the_rows() {
    let more = "on_bad = \"collect\"\n";
    let ledger = "period,activity,amount,unit,id\n2018-01,commercial.electricity,1,MWh,a1\n2018-01,residential.lpg,5,kg,\n\
                  2018-02,commercial.electricity,2,MWh,\n\n2018-03,commercial.electricity,x,MWh,a3\n2017,commercial.electricity,9,MWh,a4\n\
                  2018-04,commercial.electricity,3,MWh,a1\n2018-05,commercial.electricity,4,MWh,a5\n";
    let other = "period,activity,amount,unit\n2018-06,commercial.electricity,7,MWh\n";
    let folder = Folder::new(more).with("ledger/a.csv", ledger).with("ledger/b.csv", other);
    let trees = trees(&folder);
    let power = trees.iter().find(|tree| tree.category.reference() == "I.2.2").unwrap();
    let inputs: Vec<_> = power.inputs.iter().map(|input| (input.file.as_str(), input.lines.clone(), input.rows)).collect();
    // The row that cannot be read, that of another year and the second a1 are not in the sum.
    assert_eq!(inputs, [("ledger/a.csv", vec![2, 4, 9], 3), ("ledger/b.csv", vec![2], 1)]);
    assert_eq!(power.inputs[0].ids, [Some("a1".to_owned()), None, Some("a5".to_owned())]);
    assert_eq!(power.inputs[1].ids, Vec::<Option<String>>::new());
    let gas = trees.iter().find(|tree| tree.category.reference() == "I.1.1").unwrap();
    assert_eq!((gas.inputs[0].lines.as_slice(), gas.inputs[0].ids.len()), ([3].as_slice(), 0));
}

#[test]
fn past_a_thousand_rows_a_sum_has_their_number_and_the_hash_of_the_file() {
    let ledger = |rows: usize| {
        let row = |_| "2018-01,residential.lpg,1,kg\n".to_owned();
        format!("period,activity,amount,unit\n{}", (0..rows).map(row).collect::<String>())
    };
    for (rows, listed) in [(1000, 1000), (1001, 0)] {
        let input = trees(&Folder::new("").with("ledger.csv", &ledger(rows)))[0].inputs[0].clone();
        assert_eq!((input.rows, input.lines.len(), input.sum.to_string()), (rows as u64, listed, rows.to_string()));
        assert_eq!(input.sha256.map(|hash| hash.len()), Some(64));
    }
}

#[test]
fn without_hashes_no_row_is_listed_and_no_figure_moves() {
    let folder = Folder::new("").with("ledger.csv", LEDGER);
    let plain = folder.closed();
    let hashed = City::open(&folder.0, &FolderOptions::default().with_hash(true)).unwrap().close().unwrap().remove(0);
    assert!(plain.lines.iter().all(|closed| closed.line.inputs.values().all(|input| input.listed.is_empty())));
    assert!(hashed.lines.iter().all(|closed| closed.line.inputs.values().all(|input| input.listed.len() == 1)));
    assert_eq!(plain.entries, hashed.entries);
}
