//! Slips of a factor of 1000 in the amount of a common activity: which of them a check finds, for `docs/checks.md`.

use citycarbon::activity::Activity;
use citycarbon::assess::Assessor;
use citycarbon::inventory::Inventory;
use citycarbon::quantity::{Exact, Reading, Unit};
use citycarbon::{GwpSet, Year};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// The common codes, each with what an invented town of 100,000 persons has of it in a year: the order of magnitude of a country of middle
/// income.
const TOWN: [(&str, &str); 40] = [
    ("residential.electricity", "100 GWh"),
    ("commercial.electricity", "120 GWh"),
    ("manufacturing.electricity", "150 GWh"),
    ("agriculture.electricity", "3 GWh"),
    ("non-specified.electricity", "5 GWh"),
    ("road.electricity", "1 GWh"),
    ("rail.electricity", "3 GWh"),
    ("residential.lpg", "2000 t"),
    ("residential.natural-gas", "3000 t"),
    ("residential.charcoal", "1000 t"),
    ("residential.wood-wood-waste", "3000 t"),
    ("residential.other-kerosene", "500 kL"),
    ("commercial.lpg", "800 t"),
    ("commercial.natural-gas", "1000 t"),
    ("commercial.gas-diesel-oil", "500 kL"),
    ("manufacturing.natural-gas", "10000 t"),
    ("manufacturing.residual-fuel-oil", "5000 kL"),
    ("manufacturing.gas-diesel-oil", "3000 kL"),
    ("manufacturing.lpg", "1500 t"),
    ("manufacturing.other-bituminous-coal", "15000 t"),
    ("manufacturing.lignite", "20000 t"),
    ("agriculture.gas-diesel-oil", "2000 kL"),
    ("road.diesel-b7", "30000 kL"),
    ("road.gas-diesel-oil", "8000 kL"),
    ("road.gasohol-e10.oxidation-catalyst", "12000 kL"),
    ("road.motor-gasoline.oxidation-catalyst", "5000 kL"),
    ("road.lpg", "3000 kL"),
    ("road.cng", "2000 t"),
    ("rail.gas-diesel-oil", "300 kL"),
    ("water.gas-diesel-oil", "500 kL"),
    ("aviation.jet-kerosene", "4000 kL"),
    ("landfill.managed-anaerobic.food", "12000 t"),
    ("landfill.managed-anaerobic.paper", "5000 t"),
    ("landfill.managed-anaerobic.garden", "2500 t"),
    ("landfill.managed-anaerobic.inert", "8000 t"),
    ("composting.msw-organic", "2000 t"),
    ("incineration.continuous-stoker.paper", "500 t"),
    ("wastewater.septic-system", "70000 persons"),
    ("wastewater.river", "30000 persons"),
    ("wastewater.nitrogen", "100000 persons"),
];

fn year() -> Year {
    "2022".parse().unwrap()
}

/// An amount with other digits: times 1000, divided by 1000, as it is.
fn amount(written: &str, times: &str) -> Reading {
    let written: Reading = written.parse().unwrap();
    let times: Exact = times.parse().unwrap();
    Reading::new(written.value().checked_mul(times).unwrap(), written.unit())
}

/// The kinds of checks of an inventory, none where it is clean.
fn found(inventory: &Inventory) -> BTreeSet<String> {
    let statements = inventory.close().unwrap();
    statements.iter().flat_map(|statement| &statement.checks).map(|check| check.id.kind.to_string()).collect()
}

/// The whole town with its population in one year, one amount changed.
fn with_population(assessor: &Assessor, slip: Option<(usize, &str)>) -> BTreeSet<String> {
    let settings = assessor.settings("Town", [year()], GwpSet::Ar5).with_population(year(), Exact::from(100_000));
    let mut inventory = Inventory::new(settings);
    for (at, (code, written)) in TOWN.iter().enumerate() {
        let times = slip.filter(|(of, _)| *of == at).map_or("1", |(_, times)| times);
        inventory.record(assessor, &Activity::new(code, year(), amount(written, times))).unwrap();
    }
    found(&inventory)
}

/// One activity in three years, the second of them changed: what is found that is not found without the change.
fn in_three_years(assessor: &Assessor, activity: (&str, &str), times: &str) -> BTreeSet<String> {
    &of_three_years(assessor, activity, times) - &of_three_years(assessor, activity, "1")
}

fn of_three_years(assessor: &Assessor, (code, written): (&str, &str), times: &str) -> BTreeSet<String> {
    let years = ["2020", "2021", "2022"].map(|year| year.parse::<Year>().unwrap());
    let mut inventory = assessor.inventory("Town", years, GwpSet::Ar5);
    for (year, times) in years.into_iter().zip(["1.1", times, "0.8"]) {
        inventory.record(assessor, &Activity::new(code, year, amount(written, times))).unwrap();
    }
    found(&inventory)
}

fn town() -> Assessor {
    Assessor::shipped("TH".parse().unwrap()).unwrap()
}

#[test]
fn the_town_without_a_slip_raises_no_check() {
    let assessor = town();
    assert_eq!(with_population(&assessor, None), BTreeSet::new());
    for activity in TOWN {
        assert!(!of_three_years(&assessor, activity, "1").contains("outlier"), "{}", activity.0);
    }
}

/// The table of the page, and how many slips are found of each kind.
fn table(assessor: &Assessor) -> (String, [usize; 4]) {
    let mut table =
        "| activity | a year | population: x 1000 | / 1000 | three years: x 1000 | / 1000 |\n|---|---|---|---|---|---|\n"
            .to_owned();
    let mut caught = [0; 4];
    for (at, (code, written)) in TOWN.into_iter().enumerate() {
        let kinds = [
            with_population(assessor, Some((at, "1000"))),
            with_population(assessor, Some((at, "0.001"))),
            in_three_years(assessor, (code, written), "1000"),
            in_three_years(assessor, (code, written), "0.001"),
        ];
        let _ = write!(table, "| `{code}` | {written} |");
        for (found, caught) in kinds.iter().zip(&mut caught) {
            *caught += usize::from(!found.is_empty());
            let shown = found.iter().map(|kind| format!("`{kind}`")).collect::<Vec<_>>().join(", ");
            let _ = write!(table, " {} |", if shown.is_empty() { "-" } else { &shown });
        }
        table.push('\n');
    }
    let _ = writeln!(table, "| found, of {} | | {} | {} | {} | {} |", TOWN.len(), caught[0], caught[1], caught[2], caught[3]);
    (table, caught)
}

#[test]
fn nine_of_ten_slips_of_a_thousand_are_found_and_the_page_lists_them() {
    let (table, [many, _, many_years, few_years]) = table(&town());
    let least = TOWN.len() * 9 / 10;
    assert!(many >= least && many_years >= least && few_years >= least, "{table}");
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    let text = std::fs::read_to_string(&page).unwrap();
    let (start, end) = ("<!-- slips: written by tests/golden/slips.rs -->\n", "<!-- end of slips -->");
    let (before, rest) = text.split_once(start).unwrap();
    let (held, after) = rest.split_once(end).unwrap();
    if std::env::var_os("RENEW_GOLDEN").is_some_and(|wish| wish == "1") {
        std::fs::write(&page, format!("{before}{start}{table}{end}{after}")).unwrap();
        return;
    }
    assert_eq!(
        held, table,
        "docs/checks.md has another table of slips; if a change is meant: RENEW_GOLDEN=1 cargo test --test golden slips"
    );
}

/// Units are those of the catalogue, so that the page can be copied into a ledger.
#[test]
fn every_amount_of_the_town_is_in_a_unit_of_its_activity() {
    let assessor = town();
    for (code, written) in TOWN {
        let unit: Unit = written.parse::<Reading>().unwrap().unit();
        assert!(assessor.accepts(code, unit).is_ok(), "{code} {written}");
    }
}
