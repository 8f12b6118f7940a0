//! The form of one firm, and lists of firms, on disk.

use super::FolderFiles;
use super::files::opened;
use super::forms::FormFolder;
use super::settings::FileInputs;
use crate::error::{Error, Errors, Location, Result};
use crate::firms::{self, Firm};
use std::path::Path;

/// The firm of a form, a TOML file.
///
/// ```
/// let bakery = citycarbon::folder::firm("examples/sme/bakery.toml".as_ref())?;
/// assert_eq!(bakery.staff, Some(6));
/// # Ok::<(), citycarbon::error::Errors>(())
/// ```
///
/// # Errors
/// A file that cannot be read, and every key that is wrong or missing.
pub fn firm(path: &Path) -> Result<Firm, Errors> {
    let shown = path.display().to_string();
    let (files, input) = (FolderFiles::from(""), FileInputs::default());
    let keys = FormFolder { files: &files, name: "", input: &input, hash: false }.keys(&shown)?;
    Firm::read(&keys, &Location::file(shown.as_str()))
}

/// Hands over the firms of a list, a CSV file with a row for each, one after another.
///
/// # Errors
/// A file that cannot be read, and what `take` returns.
pub fn firms(path: &Path, take: impl FnMut(Result<Firm, Errors>) -> Result<()>) -> Result<(), Error> {
    let shown = path.display().to_string();
    firms::read(opened(&shown, path)?, &shown, take)
}
