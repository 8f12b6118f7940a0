//! Incineration and open burning of waste (GPC III.3, or stationary energy where energy is recovered).
//!
//! ```text
//! fossil CO2 = W · dm · CF · FCF · OF · 44/12            biogenic CO2 = W · dm · CF · (1 − FCF) · OF · 44/12
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | W | waste burnt, wet | kg |
//! | dm | dry matter in it | kg/kg |
//! | CF | carbon in the dry matter | kg/kg |
//! | FCF | fossil part of that carbon | kg/kg |
//! | OF | part that oxidises | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 5, eq. 5.1 ([by kind of waste](by_kind)) and 5.2 ([by component](components) of municipal
//! waste, in a furnace or [in the open](open_burning)). CH4 and N2O are mass times factor (eq. 5.4 and 5.5). Fossil
//! [liquids] have neither dry matter nor a fossil part (eq. 5.3). The kinds of industrial waste of table 2.5 and the liquids are given
//! for wet mass: their dry matter is 1.

pub mod by_kind;
pub mod components;
pub mod liquids;
pub mod open_burning;
pub mod open_burning_waste;

use super::basis::{WasteMass, Wet};
use super::labelled::Labelled;
use super::{Chain, ChainTerm, Input, Inputs, LedgerMethod, Outcome, ParameterSubject, Parameters, product};
use crate::error::{Message, Result};
use crate::factors::Basis;
use crate::quantity::{Amount, Fraction, Mass, Ratio, Scalar};

/// What both methods for rows of a ledger need: waste of a kind, in the open or in a furnace.
const PARAMETERS: &[(&str, &[ParameterSubject])] = &[
    ("dry-matter-content", &[ParameterSubject::OfRule]),
    ("total-carbon-content", &[ParameterSubject::OfRule]),
    ("fossil-carbon-fraction", &[ParameterSubject::OfRule]),
    ("oxidation-factor", &[ParameterSubject::Class]),
];

/// Fossil CO2 of rows of a ledger.
pub const FOSSIL_CARBON: LedgerMethod = LedgerMethod {
    name: "incineration-fossil-carbon",
    alternatives: None,
    parameters: PARAMETERS,
    terms: |parameters| BurntWaste::of(parameters)?.fossil_chain(),
};

/// Biogenic CO2 of rows of a ledger.
pub const BIOGENIC_CARBON: LedgerMethod = LedgerMethod {
    name: "incineration-biogenic-carbon",
    alternatives: None,
    parameters: PARAMETERS,
    terms: |parameters| BurntWaste::of(parameters)?.biogenic_chain(),
};

/// The properties of a kind of waste that its CO2 follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BurntWaste<N = Ratio> {
    /// Dry matter in the wet waste.
    pub dry_matter_content: Fraction<N>,
    /// Carbon in the dry matter.
    pub total_carbon_content: Fraction<N>,
    /// Fossil part of the carbon.
    pub fossil_carbon_fraction: Fraction<N>,
    /// Part that oxidises.
    pub oxidation_factor: Fraction<N>,
}

impl BurntWaste {
    fn of(parameters: &Parameters) -> Result<Self> {
        Ok(Self {
            dry_matter_content: parameters.share("dry-matter-content")?,
            total_carbon_content: parameters.share("total-carbon-content")?,
            fossil_carbon_fraction: parameters.share("fossil-carbon-fraction")?,
            oxidation_factor: parameters.share("oxidation-factor")?,
        })
    }
}

impl<N: Scalar> BurntWaste<N> {
    /// The terms for fossil CO2, in the order of the equation.
    pub fn fossil_chain(&self) -> Result<Chain<N>> {
        self.chain(ChainTerm::share("fossil-carbon-fraction", self.fossil_carbon_fraction))
    }

    /// The terms for biogenic CO2, in the order of the equation.
    pub fn biogenic_chain(&self) -> Result<Chain<N>> {
        self.chain(ChainTerm::one_less("fossil-carbon-fraction", self.fossil_carbon_fraction)?)
    }

    fn chain(&self, origin: ChainTerm<N>) -> Result<Chain<N>> {
        Ok(vec![
            ChainTerm::share("dry-matter-content", self.dry_matter_content),
            ChainTerm::share("total-carbon-content", self.total_carbon_content),
            origin,
            ChainTerm::share("oxidation-factor", self.oxidation_factor),
            ChainTerm::constant("44/12", 44, 12)?,
        ])
    }

    /// Fossil CO2 of waste burnt.
    ///
    /// ```
    /// use citycarbon::methods::basis::WasteMass;
    /// use citycarbon::methods::incineration::BurntWaste;
    /// use citycarbon::quantity::{Fraction, Mass};
    /// // Plastics: all dry, 75 % carbon, all of it fossil (IPCC 2006, vol. 5, table 2.4): 1000 · 0.75 · 44/12 = 2750 kg.
    /// let plastics = BurntWaste {
    ///     dry_matter_content: Fraction::ONE,
    ///     total_carbon_content: Fraction::from_parts(75, 100)?,
    ///     fossil_carbon_fraction: Fraction::ONE,
    ///     oxidation_factor: Fraction::ONE,
    /// };
    /// let burnt = WasteMass::new(Mass::tonnes(1));
    /// assert_eq!(plastics.fossil_co2(burnt)?.quantity()?, Mass::kilograms(2750));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn fossil_co2(&self, waste: WasteMass<Wet, N>) -> Result<Amount<Mass, N>> {
        product(waste.mass(), &self.fossil_chain()?)
    }

    /// Biogenic CO2 of waste burnt: reported separately, and in no total.
    pub fn biogenic_co2(&self, waste: WasteMass<Wet, N>) -> Result<Amount<Mass, N>> {
        product(waste.mass(), &self.biogenic_chain()?)
    }

    /// Carbon in the waste, fossil and biogenic.
    pub fn carbon(&self, waste: WasteMass<Wet, N>) -> Result<Amount<Mass, N>> {
        let dry = waste.dry(self.dry_matter_content)?;
        dry.mass().part(self.total_carbon_content)
    }

    /// Carbon that does not oxidise: what stays in ash and soot.
    pub fn unburnt_carbon(&self, waste: WasteMass<Wet, N>) -> Result<Amount<Mass, N>> {
        self.carbon(waste)?.part(self.oxidation_factor.complement()?)
    }
}

/// The label of waste by kind.
const KIND: &[&str] = &["kind"];

/// The label of waste by component.
const COMPONENT: &[&str] = &["component"];

const fn dry_matter_content(by: &'static [&'static str]) -> Input {
    Input::table("dry-matter-content", "kg/kg", by, "dry matter of each kg wet; 1 where the carbon is given for wet waste")
}

const fn total_carbon_content(by: &'static [&'static str]) -> Input {
    Input::table("total-carbon-content", "kg/kg", by, "carbon of each kg dry")
}

const fn fossil_carbon_fraction(by: &'static [&'static str]) -> Input {
    Input::table("fossil-carbon-fraction", "kg/kg", by, "fossil part of the carbon")
}

const fn oxidation_factor(by: &'static [&'static str]) -> Input {
    Input::table("oxidation-factor", "kg/kg", by, "part of the carbon that oxidises").of("incineration")
}

/// The tables of the properties of waste, by kind or component.
struct WasteTables<N> {
    dry_matter: Labelled<Fraction<N>>,
    carbon: Labelled<Fraction<N>>,
    fossil: Labelled<Fraction<N>>,
    oxidised: Labelled<Fraction<N>>,
}

impl<N: Scalar> WasteTables<N> {
    /// The tables by a label, none of which may name waste that `first` does not have.
    fn read<T>(inputs: &Inputs<N>, label: &'static str, first: &Labelled<T>) -> Result<Self> {
        let table = |name| Labelled::shares(inputs, name, label)?.known(first);
        let dry_matter = table("dry-matter-content")?;
        refuse_carbon_of_wet_waste(inputs, label, &dry_matter)?;
        Ok(Self {
            dry_matter,
            carbon: table("total-carbon-content")?,
            fossil: table("fossil-carbon-fraction")?,
            oxidised: table("oxidation-factor")?,
        })
    }

    fn of(&self, which: &str) -> Result<BurntWaste<N>> {
        Ok(BurntWaste {
            dry_matter_content: self.dry_matter.need(which)?,
            total_carbon_content: self.carbon.need(which)?,
            fossil_carbon_fraction: self.fossil.need(which)?,
            oxidation_factor: self.oxidised.need(which)?,
        })
    }
}

/// Refuses rows of the carbon in wet waste, unless its dry matter is all there is: the equation multiplies by it.
fn refuse_carbon_of_wet_waste<N: Scalar>(inputs: &Inputs<N>, label: &str, dry_matter: &Labelled<Fraction<N>>) -> Result<()> {
    for (row, which) in inputs.rows_on("total-carbon-content", Basis::Wet, label) {
        if dry_matter.get(which).is_some_and(|share| !share.is_one()) {
            return Err(Message::CarbonOfWetWaste { value: row.into() }.of("total-carbon-content").into());
        }
    }
    Ok(())
}

/// With the CO2 and the unburnt carbon of one kind of waste or component.
fn with_carbon<N: Scalar>(
    outcome: Outcome<N>,
    named: (&str, &str),
    mass: WasteMass<Wet, N>,
    waste: &BurntWaste<N>,
) -> Result<Outcome<N>> {
    Ok(outcome
        .with_labels("CO2", None, &[named], waste.fossil_co2(mass)?)
        .with_labels("CO2_biogenic", None, &[named], waste.biogenic_co2(mass)?)
        .with_labels("unburnt-carbon", None, &[named], waste.unburnt_carbon(mass)?))
}
