//! Rooftop solar: electricity that need not be bought from the grid.
//!
//! ```text
//! EG[y] = C · Y · (1 − d)^(y − y1) · a · s[y]        without: EG[y] of grid electricity        with: auxiliary use alone
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | C | capacity | kW |
//! | Y | specific yield of a full first year | kWh/kW |
//! | d | degradation for each year | %/yr |
//! | y1 | the year it goes into service; degradation counts from the year after | |
//! | a | availability | |
//! | s | days in service over the days of the year | |
//!
//! What is used on the spot and what is exported add up to what is generated. Each kWh weighs as the grid of its own year: a grid
//! that gets cleaner takes from the saving. In an inventory the effect stands already in the lower purchase, so that the
//! reduction is never subtracted from it again.
//!
//! Source: the form of AMS-I.F and AMS-I.D of the CDM (own use, feed-in; titles and scope were read, not the equations): baseline is the grid electricity displaced; degradation
//! from the second year and auxiliary use as in project documents under T-VER.

use super::{Change, Note, Served, Service, SourcedAmount, SourcedRate, What};
use crate::activity::Activity;
use crate::error::{ErrorKind, Problem, Result};
use crate::quantity::{Dimension, Exact, Ratio, power};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Digits after the dot that degradation is computed with: exact for six years of a degradation of three digits, within 10^-17 for
/// a century.
const PLACES: u32 = 18;

/// Installations of one kind that go into service on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roof {
    /// Its name; each group has its own.
    pub name: String,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// Who uses what is not exported: an electricity code, `residential.electricity`.
    pub displaces: String,
    /// What is exported displaces this code's electricity; none where nothing is exported.
    pub export_displaces: Option<String>,
    /// Share of what is generated that is used on the spot.
    pub self_use: Ratio,
    /// Capacity, a unit of power.
    pub capacity: SourcedAmount,
    /// Days in service.
    pub service: Service,
    /// kWh for each kW in a full first year.
    pub specific_yield: SourcedRate,
    /// Part of the output lost each year.
    pub degradation: SourcedRate,
    /// Share of the time it is able to run.
    pub availability: Ratio,
    /// Use of loggers, pumps and inverters on standby, for each kW and full year; none where it is not counted.
    pub auxiliary: Option<SourcedRate>,
}

impl Roof {
    /// Refuses shares outside 0 to 1, an export to nowhere, a yield that is not energy for capacity, rates below zero.
    pub fn check(&self) -> Result<()> {
        let refused = |kind: ErrorKind, value: String, reason: &str, mend: &str| {
            Err(Problem::new(kind, &value, format!("{}: {reason}", self.name), mend).into())
        };
        for share in [self.self_use, self.availability] {
            if share.numerator() > share.denominator() || share.numerator().is_negative() {
                return refused(ErrorKind::Number, share.to_string(), "a share outside 0 to 1", "write 0.8 for 80 %");
            }
        }
        let whole = self.self_use.numerator() == self.self_use.denominator();
        if !whole && self.export_displaces.is_none() {
            let mend = "name the electricity that it displaces in export_displaces";
            return refused(ErrorKind::Setting, self.self_use.to_string(), "the rest is exported to nowhere", mend);
        }
        if self.capacity.amount.unit().dimension() != Dimension::Power {
            return refused(ErrorKind::Dimension, self.capacity.amount.to_string(), "not a capacity", "write it in kW or MW");
        }
        for told in [Some(&self.specific_yield), self.auxiliary.as_ref()].into_iter().flatten() {
            let units = (told.rate.unit.dimension(), told.rate.per_unit.dimension());
            if units != (Dimension::Energy, Dimension::Power) {
                return refused(
                    ErrorKind::Dimension,
                    told.rate.to_string(),
                    "not energy for capacity",
                    "write it like 1386 kWh/kW",
                );
            }
            if told.rate.value.is_negative() || told.rate.per.is_negative() {
                return refused(ErrorKind::Negative, told.rate.to_string(), "a rate below zero", "write what there is");
            }
        }
        let units = (self.degradation.rate.unit.dimension(), self.degradation.rate.per_unit.dimension());
        let kept = self.degradation.rate.ratio()?.complement()?;
        let gains = kept.numerator() > kept.denominator();
        if units != (Dimension::Number, Dimension::Time) || kept.numerator().is_negative() || gains {
            let mend = "write it like 0.5 %/yr";
            return refused(ErrorKind::Dimension, self.degradation.rate.to_string(), "not a part lost each year", mend);
        }
        Ok(())
    }

    /// What is left of the first year's output.
    fn kept(&self, year: Year) -> Result<Exact> {
        let base = self.degradation.rate.ratio()?.complement()?.evaluate()?.value();
        power(base, self.service.age_in(year), PLACES)
    }

    /// What it generates in a year, as electricity of a code.
    fn generated(&self, code: &str, year: Year, share: Ratio) -> Result<Activity> {
        let served = self.service.share_of(year)?;
        let kept = Ratio::from(self.kept(year)?);
        let told = &self.degradation;
        Ok(Activity::new(code, year, self.capacity.amount)
            .with_place(&self.place)
            .with_origin(&format!("{}: {}", self.name, self.capacity.source))
            .with_rate("specific-yield", self.specific_yield.rate, &self.specific_yield.source)
            .with_multiplier(
                "kept after degradation",
                kept,
                &format!("{} after {} years, {}", told.rate, self.service.age_in(year), told.source),
            )
            .with_multiplier("availability", self.availability, &self.name)
            .with_time("part of the year in service", served, &self.service.to_string())
            .with_multiplier("share", share, &self.name))
    }
}

/// Rooftop solar in some years: without it the city buys what the roofs generate.
///
/// # Errors
/// A share outside 0 to 1, units that do not fit, two roofs of one name.
pub fn rooftop_solar(measure: &str, years: &BTreeSet<Year>, roofs: &[Roof]) -> Result<Change> {
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    let mut names = BTreeSet::new();
    for roof in roofs {
        roof.check()?;
        if !names.insert(&roof.name) {
            return Err(Problem::new(ErrorKind::Double, &roof.name, "two roofs of one name", "give each its own").into());
        }
    }
    for year in years {
        let mut output = Ratio::from(Exact::ZERO);
        for roof in roofs.iter().filter(|roof| roof.service.share_of(*year).is_ok_and(|share| !share.numerator().is_zero())) {
            let used = roof.generated(&roof.displaces, *year, roof.self_use)?;
            output = output.checked_add(roof.generated(&roof.displaces, *year, Ratio::ONE)?.base_amount()?)?;
            change.without.push(used);
            let exported = roof.self_use.complement()?;
            if let Some(code) = roof.export_displaces.as_ref().filter(|_| !exported.numerator().is_zero()) {
                change.without.push(roof.generated(code, *year, exported)?.with_origin(&format!("{}: exported", roof.name)));
            }
            if let Some(auxiliary) = &roof.auxiliary {
                let own = Activity::new(&roof.displaces, *year, roof.capacity.amount).with_place(&roof.place);
                let own = own.with_origin(&format!("{}: auxiliary use", roof.name)).with_rate(
                    "auxiliary use",
                    auxiliary.rate,
                    &auxiliary.source,
                );
                change.with.push(own.with_time(
                    "part of the year in service",
                    roof.service.share_of(*year)?,
                    &roof.service.to_string(),
                ));
            }
        }
        let kilowatt_hours = output.checked_div(Ratio::new(36, 10)?)?;
        change.served.push(Served::new(*year, What::Generated {}, kilowatt_hours));
    }
    change.notes = vec![Note::RoofsLeakage {}, Note::GridDisplaced {}, Note::RoofsInventory {}];
    if roofs.iter().any(|roof| roof.auxiliary.is_none()) {
        change.notes.push(Note::NoAuxiliary {});
    }
    Ok(change)
}
