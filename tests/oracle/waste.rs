//! Burning and wastewater on random inputs, against equations written another way: fractions of any length, person by group, group by
//! way, from the text of the inputs. Equal to the last digit, the closing at 10^-12 kg included.

use bigdecimal::num_bigint::{BigInt, Sign};
use citycarbon::Registry;
use citycarbon::methods::{self, Results};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// A fraction of whole numbers.
#[derive(Clone, Debug)]
struct Fraction(BigInt, BigInt);

fn divisor(a: &BigInt, b: &BigInt) -> BigInt {
    let (mut a, mut b) = (a.clone(), b.clone());
    while b.sign() != Sign::NoSign {
        (a, b) = (b.clone(), a % b);
    }
    a
}

impl Fraction {
    fn whole(number: i64) -> Self {
        Self(number.into(), 1.into())
    }

    fn checked_div(numerator: i64, denominator: i64) -> Self {
        Self(numerator.into(), denominator.into())
    }

    fn checked_add(&self, other: &Self) -> Self {
        Self(&self.0 * &other.1 + &other.0 * &self.1, &self.1 * &other.1)
    }

    fn checked_sub(&self, other: &Self) -> Self {
        Self(&self.0 * &other.1 - &other.0 * &self.1, &self.1 * &other.1)
    }

    fn checked_mul(&self, other: &Self) -> Self {
        Self(&self.0 * &other.0, &self.1 * &other.1)
    }

    /// Rounded half to even at the twelfth digit, unless its digits end.
    fn closed(&self) -> Self {
        let common = divisor(&self.0, &self.1);
        let (n, d) = (&self.0 / &common, &self.1 / &common);
        let mut rest = d.clone();
        for prime in [BigInt::from(2), BigInt::from(5)] {
            while (&rest % &prime).sign() == Sign::NoSign {
                rest /= &prime;
            }
        }
        if rest == BigInt::from(1) {
            return Self(n, d);
        }
        let lift = BigInt::from(10).pow(12);
        let raised: BigInt = n * &lift;
        let (mut quotient, remainder) = (&raised / &d, &raised % &d);
        let twice: BigInt = remainder * BigInt::from(2);
        if twice > d || (twice == d && (&quotient % BigInt::from(2)) == BigInt::from(1)) {
            quotient += 1;
        }
        Self(quotient, lift)
    }

    fn read(text: &str) -> Self {
        let (whole, behind) = text.split_once('.').unwrap_or((text, ""));
        let ten = BigInt::from(10).pow(u32::try_from(behind.len()).unwrap());
        Self(format!("{whole}{behind}").parse().unwrap(), ten)
    }

    fn is(&self, ours: &str) -> bool {
        let ours = Self::read(ours);
        &self.0 * &ours.1 == &ours.0 * &self.1
    }
}

/// Numbers that are the same on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % u64::try_from(most).unwrap()).unwrap()
    }
}

/// A random number of hundredths up to `most`, as it is written and as a fraction.
fn hundredths(chance: &mut Chance, most: i64) -> (String, Fraction) {
    let number = chance.below(most + 1);
    (format!("{}.{:02}", number / 100, number % 100), Fraction::checked_div(number, 100))
}

/// Shares of one in hundredths, so many of them.
fn parts(chance: &mut Chance, count: usize) -> Vec<(String, Fraction)> {
    let mut left = 100;
    (0..count)
        .map(|_| {
            let part = chance.below(left + 1);
            left -= part;
            (format!("0.{part:02}").replace("0.100", "1.00"), Fraction::checked_div(part, 100))
        })
        .collect()
}

fn cell(value: &str, unit: &str) -> Value {
    json!({ "value": value, "unit": unit })
}

fn labelled(labels: &[(&str, &str)], value: &str, unit: &str) -> Value {
    let mut map: Map<String, Value> = labels.iter().map(|(key, word)| ((*key).to_owned(), Value::from(*word))).collect();
    map.insert("value".to_owned(), value.into());
    map.insert("unit".to_owned(), unit.into());
    Value::Object(map)
}

fn compute(name: &str, given: &BTreeMap<&str, Value>) -> Results {
    let given = Value::Object(given.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect());
    methods::find(name).unwrap().compute(&given, Registry::bundled().unwrap()).unwrap_or_else(|error| panic!("{error}: {given}"))
}

fn ours(results: &Results, name: &str, labels: &[(&str, &str)]) -> String {
    let fits =
        |figure: &&methods::Figure| labels.iter().all(|(key, word)| figure.labels.get(*key).is_some_and(|found| found == word));
    let figures: Vec<_> = results.of(name).iter().filter(fits).collect();
    assert_eq!(figures.len(), 1, "{name} {labels:?}");
    figures[0].value.to_string()
}

fn agrees(slow: &Fraction, results: &Results, name: &str, labels: &[(&str, &str)]) {
    let fast = ours(results, name, labels);
    assert!(slow.closed().is(&fast), "{name} {labels:?}: {slow:?} is not {fast}");
}

#[test]
fn a_thousand_random_furnaces_agree() {
    let mut chance = Chance(7);
    for _ in 0..1000 {
        let kinds = ["food", "paper", "plastics", "textiles"];
        let mut given: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        let mut slow = Vec::new();
        for kind in kinds {
            let tonnes = chance.below(10_000_000);
            given.entry("waste").or_default().push(labelled(&[("kind", kind)], &tonnes.to_string(), "t"));
            let mut share = |name, chance: &mut Chance| {
                let (text, number) = hundredths(chance, 100);
                given.entry(name).or_default().push(labelled(&[("kind", kind)], &text, "kg/kg"));
                number
            };
            let (dry, carbon) = (share("dry-matter-content", &mut chance), share("total-carbon-content", &mut chance));
            let (fossil, oxidised) = (share("fossil-carbon-fraction", &mut chance), share("oxidation-factor", &mut chance));
            let grams = chance.below(1000);
            given.entry("dry-nitrous-oxide-factor").or_default().push(labelled(&[("kind", kind)], &grams.to_string(), "g/t"));
            // Carbon first: so many kg in the dry matter, then where each goes.
            let dry = Fraction::whole(tonnes).checked_mul(&Fraction::whole(1000)).checked_mul(&dry);
            let gone = dry.checked_mul(&carbon).checked_mul(&oxidised);
            let ash = dry.checked_mul(&carbon).checked_sub(&gone);
            let fossil = gone.checked_mul(&fossil);
            let [fossil, biogenic] =
                [fossil.clone(), gone.checked_sub(&fossil)].map(|part| part.checked_mul(&Fraction::checked_div(11, 3)));
            let n2o = dry.checked_mul(&Fraction::checked_div(grams, 1_000_000));
            slow.push((kind, [("CO2", fossil), ("CO2_biogenic", biogenic), ("unburnt-carbon", ash), ("N2O", n2o)]));
        }
        let given = given.into_iter().map(|(name, rows)| (name, Value::from(rows))).collect();
        let results = compute("incineration", &given);
        for (kind, figures) in slow {
            for (name, figure) in figures {
                agrees(&figure, &results, name, &[("kind", kind)]);
            }
        }
    }
}

const WAYS: [&str; 4] = ["sewer", "septic", "latrine", "river"];
const GROUPS: [&str; 3] = ["rural", "urban-high", "urban-low"];

/// Inputs that both editions share, and the share of all persons on each way.
fn town(chance: &mut Chance) -> (BTreeMap<&'static str, Value>, i64, BTreeMap<&'static str, Fraction>) {
    let mut given = BTreeMap::new();
    let persons = chance.below(40_000_000);
    given.insert("persons", cell(&persons.to_string(), "head"));
    let groups = parts(chance, GROUPS.len());
    let mut of_all: BTreeMap<&str, Fraction> = WAYS.iter().map(|way| (*way, Fraction::whole(0))).collect();
    let (mut population, mut pathways) = (Vec::new(), Vec::new());
    for (group, (text, share)) in GROUPS.iter().zip(&groups) {
        population.push(labelled(&[("group", group)], text, "kg/kg"));
        for (way, (text, part)) in WAYS.iter().zip(parts(chance, WAYS.len())) {
            pathways.push(labelled(&[("group", group), ("pathway", way)], &text, "kg/kg"));
            let sum = of_all[way].checked_add(&share.checked_mul(&part));
            of_all.insert(way, sum);
        }
    }
    given.insert("population-share", population.into());
    given.insert("pathway-share", pathways.into());
    (given, persons, of_all)
}

/// A table of random hundredths by way.
fn by_way(
    chance: &mut Chance,
    given: &mut BTreeMap<&'static str, Value>,
    name: &'static str,
    most: i64,
) -> BTreeMap<&'static str, Fraction> {
    let drawn: Vec<_> = WAYS.iter().map(|way| (*way, hundredths(chance, most))).collect();
    given.insert(name, drawn.iter().map(|(way, (text, _))| labelled(&[("pathway", way)], text, "kg/kg")).collect());
    drawn.into_iter().map(|(way, (_, number))| (way, number)).collect()
}

#[test]
fn five_hundred_random_towns_emit_the_same_methane() {
    let mut chance = Chance(11);
    for _ in 0..500 {
        let (mut given, persons, of_all) = town(&mut chance);
        let grams = 10 + chance.below(90);
        given.insert("bod-per-person", cell(&grams.to_string(), "g/head/day"));
        let industry = by_way(&mut chance, &mut given, "bod-correction-factor", 50);
        let mcf = by_way(&mut chance, &mut given, "methane-correction-factor", 100);
        given.insert("methane-producing-capacity", cell("0.6", "kg/kg"));
        let load = Fraction::checked_div(persons * grams * 365, 1000);
        // 2006, with sludge that takes at most what the least loaded way has.
        let least = industry.values().map(|factor| (&factor.0 * BigInt::from(100)) / &factor.1).min().unwrap();
        let sludge = persons * grams * 365 / 100_000 * i64::try_from(least).unwrap() / 2;
        let mut old = given.clone();
        old.insert("sludge-organics", cell(&sludge.to_string(), "kg"));
        let results = compute("wastewater-2006", &old);
        let mut total = Fraction::whole(0);
        for way in WAYS {
            let left = load.checked_mul(&industry[way]).checked_sub(&Fraction::whole(sludge));
            let made = left.checked_mul(&Fraction::checked_div(6, 10)).checked_mul(&mcf[way]).checked_mul(&of_all[way]);
            agrees(&made, &results, "CH4-generated", &[("pathway", way)]);
            total = total.checked_add(&made.closed());
        }
        agrees(&total, &results, "CH4", &[]);
        // 2019, with septic tanks, and treated water that is discharged.
        let mut new = given.clone();
        let (text, emptied) = hundredths(&mut chance, 100);
        new.insert("septic-compliance", json!([labelled(&[("pathway", "septic")], &text, "kg/kg")]));
        let (text, removed) = hundredths(&mut chance, 100);
        new.insert("removed-organics-fraction", json!([labelled(&[("pathway", "sewer")], &text, "kg/kg")]));
        new.insert("effluent-methane-factor", cell("0.068", "kg/kg"));
        new.insert("effluent-correction-factor", cell("1", "kg/kg"));
        let results = compute("wastewater-2019", &new);
        for way in WAYS {
            let mine = load.checked_mul(&of_all[way]).checked_mul(&industry[way]);
            let half = if way == "septic" { emptied.checked_mul(&Fraction::checked_div(1, 2)) } else { Fraction::whole(0) };
            let kept = mine.checked_sub(&mine.checked_mul(&half));
            agrees(&mine, &results, "organic-load", &[("pathway", way)]);
            agrees(&kept.checked_mul(&mcf[way]).checked_mul(&Fraction::checked_div(3, 5)), &results, "CH4", &[("pathway", way)]);
        }
        let plant = load.checked_mul(&of_all["sewer"]);
        let discharged = plant.checked_sub(&plant.checked_mul(&removed));
        agrees(&discharged.checked_mul(&Fraction::checked_div(68, 1000)), &results, "CH4", &[("pathway", "effluent")]);
    }
}

#[test]
fn five_hundred_random_towns_emit_the_same_nitrous_oxide() {
    let mut chance = Chance(13);
    for _ in 0..500 {
        let (mut given, persons, of_all) = town(&mut chance);
        let grams = 30 + chance.below(90);
        given.insert("protein-supply", cell(&grams.to_string(), "g/head/day"));
        given.insert("nitrogen-in-protein", cell("0.16", "kg/kg"));
        given.insert("non-consumed-protein-factor", cell("1.1", "kg/kg"));
        given.insert("effluent-nitrogen-fraction", cell("0.005", "kg/kg"));
        let nitrogen = Fraction::checked_div(persons * grams, 1000).checked_mul(&Fraction::checked_div(365 * 16 * 11, 1000));
        // 2006: grams of nitrogen of a person, less what plants emit of it.
        let keys =
            ["persons", "protein-supply", "nitrogen-in-protein", "non-consumed-protein-factor", "effluent-nitrogen-fraction"];
        let mut old: BTreeMap<&str, Value> = keys.iter().map(|key| (*key, given[key].clone())).collect();
        let (text, connected) = hundredths(&mut chance, 100);
        old.insert("industrial-codischarge-factor", cell("1.25", "kg/kg"));
        old.insert("plant-population", cell(&text, "kg/kg"));
        old.insert("plant-nitrous-oxide", cell("3.2", "g/head/yr"));
        let results = compute("wastewater-nitrogen-2006", &old);
        let plants = Fraction::checked_div(persons * 4, 1000).checked_mul(&connected); // 3.2 · 1.25 = 4 g
        let left =
            nitrogen.checked_mul(&Fraction::checked_div(5, 4)).checked_sub(&plants.checked_mul(&Fraction::checked_div(7, 11)));
        agrees(&plants, &results, "N2O", &[("stage", "plants")]);
        agrees(&left, &results, "effluent-nitrogen", &[]);
        agrees(&left.checked_mul(&Fraction::checked_div(11 * 5, 7 * 1000)), &results, "N2O", &[("stage", "effluent")]);
        // 2019.
        let mut new = given.clone();
        new.insert("protein-consumed-fraction", cell("0.96", "kg/kg"));
        new.insert("household-nitrogen-factor", cell("1.1", "kg/kg"));
        let industry = by_way(&mut chance, &mut new, "industrial-codischarge-factor", 150);
        let treated = by_way(&mut chance, &mut new, "plant-nitrogen-fraction", 5);
        let removed = by_way(&mut chance, &mut new, "removed-nitrogen-fraction", 100);
        let results = compute("wastewater-nitrogen-2019", &new);
        for way in WAYS {
            let mine =
                nitrogen.checked_mul(&Fraction::checked_div(96 * 11, 1000)).checked_mul(&industry[way]).checked_mul(&of_all[way]);
            let left = mine.checked_sub(&mine.checked_mul(&removed[way]));
            let to_gas = Fraction::checked_div(11, 7);
            agrees(&mine, &results, "nitrogen", &[("pathway", way)]);
            agrees(&left, &results, "effluent-nitrogen", &[("pathway", way)]);
            agrees(
                &mine.checked_mul(&treated[way]).checked_mul(&to_gas),
                &results,
                "N2O",
                &[("pathway", way), ("stage", "plants")],
            );
            let effluent = left.checked_mul(&Fraction::checked_div(5, 1000)).checked_mul(&to_gas);
            agrees(&effluent, &results, "N2O", &[("pathway", way), ("stage", "effluent")]);
        }
    }
}
