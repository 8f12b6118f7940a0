//! The figures of a tally for people and programs: text, CSV, JSON. All are exact; nothing here rounds.

use super::neutralised;
use crate::error::Result;
use crate::ledger::Groups;
use crate::quantity::Exact;
use core::fmt::Write as _;
use serde::Serialize;
use std::collections::BTreeMap;

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
pub fn text(groups: &Groups, rows: RowsSeen) -> Result<String> {
    let seen = rows.accepted.saturating_add(rows.rejected);
    let mut out = format!("{seen} rows: {} accepted, {} rejected\n", rows.accepted, rows.rejected);
    let tables = [
        ("sector, scope", groups.by(|key| format!("{}, {}", key.sector, key.scope))?),
        ("gas", groups.by(|key| key.gas.clone())?),
        ("place", groups.by(|key| key.place.clone())?),
    ];
    for (title, figures) in tables {
        if !figures.is_empty() {
            out.push_str(&table(title, figures));
        }
    }
    let _ = writeln!(out, "\ntotal {}", shown(groups.total_co2e_kg()?, "no data").trim_end());
    Ok(out)
}

/// Two columns, figures aligned at the dot.
fn table(title: &str, figures: BTreeMap<String, Exact>) -> String {
    let rows: Vec<(String, String)> = figures.into_iter().map(|(name, figure)| (named(&name), figure.to_string())).collect();
    let whole = |figure: &str| figure.split('.').next().map_or(0, str::len);
    let name_width = rows.iter().map(|(name, _)| name.chars().count()).chain([title.len()]).max().unwrap_or(0);
    let whole_width = rows.iter().map(|(_, figure)| whole(figure)).max().unwrap_or(0);
    let mut out = format!("\n{title:name_width$}  kg CO2e\n");
    for (name, figure) in rows {
        let pad = whole_width.saturating_sub(whole(&figure));
        let _ = writeln!(out, "{name:name_width$}  {:pad$}{figure}", "");
    }
    out
}

fn named(name: &str) -> String {
    if name.is_empty() { "(whole city)".to_owned() } else { crate::error::shown(name) }
}

fn shown(total: Option<Exact>, none: &str) -> String {
    total.map_or_else(|| none.to_owned(), |total| total.to_string())
}

/// A text cell that no spreadsheet will run, in quotes where it must be.
fn text_cell(text: &str) -> String {
    let safe = neutralised(text);
    if safe.contains([',', '"', '\n', '\r']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe.into_owned() }
}
