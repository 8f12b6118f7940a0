//! Electricity, heat and cooling by name.

use super::Worksheet;

pub(super) const SHEETS: &[Worksheet] = &[];
