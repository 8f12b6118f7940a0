//! Separation of waste at its source: what is kept out of mixed waste goes another way.
//!
//! ```text
//! without: Σ Wᵢ · aᵢⱼ        with: Σ Wᵢ · (bᵢⱼ + rᵢⱼ)        elsewhere: Σ Wᵢ · dᵢ · u
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | Wᵢ | separated waste of one stream and destination, wet | kg |
//! | aᵢⱼ | share that would have gone way j unseparated: a landfill of a kind, a furnace | |
//! | bᵢⱼ | share that is treated in way j: composting, digestion | |
//! | rᵢⱼ | residue of the treatment that goes way j after all, of what was taken there | |
//! | dᵢ | extra way to the treatment | tkm/t or vkm/t |
//! | u | fuel for it | L/tkm or km/L |
//!
//! Each way is a code of the catalogue, which knows the equation: for landfills the methane commitment (the gas of all years to
//! come in the year the waste is kept out), for composting and digestion mass times factor. When the gas of the commitment would
//! have come out is computed separately ([`DecayTiming`](super::DecayTiming)), and never added to it. General waste, and what goes to a landfill in spite of
//! being separated, is the same on both sides: it changes nothing.
//!
//! Not counted: carbon that a landfill would have stored, fertiliser that compost replaces, material that recycling replaces.
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 3 and 4; methane commitment of the GPC, ch. 8. Baseline landfill, project treatment,
//! leakage by transport as in AMS-III.F of the CDM (composting).

mod form;
mod scheme;

pub use super::disposal::{Fate, Haul};
pub use scheme::{Handling, Separation, Sorted, WasteRoute};

use super::disposal::{CLIMATE, START_MONTH};
use super::streams::{Destination, Stream, Streams};
use super::{Change, Measure, MeasureForm, MeasureSpec, Note, Saving, Served, ServiceUnit, Stage};
use crate::activity::Activity;
use crate::error::{Errors, Result};
use crate::quantity::{Exact, Fraction, Money, Ratio, Reading};
use crate::taxonomy::{Period, Year};
use form::{COST, RESIDUE, TRANSPORT_TO, WASTE, WITH, WITHOUT};
use scheme::fate_of;
use std::collections::{BTreeMap, BTreeSet};

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec = MeasureSpec::new(
    "waste-separation",
    "measure.waste-separation",
    "IPCC 2006, vol. 5, ch. 3 and 4; methane commitment of the GPC, ch. 8",
    &[CLIMATE, START_MONTH, WASTE, WITHOUT, WITH, RESIDUE, TRANSPORT_TO, COST],
)
.at(Stage::Demand)
.following(&["AMS-III.F", "ACM0022", "AMS-III.E"])
.touching(&["III.1.1", "III.1.2", "III.2.1", "III.2.2", "III.3.1", "III.3.2", "I.4.4", "II.1.1"])
.monitoring(&["tonnes of each stream, month and district", "destination of each stream", "residue of the treatment"])
.counted_twice_with(&[
    "landfill-gas: less waste gives less gas to capture",
    "waste-to-energy: plastics kept out of the furnace lower its fossil CO2 and its power",
    "composting, digestion, recycling: the same tonnes at their treatment",
]);

/// Separation of waste at its source.
#[derive(Clone, Copy, Debug, Default)]
pub struct WasteSeparation;

impl Measure for WasteSeparation {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let scheme = form::scheme(form)?;
        let (rows, notes) = form::rows(form)?;
        let mut change = waste_separation(form.title, form.years, &rows, &scheme)?;
        change.notes.extend(notes);
        Ok(change)
    }
}

/// Waste that is summed: what differs in none of these.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct SeparationGroup<'a> {
    year: Year,
    place: &'a str,
    stream: Stream,
    destination: Destination,
    unit: &'static str,
    origin: &'a str,
}

impl SeparationGroup<'_> {
    /// Whether the measure changes its way.
    fn moves(&self) -> bool {
        self.stream != Stream::General && self.destination != Destination::Landfill
    }
}

/// A group's sum and the number of its rows.
#[derive(Clone, Copy, Debug)]
struct Heap {
    amount: Reading,
    rows: u64,
}

impl Heap {
    /// The amount as activity of a code: an amount for each tonne.
    fn part(self, group: &SeparationGroup<'_>, code: &str, role: &str, share: Fraction, source: &str) -> Activity {
        self.whole(group, code, role).with_multiplier(role, share.number(), source)
    }

    fn whole(self, group: &SeparationGroup<'_>, code: &str, role: &str) -> Activity {
        let rows = if self.rows == 1 { "1 row".to_owned() } else { format!("{} rows", self.rows) };
        let origin = format!("{}: {} to {}, {rows}: {role}", group.origin, group.stream, group.destination);
        Activity::new(code, group.year, self.amount).with_place(group.place).with_origin(&origin)
    }
}

/// Rows of a measure's years, added up; the rows of each other year.
type Heaps<'a> = (BTreeMap<SeparationGroup<'a>, Heap>, BTreeMap<Year, u64>);

fn heaps<'a>(years: &BTreeSet<Year>, rows: &'a [Sorted]) -> Result<Heaps<'a>> {
    let (mut heaps, mut outside) = (BTreeMap::<SeparationGroup<'_>, Heap>::new(), BTreeMap::<Year, u64>::new());
    for row in rows {
        row.check()?;
        let year = row.period.year();
        if !years.contains(&year) {
            let count = outside.entry(year).or_default();
            *count = count.saturating_add(1);
            continue;
        }
        let unit = row.amount.unit();
        let group = SeparationGroup {
            year,
            place: &row.place,
            stream: row.stream,
            destination: row.destination,
            unit: unit.symbol(),
            origin: &row.origin,
        };
        let heap = heaps.entry(group).or_insert(Heap { amount: Reading::new(Exact::ZERO, unit), rows: 0 });
        *heap = Heap {
            amount: Reading::new(heap.amount.value().checked_add(row.amount.value())?, unit),
            rows: heap.rows.saturating_add(1),
        };
    }
    Ok((heaps, outside))
}

/// Separation of waste in some years: without it the separated waste goes where mixed waste goes.
///
/// # Errors
/// Rows that are no mass; separated waste for which it is not stated what would have become or what becomes of it; shares that make
/// no whole.
pub fn waste_separation(measure: &str, years: &BTreeSet<Year>, rows: &[Sorted], scheme: &Separation) -> Result<Change> {
    scheme.check()?;
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    change.decay.clone_from(&scheme.decay);
    let (heaps, outside) = heaps(years, rows)?;
    let mut kept: BTreeMap<Year, Ratio> = years.iter().map(|year| (*year, Ratio::from(Exact::ZERO))).collect();
    let (mut uncounted, mut stays) = (BTreeMap::new(), false);
    for (group, heap) in &heaps {
        if !group.moves() {
            stays = true;
            continue;
        }
        if heap.amount.value().is_zero() {
            continue;
        }
        let (before, after) = (scheme.without(group.stream)?, scheme.with(group.destination, group.stream)?);
        let parts = |fate: &Fate, role: &str| {
            let some = fate.ways.iter().filter(|(_, share)| !share.is_zero());
            some.map(|(code, share)| heap.part(group, code, role, *share, &fate.source)).collect::<Vec<_>>()
        };
        change.without.extend(parts(before, "share without separation"));
        change.with.extend(parts(after, "share treated"));
        let mut left = Ratio::ONE;
        if let Some(residue) = fate_of(&scheme.residue, group.destination, group.stream) {
            change.with.extend(parts(residue, "residue"));
            left = residue.sum()?.complement()?;
        }
        if let Some(haul) = scheme.transport.get(&group.destination) {
            change.leakage.push(haul.of(heap.whole(group, &haul.code, "extra way")));
        }
        let (stream, destination) = (group.stream, group.destination);
        let rests = [
            before.uncounted.clone().map(|reason| Note::UncountedWithout { stream, rest: before.rest(), reason }),
            after.uncounted.clone().map(|reason| Note::UncountedWith { stream, destination, rest: after.rest(), reason }),
        ];
        uncounted.extend(rests.into_iter().flatten().map(|note| (note.to_string(), note)));
        if let Some(sum) = kept.get_mut(&group.year) {
            *sum = sum.checked_add(left.checked_mul(heap.amount.in_base()?)?)?;
        }
    }
    for (year, kilograms) in kept {
        let tonnes = kilograms.checked_div(Ratio::from(Exact::from(1000_i64)))?.reduced();
        change.served.push(Served::new(year, ServiceUnit::KeptOut {}, tonnes));
        if let Some(cost) = &scheme.cost {
            let money = tonnes.checked_mul(cost.per_tonne)?.evaluate()?.value();
            change.savings.push(Saving::new(
                year,
                ServiceUnit::Own { text: cost.what.clone() },
                Money::new(money, &cost.currency, cost.price_year)?,
            ));
        }
    }
    change.streams = streams(years, rows)?;
    change.notes = notes(scheme, stays, &outside);
    change.notes.extend(uncounted.into_values());
    Ok(change)
}

/// Tonnes by stream: of the city as a whole by year, and by month where the rows have months; of each place by year.
fn streams(years: &BTreeSet<Year>, rows: &[Sorted]) -> Result<Vec<Streams>> {
    let mut sums: BTreeMap<(Period, &str), BTreeMap<Stream, Exact>> = BTreeMap::new();
    for row in rows.iter().filter(|row| years.contains(&row.period.year())) {
        let year = row.period.year();
        let tonnes = row.amount.in_base()?.checked_mul(Exact::new(1, 3)?)?;
        let month = row.period.month().map(|month| (Period::Month { year, month }, ""));
        let place = (!row.place.is_empty()).then_some((Period::Year(year), row.place.as_str()));
        for key in [Some((Period::Year(year), "")), month, place].into_iter().flatten() {
            let sum = sums.entry(key).or_default().entry(row.stream).or_insert(Exact::ZERO);
            *sum = sum.checked_add(tonnes)?;
        }
    }
    Ok(sums.into_iter().map(|((period, place), tonnes)| Streams::new(period, place, tonnes)).collect())
}

/// What a reader must know of the method.
fn notes(scheme: &Separation, stays: bool, outside: &BTreeMap<Year, u64>) -> Vec<Note> {
    let mut notes = vec![Note::Commitment {}, Note::SeparationLeftOut {}];
    if scheme.transport.is_empty() {
        notes.push(Note::NoExtraWay {});
    }
    notes.push(match &scheme.decay {
        Some(decay) => Note::YearlyEffect { climate: decay.climate.clone(), month: decay.start_month },
        None => Note::NoYearlyEffect {},
    });
    if stays {
        notes.push(Note::Unmoved {});
    }
    notes.extend(outside.iter().map(|(year, rows)| Note::RowsOutside { rows: *rows, year: *year }));
    notes
}
