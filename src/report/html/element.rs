//! The elements of the page: sections, tables, charts with their tables.

use super::labels::HtmlLabel as H;
use crate::error::Result;
use crate::i18n::Language;
use crate::quantity::Exact;
use crate::report::chart::Chart;
use crate::report::markup::escape;
use std::fmt::Write as _;

/// The most letters of a text in a list or a cell that is a text of a file.
const MOST_LETTERS: usize = 12_000;

/// One cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct HtmlCell {
    text: String,
    /// The exact figure behind a printed one.
    exact: Option<Exact>,
    /// Where `inventory.json` holds it: `2018/sectors/I/basic`.
    path: String,
    /// More about it, for the pointer and for screen readers.
    about: Option<String>,
    is_number: bool,
    class: &'static str,
}

impl HtmlCell {
    /// Words.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A figure as printed, with the exact one.
    pub(super) fn figure(printed: impl Into<String>, exact: Exact) -> Self {
        Self { text: printed.into(), exact: Some(exact), is_number: true, ..Self::default() }
    }

    /// A count or a share that has no exact figure.
    pub(super) fn number(printed: impl Into<String>) -> Self {
        Self { text: printed.into(), is_number: true, ..Self::default() }
    }

    /// No figure.
    pub(super) fn none() -> Self {
        Self { text: "–".to_owned(), is_number: true, ..Self::default() }
    }

    /// The same with its place in `inventory.json`.
    pub(super) fn at(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The same with more about it.
    pub(super) fn about(mut self, about: impl Into<String>) -> Self {
        self.about = Some(about.into());
        self
    }

    /// The same in a class of the style.
    pub(super) fn of_class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    fn attributes(&self) -> String {
        let mut out = String::new();
        if let Some(exact) = self.exact {
            let _ = write!(out, " data-value=\"{exact}\" title=\"{exact}\"");
        }
        if self.exact.is_some() && !self.path.is_empty() {
            let _ = write!(out, " data-figure=\"{}\"", escape(&self.path));
        }
        out
    }

    fn content(&self) -> String {
        let text = escape(&self.text.chars().take(MOST_LETTERS).collect::<String>());
        match &self.about {
            Some(about) => format!("<abbr title=\"{}\">{text}</abbr>", escape(about)),
            None if self.is_number => text,
            None => format!("<bdi>{text}</bdi>"),
        }
    }

    fn push(&self, out: &mut String) {
        let classes = [self.class, if self.is_number { "n" } else { breadth(&self.text) }];
        let classes = classes.into_iter().filter(|class| !class.is_empty()).collect::<Vec<_>>().join(" ");
        let class = if classes.is_empty() { classes } else { format!(" class=\"{classes}\"") };
        let _ = write!(out, "<td{class}{}>{}</td>", self.attributes(), self.content());
    }

    /// The same as running text.
    pub(super) fn inline(&self) -> String {
        format!(
            "<data value=\"{}\"{}>{}</data>",
            self.exact.map(|exact| exact.to_string()).unwrap_or_default(),
            self.attributes(),
            escape(&self.text)
        )
    }
}

/// How broad the column of a text must be at least, so that it does not become a tower of letters on a telephone.
fn breadth(text: &str) -> &'static str {
    let longer_than = |letters: usize| text.chars().nth(letters).is_some();
    match (longer_than(14), longer_than(60), longer_than(220)) {
        (_, _, true) => "x",
        (_, true, _) => "w",
        (true, ..) => "s",
        _ => "c",
    }
}

/// A row: what it is called, and its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct HtmlRow {
    name: String,
    cells: Vec<HtmlCell>,
    /// The class of a row that is the sum of others, or the head of a group.
    class: &'static str,
}

impl HtmlRow {
    pub(super) fn new(name: impl Into<String>, cells: Vec<HtmlCell>) -> Self {
        Self { name: name.into(), cells, class: "" }
    }

    pub(super) fn of_class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct HtmlTable {
    caption: String,
    columns: Vec<String>,
    rows: Vec<HtmlRow>,
    is_sortable: bool,
    /// Whether its columns have names of places, which need room on a telephone.
    has_long_names: bool,
}

impl HtmlTable {
    /// A table; the first column names its rows.
    pub(super) fn new<S: Into<String>>(caption: impl Into<String>, columns: impl IntoIterator<Item = S>) -> Self {
        Self { caption: caption.into(), columns: columns.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    pub(super) fn push(&mut self, row: HtmlRow) {
        self.rows.push(row);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The same, which a reader may sort by each column.
    pub(super) fn sortable(mut self) -> Self {
        self.is_sortable = true;
        self
    }

    /// The same with columns that are called by names of places.
    pub(super) fn with_long_names(mut self) -> Self {
        self.has_long_names = true;
        self
    }

    /// As HTML.
    pub(super) fn html(&self) -> String {
        let mut out = String::new();
        let caption = escape(&self.caption);
        let class = match (self.is_sortable && self.rows.len() > 2, self.has_long_names) {
            (true, _) => " class=\"sortable\"",
            (false, true) => " class=\"names\"",
            (false, false) => "",
        };
        let _ = write!(
            out,
            "<div class=\"scroll\" role=\"group\" aria-label=\"{caption}\" tabindex=\"0\"><table{class}><caption>{caption}</caption><thead><tr>"
        );
        for (at, column) in self.columns.iter().enumerate() {
            let numbers =
                at > 0 && self.rows.iter().any(|row| row.cells.get(at.saturating_sub(1)).is_some_and(|cell| cell.is_number));
            let class = if numbers { " class=\"n\"" } else { "" };
            let _ = write!(out, "<th scope=\"col\"{class}>{}</th>", escape(column));
        }
        out.push_str("</tr></thead><tbody>\n");
        for row in &self.rows {
            let class = if row.class.is_empty() { String::new() } else { format!(" class=\"{}\"", row.class) };
            let name: String = row.name.chars().take(MOST_LETTERS).collect();
            let _ = write!(out, "<tr{class}><th scope=\"row\"><bdi>{}</bdi></th>", escape(&name));
            row.cells.iter().for_each(|cell| cell.push(&mut out));
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody></table></div>\n");
        out
    }
}

/// The body of the page, section by section.
pub(super) struct HtmlBody {
    language: Language,
    sections: Vec<(String, String)>,
    out: String,
}

impl HtmlBody {
    pub(super) fn new(language: Language) -> Self {
        Self { language, sections: Vec::new(), out: String::new() }
    }

    /// Begins a section, which lasts until [`close`](Self::close).
    pub(super) fn open(&mut self, id: &str, heading: &str) {
        self.sections.push((id.to_owned(), heading.to_owned()));
        let _ = writeln!(self.out, "<section id=\"{id}\" aria-labelledby=\"{id}-h\"><h2 id=\"{id}-h\">{}</h2>", escape(heading));
    }

    pub(super) fn close(&mut self) {
        self.out.push_str("</section>\n");
    }

    pub(super) fn heading(&mut self, text: &str) {
        let _ = writeln!(self.out, "<h3>{}</h3>", escape(text));
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        let _ = writeln!(self.out, "<p>{}</p>", escape(text));
    }

    /// A remark in smaller letters.
    pub(super) fn note(&mut self, text: &str) {
        let _ = writeln!(self.out, "<p class=\"note\">{}</p>", escape(text));
    }

    pub(super) fn list(&mut self, items: impl IntoIterator<Item = String>) {
        self.out.push_str("<ul>\n");
        for item in items {
            let item: String = item.chars().take(MOST_LETTERS).collect();
            let _ = writeln!(self.out, "<li><bdi>{}</bdi></li>", escape(&item));
        }
        self.out.push_str("</ul>\n");
    }

    pub(super) fn table(&mut self, table: &HtmlTable) {
        if !table.is_empty() {
            self.out.push_str(&table.html());
        }
    }

    /// A table behind its name.
    pub(super) fn folded(&mut self, summary: &str, table: &HtmlTable) {
        if !table.is_empty() {
            let _ = writeln!(self.out, "<details><summary>{}</summary>{}</details>", escape(summary), table.html());
        }
    }

    /// A chart with its sentence and the table of its figures.
    pub(super) fn chart(&mut self, chart: &Chart, table: &HtmlTable) -> Result<()> {
        let data = H::ChartFigures.render(self.language);
        let _ = writeln!(
            self.out,
            "<figure id=\"chart-{}\"><figcaption><h3>{}</h3><p class=\"take\">{}</p></figcaption>{}\
             <details><summary>{}</summary>{}</details></figure>",
            chart.id,
            escape(&chart.title),
            escape(&chart.takeaway),
            chart.within()?,
            escape(&data),
            table.html()
        );
        Ok(())
    }

    /// Markup made by this module.
    pub(super) fn markup(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// The sections by id and heading, and all of it.
    pub(super) fn finish(self) -> (Vec<(String, String)>, String) {
        (self.sections, self.out)
    }
}
