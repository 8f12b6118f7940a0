//! Methane of rice fields (GPC V.3).
//!
//! ```text
//! CH4 = Σ A · t · EFc · SFw · SFp · SFo · SFs          SFo = (1 + Σ ROA · CFOA)^0.59
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | A | area harvested in the year: a field with two harvests counts twice | m2 |
//! | t | days from planting to harvest | 1 |
//! | `EFc` | CH4 of an area and day, flooded throughout, without organic amendments | kg/m2 |
//! | `SFw`, `SFp` | water during the cultivation, and before it | 1 |
//! | ROA | organic amendment applied for each crop: straw dry, all else fresh | t/ha |
//! | CFOA | the amendment compared with straw shortly before planting | kg/kg |
//! | `SFs` | soil and variety, where a value is known (eq. 5.2: "if available") | 1 |
//!
//! Source: IPCC 2006 Guidelines and 2019 Refinement, vol. 4, ch. 5, eq. 5.1 to 5.3; values in tables 5.11 to 5.14. Both editions print
//! one set of equations. The power is computed half-even at 10^-24. Fields that differ in water, season or amendments are fields of their
//! own. N2O of the same fields belongs to managed soils; burnt straw has a method of its own.
//!
//! No row of a ledger says what water and straw a field had, so no activity code counts through this method.

use crate::error::{Message, Result};
use crate::methods::labelled::Labelled;
use crate::methods::{Chain, ChainTerm, Input, Inputs, MethodSpec, Outcome, Output, product};
use crate::quantity::{Amount, Area, Coefficient, Mass, Ratio, Scalar};

const FIELD: &[&str] = &["field"];
const PERIOD: &str = "cultivation-period";
const AMENDMENT_RATE: &str = "amendment-rate";
const CONVERSION: &str = "amendment-conversion-factor";
const SOIL: &str = "soil-variety-factor";

/// No crop takes more days than a leap year has.
const MOST_DAYS: u32 = 366;

/// The power of eq. 5.3, in both editions.
const EXPONENT: (u32, u32) = (59, 100);

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "rice",
    reference: "V.3",
    equation: "IPCC 2006 and 2019, vol. 4, ch. 5, eq. 5.1 to 5.3",
    tiers: "1, 2",
    inputs: &[
        Input::table("area", "ha", FIELD, "area harvested in the year; a field with two harvests counts twice"),
        Input::table(PERIOD, "1", FIELD, "days from planting to harvest of one crop"),
        Input::table("rice-methane-factor", "kg/ha", FIELD, "CH4 of a hectare and day, flooded throughout, without amendments"),
        Input::table("water-regime-factor", "kg/kg", FIELD, "water during the cultivation; 1 where the field is always flooded"),
        Input::table(
            "pre-season-factor",
            "kg/kg",
            FIELD,
            "water before the cultivation; 1 where the field was dry for a short time",
        ),
        Input::table(
            AMENDMENT_RATE,
            "t/ha",
            &["field", "amendment"],
            "organic amendment of one crop: straw dry, all else fresh; 0 where there is none",
        ),
        Input::maybe_table(CONVERSION, "kg/kg", &["amendment"], "the amendment compared with straw shortly before planting")
            .with(&[AMENDMENT_RATE]),
        Input::maybe_table(SOIL, "kg/kg", FIELD, "soil and variety; 1 if left out (IPCC 2006, vol. 4, ch. 5, eq. 5.2)")
            .without_rows(),
    ],
    results: &[Output::table("amendment-factor", "1", FIELD), Output::table("CH4", "kg", FIELD)],
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let areas = Labelled::<Amount<Area, N>>::amounts(inputs, "area", "field")?;
    let numbers = |name| Labelled::numbers(inputs, name, "field")?.known(&areas);
    let days = numbers(PERIOD)?.turned(|_, days| of_one_crop(days))?;
    let water = numbers("water-regime-factor")?;
    let (before, soil) = (numbers("pre-season-factor")?, numbers(SOIL)?.all_or_none(&areas)?);
    let factors = Labelled::coefficients(inputs, "rice-methane-factor", "field")?.known(&areas)?;
    let applied = inputs.coefficients::<Mass, Area>(AMENDMENT_RATE)?;
    let amendments = Labelled::grouped(&applied, AMENDMENT_RATE, "amendment", |_| Ok(()))?;
    let conversions = Labelled::numbers(inputs, CONVERSION, "amendment")?.known(&amendments)?;
    let applied = Labelled::grouped(&applied, AMENDMENT_RATE, "field", |row| {
        Ok(OrganicAmendment { rate: row.value, conversion: conversions.need(row.label("amendment"))? })
    })?
    .known(&areas)?
    .all_or_none(&areas)?;
    let mut outcome = Outcome::new();
    for (field, area) in areas.iter() {
        let crop = RiceCrop {
            days: days.need(field)?,
            factor: factors.need(field)?,
            water: water.need(field)?,
            before: before.need(field)?,
            amendments: amendment_factor(applied.all(field))?,
            soil: soil.get(field).unwrap_or(N::ONE),
        };
        let labels = [("field", field)];
        outcome = outcome.with_number("amendment-factor", None, &labels, crop.amendments).with_labels(
            "CH4",
            None,
            &labels,
            crop.methane(area)?,
        );
    }
    Ok(outcome)
}

/// Refuses less than a day, and the days of several crops added up.
fn of_one_crop<N: Scalar>(days: N) -> Result<N> {
    if days.compare(N::constant(MOST_DAYS, 1)?)?.is_gt() || days.compare(N::ONE)?.is_lt() {
        let (low, high) = ("1".into(), MOST_DAYS.to_string().into());
        return Err(Message::NotPossible { value: days.shown().into(), parameter: PERIOD.into(), low, high }.of(PERIOD).into());
    }
    Ok(days)
}

/// An organic amendment of one crop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrganicAmendment<N = Ratio> {
    /// How much of it: straw dry, all else fresh.
    pub rate: Coefficient<Mass, Area, N>,
    /// Compared with straw shortly before planting.
    pub conversion: N,
}

/// `SFo`: what all amendments of a crop do together; 1 where there is none.
///
/// ```
/// use citycarbon::methods::agriculture::rice::{OrganicAmendment, amendment_factor};
/// use citycarbon::quantity::{Area, Coefficient, Mass, Ratio};
/// // 5 t of straw on a hectare shortly before planting: 6^0.59.
/// let rate = Coefficient::from_parts(Mass::tonnes(5), Area::hectares(1))?;
/// let straw = OrganicAmendment { rate, conversion: Ratio::ONE };
/// assert_eq!(amendment_factor(&[straw])?.evaluate()?.value().to_string(), "2.878122255372431872872369");
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn amendment_factor<N: Scalar>(amendments: &[OrganicAmendment<N>]) -> Result<N> {
    let all = N::sum(amendments.iter().map(|one| one.rate.number().checked_mul(one.conversion)).collect::<Result<Vec<_>>>()?)?;
    // The power takes t/ha: ten of them are 1 kg/m2.
    let (numerator, denominator) = EXPONENT;
    N::ONE.checked_add(all.checked_mul(N::constant(10, 1)?)?)?.evaluate()?.rational_power(numerator, denominator)
}

/// A crop of rice and its conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RiceCrop<N = Ratio> {
    /// Days from planting to harvest.
    pub days: N,
    /// CH4 of an area and day, flooded throughout, without amendments.
    pub factor: Coefficient<Mass, Area, N>,
    /// Water during the cultivation.
    pub water: N,
    /// Water before it.
    pub before: N,
    /// What [`amendment_factor`] gives.
    pub amendments: N,
    /// Soil and variety.
    pub soil: N,
}

impl<N: Scalar> RiceCrop<N> {
    /// The terms of the equation, in its order.
    pub fn chain(&self) -> Result<Chain<N>> {
        Ok(vec![
            ChainTerm::of(PERIOD, self.days),
            ChainTerm::of("rice-methane-factor", self.factor.number()),
            ChainTerm::of("water-regime-factor", self.water),
            ChainTerm::of("pre-season-factor", self.before),
            ChainTerm::of(AMENDMENT_RATE, self.amendments),
            ChainTerm::of(SOIL, self.soil),
        ])
    }

    /// Methane of an area.
    pub fn methane(&self, area: Amount<Area, N>) -> Result<Amount<Mass, N>> {
        product(area, &self.chain()?)
    }
}
