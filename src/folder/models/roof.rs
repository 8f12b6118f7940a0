//! `rooftop_solar.toml`.

use super::super::keys::Section;
use super::sheet::{Sheet, Speaks};
use crate::error::Result;
use crate::measures::Change;
use crate::measures::roof::{Roof, rooftop_solar};

const ROOF: [&str; 13] = [
    "name",
    "place",
    "displaces",
    "export_displaces",
    "self_use",
    "capacity",
    "in_service",
    "specific_yield",
    "degradation",
    "availability",
    "auxiliary",
    "source",
    "note",
];

pub(super) fn read(sheet: &Sheet<'_>) -> Result<Change> {
    sheet.only(&["roof"])?;
    let roofs = sheet.groups("roof")?;
    let read: Vec<Roof> = roofs.iter().map(|section| roof(sheet, section)).collect::<Result<_>>()?;
    rooftop_solar(sheet.measure, &sheet.years, &read)
}

fn roof<'a>(sheet: &Sheet<'a>, section: &Section<'a>) -> Result<Roof> {
    section.only(&ROOF)?;
    let roof = Roof {
        name: sheet.text(section, "name")?.to_owned(),
        place: sheet.place(section)?.to_owned(),
        displaces: sheet.code(&sheet.need(section, "displaces")?, Speaks::Electricity)?.to_owned(),
        export_displaces: section
            .get("export_displaces")
            .map(|item| sheet.code(&item, Speaks::Electricity))
            .transpose()?
            .map(str::to_owned),
        self_use: sheet.share(section, "self_use")?,
        capacity: sheet.amount(section, "capacity")?,
        service: sheet.need(section, "in_service")?.parsed()?,
        specific_yield: sheet.need_told(section, "specific_yield")?,
        degradation: sheet.need_told(section, "degradation")?,
        availability: sheet.share(section, "availability")?,
        auxiliary: sheet.told(section, "auxiliary")?,
    };
    roof.check().map_err(|error| sheet.placed(section, error))?;
    Ok(roof)
}
