//! Composting, burning, wastewater: what goes in comes out, more recovered is less emitted, and parts add up.

use crate::given::{hundredths, same, share};
use citycarbon::Registry;
use citycarbon::methods;
use citycarbon::methods::basis::{Dry, WasteFactor, WasteMass, Wet};
use citycarbon::methods::biological::{methane, nitrous_oxide};
use citycarbon::methods::incineration::{BurntWaste, components::WasteMix, liquids::BurntLiquid, open_burning_waste::OpenBurning};
use citycarbon::methods::wastewater::domestic::{self, TreatmentRoute};
use citycarbon::methods::wastewater::nitrogen::{NitrogenTreatment, Protein};
use citycarbon::methods::wastewater::nitrogen_2006::{self, nitrogen_of};
use citycarbon::methods::wastewater::{domestic_2006, domestic_2019};
use citycarbon::quantity::{Amount, Coefficient, Fraction, Heads, Mass, Quantity, Ratio};
use proptest::prelude::*;
use serde_json::json;

fn waste() -> impl Strategy<Value = Mass> {
    (0_u32..1_000_000_000).prop_map(Mass::tonnes)
}

fn burnt() -> impl Strategy<Value = BurntWaste> {
    (share(), share(), share(), share()).prop_map(|(dry, carbon, fossil, oxidised)| BurntWaste {
        dry_matter_content: dry,
        total_carbon_content: carbon,
        fossil_carbon_fraction: fossil,
        oxidation_factor: oxidised,
    })
}

fn route() -> impl Strategy<Value = TreatmentRoute> {
    (share(), 100_i64..=150, share()).prop_map(|(share, industry, factor)| TreatmentRoute {
        share,
        bod_correction_factor: Ratio::new(industry, 100).unwrap(),
        methane_factor: factor.number(),
    })
}

fn times(share: Amount<Mass>, ratio: Ratio) -> Ratio {
    share.number().checked_mul(ratio).unwrap()
}

fn at_most(a: Ratio, b: Ratio) -> bool {
    a.numerator().checked_mul(b.denominator()).unwrap() <= b.numerator().checked_mul(a.denominator()).unwrap()
}

proptest! {
    /// Twelve parts of forty-four of all CO2, with what stays in the ash, are the carbon that came in.
    #[test]
    fn all_carbon_that_is_burnt_is_found_again(method in burnt(), waste in waste()) {
        let wet = WasteMass::<Wet>::new(waste);
        let co2 = method.fossil_co2(wet).unwrap().checked_add(method.biogenic_co2(wet).unwrap()).unwrap();
        let carbon = times(co2, Ratio::new(12, 44).unwrap()).checked_add(method.unburnt_carbon(wet).unwrap().number()).unwrap();
        prop_assert!(same(carbon, method.carbon(wet).unwrap().number()));
    }

    /// Equation 5.1 on a mix gives what 5.2 gives on its components, at one oxidation factor.
    #[test]
    fn a_mix_burns_like_its_components(a in burnt(), b in burnt(), part in share(), oxidised in share(), waste in waste()) {
        let [a, b] = [a, b].map(|one| BurntWaste { oxidation_factor: oxidised, ..one });
        let rest = part.complement().unwrap();
        let mix = WasteMix::of([(part, a), (rest, b)]).unwrap();
        let mixed = BurntWaste {
            dry_matter_content: mix.dry_matter_content,
            total_carbon_content: mix.total_carbon_content.unwrap_or(Fraction::ZERO),
            fossil_carbon_fraction: mix.fossil_carbon_fraction.unwrap_or(Fraction::ZERO),
            oxidation_factor: oxidised,
        };
        let whole = Amount::from(waste);
        let parts = [(part, a), (rest, b)]
            .map(|(share, one)| one.fossil_co2(WasteMass::new(whole.part(share).unwrap())).unwrap());
        let apart = parts[0].checked_add(parts[1]).unwrap();
        prop_assert!(same(mixed.fossil_co2(WasteMass::new(whole)).unwrap().number(), apart.number()));
    }

    /// Liquids are waste that is all dry and all fossil.
    #[test]
    fn a_liquid_is_dry_and_fossil(carbon in share(), oxidised in share(), waste in waste()) {
        let liquid = BurntLiquid { fossil_carbon_content: carbon, oxidation_factor: oxidised };
        let solid = BurntWaste {
            dry_matter_content: Fraction::ONE,
            total_carbon_content: carbon,
            fossil_carbon_fraction: Fraction::ONE,
            oxidation_factor: oxidised,
        };
        prop_assert!(same(liquid.fossil_co2(waste.into()).unwrap().number(), solid.fossil_co2(WasteMass::new(waste)).unwrap().number()));
    }

    /// A factor for dry waste on its dry matter gives what the factor it is for wet waste gives.
    #[test]
    fn wet_and_dry_factors_agree(factor in share(), dry in share(), waste in waste()) {
        let (wet, factor) = (WasteMass::<Wet>::new(waste), WasteFactor::<Dry>::new(factor.number()));
        let by_dry = wet.dry(dry).unwrap().gives(factor).unwrap();
        prop_assert!(same(by_dry.number(), wet.gives(factor.wet(dry).unwrap()).unwrap().number()));
    }

    /// What is recovered and what is emitted are what was generated; more than that is refused; no waste, no gas.
    #[test]
    fn composting_is_generation_less_recovery(waste in waste(), factor in share(), recovered in share()) {
        let (treated, factor) = (WasteMass::<Wet>::new(waste), WasteFactor::<Wet>::new(factor.number()));
        let generated = nitrous_oxide([(treated, factor)]).unwrap().quantity().unwrap();
        let taken = Mass::from_base(generated.base().checked_mul(recovered.number().evaluate().unwrap().value()).unwrap());
        let emitted = methane([(treated, factor)], taken.into()).unwrap().quantity().unwrap();
        prop_assert_eq!(emitted.checked_add(taken).unwrap(), generated);
        let more = generated.checked_add(Mass::grams(1)).unwrap();
        prop_assert!(methane([(treated, factor)], more.into()).is_err());
        let none = methane([(WasteMass::<Wet>::new(Mass::ZERO), factor)], Mass::ZERO.into()).unwrap().quantity().unwrap();
        prop_assert_eq!(none, Mass::ZERO);
    }

    /// Persons of two districts burn, send off and emit what they do together.
    #[test]
    fn districts_add_up(a in 0_u32..20_000_000, b in 0_u32..20_000_000, route in route(), bod in share(), burning in share()) {
        let [one, other] = [a, b].map(Heads::count);
        let both = one.checked_add(other).unwrap();
        let open = OpenBurning {
            burning_population: burning,
            waste_per_person: Coefficient::new(bod.number()),
            burnt_fraction: hundredths(60),
        };
        let burns = |persons: Heads| open.waste(persons.into()).unwrap().mass();
        prop_assert!(same(burns(both).number(), burns(one).checked_add(burns(other)).unwrap().number()));
        let none = Amount::from(Mass::ZERO);
        let load = |persons: Heads| domestic::load(persons.into(), Coefficient::new(bod.number())).unwrap();
        for of in [domestic_2006::compute, domestic_2019::compute] {
            let emits = |persons| of(load(persons), &route, none).unwrap();
            prop_assert!(same(emits(both).number(), emits(one).checked_add(emits(other)).unwrap().number()));
        }
    }

    /// Without sludge both editions give the same; with one way for everybody and the same sludge, too.
    #[test]
    fn editions_agree_where_they_say_the_same(route in route(), persons in 0_u32..20_000_000, sludge in share()) {
        let load = domestic::load(Heads::count(persons).into(), Coefficient::new(Ratio::new(4, 100).unwrap())).unwrap();
        let none = Amount::from(Mass::ZERO);
        let of_2006 = |route: &TreatmentRoute, sludge| domestic_2006::compute(load, route, sludge).unwrap();
        let of_2019 = |route: &TreatmentRoute, sludge| domestic_2019::compute(load, route, sludge).unwrap();
        prop_assert!(same(of_2006(&route, none).number(), of_2019(&route, none).number()));
        let whole = TreatmentRoute { share: Fraction::ONE, ..route };
        let taken = domestic_2019::plant_sludge(WasteMass::<Dry>::new(load), sludge.number()).unwrap();
        let (old, new) = (of_2006(&whole, taken), of_2019(&whole, taken));
        prop_assert!(same(old.number(), new.number()));
        // More sludge, less gas.
        prop_assert!(at_most(new.number(), of_2019(&whole, none).number()));
    }

    /// Sludge of septic tanks never takes more than half, and water that is treated keeps what is not removed.
    #[test]
    fn load_is_kept(route in route(), persons in 0_u32..20_000_000, part in share()) {
        let load = domestic::load(Heads::count(persons).into(), Coefficient::new(Ratio::new(4, 100).unwrap())).unwrap();
        let mine = route.load(load).unwrap();
        let sludge = domestic_2019::septic_sludge(mine, part).unwrap();
        prop_assert!(at_most(times(sludge, Ratio::new(2, 1).unwrap()), mine.number()));
        let discharged = |removed| domestic_2019::discharged(load, &route, removed).unwrap();
        let (left, gone) = (discharged(part), discharged(part.complement().unwrap()));
        prop_assert!(same(left.checked_add(gone).unwrap().number(), times(load, route.share.number())));
    }

    /// Nitrogen in effluent, in sludge and in N2O of plants is all nitrogen; more than that is refused.
    #[test]
    fn nitrogen_is_kept(persons in 1_u32..20_000_000, industry in 100_i64..=150, sludge in 0_i64..=50, plants in share()) {
        let industry = Ratio::new(industry, 100).unwrap();
        let protein = Protein {
            protein_supply: Coefficient::new(Ratio::new(7, 100).unwrap()),
            protein_consumed_fraction: None,
            nitrogen_in_protein: hundredths(16),
            household_nitrogen_factor: None,
            non_consumed_protein_factor: Ratio::new(11, 10).unwrap(),
        };
        let persons = Amount::from(Heads::count(persons));
        let all = protein.nitrogen(persons, industry).unwrap();
        let sludge = Amount::from(Mass::from_base(times(all, Ratio::new(sludge, 100).unwrap()).evaluate().unwrap().value()));
        let plants = nitrogen_2006::plants(persons, plants, industry, Coefficient::new(Ratio::new(32, 10_000).unwrap())).unwrap();
        let left = nitrogen_2006::effluent(all, sludge, plants).unwrap();
        let sum = left.checked_add(sludge).unwrap().checked_add(nitrogen_of(plants).unwrap()).unwrap();
        prop_assert!(same(sum.number(), all.number()));
        prop_assert!(nitrogen_2006::effluent(all, all, plants.checked_add(Amount::from(Mass::grams(1))).unwrap()).is_err());
        // 2019: what a treatment removes and what it lets go.
        let treatment = NitrogenTreatment {
            plant_nitrogen_fraction: Fraction::from_parts(16, 1000).unwrap(),
            removed_nitrogen_fraction: hundredths(40),
            effluent_nitrogen_fraction: Fraction::from_parts(5, 1000).unwrap(),
        };
        let sum = treatment.effluent(all).unwrap().checked_add(treatment.removed(all).unwrap()).unwrap();
        prop_assert!(same(sum.number(), all.number()));
    }

    /// Tonnes or kilograms, grams or kilograms for each: the same result.
    #[test]
    fn units_do_not_matter(tonnes in 0_u32..1_000_000_000, grams in 0_u32..100) {
        let sheet = methods::find("composting").unwrap();
        let of = |waste: (String, &str), factor: (String, &str)| {
            let given = json!({
                "waste": { "value": waste.0, "unit": waste.1 },
                "methane-factor": { "value": factor.0, "unit": factor.1 },
                "nitrous-oxide-factor": { "row": "ipcc2006-composting-wet-n2o" },
            });
            sheet.compute(&given, Registry::bundled().unwrap()).unwrap()
        };
        let one = of((tonnes.to_string(), "t"), (grams.to_string(), "g/kg"));
        let other = of((format!("{tonnes}000"), "kg"), (grams.to_string(), "kg/t"));
        prop_assert_eq!(one, other);
    }
}

/// The whole messages of what is refused.
#[test]
fn waste_worksheets_say_what_is_wrong() {
    let error_text = |name: &str, given: serde_json::Value| {
        methods::find(name).unwrap().compute(&given, Registry::bundled().unwrap()).unwrap_err().to_string()
    };
    let kg = |value: &str| json!({ "value": value, "unit": "kg" });
    let of = |value: &str| json!({ "value": value, "unit": "kg/kg" });
    assert_eq!(
        error_text(
            "composting",
            json!({ "waste": kg("100"), "methane-factor": of("0.004"), "nitrous-oxide-factor": of("0"), "methane-recovered": kg("1") })
        ),
        "\"1 kg\": more CH4 recovered than the 0.4 kg generated; give both for the same year and source"
    );
    let row = |label: &str, which: &str, value: &str| json!({ label: which, "value": value, "unit": "kg/kg" });
    let burnt = |kind: &str| {
        json!({
            "waste": [{ "kind": "paper", "value": "1", "unit": "t" }],
            "dry-matter-content": [row("kind", "paper", "0.9")],
            "total-carbon-content": [row("kind", "paper", "0.46")],
            "fossil-carbon-fraction": [row("kind", kind, "0.01")],
            "oxidation-factor": [row("kind", "paper", "1")],
        })
    };
    assert_eq!(
        error_text("incineration", burnt("papper")),
        "\"papper\": fossil-carbon-fraction has this kind, but waste does not; did you mean \"paper\"?"
    );
    let mut both = burnt("paper");
    both["nitrous-oxide-factor"] = json!([row("kind", "paper", "0.00005")]);
    both["dry-nitrous-oxide-factor"] = json!([row("kind", "paper", "0.00015")]);
    assert_eq!(
        error_text("incineration", both),
        "\"paper\": dry-nitrous-oxide-factor is given together with nitrous-oxide-factor; give one of nitrous-oxide-factor, dry-nitrous-oxide-factor"
    );
    let mut none = burnt("paper");
    none["oxidation-factor"] = json!([]);
    assert!(error_text("incineration", none).contains("missing: part of the carbon that oxidises (kg/kg)"));
    let water = |share: &str, sludge: &str| {
        json!({
            "persons": { "value": "1000", "unit": "head" },
            "bod-per-person": { "value": "40", "unit": "g/head/day" },
            "population-share": [row("group", "all", "1")],
            "pathway-share": [
                { "group": "all", "pathway": "septic", "value": share, "unit": "kg/kg" },
                { "group": "all", "pathway": "river", "value": "0.5", "unit": "kg/kg" },
            ],
            "bod-correction-factor": [row("pathway", "septic", "1"), row("pathway", "river", "1")],
            "methane-producing-capacity": of("0.6"),
            "methane-correction-factor": [row("pathway", "septic", "0.5"), row("pathway", "river", "0.1")],
            "sludge-organics": kg(sludge),
        })
    };
    assert_eq!(
        error_text("wastewater-2006", water("0.6", "0")),
        "pathway-share: \"1.1\": the sum of the shares of all is above 1; correct them"
    );
    assert_eq!(
        error_text("wastewater-2006", water("0.5", "14601")),
        "\"14601 kg\": more organic load in sludge than the 14600 kg in the water; give the load (BOD or COD), not the mass of sludge"
    );
}
