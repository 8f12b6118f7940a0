//! Methods that rows of a ledger are counted through: the amount times the terms of a chain, each parameter from the tables.

use super::{Alternatives, Chain};
use crate::error::{Message, Result, Subject};
use crate::quantity::{Fraction, Ratio};
use std::collections::BTreeMap;

/// A method of the catalogue's column `method`: which parameters it needs, and the terms they give.
#[derive(Clone, Copy, Debug)]
pub struct LedgerMethod {
    /// Its name in the catalogue.
    pub name: &'static str,
    /// The source that it is one of several ways to, as for [`MethodSpec`](super::MethodSpec).
    pub alternatives: Option<Alternatives>,
    /// Each parameter with the subjects that it is looked up under, the nearest first.
    pub parameters: &'static [(&'static str, &'static [ParameterSubject])],
    /// The terms, in the order of the equation.
    pub(crate) terms: fn(&Parameters) -> Result<Chain>,
}

/// What a parameter is looked up under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterSubject {
    /// The subject of the rule: a kind of waste.
    OfRule,
    /// The class of the rule: a furnace.
    Class,
    /// A kind of place with the class of the rule: `landfill:managed-anaerobic`.
    OfClass(&'static str),
    /// A kind of place with the route of the rule's class, without its sewer: `wastewater:septic`.
    OfRoute(&'static str),
    /// A kind of place, collected by a sewer or not: `wastewater:collected`.
    OfSewer(&'static str),
    /// Always this one.
    Named(&'static str),
}

/// What the name of a class ends with where the water comes by a sewer.
const COLLECTED: &str = ".collected";

impl ParameterSubject {
    /// The subject for a rule of a subject and a class.
    pub fn of(self, subject: &str, class: &str) -> String {
        let route = class.strip_suffix(COLLECTED);
        match self {
            Self::OfRule => subject.to_owned(),
            Self::Class => class.to_owned(),
            Self::OfClass(kind) => format!("{kind}:{class}"),
            Self::OfRoute(kind) => format!("{kind}:{}", route.unwrap_or(class)),
            Self::OfSewer(kind) => format!("{kind}:{}", if route.is_some() { "collected" } else { "uncollected" }),
            Self::Named(name) => name.to_owned(),
        }
    }
}

/// Parameters by name, as they were found.
#[derive(Clone, Debug, Default)]
pub struct Parameters(BTreeMap<&'static str, Ratio>);

impl Parameters {
    /// Puts a parameter.
    pub fn insert(&mut self, name: &'static str, number: Ratio) {
        self.0.insert(name, number);
    }

    /// A parameter of the method's list.
    pub(crate) fn get(&self, name: &'static str) -> Result<Ratio> {
        Ok(self.0.get(name).copied().ok_or_else(|| Message::InputNotGiven { value: name.into() })?)
    }

    /// A parameter of the method's list that is a share.
    pub(crate) fn share(&self, name: &'static str) -> Result<Fraction> {
        Fraction::new(self.get(name)?).map_err(|error| error.into_problem().of(Subject::Named(name.into())).into())
    }
}
