//! The sums of ledgers into an inventory, in one call.

use super::{Inventory, RowCounts};
use crate::assess::Assessor;
use crate::error::{Error, Location, Message, Result, Subject};
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
                .unwrap_or_else(|| Message::RowsRejected { rows: rejected }.into()));
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
    let (activity, unit, year) = ((&leaf.activity).into(), (&leaf.unit).into(), (&leaf.year).into());
    let place = (!leaf.place.is_empty()).then(|| (&leaf.place).into());
    let rows = Subject::Rows { rows: leaf.rows, activity, unit, year, place };
    match error {
        Error::Cell { .. } | Error::File { .. } => error,
        other => Error::Cell { at: Location::file(leaf.file.as_str()), problem: other.into_problem().of(rows) },
    }
}
