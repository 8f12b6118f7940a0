//! The chart of accounts: what an activity code means.

use super::Category;
use crate::error::{Error, Kind, Problem, Result, did_you_mean};
use crate::gas::Gas;
use crate::quantity::Dimension;
use crate::records::{Delimiter, Limits, Row, Rows};
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

impl Gases {
    /// Whether both would make a line of the same gas.
    fn meet(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::All(ours), Self::All(theirs)) => ours.iter().any(|gas| theirs.contains(gas)),
            _ => true,
        }
    }
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

/// Columns of a chart.
const REQUIRED: [&str; 6] = ["code", "ref", "process", "subject", "gases", "dimension"];
const OPTIONAL: [&str; 4] = ["factor_of", "share", "label_en", "label_th"];

static BUNDLED: LazyLock<Catalogue> = LazyLock::new(|| {
    let read = Catalogue::read_with(include_str!("catalogue.csv").as_bytes(), "catalogue.csv", Delimiter::Comma);
    read.map(|(catalogue, _)| catalogue).unwrap_or_default()
});

/// One row as a rule.
fn rule(row: &Row<'_>) -> Result<Rule> {
    let code = row.require("code")?;
    let parsed = |column: &str, error: Error| error.at_row(row.locus(column));
    let optional = |column: &str| row.cell(column).filter(|cell| !cell.is_empty()).map(str::to_owned);
    let gases = match row.require("gases")? {
        "*" => Gases::Any,
        list => {
            let gases: Vec<Gas> = list.split(' ').map(str::parse).collect::<Result<_>>().map_err(|error| parsed("gases", error))?;
            if gases.iter().enumerate().any(|(at, gas)| gases.iter().take(at).any(|before| before == gas)) {
                let problem = Problem::new(Kind::Double, list, "a gas stands twice", "name it once");
                return Err(Error::Row { at: row.locus("gases"), problem });
            }
            Gases::All(gases)
        }
    };
    Ok(Rule {
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
    })
}

impl Catalogue {
    /// The shipped chart.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a chart: columns `code,ref,process,subject,factor_of,share,gases,dimension,label_en,label_th`. Gives the columns it
    /// does not know; an error names every bad row.
    pub fn read_with(reader: impl Read, file: &str, delimiter: Delimiter) -> Result<(Self, Vec<String>), Vec<Error>> {
        let rows = Rows::read_with(reader, file, delimiter, Limits::default()).map_err(|error| vec![error])?;
        let unknown = rows.expect(&REQUIRED, &OPTIONAL).map_err(|error| vec![error])?.into_iter().map(str::to_owned).collect();
        let (mut catalogue, mut problems) = (Self::default(), Vec::new());
        for row in rows.iter() {
            if let Err(error) = rule(&row).and_then(|rule| catalogue.add(rule, &row)) {
                problems.push(error);
            }
        }
        if problems.is_empty() { Ok((catalogue, unknown)) } else { Err(problems) }
    }

    /// Adds a rule. Refused: one that would make a line of the code twice.
    fn add(&mut self, rule: Rule, row: &Row<'_>) -> Result<()> {
        let key = |rule: &Rule| {
            let Rule { category, process, subject, factor_of, share, .. } = rule;
            (*category, process.clone(), subject.clone(), factor_of.clone(), share.clone())
        };
        let held = self.rules.entry(rule.code.clone()).or_default();
        if held.iter().any(|other| key(other) == key(&rule) && other.gases.meet(&rule.gases)) {
            let problem = Problem::new(Kind::Double, &rule.code, "the same line stands twice", "take one of them away");
            return Err(Error::Row { at: row.locus("code"), problem });
        }
        held.push(rule);
        Ok(())
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
