//! Notices and steps: the same parts in every language, each where it belongs.

use crate::given::reads_back;
use citycarbon::factors::Fallback;
use citycarbon::gas::GwpSet;
use citycarbon::i18n::Language;
use citycarbon::inventory::{Inventory, Settings};
use citycarbon::notice::Notice;
use citycarbon::taxonomy::{Category, NotationKey, Region, Year};
use proptest::prelude::*;
use proptest::sample::select;

fn year() -> impl Strategy<Value = Year> {
    (1800..=2399_u16).prop_map(|number| Year::new(number).unwrap())
}

fn category() -> impl Strategy<Value = Category> {
    select(Category::all().collect::<Vec<_>>())
}

/// Words that look like blanks are words.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![Just("{category}".to_owned()), Just("{".to_owned()), "[a-zก-ฮ.{}-]{1,12}"]
}

/// A notice, and what each of its parts reads like.
fn notice() -> impl Strategy<Value = (Notice, Vec<String>)> {
    let key = || select(NotationKey::ALL.to_vec());
    prop_oneof![
        (category(), prop::collection::vec(words(), 1..4)).prop_map(|(category, places)| {
            let parts = vec![category.to_string(), places.join(", ")];
            (Notice::KeysOfPlacesOnly { category, places }, parts)
        }),
        (category(), category()).prop_map(|(category, inside)| {
            (Notice::LossesInside { category, inside }, vec![category.to_string(), format!("({inside})")])
        }),
        (category(), key())
            .prop_map(|(category, key)| (Notice::KeysInCell { category, key }, vec![category.to_string(), key.to_string()])),
        prop::collection::vec(category(), 1..5).prop_map(|categories| {
            let parts = vec![categories.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")];
            (Notice::NotEstimated { categories }, parts)
        }),
        any::<u64>().prop_map(|rows| (Notice::RowsRefused { rows }, vec![rows.to_string()])),
        (any::<u64>(), year())
            .prop_map(|(rows, year)| (Notice::RowsOutside { rows, year }, vec![rows.to_string(), year.to_string()])),
        (category(), year()).prop_map(|(category, year)| {
            let region: Region = "TH-10".parse().unwrap();
            (Notice::NoLosses { category, region, year }, vec![category.to_string(), "TH-10".to_owned(), year.to_string()])
        }),
        (words(), words()).prop_map(|(activity, place)| {
            let parts = vec![activity.clone(), place.clone()];
            (Notice::FiscalAsCalendar { activity, place: Some(place) }, parts)
        }),
        (words(), words()).prop_map(|(file, column)| {
            (Notice::Column { file: file.clone(), column: column.clone() }, vec![file, format!("\"{column}\"")])
        }),
        (words(), prop::collection::vec(words(), 1..4)).prop_map(|(file, codes)| {
            let parts = vec![file.clone(), codes.join(", ")];
            (Notice::CodesReplaced { file, codes }, parts)
        }),
        words().prop_map(|text| (Notice::Own { text: text.clone() }, vec![text])),
    ]
}

fn step() -> impl Strategy<Value = (Fallback, String)> {
    prop_oneof![
        words().prop_map(|process| (Fallback::ProcessUp(process.clone()), process)),
        Just((Fallback::RegionUp(Region::world()), "world".to_owned())),
        any::<u16>().prop_map(|years| (Fallback::YearBack(years), years.to_string())),
        year().prop_map(|year| (Fallback::FiscalYear(year), year.to_string())),
        words().prop_map(|reason| (Fallback::Waived(reason.clone()), reason)),
        words().prop_map(|series| (Fallback::Chosen(series.clone()), series)),
    ]
}

proptest! {
    #[test]
    fn a_notice_names_its_parts_in_every_language((notice, parts) in notice()) {
        prop_assert_eq!(notice.to_string(), notice.render(Language::English));
        for language in Language::ALL {
            let rendered = notice.render(language);
            prop_assert!(parts.iter().all(|part| rendered.contains(part.as_str())), "{rendered}: {parts:?}");
        }
        let own = matches!(notice, Notice::Own { .. });
        prop_assert_eq!(own, notice.render(Language::Thai) == notice.render(Language::English));
        reads_back(&notice)?;
    }

    #[test]
    fn a_step_names_its_part_in_every_language((step, part) in step()) {
        prop_assert_eq!(step.to_string(), step.render(Language::English));
        for language in Language::ALL {
            prop_assert!(step.render(language).contains(&part), "{}", step.render(language));
        }
        prop_assert_ne!(step.render(Language::Thai), step.render(Language::English));
        reads_back(&step)?;
    }

    /// A notice of a year is in the statement of that year only, one of no year in all; each once, in order.
    #[test]
    fn a_statement_has_its_own_notices(
        given in prop::collection::vec((prop::option::of(0..3_usize), "[a-c]{1,2}"), 0..12),
    ) {
        let years = [2018, 2019, 2020].map(|number| Year::new(number).unwrap());
        let mut books = Inventory::new(Settings::new("City", Region::world(), years, GwpSet::Ar5));
        for (of, words) in &given {
            match of {
                Some(at) => books.add_notice_of(years[*at], Notice::Own { text: words.clone() }),
                None => books.add_notice(Notice::Own { text: words.clone() }),
            }
        }
        reads_back(&books)?;
        for (at, statement) in books.close()?.into_iter().enumerate() {
            let here = given.iter().filter(|(of, _)| of.is_none_or(|of| of == at)).map(|(_, words)| words.clone());
            let wanted: std::collections::BTreeSet<String> = here.collect();
            let found: Vec<String> = statement.notices.iter().map(ToString::to_string).collect();
            prop_assert_eq!(found, wanted.into_iter().collect::<Vec<_>>());
        }
    }
}
