//! Several cities as one page for a browser: side by side, and only what is alike with one another.

mod charts;
mod context;
mod tables;

use self::context::{CitiesAlike, ComparedContext, RankedFigure};
use super::document::document;
use super::element::{HtmlBody, HtmlCell};
use super::headline::class_of;
use super::labels::HtmlLabel as H;
use crate::error::{Result, count};
use crate::i18n::Language;
use crate::report::chart::Chart;
use crate::report::comparison::{ComparisonReport, notes};
use crate::report::labels::Label;
use crate::report::markup::escape;
use std::fmt::Write as _;

/// The most cities that have a card at the head of the page; of more the tables are short enough.
const MOST_CARDS: usize = 12;

/// Cities next to one another as a page for a browser. Every figure is that of [`comparison_text`](crate::report::comparison_text), with
/// the exact one and its place in `compare --format json` in `data-value` and `data-figure`.
///
/// ```
/// use citycarbon::report::{ComparisonReport, comparison_html};
/// use citycarbon::{Activity, Assessor, GwpSet, i18n::Language};
/// let assessor = Assessor::shipped("TH-10".parse()?)?;
/// let mut books = assessor.inventory("<b>Bangkok</b>", ["2022".parse()?], GwpSet::Ar5);
/// books.record(&assessor, &Activity::new("residential.lpg", "2022".parse()?, "1200 t".parse()?))?;
/// let report = ComparisonReport::of(&[("bangkok", &books.close()?)])?;
/// let page = comparison_html(&report, Language::English)?;
/// assert!(page.contains("&lt;b&gt;Bangkok&lt;/b&gt;") && !page.contains("<b>"));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn comparison_html(report: &ComparisonReport, language: Language) -> Result<String> {
    let page = ComparedContext::of(report, language);
    let (mut head, mut body) = (HtmlBody::new(language), HtmlBody::new(language));
    let title = page.word(&Label::CompareTitle { cities: count(report.cities.len()) });
    headline(&mut head, &page, &title)?;
    summary(&mut body, &page)?;
    for alike in &page.groups {
        cities(&mut body, &page, alike)?;
    }
    let ((_, head), (sections, content)) = (head.finish(), body.finish());
    Ok(document(&title, language, (&head, &content), &sections, H::ComparedFooter))
}

/// Every chart of the page, each of which can be written as a file of its own by [`Chart::svg`].
pub fn comparison_charts(report: &ComparisonReport, language: Language) -> Result<Vec<Chart>> {
    let page = ComparedContext::of(report, language);
    let mut charts = Vec::new();
    for alike in &page.groups {
        for of in [RankedFigure::PerHead, RankedFigure::PerKm2] {
            charts.extend(charts::figure_chart(&page, alike, of)?);
        }
        charts.extend(charts::sectors_chart(&page, alike)?);
    }
    Ok(charts)
}

/// Each city with its year, status, level and GWP set.
fn headline(body: &mut HtmlBody, page: &ComparedContext<'_>, title: &str) -> Result<()> {
    let mut out = format!("<header class=\"headline\">\n<h1>{}</h1>\n", escape(title));
    let cities = || page.groups.iter().flat_map(|alike| &alike.cities);
    if cities().count() <= MOST_CARDS {
        out.push_str("<ul class=\"cards\">\n");
        for city in cities() {
            let status = page.word(&Label::of_status(city.city.status));
            let basis = format!("{} · {} · {}", page.year(city.city.year), city.city.level, city.city.gwp);
            let _ = write!(
                out,
                "<li><h2><bdi>{}</bdi></h2><p class=\"badge {}\">{}</p><p class=\"note\">{}</p>",
                escape(&city.name),
                class_of(city.city.status),
                escape(&status),
                escape(&basis)
            );
            match page.figure(RankedFigure::Total, city.city)? {
                Some(_) => {
                    let cell = page.cell(RankedFigure::Total, city)?;
                    let unit = page.word(&Label::Tonnes);
                    let _ = write!(out, "<p class=\"big\">{} <small>{}</small></p>", cell.inline(), escape(&unit));
                }
                None => {
                    let _ = write!(out, "<p class=\"big\">{}</p>", escape(&page.word(&Label::NoData)));
                }
            }
            let each = page.cell(RankedFigure::PerHead, city)?;
            if each != HtmlCell::none() {
                let _ = write!(out, "<p>{} {}</p>", each.inline(), escape(&page.say(&H::EachHead)));
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</header>\n");
    body.markup(&out);
    Ok(())
}

/// What a reader should take home: of each group who has the least and the most, and what keeps cities apart.
fn summary(body: &mut HtmlBody, page: &ComparedContext<'_>) -> Result<()> {
    body.open("summary", &page.say(&H::Summary));
    let mut sentences = Vec::new();
    for alike in &page.groups {
        let span = match page.span(RankedFigure::PerHead, alike)? {
            Some(span) => Some(span),
            None => page.span(RankedFigure::Total, alike)?,
        };
        sentences.push(page.say(&span.unwrap_or_else(|| H::ComparedNoRank { group: alike.named() })));
    }
    let not_ranked = page.groups.iter().flat_map(|alike| &alike.cities).filter(|city| city.city.not_ranked.is_some()).count();
    if not_ranked > 0 {
        sentences.push(page.say(&H::ComparedNotRanked { cities: count(not_ranked) }));
    }
    if page.groups.len() > 1 {
        sentences.push(page.word(&Label::CompareNoteGroups));
    }
    sentences.push(page.say(&H::NoteIntensity));
    body.list(sentences);
    body.note(&page.word(&Label::CompareNoteRanks));
    body.note(&page.word(&Label::CompareNoteGdp));
    body.close();
    Ok(())
}

/// The cities of a group: their table, what keeps them from being alike, charts, and references that only some of them have.
fn cities(body: &mut HtmlBody, page: &ComparedContext<'_>, alike: &CitiesAlike<'_>) -> Result<()> {
    body.open(&format!("cities-{}", alike.at.saturating_add(1)), &page.say(&H::ComparedCities { group: alike.named() }));
    body.table(&tables::cities_table(page, alike)?);
    let named: Vec<_> = alike.cities.iter().map(|city| (city.name.clone(), city.city)).collect();
    // What is without a value has a table of its own.
    let is_listed = |note: &Label| !matches!(note, Label::CompareWithoutValue { .. } | Label::CompareInPart { .. });
    let notes: Vec<String> = notes(alike.group, &named).iter().filter(|note| is_listed(note)).map(|note| page.word(note)).collect();
    if !notes.is_empty() {
        body.list(notes);
    }
    for of in [RankedFigure::PerHead, RankedFigure::PerKm2] {
        if let Some(chart) = charts::figure_chart(page, alike, of)? {
            body.chart(&chart, &tables::figure_table(page, alike, of)?)?;
        }
    }
    if let Some(chart) = charts::sectors_chart(page, alike)? {
        body.chart(&chart, &tables::sectors_table(page, alike)?)?;
        body.note(&page.say(&H::ComparedRounding));
    }
    let gaps = tables::gaps_table(page, alike);
    if !gaps.is_empty() {
        body.table(&gaps);
        body.note(&page.say(&H::ComparedGapsNote));
        body.note(&page.word(&Label::NoteKeys));
    }
    body.close();
    Ok(())
}
