//! Trees, biochar and rice: published figures and cases worked by hand, what is refused.

use crate::folder::Folder;
use crate::measure::{check, figures, notes, served};

fn folder(kind: &str, lines: &str) -> Folder {
    let head = format!("measure = \"{kind}\"\nname = \"M\"\nfirst_year = 2018\nlast_year = 2023\nsource = \"stated\"\n");
    Folder::new("").with("measures/m.toml", &format!("{head}{lines}"))
}

fn refused(kind: &str, lines: &str, expected: &str) {
    assert_eq!(folder(kind, lines).error_text(), expected);
}

const TREES: &str = "[[planting]]\nname = \"parks\"\nplanted = \"2018\"\ntrees = 10000\nuptake = \"@tver2-tree\"\n\
                     [[planting.survey]]\nyear = 2018\nalive = \"1\"\n[[planting.survey]]\nyear = 2022\nalive = \"0.63\"\n";

/// 9.5 kg of CO2 for each tree and year (T-VER-S-TOOL-01-01), of 10,000 trees 95 t; after five years 0.63 of the trees of Bangkok's parks
/// live (a study of 2026, quoted): 59.85 t. Below zero at V.2, with no emission netted.
#[test]
fn only_living_trees_take_up() {
    let text = folder("trees", TREES);
    let first = &figures(&text, 2018);
    check(first, "baseline_t", "0");
    check(first, "project_t", "-95");
    check(first, "by_ref/V.2", "95");
    let last = &figures(&text, 2022);
    check(last, "by_ref/V.2", "59.85");
    assert_eq!(served(last)[0].1, "6300");
    // The share of the last survey stays, and a note says so.
    check(&figures(&text, 2023), "by_ref/V.2", "59.85");
    let has = |text: &Folder| notes(text).iter().any(|note| note.starts_with("some years have no survey"));
    assert!(has(&text) && !has(&folder("trees", &TREES.replace("year = 2022", "year = 2023"))));
}

#[test]
fn dead_trees_take_up_nothing_and_do_not_live_again() {
    let dead = TREES.replace("\"0.63\"", "\"0\"");
    check(&figures(&folder("trees", &dead), 2022), "reduction_t", "0");
    let none = TREES.replace("trees = 10000", "trees = 0");
    check(&figures(&folder("trees", &none), 2018), "reduction_t", "0");
    let again = format!("{TREES}[[planting.survey]]\nyear = 2023\nalive = \"0.64\"\n");
    refused(
        "trees",
        &again,
        "measures/m.toml:19: planting.survey.alive: \"0.64\": more trees live than in the survey before; dead trees do not live again, count new ones as a planting of their own",
    );
    let twice = format!("{TREES}[[planting.survey]]\nyear = 2022\nalive = \"0.6\"\n");
    refused("trees", &twice, "measures/m.toml:18: planting.survey.year: \"2022\": listed twice; keep one");
}

/// Trees planted on 20 October have 73 days of the year, a fifth.
#[test]
fn the_first_year_of_trees_counts_by_its_days() {
    let text = TREES.replace("planted = \"2018\"", "planted = \"2018-10-20\"");
    check(&figures(&folder("trees", &text), 2018), "by_ref/V.2", "19");
}

const BIOCHAR: &str = "[[kiln]]\nname = \"K\"\nin_service = \"2018\"\nbiochar = \"300 t\"\ncarbon = \"@ipcc2019-biochar-carbon-rice\"\n\
                       permanent = \"@ipcc2019-biochar-permanent-450-600c\"\n";

/// Rice husk at 450 to 600 degrees C (IPCC 2019, vol. 4, app. 4, tables 4Ap.1 and 4Ap.2): 300 x 0.49 x 0.80 x 44/12 = 431.2 t of CO2.
#[test]
fn carbon_of_biochar_is_stored_below_zero() {
    let year = &figures(&folder("biochar", BIOCHAR), 2018);
    check(year, "baseline_t", "0");
    check(year, "by_ref/V.2", "431.2");
    // A traditional kiln gives off 0.049 t of CH4 for each tonne (VM0044, quoted): 14.7 t, 411.6 t CO2e.
    let kiln = format!("{BIOCHAR}[kiln.process]\nref = \"I.3.1\"\nmethane = \"49 kg/t\"\n");
    let year = &figures(&folder("biochar", &kiln), 2018);
    check(year, "by_ref/I.3.1", "-411.6");
    check(year, "reduction_t", "19.6");
}

/// 1,000 t of straw in the field: 0.8 of it burns, 2.7 g of CH4 and 0.07 g of N2O for each kg: 2,160 kg and 56 kg. Silica is outside.
#[test]
fn residue_that_is_not_burnt_in_the_field_is_avoided_and_products_are_outside() {
    let fields = format!(
        "{BIOCHAR}[kiln.burnt_without]\nresidues = \"1000 t\"\nburns = \"@ipcc2019-combustion-factor-rice\"\n\
         methane_factor = \"2.7 g/kg\"\nnitrous_oxide_factor = \"0.07 g/kg\"\n[[kiln.outside]]\nwhat = \"silica\"\ngas = \"CO2\"\n\
         amount = \"100 kg/t\"\n"
    );
    let year = &figures(&folder("biochar", &fields), 2018);
    check(year, "by_ref/V.3", "75.32"); // 2.16 x 28 + 0.056 x 265
    check(year, "avoided_outside_t", "30");
    let none = figures(&folder("biochar", &BIOCHAR.replace("300 t", "0 t")), 2018);
    check(&none, "reduction_t", "0");
    refused(
        "biochar",
        &BIOCHAR.replace("permanent = \"@ipcc2019-biochar-permanent-450-600c\"\n", ""),
        "measures/m.toml:6: kiln.permanent: missing: share of the carbon left after 100 years (kg/kg), or a row of the tables; state it",
    );
    refused(
        "biochar",
        &BIOCHAR.replace("300 t", "300 kWh"),
        "measures/m.toml:9: kiln.biochar: \"300 kWh\": a unit of energy, but a unit of mass is needed; use a unit such as t",
    );
}

const FIELD: &str = "days = \"@ipcc2019-rice-period-south-eastern-asia\"\nmethane_factor = \"@ipcc2019-rice-baseline-south-eastern-asia\"\n\
                     water_without = \"@ipcc2019-rice-water-irrigated-flooded\"\npre_season = \"1 kg/kg\"\namendment = \"straw\"\n\
                     amendment_rate = \"0 t/ha\"\namendment_factor = \"1 kg/kg\"\n";

/// 100 ha x 102 days x 1.22 kg = 12,444 kg of CH4 (IPCC 2019, vol. 4, ch. 5, tables 5.11 and 5.11A); drained several times 0.55 of it
/// (table 5.12): 5,599.8 kg less.
#[test]
fn drained_fields_give_off_less_methane() {
    let text = format!(
        "[[field]]\nname = \"F\"\nin_service = \"2018\"\narea = \"100 ha\"\nwater = \"@ipcc2019-rice-water-irrigated-multiple-drainage\"\n{FIELD}"
    );
    let year = &figures(&folder("rice", &text), 2018);
    check(year, "by_gas_kg/CH4", "5599.8");
    check(year, "by_ref/V.3", "156.7944");
    let none = figures(&folder("rice", &text.replace("100 ha", "0 ha")), 2018);
    check(&none, "reduction_t", "0");
    refused(
        "rice",
        &text.replace("100 ha", "100 t"),
        "measures/m.toml:9: field.area: \"100 t\": a unit of mass, but a unit of area is needed; use a unit such as ha",
    );
    refused("rice", "", "measures/m.toml: field: missing: fields whose water is managed in another way; state it");
}

/// 300 t of rice at 3 t/ha are 100 ha of paddy: 12,444 kg of CH4, of which a quarter goes on elsewhere. 1,000 kWh for each tonne: 300 MWh at
/// 0.459 in scope 2.
#[test]
fn hydroponics_is_compared_for_each_tonne_of_rice() {
    let text = format!(
        "[[hydroponics]]\nname = \"H\"\nin_service = \"2018\"\nharvest = \"300 t\"\npaddy_yield = \"3 t/ha\"\ncontinued = \"0.25\"\n\
         electricity = \"agriculture.electricity\"\nelectric_use = \"1000 kWh/t\"\n{FIELD}"
    );
    let year = &figures(&folder("rice", &text), 2018);
    check(year, "by_gas_kg/CH4", "9333");
    check(year, "leakage_t", "87.108");
    check(year, "by_ref/I.5.2", "-137.7");
    refused(
        "rice",
        &text.replace("3 t/ha", "3 t/km"),
        "measures/m.toml:10: hydroponics.paddy_yield: \"3 t/km\": not a harvest of an area; write it like 3 t/ha",
    );
}
