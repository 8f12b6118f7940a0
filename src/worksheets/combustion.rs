//! Burning of fuels by name.

use super::Worksheet;

pub(super) const SHEETS: &[Worksheet] = &[];
