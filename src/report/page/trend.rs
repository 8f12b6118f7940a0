//! How the total of the page changed from year to year.

use super::wrap::wrapped;
use super::year::{PrintedYear, percent};
use crate::error::Result;
use crate::i18n::Language;
use crate::report::labels::Label;
use crate::report::table::{Rank, Table, TableCell, TableRow, grouped};
use crate::report::text;
use crate::taxonomy::Category;

/// How the total changed from year to year, over all references and over those that both years have a value for.
pub(super) fn changes(out: &mut String, years: &[PrintedYear<'_>], language: Language) -> Result<()> {
    let Some(level) = years.first().map(|year| year.exact.settings.level).filter(|_| years.len() > 1) else { return Ok(()) };
    let columns = [Label::Tonnes, Label::PerCent, Label::LikeForLike, Label::PerCent].map(|label| label.render(language));
    let mut table = Table::new(Label::Change { level: level.to_string() }.render(language), columns);
    let mut notes = Vec::new();
    for pair in years.windows(2) {
        let [before, after] = pair else { continue };
        let (one, other) = (before.valued(), after.valued());
        let change = |counts: &dyn Fn(Category) -> bool| {
            let (Some(from), Some(to)) = (before.sum(counts)?, after.sum(counts)?) else { return Ok(None) };
            let change = to.checked_sub(from)?;
            let share = percent(Some(change), Some(from), 1)?.map_or_else(|| "–".to_owned(), |share| signed(&share));
            Ok::<_, crate::error::Error>(Some([signed(&grouped(change, 0)), share]))
        };
        let all = change(&|category| before.requires(category))?;
        let like = change(&|category| one.contains(&category) && other.contains(&category))?;
        let cells = [all, like].into_iter().flat_map(|part| part.unwrap_or_else(|| ["–", "–"].map(str::to_owned)));
        let name = format!("{}–{}", before.exact.year, after.exact.year);
        table.rows.push(TableRow::new(Rank::Item, name.as_str(), cells.map(TableCell::Text).collect()));
        for (year, only) in [(before, one.difference(&other)), (after, other.difference(&one))] {
            let references: Vec<Category> = only.copied().collect();
            let tonnes = year.sum(|category| references.contains(&category))?;
            if let Some(tonnes) = tonnes {
                let (years, year, tonnes) = (name.clone(), year.exact.year, grouped(tonnes, 0));
                notes.push(Label::OnlyInOneYear { years, year, references, tonnes }.render(language));
            }
        }
    }
    text::table(out, &table, language, 0)?;
    if !notes.is_empty() {
        out.truncate(out.trim_end().len());
        out.push('\n');
        for note in &notes {
            wrapped(out, "  ", note);
        }
        out.push('\n');
    }
    Ok(())
}

/// A figure with its sign.
fn signed(figure: &str) -> String {
    if figure.starts_with('-') || figure.chars().all(|letter| !('1'..='9').contains(&letter)) {
        figure.to_owned()
    } else {
        format!("+{figure}")
    }
}
