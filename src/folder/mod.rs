//! A city as files: the only module that opens any.
//!
//! In: a folder with `city.toml`, a ledger, stated emissions, the city's own factors. Out: a [`CityInput`](crate::city::CityInput),
//! the plain value that a city is computed from ([`read`]), or the city itself ([`City::open`](crate::city::City::open)). In the other direction,
//! [`write()`] writes such a value as a folder, and [`write_set`] writes results, each under a temporary name, and renames the index
//! last. [`new_folder`] writes a folder to be filled in.
//!
//! The files, their columns and the handling of invalid values are described in `examples/README.md`.
//!
//! ```
//! use citycarbon::City;
//! use citycarbon::folder::FolderOptions;
//! let city = City::open("examples/minimal", &FolderOptions::default())?;
//! let files = citycarbon::report::files(&city.close()?)?;
//! assert!(files.iter().any(|(name, _)| *name == "inventory.json"));
//! // A folder that is not there is an error with its path.
//! let missing = City::open("examples/nowhere", &FolderOptions::default()).unwrap_err();
//! assert!(missing.to_string().contains("nowhere"));
//! # Ok::<(), citycarbon::error::Errors>(())
//! ```

mod direct;
mod files;
mod firm;
mod forms;
#[cfg(feature = "xlsx-read")]
mod from_workbook;
mod grid_note;
mod indicators;
#[cfg(feature = "xlsx")]
mod input_workbook;
mod keys;
mod ledger_texts;
mod listing;
mod new_folder;
mod organisation;
mod read;
mod settings;
mod table_points;
mod units;
mod verify;
mod write_city;
mod write_set;

pub use files::FolderFiles;
pub use firm::{firm, firms};
#[cfg(feature = "xlsx-read")]
pub use from_workbook::{FilledIn, files_of_workbook, read_filled_in};
#[cfg(feature = "xlsx")]
pub use input_workbook::{InputLabel, input_workbook};
pub use listing::refuse_inputs;
pub use new_folder::{NamedFile, new_files, new_files_in, new_folder, new_folder_of};
pub use organisation::{kind, read_organisation};
pub use read::{FolderOptions, read};
pub use settings::{CityFile, FileInputs, FolderKind};
pub use verify::verify;
pub use write_city::write;
pub use write_set::{Staged, write_set};

use crate::error::{Error, Location, Message, Result};
use crate::ledger::plain_tables::PlainTables;
use crate::taxonomy::Calendar;

/// The five plain tables of a folder. Fiscal years are refused unless a `calendar` gives their span.
pub fn plain_tables(folder: impl Into<FolderFiles>, calendar: Option<Calendar>) -> Result<PlainTables> {
    let files = folder.into();
    let open = |name: &'static str| {
        let shown = files.shown(name);
        let file = files.open(name).map_err(|error| {
            let problem = Message::NoPlainTable { error: error.to_string().into() }.into();
            Error::File { at: Location::file(shown.as_str()), problem }
        })?;
        Ok((shown, file))
    };
    PlainTables::read(open, calendar)
}
