//! The columns of a ledger.

use super::InputPolicy;
use crate::error::{Message, Result, Text, did_you_mean};
use crate::records::Header;

/// The columns that a ledger must have.
pub const REQUIRED: [&str; 4] = ["period", "activity", "amount", "unit"];

/// The columns that a ledger may have.
pub const OPTIONAL: [&str; 8] = ["place", "asset", "id", "quality", "source", "note", "basis", "corrects"];

/// Where the columns of a ledger are.
#[derive(Clone, Debug)]
pub(crate) struct LedgerColumns {
    pub(crate) period: usize,
    pub(crate) activity: usize,
    pub(crate) amount: usize,
    pub(crate) unit: usize,
    pub(crate) basis: Option<usize>,
    pub(crate) place: Option<usize>,
    pub(crate) id: Option<usize>,
    pub(crate) quality: Option<usize>,
    pub(crate) corrects: Option<usize>,
    pub(crate) asset: Option<usize>,
    pub(crate) note: Option<usize>,
    /// Columns that mean nothing here, as spelled.
    pub(crate) unknown: Vec<String>,
}

impl LedgerColumns {
    /// Finds the columns by name.
    pub(crate) fn find(header: &Header, policy: &InputPolicy) -> Result<Self> {
        let positions = header.positions(&policy.aliases)?;
        header.require(&REQUIRED, &positions, policy.delimiter)?;
        let known = |name: &str| REQUIRED.contains(&name) || OPTIONAL.contains(&name);
        let meant = |name: &str| policy.aliases.get(name).map_or_else(|| name.to_owned(), Clone::clone);
        let unknown: Vec<String> = header.names().iter().filter(|name| !known(&meant(name))).cloned().collect();
        if let Some(first) = unknown.first().filter(|_| policy.strict_columns) {
            let nearest = did_you_mean(first, REQUIRED.into_iter().chain(OPTIONAL)).map(Text::from);
            let known = REQUIRED.into_iter().chain(OPTIONAL).map(Text::from).collect();
            return Err(header.problem(Message::UnknownColumn { value: first.into(), nearest, known }));
        }
        let at = |name: &str| positions.get(name).copied();
        // The required ones are there, or `require` would have refused the file.
        let sure = |name: &str| at(name).unwrap_or_default();
        Ok(Self {
            period: sure("period"),
            activity: sure("activity"),
            amount: sure("amount"),
            unit: sure("unit"),
            basis: at("basis"),
            place: at("place"),
            id: at("id"),
            quality: at("quality"),
            corrects: at("corrects"),
            asset: at("asset"),
            note: at("note"),
            unknown,
        })
    }
}
