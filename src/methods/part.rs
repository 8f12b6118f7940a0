//! Parts of a result: what its labels mean in the books, each part with the references that it may be booked at.

use crate::taxonomy::{Category, SubSector};
use core::fmt;
use serde::Serialize;

/// A part of a method's gases that has references of its own: a scope, heat or power, what is used or exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Part {
    /// The label that tells it from other parts: `scope`.
    pub label: &'static str,
    /// What the label says of it, `1`; empty where a city gives the names itself, as those of modes.
    pub word: &'static str,
    /// The references that it may be booked at, that of a sub-sector's name first; none where it is always zero.
    pub references: &'static str,
    /// Whether parts of this label may be booked at one reference all together.
    pub together: bool,
}

impl Part {
    /// A part that the method names.
    pub(crate) const fn new(label: &'static str, word: &'static str, references: &'static str) -> Self {
        Self { label, word, references, together: false }
    }

    /// Parts that a city names.
    pub(crate) const fn any(label: &'static str, references: &'static str) -> Self {
        Self::new(label, "", references)
    }

    /// The same, where one reference may hold all of them.
    #[must_use]
    pub(crate) const fn together(self) -> Self {
        Self { together: true, ..self }
    }

    /// Whether it is the part of that name.
    pub(super) fn is(&self, word: &str) -> bool {
        self.word.is_empty() || self.word == word
    }

    /// Its references.
    pub fn categories(&self) -> impl Iterator<Item = Category> {
        let references = self.references;
        Category::all().filter(move |category| references.split(", ").any(|own| own == category.reference()))
    }

    /// Whether it may be booked there.
    pub fn takes(&self, category: Category) -> bool {
        self.categories().any(|own| own == category)
    }

    /// Its reference where a form names a sub-sector: the first one within, or the only one there is.
    pub(super) fn within(&self, sub_sector: SubSector) -> Option<Category> {
        let own: Vec<Category> = self.references.split(", ").filter_map(|reference| reference.parse().ok()).collect();
        let inside = own.iter().copied().find(|category| category.sub_sector() == sub_sector);
        inside.or(if let [only] = own.as_slice() { Some(*only) } else { None })
    }
}

/// `scope 1: II.2.1`; `each mode: II.1.1 or II.2.1`.
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let references = if self.references.is_empty() { "always 0".to_owned() } else { self.references.replace(", ", " or ") };
        match self.word {
            "" => padded!(f, "each {}: {references}", self.label),
            word => padded!(f, "{} {word}: {references}", self.label),
        }
    }
}

/// Scopes 1 to 3 of a sub-sector, as `rail` has them.
macro_rules! scopes {
    ($($scope:literal: $reference:literal),+ $(,)?) => {
        &[$($crate::methods::Part::new("scope", $scope, $reference)),+]
    };
}
pub(super) use scopes;
