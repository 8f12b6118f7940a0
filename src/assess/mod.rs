//! The only module where activity data, factors and methods are combined.
//!
//! In: a leaf of a tally (an exact sum of one activity in one unit, place and year), or a method with its inputs. Out: open
//! [`Line`]s, one for each gas and rule of the catalogue, each with the [`Derivation`] of its mass and the fallbacks used. The factors
//! of a code in a region and year are looked up once; later leaves share its terms.
//!
//! ```
//! use citycarbon::{Activity, Assessor, GwpSet};
//! let assessor = Assessor::shipped("TH-10".parse()?)?;
//! let mut books = assessor.inventory("Bangkok", ["2022".parse()?], GwpSet::Ar5);
//! books.record(&assessor, &Activity::new("residential.electricity", "2022".parse()?, "1000 kWh".parse()?))?;
//! for line in books.lines() {
//!     // Each number of the product, with the ids of the rows that it is from.
//!     assert!(line.terms().any(|term| term.name == "emission-factor" && !term.ids().is_empty()));
//! }
//! # Ok::<(), citycarbon::Error>(())
//! ```

mod assessor;
mod convert;
mod derivation;
mod electricity;
mod evidence;
mod factor_lines;
mod inputs;
mod line;
mod method;
mod method_record;
mod name;
mod open_units;
pub(crate) mod own_rows;
mod plan_cache;
mod row_refs;
#[cfg(feature = "sampling")]
mod sampling;
mod task;
mod term;
mod vocabulary;

pub use assessor::Assessor;
pub use derivation::{Derivation, MethodResult};
pub use evidence::LineMethod;
pub(crate) use factor_lines::METHANE_NOTE;
pub use inputs::{InputKey, LineInput, LineInputs, MeanOver};
pub use line::{ClosedLine, Line, LineId, Origin};
pub(crate) use line::{LastAmount, distinct};
pub use method_record::MethodRecord;
pub use name::Name;
pub use plan_cache::Assessed;
#[cfg(feature = "sampling")]
pub use sampling::DrawnNumber;
pub(crate) use term::EMISSION_FACTOR;
pub use term::{FactorRef, Term, TermOrigin, Terms};
pub use vocabulary::LedgerVocabulary;
