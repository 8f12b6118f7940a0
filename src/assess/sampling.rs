//! Derivations evaluated in `f64`, with numbers that were drawn.

use super::derivation::{Derivation, MethodResult};
use crate::error::Result;
use crate::methods::InputValue;
use crate::quantity::{Ratio, Scalar};

impl Derivation {
    /// The mass of the gas in kg with other numbers: `sample` gives the number of each term or input, by its name, from the one it
    /// has. With the feature `sampling`.
    pub fn sampled(&self, amount: f64, mut sample: impl FnMut(&str, Ratio) -> Result<f64>) -> Result<f64> {
        match self {
            Self::Product(terms) => {
                terms.iter().try_fold(amount, |product, term| product.checked_mul(sample(&term.name, term.ratio)?))
            }
            Self::Method(result) => result.sampled(|name, value| sample(name, value.ratio)),
        }
    }
}

impl MethodResult {
    /// The result in kg with other numbers, by the name of each input. With the feature `sampling`.
    pub fn sampled(&self, sample: impl FnMut(&str, &InputValue) -> Result<f64>) -> Result<f64> {
        let results = self.spec().run_sampled(&self.inputs().sampled(sample)?)?;
        let unit = f64::from_ratio(self.unit()?.multiplier().into())?;
        f64::sum(self.figures(&results).map(|figure| figure.value))?.checked_mul(unit)
    }
}
