//! The figures of a tally for people and programs: text, CSV, JSON. All are exact; nothing here rounds.

use super::labels::Label;
use super::neutralised;
use super::text::padded;
use crate::error::Result;
use crate::i18n::Language;
use crate::ledger::Groups;
use crate::quantity::Exact;
use core::fmt::Write as _;
use serde::Serialize;
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// Rows as a tally counted them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowsSeen {
    /// Rows accepted.
    pub accepted: u64,
    /// Rows refused.
    pub rejected: u64,
}

/// `sector,scope,gas,place,mass_kg,co2e_kg`, sorted, and a last row with the total; the total is empty where there is no data.
pub fn csv(groups: &Groups) -> Result<String> {
    let mut out = String::from("sector,scope,gas,place,mass_kg,co2e_kg\n");
    for group in groups.iter() {
        let key = &group.key;
        for cell in [&key.sector, &key.scope, &key.gas, &key.place] {
            out.push_str(&text_cell(cell));
            out.push(',');
        }
        let _ = writeln!(out, "{},{}", group.mass_kg, group.co2e_kg);
    }
    let _ = writeln!(out, "total,,,,,{}", shown(groups.total_co2e_kg()?, ""));
    Ok(out)
}

/// `{"rows", "accepted", "rejected", "total_co2e_kg", "groups"}`, figures as strings; the total is null where there is no data.
pub fn json(groups: &Groups, rows: RowsSeen) -> Result<String> {
    #[derive(Serialize)]
    struct GroupsReport<'a> {
        rows: u64,
        accepted: u64,
        rejected: u64,
        total_co2e_kg: Option<Exact>,
        groups: &'a Groups,
    }
    let RowsSeen { accepted, rejected } = rows;
    let total_co2e_kg = groups.total_co2e_kg()?;
    let whole = GroupsReport { rows: accepted.saturating_add(rejected), accepted, rejected, total_co2e_kg, groups };
    // Strings, numbers and lists only: nothing that JSON could refuse.
    let mut out = serde_json::to_string_pretty(&whole).unwrap_or_default();
    out.push('\n');
    Ok(out)
}

/// Totals by sector and scope, by gas and by place, for a terminal.
pub fn text(groups: &Groups, rows: RowsSeen, language: Language) -> Result<String> {
    let RowsSeen { accepted, rejected } = rows;
    let mut out = Label::RowsRead { accepted, refused: rejected }.render(language) + "\n";
    let tables = [
        (Label::TallyBySectorAndScope, groups.by(|key| format!("{}, {}", key.sector, key.scope))?),
        (Label::TallyByGas, groups.by(|key| key.gas.clone())?),
        (Label::TallyByPlace, groups.by(|key| key.place.clone())?),
    ];
    for (title, figures) in tables {
        if !figures.is_empty() {
            out.push_str(&table(&title.render(language), figures, language));
        }
    }
    let total = groups.total_co2e_kg()?.map_or_else(|| Label::NoData.render(language), |total| total.to_string());
    let _ = writeln!(out, "\n{}: {total}", Label::TallyTotal.render(language));
    Ok(out)
}

/// Two columns, figures aligned at the dot.
fn table(title: &str, figures: BTreeMap<String, Exact>, language: Language) -> String {
    let named = |name: String| {
        if name.is_empty() { Label::WholeCityPlace.render(language) } else { crate::error::shown(&name) }
    };
    let rows: Vec<(String, String)> = figures.into_iter().map(|(name, figure)| (named(name), figure.to_string())).collect();
    let whole = |figure: &str| figure.split('.').next().map_or(0, str::len);
    let name_width = rows.iter().map(|(name, _)| name.width()).chain([title.width()]).max().unwrap_or(0);
    let whole_width = rows.iter().map(|(_, figure)| whole(figure)).max().unwrap_or(0);
    let mut out = format!("\n{}  {:>whole_width$}\n", padded(title, name_width, false), "kg CO2e");
    for (name, figure) in rows {
        let pad = whole_width.saturating_sub(whole(&figure));
        let _ = writeln!(out, "{}  {:pad$}{figure}", padded(&name, name_width, false), "");
    }
    out
}

fn shown(total: Option<Exact>, none: &str) -> String {
    total.map_or_else(|| none.to_owned(), |total| total.to_string())
}

/// A text cell that no spreadsheet will run, in quotes where it must be.
fn text_cell(text: &str) -> String {
    let safe = neutralised(text);
    if safe.contains([',', '"', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe.into_owned() }
}
