//! Refrigerants: a gas, or a blend by the gases that an inventory counts.

use super::names::other_blend;
use super::substance::Gas;
use crate::error::{Error, Result};
use crate::quantity::{Exact, Ratio};
use core::str::FromStr;

/// What equipment is filled with, by the gases that an inventory counts.
///
/// ```
/// use citycarbon::gas::RefrigerantGases;
/// let parts = |name: &str| -> citycarbon::Result<Vec<String>> {
///     let refrigerant: RefrigerantGases = name.parse()?;
///     refrigerant.parts().map(|(gas, share)| Ok(format!("{gas} {}", share.evaluate()?.value()))).collect()
/// };
/// assert_eq!(parts("R-410A")?, ["HFC-32 0.5", "HFC-125 0.5"]);
/// // 56 % of it are an HFO, which no inventory counts.
/// assert_eq!(parts("R-513A")?, ["HFC-134a 0.44"]);
/// assert!(parts("R-22").is_err());
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefrigerantGases {
    name: String,
    parts: Vec<(Gas, Ratio)>,
}

impl RefrigerantGases {
    /// Its name, as it was read.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its gases with their shares of the mass; less than 1 together where the rest is not counted.
    pub fn parts(&self) -> impl Iterator<Item = (Gas, Ratio)> {
        self.parts.iter().copied()
    }
}

impl FromStr for RefrigerantGases {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let name = text.to_owned();
        let (composition, whole) = match text.parse::<Gas>() {
            Ok(gas) => match gas.composition() {
                [] => return Ok(Self { name, parts: vec![(gas, Ratio::ONE)] }),
                parts => (parts, Exact::ONE),
            },
            Err(error) => (other_blend(text).ok_or(error)?, Exact::from(100)),
        };
        let part = |(gas, share): &(String, Exact)| Ok((gas.parse()?, Ratio::new(*share, whole)?));
        Ok(Self { name, parts: composition.iter().map(part).collect::<Result<_>>()? })
    }
}
