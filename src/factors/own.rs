//! A city's or a program's own tables.

use super::{EmissionFactor, Parameter, Provenance};
use crate::error::{Error, Location, Message, Result, count};
use crate::records::{InvalidCell, sha256};
use std::collections::{BTreeMap, HashMap};

/// The rows of one table.
#[derive(Default)]
pub(super) struct OwnRows {
    pub(super) factors: Vec<EmissionFactor>,
    pub(super) parameters: Vec<Parameter>,
}

impl OwnRows {
    /// Writes down the table and the line of each row that a program gave.
    pub(super) fn place(&mut self, table: &str) {
        let factors = self.factors.iter_mut().map(|factor| &mut factor.provenance);
        let provenances = factors.chain(self.parameters.iter_mut().map(|parameter| &mut parameter.provenance));
        for (at, provenance) in provenances.enumerate() {
            table.clone_into(&mut provenance.file);
            provenance.line = count(at).saturating_add(1);
            provenance.own = true;
        }
    }

    /// What is wrong with each row that no table may have.
    pub(super) fn invalid(&self, table: &str) -> Vec<Error> {
        let factors = self.factors.iter().map(|factor| (factor.invalid(), &factor.id, &factor.provenance));
        let parameters = self.parameters.iter().map(|parameter| (parameter.invalid(), &parameter.id, &parameter.provenance));
        let at = |id: &str, provenance: &Provenance| {
            let row = Location::file(table).with_line(provenance.line);
            if id.is_empty() { row } else { row.with_id(id) }
        };
        let invalid = |(invalid, id, provenance): (Result<(), InvalidCell>, &String, &Provenance)| {
            invalid.err().map(|invalid| invalid.at(at(id, provenance)))
        };
        factors.chain(parameters).filter_map(invalid).collect()
    }

    /// The rows as bytes, which the hash of their table is taken of.
    pub(super) fn bytes(&self) -> Result<Vec<u8>> {
        serde_json::to_vec(&(&self.factors, &self.parameters))
            .map_err(|error| Message::NotJson { error: error.to_string().into() }.into())
    }

    /// The id of each row and where it comes from.
    pub(super) fn sources(&self) -> impl Iterator<Item = (&str, &Provenance)> {
        let factors = self.factors.iter().map(|factor| (factor.id.as_str(), &factor.provenance));
        factors.chain(self.parameters.iter().map(|parameter| (parameter.id.as_str(), &parameter.provenance)))
    }
}

/// All own tables, and what their rows are found by.
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
    /// Adds the checked rows of a table.
    pub(super) fn add(&mut self, table: &str, bytes: &[u8], rows: OwnRows) {
        for factor in rows.factors {
            self.by_subject.entry(factor.subject.clone()).or_default().push(self.factors.len());
            self.factors.push(factor);
        }
        for parameter in rows.parameters {
            self.by_property.entry(property(&parameter.name, &parameter.subject)).or_default().push(self.parameters.len());
            self.parameters.push(parameter);
        }
        self.tables.insert(table.to_owned(), sha256(bytes));
    }
}

/// The key of the parameters' index.
pub(super) fn property(name: &str, subject: &str) -> String {
    format!("{name} {subject}")
}
