//! N2O of the nitrogen in wastewater, as both editions of the guidelines have it.
//!
//! ```text
//! TN = P · supply · Fpc · 365 · Fnpr · Nhh · Fnc · Fic            N2O = TN · EF · 44/28
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | P | persons | head |
//! | supply | protein supplied to a person and day; as eaten in 2006 | kg/head/day |
//! | `Fpc` | share of the supply that is eaten (2019) | kg/kg |
//! | `Fnpr` | nitrogen in protein | kg/kg |
//! | `Nhh` | factor for nitrogen of household products (2019) | kg/kg |
//! | `Fnc` | factor for protein that is not eaten | kg/kg |
//! | `Fic` | factor for nitrogen of industry that shares the sewer | kg/kg |
//! | EF | N2O-N of the nitrogen in a plant or in effluent | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 6, eq. 6.7 and 6.8; 2019 Refinement, eq. 6.7 to 6.14.

use super::{FOR_EACH_PERSON, PATHWAY, PERSONS};
use crate::error::Result;
use crate::methods::ParameterSubject::Named;
use crate::methods::labelled::{Labelled, just_one};
use crate::methods::{Alternatives, Chain, ChainTerm, Input, Inputs, LedgerMethod, Outcome, product};
use crate::quantity::{Amount, Coefficient, Fraction, HeadDays, Heads, Mass, Ratio, Scalar};

const INSTEAD: &[&str] = &["nitrogen-load"];

pub(super) const PERSONS_OR_LOAD: Input = PERSONS.or(INSTEAD);
pub(super) const LOAD: Input = Input::maybe(
    "nitrogen-load",
    "kg",
    "nitrogen of the year's wastewater, before the factor for industry; 1 where it is in the load",
);
pub(super) const NITROGEN: Input = Input::one("nitrogen-in-protein", "kg/kg", "nitrogen in protein").or(INSTEAD);
pub(super) const NOT_EATEN: Input =
    Input::one("non-consumed-protein-factor", "kg/kg", "factor for protein that is not eaten").or(INSTEAD);

/// Protein of a person.
pub(super) const fn supply(what: &'static str) -> Input {
    Input::one("protein-supply", FOR_EACH_PERSON, what).or(INSTEAD)
}

/// An input of the protein of 2019 that is not in 2006.
pub(super) const fn of_protein(name: &'static str, what: &'static str) -> Input {
    Input::one(name, "kg/kg", what).or(INSTEAD)
}
pub(super) const EFFLUENT: Input = Input::one("effluent-nitrogen-fraction", "kg/kg", "N2O-N of the nitrogen in effluent");
pub(super) const PLANTS: Input =
    Input::table("plant-nitrogen-fraction", "kg/kg", PATHWAY, "N2O-N of the nitrogen in treatment; 0 where there is none");
pub(super) const REMOVED: Input =
    Input::table("removed-nitrogen-fraction", "kg/kg", PATHWAY, "share of nitrogen removed before discharge");

/// The protein of persons and the nitrogen that it brings into wastewater.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protein<N = Ratio> {
    /// Protein of a person and day.
    pub protein_supply: Coefficient<Mass, HeadDays, N>,
    /// Share of it that is eaten; none in 2006, where the supply is what is eaten.
    pub protein_consumed_fraction: Option<Fraction<N>>,
    /// Nitrogen in protein.
    pub nitrogen_in_protein: Fraction<N>,
    /// Factor for household products; none in 2006.
    pub household_nitrogen_factor: Option<N>,
    /// Factor for protein that is not eaten.
    pub non_consumed_protein_factor: N,
}

impl<N: Scalar> Protein<N> {
    /// The terms of the equation, in its order, with the factor for industry that shares the sewer.
    fn chain(&self, industrial_codischarge_factor: N) -> Result<Chain<N>> {
        let mut chain = vec![ChainTerm::of("protein-supply", self.protein_supply.number())];
        chain.extend(self.protein_consumed_fraction.map(|share| ChainTerm::share("protein-consumed-fraction", share)));
        chain.push(ChainTerm::constant("365", 365, 1)?);
        chain.push(ChainTerm::share("nitrogen-in-protein", self.nitrogen_in_protein));
        chain.extend(self.household_nitrogen_factor.map(|factor| ChainTerm::of("household-nitrogen-factor", factor)));
        chain.push(ChainTerm::of("non-consumed-protein-factor", self.non_consumed_protein_factor));
        chain.push(ChainTerm::of("industrial-codischarge-factor", industrial_codischarge_factor));
        Ok(chain)
    }

    /// Nitrogen of persons in a year, with that of industry that shares their sewer (eq. 6.8; 2019: eq. 6.10 and 6.10a).
    ///
    /// ```
    /// use citycarbon::methods::wastewater::nitrogen::Protein;
    /// use citycarbon::quantity::{Coefficient, Fraction, HeadDays, Heads, Mass, Ratio};
    /// // A thousand persons, 70 g a day, 2006: 1000 · 0.07 · 365 · 0.16 · 1.1 · 1.25 = 5621 kg.
    /// let protein = Protein {
    ///     protein_supply: Coefficient::from_parts(Mass::grams(70), HeadDays::person_days(1))?,
    ///     protein_consumed_fraction: None,
    ///     nitrogen_in_protein: Fraction::from_parts(16, 100)?,
    ///     household_nitrogen_factor: None,
    ///     non_consumed_protein_factor: Ratio::new(11, 10)?,
    /// };
    /// let nitrogen = protein.nitrogen(Heads::count(1000).into(), Ratio::new(125, 100)?)?;
    /// assert_eq!(nitrogen.quantity()?, Mass::kilograms(5621));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn nitrogen(&self, persons: Amount<Heads, N>, industrial_codischarge_factor: N) -> Result<Amount<Mass, N>> {
        product(persons, &self.chain(industrial_codischarge_factor)?)
    }
}

/// Where N2O is emitted.
pub(super) const STAGES: &[&str] = &["plants", "effluent"];

/// Where the nitrogen of a year is known from.
pub(super) enum NitrogenSource<N> {
    /// From the protein of persons.
    Persons(Amount<Heads, N>, Protein<N>),
    /// As it was measured.
    Load(Amount<Mass, N>),
}

impl<N: Scalar> NitrogenSource<N> {
    /// As the inputs say, of which `asking` show that persons are meant.
    pub(super) fn read(inputs: &Inputs<N>, asking: &[&str], protein: impl FnOnce() -> Result<Protein<N>>) -> Result<Self> {
        let persons = asking.iter().any(|name| inputs.has(name)).then_some(true);
        let ways = [("persons with protein-supply", persons), (LOAD.name, inputs.has(LOAD.name).then_some(false))];
        if just_one("", ways)?.1 {
            Ok(Self::Persons(inputs.amount("persons")?, protein()?))
        } else {
            inputs.amount(LOAD.name).map(Self::Load)
        }
    }

    /// The nitrogen, with that of industry that shares the sewer.
    pub(super) fn with_industry(&self, industrial_codischarge_factor: N) -> Result<Amount<Mass, N>> {
        match self {
            Self::Persons(persons, protein) => protein.nitrogen(*persons, industrial_codischarge_factor),
            Self::Load(load) => load.checked_mul(industrial_codischarge_factor),
        }
    }
}

/// The method for rows of a ledger: persons.
pub const LEDGER: LedgerMethod = LedgerMethod {
    name: "wastewater-nitrogen",
    alternatives: Some(Alternatives::WastewaterNitrogen),
    parameters: &[
        ("protein-supply", &[Named("protein")]),
        ("nitrogen-in-protein", &[Named("protein")]),
        ("non-consumed-protein-factor", &[Named("wastewater")]),
        ("industrial-codischarge-factor", &[Named("wastewater")]),
        ("effluent-nitrogen-fraction", &[Named("wastewater")]),
    ],
    terms: |parameters| {
        EffluentNitrogen {
            protein: Protein {
                protein_supply: Coefficient::new(parameters.get("protein-supply")?),
                protein_consumed_fraction: None,
                nitrogen_in_protein: parameters.share("nitrogen-in-protein")?,
                household_nitrogen_factor: None,
                non_consumed_protein_factor: parameters.get("non-consumed-protein-factor")?,
            },
            industrial_codischarge_factor: parameters.get("industrial-codischarge-factor")?,
            effluent_nitrogen_fraction: parameters.share("effluent-nitrogen-fraction")?,
        }
        .chain()
    },
};

/// Nitrogen of persons that reaches water, nothing taken off for sludge and plants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EffluentNitrogen<N = Ratio> {
    /// The protein it comes from.
    pub protein: Protein<N>,
    /// Factor for industry that shares the sewer.
    pub industrial_codischarge_factor: N,
    /// N2O-N of the nitrogen in effluent.
    pub effluent_nitrogen_fraction: Fraction<N>,
}

impl<N: Scalar> EffluentNitrogen<N> {
    /// The terms of the equation, in its order.
    pub fn chain(&self) -> Result<Chain<N>> {
        let mut chain = self.protein.chain(self.industrial_codischarge_factor)?;
        chain.extend(gas_terms("effluent-nitrogen-fraction", self.effluent_nitrogen_fraction)?);
        Ok(chain)
    }

    /// N2O of a year.
    pub fn nitrous_oxide(&self, persons: Amount<Heads, N>) -> Result<Amount<Mass, N>> {
        product(persons, &self.chain()?)
    }
}

/// The terms from nitrogen to N2O: a factor for N2O-N, and 44/28.
fn gas_terms<N: Scalar>(name: &'static str, fraction: Fraction<N>) -> Result<[ChainTerm<N>; 2]> {
    Ok([ChainTerm::share(name, fraction), ChainTerm::constant("44/28", 44, 28)?])
}

/// What a treatment does to nitrogen (2019, eq. 6.7 to 6.9 and 6.11 to 6.14). What plants emit is part of what they remove.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NitrogenTreatment<N = Ratio> {
    /// N2O-N of the nitrogen in treatment.
    pub plant_nitrogen_fraction: Fraction<N>,
    /// Share of nitrogen removed before discharge.
    pub removed_nitrogen_fraction: Fraction<N>,
    /// N2O-N of the nitrogen in effluent.
    pub effluent_nitrogen_fraction: Fraction<N>,
}

impl<N: Scalar> NitrogenTreatment<N> {
    /// Nitrogen removed before discharge.
    pub fn removed(&self, nitrogen: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
        nitrogen.part(self.removed_nitrogen_fraction)
    }

    /// Nitrogen that reaches water: what the treatment does not remove.
    pub fn effluent(&self, nitrogen: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
        nitrogen.part(self.removed_nitrogen_fraction.complement()?)
    }

    /// N2O of the plant.
    pub fn plant_nitrous_oxide(&self, nitrogen: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
        product(nitrogen, &gas_terms("plant-nitrogen-fraction", self.plant_nitrogen_fraction)?)
    }

    /// N2O of the nitrogen that reaches water.
    pub fn effluent_nitrous_oxide(&self, nitrogen: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
        nitrous_oxide(self.effluent(nitrogen)?, self.effluent_nitrogen_fraction)
    }

    /// An outcome with what is removed, discharged and emitted of the nitrogen with these labels.
    pub(super) fn added_to(&self, outcome: Outcome<N>, labels: &[(&str, &str)], nitrogen: Amount<Mass, N>) -> Result<Outcome<N>> {
        let of_stage = |stage| [labels, &[("stage", stage)]].concat();
        Ok(outcome
            .with_labels("removed-nitrogen", None, labels, self.removed(nitrogen)?)
            .with_labels("effluent-nitrogen", None, labels, self.effluent(nitrogen)?)
            .with_labels("N2O", None, &of_stage("plants"), self.plant_nitrous_oxide(nitrogen)?)
            .with_labels("N2O", None, &of_stage("effluent"), self.effluent_nitrous_oxide(nitrogen)?))
    }
}

/// N2O of nitrogen in effluent, at a factor for N2O-N (eq. 6.7; 2019: 6.7 and 6.12).
///
/// ```
/// use citycarbon::methods::wastewater::nitrogen::nitrous_oxide;
/// use citycarbon::quantity::{Fraction, Mass};
/// // 2800 kg of nitrogen in effluent: 2800 · 0.005 · 44/28 = 22 kg.
/// let emitted = nitrous_oxide(Mass::kilograms(2800).into(), Fraction::from_parts(5, 1000)?)?;
/// assert_eq!(emitted.quantity()?, Mass::kilograms(22));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn nitrous_oxide<N: Scalar>(nitrogen: Amount<Mass, N>, effluent_nitrogen_fraction: Fraction<N>) -> Result<Amount<Mass, N>> {
    product(nitrogen, &gas_terms("effluent-nitrogen-fraction", effluent_nitrogen_fraction)?)
}

/// The tables of what treatments do to nitrogen, by pathway.
pub(super) struct TreatmentTables<N> {
    plants: Labelled<Fraction<N>>,
    removed: Labelled<Fraction<N>>,
    effluent: Fraction<N>,
}

impl<N: Scalar> TreatmentTables<N> {
    pub(super) fn read(inputs: &Inputs<N>) -> Result<Self> {
        Ok(Self {
            plants: Labelled::shares(inputs, "plant-nitrogen-fraction", "pathway")?,
            removed: Labelled::shares(inputs, "removed-nitrogen-fraction", "pathway")?,
            effluent: inputs.share("effluent-nitrogen-fraction")?,
        })
    }

    /// Refuses a pathway that the first table does not have.
    pub(super) fn known<T>(self, first: &Labelled<T>) -> Result<Self> {
        Ok(Self { plants: self.plants.known(first)?, removed: self.removed.known(first)?, effluent: self.effluent })
    }

    pub(super) fn of(&self, pathway: &str) -> Result<NitrogenTreatment<N>> {
        Ok(NitrogenTreatment {
            plant_nitrogen_fraction: self.plants.need(pathway)?,
            removed_nitrogen_fraction: self.removed.need(pathway)?,
            effluent_nitrogen_fraction: self.effluent,
        })
    }
}
