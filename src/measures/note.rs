//! Notes of the sector models, and what they serve and save, as values: each is said in every language.

use super::streams::{Destination, Stream};
use crate::quantity::{Exact, Ratio};
use crate::taxonomy::{Part, Phrases, Year, alike, sentences};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

sentences! {
    /// What a reader must know of a sector model: what is assumed, what is left out and why. How it is said is the row of its name
    /// in `notes.csv`, with a blank for each part.
    ///
    /// ```
    /// use citycarbon::measures::Note;
    /// let note = Note::NoAuxiliary {};
    /// assert_eq!(note.to_string(), "auxiliary use is not counted where none is stated");
    /// assert_eq!(note.say("th"), "ไม่นับไฟฟ้าที่ระบบใช้เอง หากไม่ได้ระบุ");
    /// ```
    Note;

    /// Replaced trucks that go on running are leakage.
    TrucksRunOn {}
    /// No share of replaced trucks that go on running is stated.
    TrucksGone {}
    /// The work of trucks is the same on both sides.
    TrucksWork {}
    /// Where the exhaust and the electricity of trucks stand.
    TrucksScopes {}
    /// What is not counted of trucks.
    TrucksLeftOut {}
    /// No distance is added for payload lost to the battery.
    NoExtraDistance {}
    /// Trucks do not improve where nothing says so.
    TrucksAsBefore {}
    /// Some groups of trucks state no tonnes.
    NoTonnes {}
    /// Money is that of energy alone.
    EnergyAlone {}
    /// Some groups of trucks state no prices.
    NoPrices {}
    /// Each kWh drawn weighs as the grid of its year.
    GridDrawn {}
    /// Buses that go on running are leakage.
    BusesRunOn {}
    /// No share of buses that go on running is stated.
    BusesGone {}
    /// What is not estimated of buses.
    BusesLeftOut {}
    /// Where the exhaust and the electricity of buses stand.
    BusesScopes {}
    /// The distance of buses is the same on both sides.
    BusesDistance {}
    /// Passengers of a line who take nothing without the measure.
    NothingWithout { line: String, mode: String, share: Ratio, reason: String }
    /// Figures for each bus-km and passenger hold other trips too.
    DrawnInside {}
    /// Buses do not improve where nothing says so.
    BusesAsBefore {}
    /// Passengers or the length of their trips are not stated for every line.
    NoPassengerDistance {}
    /// Roofs have no leakage.
    RoofsLeakage {}
    /// Each kWh displaced weighs as the grid of its year.
    GridDisplaced {}
    /// The reduction of roofs stands in the inventory already.
    RoofsInventory {}
    /// No auxiliary use is stated.
    NoAuxiliary {}
    /// Landfills count by methane commitment.
    Commitment {}
    /// What is not counted of separation.
    SeparationLeftOut {}
    /// No extra way to the treatment is stated.
    NoExtraWay {}
    /// What falls in each year is told apart from the commitment.
    ToldApart { climate: String, month: u8 }
    /// What falls in each year is not told apart.
    NotToldApart {}
    /// Waste whose way does not change.
    Unmoved {}
    /// Rows of a year that the measure does not have.
    RowsOutside { rows: u64, year: Year }
    /// Waste of which nothing, or not all, is counted without the measure.
    UncountedWithout { stream: Stream, rest: UncountedShare, reason: String }
    /// Waste of which nothing, or not all, is counted with it.
    UncountedWith { stream: Stream, destination: Destination, rest: UncountedShare, reason: String }
    /// A column that nothing reads.
    Column { file: String, column: String }
    /// A year and its months of one stream, of the city as a whole where no place is named.
    YearAndMonths { stream: Stream, destination: Destination, place: String, year: Year }
    /// Words of a sheet or a program, the same in every language.
    Own { text: String }
}

sentences! {
    /// What a measure serves or saves.
    ///
    /// ```
    /// use citycarbon::measures::What;
    /// assert_eq!(What::BusDistance {}.to_string(), "bus-km");
    /// assert_eq!(What::from("collection").say("th"), "collection");
    /// ```
    What;

    /// Distance of vehicles.
    VehicleDistance {}
    /// Tonnes of waste collected.
    Collected {}
    /// Days of vehicles.
    VehicleDays {}
    /// Distance of buses.
    BusDistance {}
    /// Passengers carried.
    Passengers {}
    /// Distance of passengers.
    PassengerDistance {}
    /// Electricity generated.
    Generated {}
    /// Tonnes that are kept out of mixed waste.
    KeptOut {}
    /// Fuel less electricity.
    Energy {}
    /// Words of a sheet or a program, the same in every language.
    Own { text: String }
}

/// How much of a tonne nothing is counted for; none for all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UncountedShare(pub Option<Exact>);

/// How notes and words are said, in every language.
const NOTES: &str = include_str!("notes.csv");

static SAID: LazyLock<Phrases> = LazyLock::new(|| Phrases::shipped(NOTES));

impl Note {
    /// The note in a language: English, or Thai for `th`.
    pub fn say(&self, language: &str) -> String {
        let row = match self {
            Self::RowsOutside { rows: 1, .. } => "OneRowOutside",
            Self::YearAndMonths { place, .. } if place.is_empty() => "YearAndMonthsOfAll",
            _ => self.kind(),
        };
        SAID.say(row, language, |blank| self.part(blank, language))
    }
}

impl What {
    /// What it is in a language: English, or Thai for `th`.
    pub fn say(&self, language: &str) -> String {
        SAID.say(self.kind(), language, |blank| self.part(blank, language))
    }
}

impl Stream {
    /// Its name in a language: as files spell it, or in Thai for `th`.
    pub fn say(self, language: &str) -> String {
        SAID.say(&format!("stream {self}"), language, |_| None)
    }
}

impl Destination {
    /// Its name in a language: as files spell it, or in Thai for `th`.
    pub fn say(self, language: &str) -> String {
        SAID.say(&format!("to {self}"), language, |_| None)
    }
}

alike!(u8, Ratio);

impl Part for Stream {
    fn said(&self, language: &str) -> String {
        self.say(language)
    }
}

impl Part for Destination {
    fn said(&self, language: &str) -> String {
        self.say(language)
    }
}

impl Part for UncountedShare {
    fn said(&self, language: &str) -> String {
        match self.0 {
            Some(rest) => SAID.say("RestOfTonne", language, |_| Some(rest.to_string())),
            None => SAID.say("RestAll", language, |_| None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_note_and_every_word_is_said_in_every_language() {
        let variants: [(&str, &[&str]); 4] = [
            ("OneRowOutside", &["rows", "year"]),
            ("YearAndMonthsOfAll", &["stream", "destination", "year"]),
            ("RestOfTonne", &["rest"]),
            ("RestAll", &[]),
        ];
        let what = What::KINDS.iter().filter(|(kind, _)| *kind != "Own").copied();
        let mut rows: Vec<(String, &[&str])> =
            Note::KINDS.iter().copied().chain(variants).chain(what).map(|(name, blanks)| (name.to_owned(), blanks)).collect();
        rows.extend(Stream::ALL.iter().map(|stream| (format!("stream {stream}"), &[][..])));
        rows.extend(Destination::ALL.iter().map(|destination| (format!("to {destination}"), &[][..])));
        let names: Vec<(&str, &[&str])> = rows.iter().map(|(name, blanks)| (name.as_str(), *blanks)).collect();
        Phrases::assert_whole(NOTES, &names);
    }

    #[test]
    fn in_english_streams_and_destinations_are_named_as_files_spell_them() {
        assert!(Stream::ALL.iter().all(|stream| stream.say("en") == stream.name()));
        assert!(Destination::ALL.iter().all(|destination| destination.say("en") == destination.name()));
    }

    #[test]
    fn what_is_left_of_a_tonne_one_row_and_no_place_are_said_as_such() {
        let uncounted = |rest| Note::UncountedWith {
            stream: Stream::Organic,
            destination: Destination::Composting,
            rest: UncountedShare(rest),
            reason: "{rest}".to_owned(),
        };
        assert_eq!(uncounted(None).to_string(), "organic to composting: nothing is counted for it: {rest}");
        assert_eq!(uncounted(None).say("th"), "ขยะอินทรีย์ที่นำไปหมักทำปุ๋ย: ไม่นับส่วนนี้ทั้งหมด: {rest}");
        let part = uncounted("0.25".parse().ok());
        assert_eq!(part.to_string(), "organic to composting: nothing is counted for 0.25 of a tonne: {rest}");
        assert_eq!(part.say("th"), "ขยะอินทรีย์ที่นำไปหมักทำปุ๋ย: ไม่นับส่วน 0.25 ของแต่ละตัน: {rest}");
        let year: Year = "2023".parse().unwrap();
        let outside = |rows| Note::RowsOutside { rows, year };
        assert_eq!(outside(1), "1 row of 2023 not counted: not a year of the measure");
        assert_eq!(outside(2), "2 rows of 2023 not counted: not a year of the measure");
        let twice = |place: &str| Note::YearAndMonths {
            stream: Stream::Organic,
            destination: Destination::Energy,
            place: place.to_owned(),
            year,
        };
        assert_eq!(twice("B"), "organic to energy in B: 2023 is given as a whole and by months or days: a double count?");
        assert_eq!(twice(""), "organic to energy: 2023 is given as a whole and by months or days: a double count?");
        assert_eq!(twice("B").say("th"), "ขยะอินทรีย์ที่นำไปผลิตพลังงาน ใน B: ปี 2023 มีทั้งค่าทั้งปีและค่ารายเดือนหรือรายวัน: นับซ้ำหรือไม่");
    }
}
