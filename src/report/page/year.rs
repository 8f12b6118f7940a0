//! A year of the page: exact where it is compared, rounded once where it is printed.

use crate::error::Result;
use crate::i18n::Language;
use crate::inventory::{Level, Statement};
use crate::quantity::{Exact, Ratio, Rounding};
use crate::report::rounded::in_whole_tonnes;
use crate::report::table::{TableCell, grouped};
use crate::taxonomy::{Category, NotationKey};
use std::collections::BTreeSet;

/// A year, exact and as printed.
pub(in crate::report) struct PrintedYear<'a> {
    pub(in crate::report) exact: &'a Statement,
    whole: Statement,
}

impl<'a> PrintedYear<'a> {
    pub(in crate::report) fn of(exact: &'a Statement) -> Result<Self> {
        Ok(Self { exact, whole: in_whole_tonnes(exact)? })
    }

    /// What the level requires.
    pub(in crate::report) fn requires(&self, category: Category) -> bool {
        match self.exact.settings.level {
            Level::Basic => category.in_basic(),
            Level::BasicPlus => category.in_basic_plus(),
        }
    }

    /// A sum of printed figures, in tonnes.
    pub(in crate::report) fn sum(&self, counts: impl Fn(Category) -> bool) -> Result<Option<Exact>> {
        self.whole.sum(counts)?.map(|kg| kg.lowered(3)).transpose()
    }

    /// The printed figure of a reference, its key, or neither.
    pub(in crate::report) fn cell(&self, category: Category) -> Result<TableCell> {
        let entry = self.whole.entries.iter().find(|entry| entry.category == category);
        Ok(match entry.map(|entry| (entry.co2e, entry.key)) {
            Some((Some(kg), _)) => TableCell::Alone(kg.lowered(3)?, 0),
            Some((None, Some(key))) => TableCell::Key(key),
            _ => TableCell::NotRequired,
        })
    }

    /// The references of the level that have a value.
    pub(in crate::report) fn valued(&self) -> BTreeSet<Category> {
        let valued = self.exact.entries.iter().filter(|entry| entry.co2e.is_some() && self.requires(entry.category));
        valued.map(|entry| entry.category).collect()
    }

    /// The references of the level that have a key only.
    pub(in crate::report) fn keyed(&self, key: NotationKey) -> Vec<Category> {
        let keyed = self.exact.entries.iter().filter(|entry| entry.key == Some(key) && self.requires(entry.category));
        keyed.map(|entry| entry.category).collect()
    }
}

/// A part in per cent of the whole; none where there is no whole.
pub(in crate::report) fn percent(
    part: Option<Exact>,
    all: Option<Exact>,
    places: u32,
    language: Language,
) -> Result<Option<String>> {
    let (Some(part), Some(all)) = (part, all.filter(|all| !all.is_zero())) else { return Ok(None) };
    let share = Ratio::new(part.checked_mul(Exact::from(100))?, all)?.divided(places, Rounding::HalfEven)?;
    Ok(Some(grouped(share, places, language)))
}
