//! Wear: output that is lost each year.
//!
//! ```text
//! u = (1 − d)^a        a full years since the start, or since the last replacement
//! ```

use super::drive::not_a;
use crate::error::Result;
use crate::forms::{FieldError, SourcedRate};
use crate::methods::Input;
use crate::quantity::{Dimension, Exact, Fraction, power};

pub(super) const DEGRADATION: Input = Input::one("degradation", "%/yr", "output lost each year");

/// Digits after the dot that wear is computed with: exact for six years of a rate of three digits, within 10^-17 for a century.
const PLACES: u32 = 18;

/// Refuses what is no part lost each year.
pub(super) fn check(name: &str, stated: &SourcedRate) -> Result<(), FieldError> {
    let rate = stated.rate;
    let units = (rate.unit.dimension(), rate.per_unit.dimension());
    if units != (Dimension::Number, Dimension::Time) || rate.ratio().and_then(Fraction::new).is_err() {
        return Err(FieldError::new(&DEGRADATION, not_a("rate.degradation", (&rate).into(), "0.5 %/yr").of(name)));
    }
    Ok(())
}

/// What is left of the first year's output after some years; all of it where no wear is stated.
pub(super) fn kept(stated: Option<&SourcedRate>, years: u32) -> Result<Exact> {
    match stated {
        Some(stated) => power(stated.rate.ratio()?.complement()?.evaluate()?.value(), years, PLACES),
        None => Ok(Exact::ONE),
    }
}
