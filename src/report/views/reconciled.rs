//! Why two totals differ, as text.

use crate::error::Result;
use crate::i18n::Language;
use crate::inventory::{ReconciledSums, Reconciliation, Statement};
use crate::quantity::Exact;
use crate::report::gpc::tonnes;
use crate::report::labels::Label;
use crate::report::table::{Rank, Table, TableCell, TableRow};
use crate::report::text;
use crate::report::wrap::wrapped;
use crate::taxonomy::Category;

/// Two totals of a year, and by reference what leads from the first to the second.
pub fn reconciliation_text(statement: &Statement, held: &Reconciliation, language: Language) -> Result<String> {
    let mut out = String::new();
    let status = Label::of_status(statement.status()).render(language);
    let city = text::clean(&statement.settings.city);
    let [first, second] = [&held.first.0, &held.second.0].map(|name| text::clean(name));
    let title = Label::ReconciliationTitle { city, first: first.clone(), second: second.clone(), year: statement.year, status };
    text::heading(&mut out, &title.render(language));
    out.push('\n');
    let columns = [
        first.clone(),
        format!("− {}", Label::OnlyInIt.render(language)),
        format!("+ {}", Label::OnlyInOther.render(language)),
        format!("+ {}", Label::Differences.render(language)),
        second.clone(),
    ];
    let mut table = Table::new(Label::Tonnes.render(language), columns);
    let (mut alike, mut many) = (ReconciledSums::default(), 0);
    for (references, sums) in &held.by_reference {
        if sums.counts.iter().skip(1).all(|count| *count == 0) {
            alike.first = alike.first.checked_add(sums.first)?;
            alike.second = alike.second.checked_add(sums.second)?;
            many = u64::saturating_add(many, 1);
            alike.counts = [1, 0, 0, 0];
        } else {
            push(&mut table, name(references, language), sums)?;
        }
    }
    if many > 0 {
        push(&mut table, Label::SameInBoth { references: many }.render(language), &alike)?;
    }
    let rows = 0..table.rows.len();
    let down = |columns: [usize; 3]| {
        let cells = rows.clone().flat_map(|row| columns.into_iter().map(move |column| (row, column))).collect();
        TableCell::Sum(cells)
    };
    let only = |column: usize| TableCell::Sum(rows.clone().map(|row| (row, column)).collect());
    let both = TableCell::Sum(rows.clone().flat_map(|row| [(row, 1), (row, 5)]).collect());
    let total = vec![both, only(1), only(2), only(3), down([2, 3, 5])];
    table.rows.push(TableRow::new(Rank::Total, Label::Total.render(language), total));
    text::table(&mut out, &table.rounded_by_column(0)?, language, 0)?;
    let [same, differing, only_first, only_second] = held.all.counts;
    let counts = Label::NoteReconciled { same, differing, only_first, first, only_second, second };
    for note in [counts, Label::NoteIdentity] {
        wrapped(&mut out, "", &note.render(language));
    }
    Ok(out)
}

fn name(references: &[Category], language: Language) -> String {
    match references {
        [one] => format!("{one} {}", one.sub_sector().label(language)),
        several => several.iter().map(|category| category.reference()).collect::<Vec<_>>().join(", "),
    }
}

/// A row whose cells are printed so that each row leads from the first total to the second. What both have is past the columns.
fn push(table: &mut Table, name: String, sums: &ReconciledSums) -> Result<()> {
    let row = table.rows.len();
    let figure = |kg: Exact| Ok::<_, crate::error::Error>(TableCell::Figure(tonnes(kg)?));
    let sum = |columns: &[usize]| TableCell::Sum(columns.iter().map(|column| (row, *column)).collect());
    let part = |kg: Exact, lines: u64| if lines == 0 { Ok(TableCell::NotRequired) } else { figure(kg) };
    let [same, differing, first, second] = sums.counts;
    let both = part(sums.first.checked_sub(sums.only_first)?, same.saturating_add(differing))?;
    let cells = vec![
        sum(&[1, 5]),
        part(sums.only_first, first)?,
        part(sums.only_second, second)?,
        part(sums.differences, differing)?,
        sum(&[2, 3, 5]),
        both,
    ];
    table.rows.push(TableRow::new(Rank::Item, name, cells));
    Ok(())
}
