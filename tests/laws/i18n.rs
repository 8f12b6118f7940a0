//! The language files: each says all that any other says, with the same blanks.

use citycarbon::error::{Error, Location, Message, Operation, Problem, Subject, Unlisted};
use citycarbon::factors::Fallback;
use citycarbon::firms::{FirmInput, FirmKey, FirmSector, MeasureFact};
use citycarbon::i18n::Language;
use citycarbon::measures::{self, Destination, ServiceUnit, Stream};
use citycarbon::notice::Notice;
use citycarbon::plan::{self, YearsBack};
use citycarbon::quantity::Dimension;
use citycarbon::records::Delimiter;
use citycarbon::report::Label;
use citycarbon::taxonomy::{Catalogue, Category, Sector, SubSector};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::LazyLock;

/// The text of every source file.
static SOURCES: LazyLock<String> = LazyLock::new(|| {
    let (mut waiting, mut text) = (vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")], String::new());
    while let Some(folder) = waiting.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                text += &std::fs::read_to_string(path).unwrap();
            }
        }
    }
    text
});

/// The names of the blanks of a text.
fn blanks(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).map(|piece| piece.split_once('}').unwrap_or_else(|| panic!("{text}: an open blank")).0).collect()
}

/// Every message of the crate, with its blanks.
fn messages() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let all = [
        Message::ENTRIES,
        Operation::ENTRIES,
        Subject::ENTRIES,
        citycarbon::error::PlanFault::ENTRIES,
        citycarbon::error::UnitFault::ENTRIES,
        citycarbon::error::WorkbookFault::ENTRIES,
        citycarbon::error::WorkbookDamage::ENTRIES,
        citycarbon::error::MeasureFault::ENTRIES,
        citycarbon::error::CoBenefitFault::ENTRIES,
        plan::PlanText::ENTRIES,
        citycarbon::report::PlanLabel::ENTRIES,
        citycarbon::report::HtmlLabel::ENTRIES,
        citycarbon::report::ResultTerm::ENTRIES,
        plan::NettingText::ENTRIES,
        Unlisted::ENTRIES,
        Notice::ENTRIES,
        citycarbon::check::Finding::ENTRIES,
        citycarbon::check::PerHead::ENTRIES,
        measures::Note::ENTRIES,
        ServiceUnit::ENTRIES,
        plan::EffectNote::ENTRIES,
        YearsBack::ENTRIES,
        citycarbon::indicators::IndicatorGap::ENTRIES,
        Fallback::ENTRIES,
        Label::ENTRIES,
        FirmSector::ENTRIES,
        FirmInput::ENTRIES,
        FirmKey::ENTRIES,
        citycarbon::report::FootprintLabel::ENTRIES,
        citycarbon::report::WorkbookLabel::ENTRIES,
        citycarbon::report::EcrfRemark::ENTRIES,
        citycarbon::folder::InputLabel::ENTRIES,
    ];
    let entries = all.into_iter().flatten();
    // The value found is printed before the text.
    entries
        .map(|(key, blanks)| (*key, blanks.iter().copied().filter(|blank| !["value", "kind"].contains(blank)).collect()))
        .collect()
}

/// Every word that is printed by its key.
fn words() -> BTreeSet<String> {
    let regions = include_str!("../../src/taxonomy/regions.csv").lines().skip(1).filter_map(|line| line.split(',').next());
    let mut words: BTreeSet<String> = regions.map(|code| format!("region.{code}")).collect();
    words.extend(Sector::all().map(|sector| format!("sector.{sector}")));
    words.extend(SubSector::all().map(|part| format!("sub-sector.{part}")));
    words.extend(Category::all().map(|category| format!("reference.{category}")));
    words.extend(citycarbon::taxonomy::FootprintCategory::ALL.iter().map(|category| format!("footprint-category.{category}")));
    words.extend(Catalogue::bundled().codes().map(|code| format!("activity.{code}")));
    words.extend(Stream::ALL.iter().map(|stream| format!("stream.{stream}")));
    words.extend(Destination::ALL.iter().map(|destination| format!("destination.{destination}")));
    words.extend(Delimiter::ALL.iter().map(|delimiter| format!("delimiter.{delimiter}")));
    words.extend(Dimension::all().map(|dimension| format!("dimension.{dimension}")));
    let indicators = citycarbon::indicators::Indicator::ALL.iter();
    words.extend(indicators.flat_map(|indicator| [format!("indicator.{indicator}"), format!("indicator-formula.{indicator}")]));
    let measures = MeasureFact::all().iter().map(|fact| &fact.name);
    words.extend(measures.flat_map(|name| [format!("firm-measure.{name}"), format!("firm-measure-note.{name}")]));
    words.extend(citycarbon::measures::Stage::ALL.iter().map(|stage| format!("stage.{stage}")));
    words.extend(citycarbon::measures::TonnesOf::ALL.iter().map(|tonnes| format!("tonnes-of.{}", tonnes.name())));
    words.extend(citycarbon::measures::PublishedWhat::ALL.iter().map(|what| format!("published.{}", what.name())));
    // The others are named where they are used.
    let named = Language::English.entries().iter().map(|(key, _)| *key).filter(|key| SOURCES.contains(&format!("\"{key}\"")));
    words.extend(named.map(str::to_owned));
    words
}

#[test]
fn every_message_and_every_word_has_an_entry_and_every_entry_is_printed() {
    let (messages, words) = (messages(), words());
    let mut wrong = Vec::new();
    for language in Language::ALL {
        let file = format!("src/i18n/{language}.txt");
        let entries: BTreeMap<&str, &str> = language.entries().iter().copied().collect();
        assert_eq!(entries.len(), language.entries().len(), "{language}: a key twice");
        let keys = messages.keys().copied().chain(words.iter().map(String::as_str));
        wrong.extend(keys.filter(|key| !entries.contains_key(key)).map(|key| format!("{file}: add {key}")));
        for (key, text) in entries {
            let of = key.strip_suffix(".one").unwrap_or(key);
            if text.trim().is_empty() || text.trim() != text {
                wrong.push(format!("{file}: {key}: empty, or with blanks at its ends: {text:?}"));
            }
            if !messages.contains_key(of) && !words.contains(key) {
                wrong.push(format!("{file}: delete {key}, which nothing prints"));
            }
            let (found, wanted) = (blanks(text), messages.get(of).cloned().unwrap_or_default());
            if found != wanted {
                wrong.push(format!("{file}: {key}: blanks {found:?} instead of {wanted:?}: {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The lines of a language's file that are no comments.
fn lines(language: Language) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/i18n/{language}.txt"));
    let file = std::fs::read_to_string(path).unwrap();
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn every_line_of_a_language_file_is_an_entry_or_a_comment() {
    let english = lines(Language::English);
    for language in Language::ALL {
        let other = lines(language);
        assert_eq!(other.len(), language.entries().len(), "{language}");
        let wrong = other.iter().find(|line| !line.contains(" = "));
        assert_eq!(wrong, None, "{language}: no entry `key = text`");
        let key = |line: &str| line.split_once(" = ").map(|(key, _)| key.to_owned());
        let pairs = english.iter().zip(&other).map(|(english, other)| (key(english), key(other)));
        let moved = pairs.into_iter().find(|(english, other)| english != other);
        assert_eq!(moved, None, "{language}: the keys of en.txt in the same order");
    }
}

/// Codes, references, and names of the guidelines are written alike in all.
#[test]
fn a_text_holds_letters_of_its_language() {
    let english: BTreeMap<&str, &str> = Language::English.entries().iter().copied().collect();
    // Those of Japanese with its marks, which are all that some texts add to their blanks.
    let letters: [(Language, &[RangeInclusive<char>]); 3] = [
        (Language::Thai, &['\u{e01}'..='\u{e5b}']),
        (Language::Japanese, &['\u{3001}'..='\u{3002}', '\u{3041}'..='\u{30ff}', '\u{4e00}'..='\u{9fff}']),
        (Language::Korean, &['\u{ac00}'..='\u{d7a3}']),
    ];
    for (language, letters) in letters {
        for (key, text) in language.entries() {
            let own = text.chars().any(|letter| letters.iter().any(|letters| letters.contains(&letter)));
            let words = bare(text).split(|letter: char| !letter.is_ascii_lowercase()).any(|word| word.len() > 1);
            assert!(own || (*text == english[key] && !words), "{language}: {key}: {text}");
        }
    }
}

/// Words that French writes as English does.
const COGNATES: &str = "action aviation based basic biodiesel bus code codes conversion distance district districts franchises gpc interaction \
                         iso kwh location market note population publication recyclable scope services source table territorial total \
                         trace transport volume";

/// In languages of the same letters only codes, names of regions and words that both have are written as in English.
#[test]
fn a_text_of_latin_letters_is_not_the_english_one() {
    let english: BTreeMap<&str, &str> = Language::English.entries().iter().copied().collect();
    let alike =
        |language: Language| language.entries().iter().filter(|(key, text)| !key.starts_with("region.") && *text == english[key]);
    for (key, text) in alike(Language::Vietnamese) {
        let words = bare(text).split(|letter: char| !letter.is_ascii_lowercase()).any(|word| word.len() > 1);
        assert!(!words, "vi: {key}: {text}");
    }
    for (key, text) in alike(Language::French) {
        let lower = bare(text).to_lowercase();
        let mut words = lower.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.len() > 2);
        assert!(words.all(|word| COGNATES.split(' ').any(|known| known == word)), "fr: {key}: {text}");
    }
}

/// A text without its blanks.
fn bare(text: &str) -> String {
    blanks(text).iter().fold(text.to_owned(), |bare, blank| bare.replace(&format!("{{{blank}}}"), ""))
}

#[test]
fn a_message_is_printed_in_any_language() {
    let (english, thai) = (Notice::RowsRefused { rows: 1 }.to_string(), Notice::RowsRefused { rows: 1 }.render(Language::Thai));
    assert_eq!((english.as_str(), thai.as_str()), ("1 row was rejected and is not in the total", "ไม่รับ 1 แถว: ไม่อยู่ในผลรวม"));
    assert!(Language::ALL.iter().all(|language| language.to_string().parse() == Ok(*language)));
    let error = "xx".parse::<Language>().unwrap_err();
    let codes = Language::ALL.map(Language::code).join(", ");
    assert_eq!(error.to_string(), format!("\"xx\": unknown language; use one of {codes}"));
    assert_eq!(error.render(Language::Thai), format!("\"xx\": ไม่รู้จักภาษานี้; ใช้ค่าใดค่าหนึ่งใน {codes}"));
}

/// A message of this name, each of its parts the first of the candidates that it can be.
fn made(name: &str, blanks: &[&str], text: &str) -> Message {
    let variant: String = name.chars().fold(String::new(), |mut kebab, letter| {
        if letter.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
        kebab
    });
    let candidates = [
        json!(text),
        json!([text, text, text, text, text]),
        json!(1_u64 << 15),
        json!([{ "line": { "id": text } }]),
        json!("io"),
        json!({ "overlap": { "first": text, "second": text } }),
        json!({ "class-of-other-fuel": { "fuel": text } }),
        json!({ "taken": { "unit": text } }),
        json!({ "sheet-twice": { "other": text } }),
        json!("no-directory"),
        json!({ "more-drawn-than-carried": { "carried": text } }),
    ];
    let mut parts = serde_json::Map::new();
    for blank in blanks {
        let found = candidates.iter().find(|candidate| fits(&variant, &parts, blank, candidate));
        parts.insert((*blank).to_owned(), found.unwrap_or_else(|| panic!("{name}: {blank}")).clone());
    }
    let whole = if blanks.is_empty() { json!(variant) } else { json!({ variant: parts }) };
    serde_json::from_value(whole).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Whether a part can be such a value: what cannot is refused before other parts are missed.
fn fits(variant: &str, parts: &serde_json::Map<String, Value>, blank: &str, candidate: &Value) -> bool {
    let mut with = parts.clone();
    with.insert(blank.to_owned(), candidate.clone());
    let message = serde_json::from_value::<Message>(json!({ variant: with }));
    message.map_or_else(|error| error.to_string().starts_with("missing field"), |_| true)
}

/// What is stored of a message is the name of its variant with its parts by name; anything else is refused.
#[test]
fn every_message_is_read_back_as_it_was_stored() {
    for (key, blanks) in Message::ENTRIES {
        let message = made(key.strip_prefix("problem.").unwrap(), blanks, "x");
        let (value, text) = (json!(message), serde_json::to_string(&message).unwrap());
        assert_eq!(serde_json::from_value::<Message>(value).unwrap(), message, "{key}");
        assert_eq!(serde_json::from_str::<Message>(&text).unwrap(), message, "{key}");
    }
    let fallback = Fallback::YearBack(2);
    assert_eq!(
        (json!(fallback), serde_json::from_value(json!({ "year-back": 2 })).unwrap()),
        (json!({ "year-back": 2 }), fallback)
    );
    let refused = |stored: Value| serde_json::from_value::<Message>(stored).unwrap_err().to_string();
    for (stored, wanted) in [
        (json!("no-such-message"), "unknown variant `no-such-message`"),
        (json!("NoHeader"), "unknown variant `NoHeader`"),
        (json!({ "quote-inside": {} }), "missing field `value`"),
        (json!({ "quote-inside": { "value": 1 } }), "invalid type: integer `1`, expected a string"),
        (json!({ "open-quote": { "value": "x", "limit": "many" } }), "invalid type: string \"many\", expected u64"),
        (json!("quote-inside"), "invalid type: unit variant, expected struct variant"),
    ] {
        assert_eq!(refused(stored), wanted);
    }
    // What may be missing is so.
    let open: Message = serde_json::from_value(json!({ "open-quote": { "value": "x" } })).unwrap();
    assert_eq!(open, Message::OpenQuote { value: "x".into(), limit: None });
}

/// Whatever its parts hold, an error is one line of at most 500 bytes, and nothing in it is left unfilled or acted on.
#[test]
fn an_error_is_one_short_line_in_every_language() {
    for text in ["x", &"{value} \u{1b}[31m\r\n".repeat(40), &"ก".repeat(300), &"\u{202e}".repeat(90)] {
        let at = Location::file(format!("{text}/{text}")).with_line(u64::MAX).with_column(text).with_id(text);
        for (key, blanks) in Message::ENTRIES {
            let message = made(key.strip_prefix("problem.").unwrap(), blanks, text);
            let problem = message.clone().of(text);
            for language in Language::ALL {
                for error in [Error::Cell { at: at.clone(), problem: problem.clone() }, Error::Value(message.clone().into())] {
                    let line = error.render(language);
                    assert!(line.len() <= 500 && !line.contains(char::is_control), "{key}: {} bytes: {line:?}", line.len());
                }
                let alone = Error::Value(message.clone().into()).render(language);
                assert!(text != "x" || !alone.contains(['{', '}', '[', ']', '|']), "{key}: {alone}");
            }
        }
    }
}

/// A problem is stored as its parts, and read back as the same.
#[test]
fn a_problem_that_was_stored_reads_as_before() {
    for (key, blanks) in Message::ENTRIES {
        let problem = made(key.strip_prefix("problem.").unwrap(), blanks, "ก\"x").of("name");
        let read: Problem = serde_json::from_str(&serde_json::to_string(&problem).unwrap()).unwrap();
        assert_eq!(read, problem, "{key}");
        assert_eq!(read.to_string(), problem.to_string(), "{key}");
    }
}
