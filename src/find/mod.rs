//! A search over everything that can be written in a file of a city.
//!
//! In: everyday words in any language. Out: codes, units, gases, regions, factors, parameters, methods and references, best first, each
//! with what to write.
//!
//! ```
//! use citycarbon::find::{FindKind, find};
//! use citycarbon::i18n::Language;
//! use citycarbon::taxonomy::Catalogue;
//! let found = find("ディーゼル トラック", None, Catalogue::bundled(), None, Language::English);
//! assert_eq!(found[0].id, "road.gas-diesel-oil");
//! assert_eq!(found[0].write, "ledger.csv: activity = road.gas-diesel-oil, unit = litre");
//! // A gas that no inventory counts is found, with the reason.
//! let gas = find("HCFC-22", Some(FindKind::Gas), Catalogue::bundled(), None, Language::English);
//! assert_eq!((gas[0].id.as_str(), gas[0].write.as_str()), ("HCFC-22", ""));
//! assert!(gas[0].label.contains("Montreal Protocol"));
//! ```

mod answer;
mod entries;
mod kind;

pub use answer::Answer;
pub use kind::FindKind;

use crate::factors::Registry;
use crate::i18n::Language;
use crate::taxonomy::{Catalogue, elsewhere, is_noise, plain};
use entries::FindCandidate;

/// The most answers of one kind.
const OF_ONE_KIND: usize = 20;

/// Everything that words mean, best first: what is called exactly so, then activities by everyday words, then what has every word in
/// its name. What no code stands for (`forest`) is answered with its methods and reference. Factors and parameters are looked for where a
/// registry is given.
pub fn find(
    words: &str,
    kind: Option<FindKind>,
    catalogue: &Catalogue,
    registry: Option<&Registry>,
    language: Language,
) -> Vec<Answer> {
    let asked = plain(words);
    let parts: Vec<&str> = asked.split(' ').filter(|word| !word.is_empty() && !is_noise(word)).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let elsewhere = if catalogue.search(words).is_empty() { elsewhere(words) } else { Vec::new() };
    let (mut exact, mut others) = (Vec::new(), Vec::new());
    for of in FindKind::ALL.iter().copied().filter(|of| kind.is_none_or(|kind| kind == *of)) {
        let (mut named, mut partly) = (Vec::new(), Vec::new());
        if of == FindKind::Activity {
            for code in catalogue.search(words).into_iter().take(OF_ONE_KIND) {
                let rule = catalogue.find(code).unwrap_or_default().first();
                let found = rule.map(|rule| entries::activity(rule, language));
                if plain(code) == asked { named.extend(found) } else { partly.extend(found) }
            }
        }
        for entry in entries::of_kind(of, words.trim(), registry, language) {
            let is_meant = elsewhere.contains(&entry.answer.id.as_str());
            match entry.rank(words.trim(), &asked, &parts).or(is_meant.then_some(0)) {
                Some(0) => named.push(entry.answer),
                Some(_) => partly.push(entry.answer),
                None => {}
            }
        }
        named.truncate(OF_ONE_KIND);
        partly.truncate(OF_ONE_KIND);
        exact.extend(named);
        others.extend(partly);
    }
    exact.extend(others);
    exact
}

impl FindCandidate {
    /// None where a word is missing, 0 where it is called exactly so.
    fn rank(&self, words: &str, asked: &str, parts: &[&str]) -> Option<u8> {
        // Case distinguishes units.
        if self.answer.id == words || self.names.iter().any(|name| name == words) {
            return Some(0);
        }
        let plain_names: Vec<String> = self.names.iter().chain([&self.answer.id]).map(|name| plain(name)).collect();
        if self.answer.kind != FindKind::Unit && plain_names.iter().any(|name| name == asked) {
            return Some(0);
        }
        let has = |part: &&str| plain_names.iter().any(|name| name.split(' ').any(|own| own == *part || begins(own, part)));
        (!parts.is_empty() && parts.iter().all(has)).then_some(1)
    }
}

/// Whether a word begins with another of four letters or more, or holds one of a script without spaces.
fn begins(word: &str, part: &str) -> bool {
    (part.chars().nth(3).is_some() && word.starts_with(part)) || (!part.is_ascii() && word.contains(part))
}
