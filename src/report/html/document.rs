//! A whole document around the content of a page.

use super::labels::HtmlLabel;
use crate::i18n::Language;
use crate::report::chart::{CHART_STYLE, chart_colours, chart_patterns};
use crate::report::markup::escape;
use std::fmt::Write as _;

/// The first instruction to the browser: the page loads nothing.
const HEAD: &str = include_str!("head.html");
/// How the page looks; its colours are those of the charts.
const STYLE: &str = include_str!("page.css");
/// What sorts its tables.
const SCRIPT: &str = include_str!("page.js");

/// A whole document around the content; `exact` says where the exact figures are.
pub(super) fn document(
    title: &str,
    language: Language,
    (head, content): (&str, &str),
    sections: &[(String, String)],
    exact: HtmlLabel,
) -> String {
    let say = |label: HtmlLabel| escape(&label.render(language));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n{HEAD}<title>{}</title>\n\
         <style>{}{CHART_STYLE}\n{STYLE}</style>\n</head>\n<body>\n",
        escape(title),
        chart_colours()
    );
    let _ = writeln!(out, "<a class=\"skip\" href=\"#content\">{}</a>", say(HtmlLabel::Skip));
    let _ = writeln!(
        out,
        "<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\" focusable=\"false\">{}</svg>",
        chart_patterns()
    );
    out.push_str("<main id=\"content\" tabindex=\"-1\">\n");
    if language != Language::English {
        let _ = writeln!(out, "<p class=\"notice\">{}</p>", say(HtmlLabel::NotReadByNative));
    }
    out.push_str(head);
    if !sections.is_empty() {
        let _ = writeln!(out, "<nav aria-label=\"{}\"><ul>", say(HtmlLabel::Contents));
        for (id, heading) in sections {
            let _ = writeln!(out, "<li><a href=\"#{id}\">{}</a></li>", escape(heading));
        }
        out.push_str("</ul></nav>\n");
    }
    let _ = writeln!(
        out,
        "{content}</main>\n<footer><p class=\"note\">{}</p></footer>\n<script>\n{SCRIPT}</script>\n</body>\n</html>",
        say(exact)
    );
    out
}
