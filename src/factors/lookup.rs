//! The query, the policy of fallbacks, and the fallbacks that were used.

use super::{Purpose, Validity};
use crate::error::Problem;
use crate::taxonomy::{Region, Year};
use core::fmt;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far a look-up may go, and what a city chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct FallbackPolicy {
    /// Years a factor may lie before the year it is used for. Past that, a waiver is needed.
    pub most_years_back: u16,
    /// Series chosen for the factors of a subject, or for a parameter by its name, instead of the one for inventories:
    /// `grid-electricity` -> `th-tgo-cfo`, `td-loss` -> `th-carbonfootprint-loss`.
    pub choose: BTreeMap<String, String>,
    /// Ids of factors and parameters that may be used outside their years, each with its reason.
    pub waive: BTreeMap<String, String>,
}

with_members! {
    FallbackPolicy {
        /// The same, with the years that a factor may lie before the year it is used for.
        with_most_years_back(most_years_back: u16),
        /// The same, with series chosen by subject or parameter.
        with_choose(choose: BTreeMap<String, String>),
        /// The same, with reasons by the id of a row that may be used outside its years.
        with_waive(waive: BTreeMap<String, String>),
    }
}

impl Default for FallbackPolicy {
    fn default() -> Self {
        Self { most_years_back: 10, choose: BTreeMap::new(), waive: BTreeMap::new() }
    }
}

impl FallbackPolicy {
    /// Refuses a choice or waiver that names nothing in the tables, with the nearest right name.
    pub fn check(&self, registry: &super::Registry) -> Result<(), Problem> {
        registry.check(self)
    }
}

/// What is looked for: a factor of a process and subject, or a named parameter of a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FactorQuery {
    /// The process path, or the parameter's name.
    pub process: String,
    /// The subject.
    pub subject: String,
    /// The region of the query.
    pub region: Region,
    /// The year of the query.
    pub year: Year,
}

impl FactorQuery {
    /// A factor or parameter for a region and year.
    pub fn new(process: &str, subject: &str, region: &Region, year: Year) -> Self {
        Self { process: process.to_owned(), subject: subject.to_owned(), region: region.clone(), year }
    }
}

impl fmt::Display for FactorQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded!(f, "{} of {} in {} {}", self.process, self.subject, self.region, self.year)
    }
}

messages! {
    /// One fallback on the way from the query to the row found.
    ///
    /// ```
    /// use citycarbon::factors::Fallback;
    /// use citycarbon::i18n::Language;
    /// assert_eq!(Fallback::YearBack(2).to_string(), "2 years earlier");
    /// assert_eq!(Fallback::YearBack(2).render(Language::Thai), "ย้อนหลัง 2 ปี");
    /// ```
    #[derive(PartialOrd, Ord, Hash)]
    pub enum Fallback in "fallback";

    /// A wider process: `stationary` for `stationary.residential`.
    ProcessUp(process: String)
    /// A wider region.
    RegionUp(region: Region)
    /// Years before the requested year.
    YearBack(years: u16)
    /// A fiscal year's figure used for the calendar year of that name.
    FiscalYear(year: Year)
    /// Used outside its years, for the reason given by the city.
    Waived(reason: String)
    /// A series chosen by the city.
    Chosen(series: String)
}

/// What answers, and the steps taken to find it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FactorMatch<'a, T> {
    /// The factor or parameter.
    pub item: &'a T,
    /// The fallbacks, widest first.
    pub steps: Vec<Fallback>,
}

/// What a look-up needs to see of a row.
pub(super) trait TableEntry {
    fn id(&self) -> &str;
    fn process(&self) -> &str;
    fn region(&self) -> &Region;
    fn years(&self) -> Validity;
    fn purpose(&self) -> Purpose;
    fn series(&self) -> &str;
    /// The name that a city chooses its series by.
    fn choice(&self) -> &str;
    fn own(&self) -> bool;
    fn source(&self) -> &str;
}

macro_rules! entry {
    ($kind:ty, $process:ident, $choice:ident) => {
        impl TableEntry for $kind {
            fn id(&self) -> &str {
                &self.id
            }
            fn process(&self) -> &str {
                &self.$process
            }
            fn region(&self) -> &Region {
                &self.region
            }
            fn years(&self) -> Validity {
                self.years
            }
            fn purpose(&self) -> Purpose {
                self.purpose
            }
            fn series(&self) -> &str {
                &self.series
            }
            fn choice(&self) -> &str {
                &self.$choice
            }
            fn own(&self) -> bool {
                self.provenance.own
            }
            fn source(&self) -> &str {
                &self.provenance.source
            }
        }
    };
}
entry!(super::EmissionFactor, process, subject);
entry!(super::Parameter, name, name);

/// The process itself, then each wider one: `a.b.c`, `a.b`, `a`.
pub(super) fn processes(process: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(process), |narrow| narrow.rsplit_once('.').map(|(wide, _)| wide))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn a_step_reads_as_a_sentence() {
        let (region, year) = ("TH-MEA".parse().unwrap(), "2018".parse().unwrap());
        let printed = [
            (Fallback::ProcessUp("road".to_owned()), "broader process road", "ใช้กระบวนการที่กว้างกว่า road"),
            (Fallback::RegionUp(region), "broader region TH-MEA", "ใช้พื้นที่ที่กว้างกว่า TH-MEA"),
            (Fallback::YearBack(1), "1 year earlier", "ย้อนหลัง 1 ปี"),
            (Fallback::YearBack(8), "8 years earlier", "ย้อนหลัง 8 ปี"),
            (Fallback::FiscalYear(year), "fiscal year 2018 instead of the calendar year", "ใช้ปีงบประมาณ 2018 แทนปีปฏิทิน"),
            (
                Fallback::Waived("no {later}".to_owned()),
                "outside its years, allowed because: no {later}",
                "ใช้นอกช่วงปีของค่า โดยยกเว้นเพราะ no {later}",
            ),
            (Fallback::Chosen("a".to_owned()), "chosen series a", "ชุดข้อมูลที่เลือก a"),
        ];
        for (step, english, thai) in printed {
            assert_eq!((step.to_string().as_str(), step.render(Language::Thai).as_str()), (english, thai));
        }
    }
}
