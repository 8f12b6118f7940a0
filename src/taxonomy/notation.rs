//! Notation keys: why a cell has no figure.

use super::Category;
use crate::error::{Error, Message, Result};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// Why a cell has no figure. A key is never zero, and never adds to a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NotationKey {
    /// Not estimated: there are or may be emissions, but no figure.
    NE,
    /// Confidential: known, but not to be published.
    C,
    /// Included elsewhere: estimated, but reported under another reference.
    IE,
    /// Not occurring: the activity does not exist in the city.
    NO,
}

impl NotationKey {
    /// All four; of several in one cell the first of these wins, for it means that there may be emissions.
    pub const ALL: [Self; 4] = [Self::NE, Self::C, Self::IE, Self::NO];

    /// The key that a word of a table means: the key itself, or one of its common spellings.
    ///
    /// ```
    /// use citycarbon::taxonomy::NotationKey;
    /// let keys = ["NO", "n.e.", "Not  occurring", "N/O"].map(NotationKey::spelled);
    /// assert_eq!(keys, [NotationKey::NO, NotationKey::NE, NotationKey::NO, NotationKey::NO].map(Some));
    /// assert_eq!(NotationKey::spelled("none"), None);
    /// ```
    pub fn spelled(word: &str) -> Option<Self> {
        let plain = word.to_lowercase().replace(['.', '/'], "").replace(['-', '_', '\u{a0}'], " ");
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(match plain.as_str() {
            "ne" | "not estimated" => Self::NE,
            "c" | "confidential" => Self::C,
            "ie" | "included elsewhere" | "included in" => Self::IE,
            "no" | "not occurring" | "not occuring" => Self::NO,
            _ => return None,
        })
    }
}

impl fmt::Display for NotationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::IE => "IE",
            Self::NE => "NE",
            Self::C => "C",
            Self::NO => "NO",
        })
    }
}

impl FromStr for NotationKey {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|key| key.to_string() == text)
            .ok_or_else(|| Message::UnknownNotationKey { value: text.into() }.into())
    }
}

/// What was not clean about a cell of notation keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum KeyRemark {
    /// Spaces are before or after the key.
    StraySpaces,
    /// Two keys or more are in the cell; the one that admits emissions is taken.
    SeveralKeys,
    /// The reference that holds the emissions is in the cell, not in a column of its own.
    NamesTarget,
    /// The key is spelled in another way.
    Respelled,
}

checked! {
    /// A cell of notation keys as published inventories write it: `NO`, `n.o.`, `Not occurring`, `NO; IE`, `IE (II.1.1)`, `IE: II.1.1`,
    /// with stray spaces.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct KeyCell {
        key: NotationKey,
        target: Option<Category>,
        remarks: Vec<KeyRemark>,
    }
}

impl KeyCell {
    fn check(&self) -> Result<()> {
        match self.target {
            Some(target) if self.key != NotationKey::IE => {
                Err(Message::KeyWithTarget { value: (&target).into(), key: (&self.key).into() }.into())
            }
            _ => Ok(()),
        }
    }

    /// Reads a cell; what was not clean is in [`remarks`](Self::remarks). An unknown key is refused.
    ///
    /// ```
    /// use citycarbon::taxonomy::{KeyCell, KeyRemark, NotationKey};
    /// let cell = KeyCell::parse("NO; IE (II.1.1)")?;
    /// assert_eq!((cell.key(), cell.target().map(|t| t.to_string()).as_deref()), (NotationKey::IE, Some("II.1.1")));
    /// assert_eq!(cell.remarks(), [KeyRemark::SeveralKeys, KeyRemark::NamesTarget]);
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self> {
        let mut remarks = Vec::new();
        if text != text.trim() {
            remarks.push(KeyRemark::StraySpaces);
        }
        let mut found: Vec<(NotationKey, Option<Category>)> = Vec::new();
        for part in text.trim().split([';', ',']) {
            let (word, target) = word_and_target(part.trim())?;
            let unknown = || Message::UnknownNotationKey { value: text.into() };
            let key = NotationKey::spelled(word).ok_or_else(unknown)?;
            if word != key.to_string() && !remarks.contains(&KeyRemark::Respelled) {
                remarks.push(KeyRemark::Respelled);
            }
            found.push((key, target));
        }
        let Some((key, target)) = found.iter().copied().min_by_key(|(key, target)| (*key, target.is_none())) else {
            return Err(Message::UnknownNotationKey { value: text.into() }.into());
        };
        if found.len() > 1 {
            remarks.push(KeyRemark::SeveralKeys);
        }
        if target.is_some() {
            if key == NotationKey::IE {
                remarks.push(KeyRemark::NamesTarget);
            } else {
                return Err(Message::KeyWithTarget { value: text.into(), key: (&key).into() }.into());
            }
        }
        Ok(Self { key, target, remarks })
    }

    /// The key that counts.
    pub fn key(&self) -> NotationKey {
        self.key
    }

    /// Where the emissions are reported, if the cell says so.
    pub fn target(&self) -> Option<Category> {
        self.target
    }

    /// What was not clean.
    pub fn remarks(&self) -> &[KeyRemark] {
        &self.remarks
    }
}

/// The word for a key, and the reference after it: in brackets, after a colon or dash, or as the last word.
fn word_and_target(part: &str) -> Result<(&str, Option<Category>)> {
    if let Some((word, rest)) = part.split_once(['(', ':']) {
        return Ok((word.trim(), Some(rest.trim().trim_end_matches(')').trim().parse()?)));
    }
    let last = part.rsplit_once(|letter: char| letter.is_whitespace());
    let target = last.and_then(|(word, last)| Some((word.trim_end().trim_end_matches(['-', '–']).trim_end(), last.parse().ok()?)));
    Ok(target.map_or((part, None), |(word, target)| (word, Some(target))))
}

impl fmt::Display for KeyCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.target {
            Some(target) => padded!(f, "{} ({target})", self.key),
            None => self.key.fmt(f),
        }
    }
}
