//! The state that measures act on: how much of each activity there is in each year.

use crate::activity::Activity;
use crate::error::Result;
use crate::gas::Substance;
use crate::quantity::{Dimension, EnergyBasis, Ratio, Scalar, Unit};
use crate::taxonomy::{Category, Year};
use std::collections::BTreeMap;

/// What an amount is of: an activity code in a place, and what it is counted in; or a gas under a reference, in kg.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct ActivityCell {
    /// The activity code; of a gas, its name and the reference.
    pub code: String,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// What the amount measures, in its base unit: the same fuel in kg and in litres is two cells.
    pub dimension: Dimension,
    /// Net or gross energy of a fuel, where that is stated.
    pub basis: Option<EnergyBasis>,
    /// The gas and its reference, where the amount is a mass of one and no activity.
    pub gas: Option<(Category, Substance)>,
}

impl ActivityCell {
    /// An activity of the city as a whole, counted in the base unit of a dimension.
    pub fn new(code: &str, dimension: Dimension) -> Self {
        Self { code: code.to_owned(), place: String::new(), dimension, basis: None, gas: None }
    }

    /// What an activity is an amount of, once it is converted.
    pub fn of(activity: &Activity) -> Result<Self> {
        let cell = Self::new(&activity.code, activity.dimension()?).with_place(&activity.place);
        Ok(Self { basis: activity.basis, ..cell })
    }

    /// A gas under a reference, of the city as a whole.
    pub fn gas(category: Category, substance: Substance) -> Self {
        Self { gas: Some((category, substance)), ..Self::new(&format!("{substance}, {category}"), Dimension::Mass) }
    }

    /// Whether there may be less than nothing of it: a gas that is taken up.
    pub(super) fn may_be_negative(&self) -> bool {
        self.gas.is_some_and(|(category, _)| category.may_be_negative())
    }

    /// The same, in a place.
    #[must_use]
    pub fn with_place(mut self, place: &str) -> Self {
        place.clone_into(&mut self.place);
        self
    }

    /// The same, of net or gross energy.
    #[must_use]
    pub fn with_basis(mut self, basis: EnergyBasis) -> Self {
        self.basis = Some(basis);
        self
    }

    /// Its base unit, which amounts of it are in.
    pub fn unit(&self) -> Unit {
        Unit::base(self.dimension)
    }
}

/// The amounts of one year, by cell.
pub(super) type CellAmounts = BTreeMap<ActivityCell, Ratio>;

/// How much of each activity there is, by year and cell, in base units and exact; and the series of grid electricity of years in which
/// it is another than the assessor's.
///
/// ```
/// use citycarbon::Activity;
/// use citycarbon::plan::{ActivityCell, ActivityState};
/// use citycarbon::quantity::Dimension;
/// let year = "2030".parse()?;
/// let homes = Activity::new("residential.electricity", year, "1000 kWh".parse()?);
/// let state = ActivityState::of([&homes, &homes])?;
/// let cell = ActivityCell::new("residential.electricity", Dimension::Energy);
/// assert_eq!(state.amount(year, &cell).unwrap().to_string(), "7200"); // MJ
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityState {
    years: BTreeMap<Year, CellAmounts>,
    series: BTreeMap<Year, String>,
}

impl ActivityState {
    /// The sums of activities.
    pub fn of<'a>(activities: impl IntoIterator<Item = &'a Activity>) -> Result<Self> {
        let mut state = Self::default();
        activities.into_iter().try_for_each(|activity| state.add(activity))?;
        Ok(state)
    }

    /// Adds an activity to what is there.
    pub fn add(&mut self, activity: &Activity) -> Result<()> {
        let held = self.years.entry(activity.year).or_default().entry(ActivityCell::of(activity)?).or_insert(Ratio::ZERO);
        *held = held.checked_add(activity.base_amount()?)?;
        Ok(())
    }

    /// The amount of a cell in its base unit; none where nothing is known of it, which is not 0.
    pub fn amount(&self, year: Year, cell: &ActivityCell) -> Option<Ratio> {
        self.years.get(&year)?.get(cell).copied()
    }

    /// The same state with another amount of a cell, in its base unit.
    #[must_use]
    pub fn with_amount(mut self, year: Year, cell: ActivityCell, amount: Ratio) -> Self {
        self.years.entry(year).or_default().insert(cell, amount);
        self
    }

    /// The series of grid electricity in a year; none where it is the assessor's.
    pub fn series(&self, year: Year) -> Option<&str> {
        self.series.get(&year).map(String::as_str)
    }

    /// The same state with another series of grid electricity in a year.
    #[must_use]
    pub fn with_series(mut self, year: Year, series: &str) -> Self {
        self.series.insert(year, series.to_owned());
        self
    }

    /// Every amount, by year and cell.
    pub fn amounts(&self) -> impl Iterator<Item = (Year, &ActivityCell, Ratio)> {
        self.years.iter().flat_map(|(year, cells)| cells.iter().map(|(cell, amount)| (*year, cell, *amount)))
    }

    /// The cells of a year.
    pub(super) fn cells(&self, year: Year) -> impl Iterator<Item = &ActivityCell> {
        self.years.get(&year).into_iter().flat_map(BTreeMap::keys)
    }

    /// A series of any year.
    pub(super) fn series_of_any_year(&self) -> Option<&str> {
        self.series.values().next().map(String::as_str)
    }

    /// Whether they differ: in a cell, in the value of an amount, or in a series.
    pub(super) fn differs(&self, other: &Self) -> Result<bool> {
        let cells = |state: &Self| state.amounts().map(|(year, cell, _)| (year, cell.clone())).collect::<Vec<_>>();
        if self.series != other.series || cells(self) != cells(other) {
            return Ok(true);
        }
        for ((.., own), (.., others)) in self.amounts().zip(other.amounts()) {
            if own.compare(others)?.is_ne() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The amount of a cell, where what is not known is nothing: a measure may add to it.
    pub(super) fn amount_or_zero(&self, year: Year, cell: &ActivityCell) -> Ratio {
        self.amount(year, cell).unwrap_or(Ratio::ZERO)
    }
}
