//! Every method by its public name: what goes in, what comes out, and the equation.
//!
//! In: inputs by name, each with its unit, from JSON or TOML. Out: results by name, exact. A worksheet holds no default: an input
//! that is missing is an error that names it, its unit, and the shipped rows that could serve.
//!
//! ```
//! use citycarbon::worksheets;
//! let inputs = serde_json::json!({
//!     "waste": { "value": "10", "unit": "t" },
//!     "degradable-organic-carbon": { "row": "ipcc2006-doc-food" },
//!     "decomposable-fraction": { "value": "0.5", "unit": "kg/kg" },
//!     "methane-correction-factor": { "value": "1", "unit": "kg/kg" },
//!     "methane-fraction": { "value": "0.5", "unit": "m3/m3" },
//!     "methane-recovery": { "value": "0", "unit": "kg/kg" },
//!     "oxidation-factor": { "value": "0", "unit": "kg/kg" },
//! });
//! let sheet = worksheets::find("landfill-commitment")?;
//! let results = sheet.compute(&inputs, citycarbon::Registry::bundled()?)?;
//! // 10 t · 0.15 · 0.5 · 1 · 0.5 · 16/12 = 0.5 t
//! assert_eq!(results.one("CH4").map(|value| value.to_string()), Some("500".to_owned()));
//! # Ok::<(), citycarbon::Error>(())
//! ```
#![doc = include_str!("index.md")]

mod biological;
mod cogeneration;
mod combustion;
mod electricity;
mod fugitive;
mod incineration;
mod index;
mod inputs;
mod labelled;
mod landfill;
mod results;
mod sheet;
mod transport;
mod wastewater;

use labelled::{Labelled, just_one, none_of, one_input, one_of, up_to_one};

pub use index::{all, find};
pub use inputs::{Cell, Inputs, Row};
pub use results::{Figure, Results};
pub use sheet::{Input, Output, Worksheet};
