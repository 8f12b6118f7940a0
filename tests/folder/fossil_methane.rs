//! CH4 that escapes from coal, oil and gas weighs as fossil CH4, however the city states it.

use crate::folder::{CODE, DIRECT, FACTOR, Folder, city};
use citycarbon::Gas;
use citycarbon::gas::Substance;

/// A city of another GWP set.
fn of(set: &str) -> Folder {
    Folder::new("").with("city.toml", &city("gwp", Some(&format!("\"{set}\""))))
}

#[test]
fn stated_methane_of_a_gas_network_and_a_mine_is_fossil() {
    let rows = "I.7.1,2018,,CH4,50,t,,,,,,,mine\nI.8.1,2018,,CH4,100,t,,,,,,,gas company\nV.1,2018,,CH4,10,t,,,,,,,survey\n";
    let closed = of("AR6").with("direct.csv", &format!("{DIRECT}\n{rows}")).closed();
    let found: Vec<(&str, String)> =
        closed.entries.iter().map(|entry| (entry.category.reference(), entry.co2e.unwrap().to_string())).collect();
    // 50 t and 100 t at 29.8, 10 t of cattle at 27.0.
    let right = [("I.7.1", "1490000"), ("I.8.1", "2980000"), ("V.1", "270000")];
    assert_eq!(found, right.map(|(reference, kilograms)| (reference, kilograms.to_owned())));
    assert_eq!(closed.lines[1].line.substance, Substance::Gas(Gas::CH4_FOSSIL));
    assert_eq!(closed.lines[1].line.id.to_string(), "2018/I.8.1/direct//CH4_fossil: gas company");
}

/// 100 t of a gas network and 10 t of cattle, by the set.
#[test]
fn ar5_weighs_all_methane_alike_and_its_split_does_not() {
    let rows = "I.8.1,2018,,CH4_fossil,100,t,,,,,,,gas company\nV.1,2018,,CH4,10,t,,,,,,,survey\n";
    for (set, network) in
        [("AR4", "2500000"), ("AR5", "2800000"), ("AR5-SPLIT", "3000000"), ("AR5F", "3600000"), ("AR6", "2980000")]
    {
        let closed = of(set).with("direct.csv", &format!("{DIRECT}\n{rows}")).closed();
        assert_eq!(closed.entries[0].co2e.unwrap().to_string(), network, "{set}");
    }
    let closed = of("AR5-SPLIT").with("direct.csv", &format!("{DIRECT}\n{rows}")).closed();
    assert_eq!(closed.entries[1].co2e.unwrap().to_string(), "280000");
}

#[test]
fn one_source_does_not_state_it_under_both_names() {
    let rows = "I.8.1,2018,,CH4,100,t,,,,,,,gas company\nI.8.1,2018,,CH4_fossil,100,t,,,,,,,gas company\n";
    assert_eq!(
        of("AR6").with("direct.csv", &format!("{DIRECT}\n{rows}")).error_text(),
        "direct.csv:3: source: \"gas company\": I.8.1 CH4_fossil is stated twice with this source; give each statement its own source, or add them up"
    );
}

#[test]
fn a_code_of_the_city_with_a_factor_of_methane_counts_the_same() {
    let factor = "own,leaks,pipes,CH4,2,kg/km,TH-10,all,,,own,own\n";
    let code = "network.pipes,I.8.1,leaks,pipes,CH4,distance\n";
    let closed = of("AR6")
        .with("factors.csv", &format!("{FACTOR}\n{factor}"))
        .with("activities.csv", &format!("{CODE}\n{code}"))
        .with("ledger.csv", "period,activity,amount,unit\n2018,network.pipes,1000,km\n")
        .closed();
    assert_eq!(closed.entries[0].co2e.unwrap().to_string(), "59600");
}
