//! The chart of accounts: what an activity code means.

use super::Rule;
use super::search::may_stand_for;
use crate::error::{Error, Errors, Message, Problem, Result, Text, did_you_mean};
use crate::i18n::Language;
use crate::records::{BundledRow, Delimiter, InvalidCell, LazyTable, Limits, Rows, bundled_rows};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::LazyLock;

/// The chart of accounts: each code with its rules.
///
/// Rules of the shipped catalogue are read when their code is first used; a city's own when they are given, so that every bad one
/// is named then.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "WrittenCatalogue", into = "WrittenCatalogue")]
pub struct Catalogue {
    /// Whether the shipped catalogue is used below the codes it has of its own.
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

static OF_ORGANISATIONS: LazyLock<Catalogue> = LazyLock::new(|| {
    let rules: Vec<Rule> = bundled_rows("organisation/catalogue.csv", include_str!("../organisation/catalogue.csv"));
    let mut own = BTreeMap::<String, Vec<Rule>>::new();
    for rule in rules {
        own.entry(rule.code.clone()).or_default().push(rule);
    }
    Catalogue { shipped: true, own }
});

const FILE: &str = "catalogue.csv";
const TEXT: &str = include_str!("catalogue.csv");

/// The rules of the shipped catalogue, by code.
static RULES: LazyLock<LazyTable<Rule, 1>> = LazyLock::new(|| LazyTable::new([(FILE, TEXT)], ["code"]));

impl Catalogue {
    /// The shipped catalogue.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// The shipped catalogue with the codes of organisations: what they buy, travel, have carried. A city does not have these.
    pub fn of_organisations() -> &'static Self {
        &OF_ORGANISATIONS
    }

    /// Reads a chart: columns `code,ref,process,method,class,subject,factor_of,share,gases,dimension` and `label_en`, `label_th` and so on. Gives the columns it
    /// does not know; an error names every bad row.
    pub fn read_with(reader: impl Read, file: &str, delimiter: Delimiter) -> Result<(Self, Vec<String>), Vec<Error>> {
        let rows = Rows::read_with(reader, file, delimiter, Limits::default()).map_err(|error| vec![error])?;
        let optional: Vec<&str> = OPTIONAL.into_iter().chain(Language::ALL.map(Language::label_column)).collect();
        let unknown = rows.expect(&REQUIRED, &optional).map_err(|error| vec![error])?.into_iter().map(str::to_owned).collect();
        let (mut catalogue, mut problems) = (Self::default(), Vec::new());
        for row in rows.iter() {
            if let Err(error) = Rule::of_row(&row).and_then(|rule| catalogue.add(rule).map_err(|invalid| invalid.at_row(&row))) {
                problems.push(error);
            }
        }
        if problems.is_empty() { Ok((catalogue, unknown)) } else { Err(problems) }
    }

    /// Codes of a program's own, as [`overlaid`](Self::overlaid) takes them: each rule is checked as a row of a table is.
    pub fn with_rules(rules: impl IntoIterator<Item = Rule>) -> Result<Self, Errors> {
        let (mut catalogue, mut problems) = (Self::default(), Vec::new());
        for rule in rules {
            let code = rule.code.clone();
            if let Err(invalid) = rule.invalid().and_then(|()| catalogue.add(rule)) {
                problems.push(invalid.of(&code));
            }
        }
        if problems.is_empty() { Ok(catalogue) } else { Err(Errors::of(problems)) }
    }

    /// Adds a checked rule. Refused: one that would make a line of the code twice.
    fn add(&mut self, rule: Rule) -> Result<(), InvalidCell> {
        let held = self.own.entry(rule.code.clone()).or_default();
        if held.iter().any(|other| other.meets(&rule)) {
            return Err(InvalidCell::new("code", Message::Duplicate { value: (&rule.code).into() }));
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
        self.held(code).ok_or_else(|| self.unknown(code).into())
    }

    /// Why a text is no code, with the codes that it may have meant.
    fn unknown(&self, code: &str) -> Message {
        let value = || Text::from(code);
        let parts: Vec<&str> = self.under(code).collect();
        if !parts.is_empty() {
            let (codes, more) = first_few(parts);
            return Message::PartOfACode { value: value(), codes, more };
        }
        let slip = did_you_mean(code, self.codes().filter(|other| may_stand_for(code, other)));
        let (nearest, more) = first_few(slip.map_or_else(|| self.meant(code), |slip| vec![slip]));
        Message::UnknownActivity { value: value(), nearest, more }
    }

    /// Its codes but for the shipped ones.
    pub(super) fn own_codes(&self) -> impl Iterator<Item = &str> {
        self.own.keys().map(String::as_str)
    }

    /// The labels of a code of its own; none of a shipped one.
    pub(super) fn own_labels(&self, code: &str) -> Option<impl Iterator<Item = &str>> {
        Some(self.own.get(code)?.iter().flat_map(|rule| rule.labels.values().map(String::as_str)))
    }

    /// Every code, in alphabetical order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let mut shipped = RULES.keys().filter(|_| self.shipped).map(|[code]| code.as_ref()).peekable();
        let mut own = self.own.keys().map(String::as_str).peekable();
        std::iter::from_fn(move || match (shipped.peek(), own.peek()) {
            (Some(below), Some(above)) if below < above => shipped.next(),
            (Some(below), Some(above)) => {
                // A code of its own represents the shipped one.
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

/// The most codes that a message names.
const NAMED: usize = 5;

fn first_few(codes: Vec<&str>) -> (Vec<Text>, Option<u64>) {
    let more = crate::error::count(codes.len().saturating_sub(NAMED));
    (codes.into_iter().take(NAMED).map(Text::from).collect(), Some(more).filter(|more| *more > 0))
}

impl PartialEq for Catalogue {
    fn eq(&self, other: &Self) -> bool {
        (self.shipped == other.shipped && self.own == other.own) || self.entries().eq(other.entries())
    }
}

impl Eq for Catalogue {}

impl TryFrom<WrittenCatalogue> for Catalogue {
    type Error = Errors;

    fn try_from(written: WrittenCatalogue) -> Result<Self, Errors> {
        let (mut catalogue, mut problems) = (Self::default(), Vec::new());
        for (code, rules) in written.rules {
            if rules.is_empty() {
                problems.push(InvalidCell::new("code", Message::EmptyCell).of(&code));
            }
            for rule in rules {
                let added = if rule.code == code {
                    catalogue.add(rule)
                } else {
                    Err(InvalidCell::new("code", Message::OtherCode { value: (&rule.code).into(), code: (&code).into() }))
                };
                problems.extend(added.err().map(|invalid| invalid.of(&code)));
            }
        }
        if problems.is_empty() { Ok(catalogue) } else { Err(Errors::of(problems)) }
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
