//! Factors and parameters that lines were computed with: gathered once for the CSV and for the text.

use crate::assess::{Line, LineId, Terms};
use crate::factors::{Confidence, Fallback, Purpose};
use crate::inventory::Statement;
use hashbrown::HashMap;
use std::collections::{BTreeMap, BTreeSet};

/// One factor or parameter, and what it was used for.
#[derive(Default)]
pub(super) struct UsedFactor<'a> {
    pub(super) name: BTreeSet<&'a str>,
    pub(super) printed: BTreeSet<&'a str>,
    pub(super) source: BTreeSet<&'a str>,
    pub(super) table: BTreeSet<&'a str>,
    pub(super) version: BTreeSet<&'a str>,
    /// By their English text, which orders them in every language.
    pub(super) steps: BTreeMap<String, &'a Fallback>,
    pub(super) lines: Vec<&'a LineId>,
    pub(super) refs: BTreeSet<&'static str>,
    pub(super) publication: BTreeSet<&'a str>,
    pub(super) years: BTreeSet<String>,
    pub(super) purpose: BTreeMap<String, Purpose>,
    pub(super) confidence: BTreeMap<&'static str, Confidence>,
    pub(super) note: BTreeSet<&'a str>,
}

/// Every factor and parameter that a line was computed with, by id.
pub(super) fn used_factors(statements: &[Statement]) -> BTreeMap<&str, UsedFactor<'_>> {
    let lines = statements.iter().flat_map(|statement| &statement.lines).map(|closed| &closed.line);
    factors_of(lines.map(|line| (line.id.category.reference(), line)))
}

/// Every factor and parameter that lines were computed with, each line with where it is booked, by id.
pub(super) fn factors_of<'a>(lines: impl Iterator<Item = (&'static str, &'a Line)>) -> BTreeMap<&'a str, UsedFactor<'a>> {
    let mut used: BTreeMap<&str, UsedFactor<'_>> = BTreeMap::new();
    for (links, lines, refs) in users(lines).into_values() {
        for (link, row) in links.iter().flat_map(|link| link.rows.iter().map(move |row| (link, row))) {
            let held = used.entry(&row.id).or_default();
            held.name.insert(&link.name);
            held.printed.insert(&row.printed);
            held.source.insert(&row.source);
            held.table.insert(&row.table);
            held.version.insert(&row.version);
            held.steps.extend(row.steps.iter().map(|step| (step.to_string(), step)));
            held.lines.extend(&lines);
            held.refs.extend(&refs);
            held.publication.insert(&row.publication);
            held.years.insert(row.years.to_string());
            held.purpose.insert(row.purpose.to_string(), row.purpose);
            held.confidence.extend(row.confidence.map(|confidence| (confidence.name(), confidence)));
            held.note.insert(&row.note);
        }
    }
    for held in used.values_mut() {
        held.lines.sort_unstable();
        held.lines.dedup();
    }
    used
}

/// Terms, the lines that share them, and the references of these.
type Users<'a> = (&'a Terms, Vec<&'a LineId>, BTreeSet<&'static str>);

fn users<'a>(lines: impl Iterator<Item = (&'static str, &'a Line)>) -> HashMap<usize, Users<'a>> {
    let mut users: HashMap<usize, Users<'_>> = HashMap::new();
    for (booked, line) in lines {
        for links in line.evidence().filter(|links| !links.is_empty()) {
            let (_, lines, refs) = users.entry(links.place()).or_insert_with(|| (links, Vec::new(), BTreeSet::new()));
            lines.push(&line.id);
            refs.insert(booked);
        }
    }
    users
}
