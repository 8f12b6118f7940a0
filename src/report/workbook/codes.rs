//! Words for codes that only the workbook shows.

use crate::factors::{Confidence, Purpose};
use crate::quantity::EnergyBasis;
use crate::report::terms::ResultTerm;

impl ResultTerm {
    pub(super) fn of_basis(basis: EnergyBasis) -> Self {
        match basis {
            EnergyBasis::Gross => Self::BasisGross,
            EnergyBasis::Net => Self::BasisNet,
        }
    }

    pub(super) fn of_confidence(confidence: Confidence) -> Self {
        match confidence {
            Confidence::Seen => Self::ConfidenceSeen,
            Confidence::Secondary => Self::ConfidenceSecondary,
            Confidence::Own => Self::ConfidenceOwn,
        }
    }

    pub(super) fn of_purpose(purpose: Purpose) -> Self {
        match purpose {
            Purpose::Inventory => Self::PurposeInventory,
            Purpose::Alternative => Self::PurposeAlternative,
            Purpose::Margin => Self::PurposeMargin,
            Purpose::Market => Self::PurposeMarket,
            Purpose::Project => Self::PurposeProject,
            Purpose::Upstream => Self::PurposeUpstream,
            Purpose::Product => Self::PurposeProduct,
        }
    }
}
