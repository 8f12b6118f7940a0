//! Why two totals differ, as text.

use crate::error::Result;
use crate::i18n::Language;
use crate::inventory::{ReconciledSums, Reconciliation, Statement};
use crate::quantity::Exact;
use crate::report::gpc::tonnes;
use crate::report::labels::Label;
use crate::report::table::{Rank, Table, TableCell, TableRow};
use crate::report::text;
use crate::report::wrap::{in_lines, wrapped};
use crate::taxonomy::Category;

/// How wide the name of a reference is.
const NAME: usize = 52;

/// Two totals of a year, and by reference what leads from the first to the second.
pub fn reconciliation_text(statement: &Statement, held: &Reconciliation, language: Language) -> Result<String> {
    let mut out = String::new();
    let status = Label::of_status(statement.status()).render(language);
    let city = text::clean(&statement.settings.city);
    let [first, second] = [&held.first.0, &held.second.0].map(|name| text::clean(name));
    let title = Label::ReconciliationTitle { city, first: first.clone(), second: second.clone(), year: statement.year, status };
    text::heading(&mut out, &title.render(language));
    out.push('\n');
    // Within one book no line has two amounts.
    let differing = held.all.counts.get(1).is_some_and(|lines| *lines > 0);
    let mut columns = vec![
        first.clone(),
        format!("− {}", Label::OnlyInIt.render(language)),
        format!("+ {}", Label::OnlyInOther.render(language)),
        format!("+ {}", Label::Differences.render(language)),
        second.clone(),
    ];
    if !differing {
        columns.remove(3);
    }
    let mut steps = Steps { hidden: columns.len(), differing, table: Table::new(Label::Tonnes.render(language), columns) };
    let (mut alike, mut many) = (ReconciledSums::default(), 0_u64);
    for (references, sums) in &held.by_reference {
        if sums.counts.iter().skip(1).all(|count| *count == 0) {
            alike.first = alike.first.checked_add(sums.first)?;
            alike.counts = [1, 0, 0, 0];
            many = many.saturating_add(1);
        } else {
            steps.push(&name(references, language), sums)?;
        }
    }
    if many > 0 {
        steps.push(&Label::SameInBoth { references: many }.render(language), &alike)?;
    }
    let rows: Vec<usize> = (0..steps.table.rows.len()).collect();
    let total = steps.cells(&rows);
    steps.table.rows.push(TableRow::new(Rank::Total, Label::Total.render(language), total));
    let table = steps.table;
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

/// Rows that lead from the first total to the second. Their figures are past the printed columns, which are sums of them, so that the
/// printed figures of a row and of a column add up.
struct Steps {
    table: Table,
    /// The first column that is not printed.
    hidden: usize,
    differing: bool,
}

impl Steps {
    fn push(&mut self, name: &str, sums: &ReconciledSums) -> Result<()> {
        // A long name is above its figures.
        let mut names = in_lines(name, "", NAME);
        let name = names.pop().unwrap_or_default();
        self.table.rows.extend(names.into_iter().map(|name| TableRow::new(Rank::Item, name, Vec::new())));
        let part = |kg: Exact, there: bool| if there { tonnes(kg).map(TableCell::Figure) } else { Ok(TableCell::NotRequired) };
        let [same, differing, first, second] = sums.counts.map(|lines| lines > 0);
        let mut cells = self.cells(&[self.table.rows.len()]);
        cells.extend([
            part(sums.first.checked_sub(sums.only_first)?, same || differing)?,
            part(sums.only_first, first)?,
            part(sums.only_second, second)?,
            part(sums.differences, differing)?,
        ]);
        self.table.rows.push(TableRow::new(Rank::Item, name, cells));
        Ok(())
    }

    /// The printed cells of some rows together.
    fn cells(&self, rows: &[usize]) -> Vec<TableCell> {
        let sum = |parts: &[usize]| {
            let of_row = |row: &usize| parts.iter().map(move |part| (*row, self.hidden.saturating_add(*part))).collect::<Vec<_>>();
            TableCell::Sum(rows.iter().flat_map(of_row).collect())
        };
        let mut cells = vec![sum(&[0, 1]), sum(&[1]), sum(&[2])];
        if self.differing {
            cells.push(sum(&[3]));
        }
        cells.push(sum(&[0, 2, 3]));
        cells
    }
}
