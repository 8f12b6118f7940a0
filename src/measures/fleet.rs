//! Electric waste trucks: collection as before, without the diesel.
//!
//! ```text
//! BE[y] = Σᵢ nᵢ · s[y] · Dᵢ · SFCᵢ · (1 − g)^(y − y1)       without: fuel of the trucks replaced
//! PE[y] = Σᵢ nᵢ · s[y] · Dᵢ · (1 + x) · SECᵢ / η             with: electricity at the charger
//! LE[y] = Σᵢ nᵢ · s[y] · Dᵢ · SFCᵢ · k                       leakage: replaced trucks that go on running in the city
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
//! Waste trucks burn much of their fuel standing: a rate for each tonne or day says more than one for each km of the road.
//!
//! Source: the form of AMS-III.C of the CDM (electric and hybrid vehicles; its title and scope were read, not its equations): baseline is the fuel of comparable vehicles for the same service,
//! project the electricity they take with the losses of the network. Its yearly factor of improvement has no value here: what
//! is not stated is not taken off.

use super::drive::{Motor, Takes, check_improvement, check_share, improved};
use super::{Change, Note, Saving, Served, Service, SourcedAmount, SourcedRate, What};
use crate::activity::Activity;
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::quantity::{Dimension, Exact, Money, Ratio, Unit};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

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
    /// How many, and who says so.
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
    pub extra_distance: Option<Ratio>,
    /// Share of the trucks replaced that go on running in the city; none where nothing is known of them.
    pub kept_running: Option<Ratio>,
    /// Prices of energy; none where no money is counted.
    pub prices: Option<Prices>,
}

impl Trucks {
    /// Refuses what one truck cannot do in a year, rates that do not start from it, shares outside 0 to 1.
    pub fn check(&self) -> Result<()> {
        let done = self.work.amount.unit().dimension();
        if !matches!(done, Dimension::VehicleDistance | Dimension::Mass | Dimension::Number) {
            let reason = format!("{}: not what a truck does in a year", self.name);
            let mend = "write it in vkm, in t of waste, or in vehicle-day";
            return Err(Problem::new(ErrorKind::Dimension, &self.work.amount.to_string(), reason, mend).into());
        }
        if let Some(collected) = self.collected.as_ref().filter(|told| told.amount.unit().dimension() != Dimension::Mass) {
            let reason = format!("{}: not an amount of waste", self.name);
            return Err(Problem::new(ErrorKind::Dimension, &collected.amount.to_string(), reason, "write it in t").into());
        }
        if let Some(collected) = self.collected.as_ref().filter(|_| done == Dimension::Mass) {
            let reason = format!("{}: tonnes collected, and the work is tonnes too", self.name);
            return Err(Problem::new(ErrorKind::Conflict, &collected.amount.to_string(), reason, "leave collected out").into());
        }
        let fuel = self.fuel.check(&self.name, done)?;
        self.motor.check(&self.name, done)?;
        self.improvement.as_ref().map_or(Ok(()), |told| check_improvement(&self.name, told))?;
        self.kept_running.map_or(Ok(()), |share| check_share(&self.name, "kept_running", share))?;
        self.extra_distance.map_or(Ok(()), |share| check_share(&self.name, "extra_distance", share))?;
        if let Some(Prices { fuel, electricity }) = &self.prices {
            fuel.money.checked_add(&electricity.money)?;
        }
        for (price, of) in self.prices.iter().flat_map(|prices| [(&prices.fuel, fuel), (&prices.electricity, Dimension::Energy)]) {
            if price.per.dimension() != of {
                let reason = format!("{}: a price for each {}, where {of} is bought", self.name, price.per);
                return Err(
                    Problem::new(ErrorKind::Dimension, price.per.symbol(), reason, "write it like 30 THB/L or 4 THB/kWh").into()
                );
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
            Some(told) => improved(burnt, told, self.service.age_in(year)),
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
            Some(extra) => done.with_multiplier("distance with that for lost payload", extra.checked_add(Ratio::ONE)?, &self.name),
            None => done,
        })
    }

    fn leaks(&self, year: Year) -> Result<Option<Activity>> {
        let kept = self.kept_running.filter(|share| !share.numerator().is_zero());
        kept.map(|share| Ok(self.burnt(year)?.with_multiplier("replaced trucks that go on running", share, &self.name))).transpose()
    }

    /// What they do in a year, in base units of what is asked for; none where that is not stated.
    fn served(&self, what: Dimension, year: Year) -> Result<Option<Ratio>> {
        let told = [Some(&self.work), self.collected.as_ref()];
        let told = told.into_iter().flatten().find(|told| told.amount.unit().dimension() == what);
        told.map(|told| self.done("", year, told)?.base_amount()).transpose()
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
const SERVED: [(Dimension, What, i64); 3] = [
    (Dimension::VehicleDistance, What::VehicleDistance {}, 1),
    (Dimension::Mass, What::Collected {}, 1000),
    (Dimension::Number, What::VehicleDays {}, 1),
];

/// Electric waste trucks in some years: without them the same service burns fuel.
///
/// # Errors
/// Units that do not fit, shares outside 0 to 1, two groups of one name, prices in two currencies.
pub fn waste_trucks(measure: &str, years: &BTreeSet<Year>, groups: &[Trucks]) -> Result<Change> {
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    let mut names = BTreeSet::new();
    for trucks in groups {
        trucks.check()?;
        if !names.insert(&trucks.name) {
            let problem = Problem::new(ErrorKind::Double, &trucks.name, "two groups of trucks of one name", "give each its own");
            return Err(problem.into());
        }
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
            change.with.push(trucks.with(*year)?);
            change.leakage.extend(trucks.leaks(*year)?);
            if let Some(money) = trucks.saved(*year)?.filter(|_| priced) {
                saved = Some(saved.map_or(Ok(money.clone()), |sum| sum.checked_add(&money))?);
            }
        }
        change.savings.extend(saved.map(|money| Saving::new(*year, What::Energy {}, money)));
    }
    change.notes = notes(groups, priced);
    Ok(change)
}

impl Trucks {
    fn states(&self, what: Dimension) -> bool {
        let told = [Some(&self.work), self.collected.as_ref()];
        told.into_iter().flatten().any(|told| told.amount.unit().dimension() == what)
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
    notes
}

impl Price {
    /// `30.94 THB/L` at the prices of a year.
    ///
    /// # Errors
    /// Anything else; a price below zero.
    pub fn parse(text: &str, price_year: u16) -> Result<Self> {
        let refused = || Error::from(Problem::new(ErrorKind::Unit, text, "not a price", "write it like 30.94 THB/L"));
        let (number, units) = text.split_once(' ').ok_or_else(refused)?;
        let (currency, per) = units.split_once('/').ok_or_else(refused)?;
        let number: Exact = number.parse()?;
        if number.is_negative() {
            return Err(Problem::new(ErrorKind::Negative, text, "a price below zero", "write what it costs").into());
        }
        Ok(Self { money: Money::new(number, currency, price_year)?, per: per.parse()? })
    }
}
