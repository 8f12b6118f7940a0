//! Energy saved: of those who take part, each saves a share of what it needs.
//!
//! ```text
//! left[y] = A[y] · Πₖ (1 − Uₖ[y] · sₖ)        without: A[y] of the baseline        with: what is left
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | A | the activity in the inventory of the year, or in the baseline of a plan | kWh, kg, L |
//! | U | share that takes part in the year ([`Uptake`]) | |
//! | s | what each of them saves of what it needs | |
//!
//! Several actions on one activity, such as insulation, windows and an energy management system of the same buildings, each save of
//! what the others leave: their shares multiply, they are never added. What is saved is never below zero, and never more than all.
//!
//! Fewer hours and higher room temperatures are habits (`stage = "demand"`), which fade: the form must say how long they last. Better
//! equipment for the same service (`stage = "efficiency"`) stays unless it says otherwise. Rebound, service that grows because it
//! became cheap, is not estimated.
//!
//! Source: the form of AMS-II.E of the CDM (efficiency in buildings; its title and scope were read, not its equations): energy before
//! less energy after. Shares of a baseline are the form of bottom-up plans.

use super::drive::{first_twice, twice};
use super::group::{NAME, PLACE, named, source};
use super::uptake::{BY_YEAR, END, PARTICIPATION, PERSISTENCE, START};
use super::{Change, Measure, MeasureForm, MeasureSpec, Note, ShareAct, ShareChange, Stage, Uptake};
use crate::error::{Errors, Result};
use crate::forms::FormInputs;
use crate::methods::{CodeClass, Input, InputKind};
use crate::quantity::{Fraction, Ratio};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec =
    MeasureSpec::new("energy-saving", "measure.energy-saving", "form of AMS-II.E of the CDM", &[STAGE, ACTION])
        .at(Stage::Efficiency)
        .following(&["AMS-II.E", "AM0091", "JCM VN_AM003"])
        .touching(&["I.1.1", "I.1.2", "I.1.3", "I.2.1", "I.2.2", "I.2.3", "I.3.1", "I.3.2", "I.3.3", "II.1.1", "II.1.2", "II.1.3"])
        .monitoring(&["who takes part in each year", "metered energy of those who take part, and of some who do not"])
        .counted_twice_with(&[
            "building, cooling, lighting: the energy of one building is saved once",
            "participation: what households claim for joining is no second saving",
            "rooftop-solar: energy that is saved need not be generated",
        ]);

/// Codes of energy, whatever it is.
pub(super) const ENERGY: CodeClass = CodeClass {
    name: "class.energy",
    example: "residential.electricity",
    fits: |rule| rule.category.is_stationary_energy() || rule.category.is_transportation(),
};

const STAGE: Input = Input::of_kind(
    "stage",
    InputKind::Word(&["demand", "efficiency"]),
    "what is saved: demand (habits, less service) or efficiency (the same service)",
);
const ACTION: Input = Input::of_kind(
    "action",
    InputKind::Group(&[NAME, PLACE, CODE, SAVING, PARTICIPATION, START, END, PERSISTENCE, BY_YEAR]),
    "an action on one activity",
);
const CODE: Input = Input::of_kind("code", InputKind::Code(ENERGY), "activity code of the energy that is saved");
const SAVING: Input = Input::of_kind("saving", InputKind::Share, "share that each who takes part saves of what it needs");

/// Energy saved.
#[derive(Clone, Copy, Debug, Default)]
pub struct EnergySaving;

impl Measure for EnergySaving {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn stage(&self, form: &MeasureForm<'_>) -> Stage {
        if is_habit(form) { Stage::Demand } else { Stage::Efficiency }
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let actions = named(form, &ACTION, |action: &SavingAction| &action.name, |group| SavingAction::read(group, form))?;
        Ok(energy_saving(form.title, form.years, &actions)?)
    }
}

/// Whether habits are what a form is about.
fn is_habit(form: &MeasureForm<'_>) -> bool {
    form.inputs.get::<String>(&STAGE).is_some_and(|stage| stage == Stage::Demand.name())
}

/// An action on one activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavingAction {
    /// Its name; each has its own.
    pub name: String,
    /// The place; none for every place.
    pub place: Option<String>,
    /// The activity code of what is saved.
    pub code: String,
    /// What each who takes part saves of what it needs.
    pub saving: Fraction,
    /// Who takes part.
    pub uptake: Uptake,
    /// Who states it.
    pub source: String,
}

impl SavingAction {
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self, Errors> {
        let registry = form.context.registry;
        Ok(Self {
            name: group.need(&NAME, registry)?,
            place: group.get(&PLACE),
            code: group.need(&CODE, registry)?,
            saving: group.need(&SAVING, registry)?,
            uptake: Uptake::read(group, form.years, is_habit(form), registry)?,
            source: source(group)?,
        })
    }
}

/// Who takes part, and what each of them saves.
type SavingPart = (Fraction, Fraction);

/// Energy saved in some years: a share of what the baseline has.
///
/// # Errors
/// Two actions of one name.
pub fn energy_saving(measure: &str, years: &BTreeSet<Year>, actions: &[SavingAction]) -> Result<Change> {
    if let Some((_, name)) = first_twice(actions.iter().map(|action| action.name.as_str())) {
        return Err(twice(name));
    }
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    let mut multiplied = false;
    for year in years {
        // Who takes part and what each saves, on each activity in turn.
        let mut on: BTreeMap<(&str, Option<&str>), Vec<SavingPart>> = BTreeMap::new();
        for action in actions {
            let participation = action.uptake.share_of(*year)?;
            if !participation.is_zero() && !action.saving.is_zero() {
                on.entry((&action.code, action.place.as_deref())).or_default().push((participation, action.saving));
            }
        }
        for ((code, place), parts) in on {
            multiplied |= parts.len() > 1;
            change.shares.push(ShareChange::new(*year, code, together(&parts)?).with_place(place.map(str::to_owned)));
        }
    }
    change.notes = vec![Note::ShareOfBaseline {}, Note::ReboundLeftOut {}];
    if multiplied {
        change.notes.push(Note::SavingsMultiply {});
    }
    if actions.iter().any(|action| action.uptake.stays()) {
        change.notes.push(Note::SavingsStay {});
    }
    change.notes.extend(actions.iter().map(|action| Note::SavingStated {
        name: action.name.clone(),
        saving: action.saving,
        code: action.code.clone(),
        source: action.source.clone(),
    }));
    Ok(change)
}

/// Several actions on one activity as one act: what is left of each is what the next acts on.
fn together(parts: &[(Fraction, Fraction)]) -> Result<ShareAct> {
    if let [(participation, saving)] = parts {
        return Ok(ShareAct::Avoided { participation: *participation, saving: *saving });
    }
    let left = parts.iter().try_fold(Ratio::ONE, |left, (participation, saving)| {
        left.checked_mul(participation.checked_mul(*saving)?.complement()?.number())
    })?;
    Ok(ShareAct::Avoided { participation: Fraction::ONE, saving: Fraction::new(left.complement()?.reduced())? })
}
