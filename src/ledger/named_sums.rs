//! The sums of one ledger by name, each name held once.

use super::Vocabulary;
use super::leaf::{Added, LeafKey, LeafView};
use super::listed_rows::{RowsByLeaf, ThreadRows};
use super::sum_cells::{SumCell, SumCells, SumKey, SumList, wide};
use super::time_marks::TimeMarks;
use crate::error::Result;
use crate::quantity::Exact;
use hashbrown::HashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Numbers below this find their name without a look-up.
const DENSE: u32 = 1 << 20;

/// Sums in order of activity, unit, basis, place, year and kind. The numbers of their keys are the places of names in sorted lists.
#[derive(Clone, Debug)]
pub(super) struct NamedSums {
    file: Arc<str>,
    activities: Vec<Arc<str>>,
    units: Vec<Arc<str>>,
    places: Vec<Arc<str>>,
    /// One sum a key; what is long holds the whole sum.
    sums: SumList,
}

impl NamedSums {
    /// The sums of all threads under the names that `vocabulary` gives, and their rows, where they were noted.
    pub(super) fn new<V: Vocabulary + ?Sized>(
        file: &str,
        cells: SumCells,
        rows: ThreadRows,
        vocabulary: &V,
    ) -> Result<(Self, RowsByLeaf)> {
        let mut sums = cells.into_sums();
        in_named_units(&mut sums, vocabulary)?;
        let (mut activities, mut units, mut places) = (RankedNames::default(), RankedNames::default(), RankedNames::default());
        for cell in &sums.list {
            let (activity, unit, place) = cell.key.numbers();
            activities.meet(activity, |number| vocabulary.activity_name(number));
            units.meet(unit, |number| vocabulary.unit_name(number));
            if let Some(place) = place {
                places.meet(place, |number| vocabulary.place_name(number));
            }
        }
        let ranked = [activities.rank(), units.rank(), places.rank()];
        let renamed = |key: SumKey| key.with(|number| activities.of(number), |number| units.of(number), |number| places.of(number));
        for cell in &mut sums.list {
            cell.key = renamed(cell.key);
        }
        sums.list.sort_unstable_by_key(|cell| cell.key);
        for (key, number) in std::mem::take(&mut sums.long) {
            sums.add_long(renamed(key), number)?;
        }
        for (key, rows) in std::mem::take(&mut sums.shared) {
            sums.add_shared(renamed(key), rows);
        }
        one_a_name(&mut sums)?;
        let listed = if rows.is_empty() {
            Vec::new()
        } else {
            let rows_of: Vec<u64> = sums.list.iter().map(|cell| cell.rows).collect();
            rows.by_sum(&rows_of, |key| sums.list.binary_search_by_key(&renamed(key), |cell| cell.key).ok())
        };
        let [activities, units, places] = ranked;
        let named = Self { file: file.into(), activities, units, places, sums };
        let of_sums = named.keys().zip(listed).filter(|(_, rows)| !rows.is_empty()).collect();
        Ok((named, of_sums))
    }

    /// How many sums there are.
    pub(super) fn len(&self) -> usize {
        self.sums.list.len()
    }

    /// The sums, in order.
    pub(super) fn views(&self) -> impl Iterator<Item = LeafView<'_>> {
        self.sums.list.iter().map(|cell| self.view(cell))
    }

    /// The months and years that their rows are of.
    pub(super) fn marks(&self) -> impl Iterator<Item = TimeMarks> {
        self.sums.list.iter().map(|cell| cell.key.kind().by_months(cell.marks))
    }

    fn view(&self, cell: &SumCell) -> LeafView<'_> {
        let (activity, unit, place) = cell.key.numbers();
        // A ledger without places has the empty one only.
        let place = place.map_or("", |place| named(&self.places, place));
        let shared = if self.sums.shared.is_empty() { 0 } else { self.sums.shared.get(&cell.key).copied().unwrap_or(0) };
        let SumCell { key, rows, quality, marks, .. } = *cell;
        let added = Added { rows, shared, sum: total(&self.sums, cell), quality, marks };
        let (activity, unit) = (named(&self.activities, activity), named(&self.units, unit));
        let (basis, year, kind) = (key.basis(), key.year(), key.kind());
        LeafView { file: &self.file, activity, unit, basis, place, year, kind, added }
    }

    /// The same, each with its own names.
    pub(super) fn by_name(&self) -> BTreeMap<LeafKey, Added> {
        self.keys().zip(self.views().map(|view| view.added)).collect()
    }

    /// The keys of the sums, in order.
    fn keys(&self) -> impl Iterator<Item = LeafKey> {
        let shared = |names: &[Arc<str>], number: u32| names.get(wide(number)).map_or_else(|| "".into(), Arc::clone);
        self.sums.list.iter().map(move |cell| {
            let (activity, unit, place) = cell.key.numbers();
            let (activity, unit) = (shared(&self.activities, activity), shared(&self.units, unit));
            let place = place.map_or_else(|| "".into(), |place| shared(&self.places, place));
            let (basis, year, kind) = (cell.key.basis(), cell.key.year(), cell.key.kind());
            LeafKey { file: Arc::clone(&self.file), activity, unit, basis, place, year, kind }
        })
    }
}

/// Turns sums in units that are so many of a named one into that one: once a sum, not once a row.
fn in_named_units<V: Vocabulary + ?Sized>(sums: &mut SumList, vocabulary: &V) -> Result<()> {
    for cell in &mut sums.list {
        let (_, unit, _) = cell.key.numbers();
        let Some(multiple) = vocabulary.unit_multiple(unit) else { continue };
        let narrow = Exact::new(std::mem::take(&mut cell.narrow), sums.scale)?;
        let long = sums.long.remove(&cell.key).unwrap_or(Exact::ZERO);
        sums.long.insert(cell.key, narrow.checked_add(long)?.checked_mul(multiple)?);
    }
    Ok(())
}

fn named(names: &[Arc<str>], number: u32) -> &str {
    names.get(wide(number)).map_or("", |name| name)
}

/// The whole sum of a cell, where what is long was gathered.
fn total(sums: &SumList, cell: &SumCell) -> Exact {
    let long = if sums.long.is_empty() { None } else { sums.long.get(&cell.key) };
    // A narrow integer with at most 18 digits after the dot is never too large.
    long.copied().unwrap_or_else(|| Exact::new(cell.narrow, sums.scale).unwrap_or_default())
}

/// Adds up sums of one key, which two numbers of one name have, and gathers what is long.
fn one_a_name(sums: &mut SumList) -> Result<()> {
    let mut list = std::mem::take(&mut sums.list);
    let mut spilt = Vec::new();
    list.dedup_by(|next, held| {
        let same = next.key == held.key;
        if same {
            held.join(next);
            match held.narrow.checked_add(next.narrow) {
                Some(sum) => held.narrow = sum,
                None => spilt.push((next.key, next.narrow)),
            }
        }
        same
    });
    for (key, narrow) in spilt {
        sums.add_long(key, Exact::new(narrow, sums.scale)?)?;
    }
    if !sums.long.is_empty() {
        for cell in &mut list {
            if let Some(held) = sums.long.get_mut(&cell.key) {
                *held = held.checked_add(Exact::new(std::mem::take(&mut cell.narrow), sums.scale)?)?;
            }
        }
    }
    sums.list = list;
    Ok(())
}

/// Names by number, each held once, and their order.
#[derive(Default)]
struct RankedNames {
    /// One more than the place in the list of names, by number; 0 for what was not met.
    dense: Vec<u32>,
    /// The place in the list, for greater numbers.
    sparse: HashMap<u32, u32>,
    list: Vec<Arc<str>>,
    ranks: Vec<u32>,
}

impl RankedNames {
    #[inline]
    fn place(&self, number: u32) -> Option<u32> {
        match self.dense.get(wide(number)) {
            Some(place) => place.checked_sub(1),
            None if number < DENSE => None,
            None => self.sparse.get(&number).copied(),
        }
    }

    #[inline]
    fn meet<'n>(&mut self, number: u32, name: impl FnOnce(u32) -> Cow<'n, str>) {
        if self.place(number).is_none() {
            self.hold(number, name(number).as_ref());
        }
    }

    #[cold]
    fn hold(&mut self, number: u32, name: &str) {
        let place = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(name.into());
        if number >= DENSE {
            self.sparse.insert(number, place);
            return;
        }
        if self.dense.len() <= wide(number) {
            self.dense.resize(wide(number).saturating_add(1), 0);
        }
        if let Some(held) = self.dense.get_mut(wide(number)) {
            *held = place.saturating_add(1);
        }
    }

    /// Ranks the numbers by their names, and gives the names by rank.
    fn rank(&mut self) -> Vec<Arc<str>> {
        let mut order: Vec<(&Arc<str>, usize)> = self.list.iter().zip(0..).collect();
        order.sort();
        let mut ranks = vec![0; order.len()];
        let mut ranked: Vec<Arc<str>> = Vec::with_capacity(order.len());
        for (name, place) in order {
            // Two numbers of one name are one thing.
            if ranked.last() != Some(name) {
                ranked.push(Arc::clone(name));
            }
            if let Some(rank) = ranks.get_mut(place) {
                *rank = u32::try_from(ranked.len()).unwrap_or(u32::MAX).wrapping_sub(1);
            }
        }
        self.ranks = ranks;
        ranked
    }

    /// The rank of a number that was met.
    #[inline]
    fn of(&self, number: u32) -> u32 {
        self.place(number).and_then(|place| self.ranks.get(wide(place))).copied().unwrap_or(0)
    }
}
