//! An inventory, and its plan, as one page for a browser: no other file, no network, whole without its script.

mod change;
mod check;
mod compared;
mod completeness;
mod context;
mod costs;
mod districts;
mod document;
mod element;
mod headline;
mod labels;
mod measures;
mod path;
mod sectors;
mod sources;

pub use compared::{comparison_charts, comparison_html};
pub use labels::HtmlLabel;

use self::context::HtmlContext;
use self::document::document;
use self::element::HtmlBody;
use super::chart::Chart;
use super::json::Report;
use super::labels::Label;
use super::markup::escape;
use crate::error::Result;
use crate::i18n::Language;
use crate::inventory::Statement;
use crate::plan::ComputedPlan;

/// The page of an inventory, with its plan if it has one. Every figure is that of the text page; where it is one of `inventory.json`, it
/// has the exact one and its place there in `data-value` and `data-figure`.
///
/// ```
/// use citycarbon::i18n::Language;
/// use citycarbon::report::html_page;
/// use citycarbon::{Activity, Assessor, GwpSet};
/// let assessor = Assessor::shipped("TH-10".parse()?)?;
/// let mut books = assessor.inventory("<b>Bangkok</b>", ["2022".parse()?], GwpSet::Ar5);
/// books.record(&assessor, &Activity::new("residential.lpg", "2022".parse()?, "1200 t".parse()?))?;
/// let page = html_page(&books.close()?, None, Language::English)?;
/// assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
/// assert!(page.contains("&lt;b&gt;Bangkok&lt;/b&gt;") && !page.contains("<b>"));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn html_page(statements: &[Statement], plan: Option<&ComputedPlan>, language: Language) -> Result<String> {
    if statements.is_empty() {
        let text = Label::NoYears.render(language);
        return Ok(document(&text, language, ("", &format!("<h1>{}</h1>\n", escape(&text))), &[], HtmlLabel::Footer));
    }
    let report = Report::of(statements)?;
    let page = HtmlContext::of(statements, &report, plan, language)?;
    let (mut head, mut body) = (HtmlBody::new(language), HtmlBody::new(language));
    headline::headline(&mut head, &page)?;
    headline::summary(&mut body, &page)?;
    sectors::sectors(&mut body, &page)?;
    sectors::sources(&mut body, &page)?;
    sectors::intensity(&mut body, &page)?;
    change::change(&mut body, &page)?;
    change::trend(&mut body, &page)?;
    path::path(&mut body, &page)?;
    measures::measures(&mut body, &page)?;
    districts::districts(&mut body, &page)?;
    check::check(&mut body, &page)?;
    completeness::completeness(&mut body, &page)?;
    completeness::quality(&mut body, &page)?;
    completeness::checks(&mut body, &page);
    sources::sources(&mut body, &page, statements);
    completeness::missing(&mut body, &page);
    let ((_, head), (sections, content)) = (head.finish(), body.finish());
    let years = page.years.iter().map(|year| year.year().to_string()).collect::<Vec<_>>().join(", ");
    let city = statements.first().map(|first| first.settings.city.clone()).unwrap_or_default();
    Ok(document(&Label::PageTitle { city, years }.render(language), language, (&head, &content), &sections, HtmlLabel::Footer))
}

/// Every chart of the page, each of which can be written as a file of its own by [`Chart::svg`].
pub fn html_charts(statements: &[Statement], plan: Option<&ComputedPlan>, language: Language) -> Result<Vec<Chart>> {
    if statements.is_empty() {
        return Ok(Vec::new());
    }
    let report = Report::of(statements)?;
    let page = HtmlContext::of(statements, &report, plan, language)?;
    let mut charts: Vec<Chart> = [sectors::sectors_chart(&page)?, sectors::sources_chart(&page)?].into_iter().flatten().collect();
    charts.extend(change::change_charts(&page)?.into_iter().map(|(chart, _)| chart));
    charts.extend(change::trend_chart(&page)?);
    charts.extend([path::path_chart(&page)?, path::saved_chart(&page)?].into_iter().flatten());
    charts.extend(costs::costs_charts(&page)?.into_iter().map(|(chart, _)| chart));
    charts.extend(districts::districts_chart(&page)?);
    charts.extend(completeness::quality_charts(&page)?.into_iter().map(|(chart, _)| chart));
    Ok(charts)
}
