//! A measure of a plan: a pure function on activity, with the cells that it touches.

use super::act::{Act, ActPart, OwnAct, one_form};
use super::activity_state::{ActivityCell, ActivityState};
use crate::error::{Message, Result};
use crate::measures::{Change, Stage};
use crate::quantity::{Exact, Fraction, Ratio, Reading};
use crate::taxonomy::Year;
use core::cmp::Ordering;
use std::collections::BTreeMap;

/// A measure of a plan: in each year some parts, each a pure function of the cells that it touches and of nothing else.
///
/// What it is made of decides what it touches, so measures without a common cell cannot interact. No part knows a factor.
///
/// ```
/// use citycarbon::Activity;
/// use citycarbon::plan::{ActivityCell, ActivityState, PlanMeasure};
/// use citycarbon::measures::Stage;
/// use citycarbon::quantity::{Dimension, Fraction, Ratio};
/// let year = "2030".parse()?;
/// let (diesel, electricity) = (ActivityCell::new("road.diesel-b7", Dimension::Volume), ActivityCell::new("road.electricity", Dimension::Energy));
/// let buses = Activity::new("road.diesel-b7", year, "1000 litre".parse()?);
/// // A quarter of the diesel becomes electricity, 4 kWh (14.4 MJ) for each litre.
/// let electric = PlanMeasure::new("electric buses", Stage::Fuel).switching(
///     year, diesel.clone(), electricity.clone(), Fraction::from_parts(1, 4)?, Ratio::new(144, 10)?)?;
/// let after = electric.apply(&ActivityState::of([&buses])?)?;
/// assert_eq!(after.amount(year, &diesel).unwrap().evaluate()?.value().to_string(), "750");
/// assert_eq!(after.amount(year, &electricity).unwrap().evaluate()?.value().to_string(), "3600");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct PlanMeasure {
    name: String,
    stage: Stage,
    rank: u32,
    parts: BTreeMap<Year, Vec<ActPart>>,
}

impl PlanMeasure {
    /// A measure that does nothing yet.
    pub fn new(name: &str, stage: Stage) -> Self {
        Self { name: name.to_owned(), stage, rank: 0, parts: BTreeMap::new() }
    }

    /// The same, so far back within its stage: lower ranks act first, then names in order.
    #[must_use]
    pub fn with_rank(mut self, rank: u32) -> Self {
        self.rank = rank;
        self
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its stage.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// Every cell that it touches: reads or changes.
    pub fn touched(&self) -> impl Iterator<Item = (Year, &ActivityCell)> {
        self.parts.iter().flat_map(|(year, parts)| parts.iter().flat_map(|part| part.cells.iter().map(|cell| (*year, cell))))
    }

    /// A share of an activity avoided: of those who take part, each saves a share of what it needs.
    pub fn avoiding(self, year: Year, cell: ActivityCell, participation: Fraction, unit_saving: Fraction) -> Result<Self> {
        let left = participation.checked_mul(unit_saving)?.complement()?;
        self.with_part(year, vec![cell], Act::Scale(one_form(left.number())))
    }

    /// The same service with less: of those who take part, each needs `need` times what it needed before.
    ///
    /// # Errors
    /// A need below zero.
    pub fn needing(self, year: Year, cell: ActivityCell, participation: Fraction, need: Ratio) -> Result<Self> {
        let need = refuse_below_zero(need)?;
        let changed = participation.number().checked_mul(need)?;
        let left = participation.complement()?.number().checked_add(changed)?;
        self.with_part(year, vec![cell], Act::Scale(one_form(left)))
    }

    /// Fuel switch: a share of one activity becomes `into` base units of another for each of its own.
    ///
    /// # Errors
    /// A ratio below zero, a switch into itself.
    pub fn switching(self, year: Year, from: ActivityCell, to: ActivityCell, share: Fraction, into: Ratio) -> Result<Self> {
        if from == to {
            return Err(Message::Duplicate { value: from.code.into() }.into());
        }
        let act = Act::Switch { share: one_form(share.number()), into: one_form(refuse_below_zero(into)?) };
        self.with_part(year, vec![from, to], act)
    }

    /// Own generation: so much electricity that need not be bought. More than is bought is refused where it is computed.
    ///
    /// # Errors
    /// An amount below zero, or in a unit of another dimension than the cell's.
    pub fn generating(self, year: Year, cell: ActivityCell, generated: Reading) -> Result<Self> {
        let unit = generated.unit();
        if unit.dimension() != cell.dimension {
            let refused = unit.refused_for(cell.dimension, Some(&cell.code), None);
            return Err(refused.with_value(&generated.to_string()).into());
        }
        let amount = refuse_below_zero(generated.in_base()?.into())?;
        self.with_part(year, vec![cell], Act::Add(one_form(negative(amount)?)))
    }

    /// Grid electricity weighs as another series of the tables has it.
    pub fn with_grid_series(self, year: Year, series: &str) -> Result<Self> {
        self.with_part(year, Vec::new(), Act::Series(series.to_owned()))
    }

    /// An absolute amount: what a change adds to each cell and takes from it, leakage added. What it exports is avoided elsewhere and is
    /// in no reduction.
    pub fn changing(mut self, change: &Change) -> Result<Self> {
        let mut sums: BTreeMap<(Year, ActivityCell), Ratio> = BTreeMap::new();
        let taken = change.without.iter().map(|activity| (activity, true));
        for (activity, is_taken) in taken.chain(change.with.iter().chain(&change.leakage).map(|activity| (activity, false))) {
            let amount = activity.base_amount()?;
            let amount = if is_taken { negative(amount)? } else { amount };
            let sum = sums.entry((activity.year, ActivityCell::of(activity)?)).or_insert(Ratio::ZERO);
            *sum = sum.checked_add(amount)?;
        }
        let flows = &change.gases;
        let taken = flows.without.iter().map(|flow| (flow, true));
        for (flow, is_taken) in taken.chain(flows.with.iter().chain(&flows.leakage).map(|flow| (flow, false))) {
            let cell = ActivityCell::gas(flow.category, flow.substance).with_place(&flow.place);
            let kg = Ratio::from(flow.kg);
            let sum = sums.entry((flow.year, cell)).or_insert(Ratio::ZERO);
            *sum = sum.checked_add(if is_taken { negative(kg)? } else { kg })?;
        }
        for ((year, cell), sum) in sums {
            self = self.with_part(year, vec![cell], Act::Add(one_form(sum)))?;
        }
        Ok(self)
    }

    /// A function of the caller's own. It is given the amounts of these cells in this year and returns them changed; a result with any
    /// other cell is refused. It must be pure: the same amounts give the same result.
    ///
    /// ```
    /// use citycarbon::plan::{ActivityCell, ActivityState, PlanMeasure};
    /// use citycarbon::measures::Stage;
    /// use citycarbon::quantity::{Dimension, Exact, Ratio};
    /// let (year, heat) = ("2030".parse()?, ActivityCell::new("residential.natural-gas", Dimension::Energy));
    /// let cap = Ratio::from(Exact::from(500));
    /// let cell = heat.clone();
    /// let capped = PlanMeasure::new("cap", Stage::Demand).with_function(year, vec![heat.clone()], move |state| {
    ///     let amount = state.amount(year, &cell).unwrap_or(Ratio::ZERO);
    ///     let kept = if amount.numerator() > cap.numerator() { cap } else { amount };
    ///     Ok(state.clone().with_amount(year, cell.clone(), kept))
    /// })?;
    /// let state = ActivityState::default().with_amount(year, heat.clone(), Ratio::from(Exact::from(800)));
    /// assert_eq!(capped.apply(&state)?.amount(year, &heat), Some(cap));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn with_function(
        self,
        year: Year,
        cells: Vec<ActivityCell>,
        act: impl Fn(&ActivityState) -> Result<ActivityState> + Send + Sync + 'static,
    ) -> Result<Self> {
        self.with_part(year, cells, Act::Own(OwnAct::new(act)))
    }

    /// A part is kept in the order of its cells, so that the order in which parts are stated changes nothing.
    fn with_part(mut self, year: Year, cells: Vec<ActivityCell>, act: Act) -> Result<Self> {
        let parts = self.parts.entry(year).or_default();
        let at = parts.partition_point(|part| part.cells < cells);
        if parts.get(at).is_some_and(|part| part.cells == cells) {
            let value = match (&act, cells.first()) {
                (Act::Series(series), _) => series.into(),
                (_, Some(cell)) => (&cell.code).into(),
                _ => (&self.name).into(),
            };
            return Err(Message::Duplicate { value }.into());
        }
        parts.insert(at, ActPart { cells, act });
        Ok(self)
    }

    /// The state with the measure. It changes the cells that it touches and no other.
    ///
    /// # Errors
    /// An amount that would fall below zero: it is never clipped. A function of one's own that returns a cell it did not declare.
    pub fn apply(&self, state: &ActivityState) -> Result<ActivityState> {
        let mut after = state.clone();
        for (year, part) in self.parts.iter().flat_map(|(year, parts)| parts.iter().map(|part| (*year, part))) {
            if let Act::Series(series) = &part.act {
                after = after.with_series(year, series);
            }
            let at: Vec<usize> = (0..part.cells.len()).collect();
            let mut amounts: Vec<Ratio> = part.cells.iter().map(|cell| after.amount_or_zero(year, cell)).collect();
            part.run(&self.name, year, &at, &mut amounts)?;
            for (cell, amount) in part.cells.iter().zip(amounts) {
                // A cell that is not there and stays without an amount is not made up.
                if after.amount(year, cell).is_some() || !amount.numerator().is_zero() {
                    after = after.with_amount(year, cell.clone(), amount);
                }
            }
        }
        Ok(after)
    }

    /// Whether it changes a state.
    pub fn changes(&self, state: &ActivityState) -> Result<bool> {
        self.apply(state)?.differs(state)
    }

    /// Its place in the declared order: stage, rank, name.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        (self.stage, self.rank, &self.name).cmp(&(other.stage, other.rank, &other.name))
    }

    /// Whether both touch the same cells in the same way in the same stage.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        self.stage == other.stage && self.parts == other.parts
    }

    /// The years in which it has a part.
    pub(super) fn years(&self) -> impl Iterator<Item = Year> {
        self.parts.keys().copied()
    }

    /// Its parts in a year.
    pub(super) fn parts(&self, year: Year) -> &[ActPart] {
        self.parts.get(&year).map_or(&[], Vec::as_slice)
    }

    /// The series of grid electricity that it brings in a year.
    pub(super) fn series(&self, year: Year) -> Option<&str> {
        self.parts(year).iter().find_map(|part| if let Act::Series(series) = &part.act { Some(series.as_str()) } else { None })
    }
}

fn negative(ratio: Ratio) -> Result<Ratio> {
    ratio.checked_mul(Exact::from(-1))
}

fn refuse_below_zero(ratio: Ratio) -> Result<Ratio> {
    if ratio.numerator().is_negative() {
        return Err(Message::BelowZero { value: (&ratio).into() }.into());
    }
    Ok(ratio)
}
