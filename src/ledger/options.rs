//! How a ledger is tallied.

use super::InputPolicy;
use crate::error::{Error, LabelKey, Message, Text, did_you_mean};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// What becomes of a ledger with bad rows. Problems of the file as a whole are refused in every case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum OnBad {
    /// Read on, list every bad row up to the cap, count them all; the result must not be used.
    #[default]
    Refuse,
    /// End at the first bad row of the file.
    Stop,
    /// Read on and list them too; the result of the good rows is given, and says that rows are missing.
    Collect,
}

impl OnBad {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Refuse, Self::Stop, Self::Collect];
}

impl fmt::Display for OnBad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Refuse => "refuse",
            Self::Stop => "stop",
            Self::Collect => "collect",
        })
    }
}

impl FromStr for OnBad {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|mode| mode.to_string() == text).ok_or_else(|| {
            let (what, names) = (LabelKey::of("name.on-bad"), Self::ALL.map(|mode| (&mode).into()));
            let nearest = did_you_mean(text, ["refuse", "stop", "collect"]).map(Text::from);
            Message::UnknownName { value: text.into(), what, nearest, names: names.into() }.into()
        })
    }
}

/// How a ledger is tallied.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Options {
    /// What cells may look like, and the limits.
    pub input: InputPolicy,
    /// What becomes of bad rows.
    pub on_bad: OnBad,
    /// Threads; 0 is as many as the machine has. The result does not depend on it.
    pub threads: usize,
    /// Whether the file's SHA-256 is taken, in the same pass.
    pub hash: bool,
    /// Whether rows without ids are compared with one another, as an inventory does; [`Ids::findings`](super::Ids::findings) has what was
    /// found.
    pub compare_rows: bool,
    /// Whether the rows of each sum are listed, in the same pass: of sums of at most [`MOST_LISTED`](super::MOST_LISTED) rows, in ledgers of
    /// at most as many rows as ids may be compared.
    pub list_rows: bool,
}

with_members! {
    Options {
        /// The same, with what cells may look like.
        with_input(input: InputPolicy),
        /// The same, with what becomes of bad rows.
        with_on_bad(on_bad: OnBad),
        /// The same, on so many threads.
        with_threads(threads: usize),
        /// The same, with or without the file's SHA-256.
        with_hash(hash: bool),
        /// The same, with or without a comparison of rows.
        with_compare_rows(compare_rows: bool),
        /// The same, with or without a list of the rows of each sum.
        with_list_rows(list_rows: bool),
    }
}
