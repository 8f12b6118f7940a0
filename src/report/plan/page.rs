//! A plan on one page.

use super::labels::PlanLabel as L;
use super::saved::SavedGases;
use super::shape::PlanReport;
use super::target::PathYear;
use crate::error::Result;
use crate::i18n::{self, Language};
use crate::measures::Stage;
use crate::plan::{ComputedPlan, PlanStatus, PlanText};
use crate::quantity::{Exact, Ratio, Rounding};
use crate::report::digits::Digits;
use crate::report::labels::Label;
use crate::report::table::{Rank, Table, TableCell, TableRow, grouped};
use crate::report::text::lettered;
use crate::report::text::{clean, heading, line, table};
use crate::taxonomy::Year;
use std::collections::BTreeMap;

/// The most columns of years.
const MOST_YEARS: usize = 6;

/// A page in one language.
pub(super) struct PlanPage<'a> {
    pub(super) out: String,
    pub(super) plan: &'a ComputedPlan,
    pub(super) report: PlanReport,
    pub(super) language: Language,
}

/// A plan on one page: targets, path, what its measures save, costs, the yearly check, credits, and what a reader must know.
pub fn plan_text(city: &str, plan: &ComputedPlan, language: Language) -> Result<String> {
    let mut page = PlanPage { out: String::new(), plan, report: PlanReport::of(city, plan)?, language };
    page.head();
    page.targets();
    page.path()?;
    page.saved()?;
    page.claimed();
    page.published();
    page.costs();
    page.check();
    page.credits();
    page.figures();
    page.notes();
    page.out.truncate(page.out.trim_end().len());
    page.out.push('\n');
    Ok(page.out)
}

/// When a measure acts, in a language.
pub(in crate::report) fn stage_label(stage: Stage, language: Language) -> &'static str {
    i18n::label(&format!("stage.{stage}"), language).unwrap_or(stage.name())
}

/// Whole tonnes with thousands grouped.
pub(super) fn whole(tonnes: Exact, language: Language) -> String {
    grouped(tonnes.round(0, Rounding::HalfEven).0, 0, language)
}

/// A share in per cent with one digit after the dot.
pub(super) fn per_cent(share: Exact, language: Language) -> String {
    let of_hundred = share.checked_mul(Exact::from(100)).unwrap_or(share);
    format!("{} %", grouped(of_hundred.round(1, Rounding::HalfEven).0, 1, language))
}

/// Without its sign.
fn size(tonnes: Exact) -> Exact {
    if tonnes.is_negative() { tonnes.checked_neg().unwrap_or(tonnes) } else { tonnes }
}

pub(super) fn listed<T: ToString>(names: impl IntoIterator<Item = T>) -> String {
    names.into_iter().map(|name| name.to_string()).collect::<Vec<_>>().join(", ")
}

impl PlanPage<'_> {
    /// A sentence of the plan with its figures as the reader writes them.
    pub(super) fn sentence(&self, text: &PlanText) -> String {
        Digits::of(self.language).sentence(&text.render(self.language))
    }

    pub(super) fn print(&self, label: &L) -> String {
        clean(&label.render(self.language))
    }

    pub(super) fn line(&mut self, label: &L) {
        let text = self.print(label);
        line(&mut self.out, &text);
    }

    pub(super) fn item(&mut self, label: &L) {
        let text = self.print(label);
        line(&mut self.out, &format!("  - {text}"));
    }

    pub(super) fn head_of(&mut self, label: &L) {
        let text = self.print(label);
        line(&mut self.out, &format!("{text}:"));
    }

    pub(super) fn gap(&mut self) {
        self.out.push('\n');
    }

    fn head(&mut self) {
        let PlanReport { plan, city, years, gwp, level, .. } = &self.report;
        let span = match (years.first(), years.last()) {
            (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
            (Some(only), _) => only.to_string(),
            _ => String::new(),
        };
        let status = self.plan.stated.status.map(|status| {
            let label = match status {
                PlanStatus::Adopted => L::Adopted,
                PlanStatus::Demonstration => L::Demonstration,
                PlanStatus::Planned => L::Planned,
            };
            label.render(self.language)
        });
        let title = L::Title { plan: plan.clone(), city: city.clone(), years: span };
        let basis = L::Basis { gwp: gwp.to_string(), level: level.to_string(), status };
        let title = self.print(&title);
        heading(&mut self.out, &title);
        self.line(&basis);
        self.gap();
    }

    fn targets(&mut self) {
        if self.report.targets.is_empty() {
            return;
        }
        self.head_of(&L::Targets);
        let is_one = self.report.targets.len() < 2;
        for (at, (target, computed)) in self.report.targets.clone().into_iter().zip(&self.plan.targets).enumerate() {
            let text = self.sentence(&computed.line);
            let named =
                if target.name.is_empty() { text } else { L::Named { name: target.name, line: text }.render(self.language) };
            let mark = if is_one { "-".to_owned() } else { lettered(at) };
            line(&mut self.out, &format!("  {mark} {}", clean(&named)));
            let mut more = vec![target.budget_t.map_or(L::NoPath, |tonnes| L::Budget { tonnes: whole(tonnes, self.language) })];
            let year = target.year;
            more.extend(target.still_needed_t.map(|tonnes| {
                let size = whole(size(tonnes), self.language);
                if tonnes.is_negative() { L::GoesFurther { year, tonnes: size } } else { L::StillNeeded { year, tonnes: size } }
            }));
            more.extend(target.progress.map(|share| L::ProgressSoFar { share: per_cent(share, self.language) }));
            more.extend(target.overshoot_t.map(|tonnes| {
                let size = whole(size(tonnes), self.language);
                if tonnes.is_negative() { L::BelowPath { tonnes: size } } else { L::AbovePath { tonnes: size } }
            }));
            if !target.missing.is_empty() {
                more.push(L::NoFigureOf { years: listed(&target.missing) });
            }
            let more: Vec<String> = more.iter().map(|label| self.print(label)).collect();
            line(&mut self.out, &format!("    {}", more.join("; ")));
        }
        self.gap();
    }

    fn path(&mut self) -> Result<()> {
        let mut columns = vec![L::Without, L::Saved, L::With];
        let with_path = |at: &usize| self.plan.targets.get(*at).is_some_and(|target| target.path.is_some());
        let paths: Vec<usize> = (0..self.report.targets.len()).filter(with_path).collect();
        let is_one = self.report.targets.len() < 2;
        columns.extend(paths.iter().map(|at| if is_one { L::Allowed } else { L::AllowedBy { letter: lettered(*at) } }));
        let some = |of: fn(&PathYear) -> Option<Exact>| self.report.path.iter().any(|year| of(year).is_some());
        let shows: Vec<fn(&PathYear) -> Option<Exact>> = [
            (L::Emitted, (|year: &PathYear| year.emitted_t) as fn(&PathYear) -> Option<Exact>),
            (L::Published, |year: &PathYear| year.published_t),
        ]
        .into_iter()
        .filter(|(_, of)| some(*of))
        .map(|(label, of)| {
            columns.push(label);
            of
        })
        .collect();
        let mut path = Table::new(self.print(&L::Path), columns.iter().map(|label| self.print(label)));
        let cell = |figure: Option<Exact>| figure.map_or(TableCell::NotRequired, |figure| TableCell::Alone(figure, 0));
        for year in self.report.path.iter().filter(|year| year.has_figures()) {
            let mut cells = vec![cell(year.without_t), cell(year.saved_t), cell(year.with_t)];
            cells.extend(paths.iter().map(|at| cell(year.allowed_t.get(*at).copied().flatten())));
            cells.extend(shows.iter().map(|of| cell(of(year))));
            path.rows.push(TableRow::new(Rank::Item, year.year.to_string(), cells));
        }
        let stated = &self.plan.stated;
        let notes = L::of_baseline(stated.baseline.as_ref(), stated.years.last().copied(), self.language);
        path.notes.extend(notes.iter().map(|note| self.print(note)));
        let statuses = self.report.path.iter().filter_map(|year| Some((year.year, year.status?)));
        let named = statuses.map(|(year, status)| format!("{year} {}", Label::of_status(status).render(self.language)));
        let named = named.collect::<Vec<_>>().join(", ");
        if !named.is_empty() {
            path.notes.push(self.print(&L::NoteInventory { statuses: named }));
        }
        table(&mut self.out, &path, self.language, 0)
    }

    /// The last of the years in which most measures act.
    fn fullest_year(&self) -> Option<Year> {
        let acting = |year: &Year| self.report.alone.values().filter(|years| years.contains_key(year)).count();
        let years = self.report.together.keys().copied().filter(|year| acting(year) > 0);
        years.max_by_key(|year| (acting(year), *year))
    }

    /// What the measures save: one year in three ways, then the shares year by year.
    fn saved(&mut self) -> Result<()> {
        let Some(last) = self.fullest_year() else { return Ok(()) };
        let together = self.report.together.get(&last).map_or(Exact::ZERO, |saved| saved.co2e_t);
        let columns = [L::Alone, L::InOrder, L::Share].map(|label| self.print(&label));
        let mut three = Table::new(self.print(&L::SavedIn { year: last }), columns);
        let figure = |measures: &BTreeMap<String, BTreeMap<Year, SavedGases>>, name: &str, year: Year| {
            measures.get(name).and_then(|years| years.get(&year)).map(|saved| saved.co2e_t)
        };
        let alone = |figure: Option<Exact>| figure.map_or(TableCell::NotRequired, |figure| TableCell::Alone(figure, 0));
        let report = &self.report;
        for measure in &report.measures {
            let of = |measures| figure(measures, &measure.name, last);
            let cells = [of(&report.alone), of(&report.in_order), of(&report.shares)].map(alone);
            three.rows.push(TableRow::new(
                Rank::Item,
                format!("{} ({})", measure.name, stage_label(measure.stage, self.language)),
                cells.into(),
            ));
        }
        let interaction = report.interaction.get(&last).map(|saved| saved.co2e_t);
        let total = TableCell::Alone(together, 0);
        three.rows.push(TableRow::new(Rank::Total, self.print(&L::Together), vec![TableCell::NotRequired, total.clone(), total]));
        three.rows.push(TableRow::new(
            Rank::Item,
            self.print(&L::Interaction),
            vec![alone(interaction), TableCell::Blank, TableCell::Blank],
        ));
        three.notes.push(self.print(&L::NoteShares));
        if let Some(sampling) = report.sampled {
            let errors = report.share_errors_t.values().filter_map(|years| years.get(&last)).max();
            let error = errors.map_or_else(String::new, |error| whole(*error, self.language));
            three.notes.push(self.print(&L::NoteSampled { orders: sampling.orders.to_string(), error }));
        }
        let acts = |year: &Year| report.alone.values().any(|years| years.contains_key(year));
        let years = spread(report.together.keys().copied().filter(acts).collect());
        let all = report.together.keys().filter(|year| acts(year)).count();
        let title = if years.len() < all { L::SharesInSomeYears } else { L::SharesByYear };
        let mut shares = Table::new(self.print(&title), years.iter().map(Year::to_string));
        for measure in &report.measures {
            let cells = years.iter().map(|year| alone(figure(&report.shares, &measure.name, *year))).collect();
            shares.rows.push(TableRow::new(Rank::Item, measure.name.clone(), cells));
        }
        let totals = years.iter().map(|year| alone(report.together.get(year).map(|saved| saved.co2e_t))).collect();
        shares.rows.push(TableRow::new(Rank::Total, self.print(&L::Together), totals));
        table(&mut self.out, &three, self.language, 0)?;
        if years.len() > 1 {
            table(&mut self.out, &shares, self.language, 0)?;
        }
        Ok(())
    }
}

/// At most so many of the years, the first and the last among them, the others evenly between.
fn spread(years: Vec<Year>) -> Vec<Year> {
    let last = years.len().saturating_sub(1);
    if years.len() <= MOST_YEARS {
        return years;
    }
    let steps = MOST_YEARS.saturating_sub(1);
    let at = |step: usize| {
        let place = Ratio::new(crate::error::count(step.saturating_mul(last)), crate::error::count(steps)).ok()?;
        place.divided(0, Rounding::HalfEven).ok()?.to_string().parse::<usize>().ok()
    };
    (0..MOST_YEARS).filter_map(at).filter_map(|place| years.get(place).copied()).collect()
}
