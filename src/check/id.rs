//! What a check is named by.

use super::CheckKind;
use crate::error::{Error, Message, Result};
use crate::taxonomy::{Category, FootprintCategory};
use core::fmt;
use core::str::FromStr;

/// What a check is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CheckTarget {
    /// A reference of the GPC.
    Reference(Category),
    /// A category of the footprint of an organisation.
    Category(FootprintCategory),
    /// A file, the id of a row, an acceptance.
    Name(String),
}

impl fmt::Display for CheckTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reference(category) => f.pad(category.reference()),
            Self::Category(category) => f.pad(category.id()),
            Self::Name(name) => f.pad(name),
        }
    }
}

impl FromStr for CheckTarget {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        if text.is_empty() {
            return Err(Message::CheckWithoutTarget.into());
        }
        let category = |_| text.parse().map_or_else(|_| Self::Name(text.to_owned()), Self::Category);
        Ok(text.parse().map_or_else(category, Self::Reference))
    }
}

as_text!(CheckTarget);

/// `KIND:REF` or `KIND:REF:place`; in place of the reference stands a name where there is none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CheckId {
    /// The kind.
    pub kind: CheckKind,
    /// What it is about.
    pub target: CheckTarget,
    /// The place; empty for the city as a whole.
    pub place: String,
}

impl fmt::Display for CheckId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.as_str() {
            "" => padded!(f, "{}:{}", self.kind, self.target),
            place => padded!(f, "{}:{}:{place}", self.kind, self.target),
        }
    }
}

impl FromStr for CheckId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (kind, rest) = text.split_once(':').unwrap_or((text, ""));
        let kind = kind.parse()?;
        let (target, place) = match rest.split_once(':') {
            // Only a reference or a category is followed by a place: a name may hold colons of its own.
            Some((target, place)) if !matches!(target.parse(), Ok(CheckTarget::Name(_)) | Err(_)) => (target, place),
            _ => (rest, ""),
        };
        Ok(Self { kind, target: target.parse()?, place: place.to_owned() })
    }
}

as_text!(CheckId);
