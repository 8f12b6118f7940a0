//! A plan as `plan.toml` and its tables state it: read and checked, nothing computed.

mod baseline;
mod cards;
mod cells;
mod costs;
mod ledgers;
mod targets;

pub use baseline::{BaselineKind, FollowedDriver, PlanBaseline};
pub use costs::StatedCost;
pub use ledgers::{ContextFigure, CreditProgramme, ProjectWithoutIssue, StatedClaim, StatedEnergy};
pub use targets::StatedTarget;

use super::card::ActionCard;
use super::credits::CreditIssue;
use super::progress::ProgressCheck;
use super::release::ReleasedSeries;
use super::roll_up::GradeCounts;
use crate::error::{Errors, Location, Message, Result, shown};
use crate::forms::{FormContext, FormInputs, FormSection, fill, unread_columns};
use crate::methods::{Input, InputKind};
use crate::notice::Notice;
use crate::quantity::Money;
use crate::taxonomy::Year;
use cards::StatedActions;
use cells::{NAME, word};
use std::collections::{BTreeMap, BTreeSet};

const FIRST_YEAR: Input = Input::of_kind("first_year", InputKind::Year, "the first year of the plan");
const LAST_YEAR: Input = Input::of_kind("last_year", InputKind::Year, "the last year of the plan");
const STATUS: Input =
    Input::of_kind("status", InputKind::Word(&["planned", "adopted", "demonstration"]), "how far the plan is").optional();
const LEAVE_OUT: Input =
    Input::of_kind("leave_out", InputKind::Group(&[costs::MEASURE, REASON]), "a form of measures/ that is not in the plan")
        .optional();
const REASON: Input = Input::of_kind("reason", InputKind::Text, "why");

/// The keys of a plan.
const KEYS: [Input; 17] = [
    NAME,
    FIRST_YEAR,
    LAST_YEAR,
    STATUS,
    LEAVE_OUT,
    baseline::BASELINE,
    targets::TARGETS,
    ledgers::RELEASES,
    costs::COSTS,
    costs::BUDGET,
    cards::ACTIONS,
    cards::PROGRESS,
    cards::BUDGETS,
    cards::GRADES,
    ledgers::CLAIMS,
    ledgers::CREDITS,
    ledgers::PROGRAMME,
];

/// How far a plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PlanStatus {
    /// Thought of.
    Planned,
    /// Decided.
    Adopted,
    /// Tried out.
    Demonstration,
}

impl PlanStatus {
    /// Its name, as files spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Adopted => "adopted",
            Self::Demonstration => "demonstration",
        }
    }
}

/// A plan as a form states it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatedPlan {
    /// What it is called.
    pub name: String,
    /// Its years, ascending.
    pub years: BTreeSet<Year>,
    /// How far it is; none where nothing is stated.
    pub status: Option<PlanStatus>,
    /// Forms of measures that are not in it, each with the reason.
    pub left_out: BTreeMap<String, String>,
    /// Emissions without it.
    pub baseline: Option<PlanBaseline>,
    /// Its targets.
    pub targets: Vec<StatedTarget>,
    /// Published emissions: at the factors of each year, and at frozen ones.
    pub releases: Vec<ReleasedSeries>,
    /// What measures cost.
    pub costs: Vec<StatedCost>,
    /// What may be spent.
    pub budget: Option<Money>,
    /// Its actions, by district (empty for the city).
    pub actions: BTreeMap<String, Vec<ActionCard>>,
    /// The yearly check, by district (empty for the city) and year.
    pub checks: BTreeMap<(String, Year), ProgressCheck>,
    /// Grades as published.
    pub grades: BTreeMap<Year, GradeCounts>,
    /// Tonnes that somebody states for a measure.
    pub claims: Vec<StatedClaim>,
    /// Credits.
    pub credits: Vec<CreditIssue>,
    /// Projects of which no issue is known.
    pub projects: Vec<ProjectWithoutIssue>,
    /// The credit programme.
    pub programme: Option<CreditProgramme>,
    /// Energy as published.
    pub energy: Vec<StatedEnergy>,
    /// Figures that describe a region.
    pub context: Vec<ContextFigure>,
    /// Columns of its tables that mean nothing, and figures in tons.
    pub unread: Vec<Notice>,
}

impl StatedPlan {
    /// Reads the form of a plan, which `at` names.
    ///
    /// # Errors
    /// Every key that is unknown, missing or wrong, each at its place.
    pub fn read(form: &FormSection, at: &Location, context: FormContext<'_>) -> Result<Self, Errors> {
        let keys: Vec<Input> = KEYS.into_iter().chain([ledgers::ENERGY, ledgers::CONTEXT]).collect();
        let inputs = fill(form, &keys, at, context)?;
        let mut stated = Self::of(&inputs, context)?;
        twice(&inputs, &targets::TARGETS, (&NAME, stated.targets.iter().map(|target| target.name.as_str())))?;
        twice(&inputs, &costs::COSTS, (&costs::MEASURE, stated.costs.iter().map(|cost| cost.measure.as_str())))?;
        let unread = unread_columns(form, &keys).into_iter();
        stated.unread = unread.map(|(file, column)| Notice::Column { file: file.to_owned(), column: shown(column) }).collect();
        stated.unread.extend(inputs.tons());
        Ok(stated)
    }

    fn of(inputs: &FormInputs, context: FormContext<'_>) -> Result<Self> {
        let registry = context.registry;
        let (first, last): (Year, Year) = (inputs.need(&FIRST_YEAR, registry)?, inputs.need(&LAST_YEAR, registry)?);
        if first.is_fiscal() != last.is_fiscal() {
            return Err(inputs.problem(&LAST_YEAR, Message::FiscalAndCalendarYears { value: (&last).into() }));
        }
        if last < first {
            return Err(inputs.problem(&LAST_YEAR, Message::YearsReversed { value: (&last).into(), first: (&first).into() }));
        }
        let statuses =
            [("planned", PlanStatus::Planned), ("adopted", PlanStatus::Adopted), ("demonstration", PlanStatus::Demonstration)];
        let left_out = inputs
            .sections(&LEAVE_OUT)
            .iter()
            .map(|section| Ok((section.need(&costs::MEASURE, registry)?, section.need(&REASON, registry)?)));
        let budget = inputs.sections(&costs::BUDGET).first().map(|section| costs::money(section, &costs::AMOUNT, registry));
        let StatedActions { cards, checks } = cards::actions(inputs, last, registry)?;
        let (credits, projects) = ledgers::credits(inputs, registry)?;
        Ok(Self {
            name: inputs.need(&NAME, registry)?,
            years: std::iter::successors(Some(first), |year| year.after()).take_while(|year| *year <= last).collect(),
            status: word(inputs, &STATUS, &statuses),
            left_out: left_out.collect::<Result<_>>()?,
            baseline: inputs.sections(&baseline::BASELINE).first().map(|form| PlanBaseline::read(form, registry)).transpose()?,
            targets: inputs
                .sections(&targets::TARGETS)
                .iter()
                .map(|form| StatedTarget::read(form, registry))
                .collect::<Result<_>>()?,
            releases: ledgers::releases(inputs, registry)?,
            costs: inputs.sections(&costs::COSTS).iter().map(|form| StatedCost::read(form, registry)).collect::<Result<_>>()?,
            budget: budget.transpose()?,
            actions: cards,
            checks,
            grades: cards::grades(inputs, registry)?,
            claims: ledgers::claims(inputs, registry)?,
            credits,
            projects,
            programme: ledgers::programme(inputs, registry)?,
            energy: ledgers::energy(inputs, registry)?,
            context: ledgers::context(inputs, registry)?,
            unread: Vec::new(),
        })
    }
}

/// Refuses groups of a form of which two have one name.
fn twice<'a>(inputs: &FormInputs, groups: &Input, (name, of): (&Input, impl Iterator<Item = &'a str>)) -> Result<()> {
    let mut seen = BTreeSet::new();
    for (group, name_of) in inputs.sections(groups).iter().zip(of) {
        if !name_of.is_empty() && !seen.insert(name_of) {
            return Err(group.problem(name, Message::DuplicateName { value: name_of.into() }));
        }
    }
    Ok(())
}
