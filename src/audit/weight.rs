//! What a kilogram weighs against CO2, for the writer and the verifier of the trace.

use crate::error::Result;
use crate::gas::{Gas, GwpSet, Substance};
use crate::quantity::Exact;

/// What a substance weighs: none for biogenic CO2, 1 for what was stated as CO2e.
pub(super) fn weight(substance: Substance, set: GwpSet) -> Result<Option<Exact>> {
    match substance {
        Substance::Gas(Gas::CO2_BIOGENIC) => Ok(None),
        Substance::Gas(gas) => set.weight(gas),
        Substance::Stated(_) => Ok(Some(Exact::ONE)),
    }
}
