//! Answers: look-ups by name, each walked once. After that a factor is found by number.

use super::{EmissionFactor, FactorMatch, FactorQuery, FallbackPolicy, Registry};
use crate::error::{Error, Message, Result};
use crate::gas::Gas;
use crate::taxonomy::{Region, Year};
use hashbrown::{Equivalent, HashMap};
use std::ops::RangeInclusive;

/// A table of the factors that were asked for, a row for each name and a cell for each year.
///
/// A name is turned into a number once, by [`ask`](Self::ask). What it leads to in a year, with all fallbacks on the way, is
/// looked up when it is first wanted and kept; so is an error.
///
/// ```
/// use citycarbon::Registry;
/// use citycarbon::factors::{Answers, FallbackPolicy};
/// use citycarbon::gas::Gas;
/// let mut answers = Answers::new(Registry::bundled()?, FallbackPolicy::default(), "2015".parse()?..="2024".parse()?);
/// let lpg = answers.ask("stationary.residential", "lpg", Gas::CO2, &"TH-10".parse()?);
/// let (one, other) = (answers.find(lpg, "2018".parse()?)?.item.id.clone(), answers.find(lpg, "2019".parse()?)?.item.id.clone());
/// assert_eq!(one, other);
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Debug)]
pub struct Answers<'a> {
    registry: &'a Registry,
    ladder: FallbackPolicy,
    years: RangeInclusive<Year>,
    width: usize,
    numbers: HashMap<QueryName, usize>,
    /// Rows of cells, one for each name; what was asked for stands at their head.
    rows: Vec<QueryAnswers<'a>>,
}

/// The number of a name that was asked for; it speaks of the table that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueryId(usize);

#[derive(Debug)]
struct QueryAnswers<'a> {
    wanted: FactorQuery,
    gas: Gas,
    cells: Vec<Option<Result<FactorMatch<'a, EmissionFactor>>>>,
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct QueryName {
    process: String,
    subject: String,
    gas: Gas,
    region: Region,
}

/// The same without a copy of its words; hashed in the same order.
#[derive(Hash)]
struct Borrowed<'a> {
    process: &'a str,
    subject: &'a str,
    gas: Gas,
    region: &'a Region,
}

impl Equivalent<QueryName> for Borrowed<'_> {
    fn equivalent(&self, name: &QueryName) -> bool {
        self.process == name.process && self.subject == name.subject && self.gas == name.gas && *self.region == name.region
    }
}

impl<'a> Answers<'a> {
    /// For years, both included.
    pub fn new(registry: &'a Registry, ladder: FallbackPolicy, years: RangeInclusive<Year>) -> Self {
        let width = usize::from(years.end().number().saturating_sub(years.start().number())).saturating_add(1);
        Self { registry, ladder, years, width, numbers: HashMap::new(), rows: Vec::new() }
    }

    /// The number of a name: a process and subject, a gas, the region it is wanted for.
    pub fn ask(&mut self, process: &str, subject: &str, gas: Gas, region: &Region) -> QueryId {
        if let Some(number) = self.numbers.get(&Borrowed { process, subject, gas, region }) {
            return QueryId(*number);
        }
        let number = self.rows.len();
        let wanted = FactorQuery::new(process, subject, region, *self.years.start());
        self.rows.push(QueryAnswers { wanted, gas, cells: std::iter::repeat_with(|| None).take(self.width).collect() });
        let name = QueryName { process: process.to_owned(), subject: subject.to_owned(), gas, region: region.clone() };
        self.numbers.insert(name, number);
        QueryId(number)
    }

    /// What a name leads to in a year.
    pub fn find(&mut self, asked: QueryId, year: Year) -> Result<&FactorMatch<'a, EmissionFactor>> {
        let outside = || {
            let (first, last) = (self.years.start().into(), self.years.end().into());
            Error::from(Message::YearNotInTable { value: (&year).into(), first, last })
        };
        let at = usize::from(year.number().checked_sub(self.years.start().number()).ok_or_else(outside)?);
        let row = self.rows.get_mut(asked.0).ok_or_else(outside)?;
        let cell = row.cells.get_mut(at).ok_or_else(outside)?;
        let (registry, ladder) = (self.registry, &self.ladder);
        let answer = cell.get_or_insert_with(|| registry.find(&FactorQuery { year, ..row.wanted.clone() }, row.gas, ladder));
        answer.as_ref().map_err(Clone::clone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::{Catalogue, Gases};

    #[test]
    fn what_is_kept_is_what_a_look_up_finds() {
        let (registry, ladder) = (Registry::bundled().unwrap(), FallbackPolicy::default());
        let (first, last): (Year, Year) = ("2016".parse().unwrap(), "2019".parse().unwrap());
        let mut answers = Answers::new(registry, ladder.clone(), first..=last);
        let mut found = 0;
        for region in ["TH-10", "JP-14"].map(|code| code.parse::<Region>().unwrap()) {
            for rule in Catalogue::bundled().rules() {
                let Gases::All(gases) = &rule.gases else { continue };
                for gas in gases {
                    let asked = answers.ask(&rule.process, rule.factor_subject(), *gas, &region);
                    assert_eq!(answers.ask(&rule.process, rule.factor_subject(), *gas, &region), asked);
                    for year in [last, first, last] {
                        let wanted = FactorQuery::new(&rule.process, rule.factor_subject(), &region, year);
                        let walked = registry.find(&wanted, *gas, &ladder);
                        assert_eq!(answers.find(asked, year), walked.as_ref().map_err(Clone::clone));
                        found += u32::from(walked.is_ok());
                    }
                }
            }
        }
        assert!(found > 1_000, "only {found} factors found");
    }

    #[test]
    fn a_year_outside_the_table_is_named() {
        let year = |text: &str| text.parse::<Year>().unwrap();
        let mut answers = Answers::new(Registry::bundled().unwrap(), FallbackPolicy::default(), year("2016")..=year("2019"));
        let asked = answers.ask("stationary.residential", "lpg", Gas::CO2, &"TH".parse().unwrap());
        for outside in ["2015", "2020"] {
            let error = answers.find(asked, year(outside)).unwrap_err().to_string();
            assert_eq!(error, format!("\"{outside}\": not a year from 2016 to 2019; make the table for more years"));
        }
    }
}
