//! Who states the amounts of ledgers: what the column `source` says, by activity, place and year.

use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The most sources of one activity, place and year that are named.
pub const MOST_SOURCES: usize = 8;

/// The sources of the rows of one activity, place and year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StatedSources {
    /// The first of them in alphabetical order.
    pub names: BTreeSet<String>,
    /// Whether there are more.
    #[serde(default)]
    pub more: bool,
}

impl StatedSources {
    /// The first of them in the order of the alphabet stay, whichever came first.
    fn add(&mut self, name: String) {
        self.names.insert(name);
        if self.names.len() > MOST_SOURCES {
            self.names.pop_last();
            self.more = true;
        }
    }
}

/// The sources of ledgers by activity, place and year. They change no figure. Merging is associative and commutative.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<(String, String, Year, StatedSources)>", into = "Vec<(String, String, Year, StatedSources)>")]
pub struct LedgerSources(BTreeMap<(String, String, Year), StatedSources>);

impl LedgerSources {
    /// Whether no row states one.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds the source of a row; an empty one says nothing.
    ///
    /// ```
    /// use citycarbon::ledger::LedgerSources;
    /// let mut sources = LedgerSources::default();
    /// sources.add("road.diesel-b7", "", "2022".parse()?, "fuel cards");
    /// let stated = sources.of("road.diesel-b7", "", "2022".parse()?).unwrap();
    /// assert!(stated.names.contains("fuel cards") && !stated.more);
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn add(&mut self, activity: &str, place: &str, year: Year, source: &str) {
        if !source.trim().is_empty() {
            self.0.entry((activity.to_owned(), place.to_owned(), year)).or_default().add(source.trim().to_owned());
        }
    }

    /// Adds those of other ledgers.
    pub fn merge(&mut self, other: &Self) {
        for (key, sources) in &other.0 {
            let held = self.0.entry(key.clone()).or_default();
            sources.names.iter().for_each(|name| held.add(name.clone()));
            held.more |= sources.more;
        }
    }

    /// The sources of an activity in a place (empty for the city as a whole) and year; none where no row states one.
    pub fn of(&self, activity: &str, place: &str, year: Year) -> Option<&StatedSources> {
        self.0.get(&(activity.to_owned(), place.to_owned(), year))
    }
}

impl From<Vec<(String, String, Year, StatedSources)>> for LedgerSources {
    fn from(rows: Vec<(String, String, Year, StatedSources)>) -> Self {
        let mut all = Self::default();
        for (activity, place, year, sources) in rows {
            all.merge(&Self([((activity, place, year), sources)].into()));
        }
        all
    }
}

impl From<LedgerSources> for Vec<(String, String, Year, StatedSources)> {
    fn from(sources: LedgerSources) -> Self {
        sources.0.into_iter().map(|((activity, place, year), sources)| (activity, place, year, sources)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{LedgerSources, MOST_SOURCES};
    use crate::taxonomy::Year;

    fn of(names: &[String]) -> LedgerSources {
        let mut sources = LedgerSources::default();
        for name in names {
            sources.add("a", "", Year::FIRST, name);
        }
        sources
    }

    #[test]
    fn which_sources_are_named_does_not_depend_on_their_order() {
        let mut names: Vec<String> = (0..MOST_SOURCES + 3).map(|at| format!("bill {at}")).collect();
        let whole = of(&names);
        let stated = whole.of("a", "", Year::FIRST).unwrap();
        assert!(stated.more && stated.names.len() == MOST_SOURCES, "{stated:?}");
        names.reverse();
        assert_eq!(of(&names), whole);
        for at in 0..names.len() {
            let (mut first, second) = (of(&names[..at]), of(&names[at..]));
            first.merge(&second);
            assert_eq!(first, whole);
        }
        assert_eq!(serde_json::from_str::<LedgerSources>(&serde_json::to_string(&whole).unwrap()).unwrap(), whole);
        assert!(of(&[String::new(), " ".to_owned()]).is_empty());
    }
}
