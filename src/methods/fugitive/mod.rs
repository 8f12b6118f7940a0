//! Gas that escapes from coal mines and gas networks (GPC I.7 and I.8).
//!
//! [`coal_mining`], [`abandoned_mines`] and [`gas_distribution`]: IPCC 2006 Guidelines, vol. 2, ch. 4; the equations are the same in the
//! 2019 Refinement. Methane that is burnt for energy counts as a fuel where it is burnt. Methane that escapes is of fossil origin.
//!
//! ```
//! use citycarbon::methods::fugitive::gas_distribution;
//! use citycarbon::quantity::{Coefficient, Distance, Mass};
//! // 25 km of pipes that lose 0.5 t of CH4 a kilometre and year.
//! let factor = Coefficient::from_parts(Mass::kilograms(500), Distance::kilometres(1))?;
//! let escaped = gas_distribution::compute(Distance::kilometres(25).into(), factor)?;
//! assert_eq!(escaped.quantity()?, Mass::kilograms(12_500));
//! # Ok::<(), citycarbon::Error>(())
//! ```

pub mod abandoned_mines;
pub mod coal_mining;
pub mod gas_distribution;

use super::Input;

const DENSITY: Input = Input::one("density", "kg/m3", "density of methane").of("methane");
