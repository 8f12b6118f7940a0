//! stub
use crate::quantity::Exact;
use crate::taxonomy::{Quality, Year};
use serde::{Deserialize, Serialize};
/// leaf
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Leaf {
    pub file: String,
    pub sha256: Option<String>,
    pub activity: String,
    pub unit: String,
    pub place: String,
    pub year: Year,
    pub rows: u64,
    pub sum: Exact,
    pub quality: Option<Quality>,
}
