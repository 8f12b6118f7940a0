//! The tables of several cities: all figures of a group, sectors, and references that only some of them have.

use super::charts::{sector_name, sectors_of};
use super::context::{CitiesAlike, ComparedContext, NamedCity, RankedFigure};
use crate::error::Result;
use crate::inventory::Level;
use crate::quantity::Exact;
use crate::report::comparison::per_million;
use crate::report::html::element::{HtmlCell, HtmlRow, HtmlTable};
use crate::report::html::labels::HtmlLabel as H;
use crate::report::html::sectors::{key_class, key_name};
use crate::report::labels::Label;
use crate::report::page::figures::short;
use crate::taxonomy::{Category, NotationKey};
use std::collections::BTreeSet;

/// The heading of a column, whose text begins in small letters because the text of the comparison has it so.
fn heading(page: &ComparedContext<'_>, label: &Label) -> String {
    let text = page.word(label);
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The place of a city among those that it is ranked with.
fn rank(of: RankedFigure, city: &NamedCity<'_>) -> HtmlCell {
    match of.rank(city.city).and_then(|rank| Exact::new(rank.into(), 0).ok()) {
        Some(rank) => HtmlCell::figure(rank.to_string(), rank).at(format!("cities/{}/ranks/{}", city.at, of.member())),
        None => HtmlCell::none(),
    }
}

/// The median of a group.
fn median(page: &ComparedContext<'_>, of: RankedFigure, alike: &CitiesAlike<'_>) -> HtmlCell {
    match of.median(alike.group) {
        Some(median) => {
            HtmlCell::figure(page.printed(of, median), median).at(format!("groups/{}/median_{}_t", alike.at, of.member()))
        }
        None => HtmlCell::none(),
    }
}

fn blank() -> HtmlCell {
    HtmlCell::number("")
}

/// The cities of a group side by side, with the medians of those that are ranked.
pub(super) fn cities_table(page: &ComparedContext<'_>, alike: &CitiesAlike<'_>) -> Result<HtmlTable> {
    let basic_plus = alike.group.level == Level::BasicPlus;
    let mut columns = vec![page.say(&H::City)];
    let of_which = basic_plus.then_some(Label::OfWhichBasic);
    let first = [Label::CompareYear, Label::CompareStatus, Label::CompareTotal, Label::CompareRank].into_iter().chain(of_which);
    let more = [Label::ComparePerHead, Label::CompareRank, Label::ComparePerKm2, Label::CompareRank, Label::ComparePerGdp];
    columns.extend(first.chain(more).chain([Label::Population]).map(|label| heading(page, &label)));
    let title = Label::CompareTable { level: alike.group.level.to_string(), gwp: alike.group.gwp.to_string() };
    let mut table = HtmlTable::new(page.word(&title), columns).sortable();
    for city in &alike.cities {
        let path = format!("cities/{}", city.at);
        let mut cells = vec![
            HtmlCell::text(page.year(city.city.year)),
            HtmlCell::text(page.word(&Label::of_status(city.city.status))),
            page.cell(RankedFigure::Total, city)?,
            rank(RankedFigure::Total, city),
        ];
        if basic_plus {
            cells.push(match city.city.basic_t {
                Some(basic) => HtmlCell::figure(page.tonnes(basic), basic).at(format!("{path}/basic_t")),
                None => HtmlCell::none(),
            });
        }
        for of in [RankedFigure::PerHead, RankedFigure::PerKm2] {
            cells.extend([page.cell(of, city)?, rank(of, city)]);
        }
        cells.push(match per_million(city.city)?.zip(city.city.per_gdp_t) {
            Some((printed, exact)) => HtmlCell::figure(page.digits.rounded(printed, 2), exact).at(format!("{path}/per_gdp_t")),
            None => HtmlCell::none(),
        });
        cells.push(match city.city.population {
            Some(people) => HtmlCell::figure(page.digits.rounded(people, 0), people).at(format!("{path}/population")),
            None => HtmlCell::none(),
        });
        table.push(HtmlRow::new(city.name.as_str(), cells));
    }
    if alike.group.median_total_t.is_some() {
        let mut cells = vec![HtmlCell::text(""), HtmlCell::text(""), median(page, RankedFigure::Total, alike), blank()];
        cells.extend(basic_plus.then(blank));
        cells.extend([median(page, RankedFigure::PerHead, alike), blank(), median(page, RankedFigure::PerKm2, alike), blank()]);
        cells.extend([blank(), blank()]);
        let name = page.word(&Label::CompareMedian { cities: alike.group.ranked });
        table.push(HtmlRow::new(name, cells).of_class("sum"));
    }
    Ok(table)
}

/// One figure of each city with its rank, and the median.
pub(super) fn figure_table(page: &ComparedContext<'_>, alike: &CitiesAlike<'_>, of: RankedFigure) -> Result<HtmlTable> {
    let title = H::ComparedTitle { group: alike.named(), what: page.word(&of.label()) };
    let columns = [page.say(&H::City), heading(page, &of.label()), heading(page, &Label::CompareRank)];
    let mut table = HtmlTable::new(page.say(&title), columns).sortable();
    for city in &alike.cities {
        table.push(HtmlRow::new(city.name.as_str(), vec![page.cell(of, city)?, rank(of, city)]));
    }
    if of.median(alike.group).is_some() {
        let name = page.word(&Label::CompareMedian { cities: alike.group.ranked });
        table.push(HtmlRow::new(name, vec![median(page, of, alike), blank()]).of_class("sum"));
    }
    Ok(table)
}

/// The sectors of each city, and their share of its total.
pub(super) fn sectors_table(page: &ComparedContext<'_>, alike: &CitiesAlike<'_>) -> Result<HtmlTable> {
    let sectors = sectors_of(alike);
    let columns = [page.say(&H::City)].into_iter().chain(sectors.iter().map(|sector| sector_name(page, *sector)));
    let columns = columns.chain([heading(page, &Label::CompareTotal)]);
    let mut table = HtmlTable::new(page.say(&H::ComparedSectorsTitle { group: alike.named() }), columns).sortable();
    for city in &alike.cities {
        let mut cells = Vec::new();
        for sector in &sectors {
            let Some(tonnes) = city.city.sectors_t.get(sector).copied() else {
                cells.push(HtmlCell::none());
                continue;
            };
            let share = city.city.total_t.map(|total| page.share(tonnes, total, 0)).transpose()?.flatten();
            let printed = page.tonnes(tonnes);
            let printed = share.map_or_else(|| printed.clone(), |share| format!("{printed} ({share})"));
            cells.push(HtmlCell::figure(printed, tonnes).at(format!("cities/{}/sectors_t/{}", city.at, sector.code())));
        }
        cells.push(page.cell(RankedFigure::Total, city)?);
        table.push(HtmlRow::new(city.name.as_str(), cells));
    }
    Ok(table)
}

/// What a city has of a reference.
fn held(page: &ComparedContext<'_>, city: &NamedCity<'_>, category: Category) -> HtmlCell {
    let lacks = city.city.without_value.iter().find(|(_, references)| references.contains(&category));
    match lacks.map(|(key, _)| (key, key.parse::<NotationKey>())) {
        Some((key, Ok(known))) => HtmlCell::text(key.as_str()).about(key_name(page, known)).of_class(key_class(known)),
        Some((_, Err(_))) => HtmlCell::text(page.word(&Label::Missing)).of_class("missing"),
        None if city.city.in_part.contains(&category) => HtmlCell::text(page.say(&H::InPart)).of_class("excluded"),
        None => HtmlCell::text("✓"),
    }
}

/// References of which a city of the group has no figure, or not the whole, while another has.
pub(super) fn gaps_table(page: &ComparedContext<'_>, alike: &CitiesAlike<'_>) -> HtmlTable {
    let references: BTreeSet<Category> = alike
        .cities
        .iter()
        .flat_map(|city| city.city.without_value.values().flatten().chain(&city.city.in_part))
        .copied()
        .collect();
    let columns = [page.say(&H::Reference)].into_iter().chain(alike.cities.iter().map(|city| city.name.clone()));
    let mut table = HtmlTable::new(page.say(&H::ComparedGaps { group: alike.named() }), columns).with_long_names();
    for category in references {
        let cells = alike.cities.iter().map(|city| held(page, city, category)).collect();
        table.push(HtmlRow::new(short(category, page.language), cells));
    }
    table
}
