//! The columns of a ledger.

#[cfg(all(feature = "folder", feature = "xlsx-read"))]
use super::InputPolicy;
use crate::error::{Message, Result, Text, did_you_mean};
#[cfg(all(feature = "folder", feature = "xlsx-read"))]
use crate::records::BlockReader;
use crate::records::{Delimiter, Header, Record, meant};
use crate::taxonomy::Period;
use std::borrow::Cow;
use std::collections::BTreeMap;
#[cfg(all(feature = "folder", feature = "xlsx-read"))]
use std::io::Read;

/// The columns that a ledger must have.
pub const REQUIRED: [&str; 4] = ["period", "activity", "amount", "unit"];

/// The columns that a ledger may have.
pub const OPTIONAL: [&str; 8] = ["place", "asset", "id", "quality", "source", "note", "basis", "corrects"];

/// The columns of a ledger that hold amounts, from 0.
#[cfg(all(feature = "folder", feature = "xlsx-read"))]
pub(crate) fn amount_columns(reader: impl Read, file: &str, input: &InputPolicy) -> Result<Vec<usize>> {
    let table = BlockReader::open(reader, file, &input.ledger_format())?;
    let columns = LedgerColumns::find(table.header(), &input.columns(table.delimiter()))?;
    Ok(columns.amounts.iter().map(|amount| amount.column).collect())
}

/// The columns that a policy asks for.
pub(crate) struct WantedColumns<'p> {
    pub(super) required: Vec<&'p str>,
    pub(super) aliases: &'p BTreeMap<String, String>,
    pub(super) fixed: &'p BTreeMap<String, String>,
    pub(super) periods: &'p BTreeMap<String, Period>,
    pub(super) delimiter: Delimiter,
    /// Whether an unknown column is refused.
    pub(super) strict: bool,
}

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
    // Read by the second reading of a folder only.
    #[cfg_attr(not(feature = "folder"), allow(dead_code))]
    pub(crate) source: Option<usize>,
    /// Columns that mean nothing here, as spelled.
    pub(crate) unknown: Vec<String>,
    /// What every row has without a column in the file: the names and values of columns that are counted after those of the file.
    pub(super) fixed: Vec<(String, String)>,
    /// Where the amounts are.
    pub(super) amounts: Vec<AmountCell>,
}

/// Where an amount of a row is, and its period where the column itself says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AmountCell {
    pub(super) column: usize,
    pub(super) period: Option<Period>,
}

impl LedgerColumns {
    /// Finds the columns by name; `aliases` are names of the file and what each means.
    pub(crate) fn find(header: &Header, wanted: &WantedColumns<'_>) -> Result<Self> {
        let positions = header.positions(wanted.aliases)?;
        header.require(&wanted.required, &positions, wanted.delimiter)?;
        let wide: Vec<usize> =
            wanted.periods.keys().filter_map(|column| positions.get(&column.to_ascii_lowercase()).copied()).collect();
        let known = |name: &str| name.is_empty() || REQUIRED.iter().chain(&OPTIONAL).any(|known| known.eq_ignore_ascii_case(name));
        let names = header.names().iter().enumerate().filter(|(column, _)| !wide.contains(column)).map(|(_, name)| name);
        let unknown: Vec<String> = names.filter(|name| !known(meant(name, wanted.aliases))).cloned().collect();
        if let Some(first) = unknown.first().filter(|_| wanted.strict) {
            let nearest = did_you_mean(first, REQUIRED.into_iter().chain(OPTIONAL)).map(Text::from);
            let known = REQUIRED.into_iter().chain(OPTIONAL).map(Text::from).collect();
            return Err(header.problem(Message::UnknownColumn { value: first.into(), nearest, known }));
        }
        let taken = |name: &&String| positions.contains_key(name.as_str()) || (!wide.is_empty() && *name == "period");
        if let Some(column) = wanted.fixed.keys().find(taken) {
            return Err(header.problem(Message::FixedColumn { value: column.into() }));
        }
        let fixed: Vec<(String, String)> = wanted.fixed.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        let of_all = |name: &str| fixed.iter().position(|(fixed, _)| fixed == name).map(|at| header.len().saturating_add(at));
        let at = |name: &str| positions.get(name).copied().or_else(|| of_all(name));
        // The required ones are there, or `require` would have refused the file.
        let sure = |name: &str| at(name).unwrap_or(usize::MAX);
        let columns_of_periods = wide.iter().zip(wanted.periods.values());
        let mut amounts: Vec<AmountCell> =
            columns_of_periods.map(|(column, period)| AmountCell { column: *column, period: Some(*period) }).collect();
        if amounts.is_empty() {
            amounts.push(AmountCell { column: sure("amount"), period: None });
        }
        amounts.sort_by_key(|amount| amount.column);
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
            source: at("source"),
            unknown,
            fixed,
            amounts,
        })
    }

    /// A cell of a row, or what every row has there.
    pub(super) fn cell<'b>(&self, record: &Record<'_, 'b>, column: usize, width: usize) -> Cow<'b, str> {
        match self.fixed.get(column.wrapping_sub(width)) {
            Some((_, value)) => Cow::Owned(value.clone()),
            None => record.cell(column),
        }
    }

    /// The name of a column that stands in no file.
    pub(super) fn fixed_name(&self, column: usize, width: usize) -> Option<&str> {
        self.fixed.get(column.wrapping_sub(width)).map(|(name, _)| name.as_str())
    }

    /// The amounts of a record: one, or those of a wide one that are not empty; none of a record of empty cells.
    pub(super) fn amounts<'c>(&'c self, record: &'c Record<'_, '_>, width: usize) -> impl Iterator<Item = AmountCell> + 'c {
        let is_row = !record.is_empty();
        let has_amount =
            move |at: &AmountCell| at.period.is_none() || record.cells != width || !record.cell(at.column).trim().is_empty();
        self.amounts.iter().copied().filter(move |at| is_row && has_amount(at))
    }
}
