//! The change between years as a waterfall by sector, and the trend with a mark on what may still change.

use super::context::{HtmlContext, HtmlYear};
use super::element::{HtmlBody, HtmlCell, HtmlRow, HtmlTable};
use super::labels::HtmlLabel as H;
use super::sectors::{sector_name, sectors_with_figures};
use crate::error::Result;
use crate::inventory::Status;
use crate::quantity::Exact;
use crate::report::chart::{Chart, ChartBar, ChartInk, ChartLine, ChartMark, ChartMarks, ChartPoint, ChartRow};
use crate::report::labels::Label;
use crate::report::page::trend::change_table;
use crate::report::plan::ReleasedYear;
use crate::report::table::TableCell;
use crate::taxonomy::Category;

/// The most pairs of years with a waterfall of their own.
const WATERFALLS: usize = 3;

/// One step from the total of a year to that of another.
struct Step {
    name: String,
    size: Exact,
    is_coverage: bool,
}

/// The steps between two years: sectors as far as both years have a value, then what only one of them has.
fn steps(page: &HtmlContext<'_>, before: &HtmlYear<'_>, after: &HtmlYear<'_>) -> Result<Vec<Step>> {
    let (one, other) = (before.printed.valued(), after.printed.valued());
    let both = |category: Category| one.contains(&category) && other.contains(&category);
    let difference = |counts: &dyn Fn(Category) -> bool| {
        let (from, to) = (before.printed.sum(counts)?, after.printed.sum(counts)?);
        to.unwrap_or(Exact::ZERO).checked_sub(from.unwrap_or(Exact::ZERO))
    };
    let mut steps = Vec::new();
    for sector in sectors_with_figures(page)? {
        let of_sector = |category: Category| category.sector() == sector && both(category);
        if one.iter().any(|category| of_sector(*category)) {
            steps.push(Step { name: sector_name(page, sector), size: difference(&of_sector)?, is_coverage: false });
        }
    }
    let only = difference(&|category| page.requires(category) && !both(category))?;
    if one != other {
        steps.push(Step { name: page.say(&H::OnlyOneYear), size: only, is_coverage: true });
    }
    Ok(steps)
}

/// A waterfall for each of the last pairs of years, with its table.
pub(super) fn change_charts(page: &HtmlContext<'_>) -> Result<Vec<(Chart, HtmlTable)>> {
    let first = page.years.len().saturating_sub(WATERFALLS.saturating_add(1));
    let mut found = Vec::new();
    for pair in page.years.iter().skip(first).collect::<Vec<_>>().windows(2) {
        let [before, after] = pair else { continue };
        let of_level = |category: Category| page.requires(category);
        if let (Some(from), Some(to)) = (before.printed.sum(of_level)?, after.printed.sum(of_level)?) {
            found.push(waterfall(page, (before, from), (after, to))?);
        }
    }
    Ok(found)
}

fn waterfall(
    page: &HtmlContext<'_>,
    (before, from): (&HtmlYear<'_>, Exact),
    (after, to): (&HtmlYear<'_>, Exact),
) -> Result<(Chart, HtmlTable)> {
    let steps = steps(page, before, after)?;
    let (first, last) = (page.year(before.year()), page.year(after.year()));
    let title = page.say(&H::ChangeTitle { first: first.clone(), last: last.clone(), level: page.level.to_string() });
    let mut table = HtmlTable::new(title.clone(), [page.say(&H::Sector), page.word(&Label::Tonnes)]);
    let of_level = |category: Category| page.requires(category);
    let total = |year: &HtmlYear<'_>, printed: Exact| {
        let cell = super::sectors::figure(page, Some(printed), year.exact_sum(of_level)?);
        Ok::<_, crate::Error>(cell.at(format!("{}/totals/{}", year.year(), page.member())))
    };
    let whole = |name: &str, figure: Exact| {
        let bars = vec![ChartBar::new(ChartInk::First, Exact::ZERO, figure, format!("{name}: {} t", page.tonnes(figure)))];
        ChartRow::new("", bars, page.tonnes(figure)).under(name)
    };
    let mut rows = vec![whole(&first, from)];
    table.push(HtmlRow::new(first.clone(), vec![total(before, from)?]).of_class("sum"));
    let mut running = from;
    for step in &steps {
        let next = running.checked_add(step.size)?;
        let ink = match (step.is_coverage, step.size.is_negative()) {
            (true, _) => ChartInk::Hatched,
            (false, true) => ChartInk::Fourth,
            (false, false) => ChartInk::Third,
        };
        let printed = page.change(step.size);
        let bars = vec![ChartBar::new(ink, running, next, format!("{}: {printed} t", step.name))];
        rows.push(ChartRow::new("", bars, printed.clone()).under(&step.name));
        table.push(HtmlRow::new(&step.name, vec![HtmlCell::number(printed)]));
        running = next;
    }
    rows.push(whole(&last, to));
    table.push(HtmlRow::new(last.clone(), vec![total(after, to)?]).of_class("sum"));
    let mut legend = vec![(ChartInk::First, page.word(&Label::TotalOf { level: page.level.to_string() }))];
    for (ink, label, has) in [
        (ChartInk::Third, H::Rise, steps.iter().any(|step| !step.is_coverage && !step.size.is_negative())),
        (ChartInk::Fourth, H::Fall, steps.iter().any(|step| !step.is_coverage && step.size.is_negative())),
        (ChartInk::Hatched, H::Coverage, steps.iter().any(|step| step.is_coverage)),
    ] {
        legend.extend(has.then(|| (ink, page.say(&label))));
    }
    let chart = Chart {
        id: format!("change-{}-{}", before.year(), after.year()),
        title,
        takeaway: takeaway(page, &steps, from)?,
        legend,
        marks: ChartMarks::Bars(rows),
        digits: page.digits,
    };
    Ok((chart, table))
}

fn takeaway(page: &HtmlContext<'_>, steps: &[Step], from: Exact) -> Result<String> {
    let size = |step: &Step| if step.size.is_negative() { step.size.checked_neg() } else { Ok(step.size) };
    let mut most: Option<(Exact, &Step)> = None;
    let mut like = Exact::ZERO;
    for step in steps.iter().filter(|step| !step.is_coverage) {
        like = like.checked_add(step.size)?;
        let size = size(step)?;
        if most.is_none_or(|(most, _)| size > most) {
            most = Some((size, step));
        }
    }
    let coverage = steps.iter().find(|step| step.is_coverage).map(|step| page.change(step.size));
    let Some((_, most)) = most else { return Ok(page.say(&H::ChangeNothingAlike)) };
    let (sector, tonnes, like) = (most.name.clone(), page.change(most.size), page.change(like));
    let share = page.share(most.size, from, 1)?.unwrap_or_default();
    Ok(page.say(&H::ChangeTakeaway { like, sector, tonnes, share, coverage }))
}

/// What changed between years.
pub(super) fn change(body: &mut HtmlBody, page: &HtmlContext<'_>) -> Result<()> {
    let printed: Vec<_> = page.years.iter().map(|year| &year.printed).collect();
    let Some((changes, notes)) = change_table(&printed, page.language)? else { return Ok(()) };
    body.open("change", &page.say(&H::Change));
    for (chart, table) in change_charts(page)? {
        body.chart(&chart, &table)?;
    }
    let mut table = HtmlTable::new(changes.title.clone(), [page.say(&H::Years)].into_iter().chain(changes.columns.clone()));
    for row in &changes.rows {
        let cells = row.cells.iter().map(|cell| match cell {
            TableCell::Text(text) => HtmlCell::number(page.digits.marked(text)),
            _ => HtmlCell::none(),
        });
        table.push(HtmlRow::new(row.label.clone(), cells.collect()));
    }
    body.table(&table);
    if !notes.is_empty() {
        body.list(notes);
    }
    body.close();
    Ok(())
}

/// The inventory of each year, and emissions as they were published at actual and at frozen factors.
pub(super) fn trend_chart(page: &HtmlContext<'_>) -> Result<Option<Chart>> {
    let mut lines = Vec::new();
    let mut of_inventory = Vec::new();
    for year in &page.years {
        if let Some(total) = year.printed.sum(|category| page.requires(category))? {
            let status = page.word(&Label::of_status(year.exact.status()));
            let title = format!("{} ({status}): {} t", year.year(), page.tonnes(total));
            of_inventory.push(ChartPoint::new(year.year().number(), total, year.exact.status() == Status::Draft, title));
        }
    }
    let inventory_years = of_inventory.len();
    if !of_inventory.is_empty() {
        lines.push(ChartLine::points(page.say(&H::InventoryPoints), 4, ChartMark::Diamond, of_inventory));
    }
    for (kind, mark, factors, points) in released(page) {
        let name = factors.map_or_else(|| page.say(&H::PublishedActual), |factors| page.say(&H::PublishedFrozen { factors }));
        lines.push(ChartLine::joined(name, kind, points).with_mark(mark));
    }
    if inventory_years < 2 && lines.len() < 2 {
        return Ok(None);
    }
    Ok(Some(Chart {
        id: "trend".to_owned(),
        title: page.say(&H::TrendTitle { level: page.level.to_string() }),
        takeaway: trend_takeaway(page),
        legend: Vec::new(),
        marks: ChartMarks::Lines { areas: Vec::new(), lines },
        digits: page.digits,
    }))
}

/// A line of published figures: its kind, its mark, its frozen factors, its points.
type PublishedLine = (u8, ChartMark, Option<String>, Vec<ChartPoint>);

/// The last release of each year, by factors.
fn released(page: &HtmlContext<'_>) -> Vec<PublishedLine> {
    let Some((_, report)) = &page.plan else { return Vec::new() };
    let mut by_factors: Vec<(Option<String>, Vec<ChartPoint>)> = Vec::new();
    for of_year in &report.releases {
        let Some(release) = of_year.releases.last() else { continue };
        let title = format!("{} ({}): {} t", of_year.year, stage(page, &release.stage), page.tonnes(release.t));
        let point = ChartPoint::new(of_year.year.number(), release.t, release.stage == "preliminary", title);
        match by_factors.iter_mut().find(|(factors, _)| *factors == of_year.factors) {
            Some((_, points)) => points.push(point),
            None => by_factors.push((of_year.factors.clone(), vec![point])),
        }
    }
    let kinds = [(2, ChartMark::Circle), (3, ChartMark::Square), (5, ChartMark::Triangle)];
    by_factors.into_iter().zip(kinds).map(|((factors, points), (kind, mark))| (kind, mark, factors, points)).collect()
}

fn stage(page: &HtmlContext<'_>, name: &str) -> String {
    crate::i18n::label(&format!("release.{name}"), page.language).unwrap_or_default().to_owned()
}

fn trend_takeaway(page: &HtmlContext<'_>) -> String {
    if let Some((plan, _)) = &page.plan
        && let Some(line) = plan.trends.first().and_then(|trend| trend.line().ok())
    {
        return page.digits.sentence(&line.render(page.language));
    }
    page.say(if are_alike(page) { &H::TrendAlike } else { &H::TrendNotAlike })
}

/// Whether the same references have a figure in every year.
fn are_alike(page: &HtmlContext<'_>) -> bool {
    page.years.windows(2).all(|pair| matches!(pair, [a, b] if a.printed.valued() == b.printed.valued()))
}

/// The trend.
pub(super) fn trend(body: &mut HtmlBody, page: &HtmlContext<'_>) -> Result<()> {
    let Some(chart) = trend_chart(page)? else { return Ok(()) };
    body.open("trend", &page.say(&H::Trend));
    let columns = [H::YearColumn, H::FigureOf, H::StatusColumn].map(|label| page.say(&label));
    let mut table = HtmlTable::new(chart.title.clone(), columns.into_iter().chain([page.word(&Label::Tonnes)]));
    for year in &page.years {
        let of_level = |category: Category| page.requires(category);
        let cell = super::sectors::figure(page, year.printed.sum(of_level)?, year.exact_sum(of_level)?);
        let status = page.word(&Label::of_status(year.exact.status()));
        let cells = vec![
            HtmlCell::text(page.say(&H::InventoryPoints)),
            HtmlCell::text(status),
            cell.at(format!("{}/totals/{}", year.year(), page.member())),
        ];
        table.push(HtmlRow::new(page.year(year.year()), cells));
    }
    if let Some((_, report)) = &page.plan {
        for of_year in &report.releases {
            released_rows(&mut table, page, of_year);
        }
    }
    body.chart(&chart, &table)?;
    let not_alike = page.say(&H::TrendNotAlike);
    if !are_alike(page) && chart.takeaway != not_alike {
        body.note(&not_alike);
    }
    body.note(&page.say(&H::NoteHollow));
    body.close();
    Ok(())
}

fn released_rows(table: &mut HtmlTable, page: &HtmlContext<'_>, of_year: &ReleasedYear) {
    for release in &of_year.releases {
        let name = of_year.factors.clone().map_or(H::PublishedActual, |factors| H::PublishedFrozen { factors });
        let stage = format!("{} ({})", stage(page, &release.stage), release.source);
        let cells =
            vec![HtmlCell::text(page.say(&name)), HtmlCell::text(stage), HtmlCell::figure(page.tonnes(release.t), release.t)];
        table.push(HtmlRow::new(page.year(of_year.year), cells));
    }
}
