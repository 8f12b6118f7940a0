//! Solid waste disposal (GPC III.1): first-order decay, methane commitment, and what goes with them.
//!
//! | Item | Gives | Equation |
//! |---|---|---|
//! | [`Landfills`] | CH4 of every year, by site and stream, from the history of the waste | IPCC 2006, vol. 5, eq. 3.1 to 3.7 |
//! | [`Decay`] | deposit, decomposed carbon and stock of one stream | eq. 3.4, 3.5, 3A1.12 to 3A1.15 |
//! | [`decayed`] | what share of one deposit decomposes in a year | the same |
//! | [`Commitment`] | CH4 of all years to come of the waste of one year | GPC, eq. 8.3 and 8.4 |
//! | [`Stored`] | carbon that never decomposes | eq. 3A1.19 |
//! | [`SwdsTool`] | CH4 by the CDM's tool, for projects | CDM `TOOL04` |
//! | [`weighted`], [`bulk_carbon`] | MCF of several classes of sites, DOC of mixed waste | eq. 3.7 |
//! | [`filled`] | waste of years without a figure, as estimates | section 3.2.2 |
//! | [`Grid`] | carbon decomposed by year of very many series | as [`Decay`] |
//!
//! Decay and commitment answer two questions: what a city's landfills give off this year, from the waste of decades, and what the
//! waste of this year will give off in all. Both may stand side by side; their sum would count the same gas twice. The one is a
//! [`Mass`] of a year, the other is [`Committed`].

pub mod commitment;
mod decay;
mod grid;
mod history;
mod mix;
mod pulse;
mod series;
mod sites;
mod stored;
mod swds_tool;

pub use commitment::{Commitment, Committed};
pub use decay::{Decay, Stock};
pub use grid::Grid;
pub use history::{BackCast, Waste, filled};
pub use mix::{bulk_carbon, weighted};
pub use pulse::{DECAY_PLACES, decayed};
pub use series::{Recovery, Since};
pub use sites::{Account, Cell, Landfills, Methane, Site, Stream, generated};
pub use stored::Stored;
pub use swds_tool::{Disposed, Periods, SwdsTool};

use crate::error::Result;
use crate::quantity::{Mass, Quantity, Ratio};

pub(crate) const DOC: &str = "degradable organic carbon of the wet waste";
pub(crate) const DOCF: &str = "part of it that decomposes";
pub(crate) const RATE: &str = "decay rate";
pub(crate) const FRACTION: &str = "CH4 in the gas generated";
pub(crate) const MONTH: &str = "month in which decay starts: 13 after a delay of six months, 7 without delay";

/// Kilograms, closed.
fn mass_of(kilograms: Ratio) -> Result<Mass> {
    Ok(Mass::from_base(kilograms.evaluate()?.value()))
}
