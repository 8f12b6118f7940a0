//! What tests of ledgers share: a small vocabulary, a plain slow reader to compare with, a source of chance.
#![allow(dead_code, unreachable_pub)] // Each test file uses its own part.

pub mod slow;

use citycarbon::error::{Message, Problem, Text, did_you_mean};
use citycarbon::ledger::{Ids, OnBad, Options, Tally};
use citycarbon::ledger::{InputPolicy, PeriodAssignment, UnknownTerm, Vocabulary};
use citycarbon::quantity::EnergyBasis;
use citycarbon::taxonomy::{Calendar, Period, Year};
use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};

/// Activity, its units, and whether it may be below zero.
pub const ACTIVITIES: [(&str, &[&str], bool); 4] = [
    ("bus-diesel", &["litre", "m3"], false),
    ("grid-office", &["kWh", "MWh"], false),
    ("landfill", &["kg", "t"], false),
    ("forest", &["t", "ha"], true),
];

/// The activity whose amounts may be net or gross.
pub const WITH_BASIS: &str = "grid-office";

/// Units of all kinds.
pub const UNITS: [&str; 7] = ["litre", "m3", "kWh", "MWh", "kg", "t", "ha"];

/// Places; the empty one is the city as a whole.
pub const PLACES: [&str; 5] = ["", "Dusit", "Bang Rak", "เขตบางรัก", "Sathon, South"];

/// A vocabulary of a few words that counts how often it is asked. Years 2022 to 2024 count, 2021 is another year, fiscal years
/// go by the Thai calendar.
#[derive(Debug, Default)]
pub struct Words {
    pub asked: AtomicU64,
    pub worded: AtomicU64,
}

impl Words {
    fn note(&self) {
        self.asked.fetch_add(1, Ordering::Relaxed);
    }
}

fn number<'a>(words: impl IntoIterator<Item = &'a str>, word: &str) -> Option<u32> {
    (0..).zip(words).find(|(_, known)| *known == word).map(|(number, _)| number)
}

fn at<T: Copy>(words: &[T], number: u32) -> T {
    words[usize::try_from(number).unwrap()]
}

impl Vocabulary for Words {
    fn activity(&self, code: &str) -> Option<u32> {
        self.note();
        number(ACTIVITIES.map(|(code, ..)| code), code)
    }

    fn unit(&self, activity: u32, unit: &str) -> Option<u32> {
        self.note();
        number(UNITS, unit).filter(|_| at(&ACTIVITIES, activity).1.contains(&unit))
    }

    /// Only the energy of the office is net or gross here.
    fn takes_basis(&self, activity: u32, _: u32, _: EnergyBasis) -> bool {
        self.note();
        at(&ACTIVITIES, activity).0 == WITH_BASIS
    }

    fn place(&self, place: &str) -> Option<u32> {
        self.note();
        number(PLACES, place)
    }

    fn period(&self, _: u32, period: Period) -> Option<PeriodAssignment> {
        self.note();
        let year = if period.is_fiscal() { Calendar::Thailand.year_of_most_months(period.year()) } else { period.year() };
        match year.number() {
            2022..=2024 => Some(PeriodAssignment::Counted(year)),
            2021 => Some(PeriodAssignment::OtherYear(year)),
            _ => None,
        }
    }

    fn allows_negative(&self, activity: u32) -> bool {
        at(&ACTIVITIES, activity).2
    }

    fn activity_name(&self, activity: u32) -> Cow<'_, str> {
        at(&ACTIVITIES, activity).0.into()
    }

    fn unit_name(&self, unit: u32) -> Cow<'_, str> {
        at(&UNITS, unit).into()
    }

    fn place_name(&self, place: u32) -> Cow<'_, str> {
        at(&PLACES, place).into()
    }

    fn explain(&self, miss: UnknownTerm<'_>) -> Problem {
        self.worded.fetch_add(1, Ordering::Relaxed);
        let near = |word: &str, words: &[&'static str]| did_you_mean(word, words.iter().copied()).map(Text::from);
        let message = match miss {
            UnknownTerm::Activity(code) => {
                let nearest = near(code, &ACTIVITIES.map(|(code, ..)| code));
                Message::ActivityNotListed { value: code.into(), nearest }
            }
            UnknownTerm::Unit(activity, unit) if UNITS.contains(&unit) => {
                let (code, units, _) = at(&ACTIVITIES, activity);
                let examples = units.iter().map(|unit| (*unit).into()).collect();
                Message::UnitOfParameter { value: unit.into(), parameter: code.into(), examples }
            }
            UnknownTerm::Unit(activity, unit) => {
                Message::UnitNotListed { value: unit.into(), nearest: near(unit, at(&ACTIVITIES, activity).1) }
            }
            UnknownTerm::Basis(activity, _, basis) => {
                Message::NoBasisHere { value: (&basis).into(), activity: at(&ACTIVITIES, activity).0.into() }
            }
            UnknownTerm::Place(place) => Message::UnknownPlace { value: place.into(), nearest: near(place, &PLACES) },
            UnknownTerm::Period(activity, period, cell) => {
                let (code, ..) = at(&ACTIVITIES, activity);
                let years = ["2022", "2023", "2024"].map(Text::from).into();
                Message::NoFactorOfYear { value: cell.into(), activity: code.into(), year: (&period.year()).into(), years }
            }
        };
        message.into()
    }
}

/// A ledger tallied with the small vocabulary.
pub fn tallied(bytes: &[u8], options: &Options) -> citycarbon::Result<Tally> {
    Tally::read(bytes, "ledger.csv", &Words::default(), options, &mut Ids::new())
}

/// The same, going on past bad rows, on one thread.
pub fn collected(bytes: &[u8], input: InputPolicy) -> citycarbon::Result<Tally> {
    tallied(bytes, &Options::default().with_input(input).with_on_bad(OnBad::Collect).with_threads(1))
}

/// Everything a caller sees of a year.
pub fn year(number: u16) -> Year {
    Year::new(number).unwrap()
}

/// Chance that is the same on every run (`SplitMix64`).
#[derive(Clone, Debug)]
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    pub fn one_of<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.below(things.len())]
    }
}
