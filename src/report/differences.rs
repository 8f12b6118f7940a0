//! What is written next to what is recomputed: every member of JSON and every cell of CSV that differs.

use crate::error::{Error, Location, Message, Problem, Result};
use crate::records::{Row, Rows};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Members that tell the elements of a list from one another.
const NAMES: [&str; 6] = ["ref", "year", "sector", "table", "id", "place"];

/// Every difference between JSON as written and as recomputed, member by member.
pub(super) fn members(at: &Location, written: &Value, recomputed: &Value, findings: &mut Vec<Error>) {
    differences(at, at.column_name().unwrap_or_default(), Some(written), Some(recomputed), findings);
}

fn differences(at: &Location, path: &str, written: Option<&Value>, recomputed: Option<&Value>, findings: &mut Vec<Error>) {
    let under = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    let problem: Problem = match (written, recomputed) {
        (Some(a), Some(b)) if a == b => return,
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            for name in a.keys().chain(b.keys().filter(|name| !a.contains_key(*name))) {
                differences(at, &under(name), a.get(name), b.get(name), findings);
            }
            return;
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            // A year needs no other name.
            let element = |name: &str| if path == "years" { name.to_owned() } else { format!("{path}[{name}]") };
            let (a, b) = named(a).zip(named(b)).unwrap_or_else(|| (numbered(a), numbered(b)));
            for (name, written) in &a {
                differences(at, &element(name), Some(written), b.get(name).copied(), findings);
            }
            for (name, recomputed) in b.iter().filter(|(name, _)| !a.contains_key(*name)) {
                differences(at, &element(name), None, Some(recomputed), findings);
            }
            return;
        }
        (Some(a), Some(b)) => Message::OtherThanRecomputed { value: shown(a).into(), recomputed: shown(b).into() }.into(),
        (None, Some(b)) => Message::LeftOut { recomputed: shown(b).into() }.into(),
        (Some(a), None) => Message::NotRecomputed { value: shown(a).into() }.into(),
        (None, None) => return,
    };
    findings.push(Error::File { at: at.clone().with_column(path), problem });
}

/// Elements by their names; none where one has no name or two have the same.
fn named(list: &[Value]) -> Option<BTreeMap<String, &Value>> {
    let name = |value: &Value| NAMES.iter().find_map(|name| value.get(name)).map(shown);
    let named: BTreeMap<String, &Value> = list.iter().filter_map(|value| Some((name(value)?, value))).collect();
    (named.len() == list.len()).then_some(named)
}

/// Elements by their places.
fn numbered(list: &[Value]) -> BTreeMap<String, &Value> {
    list.iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect()
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Every difference between a table as written and as recomputed, cell by cell; the first column tells its rows apart.
pub(super) fn tables(file: &str, written: &[u8], recomputed: &[u8], findings: &mut Vec<Error>) -> Result<()> {
    if written == recomputed {
        return Ok(());
    }
    let before = findings.len();
    let recomputed = Rows::read(recomputed, file)?;
    match Rows::read(written, file) {
        Ok(written) if written.header().names() == recomputed.header().names() => cells(&written, &recomputed, findings),
        Ok(written) => {
            let message = Message::OtherThanRecomputed {
                value: written.header().names().join(",").into(),
                recomputed: recomputed.header().names().join(",").into(),
            };
            findings.push(Error::File { at: Location::file(file).with_line(1), problem: message.into() });
        }
        Err(error) => findings.push(error),
    }
    if findings.len() == before {
        findings.push(Error::File { at: Location::file(file), problem: Message::OtherSpelling.into() });
    }
    Ok(())
}

fn cells(written: &Rows, recomputed: &Rows, findings: &mut Vec<Error>) {
    let columns = recomputed.header().names();
    let Some(key) = columns.first() else { return };
    let id = |row: &Row<'_>| row.cell(key).unwrap_or_default().to_owned();
    let by_id: BTreeMap<String, Row<'_>> = recomputed.iter().map(|row| (id(&row), row)).collect();
    let mut seen = BTreeSet::new();
    for row in written.iter() {
        let id = id(&row);
        let again = by_id.get(&id).filter(|_| seen.insert(id.clone()));
        let Some(again) = again else {
            let problem = Message::NotRecomputed { value: id.into() }.into();
            findings.push(Error::Cell { at: row.location(key), problem });
            continue;
        };
        for column in columns {
            let (stated, recomputed) = (row.cell(column).unwrap_or_default(), again.cell(column).unwrap_or_default());
            if stated != recomputed {
                let problem = Message::OtherThanRecomputed { value: stated.into(), recomputed: recomputed.into() }.into();
                findings.push(Error::Cell { at: row.location(column), problem });
            }
        }
    }
    let file = || Location::file(recomputed.header().file());
    let left_out = by_id.keys().filter(|id| !seen.contains(*id));
    findings.extend(left_out.map(|id| {
        let problem = Message::LeftOut { recomputed: id.into() }.into();
        Error::File { at: file().with_column(key.as_str()), problem }
    }));
}
