//! The headline with its status and what is excluded, and the summary in plain words.

use super::context::{HtmlContext, HtmlYear};
use super::element::{HtmlBody, HtmlCell};
use super::labels::HtmlLabel as H;
use crate::error::{Result, count};
use crate::inventory::{Level, Status};
use crate::report::draft_reasons::draft_reasons;
use crate::report::gpc::only_basic;
use crate::report::labels::Label;
use crate::report::markup::escape;
use crate::report::page::figures::{largest, short};
use crate::taxonomy::{Category, Regions};
use std::fmt::Write as _;

/// The class of a status.
pub(super) fn class_of(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::CompleteWithExclusions => "part",
        Status::Complete => "whole",
    }
}

/// How many required references have no figure though they may occur.
pub(super) fn lacking(year: &HtmlYear<'_>) -> usize {
    let required = &year.exact.required;
    [required.not_estimated, required.confidential, required.missing.len()].into_iter().fold(0, usize::saturating_add)
}

/// The total of the last year, its status, and what is excluded from it.
pub(super) fn headline(body: &mut HtmlBody, page: &HtmlContext<'_>) -> Result<()> {
    let Some(last) = page.last() else { return Ok(()) };
    let settings = &last.exact.settings;
    let mut out = String::from("<header class=\"headline\">\n");
    let years = page.years.iter().map(|year| page.year(year.year())).collect::<Vec<_>>().join(", ");
    let title = Label::PageTitle { city: settings.city.clone(), years };
    let _ = writeln!(out, "<h1><bdi>{}</bdi></h1>", escape(&page.word(&title)));
    let region = Regions::bundled().label(&settings.region, page.language);
    let basis = format!(
        "{}: {region} ({}); {}: {}; {}: {}",
        page.word(&Label::Region),
        settings.region,
        page.word(&Label::GwpSet),
        settings.gwp,
        page.word(&Label::Level),
        settings.level
    );
    let _ = writeln!(out, "<p class=\"note\">{}</p>", escape(&basis));
    out.push_str("<ul class=\"cards\">\n");
    for year in &page.years {
        let status = page.word(&Label::of_status(year.exact.status()));
        let _ = write!(
            out,
            "<li><h2>{}</h2><p class=\"badge {}\">{}</p>",
            escape(&page.year(year.year())),
            class_of(year.exact.status()),
            escape(&status)
        );
        if let (Some(printed), Some(exact)) = (year.printed.sum(|category| page.requires(category))?, year.total(page.level)) {
            let cell = HtmlCell::figure(page.tonnes(printed), exact).at(format!("{}/totals/{}", year.year(), page.member()));
            let unit = format!("{} {}", page.word(&Label::Tonnes), page.level);
            let _ = write!(out, "<p class=\"big\">{} <small>{}</small></p>", cell.inline(), escape(&unit));
        } else {
            let _ = write!(out, "<p class=\"big\">{}</p>", escape(&page.word(&Label::NoData)));
        }
        let (without, cells) = (count(lacking(year)), count(year.exact.required.cells));
        let parts = count(year.exact.required.partial);
        let excluded = match (without, parts) {
            (0, 0) => H::ExcludesNothing { cells },
            (0, parts) => H::ExcludesParts { parts },
            _ => H::Excludes { without, cells },
        };
        let _ = writeln!(out, "<p>{}</p></li>", escape(&page.say(&excluded)));
    }
    out.push_str("</ul>\n</header>\n");
    body.markup(&out);
    Ok(())
}

/// What a reader should take home, each sentence from the figures.
pub(super) fn summary(body: &mut HtmlBody, page: &HtmlContext<'_>) -> Result<()> {
    let Some(last) = page.last() else { return Ok(()) };
    body.open("summary", &page.say(&H::Summary));
    let mut sentences = Vec::new();
    let year = page.year(last.year());
    match last.printed.sum(|category| page.requires(category))? {
        Some(total) => {
            let (city, tonnes) = (last.exact.settings.city.clone(), page.tonnes(total));
            sentences.push(H::SummaryTotal { year: year.clone(), city, tonnes, level: page.level.to_string() });
        }
        None => sentences.push(H::SummaryNothing { year: year.clone() }),
    }
    let (without, cells) = (count(lacking(last)), count(last.exact.required.cells));
    if without > 0 {
        sentences.push(H::SummaryLacks { without, cells });
    } else if last.exact.required.partial > 0 {
        sentences.push(H::SummaryParts { parts: count(last.exact.required.partial) });
    }
    sentences.extend(largest_source(page, last)?);
    if let Some(each) = last.exact.per_head(last.exact.sum(|category| page.requires(category))?)? {
        sentences.push(H::SummaryHead { tonnes: page.digits.rounded(each.lowered(3)?, 2) });
    }
    sentences.extend(since_before(page)?);
    sentences.extend(against_target(page));
    let open = count(page.years.iter().map(|year| year.exact.open_checks().count()).fold(0, usize::saturating_add));
    sentences.push(if open > 0 { H::SummaryChecks { open } } else { H::SummaryNoChecks });
    let sentences: Vec<String> = sentences.iter().map(|sentence| page.say(sentence)).collect();
    body.list(sentences);
    if page.level == Level::BasicPlus {
        body.note(&page.word(&Label::NoteBasicPlus));
        if let Some(note) = only_basic(page.years.iter().map(|year| year.exact)) {
            body.note(&page.word(&note));
        }
    } else {
        body.note(&page.word(&Label::NoteBasic));
    }
    drafts(body, page);
    body.close();
    Ok(())
}

/// The largest source of a year with its share.
pub(super) fn largest_source(page: &HtmlContext<'_>, year: &HtmlYear<'_>) -> Result<Option<H>> {
    let Some(category) = largest([&year.printed]).first().copied() else { return Ok(None) };
    let of = |counts: &dyn Fn(Category) -> bool| year.exact_sum(counts);
    let (part, all) = (of(&|one| one == category)?, of(&|one| page.requires(one))?);
    let share = match (part, all) {
        (Some(part), Some(all)) => page.share(part, all, 0)?,
        _ => None,
    };
    let source = short(category, page.language);
    Ok(share.map(|share| H::LargestIs { source, share, year: page.year(year.year()) }))
}

/// The change of what is known in both of the last two years.
fn since_before(page: &HtmlContext<'_>) -> Result<Option<H>> {
    let [.., before, after] = page.years.as_slice() else { return Ok(None) };
    let (one, other) = (before.printed.valued(), after.printed.valued());
    let both = |category: Category| one.contains(&category) && other.contains(&category);
    let (Some(from), Some(to)) = (before.printed.sum(both)?, after.printed.sum(both)?) else { return Ok(None) };
    let change = to.checked_sub(from)?;
    let share = page.share(change, from, 1)?;
    let (first, last) = (page.year(before.year()), page.year(after.year()));
    Ok(share.map(|share| H::SummaryChange { first, last, tonnes: page.change(change), share }))
}

/// What the plan leaves open of its first target.
fn against_target(page: &HtmlContext<'_>) -> Option<H> {
    let (_, report) = page.plan.as_ref()?;
    let target = report.targets.first()?;
    let needed = target.still_needed_t?;
    let year = page.year(target.year);
    Some(if needed.is_negative() {
        H::SummaryBelow { year, tonnes: page.tonnes(needed.checked_neg().ok()?) }
    } else {
        H::SummaryAbove { year, tonnes: page.tonnes(needed) }
    })
}

/// Why years are drafts.
fn drafts(body: &mut HtmlBody, page: &HtmlContext<'_>) {
    let drafts = page.years.iter().filter(|year| year.exact.status() == Status::Draft);
    let reasons = |year: &HtmlYear<'_>| draft_reasons(year.exact, page.language).join("; ");
    let reasons: Vec<String> = drafts.map(|year| format!("{}: {}", page.year(year.year()), reasons(year))).collect();
    if !reasons.is_empty() {
        body.heading(&page.word(&Label::WhyDraft));
        body.list(reasons);
    }
}
