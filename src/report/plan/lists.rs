//! What stands in lists on the page of a plan: claims, published figures, costs, the yearly check, credits, notes.

use super::check::CheckedYear;
use super::labels::PlanLabel as L;
use super::ledgers::CreditReport;
use super::page::{PlanPage, listed, per_cent, whole};
use crate::i18n;
use crate::measures::TonnesOf;
use crate::plan::{BaselineKind, FollowedDriver, PlannedMeasure};
use crate::quantity::Rounding;
use crate::report::table::grouped;
use crate::report::text::{clean, line};
use crate::taxonomy::Category;
use std::collections::{BTreeMap, BTreeSet};

/// The most names in a sentence.
const MOST_NAMES: usize = 5;

impl PlanPage<'_> {
    pub(super) fn claimed(&mut self) {
        if self.report.claimed_t.is_empty() {
            return;
        }
        self.head_of(&L::Claimed);
        for (year, claims) in self.report.claimed_t.clone() {
            for (name, tonnes) in claims {
                self.item(&L::ClaimOf { name, year, tonnes: whole(tonnes, self.language) });
            }
        }
        self.gap();
    }

    pub(super) fn published(&mut self) {
        if !self.plan.trends.is_empty() {
            self.head_of(&L::Trends);
            for trend in &self.plan.trends {
                if let Ok(text) = trend.line() {
                    let text = clean(&self.sentence(&text));
                    line(&mut self.out, &format!("  - {text}"));
                }
            }
            self.gap();
        }
        let revised: Vec<_> = self.report.releases.iter().filter(|year| year.releases.len() > 1).cloned().collect();
        if revised.is_empty() {
            return;
        }
        self.head_of(&L::Releases);
        for year in revised {
            let named = |stage: &str| i18n::label(&format!("release.{stage}"), self.language).unwrap_or_default().to_owned();
            let releases =
                year.releases.iter().map(|release| format!("{} ({})", whole(release.t, self.language), named(&release.stage)));
            let releases = releases.collect::<Vec<_>>().join(", ");
            self.item(&L::ReleasedAs { year: year.year, releases, factors: year.factors });
        }
        self.gap();
    }

    pub(super) fn costs(&mut self) {
        if self.plan.costs.is_empty() {
            return;
        }
        self.head_of(&L::Costs);
        for cost in &self.plan.costs {
            let measure = cost.measure.clone();
            let label = match &cost.lines {
                Some([public, private]) => {
                    let [public, private] = [public, private].map(|text| self.sentence(text));
                    L::CostLine { measure, public, private }
                }
                None => L::NoCostLine { measure },
            };
            self.item(&label);
        }
        if let Some(portfolio) = &self.plan.portfolio {
            let some = |names: &[String]| Some(listed(names)).filter(|names| !names.is_empty());
            let left = &portfolio.left;
            self.line(&L::BudgetPays {
                chosen: some(&portfolio.chosen),
                over: some(&portfolio.over_budget),
                left: grouped(left.amount(), 0, self.language),
                currency: left.currency().to_owned(),
                price_year: left.price_year().to_string(),
            });
        }
        self.gap();
    }

    pub(super) fn check(&mut self) {
        let (checks, grades) = (self.report.check.clone(), self.report.grades.clone());
        // Years to come have targets and no report.
        let checks: Vec<CheckedYear> = checks.into_iter().filter(CheckedYear::is_reported).collect();
        if checks.is_empty() && grades.is_empty() {
            return;
        }
        self.head_of(&L::Check);
        for grade in grades {
            let counts = grade.grades.iter().map(|(name, count)| format!("{count} {name}"));
            self.item(&L::GradesOf { year: grade.year, grades: listed(counts), qualitative: grade.qualitative });
        }
        for year in checks {
            self.checked(&year);
        }
        for part in self.report.rolled_up.clone() {
            let actual = part.actual.map_or_else(|| "–".to_owned(), |actual| grouped(actual, 0, self.language));
            let (parts, without) = (crate::error::count(part.parts.len()), crate::error::count(part.without_data.len()));
            self.item(&L::RolledUp { number: part.number, actual, parts, without });
        }
        self.gap();
    }

    fn checked(&mut self, year: &CheckedYear) {
        let status = |name: &str| i18n::label(&format!("action-status.{name}"), self.language).unwrap_or_default().to_owned();
        let counted = |counts: &BTreeMap<String, u64>| {
            let each = counts.iter().map(|(name, count)| L::Counted { status: status(name), count: *count }.render(self.language));
            each.collect::<Vec<_>>().join(", ")
        };
        let mut parts = Vec::new();
        if !year.quantitative.is_empty() {
            parts.push(L::InNumbers { counts: counted(&year.quantitative) }.render(self.language));
        }
        if !year.qualitative.is_empty() {
            parts.push(L::InWords { counts: counted(&year.qualitative) }.render(self.language));
        }
        if !year.without_data.is_empty() {
            parts.push(L::NothingReported { numbers: listed(&year.without_data) }.render(self.language));
        }
        let district = Some(year.district.clone()).filter(|district| !district.is_empty());
        let mean = self.plan.stated.checks.get(&(year.district.clone(), year.year));
        let mean = mean.and_then(|check| check.mean().ok()?.line().ok()?).map(|text| self.sentence(&text));
        self.item(&L::CheckOf { year: year.year, district, counts: parts.join("; ") });
        let mut more = Vec::from_iter(mean);
        if !year.tonnes.planned_t.is_zero() || !year.tonnes.achieved_t.is_zero() {
            let (planned, achieved) = (whole(year.tonnes.planned_t, self.language), whole(year.tonnes.achieved_t, self.language));
            let fall = year.tonnes.inventory_fall_t.map(|tonnes| whole(tonnes, self.language));
            more.push(L::PlannedAchieved { planned, achieved, fall }.render(self.language));
            more.extend(
                year.tonnes.coverage.map(|share| L::CoverageOf { share: per_cent(share, self.language) }.render(self.language)),
            );
        }
        for text in more {
            line(&mut self.out, &format!("    {}", clean(&text)));
        }
        for behind in &year.behind {
            let (number, cause, remedy) = (behind.number.clone(), behind.cause.clone(), behind.remedy.clone());
            let text = self.print(&L::Behind { number, cause, remedy });
            line(&mut self.out, &format!("    {text}"));
        }
    }

    pub(super) fn credits(&mut self) {
        let ledgers = self.report.ledgers.clone();
        if ledgers.credits.is_empty() && ledgers.without_issue.is_empty() && ledgers.programme.is_none() {
            return;
        }
        self.head_of(&L::Credits);
        for credit in ledgers.credits {
            self.credit(credit);
        }
        for of in ledgers.without_issue {
            let (scheme, stated) = (of.scheme.to_uppercase(), whole(of.stated_t, self.language));
            self.item(&L::CreditNotIssued { project: of.project, scheme, year: of.year, stated });
            self.shown(of.shows, of.not_shown);
        }
        if let (Some(programme), Some(projects), Some(not_named)) = (ledgers.programme, ledgers.projects, ledgers.not_named) {
            self.item(&L::NotNamed { programme, not_named: not_named.into(), projects: projects.into() });
        }
        for (year, ledger) in ledgers.target {
            self.item(&L::TargetLedger {
                year,
                inventory: whole(ledger.inventory_t, self.language),
                counted: whole(ledger.counted_t, self.language),
            });
        }
        self.gap();
    }

    fn credit(&mut self, credit: CreditReport) {
        let shares = listed(credit.shares.iter().map(|share| format!("{} {}", share.holder, share.tonnes)));
        let CreditReport { project, scheme, year, reduced_t, issued, shows, not_shown, .. } = credit;
        self.item(&L::CreditOf {
            project,
            scheme: scheme.to_uppercase(),
            year,
            reduced: whole(reduced_t, self.language),
            issued,
            shares,
        });
        self.shown(shows, not_shown);
    }

    fn shown(&mut self, shows: Vec<Category>, not_shown: Option<String>) {
        let text = match not_shown {
            Some(why) => {
                let reason = i18n::label(&format!("not-shown.{why}"), self.language).unwrap_or_default().to_owned();
                self.print(&L::ShownNowhere { reason })
            }
            None => self.print(&L::ShownUnder { references: listed(shows) }),
        };
        line(&mut self.out, &format!("    {text}"));
    }

    /// Energy and figures of regions: in no calculation.
    pub(super) fn figures(&mut self) {
        if !self.report.energy.is_empty() {
            self.head_of(&L::Energy);
            for of in self.report.energy.clone() {
                let amount = grouped(of.value, 0, self.language);
                self.item(&L::EnergyOf { name: of.name, year: of.year, amount, unit: of.unit, source: of.source });
            }
            self.gap();
        }
        if !self.report.context.is_empty() {
            self.head_of(&L::Context);
            for of in self.report.context.clone() {
                let amount = grouped(of.value, 0, self.language);
                let (name, unit, region, year, source) = (of.name, of.unit, of.region, of.year, of.source);
                self.item(&L::ContextOf { name, amount, unit, region, year, source });
            }
            self.gap();
        }
    }

    pub(super) fn notes(&mut self) {
        let report = &self.report;
        let names = |keep: fn(&PlannedMeasure) -> bool| {
            Some(listed(self.plan.measures.iter().filter(|measure| keep(measure)).map(|measure| &measure.form)))
                .filter(|names| !names.is_empty())
        };
        let mut notes = Vec::new();
        let activities: BTreeSet<&str> = report.stood_in.iter().map(|cell| cell.activity.as_str()).collect();
        if !activities.is_empty() {
            let more = crate::error::count(activities.len().saturating_sub(MOST_NAMES));
            let activities = listed(activities.into_iter().take(MOST_NAMES));
            notes.push(L::NoteStoodIn { activities, more: Some(more).filter(|more| *more > 0) });
        }
        let last = report.years.last();
        let ended = self.plan.measures.iter().filter_map(|measure| Some((measure, measure.last_year?)));
        let ended = ended.filter(|(_, year)| last.is_some_and(|last| year < last));
        let ended = listed(ended.map(|(measure, year)| format!("{} ({year})", measure.form)));
        notes.extend(Some(ended).filter(|ended| !ended.is_empty()).map(|measures| L::NoteEnds { measures }));
        notes.extend(self.plan.stated.unread.iter().map(|notice| L::NoteUnread { notice: notice.clone() }));
        if let Some(BaselineKind::Drivers(followed)) = self.plan.stated.baseline.as_ref().map(|baseline| &baseline.kind) {
            for FollowedDriver { driver, .. } in followed {
                notes.extend(driver.leaps().unwrap_or_default().into_iter().filter_map(|(first, last, times)| {
                    let times = times.divided(1, Rounding::HalfEven).ok()?.to_string();
                    Some(L::NoteLeap { driver: driver.name.clone(), first, last, times })
                }));
            }
        }
        notes.extend(names(|measure| measure.has_own_grid).map(|measures| L::NoteOwnGrid { measures }));
        notes.extend(names(|measure| measure.tonnes == TonnesOf::Crediting).map(|measures| L::NoteCrediting { measures }));
        let left_out = report.left_out.iter();
        notes.extend(left_out.map(|(measure, reason)| L::NoteLeftOut { measure: measure.clone(), reason: reason.clone() }));
        if !report.measures.is_empty() {
            let year = self.plan.stated.baseline.as_ref().and_then(crate::plan::PlanBaseline::factors_of);
            notes.push(L::NoteCounted { level: report.level.to_string(), year });
            notes.extend(year.is_none().then_some(L::NoteFrozen));
        }
        if notes.is_empty() {
            return;
        }
        self.head_of(&L::Notes);
        for note in &notes {
            self.item(note);
        }
        self.gap();
    }
}
