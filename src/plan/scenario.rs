//! Business as usual: by growth, by drivers, by the Kaya form, or scaled from a national projection.
//!
//! ```text
//! growth:    E[y] = E[y−1] · (1 + g[y])
//! driver:    E[y] = E[b] · (D[y] / D[b])^e
//! Kaya:      E    = people · GDP/person · energy/GDP · CO2e/energy
//! national:  E[y] = E[y−1] · (1 + g_nat[y] · mean(g_local) / mean(g_nat))
//! ```
//!
//! The last is the form of the Korean guideline for local plans (September 2024). It has no meaning where the national mean is zero or of the
//! other sign, and runs away where it is near zero: the first two are refused, for the third the caller states a limit.

use super::act::settled_at;
use crate::error::{Message, PlanFault, Result};
use crate::quantity::{Exact, Mass, Quantity, ROOT_PLACES, Ratio, Scalar as _, rational_power};
use crate::taxonomy::Year;
use std::collections::{BTreeMap, BTreeSet};

/// How much emissions follow a driver: 1 in step with it, 0 not at all. Up to two decimals, zero or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Elasticity {
    hundredths: u16,
}

impl Elasticity {
    /// In step with the driver.
    pub const ONE: Self = Self { hundredths: 100 };

    /// A number of at most two decimals; refused below zero and with more decimals.
    pub fn new(number: Exact) -> Result<Self> {
        if number.is_negative() {
            return Err(Message::BelowZero { value: number.to_string().into() }.into());
        }
        let hundredths = number.checked_mul(Exact::from(100))?;
        let whole = (hundredths.scale() == 0).then(|| hundredths.to_string().parse().ok()).flatten();
        let fault = || Message::Plan { value: Some(number.to_string().into()), fault: PlanFault::ElasticityTooFine }.into();
        whole.map(|hundredths| Self { hundredths }).ok_or_else(fault)
    }

    /// The number that was stated.
    pub fn number(self) -> Exact {
        Exact::new(self.hundredths.into(), 2).unwrap_or(Exact::ONE)
    }

    /// The exponent in lowest terms.
    fn exponent(self) -> (u32, u32) {
        let (mut a, mut b) = (u32::from(self.hundredths), 100_u32);
        while let Some(rest) = a.checked_rem(b) {
            (a, b) = (b, rest);
        }
        let part = |number: u32| number.checked_div(a).unwrap_or(number);
        (part(self.hundredths.into()), part(100))
    }
}

/// What emissions follow: people, GDP, floor area, vehicles, tonnes of waste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioDriver {
    /// What it is, with its unit.
    pub name: String,
    /// Each year, the base year included.
    pub years: BTreeMap<Year, Exact>,
    /// How much emissions follow it.
    pub elasticity: Elasticity,
}

impl ScenarioDriver {
    /// Business as usual of every year of the driver from the base year on, kg CO2e. Exact where the elasticity is a whole number.
    ///
    /// ```
    /// use citycarbon::plan::{Elasticity, ScenarioDriver};
    /// use citycarbon::quantity::{Exact, Mass};
    /// let years = [("2020".parse()?, Exact::from(50)), ("2030".parse()?, Exact::from(55))].into();
    /// let floors = ScenarioDriver { name: "floor area, km2".to_owned(), years, elasticity: Elasticity::ONE };
    /// let usual = floors.project("2020".parse()?, Mass::kilograms(200))?;
    /// assert_eq!(usual[&"2030".parse()?].evaluate()?.value().to_string(), "220");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn project(&self, base_year: Year, base: Mass) -> Result<BTreeMap<Year, Ratio>> {
        let of_base = *self.years.get(&base_year).ok_or_else(|| no_figure(&self.name, base_year))?;
        let (power, root) = self.elasticity.exponent();
        let years = self.years.range(base_year..).map(|(year, driver)| {
            for number in [of_base, *driver] {
                if number.is_zero() || number.is_negative() {
                    return Err(Message::NotAboveZero { value: number.to_string().into() }.into());
                }
            }
            let times = Ratio::new(*driver, of_base)?;
            let grown = if root == 1 {
                (0..power).try_fold(Ratio::ONE, |product, _| product.checked_mul(times).map(Ratio::reduced))?
            } else {
                rational_power(times, power, root)?.into()
            };
            Ok((*year, grown.checked_mul(base.base())?))
        });
        years.collect()
    }
}

/// Beyond this factor from one stated year to the next a driver is worth a second look.
const LEAP: u32 = 3;

impl ScenarioDriver {
    /// Years that follow one another with more than three times, or less than a third of, the figure before: each pair with the factor.
    pub fn leaps(&self) -> Result<Vec<(Year, Year, Ratio)>> {
        let (most, least) = (Ratio::from(Exact::from(LEAP)), Ratio::new(1, LEAP)?);
        let mut found = Vec::new();
        for ((first, before), (last, after)) in self.years.iter().zip(self.years.iter().skip(1)) {
            if before.is_zero() {
                continue;
            }
            let times = Ratio::new(*after, *before)?;
            if times.compare(most)?.is_gt() || times.compare(least)?.is_lt() {
                found.push((*first, *last, times));
            }
        }
        Ok(found)
    }
}

fn no_figure(of: &str, year: Year) -> crate::error::Error {
    Message::Plan { value: Some(of.into()), fault: PlanFault::NoFigureOf { year: year.to_string().into() } }.into()
}

/// The four factors of the Kaya form in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KayaYear {
    /// People.
    pub people: Exact,
    /// GDP for each of them.
    pub gdp_per_person: Ratio,
    /// Energy for each unit of GDP.
    pub energy_per_gdp: Ratio,
    /// kg CO2e for each unit of energy.
    pub co2e_per_energy: Ratio,
}

impl KayaYear {
    /// Their product, kg CO2e.
    pub fn emissions(&self) -> Result<Ratio> {
        let economy = self.gdp_per_person.checked_mul(self.people)?;
        economy.checked_mul(self.energy_per_gdp)?.checked_mul(self.co2e_per_energy)
    }

    /// What each factor was multiplied by since another year, in the order people, GDP, energy, CO2e. Their product is what emissions were
    /// multiplied by.
    pub fn times_since(&self, base: &Self) -> Result<[Ratio; 4]> {
        Ok([
            Ratio::new(self.people, base.people)?,
            self.gdp_per_person.checked_div(base.gdp_per_person)?,
            self.energy_per_gdp.checked_div(base.energy_per_gdp)?,
            self.co2e_per_energy.checked_div(base.co2e_per_energy)?,
        ])
    }
}

/// Growth by a rate of each year: 0.02 for 2 %. Exact as long as it is held in 128 bits, then at 24 digits after the dot. Every year from the base year on, up to the last with a rate; a year without one is refused,
/// and a rate that leaves nothing.
pub fn grow(base_year: Year, base: Mass, rates: &BTreeMap<Year, Ratio>) -> Result<BTreeMap<Year, Ratio>> {
    let mut level: Ratio = base.base().into();
    let mut years = BTreeMap::from([(base_year, level)]);
    let last = rates.last_key_value().map_or(base_year, |(year, _)| *year);
    for year in std::iter::successors(base_year.after(), |year| year.after()).take_while(|year| *year <= last) {
        let rate = rates.get(&year).ok_or_else(|| no_figure("growth", year))?;
        let left = rate.checked_add(Ratio::ONE)?;
        if left.numerator().is_zero() || left.numerator().is_negative() {
            return Err(Message::Plan { value: Some(rate.into()), fault: PlanFault::NothingLeft }.into());
        }
        level = settled_at(level.checked_mul(left)?, ROOT_PLACES)?;
        years.insert(year, level);
    }
    Ok(years)
}

/// The mean yearly growth of a series, outliers left out by name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MeanGrowth {
    /// The mean of the yearly rates, as a share.
    pub rate: Ratio,
    /// The years whose growth against the year before is in it.
    pub years: BTreeSet<Year>,
    /// The years left out, each with its reason.
    pub left_out: BTreeMap<Year, String>,
}

impl MeanGrowth {
    /// The mean over a series. A year left out takes two rates with it: its own and that of the year after, which is measured against it.
    /// Refused: a year that the series does not have, or left out without a reason; a series of which no two neighbouring years are left.
    pub fn of(series: &BTreeMap<Year, Exact>, left_out: &BTreeMap<Year, String>) -> Result<Self> {
        for (year, reason) in left_out {
            let fault = if !series.contains_key(year) {
                PlanFault::LeftOutNotInSeries
            } else if reason.trim().is_empty() {
                PlanFault::LeftOutWithoutReason
            } else {
                continue;
            };
            return Err(Message::Plan { value: Some(year.to_string().into()), fault }.into());
        }
        let (mut sum, mut years) = (Ratio::ZERO, BTreeSet::new());
        for (year, figure) in series.iter().filter(|(year, _)| !left_out.contains_key(year)) {
            let Some((before, earlier)) = year.before().and_then(|before| series.get_key_value(&before)) else { continue };
            if !left_out.contains_key(before) {
                sum = sum.checked_add(Ratio::new(figure.checked_sub(*earlier)?, *earlier)?)?;
                years.insert(*year);
            }
        }
        if years.is_empty() {
            return Err(Message::Plan { value: None, fault: PlanFault::NoGrowthLeft }.into());
        }
        let rate = sum.checked_mul(Ratio::new(1, years.len())?)?.reduced();
        Ok(Self { rate, years, left_out: left_out.clone() })
    }
}

/// Local growth for each unit of national growth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NationalScaling(Ratio);

impl NationalScaling {
    /// The ratio of two mean growths. Refused: a national mean of zero, one of the other sign, a ratio above the limit, above which the
    /// projection says more of the national mean being small than of the city.
    ///
    /// ```
    /// use citycarbon::plan::NationalScaling;
    /// use citycarbon::quantity::{Exact, Ratio};
    /// let (local, limit) = (Ratio::new(3, 100)?, Exact::from(3));
    /// assert!(NationalScaling::new(local, Ratio::new(2, 100)?, limit).is_ok());
    /// let error = NationalScaling::new(local, Ratio::new(-1, 100)?, limit).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "\"0.03\": local mean growth against a national one of -0.01, of the other sign; project the city by its own drivers"
    /// );
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn new(local: Ratio, national: Ratio, limit: Exact) -> Result<Self> {
        let (of_local, of_national) = (local.numerator(), national.numerator());
        let shown = |rate: Ratio| super::target::shown(rate, 6);
        let fault = if of_national.is_zero() {
            PlanFault::NationalGrowthZero
        } else if !of_local.is_zero() && of_local.is_negative() != of_national.is_negative() {
            PlanFault::NationalGrowthTurns { national: shown(national)?.into() }
        } else {
            let ratio = local.checked_div(national)?;
            if ratio.numerator() <= limit.checked_mul(ratio.denominator())? {
                return Ok(Self(ratio.reduced()));
            }
            PlanFault::GrowthRatioAbove { limit: limit.to_string().into() }
        };
        Err(Message::Plan { value: Some(shown(local)?.into()), fault }.into())
    }

    /// The ratio.
    pub fn ratio(self) -> Ratio {
        self.0
    }

    /// Business as usual from the projected national growth of each year, as shares.
    pub fn project(self, base_year: Year, base: Mass, national: &BTreeMap<Year, Ratio>) -> Result<BTreeMap<Year, Ratio>> {
        let scaled: Result<_> = national.iter().map(|(year, rate)| Ok((*year, rate.checked_mul(self.0)?))).collect();
        grow(base_year, base, &scaled?)
    }
}
