//! Activity: one thing that happened, as a program or a sector model states it.

use crate::error::Result;
use crate::quantity::{Dimension, EnergyBasis, Exact, Rate, Ratio, Reading};
use crate::taxonomy::{Quality, Year};
use serde::{Deserialize, Serialize};

/// One step on the way from what was counted to the amount of the activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Conversion {
    /// What it is: `fuel-economy`, `vehicles`, `in service`.
    pub name: String,
    /// By how much.
    pub by: By,
    /// Where it comes from.
    pub source: String,
}

/// What an amount is turned by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum By {
    /// A rate: km through km/L to litres, kW through kWh/kW to kWh.
    Rate(Rate),
    /// A number with a source: vehicles, a share.
    Number(Ratio),
    /// Days or a part of a year: a number of the calendar, not of a source.
    Time(Ratio),
}

/// An amount of one activity in one year and place: what a row of a ledger says, or what a sector model computes.
///
/// In JSON only code, amount and year are required; a member that it does not have is refused.
///
/// ```
/// use citycarbon::Activity;
/// let diesel: Activity = serde_json::from_str(r#"{"code": "road.diesel-b7", "amount": "1000 litre", "year": 2024}"#).unwrap();
/// assert_eq!(diesel, Activity::new("road.diesel-b7", "2024".parse()?, "1000 litre".parse()?));
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Activity {
    /// A code of the catalogue, such as `road.diesel-b7`.
    pub code: String,
    /// How much, in the unit as written.
    pub amount: Reading,
    /// Whether the amount is net or gross energy of a fuel; none where it does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<EnergyBasis>,
    /// What leads from there to the amount of the activity; nothing where it is that already.
    #[serde(default)]
    pub conversions: Vec<Conversion>,
    /// When.
    pub year: Year,
    /// Where; empty for the city as a whole.
    #[serde(default)]
    pub place: String,
    /// How good the figure is.
    #[serde(default)]
    pub quality: Option<Quality>,
    /// What it comes from: a file, a row, a group of vehicles. It distinguishes two amounts of one activity.
    #[serde(default)]
    pub origin: String,
}

impl Activity {
    /// An amount for the city as a whole, of no stated quality.
    pub fn new(code: &str, year: Year, amount: Reading) -> Self {
        Self {
            code: code.to_owned(),
            amount,
            basis: None,
            conversions: Vec::new(),
            year,
            place: String::new(),
            quality: None,
            origin: String::new(),
        }
    }

    /// The same, of net or gross energy.
    ///
    /// ```
    /// use citycarbon::quantity::EnergyBasis;
    /// use citycarbon::{Activity, Assessor, GwpSet, Year};
    /// let (assessor, year): (_, Year) = (Assessor::shipped("TH".parse()?)?, "2022".parse()?);
    /// let gas = Activity::new("manufacturing.natural-gas", year, "1000 MMBTU".parse()?);
    /// // IPCC 2006: the net energy of natural gas is 0.9 of the gross.
    /// let co2 = |gas: &Activity| -> citycarbon::Result<String> { Ok(assessor.assess_activity(gas)?.lines[0].open_mass()?.evaluate()?.value().to_string()) };
    /// assert_eq!(co2(&gas.clone().with_basis(EnergyBasis::Net))?, "59188.633331982");
    /// assert_eq!(co2(&gas.with_basis(EnergyBasis::Gross))?, "53269.7699987838");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    #[must_use]
    pub fn with_basis(mut self, basis: EnergyBasis) -> Self {
        self.basis = Some(basis);
        self
    }

    /// The same, in a place.
    #[must_use]
    pub fn with_place(mut self, place: &str) -> Self {
        place.clone_into(&mut self.place);
        self
    }

    /// The same, of a quality.
    #[must_use]
    pub fn with_quality(mut self, quality: Quality) -> Self {
        self.quality = Some(quality);
        self
    }

    /// The same, from a file, a row, a group.
    #[must_use]
    pub fn with_origin(mut self, origin: &str) -> Self {
        origin.clone_into(&mut self.origin);
        self
    }

    /// The same, turned by a rate.
    ///
    /// ```
    /// use citycarbon::Activity;
    /// use citycarbon::quantity::Dimension;
    /// let litres = Activity::new("road.diesel-b7", "2024".parse()?, "40000 vkm".parse()?)
    ///     .with_rate("fuel-economy", "2.55 vkm/L".parse()?, "bus study")
    ///     .with_multiplier("buses", "12/1".parse()?, "fleet list");
    /// assert_eq!(litres.dimension()?, Dimension::Volume);
    /// assert_eq!(litres.base_amount()?.evaluate()?.value().to_string(), "188235.294117647059");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    #[must_use]
    pub fn with_rate(mut self, name: &str, rate: Rate, source: &str) -> Self {
        self.conversions.reserve_exact(1);
        self.conversions.push(Conversion { name: name.to_owned(), by: By::Rate(rate), source: source.to_owned() });
        self
    }

    /// The same, so many times.
    #[must_use]
    pub fn with_multiplier(mut self, name: &str, number: Ratio, source: &str) -> Self {
        // A conversion is wide, and most activities have one or two: no space is reserved for others.
        self.conversions.reserve_exact(1);
        self.conversions.push(Conversion { name: name.to_owned(), by: By::Number(number), source: source.to_owned() });
        self
    }

    /// The same, over days or a part of the year.
    #[must_use]
    pub fn with_time(mut self, name: &str, time: Ratio, span: &str) -> Self {
        self.conversions.reserve_exact(1);
        self.conversions.push(Conversion { name: name.to_owned(), by: By::Time(time), source: span.to_owned() });
        self
    }

    /// Each conversion as a ratio of base units, in order, and the dimension it leads to.
    pub fn steps(&self) -> Result<Vec<(&Conversion, Ratio, Dimension)>> {
        let mut dimension = self.amount.unit().dimension();
        let mut steps = Vec::with_capacity(self.conversions.len());
        for conversion in &self.conversions {
            let ratio = match conversion.by {
                By::Number(ratio) | By::Time(ratio) => ratio,
                By::Rate(rate) => {
                    let (ratio, to) = rate.conversion_from(dimension)?;
                    dimension = to;
                    ratio
                }
            };
            steps.push((conversion, ratio, dimension));
        }
        Ok(steps)
    }

    /// What the amount measures once it is converted.
    pub fn dimension(&self) -> Result<Dimension> {
        Ok(self.steps()?.last().map_or(self.amount.unit().dimension(), |(_, _, dimension)| *dimension))
    }

    /// Whether it is below zero once it is converted.
    pub fn is_negative(&self) -> Result<bool> {
        let steps = if self.conversions.is_empty() { Vec::new() } else { self.steps()? };
        let factors = || std::iter::once(self.amount.value()).chain(steps.iter().map(|(_, ratio, _)| ratio.numerator()));
        // A product is below zero where none of its factors is zero and an odd number of them is below.
        Ok(!factors().any(Exact::is_zero) && factors().filter(|factor| factor.is_negative()).count() % 2 == 1)
    }

    /// The amount in base units of [`dimension`](Self::dimension), numerator and denominator separately.
    pub fn base_amount(&self) -> Result<Ratio> {
        let start = Ratio::from(self.amount.in_base()?);
        self.steps()?.into_iter().try_fold(start, |amount, (_, ratio, _)| amount.checked_mul(ratio))
    }
}
