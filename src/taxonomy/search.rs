//! The codes that everyday words mean, best first.

use super::Catalogue;
use super::plain::{joins, plain, position};
use super::synonyms::{KnownWords, SYNONYMS, Synonym, WordKind};
use super::usual_activity::usual_in;
use crate::error::is_one_edit;
use crate::i18n::{self, Language};
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// What a search asks of a code.
struct Query {
    words: KnownWords,
    /// The whole of it, plain.
    text: String,
    /// Where a user is named, only its codes answer.
    of_user_only: bool,
}

impl Query {
    fn new(text: &str, of_user_only: bool) -> Self {
        let text = plain(text);
        Self { words: KnownWords::of(&text), text, of_user_only }
    }

    /// How well a code answers, if it does.
    fn score(&self, code: &str, texts: &[String]) -> Option<i32> {
        if texts.contains(&self.text) {
            return Some(10_000);
        }
        let Self { words, .. } = self;
        if words.of_kind(WordKind::Uncoded).next().is_some() {
            return None;
        }
        let mut score = 0_i32;
        let mut add = |points: i32| score = score.saturating_add(points);
        let users = || words.of_kind(WordKind::User).flat_map(|user| user.targets.iter().zip(0_i32..));
        let user = users().filter(|((user, _), _)| begins(code, user)).map(|(_, at)| at).min();
        let (activities, subjects) = (words.of_kind(WordKind::Activity), words.subjects());
        let activity = activities.flat_map(|activity| &activity.targets).any(|(target, _)| code == *target || begins(code, target));
        let subject = subjects.iter().filter_map(|subject| of_subject(subject, code)).min();
        let named = !subjects.is_empty() || words.of_kind(WordKind::Activity).next().is_some();
        if !named && words.of_kind(WordKind::Elsewhere).next().is_some() {
            return None;
        }
        if named && !activity && subject.is_none() {
            return None;
        }
        if activity {
            add(1_200);
        }
        if let Some((at, usual)) = subject {
            add(1_000_i32.saturating_sub(at.saturating_mul(20)));
            add(if usual && users().next().is_none() { 100 } else { 0 });
        }
        match user {
            Some(at) => add(300_i32.saturating_sub(at.saturating_mul(20))),
            None if users().next().is_some() && self.of_user_only => return None,
            None if users().next().is_some() => add(-200),
            None => {}
        }
        let of_elsewhere = words.of_kind(WordKind::Elsewhere).map(|synonym| &synonym.word);
        for word in words.rest.iter().chain(of_elsewhere) {
            if texts.iter().any(|text| has_word(text, word)) {
                add(40);
            } else if !named || word.bytes().any(|letter| letter.is_ascii_digit()) {
                // A number is of a substance: B10 is no B20.
                return None;
            } else {
                add(-10);
            }
        }
        if !named && user.is_none() && words.rest.is_empty() {
            return None;
        }
        // Where only a user is named, what most cities need comes first: of buildings that is electricity, of vehicles a fuel.
        if !named && user.is_some() {
            add(usual(code));
        }
        // Where no kind of waste is named it is unsorted.
        add(if !named && has_part(code, "msw") { 30 } else { 0 });
        // What is part of the city comes first, and what is short.
        let parts = code.split('.').count();
        add(i32::try_from(parts).unwrap_or(9).saturating_mul(-15));
        let elsewhere = ["outside", "brought-in", "distance"];
        add(if code.split('.').any(|part| elsewhere.contains(&part)) { -60 } else { 0 });
        Some(score)
    }
}

/// How usual a code is among those of its user.
fn usual(code: &str) -> i32 {
    match code.split_once('.') {
        Some(("commercial" | "residential" | "manufacturing" | "agriculture" | "rail", "electricity")) => 40,
        Some((_, "electricity")) => 20,
        _ => match usual_in(code) {
            Some(true) => 30,
            Some(false) => 25,
            None => 0,
        },
    }
}

/// Whether a code lies under a beginning.
fn begins(code: &str, beginning: &str) -> bool {
    code.strip_prefix(beginning).is_some_and(|rest| rest.starts_with('.'))
}

/// Which of its targets a word has in a code, and whether it is at its usual place.
fn of_subject(subject: &Synonym, code: &str) -> Option<(i32, bool)> {
    // Another than the first is meant at its usual place only: kerosene is that of aircraft for aircraft.
    let is_it = |((usual, part), at): &(&(&str, &str), i32)| has_part(code, part) && (*at == 0 || begins(code, usual));
    let found = subject.targets.iter().zip(0_i32..).find(is_it)?;
    let ((usual, _), at) = found;
    Some((at, begins(code, usual)))
}

/// Whether whole parts of a code are this.
fn has_part(code: &str, part: &str) -> bool {
    code.match_indices(part).any(|(at, _)| {
        let before = code.get(..at).is_none_or(|before| before.is_empty() || before.ends_with('.'));
        let after = code.get(at.saturating_add(part.len())..).is_none_or(|after| after.is_empty() || after.starts_with('.'));
        before && after
    })
}

/// Whether a plain text has a word, or one that begins with it.
fn has_word(text: &str, word: &str) -> bool {
    let begins = |known: &str| word.chars().nth(3).is_some() && known.starts_with(word);
    position(text, word).is_some() || text.split(' ').any(begins)
}

/// Every word that codes, labels and synonyms have.
static VOCABULARY: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let codes = Catalogue::bundled().codes().flat_map(shipped_texts);
    let texts = codes.chain(SYNONYMS.iter().map(|synonym| synonym.word.clone()));
    texts.flat_map(|text| text.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
});

/// Whether a word is one of letters in which a slip can be seen.
fn is_spelt(word: &str) -> bool {
    word.chars().nth(3).is_some() && word.chars().all(|letter| letter.is_alphabetic() && joins(letter))
}

/// The code and its labels in every language, plain.
fn shipped_texts(code: &str) -> Vec<String> {
    let key = format!("activity.{code}");
    let mut texts = vec![plain(code)];
    texts.extend(Language::ALL.into_iter().filter_map(|language| i18n::label(&key, language)).map(plain));
    texts.dedup();
    texts
}

/// The texts of every shipped code.
static TEXTS: LazyLock<Vec<(&'static str, Vec<String>)>> =
    LazyLock::new(|| Catalogue::bundled().codes().map(|code| (code, shipped_texts(code))).collect());

/// The shipped code of a label, plain; none where several have it.
static LABELS: LazyLock<HashMap<&'static str, Option<&'static str>>> = LazyLock::new(|| {
    let mut labels = HashMap::new();
    for (code, texts) in TEXTS.iter() {
        for label in texts.iter().skip(1) {
            labels.entry(label.as_str()).and_modify(|held| *held = None).or_insert(Some(*code));
        }
    }
    labels
});

/// The text with words that nobody knows as the one known word that is a letter away; a known word stays what it is.
fn corrected(text: &str) -> Option<String> {
    let mut changed = false;
    let words = plain(text);
    let words = words.split(' ').map(|word| {
        if !is_spelt(word) || VOCABULARY.contains(word) {
            return word;
        }
        let mut near = VOCABULARY.iter().filter(|known| is_spelt(known) && is_one_edit(word, known));
        match (near.next(), near.next()) {
            (Some(only), None) => {
                changed = true;
                only
            }
            _ => word,
        }
    });
    let corrected = words.collect::<Vec<_>>().join(" ");
    changed.then_some(corrected)
}

/// Whether a code may be a slip of another: only words that nobody knows were changed, and no digit. Heat is no slip of peat.
pub(super) fn may_stand_for(code: &str, other: &str) -> bool {
    let (code, other) = (plain(code), plain(other));
    let lacks = |text: &str, word: &str| !text.split(' ').any(|own| own == word);
    let has_digit = |word: &str| word.bytes().any(|letter| letter.is_ascii_digit());
    let known = |word: &str| has_digit(word) || VOCABULARY.contains(word);
    !code.split(' ').any(|word| lacks(&other, word) && known(word))
        && !other.split(' ').any(|word| lacks(&code, word) && has_digit(word))
}

impl Catalogue {
    /// The codes that everyday words mean, best first: words of codes and labels, and synonyms in six languages. None of another
    /// substance than one that is named.
    ///
    /// ```
    /// use citycarbon::taxonomy::Catalogue;
    /// let codes = Catalogue::bundled();
    /// assert_eq!(codes.search("diesel for trucks").first(), Some(&"road.gas-diesel-oil"));
    /// assert_eq!(codes.search("ค่าไฟบ้าน").first(), Some(&"residential.electricity"));
    /// assert!(codes.search("unobtainium").is_empty());
    /// ```
    pub fn search(&self, words: &str) -> Vec<&str> {
        self.ranked(words, false).into_iter().map(|(_, code)| code).collect()
    }

    /// Codes with how well they answer.
    fn ranked(&self, words: &str, of_user_only: bool) -> Vec<(i32, &str)> {
        let found = self.answers(&Query::new(words, of_user_only));
        match corrected(words).filter(|_| found.is_empty()) {
            Some(corrected) => self.answers(&Query::new(&corrected, of_user_only)),
            None => found,
        }
    }

    fn answers(&self, query: &Query) -> Vec<(i32, &str)> {
        if query.text.is_empty() {
            return Vec::new();
        }
        let of_code = |code| {
            let shipped = TEXTS.binary_search_by(|(known, _)| (*known).cmp(code)).ok().and_then(|at| TEXTS.get(at));
            match (self.own_labels(code), shipped) {
                (None, Some((_, texts))) => query.score(code, texts),
                (own, _) => {
                    let mut texts = shipped_texts(code);
                    texts.extend(own.into_iter().flatten().map(plain));
                    query.score(code, &texts)
                }
            }
        };
        let mut found: Vec<(i32, &str)> = self.codes().filter_map(|code| Some((of_code(code)?, code))).collect();
        found.sort_by(|(one, first), (other, second)| other.cmp(one).then_with(|| first.cmp(second)));
        found
    }

    /// What a wrong code may have meant: the best answers to its words, of its user where it names one.
    pub(super) fn meant(&self, code: &str) -> Vec<&str> {
        let mut found = self.ranked(code, true);
        // The first part of a code is right where there are codes under it.
        if let Some((first, _)) = code.split_once('.').filter(|(first, _)| self.under(first).next().is_some()) {
            found.retain(|(_, other)| begins(other, first));
        }
        let best = found.first().map_or(0, |(score, _)| *score);
        found.into_iter().filter(|(score, _)| best.saturating_sub(*score) < 50).map(|(_, code)| code).collect()
    }

    /// The one code that a label, or words that name user and substance, stand for: what a ledger may have in its place.
    pub(crate) fn named(&self, text: &str) -> Option<&str> {
        let own = self.own_codes().filter(|code| self.own_labels(code).into_iter().flatten().any(|label| label == text));
        let shipped =
            LABELS.get(plain(text).as_str()).copied().flatten().and_then(|code| self.codes().find(|known| *known == code));
        if let Some(labelled) = own.chain(shipped).next() {
            return Some(labelled);
        }
        // What looks like a code is a wrong one, and numbers are of substances. Most wrong words of a ledger end here.
        if (text.contains('.') && !text.contains(' ')) || text.bytes().any(|letter| letter.is_ascii_digit()) {
            return None;
        }
        let words = KnownWords::of(&plain(text));
        let has_no_code = |word: &&Synonym| matches!(word.kind, WordKind::Uncoded | WordKind::Elsewhere);
        if !words.rest.is_empty() || words.found.iter().any(has_no_code) {
            return None;
        }
        let codes: BTreeSet<String> = match (words.of_kind(WordKind::Activity).count(), words.subjects().as_slice()) {
            // Electricity of a tariff class is that of the class.
            (1, subjects) => {
                let of_all = |code: &str| subjects.iter().all(|subject| of_subject(subject, code).is_some());
                let targets = words.of_kind(WordKind::Activity).flat_map(|one| &one.targets);
                targets.filter(|(code, _)| of_all(code)).map(|(code, _)| (*code).to_owned()).collect()
            }
            (0, [subject]) => {
                let users = words.of_kind(WordKind::User).flat_map(|user| &user.targets);
                let of_user = |(user, _): &(&str, &str)| {
                    let user = *user;
                    subject.targets.iter().map(move |(_, part)| format!("{user}.{part}")).collect::<Vec<_>>()
                };
                users.flat_map(of_user).filter(|code| self.codes().any(|known| known == code || begins(known, code))).collect()
            }
            _ => return None,
        };
        let only = codes.first().filter(|_| codes.len() == 1)?;
        self.codes().find(|code| code == only)
    }

    /// The codes that begin with this, part by part.
    pub(super) fn under(&self, beginning: &str) -> impl Iterator<Item = &str> {
        self.codes().filter(move |code| begins(code, beginning))
    }
}
