//! Unit savings: a monitored number times a published saving of one unit.
//!
//! ```text
//! claimed[y] = N[y] · k
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | N | what is in place in the year, as monitored: the stock, not what the year added | as the saving says |
//! | k | saving of one unit in a year | t, kg |
//!
//! It is how the yearly check of local plans in Korea counts. The tonnes are a claim: they hold the grid, the fuels and the habits that
//! the publisher had, follow from no activity data of the inventory, and are in no reduction. Ask the kinds with equations
//! (`waste-trucks`, `lighting`, `cooling`) for tonnes that an inventory can show.
//!
//! A saving is stated with its source, or chosen by its id from [`PublishedSaving::shipped`], which names the unit that it is for.
//!
//! Source: Ministry of Environment of Korea, guideline for local plans and their yearly check, September 2024, appendix 3.

use super::group::{NAME, given_together, named, source};
use super::{Change, ClaimedSaving, Measure, MeasureForm, MeasureSpec, Note, TonnesOf};
use crate::error::{Errors, LabelKey, MeasureFault, Message, Result, Text, did_you_mean};
use crate::factors::Registry;
use crate::forms::{FieldError, FormInput, FormInputs, SourcedAmount};
use crate::methods::{Input, InputKind};
use crate::quantity::{Dimension, Exact, NumberFormat, Ratio, Reading};
use crate::records::{BundledRow, Row, bundled_rows};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec =
    MeasureSpec::new("unit-saving", "measure.unit-saving", "guideline for local plans, Korea, 2024, appendix 3", &[ACTION])
        .in_tonnes_of(TonnesOf::Claim)
        .following(&["guideline for local plans, Korea, 2024"])
        .monitoring(&["the number in place in each year"])
        .counted_twice_with(&["every kind of measure with activity data: state an action once, with data where there are some"]);

const ACTION: Input = Input::of_kind(
    "action",
    InputKind::Group(&[NAME, UNIT_SAVING, SAVING, UNIT, MONITORED]),
    "an action that is monitored by number",
);
pub(super) const UNIT_SAVING: Input =
    Input::of_kind("unit_saving", InputKind::Text, "id of a shipped unit saving, such as kr2024-4-3-diesel-replaced").optional();
pub(super) const SAVING: Input = Input::maybe("saving", "kg", "CO2e that one unit saves in a year").without_rows();
pub(super) const UNIT: Input = Input::of_kind("unit", InputKind::Text, "what is counted: vehicle, lamp, household").optional();
const MONITORED: Input = Input::of_kind("monitored", InputKind::Free, "how many are in place in each year");

/// Where the shipped rows are from, and how far they were checked.
const SHIPPED: &str = "Ministry of Environment of Korea, guideline for local plans and their yearly check, September 2024, appendix 3 \
                       (as copied in public code, not compared with the original)";

/// A published saving of one unit in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PublishedSaving {
    /// Its id; of one that a form states, nothing.
    pub id: String,
    /// What saves: `electric bus: diesel replaced`.
    pub what: String,
    /// CO2e that one unit saves in a year.
    pub saving: Reading,
    /// What is counted: `vehicle`.
    pub unit: String,
    /// Who states it.
    pub source: String,
}

static TABLE: LazyLock<Vec<PublishedSaving>> = LazyLock::new(|| bundled_rows("unit_savings.csv", include_str!("unit_savings.csv")));

impl BundledRow for PublishedSaving {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let cell = |column: &str| row.require(column).map(str::to_owned);
        let value: Exact = row.require("value")?.parse()?;
        let saving = Reading::new(value, row.require("mass")?.parse()?);
        let source = format!("{SHIPPED}, {}", row.require("locator")?);
        Ok(Self { id: cell("id")?, what: cell("what")?, saving, unit: cell("unit")?, source })
    }
}

impl PublishedSaving {
    /// The shipped ones, as printed.
    ///
    /// ```
    /// use citycarbon::measures::unit_saving::PublishedSaving;
    /// let bus = PublishedSaving::shipped().iter().find(|row| row.id == "kr2024-4-3-diesel-replaced").unwrap();
    /// assert_eq!((bus.saving.to_string().as_str(), bus.unit.as_str()), ("43.89 t", "vehicle"));
    /// ```
    pub fn shipped() -> &'static [Self] {
        &TABLE
    }

    /// As a form states it: by its id, or with its own figure and unit.
    pub(super) fn read(group: &FormInputs, registry: &Registry) -> Result<Self, Errors> {
        Self::read_in(group, &UNIT, group.get(&UNIT), registry)
    }

    /// The same of what is counted in a unit that the kind of measure has.
    pub(super) fn read_for(group: &FormInputs, unit: &str, registry: &Registry) -> Result<Self, Errors> {
        Self::read_in(group, &UNIT_SAVING, Some(unit.to_owned()), registry)
    }

    fn read_in(group: &FormInputs, at: &Input, unit: Option<String>, registry: &Registry) -> Result<Self, Errors> {
        let saving = match (group.get::<String>(&UNIT_SAVING), group.get::<SourcedAmount>(&SAVING)) {
            (Some(_), Some(_)) => {
                return Err(given_together(group, &SAVING, &UNIT_SAVING, &[&UNIT_SAVING, &SAVING]).into());
            }
            (None, None) => return Err(group.missing(&SAVING, registry).into()),
            (None, Some(stated)) => Self {
                id: String::new(),
                what: group.need(&NAME, registry)?,
                saving: stated.amount,
                unit: unit.ok_or_else(|| group.missing(&UNIT, registry))?,
                source: stated.source,
            },
            (Some(id), None) => {
                let row = Self::shipped().iter().find(|row| row.id == id).ok_or_else(|| unknown(group, &id))?;
                if let Some(value) = unit.filter(|unit| *unit != row.unit) {
                    let message = Message::Measure {
                        value: Some(value.into()),
                        fault: MeasureFault::OtherUnitOfSaving { saving: id.into(), unit: row.unit.as_str().into() },
                    };
                    return Err(group.problem(at, message).into());
                }
                row.clone()
            }
        };
        saving.check().map_err(|error| group.at_field(error))?;
        Ok(saving)
    }

    /// Refuses a saving that is no mass.
    pub fn check(&self) -> Result<(), FieldError> {
        let unit = self.saving.unit();
        if unit.dimension() == Dimension::Mass {
            return Ok(());
        }
        let refused = unit.refused_for(Dimension::Mass, None, Some("kg")).with_value(&self.saving.to_string());
        Err(FieldError::new(&SAVING, refused))
    }

    /// What so many of them save in a year, as a claim.
    pub(super) fn claim(&self, year: Year, number: Ratio, name: &str) -> Result<ClaimedSaving> {
        let kg = number.checked_mul(self.saving.in_base()?)?.evaluate()?.value();
        Ok(ClaimedSaving::new(year, kg, &format!("{name}: {}", self.source)))
    }

    /// The note of what it is.
    pub(super) fn note(&self, name: &str) -> Note {
        Note::UnitSavingOf {
            name: name.to_owned(),
            what: self.what.clone(),
            saving: self.saving.to_string(),
            unit: self.unit.clone(),
            source: self.source.clone(),
        }
    }
}

/// The error of an id that no shipped row has.
fn unknown(group: &FormInputs, id: &str) -> Errors {
    let ids = || PublishedSaving::shipped().iter().map(|row| row.id.as_str());
    let nearest = did_you_mean(id, ids()).map(Text::from);
    let (what, names) = (LabelKey::of("name.unit-saving"), ids().take(3).map(Text::from).collect());
    group.problem(&UNIT_SAVING, Message::UnknownName { value: id.into(), what, nearest, names }).into()
}

/// Numbers by year, as free keys of a form; refused where a year of the form has none.
pub(super) fn numbers(group: &FormInputs, input: &Input, years: &BTreeSet<Year>) -> Result<BTreeMap<Year, Ratio>, Errors> {
    let mut numbers = BTreeMap::new();
    for (key, at, value) in group.free(input).into_iter().flat_map(FormInputs::iter) {
        let FormInput::Text(text) = value else { continue };
        let year: Year = key.parse().map_err(|error| group.placed(input.name, error))?;
        let placed = |problem| crate::error::Error::File { at: at.clone(), problem };
        let number = NumberFormat::default().parse(text).map_err(|problem| placed(problem.without_option()))?;
        if number.is_negative() {
            return Err(placed(Message::BelowZero { value: text.into() }.into()).into());
        }
        numbers.insert(year, Ratio::from(number));
    }
    match years.iter().find(|year| !numbers.contains_key(year)) {
        Some(year) => Err(group
            .problem(input, Message::Measure { value: None, fault: MeasureFault::NoShareOfYear { year: year.into() } })
            .into()),
        None => Ok(numbers),
    }
}

/// Unit savings.
#[derive(Clone, Copy, Debug, Default)]
pub struct UnitSavings;

impl Measure for UnitSavings {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let read = |group: &FormInputs| MonitoredAction::read(group, form);
        let actions = named(form, &ACTION, |action: &MonitoredAction| &action.name, read)?;
        Ok(unit_savings(form.title, form.years, &actions)?)
    }
}

/// An action that is monitored by number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonitoredAction {
    /// Its name; each has its own.
    pub name: String,
    /// What one unit saves.
    pub saving: PublishedSaving,
    /// How many are in place in each year.
    pub monitored: BTreeMap<Year, Ratio>,
    /// Who monitors it.
    pub source: String,
}

impl MonitoredAction {
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self, Errors> {
        let registry = form.context.registry;
        Ok(Self {
            name: group.need(&NAME, registry)?,
            saving: PublishedSaving::read(group, registry)?,
            monitored: numbers(group, &MONITORED, form.years)?,
            source: source(group)?,
        })
    }
}

/// Unit savings of some years, as claims.
///
/// # Errors
/// A saving that is no mass.
pub fn unit_savings(measure: &str, years: &BTreeSet<Year>, actions: &[MonitoredAction]) -> Result<Change> {
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    for action in actions {
        action.saving.check()?;
        for (year, number) in action.monitored.iter().filter(|(year, _)| years.contains(year)) {
            change.claimed.push(action.saving.claim(*year, *number, &action.name)?);
        }
    }
    change.notes = vec![Note::ClaimOnly {}, Note::StockOfTheYear {}];
    change.notes.extend(actions.iter().map(|action| action.saving.note(&action.name)));
    Ok(change)
}
