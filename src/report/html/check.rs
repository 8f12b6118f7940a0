//! The yearly check of the plan: each action with its indicator, its change, its status, who is in charge, and the evidence.

use super::context::HtmlContext;
use super::element::{HtmlBody, HtmlCell, HtmlRow, HtmlTable};
use super::labels::HtmlLabel as H;
use crate::error::Result;
use crate::i18n;
use crate::quantity::Exact;
use crate::report::plan::{ActionReportRow, CheckedYear, PlanLabel, PlanReport};
use crate::taxonomy::Year;

/// What was reached in the last year before that has a figure of the action.
fn before(report: &PlanReport, check: &CheckedYear, number: &str) -> Option<(Year, Exact)> {
    let earlier = report.check.iter().filter(|one| one.district == check.district && one.year < check.year);
    let of = |one: &CheckedYear| one.actions.iter().find(|action| action.number == number).and_then(|action| action.actual);
    earlier.filter_map(|one| Some((one.year, of(one)?))).max_by_key(|(year, _)| *year)
}

/// The class and the name of a status, with a sign that needs no colour.
fn status(page: &HtmlContext<'_>, action: &ActionReportRow) -> HtmlCell {
    let Some(name) = action.status.as_deref() else {
        return HtmlCell::text(format!("○ {}", page.say(&H::NotReported))).of_class("unknown");
    };
    let class = match name {
        "achieved" | "on-track" => "good",
        "delayed" => "late",
        _ => "bad",
    };
    HtmlCell::text(status_name(page, name)).of_class(class)
}

/// A status with a sign that needs no colour.
pub(super) fn status_name(page: &HtmlContext<'_>, name: &str) -> String {
    let label = i18n::label(&format!("action-status.{name}"), page.language).unwrap_or_default();
    let sign = match name {
        "achieved" => "✓",
        "on-track" => "→",
        "delayed" => "!",
        _ => "✗",
    };
    format!("{sign} {label}")
}

/// The latest check of the city, then those of districts, then those before.
pub(super) fn check(body: &mut HtmlBody, page: &HtmlContext<'_>) -> Result<()> {
    let Some((_, report)) = &page.plan else { return Ok(()) };
    let mut checks: Vec<&CheckedYear> = report.check.iter().filter(|check| check.is_reported()).collect();
    if checks.is_empty() && report.grades.is_empty() {
        return Ok(());
    }
    checks.sort_by(|one, other| other.year.cmp(&one.year).then(one.district.cmp(&other.district)));
    body.open("check", &PlanLabel::Check.render(page.language));
    let latest = checks.first().map(|check| check.year);
    for check in &checks {
        let table = actions(page, report, check)?;
        if Some(check.year) == latest {
            body.table(&table);
            tonnes(body, page, check);
        } else {
            body.folded(&caption(page, check), &table);
        }
    }
    let grades = report.grades.iter().map(|grade| {
        let grades = grade.grades.iter().map(|(name, count)| format!("{count} {name}")).collect::<Vec<_>>().join(", ");
        PlanLabel::GradesOf { year: grade.year, grades, qualitative: grade.qualitative }.render(page.language)
    });
    let grades: Vec<String> = grades.collect();
    if !grades.is_empty() {
        body.list(grades);
    }
    body.close();
    Ok(())
}

fn caption(page: &HtmlContext<'_>, check: &CheckedYear) -> String {
    let place = if check.district.is_empty() { None } else { Some(page.place(&check.district)) };
    page.say(&H::CheckTitle { year: page.year(check.year), place })
}

fn actions(page: &HtmlContext<'_>, report: &PlanReport, check: &CheckedYear) -> Result<HtmlTable> {
    let columns =
        [H::Action, H::Owner, H::IndicatorColumn, H::TargetColumn, H::Reached, H::ChangeSince, H::StatusColumn, H::Evidence];
    let mut table = HtmlTable::new(caption(page, check), columns.map(|label| page.say(&label))).sortable();
    for action in &check.actions {
        let figure =
            |value: Option<Exact>| value.map_or_else(HtmlCell::none, |value| HtmlCell::figure(page.digits.whole(value), value));
        let mut reached = figure(action.actual);
        if check.preliminary.contains(&action.number) {
            reached = reached.about(page.say(&H::PreliminaryFigure));
        }
        let change = match (action.actual, before(report, check, &action.number)) {
            (Some(now), Some((year, then))) => {
                let change = now.checked_sub(then)?;
                let sign = if change.is_negative() || change.is_zero() { "" } else { "+" };
                HtmlCell::number(page.say(&H::SinceYear { change: format!("{sign}{}", page.digits.whole(change)), year }))
            }
            _ => HtmlCell::none(),
        };
        let remedy = check.behind.iter().find(|behind| behind.number == action.number);
        let remedy =
            remedy.map(|behind| page.say(&H::CauseAndRemedy { cause: behind.cause.clone(), remedy: behind.remedy.clone() }));
        let evidence = [action.text.clone(), remedy, action.evidence.clone()].into_iter().flatten().collect::<Vec<_>>().join("; ");
        table.push(HtmlRow::new(
            format!("{} {}", action.number, action.action),
            vec![
                HtmlCell::text(action.owner.clone()),
                HtmlCell::text(action.indicator.clone().unwrap_or_else(|| page.say(&H::InWords))),
                figure(action.target),
                reached,
                change,
                status(page, action),
                HtmlCell::text(if evidence.is_empty() { "–".to_owned() } else { evidence }),
            ],
        ));
    }
    Ok(table)
}

/// Tonnes of the actions next to the fall of the inventory.
fn tonnes(body: &mut HtmlBody, page: &HtmlContext<'_>, check: &CheckedYear) {
    let side = &check.tonnes;
    if side.planned_t.is_zero() && side.achieved_t.is_zero() {
        return;
    }
    let fall = side.inventory_fall_t.map(|fall| page.tonnes(fall));
    let label = PlanLabel::PlannedAchieved { planned: page.tonnes(side.planned_t), achieved: page.tonnes(side.achieved_t), fall };
    body.note(&label.render(page.language));
}
