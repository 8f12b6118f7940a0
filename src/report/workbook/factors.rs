//! The sheets of factors, and of checks and notices.

use super::labels::WorkbookLabel as Word;
use super::lines::{joined, text};
use crate::exchange::{CellContent, ColumnContent, ColumnStyle, SheetContent};
use crate::factors::Source;
use crate::i18n::Language;
use crate::inventory::Statement;
use crate::report::factors_used::used_factors;
use crate::report::terms::{ResultTerm, printed_value, valid_years};

fn headed<const N: usize>(name: &Word, columns: &[(Word, u16); N], language: Language) -> SheetContent {
    let mut sheet = SheetContent::new(&name.render(language));
    sheet.columns = columns.iter().map(|(_, width)| ColumnContent::new(*width, ColumnStyle::Plain)).collect();
    sheet.rows.push(columns.iter().map(|(word, _)| CellContent::Heading(word.render(language))).collect());
    (sheet.frozen, sheet.filter) = ((1, 1), Some(0));
    sheet
}

/// Every factor and parameter that a line is computed with.
pub(super) fn factors(statements: &[Statement], language: Language) -> SheetContent {
    let columns = [
        (Word::FactorId, 34),
        (Word::Name, 22),
        (Word::Printed, 30),
        (Word::Sources, 50),
        (Word::Table, 30),
        (Word::Version, 20),
        (Word::Steps, 20),
        (Word::Lines, 9),
        (Word::References, 20),
        (Word::Publication, 20),
        (Word::Attribution, 40),
        (Word::Years, 12),
        (Word::Purpose, 12),
        (Word::Confidence, 12),
        (Word::Note, 40),
    ];
    let mut sheet = headed(&Word::SheetFactors, &columns, language);
    for (id, held) in used_factors(statements) {
        let publications = held.publication.iter().filter_map(|id| Source::find(id));
        let attributions: Vec<&str> = publications.map(|source| source.attribution.as_str()).collect();
        let all = |parts: &std::collections::BTreeSet<&str>| joined(parts.iter().copied());
        let printed: Vec<String> = held.printed.iter().map(|printed| printed_value(printed, language)).collect();
        let steps: Vec<String> = held.steps.values().map(|step| step.render(language)).collect();
        let years: Vec<String> = held.years.iter().map(|years| valid_years(years, language)).collect();
        let purposes: Vec<String> =
            held.purpose.values().map(|purpose| ResultTerm::of_purpose(*purpose).render(language)).collect();
        let confidence: Vec<String> =
            held.confidence.values().map(|confidence| ResultTerm::of_confidence(*confidence).render(language)).collect();
        let in_order = |parts: &[String]| text(parts.join("; "));
        sheet.rows.push(vec![
            text(id),
            all(&held.name),
            in_order(&printed),
            all(&held.source),
            all(&held.table),
            all(&held.version),
            in_order(&steps),
            CellContent::Number(u64::try_from(held.lines.len()).unwrap_or(u64::MAX).into()),
            joined(held.refs.iter().copied()),
            all(&held.publication),
            joined(attributions),
            in_order(&years),
            in_order(&purposes),
            in_order(&confidence),
            all(&held.note),
        ]);
    }
    sheet
}

/// What must be corrected or is accepted with a reason, and what a reader must know.
pub(super) fn checks(statements: &[Statement], language: Language) -> SheetContent {
    let columns = [(Word::Year, 8), (Word::Kind, 12), (Word::CheckId, 30), (Word::State, 12), (Word::Text, 90), (Word::Reason, 60)];
    let mut sheet = headed(&Word::SheetChecks, &columns, language);
    let word = |word: Word| CellContent::Text(word.render(language));
    for statement in statements {
        let year = || text(statement.year.to_string());
        for check in &statement.checks {
            sheet.rows.push(vec![
                year(),
                word(Word::KindCheck),
                text(check.id.to_string()),
                word(if check.is_open() { Word::Open } else { Word::Accepted }),
                CellContent::Wrapped(check.finding.render(language)),
                check.accepted.clone().map_or(CellContent::Blank, CellContent::Wrapped),
            ]);
        }
        for notice in &statement.notices {
            let blank = || CellContent::Blank;
            sheet.rows.push(vec![year(), word(Word::KindNotice), blank(), blank(), CellContent::Wrapped(notice.render(language))]);
        }
    }
    sheet
}
