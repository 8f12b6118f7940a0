//! Incineration and open burning by name.

use super::Worksheet;

pub(super) const SHEETS: &[Worksheet] = &[];
