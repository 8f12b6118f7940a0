//! Heat and power together by name.

use super::Worksheet;

pub(super) const SHEETS: &[Worksheet] = &[];
