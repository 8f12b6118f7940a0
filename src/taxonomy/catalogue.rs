//! The chart of accounts: what an activity code means.

use super::Category;
use crate::error::{Error, Kind, Problem, Result, did_you_mean};
use crate::gas::Gas;
use crate::quantity::Dimension;
use crate::records::Rows;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::LazyLock;

/// The gases that a line needs factors for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gases {
    /// Whatever the series found has, such as a grid's CO2 or CO2e.
    Any,
    /// All of these.
    All(Vec<Gas>),
}

/// What becomes of a row of one activity code: one line of the books for each gas. A code may have several rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Rule {
    /// The activity code.
    pub code: String,
    /// The reference the lines go to.
    pub category: Category,
    /// The process whose factors are used, as a path: `stationary.residential`.
    pub process: String,
    /// What is burnt, treated, used.
    pub subject: String,
    /// The subject whose emission factors are used, where they are not its own.
    pub factor_of: Option<String>,
    /// The `volume-share` parameter that takes a component out of a blend.
    pub share: Option<String>,
    /// The gases.
    pub gases: Gases,
    /// What the amount measures, where the row does not turn it by density or calorific value.
    pub dimension: Dimension,
    /// English name.
    pub label_en: String,
    /// Thai name.
    pub label_th: String,
}

impl Rule {
    /// The subject that factors are looked up for.
    pub fn factor_subject(&self) -> &str {
        self.factor_of.as_deref().unwrap_or(&self.subject)
    }
}

/// The chart of accounts: each code with its rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    rules: BTreeMap<String, Vec<Rule>>,
}

static BUNDLED: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::read(include_str!("catalogue.csv").as_bytes(), "catalogue.csv").unwrap_or_default());

impl Catalogue {
    /// The shipped chart.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a chart: columns `code,ref,process,subject,factor_of,share,gases,dimension,label_en,label_th`.
    pub fn read(reader: impl Read, file: &str) -> Result<Self> {
        let mut catalogue = Self::default();
        for row in Rows::read(reader, file)?.iter() {
            let code = row.require("code")?;
            let parsed = |column: &str, error: Error| error.at_row(row.locus(column));
            let optional = |column: &str| row.cell(column).filter(|cell| !cell.is_empty()).map(str::to_owned);
            let gases = match row.require("gases")? {
                "*" => Gases::Any,
                list => Gases::All(list.split(' ').map(str::parse).collect::<Result<_>>().map_err(|error| parsed("gases", error))?),
            };
            catalogue.rules.entry(code.to_owned()).or_default().push(Rule {
                code: code.to_owned(),
                category: row.require("ref")?.parse().map_err(|error| parsed("ref", error))?,
                process: row.require("process")?.to_owned(),
                subject: row.require("subject")?.to_owned(),
                factor_of: optional("factor_of"),
                share: optional("share"),
                gases,
                dimension: row.require("dimension")?.parse().map_err(|error| parsed("dimension", error))?,
                label_en: row.cell("label_en").unwrap_or(code).to_owned(),
                label_th: row.cell("label_th").unwrap_or(code).to_owned(),
            });
        }
        Ok(catalogue)
    }

    /// This chart with a city's own codes over it: a code of the city replaces the shipped one whole. Gives those replaced.
    pub fn overlaid(&self, own: &Self) -> (Self, Vec<String>) {
        let mut both = self.clone();
        let replaced = own.rules.keys().filter(|code| self.rules.contains_key(*code)).cloned().collect();
        both.rules.extend(own.rules.iter().map(|(code, rules)| (code.clone(), rules.clone())));
        (both, replaced)
    }

    /// The rules of a code; an error with the nearest right one where there is none.
    pub fn find(&self, code: &str) -> Result<&[Rule], Problem> {
        self.rules.get(code).map(Vec::as_slice).ok_or_else(|| {
            let mend = did_you_mean(code, self.rules.keys().map(String::as_str)).map_or_else(
                || "see the catalogue, or add it to activities.csv".to_owned(),
                |near| format!("did you mean \"{near}\"?"),
            );
            Problem::new(Kind::Activity, code, "not an activity code of the catalogue", mend)
        })
    }

    /// Every code.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.rules.keys().map(String::as_str)
    }

    /// Every rule.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values().flatten()
    }
}
