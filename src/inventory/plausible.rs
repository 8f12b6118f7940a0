//! Amounts of a year that make no sense: for each person more or less than anywhere, more persons than there are, empty vehicles.

use super::keys::LinesByReference;
use super::measured::{Measured, form};
use super::settings::Settings;
use crate::assess::{ClosedLine, Derivation, MethodResult};
use crate::check::{Check, Finding, PUBLISHED_RANGES, PublishedRange};
use crate::gas::{Gas, Substance};
use crate::methods::InputValue;
use crate::quantity::{Dimension, Exact, Ratio, Rounding, Unit, is_above};
use crate::taxonomy::{Category, Scope, Year};
use std::collections::{BTreeMap, BTreeSet};

/// The checks of a year. A number too large to be compared raises none: closing refuses it where it matters.
pub(super) fn checks(settings: &Settings, year: Year, lines: &LinesByReference<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    vehicles(lines, &mut checks);
    if let Some(people) = settings.population.get(&year).filter(|people| !people.is_zero()) {
        persons(*people, lines, &mut checks);
        let used = used(lines);
        checks.extend(PUBLISHED_RANGES.iter().filter_map(|range| per_head(range, *people, &used)));
    }
    checks
}

/// A number as a message shows it: enough digits to see what is wrong.
fn shown(number: Ratio) -> Option<String> {
    let few = number.divided(2, Rounding::HalfEven).ok()?;
    let whole = few >= Exact::from(100);
    (if whole { number.divided(0, Rounding::HalfEven).ok()? } else { few }).to_string().into()
}

/// The values of an input of a method that a line is the result of.
fn inputs<'l>(line: &'l ClosedLine, name: &str) -> &'l [InputValue] {
    match &line.line.derivation {
        Derivation::Product(_) => &[],
        Derivation::Method(result) => result.inputs().values().find(|(input, _)| *input == name).map_or(&[], |(_, values)| values),
    }
}

/// Fewer passengers than one in a vehicle: a vehicle needs a driver, and a share of seats is a number below one.
fn vehicles(lines: &LinesByReference<'_>, checks: &mut Vec<Check>) {
    for (category, held) in lines {
        for value in held.iter().flat_map(|line| inputs(line, "occupancy")) {
            let mode = value.labels.values().next().cloned().unwrap_or_default();
            checks.extend(Finding::few_passengers(&mode, value.ratio).map(|finding| Check::of(*category, finding)));
        }
    }
}

/// More persons whose wastewater is treated, by CH4 or by N2O, than the city has.
fn persons(people: Exact, lines: &LinesByReference<'_>, checks: &mut Vec<Check>) {
    let mut of_gas: BTreeMap<_, (Category, Ratio)> = BTreeMap::new();
    let mut of_form: Vec<(Category, Ratio)> = Vec::new();
    for (category, held) in lines {
        // Wastewater from elsewhere is not of the city's persons.
        if !category.is_wastewater() || !category.in_basic() {
            continue;
        }
        for closed in *held {
            of_form.extend(inputs(closed, "persons").iter().map(|value| (*category, value.ratio)));
            let Some((Dimension::Heads, amount)) = Measured::default().activity(&closed.line) else { continue };
            let (_, sum) = of_gas.entry(closed.line.substance).or_insert((*category, Ratio::ZERO));
            *sum = sum.checked_add(amount).unwrap_or(*sum);
        }
    }
    for (category, sum) in of_gas.into_values().chain(of_form) {
        if is_above(sum, people.into())
            && let Some(persons) = shown(sum)
        {
            let population = people.to_string();
            checks.push(Check::of(category, Finding::MorePersons { persons, population }));
        }
    }
}

/// The inputs of methods that are waste of a year, wet or dry.
const WASTES: [&str; 2] = ["waste", "dry-waste"];

/// What is used or treated in a reference: of each dimension that a range is about.
type UsedAmounts = BTreeMap<(Category, Dimension), Ratio>;

/// The sums that ranges are about, by reference.
fn used(lines: &LinesByReference<'_>) -> UsedAmounts {
    let mut measured = Measured::default();
    let mut sums = UsedAmounts::new();
    for (category, held) in lines {
        let of_dimension = |dimension| PUBLISHED_RANGES.iter().any(|range| range.dimension == dimension && range.has(*category));
        for dimension in [Dimension::Energy, Dimension::Mass].into_iter().filter(|dimension| of_dimension(*dimension)) {
            let (mut before, mut forms) = (None, BTreeSet::new());
            for closed in *held {
                let id = &closed.line.id;
                let part = match (dimension, closed.line.derivation.method()) {
                    (Dimension::Energy, Some(_)) if category.scope() == Scope::Two => {
                        let is_first = forms.insert(form(closed));
                        is_first.then(|| closed.line.electricity().ok().flatten()).flatten().map(|(energy, _)| energy)
                    }
                    (Dimension::Energy, Some(_)) => fuel_of_carbon(closed),
                    (_, Some(result)) => forms.insert(form(closed)).then(|| waste(result, id.year)),
                    (Dimension::Energy, None) => measured.energy(&closed.line),
                    // Gases of one treatment are lines of one amount, next to each other.
                    (_, None) if before.replace((&id.activity, &id.place)) == Some((&id.activity, &id.place)) => None,
                    (_, None) => measured.activity(&closed.line).filter(|(of, _)| *of == dimension).map(|(_, amount)| amount),
                };
                let Some(part) = part else { continue };
                let sum = sums.entry((*category, dimension)).or_insert(Ratio::ZERO);
                *sum = sum.checked_add(part).unwrap_or(*sum);
            }
        }
    }
    sums
}

/// The energy that the CO2 of a form is of: at least so much, because only gases of steelworks and industrial waste have more
/// carbon than wood, 112 kg CO2/GJ (IPCC 2006, vol. 2, ch. 1, table 1.4). A form need not know energy at all.
fn fuel_of_carbon(closed: &ClosedLine) -> Option<Ratio> {
    let carbon = matches!(closed.line.substance, Substance::Gas(Gas::CO2 | Gas::CO2_BIOGENIC));
    let grams = || closed.mass.value().checked_mul(Exact::THOUSAND).ok();
    carbon.then(|| Ratio::new(grams()?, Exact::from(112)).ok()).flatten()
}

/// The waste of a form in a year, of the parts that are booked together.
fn waste(result: &MethodResult, year: Year) -> Ratio {
    let of_year = |value: &&InputValue| value.year.is_none_or(|of| of == year);
    let label = result.spec().part_label().unwrap_or_default();
    let of_parts = |value: &&InputValue| value.labels.get(label).is_none_or(|part| result.parts().contains(part));
    let values = result.inputs().values().filter(|(name, _)| WASTES.contains(name)).flat_map(|(_, values)| values);
    let amounts = values.filter(of_year).filter(of_parts).map(|value| value.ratio);
    Ratio::sum(amounts).unwrap_or(Ratio::ZERO)
}

/// An amount for each person outside of a published range, at the reference that has most of it.
fn per_head(range: &PublishedRange, people: Exact, used: &UsedAmounts) -> Option<Check> {
    let sums = || used.iter().filter(|((category, dimension), _)| *dimension == range.dimension && range.has(*category));
    let ((category, _), _) = sums().reduce(|most, next| if is_above(*next.1, *most.1) { next } else { most })?;
    let unit: Unit = range.unit.parse().ok()?;
    let total = Ratio::sum(sums().map(|(_, sum)| *sum)).ok()?;
    let each = total.checked_div(Ratio::from(people.checked_mul(unit.multiplier()).ok()?)).ok()?;
    let widened = Exact::from(i64::from(range.widened));
    let (least, most) = range.limits();
    let (what, unit, times) = (range.what.clone(), range.unit.to_owned(), range.widened);
    let finding = match (least, most) {
        (_, Some(most)) if is_above(each, Ratio::from(most.checked_mul(widened).ok()?)) => {
            Finding::PerHeadAbove { what, amount: shown(each)?, unit, times, most: most.to_string() }
        }
        // Nothing at all is not little of it.
        (Some(least), _) if is_above(Ratio::new(least, widened).ok()?, each) && is_above(each, Ratio::ZERO) => {
            let amount = each.divided(4, Rounding::HalfEven).ok()?.to_string();
            Finding::PerHeadBelow { what, amount, unit, times, least: least.to_string() }
        }
        _ => return None,
    };
    Some(Check::of(*category, finding))
}
