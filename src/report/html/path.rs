//! The path against the target, with what each measure saves; the overlap of measures is shown, and nothing is scaled.

use super::context::HtmlContext;
use super::element::{HtmlBody, HtmlCell, HtmlRow, HtmlTable};
use super::labels::HtmlLabel as H;
use crate::error::Result;
use crate::inventory::Status;
use crate::quantity::Exact;
use crate::report::chart::{Chart, ChartArea, ChartInk, ChartLine, ChartMark, ChartMarks, ChartPoint, ChartRow};
use crate::report::plan::{PathYear, PlanLabel, PlanReport};
use crate::taxonomy::Year;

/// The most measures with an ink of their own; the others share one.
const INKS: usize = 5;
/// The kinds of the lines that targets allow.
const ALLOWED_KINDS: [u8; 2] = [3, 5];

/// What each measure saves alone, the largest in the last year first; those past the inks together.
pub(super) struct Wedges {
    names: Vec<String>,
    /// Of each year, the measures in the order of their names here, and the interaction.
    years: Vec<(Year, Vec<Exact>, Exact)>,
}

pub(super) fn wedges(page: &HtmlContext<'_>, report: &PlanReport) -> Result<Option<Wedges>> {
    let of = |name: &str, year: Year| {
        report.alone.get(name).and_then(|years| years.get(&year)).map_or(Exact::ZERO, |saved| saved.co2e_t)
    };
    let years: Vec<Year> =
        report.together.keys().copied().filter(|year| report.alone.values().any(|years| years.contains_key(year))).collect();
    if years.is_empty() {
        return Ok(None);
    }
    let most = |name: &str| years.iter().map(|year| of(name, *year)).max().unwrap_or(Exact::ZERO);
    let mut names: Vec<&str> = report.measures.iter().map(|measure| measure.name.as_str()).collect();
    names.retain(|name| report.alone.contains_key(*name));
    names.sort_by(|one, other| most(other).cmp(&most(one)).then(one.cmp(other)));
    let (own, rest) = names.split_at(names.len().min(INKS));
    let mut found = Wedges { names: own.iter().map(|name| (*name).to_owned()).collect(), years: Vec::new() };
    if !rest.is_empty() {
        found.names.push(page.say(&H::OtherMeasures { measures: crate::error::count(rest.len()) }));
    }
    for year in years {
        let mut sizes: Vec<Exact> = own.iter().map(|name| of(name, year)).collect();
        if !rest.is_empty() {
            sizes.push(Exact::sum(rest.iter().map(|name| of(name, year)))?);
        }
        let interaction = report.interaction.get(&year).map_or(Exact::ZERO, |saved| saved.co2e_t);
        found.years.push((year, sizes, interaction));
    }
    Ok(Some(found))
}

impl Wedges {
    fn interacts(&self) -> bool {
        self.years.iter().any(|(.., interaction)| !interaction.is_zero())
    }
}

/// Emissions without and with the plan, what targets allow, and what is known.
pub(super) fn path_chart(page: &HtmlContext<'_>) -> Result<Option<Chart>> {
    let Some((_, report)) = &page.plan else { return Ok(None) };
    let say = |label: PlanLabel| label.render(page.language);
    let line = |label: PlanLabel, kind: u8, of: &dyn Fn(&PathYear) -> Option<Exact>| {
        let points: Vec<ChartPoint> = points(page, report, of, &|_| false);
        (points.len() > 1).then(|| ChartLine::joined(say(label), kind, points))
    };
    let mut lines = Vec::new();
    lines.extend(line(PlanLabel::Without, 1, &|year| year.without_t));
    lines.extend(line(PlanLabel::With, 2, &|year| year.with_t));
    for (at, kind) in ALLOWED_KINDS.into_iter().enumerate() {
        let Some(target) = report.targets.get(at) else { continue };
        let label = PlanLabel::Named { name: say(PlanLabel::Allowed), line: name_of(page, target.name.as_str(), target.year) };
        lines.extend(line(label, kind, &|year| year.allowed_t.get(at).copied().flatten()));
    }
    let is_draft = |year: &PathYear| year.status == Some(Status::Draft);
    for (label, kind, mark, of) in [
        (PlanLabel::Emitted, 4, ChartMark::Diamond, (|year: &PathYear| year.emitted_t) as fn(&PathYear) -> Option<Exact>),
        (PlanLabel::Published, 1, ChartMark::Circle, |year: &PathYear| year.published_t),
    ] {
        let points = points(page, report, &of, &is_draft);
        if !points.is_empty() {
            lines.push(ChartLine::points(say(label), kind, mark, points));
        }
    }
    if !lines.iter().any(|line| line.is_joined) {
        return Ok(None);
    }
    Ok(Some(Chart {
        id: "path".to_owned(),
        title: say(PlanLabel::Path),
        takeaway: path_takeaway(page, report),
        legend: Vec::new(),
        marks: ChartMarks::Lines { areas: areas(page, report)?, lines },
        digits: page.digits,
    }))
}

/// A target by its name, or by its year.
fn name_of(page: &HtmlContext<'_>, name: &str, year: Year) -> String {
    if name.is_empty() { page.year(year) } else { name.to_owned() }
}

/// The years that have a figure.
fn points(
    page: &HtmlContext<'_>,
    report: &PlanReport,
    of: &dyn Fn(&PathYear) -> Option<Exact>,
    is_preliminary: &dyn Fn(&PathYear) -> bool,
) -> Vec<ChartPoint> {
    let point = |year: &PathYear| {
        let figure = of(year)?;
        let title = format!("{}: {} t", year.year, page.tonnes(figure));
        Some(ChartPoint::new(year.year.number(), figure, is_preliminary(year), title))
    };
    report.path.iter().filter_map(point).collect()
}

/// From the line without the plan down: what each measure saves alone; then the interaction, down to the line with the plan or up to it.
fn areas(page: &HtmlContext<'_>, report: &PlanReport) -> Result<Vec<ChartArea>> {
    let Some(wedges) = wedges(page, report)? else { return Ok(Vec::new()) };
    let mut layers: Vec<Vec<(u16, Exact, Exact)>> = vec![Vec::new(); wedges.names.len().saturating_add(1)];
    for (year, sizes, interaction) in &wedges.years {
        let path = report.path.iter().find(|of_year| of_year.year == *year);
        let Some(mut upper) = path.and_then(|of_year| of_year.without_t) else { continue };
        for (layer, size) in layers.iter_mut().zip(sizes.iter().chain([interaction])) {
            let lower = upper.checked_sub(*size)?;
            layer.push((year.number(), upper, lower));
            upper = lower;
        }
    }
    let inks = (0..wedges.names.len()).map(ChartInk::at).chain([ChartInk::Hatched]);
    let names = wedges.names.iter().cloned().chain([PlanLabel::Interaction.render(page.language)]);
    let shown = wedges.names.len().saturating_add(usize::from(wedges.interacts()));
    let all = layers.into_iter().zip(inks.zip(names)).take(shown).filter(|(layer, _)| layer.len() > 1);
    Ok(all.map(|(layer, (ink, name))| ChartArea::new(ink, name, layer)).collect())
}

fn path_takeaway(page: &HtmlContext<'_>, report: &PlanReport) -> String {
    let saved = |year: Year| report.together.get(&year).map_or(Exact::ZERO, |saved| saved.co2e_t);
    for target in &report.targets {
        let (Some(needed), year) = (target.still_needed_t, target.year) else { continue };
        let saved = page.tonnes(saved(year));
        let year = page.year(year);
        return page.say(&match needed.checked_neg().ok().filter(|_| needed.is_negative()) {
            Some(below) => H::PathBelow { year, saved, tonnes: page.tonnes(below) },
            None => H::PathAbove { year, saved, tonnes: page.tonnes(needed) },
        });
    }
    if let Some(over) = report.targets.iter().find_map(|target| target.overshoot_t) {
        return page.say(&match over.checked_neg().ok().filter(|_| over.is_negative()) {
            Some(below) => H::SoFarBelow { tonnes: page.tonnes(below) },
            None => H::SoFarAbove { tonnes: page.tonnes(over) },
        });
    }
    match report.together.iter().max_by_key(|(_, saved)| saved.co2e_t) {
        Some((year, most)) => page.say(&H::SavedTakeaway { year: page.year(*year), tonnes: page.tonnes(most.co2e_t) }),
        None => page.say(&H::NoMeasureActs),
    }
}

/// What the measures save in each year, with the interaction on its own side of zero.
pub(super) fn saved_chart(page: &HtmlContext<'_>) -> Result<Option<Chart>> {
    let Some((_, report)) = &page.plan else { return Ok(None) };
    let Some(wedges) = wedges(page, report)? else { return Ok(None) };
    let interaction = PlanLabel::Interaction.render(page.language);
    let mut rows = Vec::new();
    for (year, sizes, overlap) in &wedges.years {
        let named = sizes.iter().zip(&wedges.names).enumerate();
        let mut parts: Vec<(ChartInk, Exact, String)> = named
            .map(|(at, (size, name))| (ChartInk::at(at), *size, format!("{year}, {name}: {} t", page.tonnes(*size))))
            .collect();
        parts.push((ChartInk::Hatched, *overlap, format!("{year}, {interaction}: {} t", page.tonnes(*overlap))));
        let together = report.together.get(year).map_or(Exact::ZERO, |saved| saved.co2e_t);
        rows.push(ChartRow::stacked(year.to_string(), parts, page.tonnes(together))?);
    }
    let mut legend: Vec<(ChartInk, String)> =
        wedges.names.iter().enumerate().map(|(at, name)| (ChartInk::at(at), name.clone())).collect();
    if wedges.interacts() {
        legend.push((ChartInk::Hatched, interaction));
    }
    let Some((year, most)) = report.together.iter().max_by_key(|(year, saved)| (saved.co2e_t, **year)) else { return Ok(None) };
    Ok(Some(Chart {
        id: "saved".to_owned(),
        title: page.say(&H::SavedTitle),
        takeaway: page.say(&H::SavedTakeaway { year: page.year(*year), tonnes: page.tonnes(most.co2e_t) }),
        legend,
        marks: ChartMarks::Bars(rows),
        digits: page.digits,
    }))
}

/// The path and what the measures save.
pub(super) fn path(body: &mut HtmlBody, page: &HtmlContext<'_>) -> Result<()> {
    let Some((plan, report)) = &page.plan else { return Ok(()) };
    let (path, saved) = (path_chart(page)?, saved_chart(page)?);
    if path.is_none() && saved.is_none() && report.targets.is_empty() {
        return Ok(());
    }
    body.open("path", &page.say(&H::PathAndTarget));
    body.paragraph(&report.plan);
    if !plan.targets.is_empty() {
        body.heading(&PlanLabel::Targets.render(page.language));
        let line = |(computed, target): (&crate::plan::ComputedTarget, &crate::report::plan::TargetReport)| {
            let line = page.digits.sentence(&computed.line.render(page.language));
            if target.name.is_empty() { line } else { PlanLabel::Named { name: target.name.clone(), line }.render(page.language) }
        };
        body.list(plan.targets.iter().zip(&report.targets).map(line));
    }
    if let Some(chart) = path {
        body.chart(&chart, &path_table(page, report))?;
        if wedges(page, report)?.is_some() {
            body.note(&page.say(&H::WedgesToScale));
        }
        let last = plan.stated.years.last().copied();
        for note in PlanLabel::of_baseline(plan.stated.baseline.as_ref(), last, page.language) {
            body.note(&note.render(page.language));
        }
    }
    if let Some(chart) = saved {
        body.chart(&chart, &saved_table(page, report))?;
        body.note(&PlanLabel::NoteShares.render(page.language));
    }
    body.close();
    Ok(())
}

fn cell(page: &HtmlContext<'_>, figure: Option<Exact>) -> HtmlCell {
    figure.map_or_else(HtmlCell::none, |figure| HtmlCell::figure(page.tonnes(figure), figure))
}

fn path_table(page: &HtmlContext<'_>, report: &PlanReport) -> HtmlTable {
    let say = |label: PlanLabel| label.render(page.language);
    let mut columns = vec![page.say(&H::YearColumn), say(PlanLabel::Without), say(PlanLabel::Saved), say(PlanLabel::With)];
    let allowed = report.targets.iter();
    columns.extend(allowed.map(|target| {
        let name = name_of(page, &target.name, target.year);
        say(PlanLabel::Named { name: say(PlanLabel::Allowed), line: name })
    }));
    columns.extend([say(PlanLabel::Emitted), say(PlanLabel::Published)]);
    let mut table = HtmlTable::new(say(PlanLabel::Path), columns);
    for year in report.path.iter().filter(|year| year.has_figures()) {
        let mut cells = vec![cell(page, year.without_t), cell(page, year.saved_t), cell(page, year.with_t)];
        cells.extend(year.allowed_t.iter().map(|allowed| cell(page, *allowed)));
        cells.extend([cell(page, year.emitted_t), cell(page, year.published_t)]);
        table.push(HtmlRow::new(page.year(year.year), cells));
    }
    table
}

/// What each measure saves alone in each year, the interaction, and all together.
fn saved_table(page: &HtmlContext<'_>, report: &PlanReport) -> HtmlTable {
    let years: Vec<Year> =
        report.together.keys().copied().filter(|year| report.alone.values().any(|years| years.contains_key(year))).collect();
    let columns = [page.say(&H::Measure)].into_iter().chain(years.iter().map(|year| page.year(*year)));
    let mut table = HtmlTable::new(page.say(&H::SavedTitle), columns);
    for measure in &report.measures {
        let of = |year: &Year| report.alone.get(&measure.name).and_then(|years| years.get(year)).map(|saved| saved.co2e_t);
        table.push(HtmlRow::new(measure.name.clone(), years.iter().map(|year| cell(page, of(year))).collect()));
    }
    let of = |all: &std::collections::BTreeMap<Year, crate::report::plan::SavedGases>| {
        years.iter().map(|year| cell(page, all.get(year).map(|saved| saved.co2e_t))).collect::<Vec<_>>()
    };
    table.push(HtmlRow::new(PlanLabel::Interaction.render(page.language), of(&report.interaction)));
    table.push(HtmlRow::new(PlanLabel::Together.render(page.language), of(&report.together)).of_class("sum"));
    table
}
