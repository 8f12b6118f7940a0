//! The sums of ledgers into an inventory, in one call.

use super::{Inventory, RowCounts};
use crate::assess::Assessor;
use crate::error::{Error, ErrorKind, Location, Problem, Result, shown};
use crate::ledger::{Leaf, OnBad, Tally};

impl Inventory {
    /// Assesses every sum of a tally and adds its lines, counts the rows (accepted, refused, of other years), and takes over the
    /// notices. Returned are the problems of sums that
    /// cannot be assessed, each at its ledger and with the number of its rows, which count as refused.
    ///
    /// # Errors
    /// Unless `on_bad` is [`OnBad::Collect`]: any refused row, of the tally or here; nothing is recorded then. In every mode: what
    /// the inventory refuses of a line (a year it does not have), or a limit of its figures.
    pub fn record_tally(&mut self, assessor: &Assessor, tally: &Tally, on_bad: OnBad) -> Result<Vec<(Error, u64)>> {
        let (mut assessed, mut problems, mut refused) = (Vec::new(), Vec::new(), 0_u64);
        for leaf in tally.leaves() {
            match assessor.assess(&leaf) {
                Ok(lines) => assessed.push((lines, leaf)),
                Err(error) => {
                    refused = refused.saturating_add(leaf.rows);
                    problems.push((at_leaf(error, &leaf), leaf.rows));
                }
            }
        }
        let rejected = tally.rejected().saturating_add(refused);
        if rejected > 0 && on_bad != OnBad::Collect {
            return Err(tally
                .problems()
                .first()
                .or(problems.first().map(|(problem, _)| problem))
                .cloned()
                .unwrap_or_else(|| all_refused(rejected)));
        }
        for (lines, leaf) in assessed {
            self.add(lines, leaf.year).map_err(|error| at_leaf(error, &leaf))?;
        }
        tally.notices().into_iter().for_each(|notice| self.add_notice(notice));
        let accepted = tally.accepted().saturating_sub(refused);
        self.add_counts(&RowCounts { accepted, rejected, outside: tally.outside() });
        Ok(problems)
    }
}

/// An error of the books, at the ledger whose rows led to it.
fn at_leaf(error: Error, leaf: &Leaf) -> Error {
    let rows = if leaf.rows == 1 { "1 row".to_owned() } else { format!("{} rows", leaf.rows) };
    let place = if leaf.place.is_empty() { String::new() } else { format!(" in {}", shown(&leaf.place)) };
    let (kind, reason, help) = match error {
        Error::Value(problem) => {
            let value = problem.value().map_or_else(String::new, |value| format!("\"{}\": ", shown(value)));
            (problem.kind(), format!("{value}{}", problem.reason()), problem.mend().to_owned())
        }
        Error::NotFound { what, wanted, .. } => {
            (ErrorKind::Factor, format!("no {what} for {wanted}"), "add it to factors.csv or parameters.csv".to_owned())
        }
        Error::Row { .. } | Error::File { .. } => return error,
        other => (ErrorKind::Number, other.to_string(), String::new()),
    };
    let reason = format!("{rows} of {}, {}, {}{place}: {reason}", shown(&leaf.activity), leaf.unit, leaf.year);
    Error::Row { at: Location::file(leaf.file.as_str()), problem: Problem::bare(kind, reason, help) }
}

/// Rows that were refused without a problem that was kept.
fn all_refused(rows: u64) -> Error {
    Problem::new(ErrorKind::Cells, &rows.to_string(), "rows of the ledgers were refused", "correct them, or collect").into()
}
