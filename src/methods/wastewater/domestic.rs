//! CH4 of domestic wastewater: the organic load of persons and the routes it takes, as both editions of the guidelines have them.
//!
//! ```text
//! TOW = P · BOD · 365            without sludge and recovery: CH4 = P · BOD · 365 · I · Bo · MCF
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | P | persons, or those whose water goes one way | head |
//! | BOD | organic load of a person and day | kg/head/day |
//! | I | correction for industry that shares the sewer: 1.25 where collected, 1 where not | kg/kg |
//! | `Bo`, MCF | CH4 that a load can make at most; methane correction factor of the pathway | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 6, eq. 6.1 to 6.3.

use super::organic::{LoadFactors, factor_terms, refuse_rows_of_other_load};
use super::{FOR_EACH_PERSON, PATHWAY, PERSONS};
use crate::error::Result;
use crate::factors::Basis;
use crate::methods::ParameterSubject::{Named, OfRoute, OfSewer};
use crate::methods::labelled::{Labelled, just_one};
use crate::methods::{Alternatives, Chain, ChainTerm, Input, Inputs, LedgerMethod, product};
use crate::quantity::{Amount, Coefficient, Fraction, HeadDays, Heads, Mass, Ratio, Scalar};

/// The loads that may be given instead of persons.
const LOADS: [(&str, Basis); 2] = [("bod-load", Basis::Bod), ("cod-load", Basis::Cod)];

pub(super) const PERSONS_OR_LOAD: Input = PERSONS.or(&["bod-load", "cod-load"]);
pub(super) const BOD_PER_PERSON: Input =
    Input::one("bod-per-person", FOR_EACH_PERSON, "organic load of a person").or(&["bod-load", "cod-load"]);
pub(super) const BOD_LOAD: Input = Input::maybe(
    "bod-load",
    "kg",
    "organic load of the year as BOD (TOW), before the correction for industry; 1 where it is in the load",
);
pub(super) const COD_LOAD: Input = Input::maybe("cod-load", "kg", "the same as COD; with Bo and factors of COD");
pub(super) const CORRECTION: Input =
    Input::table("bod-correction-factor", "kg/kg", PATHWAY, "correction for industry that shares the sewer (I)");
pub(super) const MCF: Input =
    Input::maybe_table("methane-correction-factor", "kg/kg", PATHWAY, "methane correction factor of the pathway (MCF)")
        .of("wastewater");

/// The terms of the load of a person and year: BOD · 365.
fn load_terms<N: Scalar>(bod_per_person: Coefficient<Mass, HeadDays, N>) -> Result<[ChainTerm<N>; 2]> {
    Ok([ChainTerm::of("bod-per-person", bod_per_person.number()), ChainTerm::constant("365", 365, 1)?])
}

/// Organic load of persons in a year, before any correction (eq. 6.3).
///
/// ```
/// use citycarbon::methods::wastewater::domestic::load;
/// use citycarbon::quantity::{Coefficient, HeadDays, Heads, Mass};
/// // A thousand persons, 40 g of BOD each a day: 1000 · 0.04 · 365 = 14,600 kg.
/// let bod = Coefficient::from_parts(Mass::grams(40), HeadDays::person_days(1))?;
/// assert_eq!(load(Heads::count(1000).into(), bod)?.quantity()?, Mass::kilograms(14_600));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn load<N: Scalar>(persons: Amount<Heads, N>, bod_per_person: Coefficient<Mass, HeadDays, N>) -> Result<Amount<Mass, N>> {
    product(persons, &load_terms(bod_per_person)?)
}

/// The load of the year: of persons, or as it was measured. Rows of the other kind of load are refused.
pub(super) fn load_of_year<N: Scalar>(inputs: &Inputs<N>) -> Result<Amount<Mass, N>> {
    let of_persons = || load(inputs.amount("persons")?, inputs.coefficient("bod-per-person")?);
    let persons = (inputs.has("persons") || inputs.has("bod-per-person")).then_some(Basis::Bod);
    let [bod, cod] = LOADS.map(|(name, kind)| (name, inputs.has(name).then_some(kind)));
    let (way, kind) = just_one("", [("persons with bod-per-person", persons), bod, cod])?;
    refuse_rows_of_other_load(inputs, kind)?;
    if inputs.has(way) { inputs.amount(way) } else { of_persons() }
}

/// The method for rows of a ledger: persons, by the route of their water.
pub const LEDGER: LedgerMethod = LedgerMethod {
    name: "wastewater-organic",
    alternatives: Some(Alternatives::DomesticWastewater),
    parameters: &[
        ("bod-per-person", &[Named("domestic-wastewater")]),
        ("bod-correction-factor", &[OfSewer("wastewater")]),
        ("methane-producing-capacity", &[Named("domestic-wastewater")]),
        ("methane-correction-factor", &[OfRoute("wastewater")]),
    ],
    terms: |parameters| {
        DomesticWastewater {
            bod_per_person: Coefficient::new(parameters.get("bod-per-person")?),
            bod_correction_factor: parameters.get("bod-correction-factor")?,
            methane_producing_capacity: parameters.get("methane-producing-capacity")?,
            methane_correction_factor: parameters.share("methane-correction-factor")?,
        }
        .chain()
    },
};

/// Wastewater of persons that goes one way, nothing taken off for sludge and recovered gas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DomesticWastewater<N = Ratio> {
    /// BOD of a person and day.
    pub bod_per_person: Coefficient<Mass, HeadDays, N>,
    /// Correction for industry.
    pub bod_correction_factor: N,
    /// CH4 that a kg of BOD can make at most.
    pub methane_producing_capacity: N,
    /// Methane correction factor of the pathway.
    pub methane_correction_factor: Fraction<N>,
}

impl<N: Scalar> DomesticWastewater<N> {
    /// The terms of the equation, in its order.
    pub fn chain(&self) -> Result<Chain<N>> {
        let mut chain = load_terms(self.bod_per_person)?.to_vec();
        chain.push(ChainTerm::of("bod-correction-factor", self.bod_correction_factor));
        chain.extend(factor_terms(self.methane_producing_capacity, self.methane_correction_factor));
        Ok(chain)
    }

    /// CH4 of a year.
    ///
    /// ```
    /// use citycarbon::methods::wastewater::domestic::DomesticWastewater;
    /// use citycarbon::quantity::{Coefficient, Fraction, HeadDays, Heads, Mass, Ratio};
    /// // A thousand persons with septic tanks: 1000 · 0.04 · 365 · 1 · 0.6 · 0.5 = 4380 kg (IPCC 2006, vol. 5, tables 6.2 to 6.4).
    /// let septic = DomesticWastewater {
    ///     bod_per_person: Coefficient::from_parts(Mass::grams(40), HeadDays::person_days(1))?,
    ///     bod_correction_factor: Ratio::ONE,
    ///     methane_producing_capacity: Ratio::new(6, 10)?,
    ///     methane_correction_factor: Fraction::from_parts(5, 10)?,
    /// };
    /// assert_eq!(septic.methane(Heads::count(1000).into())?.quantity()?, Mass::kilograms(4380));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn methane(&self, persons: Amount<Heads, N>) -> Result<Amount<Mass, N>> {
        product(persons, &self.chain()?)
    }
}

/// A route that wastewater takes: a sewer and a plant, a septic tank, a river.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreatmentRoute<N = Ratio> {
    /// Share of all persons whose water goes this way.
    pub share: Fraction<N>,
    /// Correction for industry that shares the sewer.
    pub bod_correction_factor: N,
    /// CH4 for each kg of load.
    pub methane_factor: N,
}

impl<N: Scalar> TreatmentRoute<N> {
    /// The part of the load of all persons that goes this way (2019, eq. 6.3a).
    pub fn load(&self, load: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
        load.part(self.share)?.checked_mul(self.bod_correction_factor)
    }

    /// The routes by pathway, with the share of all persons of each.
    pub(super) fn read(inputs: &Inputs<N>, shares: &Labelled<Fraction<N>>) -> Result<Vec<(String, Self)>> {
        let correction = Labelled::numbers(inputs, "bod-correction-factor", "pathway")?.known(shares)?;
        let factors = LoadFactors::read(inputs, "pathway", shares)?;
        let route = |(pathway, share): (&str, Fraction<N>)| {
            let bod_correction_factor = correction.need(pathway)?;
            Ok((pathway.to_owned(), Self { share, bod_correction_factor, methane_factor: factors.of(pathway)? }))
        };
        shares.iter().map(route).collect()
    }
}
