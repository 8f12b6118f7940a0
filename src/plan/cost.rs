//! The cost of a measure against the like-for-like alternative, and a portfolio under a budget.
//!
//! ```text
//! CRF(r, n)  = r (1 + r)^n / ((1 + r)^n − 1),   1/n at r = 0
//! yearly     = (I − I_alternative) · CRF + (running − running_alternative) + (fuel − fuel_alternative)
//! net present value = −(I − I_alternative) − sum of the yearly differences / (1 + r)^y
//! ```
//!
//! The alternative is what would be bought otherwise for the same service, not nothing: a diesel truck next to an electric one. Taxes, tariffs
//! and subsidies are in the private view only. Rate, life, currency and year of prices are the caller's; none has a default.

use super::target::{per_cent, shown};
use super::text::PlanText;
use crate::error::{LabelKey, Message, PlanFault, Result};
use crate::quantity::{Exact, Money, Ratio, Scalar as _, power};
use std::cmp::Ordering;

/// The longest life that is discounted.
const LONGEST: u16 = 100;

/// Digits after the dot of a power of one plus the rate.
const POWER_PLACES: u32 = 24;

/// A yearly rate of discount, 0 or more: 0.04 for 4 %. Real where prices are those of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DiscountRate(Exact);

impl DiscountRate {
    /// None: sums are plain sums.
    pub const ZERO: Self = Self(Exact::ZERO);

    /// From a share; refused below zero and above one.
    pub fn new(rate: Exact) -> Result<Self> {
        if rate.is_negative() || rate > Exact::ONE {
            return Err(Message::NotAShare { value: rate.to_string().into() }.into());
        }
        Ok(Self(rate))
    }

    /// The number.
    pub fn number(self) -> Exact {
        self.0
    }

    /// `(1 + r)^years`, at 24 digits after the dot.
    fn grown(self, years: u16) -> Result<Exact> {
        power(Exact::ONE.checked_add(self.0)?, years.into(), POWER_PLACES)
    }

    /// What a year bears of an investment with a life.
    ///
    /// ```
    /// use citycarbon::plan::DiscountRate;
    /// use citycarbon::quantity::{Ratio, Rounding};
    /// assert_eq!(DiscountRate::ZERO.capital_recovery(20)?, Ratio::new(1, 20)?);
    /// let half = DiscountRate::new("0.05".parse()?)?.capital_recovery(10)?;
    /// assert_eq!(half.divided(6, Rounding::HalfEven)?.to_string(), "0.129505");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn capital_recovery(self, life: u16) -> Result<Ratio> {
        if life == 0 || life > LONGEST {
            let fault = PlanFault::NotALife { most: LONGEST };
            return Err(Message::Plan { value: Some(life.to_string().into()), fault }.into());
        }
        if self.0.is_zero() {
            return Ratio::new(1, life);
        }
        let grown = self.grown(life)?;
        Ratio::new(self.0.checked_mul(grown)?, grown.checked_sub(Exact::ONE)?)
    }

    /// The value now of amounts at the end of each year, the first after one year: their sum at a rate of zero.
    pub fn present_value(self, yearly: &[Exact]) -> Result<Ratio> {
        let years = u16::try_from(yearly.len()).ok().filter(|years| *years <= LONGEST).ok_or_else(|| {
            let fault = PlanFault::NotALife { most: LONGEST };
            Message::Plan { value: Some(yearly.len().to_string().into()), fault }
        })?;
        // Over the last power, so that it is divided once.
        let mut sum = Exact::ZERO;
        for (amount, left) in yearly.iter().zip((0..years).rev()) {
            sum = sum.checked_add(amount.checked_mul(self.grown(left)?)?)?;
        }
        Ratio::new(sum, self.grown(years)?)
    }
}

/// What one way of giving a service costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceCost {
    /// To buy and build it.
    pub investment: Money,
    /// To run and repair it for a year, without fuel.
    pub running: Money,
    /// Fuel and electricity of a year, without tax.
    pub fuel: Money,
    /// What it pays in taxes and gets in subsidies and tariffs a year; below zero where it gets more.
    pub transfers: Money,
}

/// Whose costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CostView {
    /// Of all together: taxes and subsidies only change hands.
    Public,
    /// Of the one who pays.
    Private,
}

impl CostView {
    /// What it is called.
    pub fn label(self) -> LabelKey {
        LabelKey::of(match self {
            Self::Public => "cost-view.public",
            Self::Private => "cost-view.private",
        })
    }
}

/// The cost of a measure: its own against that of the alternative that gives the same service, over the same life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraCost {
    measure: ServiceCost,
    alternative: ServiceCost,
    life: u16,
    rate: DiscountRate,
}

/// What a tonne costs, or what the measure is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AbatementCost {
    /// It costs something: money for each tonne of CO2e.
    PerTonne {
        /// The yearly cost.
        yearly: Ratio,
        /// For each tonne.
        each: Ratio,
    },
    /// It saves money. A cost for each tonne below zero looks worse the more is reduced, so the benefit is given instead.
    NetBenefit {
        /// Money saved in a year.
        yearly: Ratio,
    },
}

impl ExtraCost {
    /// Both costs over a life. Refused: amounts in different currencies or at prices of different years, a life of no year.
    pub fn new(measure: ServiceCost, alternative: ServiceCost, life: u16, rate: DiscountRate) -> Result<Self> {
        rate.capital_recovery(life)?;
        let of = |cost: &ServiceCost| [&cost.investment, &cost.running, &cost.fuel, &cost.transfers].map(Clone::clone);
        for amount in of(&measure).iter().chain(&of(&alternative)) {
            measure.investment.checked_add(amount)?;
        }
        Ok(Self { measure, alternative, life, rate })
    }

    /// What it is measured in: nothing of this currency at these prices.
    pub fn money(&self) -> Result<Money> {
        self.measure.investment.checked_mul(Exact::ZERO)
    }

    /// The years it is looked at.
    pub fn life(&self) -> u16 {
        self.life
    }

    /// The rate.
    pub fn rate(&self) -> DiscountRate {
        self.rate
    }

    /// Investment above that of the alternative; below zero where it is cheaper to buy.
    pub fn extra_investment(&self) -> Result<Exact> {
        Ok(self.measure.investment.checked_sub(&self.alternative.investment)?.amount())
    }

    /// Fuel that a year saves, as a plain amount.
    pub fn fuel_saved(&self) -> Result<Exact> {
        Ok(self.alternative.fuel.checked_sub(&self.measure.fuel)?.amount())
    }

    /// What a year costs above the alternative, without the investment.
    fn extra_yearly(&self, view: CostView) -> Result<Exact> {
        let of = |cost: &ServiceCost| {
            let own = cost.running.checked_add(&cost.fuel)?;
            match view {
                CostView::Public => Ok(own),
                CostView::Private => own.checked_add(&cost.transfers),
            }
        };
        Ok(of(&self.measure)?.checked_sub(&of(&self.alternative)?)?.amount())
    }

    /// The cost of a year, its part of the investment included; below zero where it saves money.
    pub fn yearly(&self, view: CostView) -> Result<Ratio> {
        let capital = self.rate.capital_recovery(self.life)?.checked_mul(self.extra_investment()?)?;
        capital.checked_add(self.extra_yearly(view)?.into())
    }

    /// The net present value: above zero where it saves money over its life.
    pub fn net_present_value(&self, view: CostView) -> Result<Ratio> {
        let saved = self.extra_yearly(view)?.checked_neg()?;
        let years = vec![saved; usize::from(self.life)];
        self.rate.present_value(&years)?.checked_add(self.extra_investment()?.checked_neg()?.into())
    }

    /// The cost of a tonne, or the benefit where it saves money, from the tonnes reduced in a year on average. Refused where none is: there
    /// is no cost for each tonne then.
    pub fn abatement(&self, tonnes: Exact, view: CostView) -> Result<AbatementCost> {
        if tonnes.is_zero() || tonnes.is_negative() {
            let fault = PlanFault::NoReduction;
            return Err(Message::Plan { value: Some(tonnes.to_string().into()), fault }.into());
        }
        let yearly = self.yearly(view)?;
        if yearly.numerator().is_negative() {
            return Ok(AbatementCost::NetBenefit { yearly: yearly.checked_mul(Exact::ONE.checked_neg()?)? });
        }
        Ok(AbatementCost::PerTonne { yearly, each: yearly.checked_div(tonnes.into())? })
    }

    /// The same in one line, with currency, year of prices, view, rate and life.
    pub fn line(&self, tonnes: Exact, view: CostView) -> Result<PlanText> {
        let (currency, price_year) =
            (self.measure.investment.currency().to_owned(), self.measure.investment.price_year().to_string());
        let rate = per_cent(self.rate.number().into())?.trim_start_matches('+').to_owned();
        let (view_label, life) = (view.label(), self.life);
        Ok(match self.abatement(tonnes, view)? {
            AbatementCost::PerTonne { each, .. } => {
                PlanText::CostOfTonne { each: shown(each, 2)?, currency, price_year, view: view_label, rate, life }
            }
            AbatementCost::NetBenefit { yearly } => {
                PlanText::BenefitOfYear { yearly: shown(yearly, 2)?, currency, price_year, view: view_label, rate, life }
            }
        })
    }
}

impl AbatementCost {
    /// The better first: what saves money by how much it saves, then what costs money by the cost of a tonne.
    pub fn rank(&self, other: &Self) -> Result<Ordering> {
        match (self, other) {
            (Self::NetBenefit { yearly: a }, Self::NetBenefit { yearly: b }) => b.compare(*a),
            (Self::NetBenefit { .. }, Self::PerTonne { .. }) => Ok(Ordering::Less),
            (Self::PerTonne { .. }, Self::NetBenefit { .. }) => Ok(Ordering::Greater),
            (Self::PerTonne { each: a, .. }, Self::PerTonne { each: b, .. }) => a.compare(*b),
        }
    }
}
