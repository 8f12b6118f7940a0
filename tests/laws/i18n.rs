//! The language files: each says all that any other says, with the same blanks.

use citycarbon::error::Message;
use citycarbon::factors::Fallback;
use citycarbon::i18n::Language;
use citycarbon::measures::{self, Destination, ServiceUnit, Stream};
use citycarbon::notice::Notice;
use citycarbon::plan::{self, YearsBack};
use citycarbon::report::Label;
use citycarbon::taxonomy::{Catalogue, Category, Sector, SubSector};
use std::collections::{BTreeMap, BTreeSet};

/// The names of the blanks of a text.
fn blanks(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).map(|piece| piece.split_once('}').unwrap_or_else(|| panic!("{text}: an open blank")).0).collect()
}

/// Every message of the crate, with its blanks.
fn messages() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let all = [
        Message::ENTRIES,
        Notice::ENTRIES,
        measures::Note::ENTRIES,
        ServiceUnit::ENTRIES,
        plan::Note::ENTRIES,
        YearsBack::ENTRIES,
        Fallback::ENTRIES,
        Label::ENTRIES,
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
    words.extend(Catalogue::bundled().codes().map(|code| format!("activity.{code}")));
    words.extend(Stream::ALL.iter().map(|stream| format!("stream.{stream}")));
    words.extend(Destination::ALL.iter().map(|destination| format!("destination.{destination}")));
    words.insert("reason.LossesInside".to_owned());
    words
}

#[test]
fn every_message_and_every_word_has_an_entry_and_every_entry_is_printed() {
    let (messages, words) = (messages(), words());
    for language in Language::ALL {
        let entries: BTreeMap<&str, &str> = language.entries().iter().copied().collect();
        assert_eq!(entries.len(), language.entries().len(), "{language}: a key twice");
        let missing: Vec<&str> =
            messages.keys().copied().chain(words.iter().map(String::as_str)).filter(|key| !entries.contains_key(key)).collect();
        assert!(missing.is_empty(), "{language} lacks {missing:?}");
        for (key, text) in entries {
            let of = key.strip_suffix(".one").unwrap_or(key);
            assert!(!text.trim().is_empty() && text.trim() == text, "{language}: {key}: {text:?}");
            let wanted = messages.get(of).cloned().unwrap_or_default();
            assert!(messages.contains_key(of) || words.contains(key), "{language}: nothing prints {key}");
            assert_eq!(blanks(text), wanted, "{language}: {key}: {text}");
        }
    }
}

/// The lines of a file that are no comments.
fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[test]
fn every_line_of_a_language_file_is_an_entry_or_a_comment() {
    for (language, file) in
        [(Language::English, include_str!("../../src/i18n/en.txt")), (Language::Thai, include_str!("../../src/i18n/th.txt"))]
    {
        assert_eq!(entries(file).count(), language.entries().len(), "{language}");
        assert!(entries(file).all(|line| line.contains(" = ")), "{language}");
        let key = |line: &'static str| line.split_once(" = ").map(|(key, _)| key);
        let english = entries(include_str!("../../src/i18n/en.txt")).map(key);
        let other = english.zip(entries(file).map(key)).find(|(english, other)| english != other);
        assert_eq!(other, None, "{language}: the same keys in the same order");
    }
}

/// Codes, references, and names of the guidelines are written alike in both.
#[test]
fn a_thai_text_holds_thai_letters() {
    let thai = |text: &str| text.chars().any(|letter| ('\u{e01}'..='\u{e5b}').contains(&letter));
    let english: BTreeMap<&str, &str> = Language::English.entries().iter().copied().collect();
    for (key, text) in Language::Thai.entries() {
        let letters = english[key].chars().filter(char::is_ascii_lowercase).count();
        let only_blanks =
            blanks(text).iter().map(|blank| blank.chars().filter(char::is_ascii_lowercase).count()).sum::<usize>() >= letters;
        assert!(thai(text) || (*text == english[key] && only_blanks), "{key}: {text}");
    }
}

#[test]
fn a_message_is_printed_in_any_language() {
    let (english, thai) = (Notice::RowsRefused { rows: 1 }.to_string(), Notice::RowsRefused { rows: 1 }.render(Language::Thai));
    assert_eq!((english.as_str(), thai.as_str()), ("1 row was refused: not in the total", "ไม่รับ 1 แถว: ไม่อยู่ในผลรวม"));
    assert!(Language::ALL.iter().all(|language| language.to_string().parse() == Ok(*language)));
    let error = "ja".parse::<Language>().unwrap_err();
    assert_eq!(error.to_string(), "\"ja\": not a language of this program; use one of en, th");
    assert_eq!(error.render(Language::Thai), "\"ja\": ไม่ใช่ภาษาที่โปรแกรมนี้รองรับ; ใช้ภาษาใดภาษาหนึ่งใน en, th");
}
