//! Every printed word in every language, one table.

use crate::error::{Error, ErrorKind, Problem, Result};
use core::fmt;
use core::str::FromStr;
use std::sync::LazyLock;

/// A language that reports are printed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Thai.
    Thai,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::Thai];

    /// Its code: `en`, `th`.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Thai => "th",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Language {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|language| language.code() == text).ok_or_else(|| {
            Problem::new(ErrorKind::Setting, text, "not a language that reports are printed in", "use en or th").into()
        })
    }
}

as_text!(Language);

macro_rules! words {
    ($($word:ident)*) => {
        /// What may be printed; the row of `labels.csv` that says how.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Word { $($word),* }

        impl Word {
            #[cfg(test)]
            const ALL: &'static [Self] = &[$(Self::$word),*];
        }
    };
}

words! {
    Draft Final Region GwpSet Level Factors
    BySector ScopeOne ScopeTwo ScopeThree TerritorialOnly Basic BasicPlus BasicS3 Territorial BasicMarket BiogenicCo2
    Total Totals Tonnes BasicPerHead BasicPerKm2 BasicPerGdp Population Missing ByGas ByYear Filled AllFilled NoData FilledOf
    MissingHeader NotRequired Keys IncludedIn Parts WholeCity Market LocationBased MarketBased Notices Fallbacks RowsRead
    NoteRounding NoteTerritorial NoteOtherScope3 NoteKeys NoteTotals NoYears
    RestsOn BasicLacks CrossChecks Here Measures NoteMeasures
    MeasureYears Baseline Project Leakage Reduction ReducedOne ReducedTwo ReducedThree NoteBaseline
    FallsInYear FallsLater StreamTonnes StreamRates ServedEach SavedMoney
}

static TABLE: LazyLock<Vec<[String; 3]>> = LazyLock::new(|| {
    csv::Reader::from_reader(include_str!("labels.csv").as_bytes())
        .into_records()
        .flatten()
        .map(|row| [0, 1, 2].map(|at| row.get(at).unwrap_or_default().to_owned()))
        .collect()
});

impl Word {
    /// The word in a language.
    pub(super) fn say(self, language: Language) -> &'static str {
        // The rows stand in the order of the words; a test holds it.
        TABLE.get(self as usize).map_or("", |[_, english, thai]| match language {
            Language::English => english,
            Language::Thai => thai,
        })
    }

    /// The word with its blanks filled, each `{}` by the next part.
    pub(super) fn with(self, language: Language, parts: &[&str]) -> String {
        let mut said = String::new();
        let mut parts = parts.iter();
        for (at, piece) in self.say(language).split("{}").enumerate() {
            if at > 0 {
                said.push_str(parts.next().unwrap_or(&""));
            }
            said.push_str(piece);
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_of_the_labels_is_empty() {
        for row in TABLE.iter() {
            assert!(row.iter().all(|cell| !cell.trim().is_empty()), "{row:?}");
            let blanks = |text: &str| text.matches("{}").count();
            assert_eq!(blanks(&row[1]), blanks(&row[2]), "{row:?}");
        }
    }

    #[test]
    fn every_word_has_one_row_and_every_row_a_word() {
        let words: Vec<String> = Word::ALL.iter().map(|word| format!("{word:?}")).collect();
        let rows: Vec<String> = TABLE.iter().map(|[word, ..]| word.clone()).collect();
        assert_eq!(words, rows);
    }

    #[test]
    fn a_language_is_its_code() {
        assert!(Language::ALL.iter().all(|language| language.to_string().parse() == Ok(*language)));
        let error = "ja".parse::<Language>().unwrap_err().to_string();
        assert_eq!(error, "\"ja\": not a language that reports are printed in; use en or th");
    }

    #[test]
    fn sectors_sub_sectors_and_references_have_a_name_in_every_language() {
        use crate::taxonomy::{Category, Sector, SubSector};
        for language in Language::ALL {
            let code = language.code();
            assert!(Sector::all().all(|sector| !sector.label(code).is_empty()));
            assert!(SubSector::all().all(|part| !part.label(code).is_empty()));
            assert!(Category::all().all(|category| !category.label(code).is_empty()));
        }
    }
}
