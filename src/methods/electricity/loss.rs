//! What a network loses, for each unit that arrives.
//!
//! ```text
//! L' = L / (1 − L),     1 − L = Π (1 − Lᵢ)
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | Lᵢ | share lost in part i of the network, of what enters that part | MJ/MJ |
//! | L | share lost in all parts, of what is sent out | MJ/MJ |
//! | L' | lost for each unit used | MJ/MJ |
//!
//! Source: WRI/WBCSD, Technical Guidance for Calculating Scope 3 Emissions (2013), formula 3.3; GPC, ch. 6.

use crate::error::{Message, Result};
use crate::quantity::{Amount, Energy, Fraction, Ratio, Scalar};

/// What is lost for each unit used, where each part of the network loses a share of what enters it.
///
/// # Errors
/// All that is sent out is lost.
pub fn loss_per_unit_used<N: Scalar>(shares: impl IntoIterator<Item = Fraction<N>>) -> Result<N> {
    let arrives = shares.into_iter().try_fold(Fraction::ONE, |arrives, share| arrives.checked_mul(share.complement()?))?;
    if arrives.is_zero() {
        return Err(Message::AllEnergyLost.into());
    }
    arrives.complement()?.number().checked_div(arrives.number())
}

/// How the loss of a network is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NetworkLoss<N = Ratio> {
    /// As a share of what is sent out.
    OfSupply(Fraction<N>),
    /// As a share of what is sent out that transmission loses, then a share of the rest that distribution loses.
    InTurn(Fraction<N>, Fraction<N>),
    /// As a share of what is used.
    OfUse(Fraction<N>),
}

impl<N: Scalar> NetworkLoss<N> {
    /// What is lost for each unit used.
    ///
    /// ```
    /// use citycarbon::methods::electricity::NetworkLoss;
    /// use citycarbon::quantity::Fraction;
    /// // A fifth of what is sent out is lost: 20 of 100, so a quarter of the 80 that arrive.
    /// assert_eq!(NetworkLoss::OfSupply(Fraction::from_parts(20, 100)?).per_unit_used()?.evaluate()?.value().to_string(), "0.25");
    /// // 10 % of 100, then a ninth of the remaining 90: 80 arrive again.
    /// let both = NetworkLoss::InTurn(Fraction::from_parts(10, 100)?, Fraction::from_parts(1, 9)?);
    /// assert_eq!(both.per_unit_used()?.evaluate()?.value().to_string(), "0.25");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    ///
    /// # Errors
    /// All that is sent out is lost.
    pub fn per_unit_used(self) -> Result<N> {
        match self {
            Self::OfUse(loss) => Ok(loss.number()),
            Self::OfSupply(loss) => loss_per_unit_used([loss]),
            Self::InTurn(transmission, distribution) => loss_per_unit_used([transmission, distribution]),
        }
    }

    /// What is lost on the way to an energy used.
    ///
    /// # Errors
    /// All that is sent out is lost.
    pub fn lost(self, used: Amount<Energy, N>) -> Result<Amount<Energy, N>> {
        used.checked_mul(self.per_unit_used()?)
    }
}
