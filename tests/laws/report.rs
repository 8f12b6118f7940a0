//! Laws of the report: what is printed adds up, what is written reads back, what is traced recomputes.

use citycarbon::assess::Assessor;
use citycarbon::audit::{Tree, verify};
use citycarbon::gas::{Gas, GwpSet, Stated, Substance};
use citycarbon::i18n::Language;
use citycarbon::inventory::{Inventory, Level, NotationEntry, ReportedEmission, Settings, Statement};
use citycarbon::ledger::Leaf;
use citycarbon::quantity::{Exact, Reading};
use citycarbon::report::{self, Rank, Report, Table, TableCell, TableRow, apportioned};
use citycarbon::taxonomy::{Category, Year};
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

fn year(number: u16) -> Year {
    number.to_string().parse().unwrap()
}

fn settings(city: &str, years: &[u16]) -> Settings {
    let mut settings = Settings::new(city, "TH-10".parse().unwrap(), years.iter().map(|number| year(*number)), GwpSet::Ar5);
    settings.co2e_only = Stated::AsStated;
    settings
}

fn keyed(key: &str, included_in: Option<&str>, reason: &str) -> NotationEntry {
    serde_json::from_value(json!({"key": key, "included_in": included_in, "reason": reason, "clean": true})).unwrap()
}

fn leaf(activity: &str, place: &str, sum: &str, unit: &str, of: u16) -> Leaf {
    serde_json::from_value(json!({
        "file": "ledger.csv", "sha256": null, "activity": activity, "unit": unit, "place": place, "year": of,
        "rows": 3, "sum": sum, "quality": "M",
    }))
    .unwrap()
}

/// What is given for a cell of the inventory: reference, place, substance, grams; or reference and key.
#[derive(Clone, Debug)]
enum Given {
    Mass(usize, usize, usize, i64),
    Key(usize, usize),
}

fn cell() -> impl Strategy<Value = Given> {
    prop_oneof![
        4 => (0..54_usize, 0..3_usize, 0..6_usize, 0..9_000_000_000_i64).prop_map(|(c, p, s, kg)| Given::Mass(c, p, s, kg)),
        1 => (0..54_usize, 0..4_usize).prop_map(|(c, key)| Given::Key(c, key)),
    ]
}

/// A closed inventory of a city with such cells, and some activity.
fn books(city: &str, cells: &[Given], places: [&str; 3], reason: &str, years: &[u16]) -> Vec<Statement> {
    let categories: Vec<Category> = Category::all().collect();
    let mut inventory = Inventory::new(settings(city, years));
    for (at, cell) in cells.iter().enumerate() {
        let of = year(years[at % years.len()]);
        match cell {
            Given::Mass(category, place, substance, kg) => {
                let substance = [
                    Substance::Gas(Gas::CO2),
                    Substance::Gas(Gas::CH4),
                    Substance::Gas(Gas::CH4_FOSSIL),
                    Substance::Gas(Gas::N2O),
                    Substance::Gas(Gas::CO2_BIOGENIC),
                    Substance::Stated(GwpSet::Ar5),
                ][*substance];
                let kg = Exact::new(i128::from(*kg), 3).unwrap();
                // Where the reference allows it every second amount is below zero.
                let kg = if categories[*category].may_be_negative() && at % 2 == 1 { kg.checked_neg().unwrap() } else { kg };
                let amount = Reading::new(kg, "kg".parse().unwrap());
                let mut direct = ReportedEmission::new(categories[*category], of, substance, amount, &format!("{reason} {at}"));
                places[*place].clone_into(&mut direct.place);
                inventory.add_direct(direct).unwrap();
            }
            Given::Key(category, key) => {
                let keyed = keyed(["NO", "NE", "C", "NE"][*key], None, reason);
                inventory.add_key(of, categories[*category], "", keyed).unwrap();
            }
        }
    }
    inventory.close().unwrap()
}

/// Bangkok 2018 as a city would give it: electricity, fuel, a stated figure, keys.
fn bangkok() -> Vec<Statement> {
    let mut with = settings("Bangkok", &[2018, 2019]);
    with.population = BTreeMap::from([(year(2018), exact("5676648"))]);
    let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
    let mut inventory = Inventory::new(with);
    for (activity, sum, unit) in [
        ("residential.electricity", "9629942709", "kWh"),
        ("commercial.electricity", "18778749478.1", "kWh"),
        ("residential.motor-gasoline", "123456.789", "litre"),
        ("residential.liquefied-petroleum-gas", "1000.3", "t"),
    ] {
        for (place, of) in [("", 2018), ("TH-10", 2019)] {
            if let Ok(assessed) = assessor.assess(&leaf(activity, place, sum, unit, of)) {
                inventory.add(&assessor, assessed, year(of)).unwrap();
            }
        }
    }
    let stated = ReportedEmission::new(
        "III.1.2".parse().unwrap(),
        year(2018),
        Substance::Gas(Gas::CH4),
        "157425.440126376 t".parse().unwrap(),
        "landfills",
    );
    inventory.add_direct(stated).unwrap();
    inventory.add_key(year(2018), "III.1.1".parse().unwrap(), "", keyed("NO", None, "no landfill in the city")).unwrap();
    inventory.add_key(year(2018), "II.5.1".parse().unwrap(), "", keyed("IE", Some("II.1.1"), "not told apart")).unwrap();
    inventory.close().unwrap()
}

#[test]
fn every_line_of_assessed_books_is_traced_and_verified() {
    let statements = bangkok();
    let trace = String::from_utf8(report::trace_jsonl(&statements).unwrap()).unwrap();
    let inventory = report::inventory_csv(&statements).unwrap();
    let ids: Vec<String> = csv::Reader::from_reader(inventory.as_slice()).records().map(|row| row.unwrap()[0].to_owned()).collect();
    let trees: Vec<Tree> = trace.lines().map(|line| line.parse().unwrap()).collect();
    assert_eq!(ids, trees.iter().map(|tree| tree.line.clone()).collect::<Vec<_>>());
    assert!(
        trees.iter().any(|tree| !tree.derivation.terms().is_empty()) && trees.iter().any(|tree| tree.derivation.terms().is_empty())
    );
    let lines = statements.iter().flat_map(|statement| &statement.lines);
    let printed: Vec<String> = lines.map(|closed| Tree::of(closed, GwpSet::Ar5).unwrap().to_string()).collect();
    assert_eq!(trace.lines().collect::<Vec<_>>(), printed);
    for tree in &trees {
        verify(tree).unwrap();
        assert_eq!(tree.to_string().parse::<Tree>().unwrap(), *tree);
    }
}

#[test]
fn a_tampered_trace_is_refused_at_the_step_that_was_changed() {
    let statements = bangkok();
    let closed = statements[0].lines.iter().find(|line| !line.line.derivation.terms().is_empty()).unwrap();
    let tree = serde_json::to_value(Tree::of(closed, GwpSet::Ar5).unwrap()).unwrap();
    let more =
        |value: &serde_json::Value| json!((value.as_str().unwrap().parse::<Exact>().unwrap().checked_add(Exact::ONE)).unwrap());
    for (pointer, step) in [
        ("/inputs/0/sum", "mass_kg.numerator"),
        ("/inputs/0/multiplier", "multiplier"),
        ("/derivation/product/0/numerator", tree["derivation"]["product"][0]["name"].as_str().unwrap()),
        ("/derivation/product/0/denominator", tree["derivation"]["product"][0]["name"].as_str().unwrap()),
        ("/mass_kg/numerator", "mass_kg.numerator"),
        ("/mass_kg/denominator", "mass_kg.denominator"),
        ("/mass_kg/value", "mass_kg.value"),
        ("/gwp/weight", "gwp.weight"),
        ("/co2e_kg", "co2e_kg"),
    ] {
        let mut changed = tree.clone();
        let value = more(changed.pointer(pointer).unwrap());
        *changed.pointer_mut(pointer).unwrap() = value;
        let error = verify(&changed.to_string().parse().unwrap()).unwrap_err().to_string();
        assert!(error.contains(&format!("{step} of line {}", tree["line"].as_str().unwrap())), "{pointer}: {error}");
    }
    for (member, other, recomputed) in [("method", json!("landfill-decay"), "activity-times-factor"), ("tier", json!(null), "1")] {
        let mut changed = tree.clone();
        changed[member] = other;
        let error = verify(&changed.to_string().parse().unwrap()).unwrap_err().to_string();
        assert!(error.contains(&format!(": {member} of line ")) && error.contains(&format!("recomputed {recomputed};")), "{error}");
    }
    // Losses that are not what their printed shares give.
    let lost = statements[0].lines.iter().find(|line| line.line.id.category.reference() == "I.1.3").unwrap();
    let mut lost = serde_json::to_value(Tree::of(lost, GwpSet::Ar5).unwrap()).unwrap();
    lost["derivation"]["product"][1]["rows"][0]["printed"] = json!("2 kWh for each 100 kWh");
    let error = verify(&lost.to_string().parse().unwrap()).unwrap_err().to_string();
    assert!(error.contains("losses of line"), "{error}");
    let mut changed = tree.clone();
    changed["gas"] = json!("CO2_biogenic");
    assert!(verify(&changed.to_string().parse().unwrap()).is_err());
    changed["extra"] = json!(1);
    assert!(changed.to_string().parse::<Tree>().is_err());
}

#[test]
fn the_factors_used_are_named_once_each() {
    let bytes = report::factors_used_csv(&bangkok()).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let ids: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
    let mut once = ids.clone();
    once.dedup();
    assert_eq!(ids, once);
    assert!(!ids.is_empty() && ids.iter().all(|id| !id.contains(" + ")), "{ids:?}");
}

#[test]
fn the_report_says_what_it_lacks_in_both_languages() {
    let statements = bangkok();
    for (language, words) in [
        (Language::English, ["Bangkok, 2018: draft", "included in II.1.1; not told apart", "Residential buildings", "missing"]),
        (Language::Thai, ["Bangkok, 2018 (พ.ศ. 2561): ฉบับร่าง", "รวมอยู่ใน II.1.1; not told apart", "อาคารที่อยู่อาศัย", "ขาดข้อมูล"]),
    ] {
        let text = report::text(&statements, language).unwrap();
        for word in words {
            assert!(text.contains(word), "{word} in\n{text}");
        }
        assert!(text.lines().all(|line| line == line.trim_end()));
    }
}

#[test]
fn no_books_is_no_report() {
    assert_eq!(report::json(&[]).unwrap_err().to_string(), "a report without a year; give at least one year");
    assert_eq!(report::text(&[], Language::English).unwrap(), "No years to report.\n");
    assert_eq!(report::trace_jsonl(&[]).unwrap(), b"");
}

#[test]
fn a_missing_value_is_null_and_never_zero() {
    let mut inventory = Inventory::new(settings("Nowhere", &[2024]));
    inventory.add_key(year(2024), "IV.1".parse().unwrap(), "", keyed("NE", None, "no data")).unwrap();
    let statements = inventory.close().unwrap();
    let whole: serde_json::Value = serde_json::from_slice(&report::json(&statements).unwrap()).unwrap();
    let written = &whole["years"][0];
    for total in ["basic", "basic_plus", "basic_s3", "territorial", "basic_market", "biogenic_co2"] {
        assert!(written["totals"][total].is_null());
    }
    assert_eq!(written["entries"].as_array().unwrap().len(), 1);
    assert!(written["entries"][0]["co2e_t"].is_null() && written["entries"][0]["key"] == "NE");
    assert_eq!(written["missing"].as_array().unwrap().len(), 53);
    assert_eq!(written["year"], "2024");
    let text = report::text(&statements, Language::English).unwrap();
    assert!(text.contains("no data"), "{text}");
}

proptest! {
    /// What is printed adds up to the rounded total, and no figure strays by as much as one of its last digit.
    #[test]
    fn rounded_figures_add_up_to_the_rounded_total(
        figures in prop::collection::vec((-1_000_000_000_i64..1_000_000_000, 0..7_u32), 0..60),
        places in 0..4_u32,
    ) {
        let figures: Vec<Exact> = figures.iter().map(|(number, scale)| Exact::new(i128::from(*number), *scale).unwrap()).collect();
        let printed = apportioned(&figures, places).unwrap();
        let total = Exact::sum(figures.iter().copied()).unwrap().round(places, citycarbon::quantity::Rounding::HalfEven).0;
        prop_assert_eq!(Exact::sum(printed.iter().copied()).unwrap(), total);
        let last = Exact::new(1, places).unwrap();
        for (figure, printed) in figures.iter().zip(&printed) {
            let off = figure.checked_sub(*printed).unwrap();
            prop_assert!(off < last && off.checked_neg().unwrap() < last);
            prop_assert!(printed.scale() <= places);
            prop_assert!(figure.scale() > places || figure == printed, "a whole figure stays");
        }
        prop_assert_eq!(apportioned(&figures, places).unwrap(), printed);
    }

    /// Every printed subtotal is the sum of printed cells.
    #[test]
    fn printed_subtotals_are_sums_of_printed_cells(cells in prop::collection::vec(cell(), 1..80)) {
        let statements = books("City", &cells, ["", "A", "B"], "reason", &[2024]);
        let exact = report::gpc::sectors(&statements[0], Language::English).unwrap();
        let printed = exact.rounded(0).unwrap();
        let value = |row: usize, column: usize| printed.value(row, column).unwrap();
        let total = printed.rows.len() - 1;
        let sum = |rows: &dyn Fn(Rank) -> bool, column: usize| {
            let mut sum = None;
            for (at, _) in printed.rows.iter().enumerate().filter(|(_, row)| rows(row.rank)) {
                if let Some(figure) = value(at, column) {
                    sum = Some(figure.checked_add(sum.unwrap_or(Exact::ZERO)).unwrap());
                }
            }
            sum
        };
        for column in 0..6 {
            prop_assert_eq!(sum(&|rank| rank == Rank::Item, column), value(total, column));
            prop_assert_eq!(sum(&|rank| rank == Rank::Group, column), value(total, column));
        }
        let all = exact.grand_total().unwrap().round(0, citycarbon::quantity::Rounding::HalfEven).0;
        prop_assert_eq!(printed.grand_total().unwrap(), all);
        // Exact, the table holds the totals of the inventory.
        let totals = statements[0].totals().unwrap();
        let kg = |column: usize| exact.value(total, column).unwrap().map(|t| t.checked_mul(Exact::THOUSAND).unwrap());
        prop_assert_eq!(kg(4), totals.basic);
        prop_assert_eq!(kg(5), totals.basic_plus);
    }

    /// The printed totals are sums of printed references, BASIC and BASIC+ are right to within the last digit of each part, and the first
    /// page prints in every language whatever the inventory holds.
    #[test]
    fn printed_totals_are_right_to_the_last_digit(cells in prop::collection::vec(cell(), 1..80), plus in any::<bool>()) {
        let mut statements = books("City", &cells, ["", "A", "B"], "reason", &[2022, 2023, 2024]);
        for statement in &mut statements {
            statement.settings.level = if plus { Level::BasicPlus } else { Level::Basic };
            statement.settings.population.insert(statement.year, exact("1234"));
        }
        let whole = |kg: Exact| kg.checked_mul(exact("0.001")).unwrap().round(0, citycarbon::quantity::Rounding::HalfEven).0;
        for statement in &statements {
            let printed = report::gpc::totals(statement, Language::English).unwrap();
            let totals = statement.totals().unwrap();
            prop_assert_eq!(printed.value(0, 0).unwrap(), totals.basic.map(whole));
            let off = |row: usize, kg: Option<Exact>| match (printed.value(row, 0).unwrap(), kg) {
                (Some(figure), Some(kg)) => figure.checked_sub(whole(kg)).unwrap(),
                _ => Exact::ZERO,
            };
            let within = |off: Exact, most: &str| off <= exact(most) && off.checked_neg().unwrap() <= exact(most);
            prop_assert!(within(off(1, totals.basic_plus), "1"), "BASIC and what BASIC+ adds to it are rounded once each");
            prop_assert!(within(off(2, totals.basic_s3), "2"));
        }
        for language in Language::ALL {
            let page = report::page(&statements, language).unwrap();
            prop_assert!(page.lines().all(|line| line == line.trim_end() && unicode_width::UnicodeWidthStr::width(line) <= 110), "{page}");
        }
    }

    /// A table is itself again after JSON.
    #[test]
    fn a_table_is_itself_again(figures in prop::collection::vec((any::<i64>(), 0..9_u32), 1..9), label in ".{0,20}") {
        let mut table = Table::new(label.clone(), ["a", "b"]);
        for (number, scale) in figures {
            let cells = vec![TableCell::Figure(Exact::new(i128::from(number), scale).unwrap()), TableCell::Sum(vec![(0, 0)])];
            table.rows.push(TableRow::new(Rank::Item, label.clone(), cells));
        }
        let written = serde_json::to_string(&table).unwrap();
        prop_assert_eq!(serde_json::from_str::<Table>(&written).unwrap(), table);
    }

    /// The JSON reads back to the same report and the same bytes; its parts add up.
    #[test]
    fn the_json_reads_back(cells in prop::collection::vec(cell(), 1..60), city in ".{0,20}", reason in ".{0,20}") {
        let statements = books(&city, &cells, ["", "A", "B"], &reason, &[2022, 2023, 2024]);
        let bytes = report::json(&statements).unwrap();
        let read: Report = std::str::from_utf8(&bytes).unwrap().parse().unwrap();
        prop_assert_eq!(&read, &Report::of(&statements).unwrap());
        prop_assert_eq!(format!("{read}\n").into_bytes(), bytes.clone());
        let written: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        prop_assert_eq!(&written["years"][2]["year"], &json!("2024"));
        for (of, statement) in read.years().iter().zip(&statements) {
            for parts in [&of.by_gas, &of.by_place] {
                let sum = Exact::sum(parts.values().filter_map(|part| part.basic_plus)).unwrap();
                prop_assert_eq!(sum, of.totals.basic_plus.unwrap_or(Exact::ZERO));
            }
            let scopes = of.sectors.iter().flat_map(|sector| [sector.scope1, sector.scope2, sector.scope3]).flatten();
            let all = statement.sum(|_| true).unwrap().unwrap_or(Exact::ZERO);
            prop_assert_eq!(Exact::sum(scopes).unwrap().checked_mul(Exact::THOUSAND).unwrap(), all);
        }
    }

    /// A report whose figures were changed by hand does not read.
    #[test]
    fn a_changed_total_does_not_read(cells in prop::collection::vec(cell(), 1..20), which in 0..4_usize) {
        let statements = books("City", &cells, ["", "A", "B"], "reason", &[2024]);
        let mut written: serde_json::Value = serde_json::from_slice(&report::json(&statements).unwrap()).unwrap();
        let total = ["basic", "basic_plus", "basic_s3", "territorial"][which];
        written["years"][0]["totals"][total] = json!("0.000000001");
        prop_assert!(written.to_string().parse::<Report>().is_err());
    }

    /// Whatever a label says, no cell of the CSV starts a formula, and every figure stays a figure.
    #[test]
    fn hostile_labels_run_nothing(
        start in prop::sample::select(vec!["=", "+", "-", "@", "\t", "\r", "\n", "\"", ",", "'", ""]),
        rest in ".{0,12}",
        cells in prop::collection::vec(cell(), 1..20),
    ) {
        let hostile = format!("{start}{rest}");
        let statements = books(&hostile, &cells, [&hostile, "A", ""], &hostile, &[2024]);
        let bytes = report::inventory_csv(&statements).unwrap();
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let header = reader.headers().unwrap().clone();
        let figures = ["year", "mass_kg", "co2e_t", "rows"];
        let mut rows = 0;
        for (record, closed) in reader.records().zip(&statements[0].lines) {
            let record = record.unwrap();
            rows += 1;
            for (name, cell) in header.iter().zip(&record) {
                if figures.contains(&name) {
                    prop_assert!(cell.is_empty() || cell.parse::<Exact>().is_ok());
                } else {
                    prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name}: {cell:?}");
                }
            }
            let place = &record[header.iter().position(|name| name == "place").unwrap()];
            prop_assert!(place == closed.line.id.place || place.strip_prefix('\'') == Some(&*closed.line.id.place));
            prop_assert_eq!(&record[6], closed.mass.value().to_string());
        }
        prop_assert_eq!(rows, statements[0].lines.len());
        let text = report::text(&statements, Language::Thai).unwrap();
        prop_assert!(text.chars().all(|letter| letter == '\n' || !letter.is_control()));
    }

    /// The trace of any inventory recomputes every figure, and the figures are those of the CSV.
    #[test]
    fn every_trace_recomputes_its_figure(cells in prop::collection::vec(cell(), 1..40)) {
        let statements = books("City", &cells, ["", "A", "B"], "reason", &[2023, 2024]);
        let trace = String::from_utf8(report::trace_jsonl(&statements).unwrap()).unwrap();
        let mut sum = Exact::ZERO;
        for line in trace.lines() {
            let tree: Tree = line.parse().unwrap();
            prop_assert!(verify(&tree).is_ok());
            sum = sum.checked_add(tree.co2e_kg.unwrap_or(Exact::ZERO)).unwrap();
        }
        let held = statements.iter().filter_map(|statement| statement.sum(|_| true).unwrap());
        prop_assert_eq!(sum, Exact::sum(held).unwrap());
    }
}
