//! Refrigerants: a charge that ends is emitted, recovered or leaked before; a blend is its gases; the gases are those of the table.

use crate::given::{same, share};
use citycarbon::Registry;
use citycarbon::gas::{Gas, RefrigerantGases, other_gases};
use citycarbon::methods;
use citycarbon::methods::product_use::refrigerants::{EndOfLife, GASES};
use citycarbon::quantity::{Amount, Mass, Ratio, Scalar};
use proptest::prelude::*;
use serde_json::{Value, json};

proptest! {
    /// What escapes at the end and what is recovered are what was left; the rest leaked before.
    #[test]
    fn the_end_keeps_the_charge(remaining in share(), recovery in share(), kilograms in 0_u32..1_000_000) {
        let charge = Amount::from(Mass::kilograms(i64::from(kilograms)));
        let end = EndOfLife { remaining, recovery };
        let left = end.emitted(charge).unwrap().checked_add(end.recovered(charge).unwrap()).unwrap();
        prop_assert!(same(left.number(), charge.part(remaining).unwrap().number()));
        let leaked = charge.part(remaining.complement().unwrap()).unwrap();
        prop_assert!(same(left.checked_add(leaked).unwrap().number(), charge.number()));
    }

    /// Twice the pieces emit twice as much, in use and at the end.
    #[test]
    fn emissions_are_linear_in_pieces(units in 0_u32..100_000, retired in 0_u32..100_000, leak in 0_u32..=100) {
        let of = |times: u32| {
            let found = compute(&json!({
                "units": piece(&(units * times).to_string(), "1"),
                "charge": [{ "equipment": "split", "gas": "R-410A", "value": "1.2", "unit": "kg" }],
                "leak-rate": piece(&leak.to_string(), "%"),
                "retired-units": piece(&(retired * times).to_string(), "1"),
                "remaining-charge": piece("80", "%"),
                "recovery-efficiency": piece("25", "%"),
            }));
            ["HFC-32", "HFC-125", "recovered"].map(|gas| Ratio::from(found.sum(gas, None).unwrap()))
        };
        for (one, two) in of(1).into_iter().zip(of(2)) {
            prop_assert!(same(one.checked_add(one).unwrap(), two));
        }
    }
}

fn piece(value: &str, unit: &str) -> Value {
    json!([{ "equipment": "split", "value": value, "unit": unit }])
}

fn compute(given: &Value) -> methods::Results {
    methods::find("refrigerants").unwrap().compute(given, Registry::bundled().unwrap()).unwrap()
}

fn error(given: &Value) -> String {
    methods::find("refrigerants").unwrap().compute(given, Registry::bundled().unwrap()).unwrap_err().to_string()
}

#[test]
fn every_hfc_and_pfc_of_the_table_can_be_booked() {
    let pure = |gas: &Gas| !gas.formula().is_empty() && ["HFC-", "PFC-"].iter().any(|family| gas.name().starts_with(family));
    let of_table: Vec<&str> = Gas::all().filter(pure).map(Gas::name).collect();
    assert_eq!(GASES, of_table);
    let outputs = methods::find("refrigerants").unwrap().results;
    assert_eq!(outputs.iter().filter(|output| output.is_booked()).map(|output| output.name).collect::<Vec<_>>(), of_table);
}

/// Shares of a blend of the table of weights are 1; those of other blends at most, the rest being no gas of an inventory.
#[test]
fn a_blend_is_its_gases() {
    let mut blends = 0;
    for gas in Gas::all().filter(|gas| gas.name().starts_with("R-")) {
        let blend: RefrigerantGases = gas.name().parse().unwrap();
        assert!(same(Ratio::sum(blend.parts().map(|(_, share)| share)).unwrap(), Ratio::ONE), "{gas}");
        assert!(blend.parts().all(|(gas, _)| GASES.contains(&gas.name())), "{gas}");
        blends += 1;
    }
    for (name, why) in other_gases() {
        let Ok(blend) = name.parse::<RefrigerantGases>() else {
            assert!(!why.to_string().contains("blend that the table does not have"), "{name}");
            continue;
        };
        let sum = Ratio::sum(blend.parts().map(|(_, share)| share)).unwrap();
        assert!(sum.compare(Ratio::ONE).unwrap().is_le() && blend.parts().next().is_some(), "{name}");
        blends += 1;
    }
    assert_eq!(blends, 16);
}

/// Two blends of one kind of equipment that share a gas give one figure of it.
#[test]
fn a_gas_is_one_figure_of_each_equipment_and_stage() {
    let found = compute(&json!({
        "bank": [
            { "equipment": "split", "gas": "R-410A", "value": "100", "unit": "kg" },
            { "equipment": "split", "gas": "R32", "value": "50", "unit": "kg" },
        ],
        "leak-rate": piece("10", "%"),
    }));
    assert_eq!(
        serde_json::to_value(&found).unwrap(),
        json!({
            "HFC-32": [{ "equipment": "split", "stage": "use", "value": "10", "unit": "kg" }],
            "HFC-125": [{ "equipment": "split", "stage": "use", "value": "5", "unit": "kg" }],
        })
    );
}

#[test]
fn refrigerants_say_what_is_wrong() {
    let bank = |gas: &str| json!({ "bank": [{ "equipment": "split", "gas": gas, "value": "1", "unit": "kg" }], "leak-rate": piece("5", "%") });
    let with = |name: &str, value: Value| {
        let mut given = bank("R-134a");
        given[name] = value;
        given
    };
    let charge = json!([{ "equipment": "split", "gas": "R-134a", "value": "1", "unit": "kg" }]);
    assert_eq!(
        [
            error(&bank("R-22")),
            error(&bank("HFO-1234yf")),
            error(&bank("R-744")),
            error(&bank("SF6")),
            error(&with("leak-rate", piece("500", "%"))),
            error(&with("charge", charge.clone())),
            error(&json!({ "units": piece("10", "1"), "leak-rate": piece("5", "%") })),
            error(
                &json!({ "units": piece("10", "1"), "charge": charge.clone(), "bank": bank("R-134a")["bank"], "leak-rate": piece("5", "%") })
            ),
            error(&with("retired-charge", charge.clone())),
            error(&with("remaining-charge", piece("80", "%"))),
            error(&json!({ "leak-rate": piece("5", "%") })),
        ],
        [
            "\"R-22\": HCFC-22 depletes the ozone layer: the Montreal Protocol controls it and GPC inventories do not count it; delete the row",
            "\"HFO-1234yf\": not counted: it is no HFC, PFC, SF6 or NF3, the fluorinated gases of a GPC inventory; delete the row",
            "\"R-744\": not a gas of the table; use CO2, CH4, N2O, SF6, NF3, HFC-134a or another gas of the table",
            "\"SF6\": not a gas of this method; use one of HFC, PFC",
            "leak-rate: \"5\": a share outside 0 to 1; write 0.8 for 80 %",
            "\"split\": not enough is given; give one of units, retired-units",
            "\"split\": not enough is given; give charge",
            "\"split\": units with charge is given together with bank; give one of bank, units with charge",
            "remaining-charge: missing: share of it that is left at the end (kg/kg); state it",
            "\"split\": not enough is given; give one of retired-charge, retired-units",
            "\"split\": not enough is given; give one of bank, units with charge",
        ]
    );
}
