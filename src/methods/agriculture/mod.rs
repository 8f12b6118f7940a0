//! Aggregate sources on land (GPC V.3): flooded rice, and what is left on the field and burnt.

pub mod residue_burning;
pub mod rice;
