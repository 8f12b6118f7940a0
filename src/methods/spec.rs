//! What a method says of itself: name, references, equation, tiers, inputs and outputs. Forms, the index, the documentation and the
//! trace are made from it; nothing about a method is written anywhere else.

use super::{Input, Inputs, Outcome, Results};
use crate::error::{Operation, Problem, Result, Subject};
use crate::factors::Registry;
use crate::quantity::{Exact, Rate, Ratio, Scalar, Unit};
use crate::taxonomy::Category;
use serde::Serialize;

/// A method, described once.
#[derive(Clone, Copy, Debug, Serialize)]
#[non_exhaustive]
pub struct MethodSpec {
    /// Its name.
    pub name: &'static str,
    /// The GPC references it serves, or what they begin with: `III.1`, `II.1, II.2`, `I`.
    pub reference: &'static str,
    /// Publication and numbers of the equations.
    pub equation: &'static str,
    /// Tiers of the IPCC that it can be used for.
    pub tiers: &'static str,
    /// What goes in.
    pub inputs: &'static [Input],
    /// What comes out.
    pub results: &'static [Output],
    /// The computation for the inventory, on inputs that were checked against the list.
    #[serde(skip)]
    pub(crate) exact: Kernel<Ratio>,
    /// The same computation for sampling.
    #[serde(skip)]
    pub(crate) sampled: Kernel<f64>,
}

/// A method's computation in one number: from checked inputs to what it found.
pub(crate) type Kernel<N> = fn(&Inputs<N>) -> Result<Outcome<N>>;

/// An output of a method.
#[derive(Clone, Copy, Debug, Serialize)]
#[non_exhaustive]
pub struct Output {
    /// Its name: that of the gas, where it is the mass of one.
    pub name: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// The labels that distinguish its values; none where it is one value.
    pub by: &'static [&'static str],
}

impl Output {
    /// One value.
    pub(crate) const fn one(name: &'static str, unit: &'static str) -> Self {
        Self { name, unit, by: &[] }
    }

    /// Values distinguished by labels.
    pub(crate) const fn table(name: &'static str, unit: &'static str, by: &'static [&'static str]) -> Self {
        Self { name, unit, by }
    }

    /// What one of it is in base units.
    pub fn multiplier(&self) -> Result<Ratio> {
        match self.unit.rsplit_once('/') {
            Some(_) => Rate::parse(Exact::ONE, Exact::ONE, self.unit)?.ratio(),
            None => Ok(self.unit.parse::<Unit>()?.multiplier().into()),
        }
    }
}

impl MethodSpec {
    /// The results of inputs as they are written: an object of the inputs by name.
    pub fn compute(&self, inputs: &serde_json::Value, registry: &Registry) -> Result<Results> {
        self.run(&self.read(inputs, registry)?)
    }

    /// Inputs as they are written, checked against the list: names, units, labels, nothing below zero.
    pub fn read(&self, inputs: &serde_json::Value, registry: &Registry) -> Result<Inputs> {
        let inputs = Inputs::read(inputs, self, registry)?;
        match self.inputs.iter().find(|input| input.required && !inputs.has(input.name)) {
            Some(input) => Err(input.missing(registry).of(Subject::Named(input.name.into())).into()),
            None => Ok(inputs),
        }
    }

    /// What must be given and is not, with the rows of the tables that could serve: all of it at once.
    pub fn missing(&self, given: impl Fn(&str) -> bool, registry: &Registry) -> Vec<(&'static str, Problem)> {
        let lacking = self.inputs.iter().filter(|input| input.required && !given(input.name));
        lacking.map(|input| (input.name, input.missing(registry))).collect()
    }

    /// Whether one value of an input can be read: an error at its own place in a file, before the whole is.
    pub fn check(&self, name: &str, value: &serde_json::Value, registry: &Registry) -> Result<()> {
        match self.input(name) {
            Some(input) => Inputs::check(input, value, registry),
            None => Inputs::read(&serde_json::json!({ name: value }), self, registry).map(|_| ()),
        }
    }

    /// Whether it may be counted at a reference: one of its own, or below one.
    pub fn serves(&self, category: Category) -> bool {
        self.reference.split(", ").any(|own| category.is_within(own))
    }

    /// The results of checked inputs, exact, in the order of the list.
    pub fn run(&self, inputs: &Inputs) -> Result<Results> {
        self.results(self.exact, inputs)
    }

    /// The results of inputs that were sampled, in the order of the list.
    pub fn run_sampled(&self, inputs: &Inputs<f64>) -> Result<Results<f64>> {
        self.results(self.sampled, inputs)
    }

    fn results<N: Scalar>(&self, kernel: Kernel<N>, inputs: &Inputs<N>) -> Result<Results<N::Figure>> {
        kernel(inputs)
            .and_then(|outcome| outcome.in_order(self.results))
            .map_err(|error| error.in_step(Operation::Method { name: self.name.into() }))
    }

    /// The input of a name.
    pub(crate) fn input(&self, name: &str) -> Option<&'static Input> {
        self.inputs.iter().find(|input| input.name == name)
    }
}
