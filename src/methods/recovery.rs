//! Methane that is caught: what is left of what was generated.
//!
//! ```text
//! E = G − R
//! ```
//!
//! R is a mass, of the same year and the same source as G: waste, a plant, a mine. More than was generated is an error, never a
//! negative emission.

use crate::error::{ErrorKind, Problem, Result};
use crate::quantity::{Amount, Mass};

/// What is emitted of the methane generated, less what is recovered.
///
/// ```
/// use citycarbon::methods::recovery::emitted;
/// use citycarbon::quantity::{Mass, Amount};
/// let left = emitted(Amount::from(Mass::kilograms(1000)), Mass::kilograms(100))?;
/// assert_eq!(left.quantity()?, Mass::kilograms(900));
/// let said = emitted(Amount::from(Mass::kilograms(1000)), Mass::kilograms(1001)).unwrap_err().to_string();
/// assert_eq!(said, "\"1001 kg\": more CH4 recovered than the 1000 kg generated; give both for the same year and source");
/// # Ok::<(), citycarbon::Error>(())
/// ```
///
/// # Errors
/// More recovered than generated.
pub fn emitted(generated: Amount<Mass>, recovered: Mass) -> Result<Amount<Mass>> {
    match generated.checked_sub(recovered.into())? {
        Some(left) => Ok(left),
        None => {
            let reason = format!("more CH4 recovered than the {} generated", generated.quantity()?);
            Err(Problem::new(ErrorKind::Number, &recovered.to_string(), reason, "give both for the same year and source").into())
        }
    }
}
