//! What the page says is missing, and why a year is not final.

use super::wrap::wrapped;
use super::year::PrintedYear;
use crate::i18n::Language;
use crate::notice::Notice;
use crate::report::labels::Label;
use crate::report::text;
use crate::taxonomy::{Category, NotationKey, Year};
use std::collections::{BTreeMap, BTreeSet};

/// Why years are not final.
pub(super) fn not_final(out: &mut String, years: &[PrintedYear<'_>], language: Language) {
    let drafts: Vec<_> = years.iter().filter(|year| !year.exact.is_final).collect();
    if drafts.is_empty() {
        return;
    }
    text::line(out, &format!("{}:", Label::WhyNotFinal.render(language)));
    let mut found = Vec::new();
    for year in drafts {
        let statement = year.exact;
        let mut reasons = Vec::new();
        if statement.lines.is_empty() {
            reasons.push(Label::NoData.render(language));
        }
        let missing = crate::error::count(statement.missing_required.len());
        if missing > 0 {
            reasons.push(Label::ReasonMissing { missing }.render(language));
        }
        let mut without_target = Vec::new();
        for notice in &statement.notices {
            match notice {
                Notice::NoTarget { category } => without_target.push(*category),
                Notice::EmptyTarget { .. } | Notice::UncleanKey { .. } | Notice::MixedSets { .. } | Notice::RowsRefused { .. } => {
                    reasons.push(text::clean(&notice.render(language)));
                }
                _ => {}
            }
        }
        if !without_target.is_empty() {
            reasons.push(Label::ReasonNoTarget { references: without_target }.render(language));
        }
        found.push((statement.year, reasons.join("; ")));
    }
    by_years(out, &found);
    out.push('\n');
}

/// The most notices on the page for a year.
const NOTICES: usize = 6;

/// What may be wrong with the figures.
pub(super) fn to_check(out: &mut String, years: &[PrintedYear<'_>], language: Language) {
    let mut by_notice: BTreeMap<&Notice, Vec<Year>> = BTreeMap::new();
    for year in years {
        for notice in year.exact.notices.iter().filter(|notice| notice.needs_a_check()) {
            by_notice.entry(notice).or_default().push(year.exact.year);
        }
    }
    if by_notice.is_empty() {
        return;
    }
    text::line(out, &format!("{}:", Label::ToCheck.render(language)));
    for (notice, of) in by_notice.iter().take(NOTICES) {
        let of = of.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        wrapped(out, "  ", &format!("{of}: {}", text::clean(&notice.render(language))));
    }
    let more = by_notice.len().saturating_sub(NOTICES);
    if more > 0 {
        wrapped(out, "  ", &Label::MoreNotices { more: crate::error::count(more) }.render(language));
    }
    out.push('\n');
}

/// What the totals do not include.
pub(super) fn missing(out: &mut String, years: &[PrintedYear<'_>], language: Language) {
    text::line(out, &format!("{}:", Label::WhatIsMissing.render(language)));
    let mut found = Vec::new();
    for year in years {
        let mut parts = Vec::new();
        for (label, references) in [
            (Label::WithNeither, year.exact.missing_required.clone()),
            (Label::KeyNe, year.keyed(NotationKey::NE)),
            (Label::KeyC, year.keyed(NotationKey::C)),
        ] {
            if !references.is_empty() {
                let names = references.iter().map(|category| category.reference()).collect::<Vec<_>>().join(", ");
                parts.push(format!("{}: {names}", label.render(language)));
            }
        }
        let in_part = year.exact.partial().filter(|(category, part)| {
            year.requires(*category)
                && matches!(part.key, NotationKey::NE | NotationKey::C)
                && year.exact.entries.iter().any(|entry| entry.category == *category && entry.co2e.is_some())
        });
        let references: BTreeSet<Category> = in_part.map(|(category, _)| category).collect();
        if !references.is_empty() {
            parts.push(Label::InPart { references: references.into_iter().collect() }.render(language));
        }
        if !parts.is_empty() {
            found.push((year.exact.year, parts.join("; ")));
        }
    }
    by_years(out, &found);
    let note = if found.is_empty() { Label::NothingMissing } else { Label::NoteMissing };
    wrapped(out, "  ", &note.render(language));
    out.push('\n');
}

/// A line for each year, or for years one after the other with the same content.
fn by_years(out: &mut String, found: &[(Year, String)]) {
    for same in found.chunk_by(|(_, one), (_, other)| one == other) {
        let years = same.iter().map(|(year, _)| year.to_string()).collect::<Vec<_>>().join(", ");
        let text = same.first().map_or("", |(_, text)| text);
        wrapped(out, "  ", &format!("{years}: {text}"));
    }
}
