//! Energy that comes by a network: electricity, heat and cooling bought, what the network loses, and electricity made on the spot.
//!
//! ```text
//! scope 2 = C · EF          scope 3 = C · L / (1 − L) · EF          heat of fuel = C / η · EF          cooling = C / COP · EF
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | C | energy used, as metered where it is used | MJ |
//! | EF | gas for each unit of energy sent out (of fuel or of what drives the chiller, in the last two) | kg/MJ |
//! | L | part of what is sent out that is lost | MJ/MJ |
//! | η | efficiency of the boiler | MJ/MJ |
//! | COP | coefficient of performance of the chiller | MJ/MJ |
//!
//! Source: GPC, ch. 6; WRI/WBCSD, Technical Guidance for Calculating Scope 3 Emissions (2013),
//! formula 3.3; Local Government Operations Protocol, eq. 6.16 to 6.18 (heat) and 6.26, 6.27 (cooling). A loss stated as part of
//! what is used is taken as it is, C · L; most statistics state it as part of what is sent out. Where losses are inside a factor they
//! must not be counted again. Energy made and used on the spot is no scope 2: its fuel is scope 1. What goes to the grid is I.4.4,
//! outside BASIC, so that no kWh counts twice.

use crate::error::{ErrorKind, Problem, Result};
use crate::quantity::{Amount, Energy, Mass, Quantity, Ratio};

/// A gas of energy, by a factor for each unit of it.
pub fn emitted(energy: Amount<Energy>, factor: Ratio) -> Result<Amount<Mass>> {
    Ok(Amount::new(energy.number().checked_mul(factor)?))
}

/// How the loss of a network is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Part of what is sent out.
    OfSupply(Ratio),
    /// Part of what is sent out that transmission loses, then part of what is left that distribution loses.
    InTurn(Ratio, Ratio),
    /// Part of what is used.
    OfUse(Ratio),
}

impl Loss {
    /// What is lost for each unit used.
    ///
    /// ```
    /// use citycarbon::methods::electricity::Loss;
    /// use citycarbon::quantity::Ratio;
    /// // A fifth of what is sent out is lost: 20 of 100, so a quarter of the 80 that arrive.
    /// assert_eq!(Loss::OfSupply(Ratio::new(20, 100)?).for_each_used()?.evaluate()?.value().to_string(), "0.25");
    /// // 10 % of 100, then a ninth of the 90 left: 80 arrive again.
    /// let both = Loss::InTurn(Ratio::new(10, 100)?, Ratio::new(1, 9)?);
    /// assert_eq!(both.for_each_used()?.evaluate()?.value().to_string(), "0.25");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn for_each_used(self) -> Result<Ratio> {
        let arrives = match self {
            Self::OfUse(loss) => return Ok(loss),
            Self::OfSupply(loss) => loss.complement()?,
            Self::InTurn(first, second) => first.complement()?.checked_mul(second.complement()?)?,
        };
        if arrives.numerator().is_zero() || arrives.numerator().is_negative() {
            return Err(
                Problem::bare(ErrorKind::Losses, "as much lost as is sent out, or more", "give the part that is lost").into()
            );
        }
        arrives.complement()?.checked_div(arrives)
    }

    /// What is lost on the way to an energy used.
    pub fn lost(self, used: Energy) -> Result<Amount<Energy>> {
        Ok(Amount::new(self.for_each_used()?.checked_mul(used.base())?))
    }
}

/// Emissions of a plant by where its electricity goes; the two add up to the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generation {
    /// Of what is used on the spot: scope 1 of the user.
    pub own: Mass,
    /// Of what is sent to the grid: I.4.4.
    pub exported: Mass,
}

impl Generation {
    /// Emissions split by energy; an error where more was used than made.
    ///
    /// ```
    /// use citycarbon::methods::electricity::Generation;
    /// use citycarbon::quantity::{Energy, Mass};
    /// // 30 of 120 MWh were used on the spot: a quarter of 48 t.
    /// let split = Generation::of(Mass::tonnes(48), Energy::megawatt_hours(120), Energy::megawatt_hours(30))?;
    /// assert_eq!((split.own, split.exported), (Mass::tonnes(12), Mass::tonnes(36)));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn of(emitted: Mass, generated: Energy, own_use: Energy) -> Result<Self> {
        if own_use > generated {
            let reason = format!("used of {generated} generated");
            return Err(Problem::new(
                ErrorKind::Conflict,
                &own_use.to_string(),
                reason,
                "what was bought beside is grid-electricity",
            )
            .into());
        }
        let part = Ratio::new(own_use.base(), generated.base())?;
        let own: Mass = Amount::new(part.reduced().checked_mul(emitted.base())?).quantity()?;
        Ok(Self { own, exported: Mass::from_base(emitted.base().checked_sub(own.base())?) })
    }
}

/// The energy that goes in for an energy that comes out: fuel of a boiler by its efficiency, electricity or heat of a chiller by its
/// coefficient of performance.
pub fn driven_by(out: Energy, performance: Ratio) -> Result<Amount<Energy>> {
    Ok(Amount::new(Ratio::from(out.base()).checked_div(performance)?))
}
