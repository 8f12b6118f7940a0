//! Net and gross energy: one ratio leads from one to the other, whichever is written.

use citycarbon::Activity;
use citycarbon::assess::{Assessor, Line};
use citycarbon::factors::{Basis, FallbackPolicy, Parameter, Provenance, Registry};
use citycarbon::gas::GwpSet;
use citycarbon::ledger::Leaf;
use citycarbon::quantity::{EnergyBasis, Exact, Rate, Ratio, Reading};
use citycarbon::taxonomy::{Catalogue, Year};
use proptest::prelude::*;
use proptest::sample::select;
use std::sync::LazyLock;

static WORLD: LazyLock<Assessor> = LazyLock::new(|| Assessor::shipped("world".parse().unwrap()).unwrap());

/// Fuels with a shipped ratio, and the ratio in hundredths.
const FUELS: [(&str, i64); 6] =
    [("natural-gas", 90), ("coke-oven-gas", 90), ("lpg", 95), ("lignite", 95), ("gas-diesel-oil", 95), ("other-biogas", 90)];

fn year() -> Year {
    "2022".parse().unwrap()
}

fn energy(assessor: &Assessor, fuel: &str, amount: Exact, unit: &str, basis: Option<EnergyBasis>) -> Vec<Line> {
    let amount = Reading::new(amount, unit.parse().unwrap());
    let activity = Activity::new(&format!("manufacturing.{fuel}"), year(), amount);
    let activity = basis.map_or(activity.clone(), |basis| activity.with_basis(basis));
    assessor.assess_activity(&activity).unwrap().lines
}

fn masses(lines: &[Line]) -> Vec<Ratio> {
    lines.iter().map(|line| line.open_mass().unwrap().reduced()).collect()
}

fn scaled(masses: &[Ratio], ratio: Ratio) -> Vec<Ratio> {
    masses.iter().map(|mass| mass.checked_mul(ratio).unwrap().reduced()).collect()
}

proptest! {
    /// Gross energy gives the ratio times what the same number of net energy gives, for every gas.
    #[test]
    fn net_is_the_ratio_times_gross((fuel, hundredths) in select(FUELS.to_vec()), amount in 1_i64..1_000_000_000, scale in 0_u32..6, unit in select(vec!["MJ", "kWh", "therm", "MMBTU", "toe"])) {
        let amount = Exact::new(amount.into(), scale)?;
        let of = |basis| masses(&energy(&WORLD, fuel, amount, unit, Some(basis)));
        let net = of(EnergyBasis::Net);
        prop_assert_eq!(of(EnergyBasis::Gross), scaled(&net, Ratio::new(hundredths, 100)?));
        // What states no basis is net where all factors are.
        prop_assert_eq!(masses(&energy(&WORLD, fuel, amount, unit, None)), net);
    }

    /// The same energy written gross or net gives the same emissions.
    #[test]
    fn the_same_energy_gross_or_net_is_the_same((fuel, hundredths) in select(FUELS.to_vec()), gross in 1_i64..1_000_000_000) {
        let net = Exact::from(gross).checked_mul(Exact::from(hundredths))?;
        let net = energy(&WORLD, fuel, net, "kWh", Some(EnergyBasis::Net));
        let gross = energy(&WORLD, fuel, Exact::from(gross).checked_mul(Exact::from(100_i64))?, "kWh", Some(EnergyBasis::Gross));
        prop_assert_eq!(masses(&gross), masses(&net));
    }

    /// A calorific value on gross energy gives what the net one gives that is the ratio times as much.
    #[test]
    fn a_calorific_value_on_either_basis_gives_the_same(hundredths in 1_i64..=100, value in 1_i64..100_000, amount in 1_i64..1_000_000) {
        let source = || Provenance::new("laboratory", "report");
        let ratio = Parameter::new("own-ratio", "net-gross-ratio", "natural-gas", Rate::parse(Exact::new(hundredths.into(), 2)?, Exact::ONE, "MJ/MJ")?, source());
        let calorific = |value: Exact, basis| -> citycarbon::Result<Assessor> {
            let row = Parameter::new("own-value", "net-calorific-value", "natural-gas", Rate::parse(value, Exact::ONE, "MJ/m3")?, source());
            let registry = Registry::bundled()?.with_parameters("program", [ratio.clone(), row.with_basis(basis)]).unwrap();
            Ok(Assessor::new(Catalogue::bundled().clone(), registry, "world".parse()?, FallbackPolicy::default()))
        };
        let gross = calorific(Exact::from(value), Basis::Gross)?;
        let net = calorific(Exact::from(value).checked_mul(Exact::new(hundredths.into(), 2)?)?, Basis::Net)?;
        let of = |assessor: &Assessor| masses(&energy(assessor, "natural-gas", Exact::from(amount), "m3", None));
        prop_assert_eq!(of(&gross), of(&net));
    }

    /// Amounts of three bases are lines of one inventory with a sum each, in any order.
    #[test]
    fn sums_of_each_basis_stay_separate(mut amounts in prop::collection::vec((1_i64..1000, select(vec![None, Some(EnergyBasis::Net), Some(EnergyBasis::Gross)])), 1..9)) {
        let inventory = |amounts: &[(i64, Option<EnergyBasis>)]| -> citycarbon::Result<_> {
            let mut books = WORLD.inventory("Town", [year()], GwpSet::Ar5);
            for (amount, basis) in amounts {
                let activity = Activity::new("residential.natural-gas", year(), Reading::new(Exact::from(*amount), "kWh".parse()?));
                books.record(&WORLD, &basis.map_or(activity.clone(), |basis| activity.with_basis(basis)))?;
            }
            Ok(books)
        };
        let books = inventory(&amounts)?;
        let line = books.lines().next().unwrap();
        for (key, input) in line.inputs.iter() {
            let wanted: i64 = amounts.iter().filter(|(_, basis)| *basis == key.basis).map(|(amount, _)| amount).sum();
            prop_assert_eq!(input.sum, Exact::from(wanted));
        }
        amounts.reverse();
        prop_assert_eq!(inventory(&amounts)?, books);
    }
}

/// Every shipped ratio is of a fuel with a net calorific value, and lies where those of all fuels lie.
#[test]
fn every_shipped_ratio_is_of_a_fuel() {
    let registry = Registry::bundled().unwrap();
    let rows = registry.parameters();
    let ratios: Vec<&Parameter> = rows.iter().filter(|row| row.name == "net-gross-ratio").collect();
    assert_eq!(ratios.len(), 37);
    for ratio in ratios {
        assert!(rows.iter().any(|row| row.name == "net-calorific-value" && row.subject == ratio.subject), "{}", ratio.subject);
        assert!(["0.9", "0.95"].contains(&ratio.rate.value.to_string().as_str()), "{}", ratio.id);
    }
}

/// What a ledger is refused for, a program is refused for too: as an activity, and as a sum.
#[test]
fn a_program_states_a_basis_for_energy_of_fuels_only() {
    for (code, amount) in [("residential.lpg", "1 kg"), ("residential.electricity", "1 kWh"), ("composting.msw-organic", "1 t")] {
        let activity = Activity::new(code, "2018".parse().unwrap(), amount.parse().unwrap()).with_basis(EnergyBasis::Net);
        let thai = Assessor::shipped("TH".parse().unwrap()).unwrap();
        let wanted =
            format!("\"net\": only energy of a fuel is net or gross, and {code} in this unit is not; leave the cell empty");
        assert_eq!(thai.assess_activity(&activity).unwrap_err().to_string(), wanted);
        assert_eq!(thai.assess(&Leaf::from(&activity)).unwrap_err().to_string(), wanted);
    }
    let of_json = r#"{"code": "residential.lpg", "amount": "1 GJ", "year": 2018, "basis": "gros"}"#;
    let refused = serde_json::from_str::<Activity>(of_json).unwrap_err().to_string();
    assert!(refused.starts_with("\"gros\": not a basis of energy; write net or gross, or leave the cell empty"), "{refused}");
}
