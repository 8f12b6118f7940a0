//! Solid waste disposal (GPC III.1): first-order decay, methane commitment, and what goes with them.
//!
//! | Item | Gives | Equation |
//! |---|---|---|
//! | [`Landfills`] | CH4 of every year, by site and stream, from the history of the waste | IPCC 2006, vol. 5, eq. 3.1 to 3.7 |
//! | [`FirstOrderDecay`] | deposit, decomposed carbon and stock of one stream | eq. 3.4, 3.5, 3A1.12 to 3A1.15 |
//! | [`decayed`] | what share of one deposit decomposes in a year | the same |
//! | [`Commitment`] | CH4 of all years to come of the waste of one year | GPC, eq. 8.3 and 8.4 |
//! | [`StoredCarbon`] | carbon that never decomposes | eq. 3A1.19 |
//! | [`SwdsTool`] | CH4 by the CDM's tool, for projects | CDM `TOOL04` |
//! | [`weighted`], [`bulk_carbon`] | MCF of several classes of sites, DOC of mixed waste | eq. 3.7 |
//! | [`filled`] | waste of years without a figure, as estimates | section 3.2.2 |
//! | [`DecayGrid`] | carbon decomposed by year of very many series | as [`FirstOrderDecay`] |
//!
//! Decay and commitment answer two questions: what a city's landfills emit this year, from the waste of decades, and what the waste
//! of this year will emit in all. A report may show both, one next to the other; their sum would count the same gas twice. The one is
//! a mass of a year, the other is [`Committed`].
//!
//! ```
//! use citycarbon::methods::landfill::Commitment;
//! use citycarbon::quantity::{Fraction, Mass};
//! // 1000 t of food waste at a managed site that burns a fifth of its gas: 1000 · 0.15 · 0.5 · 1 · 0.5 · 16/12 · 0.8 = 40 t.
//! let food = Commitment {
//!     degradable_organic_carbon: Fraction::from_parts(15, 100)?,
//!     decomposable_fraction: Fraction::from_parts(5, 10)?,
//!     methane_correction_factor: Fraction::ONE,
//!     methane_fraction: Fraction::from_parts(5, 10)?,
//!     methane_recovery: Fraction::from_parts(2, 10)?,
//!     oxidation_factor: Fraction::ZERO,
//! };
//! assert_eq!(food.committed(Mass::tonnes(1000))?.over_all_years(), Mass::tonnes(40));
//! # Ok::<(), citycarbon::Error>(())
//! ```

pub mod commitment;
pub mod first_order_decay;
mod grid;
pub mod history;
pub mod mix;
pub mod pulse;
mod series;
mod sites;
mod stock;
pub mod stored;
pub mod swds_tool;

pub use commitment::{Commitment, Committed};
pub use grid::DecayGrid;
pub use history::{BackCast, HistoryYear, filled};
pub use mix::{bulk_carbon, weighted};
pub use pulse::{DECAY_PLACES, decayed};
pub use series::{Recovery, Since};
pub use sites::{Account, Landfills, Methane, Site, Stream, StreamYear, generated};
pub use stock::{FirstOrderDecay, Stock};
pub use stored::StoredCarbon;
pub use swds_tool::{Disposed, Periods, SwdsTool};

use crate::error::Result;
use crate::methods::labelled::Labelled;
use crate::methods::{Input, InputRow, Inputs};
use crate::quantity::{Ratio, Scalar};
use crate::taxonomy::Year;

const DOC: &str = "degradable organic carbon of the wet waste";
const DOCF: &str = "part of it that decomposes";
const RATE: &str = "decay rate";
const FRACTION: &str = "CH4 in the gas generated";
const MONTH: &str = "month in which decay starts: 13 after a delay of six months, 7 without delay";

/// The decay rate of each stream, or its half-life.
const RATES: [Input; 2] = [
    Input::table("decay-rate", "1/yr", &["stream"], RATE).or(&["half-life"]),
    Input::maybe_table("half-life", "yr", &["stream"], HALF_LIFE).without_rows(),
];

const HALF_LIFE: &str = "time in which half of the carbon decomposes, instead of the decay rate";

/// Decay rates by stream, those of half-lives among them.
fn rates<N: Scalar, T>(inputs: &Inputs<N>, streams: &Labelled<T>) -> Result<Labelled<N>> {
    let lives = Labelled::numbers(inputs, "half-life", "stream")?;
    let rates = Labelled::numbers(inputs, "decay-rate", "stream")?;
    if lives.is_empty() {
        return rates.known(streams);
    }
    Labelled::any([rates, lives.turned(|_, life| rate_of_half_life(life))?])?.known(streams)
}

/// k = ln 2 / t (IPCC 2006, vol. 5, ch. 3, section 3.2.3, tables 3.3 and 3.4).
///
/// The logarithm has 24 digits, more than any figure that comes of it.
///
/// ```
/// use citycarbon::methods::landfill::rate_of_half_life;
/// use citycarbon::quantity::Ratio;
/// // A half-life of two years: 0.693... / 2.
/// let rate = rate_of_half_life("2".parse::<Ratio>()?)?;
/// assert_eq!(rate.evaluate()?.value().to_string(), "0.346573590279972654708616");
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn rate_of_half_life<N: Scalar>(half_life: N) -> Result<N> {
    let logarithm_of_two: Ratio = "0.693147180559945309417232".parse()?;
    N::from_ratio(logarithm_of_two)?.checked_div(half_life)
}

/// A value of a table with its year.
fn dated<T: Copy>(row: &InputRow<T>) -> Result<(Year, T)> {
    Ok((row.year()?, row.value))
}

/// The values of a table by year.
fn by_year<T: Copy, C: FromIterator<(Year, T)>>(rows: &[InputRow<T>]) -> Result<C> {
    rows.iter().map(dated).collect()
}

/// The labels that a table of waste has.
fn labels_of<T>(waste: &[InputRow<T>], label: &'static str) -> Result<Labelled<Vec<()>>> {
    Labelled::grouped(waste, "waste", label, |_| Ok(()))
}
