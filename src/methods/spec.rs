//! What a method says of itself: name, references, equation, tiers, inputs and outputs. Forms, the index, the documentation and the
//! trace are made from it; nothing about a method is written anywhere else.

use super::kernels::{Kernel, Kernels};
use super::{Alternatives, Figure, Input, Inputs, Part, Results};
use crate::error::{Operation, Problem, Result, Subject};
use crate::factors::Registry;
use crate::gas::Gas;
use crate::quantity::{Exact, Rate, Ratio, Scalar, Unit};
use crate::taxonomy::Category;
use serde::Serialize;

/// A method, described once.
#[derive(Clone, Copy, Debug, Serialize)]
#[non_exhaustive]
pub struct MethodSpec {
    /// Its name.
    pub name: &'static str,
    /// The GPC references it serves, or their sub-sectors: `III.1`, `I.1.1, I.2.1`. Where it has parts, these have their own.
    pub reference: &'static str,
    /// Publication and numbers of the equations.
    pub equation: &'static str,
    /// Tiers of the IPCC that it can be used for.
    pub tiers: &'static str,
    /// What goes in.
    pub inputs: &'static [Input],
    /// What comes out.
    pub results: &'static [Output],
    /// The source that it is one of several ways to; none where it is added to all others.
    #[serde(skip)]
    pub alternatives: Option<Alternatives>,
    /// Its computation, on inputs that were checked against the list.
    #[serde(skip)]
    pub(crate) kernels: Kernels,
}

/// The output of gases that are known only as CO2e.
pub(crate) const CO2E: &str = "CO2e";

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
    /// The parts that a label tells apart, each with the references that it is booked at; none where all of it goes to one.
    #[serde(skip_serializing_if = "<[Part]>::is_empty")]
    pub parts: &'static [Part],
    /// The last of its labels, where the method and not the city says what it may be: these words.
    #[serde(skip_serializing_if = "<[&str]>::is_empty")]
    pub words: &'static [&'static str],
    /// Whether it is electricity from the grid, which contracts and residual mixes are about.
    #[serde(skip)]
    pub is_electricity: bool,
}

impl Output {
    /// One value.
    pub(crate) const fn one(name: &'static str, unit: &'static str) -> Self {
        Self { name, unit, by: &[], parts: &[], words: &[], is_electricity: false }
    }

    /// Values distinguished by labels.
    pub(crate) const fn table(name: &'static str, unit: &'static str, by: &'static [&'static str]) -> Self {
        Self { name, unit, by, parts: &[], words: &[], is_electricity: false }
    }

    /// The same, its parts booked at these references.
    #[must_use]
    pub(crate) const fn booked(self, parts: &'static [Part]) -> Self {
        Self { parts, ..self }
    }

    /// The same, its last label one of these words.
    #[must_use]
    pub(crate) const fn words(self, words: &'static [&'static str]) -> Self {
        Self { words, ..self }
    }

    /// The same, as electricity from the grid.
    #[must_use]
    pub(crate) const fn of_the_grid(self) -> Self {
        Self { is_electricity: true, ..self }
    }

    /// Whether it is booked: the mass of a gas, or of all gases as CO2e.
    pub fn is_booked(&self) -> bool {
        !self.unit.contains('/') && (self.name == CO2E || self.name.parse::<Gas>().is_ok())
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
        match self.inputs.iter().find(|input| !inputs.has(input.name) && input.is_asked_for(|name| inputs.has(name))) {
            Some(input) => Err(input.missing(registry).of(Subject::Named(input.name.into())).into()),
            None => Ok(inputs),
        }
    }

    /// What must be given and is not, with the rows of the tables that could serve: all of it at once.
    pub fn missing(&self, given: impl Fn(&str) -> bool, registry: &Registry) -> Vec<(&'static str, Problem)> {
        let lacking = self.inputs.iter().filter(|input| !given(input.name) && input.is_asked_for(&given));
        lacking.map(|input| (input.name, input.missing(registry))).collect()
    }

    /// Whether one value of an input can be read: an error at its own place in a file, before the whole is.
    pub fn check(&self, name: &str, value: &serde_json::Value, registry: &Registry) -> Result<()> {
        match self.input(name) {
            Some(input) => Inputs::check(input, value, registry),
            None => Inputs::read(&serde_json::json!({ name: value }), self, registry).map(|_| ()),
        }
    }

    /// Whether it, or a part of it, may be counted at a reference.
    pub fn serves(&self, category: Category) -> bool {
        self.references().any(|own| own == category)
    }

    /// Every reference that it, or a part of it, may be booked at.
    pub fn references(&self) -> impl Iterator<Item = Category> {
        let (parts, reference) = (self.parts(), self.reference);
        Category::all().filter(move |category| match parts {
            [] => reference.split(", ").any(|own| category.is_within(own)),
            parts => parts.iter().any(|part| part.takes(*category)),
        })
    }

    /// The parts that its gases are booked by; none where all of it goes to one reference.
    pub fn parts(&self) -> &'static [Part] {
        self.results.iter().map(|output| output.parts).find(|parts| !parts.is_empty()).unwrap_or_default()
    }

    /// The part of a name.
    pub fn part(&self, word: &str) -> Option<&'static Part> {
        self.parts().iter().find(|part| part.is(word))
    }

    /// The figures of parts by their names; all where none is named.
    pub fn of_parts<'a, V>(&self, figures: &'a [Figure<V>], words: &'a [String]) -> impl Iterator<Item = &'a Figure<V>> {
        let label = self.part_label().unwrap_or_default();
        let of_parts =
            move |figure: &&Figure<V>| words.is_empty() || figure.labels.get(label).is_some_and(|word| words.contains(word));
        figures.iter().filter(of_parts)
    }

    /// The label that tells its parts apart.
    pub fn part_label(&self) -> Option<&'static str> {
        self.parts().first().map(|part| part.label)
    }

    /// The results of checked inputs, exact, in the order of the list.
    pub fn run(&self, inputs: &Inputs) -> Result<Results> {
        self.results(self.kernels.exact, inputs)
    }

    pub(super) fn results<N: Scalar>(&self, kernel: Kernel<N>, inputs: &Inputs<N>) -> Result<Results<N::Figure>> {
        kernel(inputs)
            .and_then(|outcome| outcome.in_order(self.results))
            .map_err(|error| error.in_step(Operation::Method { name: self.name.into() }))
    }

    /// The input of a name.
    pub(crate) fn input(&self, name: &str) -> Option<&'static Input> {
        self.inputs.iter().find(|input| input.name == name)
    }
}
