//! Rows of the tables as lines name them, made once and kept: the plans of many places and years lead to the same rows.

use super::term::FactorRef;
use crate::factors::{EmissionFactor, Fallback, Parameter, Registry};
use hashbrown::HashMap;
use std::sync::{Mutex, PoisonError};

/// The rows of one registry by where they are in memory, without fallbacks. A copy of an assessor starts with none: it has rows of
/// its own.
#[derive(Default)]
pub(super) struct RowRefs(Mutex<HashMap<usize, FactorRef>>);

impl RowRefs {
    /// A factor of the registry, found by these fallbacks.
    pub(super) fn of_factor(&self, row: &EmissionFactor, steps: &[Fallback], registry: &Registry) -> FactorRef {
        self.of(core::ptr::from_ref(row).addr(), steps, || FactorRef::of_factor(row, &[], registry))
    }

    /// The same of a parameter.
    pub(super) fn of_parameter(&self, row: &Parameter, steps: &[Fallback], registry: &Registry) -> FactorRef {
        self.of(core::ptr::from_ref(row).addr(), steps, || FactorRef::of_parameter(row, &[], registry))
    }

    fn of(&self, place: usize, steps: &[Fallback], make: impl FnOnce() -> FactorRef) -> FactorRef {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        FactorRef { steps: steps.to_vec(), ..held.entry(place).or_insert_with(make).clone() }
    }
}

impl Clone for RowRefs {
    fn clone(&self) -> Self {
        Self::default()
    }
}
