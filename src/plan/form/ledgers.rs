//! Credits, claims, releases and figures in words of a plan, as its tables state them.

use super::baseline::references;
use super::cards::STAGES;
use super::cells::{NAME, UNIT, VALUE, YEAR, parsed, reading, row_mass, source, text, word};
use crate::error::{Message, Result};
use crate::factors::Registry;
use crate::forms::FormInputs;
use crate::methods::{Input, InputKind};
use crate::plan::credits::{CreditIssue, CreditScheme, CreditShare, CreditTonnes, CreditUse, NotShown, ProjectResult, Shows};
use crate::plan::release::{Release, ReleaseStage, ReleasedSeries};
use crate::quantity::{Exact, Fraction, Mass, Quantity, Reading};
use crate::taxonomy::Year;
use std::collections::BTreeMap;

pub(super) const CREDITS: Input = Input::of_kind(
    "credits",
    InputKind::Table(&[PROJECT, SCHEME, YEAR, REDUCED, SHOWS, ISSUED, HOLDER, TONNES, AGREED, EXPORTED, TO, ADJUSTED, CANCELLED]),
    "credits by project, year and holder",
)
.optional();
pub(super) const PROGRAMME: Input =
    Input::of_kind("programme", InputKind::Section(&[NAME, PROJECTS]), "how many projects a credit programme has").optional();
pub(super) const CLAIMS: Input =
    Input::of_kind("claims", InputKind::Table(&[NAME, YEAR, VALUE, UNIT]), "tonnes that somebody states for a measure").optional();
pub(super) const RELEASES: Input =
    Input::of_kind("releases", InputKind::Table(&[YEAR, VALUE, UNIT, STAGE, FACTORS]), "emissions as they were published")
        .optional();
pub(super) const ENERGY: Input =
    Input::of_kind("energy", InputKind::Table(&[NAME, YEAR, VALUE, UNIT]), "energy saved or generated, as published").optional();
pub(super) const CONTEXT: Input = Input::of_kind(
    "context",
    InputKind::Table(&[NAME, VALUE, UNIT_IN_WORDS, REGION, YEAR_OF_CONTEXT]),
    "figures that describe a region",
)
.optional();
const PROJECT: Input = Input::of_kind("project", InputKind::Text, "the project");
const SCHEME: Input = Input::of_kind("scheme", InputKind::Word(&["jcm", "t-ver", "article-6"]), "the rules it is issued under");
const REDUCED: Input = Input::of_kind("reduced", InputKind::Text, "tonnes that the project reduced in the year");
const SHOWS: Input = Input::of_kind("shows", InputKind::Text, "the references where that shows, or why it shows nowhere");
const ISSUED: Input = Input::of_kind("issued", InputKind::Count(0), "whole tonnes issued").optional();
const HOLDER: Input = Input::of_kind("holder", InputKind::Text, "whose part it is").optional();
const TONNES: Input = Input::of_kind("tonnes", InputKind::Count(0), "whole tonnes of that part").optional();
const AGREED: Input = Input::of_kind("agreed", InputKind::Share, "the agreed share").optional();
const EXPORTED: Input = Input::of_kind("exported", InputKind::Count(0), "whole tonnes exported").optional();
const TO: Input = Input::of_kind("to", InputKind::Text, "to whom").optional();
const ADJUSTED: Input = Input::of_kind("adjusted", InputKind::Word(&["yes", "no"]), "whether the balance is adjusted").optional();
const CANCELLED: Input = Input::of_kind("cancelled", InputKind::Count(0), "whole tonnes cancelled").optional();
const PROJECTS: Input = Input::of_kind("projects", InputKind::Count(1), "how many projects");
const STAGE: Input = Input::of_kind("stage", InputKind::Word(&["preliminary", "final", "restated"]), "how settled it is");
const FACTORS: Input = Input::of_kind("factors", InputKind::Text, "the frozen factors, in words").optional();
const UNIT_IN_WORDS: Input = Input::of_kind("unit", InputKind::Text, "its unit, in words");
const REGION: Input = Input::of_kind("region", InputKind::Text, "the region that it describes");
const YEAR_OF_CONTEXT: Input = Input::of_kind("year", InputKind::Year, "the year").optional();

/// A credit programme and how many projects it has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CreditProgramme {
    /// Its name.
    pub name: String,
    /// All of its projects.
    pub projects: u32,
}

/// A project of which no issue is known: its own result, or the one that is expected of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProjectWithoutIssue {
    /// The rules it is under.
    pub scheme: CreditScheme,
    /// What it states, and where that shows.
    pub result: ProjectResult,
    /// Who states it.
    pub source: String,
}

/// kg CO2e that somebody states for a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatedClaim {
    /// Of what.
    pub name: String,
    /// The year.
    pub year: Year,
    /// How much.
    pub mass: Mass,
    /// Who states it.
    pub source: String,
}

/// Energy of a year as somebody states it; in no sum with tonnes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatedEnergy {
    /// Of what.
    pub name: String,
    /// The year.
    pub year: Year,
    /// How much.
    pub amount: Reading,
    /// Who states it.
    pub source: String,
}

/// A figure that describes a region, in no calculation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ContextFigure {
    /// Of what.
    pub name: String,
    /// The number.
    pub value: Exact,
    /// Its unit, in words.
    pub unit: String,
    /// The region that it describes.
    pub region: String,
    /// The year, where it is stated.
    pub year: Option<Year>,
    /// Who states it.
    pub source: String,
}

/// Credits by issue, the rows of one project, scheme and year together; and projects of which no issue is known.
pub(super) fn credits(inputs: &FormInputs, registry: &Registry) -> Result<(Vec<CreditIssue>, Vec<ProjectWithoutIssue>)> {
    let mut named: BTreeMap<(String, String, Year), Vec<&FormInputs>> = BTreeMap::new();
    for row in inputs.sections(&CREDITS) {
        let key = (row.need(&PROJECT, registry)?, row.need(&SCHEME, registry)?, row.need(&YEAR, registry)?);
        named.entry(key).or_default().push(row);
    }
    let (mut issues, mut projects) = (Vec::new(), Vec::new());
    for ((project, _, year), rows) in named {
        match rows.as_slice() {
            [row] if OF_ISSUE.iter().all(|input| !row.has(input)) => {
                let (scheme, result) = (scheme(row, registry)?, result(&project, year, row, registry)?);
                projects.push(ProjectWithoutIssue { scheme, result, source: source(row)? });
            }
            rows => issues.push(issue(&project, year, rows, registry)?),
        }
    }
    Ok((issues, projects))
}

/// What only an issue has.
const OF_ISSUE: [Input; 6] = [ISSUED, HOLDER, TONNES, AGREED, EXPORTED, CANCELLED];

fn scheme(row: &FormInputs, registry: &Registry) -> Result<CreditScheme> {
    let schemes = [("jcm", CreditScheme::Jcm), ("t-ver", CreditScheme::Tver), ("article-6", CreditScheme::ArticleSix)];
    word(row, &SCHEME, &schemes).ok_or_else(|| row.missing(&SCHEME, registry))
}

fn result(project: &str, year: Year, row: &FormInputs, registry: &Registry) -> Result<ProjectResult> {
    let reduced = Mass::from_base(parsed::<Exact>(row, &REDUCED)?.checked_mul(Exact::THOUSAND)?);
    ProjectResult::new(project, year, reduced, shows(row, registry)?).map_err(|error| row.placed(REDUCED.name, error))
}

/// A cell that a row of an issue must have.
fn filled<T>(row: &FormInputs, input: &Input, cell: Option<T>) -> Result<T> {
    cell.ok_or_else(|| row.problem(input, Message::EmptyCell))
}

fn issue(project: &str, year: Year, rows: &[&FormInputs], registry: &Registry) -> Result<CreditIssue> {
    let Some(first) = rows.first() else { return Err(Message::EmptyText.into()) };
    for input in [&REDUCED, &SHOWS] {
        let of = |row: &FormInputs| row.get::<String>(input);
        if let Some(other) = rows.iter().find(|row| of(row) != of(first)) {
            return Err(other.problem(input, Message::Duplicate { value: project.into() }));
        }
    }
    let result = result(project, year, first, registry)?;
    let tonnes = |row: &FormInputs, input: &Input| row.get::<u32>(input).map(|tonnes| CreditTonnes::new(tonnes.into()));
    let share = |row: &&FormInputs| {
        Ok(CreditShare {
            holder: filled(row, &HOLDER, row.get(&HOLDER))?,
            tonnes: filled(row, &TONNES, tonnes(row, &TONNES))?,
            agreed: row.get::<Fraction>(&AGREED),
        })
    };
    let shares = rows.iter().map(share).collect::<Result<_>>()?;
    let scheme = scheme(first, registry)?;
    let issued = filled(first, &ISSUED, tonnes(first, &ISSUED))?;
    let mut issue = CreditIssue::new(scheme, result, issued, shares).map_err(|error| first.placed(TONNES.name, error))?;
    for row in rows {
        let holder: String = filled(row, &HOLDER, row.get(&HOLDER))?;
        if let Some(exported) = tonnes(row, &EXPORTED) {
            let to = row.get(&TO).ok_or_else(|| row.problem(&TO, Message::EmptyText))?;
            let is_adjusted = word(row, &ADJUSTED, &[("yes", true)]).unwrap_or_default();
            let export = CreditUse::Exported { to, tonnes: exported, is_adjusted };
            issue.book(&holder, export).map_err(|error| row.placed(EXPORTED.name, error))?;
        }
        if let Some(cancelled) = tonnes(row, &CANCELLED) {
            issue.book(&holder, CreditUse::Cancelled { tonnes: cancelled }).map_err(|error| row.placed(CANCELLED.name, error))?;
        }
    }
    Ok(issue)
}

fn shows(row: &FormInputs, registry: &Registry) -> Result<Shows> {
    let listed: String = row.need(&SHOWS, registry)?;
    Ok(match listed.as_str() {
        "outside-city" => Shows::Nowhere(NotShown::OutsideCity),
        "against-baseline" => Shows::Nowhere(NotShown::AgainstBaseline),
        "not-seen-by-method" => Shows::Nowhere(NotShown::NotSeenByMethod),
        listed => Shows::Under(references(listed).map_err(|error| row.placed(SHOWS.name, error))?),
    })
}

pub(super) fn programme(inputs: &FormInputs, registry: &Registry) -> Result<Option<CreditProgramme>> {
    let read = |section: &FormInputs| {
        Ok(CreditProgramme { name: section.need(&NAME, registry)?, projects: section.need(&PROJECTS, registry)? })
    };
    inputs.sections(&PROGRAMME).first().map(read).transpose()
}

pub(super) fn claims(inputs: &FormInputs, registry: &Registry) -> Result<Vec<StatedClaim>> {
    let read = |row: &FormInputs| {
        let (name, year) = (row.need(&NAME, registry)?, row.need(&YEAR, registry)?);
        Ok(StatedClaim { name, year, mass: row_mass(row)?, source: source(row)? })
    };
    inputs.sections(&CLAIMS).iter().map(read).collect()
}

/// Published emissions: at the factors of each year, and one series for each set of frozen factors.
pub(super) fn releases(inputs: &FormInputs, registry: &Registry) -> Result<Vec<ReleasedSeries>> {
    let mut series: BTreeMap<String, ReleasedSeries> = BTreeMap::new();
    for row in inputs.sections(&RELEASES) {
        let factors = text(row, &FACTORS);
        if !series.contains_key(&factors) {
            let of_factors =
                if factors.is_empty() { ReleasedSeries::at_actual_factors() } else { ReleasedSeries::at_frozen_factors(&factors)? };
            series.insert(factors.clone(), of_factors);
        }
        let stage: ReleaseStage = word(row, &STAGE, &STAGES).ok_or_else(|| row.missing(&STAGE, registry))?;
        let release = Release { mass: row_mass(row)?, stage, source: source(row)? };
        if let Some(of_factors) = series.get_mut(&factors) {
            of_factors.add(row.need(&YEAR, registry)?, release).map_err(|error| row.placed(STAGE.name, error))?;
        }
    }
    Ok(series.into_values().collect())
}

pub(super) fn energy(inputs: &FormInputs, registry: &Registry) -> Result<Vec<StatedEnergy>> {
    let read = |row: &FormInputs| {
        let (name, year) = (row.need(&NAME, registry)?, row.need(&YEAR, registry)?);
        Ok(StatedEnergy { name, year, amount: reading(row)?, source: source(row)? })
    };
    inputs.sections(&ENERGY).iter().map(read).collect()
}

pub(super) fn context(inputs: &FormInputs, registry: &Registry) -> Result<Vec<ContextFigure>> {
    let read = |row: &FormInputs| {
        Ok(ContextFigure {
            name: row.need(&NAME, registry)?,
            value: parsed(row, &VALUE)?,
            unit: row.need(&UNIT_IN_WORDS, registry)?,
            region: row.need(&REGION, registry)?,
            year: row.get(&YEAR_OF_CONTEXT),
            source: source(row)?,
        })
    };
    inputs.sections(&CONTEXT).iter().map(read).collect()
}
