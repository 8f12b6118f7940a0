//! Notes of a measure: those of its model, and the ways to the rows that it rests on.

use crate::factors::Fallback;
use crate::measures;
use crate::quantity::Rate;
use crate::taxonomy::{Phrases, Year};
use core::fmt;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// What a reader must know of a measure. It keeps its parts, so that it can be said in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Note {
    /// A note of the sector model.
    Model(measures::Note),
    /// The way to a row of other years or places.
    Way(Way),
    /// The rate by which a component of waste decays.
    Decay(Box<Decaying>),
}

/// The way to a row of other years or places, and the years that it served.
///
/// ```
/// use citycarbon::factors::Fallback;
/// use citycarbon::plan::Way;
/// let (first, last) = ("2024".parse()?, "2030".parse()?);
/// let way = Way::new("grid", (first, last), vec![Fallback::RegionUp("TH".parse()?)], (1, 7));
/// assert_eq!(way.say("en"), "grid in 2024 to 2030: region up to TH; 1 to 7 years back");
/// assert_eq!(way.say("th"), "grid ในปี 2024 ถึง 2030: ใช้พื้นที่ที่กว้างกว่า TH; ย้อนหลัง 1 ถึง 7 ปี");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Way {
    /// The row of the tables.
    pub id: String,
    /// The first and the last of the years.
    pub years: (Year, Year),
    /// The steps, but those back in time.
    pub steps: Vec<Fallback>,
    /// The fewest and the most years back; zero where a row of the year itself answered.
    pub back: (u16, u16),
}

/// The rate by which a component of waste decays, with its row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Decaying {
    /// The component.
    pub waste: String,
    /// Its rate.
    pub rate: Rate,
    /// The row of the tables.
    pub id: String,
    /// The publication.
    pub source: String,
    /// Its page or table.
    pub locator: String,
    /// The steps that led to the row.
    pub steps: Vec<Fallback>,
}

/// How ways and rates are said, in every language.
const NOTES: &str = include_str!("notes.csv");

static SAID: LazyLock<Phrases> = LazyLock::new(|| Phrases::shipped(NOTES));

impl Way {
    /// A way to a row, the years it served, its steps, and the fewest and the most years back.
    pub fn new(id: &str, years: (Year, Year), steps: Vec<Fallback>, back: (u16, u16)) -> Self {
        Self { id: id.to_owned(), years, steps, back }
    }

    /// The way in a language: English, or Thai for `th`.
    pub fn say(&self, language: &str) -> String {
        let (since, until) = self.years;
        let between = |row: &str, least: &dyn fmt::Display, most: &dyn fmt::Display| {
            SAID.say(row, language, |blank| Some(if blank == "most" { most.to_string() } else { least.to_string() }))
        };
        let years = between(if since == until { "OneYear" } else { "Years" }, &since, &until);
        let back = match self.back {
            (_, 0) => None,
            (0, most) => Some(between("BackAtMost", &0, &most)),
            (least, most) if least == most => Some(Fallback::YearBack(most).say(language)),
            (least, most) => Some(between("Back", &least, &most)),
        };
        let steps: Vec<String> = self.steps.iter().map(|step| step.say(language)).chain(back).collect();
        SAID.say("Way", language, |blank| match blank {
            "id" => Some(self.id.clone()),
            "years" => Some(years.clone()),
            "steps" => Some(steps.join("; ")),
            _ => None,
        })
    }
}

impl Decaying {
    /// The rate in a language: English, or Thai for `th`.
    pub fn say(&self, language: &str) -> String {
        let way = self.steps.iter().fold(String::new(), |way, step| way + "; " + &step.say(language));
        SAID.say("Decay", language, |blank| match blank {
            "waste" => Some(self.waste.clone()),
            "rate" => Some(self.rate.to_string()),
            "id" => Some(self.id.clone()),
            "source" => Some(self.source.clone()),
            "locator" => Some(self.locator.clone()),
            "way" => Some(way.clone()),
            _ => None,
        })
    }
}

impl Note {
    /// The note in a language: English, or Thai for `th`.
    pub fn say(&self, language: &str) -> String {
        match self {
            Self::Model(note) => note.say(language),
            Self::Way(way) => way.say(language),
            Self::Decay(decaying) => decaying.say(language),
        }
    }

    /// In the order of their English words, each once.
    pub(super) fn in_order(notes: &mut Vec<Self>) {
        notes.sort_by_cached_key(Self::to_string);
        notes.dedup_by_key(|note| note.to_string());
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say("en"))
    }
}

impl From<measures::Note> for Note {
    fn from(note: measures::Note) -> Self {
        Self::Model(note)
    }
}

/// By its English words.
impl PartialEq<&str> for Note {
    fn eq(&self, text: &&str) -> bool {
        self.say("en") == *text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_and_rate_is_said_in_every_language() {
        let rows: [(&str, &[&str]); 6] = [
            ("Way", &["id", "years", "steps"]),
            ("OneYear", &["least"]),
            ("Years", &["least", "most"]),
            ("BackAtMost", &["most"]),
            ("Back", &["least", "most"]),
            ("Decay", &["waste", "rate", "id", "source", "locator", "way"]),
        ];
        Phrases::assert_whole(NOTES, &rows);
    }

    #[test]
    fn years_of_a_way_are_said_as_few_as_they_are() {
        let year = |number| Year::new(number).unwrap();
        let way = |last, back| Way::new("{id}", (year(2024), year(last)), vec![], back);
        let said = [
            (way(2024, (3, 3)), "{id} in 2024: 3 years back", "{id} ในปี 2024: ย้อนหลัง 3 ปี"),
            (way(2024, (1, 1)), "{id} in 2024: 1 year back", "{id} ในปี 2024: ย้อนหลัง 1 ปี"),
            (way(2026, (0, 2)), "{id} in 2024 to 2026: up to 2 years back", "{id} ในปี 2024 ถึง 2026: ย้อนหลังไม่เกิน 2 ปี"),
            (way(2026, (1, 3)), "{id} in 2024 to 2026: 1 to 3 years back", "{id} ในปี 2024 ถึง 2026: ย้อนหลัง 1 ถึง 3 ปี"),
        ];
        for (way, english, thai) in said {
            assert_eq!((way.say("en").as_str(), way.say("th").as_str()), (english, thai));
        }
        let up = Way::new("a", (year(2024), year(2025)), vec![Fallback::Chosen("b".to_owned())], (0, 0));
        assert_eq!(up.say("en"), "a in 2024 to 2025: series chosen: b");
        assert_eq!(up.say("th"), "a ในปี 2024 ถึง 2025: ชุดข้อมูลที่เลือก b");
    }

    #[test]
    fn notes_stand_once_in_the_order_of_their_words() {
        let own = |text: &str| Note::from(measures::Note::from(text));
        let way = Note::Way(Way::new("b", ("2024".parse().unwrap(), "2024".parse().unwrap()), vec![], (2, 2)));
        let mut notes = vec![own("c"), way.clone(), own("a"), own("b in 2024: 2 years back"), way];
        Note::in_order(&mut notes);
        assert_eq!(notes, ["a", "b in 2024: 2 years back", "c"]);
    }
}
