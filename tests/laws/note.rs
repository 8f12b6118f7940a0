//! Notes of measures and ways to factors: the same parts in every language, each where it belongs.

use crate::given::reads_back;
use citycarbon::factors::Fallback;
use citycarbon::i18n::Language;
use citycarbon::measures::{Destination, Note, ServiceUnit, Stream};
use citycarbon::notice::Notice;
use citycarbon::plan::EffectNote as MeasureNote;
use citycarbon::quantity::{Exact, Fraction, Ratio};
use citycarbon::taxonomy::{Region, Year};
use proptest::prelude::*;
use proptest::sample::select;

fn year() -> impl Strategy<Value = Year> {
    (1800..=2399_u16).prop_map(|number| Year::new(number).unwrap())
}

/// Words that look like blanks are words.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![Just("{reason}".to_owned()), Just("{".to_owned()), "[a-zก-ฮ.{}-]{1,12}"]
}

/// How much of a tonne, as a whole number of hundredths.
fn hundredths() -> impl Strategy<Value = Exact> {
    (1..100_i64).prop_map(|hundredths| Exact::new(i128::from(hundredths), 2).unwrap())
}

/// A note, and what each of its parts reads like in every language.
fn note() -> impl Strategy<Value = (Note, Vec<String>)> {
    let stream = || select(Stream::ALL.to_vec());
    let destination = || select(Destination::ALL.to_vec());
    prop_oneof![
        (words(), words(), hundredths(), words()).prop_map(|(line, mode, share, reason)| {
            let parts = vec![line.clone(), mode.clone(), share.to_string(), reason.clone()];
            (Note::NothingWithout { line, mode, share: Fraction::new(Ratio::from(share)).unwrap(), reason }, parts)
        }),
        (words(), 7..=13_u8).prop_map(|(climate, month)| {
            let parts = vec![climate.clone(), month.to_string()];
            (Note::YearlyEffect { climate, month }, parts)
        }),
        (any::<u64>(), year())
            .prop_map(|(rows, year)| (Note::RowsOutside { rows, year }, vec![rows.to_string(), year.to_string()])),
        (stream(), prop::option::of(hundredths()), words()).prop_map(|(stream, rest, reason)| {
            let parts = rest.iter().map(ToString::to_string).chain([reason.clone()]).collect();
            (Note::UncountedWithout { stream, rest, reason }, parts)
        }),
        (stream(), destination(), prop::option::of(hundredths()), words()).prop_map(|(stream, destination, rest, reason)| {
            let parts = rest.iter().map(ToString::to_string).chain([reason.clone()]).collect();
            (Note::UncountedWith { stream, destination, rest, reason }, parts)
        }),
        (words(), words()).prop_map(|(file, column)| {
            (
                Note::Notice { notice: Notice::Column { file: file.clone(), column: column.clone() } },
                vec![file, format!("\"{column}\"")],
            )
        }),
        (stream(), destination(), words(), year()).prop_map(|(stream, destination, place, year)| {
            let parts = vec![place.clone(), year.to_string()];
            (Note::YearAndMonths { stream, destination, place: Some(place), year }, parts)
        }),
        words().prop_map(|text| (Note::Own { text: text.clone() }, vec![text])),
    ]
}

proptest! {
    #[test]
    fn a_note_names_its_parts_in_every_language((note, parts) in note()) {
        prop_assert_eq!(note.to_string(), note.render(Language::English));
        for language in Language::ALL {
            let rendered = note.render(language);
            prop_assert!(parts.iter().all(|part| rendered.contains(part.as_str())), "{rendered}: {parts:?}");
        }
        let own = matches!(note, Note::Own { .. });
        prop_assert_eq!(own, note.render(Language::Thai) == note.render(Language::English));
        reads_back(&note)?;
        let of_measure = MeasureNote::from(note.clone());
        prop_assert_eq!((of_measure.render(Language::English), of_measure.render(Language::Thai)), (note.render(Language::English), note.render(Language::Thai)));
        reads_back(&of_measure)?;
    }

    /// Streams and destinations are named in the note as when they are named on their own.
    #[test]
    fn waste_that_is_not_counted_is_named_in_the_language(
        stream in select(Stream::ALL.to_vec()), destination in select(Destination::ALL.to_vec()), rest in prop::option::of(hundredths()),
    ) {
        let with = Note::UncountedWith { stream, destination, rest, reason: "x".to_owned() };
        let without = Note::UncountedWithout { stream, rest, reason: "x".to_owned() };
        for language in Language::ALL {
            let (of, to) = (stream.label(language), destination.label(language));
            prop_assert!(with.render(language).contains(of) && with.render(language).contains(to), "{}", with.render(language));
            prop_assert!(without.render(language).contains(of), "{}", without.render(language));
        }
        // Another language may have another order of words.
        for language in [Language::English, Language::Thai] {
            let of = stream.label(language);
            prop_assert!(with.render(language).starts_with(of) && without.render(language).starts_with(of));
        }
        prop_assert!(stream.label(Language::Thai) != stream.label(Language::English));
        prop_assert!(destination.label(Language::Thai) != destination.label(Language::English));
    }

    #[test]
    fn words_of_a_sheet_are_the_same_in_every_language(text in words()) {
        let what = ServiceUnit::Own { text: text.clone() };
        prop_assert_eq!((what.render(Language::English), what.render(Language::Thai)), (text.clone(), text));
        reads_back(&what)?;
    }

    /// A way names its row, each of its years and steps, and how far back it went, if at all.
    #[test]
    fn a_way_names_its_row_years_and_steps(
        id in words(), first in year(), span in 0..10_u16, series in words(), least in 0..5_u16, more in 0..5_u16,
    ) {
        let last = Year::new(first.number().saturating_add(span).min(2399)).unwrap();
        let most = least + more;
        let steps = vec![Fallback::RegionUp(Region::world()), Fallback::Chosen(series)];
        let way = MeasureNote::fallback_use(&id, (first, last), steps.clone(), (least, most));
        for language in Language::ALL {
            let rendered = way.render(language);
            prop_assert!(rendered.contains(&id), "{rendered}");
            let parts = [first.to_string(), last.to_string()].into_iter().chain(steps.iter().map(|step| step.render(language)));
            prop_assert!(parts.clone().all(|part| rendered.contains(&part)), "{rendered}");
            let steps_alone = MeasureNote::fallback_use(&id, (first, last), steps.clone(), (0, 0)).render(language);
            let back = rendered.strip_prefix(steps_alone.as_str());
            prop_assert!(back.is_some_and(|back| back.is_empty() == (most == 0)), "{rendered}");
            prop_assert!(back.is_some_and(|back| most == 0 || back.contains(&most.to_string())), "{rendered}");
        }
        let [english, thai] = [Language::English, Language::Thai].map(|language| way.render(language));
        prop_assert!(english.starts_with(&id) && thai.starts_with(&id) && english != thai, "{english} {thai}");
        reads_back(&way)?;
    }
}
