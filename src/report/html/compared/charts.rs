//! The charts of several cities: figures in their order, and sectors as stacked bars.

use super::context::{CitiesAlike, ComparedContext, NamedCity, RankedFigure};
use crate::error::{Result, count};
use crate::quantity::Exact;
use crate::report::chart::{Chart, ChartBar, ChartInk, ChartMarks, ChartRow};
use crate::report::html::labels::HtmlLabel as H;
use crate::taxonomy::Sector;

/// The cities of a group with a figure: those that are ranked by it, then the others, each the lowest first.
fn in_order<'a, 'b>(of: RankedFigure, alike: &'b CitiesAlike<'a>) -> Vec<&'b NamedCity<'a>> {
    let mut cities: Vec<&NamedCity<'_>> = alike.cities.iter().filter(|city| of.of(city.city).is_some()).collect();
    cities.sort_by_key(|city| (of.rank(city.city).is_none(), of.of(city.city)));
    cities
}

/// A figure of each city, the lowest first, with the median at its place; none where fewer than two cities have it.
pub(super) fn figure_chart(page: &ComparedContext<'_>, alike: &CitiesAlike<'_>, of: RankedFigure) -> Result<Option<Chart>> {
    let cities = in_order(of, alike);
    if cities.len() < 2 {
        return Ok(None);
    }
    let (ranked, not_ranked) = (page.say(&H::Ranked), page.say(&H::NotRankedHere));
    let mut rows = Vec::new();
    for city in &cities {
        let Some((printed, exact)) = page.figure(of, city.city)? else { continue };
        let (ink, state) = if of.rank(city.city).is_some() { (ChartInk::First, &ranked) } else { (ChartInk::Hatched, &not_ranked) };
        let title = format!("{}: {printed} t ({state})", city.name);
        rows.push(ChartRow::new(city.name.as_str(), vec![ChartBar::new(ink, Exact::ZERO, exact, title)], printed));
    }
    let mut legend = Vec::new();
    if let Some(median) = of.median(alike.group) {
        legend.push((ChartInk::First, ranked));
        let (name, printed) = (page.say(&H::Median), page.printed(of, median));
        let bar = ChartBar::new(ChartInk::Second, Exact::ZERO, median, format!("{name}: {printed} t"));
        let is_below = |city: &&&NamedCity<'_>| of.rank(city.city).is_some() && of.of(city.city) <= Some(median);
        rows.insert(cities.iter().filter(is_below).count(), ChartRow::new(name.as_str(), vec![bar], printed));
        legend.push((ChartInk::Second, name));
    }
    if cities.iter().any(|city| of.rank(city.city).is_none()) {
        legend.push((ChartInk::Hatched, not_ranked));
    }
    Ok(Some(Chart {
        id: format!("{}-{}", of.member(), alike.at.saturating_add(1)).replace('_', "-"),
        title: page.say(&H::ComparedTitle { group: alike.named(), what: page.word(&of.label()) }),
        takeaway: page.say(&page.span(of, alike)?.unwrap_or_else(|| H::ComparedNoRank { group: alike.named() })),
        legend,
        marks: ChartMarks::Bars(rows),
        digits: page.digits,
    }))
}

/// The sectors of which a city of the group has a value.
pub(super) fn sectors_of(alike: &CitiesAlike<'_>) -> Vec<Sector> {
    Sector::all().filter(|sector| alike.cities.iter().any(|city| city.city.sectors_t.contains_key(sector))).collect()
}

pub(super) fn sector_name(page: &ComparedContext<'_>, sector: Sector) -> String {
    format!("{} {}", sector.code(), sector.label(page.language))
}

/// The sector with the largest part of a city; none where nothing has a value above zero.
fn largest(city: &NamedCity<'_>) -> Option<Sector> {
    let sectors = city.city.sectors_t.iter().filter(|(_, tonnes)| !tonnes.is_negative() && !tonnes.is_zero());
    // Of equal ones the first.
    sectors.max_by(|(one, a), (other, b)| a.cmp(b).then(other.cmp(one))).map(|(sector, _)| *sector)
}

/// The total of each city as a bar of its sectors, the lowest first.
pub(super) fn sectors_chart(page: &ComparedContext<'_>, alike: &CitiesAlike<'_>) -> Result<Option<Chart>> {
    let inks: Vec<(Sector, ChartInk)> =
        sectors_of(alike).into_iter().enumerate().map(|(at, sector)| (sector, ChartInk::at(at))).collect();
    let mut rows = Vec::new();
    for city in in_order(RankedFigure::Total, alike) {
        let Some((printed, _)) = page.figure(RankedFigure::Total, city.city)? else { continue };
        let parts = inks.iter().filter_map(|(sector, ink)| {
            let tonnes = *city.city.sectors_t.get(sector)?;
            Some((*ink, tonnes, format!("{}, {}: {} t", city.name, sector_name(page, *sector), page.tonnes(tonnes))))
        });
        rows.push(ChartRow::stacked(city.name.as_str(), parts.collect(), printed)?);
    }
    // The sector that is the largest of most cities; of equal ones the first.
    let leads = |sector: Sector| alike.cities.iter().filter(|city| largest(city) == Some(sector)).count();
    let most =
        inks.iter().map(|(sector, _)| (leads(*sector), *sector)).max_by(|(a, one), (b, other)| a.cmp(b).then(other.cmp(one)));
    let Some((with, sector)) = most.filter(|(with, _)| *with > 0) else { return Ok(None) };
    let cities = count(rows.len());
    let takeaway = H::ComparedSectors { sector: sector_name(page, sector), with: count(with), cities };
    Ok(Some(Chart {
        id: format!("sectors-{}", alike.at.saturating_add(1)),
        title: page.say(&H::ComparedSectorsTitle { group: alike.named() }),
        takeaway: page.say(&takeaway),
        legend: inks.into_iter().map(|(sector, ink)| (ink, sector_name(page, sector))).collect(),
        marks: ChartMarks::Bars(rows),
        digits: page.digits,
    }))
}
