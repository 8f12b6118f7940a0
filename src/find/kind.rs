//! The kinds of things that are found.

use crate::error::{Error, Message, Result, did_you_mean};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// What something is that can be written in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FindKind {
    /// An activity code.
    Activity,
    /// A unit.
    Unit,
    /// A gas.
    Gas,
    /// A reference of the GPC.
    Reference,
    /// A region.
    Region,
    /// A method.
    Method,
    /// A parameter of the tables.
    Parameter,
    /// An emission factor of the tables.
    Factor,
}

impl FindKind {
    /// All of them, in the order of answers.
    pub const ALL: [Self; 8] =
        [Self::Activity, Self::Unit, Self::Gas, Self::Reference, Self::Region, Self::Method, Self::Parameter, Self::Factor];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Unit => "unit",
            Self::Gas => "gas",
            Self::Reference => "reference",
            Self::Region => "region",
            Self::Method => "method",
            Self::Parameter => "parameter",
            Self::Factor => "factor",
        }
    }
}

impl fmt::Display for FindKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for FindKind {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == text).ok_or_else(|| {
            let nearest = did_you_mean(text, Self::ALL.map(Self::word)).map(Into::into);
            Message::NotOneOf { value: text.into(), nearest, known: Self::ALL.map(|kind| kind.word().into()).to_vec() }.into()
        })
    }
}
