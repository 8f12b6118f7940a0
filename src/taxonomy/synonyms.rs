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
    /// A word that says nothing.
    Noise,
}

/// A word and what it stands for.
#[derive(Clone, Debug)]
pub(super) struct Synonym {
    pub(super) word: String,
    pub(super) kind: WordKind,
    /// The usual beginning of a code and the part that must be in it; of a user and an activity the beginning only.
    pub(super) targets: Vec<(&'static str, &'static str)>,
}

impl Synonym {
    fn of_line(line: &'static str) -> Option<Self> {
        let [word, _, kind, targets] = line.split(',').collect::<Vec<_>>()[..] else { return None };
        let kind = match kind {
            "user" => WordKind::User,
            "subject" => WordKind::Subject,
            "general" => WordKind::General,
            "activity" => WordKind::Activity,
            "noise" => WordKind::Noise,
            _ => return None,
        };
        let targets = targets.split('|').filter(|target| !target.is_empty());
        Some(Self { word: plain(word), kind, targets: targets.map(|to| to.split_once('/').unwrap_or((to, ""))).collect() })
    }
}

/// All of them, the longest first.
pub(super) static SYNONYMS: LazyLock<Vec<Synonym>> = LazyLock::new(|| {
    let mut all: Vec<Synonym> = include_str!("synonyms.csv").lines().skip(1).filter_map(Synonym::of_line).collect();
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
