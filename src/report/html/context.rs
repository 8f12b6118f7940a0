//! What all sections of the page are made from.

use super::labels::HtmlLabel as H;
use crate::error::Result;
use crate::i18n::Language;
use crate::inventory::{Level, Statement};
use crate::plan::ComputedPlan;
use crate::quantity::{Exact, Ratio, Rounding};
use crate::report::digits::Digits;
use crate::report::json::{Report, YearReport};
use crate::report::labels::Label;
use crate::report::page::year::PrintedYear;
use crate::report::plan::PlanReport;
use crate::report::text::year_named;
use crate::taxonomy::{Category, Region, Regions, Year};
use std::ops::Deref;

/// A year: as computed, as `inventory.json` holds it, and as printed.
pub(super) struct HtmlYear<'a> {
    pub(super) exact: &'a Statement,
    pub(super) report: &'a YearReport,
    pub(super) printed: PrintedYear<'a>,
}

/// How every page writes words and figures.
#[derive(Clone, Copy)]
pub(super) struct HtmlWords {
    pub(super) language: Language,
    pub(super) digits: Digits,
}

/// Everything that the page shows, and how.
pub(super) struct HtmlContext<'a> {
    pub(super) years: Vec<HtmlYear<'a>>,
    pub(super) plan: Option<(&'a ComputedPlan, PlanReport)>,
    pub(super) level: Level,
    words: HtmlWords,
}

/// A section asks the page for words and figures, whichever page it is.
impl Deref for HtmlContext<'_> {
    type Target = HtmlWords;

    fn deref(&self) -> &HtmlWords {
        &self.words
    }
}

impl HtmlWords {
    pub(super) fn of(language: Language) -> Self {
        Self { language, digits: Digits::of(language) }
    }

    pub(super) fn say(&self, label: &H) -> String {
        label.render(self.language)
    }

    pub(super) fn word(&self, label: &Label) -> String {
        label.render(self.language)
    }

    /// Whole tonnes.
    pub(super) fn tonnes(&self, tonnes: Exact) -> String {
        self.digits.rounded(tonnes, 0)
    }

    /// Whole tonnes with their sign.
    pub(super) fn change(&self, tonnes: Exact) -> String {
        let rounded = tonnes.round(0, Rounding::HalfEven).0;
        let sign = if rounded.is_negative() || rounded.is_zero() { "" } else { "+" };
        format!("{sign}{}", self.tonnes(tonnes))
    }

    /// A part in per cent of the whole; none where there is no whole.
    pub(super) fn share(&self, part: Exact, whole: Exact, places: u32) -> Result<Option<String>> {
        if whole.is_zero() {
            return Ok(None);
        }
        let share = Ratio::new(part.checked_mul(Exact::from(100))?, whole)?.divided(places, Rounding::HalfEven)?;
        Ok(Some(format!("{}\u{a0}%", self.digits.rounded(share, places))))
    }

    /// A year as the reader counts: in Thai the Buddhist Era is added.
    pub(super) fn year(&self, year: Year) -> String {
        year_named(year, self.language)
    }

    /// A place as the reader knows it.
    pub(super) fn place(&self, place: &str) -> String {
        match place.parse::<Region>() {
            Ok(region) => Regions::bundled().label(&region, self.language).to_owned(),
            Err(_) => place.to_owned(),
        }
    }
}

impl<'a> HtmlContext<'a> {
    pub(super) fn of(
        statements: &'a [Statement],
        report: &'a Report,
        plan: Option<&'a ComputedPlan>,
        language: Language,
    ) -> Result<Self> {
        let of_year = |(exact, report)| Ok(HtmlYear { exact, report, printed: PrintedYear::of(exact)? });
        let level = statements.first().map_or(Level::Basic, |first| first.settings.level);
        let city = statements.first().map(|first| first.settings.city.as_str()).unwrap_or_default();
        Ok(Self {
            years: statements.iter().zip(report.years()).map(of_year).collect::<Result<_>>()?,
            plan: plan.map(|plan| Ok::<_, crate::Error>((plan, PlanReport::of(city, plan)?))).transpose()?,
            level,
            words: HtmlWords::of(language),
        })
    }

    /// The last year that has a figure; the last where none has.
    pub(super) fn last(&self) -> Option<&HtmlYear<'a>> {
        let leading = Statement::leading(self.years.iter().map(|year| year.exact))?;
        self.years.iter().find(|year| year.exact.year == leading.year)
    }

    /// Whether the level counts a reference.
    pub(super) fn requires(&self, category: Category) -> bool {
        self.level.requires(category)
    }

    /// The member of `inventory.json` that holds the total of the level.
    pub(super) fn member(&self) -> &'static str {
        match self.level {
            Level::Basic => "basic",
            Level::BasicPlus => "basic_plus",
        }
    }
}

impl HtmlYear<'_> {
    pub(super) fn year(&self) -> Year {
        self.exact.year
    }

    /// The exact total of the level, in tonnes.
    pub(super) fn total(&self, level: Level) -> Option<Exact> {
        self.report.totals.of_level(level)
    }

    /// The exact sum of references, in tonnes.
    pub(super) fn exact_sum(&self, counts: impl Fn(Category) -> bool) -> Result<Option<Exact>> {
        let figures: Vec<Exact> =
            self.report.entries.iter().filter(|entry| counts(entry.category)).filter_map(|entry| entry.co2e_t).collect();
        if figures.is_empty() { Ok(None) } else { Exact::sum(figures).map(Some) }
    }
}
