//! The chart of accounts: what an activity code means.

use super::Category;
use crate::error::{Error, Message, Problem, Result, Text, did_you_mean};
use crate::gas::Gas;
use crate::i18n::{self, Language};
use crate::quantity::Dimension;
use crate::records::{BundledRow, Delimiter, LazyTable, Limits, Row, Rows};
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

/// The method of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RuleMethod {
    /// Its name for ledgers: `landfill-commitment`.
    pub name: String,
    /// The class of site, furnace or route that its parameters are of; empty where it has none.
    pub class: String,
}

/// What becomes of a row of one activity code: one line of the books for each gas. A code may have several rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Rule {
    /// The activity code.
    pub code: String,
    /// The reference the lines go to.
    pub category: Category,
    /// The process whose factors are used, as a path: `stationary.residential`; empty where a method is.
    pub process: String,
    /// The method that gives the gas, where it is not a factor.
    pub method: Option<RuleMethod>,
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
    /// Its names as a city's own table gives them, by language.
    pub labels: BTreeMap<Language, String>,
}

impl Rule {
    /// The subject that factors are looked up for.
    pub fn factor_subject(&self) -> &str {
        self.factor_of.as_deref().unwrap_or(&self.subject)
    }

    /// The name of the code in a language: the city's own, else the shipped one, else the city's in another language, else the code.
    pub fn label(&self, language: Language) -> &str {
        let own = self.labels.get(&language).map(String::as_str);
        let shipped = || i18n::label(&format!("activity.{}", self.code), language);
        own.or_else(shipped).or_else(|| self.labels.values().next().map(String::as_str)).unwrap_or(&self.code)
    }
}

/// The chart of accounts: each code with its rules.
///
/// Rules of the shipped chart are read when their code is first wanted; a city's own when they are given, so that every bad one
/// is named then.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "WrittenCatalogue", into = "WrittenCatalogue")]
pub struct Catalogue {
    /// Whether the shipped chart lies below the codes it has of its own.
    shipped: bool,
    own: BTreeMap<String, Vec<Rule>>,
}

/// A chart as it is written down: whole.
#[derive(Serialize, Deserialize)]
struct WrittenCatalogue {
    rules: BTreeMap<String, Vec<Rule>>,
}

/// Columns of a chart.
const REQUIRED: [&str; 6] = ["code", "ref", "process", "subject", "gases", "dimension"];
const OPTIONAL: [&str; 4] = ["method", "class", "factor_of", "share"];

static BUNDLED: Catalogue = Catalogue { shipped: true, own: BTreeMap::new() };

const FILE: &str = "catalogue.csv";
const TEXT: &str = include_str!("catalogue.csv");

/// The rules of the shipped chart, by code.
static RULES: LazyLock<LazyTable<Rule, 1>> = LazyLock::new(|| LazyTable::new([(FILE, TEXT)], ["code"]));

impl BundledRow for Rule {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let code = row.require("code")?;
        let parsed = |column: &str, error: Error| error.at_cell(row.location(column));
        let optional = |column: &str| row.cell(column).filter(|cell| !cell.is_empty()).map(str::to_owned);
        let gases = match row.require("gases")? {
            "*" => Gases::Any,
            list => {
                let gases: Vec<Gas> =
                    list.split(' ').map(str::parse).collect::<Result<_>>().map_err(|error| parsed("gases", error))?;
                if gases.iter().enumerate().any(|(at, gas)| gases.iter().take(at).any(|before| before == gas)) {
                    let problem = Message::Duplicate { value: list.into() }.into();
                    return Err(Error::Cell { at: row.location("gases"), problem });
                }
                Gases::All(gases)
            }
        };
        let (process, method) = (row.cell("process").unwrap_or_default().to_owned(), optional("method"));
        if process.is_empty() == method.is_none() {
            let problem = Message::ProcessOrMethod { value: (&process).into() }.into();
            return Err(Error::Cell { at: row.location("process"), problem });
        }
        let method = method.map(|name| RuleMethod { name, class: optional("class").unwrap_or_default() });
        Ok(Self {
            code: code.to_owned(),
            category: row.require("ref")?.parse().map_err(|error| parsed("ref", error))?,
            process,
            method,
            subject: row.require("subject")?.to_owned(),
            factor_of: optional("factor_of"),
            share: optional("share"),
            gases,
            dimension: row.require("dimension")?.parse().map_err(|error| parsed("dimension", error))?,
            labels: Language::ALL.into_iter().filter_map(|language| Some((language, optional(language.label_column())?))).collect(),
        })
    }
}

impl Catalogue {
    /// The shipped chart.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// Reads a chart: columns `code,ref,process,method,class,subject,factor_of,share,gases,dimension` and `label_en`, `label_th`. Gives the columns it
    /// does not know; an error names every bad row.
    pub fn read_with(reader: impl Read, file: &str, delimiter: Delimiter) -> Result<(Self, Vec<String>), Vec<Error>> {
        let rows = Rows::read_with(reader, file, delimiter, Limits::default()).map_err(|error| vec![error])?;
        let optional: Vec<&str> = OPTIONAL.into_iter().chain(Language::ALL.map(Language::label_column)).collect();
        let unknown = rows.expect(&REQUIRED, &optional).map_err(|error| vec![error])?.into_iter().map(str::to_owned).collect();
        let (mut catalogue, mut problems) = (Self::default(), Vec::new());
        for row in rows.iter() {
            if let Err(error) = Rule::of_row(&row).and_then(|rule| catalogue.add(rule, &row)) {
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
        let held = self.own.entry(rule.code.clone()).or_default();
        if held.iter().any(|other| key(other) == key(&rule) && other.gases.meet(&rule.gases)) {
            let problem = Message::Duplicate { value: (&rule.code).into() }.into();
            return Err(Error::Cell { at: row.location("code"), problem });
        }
        held.push(rule);
        Ok(())
    }

    /// This chart with a city's own codes over it: a code of the city replaces the shipped one whole. Gives those replaced.
    pub fn overlaid(&self, own: &Self) -> (Self, Vec<String>) {
        let mut both = self.clone();
        let replaced = own.codes().filter(|code| self.held(code).is_some()).map(str::to_owned).collect();
        both.own.extend(own.entries().map(|(code, rules)| (code.to_owned(), rules.to_vec())));
        (both, replaced)
    }

    /// The rules of a code: its own, else the shipped ones.
    fn held(&self, code: &str) -> Option<&[Rule]> {
        let own = self.own.get(code).map(Vec::as_slice);
        own.or_else(|| RULES.find([code]).ok().filter(|rules| self.shipped && !rules.is_empty()))
    }

    /// The rules of a code; an error with the nearest right one where there is none.
    pub fn find(&self, code: &str) -> Result<&[Rule], Problem> {
        self.held(code).ok_or_else(|| {
            let nearest = did_you_mean(code, self.codes()).map(Text::from);
            Message::UnknownActivity { value: code.into(), nearest }.into()
        })
    }

    /// Every code, in alphabetical order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let mut shipped = RULES.keys().filter(|_| self.shipped).map(|[code]| code.as_ref()).peekable();
        let mut own = self.own.keys().map(String::as_str).peekable();
        std::iter::from_fn(move || match (shipped.peek(), own.peek()) {
            (Some(below), Some(above)) if below < above => shipped.next(),
            (Some(below), Some(above)) => {
                // A code of its own stands for the shipped one.
                if below == above {
                    shipped.next();
                }
                own.next()
            }
            (Some(_), None) => shipped.next(),
            (None, _) => own.next(),
        })
    }

    fn entries(&self) -> impl Iterator<Item = (&str, &[Rule])> {
        self.codes().filter_map(|code| Some((code, self.held(code)?)))
    }

    /// Every rule.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.entries().flat_map(|(_, rules)| rules)
    }
}

impl PartialEq for Catalogue {
    fn eq(&self, other: &Self) -> bool {
        (self.shipped == other.shipped && self.own == other.own) || self.entries().eq(other.entries())
    }
}

impl Eq for Catalogue {}

impl From<WrittenCatalogue> for Catalogue {
    fn from(written: WrittenCatalogue) -> Self {
        Self { shipped: false, own: written.rules }
    }
}

impl From<Catalogue> for WrittenCatalogue {
    fn from(chart: Catalogue) -> Self {
        Self { rules: chart.entries().map(|(code, rules)| (code.to_owned(), rules.to_vec())).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_rule_reads_alone_as_it_does_in_the_whole_chart() {
        let (whole, unknown) = Catalogue::read_with(TEXT.as_bytes(), FILE, Delimiter::Comma).unwrap();
        assert_eq!(unknown, [""; 0]);
        assert!(whole.own.len() > 500);
        let alone: Vec<_> = BUNDLED.entries().collect();
        let whole: Vec<_> = whole.own.iter().map(|(code, rules)| (code.as_str(), rules.as_slice())).collect();
        assert_eq!(alone, whole);
    }

    #[test]
    fn a_code_of_ones_own_stands_once_in_its_place() {
        let table = "code,ref,process,subject,gases,dimension\n\
                     zoo,V.1,livestock,goats,CH4,heads\n\
                     residential.lpg,I.1.1,stationary.residential,lpg,CO2,mass\n\
                     aaa,I.1.1,stationary,lpg,CO2,mass\n";
        let (own, _) = Catalogue::read_with(table.as_bytes(), "activities.csv", Delimiter::Comma).unwrap();
        let (both, replaced) = BUNDLED.overlaid(&own);
        assert_eq!(replaced, ["residential.lpg"]);
        let codes: Vec<&str> = both.codes().collect();
        assert!(codes.is_sorted_by(|a, b| a < b), "each code once, in order");
        assert_eq!((codes.first(), codes.last()), (Some(&"aaa"), Some(&"zoo")));
        assert_eq!(codes.len(), BUNDLED.codes().count() + 2);
        assert_eq!(both.find("residential.lpg").unwrap(), own.find("residential.lpg").unwrap());
        assert_eq!(both.rules().count(), BUNDLED.rules().count() + 2 - BUNDLED.find("residential.lpg").unwrap().len() + 1);
        assert_ne!(both, BUNDLED);
        assert_eq!(BUNDLED.overlaid(&Catalogue::default()).0, BUNDLED);
    }
}
