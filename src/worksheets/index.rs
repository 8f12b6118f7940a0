//! The list of all worksheets, in the order of the GPC.

use super::{
    Worksheet, biological, cogeneration, combustion, electricity, fugitive, incineration, landfill, transport, wastewater,
};
use crate::error::{ErrorKind, Problem, Result, did_you_mean};

/// The worksheets of each file.
const SHEETS: &[&[Worksheet]] = &[
    combustion::SHEETS,
    cogeneration::SHEETS,
    electricity::SHEETS,
    fugitive::SHEETS,
    transport::ROAD,
    transport::MODES,
    landfill::SHEETS,
    biological::SHEETS,
    incineration::SHEETS,
    wastewater::SHEETS,
];

/// Every worksheet.
pub fn all() -> impl Iterator<Item = &'static Worksheet> {
    SHEETS.iter().copied().flatten()
}

/// The worksheet of a name.
pub fn find(name: &str) -> Result<&'static Worksheet> {
    all().find(|sheet| sheet.name == name).ok_or_else(|| {
        let mend = did_you_mean(name, all().map(|sheet| sheet.name))
            .map_or_else(|| "--list prints them all".to_owned(), |near| format!("did you mean \"{near}\"?"));
        Problem::new(ErrorKind::Setting, name, "not a method of the index", mend).into()
    })
}
