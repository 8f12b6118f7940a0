//! Tables of other systems, from bytes and to bytes: no files.
//!
//! In: the statements of a city. Out: the bytes that another system reads.

mod primap2;

pub use primap2::{Primap2, primap2};
