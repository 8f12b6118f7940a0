//! What the page says is missing, and why a year is a draft.

use super::year::PrintedYear;
use crate::i18n::Language;
use crate::inventory::Status;
use crate::report::draft_reasons::draft_reasons;
use crate::report::labels::Label;
use crate::report::text;
use crate::report::wrap::wrapped;
use crate::taxonomy::{Category, NotationKey, Year};
use std::collections::{BTreeMap, BTreeSet};

/// Why years are drafts.
pub(super) fn drafts(out: &mut String, years: &[PrintedYear<'_>], language: Language) {
    let drafts: Vec<_> = years.iter().filter(|year| year.exact.status() == Status::Draft).collect();
    if drafts.is_empty() {
        return;
    }
    text::line(out, &format!("{}:", Label::WhyDraft.render(language)));
    let found: Vec<_> = drafts.into_iter().map(|year| (year.exact.year, draft_reasons(year.exact, language).join("; "))).collect();
    by_years(out, &found);
    out.push('\n');
}

/// The most checks, and the most notices, on the page.
const LISTED: usize = 6;

/// What may be wrong with the figures: open checks by their ids, then notices.
pub(super) fn to_check(out: &mut String, years: &[PrintedYear<'_>], language: Language) {
    let (mut checks, mut notices) = (BTreeMap::<_, Vec<Year>>::new(), BTreeMap::<_, Vec<Year>>::new());
    for year in years {
        for check in year.exact.open_checks() {
            checks.entry((&check.id, &check.finding)).or_default().push(year.exact.year);
        }
        for notice in year.exact.notices.iter().filter(|notice| notice.is_on_the_page()) {
            notices.entry(notice).or_default().push(year.exact.year);
        }
    }
    let checks: Vec<_> =
        checks.into_iter().map(|((id, finding), of)| (of, format!("{id}: {}", finding.render(language)))).collect();
    listed(out, &Label::OpenChecks, &checks, language);
    let accepted = years.iter().flat_map(|year| &year.exact.checks).filter(|check| !check.is_open()).count();
    if accepted > 0 {
        let accepted = crate::error::count(accepted);
        wrapped(out, "", &Label::ChecksAccepted { accepted }.render(language));
        out.push('\n');
    }
    let notices: Vec<_> = notices.into_iter().map(|(notice, of)| (of, notice.render(language))).collect();
    listed(out, &Label::Notices, &notices, language);
}

/// The first lines of a list, each with its years.
fn listed(out: &mut String, heading: &Label, lines: &[(Vec<Year>, String)], language: Language) {
    if lines.is_empty() {
        return;
    }
    text::line(out, &format!("{}:", heading.render(language)));
    for (of, line) in lines.iter().take(LISTED) {
        let of = of.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        wrapped(out, "  ", &format!("{of}: {}", text::clean(line)));
    }
    let more = lines.len().saturating_sub(LISTED);
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
            (Label::WithNeither, year.exact.required.missing.clone()),
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
