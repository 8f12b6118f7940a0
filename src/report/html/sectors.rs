//! Sectors and scopes, the largest sources, and what falls to each head and each km2.

use super::context::{HtmlContext, HtmlWords, HtmlYear};
use super::element::{HtmlBody, HtmlCell, HtmlRow, HtmlTable};
use super::headline::largest_source;
use super::labels::HtmlLabel as H;
use crate::error::Result;
use crate::quantity::Exact;
use crate::report::chart::{Chart, ChartBar, ChartInk, ChartMarks, ChartRow};
use crate::report::labels::Label;
use crate::report::page::figures::{largest, short};
use crate::taxonomy::{Category, Scope, Sector};

/// The scopes with their inks and names.
fn scopes(page: &HtmlContext<'_>) -> [(Scope, ChartInk, String); 3] {
    [
        (Scope::One, ChartInk::First, page.word(&Label::ScopeOne)),
        (Scope::Two, ChartInk::Second, page.word(&Label::ScopeTwo)),
        (Scope::Three, ChartInk::Third, page.word(&Label::ScopeThree)),
    ]
}

/// The sectors of the level with a figure in some year.
pub(super) fn sectors_with_figures(page: &HtmlContext<'_>) -> Result<Vec<Sector>> {
    let mut found = Vec::new();
    for sector in Sector::all() {
        for year in &page.years {
            if !found.contains(&sector) && sum_of(page, year, sector)?.is_some() {
                found.push(sector);
            }
        }
    }
    Ok(found)
}

/// The printed figure of a sector at the level.
pub(super) fn sum_of(page: &HtmlContext<'_>, year: &HtmlYear<'_>, sector: Sector) -> Result<Option<Exact>> {
    year.printed.sum(|category| category.sector() == sector && page.requires(category))
}

pub(super) fn sector_name(page: &HtmlContext<'_>, sector: Sector) -> String {
    format!("{} {}", sector.code(), sector.label(page.language))
}

/// Each sector in each year, stacked by scope.
pub(super) fn sectors_chart(page: &HtmlContext<'_>) -> Result<Option<Chart>> {
    let mut rows = Vec::new();
    for sector in sectors_with_figures(page)? {
        let mut group = Some(sector_name(page, sector));
        for year in &page.years {
            let Some(total) = sum_of(page, year, sector)? else { continue };
            let mut parts = Vec::new();
            for (scope, ink, name) in scopes(page) {
                let counts =
                    |category: Category| category.sector() == sector && category.scope() == scope && page.requires(category);
                if let Some(figure) = year.printed.sum(counts)? {
                    parts.push((ink, figure, format!("{}, {name}: {} t", year.year(), page.tonnes(figure))));
                }
            }
            let row = ChartRow::stacked(year.year().to_string(), parts, page.tonnes(total))?;
            rows.push(match group.take() {
                Some(group) => row.under(group),
                None => row,
            });
        }
    }
    let Some(takeaway) = sectors_takeaway(page)? else { return Ok(None) };
    Ok(Some(Chart {
        id: "sectors".to_owned(),
        title: page.say(&H::SectorsTitle { level: page.level.to_string() }),
        takeaway,
        legend: scopes(page).map(|(_, ink, name)| (ink, name)).to_vec(),
        marks: ChartMarks::Bars(rows),
        digits: page.digits,
    }))
}

fn sectors_takeaway(page: &HtmlContext<'_>) -> Result<Option<String>> {
    let Some(last) = page.last() else { return Ok(None) };
    let Some(total) = last.exact_sum(|category| page.requires(category))? else { return Ok(None) };
    let mut most: Option<(Exact, Sector)> = None;
    for sector in Sector::all() {
        let sum = last.exact_sum(|category| category.sector() == sector && page.requires(category))?;
        if let Some(sum) = sum.filter(|sum| most.is_none_or(|(most, _)| *sum > most)) {
            most = Some((sum, sector));
        }
    }
    let Some((sum, sector)) = most else { return Ok(None) };
    let share = page.share(sum, total, 0)?;
    let (sector, year) = (sector_name(page, sector), page.year(last.year()));
    Ok(share.map(|share| page.say(&H::SectorsTakeaway { sector, share, year })))
}

/// Sectors in rows, years in columns, and each scope of the last year.
fn sectors_table(page: &HtmlContext<'_>) -> Result<HtmlTable> {
    let mut columns = vec![page.say(&H::Sector)];
    columns.extend(page.years.iter().map(|year| page.year(year.year())));
    if let Some(last) = page.last() {
        columns.extend(scopes(page).map(|(.., name)| format!("{}: {name}", last.year())));
    }
    let mut table = HtmlTable::new(page.say(&H::SectorsTitle { level: page.level.to_string() }), columns);
    for sector in sectors_with_figures(page)? {
        let of_sector = |category: Category| category.sector() == sector && page.requires(category);
        let mut cells = Vec::new();
        for year in &page.years {
            let path = format!("{}/sectors/{}/{}", year.year(), sector.code(), page.member());
            cells.push(figure(page, year.printed.sum(of_sector)?, year.exact_sum(of_sector)?).at(path));
        }
        if let Some(last) = page.last() {
            for (scope, ..) in scopes(page) {
                let counts = |category: Category| of_sector(category) && category.scope() == scope;
                cells.push(figure(page, last.printed.sum(counts)?, last.exact_sum(counts)?));
            }
        }
        table.push(HtmlRow::new(sector_name(page, sector), cells));
    }
    let mut cells = Vec::new();
    for year in &page.years {
        let of_level = |category: Category| page.requires(category);
        let path = format!("{}/totals/{}", year.year(), page.member());
        cells.push(figure(page, year.printed.sum(of_level)?, year.exact_sum(of_level)?).at(path));
    }
    if let Some(last) = page.last() {
        for (scope, ..) in scopes(page) {
            let counts = |category: Category| page.requires(category) && category.scope() == scope;
            cells.push(figure(page, last.printed.sum(counts)?, last.exact_sum(counts)?));
        }
    }
    table.push(HtmlRow::new(page.word(&Label::TotalOf { level: page.level.to_string() }), cells).of_class("sum"));
    Ok(table)
}

/// A printed figure with the exact one; none where there is none.
pub(super) fn figure(page: &HtmlContext<'_>, printed: Option<Exact>, exact: Option<Exact>) -> HtmlCell {
    match (printed, exact) {
        (Some(printed), Some(exact)) => HtmlCell::figure(page.tonnes(printed), exact),
        _ => HtmlCell::none(),
    }
}

/// Sectors and scopes.
pub(super) fn sectors(body: &mut HtmlBody, page: &HtmlContext<'_>) -> Result<()> {
    let Some(chart) = sectors_chart(page)? else { return Ok(()) };
    body.open("sectors", &page.say(&H::SectorsScopes));
    body.chart(&chart, &sectors_table(page)?)?;
    body.note(&page.word(&Label::NoteRounding));
    body.close();
    Ok(())
}

/// The largest sources of the last year.
pub(super) fn sources_chart(page: &HtmlContext<'_>) -> Result<Option<Chart>> {
    let Some(last) = page.last() else { return Ok(None) };
    let mut rows = Vec::new();
    for category in largest([&last.printed]) {
        let Some(tonnes) = last.printed.sum(|one| one == category)? else { continue };
        let name = short(category, page.language);
        let title = format!("{name}: {} t", page.tonnes(tonnes));
        let bars = vec![ChartBar::new(ChartInk::First, Exact::ZERO, tonnes, title)];
        rows.push(ChartRow::new("", bars, page.tonnes(tonnes)).under(name));
    }
    let Some(takeaway) = largest_source(page, last)? else { return Ok(None) };
    Ok(Some(Chart {
        id: "sources".to_owned(),
        title: page.say(&H::SourcesTitle { year: page.year(last.year()) }),
        takeaway: page.say(&takeaway),
        legend: Vec::new(),
        marks: ChartMarks::Bars(rows),
        digits: page.digits,
    }))
}

/// The largest sources of any year, years next to one another.
pub(super) fn sources(body: &mut HtmlBody, page: &HtmlContext<'_>) -> Result<()> {
    let Some(chart) = sources_chart(page)? else { return Ok(()) };
    body.open("sources", &page.word(&Label::LargestSources));
    let columns = [page.say(&H::Source)].into_iter().chain(page.years.iter().map(|year| page.year(year.year())));
    let mut table = HtmlTable::new(format!("{}, {}", page.word(&Label::LargestSources), page.word(&Label::Tonnes)), columns);
    for category in largest(page.years.iter().map(|year| &year.printed)) {
        let cells = page.years.iter().map(|year| entry(page, year, category)).collect::<Result<_>>()?;
        table.push(HtmlRow::new(short(category, page.language), cells));
    }
    body.chart(&chart, &table)?;
    body.close();
    Ok(())
}

/// The figure or the key of a reference in a year.
pub(super) fn entry(page: &HtmlContext<'_>, year: &HtmlYear<'_>, category: Category) -> Result<HtmlCell> {
    let Some(entry) = year.report.entries.iter().find(|entry| entry.category == category) else {
        let is_missing = year.exact.required.missing.contains(&category);
        return Ok(if is_missing { HtmlCell::number(page.word(&Label::Missing)).of_class("missing") } else { HtmlCell::none() });
    };
    if let Some(key) = entry.key {
        let why = entry.reason.clone().unwrap_or_default();
        let name = key_name(page, key);
        let about = if why.is_empty() { name } else { format!("{name}: {why}") };
        return Ok(HtmlCell::number(key.to_string()).about(about).of_class(key_class(key)));
    }
    let cell = figure(page, year.printed.sum(|one| one == category)?, entry.co2e_t);
    Ok(cell.at(format!("{}/entries/{}/co2e_t", year.year(), category.reference())))
}

/// What a key means.
pub(super) fn key_name(page: &HtmlWords, key: crate::taxonomy::NotationKey) -> String {
    use crate::taxonomy::NotationKey;
    page.word(&match key {
        NotationKey::NO => Label::KeyNo,
        NotationKey::IE => Label::KeyIe,
        NotationKey::NE => Label::KeyNe,
        NotationKey::C => Label::KeyC,
    })
}

pub(super) fn key_class(key: crate::taxonomy::NotationKey) -> &'static str {
    use crate::taxonomy::NotationKey;
    match key {
        NotationKey::NE | NotationKey::C => "excluded",
        NotationKey::NO | NotationKey::IE => "key",
    }
}

/// Per head and per area.
pub(super) fn intensity(body: &mut HtmlBody, page: &HtmlContext<'_>) -> Result<()> {
    let columns = [page.say(&H::Figure)].into_iter().chain(page.years.iter().map(|year| page.year(year.year())));
    let mut table = HtmlTable::new(page.say(&H::PerHeadAndArea), columns);
    let member = page.member();
    let level = page.level.to_string();
    let of = |name: &str, places: u32, factor: u32, figure: &dyn Fn(&HtmlYear<'_>) -> Option<Exact>| {
        let cells = page.years.iter().map(|year| {
            Ok(match figure(year) {
                Some(exact) => HtmlCell::figure(page.digits.rounded(exact.checked_mul(Exact::from(factor))?, places), exact)
                    .at(format!("{}/{name}", year.year())),
                None => HtmlCell::none(),
            })
        });
        cells.collect::<Result<Vec<_>>>()
    };
    let plus = member == "basic_plus";
    let of_level = |intensity: &crate::report::json::Intensity| if plus { intensity.basic_plus } else { intensity.basic };
    let whole = page.years.iter().all(|year| year.exact.required.is_whole());
    let head = if whole { Label::PerHead } else { Label::PerHeadOfPart };
    let mut rows = vec![
        (page.word(&head), of(&format!("per_head/{member}"), 2, 1, &|year| of_level(&year.report.per_head))?),
        (
            page.say(&H::PerArea { level: level.clone() }),
            of(&format!("per_km2/{member}"), 0, 1, &|year| of_level(&year.report.per_km2))?,
        ),
        (page.say(&H::PerGdp { level }), of(&format!("per_gdp/{member}"), 2, 1_000_000, &|year| of_level(&year.report.per_gdp))?),
        (page.word(&Label::Population), of("population", 0, 1, &|year| year.report.population)?),
        (page.say(&H::Area), of("area_km2", 1, 1, &|year| year.report.area_km2)?),
    ];
    rows.retain(|(_, cells)| cells.iter().any(|cell| *cell != HtmlCell::none()));
    // People and land alone say nothing of emissions.
    if rows.len() < 2 {
        return Ok(());
    }
    body.open("intensity", &page.say(&H::PerHeadAndArea));
    for (name, cells) in rows {
        table.push(HtmlRow::new(name, cells));
    }
    body.table(&table);
    if !whole {
        body.note(&page.say(&H::NoteIntensity));
    }
    body.close();
    Ok(())
}
