//! The page that an inventory prints first: what a reader wants to know before the tables.

pub(super) mod figures;
mod missing;
pub(super) mod trend;
pub(super) mod year;

use self::figures::{figures, largest};
use self::missing::{drafts, missing, to_check};
use self::trend::changes;
use self::year::PrintedYear;
use super::factors_used::used_factors;
use super::gpc::only_basic;
use super::labels::Label;
use super::measure::measures_text;
use super::method_used::methods_used;
use super::terms::printed_value;
use super::text;
use super::wrap::wrapped;
use crate::error::Result;
use crate::i18n::Language;
use crate::inventory::{Level, Statement};
use crate::plan::Effects;
use crate::taxonomy::Regions;
use std::collections::BTreeSet;

/// The most years next to one another.
const COLUMNS: usize = 5;

/// The first page of an inventory: status, totals, largest sources, change, what is missing, data quality.
pub fn page(statements: &[Statement], language: Language) -> Result<String> {
    let mut out = String::new();
    let Some(first) = statements.first() else {
        text::line(&mut out, &Label::NoYears.render(language));
        return Ok(out);
    };
    let years: Vec<PrintedYear<'_>> = statements.iter().map(PrintedYear::of).collect::<Result<_>>()?;
    let settings = &first.settings;
    let stated = text::years_with_status(statements, language);
    let (city, level) = (text::clean(&settings.city), settings.level.to_string());
    text::heading(&mut out, &Label::PageTitle { city, years: stated }.render(language));
    let region = Regions::bundled().label(&settings.region, language);
    let place = format!("{}: {region} ({})", Label::Region.render(language), settings.region);
    text::line(&mut out, &format!("{place}; {}: {}", Label::GwpSet.render(language), settings.gwp));
    out.push('\n');
    let largest = largest(&years);
    for part in years.chunks(COLUMNS) {
        text::table(&mut out, &figures(part, &largest, settings.level, language)?, language, 0)?;
    }
    changes(&mut out, &years, language)?;
    drafts(&mut out, &years, language);
    to_check(&mut out, &years, language);
    missing(&mut out, &years, language);
    let total = if settings.level == Level::BasicPlus { Label::NoteBasicPlus } else { Label::NoteBasic };
    let only_basic = only_basic(statements).filter(|_| settings.level == Level::BasicPlus);
    for note in [Some(total), only_basic, Some(Label::NoteRounding), Some(Label::NoteGrades { level })].into_iter().flatten() {
        wrapped(&mut out, "", &note.render(language));
    }
    Ok(out)
}

/// The whole report: the first page, every table of every year, keys, notices, fallbacks, measures, and all factors.
pub fn full(statements: &[Statement], measures: &[Effects], language: Language) -> Result<String> {
    let mut out = page(statements, language)?;
    if statements.is_empty() {
        return Ok(out);
    }
    out.push('\n');
    out.push_str(&text::text(statements, language)?);
    let measures = measures_text(measures, language)?;
    if !measures.is_empty() {
        out.push('\n');
        out.push_str(measures.trim_end());
        out.push('\n');
    }
    out.push('\n');
    methods_used(&mut out, statements, language);
    let used = used_factors(statements);
    if !used.is_empty() {
        text::line(&mut out, &format!("{}:", Label::FactorsUsed.render(language)));
        for (id, factor) in used {
            let join = |parts: &BTreeSet<&str>| parts.iter().copied().collect::<Vec<_>>().join("; ");
            let used_for = factor.refs.iter().copied().collect::<Vec<_>>().join(", ");
            let printed = factor.printed.iter().map(|printed| printed_value(printed, language)).collect::<Vec<_>>().join("; ");
            let shown = format!("{id}: {printed} ({}); {used_for}", join(&factor.source));
            text::line(&mut out, &format!("  - {}", text::clean(&shown)));
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    Ok(out)
}
