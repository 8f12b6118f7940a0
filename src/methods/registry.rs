//! The list of all methods, in the order of the GPC: one line a method.

use super::MethodSpec;
use crate::error::{ErrorKind, Problem, Result, did_you_mean};
use crate::worksheets::{
    biological, cogeneration, combustion, electricity, fugitive, incineration, landfill, transport, wastewater,
};

/// The methods of each family.
const SPECS: &[&[MethodSpec]] = &[
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

/// Every method.
pub fn all() -> impl Iterator<Item = &'static MethodSpec> {
    SPECS.iter().copied().flatten()
}

/// The method of a name.
pub fn find(name: &str) -> Result<&'static MethodSpec> {
    all().find(|spec| spec.name == name).ok_or_else(|| {
        let mend = did_you_mean(name, all().map(|spec| spec.name))
            .map_or_else(|| "--list prints them all".to_owned(), |near| format!("did you mean \"{near}\"?"));
        Problem::new(ErrorKind::Setting, name, "not a method of the index", mend).into()
    })
}
