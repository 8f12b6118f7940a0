//! Totals of many firms, as text and as JSON, and their electricity next to that of a city.

use super::firm::{fixed, percent, written};
use super::gpc::tonnes;
use super::labels::Label;
use super::table::{Rank, Table, TableCell, TableRow};
use super::text;
use crate::error::Result;
use crate::firms::{
    ElectricityShare, FEWEST_FIRMS, FirmKey, FirmSector, FirmTotals, PublishedCell, PublishedGroup, PublishedTable, PublishedYear,
    kilowatt_hours,
};
use crate::gas::GwpSet;
use crate::i18n::Language;
use crate::quantity::Exact;
use crate::taxonomy::{Category, Year};
use serde::Serialize;

/// Totals of firms as JSON shapes them: kg of CO2e and kWh, every figure exact; a withheld cell is null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FirmsReport {
    /// The keys: `sector`, `place`.
    pub by: Vec<String>,
    /// The weights.
    pub gwp: GwpSet,
    /// Cells of fewer firms are withheld.
    pub fewest_firms: u64,
    /// The remark that every firm has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Each year, ascending.
    pub years: Vec<FirmsYear>,
    /// The electricity of firms next to that of a city, not part of it; absent where no city was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub compared: Vec<ComparedReport>,
}

/// A year of firms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FirmsYear {
    /// The year.
    pub year: Year,
    /// All firms; null where they are too few.
    pub total: Option<FirmTotals>,
    /// The groups.
    pub groups: Vec<FirmsGroup>,
    /// The withheld groups together; null where none is, or where all are too few.
    pub withheld: Option<FirmTotals>,
}

/// A group or a cell of firms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FirmsGroup {
    /// The sector or place; empty where firms state none.
    pub name: String,
    /// Its firms; null where they are withheld.
    pub totals: Option<FirmTotals>,
    /// Its cells, where it is divided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<FirmsGroup>,
    /// Its withheld cells together; null where none is, or where the group itself is withheld.
    pub withheld: Option<FirmTotals>,
}

/// A sub-sector of a city and the firms of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ComparedReport {
    /// The year.
    pub year: Year,
    /// I.2.2 or I.3.2.
    pub r#ref: Category,
    /// Electricity of the firms that are published; null where none is.
    pub firms_kwh: Option<Exact>,
    /// Whether some of the firms are withheld.
    pub partial: bool,
    /// Electricity of the city; null where its inventory has no amount of it.
    pub city_kwh: Option<Exact>,
    /// The first of the second, half-even at 10^-12.
    pub share: Option<Exact>,
}

impl FirmsReport {
    /// The report of a published table.
    pub fn of(table: &PublishedTable, compared: &[ElectricityShare]) -> Result<Self> {
        let by = [Some(table.first), table.second].into_iter().flatten().map(|key| key.name().to_owned()).collect();
        let compared = compared.iter().map(|share| {
            let kwh = |energy: Option<_>| energy.map(kilowatt_hours).transpose();
            let of_city = share.share.map(|share| share.evaluate().map(crate::quantity::Closed::value)).transpose()?;
            let (firms_kwh, city_kwh) = (kwh(share.firms)?, kwh(share.city)?);
            let (year, partial) = (share.year, share.is_partial);
            Ok(ComparedReport { year, r#ref: share.category, firms_kwh, partial, city_kwh, share: of_city })
        });
        Ok(Self {
            by,
            gwp: table.gwp,
            fewest_firms: FEWEST_FIRMS,
            note: table.note.clone(),
            years: table.years.iter().map(FirmsYear::of).collect(),
            compared: compared.collect::<Result<_>>()?,
        })
    }
}

impl FirmsYear {
    fn of(year: &PublishedYear) -> Self {
        let groups = year.groups.iter().map(|group| FirmsGroup {
            name: group.name.clone(),
            totals: group.totals,
            cells: group.cells.iter().map(FirmsGroup::of).collect(),
            withheld: group.withheld,
        });
        Self { year: year.year, total: year.total, groups: groups.collect(), withheld: year.withheld }
    }
}

impl FirmsGroup {
    fn of(cell: &PublishedCell) -> Self {
        Self { name: cell.name.clone(), totals: cell.totals, cells: Vec::new(), withheld: None }
    }
}

/// Totals of firms as JSON.
pub fn firms_json(table: &PublishedTable, compared: &[ElectricityShare]) -> Result<Vec<u8>> {
    written(&FirmsReport::of(table, compared)?)
}

/// Totals of firms for people.
pub fn firms_text(table: &PublishedTable, compared: &[ElectricityShare], language: Language) -> Result<String> {
    let mut out = String::new();
    let print = |label: Label| label.render(language);
    for year in &table.years {
        let (first, second) = (table.first, table.second);
        text::heading(&mut out, &print(Label::FirmsTitle { year: year.year, first, second }));
        let columns = [
            print(Label::FirmsCounted),
            print(Label::FirmsElectricity),
            print(Label::ScopeOne),
            print(Label::ScopeTwo),
            print(Label::Total),
        ];
        let mut printed = Table::new(print(Label::Tonnes), columns);
        for group in &year.groups {
            rows(&mut printed, group, (first, second), language)?;
        }
        if let Some(withheld) = &year.withheld {
            printed.rows.push(TableRow::new(Rank::Group, print(Label::FirmsWithheldTogether), cells(Some(withheld), language)?));
        }
        printed.rows.push(TableRow::new(Rank::Total, print(Label::Total), cells(year.total.as_ref(), language)?));
        text::table(&mut out, &printed, language, 2)?;
    }
    if !compared.is_empty() {
        text::line(&mut out, &print(Label::FirmsCompared));
        for share in compared {
            text::line(&mut out, &format!("  {}", shared(share, language)?));
        }
        text::line(&mut out, &print(Label::FirmsNotAdded));
        out.push('\n');
    }
    if let Some(note) = &table.note {
        text::line(&mut out, &print(Label::FirmsOfNote { note: text::clean(note) }));
    }
    text::line(&mut out, &print(Label::FirmsNote { fewest: FEWEST_FIRMS }));
    text::line(&mut out, &print(Label::FirmsOneTable));
    Ok(out)
}

fn rows(table: &mut Table, group: &PublishedGroup, (first, second): (FirmKey, Option<FirmKey>), language: Language) -> Result<()> {
    let rank = if second.is_some() { Rank::Group } else { Rank::Item };
    table.rows.push(TableRow::new(rank, named(first, &group.name, language), cells(group.totals.as_ref(), language)?));
    for cell in &group.cells {
        let name = second.map_or_else(String::new, |second| named(second, &cell.name, language));
        table.rows.push(TableRow::new(Rank::Item, name, cells(cell.totals.as_ref(), language)?));
    }
    if let Some(withheld) = &group.withheld {
        let name = Label::FirmsWithheldTogether.render(language);
        table.rows.push(TableRow::new(Rank::Item, name, cells(Some(withheld), language)?));
    }
    Ok(())
}

fn named(key: FirmKey, name: &str, language: Language) -> String {
    let sector = name.parse::<FirmSector>().ok().filter(|_| key == FirmKey::Sector);
    match sector {
        _ if name.is_empty() => Label::FirmsNoPlace.render(language),
        Some(sector) => sector.render(language),
        None => text::clean(name),
    }
}

/// Each figure is rounded by itself: withheld cells leave no sum of the printed ones.
fn cells(totals: Option<&FirmTotals>, language: Language) -> Result<Vec<TableCell>> {
    let Some(FirmTotals { firms, co2e, electricity, direct }) = totals else {
        let withheld = TableCell::Text(Label::FirmsWithheld.render(language));
        return Ok(vec![withheld; 5]);
    };
    let figure = |figure: Option<Exact>, places: u32| match figure {
        Some(figure) => TableCell::Text(fixed(figure, places, language)),
        None => TableCell::NotRequired,
    };
    let used = electricity.map(|electricity| kilowatt_hours(electricity.used)).transpose()?;
    Ok(vec![
        TableCell::Count(*firms),
        figure(used, 0),
        figure(direct.map(|direct| tonnes(direct.scope1.kg())).transpose()?, 2),
        figure(electricity.map(|electricity| tonnes(electricity.scope2.kg())).transpose()?, 2),
        figure(Some(tonnes(co2e.kg())?), 2),
    ])
}

fn shared(share: &ElectricityShare, language: Language) -> Result<String> {
    let kwh = |energy: Option<_>| {
        energy.map(|energy| Ok::<_, crate::error::Error>(fixed(kilowatt_hours(energy)?, 0, language))).transpose()
    };
    let (year, category, partial) = (share.year, share.category, share.is_partial.then(|| Label::FirmsPartial.render(language)));
    let of_city = share.share.map(|share| percent(share, 4, language)).transpose()?;
    let label = Label::FirmsShare { year, category, firms: kwh(share.firms)?, partial, city: kwh(share.city)?, share: of_city };
    Ok(label.render(language))
}
