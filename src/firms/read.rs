//! Firms from a form, and from the rows of a table.

use super::firm::{Firm, FirmUse};
use super::sector::{DIESELS, FirmInput, FirmSector, PETROLS};
use crate::error::{Error, Errors, Location, Result};
use crate::factors::Registry;
use crate::forms::{FormContext, FormInputs, FormSection, FormValue, SourcedAmount, fill};
use crate::methods::{Input, InputKind};
use crate::quantity::{Dimension, OwnUnits};
use crate::records::{Placed, Row, Rows};
use crate::taxonomy::{Catalogue, Year};
use std::io::Read;

const NAME: Input = Input::of_kind("name", InputKind::Text, "name of the firm, different from every other");
const REGION: Input = Input::of_kind("region", InputKind::Text, "region, such as TH-10");
const YEAR: Input = Input::of_kind("year", InputKind::Year, "year");
const SECTOR: Input = Input::of_kind("sector", InputKind::Word(&FirmSector::NAMES), "what the firm does");
const PLACE: Input = Input::of_kind("place", InputKind::Text, "district").optional();
const ELECTRICITY: Input = amount("electricity", "kWh", "electricity from the grid");
const DIESEL: Input = amount("diesel", "litre", "diesel of vehicles");
const DIESEL_BLEND: Input = Input::of_kind("diesel_blend", InputKind::Word(&DIESELS), "blend of the diesel").optional();
const PETROL: Input = amount("petrol", "litre", "petrol of vehicles");
const PETROL_BLEND: Input = Input::of_kind("petrol_blend", InputKind::Word(&PETROLS), "blend of the petrol").optional();
const LPG: Input = amount("lpg", "kg", "LPG");
const NATURAL_GAS: Input = amount("natural_gas", "kg", "natural gas");
const REFRIGERANT: Input = amount("refrigerant", "kg", "refrigerant that leaked and was refilled");
const REFRIGERANT_GAS: Input = Input::of_kind("refrigerant_gas", InputKind::Text, "gas of the refrigerant").optional();
const STAFF: Input = Input::of_kind("staff", InputKind::Count(1), "people who work there").optional();
const FLOOR_AREA: Input = amount("floor_area", "m2", "floor area");

/// A remark, which every form may have.
const NOTE: Input = Input::of_kind("note", InputKind::Text, "remark").optional();

/// The keys of a form: eight amounts at most, and what they are of.
const KEYS: [Input; 16] = [
    NAME,
    REGION,
    YEAR,
    SECTOR,
    PLACE,
    ELECTRICITY,
    DIESEL,
    DIESEL_BLEND,
    PETROL,
    PETROL_BLEND,
    LPG,
    NATURAL_GAS,
    REFRIGERANT,
    REFRIGERANT_GAS,
    STAFF,
    FLOOR_AREA,
];

/// The columns of a list of firms that must be there.
const COLUMNS: [&str; 4] = ["name", "region", "year", "sector"];

const fn amount(name: &'static str, unit: &'static str, what: &'static str) -> Input {
    Input::maybe(name, unit, what).without_rows()
}

/// The key of an input's amount and, where there is one, of its blend or gas.
fn keys(input: FirmInput) -> (Input, Option<Input>) {
    match input {
        FirmInput::Electricity => (ELECTRICITY, None),
        FirmInput::Diesel => (DIESEL, Some(DIESEL_BLEND)),
        FirmInput::Petrol => (PETROL, Some(PETROL_BLEND)),
        FirmInput::Lpg => (LPG, None),
        FirmInput::NaturalGas => (NATURAL_GAS, None),
        FirmInput::Refrigerant => (REFRIGERANT, Some(REFRIGERANT_GAS)),
    }
}

impl Firm {
    /// The firm of a form: keys as they are written, each with its place.
    ///
    /// # Errors
    /// Every key that is unknown or whose value cannot be taken, every key that is missing.
    pub fn read(form: &FormSection, at: &Location) -> Result<Self, Errors> {
        let mut form = form.clone();
        if form.get("source").is_none() {
            // What a firm states of itself has itself as its source.
            form.set("source", FormValue::from("firm").into());
        }
        let registry = Registry::bundled()?;
        let filled = fill(
            &form,
            &KEYS,
            at,
            FormContext { registry, catalogue: Catalogue::bundled(), places: None, units: &OwnUnits::default() },
        )?;
        Ok(Self::of(&filled, registry)?)
    }

    fn of(filled: &FormInputs, registry: &Registry) -> Result<Self> {
        let name: String = filled.need(&NAME, registry)?;
        let year: Year = filled.need(&YEAR, registry)?;
        let sector = filled.parsed(&SECTOR)?.ok_or_else(|| filled.missing(&SECTOR, registry))?;
        let region = filled.parsed(&REGION)?.ok_or_else(|| filled.missing(&REGION, registry))?;
        let mut firm = Self::new(&name, region, year, sector);
        firm.place = filled.get(&PLACE).unwrap_or_default();
        firm.note = filled.get(&NOTE);
        firm.staff = filled.get(&STAFF);
        let area: Option<SourcedAmount> = filled.get(&FLOOR_AREA);
        let area = area.map(|stated| stated.amount.to()).transpose();
        firm.floor_area = area.map_err(|error| filled.placed(FLOOR_AREA.name, error))?;
        for input in FirmInput::ALL {
            let (key, kind) = keys(input);
            let Some(SourcedAmount { amount, .. }) = filled.get(&key) else { continue };
            let dimension = amount.unit().dimension();
            let fits = match input {
                FirmInput::Electricity => dimension == Dimension::Energy,
                FirmInput::Refrigerant => dimension == Dimension::Mass,
                FirmInput::Diesel | FirmInput::Petrol => dimension == Dimension::Volume,
                FirmInput::Lpg | FirmInput::NaturalGas => true,
            };
            if !fits {
                let wanted = match input {
                    FirmInput::Electricity => Dimension::Energy,
                    FirmInput::Refrigerant => Dimension::Mass,
                    _ => Dimension::Volume,
                };
                return Err(filled.problem(&key, amount.unit().refused_for(wanted, None, Some(key.unit))));
            }
            let kind = kind.and_then(|kind| filled.get(&kind));
            firm.uses.insert(input, FirmUse { amount, kind });
        }
        // The place of the form: which of its keys is wrong is in the words.
        firm.check().map_err(|error| Error::File { at: filled.at().clone(), problem: error.into_problem().without_option() })?;
        Ok(firm)
    }
}

/// Hands over the firms of a table, one row a firm, its columns the keys of a form; a cell that is empty is not stated. None of them
/// is held.
///
/// ```
/// let list = "name,region,year,sector,electricity,diesel\nA,TH-10,2024,retail,9000 kWh,\nB,TH-10,2024,retail,,200 litre\n";
/// let mut names = Vec::new();
/// citycarbon::firms::read(list.as_bytes(), "firms.csv", |firm| {
///     names.extend(firm.map(|firm| firm.name));
///     Ok(())
/// })?;
/// assert_eq!(names, ["A", "B"]);
/// # Ok::<(), citycarbon::Error>(())
/// ```
///
/// # Errors
/// A table that cannot be read, and what `take` returns.
pub fn read(table: impl Read, file: &str, mut take: impl FnMut(Result<Firm, Errors>) -> Result<()>) -> Result<()> {
    Rows::each(table, file, &COLUMNS, |row| take(of_row(row, file)))
}

fn of_row(row: &Row<'_>, file: &str) -> Result<Firm, Errors> {
    let mut form = FormSection::new();
    for (column, cell) in row.cells() {
        let (column, cell) = (column.trim().to_lowercase(), cell.trim());
        if !cell.is_empty() {
            form.set(&column, Placed::at(FormValue::from(cell), row.location(&column)));
        }
    }
    Firm::read(&form, &Location::file(file).with_line(row.line()))
}
