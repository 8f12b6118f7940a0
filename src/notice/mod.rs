//! Notices: what a reader of the report must know. A notice keeps its parts, so that it can be said in every language.

use crate::gas::GwpSet;
use crate::taxonomy::{Category, NotationKey, Part, Phrases, Region, Year, alike, sentences};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

sentences! {
    /// What a reader of the report must know; how it is said is the row of its name in `notices.csv`, with a blank for each part.
    ///
    /// ```
    /// use citycarbon::notice::Notice;
    /// let notice = Notice::RowsRefused { rows: 2 };
    /// assert_eq!(notice.to_string(), "2 rows were refused: not in the total");
    /// assert_eq!(notice.say("th"), "ไม่รับ 2 แถว: ไม่อยู่ในผลรวม");
    /// ```
    #[derive(PartialOrd, Ord, Hash)]
    Notice;

    /// Figures known as CO2e in two sets are in one total.
    MixedSets { gwp: GwpSet }
    /// One cell was given several keys.
    SeveralKeys { category: Category, keys: Vec<NotationKey>, taken: NotationKey }
    /// The factor of the grid holds the losses, so their cell is included there.
    LossesInside { category: Category, inside: Category }
    /// The factor of the grid holds the losses, and their cell has something else.
    LossesNotHere { category: Category, inside: Category }
    /// An IE that does not say where.
    NoTarget { category: Category }
    /// An IE whose target has no value.
    EmptyTarget { category: Category, inside: Category }
    /// A key whose cell was not clean.
    UncleanKey { category: Category, key: NotationKey }
    /// A reference with a value and a key.
    ValueAndKey { category: Category, key: NotationKey }
    /// References with values by activity and stated ones.
    ActivityAndStated { categories: Vec<Category> }
    /// A reference with biogenic CO2 and no other gas.
    BiogenicAlone { category: Category }
    /// Required references that occur and have no figure.
    NotEstimated { categories: Vec<Category> }
    /// Rows that were refused.
    RowsRefused { rows: u64 }
    /// Rows of a year that the inventory does not have.
    RowsOutside { rows: u64, year: Year }
    /// Electricity that no contract covers, without a residual mix.
    NoResidualMix { category: Category }
    /// No share of losses was found.
    NoLosses { category: Category, region: Region, year: Year }
    /// A share was found for some of the losses alone.
    LossesInPart { category: Category, parameter: String }
    /// A column of a ledger that nothing reads.
    LedgerColumn { file: String, column: String }
    /// A year and its months of one activity.
    YearAndMonths { activity: String, place: InPlace, year: Year }
    /// A calendar year and a fiscal year of one activity.
    YearAndFiscal { activity: String, place: InPlace, year: Year }
    /// Months and a fiscal year of one activity.
    MonthsAndFiscal { activity: String, place: InPlace, year: Year }
    /// Fiscal years counted as calendar years.
    FiscalAsCalendar { activity: String, place: InPlace }
    /// A column that nothing reads.
    Column { file: String, column: String }
    /// A file that nothing reads.
    File { file: String }
    /// A file that nothing reads, with a name near to one that is read.
    Misnamed { file: String, near: String }
    /// A file among the ledgers that is none.
    NoLedger { file: String }
    /// A table of the city's own.
    OwnTable { file: String }
    /// Shipped codes that the city's own replace.
    CodesReplaced { file: String, codes: Vec<String> }
    /// A figure of `city.toml` for a year that the inventory does not have.
    UnusedYear { key: String, year: Year }
    /// Waste burnt for its energy, which stationary energy holds.
    EnergyRecovered { category: Category, to: Category, file: String }
    /// An option of the input policy.
    InputOption { option: String }
    /// A GWP set beside a gas that needs none.
    SetBesideGas {}
    /// Spaces around a key.
    StraySpaces { category: Category }
    /// Two keys or more in one cell.
    KeysInCell { category: Category, key: NotationKey }
    /// A key that names its target in its own cell.
    TargetInCell { category: Category, target: Category }
    /// Words of a city or a program, the same in every language.
    Own { text: String }
}

/// How a notice is said, in every language.
const NOTICES: &str = include_str!("notices.csv");

static SAID: LazyLock<Phrases> = LazyLock::new(|| Phrases::shipped(NOTICES));

impl Notice {
    /// The notice in a language: English, or Thai for `th`.
    pub fn say(&self, language: &str) -> String {
        let row = match self {
            Self::RowsRefused { rows: 1 } => "OneRowRefused",
            Self::RowsOutside { rows: 1, .. } => "OneRowOutside",
            _ => self.kind(),
        };
        SAID.say(row, language, |blank| self.part(blank, language))
    }

    /// In the order of their English words, each once.
    pub(super) fn in_order(notices: &mut Vec<Self>) {
        notices.sort_by_cached_key(|notice| (notice.to_string(), notice.clone()));
        notices.dedup_by_key(|notice| notice.to_string());
    }
}

/// The reason that the books themselves give for a cell whose emissions are in another's factor.
pub(super) fn losses_inside(language: &str) -> String {
    SAID.say("LossesReason", language, |_| None)
}

/// The place that a notice speaks of; empty for the city as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InPlace(pub String);

alike!(GwpSet);

impl Part for InPlace {
    fn said(&self, language: &str) -> String {
        if self.0.is_empty() { String::new() } else { SAID.say("InPlace", language, |_| Some(self.0.clone())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notice_is_said_in_every_language() {
        let beside: [(&str, &[&str]); 4] =
            [("OneRowRefused", &["rows"]), ("OneRowOutside", &["rows", "year"]), ("InPlace", &["place"]), ("LossesReason", &[])];
        Phrases::assert_whole(NOTICES, &Notice::KINDS.iter().copied().chain(beside).collect::<Vec<_>>());
    }

    #[test]
    fn one_row_is_one_row_and_a_place_is_named_where_there_is_one() {
        let year: Year = "2017".parse().unwrap();
        assert_eq!(Notice::RowsRefused { rows: 1 }.to_string(), "1 row was refused: not in the total");
        let outside = |rows| Notice::RowsOutside { rows, year }.to_string();
        assert_eq!(outside(1), "1 row of 2017 was not summed: not a year of the inventory");
        assert_eq!(outside(2), "2 rows of 2017 were not summed: not a year of the inventory");
        let at = |place: &str| Notice::FiscalAsCalendar { activity: "a".to_owned(), place: InPlace(place.to_owned()) };
        assert_eq!(at(""), "a: fiscal years are counted as the year of most months");
        assert_eq!(at("B"), "a in B: fiscal years are counted as the year of most months");
        assert_eq!(at("B").say("th"), "a ใน B: นับปีงบประมาณเป็นปีปฏิทินที่มีจำนวนเดือนมากที่สุด");
        assert_eq!(Notice::from("{rows}: own words").say("th"), "{rows}: own words");
    }

    #[test]
    fn notices_stand_once_in_the_order_of_their_words() {
        let mut notices = vec![Notice::from("b"), Notice::RowsRefused { rows: 12 }, Notice::from("a"), Notice::from("b")];
        notices.push(Notice::from("12 rows were refused: not in the total"));
        Notice::in_order(&mut notices);
        assert_eq!(notices, ["12 rows were refused: not in the total", "a", "b"]);
    }
}
