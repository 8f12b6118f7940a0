//! Stated totals, compared with the parts that the same source states.

use super::cross_check::CrossCheck;
use super::keys::LinesByReference;
use crate::assess::{ClosedLine, Origin};
use crate::check::{Finding, few};
use crate::error::{Result, shown};
use crate::quantity::{Exact, Ratio};
use crate::taxonomy::Category;

/// Totals that their parts do not add up to, and totals without any.
pub(super) fn check(lines: &LinesByReference<'_>, stated: &[CrossCheck], raise: &mut impl FnMut(Category, Finding)) -> Result<()> {
    for total in stated.iter().filter(|check| check.is_total()) {
        let of_total = |category: Category| total.total_of.iter().any(|code| category.is_within(code));
        let direct = lines.iter().filter(|(category, _)| of_total(**category)).flat_map(|(_, lines)| *lines);
        let direct = direct
            .filter(|closed| states(closed, &total.source))
            .map(|closed| (closed.co2e.unwrap_or(Exact::ZERO), slack_of(closed)));
        let others = stated.iter().filter(|part| !part.is_total() && part.source == total.source && of_total(part.category));
        let others = others.map(|part| (part.co2e, half_a_digit(part.co2e)));
        let (mut sum, mut slack, mut parts) = (Exact::ZERO, half_a_digit(total.co2e)?, 0_u64);
        for (co2e, rounded) in direct.chain(others) {
            (sum, slack, parts) = (sum.checked_add(co2e)?, slack.checked_add(rounded?)?, parts.saturating_add(1));
        }
        let source = shown(&total.source);
        let (of, more) = few(total.total_of.iter().cloned());
        let off = total.co2e.checked_sub(sum)?;
        let off = if off.is_negative() { off.checked_neg()? } else { off };
        if parts == 0 {
            raise(total.category, Finding::TotalWithoutParts { source, of, more });
        } else if off > slack {
            let tonnes = |kg: Exact| Ok::<_, crate::error::Error>(Ratio::new(kg, Exact::THOUSAND)?.evaluate()?.value().to_string());
            let (total_t, parts_t) = (tonnes(total.co2e)?, tonnes(sum)?);
            raise(total.category, Finding::TotalDiffers { source, of, more, total: total_t, parts: parts_t });
        }
    }
    Ok(())
}

/// Whether a line is a figure that a source states.
fn states(closed: &ClosedLine, source: &str) -> bool {
    let of_source = |stated: &str| stated == source;
    closed.line.origin == Origin::Direct && closed.line.inputs.iter().any(|(key, _)| key.source.as_deref().is_some_and(of_source))
}

/// Half of the last digit of a figure in tonnes: what rounding may have moved it by.
fn half_a_digit(kg: Exact) -> Result<Exact> {
    let tonnes = Ratio::new(kg, Exact::THOUSAND)?.evaluate()?.value().to_string();
    let digits = tonnes.split_once('.').map_or(0, |(_, after)| after.len());
    Exact::new(5, u32::try_from(digits).unwrap_or(u32::MAX).saturating_add(1))?.checked_mul(Exact::THOUSAND)
}

/// The same of a line, in CO2e: of a gas, the last digit of its mass, weighed.
fn slack_of(closed: &ClosedLine) -> Result<Exact> {
    let mass = closed.mass.value();
    match closed.co2e.filter(|_| !mass.is_zero()) {
        Some(co2e) => Ok(Ratio::new(co2e, mass)?.checked_mul(half_a_digit(mass)?)?.evaluate()?.value()),
        None => Ok(Exact::ZERO),
    }
}
