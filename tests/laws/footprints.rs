//! Laws of footprints: every line is in one category, whatever the boundary, and any parts add up to the whole.

use citycarbon::City;
use citycarbon::city::CityInput;
use citycarbon::organisation::{BoundaryRule, Consolidation, Department, Organisation, OrganisationInput};
use citycarbon::quantity::{Exact, Fraction};
use citycarbon::strategies;
use citycarbon::taxonomy::{FootprintCategory, Region, Year};
use proptest::prelude::*;

fn years() -> Vec<Year> {
    ["2018", "2019"].map(|year| year.parse().unwrap()).to_vec()
}

/// The records of a random city that an organisation has too.
fn records() -> impl Strategy<Value = CityInput> {
    let region: Region = "TH-10".parse().unwrap();
    strategies::city(&region, &years()).prop_map(|mut input| {
        (input.reported, input.keys, input.contracts) = (Vec::new(), Vec::new(), Vec::new());
        (input.cross_checks, input.measures) = (Vec::new(), Vec::new());
        input.settings.accepted.clear();
        input
    })
}

/// Rules of beginnings of codes, each once.
fn rules() -> impl Strategy<Value = Vec<BoundaryRule>> {
    let starts = ["", "road.", "residential.", "commercial.", "rail.", "landfill.", "commercial.electricity"];
    let category = prop::sample::select(FootprintCategory::ALL.to_vec());
    prop::collection::btree_map(prop::sample::select(starts.to_vec()), category, 0..5)
        .prop_map(|rules| rules.into_iter().map(|(start, category)| BoundaryRule::new(start, category, "a reason")).collect())
}

fn closed(input: OrganisationInput) -> Vec<citycarbon::organisation::Footprint> {
    Organisation::new(input).unwrap_or_else(|errors| panic!("{errors}")).close().unwrap()
}

fn placed(rules: &[BoundaryRule]) -> Vec<citycarbon::records::Placed<BoundaryRule>> {
    rules.iter().cloned().map(Into::into).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// What a footprint holds is what the lines of the same records hold, whatever the rules of its boundary; and it adds up by
    /// category, by scope, by department, by gas and by activity.
    #[test]
    fn a_boundary_loses_no_line_and_counts_none_twice(records in records(), rules in rules()) {
        let statements = City::new(records.clone()).unwrap().close().unwrap();
        let places: Vec<String> = records.places.iter().flatten().map(|(name, _)| name.clone()).collect();
        let mut input = OrganisationInput::new(records);
        input.departments = places.into_iter().map(|name| (name, Department::default())).collect();
        input.boundary = placed(&rules);
        for (footprint, statement) in closed(input).iter().zip(&statements) {
            let whole = Exact::sum(statement.lines.iter().filter_map(|line| line.co2e)).unwrap();
            let sum = |groups: Vec<Exact>| Exact::sum(groups).unwrap();
            prop_assert_eq!(footprint.lines.len(), statement.lines.len());
            prop_assert_eq!(sum(footprint.entries.iter().filter_map(|entry| entry.co2e).collect()), whole);
            prop_assert_eq!(sum(footprint.group(|line| line.category.scope()).unwrap().into_values().collect()), whole);
            prop_assert_eq!(sum(footprint.group(|line| line.category.iso14064()).unwrap().into_values().collect()), whole);
            prop_assert_eq!(sum(footprint.group(|line| line.department.clone()).unwrap().into_values().collect()), whole);
            prop_assert_eq!(sum(footprint.group(|line| (line.activity.clone(), line.substance())).unwrap().into_values().collect()), whole);
            let totals = footprint.totals().unwrap();
            let scopes = [totals.scope1, totals.scope2_location, totals.scope3].into_iter().flatten();
            prop_assert_eq!(Exact::sum(scopes).unwrap(), whole);
            prop_assert_eq!(footprint.total("all").unwrap().co2e().unwrap(), totals.all);
        }
    }

    /// Rules in another order book alike.
    #[test]
    fn the_order_of_rules_changes_nothing(records in records(), rules in rules()) {
        let input = |rules: &[BoundaryRule]| {
            let mut input = OrganisationInput::new(records.clone());
            input.departments = records.places.iter().flatten().map(|(name, _)| (name.clone(), Department::default())).collect();
            input.boundary = placed(rules);
            input
        };
        let mut reversed = rules.clone();
        reversed.reverse();
        prop_assert_eq!(closed(input(&rules)), closed(input(&reversed)));
    }

    /// Two shares of equity that are a whole together hold the whole, to the last digit of each line.
    #[test]
    fn shares_of_equity_add_up(records in records(), part in 0_i64..=16) {
        let with = |part: i64| {
            let mut input = OrganisationInput::new(records.clone()).with_consolidation(Consolidation::EquityShare);
            input.departments = records.places.iter().flatten().map(|(name, _)| (name.clone(), Department::default())).collect();
            let share = Fraction::from_parts(part, 16_i64).unwrap();
            let rule = BoundaryRule::new("", FootprintCategory::Investments, "a share").with_share(Some(share));
            input.boundary = vec![rule.into()];
            closed(input)
        };
        for ((one, other), whole) in with(part).iter().zip(with(16 - part)).zip(with(16)) {
            for ((a, b), all) in one.lines.iter().zip(&other.lines).zip(&whole.lines) {
                let sum = a.mass.checked_add(b.mass).unwrap();
                let off = sum.checked_sub(all.mass).unwrap();
                // Each is rounded once, half-even at 10^-12 kg.
                let digit: Exact = "0.0000000000015".parse().unwrap();
                prop_assert!(off <= digit && off.checked_neg().unwrap() <= digit, "{} {} {}", a.mass, b.mass, all.mass);
            }
        }
    }

    /// An organisation is the same value as JSON.
    #[test]
    fn an_organisation_is_the_same_as_json(records in records(), rules in rules()) {
        let mut input = OrganisationInput::new(records);
        input.boundary = placed(&rules);
        let text = serde_json::to_string(&input).unwrap();
        let read: OrganisationInput = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(read, input);
    }
}
