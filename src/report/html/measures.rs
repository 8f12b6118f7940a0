//! The measures of the plan: what each saves, how large that is, and what a tonne costs.

use super::check::status_name;
use super::context::HtmlContext;
use super::costs::costs;
use super::element::{HtmlBody, HtmlCell, HtmlRow, HtmlTable};
use super::labels::HtmlLabel as H;
use crate::error::Result;
use crate::quantity::Exact;
use crate::report::plan::{MeasureActionReport, PlanLabel, PlanReport, stage_label};
use crate::taxonomy::Year;

/// The last of the years in which most measures act.
fn fullest_year(report: &PlanReport) -> Option<Year> {
    let acting = |year: &Year| report.alone.values().filter(|years| years.contains_key(year)).count();
    let years = report.together.keys().copied().filter(|year| acting(year) > 0);
    years.max_by_key(|year| (acting(year), *year))
}

/// Between which powers of ten a figure is.
fn magnitude(page: &HtmlContext<'_>, tonnes: Exact) -> Result<String> {
    let size = if tonnes.is_negative() { tonnes.checked_neg()? } else { tonnes };
    let mut high = Exact::from(10);
    while high <= size {
        high = high.checked_mul(Exact::from(10))?;
    }
    let low = high.lowered(1)?;
    let low = if size < Exact::from(10) { Exact::ZERO } else { low };
    Ok(format!("{}–{}", page.digits.whole(low), page.digits.whole(high)))
}

/// Who carries a measure out, and how that stood when it was last reported; of several actions each.
fn in_charge(page: &HtmlContext<'_>, actions: &[MeasureActionReport]) -> [HtmlCell; 2] {
    if actions.is_empty() {
        return [page.say(&H::NotStated), page.say(&H::NotStated)].map(HtmlCell::text);
    }
    let mut owners: Vec<&str> = Vec::new();
    for action in actions {
        if !owners.contains(&action.owner.as_str()) {
            owners.push(&action.owner);
        }
    }
    let status = |action: &MeasureActionReport| {
        let status = match (action.year, action.status.as_deref()) {
            (Some(year), Some(status)) => format!("{} ({})", status_name(page, status), page.year(year)),
            _ => format!("○ {}", page.say(&H::NotReported)),
        };
        match (actions.len() > 1, action.district.as_str()) {
            (false, _) => status,
            (true, "") => format!("{}: {status}", action.number),
            (true, district) => format!("{} ({}): {status}", action.number, page.place(district)),
        }
    };
    let statuses = actions.iter().map(status).collect::<Vec<_>>().join("; ");
    [owners.join("; "), statuses].map(HtmlCell::text)
}

/// The table of measures.
pub(super) fn measures(body: &mut HtmlBody, page: &HtmlContext<'_>) -> Result<()> {
    let Some((plan, report)) = &page.plan else { return Ok(()) };
    if report.measures.is_empty() {
        return Ok(());
    }
    body.open("measures", &page.say(&H::Measures));
    let year = fullest_year(report);
    let mut columns = vec![page.say(&H::Measure), page.say(&H::Stage)];
    // Of a plan whose actions name no measure, nothing is stated.
    let has_actions = report.measures.iter().any(|measure| !measure.actions.is_empty());
    columns.extend([H::Owner, H::StatusColumn].iter().filter(|_| has_actions).map(|label| page.say(label)));
    columns.extend(year.map(|year| page.say(&H::SavedAlone { year })));
    columns.extend(year.map(|_| page.say(&H::Magnitude)));
    columns.push(page.say(&H::ActsUntil));
    let has_costs = !plan.costs.is_empty();
    columns.extend(has_costs.then(|| page.say(&H::CostOfTonne)));
    let mut table = HtmlTable::new(page.say(&H::Measures), columns).sortable();
    for measure in &report.measures {
        let mut cells = vec![HtmlCell::text(stage_label(measure.stage, page.language))];
        if has_actions {
            cells.extend(in_charge(page, &measure.actions));
        }
        if let Some(year) = year {
            let alone = report.alone.get(&measure.name).and_then(|years| years.get(&year)).map(|saved| saved.co2e_t);
            match alone {
                Some(saved) => {
                    cells.extend([HtmlCell::figure(page.tonnes(saved), saved), HtmlCell::number(magnitude(page, saved)?)]);
                }
                None => cells.extend([HtmlCell::none(), HtmlCell::none()]),
            }
        }
        cells.push(measure.last_year.map_or_else(HtmlCell::none, |year| HtmlCell::number(page.year(year))));
        if has_costs {
            let cost = plan.costs.iter().find(|cost| cost.measure == measure.form);
            cells.push(HtmlCell::text(match cost.map(|cost| &cost.lines) {
                Some(Some(lines)) => {
                    lines.iter().map(|line| page.digits.sentence(&line.render(page.language))).collect::<Vec<_>>().join("; ")
                }
                Some(None) => PlanLabel::NoCostLine { measure: measure.name.clone() }.render(page.language),
                None => page.say(&H::CostUnknown),
            }));
        }
        table.push(HtmlRow::new(measure.name.clone(), cells));
    }
    body.table(&table);
    if !has_costs {
        body.note(&page.say(&H::NoCosts));
    }
    costs(body, page)?;
    let left_out = report
        .left_out
        .iter()
        .map(|(measure, reason)| PlanLabel::NoteLeftOut { measure: measure.clone(), reason: reason.clone() }.render(page.language));
    let left_out: Vec<String> = left_out.collect();
    if !left_out.is_empty() {
        body.list(left_out);
    }
    let claimed =
        report.claimed_t.iter().flat_map(|(year, claims)| claims.iter().map(move |(name, tonnes)| (*year, name, *tonnes)));
    let claimed: Vec<String> = claimed
        .map(|(year, name, tonnes)| {
            PlanLabel::ClaimOf { name: name.clone(), year, tonnes: page.tonnes(tonnes) }.render(page.language)
        })
        .collect();
    if !claimed.is_empty() {
        body.heading(&PlanLabel::Claimed.render(page.language));
        body.list(claimed);
    }
    body.close();
    Ok(())
}
