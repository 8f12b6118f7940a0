//! Everyday words for activities, in the languages of their users.

use super::plain::{plain, position};
use std::sync::LazyLock;

/// What a word says of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordKind {
    /// Who or what uses it: the beginning of codes.
    User,
    /// What is burnt, used or treated: a part of codes, after a usual beginning.
    Subject,
    /// The same where nothing more exact is named: waste.
    General,
    /// A code, or the beginning of its parts.
    Activity,
    /// What no code stands for: hazardous waste is not answered with municipal waste.
    Uncoded,
    /// What no code stands for, but a method or a reference: forests are no fuel of forestry.
    Elsewhere,
    /// A word that says nothing.
    Noise,
}

/// A word and what it stands for.
#[derive(Clone, Debug)]
pub(super) struct Synonym {
    pub(super) word: String,
    pub(super) kind: WordKind,
    /// The usual beginning of a code and the part that must be in it; of a user and an activity the beginning only. Of what has no
    /// code, the methods and references.
    pub(super) targets: Vec<(&'static str, &'static str)>,
}

impl Synonym {
    fn of_line(line: &'static str) -> Option<Self> {
        let [word, _, kind, targets] = line.split(',').collect::<Vec<_>>()[..] else { return None };
        Self::new(word, kind, targets)
    }

    /// A class of an electricity tariff is an activity, or several where it spans references. The last cell of its line is the source.
    fn of_tariff(line: &'static str) -> Option<Self> {
        let [word, _, _, targets, _] = line.splitn(5, ',').collect::<Vec<_>>()[..] else { return None };
        Self::new(word, "activity", targets)
    }

    fn new(word: &str, kind: &str, targets: &'static str) -> Option<Self> {
        let kind = match kind {
            "user" => WordKind::User,
            "subject" => WordKind::Subject,
            "general" => WordKind::General,
            "activity" => WordKind::Activity,
            "uncoded" => WordKind::Uncoded,
            "elsewhere" => WordKind::Elsewhere,
            "noise" => WordKind::Noise,
            _ => return None,
        };
        let targets = targets.split('|').filter(|target| !target.is_empty());
        Some(Self { word: plain(word), kind, targets: targets.map(|to| to.split_once('/').unwrap_or((to, ""))).collect() })
    }
}

/// All of them, the longest first.
pub(super) static SYNONYMS: LazyLock<Vec<Synonym>> = LazyLock::new(|| {
    let everyday = include_str!("synonyms.csv").lines().skip(1).filter_map(Synonym::of_line);
    let tariffs = include_str!("tariff_classes.csv").lines().skip(1).filter_map(Synonym::of_tariff);
    let mut all: Vec<Synonym> = everyday.chain(tariffs).collect();
    // Of equally long ones those that say something come first.
    all.sort_by(|a, b| {
        let order = |one: &Synonym| (usize::MAX.saturating_sub(one.word.len()), one.kind == WordKind::Noise);
        order(a).cmp(&order(b)).then_with(|| a.word.cmp(&b.word))
    });
    all
});

/// A query cut into known words and the rest.
#[derive(Debug, Default)]
pub(super) struct KnownWords {
    pub(super) found: Vec<&'static Synonym>,
    pub(super) rest: Vec<String>,
}

/// What a word that was found leaves in its place: no word goes across it.
const CUT: &str = " \u{1} ";

impl KnownWords {
    /// Finds the longest known words of a plain text first.
    pub(super) fn of(text: &str) -> Self {
        let (mut text, mut found) = (text.to_owned(), Vec::new());
        for synonym in SYNONYMS.iter() {
            while let Some(at) = position(&text, &synonym.word) {
                let after = at.saturating_add(synonym.word.len());
                text = [text.get(..at).unwrap_or_default(), CUT, text.get(after..).unwrap_or_default()].concat();
                found.push(synonym);
            }
        }
        let rest = text.split_whitespace().filter(|word| *word != "\u{1}").map(str::to_owned).collect();
        Self { found, rest }
    }

    /// The words of some kind.
    pub(super) fn of_kind(&self, kind: WordKind) -> impl Iterator<Item = &'static Synonym> {
        self.found.iter().copied().filter(move |synonym| synonym.kind == kind)
    }

    /// What is burnt, used or treated.
    pub(super) fn subjects(&self) -> Vec<&'static Synonym> {
        let mut subjects: Vec<&'static Synonym> = self.of_kind(WordKind::Subject).collect();
        if subjects.is_empty() && self.of_kind(WordKind::Activity).next().is_none() {
            subjects = self.of_kind(WordKind::General).collect();
        }
        subjects
    }
}

/// The methods and references that have what words mean, where no code stands for it.
pub(crate) fn elsewhere(words: &str) -> Vec<&'static str> {
    let known = KnownWords::of(&plain(words));
    known.of_kind(WordKind::Elsewhere).flat_map(|word| &word.targets).map(|(target, _)| *target).collect()
}

/// Whether a plain word says nothing of what is looked for: of, for, bill.
pub(crate) fn is_noise(word: &str) -> bool {
    SYNONYMS.iter().any(|synonym| synonym.kind == WordKind::Noise && synonym.word == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use crate::taxonomy::Catalogue;
    use std::collections::BTreeMap;

    #[test]
    fn every_word_has_one_meaning_and_every_target_is_a_code() {
        let (mut meanings, mut languages) = (BTreeMap::new(), BTreeMap::<&str, usize>::new());
        for line in include_str!("synonyms.csv").lines().skip(1) {
            let synonym = Synonym::of_line(line).unwrap_or_else(|| panic!("{line}"));
            let language = line.split(',').nth(1).unwrap();
            *languages.entry(language).or_default() += 1;
            assert!(!synonym.word.is_empty(), "{line}");
            assert_eq!(synonym.targets.is_empty(), matches!(synonym.kind, WordKind::Noise | WordKind::Uncoded), "{line}");
            for (beginning, part) in synonym.targets.iter().filter(|_| synonym.kind != WordKind::Elsewhere) {
                let code = if part.is_empty() { (*beginning).to_owned() } else { format!("{beginning}.{part}") };
                let is_it = |known: &str| known.strip_prefix(&code).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
                assert!(Catalogue::bundled().codes().any(is_it), "{line}");
            }
            let meaning = (synonym.kind, synonym.targets);
            let before = meanings.insert(synonym.word.clone(), meaning.clone());
            assert!(before.is_none_or(|before| before == meaning), "{line}: the word has another meaning too");
        }
        for line in include_str!("tariff_classes.csv").lines().skip(1) {
            let synonym = Synonym::of_tariff(line).unwrap_or_else(|| panic!("{line}"));
            let [_, language, supplier, _, source] = line.splitn(5, ',').collect::<Vec<_>>().try_into().unwrap();
            assert!(languages.contains_key(language) && source.len() > 20, "{line}");
            assert!(["MEA PEA", "TEPCO Kansai", "KEPCO", "EVN"].contains(&supplier), "{line}");
            assert!(!synonym.word.is_empty() && !meanings.contains_key(&synonym.word), "{line}: an everyday word");
            assert!(synonym.targets.iter().all(|(code, _)| Catalogue::bundled().find(code).is_ok()), "{line}");
        }
        assert!(languages.len() >= 6 && languages.values().all(|words| *words > 100), "{languages:?}");
        assert!(Language::ALL.iter().all(|language| languages.contains_key(language.code())));
    }
}
