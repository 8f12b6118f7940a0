//! Treatment of wastewater: persons whose water goes another way, and loads that a plant measures.
//!
//! ```text
//! persons: without Σ P · s · aⱼ · EFⱼ         with Σ P · s · bᵢ · EFᵢ                       (codes of the pathways)
//! loads:   CH4 = (TOW − S) · Bo · MCF − R     on both sides, each with its own MCF, S and R
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | P, s | persons; part of the year in service | head |
//! | aⱼ, bᵢ | share of them whose water goes way j without the measure, way i with it | |
//! | TOW | organic load of a full year, BOD or COD | kg |
//! | S, R | load that leaves as sludge; CH4 that is recovered and burnt | kg |
//! | Bo, MCF | CH4 that a load can make at most; methane correction factor of the pathway | kg/kg |
//!
//! BOD goes with its own Bo and COD with another. More gas than is generated is rejected. N2O of the effluent is not changed by the capture
//! of gas. Power that a works makes and uses lowers its purchase, which is in stationary energy.
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 6, eq. 6.1 to 6.5; the form of AMS-III.H of the CDM, whose title was read. Its factors for
//! uncertainty are for credits and are not applied.

use super::drive::not_a;
use super::plant_energy::{
    BOILER, DISPLACES, ELECTRIC_USE, ELECTRICITY, EXPORT_DISPLACES, EnergyUse, FUEL_CODE, FUEL_TAKEN, HEAT, HEAT_DISPLACES,
    POWER_EXPORTED, POWER_USED,
};
use super::treatment::{
    IN_SERVICE, NAME, PLACE, WITH, WITHOUT, at_group, energy_notes, reference, refuse_other, refuse_twice, shares,
};
use super::{Change, Fate, GasFlow, Measure, MeasureForm, MeasureSpec, Note, Served, Service, ServiceUnit, Stage};
use crate::activity::Activity;
use crate::error::{Errors, Result};
use crate::forms::{FormInputs, SourcedAmount, SourcedRate};
use crate::gas::Gas;
use crate::methods::recovery::emitted;
use crate::methods::wastewater::organic;
use crate::methods::{CodeClass, Input, InputKind};
use crate::quantity::{Amount, Dimension, Fraction, Mass, Ratio};
use crate::taxonomy::Year;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec = MeasureSpec::new(
    "wastewater",
    "measure.wastewater",
    "IPCC 2006, vol. 5, ch. 6, eq. 6.1 to 6.5; form of AMS-III.H of the CDM",
    &[WORKS, LOAD],
)
.at(Stage::Supply)
.following(&["AMS-III.H", "ACM0014", "AMS-III.I"])
.touching(&["III.4.1", "III.4.2", "I.2.2", "I.4.4"])
.monitoring(&["persons connected", "BOD or COD in and out", "biogas and its methane", "electricity of the works"])
.counted_twice_with(&["sludge: load that leaves as sludge is taken off the water", "the inventory: recovery that it has already"]);

const WORKS: Input = Input::of_kind(
    "works",
    InputKind::Group(&[
        NAME,
        PLACE,
        IN_SERVICE,
        PERSONS,
        WITHOUT,
        WITH,
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
    ]),
    "persons whose wastewater goes another way",
)
.optional();
const PERSONS: Input = Input::one("persons", "head", "persons whose wastewater it is").without_rows();
const LOAD: Input = Input::of_kind(
    "load",
    InputKind::Group(&[
        NAME,
        PLACE,
        IN_SERVICE,
        REF,
        ORGANIC_LOAD,
        CAPACITY,
        MCF_WITHOUT,
        MCF,
        SLUDGE_WITHOUT,
        SLUDGE,
        RECOVERED_WITHOUT,
        RECOVERED,
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
    ]),
    "loads that are treated in another way",
)
.optional();
const REF: Input = Input::of_kind("ref", InputKind::Text, "the reference of the wastewater: III.4.1, III.4.2 or III.4.3");
const ORGANIC_LOAD: Input = Input::one("organic_load", "t", "BOD or COD of a full year").without_rows();
const CAPACITY: Input = Input::one("methane_capacity", "kg/kg", "CH4 that each kg of the load can make at most (Bo)")
    .parameters("methane-producing-capacity");
const MCF_WITHOUT: Input =
    Input::of_kind("correction_without", InputKind::Share, "methane correction factor of the pathway without the measure");
const MCF: Input = Input::of_kind("correction", InputKind::Share, "methane correction factor of the pathway with the measure");
const SLUDGE_WITHOUT: Input = Input::one("sludge_without", "t", "load that leaves as sludge without the measure").without_rows();
const SLUDGE: Input = Input::one("sludge", "t", "load that leaves as sludge with the measure").without_rows();
const RECOVERED_WITHOUT: Input = Input::one("recovered_without", "t", "CH4 recovered and burnt without the measure").without_rows();
const RECOVERED: Input = Input::one("recovered", "t", "CH4 recovered and burnt with the measure").without_rows();

/// Codes of ways of wastewater.
const PATHWAY: CodeClass =
    CodeClass { name: "class.wastewater", example: "wastewater.septic-system", fits: |rule| rule.category.is_wastewater() };

/// Treatment of wastewater.
#[derive(Clone, Copy, Debug, Default)]
pub struct WastewaterTreatment;

impl Measure for WastewaterTreatment {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let (works, loads) = (form.inputs.sections(&WORKS), form.inputs.sections(&LOAD));
        if works.is_empty() && loads.is_empty() {
            return Err(form.inputs.missing(&WORKS, form.context.registry).into());
        }
        let read = works.iter().map(|group| SewageWorks::read(group, form)).collect::<Result<Vec<_>>>()?;
        refuse_twice(works, read.iter().map(|one| one.name.as_str()))?;
        let measured = loads.iter().map(|group| WastewaterLoad::read(group, form)).collect::<Result<Vec<_>>>()?;
        refuse_twice(loads, measured.iter().map(|one| one.name.as_str()))?;
        let mut change = Change { measure: form.title.to_owned(), years: form.years.clone(), ..Change::default() };
        for year in form.years {
            let mut persons = Ratio::ZERO;
            for one in &read {
                persons = persons.checked_add(one.add_to(*year, &mut change)?)?;
            }
            // Figures for each person are of persons only.
            if loads.is_empty() {
                change.served.push(Served::new(*year, ServiceUnit::Connected {}, persons.reduced()));
            }
            for (one, group) in measured.iter().zip(loads) {
                one.add_to(*year, form, &mut change).map_err(|error| at_group(group, error))?;
            }
        }
        change.notes = vec![Note::WastewaterLeftOut {}];
        for one in &read {
            change.notes.extend(one.without.uncounted.clone().map(|reason| Note::UncountedBefore {
                name: one.name.clone(),
                rest: one.without.rest(),
                reason,
            }));
            change.notes.extend(one.with.uncounted.clone().map(|reason| Note::UncountedAfter {
                name: one.name.clone(),
                rest: one.with.rest(),
                reason,
            }));
        }
        let notes: Vec<Note> = energy_notes(&change).collect();
        change.notes.extend(notes);
        Ok(change)
    }
}

/// Days in service of a group.
fn service(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Service> {
    group.parsed(&IN_SERVICE)?.ok_or_else(|| group.missing(&IN_SERVICE, form.context.registry))
}

/// Persons whose water goes another way.
#[derive(Clone, Debug)]
struct SewageWorks {
    name: String,
    place: String,
    service: Service,
    persons: SourcedAmount,
    without: Fate,
    with: Fate,
    energy: EnergyUse,
}

impl SewageWorks {
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self> {
        let registry = form.context.registry;
        let name: String = group.need(&NAME, registry)?;
        let persons: SourcedAmount = group.need(&PERSONS, registry)?;
        refuse_other(group, &PERSONS, &persons, Dimension::Heads, "head")?;
        Ok(Self {
            place: group.get(&PLACE).unwrap_or_default(),
            service: service(group, form)?,
            persons,
            without: shares(group, form, &WITHOUT, PATHWAY, &name)?,
            with: shares(group, form, &WITH, PATHWAY, &name)?,
            energy: EnergyUse::read(group, registry, Dimension::Heads)?,
            name,
        })
    }

    /// Adds a year, and gives the persons served in it.
    fn add_to(&self, year: Year, change: &mut Change) -> Result<Ratio> {
        let served = self.service.share_of(year)?;
        if served.numerator().is_zero() {
            return Ok(Ratio::ZERO);
        }
        let persons = |code: &str, role: &str| {
            Activity::new(code, year, self.persons.amount)
                .with_place(&self.place)
                .with_origin(&format!("{}: {role}: {}", self.name, self.persons.source))
                .with_time("part of the year in service", served, &self.service.to_string())
        };
        for (fate, role, side) in [
            (&self.without, "share without the measure", &mut change.without),
            (&self.with, "share with the measure", &mut change.with),
        ] {
            for (code, share) in fate.ways.iter().filter(|(_, share)| !share.is_zero()) {
                side.push(persons(code, role).with_multiplier(role, share.number(), &fate.source));
            }
        }
        self.energy.add_to(change, persons)?;
        served.checked_mul(self.persons.amount.in_base()?)
    }
}

/// One side of a load: pathway, sludge and gas.
#[derive(Clone, Copy, Debug)]
struct LoadSide {
    correction: Fraction,
    sludge: Amount<Mass>,
    recovered: Amount<Mass>,
}

/// A load that is treated in another way.
#[derive(Clone, Debug)]
struct WastewaterLoad {
    name: String,
    place: String,
    service: Service,
    load: SourcedAmount,
    capacity: Ratio,
    without: LoadSide,
    with: LoadSide,
    energy: EnergyUse,
    category: crate::taxonomy::Category,
}

impl WastewaterLoad {
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self> {
        let registry = form.context.registry;
        let mass = |input: &Input| -> Result<SourcedAmount> {
            let stated: SourcedAmount = group.need(input, registry)?;
            refuse_other(group, input, &stated, Dimension::Mass, "t")?;
            Ok(stated)
        };
        let side = |correction: &Input, sludge: &Input, recovered: &Input| -> Result<LoadSide> {
            Ok(LoadSide {
                correction: group.need(correction, registry)?,
                sludge: Amount::new(mass(sludge)?.amount.in_base()?.into()),
                recovered: Amount::new(mass(recovered)?.amount.in_base()?.into()),
            })
        };
        let capacity: SourcedRate = group.need(&CAPACITY, registry)?;
        let each = capacity.rate.conversion_from(Dimension::Mass).ok();
        let Some((each, Dimension::Mass)) = each.filter(|(each, _)| !each.numerator().is_negative()) else {
            return Err(group.problem(&CAPACITY, not_a("rate.gas-of-plant", (&capacity.rate).into(), "0.25 kg/kg")));
        };
        let (without, with) = (side(&MCF_WITHOUT, &SLUDGE_WITHOUT, &RECOVERED_WITHOUT)?, side(&MCF, &SLUDGE, &RECOVERED)?);
        let load = Self {
            name: group.need(&NAME, registry)?,
            place: group.get(&PLACE).unwrap_or_default(),
            service: service(group, form)?,
            load: mass(&ORGANIC_LOAD)?,
            capacity: each,
            without,
            with,
            energy: EnergyUse::read(group, registry, Dimension::Mass)?,
            category: reference(group, form, &REF, "III.4")?,
        };
        for (side, sludge, recovered) in [(&load.without, &SLUDGE_WITHOUT, &RECOVERED_WITHOUT), (&load.with, &SLUDGE, &RECOVERED)] {
            let generated = load.generated(side).map_err(|error| group.placed(sludge.name, error))?;
            emitted(generated, side.recovered).map_err(|error| group.placed(recovered.name, error))?;
        }
        Ok(load)
    }

    /// CH4 of a full year that a side generates.
    fn generated(&self, side: &LoadSide) -> Result<Amount<Mass>> {
        let factor = organic::factor(self.capacity, side.correction)?;
        organic::methane(Amount::new(self.load.amount.in_base()?.into()), side.sludge, factor)
    }

    fn add_to(&self, year: Year, form: &MeasureForm<'_>, change: &mut Change) -> Result<()> {
        let served = self.service.share_of(year)?;
        if served.numerator().is_zero() {
            return Ok(());
        }
        for (side, flows) in [(&self.without, &mut change.gases.without), (&self.with, &mut change.gases.with)] {
            let methane = emitted(self.generated(side)?, side.recovered)?.checked_mul(served)?;
            let kg = methane.number().evaluate()?.value();
            let source = format!("{}: {}: {}", form.title, self.name, self.load.source);
            flows.push(GasFlow::new(self.category, year, Gas::CH4, kg, &source).with_place(self.place.clone()));
        }
        self.energy.add_to(change, |code, role| {
            Activity::new(code, year, self.load.amount)
                .with_place(&self.place)
                .with_origin(&format!("{}: {role}: {}", self.name, self.load.source))
                .with_time("part of the year in service", served, &self.service.to_string())
        })
    }
}
