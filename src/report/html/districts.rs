//! Districts in the order of their emissions.

use super::context::{HtmlContext, HtmlYear};
use super::element::{HtmlBody, HtmlCell, HtmlRow, HtmlTable};
use super::labels::HtmlLabel as H;
use crate::error::{Result, count};
use crate::inventory::Level;
use crate::quantity::Exact;
use crate::report::chart::{Chart, ChartBar, ChartInk, ChartMarks, ChartRow};
use crate::report::json::AmountsReport;
use crate::report::labels::Label;

/// The most districts of the chart; the table has all of them.
const MOST: usize = 60;

fn of_level(level: Level, amounts: &AmountsReport) -> Option<Exact> {
    match level {
        Level::Basic => amounts.basic,
        Level::BasicPlus => amounts.basic_plus,
    }
}

/// Places with a figure, the largest first.
fn ranked<'a>(page: &HtmlContext<'_>, year: &'a HtmlYear<'_>) -> Vec<(&'a str, Exact)> {
    let places = year.report.by_place.iter().filter(|(place, _)| !place.is_empty());
    let mut ranked: Vec<(&str, Exact)> =
        places.filter_map(|(place, amounts)| Some((place.as_str(), of_level(page.level, amounts)?))).collect();
    ranked.sort_by(|(one, a), (other, b)| b.cmp(a).then(one.cmp(other)));
    ranked
}

/// The last year in which several districts have a figure.
fn year_of<'a, 'b>(page: &'a HtmlContext<'b>) -> Option<(&'a HtmlYear<'b>, Vec<(&'a str, Exact)>)> {
    page.years.iter().rev().map(|year| (year, ranked(page, year))).find(|(_, ranked)| ranked.len() > 1)
}

/// Districts, the largest first.
pub(super) fn districts_chart(page: &HtmlContext<'_>) -> Result<Option<Chart>> {
    let Some((year, ranked)) = year_of(page) else { return Ok(None) };
    let Some((first, most)) = ranked.first().copied() else { return Ok(None) };
    let rows = ranked.iter().take(MOST).map(|(place, tonnes)| {
        let (name, printed) = (page.place(place), page.tonnes(*tonnes));
        let bars = vec![ChartBar::new(ChartInk::First, Exact::ZERO, *tonnes, format!("{name}: {printed} t"))];
        ChartRow::new(name, bars, printed)
    });
    let sum = Exact::sum(ranked.iter().map(|(_, tonnes)| *tonnes))?;
    let total = year.total(page.level).unwrap_or(sum);
    let covered = page.share(sum, total, 0)?.unwrap_or_default();
    let (district, tonnes) = (page.place(first), page.tonnes(most));
    let takeaway = H::DistrictsTakeaway { district, tonnes, districts: count(ranked.len()), covered, year: page.year(year.year()) };
    Ok(Some(Chart {
        id: "districts".to_owned(),
        title: page.say(&H::DistrictsTitle { year: page.year(year.year()), level: page.level.to_string() }),
        takeaway: page.say(&takeaway),
        legend: Vec::new(),
        marks: ChartMarks::Bars(rows.collect()),
        digits: page.digits,
    }))
}

/// The districts.
pub(super) fn districts(body: &mut HtmlBody, page: &HtmlContext<'_>) -> Result<()> {
    let (Some(chart), Some((year, ranked))) = (districts_chart(page)?, year_of(page)) else { return Ok(()) };
    body.open("districts", &page.say(&H::Districts));
    let mut table = HtmlTable::new(chart.title.clone(), [page.say(&H::District), page.word(&Label::Tonnes)]).sortable();
    for (place, tonnes) in ranked {
        let path = format!("{}/by_place/{place}/{}", year.year(), page.member());
        table.push(HtmlRow::new(page.place(place), vec![HtmlCell::figure(page.tonnes(tonnes), tonnes).at(path)]));
    }
    body.chart(&chart, &table)?;
    body.close();
    Ok(())
}
