//! How the total of the page changed from year to year.

use super::year::{PrintedYear, percent};
use crate::assess::Origin;
use crate::error::Result;
use crate::i18n::Language;
use crate::report::labels::Label;
use crate::report::table::{Rank, Table, TableCell, TableRow, grouped};
use crate::report::text;
use crate::report::wrap::wrapped;
use crate::taxonomy::{Category, NotationKey};

/// How the total changed from year to year, over all references and over those that both years have a value for.
pub(super) fn changes(out: &mut String, years: &[PrintedYear<'_>], language: Language) -> Result<()> {
    let Some((table, notes)) = change_table(&years.iter().collect::<Vec<_>>(), language)? else { return Ok(()) };
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

/// The same as a table, with what a reader must know of it; none of a single year.
pub(in crate::report) fn change_table(years: &[&PrintedYear<'_>], language: Language) -> Result<Option<(Table, Vec<String>)>> {
    let Some(level) = years.first().map(|year| year.exact.settings.level).filter(|_| years.len() > 1) else { return Ok(None) };
    let columns = [Label::Tonnes, Label::PerCent, Label::LikeForLike, Label::PerCent].map(|label| label.render(language));
    let mut table = Table::new(Label::Change { level: level.to_string() }.render(language), columns);
    let mut notes = Vec::new();
    for pair in years.windows(2) {
        let [before, after] = pair else { continue };
        let (one, other) = (before.valued(), after.valued());
        let change = |counts: &dyn Fn(Category) -> bool| {
            let (Some(from), Some(to)) = (before.sum(counts)?, after.sum(counts)?) else { return Ok(None) };
            let change = to.checked_sub(from)?;
            let share = percent(Some(change), Some(from), 1, language)?.map_or_else(|| "–".to_owned(), |share| signed(&share));
            Ok::<_, crate::error::Error>(Some([signed(&grouped(change, 0, language)), share]))
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
                let (years, year, tonnes) = (name.clone(), year.exact.year, grouped(tonnes, 0, language));
                notes.push(Label::OnlyInOneYear { years, year, references, tonnes }.render(language));
            }
        }
        let references = turned(before, after);
        if !references.is_empty() {
            notes.push(Label::OccursInOneYear { years: name.clone(), references }.render(language));
        }
        let references = restated(before, after);
        if !references.is_empty() {
            notes.push(Label::OriginDiffers { years: name, references }.render(language));
        }
    }
    Ok(Some((table, notes)))
}

/// References without a value that occur in one of the years only, as far as their keys say.
fn turned(before: &PrintedYear<'_>, after: &PrintedYear<'_>) -> Vec<Category> {
    let (one, other) = (before.valued(), after.valued());
    let none = |year: &PrintedYear<'_>| year.keyed(NotationKey::NO);
    let (none_before, none_after) = (none(before), none(after));
    Category::all()
        .filter(|category| before.requires(*category) && !one.contains(category) && !other.contains(category))
        .filter(|category| none_before.contains(category) != none_after.contains(category))
        .collect()
}

/// References that are computed in one of the years and stated as a total in the other.
fn restated(before: &PrintedYear<'_>, after: &PrintedYear<'_>) -> Vec<Category> {
    let stated = |year: &PrintedYear<'_>, category: Category| {
        let entry = year.exact.entries.iter().find(|entry| entry.category == category)?;
        entry.origin.map(|origin| origin == Origin::Direct)
    };
    let differ = |category: &Category| match (stated(before, *category), stated(after, *category)) {
        (Some(before), Some(after)) => before != after,
        _ => false,
    };
    Category::all().filter(|category| before.requires(*category)).filter(differ).collect()
}

/// A figure with its sign.
fn signed(figure: &str) -> String {
    if figure.starts_with('-') || figure.chars().all(|letter| !('1'..='9').contains(&letter)) {
        figure.to_owned()
    } else {
        format!("+{figure}")
    }
}
