//! Rice with less methane: fields that are drained, and rice that is grown without soil.
//!
//! ```text
//! fields:      CH4 = A · t · EFc · SFw · SFp · SFo        without: SFw before        with: SFw now
//! hydroponics: A = Q / Y        without: CH4 of A        with: electricity, fuel and nutrients of Q
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | A | area harvested in a full year; of hydroponics, the area of paddy that grows as much | ha |
//! | t | days from planting to harvest | |
//! | `EFc` | CH4 of a hectare and day, flooded throughout | kg/ha |
//! | `SFw`, `SFp`, `SFo` | water during and before the cultivation; organic amendments | |
//! | Q, Y | rice grown in a full year, harvest of a hectare of paddy | t, t/ha |
//!
//! Hydroponics is compared for each tonne of rice, not for each hectare; where the paddy goes on elsewhere, its methane is leakage, by the
//! share that is stated. The result may be below zero.
//!
//! Source: IPCC 2006 Guidelines and 2019 Refinement, vol. 4, ch. 5, eq. 5.1 to 5.3; AMS-III.AU of the CDM by its title.

use super::by_method::{MethodInput, results};
use super::drive::not_a;
use super::plant_energy::{ELECTRIC_USE, ELECTRICITY, EnergyUse, FUEL_CODE, FUEL_TAKEN};
use super::treatment::{IN_SERVICE, NAME, OUTSIDE, OutsideRate, PLACE, refuse_other, refuse_twice};
use super::{Change, GasFlow, Measure, MeasureForm, MeasureSpec, Note, OutsideSaving, Service, Stage};
use crate::activity::Activity;
use crate::error::{Errors, Result};
use crate::forms::{FormInputs, SourcedAmount, SourcedRate};
use crate::gas::Gas;
use crate::methods::agriculture::rice::SPEC as RICE_METHOD;
use crate::methods::{Input, InputKind};
use crate::quantity::{Dimension, Exact, Fraction, Ratio};
use crate::taxonomy::{Category, Year};

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec = MeasureSpec::new(
    "rice",
    "measure.rice",
    "IPCC 2006 and 2019, vol. 4, ch. 5, eq. 5.1 to 5.3; AMS-III.AU of the CDM",
    &[FIELD, HYDROPONICS],
)
.at(Stage::Efficiency)
.following(&["AMS-III.AU"])
.touching(&["V.3", "I.5.2"])
.monitoring(&["area and harvests", "days and drainages of each field", "amendments", "harvest of each hectare"])
.counted_twice_with(&["biochar: straw that is taken off the field is no amendment of it"]);

const FIELD: Input = Input::of_kind(
    "field",
    InputKind::Group(&[NAME, PLACE, IN_SERVICE, AREA, DAYS, FACTOR, WATER_WITHOUT, WATER, BEFORE, AMENDMENT, AMENDED, CONVERSION]),
    "fields whose water is managed in another way",
)
.optional();
const AREA: Input = Input::one("area", "ha", "area harvested in a full year; with two harvests it counts twice").without_rows();
const DAYS: Input = Input::of_kind("days", InputKind::Text, "days from planting to harvest, or a row of the tables");
const FACTOR: Input = Input::of_kind(
    "methane_factor",
    InputKind::Text,
    "CH4 of a hectare and day, flooded throughout (kg/ha), or a row of the tables",
);
const WATER_WITHOUT: Input =
    Input::of_kind("water_without", InputKind::Text, "factor of the water without the measure (kg/kg), or a row of the tables");
const WATER: Input =
    Input::of_kind("water", InputKind::Text, "factor of the water with the measure (kg/kg), or a row of the tables");
const BEFORE: Input =
    Input::of_kind("pre_season", InputKind::Text, "factor of the water before the cultivation (kg/kg), or a row of the tables");
const AMENDMENT: Input = Input::of_kind("amendment", InputKind::Text, "the organic amendment; none where there is none");
const AMENDED: Input = Input::of_kind("amendment_rate", InputKind::Text, "how much of it for each crop (t/ha); 0 t/ha if none");
const CONVERSION: Input =
    Input::of_kind("amendment_factor", InputKind::Text, "it compared with straw (kg/kg), or a row of the tables");
const HYDROPONICS: Input = Input::of_kind(
    "hydroponics",
    InputKind::Group(&[
        NAME,
        PLACE,
        IN_SERVICE,
        HARVEST,
        YIELD,
        CONTINUED,
        DAYS,
        FACTOR,
        WATER_WITHOUT,
        BEFORE,
        AMENDMENT,
        AMENDED,
        CONVERSION,
        ELECTRICITY,
        ELECTRIC_USE,
        FUEL_CODE,
        FUEL_TAKEN,
        OUTSIDE,
    ]),
    "rice that is grown without soil",
)
.optional();
const HARVEST: Input = Input::one("harvest", "t", "rice grown in a full year").without_rows();
const YIELD: Input = Input::one("paddy_yield", "t/ha", "harvest of a hectare of the paddy that it replaces").without_rows();
const CONTINUED: Input =
    Input::of_kind("continued", InputKind::Share, "share of the paddy replaced that goes on, there or elsewhere");

/// Rice with less methane.
#[derive(Clone, Copy, Debug, Default)]
pub struct RiceFields;

impl Measure for RiceFields {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let (fields, houses) = (form.inputs.sections(&FIELD), form.inputs.sections(&HYDROPONICS));
        if fields.is_empty() && houses.is_empty() {
            return Err(form.inputs.missing(&FIELD, form.context.registry).into());
        }
        let mut change = Change { measure: form.title.to_owned(), years: form.years.clone(), ..Change::default() };
        let mut names = Vec::new();
        for group in fields {
            names.push(group.need::<String>(&NAME, form.context.registry)?);
            drained(group, form, &mut change)?;
        }
        refuse_twice(fields, names.iter().map(String::as_str))?;
        let mut names = Vec::new();
        for group in houses {
            names.push(group.need::<String>(&NAME, form.context.registry)?);
            without_soil(group, form, &mut change)?;
        }
        refuse_twice(houses, names.iter().map(String::as_str))?;
        change.notes = vec![Note::RiceLeftOut {}];
        if !change.outside.is_empty() {
            change.notes.push(Note::OutsideOnly {});
        }
        Ok(change)
    }
}

/// CH4 of an area in a full year, by the factor of its water.
fn methane(group: &FormInputs, form: &MeasureForm<'_>, hectares: Ratio, water: &Input) -> Result<Exact, Errors> {
    let registry = form.context.registry;
    let (name, amendment): (String, String) = (group.need(&NAME, registry)?, group.need(&AMENDMENT, registry)?);
    let labels = [("field", name.as_str()), ("amendment", amendment.as_str())];
    let inputs = [
        ("area", MethodInput::Number(hectares, "ha")),
        ("cultivation-period", MethodInput::Key(&DAYS)),
        ("rice-methane-factor", MethodInput::Key(&FACTOR)),
        ("water-regime-factor", MethodInput::Key(water)),
        ("pre-season-factor", MethodInput::Key(&BEFORE)),
        ("amendment-rate", MethodInput::Key(&AMENDED)),
        ("amendment-conversion-factor", MethodInput::Key(&CONVERSION)),
    ];
    Ok(results(&RICE_METHOD, group, form, &labels, &inputs)?.sum("CH4", None)?)
}

fn service(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Service> {
    group.parsed(&IN_SERVICE)?.ok_or_else(|| group.missing(&IN_SERVICE, form.context.registry))
}

/// A flow of CH4 of the fields of a group.
fn flow(group: &FormInputs, form: &MeasureForm<'_>, year: Year, kg: Ratio, what: &str) -> Result<GasFlow> {
    let name: String = group.need(&NAME, form.context.registry)?;
    let source = format!("{name}: {what}: {}", group.source().unwrap_or_default());
    let place: String = group.get(&PLACE).unwrap_or_default();
    Ok(GasFlow::new("V.3".parse::<Category>()?, year, Gas::CH4, kg.evaluate()?.value(), &source).with_place(place))
}

/// Fields whose water is managed in another way.
fn drained(group: &FormInputs, form: &MeasureForm<'_>, change: &mut Change) -> Result<(), Errors> {
    let area: SourcedAmount = group.need(&AREA, form.context.registry)?;
    refuse_other(group, &AREA, &area, Dimension::Area, "ha")?;
    let hectares = Ratio::from(area.amount.in_base()?).checked_div(Ratio::from(Exact::from(10_000_i64)))?;
    let (without, with) = (methane(group, form, hectares, &WATER_WITHOUT)?, methane(group, form, hectares, &WATER)?);
    let service = service(group, form)?;
    for year in form.years {
        let served = service.share_of(*year)?;
        if !served.numerator().is_zero() {
            change.gases.without.push(flow(group, form, *year, served.checked_mul(without)?, "water before")?);
            change.gases.with.push(flow(group, form, *year, served.checked_mul(with)?, "water now")?);
        }
    }
    Ok(())
}

/// Rice that is grown without soil, against paddy that grows as much.
fn without_soil(group: &FormInputs, form: &MeasureForm<'_>, change: &mut Change) -> Result<(), Errors> {
    let registry = form.context.registry;
    let harvest: SourcedAmount = group.need(&HARVEST, registry)?;
    refuse_other(group, &HARVEST, &harvest, Dimension::Mass, "t")?;
    let paddy: SourcedRate = group.need(&YIELD, registry)?;
    let units = (paddy.rate.unit.dimension(), paddy.rate.per_unit.dimension());
    if units != (Dimension::Mass, Dimension::Area) || paddy.rate.value.is_negative() || paddy.rate.value.is_zero() {
        return Err(group.problem(&YIELD, not_a("rate.harvest-of-field", (&paddy.rate).into(), "3 t/ha")).into());
    }
    let square_metres = Ratio::from(harvest.amount.in_base()?).checked_div(paddy.rate.ratio()?)?;
    let hectares = square_metres.checked_div(Ratio::from(Exact::from(10_000_i64)))?;
    let without = methane(group, form, hectares, &WATER_WITHOUT)?;
    let continued: Fraction = group.need(&CONTINUED, registry)?;
    let energy = EnergyUse::read(group, registry, Dimension::Mass)?;
    let outside = OutsideRate::read_all(group, form, Dimension::Mass)?;
    let (service, name): (Service, String) = (service(group, form)?, group.need(&NAME, registry)?);
    let place: String = group.get(&PLACE).unwrap_or_default();
    for year in form.years {
        let served = service.share_of(*year)?;
        if served.numerator().is_zero() {
            continue;
        }
        let replaced = served.checked_mul(without)?;
        change.gases.without.push(flow(group, form, *year, replaced, "paddy replaced")?);
        let goes_on = replaced.checked_mul(continued.number())?;
        change.gases.leakage.push(flow(group, form, *year, goes_on, "paddy that goes on")?);
        energy.add_to(change, |code, role| {
            Activity::new(code, *year, harvest.amount)
                .with_place(&place)
                .with_origin(&format!("{name}: {role}: {}", harvest.source))
                .with_time("part of the year in service", served, &service.to_string())
        })?;
        let grown = served.checked_mul(harvest.amount.in_base()?)?;
        let savings = outside.iter().map(|one| one.saving(*year, Dimension::Mass, grown));
        change.outside.extend(savings.collect::<Result<Vec<OutsideSaving>>>()?);
    }
    Ok(())
}
