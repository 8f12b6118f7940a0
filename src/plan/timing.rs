//! When a committed effect falls: what landfills would have given off year by year.
//!
//! ```text
//! falls[d][y] = Σ C[d] · x(k, y − d) + S[d] (in y = d only)        this year[y] = Σ over d ≤ y of falls[d][y]
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | C\[d\] | effect on landfills that the year d commits to, by component of waste | kg CO2e |
//! | x | share of a deposit that decomposes in the n-th year after it ([`decayed`]) | |
//! | k | decay rate of the component in the stated climate | 1/yr |
//! | S\[d\] | every other effect of the year d: treatment, transport | kg CO2e |
//!
//! The commitment of a deposit is what decomposes over all years, so that what falls in them adds up to it and never to more;
//! the carbon that is left after the last year looked at falls later. The two are one effect shown in two ways: a sum of both
//! would count it twice.
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 3, eq. 3.4, 3.5 and 3A1.12 to 3A1.15; GPC, ch. 8, for the commitment.

use super::{EffectKey, EffectNote, Effects};
use crate::assess::Assessor;
use crate::error::Result;
use crate::measures::DecayTiming;
use crate::methods::landfill::{commitment, decayed};
use crate::quantity::{Exact, Ratio};
use crate::taxonomy::{Rule, Year};
use std::collections::BTreeMap;

/// Whether a rule counts the methane commitment of a landfill.
fn is_landfill(rule: &Rule) -> bool {
    rule.method.as_ref().is_some_and(|method| method.name == commitment::LEDGER.name)
}

/// The component of waste whose decay a cell waits for; none where its effect falls at once.
fn component<'a>(assessor: &'a Assessor, cell: &EffectKey) -> Option<&'a str> {
    // A gas that a measure states itself has no code.
    let rules = assessor.catalogue().find(&cell.activity).ok()?;
    let rule = rules.iter().find(|rule| rule.category == cell.category && is_landfill(rule));
    rule.map(|rule| rule.subject.as_str())
}

/// Whether some of an effect is a commitment of landfills.
pub(super) fn is_committed(effects: &Effects, assessor: &Assessor) -> bool {
    effects.years.values().flat_map(|effect| effect.cells.keys()).any(|cell| component(assessor, cell).is_some())
}

/// Computes the landfill effect in each year, and the years in which the effect of each year falls; notes list the decay rates.
///
/// # Errors
/// A component without a decay rate for the climate; a month in which decay cannot start.
pub fn add_yearly_effects(effects: &mut Effects, assessor: &Assessor, decay: &DecayTiming) -> Result<()> {
    let Some(last) = effects.years.keys().next_back().copied() else { return Ok(()) };
    let mut shares: BTreeMap<(Exact, u16), Exact> = BTreeMap::new();
    let mut rates = Vec::new();
    let mut falls: BTreeMap<Year, BTreeMap<Year, Exact>> = BTreeMap::new();
    for (deposit, effect) in &effects.years {
        // Added first, by decay rate: each sum is multiplied once for each year.
        let (mut at_once, mut by_rate) = (Exact::ZERO, BTreeMap::<Exact, Exact>::new());
        for (cell, amount) in &effect.cells {
            let waiting = component(assessor, cell).filter(|_| !amount.co2e.is_zero());
            let sum = match waiting {
                Some(waste) => {
                    let subject = format!("{waste}:{}", decay.climate);
                    let found = assessor.parameter("decay-rate", &subject, &cell.place, *deposit)?;
                    let row = found.item;
                    rates.push(EffectNote::Decay {
                        waste: waste.to_owned(),
                        rate: Box::new(row.rate),
                        id: row.id.clone(),
                        source: row.provenance.source.clone(),
                        locator: row.provenance.locator.clone(),
                        fallbacks: found.steps,
                    });
                    by_rate.entry(row.rate.ratio()?.evaluate()?.value()).or_insert(Exact::ZERO)
                }
                None => &mut at_once,
            };
            *sum = sum.checked_add(amount.co2e)?;
        }
        let years = falls.entry(*deposit).or_default();
        for year in std::iter::successors(Some(*deposit), |year| year.after()).take_while(|year| *year <= last) {
            let after = year.number().saturating_sub(deposit.number());
            let mut sum = if after == 0 { at_once } else { Exact::ZERO };
            for (rate, committed) in &by_rate {
                let share = match shares.get(&(*rate, after)) {
                    Some(share) => *share,
                    None => decayed(Ratio::from(*rate), decay.start_month, after)?.evaluate()?.value(),
                };
                shares.insert((*rate, after), share);
                sum = sum.checked_add(committed.checked_mul(share)?)?;
            }
            years.insert(year, sum);
        }
    }
    for (year, effect) in &mut effects.years {
        let here = falls.values().filter_map(|years| years.get(year)).copied();
        effect.this_year = Some(Exact::sum(here)?);
        effect.falls_in = falls.get(year).cloned().unwrap_or_default();
    }
    EffectNote::in_order(&mut rates);
    effects.notes.extend(rates);
    Ok(())
}
