//! `waste_trucks.toml`.

use super::super::keys::{Item, Section};
use super::sheet::{Sheet, Speaks};
use crate::error::Result;
use crate::measures::Change;
use crate::measures::fleet::{Price, Prices, Trucks, waste_trucks};

const TRUCKS: [&str; 19] = [
    "name",
    "place",
    "count",
    "in_service",
    "work",
    "collected",
    "fuel",
    "fuel_use",
    "electricity",
    "electric_use",
    "metered",
    "charger_efficiency",
    "improvement",
    "extra_distance",
    "kept_running",
    "fuel_price",
    "electricity_price",
    "source",
    "note",
];

pub(super) fn read(sheet: &Sheet<'_>) -> Result<Change> {
    sheet.only(&["trucks", "price_year"])?;
    let groups = sheet.groups("trucks")?;
    let read: Vec<Trucks> = groups.iter().map(|section| trucks(sheet, section)).collect::<Result<_>>()?;
    waste_trucks(sheet.measure, &sheet.years, &read)
}

fn trucks<'a>(sheet: &Sheet<'a>, section: &Section<'a>) -> Result<Trucks> {
    section.only(&TRUCKS)?;
    let trucks = Trucks {
        name: sheet.text(section, "name")?.to_owned(),
        place: sheet.place(section)?.to_owned(),
        count: sheet.need(section, "count")?.count(&0)?,
        source: sheet.source(section)?.to_owned(),
        service: sheet.need(section, "in_service")?.parsed()?,
        work: sheet.amount(section, "work")?,
        collected: sheet.optional_amount(section, "collected")?,
        fuel: sheet.takes(section, ["fuel", "fuel_use"], Speaks::Road)?,
        motor: sheet.motor(section)?,
        improvement: sheet.told(section, "improvement")?,
        extra_distance: sheet.optional_share(section, "extra_distance")?,
        kept_running: sheet.optional_share(section, "kept_running")?,
        prices: prices(sheet, section)?,
    };
    trucks.check().map_err(|error| sheet.placed(section, error))?;
    Ok(trucks)
}

/// Both prices, or none.
fn prices<'a>(sheet: &Sheet<'a>, section: &Section<'a>) -> Result<Option<Prices>> {
    let Some(given) = section.get("fuel_price").or_else(|| section.get("electricity_price")) else { return Ok(None) };
    let Some(year) = sheet.top.get("price_year") else {
        return Err(given.wrong("a price of no year", "write price_year = 2024 above the groups"));
    };
    let year = Sheet::price_year(&year)?;
    let price = |item: &Item<'a>| Price::parse(item.text()?, year).map_err(|error| item.placed(error));
    Ok(Some(Prices {
        fuel: price(&sheet.need(section, "fuel_price")?)?,
        electricity: price(&sheet.need(section, "electricity_price")?)?,
    }))
}
