//! Biochar of crop residues and rice husk: carbon that is stored in soil, and what the residue would have given off.
//!
//! ```text
//! with: − B · s · C · p · 44/12 + process        without: R · s · b · (EF of CH4, N2O)
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | B, s | biochar put into soil in a full year, dry; part of the year in service | t |
//! | C, p | carbon of each kg of it; share that is left after 100 years | kg/kg |
//! | R | residue that it is made of, dry | t |
//! | b | share of the residue that burns where it is burnt in the field | |
//!
//! Storage holds for mineral soil of cropland and grassland and biochar made above 350 degrees C. Where the residue would have decayed in
//! the air, nothing is avoided: its CO2 is biogenic. Stored carbon is CO2 below zero at V.2, in a figure of its own. Silica, carbon
//! and other products that replace material are outside the city (`[[kiln.outside]]`); storage in a product is not counted.
//!
//! Source: IPCC 2019 Refinement, vol. 4, app. 4, eq. 4Ap.1 (a basis for a future method); IPCC 2006 Guidelines, vol. 4, ch. 2, eq. 2.27.

use super::by_method::{MethodInput, results};
use super::drive::not_a;
use super::plant_energy::{
    BOILER, DISPLACES, ELECTRIC_USE, ELECTRICITY, EXPORT_DISPLACES, EnergyUse, FUEL_CODE, FUEL_TAKEN, HEAT, HEAT_DISPLACES,
    POWER_EXPORTED, POWER_USED,
};
use super::treatment::{IN_SERVICE, NAME, OUTSIDE, OutsideRate, PLACE, energy_notes, refuse_other, refuse_twice};
use super::{Change, GasFlow, Measure, MeasureForm, MeasureSpec, Note, OutsideSaving, Service, Stage};
use crate::activity::Activity;
use crate::error::{Errors, Result};
use crate::forms::{FormInputs, SourcedAmount, SourcedRate};
use crate::gas::Gas;
use crate::methods::agriculture::residue_burning::SPEC as BURNING_METHOD;
use crate::methods::land::biochar::SPEC as STORAGE_METHOD;
use crate::methods::{Input, InputKind};
use crate::quantity::{Dimension, Exact, Ratio};
use crate::taxonomy::{Category, Year};

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec = MeasureSpec::new(
    "biochar",
    "measure.biochar",
    "IPCC 2019, vol. 4, app. 4, eq. 4Ap.1; IPCC 2006, vol. 4, ch. 2, eq. 2.27",
    &[KILN],
)
.at(Stage::Supply)
.following(&["VM0044"])
.touching(&["V.2", "V.3", "I.3.2"])
.monitoring(&["biochar and its dry mass", "its carbon, by a laboratory", "temperature of the kiln", "where it is put"])
.counted_twice_with(&[
    "waste-to-energy: a residue is burnt for energy or made into biochar",
    "credits: stored carbon that is sold cannot be claimed",
]);

const KILN: Input = Input::of_kind(
    "kiln",
    InputKind::Group(&[
        NAME,
        PLACE,
        IN_SERVICE,
        BIOCHAR,
        CARBON,
        PERMANENT,
        PROCESS,
        FIELD,
        ELECTRICITY,
        ELECTRIC_USE,
        FUEL_CODE,
        FUEL_TAKEN,
        DISPLACES,
        POWER_USED,
        EXPORT_DISPLACES,
        POWER_EXPORTED,
        HEAT_DISPLACES,
        HEAT,
        BOILER,
        OUTSIDE,
    ]),
    "plants that make biochar",
);
const BIOCHAR: Input =
    Input::one("biochar", "t", "biochar put into mineral soil in a full year, dry; 0 where none is").without_rows();
const CARBON: Input = Input::of_kind("carbon", InputKind::Text, "carbon of each kg of dry biochar (kg/kg), or a row of the tables");
const PERMANENT: Input =
    Input::of_kind("permanent", InputKind::Text, "share of the carbon left after 100 years (kg/kg), or a row of the tables");
const PROCESS: Input = Input::of_kind("process", InputKind::Section(&[REF, METHANE]), "what the kiln gives off").optional();
const REF: Input = Input::of_kind("ref", InputKind::Text, "the reference of the kiln, such as I.3.1");
const METHANE: Input = Input::one("methane", "kg/t", "CH4 of each tonne of biochar").without_rows();
const FIELD: Input = Input::of_kind(
    "burnt_without",
    InputKind::Section(&[RESIDUES, BURNS, METHANE_FACTOR, NITROUS_OXIDE_FACTOR]),
    "residue that would have been burnt in the field",
)
.optional();
const RESIDUES: Input = Input::one("residues", "t", "residue of a full year, dry").without_rows();
const BURNS: Input = Input::of_kind("burns", InputKind::Text, "share of it that burns (kg/kg), or a row of the tables");
const METHANE_FACTOR: Input = Input::of_kind("methane_factor", InputKind::Text, "CH4 of what burns (g/kg), or a row of the tables");
const NITROUS_OXIDE_FACTOR: Input =
    Input::of_kind("nitrous_oxide_factor", InputKind::Text, "N2O of what burns (g/kg), or a row of the tables");

/// Biochar of residues.
#[derive(Clone, Copy, Debug, Default)]
pub struct Biochar;

impl Measure for Biochar {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let groups = form.inputs.sections(&KILN);
        let kilns = groups.iter().map(|group| BiocharKiln::read(group, form)).collect::<Result<Vec<_>, Errors>>()?;
        refuse_twice(groups, kilns.iter().map(|kiln| kiln.name.as_str()))?;
        let mut change = Change { measure: form.title.to_owned(), years: form.years.clone(), ..Change::default() };
        for year in form.years {
            for kiln in &kilns {
                kiln.add_to(*year, &mut change)?;
            }
        }
        change.notes = vec![Note::BiocharLeftOut {}];
        let notes: Vec<Note> = energy_notes(&change).collect();
        change.notes.extend(notes);
        Ok(change)
    }
}

/// A plant that makes biochar.
#[derive(Clone, Debug)]
struct BiocharKiln {
    name: String,
    place: String,
    service: Service,
    biochar: SourcedAmount,
    /// kg of gases of a full year.
    stored: Exact,
    burnt: Vec<(Gas, Exact)>,
    process: Option<(Category, Ratio)>,
    energy: EnergyUse,
    outside: Vec<OutsideRate>,
}

impl BiocharKiln {
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self, Errors> {
        let registry = form.context.registry;
        let mass = |section: &FormInputs, input: &Input| -> Result<SourcedAmount> {
            let stated: SourcedAmount = section.need(input, registry)?;
            refuse_other(section, input, &stated, Dimension::Mass, "t")?;
            Ok(stated)
        };
        let name: String = group.need(&NAME, registry)?;
        let biochar = mass(group, &BIOCHAR)?;
        let inputs = [
            ("biochar", MethodInput::Number(biochar.amount.in_base()?.into(), "kg")),
            ("biochar-carbon-content", MethodInput::Key(&CARBON)),
            ("biochar-permanent-fraction", MethodInput::Key(&PERMANENT)),
        ];
        let stored = results(&STORAGE_METHOD, group, form, &[("kind", name.as_str())], &inputs)?.sum("stored-co2", None)?;
        let mut burnt = Vec::new();
        for section in group.sections(&FIELD) {
            let inputs = [
                ("residues", MethodInput::Number(mass(section, &RESIDUES)?.amount.in_base()?.into(), "kg")),
                ("combustion-factor", MethodInput::Key(&BURNS)),
                ("methane-factor", MethodInput::Key(&METHANE_FACTOR)),
                ("nitrous-oxide-factor", MethodInput::Key(&NITROUS_OXIDE_FACTOR)),
            ];
            let found = results(&BURNING_METHOD, section, form, &[("crop", name.as_str())], &inputs)?;
            for gas in [Gas::CH4, Gas::N2O] {
                burnt.push((gas, found.sum(gas.name(), None)?));
            }
        }
        let process = group.sections(&PROCESS).first().map(|section| {
            let stated: SourcedRate = section.need(&METHANE, registry)?;
            let each = stated.rate.conversion_from(Dimension::Mass).ok();
            let each = each.filter(|(each, to)| *to == Dimension::Mass && !each.numerator().is_negative());
            let Some((each, _)) = each else {
                return Err(section.problem(&METHANE, not_a("rate.gas-of-plant", (&stated.rate).into(), "20 kg/t")));
            };
            Ok((section.parsed::<Category>(&REF)?.ok_or_else(|| section.missing(&REF, registry))?, each))
        });
        Ok(Self {
            place: group.get(&PLACE).unwrap_or_default(),
            service: group.parsed(&IN_SERVICE)?.ok_or_else(|| group.missing(&IN_SERVICE, registry))?,
            stored,
            burnt,
            process: process.transpose()?,
            energy: EnergyUse::read(group, registry, Dimension::Mass)?,
            outside: OutsideRate::read_all(group, form, Dimension::Mass)?,
            biochar,
            name,
        })
    }

    fn add_to(&self, year: Year, change: &mut Change) -> Result<()> {
        let served = self.service.share_of(year)?;
        if served.numerator().is_zero() {
            return Ok(());
        }
        let flow = |category: Category, gas: Gas, of_year: Ratio, what: &str| -> Result<GasFlow> {
            let kg = of_year.checked_mul(served)?.evaluate()?.value();
            let source = format!("{}: {what}: {}", self.name, self.biochar.source);
            Ok(GasFlow::new(category, year, gas, kg, &source).with_place(self.place.clone()))
        };
        let (storage, fields) = ("V.2".parse::<Category>()?, "V.3".parse::<Category>()?);
        change.gases.with.push(flow(storage, Gas::CO2, self.stored.checked_neg()?.into(), "carbon stored")?);
        for (gas, kg) in &self.burnt {
            change.gases.without.push(flow(fields, *gas, (*kg).into(), "residue burnt in the field")?);
        }
        let kilograms = Ratio::from(self.biochar.amount.in_base()?);
        if let Some((category, each)) = self.process {
            change.gases.with.push(flow(category, Gas::CH4, kilograms.checked_mul(each)?, "kiln")?);
        }
        self.energy.add_to(change, |code, role| {
            Activity::new(code, year, self.biochar.amount)
                .with_place(&self.place)
                .with_origin(&format!("{}: {role}: {}", self.name, self.biochar.source))
                .with_time("part of the year in service", served, &self.service.to_string())
        })?;
        let of_year = kilograms.checked_mul(served)?;
        let savings = self.outside.iter().map(|outside| outside.saving(year, Dimension::Mass, of_year));
        change.outside.extend(savings.collect::<Result<Vec<OutsideSaving>>>()?);
        Ok(())
    }
}
