//! Laws of a city as a plain value.

use citycarbon::city::CityInput;
use citycarbon::folder::{FolderOptions, read, write};
use citycarbon::inventory::Statement;
use citycarbon::{City, Year, strategies};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Cities of Bangkok's region in two years.
fn a_city() -> impl Strategy<Value = CityInput> {
    strategies::city(&"TH-10".parse().unwrap(), &[2018, 2019].map(|year| Year::new(year).unwrap()))
}

/// A folder that is removed when the case ends.
struct NewFolder(PathBuf);

impl NewFolder {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("city-law-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name))
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn reread(folder: &NewFolder) -> Result<CityInput, TestCaseError> {
    read(&folder.0, &FolderOptions::default()).map_err(|errors| TestCaseError::fail(errors.to_string()))
}

/// Every figure and key of a city.
fn figures(city: &CityInput) -> Result<String, TestCaseError> {
    let refused = |error: &dyn std::fmt::Display| TestCaseError::fail(error.to_string());
    let years = City::new(city.clone()).map_err(|errors| refused(&errors))?.close().map_err(|error| refused(&error))?;
    let of_year = |year: &Statement| {
        let lines: Vec<_> = year.lines.iter().map(|line| (&line.line.id, line.mass, line.co2e)).collect();
        format!("{lines:?} {:?} {:?} {:?} {:?}", year.entries, year.market, year.cross_checks, year.status())
    };
    Ok(years.iter().map(of_year).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A city made by a program, kept as a folder or as JSON, is the same city.
    #[test]
    fn a_city_is_the_same_in_memory_on_disk_and_as_json(city in a_city()) {
        let of_json: CityInput = serde_json::from_str(&serde_json::to_string(&city).unwrap()).unwrap();
        prop_assert_eq!(&of_json, &city);
        let (first, second, third) = (NewFolder::new(), NewFolder::new(), NewFolder::new());
        write(&city, &first.0).unwrap();
        let again = reread(&first)?;
        prop_assert_eq!(&again.methods, &city.methods);
        prop_assert_eq!(figures(&again)?, figures(&city)?);
        // Rows of one sum are written as one row, so it is the second folder that is a copy of itself.
        write(&again, &second.0).unwrap();
        let twice = reread(&second)?;
        prop_assert_eq!(figures(&twice)?, figures(&city)?);
        write(&twice, &third.0).unwrap();
        prop_assert_eq!(reread(&third)?, twice);
    }
}
