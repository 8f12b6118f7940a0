//! What is there and what is not: all references of all years, the quality of the data, checks, and what is missing and why.

use super::context::{HtmlContext, HtmlYear};
use super::element::{HtmlBody, HtmlCell, HtmlRow, HtmlTable};
use super::labels::HtmlLabel as H;
use super::sectors::{entry, key_name, sector_name};
use crate::error::Result;
use crate::report::chart::{Chart, ChartInk, ChartMarks, ChartRow};
use crate::report::labels::Label;
use crate::report::page::figures::QualityPart;
use crate::taxonomy::{Category, NotationKey, Sector};

/// Every reference of the GPC in every year.
pub(super) fn completeness(body: &mut HtmlBody, page: &HtmlContext<'_>) -> Result<()> {
    body.open("completeness", &page.say(&H::CompletenessTitle));
    let keys = [NotationKey::NO, NotationKey::IE, NotationKey::NE, NotationKey::C];
    let keys = keys.map(|key| format!("{key}: {}", key_name(page, key))).join("; ");
    body.paragraph(&page.say(&H::CompletenessNote { keys, level: page.level.to_string() }));
    let columns = [page.say(&H::Reference)].into_iter().chain(page.years.iter().map(|year| page.year(year.year())));
    let mut table = HtmlTable::new(format!("{}, {}", page.say(&H::CompletenessTitle), page.word(&Label::Tonnes)), columns);
    for sector in Sector::all() {
        let blank = page.years.iter().map(|_| HtmlCell::text("")).collect();
        table.push(HtmlRow::new(sector_name(page, sector), blank).of_class("group"));
        for category in Category::all().filter(|category| category.sector() == sector) {
            let cells = page.years.iter().map(|year| entry(page, year, category)).collect::<Result<_>>()?;
            let required = if page.requires(category) { " *" } else { "" };
            table.push(HtmlRow::new(format!("{} {}{required}", category.reference(), category.label(page.language)), cells));
        }
    }
    body.table(&table);
    body.close();
    Ok(())
}

/// The names of the shares of a part.
fn share_names(page: &HtmlContext<'_>, part: QualityPart) -> Vec<(ChartInk, String)> {
    let names = match part {
        QualityPart::Origin => vec![H::Computed, H::Stated],
        QualityPart::Activity | QualityPart::Factor => vec![H::GradeHigh, H::GradeMedium, H::GradeLow, H::NoGrade],
    };
    names.iter().zip(ChartInk::HUES).map(|(name, ink)| (ink, page.say(name))).collect()
}

/// The quality of the data behind BASIC, a chart for each way to split it.
pub(super) fn quality_charts(page: &HtmlContext<'_>) -> Result<Vec<(Chart, HtmlTable)>> {
    let mut found = Vec::new();
    for (part, id) in QualityPart::ALL.into_iter().zip(["origin", "activity-data", "factors-data"]) {
        let names = share_names(page, part);
        let title = page.say(&match part {
            QualityPart::Origin => H::QualityOrigin,
            QualityPart::Activity => H::QualityActivity,
            QualityPart::Factor => H::QualityFactor,
        });
        let columns = [page.say(&H::YearColumn)].into_iter().chain(names.iter().map(|(_, name)| name.clone()));
        let mut table = HtmlTable::new(title.clone(), columns);
        let (mut rows, mut takeaway) = (Vec::new(), None);
        for year in &page.years {
            let Some(shares) = part.shares(year.exact)? else { continue };
            let parts = names.iter().zip(&shares);
            let parts = parts.map(|((ink, name), share)| (*ink, *share, format!("{}, {name}: {share} %", year.year())));
            rows.push(ChartRow::stacked(year.year().to_string(), parts.collect(), "")?);
            let cells = shares.iter().map(|share| HtmlCell::number(format!("{}\u{a0}%", page.digits.whole(*share))));
            table.push(HtmlRow::new(page.year(year.year()), cells.collect()));
            let most = names.iter().zip(&shares).max_by_key(|(_, share)| **share);
            takeaway = most.map(|((_, name), share)| (page.year(year.year()), name.clone(), *share));
        }
        let Some((year, name, share)) = takeaway else { continue };
        found.push((
            Chart {
                id: id.to_owned(),
                title,
                takeaway: page.say(&H::QualityTakeaway { year, name, share: format!("{}\u{a0}%", page.digits.whole(share)) }),
                legend: names,
                marks: ChartMarks::Bars(rows),
                digits: page.digits,
            },
            table,
        ));
    }
    Ok(found)
}

/// The quality of the data.
pub(super) fn quality(body: &mut HtmlBody, page: &HtmlContext<'_>) -> Result<()> {
    let charts = quality_charts(page)?;
    if charts.is_empty() {
        return Ok(());
    }
    body.open("quality", &page.say(&H::Quality));
    for (chart, table) in charts {
        body.chart(&chart, &table)?;
    }
    body.close();
    Ok(())
}

/// Checks that are open, and those that are accepted with their reasons; then notices.
pub(super) fn checks(body: &mut HtmlBody, page: &HtmlContext<'_>) {
    let all = || page.years.iter().flat_map(|year| year.exact.checks.iter().map(move |check| (year, check)));
    let notices = page.years.iter().any(|year| !year.exact.notices.is_empty());
    if all().next().is_none() && !notices {
        return;
    }
    body.open("checks", &page.say(&H::Checks));
    let columns = [H::CheckColumn, H::YearColumn, H::Found, H::Accepted].map(|label| page.say(&label));
    for (open, heading) in [(true, Label::OpenChecks), (false, Label::AcceptedChecks)] {
        let mut table = HtmlTable::new(page.word(&heading), columns.clone());
        for (year, check) in all().filter(|(_, check)| check.is_open() == open) {
            let reason = check.accepted.clone().unwrap_or_else(|| "–".to_owned());
            let cells = vec![
                HtmlCell::text(page.year(year.year())),
                HtmlCell::text(check.finding.render(page.language)),
                HtmlCell::text(reason),
            ];
            table.push(HtmlRow::new(check.id.to_string(), cells));
        }
        if open && table.is_empty() {
            body.paragraph(&page.say(&H::SummaryNoChecks));
        }
        body.table(&table);
    }
    if notices {
        let columns = [H::YearColumn, H::NoticeColumn].map(|label| page.say(&label));
        let mut table = HtmlTable::new(page.word(&Label::Notices), columns);
        for year in &page.years {
            for notice in &year.exact.notices {
                table.push(HtmlRow::new(page.year(year.year()), vec![HtmlCell::text(notice.render(page.language))]));
            }
        }
        body.folded(&page.word(&Label::Notices), &table);
    }
    body.close();
}

/// What the totals do not include, with the reason that the city states.
pub(super) fn missing(body: &mut HtmlBody, page: &HtmlContext<'_>) {
    body.open("missing", &page.word(&Label::WhatIsMissing));
    let columns = [H::Reference, H::YearColumn, H::Kind, H::Reason].map(|label| page.say(&label));
    let mut table = HtmlTable::new(page.word(&Label::WhatIsMissing), columns);
    for year in &page.years {
        of_year(&mut table, page, year);
    }
    let note = if table.is_empty() { Label::NothingMissing } else { Label::NoteMissing };
    // The note ends with a hint to the program, which a page has no use for.
    body.paragraph(&match note {
        Label::NoteMissing => page.say(&H::TooLow),
        other => page.word(&other),
    });
    body.table(&table);
    body.close();
}

fn of_year(table: &mut HtmlTable, page: &HtmlContext<'_>, year: &HtmlYear<'_>) {
    let mut push = |category: Category, kind: String, reason: String| {
        let name = format!("{} {}", category.reference(), category.label(page.language));
        let reason = if reason.trim().is_empty() { page.say(&H::NoReason) } else { reason };
        table.push(HtmlRow::new(name, vec![HtmlCell::text(page.year(year.year())), HtmlCell::text(kind), HtmlCell::text(reason)]));
    };
    for category in &year.exact.required.missing {
        push(*category, page.word(&Label::WithNeither), "–".to_owned());
    }
    for entry in year.exact.entries.iter().filter(|entry| page.requires(entry.category)) {
        match entry.key {
            Some(key @ (NotationKey::NE | NotationKey::C)) => {
                push(entry.category, key_name(page, key), year.exact.reason(entry, page.language).into_owned());
            }
            _ => {
                for part in entry.partial.iter().filter(|part| matches!(part.key, NotationKey::NE | NotationKey::C)) {
                    let place = if part.place.is_empty() { page.word(&Label::WholeCity) } else { page.place(&part.place) };
                    push(entry.category, format!("{} ({place})", key_name(page, part.key)), part.reason.clone());
                }
            }
        }
    }
}
