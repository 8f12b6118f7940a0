//! Methods and factors, with the publications behind them.

use super::context::HtmlContext;
use super::element::{HtmlBody, HtmlCell, HtmlRow, HtmlTable};
use super::labels::HtmlLabel as H;
use crate::factors::Source;
use crate::inventory::Statement;
use crate::report::factors_used::used_factors;
use crate::report::labels::Label;
use crate::report::markup::escape;
use crate::report::method_used::method_labels;
use crate::report::terms::printed_value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

fn joined(parts: &BTreeSet<&str>) -> String {
    parts.iter().copied().collect::<Vec<_>>().join("; ")
}

/// Methods, factors and publications.
pub(super) fn sources(body: &mut HtmlBody, page: &HtmlContext<'_>, statements: &[Statement]) {
    body.open("methods", &page.say(&H::MethodsAndFactors));
    let methods: Vec<String> = method_labels(statements).iter().map(|label| page.word(label)).collect();
    if !methods.is_empty() {
        body.heading(&page.word(&Label::MethodsUsed));
        body.list(methods);
    }
    let columns = [H::Factor, H::AsPrinted, H::UsedFor, H::SourceColumn].map(|label| page.say(&label));
    let mut table = HtmlTable::new(page.word(&Label::FactorsUsed), columns);
    for (id, factor) in used_factors(statements) {
        let refs = factor.refs.iter().copied().collect::<Vec<_>>().join(", ");
        let printed = factor.printed.iter().map(|printed| printed_value(printed, page.language)).collect::<Vec<_>>().join("; ");
        let cells = [printed, refs, joined(&factor.source)].map(HtmlCell::text);
        table.push(HtmlRow::new(id, cells.to_vec()));
    }
    body.folded(&page.word(&Label::FactorsUsed), &table);
    let publications: BTreeMap<&str, &Source> =
        statements.iter().flat_map(Statement::publications).map(|source| (source.id.as_str(), source)).collect();
    if !publications.is_empty() {
        body.heading(&page.word(&Label::Publications));
        let mut out = String::from("<ul>\n");
        for source in publications.values() {
            let licence = page.say(&H::Licence { licence: source.licence.clone() });
            let _ = writeln!(
                out,
                "<li><strong>{}</strong> <bdi>{}</bdi>{} <span class=\"note\">{}</span></li>",
                escape(&source.id),
                escape(&source.attribution),
                link(&source.link),
                escape(&licence)
            );
        }
        out.push_str("</ul>\n");
        body.markup(&out);
    }
    if let Some(last) = page.last().filter(|last| !last.report.factors.hash.is_empty()) {
        body.note(&page.word(&Label::Factors { hash: last.report.factors.hash.clone() }));
    }
    body.close();
}

/// A link to an address of the web; nothing of any other kind of address.
fn link(address: &str) -> String {
    if !address.starts_with("https://") && !address.starts_with("http://") {
        return String::new();
    }
    let address = escape(address);
    format!(" <a href=\"{address}\" rel=\"noreferrer\">{address}</a>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert_eq!(link("javascript:alert(1)"), "");
        assert_eq!(
            link("https://a.example/?x=1&y=\""),
            " <a href=\"https://a.example/?x=1&amp;y=&quot;\" rel=\"noreferrer\">https://a.example/?x=1&amp;y=&quot;</a>"
        );
    }
}
