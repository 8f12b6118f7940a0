//! Names of places that are probably of one place: alike but for spaces and case, or a letter apart.

use super::keys::LinesByReference;
use crate::check::{Check, Finding};
use crate::error::is_one_edit;
use hashbrown::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

/// Words of fewer letters are near to everything.
const LONG: usize = 4;

/// The first letter of the scripts of which one letter is a word or a syllable: Chinese, Japanese, Korean.
const IDEOGRAPHS: char = '\u{2e80}';

/// Names that differ in spaces, hyphens and case only.
pub(super) fn alike(lines: &LinesByReference<'_>) -> Vec<Check> {
    let mut alike: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for place in places(lines) {
        let plain = place.chars().filter(|letter| !letter.is_whitespace() && !"-_.".contains(*letter));
        alike.entry(plain.flat_map(char::to_lowercase).collect()).or_default().push(place.to_owned());
    }
    let several = alike.into_values().filter(|places| places.len() > 1);
    several.filter_map(|places| Some(Check::of_name(&places.first()?.clone(), Finding::PlacesAlike { places }))).collect()
}

/// Names a letter apart, of which the list of the city does not say that they are two places: one is in the list, or both are in one
/// activity. The list is in no written result.
pub(super) fn near(lines: &LinesByReference<'_>, listed: &BTreeSet<String>) -> Vec<Check> {
    let are_one = |one: &str, other: &str| listed.contains(one) || listed.contains(other) || of_one_activity(lines, [one, other]);
    let pairs = pairs(&places(lines), listed).into_iter().filter(|(one, other)| are_one(one, other));
    pairs.map(|(one, other)| Check::of_name(one, Finding::PlacesNear { places: vec![one.to_owned(), other.to_owned()] })).collect()
}

fn places<'a>(lines: &LinesByReference<'a>) -> BTreeSet<&'a str> {
    lines.values().copied().flatten().map(|closed| &*closed.line.id.place).collect()
}

/// Pairs of names a letter apart, one of which the list lacks.
fn pairs<'a>(places: &BTreeSet<&'a str>, listed: &'a BTreeSet<String>) -> BTreeSet<(&'a str, &'a str)> {
    let mut pairs = BTreeSet::new();
    if places.iter().all(|place| listed.contains(*place)) {
        return pairs;
    }
    // Two words a letter apart are the same without one letter each: only such names are compared.
    let mut by_rest: HashMap<u64, Vec<&str>> = HashMap::new();
    let all: BTreeSet<&'a str> = places.iter().copied().chain(listed.iter().map(String::as_str)).collect();
    for place in all {
        for rest in rests(place) {
            let held = by_rest.entry(rest).or_default();
            if held.last() != Some(&place) {
                held.push(place);
            }
        }
    }
    for names in by_rest.into_values() {
        for (at, other) in names.iter().enumerate() {
            let unlisted = |one: &&&str| !listed.contains(**one) || !listed.contains(*other);
            let apart = names.iter().take(at).filter(unlisted).filter(|one| is_letter_apart(one, other));
            pairs.extend(apart.map(|one| (*one.min(other), *one.max(other))));
        }
    }
    pairs
}

/// The hashes of a name in small letters, and of it without each of its letters.
fn rests(place: &str) -> impl Iterator<Item = u64> {
    let letters: Vec<char> = place.chars().flat_map(char::to_lowercase).collect();
    let hash_without = move |left_out: usize| {
        let mut hash = DefaultHasher::new();
        letters.iter().enumerate().filter(|(at, _)| *at != left_out).for_each(|(_, letter)| letter.hash(&mut hash));
        hash.finish()
    };
    // Past the last letter nothing is left out.
    (0..=place.chars().count()).map(hash_without)
}

/// Whether the names differ by a letter of one long word. Numbers, and the last letter, count places: `Zone A` and `Zone B`.
fn is_letter_apart(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let words = name.split(|letter: char| letter.is_whitespace() || "-_.,/()".contains(letter));
        words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (ones, others) = (words(one), words(other));
    let mut differ = ones.iter().zip(&others).filter(|(one, other)| one != other);
    let (Some((one, other)), None) = (differ.next(), differ.next()) else { return false };
    let has_numbers = |word: &str| word.chars().any(char::is_numeric) || word.chars().all(|letter| "ivxlc".contains(letter));
    let is_long = |word: &str| word.chars().count() >= LONG && word.chars().all(|letter| letter < IDEOGRAPHS);
    let count = |word: &str| word.chars().count();
    let without_last = |word: &str| word.chars().take(count(word).saturating_sub(1)).collect::<String>();
    let counts = count(one) == count(other) && without_last(one) == without_last(other);
    ones.len() == others.len()
        && [one, other].into_iter().all(|word| is_long(word) && !has_numbers(word))
        && !counts
        && is_one_edit(one, other)
}

/// Whether an activity is known in both places.
fn of_one_activity(lines: &LinesByReference<'_>, places: [&str; 2]) -> bool {
    let mut of: [BTreeSet<&str>; 2] = Default::default();
    for closed in lines.values().copied().flatten() {
        let id = &closed.line.id;
        for (_, activities) in places.iter().zip(&mut of).filter(|(place, _)| **place == &*id.place) {
            activities.insert(&id.activity);
        }
    }
    let [one, other] = of;
    !one.is_disjoint(&other)
}
