//! The own tables of a registry, and what their rows are found by.

use super::{EmissionFactor, OwnRows, OwnTable, Parameter};
use std::collections::{BTreeMap, HashMap};

/// All own tables.
#[derive(Clone, Default)]
pub(super) struct Own {
    pub(super) factors: Vec<EmissionFactor>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) by_subject: HashMap<String, Vec<usize>>,
    pub(super) by_property: HashMap<String, Vec<usize>>,
    /// The SHA-256 of each.
    pub(super) tables: BTreeMap<String, String>,
}

impl Own {
    /// Adds the rows of a table.
    pub(super) fn add(&mut self, table: &OwnTable) {
        match table.rows() {
            OwnRows::Factors(factors) => {
                for factor in factors {
                    self.by_subject.entry(factor.subject.clone()).or_default().push(self.factors.len());
                    self.factors.push(factor.clone());
                }
            }
            OwnRows::Parameters(parameters) => {
                for parameter in parameters {
                    let held = self.by_property.entry(property(&parameter.name, &parameter.subject)).or_default();
                    held.push(self.parameters.len());
                    self.parameters.push(parameter.clone());
                }
            }
        }
        self.tables.insert(table.file().to_owned(), table.sha256().to_owned());
    }
}

/// The key of the parameters' index.
pub(super) fn property(name: &str, subject: &str) -> String {
    format!("{name} {subject}")
}
