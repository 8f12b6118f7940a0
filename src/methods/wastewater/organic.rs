//! CH4 of domestic wastewater: organic load by the way it goes, sludge taken off, gas recovered.
//!
//! ```text
//! TOW = P · BOD · 365            EF = Bo · MCF            wⱼ = Σᵢ Uᵢ · Tᵢⱼ
//!
//! 2006:  CH4 = Σⱼ wⱼ · EFⱼ · (TOW · Iⱼ − S) − R
//! 2019:  CH4ⱼ = (TOW · wⱼ · Iⱼ − Sⱼ) · EFⱼ − Rⱼ
//!        S = sludge · Krem  (plants)        S = TOWⱼ · F · 0.5  (septic tanks)        TOW · wⱼ · (1 − rem)  (effluent)
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | P | persons | head |
//! | BOD | organic load of a person and day | kg/head |
//! | U | share of persons in an income group | kg/kg |
//! | T | share of the group whose water goes this way | kg/kg |
//! | I | correction for industry that shares the sewer | kg/kg |
//! | `Bo`, MCF | CH4 that a load can make at most; correction factor of the way | kg/kg |
//! | S | organic load that leaves as sludge: BOD, not the mass of sludge | kg |
//! | `Krem` | BOD removed with each kg of dry sludge | kg/kg |
//! | F | share of tanks that are emptied as they should be | kg/kg |
//! | rem | share of the load that a treatment removes before the water is discharged | kg/kg |
//! | R | CH4 recovered | kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 6, eq. 6.1 to 6.3; 2019 Refinement, eq. 6.1 to 6.3d. In 2006 I stands in TOW and S is of
//! the whole country: where ways differ in I, each has its own TOW here, less the same S; with one I this is eq. 6.1 to the letter. In 2019
//! I stands in the load of the way alone, and treated water emits again where it is discharged. BOD goes with `Bo` 0.6, COD with 0.25.

use crate::error::{ErrorKind, Problem, Result};
use crate::methods::basis::{Dry, WasteMass};
use crate::quantity::{Amount, Exact, Heads, Mass, Quantity, Ratio};

/// Organic load of persons in a year, before any correction: P · BOD · 365.
///
/// ```
/// use citycarbon::methods::wastewater::organic::load;
/// use citycarbon::quantity::{Heads, Mass, Ratio};
/// // A thousand persons, 40 g of BOD each a day: 1000 · 0.04 · 365 = 14,600 kg.
/// assert_eq!(load(Heads::count(1000), Ratio::new(4, 100)?)?.quantity()?, Mass::kilograms(14_600));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn load(persons: Heads, bod_per_person: Ratio) -> Result<Amount<Mass>> {
    let days = Ratio::from(Exact::from(365));
    Ratio::from(persons.base()).checked_mul(bod_per_person)?.checked_mul(days).map(Amount::new)
}

/// What a kg of load makes: Bo · MCF (eq. 6.2 and 6.5).
pub fn factor(methane_producing_capacity: Ratio, methane_correction_factor: Ratio) -> Result<Ratio> {
    methane_producing_capacity.checked_mul(methane_correction_factor)
}

/// The share of all persons whose water goes one way: Σ U · T over the income groups.
pub fn share(groups: impl IntoIterator<Item = (Ratio, Ratio)>) -> Result<Ratio> {
    groups.into_iter().try_fold(Ratio::ZERO, |sum, (of_persons, of_group)| sum.checked_add(of_persons.checked_mul(of_group)?))
}

/// A way that wastewater goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// Share of all persons whose water goes it.
    pub share: Ratio,
    /// Correction for industry that shares the sewer.
    pub bod_correction_factor: Ratio,
    /// kg CH4 for each kg of load.
    pub methane_factor: Ratio,
}

impl Way {
    /// The load that goes this way (2019, eq. 6.3a).
    pub fn load(&self, load: Amount<Mass>) -> Result<Amount<Mass>> {
        load.checked_mul(self.share)?.checked_mul(self.bod_correction_factor)
    }

    /// CH4 generated, as of 2006 (eq. 6.1): the sludge is of the whole country.
    ///
    /// ```
    /// use citycarbon::methods::wastewater::organic::{Way, load};
    /// use citycarbon::quantity::{Heads, Mass, Ratio, Amount};
    /// // A thousand persons of 40 g a day, all in sewers to a plant that is overloaded (0.6 · 0.3): (14,600 · 1.25 − 250) · 0.18 = 3240 kg.
    /// let plant = Way {
    ///     share: Ratio::ONE,
    ///     bod_correction_factor: Ratio::new(125, 100)?,
    ///     methane_factor: Ratio::new(18, 100)?,
    /// };
    /// let load = load(Heads::count(1000), Ratio::new(4, 100)?)?;
    /// assert_eq!(plant.methane_2006(load, Amount::from(Mass::kilograms(250)))?.quantity()?, Mass::kilograms(3240));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    ///
    /// # Errors
    /// More load in sludge than there is.
    pub fn methane_2006(&self, load: Amount<Mass>, sludge: Amount<Mass>) -> Result<Amount<Mass>> {
        let left = left(load.checked_mul(self.bod_correction_factor)?, sludge)?;
        left.checked_mul(self.share)?.checked_mul(self.methane_factor)
    }

    /// CH4 generated, as of 2019 (eq. 6.1 updated): the sludge is of this way.
    ///
    /// ```
    /// use citycarbon::methods::wastewater::organic::{Way, load, septic_sludge};
    /// use citycarbon::quantity::{Heads, Mass, Ratio};
    /// // A thousand persons of 40 g a day with septic tanks (0.6 · 0.5), half of them emptied: 14,600 · (1 − 0.5 · 0.5) · 0.3 = 3285 kg.
    /// let tanks = Way { share: Ratio::ONE, bod_correction_factor: Ratio::ONE, methane_factor: Ratio::new(3, 10)? };
    /// let load = load(Heads::count(1000), Ratio::new(4, 100)?)?;
    /// let sludge = septic_sludge(tanks.load(load)?, Ratio::new(5, 10)?)?;
    /// assert_eq!(tanks.methane_2019(load, sludge)?.quantity()?, Mass::kilograms(3285));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    ///
    /// # Errors
    /// More load in sludge than goes this way.
    pub fn methane_2019(&self, load: Amount<Mass>, sludge: Amount<Mass>) -> Result<Amount<Mass>> {
        methane(self.load(load)?, sludge, self.methane_factor)
    }

    /// Load that leaves with treated water (2019, eq. 6.3d, which has no I).
    pub fn effluent(&self, load: Amount<Mass>, removed_organics_fraction: Ratio) -> Result<Amount<Mass>> {
        load.checked_mul(self.share)?.checked_mul(removed_organics_fraction.complement()?)
    }
}

/// CH4 of a load less what leaves as sludge: (TOW − S) · EF (eq. 6.1 of 2019, eq. 6.4).
///
/// # Errors
/// More load in sludge than there is.
pub fn methane(load: Amount<Mass>, sludge: Amount<Mass>, methane_factor: Ratio) -> Result<Amount<Mass>> {
    left(load, sludge)?.checked_mul(methane_factor)
}

/// Load in the sludge of plants (2019, eq. 6.3b): dry sludge times what each kg of it removed.
pub fn plant_sludge(sludge: WasteMass<Dry>, sludge_organics_factor: Ratio) -> Result<Amount<Mass>> {
    sludge.mass().checked_mul(sludge_organics_factor)
}

/// Load in the sludge of septic tanks (2019, eq. 6.3c): half of the load of those that are emptied as they should be.
pub fn septic_sludge(load: Amount<Mass>, septic_compliance: Ratio) -> Result<Amount<Mass>> {
    load.checked_mul(septic_compliance)?.checked_mul(Ratio::new(1, 2)?)
}

fn left(load: Amount<Mass>, sludge: Amount<Mass>) -> Result<Amount<Mass>> {
    match load.checked_sub(sludge)? {
        Some(left) => Ok(left),
        None => {
            let reason = format!("more organic load in sludge than the {} in the water", load.quantity()?);
            let mend = "give the load (BOD or COD), not the mass of sludge";
            Err(Problem::new(ErrorKind::Number, &sludge.quantity()?.to_string(), reason, mend).into())
        }
    }
}
