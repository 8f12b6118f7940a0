//! Solar modules: their technology, how long they serve, and whether others take their place.
//!
//! ```text
//! a[y] = y − y1                     years of wear of modules that stay
//! a[y] = (y − y1) mod L             of modules that are replaced every L years: wear starts anew
//! ```
//!
//! Perovskite modules lose more each year than silicon, and nobody has run them for decades: the form states their yield, degradation and
//! life as their maker or a test does, and the report says that they are unproven.

use super::{Note, Service};
use crate::error::{Error, Errors, MeasureFault, Message, Result};
use crate::factors::Registry;
use crate::forms::{FieldError, FormInputs, SourcedRate};
use crate::methods::{Input, InputKind};
use crate::quantity::{Exact, Ratio, Scalar};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};

pub(super) const TECHNOLOGY: Input = Input::of_kind(
    "technology",
    InputKind::Word(&["silicon", "thin-film", "building-integrated", "perovskite"]),
    "what the modules are; perovskite asks for a life",
)
.optional();
pub(super) const LIFE: Input = Input::of_kind("life", InputKind::Count(1), "years that the modules serve").optional();
pub(super) const REPLACED: Input =
    Input::of_kind("replaced", InputKind::Flag, "whether new modules of the same kind take their place").optional();
pub(super) const YIELD_LOW: Input =
    Input::maybe("yield_low", "kWh/kW", "the lowest yield that is likely").parameters("specific-yield");
pub(super) const YIELD_HIGH: Input =
    Input::maybe("yield_high", "kWh/kW", "the highest yield that is likely").parameters("specific-yield");

/// Modules of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SolarModules {
    /// Whether nobody has run them for decades.
    pub unproven: bool,
    /// Years that they serve; none where the days in service say it.
    pub life: Option<u32>,
    /// Whether new ones take their place.
    pub replaced: bool,
    /// The lowest and the highest yield that are likely; none where no range is stated.
    pub yields: Option<(SourcedRate, SourcedRate)>,
}

impl SolarModules {
    pub(super) fn read(group: &FormInputs, registry: &Registry) -> Result<Self, Errors> {
        let unproven = group.get::<String>(&TECHNOLOGY).is_some_and(|technology| technology == "perovskite");
        let (life, replaced) = (group.get(&LIFE), group.get(&REPLACED).unwrap_or(false));
        if life.is_none() && (unproven || replaced) {
            return Err(group.missing(&LIFE, registry).into());
        }
        let yields = match (group.get(&YIELD_LOW), group.get(&YIELD_HIGH)) {
            (Some(low), Some(high)) => Some((low, high)),
            (None, None) => None,
            _ => return Err(group.all_missing(&[&YIELD_LOW, &YIELD_HIGH], registry)),
        };
        Ok(Self { unproven, life, replaced, yields })
    }

    /// Refuses a range that the yield is not in.
    pub(super) fn check(&self, input: &Input, name: &str, stated: &SourcedRate) -> Result<(), FieldError> {
        let Some((low, high)) = &self.yields else { return Ok(()) };
        let refused = |error: Error| FieldError::new(input, error);
        let ratio = |rate: &SourcedRate| rate.rate.ratio().map_err(refused);
        let inside = ratio(low)?.compare(ratio(stated)?).map_err(refused)?.is_le()
            && ratio(stated)?.compare(ratio(high)?).map_err(refused)?.is_le();
        if inside {
            return Ok(());
        }
        let (low, high) = ((&low.rate).into(), (&high.rate).into());
        Err(FieldError::new(
            input,
            Message::Measure { value: Some((&stated.rate).into()), fault: MeasureFault::YieldOutsideRange { low, high } }.of(name),
        ))
    }

    /// The part of a year in which they serve.
    pub(super) fn share_of(&self, service: Service, year: Year) -> Result<Ratio> {
        let life = self.life.filter(|_| !self.replaced).map(|years| Ratio::from(Exact::from(i64::from(years))));
        service.share_within(life, year)
    }

    /// Years of wear.
    pub(super) fn age_in(&self, service: Service, year: Year) -> u32 {
        let age = service.age_in(year);
        self.life.filter(|_| self.replaced).map_or(age, |life| age.checked_rem(life).unwrap_or(age))
    }

    /// What a reader must know of them.
    pub(super) fn notes(&self, roof: &str) -> Vec<Note> {
        let mut notes = Vec::new();
        if self.unproven {
            notes.push(Note::UnprovenModules { roof: roof.to_owned() });
        }
        if let Some(years) = self.life.filter(|_| self.replaced) {
            notes.push(Note::ModulesReplaced { roof: roof.to_owned(), years: years.into() });
        }
        if let Some((low, high)) = &self.yields {
            let (low, high) = (low.rate.to_string(), high.rate.to_string());
            notes.push(Note::YieldRange { roof: roof.to_owned(), low, high });
        }
        notes
    }
}
