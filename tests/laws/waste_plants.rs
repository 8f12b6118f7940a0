//! Plants that treat waste, and landfill gas: linear, additive, nothing made of nothing; mass and carbon are kept.

use citycarbon::error::{Errors, Location};
use citycarbon::factors::{FallbackPolicy, Registry};
use citycarbon::forms::{FormContext, FormSection, FormValue};
use citycarbon::gas::Gas;
use citycarbon::measures::{Change, MeasureRegistry};
use citycarbon::plan::{ActivityState, Effects, apply};
use citycarbon::quantity::{Exact, OwnUnits, Ratio};
use citycarbon::taxonomy::Catalogue;
use citycarbon::{Activity, Assessor, GwpSet, Settings, Year};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;

fn keys(pairs: &[(&str, &str)]) -> FormSection {
    pairs.iter().fold(FormSection::new(), |section, (key, text)| section.with(key, *text))
}

fn form(kind: &str, group: &str, groups: Vec<FormSection>) -> Result<Change, Errors> {
    let head = [("measure", kind), ("name", "M"), ("first_year", "2018"), ("last_year", "2020"), ("source", "test")];
    let form = keys(&head).with(group, FormValue::from(groups));
    let units = OwnUnits::default();
    let (registry, catalogue) = (Registry::bundled().unwrap(), Catalogue::bundled());
    let context = FormContext { registry, catalogue, places: None, units: &units };
    let at = Location::file("m.toml");
    MeasureRegistry::shipped().read("m", &form, &at, context, &FallbackPolicy::default()).map(|stated| stated.change)
}

fn effects_on(change: &Change, baseline: &ActivityState) -> Effects {
    let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
    let years = change.years.clone();
    apply(&assessor, &Settings::new("Town", "TH-10".parse().unwrap(), years, GwpSet::Ar5), change, baseline).unwrap()
}

fn effects(change: &Change) -> Effects {
    effects_on(change, &ActivityState::default())
}

/// What adds up over plants, by year.
fn figures(effects: &Effects) -> BTreeMap<String, Exact> {
    let mut all = BTreeMap::new();
    for (year, effect) in &effects.years {
        all.insert(format!("{year} baseline"), effect.baseline);
        all.insert(format!("{year} project"), effect.project);
        all.insert(format!("{year} leakage"), effect.leakage);
        all.insert(format!("{year} outside"), effect.avoided_outside.unwrap_or(Exact::ZERO));
        all.extend(effect.cells.iter().map(|(cell, amount)| (format!("{year} {cell:?}"), amount.mass)));
    }
    all.retain(|_, figure| !figure.is_zero());
    all
}

const KINDS: [&str; 5] = ["composting", "digestion", "waste-to-energy", "sludge", "recycling"];

/// A plant of a kind; its tonnes are multiples of 12, so that 16/12 and 44/12 divide out.
fn plant(kind: &str, name: &str, dozens: u32, service: &str) -> FormSection {
    let tonnes = format!("{} t", u64::from(dozens) * 12);
    let usual = keys(&[("name", name), ("in_service", service), ("waste", &tonnes)]);
    let landfill = |component: &str| format!("landfill.managed-anaerobic.{component}");
    let without = |component: &str| keys(&[(&landfill(component), "0.5"), (&landfill("inert"), "0.5")]);
    let way = |code: &str| keys(&[(code, "1")]);
    let energy = |section: FormSection| {
        section
            .with("fuel", "commercial.gas-diesel-oil")
            .with("fuel_use", "1 L/t")
            .with("export_displaces", "residential.electricity")
            .with("power_exported", "50 kWh/t")
    };
    match kind {
        "composting" => usual.with("basis", "wet").with("without", without("food")).with("with", way("composting.msw-organic")),
        "digestion" => energy(usual).with("without", without("food")).with("with", way("digestion.msw-organic")),
        "waste-to-energy" => {
            energy(usual).with("without", without("paper")).with("with", way("incineration.continuous-stoker.plastics"))
        }
        "sludge" => energy(usual)
            .with("without", without("sludge"))
            .with("with", keys(&[("none", "stated below")]))
            .with("burning", keys(&[("ref", "III.3.1"), ("dry_matter", "0.25"), ("furnace", "850 degrees C"), ("n2o", "600 g/t")])),
        _ => usual.with("without", without("paper")).with("yield", "0.75").with("residue", keys(&[(&landfill("paper"), "0.25")])),
    }
}

fn of(kind: &str, plants: Vec<FormSection>) -> Change {
    form(kind, "plant", plants).unwrap_or_else(|error| panic!("{kind}: {error}"))
}

fn site(captured: u32, generated: u32, without: u32, slip: u32, oxidation: u32) -> FormSection {
    let percent = |number: u32| format!("{number}/100");
    let year = keys(&[
        ("year", "2018"),
        ("captured", &format!("{captured} Nm3")),
        ("generated", &format!("{generated} kg")),
        ("destroyed_without", &format!("{without} kg")),
    ]);
    keys(&[
        ("name", "L"),
        ("ref", "III.1.1"),
        ("methane_share", "0.5"),
        ("density", "0.8 kg/Nm3"),
        ("destruction", &percent(100 - slip)),
        ("oxidation", &percent(oxidation)),
    ])
    .with("gas", FormValue::from(vec![year]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_plant_of_no_size_changes_nothing(kind in select(KINDS.to_vec())) {
        prop_assert_eq!(figures(&effects(&of(kind, vec![plant(kind, "A", 0, "2018")]))), BTreeMap::new());
    }

    /// Two plants do what each does on its own; so many times the waste does so many times as much.
    #[test]
    fn plants_add(kind in select(KINDS.to_vec()), a in 0_u32..100_000, b in 0_u32..100_000, start in select(vec!["2018", "2019"])) {
        let alone = |dozens, service| figures(&effects(&of(kind, vec![plant(kind, "A", dozens, service)])));
        let both = figures(&effects(&of(kind, vec![plant(kind, "A", a, "2018"), plant(kind, "B", b, start)])));
        let mut sum = alone(a, "2018");
        for (name, figure) in alone(b, start) {
            let held = sum.entry(name).or_insert(Exact::ZERO);
            *held = held.checked_add(figure).unwrap();
        }
        sum.retain(|_, figure| !figure.is_zero());
        prop_assert_eq!(both, sum);
    }

    /// What is collected is output or disposed of.
    #[test]
    fn recycling_keeps_the_mass(dozens in 1_u32..100_000) {
        let change = of("recycling", vec![plant("recycling", "A", dozens, "2018")]);
        let sum = |activities: &[Activity]| Ratio::sum(activities.iter().map(|activity| activity.base_amount().unwrap())).unwrap();
        let collected = sum(&change.without);
        let output = collected.checked_mul(Ratio::new(3, 4).unwrap()).unwrap();
        let disposed = sum(&change.with);
        prop_assert_eq!(disposed.checked_add(output).unwrap().evaluate().unwrap().value(), collected.evaluate().unwrap().value());
    }

    /// Capture is refused exactly where it is above generation, and never saves more than is generated. Carbon is kept: what is not
    /// emitted as CH4 is emitted as CO2.
    #[test]
    fn capture_is_never_above_generation(
        captured in 0_u32..1000, generated in 0_u32..400, without in 0_u32..400, slip in 0_u32..=100, oxidation in 0_u32..=100,
    ) {
        let read = form("landfill-gas", "site", vec![site(captured, generated, without, slip, oxidation)]);
        // 0.5 x 0.8 kg of each Nm3.
        let possible = captured * 4 <= generated * 10 && without <= generated;
        prop_assert_eq!(read.is_ok(), possible);
        let Ok(change) = read else { return Ok(()) };
        let effect = effects(&change).years[&"2018".parse::<Year>().unwrap()].clone();
        let limit = Exact::from(i64::from(generated) * 28);
        prop_assert!(effect.reduction().unwrap() <= limit && effect.baseline <= limit && !effect.project.is_negative());
        let gases = effect.by_gas().unwrap();
        let of = |gas: Gas| gases.get(&gas.into()).copied().unwrap_or(Exact::ZERO);
        let carbon = of(Gas::CH4).checked_mul(Exact::from(44)).unwrap();
        prop_assert_eq!(carbon.checked_add(of(Gas::CO2_BIOGENIC).checked_mul(Exact::from(16)).unwrap()).unwrap(), Exact::ZERO);
    }

    /// Separation first, then capture: gas is taken from what is left, so that together they save no more than all there is.
    #[test]
    fn capture_takes_from_what_separation_leaves(dozens in 2_u32..10_000, kept_out in 0_u32..=100, captured in 0_u32..=100) {
        let code = "landfill.managed-anaerobic.food";
        let commitment = keys(&[
            ("name", "L"), ("code", code), ("captured", &format!("{captured}/100")), ("destroyed_without", "0"), ("destruction", "1"),
            ("oxidation", "0"),
        ]);
        let change = form("landfill-gas", "commitment", vec![commitment]).unwrap();
        let on = |kilograms: u64| {
            let landfilled: Vec<Activity> = change.years.iter()
                .map(|year| Activity::new(code, *year, format!("{kilograms} kg").parse().unwrap())).collect();
            let effects = effects_on(&change, &ActivityState::of(&landfilled).unwrap());
            effects.years.values().next().unwrap().clone()
        };
        let all = u64::from(dozens) * 1200;
        let left = all / 100 * u64::from(100 - kept_out);
        let (alone, after) = (on(all), on(left));
        let times = |figure: Exact, number: u32| figure.checked_mul(Exact::from(i64::from(number))).unwrap();
        prop_assert_eq!(times(after.reduction().unwrap(), 100), times(alone.reduction().unwrap(), 100 - kept_out));
        let separated = alone.baseline.checked_sub(after.baseline).unwrap();
        prop_assert!(separated.checked_add(after.reduction().unwrap()).unwrap() <= alone.baseline);
    }
}
