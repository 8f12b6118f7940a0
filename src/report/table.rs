//! Table: finished, its cells still typed; the one place where figures are rounded.

use super::digits::Digits;
use crate::error::Result;
use crate::i18n::Language;
use crate::quantity::{Exact, Rounding};
use crate::taxonomy::NotationKey;
use serde::{Deserialize, Serialize};

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TableCell {
    /// There is no such cell.
    Blank,
    /// Words.
    Text(String),
    /// A figure that the table's sums are made of.
    Figure(Exact),
    /// The sum of figures of this table, by row and column; none where none of them is a figure.
    Sum(Vec<(usize, usize)>),
    /// A figure that is in no sum of this table, with the digits after the dot that it is printed with.
    Alone(Exact, u32),
    /// Why there is no figure.
    Key(NotationKey),
    /// There should be a figure or a key.
    Missing,
    /// There is neither, and none is required.
    NotRequired,
    /// Things counted.
    Count(u64),
}

/// What a row is in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Rank {
    /// Holds the sums of the rows below it.
    Group,
    /// A row of a group, or of a table without groups.
    Item,
    /// Holds the sums of all.
    Total,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TableRow {
    /// What it is in its table.
    pub rank: Rank,
    /// Its name.
    pub label: String,
    /// Its cells, one for each column.
    pub cells: Vec<TableCell>,
}

impl TableRow {
    /// A row.
    pub fn new(rank: Rank, label: impl Into<String>, cells: Vec<TableCell>) -> Self {
        Self { rank, label: label.into(), cells }
    }
}

/// A finished table.
///
/// Figures are exact until [`rounded`](Self::rounded); a sum is not stored but added up from the figures, so every printed
/// subtotal is the sum of printed cells.
///
/// ```
/// use citycarbon::report::{TableCell, Rank, TableRow, Table};
/// let figure = |text: &str| text.parse().map(TableCell::Figure);
/// let mut table = Table::new("", ["t"]);
/// table.rows.push(TableRow::new(Rank::Item, "a", vec![figure("1.4")?]));
/// table.rows.push(TableRow::new(Rank::Item, "b", vec![figure("1.4")?]));
/// table.rows.push(TableRow::new(Rank::Total, "all", vec![TableCell::Sum(vec![(0, 0), (1, 0)])]));
/// let printed = table.rounded(0)?; // 2.8 rounds to 3, so one of the two becomes 2
/// let column: Vec<_> = (0..3).map(|row| printed.value(row, 0).unwrap().unwrap().to_string()).collect();
/// assert_eq!(column, ["2", "1", "3"]);
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Table {
    /// What it shows, with the unit.
    pub title: String,
    /// The names of its columns, without that of the labels.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<TableRow>,
    /// What a reader must know of it.
    pub notes: Vec<String>,
}

impl Table {
    /// An empty table.
    pub fn new<S: Into<String>>(title: impl Into<String>, columns: impl IntoIterator<Item = S>) -> Self {
        Self { title: title.into(), columns: columns.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// One cell.
    pub fn cell(&self, row: usize, column: usize) -> Option<&TableCell> {
        self.rows.get(row)?.cells.get(column)
    }

    /// The figure in a cell, added up if it is a sum; none where there is none.
    pub fn value(&self, row: usize, column: usize) -> Result<Option<Exact>> {
        match self.cell(row, column) {
            Some(TableCell::Figure(figure) | TableCell::Alone(figure, _)) => Ok(Some(*figure)),
            Some(TableCell::Sum(parts)) => {
                let mut sum = None;
                for (row, column) in parts {
                    if let Some(TableCell::Figure(figure)) = self.cell(*row, *column) {
                        sum = Some(sum.unwrap_or(Exact::ZERO).checked_add(*figure)?);
                    }
                }
                Ok(sum)
            }
            _ => Ok(None),
        }
    }

    /// The sum of all figures: what they are rounded against.
    pub fn grand_total(&self) -> Result<Exact> {
        Exact::sum(self.figures())
    }

    fn figures(&self) -> impl Iterator<Item = Exact> {
        self.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| match cell {
            TableCell::Figure(figure) => Some(*figure),
            _ => None,
        })
    }

    /// The same with the figures of each column in `places` digits after the dot, by largest remainder against the column's sum.
    pub fn rounded_by_column(&self, places: u32) -> Result<Self> {
        let mut table = self.clone();
        let columns = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        for column in 0..columns {
            let figures = |table: &Self| -> Vec<Exact> {
                let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
                cells.filter_map(|cell| if let TableCell::Figure(figure) = cell { Some(*figure) } else { None }).collect()
            };
            let mut printed = apportioned(&figures(self), places)?.into_iter();
            for cell in table.rows.iter_mut().filter_map(|row| row.cells.get_mut(column)) {
                if let TableCell::Figure(figure) = cell {
                    *figure = printed.next().unwrap_or(*figure);
                }
            }
        }
        Ok(table)
    }

    /// The table as printed, with `places` digits after the dot: figures by largest remainder against the grand total.
    pub fn rounded(&self, places: u32) -> Result<Self> {
        let exact: Vec<Exact> = self.figures().collect();
        let mut printed = apportioned(&exact, places)?.into_iter();
        let mut table = self.clone();
        for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
            match cell {
                TableCell::Figure(figure) => *figure = printed.next().unwrap_or(*figure),
                TableCell::Alone(figure, places) => *figure = figure.round(*places, Rounding::HalfEven).0,
                _ => {}
            }
        }
        Ok(table)
    }
}

/// Figures rounded to `places` digits after the dot so that they add up to their rounded sum: each is rounded down, then those
/// with the largest remainders go one up; of equal remainders the earlier one. Each stays within one of its last digit.
pub fn apportioned(figures: &[Exact], places: u32) -> Result<Vec<Exact>> {
    let last_digit = Exact::new(1, places)?;
    let mut printed = Vec::with_capacity(figures.len());
    let mut remainders = Vec::with_capacity(figures.len());
    for (at, figure) in figures.iter().enumerate() {
        let (down, changed) = figure.round(places, Rounding::Down);
        let floor = if changed && figure.is_negative() { down.checked_sub(last_digit)? } else { down };
        remainders.push((figure.checked_sub(floor)?, at));
        printed.push(floor);
    }
    remainders.sort_by(|(a, at), (b, bt)| b.cmp(a).then(at.cmp(bt)));
    let total = Exact::sum(figures.iter().copied())?.round(places, Rounding::HalfEven).0;
    let mut short = total.checked_sub(Exact::sum(printed.iter().copied())?)?;
    for (_, at) in remainders {
        if short.is_zero() {
            break;
        }
        if let Some(figure) = printed.get_mut(at) {
            *figure = figure.checked_add(last_digit)?;
            short = short.checked_sub(last_digit)?;
        }
    }
    Ok(printed)
}

/// A figure with thousands apart and exactly `places` decimals, if it has no more, as the readers of a language write it.
pub(super) fn grouped(figure: Exact, places: u32, language: Language) -> String {
    Digits::of(language).marked(&figure.grouped(places))
}
