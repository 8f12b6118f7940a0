//! Trees that are planted: what the living ones take up.
//!
//! ```text
//! CO2 = − Σ N · l[y] · s[y] · u
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | N | trees planted on one day | |
//! | l | share of them that lives in the year, as the last survey counted; dead trees take up nothing | |
//! | s | part of the year since they were planted | |
//! | u | CO2 that a tree takes up in a year | kg/tree |
//!
//! What is taken up is CO2 below zero at V.2, in a figure of its own: it nets no emission silently. A cohort is counted by its surveys;
//! after the last one its share stays, and a note says so.
//!
//! Source: IPCC 2006 Guidelines, vol. 4, ch. 8, eq. 8.3; T-VER-S-TOOL-01-01 for the uptake of a tree, read in texts that quote it.

use super::by_method::{MethodInput, results};
use super::treatment::{NAME, PLACE, refuse_twice};
use super::{Change, GasFlow, Measure, MeasureForm, MeasureSpec, Note, Served, Service, ServiceUnit, Stage};
use crate::error::{Errors, MeasureFault, Message, Result};
use crate::forms::FormInputs;
use crate::gas::Gas;
use crate::methods::land::trees::SPEC as TREES_METHOD;
use crate::methods::{Input, InputKind};
use crate::quantity::{Exact, Fraction, Ratio};
use crate::taxonomy::{Category, Year};
use std::collections::BTreeMap;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec = MeasureSpec::new("trees", "measure.trees", "IPCC 2006, vol. 4, ch. 8, eq. 8.3", &[PLANTING])
    .at(Stage::Supply)
    .following(&["T-VER-S-TOOL-01-01", "T-VER-S-METH-13-01"])
    .touching(&["V.2"])
    .monitoring(&["trees planted", "trees that live, by a survey", "kind and age"])
    .counted_twice_with(&["the inventory: trees that it counts already", "credits: a tree that is sold cannot be claimed"]);

const PLANTING: Input = Input::of_kind(
    "planting",
    InputKind::Group(&[NAME, PLACE, PLANTED, TREES, UPTAKE, SURVEY]),
    "trees of one kind that are planted on one day",
);
const PLANTED: Input = Input::of_kind("planted", InputKind::Text, "the day of planting, such as 2024-06-01");
const TREES: Input = Input::of_kind("trees", InputKind::Count(0), "trees planted");
const UPTAKE: Input =
    Input::of_kind("uptake", InputKind::Text, "CO2 that a tree takes up in a year (kg/tree), or a row of the tables");
const SURVEY: Input = Input::of_kind("survey", InputKind::Group(&[YEAR, ALIVE]), "the share of them that lives, as it was counted");
const YEAR: Input = Input::of_kind("year", InputKind::Year, "the year of the survey");
const ALIVE: Input = Input::of_kind("alive", InputKind::Share, "share of the trees planted that lives");

/// Trees that are planted.
#[derive(Clone, Copy, Debug, Default)]
pub struct TreePlanting;

impl Measure for TreePlanting {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let groups = form.inputs.sections(&PLANTING);
        let cohorts = groups.iter().map(|group| TreeCohort::read(group, form)).collect::<Result<Vec<_>, Errors>>()?;
        refuse_twice(groups, cohorts.iter().map(|cohort| cohort.name.as_str()))?;
        let mut change = Change { measure: form.title.to_owned(), years: form.years.clone(), ..Change::default() };
        let mut beyond = false;
        for year in form.years {
            let mut living = Ratio::ZERO;
            for cohort in &cohorts {
                let (served, alive) = (cohort.service.share_of(*year)?, cohort.alive(*year));
                if served.numerator().is_zero() {
                    continue;
                }
                beyond |= cohort.surveys.last_key_value().is_none_or(|(last, _)| last < year);
                living = living.checked_add(cohort.trees.checked_mul(alive.number())?)?;
                // Of all trees planted, times the part that lives.
                let taken = served.checked_mul(alive.number())?.checked_mul(cohort.each_year)?.evaluate()?.value();
                let flow = GasFlow::new(cohort.category, *year, Gas::CO2, taken, &cohort.source);
                change.gases.with.push(flow.with_place(cohort.place.clone()));
            }
            change.served.push(Served::new(*year, ServiceUnit::LivingTrees {}, living.reduced()));
        }
        change.notes = vec![Note::TreesLeftOut {}];
        if beyond {
            change.notes.push(Note::NoSurveyOfTrees {});
        }
        Ok(change)
    }
}

/// Trees of one kind that are planted on one day.
#[derive(Clone, Debug)]
struct TreeCohort {
    name: String,
    place: String,
    service: Service,
    trees: Ratio,
    surveys: BTreeMap<Year, Fraction>,
    /// CO2 of all trees planted in a full year, below zero, in kg.
    each_year: Ratio,
    category: Category,
    source: String,
}

impl TreeCohort {
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self, Errors> {
        let registry = form.context.registry;
        let name: String = group.need(&NAME, registry)?;
        let service: Service = group.parsed(&PLANTED)?.ok_or_else(|| group.missing(&PLANTED, registry))?;
        let trees = Ratio::from(Exact::from(i64::from(group.need::<u32>(&TREES, registry)?)));
        let mut surveys = BTreeMap::new();
        for survey in group.sections(&SURVEY) {
            let (year, alive): (Year, Fraction) = (survey.need(&YEAR, registry)?, survey.need(&ALIVE, registry)?);
            if surveys.insert(year, alive).is_some() {
                return Err(survey.problem(&YEAR, Message::Duplicate { value: (&year).into() }).into());
            }
            let more = |(_, before): (&Year, &Fraction)| {
                before
                    .complement()
                    .is_ok_and(|dead| Fraction::sum([dead, alive]).is_ok_and(|sum| sum.numerator() > sum.denominator()))
            };
            if surveys.range(..year).next_back().is_some_and(more) {
                return Err(survey
                    .problem(&ALIVE, Message::Measure { value: Some((&alive.number()).into()), fault: MeasureFault::DeadTreesLive })
                    .into());
            }
        }
        let inputs = [("trees", MethodInput::Number(trees, "1")), ("tree-uptake", MethodInput::Key(&UPTAKE))];
        let found = results(&TREES_METHOD, group, form, &[("class", name.as_str())], &inputs)?;
        let category = "V.2".parse::<Category>()?;
        Ok(Self {
            place: group.get(&PLACE).unwrap_or_default(),
            service,
            trees,
            surveys,
            each_year: Ratio::from(found.sum("CO2", None)?),
            category,
            source: format!("{name}: {}", group.source().unwrap_or_default()),
            name,
        })
    }

    /// The share that lives in a year, by the last survey until then; all of them before the first.
    fn alive(&self, year: Year) -> Fraction {
        self.surveys.range(..=year).next_back().map_or(Fraction::ONE, |(_, alive)| *alive)
    }
}
