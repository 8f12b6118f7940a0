//! Sectors IV and V by forms: refrigerants by gas, trees below zero, rice and burnt straw, and what they are no part of.

use crate::folder::Folder;
use citycarbon::audit::{Tree, verify};
use citycarbon::report;

const FRIDGES: &str = "method = \"refrigerants\"\nref = \"IV.2\"\nsource = \"survey\"\nyear = 2018\n[inputs]
units = [{ equipment = \"split\", value = \"1000\", unit = \"1\" }]
charge = [{ equipment = \"split\", gas = \"R-410A\", value = \"1.2\", unit = \"kg\" }]
leak-rate = [{ equipment = \"split\", value = \"4\", unit = \"%\" }]
retired-units = [{ equipment = \"split\", value = \"50\", unit = \"1\" }]
remaining-charge = [{ equipment = \"split\", value = \"80\", unit = \"%\" }]
recovery-efficiency = [{ equipment = \"split\", value = \"25\", unit = \"%\" }]
";

const TREES: &str = "method = \"urban-trees\"\nref = \"V.2\"\nsource = \"parks office\"\nyear = 2018\n[inputs]
planted = [{ class = \"streets\", value = \"1000\", unit = \"tree\" }]
survival = [{ class = \"streets\", value = \"63\", unit = \"%\" }]
tree-uptake = [{ class = \"streets\", row = \"tver2-tree\" }]
";

const CROWNS: &str = "method = \"tree-crown-cover\"\nref = \"V.2\"\nsource = \"aerial survey\"\nyear = 2018\n[inputs]
crown-cover = [{ class = \"parks\", value = \"3\", unit = \"ha\" }]
crown-carbon-growth = [{ class = \"parks\", row = \"ipcc2006-crown\" }]
";

const STRAW: &str = "method = \"residue-burning\"\nref = \"V.3\"\nsource = \"farm office\"\nyear = 2018\n[inputs]
residues = [{ crop = \"rice\", value = \"120\", unit = \"t\" }]
combustion-factor = [{ crop = \"rice\", row = \"ipcc2019-combustion-factor-rice\" }]
methane-factor = [{ crop = \"rice\", row = \"ipcc2006-residue-burning-ch4\" }]
nitrous-oxide-factor = [{ crop = \"rice\", row = \"ipcc2006-residue-burning-n2o\" }]
biogenic-carbon-dioxide-factor = [{ crop = \"rice\", row = \"ipcc2006-residue-burning-co2-biogenic\" }]
";

const RICE: &str = "method = \"rice\"\nref = \"V.3\"\nsource = \"farm office\"\nyear = 2018\n[inputs]
area = [{ field = \"main\", value = \"6250\", unit = \"rai\" }]
cultivation-period = [{ field = \"main\", row = \"ipcc2019-rice-period-south-eastern-asia\" }]
rice-methane-factor = [{ field = \"main\", row = \"ipcc2019-rice-baseline-south-eastern-asia\" }]
water-regime-factor = [{ field = \"main\", row = \"ipcc2019-rice-water-irrigated-flooded\" }]
pre-season-factor = [{ field = \"main\", row = \"ipcc2019-rice-season-dry-under-180-days\" }]
amendment-rate = [{ field = \"main\", amendment = \"none\", value = \"0\", unit = \"t/ha\" }]
amendment-conversion-factor = [{ amendment = \"none\", value = \"1\", unit = \"kg/kg\" }]
";

const BIOCHAR: &str = "method = \"biochar-storage\"\nref = \"V.2\"\nsource = \"kiln\"\nyear = 2018\n[inputs]
biochar = [{ kind = \"husk\", value = \"100\", unit = \"t\" }]
biochar-carbon-content = [{ kind = \"husk\", row = \"ipcc2019-biochar-carbon-rice\" }]
biochar-permanent-fraction = [{ kind = \"husk\", row = \"ipcc2019-biochar-permanent-450-600c\" }]
";

fn folder(forms: &[(&str, &str)]) -> Folder {
    forms.iter().fold(Folder::new(""), |folder, (name, form)| folder.with(&format!("methods/{name}.toml"), form))
}

fn booked(forms: &[(&str, &str)]) -> Vec<(String, String)> {
    let entries = folder(forms).closed().entries;
    let valued = entries.iter().filter_map(|entry| Some((entry.category.reference().to_owned(), entry.co2e?.to_string())));
    valued.collect()
}

/// 42 kg of each gas of R-410A at 677 and 3170; 96 t of straw give 259.2 kg of CH4 at 28 and 6.72 kg of N2O at 265; 1000 ha of rice give
/// 1.22 · 102 kg of CH4 on each; trees -5,985 kg. Biogenic CO2 of straw is in no total.
#[test]
fn each_is_booked_at_its_reference() {
    let held = booked(&[("fridges", FRIDGES), ("trees", TREES), ("straw", STRAW), ("rice", RICE)]);
    let expected = [("IV.2", "161574"), ("V.2", "-5985"), ("V.3", "3493358.4")];
    assert_eq!(held, expected.map(|(reference, kg)| (reference.to_owned(), kg.to_owned())));
    let closed = folder(&[("fridges", FRIDGES), ("straw", STRAW)]).closed();
    let gases = |reference: &str| {
        let entry = closed.entries.iter().find(|entry| entry.category.reference() == reference).unwrap();
        entry.gases.iter().map(|(gas, mass)| format!("{gas} {mass}")).collect::<Vec<_>>()
    };
    assert_eq!(gases("IV.2"), ["HFC-32 42 kg", "HFC-125 42 kg"]);
    assert_eq!(gases("V.3"), ["CH4 259.2 kg", "N2O 6.72 kg", "CO2_biogenic 145440 kg"]);
}

#[test]
fn what_is_stored_or_elsewhere_is_refused() {
    assert_eq!(
        [
            folder(&[("biochar", BIOCHAR)]).error_text(),
            folder(&[("trees", &TREES.replace("V.2", "V.3"))]).error_text(),
            folder(&[("rice", &RICE.replace("\"V.3\"", "\"V.1\""))]).error_text(),
        ],
        [
            "methods/biochar.toml: \"biochar-storage\": this method gives no mass of a gas; use one whose results name a gas",
            "methods/trees.toml:2: ref: \"V.3\": not a reference of urban-trees; it serves V.2",
            "methods/rice.toml:2: ref: \"V.1\": not a reference of rice; it serves V.3",
        ]
    );
}

/// Trees counted by their crowns and by their number are asked about: they may be the same trees.
#[test]
fn trees_by_crowns_and_by_number_are_asked_about() {
    let both = folder(&[("trees", TREES), ("crowns", CROWNS)]).closed();
    let one = folder(&[("trees", TREES)]).closed();
    let checks = |statement: &citycarbon::Statement| {
        statement.open_checks().map(|check| format!("{}: {}", check.id, check.finding)).collect::<Vec<_>>()
    };
    assert_eq!(checks(&one), Vec::<String>::new());
    assert_eq!(
        checks(&both),
        ["overlap:V.2: tree-crown-cover and urban-trees are two ways to the same emissions, and both are counted; \
         check that they are about different plants or places"]
    );
}

/// A result is recomputed from its trace alone: the power of rice, the gases of blends and figures below zero with it.
#[test]
fn the_trace_of_each_is_recomputed() {
    let closed = folder(&[("fridges", FRIDGES), ("trees", TREES), ("straw", STRAW), ("rice", RICE)]).closed();
    let trace = String::from_utf8(report::trace_jsonl(std::slice::from_ref(&closed)).unwrap()).unwrap();
    let mut methods = Vec::new();
    for line in trace.lines().filter(|line| line.starts_with("{\"line\":")) {
        let tree: Tree = line.parse().unwrap();
        verify(&tree).unwrap();
        methods.push(tree.derivation.method().unwrap().spec().name);
        let forged =
            [("1.2", "1.3"), ("9.5", "9.6"), ("0.8", "0.7"), ("102", "103")].iter().fold(line.to_owned(), |line, (from, to)| {
                line.replace(&format!("\"value\":\"{from}\",\"per\""), &format!("\"value\":\"{to}\",\"per\""))
            });
        assert_ne!(forged, line);
        let forged_tree: Tree = forged.parse().unwrap();
        assert!(verify(&forged_tree).unwrap_err().to_string().contains("method of line"), "{line}");
    }
    methods.sort_unstable();
    methods.dedup();
    assert_eq!(methods, ["refrigerants", "residue-burning", "rice", "urban-trees"]);
}
