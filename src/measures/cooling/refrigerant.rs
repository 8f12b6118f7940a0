//! The refrigerant of a group of units: what leaks of it in a year.

use crate::error::Result;
use crate::factors::Registry;
use crate::forms::{FieldError, FormInputs, SourcedAmount};
use crate::gas::RefrigerantGases;
use crate::measures::GasFlow;
use crate::methods::{Input, InputKind};
use crate::quantity::{Dimension, Exact, Fraction, Ratio};
use crate::taxonomy::Year;

pub(super) const BEFORE: Input =
    Input::of_kind("refrigerant_before", InputKind::Section(&[GAS, CHARGE, LEAK, LOST_AT_END, SPREAD_OVER]), "refrigerant before")
        .optional();
pub(super) const AFTER: Input =
    Input::of_kind("refrigerant_after", InputKind::Section(&[GAS, CHARGE, LEAK, LOST_AT_END, SPREAD_OVER]), "refrigerant after")
        .optional();
const GAS: Input = Input::of_kind("gas", InputKind::Text, "the refrigerant, such as HFC-32 or R-410A");
const CHARGE: Input = Input::one("charge", "kg", "charge of all units of the group together").without_rows();
const LEAK: Input = Input::of_kind("leak", InputKind::Share, "share of the charge that leaks in a year");
const LOST_AT_END: Input =
    Input::of_kind("lost_at_end", InputKind::Share, "share of the charge that is not recovered at the end").optional();
const SPREAD_OVER: Input =
    Input::of_kind("spread_over", InputKind::Count(1), "years of service over which the loss at the end is spread")
        .optional()
        .with(&["lost_at_end"]);

/// A refrigerant and what is lost of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefrigerantCharge {
    /// A gas, or a blend of several.
    pub gas: RefrigerantGases,
    /// The charge of all units together.
    pub charge: SourcedAmount,
    /// Share of it that leaks in a year.
    pub leak: Fraction,
    /// Share of it that is not recovered at the end, and the years over which that is spread; none where it is not counted.
    pub end: Option<(Fraction, u32)>,
}

impl RefrigerantCharge {
    /// A section of a group; none where it is not there.
    pub(super) fn read(group: &FormInputs, input: &Input, registry: &Registry) -> Result<Option<Self>> {
        let Some(section) = group.sections(input).first() else { return Ok(None) };
        let end = match (section.get(&LOST_AT_END), section.get(&SPREAD_OVER)) {
            (Some(share), Some(years)) => Some((share, years)),
            (None, None) => None,
            (Some(_), None) => return Err(section.missing(&SPREAD_OVER, registry)),
            (None, Some(_)) => return Err(section.missing(&LOST_AT_END, registry)),
        };
        let refrigerant = Self {
            gas: section.parsed(&GAS)?.ok_or_else(|| section.missing(&GAS, registry))?,
            charge: section.need(&CHARGE, registry)?,
            leak: section.need(&LEAK, registry)?,
            end,
        };
        refrigerant.check().map_err(|error| section.at_field(error))?;
        Ok(Some(refrigerant))
    }

    /// Refuses a charge that is no mass.
    pub fn check(&self) -> Result<(), FieldError> {
        let unit = self.charge.amount.unit();
        if unit.dimension() == Dimension::Mass {
            return Ok(());
        }
        let refused = unit.refused_for(Dimension::Mass, None, Some("kg")).with_value(&self.charge.amount.to_string());
        Err(FieldError::new(&CHARGE, refused))
    }

    /// What is lost of each gas in a part of a year.
    pub(super) fn lost(&self, year: Year, part: Ratio, place: &str, name: &str) -> Result<Vec<GasFlow>> {
        let of_end = match self.end {
            Some((share, years)) => share.number().checked_div(Ratio::from(Exact::from(i64::from(years))))?,
            None => Ratio::ZERO,
        };
        let lost = self.leak.number().checked_add(of_end)?.checked_mul(part)?.checked_mul(self.charge.amount.in_base()?)?;
        let category = "IV.2".parse()?;
        let mut flows = Vec::new();
        for (gas, share) in self.gas.parts() {
            let kg = lost.checked_mul(share)?.evaluate()?.value();
            if !kg.is_zero() {
                let flow = GasFlow::new(category, year, gas, kg, &format!("{name}: {}", self.charge.source));
                flows.push(flow.with_place(place.to_owned()));
            }
        }
        Ok(flows)
    }
}
