//! Refrigerants of equipment in use and at its end (GPC IV.2), by gas.
//!
//! ```text
//! E = B · x + M · p · (1 − η)          recovered = M · p · η          B = n · m          M = r · m
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | B | refrigerant in all equipment in use in the year | kg |
//! | x | share of it that leaks in the year, at service too | kg/kg |
//! | M | refrigerant that the equipment at its end held when it was new | kg |
//! | p | share of it that is left at the end | kg/kg |
//! | η | share of what is left that is recovered | kg/kg |
//! | n, r, m | pieces in use, pieces at their end, refrigerant that fills one | 1, 1, kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 3, ch. 7, eq. 7.13 and 7.14. Filling of new equipment (eq. 7.12) belongs to its makers, containers
//! (eq. 7.11) to the trade. A blend is booked by its gases ([`RefrigerantGases`]); its HFO and hydrocarbons are not counted.
//!
//! The table of the guidelines gives ranges only, low for developed and high for developing countries, so nothing here has a default
//! (table 7.9, p. 7.52; x of 100 a year, p and η in percent):
//!
//! | Equipment | m in kg | life in years | x | p | η |
//! |---|---|---|---|---|---|
//! | domestic refrigeration | 0.05 to 0.5 | 12 to 20 | 0.1 to 0.5 | 0 to 80 | 0 to 70 |
//! | stand-alone commercial refrigeration | 0.2 to 6 | 10 to 15 | 1 to 15 | 0 to 80 | 0 to 70 |
//! | medium and large commercial refrigeration | 50 to 2000 | 7 to 15 | 10 to 35 | 50 to 100 | 0 to 70 |
//! | transport refrigeration | 3 to 8 | 6 to 9 | 15 to 50 | 0 to 50 | 0 to 70 |
//! | industrial refrigeration | 10 to 10000 | 15 to 30 | 7 to 25 | 50 to 100 | 0 to 90 |
//! | chillers | 10 to 2000 | 15 to 30 | 2 to 15 | 80 to 100 | 0 to 95 |
//! | residential and commercial air-conditioning | 0.5 to 100 | 10 to 20 | 1 to 10 | 0 to 80 | 0 to 80 |

use crate::error::{Message, Result};
use crate::gas::RefrigerantGases;
use crate::methods::labelled::{Labelled, just_one, none_of, one_of};
use crate::methods::{ChainTerm, Input, Inputs, MethodSpec, Outcome, Output, product};
use crate::quantity::{Amount, Fraction, Mass, Ratio, Scalar};

const EQUIPMENT: &[&str] = &["equipment"];
const BY_GAS: &[&str] = &["equipment", "gas"];
const BY_STAGE: &[&str] = &["equipment", "stage"];
const STAGES: &[&str] = &["use", "end"];
const REMAINING: &str = "remaining-charge";
const RECOVERY: &str = "recovery-efficiency";

/// The gases that can be booked, and an output for each.
macro_rules! gases {
    ($($gas:literal),+ $(,)?) => {
        /// The HFC and PFC of the table of weights.
        pub const GASES: &[&str] = &[$($gas),+];

        const RESULTS: &[Output] = &[
            $(Output::table($gas, "kg", BY_STAGE).words(STAGES),)+
            Output::table("recovered", "kg", BY_GAS),
        ];
    };
}

gases![
    "HFC-23",
    "HFC-32",
    "HFC-41",
    "HFC-125",
    "HFC-134",
    "HFC-134a",
    "HFC-143",
    "HFC-143a",
    "HFC-152",
    "HFC-152a",
    "HFC-161",
    "HFC-227ea",
    "HFC-236cb",
    "HFC-236ea",
    "HFC-236fa",
    "HFC-245ca",
    "HFC-245fa",
    "HFC-365mfc",
    "HFC-43-10mee",
    "PFC-14",
    "PFC-116",
    "PFC-218",
    "PFC-3-1-10",
    "PFC-318",
    "PFC-4-1-12",
    "PFC-5-1-14",
];

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "refrigerants",
    reference: "IV.2",
    equation: "IPCC 2006, vol. 3, ch. 7, eq. 7.13 and 7.14",
    tiers: "2",
    inputs: &[
        Input::maybe_table("units", "1", EQUIPMENT, "pieces in use, on average over the year"),
        Input::maybe_table("charge", "kg", BY_GAS, "gas or blend that fills one piece"),
        Input::maybe_table("bank", "kg", BY_GAS, "gas or blend in all pieces in use, instead of units with charge"),
        Input::table("leak-rate", "kg/kg", EQUIPMENT, "share of it that leaks in the year, at service too").without_rows(),
        Input::maybe_table("retired-units", "1", EQUIPMENT, "pieces at their end in the year"),
        Input::maybe_table("retired-charge", "kg", BY_GAS, "what they held when new, instead of retired-units with charge"),
        Input::maybe_table(REMAINING, "kg/kg", EQUIPMENT, "share of it that is left at the end")
            .without_rows()
            .with(&["retired-units", "retired-charge"]),
        Input::maybe_table(RECOVERY, "kg/kg", EQUIPMENT, "share of what is left that is recovered; 0 where none is")
            .without_rows()
            .with(&["retired-units", "retired-charge"]),
    ],
    results: RESULTS,
    alternatives: None,
    kernels: kernels!(run),
};

/// Masses of gases and blends.
type Charges<N> = Vec<(RefrigerantGases, Amount<Mass, N>)>;

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let leaks = Labelled::shares(inputs, "leak-rate", "equipment")?;
    let counts = |name| Labelled::numbers(inputs, name, "equipment")?.known(&leaks);
    let (units, retired_units) = (counts("units")?, counts("retired-units")?);
    let masses = |name: &str| -> Result<Labelled<Charges<N>>> {
        let rows = inputs.amounts::<Mass>(name)?;
        Labelled::grouped(&rows, name, "equipment", |row| Ok((row.label("gas").parse::<RefrigerantGases>()?, row.value)))?
            .known(&leaks)
    };
    let (charges, banks, retired_charges) = (masses("charge")?, masses("bank")?, masses("retired-charge")?);
    let shares = |name| Labelled::shares(inputs, name, "equipment")?.known(&leaks);
    let (remaining, recovery) = (shares(REMAINING)?, shares(RECOVERY)?);
    let mut outcome = Outcome::new();
    for (which, leak_rate) in leaks.iter() {
        let (charge, units, retired_units) = (charges.all(which), units.get(which), retired_units.get(which));
        if !charge.is_empty() && units.or(retired_units).is_none() {
            return Err(none_of(which, ["units", "retired-units"]).into());
        }
        let filled = |count: Option<N>| count.map(|count| filled(which, charge, count));
        let stated = |masses: &Labelled<Charges<N>>| Some(masses.all(which).to_vec()).filter(|masses| !masses.is_empty()).map(Ok);
        let (_, bank) = just_one(which, [("bank", stated(&banks)), ("units with charge", filled(units))])?;
        let ended =
            one_of(which, [("retired-charge", stated(&retired_charges)), ("retired-units with charge", filled(retired_units))])?;
        for (gas, mass) in by_gas(&bank?, |mass| product(mass, &[ChainTerm::share("leak-rate", leak_rate)]))? {
            outcome = outcome.with_labels(gas, None, &[("equipment", which), ("stage", "use")], mass);
        }
        let Some((_, ended)) = ended else {
            if remaining.get(which).or(recovery.get(which)).is_some() {
                return Err(none_of(which, ["retired-charge", "retired-units"]).into());
            }
            continue;
        };
        let end = EndOfLife { remaining: remaining.need(which)?, recovery: recovery.need(which)? };
        let ended = ended?;
        for (gas, mass) in by_gas(&ended, |mass| end.emitted(mass))? {
            outcome = outcome.with_labels(gas, None, &[("equipment", which), ("stage", "end")], mass);
        }
        for (refrigerant, mass) in &ended {
            outcome =
                outcome.with_labels("recovered", None, &[("equipment", which), ("gas", refrigerant.name())], end.recovered(*mass)?);
        }
    }
    Ok(outcome)
}

/// What so many pieces hold; refused where nobody says what one holds.
fn filled<N: Scalar>(which: &str, charge: &[(RefrigerantGases, Amount<Mass, N>)], count: N) -> Result<Charges<N>> {
    if charge.is_empty() {
        return Err(none_of(which, ["charge"]).into());
    }
    charge.iter().map(|(refrigerant, mass)| Ok((refrigerant.clone(), mass.checked_mul(count)?))).collect()
}

/// What is emitted of masses, by the gases of the blends, each gas once.
fn by_gas<N: Scalar>(
    masses: &[(RefrigerantGases, Amount<Mass, N>)],
    emitted: impl Fn(Amount<Mass, N>) -> Result<Amount<Mass, N>>,
) -> Result<Vec<(&'static str, Amount<Mass, N>)>> {
    let mut sums: Vec<(&str, Amount<Mass, N>)> = Vec::new();
    for (refrigerant, mass) in masses {
        for (gas, share) in refrigerant.parts() {
            let Some(gas) = GASES.iter().copied().find(|known| *known == gas.name()) else {
                return Err(Message::NotAGasOfMethod {
                    value: refrigerant.name().into(),
                    gases: ["HFC", "PFC"].map(Into::into).to_vec(),
                }
                .into());
            };
            let part = emitted(mass.part(Fraction::new(N::from_ratio(share)?)?)?)?;
            match sums.iter_mut().find(|(held, _)| *held == gas) {
                Some((_, sum)) => *sum = sum.checked_add(part)?,
                None => sums.push((gas, part)),
            }
        }
    }
    Ok(sums)
}

/// What becomes of the refrigerant of equipment at its end.
///
/// ```
/// use citycarbon::methods::product_use::refrigerants::EndOfLife;
/// use citycarbon::quantity::{Fraction, Mass};
/// // 100 kg when new, 80 % left, 60 % of that recovered: 32 kg escape, 48 kg are recovered, 20 kg leaked before.
/// let end = EndOfLife { remaining: Fraction::from_parts(80, 100)?, recovery: Fraction::from_parts(60, 100)? };
/// assert_eq!(end.emitted(Mass::kilograms(100).into())?.quantity()?, Mass::kilograms(32));
/// assert_eq!(end.recovered(Mass::kilograms(100).into())?.quantity()?, Mass::kilograms(48));
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndOfLife<N = Ratio> {
    /// Share of the charge that is left.
    pub remaining: Fraction<N>,
    /// Share of that which is recovered.
    pub recovery: Fraction<N>,
}

impl<N: Scalar> EndOfLife<N> {
    /// What escapes of the charge of new equipment.
    pub fn emitted(&self, charge: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
        product(charge, &[ChainTerm::share(REMAINING, self.remaining), ChainTerm::one_less(RECOVERY, self.recovery)?])
    }

    /// What is recovered of it.
    pub fn recovered(&self, charge: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
        product(charge, &[ChainTerm::share(REMAINING, self.remaining), ChainTerm::share(RECOVERY, self.recovery)])
    }
}
