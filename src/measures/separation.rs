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
//! have come out is worked out apart ([`Decay`]), and never added to it. General waste, and what goes to a landfill in spite of
//! being separated, is the same on both sides: it changes nothing.
//!
//! Not counted: carbon that a landfill would have stored, fertiliser that compost replaces, material that recycling replaces.
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 3 and 4; methane commitment of the GPC, ch. 8. Baseline landfill, project treatment,
//! leakage by transport as in AMS-III.F of the CDM (composting).

use super::streams::{Destination, Stream, Streams};
use super::{Change, Decay, Note, Saving, Served, SourcedRate, What};
use crate::activity::Activity;
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::quantity::{Closed, Dimension, Exact, Money, Ratio, Reading, Unit};
use crate::taxonomy::{Period, Year};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Waste of a period, as a row states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sorted {
    /// A year, a month or a day.
    pub period: Period,
    /// What it is.
    pub stream: Stream,
    /// Where it was taken.
    pub destination: Destination,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// How much, a unit of mass, wet.
    pub amount: Reading,
    /// The file.
    pub origin: String,
}

/// What becomes of a tonne: codes of the catalogue, each with its share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fate {
    /// Codes and shares.
    pub ways: BTreeMap<String, Ratio>,
    /// Why nothing is counted for the rest; none where the shares make a whole.
    pub uncounted: Option<String>,
    /// Who says so.
    pub source: String,
}

/// The extra way to a destination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Haul {
    /// What the way is counted as: a code of the catalogue.
    pub code: String,
    /// Way for each tonne, `25 tkm/t`.
    pub extra_distance: SourcedRate,
    /// From the way to what the code is counted in, `0.05 L/tkm`; none where the code is counted in the way.
    pub fuel_use: Option<SourcedRate>,
}

/// What it costs to handle a tonne of mixed waste.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handling {
    /// What is saved: `collection and disposal`.
    pub what: String,
    /// Money for each tonne.
    pub per_tonne: Ratio,
    /// The currency.
    pub currency: String,
    /// The year whose prices these are.
    pub price_year: u16,
}

/// A destination, for one stream or for all that none is named for: `composting`, `organic to composting`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Way {
    /// Where to.
    pub destination: Destination,
    /// Of what; none for any stream.
    pub stream: Option<Stream>,
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(stream) = self.stream {
            write!(f, "{stream} to ")?;
        }
        self.destination.fmt(f)
    }
}

impl FromStr for Way {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text.split_once(" to ") {
            Some((stream, destination)) => Ok(Self { destination: destination.parse()?, stream: Some(stream.parse()?) }),
            None => Ok(Self { destination: text.parse()?, stream: None }),
        }
    }
}

as_text!(Way);

/// What a city states beside its tonnes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Separation {
    /// What would have become of a stream, unseparated.
    pub without: BTreeMap<Stream, Fate>,
    /// What becomes of it.
    pub with: BTreeMap<Way, Fate>,
    /// What of it comes back as residue.
    pub residue: BTreeMap<Way, Fate>,
    /// The extra way to a destination.
    pub transport: BTreeMap<Destination, Haul>,
    /// What is saved.
    pub cost: Option<Handling>,
    /// When the gas would have come out.
    pub decay: Option<Decay>,
}

impl Fate {
    fn sum(&self) -> Result<Ratio> {
        self.ways.values().try_fold(Ratio::from(Exact::ZERO), |sum, share| sum.checked_add(*share))
    }

    /// Refuses shares that make neither a whole nor, with a reason for the rest, a part of it; `part` is what residue may be.
    pub fn check(&self, of: &str, part: bool) -> Result<()> {
        let sum = self.sum()?;
        let shown = sum.evaluate()?.value().to_string();
        let refused =
            |reason: String, mend: &str| Err(Problem::new(ErrorKind::Number, &shown, format!("{of}: {reason}"), mend).into());
        let (below, whole) = (sum.numerator() < sum.denominator(), sum.numerator() == sum.denominator());
        if self.ways.values().any(|share| share.numerator().is_negative()) || !(below || whole) {
            return refused("shares outside 0 to 1, or above it together".to_owned(), "write shares of one tonne");
        }
        match &self.uncounted {
            Some(_) if part => {
                refused("a reason in none beside residue".to_owned(), "take none away: what is no residue stays treated")
            }
            None if part => Ok(()),
            Some(_) if whole => {
                refused("a reason in none, but nothing is left".to_owned(), "take none away, or correct the shares")
            }
            None if below => {
                refused("shares that make less than 1".to_owned(), "complete them, or say in none why the rest is not counted")
            }
            _ => Ok(()),
        }
    }
}

/// Of one stream, else of all.
fn told(of: &BTreeMap<Way, Fate>, destination: Destination, stream: Stream) -> Option<&Fate> {
    of.get(&Way { destination, stream: Some(stream) }).or_else(|| of.get(&Way { destination, stream: None }))
}

impl Separation {
    /// Refuses fates that are no whole, and units that do not lead to what a code is counted in.
    pub fn check(&self) -> Result<()> {
        self.without.iter().try_for_each(|(stream, fate)| fate.check(&stream.to_string(), false))?;
        self.with.iter().try_for_each(|(way, fate)| fate.check(&way.to_string(), false))?;
        self.residue.iter().try_for_each(|(way, fate)| fate.check(&format!("residue of {way}"), true))?;
        self.transport.values().try_for_each(Haul::check)?;
        self.cost.as_ref().map_or(Ok(()), Handling::check)
    }

    fn without(&self, stream: Stream) -> Result<&Fate> {
        self.without.get(&stream).ok_or_else(|| {
            let reason = format!("{stream} waste is separated, but not what would have become of it without that");
            Problem::bare(ErrorKind::Setting, reason, format!("write [without.{stream}]")).into()
        })
    }

    fn with(&self, destination: Destination, stream: Stream) -> Result<&Fate> {
        told(&self.with, destination, stream).ok_or_else(|| {
            let reason = format!("{stream} waste is taken to {destination}, but not what becomes of it there");
            Problem::bare(ErrorKind::Setting, reason, format!("write [with.{destination}]")).into()
        })
    }
}

/// Waste that is summed: what differs in none of these.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Group<'a> {
    year: Year,
    place: &'a str,
    stream: Stream,
    destination: Destination,
    unit: &'static str,
    origin: &'a str,
}

impl Group<'_> {
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
    /// The amount as activity of a code: so much of each tonne.
    fn part(self, group: &Group<'_>, code: &str, role: &str, share: Ratio, source: &str) -> Activity {
        self.whole(group, code, role).with_multiplier(role, share, source)
    }

    fn whole(self, group: &Group<'_>, code: &str, role: &str) -> Activity {
        let rows = if self.rows == 1 { "1 row".to_owned() } else { format!("{} rows", self.rows) };
        let origin = format!("{}: {} to {}, {rows}: {role}", group.origin, group.stream, group.destination);
        Activity::new(code, group.year, self.amount).with_place(group.place).with_origin(&origin)
    }
}

/// Rows of a measure's years, added up; the rows of each other year.
type Heaps<'a> = (BTreeMap<Group<'a>, Heap>, BTreeMap<Year, u64>);

fn heaps<'a>(years: &BTreeSet<Year>, rows: &'a [Sorted]) -> Result<Heaps<'a>> {
    let (mut heaps, mut outside) = (BTreeMap::<Group<'_>, Heap>::new(), BTreeMap::<Year, u64>::new());
    for row in rows {
        row.check()?;
        let year = row.period.year();
        if !years.contains(&year) {
            let count = outside.entry(year).or_default();
            *count = count.saturating_add(1);
            continue;
        }
        let unit = row.amount.unit();
        let group = Group {
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

impl Sorted {
    /// Refuses what is no mass, less than none of it, and fiscal years.
    pub fn check(&self) -> Result<()> {
        if self.amount.unit().dimension() != Dimension::Mass {
            return Err(not_a_mass(self.amount.unit()).into());
        }
        if self.amount.value().is_negative() {
            return Err(Problem::new(ErrorKind::Negative, &self.amount.to_string(), "below zero", "write what there is").into());
        }
        if self.period.is_fiscal() {
            return Err(fiscal(self.period).into());
        }
        Ok(())
    }
}

/// The problem of a unit that weighs nothing.
pub(crate) fn not_a_mass(unit: Unit) -> Problem {
    let reason = format!("a unit of {}, where waste is counted in mass", unit.dimension());
    Problem::new(ErrorKind::Dimension, unit.symbol(), reason, "use a unit of mass, such as t")
}

/// The problem of a fiscal year.
pub(crate) fn fiscal(period: Period) -> Problem {
    let reason = "a fiscal year, where calendar years and months are counted";
    Problem::new(ErrorKind::Fiscal, &period.to_string(), reason, "write the months, such as 2024-03")
}

/// Separation of waste in some years: without it the separated waste goes where mixed waste goes.
///
/// # Errors
/// Rows that are no mass; separated waste of which it is not said what would have become or what becomes of it; shares that make
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
            let some = fate.ways.iter().filter(|(_, share)| !share.numerator().is_zero());
            some.map(|(code, share)| heap.part(group, code, role, *share, &fate.source)).collect::<Vec<_>>()
        };
        change.without.extend(parts(before, "would have gone there"));
        change.with.extend(parts(after, "treated"));
        let mut left = Ratio::ONE;
        if let Some(residue) = told(&scheme.residue, group.destination, group.stream) {
            change.with.extend(parts(residue, "residue"));
            left = residue.sum()?.complement()?;
        }
        if let Some(haul) = scheme.transport.get(&group.destination) {
            change.leakage.push(haul.activity(group, *heap));
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
        change.served.push(Served::new(year, What::KeptOut {}, tonnes));
        if let Some(cost) = &scheme.cost {
            let money = tonnes.checked_mul(cost.per_tonne)?.evaluate()?.value();
            change.savings.push(Saving::new(
                year,
                What::Own { text: cost.what.clone() },
                Money::new(money, &cost.currency, cost.price_year)?,
            ));
        }
    }
    change.streams = streams(years, rows)?;
    change.notes = notes(scheme, stays, &outside);
    change.notes.extend(uncounted.into_values());
    Ok(change)
}

impl Fate {
    /// How much of a tonne nothing is counted for.
    fn rest(&self) -> Option<Exact> {
        let rest = self.sum().and_then(Ratio::complement).and_then(Ratio::evaluate).map(Closed::value);
        rest.ok().filter(|rest| *rest != Exact::ONE)
    }
}

impl Handling {
    /// What is saved, and its price: `1000 THB/t`, or a fraction such as `127800000/67248 THB/t`, at the prices of a year.
    ///
    /// ```
    /// use citycarbon::measures::separation::Handling;
    /// let handling = Handling::parse("disposal", "600 THB/t", 2022)?;
    /// assert_eq!((handling.per_tonne.to_string(), handling.currency), ("600".to_owned(), "THB".to_owned()));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn parse(what: &str, text: &str, price_year: u16) -> Result<Self> {
        let refused = || Problem::new(ErrorKind::Unit, text, "not a price for each tonne", "write it like 1000 THB/t");
        let (number, currency) = text.strip_suffix("/t").and_then(|text| text.split_once(' ')).ok_or_else(refused)?;
        let per_tonne: Ratio = number.parse()?;
        if per_tonne.numerator().is_negative() {
            return Err(Problem::new(ErrorKind::Negative, text, "below zero", "write what is saved").into());
        }
        let handling = Self { what: what.to_owned(), per_tonne, currency: currency.to_owned(), price_year };
        handling.check().map(|()| handling)
    }

    /// Refuses what is no currency.
    pub fn check(&self) -> Result<()> {
        Money::new(Exact::ZERO, &self.currency, self.price_year).map(drop)
    }
}

impl Haul {
    /// Refuses units that do not lead from a tonne over a way to what the code is counted in.
    pub fn check(&self) -> Result<()> {
        let distance = self.extra_distance.rate;
        let (way, each) = (distance.unit.dimension(), distance.per_unit.dimension());
        let ways = [Dimension::FreightDistance, Dimension::VehicleDistance];
        if !ways.contains(&way) || each != Dimension::Mass || distance.value.is_negative() {
            let mend = "write it like 25 tkm/t or 4 vkm/t, zero or more";
            return Err(Problem::new(ErrorKind::Dimension, &distance.to_string(), "not a way for each tonne", mend).into());
        }
        let Some(SourcedRate { rate, .. }) = self.fuel_use else { return Ok(()) };
        let leads = [rate.unit.dimension(), rate.per_unit.dimension()].contains(&way);
        if !leads || rate.value.is_negative() || rate.value.is_zero() {
            let mend = "write it like 0.05 L/tkm, or 3 vkm/L beside vkm/t";
            return Err(Problem::new(ErrorKind::Dimension, &rate.to_string(), "not fuel for that way", mend).into());
        }
        Ok(())
    }

    fn activity(&self, group: &Group<'_>, heap: Heap) -> Activity {
        let SourcedRate { rate, source } = &self.extra_distance;
        let way = heap.whole(group, &self.code, "extra way").with_rate("extra distance", *rate, source);
        match &self.fuel_use {
            Some(SourcedRate { rate, source }) => way.with_rate("fuel use", *rate, source),
            None => way,
        }
    }
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
        Some(decay) => Note::ToldApart { climate: decay.climate.clone(), month: decay.start_month },
        None => Note::NotToldApart {},
    });
    if stays {
        notes.push(Note::Unmoved {});
    }
    notes.extend(outside.iter().map(|(year, rows)| Note::RowsOutside { rows: *rows, year: *year }));
    notes
}
