//! Electric waste trucks: collection as before, without the diesel.
//!
//! ```text
//! BE[y] = Σᵢ nᵢ · s[y] · Dᵢ · SFCᵢ · (1 − g)^(y − y1)       without: fuel of the trucks replaced
//! PE[y] = Σᵢ nᵢ · s[y] · Dᵢ · (1 + x) · SECᵢ / η             with: electricity at the charger
//! LE[y] = Σᵢ nᵢ · s[y] · Dᵢ · SFCᵢ · k                       leakage: replaced trucks that keep running in the city
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | n | trucks of one class and age that go into service together | |
//! | s | days in service over the days of the year | |
//! | D | what one truck does in a full year: one number for both sides | vkm, t, vehicle-day |
//! | SFC | fuel taken for it | vkm/L, L/t, L/vehicle-day |
//! | g | improvement of the vehicles bought without the measure; y1 the year it goes into service | %/yr |
//! | x | further distance for the payload that the battery takes | |
//! | SEC | electricity taken for it | kWh/vkm, kWh/t, kWh/vehicle-day |
//! | η | efficiency of the charger; 1 where the charger is what is metered | |
//! | k | share of the replaced trucks that run on in the city | |
//!
//! Waste trucks burn much of their fuel while they stop: a rate for each tonne or day is better than one for each km.
//!
//! Source: the form of AMS-III.C of the CDM (electric and hybrid vehicles; its title and scope were read, not its equations): baseline is the fuel of comparable vehicles for the same service,
//! project the electricity they take with the losses of the network. Its yearly factor of improvement has no value here: what
//! is not stated is not taken off.

use super::drive::{
    EFFICIENCY, ELECTRIC_USE, ELECTRICITY, FUEL, FUEL_USE, IMPROVEMENT, KEPT_RUNNING, METERED, Motor, Takes, check_improvement,
    first_twice, improved, not_a, twice,
};
use super::exhaust::{EURO_CLASS, NOX, PLANT_NOX, PLANT_PM25, PM25, ReplacedExhaust, ReplacedRun, SPEED};
use super::{Change, Measure, MeasureForm, MeasureSpec, Note, Saving, Served, Service, ServiceUnit, Stage, exhaust};
use crate::activity::Activity;
use crate::error::{Errors, Message, Result};
use crate::forms::{FieldError, FormInputs, SourcedAmount, SourcedRate};
use crate::methods::{Input, InputKind};
use crate::quantity::{Dimension, Exact, Fraction, Money, Ratio, Unit};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec =
    MeasureSpec::new("waste-trucks", "measure.waste-trucks", "form of AMS-III.C of the CDM", &[PRICE_YEAR, TRUCKS])
        .at(Stage::Fuel)
        .following(&["AMS-III.C"])
        .touching(&["II.1.1", "II.1.2", "II.1.3"])
        .monitoring(&[
            "list of the vehicles with their days in service",
            "distance, tonnes collected or days of each vehicle",
            "electricity at the charger",
            "fuel of the vehicles that remain",
        ])
        .counted_twice_with(&[
            "rooftop-solar: the power of a roof over the depot is charged once",
            "grid-factor: each kWh weighs as the grid of its year",
        ]);

const PRICE_YEAR: Input = Input::of_kind("price_year", InputKind::Year, "the year of the prices").optional();
const TRUCKS: Input = Input::of_kind(
    "trucks",
    InputKind::Group(&[
        NAME,
        PLACE,
        COUNT,
        IN_SERVICE,
        WORK,
        COLLECTED,
        FUEL,
        FUEL_USE,
        ELECTRICITY,
        ELECTRIC_USE,
        METERED,
        EFFICIENCY,
        IMPROVEMENT,
        EXTRA_DISTANCE,
        KEPT_RUNNING,
        FUEL_PRICE,
        ELECTRICITY_PRICE,
        EURO_CLASS,
        SPEED,
        NOX,
        PM25,
        PLANT_NOX,
        PLANT_PM25,
    ]),
    "trucks of one class and age that are replaced on one day",
);
const NAME: Input = Input::of_kind("name", InputKind::Text, "the name of the group");
const PLACE: Input = Input::of_kind("place", InputKind::Place, "the district").optional();
const COUNT: Input = Input::of_kind("count", InputKind::Count(0), "how many trucks");
const IN_SERVICE: Input = Input::of_kind("in_service", InputKind::Text, "days in service, such as 2024-09-01 to 2029-08-31");
const WORK: Input = Input::one("work", "vkm, t, vehicle-day", "what one truck does in a full year").without_rows();
const COLLECTED: Input = Input::maybe("collected", "t", "waste that one truck collects in a full year");
const EXTRA_DISTANCE: Input =
    Input::of_kind("extra_distance", InputKind::Share, "extra distance because the battery reduces the payload, as a share")
        .optional();
const FUEL_PRICE: Input = Input::of_kind("fuel_price", InputKind::Text, "price of the fuel, such as 30.94 THB/L").optional();
const ELECTRICITY_PRICE: Input =
    Input::of_kind("electricity_price", InputKind::Text, "price of electricity, such as 4.2 THB/kWh").optional();

/// Electric waste trucks.
#[derive(Clone, Copy, Debug, Default)]
pub struct WasteTrucks;

impl Measure for WasteTrucks {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let groups = form.inputs.sections(&TRUCKS);
        let trucks = groups.iter().map(|group| Trucks::read(group, form)).collect::<Result<Vec<_>, Errors>>()?;
        if let Some((at, name)) = first_twice(trucks.iter().map(|trucks| trucks.name.as_str())) {
            let group = groups.get(at).unwrap_or(form.inputs);
            return Err(group.placed(NAME.name, twice(name)).into());
        }
        Ok(waste_trucks(form.title, form.years, &trucks)?)
    }
}

/// The price of a unit of fuel or electricity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// What one unit costs.
    pub money: Money,
    /// The unit.
    pub per: Unit,
}

/// What the energy of both sides costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prices {
    /// Of the fuel of the trucks replaced.
    pub fuel: Price,
    /// Of electricity.
    pub electricity: Price,
}

/// Trucks of one class and age that are replaced on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trucks {
    /// Their name, class and age in it; each group has its own.
    pub name: String,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// How many, and the source.
    pub count: u32,
    /// Who counts them.
    pub source: String,
    /// Days in service of the electric ones.
    pub service: Service,
    /// What one truck does in a full year: vehicle-km, tonnes collected or vehicle-days.
    pub work: SourcedAmount,
    /// Tonnes that one truck collects in a full year, where `work` is not that already.
    pub collected: Option<SourcedAmount>,
    /// Fuel of the trucks replaced.
    pub fuel: Takes,
    /// Electricity of those that replace them.
    pub motor: Motor,
    /// Yearly improvement of the trucks that would be bought without the measure; none where it is not taken off.
    pub improvement: Option<SourcedRate>,
    /// Further distance of the electric trucks, as a share; none where it is not counted.
    pub extra_distance: Option<Fraction>,
    /// Share of the trucks replaced that keep running in the city; none where nothing is known of them.
    pub kept_running: Option<Fraction>,
    /// Prices of energy; none where no money is counted.
    pub prices: Option<Prices>,
    /// What the trucks replaced emit of air pollutants; none where that is not counted.
    #[serde(default)]
    pub exhaust: Option<ReplacedExhaust>,
}

impl Trucks {
    /// A group, as a form states it.
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self, Errors> {
        let registry = form.context.registry;
        let fuel = Takes::read(group, &FUEL, &FUEL_USE, registry)?;
        let trucks = Self {
            name: group.need(&NAME, registry)?,
            place: group.get(&PLACE).unwrap_or_default(),
            count: group.need(&COUNT, registry)?,
            source: group.source().ok_or_else(|| group.problem(&NAME, Message::NoSource))?.to_owned(),
            service: group.parsed(&IN_SERVICE)?.ok_or_else(|| group.missing(&IN_SERVICE, registry))?,
            work: group.need(&WORK, registry)?,
            collected: group.get(&COLLECTED),
            exhaust: ReplacedExhaust::read(group, &fuel.code, form.context)?,
            fuel,
            motor: Motor::read(group, registry)?,
            improvement: group.get(&IMPROVEMENT),
            extra_distance: group.get(&EXTRA_DISTANCE),
            kept_running: group.get(&KEPT_RUNNING),
            prices: Prices::read(group, form)?,
        };
        trucks.check().map_err(|error| group.at_field(error))?;
        Ok(trucks)
    }

    /// Refuses what one truck cannot do in a year, rates that do not start from it, shares outside 0 to 1.
    pub fn check(&self) -> Result<(), FieldError> {
        let name = self.name.as_str();
        let done = self.work.amount.unit().dimension();
        if !matches!(done, Dimension::VehicleDistance | Dimension::Mass | Dimension::Number) {
            let message = not_a("rate.work-of-trucks", (&self.work.amount).into(), "2000 t");
            return Err(FieldError::new(&WORK, message.of(name)));
        }
        if let Some(collected) = &self.collected {
            let unit = collected.amount.unit();
            if unit.dimension() != Dimension::Mass {
                return Err(FieldError::new(
                    &COLLECTED,
                    unit.refused_for(Dimension::Mass, None, Some("t")).with_value(&collected.amount.to_string()),
                ));
            }
            if done == Dimension::Mass {
                let message = Message::CollectedTwice { value: (&collected.amount).into() };
                return Err(FieldError::new(&COLLECTED, message.of(name)));
            }
        }
        let fuel = self.fuel.check(name, &FUEL_USE, done)?;
        self.motor.check(name, done)?;
        self.improvement.as_ref().map_or(Ok(()), |stated| check_improvement(name, stated))?;
        self.exhaust.as_ref().map_or(Ok(()), |exhaust| exhaust.check(name, done, fuel))?;
        let Some(Prices { fuel: fuel_price, electricity }) = &self.prices else { return Ok(()) };
        fuel_price.money.checked_add(&electricity.money).map_err(|error| FieldError::new(&ELECTRICITY_PRICE, error))?;
        for (input, price, of, example) in
            [(&FUEL_PRICE, fuel_price, fuel, "30 THB/L"), (&ELECTRICITY_PRICE, electricity, Dimension::Energy, "4 THB/kWh")]
        {
            if price.per.dimension() != of {
                return Err(FieldError::new(
                    input,
                    Message::OtherPrice { value: price.per.symbol().into(), bought: of.into(), example: example.into() }.of(name),
                ));
            }
        }
        Ok(())
    }

    /// What all of them do in a year.
    fn done(&self, code: &str, year: Year, each: &SourcedAmount) -> Result<Activity> {
        Ok(Activity::new(code, year, each.amount)
            .with_place(&self.place)
            .with_origin(&format!("{}: {}", self.name, each.source))
            .with_multiplier("trucks", Ratio::from(Exact::from(i64::from(self.count))), &self.source)
            .with_time("part of the year in service", self.service.share_of(year)?, &self.service.to_string()))
    }

    fn without(&self, year: Year) -> Result<Activity> {
        let burnt = self.burnt(year)?;
        match &self.improvement {
            Some(stated) => improved(burnt, stated, self.service.age_in(year)),
            None => Ok(burnt),
        }
    }

    /// Fuel of the trucks as they are.
    fn burnt(&self, year: Year) -> Result<Activity> {
        Ok(self.fuel.of(self.done(&self.fuel.code, year, &self.work)?, "use of fuel"))
    }

    fn with(&self, year: Year) -> Result<Activity> {
        let done = self.done(&self.motor.takes.code, year, &self.work)?;
        self.motor.of(match self.extra_distance {
            Some(extra) => {
                done.with_multiplier("distance with that for lost payload", extra.number().checked_add(Ratio::ONE)?, &self.name)
            }
            None => done,
        })
    }

    fn leaks(&self, year: Year) -> Result<Option<Activity>> {
        let kept = self.kept_running.filter(|share| !share.is_zero());
        kept.map(|share| Ok(self.burnt(year)?.with_multiplier("replaced trucks that go on running", share.number(), &self.name)))
            .transpose()
    }

    /// What they do in a year, in base units of what is requested; none where that is not stated.
    fn served(&self, what: Dimension, year: Year) -> Result<Option<Ratio>> {
        let stated = [Some(&self.work), self.collected.as_ref()];
        let stated = stated.into_iter().flatten().find(|stated| stated.amount.unit().dimension() == what);
        stated.map(|stated| self.done("", year, stated)?.base_amount()).transpose()
    }

    /// Money saved in a year: fuel less electricity.
    fn saved(&self, year: Year) -> Result<Option<Money>> {
        let Some(prices) = &self.prices else { return Ok(None) };
        let (fuel, electricity) = (spent(&self.without(year)?, &prices.fuel)?, spent(&self.with(year)?, &prices.electricity)?);
        let money = &prices.fuel.money;
        Money::new(fuel.checked_sub(electricity)?, money.currency(), money.price_year()).map(Some)
    }
}

/// What an amount costs, in the currency of its price.
fn spent(activity: &Activity, price: &Price) -> Result<Exact> {
    let units = activity.base_amount()?.checked_div(Ratio::from(price.per.multiplier()))?;
    Ok(units.checked_mul(price.money.amount())?.evaluate()?.value())
}

/// What service is called in reports, and how many base units make one of it.
const SERVED: [(Dimension, ServiceUnit, i64); 3] = [
    (Dimension::VehicleDistance, ServiceUnit::VehicleDistance {}, 1),
    (Dimension::Mass, ServiceUnit::Collected {}, 1000),
    (Dimension::Number, ServiceUnit::VehicleDays {}, 1),
];

/// Electric waste trucks in some years: without them the same service burns fuel.
///
/// # Errors
/// Units that do not fit, shares outside 0 to 1, two groups of one name, prices in two currencies.
pub fn waste_trucks(measure: &str, years: &BTreeSet<Year>, groups: &[Trucks]) -> Result<Change> {
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    for trucks in groups {
        trucks.check()?;
    }
    if let Some((_, name)) = first_twice(groups.iter().map(|trucks| trucks.name.as_str())) {
        return Err(twice(name));
    }
    // A figure for each tonne has a meaning only where all of them state tonnes.
    let served: Vec<_> =
        SERVED.iter().filter(|(what, ..)| !groups.is_empty() && groups.iter().all(|trucks| trucks.states(*what))).collect();
    let priced = groups.iter().all(|trucks| trucks.prices.is_some());
    for year in years {
        for (dimension, what, base) in &served {
            let done = groups.iter().filter_map(|trucks| trucks.served(*dimension, *year).transpose());
            let sum = done.into_iter().try_fold(Ratio::from(Exact::ZERO), |sum, amount| sum.checked_add(amount?))?;
            change.served.push(Served::new(*year, what.clone(), sum.checked_div(Ratio::from(Exact::from(*base)))?));
        }
        let mut saved: Option<Money> = None;
        for trucks in groups {
            if trucks.service.share_of(*year)?.numerator().is_zero() {
                continue;
            }
            change.without.push(trucks.without(*year)?);
            let with = trucks.with(*year)?;
            if let Some(exhaust) = &trucks.exhaust {
                let (work, fuel) = (&trucks.done("", *year, &trucks.work)?, &trucks.burnt(*year)?);
                exhaust.changes(
                    *year,
                    &ReplacedRun { work, fuel, electricity: &with, kept_running: trucks.kept_running },
                    &mut change,
                )?;
            }
            change.with.push(with);
            change.leakage.extend(trucks.leaks(*year)?);
            if let Some(money) = trucks.saved(*year)?.filter(|_| priced) {
                saved = Some(saved.map_or(Ok(money.clone()), |sum| sum.checked_add(&money))?);
            }
        }
        change.savings.extend(saved.map(|money| Saving::new(*year, ServiceUnit::Energy {}, money)));
    }
    change.notes = notes(groups, priced);
    Ok(change)
}

impl Trucks {
    fn states(&self, what: Dimension) -> bool {
        let stated = [Some(&self.work), self.collected.as_ref()];
        stated.into_iter().flatten().any(|stated| stated.amount.unit().dimension() == what)
    }
}

fn notes(groups: &[Trucks], priced: bool) -> Vec<Note> {
    let any = |holds: fn(&Trucks) -> bool| groups.iter().any(holds);
    let runs_on = any(|trucks| trucks.kept_running.is_some());
    let mut notes = vec![
        if runs_on { Note::TrucksRunOn {} } else { Note::TrucksGone {} },
        Note::TrucksWork {},
        Note::TrucksScopes {},
        Note::GridDrawn {},
        Note::TrucksLeftOut {},
    ];
    if any(|trucks| trucks.extra_distance.is_none()) {
        notes.push(Note::NoExtraDistance {});
    }
    if any(|trucks| trucks.improvement.is_none()) {
        notes.push(Note::TrucksAsBefore {});
    }
    if any(|trucks| trucks.states(Dimension::Mass)) && any(|trucks| !trucks.states(Dimension::Mass)) {
        notes.push(Note::NoTonnes {});
    }
    if any(|trucks| trucks.prices.is_some()) {
        notes.push(if priced { Note::EnergyAlone {} } else { Note::NoPrices {} });
    }
    notes.extend(exhaust::notes(groups.iter().map(|trucks| (trucks.name.as_str(), trucks.exhaust.as_ref())), true));
    notes
}

impl Prices {
    /// Both prices, or none.
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Option<Self>> {
        let given = [&FUEL_PRICE, &ELECTRICITY_PRICE].into_iter().find(|input| group.has(input));
        let Some(given) = given else { return Ok(None) };
        let Some(year) = form.inputs.get(&PRICE_YEAR).map(Year::number) else {
            return Err(group.problem(given, Message::PriceWithoutYear));
        };
        let price = |input: &Input| {
            let text: String = group.need(input, form.context.registry)?;
            Price::parse(&text, year).map_err(|error| group.placed(input.name, error))
        };
        Ok(Some(Self { fuel: price(&FUEL_PRICE)?, electricity: price(&ELECTRICITY_PRICE)? }))
    }
}

impl Price {
    /// `30.94 THB/L` at the prices of a year.
    ///
    /// # Errors
    /// Anything else; a price below zero.
    pub fn parse(text: &str, price_year: u16) -> Result<Self> {
        let refused = || not_a("rate.price", text.into(), "30.94 THB/L");
        let (number, units) = text.split_once(' ').ok_or_else(refused)?;
        let (currency, per) = units.split_once('/').ok_or_else(refused)?;
        let number: Exact = number.parse()?;
        if number.is_negative() {
            return Err(Message::BelowZero { value: text.into() }.into());
        }
        Ok(Self { money: Money::new(number, currency, price_year)?, per: per.parse()? })
    }
}
