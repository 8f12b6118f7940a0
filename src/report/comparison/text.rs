//! Cities next to one another as text: a table for each level and GWP set, and below it what keeps its rows from being alike.

use super::alike::{name, notes, per_million, whole};
use super::shape::{ComparedCity, ComparedGroup, ComparisonReport};
use crate::error::Result;
use crate::i18n::Language;
use crate::inventory::Level;
use crate::quantity::Exact;
use crate::report::labels::Label;
use crate::report::table::{Rank, Table, TableCell, TableRow};
use crate::report::text;
use crate::report::wrap::in_lines;

/// How wide notes are: as the tables.
const WIDTH: usize = 130;

/// Cities next to one another, for people.
pub fn comparison_text(report: &ComparisonReport, language: Language) -> Result<String> {
    let mut out = String::new();
    let cities = u64::try_from(report.cities.len()).unwrap_or(u64::MAX);
    text::heading(&mut out, &Label::CompareTitle { cities }.render(language));
    out.push('\n');
    for group in &report.groups {
        let cities: Vec<(String, &ComparedCity)> =
            report.cities.iter().filter(|city| city.is_in(group)).map(|city| (name(report, city), city)).collect();
        text::table(&mut out, &table(group, &cities, language)?, language, 0)?;
        // The blank line below the table comes after its notes.
        out.truncate(out.trim_end().len());
        out.push('\n');
        for note in notes(group, &cities) {
            for line in in_lines(&format!("- {}", text::clean(&note.render(language))), "  ", WIDTH) {
                text::line(&mut out, &line);
            }
        }
        out.push('\n');
    }
    let mut last = vec![Label::CompareNoteRanks, Label::CompareNoteGdp, Label::NoteKeys];
    if report.groups.len() > 1 {
        last.insert(0, Label::CompareNoteGroups);
    }
    for note in last {
        for line in in_lines(&note.render(language), "", WIDTH) {
            text::line(&mut out, line.trim_start());
        }
    }
    Ok(out)
}

fn figure(figure: Option<Exact>, places: u32) -> TableCell {
    figure.map_or(TableCell::NotRequired, |figure| TableCell::Alone(figure, places))
}

fn place(rank: Option<u64>) -> TableCell {
    rank.map_or(TableCell::NotRequired, TableCell::Count)
}

fn table(group: &ComparedGroup, cities: &[(String, &ComparedCity)], language: Language) -> Result<Table> {
    let title = Label::CompareTable { level: group.level.to_string(), gwp: group.gwp.to_string() }.render(language);
    let of_which = (group.level == Level::BasicPlus).then_some(Label::OfWhichBasic);
    let columns = [Label::CompareYear, Label::CompareStatus, Label::CompareTotal, Label::CompareRank].into_iter().chain(of_which);
    let more = [Label::ComparePerHead, Label::CompareRank, Label::ComparePerKm2, Label::CompareRank, Label::ComparePerGdp];
    let mut table = Table::new(title, columns.chain(more).map(|label| label.render(language)));
    let basic_plus = group.level == Level::BasicPlus;
    for (name, city) in cities {
        let mut cells = vec![
            TableCell::Text(city.year.to_string()),
            TableCell::Text(Label::of_status(city.status).render(language)),
            figure(whole(city)?, 0),
            place(city.ranks.total),
        ];
        cells.extend(basic_plus.then(|| figure(city.basic_t, 0)));
        cells.extend([
            figure(city.per_head_t, 2),
            place(city.ranks.per_head),
            figure(city.per_km2_t, 0),
            place(city.ranks.per_km2),
            figure(per_million(city)?, 2),
        ]);
        table.rows.push(TableRow::new(Rank::Item, name.as_str(), cells));
    }
    if group.median_total_t.is_some() {
        let mut cells = vec![TableCell::Blank, TableCell::Blank, figure(group.median_total_t, 0), TableCell::Blank];
        cells.extend(basic_plus.then_some(TableCell::Blank));
        cells.extend([
            figure(group.median_per_head_t, 2),
            TableCell::Blank,
            figure(group.median_per_km2_t, 0),
            TableCell::Blank,
            TableCell::Blank,
        ]);
        let median = Label::CompareMedian { cities: group.ranked };
        table.rows.push(TableRow::new(Rank::Total, median.render(language), cells));
    }
    Ok(table)
}
