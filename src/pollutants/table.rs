//! The shipped table of exhaust.

use super::pollutant::{ExhaustClass, ExhaustSpeed, Pollutant};
use crate::error::{CoBenefitFault, Result, Text};
use crate::factors::EXHAUST_TABLE;
use crate::quantity::{Exact, Rate};
use crate::records::{BundledRow, LazyTable, Row};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What an urban bus of 15 to 18 t emits or uses for each km: one curve of the source at one mean speed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExhaustRow {
    /// Its id.
    pub id: String,
    /// The class of the bus.
    pub class: ExhaustClass,
    /// The pollutant; none where it is the energy of the fuel.
    pub pollutant: Option<Pollutant>,
    /// The mean speed.
    pub speed: ExhaustSpeed,
    /// For each vehicle-km.
    pub rate: Rate,
    /// The id of the publication.
    pub source: String,
    /// The place in it.
    pub locator: String,
}

impl BundledRow for ExhaustRow {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let pollutant = row.require("pollutant")?;
        let of_energy = pollutant == "energy";
        Ok(Self {
            id: row.require("id")?.to_owned(),
            class: row.require("class")?.parse()?,
            pollutant: if of_energy { None } else { Some(pollutant.parse()?) },
            speed: format!("{} km/h", row.require("speed")?).parse()?,
            rate: Rate::parse(row.require("value")?.parse()?, Exact::ONE, row.require("unit")?)?,
            source: row.require("source")?.to_owned(),
            locator: row.require("locator")?.to_owned(),
        })
    }
}

static ROWS: LazyLock<LazyTable<ExhaustRow, 2>> =
    LazyLock::new(|| LazyTable::new(EXHAUST_TABLE.iter().copied(), ["class", "speed"]));

impl ExhaustRow {
    /// Every row, in the order of the table; none without the feature `bundled-data`.
    pub fn all() -> Vec<&'static Self> {
        ROWS.all()
    }

    /// The rows of a class at a speed. Refused: a speed that the table does not have, also one between two that it has.
    pub fn find(class: ExhaustClass, speed: ExhaustSpeed) -> Result<&'static [Self]> {
        let rows = ROWS.find([class.name(), &speed.number().to_string()])?;
        if rows.is_empty() {
            let speeds: BTreeSet<ExhaustSpeed> = Self::all().into_iter().map(|row| row.speed).collect();
            let known = speeds.iter().map(Text::from).collect();
            return Err(CoBenefitFault::NoExhaustAtSpeed { known }.of(&speed).into());
        }
        Ok(rows)
    }
}
