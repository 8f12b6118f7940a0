//! N2O of domestic wastewater: nitrogen in protein, plants, and what reaches water.
//!
//! ```text
//! 2006:  TN = P · protein · 365 · Fnpr · Fnc · Fic          plants = P · T · Fic · EFp
//!        N2O = (TN − Nsludge − plants · 28/44) · EF · 44/28 + plants
//! 2019:  TNⱼ = P · wⱼ · supply · Fpc · 365 · Fnpr · Nhh · Fnc · Ficⱼ
//!        N2O = Σⱼ TNⱼ · EFⱼ · 44/28 + Σⱼ TNⱼ · (1 − remⱼ) · EF · 44/28
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | P | persons | head |
//! | protein, supply | protein of a person and day, as eaten or as supplied | kg/head |
//! | `Fpc` | share of the supply that is eaten | kg/kg |
//! | `Fnpr` | nitrogen in protein | kg/kg |
//! | `Fnc` | factor for protein that is not eaten | kg/kg |
//! | `Nhh` | factor for nitrogen of household products | kg/kg |
//! | `Fic` | factor for nitrogen of industry that shares the sewer | kg/kg |
//! | T, w | share of persons connected to plants; whose water goes a way | kg/kg |
//! | `EFp` | N2O of a plant for each person and year (2006) | kg/head |
//! | `EFⱼ`, EF | N2O-N of the nitrogen in a plant; in effluent | kg/kg |
//! | rem | share of nitrogen removed before discharge | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 6, eq. 6.7 to 6.9; 2019 Refinement, eq. 6.7 to 6.10a. Factors for N2O-N are multiplied by 44/28,
//! the factor for each person is N2O already. What plants emit is taken off the effluent in 2006, and is part of what they remove in 2019.

use crate::error::{ErrorKind, Problem, Result};
use crate::quantity::{Amount, Exact, Heads, Mass, Quantity, Ratio};

/// What the nitrogen in wastewater rests on; factors that an edition does not have are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protein {
    /// kg protein of a person and day.
    pub protein_supply: Ratio,
    /// Share of it that is eaten: one where the supply is what is eaten.
    pub protein_consumed_fraction: Ratio,
    /// Nitrogen in protein.
    pub nitrogen_in_protein: Ratio,
    /// Factor for household products: one in 2006.
    pub household_nitrogen_factor: Ratio,
    /// Factor for protein that is not eaten.
    pub non_consumed_protein_factor: Ratio,
}

impl Protein {
    /// Nitrogen of persons in a year, with that of industry that shares their sewer (eq. 6.8; 2019: eq. 6.10 and 6.10a).
    ///
    /// ```
    /// use citycarbon::methods::wastewater::nitrogen::Protein;
    /// use citycarbon::quantity::{Heads, Mass, Ratio};
    /// // A thousand persons, 70 g a day, 2006: 1000 · 0.07 · 365 · 0.16 · 1.1 · 1.25 = 5621 kg.
    /// let protein = Protein {
    ///     protein_supply: Ratio::new(7, 100)?,
    ///     protein_consumed_fraction: Ratio::ONE,
    ///     nitrogen_in_protein: Ratio::new(16, 100)?,
    ///     household_nitrogen_factor: Ratio::ONE,
    ///     non_consumed_protein_factor: Ratio::new(11, 10)?,
    /// };
    /// let nitrogen = protein.nitrogen(Heads::count(1000), Ratio::new(125, 100)?)?;
    /// assert_eq!(nitrogen.quantity()?, Mass::kilograms(5621));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn nitrogen(&self, persons: Heads, industrial_codischarge_factor: Ratio) -> Result<Amount<Mass>> {
        [
            self.protein_supply,
            self.protein_consumed_fraction,
            Ratio::from(Exact::from(365)),
            self.nitrogen_in_protein,
            self.household_nitrogen_factor,
            self.non_consumed_protein_factor,
            industrial_codischarge_factor,
        ]
        .into_iter()
        .try_fold(Ratio::from(persons.base()), Ratio::checked_mul)
        .map(Amount::new)
    }
}

/// N2O of plants by persons (2006, eq. 6.9).
pub fn plants(
    persons: Heads,
    plant_population: Ratio,
    industrial_codischarge_factor: Ratio,
    plant_nitrous_oxide: Ratio,
) -> Result<Amount<Mass>> {
    [plant_population, industrial_codischarge_factor, plant_nitrous_oxide]
        .into_iter()
        .try_fold(Ratio::from(persons.base()), Ratio::checked_mul)
        .map(Amount::new)
}

/// Nitrogen in N2O: 28/44 of it.
pub fn nitrogen_of(nitrous_oxide: Amount<Mass>) -> Result<Amount<Mass>> {
    nitrous_oxide.checked_mul(Ratio::new(28, 44)?)
}

/// N2O of nitrogen, at a factor for N2O-N (eq. 6.7; 2019: 6.7, 6.9, 6.11, 6.12).
///
/// ```
/// use citycarbon::methods::wastewater::nitrogen::nitrous_oxide;
/// use citycarbon::quantity::{Mass, Ratio, Amount};
/// // 2800 kg of nitrogen in effluent: 2800 · 0.005 · 44/28 = 22 kg.
/// let emitted = nitrous_oxide(Amount::from(Mass::kilograms(2800)), Ratio::new(5, 1000)?)?;
/// assert_eq!(emitted.quantity()?, Mass::kilograms(22));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn nitrous_oxide(nitrogen: Amount<Mass>, fraction: Ratio) -> Result<Amount<Mass>> {
    nitrogen.checked_mul(fraction)?.checked_mul(Ratio::new(44, 28)?)
}

/// Nitrogen that reaches water (2006, eq. 6.8): less what leaves as sludge and what plants emit.
///
/// # Errors
/// More taken off than there is.
pub fn effluent_2006(nitrogen: Amount<Mass>, sludge: Amount<Mass>, plants: Amount<Mass>) -> Result<Amount<Mass>> {
    let taken = sludge.checked_add(nitrogen_of(plants)?)?;
    match nitrogen.checked_sub(taken)? {
        Some(left) => Ok(left),
        None => {
            let reason = format!("more nitrogen in sludge and N2O of plants than the {} in the water", nitrogen.quantity()?);
            Err(Problem::new(ErrorKind::Number, &taken.quantity()?.to_string(), reason, "give nitrogen, not the mass of sludge")
                .into())
        }
    }
}

/// Nitrogen that reaches water (2019, eq. 6.8 and 6.14): what a treatment does not remove.
pub fn effluent_2019(nitrogen: Amount<Mass>, removed_nitrogen_fraction: Ratio) -> Result<Amount<Mass>> {
    nitrogen.checked_mul(removed_nitrogen_fraction.complement()?)
}
