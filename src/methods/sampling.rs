//! Methods in `f64`, for sampling: the same inputs, computation and results in other numbers.

use super::{InputValue, Inputs, MethodSpec, Results};
use crate::error::Result;
use std::collections::BTreeMap;

impl MethodSpec {
    /// The results of inputs that were sampled, in the order of the list. With the feature `sampling`.
    pub fn run_sampled(&self, inputs: &Inputs<f64>) -> Result<Results<f64>> {
        self.results(self.kernels.sampled, inputs)
    }
}

impl Inputs {
    /// The same inputs in the numbers of sampling: `sample` gives the number of each value, in base units, by the name of its input.
    /// With the feature `sampling`.
    pub fn sampled(&self, mut sample: impl FnMut(&str, &InputValue) -> Result<f64>) -> Result<Inputs<f64>> {
        let mut values = BTreeMap::new();
        for (name, own) in &self.values {
            let of_input = own.iter().map(|value| Ok(value.with_number(sample(name, value)?))).collect::<Result<Vec<_>>>()?;
            values.insert(name.clone(), of_input);
        }
        Ok(Inputs { values })
    }
}

impl InputValue {
    /// The same value, computed with another number.
    fn with_number(&self, number: f64) -> InputValue<f64> {
        InputValue {
            year: self.year,
            labels: self.labels.clone(),
            value: self.value,
            per: self.per,
            unit: self.unit.clone(),
            row: self.row.clone(),
            basis: self.basis,
            losses: self.losses,
            stated: self.stated,
            ratio: self.ratio,
            number,
        }
    }
}
