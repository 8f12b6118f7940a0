//! What rows of factors and of parameters share.

use crate::error::Message;
use crate::quantity::Exact;
use crate::records::InvalidCell;

/// So much for each none, or for each less than none, is no rate of a table.
pub(super) fn per_above_zero(per: Exact) -> Result<(), InvalidCell> {
    if per.is_zero() || per.is_negative() {
        return Err(InvalidCell::new("per", Message::PerNotAboveZero { value: (&per).into() }));
    }
    Ok(())
}

/// Printed limits, the lower one first.
pub(super) fn limits_ascend(low: Option<Exact>, high: Option<Exact>) -> Result<(), InvalidCell> {
    match (low, high) {
        (Some(low), Some(high)) if low > high => Err(InvalidCell::new("low", Message::LimitsReversed { value: (&low).into() })),
        _ => Ok(()),
    }
}

/// The `with_*` of members that both kinds of row have.
macro_rules! with_what_rows_share {
    ($kind:ident) => {
        impl $kind {
            /// The same, on a basis.
            #[must_use]
            pub fn with_basis(mut self, basis: $crate::factors::Basis) -> Self {
                self.basis = Some(basis);
                self
            }

            /// The same, of a region.
            #[must_use]
            pub fn with_region(mut self, region: Region) -> Self {
                self.region = region;
                self
            }

            /// The same, of these years.
            #[must_use]
            pub fn with_years(mut self, years: Validity) -> Self {
                self.years = years;
                self
            }

            /// The same, made for something other than an inventory.
            #[must_use]
            pub fn with_purpose(mut self, purpose: Purpose) -> Self {
                self.purpose = purpose;
                self
            }

            /// The same, of a yearly series.
            #[must_use]
            pub fn with_series(mut self, series: &str) -> Self {
                series.clone_into(&mut self.series);
                self
            }

            /// The same, with its printed limits.
            #[must_use]
            pub fn with_limits(mut self, low: Exact, high: Exact) -> Self {
                (self.low, self.high) = (Some(low), Some(high));
                self
            }
        }
    };
}
