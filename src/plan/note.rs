//! Notes of a measure: those of its model, and the rows of other years or places that it uses.

use crate::factors::Fallback;
use crate::measures;
use crate::quantity::Rate;
use crate::taxonomy::Year;

messages! {
    /// What a reader must know of a measure.
    ///
    /// ```
    /// use citycarbon::factors::Fallback;
    /// use citycarbon::i18n::Language;
    /// use citycarbon::plan::{EffectNote, YearsBack};
    /// let (first, last) = ("2024".parse()?, "2030".parse()?);
    /// let fallbacks = vec![Fallback::RegionUp("TH".parse()?)];
    /// let used = EffectNote::fallback_use("grid", (first, last), fallbacks, (1, 7));
    /// assert_eq!(used.to_string(), "grid in 2024 to 2030: broader region TH; 1 to 7 years earlier");
    /// assert_eq!(used.render(Language::Thai), "grid ในปี 2024 ถึง 2030: ใช้พื้นที่ที่กว้างกว่า TH; ย้อนหลัง 1 ถึง 7 ปี");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub enum EffectNote in "plan";

    /// A note of the measure itself.
    Measure { note: measures::Note }
    /// A row of other years or places, and the years that it served; `last` only where there are several.
    FallbackUse { id: String, first: Year, last: Option<Year>, fallbacks: Vec<Fallback>, back: Option<YearsBack> }
    /// The rate by which a component of waste decays, with its row.
    Decay { waste: String, rate: Box<Rate>, id: String, source: String, locator: String, fallbacks: Vec<Fallback> }
}

messages! {
    /// How many years before the years served a row is.
    pub enum YearsBack in "years-back";

    /// The same number for each year.
    All { years: u16 }
    /// None for some, up to so many for others.
    UpTo { most: u16 }
    /// From the fewest to the most.
    Between { fewest: u16, most: u16 }
}

fills_with_its_text!(Rate);

impl EffectNote {
    /// A row, the first and the last year that it served, its fallbacks other than those back in time, and the fewest and the most
    /// years earlier.
    pub fn fallback_use(id: &str, (first, last): (Year, Year), fallbacks: Vec<Fallback>, back: (u16, u16)) -> Self {
        let back = match back {
            (_, 0) => None,
            (0, most) => Some(YearsBack::UpTo { most }),
            (fewest, most) if fewest == most => Some(YearsBack::All { years: most }),
            (fewest, most) => Some(YearsBack::Between { fewest, most }),
        };
        Self::FallbackUse { id: id.to_owned(), first, last: Some(last).filter(|last| *last != first), fallbacks, back }
    }

    /// In the order of their English text, each once.
    pub(super) fn in_order(notes: &mut Vec<Self>) {
        notes.sort_by_cached_key(Self::to_string);
        notes.dedup_by_key(|note| note.to_string());
    }
}

impl From<measures::Note> for EffectNote {
    fn from(note: measures::Note) -> Self {
        Self::Measure { note }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn years_of_a_fallback_are_as_few_as_they_are() {
        let year = |number| Year::new(number).unwrap();
        let used = |last, back| EffectNote::fallback_use("{id}", (year(2024), year(last)), vec![], back);
        let printed = [
            (used(2024, (3, 3)), "{id} in 2024: 3 years earlier", "{id} ในปี 2024: ย้อนหลัง 3 ปี"),
            (used(2024, (1, 1)), "{id} in 2024: 1 year earlier", "{id} ในปี 2024: ย้อนหลัง 1 ปี"),
            (used(2026, (0, 2)), "{id} in 2024 to 2026: up to 2 years earlier", "{id} ในปี 2024 ถึง 2026: ย้อนหลังไม่เกิน 2 ปี"),
            (used(2026, (1, 3)), "{id} in 2024 to 2026: 1 to 3 years earlier", "{id} ในปี 2024 ถึง 2026: ย้อนหลัง 1 ถึง 3 ปี"),
        ];
        for (note, english, thai) in printed {
            assert_eq!((note.to_string().as_str(), note.render(Language::Thai).as_str()), (english, thai));
        }
        let chosen = vec![Fallback::Chosen("b".to_owned())];
        let up = EffectNote::fallback_use("a", (year(2024), year(2025)), chosen, (0, 0));
        assert_eq!(up.to_string(), "a in 2024 to 2025: chosen series b");
        assert_eq!(up.render(Language::Thai), "a ในปี 2024 ถึง 2025: ชุดข้อมูลที่เลือก b");
    }

    #[test]
    fn notes_are_once_in_the_order_of_their_text() {
        let own = |text: &str| EffectNote::from(measures::Note::Own { text: text.to_owned() });
        let used = EffectNote::fallback_use("b", ("2024".parse().unwrap(), "2024".parse().unwrap()), vec![], (2, 2));
        let mut notes = vec![own("c"), used.clone(), own("a"), own("b in 2024: 2 years earlier"), used];
        EffectNote::in_order(&mut notes);
        let printed: Vec<String> = notes.iter().map(EffectNote::to_string).collect();
        assert_eq!(printed, ["a", "b in 2024: 2 years earlier", "c"]);
    }
}
