//! Checks: what the data of a city themselves show to be incomplete, counted twice or implausible.
//!
//! A check is open until its cause is corrected or the city accepts it with a reason (`[accept]` in `city.toml`); an inventory with
//! an open check is a draft. What is impossible is refused when it is read, and is no check; what a reader should only know is a
//! [notice](crate::notice). `docs/checks.md` lists every kind with an example.
//!
//! ```
//! use citycarbon::check::{Check, CheckId, Finding};
//! let (activity, months) = ("residential.electricity".to_owned(), vec!["2022-08".to_owned()]);
//! let finding = Finding::MonthsMissing { activity, place: None, months, more: None };
//! let check = Check::of("I.1.2".parse()?, finding);
//! assert_eq!(check.id().to_string(), "months:I.1.2");
//! assert_eq!(check.to_string(), "residential.electricity: given by months, but there is no row for 2022-08");
//! assert_eq!("months:I.1.2".parse::<CheckId>()?, check.id());
//! # Ok::<(), citycarbon::Error>(())
//! ```

mod acceptance;
mod finding;
mod id;
mod kind;
mod per_head;

pub use acceptance::Acceptance;
pub use finding::Finding;
pub use id::{CheckId, CheckTarget};
pub use kind::{CheckKind, CheckScope, QcProcedure};
pub use per_head::{PUBLISHED_RANGES, PerHead, PublishedRange};

use crate::error::shown;
use crate::i18n::Language;
use crate::taxonomy::{Category, FootprintCategory};
use serde::{Deserialize, Serialize};

/// Something to correct, or to accept with a reason.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Check {
    /// What it is about.
    pub target: CheckTarget,
    /// The place; empty for the city as a whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// What was found.
    pub finding: Finding,
}

impl Check {
    /// A check of a reference, for the city as a whole.
    pub fn of(category: Category, finding: Finding) -> Self {
        Self { target: CheckTarget::Reference(category), place: String::new(), finding }
    }

    /// A check of a category of a footprint, for the organisation as a whole.
    pub fn of_category(category: FootprintCategory, finding: Finding) -> Self {
        Self { target: CheckTarget::Category(category), place: String::new(), finding }
    }

    /// A check of what has no reference: a file, a row of a table, an acceptance.
    pub fn of_name(name: &str, finding: Finding) -> Self {
        Self { target: CheckTarget::Name(shown(name)), place: String::new(), finding }
    }

    /// The same, for one place.
    #[must_use]
    pub fn in_place(mut self, place: &str) -> Self {
        place.clone_into(&mut self.place);
        self
    }

    /// Its kind.
    pub fn kind(&self) -> CheckKind {
        self.finding.kind()
    }

    /// What an acceptance names it by. Several findings of one kind about one reference share it.
    pub fn id(&self) -> CheckId {
        CheckId { kind: self.kind(), target: self.target.clone(), place: self.place.clone() }
    }

    /// What was found, in a language.
    pub fn render(&self, language: Language) -> String {
        self.finding.render(language)
    }
}

/// The first few of a list, as the text of a check names them, and how many more there are.
pub(crate) fn few(all: impl IntoIterator<Item = String>) -> (Vec<String>, Option<u64>) {
    let mut all = all.into_iter();
    let first: Vec<String> = all.by_ref().take(FEW).collect();
    (first, Some(crate::error::count(all.count())).filter(|more| *more > 0))
}

/// How many things a text names.
const FEW: usize = 5;

impl core::fmt::Display for Check {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.pad(&self.render(Language::English))
    }
}
