//! Methane that is caught: what is left of what was generated.
//!
//! ```text
//! E = G − R
//! ```
//!
//! R is a mass, of the same year and the same source as G: waste, a plant, a mine. More than was generated is an error, never a
//! negative emission.

use crate::error::{Message, Result};
use crate::quantity::{Amount, Mass, Scalar};

/// What is emitted of the methane generated, less what is recovered.
///
/// ```
/// use citycarbon::methods::recovery::emitted;
/// use citycarbon::quantity::{Amount, Mass};
/// let generated = Amount::from(Mass::kilograms(1000));
/// assert_eq!(emitted(generated, Mass::kilograms(100).into())?.quantity()?, Mass::kilograms(900));
/// assert!(emitted(generated, Mass::kilograms(1001).into()).is_err());
/// # Ok::<(), citycarbon::Error>(())
/// ```
///
/// # Errors
/// More recovered than generated.
pub fn emitted<N: Scalar>(generated: Amount<Mass, N>, recovered: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
    match generated.checked_sub(recovered)? {
        Some(left) => Ok(left),
        None => Err(Message::OverRecovery { value: recovered.shown().into(), generated: generated.shown().into() }.into()),
    }
}
