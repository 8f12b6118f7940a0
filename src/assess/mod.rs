//! Activity, factor and method meet here, and nowhere else.
//!
//! In: a leaf of a tally (an exact sum of one activity in one unit, place and year), or a method with its inputs. Out: open
//! [`Line`]s, one for each gas and rule of the catalogue, each with the [`Derivation`] of its mass, and the fallbacks taken. What a
//! code leads to in a region and year is looked up once; the leaves that follow share its terms.

mod assessor;
mod convert;
mod derivation;
mod electricity;
mod factor_lines;
mod inputs;
mod line;
mod method;
mod method_record;
mod name;
mod plan_cache;
mod task;
mod term;
mod vocabulary;

pub use assessor::Assessor;
pub use derivation::{Derivation, MethodResult};
pub(crate) use factor_lines::METHANE_NOTE;
pub use inputs::{InputKey, LineInput, LineInputs};
pub use line::{ClosedLine, Line, LineId, Origin};
pub(crate) use line::{LastAmount, distinct};
pub use method_record::MethodRecord;
pub use name::Name;
pub use plan_cache::Assessed;
pub(crate) use term::EMISSION_FACTOR;
pub use term::{FactorRef, Term, TermOrigin, Terms};
pub use vocabulary::LedgerVocabulary;
