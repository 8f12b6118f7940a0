//! A report as plain text, with aligned columns.

use super::gpc;
use super::labels::Label;
use super::rounded::in_whole_tonnes;
use super::table::{Rank, Table, TableCell, grouped};
use crate::error::{Result, shown};
use crate::factors::Fallback;
use crate::i18n::Language;
use crate::inventory::Statement;
use crate::quantity::{Exact, Ratio, Rounding};
use crate::taxonomy::{Category, Regions, Year};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// Everything about each year of a city: its tables, what is missing, keys, notices, fallbacks; then the years next to one another, and the
/// publications that the factors come from.
pub fn text(statements: &[Statement], language: Language) -> Result<String> {
    let mut out = String::new();
    if statements.is_empty() {
        out.push_str(&Label::NoYears.render(language));
        out.push('\n');
    }
    for statement in statements {
        year(&mut out, statement, language)?;
    }
    if statements.len() > 1 {
        table(&mut out, &gpc::years(statements, language)?, language, 0)?;
    }
    publications(&mut out, statements, language);
    out.truncate(out.trim_end().len());
    out.push('\n');
    Ok(out)
}

/// The letters of what is at a place in a list: A to Z, then AA, AB and so on.
pub(in crate::report) fn lettered(at: usize) -> String {
    let (before, last) = (at.div_euclid(26), at.rem_euclid(26));
    let first = before.checked_sub(1).map_or_else(String::new, lettered);
    first + &('A'..='Z').nth(last).map_or_else(String::new, String::from)
}

fn year(out: &mut String, statement: &Statement, language: Language) -> Result<()> {
    let settings = &statement.settings;
    let state = Label::of_status(statement.status());
    let head = format!("{}, {}: {}", clean(&settings.city), year_named(statement.year, language), state.render(language));
    heading(out, &head);
    let region = Regions::bundled().label(&settings.region, language);
    let print = |label: Label| label.render(language);
    line(
        out,
        &format!(
            "{}: {} ({}); {}: {}; {}: {}",
            print(Label::Region),
            region,
            settings.region,
            print(Label::GwpSet),
            settings.gwp,
            print(Label::Level),
            settings.level
        ),
    );
    if !settings.factors_hash.is_empty() {
        line(out, &print(Label::Factors { hash: clean(&settings.factors_hash) }));
    }
    if statement.rows.accepted > 0 || statement.rows.rejected > 0 {
        let (accepted, refused) = (statement.rows.accepted, statement.rows.rejected);
        line(out, &Label::RowsRead { accepted, refused }.render(language));
    }
    out.push('\n');
    let whole = in_whole_tonnes(statement)?;
    table(out, &gpc::sectors(&whole, language)?, language, 0)?;
    table(out, &gpc::totals(statement, language)?, language, 0)?;
    let gases = gpc::gases(statement, language)?.rounded_by_column(0)?;
    if gases.rows.len() > 1 {
        table(out, &gases, language, 0)?;
    }
    if !statement.market.is_empty() {
        table(out, &gpc::market(&whole, language)?, language, 0)?;
    }
    cross_checks(out, &whole, language);
    wanting(out, statement, language);
    fallbacks(out, statement, language);
    Ok(())
}

/// How the publications behind the factors and parameters of all years are named.
fn publications(out: &mut String, statements: &[Statement], language: Language) {
    let publications = statements.iter().flat_map(Statement::publications);
    let named: BTreeMap<&str, &str> = publications.map(|source| (source.id.as_str(), source.attribution.as_str())).collect();
    if named.is_empty() {
        return;
    }
    line(out, &format!("{}:", Label::Publications.render(language)));
    for (id, attribution) in named {
        line(out, &format!("  - {id}: {}", clean(attribution)));
    }
}

/// Other ways to figures, each under the figure of the inventory, in whole tonnes; in no total, and in no table that adds up.
fn cross_checks(out: &mut String, statement: &Statement, language: Language) {
    if statement.cross_checks.is_empty() {
        return;
    }
    line(out, &format!("{}:", Label::CrossChecks.render(language)));
    let whole = |kg: Exact| {
        let tonnes = Ratio::new(kg, Exact::THOUSAND).and_then(|ratio| ratio.divided(0, Rounding::HalfEven));
        tonnes.map_or_else(|_| "–".to_owned(), |tonnes| grouped(tonnes, 0, language))
    };
    let width = statement.cross_checks.iter().map(|check| whole(check.co2e).width()).max().unwrap_or_default().max(11);
    let mut category = None;
    for check in &statement.cross_checks {
        if category != Some(check.category) {
            let entry = statement.entries.iter().find(|entry| entry.category == check.category);
            let here = entry.and_then(|entry| entry.co2e).map_or_else(|| "–".to_owned(), whole);
            line(
                out,
                &format!("  {:<8} {} {}", check.category.reference(), padded(&here, width, true), Label::Here.render(language)),
            );
            category = Some(check.category);
        }
        let stated = format!("{}; {}", clean(&check.what), clean(&check.reason));
        line(out, &format!("  {:<8} {} {stated}", "", padded(&whole(check.co2e), width, true)));
    }
    out.push('\n');
}

/// A year as the reader counts: in Thai the Buddhist Era is added.
pub fn year_named(year: Year, language: Language) -> String {
    let era = (language == Language::Thai).then(|| year.number().saturating_add(543).to_string());
    Label::YearNamed { year, era }.render(language)
}

/// The years, each with how complete it is; of years that follow one another and are alike it is named once.
pub(super) fn years_with_status(statements: &[Statement], language: Language) -> String {
    let of_status = |alike: &[Statement]| {
        let years = alike.iter().map(|statement| year_named(statement.year, language)).collect::<Vec<_>>().join(", ");
        alike.first().map(|first| format!("{years} ({})", Label::of_status(first.status()).render(language)))
    };
    let alike = statements.chunk_by(|one, other| one.status() == other.status());
    alike.filter_map(of_status).collect::<Vec<_>>().join(", ")
}

/// A line with a rule under it.
pub(super) fn heading(out: &mut String, head: &str) {
    line(out, head);
    line(out, &"=".repeat(head.width()));
}

/// The text with its headings bold, for a terminal: the lines over a rule.
///
/// ```
/// let bold = citycarbon::report::with_bold_headings("Bangkok\n=======\nwaste  5\n");
/// assert_eq!(bold, "\u{1b}[1mBangkok\u{1b}[0m\n=======\nwaste  5\n");
/// ```
pub fn with_bold_headings(text: &str) -> String {
    let is_rule = |line: &str| line.len() > 2 && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'));
    let mut out = String::with_capacity(text.len());
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let heading = line.trim_end_matches('\n');
        // A rule over a total is under a row of figures, not under a heading.
        if !line.starts_with(' ') && lines.peek().is_some_and(|next| is_rule(next.trim_end_matches('\n'))) {
            let _ = writeln!(out, "\u{1b}[1m{heading}\u{1b}[0m");
        } else {
            out.push_str(line);
        }
    }
    out
}

/// The ways that led to factors and parameters of another place, year or process, each with what was found by it.
fn fallbacks(out: &mut String, statement: &Statement, language: Language) {
    let ways = statement.fallbacks();
    if ways.is_empty() {
        return;
    }
    let printed = |way: &[Fallback], language| way.iter().map(|step| step.render(language)).collect::<Vec<_>>().join("; ");
    // The same order in every language.
    let mut ways: Vec<_> = ways.into_iter().collect();
    ways.sort_by_cached_key(|(way, _)| printed(way, Language::English));
    line(out, &format!("{}:", Label::Fallbacks.render(language)));
    for (way, ids) in ways {
        let ids: Vec<String> = ids.into_iter().map(clean).collect();
        line(out, &format!("  - {}: {}", clean(&printed(way, language)), ids.join(", ")));
    }
    out.push('\n');
}

/// Checks, the open ones first, each with its id; of the accepted ones the reason.
fn checks(out: &mut String, statement: &Statement, language: Language) {
    if statement.open_checks().next().is_some() {
        line(out, &format!("{}:", Label::OpenChecks.render(language)));
        for check in statement.open_checks() {
            line(out, &format!("  - {}: {}", clean(&check.id.to_string()), clean(&check.finding.render(language))));
        }
        out.push('\n');
    }
    let accepted: Vec<_> = statement.checks.iter().filter_map(|check| Some((check, check.accepted.as_ref()?))).collect();
    if !accepted.is_empty() {
        line(out, &format!("{}:", Label::AcceptedChecks.render(language)));
        for (check, reason) in accepted {
            let shown = Label::Accepted { finding: check.finding.clone(), reason: reason.clone() };
            line(out, &format!("  - {}: {}", clean(&check.id.to_string()), clean(&shown.render(language))));
        }
        out.push('\n');
    }
}

/// Cells filled and missing, keys with their reasons, parts, notices.
fn wanting(out: &mut String, statement: &Statement, language: Language) {
    let required = &statement.required;
    line(out, &Label::of_required(required).render(language));
    if !required.missing.is_empty() {
        line(out, &format!("{}:", Label::MissingHeader.render(language)));
        for category in &required.missing {
            line(out, &format!("  {:<8} {}", category.reference(), category.label(language)));
        }
    }
    let references: Vec<Category> =
        unstated(statement).into_iter().filter(|category| !required.missing.contains(category)).collect();
    if !references.is_empty() {
        line(out, &Label::NotRequired { references }.render(language));
    }
    out.push('\n');
    let keyed: Vec<_> = statement.entries.iter().filter_map(|entry| Some((entry.key?, entry))).collect();
    if !keyed.is_empty() {
        line(out, &format!("{}:", Label::Keys.render(language)));
        for (key, entry) in keyed {
            let inside = entry.included_in.map(|target| Label::IncludedIn { target }.render(language));
            let reason = Some(clean(&statement.reason(entry, language))).filter(|reason| !reason.is_empty());
            let why: Vec<String> = inside.into_iter().chain(reason).collect();
            line(out, &format!("  {:<3} {:<8} {}", key.to_string(), entry.category.reference(), why.join("; ")));
        }
        out.push('\n');
    }
    let mut parts = statement.partial().peekable();
    if parts.peek().is_some() {
        line(out, &format!("{}:", Label::Parts.render(language)));
        for (category, part) in parts {
            let place = if part.place.is_empty() { Label::WholeCity.render(language) } else { clean(&part.place) };
            line(out, &format!("  {:<3} {:<8} {place}: {}", part.key.to_string(), category.reference(), clean(&part.reason)));
        }
        out.push('\n');
    }
    checks(out, statement, language);
    if !statement.notices.is_empty() {
        line(out, &format!("{}:", Label::Notices.render(language)));
        for notice in &statement.notices {
            line(out, &format!("  - {}", clean(&notice.render(language))));
        }
        out.push('\n');
    }
}

/// References with neither a value nor a key, required or not.
pub(super) fn unstated(statement: &Statement) -> Vec<Category> {
    Category::all().filter(|category| statement.entries.iter().all(|entry| entry.category != *category)).collect()
}

/// A table, its figures rounded to so many digits after the dot.
pub(super) fn table(out: &mut String, exact: &Table, language: Language, places: u32) -> Result<()> {
    let printed = exact.rounded(places)?;
    let mut grid: Vec<(Rank, String, Vec<String>)> = Vec::with_capacity(printed.rows.len());
    for (at, row) in printed.rows.iter().enumerate() {
        // A cell past the named columns is there for the sums, not to be printed.
        let mut cells = Vec::new();
        for column in 0..printed.columns.len() {
            cells.push(cell(&printed, (at, column), places, language)?);
        }
        let indent = if row.rank == Rank::Item { "  " } else { "" };
        grid.push((row.rank, format!("{indent}{}", clean(&row.label)), cells));
    }
    let label_width = grid.iter().map(|(_, label, _)| label.width()).chain([printed.title.width()]).max().unwrap_or_default();
    let widths: Vec<usize> = printed
        .columns
        .iter()
        .enumerate()
        .map(|(at, name)| {
            grid.iter().filter_map(|(_, _, cells)| cells.get(at)).map(|cell| cell.width()).fold(name.width(), usize::max)
        })
        .collect();
    let laid = |label: &str, cells: &[String]| {
        let mut laid = padded(label, label_width, false);
        for (cell, width) in cells.iter().zip(&widths) {
            laid.push_str("  ");
            laid.push_str(&padded(cell, *width, true));
        }
        laid
    };
    let rule = "-".repeat(widths.iter().fold(label_width, |sum, width| sum.saturating_add(*width).saturating_add(2)));
    line(out, &laid(&printed.title, &printed.columns));
    line(out, &rule);
    for (rank, label, cells) in &grid {
        if *rank == Rank::Total {
            line(out, &rule);
        }
        line(out, &laid(label, cells));
    }
    for note in &printed.notes {
        line(out, note);
    }
    out.push('\n');
    Ok(())
}

fn cell(table: &Table, (row, column): (usize, usize), whole: u32, language: Language) -> Result<String> {
    let value = table.value(row, column)?;
    let figure = |places: u32| value.map_or_else(|| "–".to_owned(), |figure| grouped(figure, places, language));
    Ok(match table.cell(row, column) {
        Some(TableCell::Figure(_) | TableCell::Sum(_)) => figure(whole),
        Some(TableCell::Alone(_, places)) => figure(*places),
        Some(TableCell::Text(text)) => clean(text),
        Some(TableCell::Key(key)) => key.to_string(),
        Some(TableCell::Missing) => Label::Missing.render(language),
        Some(TableCell::NotRequired) => "–".to_owned(),
        Some(TableCell::Count(count)) => grouped((*count).into(), 0, language),
        Some(TableCell::Blank) | None => String::new(),
    })
}

/// Filled with spaces to a width in display columns: Thai vowel and tone marks take none, East Asian letters two.
pub(super) fn padded(text: &str, width: usize, right: bool) -> String {
    let fill = " ".repeat(width.saturating_sub(text.width()));
    if right { format!("{fill}{text}") } else { format!("{text}{fill}") }
}

/// Text of files with what a terminal would act on spelled out.
pub(super) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        // What separates thousands in French, and hides nothing there.
        let is_mark = letter == '\u{202f}'
            && clean.ends_with(|before: char| before.is_ascii_digit())
            && letters.peek().is_some_and(char::is_ascii_digit);
        if letter.is_ascii_graphic() || letter == ' ' || is_mark {
            clean.push(letter);
        } else {
            clean.push_str(&shown(letter.encode_utf8(&mut [0; 4])));
        }
    }
    clean
}

pub(super) fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "{}", text.trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_count_what_is_seen() {
        // Vowel and tone marks above and below take no column; U+0E33 takes one.
        assert_eq!("ที่อยู่".width(), 3);
        assert_eq!("น้ำมัน".width(), 4);
        for mark in ['\u{e31}', '\u{e34}', '\u{e37}', '\u{e3a}', '\u{e47}', '\u{e4e}'] {
            assert_eq!(mark.to_string().width(), 0, "{}", mark.escape_unicode());
        }
        assert_eq!("川崎市".width(), 6);
        assert_eq!(padded("ที่", 3, true), "  ที่");
    }

    #[test]
    fn what_a_terminal_would_act_on_is_spelled_out() {
        assert_eq!(clean("Bang\u{1b}[31mkok\n\u{202e}"), "Bang\\u{1b}[31mkok\\u{a}\\u{202e}");
        assert_eq!(clean("กรุงเทพฯ"), "กรุงเทพฯ");
    }
}
