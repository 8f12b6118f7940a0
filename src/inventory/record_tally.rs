//! The sums of ledgers into an inventory, in one call.

use super::{Inventory, RowCounts};
use crate::assess::Assessor;
use crate::error::{Error, Location, Message, Result, Subject};
use crate::ledger::{Leaf, OnBad, Tally};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Rows whose sum cannot be assessed: it has no factor, or a unit that no row converts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UnassessedRows {
    /// How many rows.
    pub rows: u64,
    /// Why, at their ledger.
    pub problem: Error,
}

impl Inventory {
    /// Records a tally: its one way into an inventory.
    ///
    /// Every sum is assessed and its lines are added. Every row that the tally saw is counted once: as accepted, or as rejected
    /// where the tally rejected it or its sum cannot be assessed. Rows of a year that the inventory does not have are accepted,
    /// counted by year, and not summed. The notices of the tally become notices of the inventory. Given back are the rows that
    /// could not be assessed; the problems of rows that the tally rejected are its own ([`Tally::problems`]).
    ///
    /// ```
    /// use citycarbon::assess::LedgerVocabulary;
    /// use citycarbon::ledger::{Ids, OnBad, Options};
    /// use citycarbon::{Assessor, GwpSet, Inventory, Region, Settings, Tally, Year};
    /// let (region, year): (Region, Year) = ("TH-10".parse()?, "2018".parse()?);
    /// let assessor = Assessor::shipped(region.clone())?;
    /// let ledger = "period,activity,amount,unit\n2018-01,road.diesel-b7,1000,litre\n2019,road.diesel-b7,900,litre\n2018,road.diesel-b7,n/a,litre\n";
    /// let options = Options::default().with_on_bad(OnBad::Collect);
    /// let tally = Tally::read(ledger.as_bytes(), "fuel.csv", &LedgerVocabulary::new(&assessor), &options, &mut Ids::new())?;
    /// let mut city = Inventory::new(Settings::new("Bangkok", region, [year], GwpSet::Ar5));
    /// let refused = city.record_tally(&assessor, &tally, OnBad::Refuse).unwrap_err();
    /// assert_eq!(refused.to_string(), "1 row of the ledgers was rejected; correct it, or set on_bad = \"collect\"");
    /// city.record_tally(&assessor, &tally, OnBad::Collect)?;
    /// let rows = &city.close()?[0].rows;
    /// assert_eq!((rows.accepted, rows.rejected, rows.outside.values().sum::<u64>()), (2, 1, 1));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    ///
    /// # Errors
    /// One ledger twice under two names, as their hashes show. Unless `on_bad` is [`OnBad::Collect`]: any rejected row, of the tally or here, with the number of them; nothing is recorded
    /// then. In every mode: an assessor of another region or with other tables than the inventory's; and figures past its limit, with
    /// which it may hold part of the tally and must not be used.
    pub fn record_tally(&mut self, assessor: &Assessor, tally: &Tally, on_bad: OnBad) -> Result<Vec<UnassessedRows>> {
        let unassessed = self.record_sums(assessor, tally, on_bad)?;
        for (year, check) in
            tally.findings(self.settings.calendar).into_iter().filter_map(|finding| finding.check(assessor.catalogue()))
        {
            if self.settings.years.contains(&year) {
                self.add_check(Some(year), check);
            }
        }
        Ok(unassessed)
    }

    /// The same without the checks that the tally raises.
    pub(super) fn record_sums(&mut self, assessor: &Assessor, tally: &Tally, on_bad: OnBad) -> Result<Vec<UnassessedRows>> {
        self.check_assessor(assessor)?;
        refuse_same_ledger(tally)?;
        let (mut assessed, mut unassessed) = (Vec::new(), Vec::new());
        let (accepted, rejected, outside) = (tally.accepted(), tally.rejected(), tally.outside());
        let mut counts = RowCounts { accepted, rejected, outside, ..RowCounts::default() };
        for leaf in tally.leaves() {
            if !self.settings.years.contains(&leaf.year) {
                let rows = counts.outside.entry(leaf.year).or_insert(0);
                *rows = rows.saturating_add(leaf.rows);
                continue;
            }
            match assessor.assess(&leaf) {
                Ok(lines) => assessed.push((lines, leaf)),
                Err(error) => {
                    // A row that several sums have a part of counts once, so there may be fewer rows than their sums have.
                    let rows = leaf.rows.min(counts.accepted);
                    counts.accepted = counts.accepted.saturating_sub(rows);
                    counts.rejected = counts.rejected.saturating_add(rows);
                    unassessed.push(UnassessedRows { rows: leaf.rows, problem: at_leaf(error, &leaf) });
                }
            }
        }
        if counts.rejected > 0 && on_bad != OnBad::Collect {
            return Err(Message::RowsRejected { rows: counts.rejected }.into());
        }
        for (lines, leaf) in assessed {
            self.add(assessor, lines, leaf.year).map_err(|error| at_leaf(error, &leaf))?;
        }
        tally.notices().into_iter().for_each(|notice| self.add_notice(notice));
        self.add_counts(&counts);
        Ok(unassessed)
    }
}

/// Refuses two ledgers of the same bytes, where their hashes were taken and they have rows.
fn refuse_same_ledger(tally: &Tally) -> Result<()> {
    let mut held: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for (file, facts) in tally.files() {
        let rows = facts.accepted.saturating_add(facts.rejected);
        let Some(hash) = facts.sha256.as_deref().filter(|_| rows > 0) else { continue };
        // Sheets of one workbook have its hash, and are distinguished by their names: `ledger/fuel.xlsx[March]`.
        let sheet = file.strip_suffix(']').and_then(|file| file.split_once('[')).map_or("", |(_, sheet)| sheet);
        if let Some(other) = held.insert((hash, sheet), file) {
            let problem = Message::SameLedger { file: other.into() }.into();
            return Err(Error::File { at: Location::file(file.as_str()), problem });
        }
    }
    Ok(())
}

/// An error of the inventory, at the ledger whose rows led to it.
pub(crate) fn at_leaf(error: Error, leaf: &Leaf) -> Error {
    let (activity, unit, year) = ((&leaf.activity).into(), (&leaf.unit).into(), (&leaf.year).into());
    let place = (!leaf.place.is_empty()).then(|| (&leaf.place).into());
    let rows = Subject::Rows { rows: leaf.rows, activity, unit, year, place };
    match error {
        Error::Cell { .. } | Error::File { .. } => error,
        other => Error::Cell { at: Location::file(leaf.file.as_str()), problem: other.into_problem().of(rows) },
    }
}
