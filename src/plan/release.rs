//! Releases of a figure: preliminary, final, restated; and trends at actual and at frozen factors.

use super::target::{change, per_cent};
use super::text::PlanText;
use crate::error::{Error, LabelKey, Message, PlanFault, Result};
use crate::quantity::{Exact, Mass, Quantity, Ratio};
use crate::taxonomy::Year;
use std::collections::BTreeMap;

/// How settled a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ReleaseStage {
    /// To be replaced.
    Preliminary,
    /// Settled.
    Final,
    /// Computed again after it was final: another method, boundary or factor.
    Restated,
}

impl ReleaseStage {
    /// Its name, as files spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Preliminary => "preliminary",
            Self::Final => "final",
            Self::Restated => "restated",
        }
    }

    /// What it is called.
    pub fn label(self) -> LabelKey {
        LabelKey::of(match self {
            Self::Preliminary => "release.preliminary",
            Self::Final => "release.final",
            Self::Restated => "release.restated",
        })
    }
}

/// A figure as it was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The figure.
    pub mass: Mass,
    /// How settled it is.
    pub stage: ReleaseStage,
    /// Where it was published.
    pub source: String,
}

/// A series whose releases are all kept, in the order of publication. All of its years are on the same factors.
///
/// ```
/// use citycarbon::plan::{Release, ReleaseStage, ReleasedSeries};
/// use citycarbon::quantity::Mass;
/// let mut series = ReleasedSeries::at_actual_factors();
/// let year = "2020".parse()?;
/// let of = |tonnes: i64, stage| Release { mass: Mass::tonnes(tonnes), stage, source: "yearly report".to_owned() };
/// series.add(year, of(45_218, ReleaseStage::Preliminary))?;
/// series.add(year, of(42_894, ReleaseStage::Final))?;
/// assert_eq!(series.revisions(year)?[0].to_string(), "-2324000");
/// assert_eq!(
///     series.add(year, of(45_000, ReleaseStage::Preliminary)).unwrap_err().to_string(),
///     "\"2020\": a preliminary figure after a final one; state it as restated, or leave it out"
/// );
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleasedSeries {
    frozen_at: Option<String>,
    years: BTreeMap<Year, Vec<Release>>,
}

impl ReleasedSeries {
    /// A series in which each year has its own factors.
    pub fn at_actual_factors() -> Self {
        Self { frozen_at: None, years: BTreeMap::new() }
    }

    /// A series in which every year has the same factors: "0.514 kg CO2/kWh".
    pub fn at_frozen_factors(factors: &str) -> Result<Self> {
        if factors.trim().is_empty() {
            return Err(Message::EmptyText.into());
        }
        Ok(Self { frozen_at: Some(factors.to_owned()), years: BTreeMap::new() })
    }

    /// The factors of every year; none where each year has its own.
    pub fn frozen_at(&self) -> Option<&str> {
        self.frozen_at.as_deref()
    }

    /// The next release of a year. Refused: a preliminary one after a final one, and a second preliminary or final one; what changes after
    /// that is restated.
    pub fn add(&mut self, year: Year, release: Release) -> Result<()> {
        let held = self.years.entry(year).or_default();
        let last = held.last().map(|last| last.stage);
        let fault = match (last, release.stage) {
            (Some(last), ReleaseStage::Preliminary) if last > ReleaseStage::Preliminary => PlanFault::PreliminaryAfterFinal,
            (Some(last), stage) if stage != ReleaseStage::Restated && last >= stage => {
                PlanFault::ReleaseTwice { stage: stage.label() }
            }
            _ => {
                held.push(release);
                return Ok(());
            }
        };
        Err(Message::Plan { value: Some(year.to_string().into()), fault }.into())
    }

    /// The years that have a release, ascending.
    pub fn years(&self) -> impl Iterator<Item = Year> {
        self.years.keys().copied()
    }

    /// Every release of a year, the first first.
    pub fn releases(&self, year: Year) -> &[Release] {
        self.years.get(&year).map_or(&[], Vec::as_slice)
    }

    /// The last release of a year; none where there is none.
    pub fn latest(&self, year: Year) -> Option<&Release> {
        self.releases(year).last()
    }

    /// What each release changed against the one before it, kg CO2e.
    pub fn revisions(&self, year: Year) -> Result<Vec<Exact>> {
        let releases = self.releases(year);
        let pairs = releases.iter().zip(releases.iter().skip(1));
        pairs.map(|(before, after)| after.mass.base().checked_sub(before.mass.base())).collect()
    }

    /// The change of a year against another, as a share of it, both as last released; none where one has no figure or the base is zero.
    pub fn change(&self, base_year: Year, year: Year) -> Result<Option<Ratio>> {
        let (Some(base), Some(now)) = (self.latest(base_year), self.latest(year)) else { return Ok(None) };
        change(base.mass.base(), now.mass.base().into())
    }
}

/// The change between two years at actual factors and at frozen ones: the second leaves out what the grid did.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Trend {
    /// From.
    pub base_year: Year,
    /// To.
    pub year: Year,
    /// At the factors of each year.
    pub actual: Ratio,
    /// At the same factors in both.
    pub frozen: Ratio,
    /// Those factors.
    pub factors: String,
}

impl Trend {
    /// The changes of two series. Each has its own figure of the base year: the frozen factors change that one too.
    pub fn between(actual: &ReleasedSeries, frozen: &ReleasedSeries, base_year: Year, year: Year) -> Result<Self> {
        let (None, Some(factors)) = (actual.frozen_at(), frozen.frozen_at()) else {
            return Err(Message::Plan { value: None, fault: PlanFault::TrendOfOneKind }.into());
        };
        let of = |series: &ReleasedSeries| {
            let missing = [base_year, year].into_iter().find(|year| series.latest(*year).is_none()).unwrap_or(base_year);
            let fault = PlanFault::NoFigureOf { year: missing.to_string().into() };
            series.change(base_year, year)?.ok_or_else(|| Error::from(Message::Plan { value: None, fault }))
        };
        Ok(Self { base_year, year, actual: of(actual)?, frozen: of(frozen)?, factors: factors.to_owned() })
    }

    /// Whether one rises and the other falls.
    pub fn turns(&self) -> bool {
        self.actual.numerator().is_negative() != self.frozen.numerator().is_negative()
            && !self.actual.numerator().is_zero()
            && !self.frozen.numerator().is_zero()
    }

    /// Both in one line.
    pub fn line(&self) -> Result<PlanText> {
        let (actual, frozen) = (per_cent(self.actual)?, per_cent(self.frozen)?);
        Ok(PlanText::TrendOnBoth { base_year: self.base_year, year: self.year, actual, frozen, factors: self.factors.clone() })
    }
}
