//! The views that every inventory has.

use super::view_group::ViewGroup;
use crate::assess::LineId;
use crate::gas::Substance;
use crate::taxonomy::{Category, korean_management};

/// A view that every inventory has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BuiltInView {
    Basic,
    BasicPlus,
    BasicS3,
    Territorial,
    Scope,
    Sector,
    Gas,
    Place,
    Ipcc,
    Crf,
    KoreaManagementAuthority,
}

impl BuiltInView {
    pub(super) const ALL: [Self; 11] = [
        Self::Basic,
        Self::BasicPlus,
        Self::BasicS3,
        Self::Territorial,
        Self::Scope,
        Self::Sector,
        Self::Gas,
        Self::Place,
        Self::Ipcc,
        Self::Crf,
        Self::KoreaManagementAuthority,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::BasicPlus => "basic-plus",
            Self::BasicS3 => "basic-s3",
            Self::Territorial => "territorial",
            Self::Scope => "scope",
            Self::Sector => "sector",
            Self::Gas => "gas",
            Self::Place => "place",
            Self::Ipcc => "ipcc",
            Self::Crf => "crf",
            Self::KoreaManagementAuthority => "korea-management-authority",
        }
    }

    /// The group of a line; none where it is not in the view.
    pub(super) fn group(self, id: &LineId, substance: Substance) -> Option<ViewGroup> {
        let category = id.category;
        let counted = |counts: fn(Category) -> bool| counts(category).then(|| ViewGroup::SubSector(category.sub_sector()));
        match self {
            Self::Basic => counted(Category::in_basic),
            Self::BasicPlus => counted(Category::in_basic_plus),
            Self::BasicS3 => counted(Category::in_basic_s3),
            Self::Territorial => counted(Category::in_territorial),
            Self::Scope => Some(ViewGroup::Scope(category.scope())),
            Self::Sector => Some(ViewGroup::Sector(category.sector())),
            Self::Gas => Some(ViewGroup::Gas(substance)),
            Self::Place => Some(ViewGroup::Place(id.place.clone())),
            Self::Ipcc => ViewGroup::ipcc(category),
            Self::Crf => ViewGroup::crf(category),
            Self::KoreaManagementAuthority => korean_management(category).map(|row| ViewGroup::Managed(row.sector)),
        }
    }
}
