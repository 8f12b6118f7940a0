//! Rooftop solar: electricity that need not be bought from the grid.
//!
//! ```text
//! EG[y] = C · Y · (1 − d)^(y − y1) · a · s[y]        without: EG[y] of grid electricity        with: auxiliary use only
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | C | capacity | kW |
//! | Y | specific yield of a full first year | kWh/kW |
//! | d | degradation for each year | %/yr |
//! | y1 | the year it goes into service; degradation counts from the year after, and anew where modules are replaced | |
//! | a | availability | |
//! | s | days in service over the days of the year | |
//!
//! What is used on the spot and what is exported add up to what is generated. Only what is used on the spot lowers the purchase, and with it
//! scope 2 and the losses on the way. What is exported is avoided elsewhere: a figure of its own, outside the reduction, without
//! losses. Each kWh weighs as the grid of its own year: a grid that gets cleaner takes from the saving. In an inventory the effect is already in the lower purchase, so that the
//! reduction is never subtracted from it again.
//!
//! Source: the form of AMS-I.F and AMS-I.D of the CDM (own use, feed-in; titles and scope were read, not the equations): baseline is the grid electricity displaced; degradation
//! from the second year and auxiliary use as in project documents under T-VER.

use super::drive::{ELECTRIC, first_twice, not_a, twice};
use super::group::check_hours;
use super::modules::{LIFE, REPLACED, SolarModules, TECHNOLOGY, YIELD_HIGH, YIELD_LOW};
use super::wear::{self, DEGRADATION};
use super::{Change, Measure, MeasureForm, MeasureSpec, Note, Served, Service, ServiceUnit, Stage};
use crate::activity::Activity;
use crate::error::{Error, Errors, Message, Result};
use crate::forms::{FieldError, FormInputs, SourcedAmount, SourcedRate};
use crate::methods::{Input, InputKind};
use crate::quantity::{Dimension, Exact, Fraction, Rate, Ratio};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec =
    MeasureSpec::new("rooftop-solar", "measure.rooftop-solar", "form of AMS-I.F and AMS-I.D of the CDM", &[ROOF])
        .at(Stage::Supply)
        .following(&["AMS-I.F", "AMS-I.D", "ACM0002", "T-VER-S-METH-01-01", "JCM TH_AM001"])
        .touching(&["I.1.2", "I.1.3", "I.2.2", "I.2.3", "I.3.2", "I.3.3"])
        .monitoring(&["electricity after the inverter", "electricity sent to the grid", "auxiliary use"])
        .counted_twice_with(&[
            "grid-factor: a grid that gets cleaner takes from the saving",
            "green-power: a certificate sold cannot be claimed in the market view",
            "the inventory: the purchase of electricity is already lower",
        ]);

const ROOF: Input = Input::of_kind(
    "roof",
    InputKind::Group(&[
        NAME,
        PLACE,
        DISPLACES,
        EXPORT_DISPLACES,
        SELF_USE,
        CAPACITY,
        IN_SERVICE,
        SPECIFIC_YIELD,
        DEGRADATION,
        AVAILABILITY,
        AUXILIARY,
        TECHNOLOGY,
        LIFE,
        REPLACED,
        YIELD_LOW,
        YIELD_HIGH,
    ]),
    "installations of one kind that go into service on one day",
);
const NAME: Input = Input::of_kind("name", InputKind::Text, "the name of the group");
const PLACE: Input = Input::of_kind("place", InputKind::Place, "the district").optional();
const DISPLACES: Input =
    Input::of_kind("displaces", InputKind::Code(ELECTRIC), "activity code of the electricity that is not bought where it is used");
const EXPORT_DISPLACES: Input =
    Input::of_kind("export_displaces", InputKind::Code(ELECTRIC), "activity code of the electricity that the export displaces")
        .optional();
const SELF_USE: Input = Input::of_kind("self_use", InputKind::Share, "share of the electricity generated for own use");
const CAPACITY: Input = Input::one("capacity", "kW", "capacity").without_rows();
const IN_SERVICE: Input = Input::of_kind("in_service", InputKind::Text, "days in service, such as 2024-09-01");
const SPECIFIC_YIELD: Input =
    Input::one("specific_yield", "kWh/kW", "energy for each kW in a full first year").parameters("specific-yield");
const AVAILABILITY: Input = Input::of_kind("availability", InputKind::Share, "share of the time in which it can run");
const AUXILIARY: Input =
    Input::maybe("auxiliary", "kWh/kW", "electricity for data loggers, pumps and standby, for each kW and full year")
        .without_rows();

/// Rooftop solar.
#[derive(Clone, Copy, Debug, Default)]
pub struct RooftopSolar;

impl Measure for RooftopSolar {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let groups = form.inputs.sections(&ROOF);
        let roofs = groups.iter().map(|group| Roof::read(group, form)).collect::<Result<Vec<_>, Errors>>()?;
        if let Some((at, name)) = first_twice(roofs.iter().map(|roof| roof.name.as_str())) {
            let group = groups.get(at).unwrap_or(form.inputs);
            return Err(group.placed(NAME.name, twice(name)).into());
        }
        Ok(rooftop_solar(form.title, form.years, &roofs)?)
    }
}

/// Installations of one kind that go into service on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roof {
    /// Its name; each group has its own.
    pub name: String,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// Who uses what is not exported: an electricity code, `residential.electricity`.
    pub displaces: String,
    /// What is exported displaces this code's electricity; none where nothing is exported.
    pub export_displaces: Option<String>,
    /// Share of what is generated that is used on the spot.
    pub self_use: Fraction,
    /// Capacity, a unit of power.
    pub capacity: SourcedAmount,
    /// Days in service.
    pub service: Service,
    /// kWh for each kW in a full first year.
    pub specific_yield: SourcedRate,
    /// Part of the output lost each year.
    pub degradation: SourcedRate,
    /// Share of the time it is able to run.
    pub availability: Fraction,
    /// Use of loggers, pumps and inverters on standby, for each kW and full year; none where it is not counted.
    pub auxiliary: Option<SourcedRate>,
    /// The modules: how long they serve, and whether others take their place.
    pub modules: SolarModules,
}

impl Roof {
    /// A group, as a form states it.
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self, Errors> {
        let registry = form.context.registry;
        let roof = Self {
            name: group.need(&NAME, registry)?,
            place: group.get(&PLACE).unwrap_or_default(),
            displaces: group.need(&DISPLACES, registry)?,
            export_displaces: group.get(&EXPORT_DISPLACES),
            self_use: group.need(&SELF_USE, registry)?,
            capacity: group.need(&CAPACITY, registry)?,
            service: group.parsed(&IN_SERVICE)?.ok_or_else(|| group.missing(&IN_SERVICE, registry))?,
            specific_yield: group.need(&SPECIFIC_YIELD, registry)?,
            degradation: group.need(&DEGRADATION, registry)?,
            availability: group.need(&AVAILABILITY, registry)?,
            auxiliary: group.get(&AUXILIARY),
            modules: SolarModules::read(group, registry)?,
        };
        roof.check().map_err(|error| group.at_field(error))?;
        Ok(roof)
    }

    /// Refuses an export to nowhere, a yield that is not energy for capacity, rates below zero.
    pub fn check(&self) -> Result<(), FieldError> {
        let name = self.name.as_str();
        if !self.self_use.is_one() && self.export_displaces.is_none() {
            let message = Message::ExportToNowhere { value: (&self.self_use.number()).into() };
            return Err(FieldError::new(&SELF_USE, message.of(name)));
        }
        let capacity = self.capacity.amount.unit();
        if capacity.dimension() != Dimension::Power {
            return Err(FieldError::new(
                &CAPACITY,
                capacity.refused_for(Dimension::Power, None, Some("kW")).with_value(&self.capacity.amount.to_string()),
            ));
        }
        let yields = [Some((&SPECIFIC_YIELD, &self.specific_yield)), self.auxiliary.as_ref().map(|stated| (&AUXILIARY, stated))];
        for (input, stated) in yields.into_iter().flatten() {
            let refused = |message: Message| Err(FieldError::new(input, message.of(name)));
            let units = (stated.rate.unit.dimension(), stated.rate.per_unit.dimension());
            if units != (Dimension::Energy, Dimension::Power) {
                return refused(not_a("rate.yield", (&stated.rate).into(), "1386 kWh/kW"));
            }
            if stated.rate.value.is_negative() || stated.rate.per.is_negative() {
                return refused(Message::BelowZero { value: (&stated.rate).into() });
            }
            // kWh for each kW are hours at full power.
            let hours = || stated.rate.ratio()?.checked_div("1 kWh/kW".parse::<Rate>()?.ratio()?);
            check_hours(input, name, hours().map_err(|error| FieldError::new(input, error))?)?;
        }
        self.modules.check(&SPECIFIC_YIELD, name, &self.specific_yield)?;
        wear::check(name, &self.degradation)
    }

    /// The part of a year in which it serves.
    fn share_of(&self, year: Year) -> Result<Ratio> {
        self.modules.share_of(self.service, year)
    }

    /// What it generates in a year, as electricity of a code.
    fn generated(&self, code: &str, year: Year, share: Fraction) -> Result<Activity> {
        let served = self.share_of(year)?;
        let age = self.modules.age_in(self.service, year);
        let kept = Ratio::from(wear::kept(Some(&self.degradation), age)?);
        let stated = &self.degradation;
        Ok(Activity::new(code, year, self.capacity.amount)
            .with_place(&self.place)
            .with_origin(&format!("{}: {}", self.name, self.capacity.source))
            .with_rate("specific-yield", self.specific_yield.rate, &self.specific_yield.source)
            .with_multiplier("kept after degradation", kept, &format!("{} after {age} years, {}", stated.rate, stated.source))
            .with_multiplier("availability", self.availability.number(), &self.name)
            .with_time("part of the year in service", served, &self.service.to_string())
            .with_multiplier("share", share.number(), &self.name))
    }
}

/// Rooftop solar in some years: without it the city buys what the roofs generate.
///
/// # Errors
/// Units that do not fit, two roofs of one name.
pub fn rooftop_solar(measure: &str, years: &BTreeSet<Year>, roofs: &[Roof]) -> Result<Change> {
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    for roof in roofs {
        roof.check()?;
    }
    if let Some((_, name)) = first_twice(roofs.iter().map(|roof| roof.name.as_str())) {
        return Err(twice(name));
    }
    for year in years {
        let (mut own_use, mut sent_out) = (Ratio::from(Exact::ZERO), Ratio::from(Exact::ZERO));
        for roof in roofs {
            if roof.share_of(*year)?.numerator().is_zero() {
                continue;
            }
            let used = roof.generated(&roof.displaces, *year, roof.self_use)?;
            own_use = own_use.checked_add(used.base_amount()?)?;
            change.without.push(used);
            let exported = roof.self_use.complement()?;
            if let Some(code) = roof.export_displaces.as_ref().filter(|_| !exported.is_zero()) {
                let exported = roof.generated(code, *year, exported)?.with_origin(&format!("{}: exported", roof.name));
                sent_out = sent_out.checked_add(exported.base_amount()?)?;
                change.exported.push(exported);
            }
            if let Some(auxiliary) = &roof.auxiliary {
                let own = Activity::new(&roof.displaces, *year, roof.capacity.amount).with_place(&roof.place);
                let own = own.with_origin(&format!("{}: auxiliary use", roof.name)).with_rate(
                    "auxiliary use",
                    auxiliary.rate,
                    &auxiliary.source,
                );
                change.with.push(own.with_time("part of the year in service", roof.share_of(*year)?, &roof.service.to_string()));
            }
        }
        let mut serve = |what: ServiceUnit, energy: Ratio| {
            change.served.push(Served::new(*year, what, energy.checked_div(Ratio::new(36, 10)?)?));
            Ok::<_, Error>(())
        };
        if sent_out.numerator().is_zero() {
            serve(ServiceUnit::Generated {}, own_use)?;
        } else {
            serve(ServiceUnit::UsedOnSite {}, own_use)?;
            serve(ServiceUnit::Exported {}, sent_out)?;
        }
    }
    change.notes = vec![Note::RoofsLeakage {}, Note::GridDisplaced {}, Note::RoofsInventory {}];
    if !change.exported.is_empty() {
        change.notes.push(Note::RoofsExport {});
    }
    if roofs.iter().any(|roof| roof.auxiliary.is_none()) {
        change.notes.push(Note::NoAuxiliary {});
    }
    change.notes.extend(roofs.iter().flat_map(|roof| roof.modules.notes(&roof.name)));
    Ok(change)
}
