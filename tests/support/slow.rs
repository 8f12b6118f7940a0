//! A ledger read the plain way: character by character, all of it in memory, sums as big decimals. Slow, and written from the
//! rules only, so that it shares nothing with the library but them.

use super::{ACTIVITIES, PLACES, WITH_BASIS};
use bigdecimal::BigDecimal;
use citycarbon::records::Limits;
use std::collections::{BTreeMap, BTreeSet};

/// What a file is refused for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Quote,
    Limit,
    Encoding,
    Return,
    Header,
}

/// A file that cannot be read: why, and the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused(pub Why, pub u64);

/// Activity, unit, basis, place, year.
pub type Key = (String, String, String, String, u16);

/// What a ledger adds up to.
#[derive(Debug, Default, PartialEq)]
pub struct Sums {
    /// Rows and their sum.
    pub by_key: BTreeMap<Key, (u64, BigDecimal)>,
    pub accepted: u64,
    pub outside: u64,
    /// The line of each bad row and the column at fault; none where the number of cells is wrong.
    pub bad: Vec<(u64, Option<&'static str>)>,
}

type Record = (u64, Vec<String>);

#[derive(Clone, Copy, PartialEq)]
enum State {
    Start,
    Plain,
    Quoted,
    Closed,
}

/// Records with their first lines, as long as the file can be read, and why it could not be read further.
fn records(bytes: &[u8], limits: &Limits) -> (Vec<Record>, Option<Refused>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let nul = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let valid = match std::str::from_utf8(&bytes[..nul]) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap(),
    };
    let mut records = Vec::new();
    let mut letters = valid.char_indices().peekable();
    let mut state = State::Start;
    // The line we are on, the one the record began on, the one the cell began on; where the record began.
    let (mut line, mut first_line, mut opened, mut from) = (1_u64, 1_u64, 1_u64, 0_usize);
    let (mut cell, mut cells) = (String::new(), Vec::<String>::new());
    loop {
        let next = letters.next();
        let at = next.map_or(valid.len(), |(at, _)| at);
        let letter = next.map(|(_, letter)| letter);
        let after = letters.peek().map(|(_, letter)| *letter);
        let length = at - from;
        let no_text = letter.is_none() && valid.len() < bytes.len();
        let stop = |why, line| Some(Refused(why, line));
        if state == State::Start {
            opened = line;
        }
        if state == State::Quoted {
            if no_text && length <= limits.record {
                return (records, stop(Why::Encoding, line));
            }
            let Some(letter) = letter.filter(|_| length < limits.record) else {
                return (records, stop(Why::Quote, opened));
            };
            if letter == '"' && after != Some('"') {
                state = State::Closed;
                continue;
            }
            if letter == '"' {
                letters.next();
            }
            line += u64::from(letter == '\n');
            cell.push(letter);
            continue;
        }
        if length > limits.record {
            let held = cell.len() - (length - limits.record).min(cell.len());
            let field = state == State::Plain && held > limits.field;
            return (records, if field { stop(Why::Limit, opened) } else { stop(Why::Limit, first_line) });
        }
        if no_text {
            return (records, stop(Why::Encoding, line));
        }
        if letter.is_none() && length == 0 {
            return (records, None);
        }
        let crlf = letter == Some('\r') && after == Some('\n');
        let ends_record = letter.is_none() || letter == Some('\n') || crlf;
        let ends_cell = ends_record || letter == Some(',');
        let odd = match (state, letter) {
            (_, _) if ends_cell => None,
            (_, Some('\r')) => Some(Why::Return),
            (State::Plain, Some('"')) | (State::Closed, _) => Some(Why::Quote),
            _ => None,
        };
        if (ends_cell || odd.is_some()) && cell.len() > limits.field {
            return (records, stop(Why::Limit, opened));
        }
        if let Some(why) = odd {
            return (records, stop(why, opened));
        }
        if !ends_cell {
            let quote = state == State::Start && letter == Some('"');
            state = if quote { State::Quoted } else { State::Plain };
            cell.extend(letter.filter(|_| !quote));
            continue;
        }
        cells.push(std::mem::take(&mut cell));
        state = State::Start;
        if ends_record {
            // A blank line is no record; two quotes on a line of their own are one.
            if length > 0 {
                records.push((first_line, std::mem::take(&mut cells)));
            }
            cells.clear();
            if crlf {
                letters.next();
            }
            if letter.is_none() {
                return (records, None);
            }
            line += 1;
            (first_line, from) = (line, at + if crlf { 2 } else { 1 });
        }
    }
}

/// Reads a ledger.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Sums, Refused> {
    let (records, fault) = records(bytes, limits);
    let names = |cells: &[String]| cells.iter().map(|name| name.trim_matches(' ').to_ascii_lowercase()).collect::<Vec<String>>();
    // The header is the first row that can be one, among the first.
    let is_header = |cells: &[String]| {
        let header = names(cells);
        let stated: Vec<&String> = header.iter().filter(|name| !name.is_empty()).collect();
        let required = ["period", "activity", "amount", "unit"].iter().all(|name| header.iter().any(|column| column == name));
        required && stated.iter().collect::<BTreeSet<_>>().len() == stated.len()
    };
    let fits = |(_, cells): &(u64, Vec<String>)| cells.len() <= limits.columns && is_header(cells);
    let above = records.iter().take(21).position(fits);
    let mut records = records.into_iter().skip(above.unwrap_or(0));
    let Some((line, header)) = records.next() else {
        return Err(fault.unwrap_or(Refused(Why::Header, 0)));
    };
    if header.len() > limits.columns {
        return Err(Refused(Why::Limit, line));
    }
    if !is_header(&header) {
        return Err(Refused(Why::Header, line));
    }
    let header = names(&header);
    let column = |name: &str| header.iter().position(|column| column == name);
    if let Some(fault) = fault {
        return Err(fault);
    }
    let mut sums = Sums::default();
    let mut ids = BTreeSet::new();
    for (line, cells) in records {
        // A row of empty cells is none.
        if cells.len() <= header.len() && cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cell = |name: &str| column(name).map(|at| cells[at].as_str());
        let row = if cells.len() == header.len() { row(cell, &mut ids) } else { Err(None) };
        match row {
            Err(column) => sums.bad.push((line, column)),
            Ok(None) => (sums.accepted, sums.outside) = (sums.accepted + 1, sums.outside + 1),
            Ok(Some((key, amount))) => {
                sums.accepted += 1;
                let sum = sums.by_key.entry(key).or_default();
                *sum = (sum.0 + 1, &sum.1 + amount);
            }
        }
    }
    Ok(sums)
}

/// The key and amount of a row, nothing for a row of another year, or the column at fault.
fn row<'a>(
    cell: impl Fn(&str) -> Option<&'a str>,
    ids: &mut BTreeSet<String>,
) -> Result<Option<(Key, BigDecimal)>, Option<&'static str>> {
    let get = |name| cell(name).unwrap_or_default();
    let (code, units, negative) = *ACTIVITIES.iter().find(|(code, ..)| *code == get("activity")).ok_or(Some("activity"))?;
    let unit = units.iter().find(|unit| **unit == get("unit")).ok_or(Some("unit"))?;
    let basis = get("basis");
    let has_basis = ["net", "gross"].contains(&basis) && code == WITH_BASIS;
    if !basis.is_empty() && !has_basis {
        return Err(Some("basis"));
    }
    let amount = amount(get("amount")).filter(|_| negative || !get("amount").starts_with('-')).ok_or(Some("amount"))?;
    let place = get("place");
    if !PLACES.contains(&place) {
        return Err(Some("place"));
    }
    let year = period(get("period")).filter(|year| (2021..=2024).contains(year)).ok_or(Some("period"))?;
    let id = get("id");
    if id.len() > 256 || id.chars().any(char::is_control) || ids.contains(id) {
        return Err(Some("id"));
    }
    if !["", "H", "M", "L"].contains(&get("quality")) {
        return Err(Some("quality"));
    }
    if !id.is_empty() {
        ids.insert(id.to_owned());
    }
    Ok((year != 2021).then(|| ((code.to_owned(), (*unit).to_owned(), basis.to_owned(), place.to_owned(), year), amount)))
}

fn amount(cell: &str) -> Option<BigDecimal> {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let parts: Vec<&str> = digits.split('.').collect();
    let all_digits = parts.iter().all(|part| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit()));
    let few = digits.chars().filter(char::is_ascii_digit).count() <= 28;
    (all_digits && few && parts.len() <= 2).then(|| cell.parse().unwrap())
}

fn period(cell: &str) -> Option<u16> {
    let (fiscal, date) = cell.strip_prefix("FY").map_or((false, cell), |date| (true, date));
    let parts: Vec<&str> = date.split('-').collect();
    let widths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let digits = parts.iter().all(|part| part.chars().all(|letter| letter.is_ascii_digit()));
    if !digits || ![vec![4], vec![4, 2], vec![4, 2, 2]].contains(&widths) || (fiscal && widths.len() > 1) {
        return None;
    }
    let numbers: Vec<u16> = parts.iter().map(|part| part.parse().unwrap()).collect();
    let leap = numbers[0].is_multiple_of(4) && (!numbers[0].is_multiple_of(100) || numbers[0].is_multiple_of(400));
    let february = if leap { 29 } else { 28 };
    let days = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let month = numbers.get(1).copied().unwrap_or(1);
    let day = numbers.get(2).copied().unwrap_or(1);
    let exists = (1..=12).contains(&month) && (1..=days[usize::from(month) - 1]).contains(&day);
    // The Thai fiscal year 2024 has most of its months in 2024.
    exists.then_some(numbers[0])
}
