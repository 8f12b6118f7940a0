//! The yearly check of a plan: what was planned, what was reached, what was not reported, and the inventory next to it.

use super::card::{ActionCard, ActionKind};
use super::release::ReleaseStage;
use super::status::{ActionReport, ActionStatus, Remedy, StatusKind};
use super::target::per_cent;
use super::text::PlanText;
use crate::error::{Error, Message, PlanFault, Result};
use crate::quantity::{Exact, Ratio};
use crate::taxonomy::Year;
use std::collections::BTreeMap;

/// The check of one year: the cards of a plan and what was reported of each. What was not reported is listed and is never zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgressCheck {
    year: Year,
    cards: BTreeMap<String, ActionCard>,
    reports: BTreeMap<String, ActionReport>,
    evidence: BTreeMap<String, String>,
}

/// Actions by status, those in numbers and those in words apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatusCounts {
    /// In numbers.
    pub quantitative: BTreeMap<StatusKind, u64>,
    /// In words.
    pub qualitative: BTreeMap<StatusKind, u64>,
    /// Of neither kind's counts: nothing was reported.
    pub without_data: Vec<String>,
}

/// The mean of achievements and the actions it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AchievementMean {
    /// The mean; none where no achievement is known.
    pub mean: Option<Ratio>,
    /// Actions in it.
    pub measured: u64,
    /// Actions in numbers, those without data or target included.
    pub quantitative: u64,
    /// Actions in words, which are in no mean.
    pub qualitative: u64,
}

/// Planned and achieved reductions by unit savings, kg CO2e.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedReduction {
    /// Of all actions with a target and a unit saving.
    pub planned: Exact,
    /// Of those among them that were reported.
    pub planned_reported: Exact,
    /// Reached by those that were reported.
    pub achieved: Exact,
    /// Actions with a unit saving, but without data.
    pub without_data: Vec<String>,
    /// Actions in numbers without a unit saving: no tonnes are known of them.
    pub without_saving: Vec<String>,
}

/// Three figures next to one another that are never added, kg CO2e.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SideBySide {
    /// What the actions were to reduce.
    pub planned: Exact,
    /// What they reduced, of those reported.
    pub achieved: Exact,
    /// By how much the inventory fell; below zero where it rose, none where it is not known.
    pub inventory_fall: Option<Exact>,
    /// What of it the actions do not explain: activity, factors, weather.
    pub unexplained: Option<Exact>,
}

fn fault(value: &str, fault: PlanFault) -> Error {
    Message::Plan { value: Some(value.into()), fault }.into()
}

impl ProgressCheck {
    /// The check of a year. Refused: an action twice; a report of an action that the plan does not have, or of the other kind; "achieved" below
    /// the target or without one, and any other status with the target met.
    pub fn new(year: Year, cards: Vec<ActionCard>, reports: BTreeMap<String, ActionReport>) -> Result<Self> {
        let mut by_number = BTreeMap::new();
        for card in cards {
            if let Some(twice) = by_number.insert(card.number.clone(), card) {
                return Err(fault(&twice.number, PlanFault::ActionTwice));
            }
        }
        for (number, report) in &reports {
            let card = by_number.get(number).ok_or_else(|| fault(number, PlanFault::UnknownAction))?;
            fits(card, year, report)?;
        }
        Ok(Self { year, cards: by_number, reports, evidence: BTreeMap::new() })
    }

    /// The same with who states each report, by the number of the action.
    #[must_use]
    pub fn with_evidence(mut self, evidence: BTreeMap<String, String>) -> Self {
        self.evidence = evidence;
        self
    }

    /// Who states what was reported of an action; none where nothing is stated.
    pub fn evidence(&self, number: &str) -> Option<&str> {
        self.evidence.get(number).map(String::as_str)
    }

    /// What was reported of an action in words: what was done, or why nothing is known.
    pub fn words(&self, number: &str) -> Option<&str> {
        match self.reports.get(number)? {
            ActionReport::Measured { .. } => None,
            ActionReport::Described { text, .. } => Some(text),
            ActionReport::NoData { reason } => Some(reason),
        }
    }

    /// The year.
    pub fn year(&self) -> Year {
        self.year
    }

    /// The cards, by number.
    pub fn cards(&self) -> impl Iterator<Item = &ActionCard> {
        self.cards.values()
    }

    /// What was measured of an action; none without data.
    pub fn actual(&self, number: &str) -> Option<Exact> {
        match self.reports.get(number)? {
            ActionReport::Measured { actual, .. } => Some(*actual),
            ActionReport::Described { .. } | ActionReport::NoData { .. } => None,
        }
    }

    /// How an action stands; none without data.
    pub fn status(&self, number: &str) -> Option<&ActionStatus> {
        match self.reports.get(number)? {
            ActionReport::Measured { status, .. } | ActionReport::Described { status, .. } => Some(status),
            ActionReport::NoData { .. } => None,
        }
    }

    /// The achievement of an action as a share; none without data or target, and of an action in words.
    pub fn achievement(&self, number: &str) -> Result<Option<Ratio>> {
        let quantified = self.cards.get(number).and_then(ActionCard::quantified);
        let both = quantified.zip(self.actual(number));
        both.map_or(Ok(None), |(quantified, actual)| quantified.achievement(self.year, actual))
    }

    /// Actions whose figure is preliminary.
    pub fn preliminary(&self) -> impl Iterator<Item = &str> {
        let is_open = |report: &ActionReport| matches!(report, ActionReport::Measured { stage: ReleaseStage::Preliminary, .. });
        self.reports.iter().filter(move |(_, report)| is_open(report)).map(|(number, _)| number.as_str())
    }

    /// What is behind, with cause and remedy.
    pub fn behind(&self) -> impl Iterator<Item = (&str, &Remedy)> {
        self.cards.keys().filter_map(|number| Some((number.as_str(), self.status(number)?.remedy()?)))
    }

    /// Actions by status, of one sector or of all.
    pub fn counts(&self, sector: Option<&str>) -> StatusCounts {
        let mut counts = StatusCounts::default();
        for card in self.cards.values().filter(|card| sector.is_none_or(|sector| card.sector == sector)) {
            let Some(status) = self.status(&card.number) else {
                counts.without_data.push(card.number.clone());
                continue;
            };
            let of_kind = match card.kind {
                ActionKind::Quantitative(_) => &mut counts.quantitative,
                ActionKind::Qualitative => &mut counts.qualitative,
            };
            let count = of_kind.entry(status.kind()).or_default();
            *count = count.saturating_add(1);
        }
        counts
    }

    /// The mean achievement and its population.
    pub fn mean(&self) -> Result<AchievementMean> {
        let (mut sum, mut measured) = (Ratio::ZERO, 0_u64);
        for number in self.cards.keys() {
            if let Some(achievement) = self.achievement(number)? {
                sum = sum.checked_add(achievement)?;
                measured = measured.saturating_add(1);
            }
        }
        let of_kind = |quantitative: bool| {
            let cards = self.cards.values().filter(|card| card.quantified().is_some() == quantitative);
            u64::try_from(cards.count()).unwrap_or(u64::MAX)
        };
        let mean = if measured == 0 { None } else { Some(sum.checked_mul(Ratio::new(1, measured)?)?.reduced()) };
        Ok(AchievementMean { mean, measured, quantitative: of_kind(true), qualitative: of_kind(false) })
    }

    /// Planned and achieved reductions.
    pub fn reduction(&self) -> Result<CheckedReduction> {
        let mut found = CheckedReduction::default();
        for card in self.cards.values() {
            let Some(quantified) = card.quantified() else { continue };
            if quantified.saving().is_none() {
                found.without_saving.push(card.number.clone());
                continue;
            }
            let saved = |quantity: Option<Exact>| quantity.map_or(Ok(None), |quantity| quantified.saved(quantity));
            let planned = saved(quantified.target(self.year))?.unwrap_or(Exact::ZERO);
            found.planned = found.planned.checked_add(planned)?;
            match saved(self.actual(&card.number))? {
                Some(achieved) => {
                    found.planned_reported = found.planned_reported.checked_add(planned)?;
                    found.achieved = found.achieved.checked_add(achieved)?;
                }
                None => found.without_data.push(card.number.clone()),
            }
        }
        Ok(found)
    }

    /// Planned, achieved, and the change of the inventory over the same year, next to one another.
    pub fn side_by_side(&self, inventory_fall: Option<Exact>) -> Result<SideBySide> {
        let CheckedReduction { planned, achieved, .. } = self.reduction()?;
        let unexplained = inventory_fall.map(|fall| fall.checked_sub(achieved)).transpose()?;
        Ok(SideBySide { planned, achieved, inventory_fall, unexplained })
    }
}

/// Whether a report can be true of its action.
fn fits(card: &ActionCard, year: Year, report: &ActionReport) -> Result<()> {
    let of_card = |found: PlanFault| Err(fault(&card.number, found));
    match (&card.kind, report) {
        (_, ActionReport::NoData { .. }) | (ActionKind::Qualitative, ActionReport::Described { .. }) => Ok(()),
        (ActionKind::Quantitative(_), ActionReport::Described { .. })
        | (ActionKind::Qualitative, ActionReport::Measured { .. }) => of_card(PlanFault::OtherKindOfReport),
        (ActionKind::Quantitative(quantified), ActionReport::Measured { actual, status, .. }) => {
            if actual.is_negative() {
                return Err(Message::BelowZero { value: actual.to_string().into() }.into());
            }
            let achievement = quantified.achievement(year, *actual)?.map(per_cent).transpose()?.unwrap_or_default();
            let achievement = achievement.trim_start_matches('+').into();
            match (quantified.is_met(year, *actual), status.kind()) {
                (None, StatusKind::Achieved) => of_card(PlanFault::StatusWithoutData { year: year.to_string().into() }),
                (Some(false), StatusKind::Achieved) => of_card(PlanFault::NotMet { achievement }),
                (Some(true), kind) if kind != StatusKind::Achieved => of_card(PlanFault::MetAlready),
                _ => Ok(()),
            }
        }
    }
}

impl CheckedReduction {
    /// The share of the planned tonnes whose activity was reported; none where nothing is planned in tonnes.
    pub fn coverage(&self) -> Result<Option<Ratio>> {
        if self.planned.is_zero() {
            return Ok(None);
        }
        Ratio::new(self.planned_reported, self.planned).map(Some)
    }
}

impl AchievementMean {
    /// In one line with its population; none where there is no mean.
    pub fn line(&self) -> Result<Option<PlanText>> {
        let Some(mean) = self.mean else { return Ok(None) };
        let mean = per_cent(mean)?.trim_start_matches('+').to_owned();
        let Self { measured, quantitative, qualitative, .. } = *self;
        Ok(Some(PlanText::MeanAchievement { mean, measured, quantitative, qualitative }))
    }
}
