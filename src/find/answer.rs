//! An answer of a search.

use super::kind::FindKind;
use serde::{Deserialize, Serialize};

/// Something that can be written in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Answer {
    /// What it is.
    pub kind: FindKind,
    /// Its code, symbol or name.
    pub id: String,
    /// Its name in a language; of a gas that is not counted, why.
    pub label: String,
    /// A unit that it is stated in; empty where it has none.
    pub unit: String,
    /// What to write, and in which file; empty where nothing is to be written.
    pub write: String,
}
