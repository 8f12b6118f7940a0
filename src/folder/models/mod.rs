//! Sector models of a city folder: a file each, read into what the model hands over.

mod brt;
mod fleet;
mod roof;
mod separation;
mod sheet;

use super::files;
use super::keys::plain;
use crate::error::{Error, Result};
use crate::factors::{FallbackPolicy, Registry};
use crate::ledger::InputPolicy;
use crate::measures::Change;
use crate::taxonomy::Catalogue;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

/// A sector model, by the file of the city folder that holds its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Model {
    /// `waste_trucks.toml`.
    WasteTrucks,
    /// `brt.toml`.
    Brt,
    /// `rooftop_solar.toml`.
    RooftopSolar,
    /// `waste_separation.toml`, with `waste_separation.csv`.
    WasteSeparation,
}

impl Model {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 4] = [Self::WasteTrucks, Self::Brt, Self::RooftopSolar, Self::WasteSeparation];

    /// The file that holds its figures.
    pub fn file(self) -> &'static str {
        match self {
            Self::WasteTrucks => "waste_trucks.toml",
            Self::Brt => "brt.toml",
            Self::RooftopSolar => "rooftop_solar.toml",
            Self::WasteSeparation => "waste_separation.toml",
        }
    }
}

/// A measure as a file of the folder states it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Modelled {
    /// What it changes.
    pub change: Change,
    /// How its factors are found: as the city's, or by another series of the grid.
    pub ladder: FallbackPolicy,
}

/// What the files of models rest on.
pub(super) struct Ground<'a> {
    pub(super) folder: &'a Path,
    pub(super) registry: &'a Registry,
    pub(super) catalogue: &'a Catalogue,
    pub(super) places: Option<&'a BTreeSet<String>>,
    pub(super) ladder: &'a FallbackPolicy,
    pub(super) input: &'a InputPolicy,
    /// What else was wrong with the rows of a model, beside the problem that was handed back.
    pub(super) more: RefCell<Vec<Error>>,
}

impl Ground<'_> {
    /// The measure of a model; none where its file is not there.
    pub(super) fn measure(&self, model: Model) -> Result<Option<Modelled>> {
        let file = model.file();
        let Some(text) = files::optional_text(self.folder, file)? else {
            return separation::alone(self, model).map(|()| None);
        };
        let read = |sheet: &sheet::Sheet<'_>| match model {
            Model::WasteTrucks => fleet::read(sheet),
            Model::Brt => brt::read(sheet),
            Model::RooftopSolar => roof::read(sheet),
            Model::WasteSeparation => separation::read(sheet),
        };
        sheet::Sheet::open(self, file, &text, read).map(Some).map_err(|error| at_file(error, file))
    }
}

/// An error of a model as a whole, at its file.
pub(super) fn at_file(error: Error, file: &str) -> Error {
    match error {
        Error::Cell { .. } | Error::File { .. } => error,
        other => Error::File { at: crate::error::Location::file(file), problem: plain(other) },
    }
}
