//! The electricity of firms next to that of a city: compared, never added.

use super::group::FirmKey;
use super::publish::{FirmTotals, PublishedTable, PublishedYear};
use super::sector::FirmSector;
use crate::error::Result;
use crate::inventory::Statement;
use crate::quantity::{Energy, Exact, Quantity, Ratio};
use crate::taxonomy::{Category, Scope, Year};

/// A sub-sector of the city and the firms of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ElectricityShare {
    /// The year.
    pub year: Year,
    /// I.2.2 or I.3.2.
    pub category: Category,
    /// Electricity of the firms whose figures are published; none where none is.
    pub firms: Option<Energy>,
    /// Whether some firms of it are withheld, so that `firms` is too low.
    pub is_partial: bool,
    /// Electricity of the city; none where its inventory has no amount of it.
    pub city: Option<Energy>,
    /// The firms' part of the city's.
    pub share: Option<Ratio>,
}

/// Puts the electricity of firms next to that of a year of a city: I.2.2 and I.3.2. None for a table without sectors, whose firms are of
/// neither.
pub fn compare(firms: &PublishedTable, city: &Statement) -> Result<Option<Vec<ElectricityShare>>> {
    if firms.first != FirmKey::Sector && firms.second != Some(FirmKey::Sector) {
        return Ok(None);
    }
    let year = firms.years.iter().find(|published| published.year == city.year);
    let mut shares = Vec::new();
    for sector in [FirmSector::Retail, FirmSector::Manufacturing] {
        let category = sector.sub_sector().and_then(|sub_sector| sub_sector.with_scope(Scope::Two));
        let Some(category) = category else { continue };
        let used = city.electricity(category)?;
        let (held, is_partial) = match year {
            Some(year) => of_sub_sector(firms, year, sector.is_industry())?,
            None => (None, false),
        };
        let share = match (held, used) {
            (Some(held), Some(used)) if !used.base().is_zero() => Some(Ratio::new(held.base(), used.base())?),
            _ => None,
        };
        shares.push(ElectricityShare { year: city.year, category, firms: held, is_partial, city: used, share });
    }
    Ok(Some(shares))
}

/// The published electricity of sectors of one kind, and whether some of it is withheld.
fn of_sub_sector(table: &PublishedTable, year: &PublishedYear, industry: bool) -> Result<(Option<Energy>, bool)> {
    let of_kind = |name: &str| name.parse::<FirmSector>().is_ok_and(|sector| sector.is_industry() == industry);
    let mut parts: Vec<Option<&FirmTotals>> = Vec::new();
    for group in &year.groups {
        if table.first == FirmKey::Sector {
            parts.extend(of_kind(&group.name).then_some(group.totals.as_ref()));
        } else {
            let cells = group.cells.iter().filter(|cell| of_kind(&cell.name));
            parts.extend(cells.map(|cell| cell.totals.as_ref()));
        }
    }
    let is_partial = parts.iter().any(Option::is_none);
    let mut sum = None;
    for used in parts.into_iter().flatten().filter_map(|totals| totals.electricity) {
        let before = sum.map_or(Exact::ZERO, Energy::base);
        sum = Some(Energy::from_base(before.checked_add(used.used.base())?));
    }
    Ok((sum, is_partial))
}
