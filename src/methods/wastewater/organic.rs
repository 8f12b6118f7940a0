//! CH4 of the organic load of wastewater, domestic and industrial.
//!
//! ```text
//! CH4 = (TOW − S) · EF            EF = Bo · MCF
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | TOW | organic load of the wastewater | kg |
//! | S | organic load that leaves as sludge: BOD or COD, not the mass of sludge | kg |
//! | `Bo`, MCF | CH4 that a load can make at most; methane correction factor of the pathway | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 6, eq. 6.2, 6.4 and 6.5; 2019 Refinement, eq. 6.1 and 6.2. BOD goes with `Bo` 0.6, COD with
//! 0.25.

use crate::error::{Message, Result};
use crate::factors::Basis;
use crate::methods::labelled::{Labelled, just_one};
use crate::methods::{ChainTerm, Input, Inputs};
use crate::quantity::{Amount, Fraction, Mass, Scalar};

pub(super) const CAPACITY: Input = Input::maybe("methane-producing-capacity", "kg/kg", "CH4 that a load can make at most (Bo)");

/// CH4 of each kg of load, as it is given instead of Bo and MCF.
pub(super) const fn given_factor(by: &'static [&'static str]) -> Input {
    Input::maybe_table("wastewater-methane-factor", "kg/kg", by, "CH4 of each kg of load, instead of Bo and MCF")
}

/// Refuses rows that refer to the other kind of load: BOD or COD.
pub(super) fn refuse_rows_of_other_load<N: Scalar>(inputs: &Inputs<N>, load: Basis) -> Result<()> {
    let other = if load == Basis::Bod { Basis::Cod } else { Basis::Bod };
    for (name, values) in inputs.values() {
        if let Some(value) = values.iter().find(|value| value.basis == Some(other)) {
            let row = value.row.as_deref().unwrap_or_default();
            return Err(Message::RowOfOtherLoad { value: row.into(), found: (&other).into(), load: (&load).into() }
                .of(name)
                .into());
        }
    }
    Ok(())
}

/// The terms of CH4 for each kg of load: Bo · MCF (eq. 6.2 and 6.5).
pub(super) fn factor_terms<N: Scalar>(methane_producing_capacity: N, methane_correction_factor: Fraction<N>) -> [ChainTerm<N>; 2] {
    [
        ChainTerm::of("methane-producing-capacity", methane_producing_capacity),
        ChainTerm::share("methane-correction-factor", methane_correction_factor),
    ]
}

/// CH4 for each kg of load: Bo · MCF (eq. 6.2 and 6.5).
pub fn factor<N: Scalar>(methane_producing_capacity: N, methane_correction_factor: Fraction<N>) -> Result<N> {
    N::product(factor_terms(methane_producing_capacity, methane_correction_factor).map(|term| term.number))
}

/// CH4 of a load less what leaves as sludge (2006, eq. 6.4; 2019, eq. 6.1).
///
/// ```
/// use citycarbon::methods::wastewater::organic::methane;
/// use citycarbon::quantity::{Mass, Ratio};
/// // A reactor without air (0.25 · 0.8): 100 t of COD, 10 t of it in sludge: 90,000 · 0.2 = 18,000 kg.
/// let emitted = methane(Mass::tonnes(100).into(), Mass::tonnes(10).into(), Ratio::new(2, 10)?)?;
/// assert_eq!(emitted.quantity()?, Mass::kilograms(18_000));
/// # Ok::<(), citycarbon::Error>(())
/// ```
///
/// # Errors
/// More load in sludge than there is.
pub fn methane<N: Scalar>(load: Amount<Mass, N>, sludge: Amount<Mass, N>, methane_factor: N) -> Result<Amount<Mass, N>> {
    match load.checked_sub(sludge)? {
        Some(left) => left.checked_mul(methane_factor),
        None => Err(Message::MoreLoadRemoved { value: sludge.shown().into(), load: load.shown().into() }.into()),
    }
}

/// CH4 of each kg of load by pathway or industry: as given, or Bo · MCF.
pub(super) struct LoadFactors<'a, N> {
    inputs: &'a Inputs<N>,
    given: Labelled<N>,
    correction: Labelled<Fraction<N>>,
}

impl<'a, N: Scalar> LoadFactors<'a, N> {
    /// The factors by a label, none of which may name what `first` does not have.
    pub(super) fn read<T>(inputs: &'a Inputs<N>, label: &'static str, first: &Labelled<T>) -> Result<Self> {
        Ok(Self {
            inputs,
            given: Labelled::numbers(inputs, "wastewater-methane-factor", label)?.known(first)?,
            correction: Labelled::shares(inputs, "methane-correction-factor", label)?.known(first)?,
        })
    }

    /// The factor of one; Bo is needed only where there is an MCF.
    pub(super) fn of(&self, which: &str) -> Result<N> {
        let corrected = |correction| factor(self.inputs.number("methane-producing-capacity")?, correction);
        let ways = [
            ("wastewater-methane-factor", self.given.get(which).map(Ok)),
            ("methane-correction-factor", self.correction.get(which).map(corrected)),
        ];
        just_one(which, ways)?.1
    }
}
