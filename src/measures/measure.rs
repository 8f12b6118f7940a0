//! A measure described, and its form as a city fills it in.

use super::published::{PUBLISHED, PublishedFigure, published};
use super::{Change, Note, Stage};
use crate::error::{Error, Errors, LabelKey, Location, Message, Result, Text, did_you_mean, shown};
use crate::factors::{FallbackPolicy, Purpose, Registry};
use crate::forms::{FormContext, FormInputs, FormSection, fill, unread_columns};
use crate::methods::{Input, InputKind};
use crate::notice::Notice;
use crate::taxonomy::Year;
use std::collections::{BTreeMap, BTreeSet};

/// A measure: what it is called, what its form takes, and what it changes.
pub trait Measure: core::fmt::Debug + Send + Sync {
    /// Its name, the inputs of its form, and its source.
    fn spec(&self) -> &'static MeasureSpec;

    /// When it acts in a plan: as its description says, unless a form of this kind chooses.
    fn stage(&self, _form: &MeasureForm<'_>) -> Stage {
        self.spec().stage
    }

    /// What it changes in the years of its form.
    ///
    /// # Errors
    /// What is wrong with the inputs taken together, each at the key it is about.
    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors>;
}

/// A measure, described once.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct MeasureSpec {
    /// Its name, as forms spell it at `measure`: `brt`.
    pub name: &'static str,
    /// What it is: a key of the language files, or a text that is the same in every language.
    pub title: &'static str,
    /// The publication of its equations, or the form they have.
    pub equation: &'static str,
    /// The keys of its form, next to those that every form has.
    pub inputs: &'static [Input],
    /// When it acts in a plan.
    pub stage: Stage,
    /// Accepted methodologies for it: `AMS-III.C`.
    pub follows: &'static [&'static str],
    /// The references of the GPC that it changes.
    pub touches: &'static [&'static str],
    /// What has to be monitored.
    pub monitors: &'static [&'static str],
    /// What may count the same tonnes, and why.
    pub counted_twice_with: &'static [&'static str],
    /// What its tonnes are comparable with.
    pub tonnes: TonnesOf,
}

/// What the tonnes of a measure are comparable with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TonnesOf {
    /// The inventory: the same activity data and the grid average of the year.
    Inventory,
    /// Credits: the baseline and the grid factor of a crediting rule.
    Crediting,
    /// A claim: a monitored quantity times a published unit saving.
    Claim,
}

impl MeasureSpec {
    /// A measure of a name, with its title, the source of its equations and the keys of its form.
    pub const fn new(name: &'static str, title: &'static str, equation: &'static str, inputs: &'static [Input]) -> Self {
        let (follows, touches, monitors, counted_twice_with): (&[&str], &[&str], &[&str], &[&str]) = (&[], &[], &[], &[]);
        let (stage, tonnes) = (Stage::Demand, TonnesOf::Inventory);
        Self { name, title, equation, inputs, stage, follows, touches, monitors, counted_twice_with, tonnes }
    }

    /// The same, acting at a stage of a plan; without, it acts first.
    #[must_use]
    pub const fn at(mut self, stage: Stage) -> Self {
        self.stage = stage;
        self
    }

    /// The same, following accepted methodologies.
    #[must_use]
    pub const fn following(mut self, follows: &'static [&'static str]) -> Self {
        self.follows = follows;
        self
    }

    /// The same, changing references of the GPC.
    #[must_use]
    pub const fn touching(mut self, touches: &'static [&'static str]) -> Self {
        self.touches = touches;
        self
    }

    /// The same, with what has to be monitored.
    #[must_use]
    pub const fn monitoring(mut self, monitors: &'static [&'static str]) -> Self {
        self.monitors = monitors;
        self
    }

    /// The same, with what may count the same tonnes, and why.
    #[must_use]
    pub const fn counted_twice_with(mut self, others: &'static [&'static str]) -> Self {
        self.counted_twice_with = others;
        self
    }

    /// The same, with tonnes of another kind than the inventory's.
    #[must_use]
    pub const fn in_tonnes_of(mut self, tonnes: TonnesOf) -> Self {
        self.tonnes = tonnes;
        self
    }
}

impl TonnesOf {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Inventory, Self::Crediting, Self::Claim];

    /// Its name: `inventory`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inventory => "inventory",
            Self::Crediting => "crediting",
            Self::Claim => "claim",
        }
    }
}

/// How far past the last year of the tables a measure may look: the life of what is built.
pub(crate) const MOST_YEARS_AHEAD: u16 = 60;

const MEASURE: Input = Input::of_kind("measure", InputKind::Text, "the name of the measure: brt, rooftop-solar ...");
const NAME: Input = Input::of_kind("name", InputKind::Text, "what the measure is called in reports");
const FIRST_YEAR: Input = Input::of_kind("first_year", InputKind::Year, "the first year of the comparison");
const LAST_YEAR: Input = Input::of_kind("last_year", InputKind::Year, "the last year of the comparison");
const SOURCE: Input = Input::of_kind("source", InputKind::Text, "who states the figures").optional();
const GRID_SERIES: Input = Input::of_kind("grid_series", InputKind::Text, "another series of grid electricity").optional();

/// A form with its inputs checked by the description of its measure.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct MeasureForm<'a> {
    /// What the measure is called in reports.
    pub title: &'a str,
    /// The years looked at, ascending.
    pub years: &'a BTreeSet<Year>,
    /// What the form states.
    pub inputs: &'a FormInputs,
    /// What it is read against.
    pub context: FormContext<'a>,
}

/// A measure as a form of the city states it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatedMeasure {
    /// The name of its form.
    pub name: String,
    /// The name of the measure: `brt`.
    pub kind: &'static str,
    /// When it acts in a plan.
    pub stage: Stage,
    /// What its tonnes are comparable with.
    pub tonnes: TonnesOf,
    /// What it changes.
    pub change: Change,
    /// What somebody published of it.
    pub published: Vec<PublishedFigure>,
    /// How its factors are found: as the city's, or by another series of the grid.
    pub policy: FallbackPolicy,
}

impl StatedMeasure {
    /// Reads the form of a measure, which `at` names.
    ///
    /// # Errors
    /// Every key that is unknown, missing or wrong, each at its place.
    pub fn read(
        name: &str,
        form: &FormSection,
        at: &Location,
        measure: &dyn Measure,
        context: FormContext<'_>,
        policy: &FallbackPolicy,
    ) -> Result<Self, Errors> {
        let spec = measure.spec();
        let keys: Vec<Input> = [MEASURE, NAME, FIRST_YEAR, LAST_YEAR, SOURCE, GRID_SERIES, PUBLISHED]
            .into_iter()
            .chain(spec.inputs.iter().copied())
            .collect();
        let inputs = fill(form, &keys, at, context)?;
        let (first, last): (Year, Year) = (inputs.need(&FIRST_YEAR, context.registry)?, inputs.need(&LAST_YEAR, context.registry)?);
        if first.is_fiscal() != last.is_fiscal() {
            return Err(inputs.problem(&LAST_YEAR, Message::FiscalAndCalendarYears { value: (&last).into() }).into());
        }
        if last < first {
            return Err(inputs
                .problem(&LAST_YEAR, Message::YearsReversed { value: (&last).into(), first: (&first).into() })
                .into());
        }
        let years = std::iter::successors(Some(first), |year| year.after()).take_while(|year| *year <= last).collect();
        let title: String = inputs.need(&NAME, context.registry)?;
        let policy = with_series(&inputs, context, policy)?;
        let filled = MeasureForm { title: &title, years: &years, inputs: &inputs, context };
        let change = measure.change(&filled)?;
        let (stage, tonnes) = (measure.stage(&filled), spec.tonnes);
        let (name, published) = (name.to_owned(), published(&inputs)?);
        let mut stated = Self { name, kind: spec.name, stage, tonnes, change, published, policy };
        stated.change.notes.extend(columns_not_read(form, spec));
        stated.change.notes.extend(crediting_series(&inputs, context.registry));
        stated.change.notes.extend(inputs.tons().into_iter().map(|notice| Note::Notice { notice }));
        Ok(stated)
    }
}

/// Notes of the columns of tables that mean nothing.
fn columns_not_read(form: &FormSection, spec: &MeasureSpec) -> Vec<Note> {
    let note =
        |(file, column): (&str, &str)| Note::Notice { notice: Notice::Column { file: file.to_owned(), column: shown(column) } };
    unread_columns(form, spec.inputs).into_iter().map(note).collect()
}

/// A note where grid electricity weighs by a series made for projects: the tonnes are those of a crediting rule.
fn crediting_series(inputs: &FormInputs, registry: &Registry) -> Option<Note> {
    let series: String = inputs.get(&GRID_SERIES)?;
    let mut rows = registry.factors().iter().filter(|row| row.subject == "grid-electricity" && row.series == series);
    rows.any(|row| matches!(row.purpose, Purpose::Project | Purpose::Margin)).then_some(Note::CreditingSeries { series })
}

/// The name of the measure that a form is of, and its place.
pub(super) fn kind<'a>(form: &'a FormSection, at: &Location) -> Result<(&'a str, Location)> {
    let place = form.get(MEASURE.name).and_then(|placed| placed.at.clone()).unwrap_or_else(|| at.clone().with_column(MEASURE.name));
    match form.get(MEASURE.name).and_then(|placed| placed.value.as_text()) {
        Some(kind) => Ok((kind, place)),
        None => Err(Error::File { at: place, problem: Message::NoMeasureNamed.into() }),
    }
}

/// How factors are found: the city's way, or another series of the grid, whatever it was made for but products and upstream.
fn with_series(inputs: &FormInputs, context: FormContext<'_>, policy: &FallbackPolicy) -> Result<FallbackPolicy> {
    let mut policy = policy.clone();
    // A measure looks ahead: past the last year of the tables the last factor is used, and the report says for how long.
    policy.most_years_back = policy.most_years_back.max(MOST_YEARS_AHEAD);
    let Some(series) = inputs.get::<String>(&GRID_SERIES) else { return Ok(policy) };
    named_series(inputs, &GRID_SERIES, &series, context.registry, |purpose| {
        !matches!(purpose, Purpose::Product | Purpose::Upstream)
    })?;
    policy.choose.insert("grid-electricity".to_owned(), series);
    Ok(policy)
}

/// What a series of grid electricity was made for; an error with the nearest right one where there is none that may be used.
pub(super) fn named_series(
    inputs: &FormInputs,
    input: &Input,
    series: &str,
    registry: &Registry,
    may_be: impl Fn(Purpose) -> bool,
) -> Result<Purpose> {
    let grid = registry.factors().iter().filter(|row| row.subject == "grid-electricity" && may_be(row.purpose));
    let mut names = BTreeMap::new();
    for row in grid {
        names.entry(row.series.as_str()).or_insert(row.purpose);
    }
    names.get(series).copied().ok_or_else(|| {
        let nearest = did_you_mean(series, names.keys().copied()).map(Text::from);
        let (what, names) = (LabelKey::of("name.series"), names.keys().copied().map(Text::from).collect());
        inputs.problem(input, Message::UnknownName { value: series.into(), what, nearest, names })
    })
}
