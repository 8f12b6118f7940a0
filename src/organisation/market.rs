//! Scope 2 by contracts: what contracts and certificates say of the electricity bought.
//!
//! ```text
//! market = Σ contract kWh · contract factor + (kWh − Σ contract kWh) · residual factor
//! ```
//!
//! Source: GHG Protocol Scope 2 Guidance (2015), ch. 6 and 7.

use super::footprint::{FootprintLine, FootprintMarket};
use crate::assess::Origin;
use crate::check::{Check, Finding};
use crate::error::{Message, Result};
use crate::inventory::{Contract, RaisedCheck};
use crate::notice::Notice;
use crate::quantity::{Exact, Ratio, Reading, Unit};
use crate::taxonomy::{FootprintCategory, Region};
use std::collections::BTreeMap;

/// The electricity of a year by contracts; none without contracts.
pub(crate) fn weighed(
    lines: &[FootprintLine],
    contracts: &[Contract],
    region: &Region,
    (notices, checks): (&mut Vec<Notice>, &mut Vec<RaisedCheck>),
) -> Result<Option<FootprintMarket>> {
    if contracts.is_empty() {
        return Ok(None);
    }
    let (mut parts, mut location, mut unit, mut stated) = (BTreeMap::new(), Exact::ZERO, None::<Unit>, None::<Exact>);
    for line in lines.iter().filter(|line| line.category == FootprintCategory::Electricity) {
        let co2e = line.co2e.unwrap_or(Exact::ZERO);
        let whole = &line.whole.line;
        if let Some((energy, of)) = whole.electricity()? {
            // Each gas is a line of its own over the same kWh, which are counted once.
            let form = whole.inputs.keys().next().filter(|_| whole.derivation.method().is_some());
            let key = (&line.activity, &line.department, form.map_or("", |key| &key.file));
            parts.insert(key, energy.checked_mul(line.share.number())?);
            unit = unit.or(Some(of));
            location = location.checked_add(co2e)?;
        } else if line.origin() == Origin::Direct {
            stated = Some(stated.unwrap_or(Exact::ZERO).checked_add(co2e)?);
        }
    }
    let mut raise = |finding| checks.push(Check::of_category(FootprintCategory::Electricity, finding).into());
    if let Some(stated) = stated {
        raise(Finding::ElectricityByMass { tonnes: stated.lowered(3)?.to_string() });
    }
    let Some(unit) = unit else {
        let Some(first) = contracts.first() else { return Ok(None) };
        let (value, category) = ((&first.id).into(), FootprintCategory::Electricity.id().into());
        return Err(Message::NoElectricity { value, category, year: (&first.year).into() }.into());
    };
    let unit = contracts.iter().find_map(|contract| contract.energy).map_or(unit, Reading::unit);
    let energy = parts.values().try_fold(Ratio::from(Exact::ZERO), |sum, part| sum.checked_add(*part))?.evaluate()?.value();
    let in_unit =
        |energy: Exact| Ok::<_, crate::Error>(Reading::new(Ratio::new(energy, unit.multiplier())?.evaluate()?.value(), unit));
    let (mut covered, mut open, mut residual) = (Exact::ZERO, Ratio::from(Exact::ZERO), None);
    for contract in contracts {
        let Some(bought) = contract.energy else {
            residual = Some(contract);
            continue;
        };
        contract.findings(region).into_iter().for_each(&mut raise);
        let bought = bought.in_base()?;
        covered = covered.checked_add(bought)?;
        open = open.checked_add(contract.factor.ratio()?.checked_mul(bought)?)?;
    }
    if covered > energy {
        let value = FootprintCategory::Electricity.id().into();
        let (covered, used) = ((&in_unit(covered)?).into(), (&in_unit(energy)?).into());
        return Err(Message::ContractsAboveUse { value, covered, used }.into());
    }
    let rest = energy.checked_sub(covered)?;
    if !rest.is_zero() {
        open = open.checked_add(match residual {
            Some(mix) => mix.factor.ratio()?.checked_mul(rest)?,
            None => {
                notices.push(Notice::ElectricityWithoutContract);
                Ratio::new(location.checked_mul(rest)?, energy)?
            }
        })?;
    }
    Ok(Some(FootprintMarket {
        used: in_unit(energy)?,
        under_contracts: in_unit(covered)?,
        location,
        market: open.evaluate()?.value(),
    }))
}
