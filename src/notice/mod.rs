//! Notices: what a reader of the report must know. A notice keeps its parts, so that it can be printed in every language.

use crate::gas::GwpSet;
use crate::i18n::{self, Language};
use crate::taxonomy::{Category, NotationKey, Region, Year};

messages! {
    /// What a reader of the report must know. The text is the entry of the variant's name in the language files.
    ///
    /// ```
    /// use citycarbon::i18n::Language;
    /// use citycarbon::notice::Notice;
    /// let notice = Notice::RowsRefused { rows: 2 };
    /// assert_eq!(notice.to_string(), "2 rows were rejected and are not in the total");
    /// assert_eq!(notice.render(Language::Thai), "ไม่รับ 2 แถว: ไม่อยู่ในผลรวม");
    /// ```
    #[derive(PartialOrd, Ord, Hash)]
    pub enum Notice in "notice";

    /// The factor of the grid holds the losses, so their cell is included there.
    LossesInside { category: Category, inside: Category }
    /// The factor of the grid holds the losses, and their cell has something else.
    LossesNotHere { category: Category, inside: Category }
    /// Required references that occur and have no figure.
    NotEstimated { categories: Vec<Category> }
    /// Required references with a figure, of which a place or part is not estimated.
    NotEstimatedInPart { categories: Vec<Category> }
    /// Keys of some places, where the others and the city have none.
    KeysOfPlacesOnly { category: Category, places: Vec<String> }
    /// Rows that were refused.
    RowsRefused { rows: u64 }
    /// Rows of a year that the inventory does not have.
    RowsOutside { rows: u64, year: Year }
    /// Electricity that no contract covers, without a residual mix.
    NoResidualMix { category: Category }
    /// The same, of an organisation.
    ElectricityWithoutContract
    /// No share of losses was found.
    NoLosses { category: Category, region: Region, year: Year }
    /// A share was found for some of the losses only.
    LossesInPart { category: Category, parameter: String }
    /// Energy of a fuel without its basis, counted as net.
    TakenAsNet { activity: String }
    /// A unit of gas bills in which M is a thousand.
    RomanThousand { activity: String, unit: String }
    /// Rows that were not compared with one another, because there are too many.
    RowsNotCompared { limit: u64 }
    /// A column of a ledger that nothing reads.
    LedgerColumn { file: String, column: String }
    /// Fiscal years counted as calendar years.
    FiscalAsCalendar { activity: String, place: Option<String> }
    /// A column that nothing reads.
    Column { file: String, column: String }
    /// A figure of a form in tons.
    Ton { file: String, input: String }
    /// A header below other rows, which were not read.
    HeaderBelow { file: String, line: u64 }
    /// A file that nothing reads.
    File { file: String }
    /// A sheet that is no ledger.
    Sheet { file: String }
    /// A unit of the city's own.
    OwnUnit { unit: String, equals: String, of: String, source: String }
    /// A table of the city's own.
    OwnTable { file: String }
    /// Shipped rows are used only where their publications are open.
    OpenDataOnly
    /// Shipped codes that the city's own replace.
    CodesReplaced { file: String, codes: Vec<String> }
    /// A figure of `city.toml` for a year that the inventory does not have.
    UnusedYear { key: String, year: Year }
    /// Waste burnt for its energy, which stationary energy holds.
    EnergyRecovered { category: Category, to: Category, file: String }
    /// An option of the input policy.
    InputOption { option: String }
    /// A GWP set next to a gas that needs none.
    SetBesideGas
    /// Spaces around a key.
    StraySpaces { category: Category }
    /// Two keys or more in one cell.
    KeysInCell { category: Category, key: NotationKey }
    /// A key that is spelled in another way.
    KeyReadAs { reference: String, written: String, key: NotationKey }
    /// A key that names its target in its own cell.
    TargetInCell { category: Category, target: Category }
    /// Words of a city or a program, the same in every language.
    Own { text: String }
}

impl Notice {
    /// Whether it is printed on the first page: something was left out or not read.
    pub fn is_on_the_page(&self) -> bool {
        matches!(
            self,
            Self::RowsRefused { .. }
                | Self::RowsOutside { .. }
                | Self::RowsNotCompared { .. }
                | Self::LedgerColumn { .. }
                | Self::Column { .. }
                | Self::Ton { .. }
                | Self::HeaderBelow { .. }
                | Self::File { .. }
                | Self::Sheet { .. }
                | Self::UnusedYear { .. }
                | Self::SetBesideGas
                | Self::KeysInCell { .. }
                | Self::Own { .. }
        )
    }

    /// In the order of their English words, each once.
    pub(super) fn in_order(notices: &mut Vec<Self>) {
        notices.sort_by_cached_key(|notice| (notice.to_string(), notice.clone()));
        notices.dedup_by_key(|notice| notice.to_string());
    }
}

fills_with_its_text!(GwpSet, crate::gas::Gas);

/// The reason that the inventory itself gives for a cell whose emissions are in another's factor.
pub(super) fn losses_inside(language: Language) -> &'static str {
    i18n::text("reason.LossesInside", language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> Notice {
        Notice::Own { text: text.to_owned() }
    }

    #[test]
    fn one_row_is_one_row_and_a_place_is_named_where_there_is_one() {
        let year: Year = "2017".parse().unwrap();
        assert_eq!(Notice::RowsRefused { rows: 1 }.to_string(), "1 row was rejected and is not in the total");
        let outside = |rows| Notice::RowsOutside { rows, year }.to_string();
        assert_eq!(outside(1), "1 row of 2017 is not included: not a year of the inventory");
        assert_eq!(outside(2), "2 rows of 2017 are not included: not a year of the inventory");
        let at = |place: &str| Notice::FiscalAsCalendar {
            activity: "a".to_owned(),
            place: Some(place.to_owned()).filter(|place| !place.is_empty()),
        };
        assert_eq!(at("").to_string(), "a: each fiscal year is counted as the calendar year that has most of its months");
        assert_eq!(at("B").to_string(), "a in B: each fiscal year is counted as the calendar year that has most of its months");
        assert_eq!(at("B").render(Language::Thai), "a ใน B: นับปีงบประมาณเป็นปีปฏิทินที่มีจำนวนเดือนมากที่สุด");
        assert_eq!(own("{rows}: own words").render(Language::Thai), "{rows}: own words");
    }

    #[test]
    fn notices_stand_once_in_the_order_of_their_words() {
        let mut notices = vec![own("b"), Notice::RowsRefused { rows: 12 }, own("a"), own("b")];
        notices.push(own("12 rows were rejected and are not in the total"));
        Notice::in_order(&mut notices);
        let printed: Vec<String> = notices.iter().map(Notice::to_string).collect();
        assert_eq!(printed, ["12 rows were rejected and are not in the total", "a", "b"]);
    }
}
