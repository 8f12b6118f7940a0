//! Random inputs against independent computations that share no code with the library.

mod landfill;
mod ledger;
mod waste;
