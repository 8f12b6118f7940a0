//! Rice, burnt residues, trees, biochar: linear in area and number, what is not there gives nothing, the dead take up nothing.

use crate::given::{hundredths, same, share};
use bigdecimal::BigDecimal;
use citycarbon::Registry;
use citycarbon::methods;
use citycarbon::methods::agriculture::residue_burning::dry_matter;
use citycarbon::methods::agriculture::rice::{OrganicAmendment, RiceCrop, amendment_factor};
use citycarbon::methods::land::{biochar, crown_cover, trees};
use citycarbon::quantity::{Amount, Area, Coefficient, Fraction, Mass, Ratio, Scalar};
use proptest::prelude::*;
use serde_json::{Value, json};

fn number(number: i64) -> Ratio {
    Ratio::new(number, 100).unwrap()
}

fn straw(tenths: u32) -> Vec<OrganicAmendment> {
    let rate = Coefficient::from_parts(Mass::kilograms(100 * i64::from(tenths)), Area::hectares(1)).unwrap();
    vec![OrganicAmendment { rate, conversion: Ratio::ONE }]
}

fn crop() -> impl Strategy<Value = RiceCrop> {
    (1_i64..=366, 1_i64..500, 0_i64..=150, 1_i64..=300, 0_u32..200).prop_map(|(days, factor, water, before, tenths)| RiceCrop {
        days: Ratio::new(days, 1).unwrap(),
        factor: Coefficient::from_parts(Mass::grams(10 * factor), Area::hectares(1)).unwrap(),
        water: number(water),
        before: number(before),
        amendments: amendment_factor(&straw(tenths)).unwrap(),
        soil: Ratio::ONE,
    })
}

fn methane(crop: &RiceCrop, area: Area) -> Ratio {
    crop.methane(Amount::from(area)).unwrap().number()
}

/// A number to a power, digit by digit.
fn to_the(base: &BigDecimal, power: u32) -> BigDecimal {
    (0..power).fold(BigDecimal::from(1), |product, _| product * base)
}

proptest! {
    /// Two areas give what both together give; none gives none, and so does upland rice.
    #[test]
    fn rice_is_linear_in_its_area(crop in crop(), a in 0_u32..1_000_000, b in 0_u32..1_000_000) {
        let sum = methane(&crop, Area::hectares(a)).checked_add(methane(&crop, Area::hectares(b))).unwrap();
        prop_assert!(same(sum, methane(&crop, Area::hectares(a + b))));
        prop_assert!(same(methane(&crop, Area::hectares(0)), Ratio::ZERO));
        let upland = RiceCrop { water: Ratio::ZERO, ..crop };
        prop_assert!(same(methane(&upland, Area::hectares(a)), Ratio::ZERO));
    }

    /// The hundredth power of the factor is the 59th of what it is taken from, and more straw is more methane.
    #[test]
    fn the_power_of_amendments_is_the_59th_of_a_hundred(tenths in 1_u32..200) {
        let factor = amendment_factor(&straw(tenths)).unwrap();
        let digits: BigDecimal = factor.evaluate().unwrap().value().to_string().parse().unwrap();
        let base = BigDecimal::from(i64::from(tenths) + 10) / BigDecimal::from(10);
        let (all, few) = (to_the(&digits, 100), to_the(&base, 59));
        // Twelve digits of the factor are compared; its hundredth power is off by a hundred times as much.
        prop_assert!((&all - &few).abs() * BigDecimal::from(10_000_000_000_i64) <= few, "{digits}");
        let less = amendment_factor(&straw(tenths - 1)).unwrap();
        prop_assert!(less.compare(factor).unwrap().is_lt());
    }

    /// Residues that do not burn give nothing; shares of them add up.
    #[test]
    fn residues_burn_in_parts(tonnes in 0_u32..1_000_000, part in share()) {
        let all = Amount::from(Mass::tonnes(tonnes));
        let rest = part.complement().unwrap();
        let sum = dry_matter(all, part).unwrap().checked_add(dry_matter(all, rest).unwrap()).unwrap();
        prop_assert!(same(sum.number(), all.number()));
        prop_assert!(same(dry_matter(all, Fraction::ZERO).unwrap().number(), Ratio::ZERO));
    }

    /// What trees take up is never above zero; dead trees take up nothing; those that live and those that died are all.
    #[test]
    fn only_living_trees_take_up(planted in 0_u32..1_000_000, alive in share(), grams in 1_i64..50_000) {
        let each = Amount::from(Mass::grams(grams));
        let planted = Ratio::new(i64::from(planted), 1).unwrap();
        let of = |share| trees::compute(trees::living(planted, share).unwrap(), each).unwrap().number();
        prop_assert!(of(alive).compare(Ratio::ZERO).unwrap().is_le());
        prop_assert!(same(of(Fraction::ZERO), Ratio::ZERO));
        prop_assert!(same(of(alive).checked_add(of(alive.complement().unwrap())).unwrap(), of(Fraction::ONE)));
    }

    /// Crowns are linear in their area, and take 44/12 of the carbon.
    #[test]
    fn crowns_take_up_by_their_area(a in 0_u32..1_000_000, b in 0_u32..1_000_000, kilograms in 1_i64..5000) {
        let growth = Coefficient::from_parts(Mass::kilograms(kilograms), Area::hectares(1)).unwrap();
        let of = |hectares: u32| crown_cover::compute(Amount::from(Area::hectares(hectares)), growth).unwrap().number();
        prop_assert!(same(of(a).checked_add(of(b)).unwrap(), of(a + b)));
        let expected = Ratio::new(-44 * kilograms * i64::from(a), 12).unwrap();
        prop_assert!(same(of(a), expected));
    }

    /// No more carbon is stored than biochar holds.
    #[test]
    fn biochar_stores_at_most_its_carbon(tonnes in 0_u32..1_000_000, carbon in share(), left in share()) {
        let all = Amount::from(Mass::tonnes(tonnes));
        let stored = biochar::compute(all, carbon, left).unwrap();
        prop_assert!(stored.number().compare(all.part(carbon).unwrap().number()).unwrap().is_le());
        prop_assert!(same(biochar::compute(all, carbon, Fraction::ZERO).unwrap().number(), Ratio::ZERO));
        prop_assert!(same(biochar::compute(all, hundredths(100), hundredths(100)).unwrap().number(), all.number()));
    }
}

fn of(label: &str, which: &str, value: &str, unit: &str) -> Value {
    json!([{ label: which, "value": value, "unit": unit }])
}

fn error(name: &str, given: &Value) -> String {
    methods::find(name).unwrap().compute(given, Registry::bundled().unwrap()).unwrap_err().to_string()
}

/// A field of rice with one input changed, or left out.
fn refused_rice(name: &str, value: Value) -> String {
    let mut given = json!({
        "area": of("field", "a", "1", "ha"),
        "cultivation-period": of("field", "a", "110", "1"),
        "rice-methane-factor": of("field", "a", "1.3", "kg/ha"),
        "water-regime-factor": of("field", "a", "1", "kg/kg"),
        "pre-season-factor": of("field", "a", "1", "kg/kg"),
        "amendment-rate": [{ "field": "a", "amendment": "straw", "value": "5", "unit": "t/ha" }],
        "amendment-conversion-factor": of("amendment", "straw", "1", "kg/kg"),
    });
    if value.is_null() {
        given.as_object_mut().unwrap().remove(name);
    } else {
        given[name] = value;
    }
    error("rice", &given)
}

#[test]
fn rice_says_what_is_wrong() {
    assert_eq!(
        [
            refused_rice("amendment-rate", Value::Null),
            refused_rice("amendment-conversion-factor", Value::Null),
            refused_rice("amendment-conversion-factor", of("amendment", "manure", "0.14", "kg/kg")),
            refused_rice("cultivation-period", of("field", "a", "400", "1")),
            refused_rice("rice-methane-factor", of("field", "a", "143", "kg/ha")),
            refused_rice("rice-methane-factor", json!([{ "field": "a", "row": "ipcc2019-rice-period" }])),
            refused_rice("water-regime-factor", json!([{ "field": "a", "row": "ipcc2006-rice-season-any" }])),
            refused_rice("pre-season-factor", of("field", "b", "1", "kg/kg")),
            refused_rice("amendment-rate", json!([{ "field": "b", "amendment": "straw", "value": "5", "unit": "t/ha" }])),
        ],
        [
            "amendment-rate: missing: organic amendment of one crop: straw dry, all else fresh; 0 where there is none (t/ha); state it",
            "amendment-conversion-factor: missing: the amendment compared with straw shortly before planting (kg/kg); state it, or use a row such as @ipcc2006-rice-amendment-straw-under-30-days, @ipcc2006-rice-amendment-straw-over-30-days (8 more)",
            "\"manure\": amendment-conversion-factor has this amendment, but amendment-rate does not; give amendment-rate for it too, or delete it",
            "cultivation-period: \"400\": not possible for cultivation-period, which is from 1 to 366; check the number and its unit, of a day or a year",
            "rice-methane-factor: \"143 kg/ha\": not possible for rice-methane-factor, which is from 0.058 kg/ha to 22 kg/ha; check the number and its unit, of a day or a year",
            "rice-methane-factor: \"1\": not a unit of this input; use a unit such as kg/ha",
            "water-regime-factor: \"ipcc2006-rice-season-any\": this row is pre-season-factor (rice:any); wanted here is water-regime-factor, such as @ipcc2006-rice-water-upland, @ipcc2006-rice-water-irrigated-flooded",
            "\"b\": pre-season-factor has this field, but area does not; give area for it too, or delete it",
            "\"b\": amendment-rate has this field, but area does not; give area for it too, or delete it",
        ]
    );
}

#[test]
fn trees_and_residues_say_what_is_wrong() {
    let tree = |name: &str| of("class", "a", "10", if name == "trees" || name == "planted" { "1" } else { "kg/tree" });
    let straw = |name: &str, value: &str, unit: &str| (name.to_owned(), of("crop", "rice", value, unit));
    let burnt = |given: &[(String, Value)]| {
        let mut all = json!({
            "combustion-factor": of("crop", "rice", "0.8", "kg/kg"),
            "methane-factor": of("crop", "rice", "2.7", "g/kg"),
            "nitrous-oxide-factor": of("crop", "rice", "0.07", "g/kg"),
        });
        for (name, value) in given {
            all[name] = value.clone();
        }
        error("residue-burning", &all)
    };
    assert_eq!(
        [
            error("urban-trees", &json!({ "planted": tree("planted"), "tree-uptake": tree("tree-uptake") })),
            error("urban-trees", &json!({ "trees": tree("trees") })),
            error(
                "urban-trees",
                &json!({
                    "trees": tree("trees"), "planted": tree("planted"), "survival": of("class", "a", "63", "%"),
                    "tree-uptake": tree("tree-uptake"),
                })
            ),
            error(
                "urban-trees",
                &json!({ "trees": tree("trees"), "tree-uptake": tree("tree-uptake"), "tree-carbon-growth": tree("tree-carbon-growth") })
            ),
            error("urban-trees", &json!({ "trees": tree("trees"), "tree-uptake": of("class", "a", "-9.5", "kg/tree") })),
            burnt(&[]),
            burnt(&[straw("burnt-area", "5", "ha")]),
            burnt(&[
                straw("residues", "5", "t"),
                ("methane-factor".to_owned(), json!([{ "crop": "rice", "row": "ipcc2006-residue-burning-n2o" }]))
            ]),
        ],
        [
            "survival: missing: share of the planted that lives in the year (kg/kg); state it",
            "\"a\": not enough is given; give one of tree-carbon-growth, tree-uptake",
            "\"a\": planted is given together with trees; give one of trees, planted",
            "\"a\": tree-uptake is given together with tree-carbon-growth; give one of tree-carbon-growth, tree-uptake",
            "tree-uptake: \"-9.5\": below zero; enter zero or more",
            "\"rice\": not enough is given; give one of residues, burnt-area with residue-density",
            "residue-density: missing: residues of an area when the fire is lit, dry (t/ha); state it",
            "methane-factor: \"ipcc2006-residue-burning-n2o\": this row is N2O, agriculture.residue-burning (agricultural-residues, dry); wanted here is CH4, agriculture.residue-burning, such as @ipcc2006-residue-burning-ch4",
        ]
    );
}
