//! Shares that should be a whole, and histories that should reach far enough, as the lines of a reference show them.

use super::keys::by_activity;
use crate::assess::{ClosedLine, Line, MethodResult, Term};
use crate::check::{Finding, few};
use crate::error::{Result, shown};
use crate::methods::landfill::rate_of_half_life;
use crate::methods::{Input, InputValue};
use crate::quantity::{Exact, Ratio, Rounding, Scalar};
use crate::taxonomy::Year;
use std::collections::{BTreeMap, BTreeSet};

/// The name of the term that takes a component out of a blend.
const BLEND: &str = "volume-share";

/// 3 · ln 2: what a decay rate times the years of a history must reach for three half-lives.
///
/// Good practice is a history of three to five half-lives: IPCC 2006, vol. 5, ch. 3, sect. 3.2.2.
const THREE_HALF_LIVES: (i128, u32) = (2_079_441_541_680, 12);

/// What the inputs of methods and the blends of a reference lack.
pub(super) fn check(lines: &[ClosedLine], raise: &mut impl FnMut(Finding)) -> Result<()> {
    let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
    for ClosedLine { line, .. } in lines {
        let Some(method) = line.derivation.method() else { continue };
        // Lines of one form have the same inputs, whatever the gas: the form is what the factor names after the gas.
        let form = line.id.factor.split_once(": ").map_or("", |(_, form)| form);
        if seen.insert((&line.id.place, form)) {
            of_method(line.id.year, method, raise)?;
        }
    }
    for (activity, held) in by_activity(lines) {
        of_blend(activity, held, raise)?;
    }
    Ok(())
}

/// The inputs that the method declares to be wholes and histories.
fn of_method(year: Year, method: &MethodResult, raise: &mut impl FnMut(Finding)) -> Result<()> {
    let (spec, inputs) = (method.spec(), method.inputs());
    let values: BTreeMap<&str, &[InputValue]> = inputs.values().collect();
    for input in spec.inputs {
        let given = values.get(input.name).copied().unwrap_or_default();
        if !input.whole_over.is_empty() {
            for (of, missing) in shares_missing(input, given)? {
                let (method, input, of) = (spec.name.to_owned(), input.name.to_owned(), Some(of).filter(|of| !of.is_empty()));
                raise(Finding::SharesMissing { method, input, of, missing });
            }
        }
        if !input.decays_at.is_empty() {
            let of = |name: &str| values.get(name).copied().unwrap_or_default().iter();
            let lives = of(input.half_lives).map(|life| Ok((&life.labels, rate_of_half_life(life.ratio)?)));
            let rates = of(input.decays_at).map(|rate| Ok((&rate.labels, rate.ratio))).chain(lives).collect::<Result<Vec<_>>>()?;
            for finding in of_history(year, given, &rates)? {
                raise(finding);
            }
        }
    }
    Ok(())
}

/// What is missing to 1, by the labels that tell the wholes apart.
fn shares_missing(input: &Input, given: &[InputValue]) -> Result<Vec<(String, String)>> {
    let mut sums: BTreeMap<String, Ratio> = BTreeMap::new();
    for value in given {
        let year = value.year.map(|year| year.to_string());
        let others = value.labels.iter().filter(|(label, _)| *label != input.whole_over).map(|(_, word)| shown(word));
        let of = year.into_iter().chain(others).collect::<Vec<_>>().join(", ");
        let sum = sums.entry(of).or_insert(Ratio::ZERO);
        *sum = sum.checked_add(value.ratio)?;
    }
    let missing = sums.into_iter().filter_map(|(of, sum)| Some(missing_to_one(sum).transpose()?.map(|missing| (of, missing))));
    missing.collect()
}

/// What is missing to 1, as a number; none where nothing is.
fn missing_to_one(sum: Ratio) -> Result<Option<String>> {
    // More than 1 is refused where the shares are read.
    if sum.compare(Ratio::ONE)?.is_ge() {
        return Ok(None);
    }
    let missing = sum.complement()?.evaluate()?.value();
    Ok(Some(missing.round(6, Rounding::HalfEven).0.to_string()))
}

/// The words that a value of a table is told apart by.
type Labels = BTreeMap<String, String>;

/// A history that ends before the year, or begins too late for it.
fn of_history(year: Year, given: &[InputValue], rates: &[(&Labels, Ratio)]) -> Result<Vec<Finding>> {
    let mut series: BTreeMap<&Labels, (Year, Year)> = BTreeMap::new();
    for value in given {
        let Some(of) = value.year else { continue };
        let (first, last) = series.entry(&value.labels).or_insert((of, of));
        (*first, *last) = ((*first).min(of), (*last).max(of));
    }
    let named = |labels: &Labels| labels.values().map(|word| shown(word)).collect::<Vec<_>>().join(" ");
    let (mut stopped, mut short) = (Vec::new(), Vec::new());
    for (labels, (first, last)) in series {
        if last < year {
            stopped.push(format!("{} {last}", named(labels)));
        }
        let rate = rates.iter().find(|(of, _)| of.iter().all(|(label, word)| labels.get(label) == Some(word)));
        let years = year.number().saturating_sub(first.number());
        if let Some((_, rate)) = rate
            && let Some(needed) = years_needed(*rate, u64::from(years))?
        {
            let since = year.number().saturating_sub(u16::try_from(needed).unwrap_or(u16::MAX));
            short.push(format!("{} {first} ({since})", named(labels)));
        }
    }
    let mut findings = Vec::new();
    let (series, more) = few(stopped);
    if !series.is_empty() {
        findings.push(Finding::HistoryStops { year, series, more });
    }
    let (series, more) = few(short);
    if !series.is_empty() {
        findings.push(Finding::HistoryShort { series, more });
    }
    Ok(findings)
}

/// The years of three half-lives at a rate of decay in a year, where there are fewer; none without decay.
fn years_needed(rate: Ratio, years: u64) -> Result<Option<u64>> {
    let (mantissa, scale) = THREE_HALF_LIVES;
    let wanted = Ratio::from(Exact::new(mantissa, scale)?);
    if rate.numerator().is_zero() || rate.checked_mul(Exact::from(years))?.compare(wanted)?.is_ge() {
        return Ok(None);
    }
    // The number of years is never whole, so that the next whole one is the first that reaches.
    let below = wanted.checked_div(rate)?.divided(0, Rounding::Down)?;
    Ok(Some(below.to_string().parse::<u64>().unwrap_or(u64::MAX).saturating_add(1)))
}

/// The components of a blend that rows of a ledger are cut into, place by place.
fn of_blend(activity: &str, lines: &[ClosedLine], raise: &mut impl FnMut(Finding)) -> Result<()> {
    let share = |line: &'_ Line| line.terms().find(|term| term.name == BLEND).map(|term| (row_of(term), term.ratio));
    if lines.first().and_then(|closed| share(&closed.line)).is_none() {
        return Ok(());
    }
    let mut lacking: BTreeSet<String> = BTreeSet::new();
    for of_place in lines.chunk_by(|a, b| a.line.id.place == b.line.id.place) {
        let shares: BTreeMap<String, Ratio> = of_place.iter().filter_map(|closed| share(&closed.line)).collect();
        lacking.extend(missing_to_one(Ratio::sum(shares.into_values())?)?);
    }
    for missing in lacking {
        raise(Finding::BlendMissing { activity: activity.to_owned(), missing });
    }
    Ok(())
}

/// What tells the share of one component from that of another.
fn row_of(term: &Term) -> String {
    term.rows.first().map(|row| row.id.clone()).unwrap_or_default()
}
