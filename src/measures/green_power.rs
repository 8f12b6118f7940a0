//! Green power: electricity matched by contracts or certificates.
//!
//! ```text
//! location view: 0                        market view: the matched kWh weigh as their contract says
//! claimed[y] = M[y] · k                    where a factor is stated for what others say it avoids
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | M | electricity matched in the year | kWh |
//! | k | what the buyer states that each kWh avoids | t/MWh |
//!
//! A certificate does not change the grid that serves the city: the location-based total, and with it the reduction, is what it was. The
//! market-based total changes by the rows of `contracts.csv`, where the instrument and its factor are stated; the form prints what is
//! matched, by which certificate, of which vintage and in which tracking system, so that a district that calls itself net zero says
//! which of the two totals it means.
//!
//! A certificate made after the year that it is claimed for is refused: the power did not exist.
//!
//! Source: GPC v1.1, ch. 6, and the Scope 2 Guidance of the GHG Protocol, ch. 7 (quality criteria: tracking, vintage, market).

use super::drive::{ELECTRIC, not_a};
use super::group::{NAME, named, source};
use super::{Change, ClaimedSaving, Measure, MeasureForm, MeasureSpec, Note, Served, ServiceUnit, Stage, TonnesOf};
use crate::activity::Activity;
use crate::error::{Errors, MeasureFault, Message, Result};
use crate::forms::{FieldError, FormInputs, SourcedAmount, SourcedRate};
use crate::methods::{Input, InputKind};
use crate::quantity::{Dimension, Ratio};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec =
    MeasureSpec::new("green-power", "measure.green-power", "Scope 2 Guidance of the GHG Protocol, ch. 7", &[CONTRACT])
        .at(Stage::Supply)
        .in_tonnes_of(TonnesOf::Claim)
        .following(&["GPC v1.1, ch. 6", "GHG Protocol Scope 2 Guidance"])
        .touching(&["I.1.2", "I.2.2", "I.3.2", "II.1.2", "II.2.2"])
        .monitoring(&["certificates cancelled for the city, with their vintage", "electricity that they match"])
        .counted_twice_with(&[
            "rooftop-solar: a certificate of the city's own roofs is their power again",
            "grid-factor: what is certified is taken out of the residual mix of everyone else",
        ]);

const CONTRACT: Input = Input::of_kind(
    "contract",
    InputKind::Group(&[NAME, CODE, YEAR, MATCHED, CERTIFICATE, VINTAGE, TRACKING, CLAIMED_FACTOR]),
    "a contract or a set of certificates for one year",
);
const CODE: Input = Input::of_kind("code", InputKind::Code(ELECTRIC), "activity code of the electricity that is matched");
const YEAR: Input = Input::of_kind("year", InputKind::Year, "the year that it is claimed for");
const MATCHED: Input = Input::one("matched", "kWh", "electricity that is matched").without_rows();
const CERTIFICATE: Input = Input::of_kind("certificate", InputKind::Text, "the instrument: I-REC, GO, a contract for supply");
const VINTAGE: Input = Input::of_kind("vintage", InputKind::Year, "the year in which the electricity was generated");
const TRACKING: Input = Input::of_kind("tracking", InputKind::Text, "the system in which it is cancelled");
const CLAIMED_FACTOR: Input =
    Input::maybe("claimed_factor", "t/MWh", "what the buyer states that the electricity avoids").without_rows();

/// Green power.
#[derive(Clone, Copy, Debug, Default)]
pub struct GreenPower;

impl Measure for GreenPower {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let read = |group: &FormInputs| MatchedPower::read(group, form);
        let contracts = named(form, &CONTRACT, |contract: &MatchedPower| &contract.name, read)?;
        Ok(green_power(form.title, form.years, &contracts)?)
    }
}

/// Electricity matched by a contract or certificates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchedPower {
    /// Its name; each has its own.
    pub name: String,
    /// The electricity that is matched: `commercial.electricity`.
    pub code: String,
    /// The year that it is claimed for.
    pub year: Year,
    /// How much is matched.
    pub matched: SourcedAmount,
    /// The instrument.
    pub certificate: String,
    /// The year of generation.
    pub vintage: Year,
    /// Where it is cancelled.
    pub tracking: String,
    /// What the buyer states that it avoids; none where nothing is claimed.
    pub claimed_factor: Option<SourcedRate>,
    /// Who states it.
    pub source: String,
}

impl MatchedPower {
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self, Errors> {
        let registry = form.context.registry;
        let matched = Self {
            name: group.need(&NAME, registry)?,
            code: group.need(&CODE, registry)?,
            year: group.need(&YEAR, registry)?,
            matched: group.need(&MATCHED, registry)?,
            certificate: group.need(&CERTIFICATE, registry)?,
            vintage: group.need(&VINTAGE, registry)?,
            tracking: group.need(&TRACKING, registry)?,
            claimed_factor: group.get(&CLAIMED_FACTOR),
            source: source(group)?,
        };
        matched.check().map_err(|error| group.at_field(error))?;
        Ok(matched)
    }

    /// Refuses what is no electricity, and a certificate made after the year that it is claimed for.
    pub fn check(&self) -> Result<(), FieldError> {
        let name = self.name.as_str();
        let unit = self.matched.amount.unit();
        if unit.dimension() != Dimension::Energy {
            let refused = unit.refused_for(Dimension::Energy, None, Some("MWh")).with_value(&self.matched.amount.to_string());
            return Err(FieldError::new(&MATCHED, refused));
        }
        if self.vintage.number() > self.year.number() {
            let message = Message::Measure {
                value: Some((&self.vintage).into()),
                fault: MeasureFault::VintageAfterYear { year: (&self.year).into() },
            };
            return Err(FieldError::new(&VINTAGE, message.of(name)));
        }
        let Some(stated) = &self.claimed_factor else { return Ok(()) };
        let units = (stated.rate.unit.dimension(), stated.rate.per_unit.dimension());
        if units != (Dimension::Mass, Dimension::Energy) || stated.rate.value.is_negative() || stated.rate.per.is_negative() {
            let message = not_a("rate.claimed-factor", (&stated.rate).into(), "0.5 t/MWh");
            return Err(FieldError::new(&CLAIMED_FACTOR, message.of(name)));
        }
        Ok(())
    }
}

/// Green power in some years: matched electricity, and no reduction.
///
/// # Errors
/// Units that do not fit, a certificate made after the year that it is claimed for.
pub fn green_power(measure: &str, years: &BTreeSet<Year>, contracts: &[MatchedPower]) -> Result<Change> {
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    change.notes.push(Note::LocationUnchanged {});
    for contract in contracts {
        contract.check()?;
    }
    for year in years {
        let mut all = Ratio::ZERO;
        for contract in contracts.iter().filter(|contract| contract.year == *year) {
            all = all.checked_add(Ratio::from(contract.matched.amount.in_base()?))?;
            if let Some(stated) = &contract.claimed_factor {
                let avoided =
                    Activity::new(&contract.code, *year, contract.matched.amount).with_rate("claimed", stated.rate, &stated.source);
                let kg = avoided.base_amount()?.evaluate()?.value();
                change.claimed.push(ClaimedSaving::new(*year, kg, &format!("{}: {}", contract.name, stated.source)));
            }
        }
        change.served.push(Served::new(*year, ServiceUnit::Matched {}, all.checked_div(Ratio::new(36, 10)?)?));
    }
    for contract in contracts {
        change.notes.push(Note::MatchedBy {
            name: contract.name.clone(),
            amount: contract.matched.amount.to_string(),
            code: contract.code.clone(),
            year: contract.year,
            certificate: contract.certificate.clone(),
            vintage: contract.vintage,
            tracking: contract.tracking.clone(),
            source: contract.source.clone(),
        });
        if contract.vintage.number() < contract.year.number() {
            change.notes.push(Note::OlderVintage { name: contract.name.clone(), vintage: contract.vintage, year: contract.year });
        }
        if !years.contains(&contract.year) {
            change.notes.push(Note::RowsOutside { rows: 1, year: contract.year });
        }
    }
    Ok(change)
}
