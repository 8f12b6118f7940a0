//! Plants that treat waste: what they take, what becomes of it with them and would have become without, their residue, way and energy.
//!
//! ```text
//! without: Σ W · s · aⱼ        with: Σ W · s · (bⱼ + rⱼ)        elsewhere: Σ W · s · d · u
//! ```
//!
//! W is the waste of a full year, wet, s the part of the year in service; the other symbols are those of
//! [separation](super::waste_separation).

use super::disposal::{CODE, EXTRA_DISTANCE, FUEL_USE, Fate, Haul, TREATMENT, at, decay, fate, none_inside};
use super::drive::{first_twice, not_a, twice};
use super::plant_energy::EnergyUse;
use super::{Change, MeasureForm, Note, OutsideSaving, Served, Service, ServiceUnit};
use crate::activity::Activity;
use crate::error::{Error, Result};
use crate::forms::{FormInputs, SourcedAmount, SourcedRate};
use crate::gas::Substance;
use crate::methods::{CodeClass, Input, InputKind};
use crate::quantity::{Dimension, Exact, Fraction, Ratio};
use crate::taxonomy::Year;

pub(super) const NAME: Input = Input::of_kind("name", InputKind::Text, "the name of the group");
pub(super) const PLACE: Input = Input::of_kind("place", InputKind::Place, "the district").optional();
pub(super) const IN_SERVICE: Input = Input::of_kind("in_service", InputKind::Text, "days in service, such as 2024-09-01");
pub(super) const WASTE: Input = Input::one("waste", "t", "waste taken in a full year, wet").without_rows();
pub(super) const WITHOUT: Input =
    Input::of_kind("without", InputKind::Free, "what would have become of the waste: codes with their shares");
pub(super) const WITH: Input = Input::of_kind("with", InputKind::Free, "how the waste is treated: codes with their shares");
pub(super) const RESIDUE: Input = Input::of_kind("residue", InputKind::Free, "the residue after treatment").optional();
pub(super) const TRANSPORT: Input =
    Input::of_kind("transport", InputKind::Section(&[CODE, EXTRA_DISTANCE, FUEL_USE]), "the extra distance to the treatment")
        .optional();
pub(super) const OUTSIDE: Input =
    Input::of_kind("outside", InputKind::Group(&[WHAT, GAS, AMOUNT]), "what is avoided outside the city").optional();
const WHAT: Input = Input::of_kind("what", InputKind::Text, "what is avoided");
const GAS: Input = Input::of_kind("gas", InputKind::Text, "the gas, or CO2e with its GWP set, such as CO2e (AR5)");
const AMOUNT: Input = Input::one("amount", "kg/t, kg/kg", "how much of the gas for each unit of what is taken").without_rows();

/// The keys of a plant that treats waste, with its own after those of the waste: every kind of plant has these.
macro_rules! plant_keys {
    ($($own:expr),* $(,)?) => {{
        use $crate::measures::plant_energy as energy;
        use $crate::measures::treatment as plant;
        &[
            plant::NAME,
            plant::PLACE,
            plant::IN_SERVICE,
            plant::WASTE,
            plant::WITHOUT,
            $($own,)*
            plant::RESIDUE,
            plant::TRANSPORT,
            energy::ELECTRICITY,
            energy::ELECTRIC_USE,
            energy::FUEL_CODE,
            energy::FUEL_TAKEN,
            energy::DISPLACES,
            energy::POWER_USED,
            energy::EXPORT_DISPLACES,
            energy::POWER_EXPORTED,
            energy::HEAT_DISPLACES,
            energy::HEAT,
            energy::BOILER,
            plant::OUTSIDE,
        ]
    }};
}
pub(super) use plant_keys;

/// What is avoided outside the city for each unit of what a plant takes or makes.
#[derive(Clone, Debug)]
pub(super) struct OutsideRate {
    what: String,
    substance: Substance,
    rate: SourcedRate,
}

impl OutsideRate {
    /// All that a group states, for each unit of an amount of a dimension.
    pub(super) fn read_all(group: &FormInputs, form: &MeasureForm<'_>, of: Dimension) -> Result<Vec<Self>> {
        let registry = form.context.registry;
        let one = |section: &FormInputs| {
            let rate: SourcedRate = section.need(&AMOUNT, registry)?;
            if !rate.rate.conversion_from(of).is_ok_and(|(_, to)| to == Dimension::Mass) {
                return Err(section.problem(&AMOUNT, not_a("rate.gas-of-plant", (&rate.rate).into(), "50 kg/t")));
            }
            let substance = section.parsed(&GAS)?.ok_or_else(|| section.missing(&GAS, registry))?;
            Ok(Self { what: section.need(&WHAT, registry)?, substance, rate })
        };
        group.sections(&OUTSIDE).iter().map(one).collect()
    }

    /// What is avoided in a year, of an amount in base units.
    pub(super) fn saving(&self, year: Year, of: Dimension, amount: Ratio) -> Result<OutsideSaving> {
        let (ratio, _) = self.rate.rate.conversion_from(of)?;
        let kg = amount.checked_mul(ratio)?.evaluate()?.value();
        Ok(OutsideSaving::new(year, &self.what, self.substance, kg, &self.rate.source))
    }
}

/// A plant, or a programme, that takes waste.
#[derive(Clone, Debug)]
pub(super) struct TreatmentPlant {
    /// Its name; each has its own.
    pub(super) name: String,
    /// The place; empty for the city as a whole.
    pub(super) place: String,
    /// Days in service.
    pub(super) service: Service,
    /// Wet waste of a full year.
    pub(super) waste: SourcedAmount,
    /// What would have become of the waste.
    pub(super) without: Fate,
    /// How it is treated.
    pub(super) with: Fate,
    /// What comes back of it.
    pub(super) residue: Fate,
    /// Its energy.
    pub(super) energy: EnergyUse,
    haul: Option<Haul>,
    outside: Vec<OutsideRate>,
}

impl TreatmentPlant {
    /// A group, as a form states it; the codes of its treatment are of a class.
    pub(super) fn read(group: &FormInputs, form: &MeasureForm<'_>, class: CodeClass, before: CodeClass) -> Result<Self> {
        let registry = form.context.registry;
        let name: String = group.need(&NAME, registry)?;
        let waste: SourcedAmount = group.need(&WASTE, registry)?;
        refuse_other(group, &WASTE, &waste, Dimension::Mass, "t")?;
        let with = group.has(&WITH).then(|| shares(group, form, &WITH, class, &name)).transpose()?;
        let residue = group.has(&RESIDUE).then(|| shares(group, form, &RESIDUE, TREATMENT, &name)).transpose()?;
        Ok(Self {
            place: group.get(&PLACE).unwrap_or_default(),
            service: group.parsed(&IN_SERVICE)?.ok_or_else(|| group.missing(&IN_SERVICE, registry))?,
            waste,
            without: shares(group, form, &WITHOUT, before, &name)?,
            with: with.unwrap_or_default(),
            residue: residue.unwrap_or_default(),
            energy: EnergyUse::read(group, registry, Dimension::Mass)?,
            haul: group.sections(&TRANSPORT).first().map(|section| Haul::read(section, form)).transpose()?,
            outside: OutsideRate::read_all(group, form, Dimension::Mass)?,
            name,
        })
    }

    /// The part of a year that it is in service; none where it is not.
    pub(super) fn served(&self, year: Year) -> Result<Option<Ratio>> {
        Ok(Some(self.service.share_of(year)?).filter(|share| !share.numerator().is_zero()))
    }

    /// Wet waste of a year, in kg.
    pub(super) fn kilograms(&self, year: Year) -> Result<Ratio> {
        self.service.share_of(year)?.checked_mul(self.waste.amount.in_base()?)
    }

    /// The waste of a year as activity of a code.
    fn activity(&self, code: &str, year: Year, served: Ratio, role: &str) -> Activity {
        Activity::new(code, year, self.waste.amount)
            .with_place(&self.place)
            .with_origin(&format!("{}: {role}: {}", self.name, self.waste.source))
            .with_time("part of the year in service", served, &self.service.to_string())
    }

    fn add_to(&self, change: &mut Change, year: Year, served: Ratio) -> Result<()> {
        let parts = |fate: &Fate, role: &str| -> Vec<Activity> {
            let some = fate.ways.iter().filter(|(_, share)| !share.is_zero());
            let part = |(code, share): (&String, &Fraction)| {
                self.activity(code, year, served, role).with_multiplier(role, share.number(), &fate.source)
            };
            some.map(part).collect()
        };
        change.without.extend(parts(&self.without, "share without the measure"));
        change.with.extend(parts(&self.with, "share treated"));
        change.with.extend(parts(&self.residue, "residue"));
        if let Some(haul) = &self.haul {
            change.leakage.push(haul.of(self.activity(&haul.code, year, served, "extra way")));
        }
        self.energy.add_to(change, |code, role| self.activity(code, year, served, role))?;
        let kilograms = self.kilograms(year)?;
        for outside in &self.outside {
            change.outside.push(outside.saving(year, Dimension::Mass, kilograms)?);
        }
        Ok(())
    }

    fn notes(&self) -> impl Iterator<Item = Note> {
        let before = self.without.uncounted.clone().map(|reason| Note::UncountedBefore {
            name: self.name.clone(),
            rest: self.without.rest(),
            reason,
        });
        let after = self.with.uncounted.clone().map(|reason| Note::UncountedAfter {
            name: self.name.clone(),
            rest: self.with.rest(),
            reason,
        });
        before.into_iter().chain(after)
    }
}

/// Refuses an amount of another dimension.
pub(super) fn refuse_other(group: &FormInputs, input: &Input, stated: &SourcedAmount, wanted: Dimension, unit: &str) -> Result<()> {
    let own = stated.amount.unit();
    if own.dimension() == wanted {
        return Ok(());
    }
    Err(group.problem(input, own.refused_for(wanted, None, Some(unit)).with_value(&stated.amount.to_string())))
}

/// Codes with their shares at a key; of residue they may be less than a whole.
pub(super) fn shares(group: &FormInputs, form: &MeasureForm<'_>, input: &Input, class: CodeClass, name: &str) -> Result<Fate> {
    let section = group.free(input).ok_or_else(|| group.missing(input, form.context.registry))?;
    let (fate, inner) = fate(form, section, class)?;
    none_inside(&inner)?;
    fate.check(name, input.name == RESIDUE.name).map_err(|error| at(section.at(), error.into_problem()))?;
    Ok(fate)
}

/// Refuses two groups of one name.
pub(super) fn refuse_twice<'a>(groups: &[FormInputs], names: impl IntoIterator<Item = &'a str>) -> Result<()> {
    match first_twice(names) {
        Some((at, name)) => Err(groups.get(at).map_or_else(|| twice(name), |group| group.placed(NAME.name, twice(name)))),
        None => Ok(()),
    }
}

/// A reference at a key, which must be within a sub-sector.
pub(super) fn reference(
    group: &FormInputs,
    form: &MeasureForm<'_>,
    input: &Input,
    within: &str,
) -> Result<crate::taxonomy::Category> {
    let found: crate::taxonomy::Category = group.parsed(input)?.ok_or_else(|| group.missing(input, form.context.registry))?;
    if found.is_within(within) {
        return Ok(found);
    }
    let (value, method, references) = ((&found).into(), form.title.into(), within.into());
    Err(group.problem(input, crate::error::Message::ReferenceOfOtherMethod { value, method, references }))
}

/// What plants change in the years of a form.
pub(super) fn treated(form: &MeasureForm<'_>, plants: &[TreatmentPlant]) -> Result<Change> {
    let mut change = Change { measure: form.title.to_owned(), years: form.years.clone(), ..Change::default() };
    change.decay = decay(form)?;
    for year in form.years {
        let mut kilograms = Ratio::ZERO;
        for plant in plants {
            if let Some(served) = plant.served(*year)? {
                plant.add_to(&mut change, *year, served)?;
                kilograms = kilograms.checked_add(plant.kilograms(*year)?)?;
            }
        }
        let tonnes = kilograms.checked_div(Ratio::from(Exact::from(1000_i64)))?.reduced();
        change.served.push(Served::new(*year, ServiceUnit::Treated {}, tonnes));
    }
    change.notes = notes(form, plants, &change)?;
    Ok(change)
}

fn notes(form: &MeasureForm<'_>, plants: &[TreatmentPlant], change: &Change) -> Result<Vec<Note>> {
    let mut notes = Vec::new();
    let mut landfilled = false;
    for code in plants.iter().flat_map(|plant| plant.without.ways.keys().chain(plant.residue.ways.keys())) {
        landfilled |= form.context.catalogue.find(code)?.iter().any(|rule| rule.category.is_within("III.1"));
    }
    if landfilled {
        notes.push(Note::Commitment {});
        notes.push(match &change.decay {
            Some(decay) => Note::YearlyEffect { climate: decay.climate.clone(), month: decay.start_month },
            None => Note::NoYearlyEffect {},
        });
    }
    if plants.iter().any(|plant| plant.haul.is_none()) {
        notes.push(Note::NoExtraWay {});
    }
    notes.extend(energy_notes(change));
    notes.extend(plants.iter().flat_map(TreatmentPlant::notes));
    Ok(notes)
}

/// Notes of electricity that is displaced and sent out, and of what is avoided outside.
pub(super) fn energy_notes(change: &Change) -> impl Iterator<Item = Note> {
    let exported = (!change.exported.is_empty()).then_some(Note::RoofsExport {});
    let outside = (!change.outside.is_empty()).then_some(Note::OutsideOnly {});
    exported.into_iter().chain(outside)
}

/// An error of a step of a measure, at its group.
pub(super) fn at_group(group: &FormInputs, error: Error) -> Error {
    match error {
        Error::Cell { .. } | Error::File { .. } => error,
        other => at(group.at(), other.into_problem()),
    }
}
