//! What is refused, and in which words; and that nothing slips through in silence.

use crate::support::slow::{self, Key, Refused, Sums, Why};
use crate::support::{Chance, collected};
use bigdecimal::BigDecimal;
use citycarbon::Error;
use citycarbon::error::ErrorKind;
use citycarbon::ledger::InputPolicy;
use citycarbon::quantity::{EnergyBasis, Exact};
use citycarbon::records::Limits;
use std::collections::BTreeMap;

/// A good ledger: every column or a few, quotes, blank lines, either line end.
fn good(chance: &mut Chance) -> String {
    let header = chance.one_of(&[
        "period,activity,amount,unit",
        "id,period,activity,amount,unit,place",
        "unit,amount,activity,period,note,quality,place,id",
        " period ,\"activity\",amount,unit,quality",
        "basis,period,activity,amount,unit,place",
    ]);
    let names: Vec<&str> = header.split(',').map(|name| name.trim_matches([' ', '"'])).collect();
    let mut text = format!("{header}\n");
    if chance.below(8) == 0 {
        text.insert(0, '\u{feff}');
    }
    for row in 0..chance.below(7) {
        let (activity, unit) =
            chance.one_of(&[("bus-diesel", "litre"), ("grid-office", "MWh"), ("landfill", "t"), ("forest", "ha")]);
        let sign = if activity == "forest" && chance.below(2) == 0 { "-" } else { "" };
        let amount = format!("{sign}{}.{:0width$}", chance.next() % 1000, chance.next() % 10, width = 1 + chance.below(6));
        let cells: Vec<String> = names
            .iter()
            .map(|name| match *name {
                "period" => chance.one_of(&["2022", "2023-02", "2024-02-29", "FY2024", "2021-12"]).to_owned(),
                "activity" => activity.to_owned(),
                "amount" => amount.clone(),
                "unit" => unit.to_owned(),
                "place" => chance.one_of(&["", "Dusit", "เขตบางรัก", "\"Sathon, South\"", "\"Bang Rak\""]).to_owned(),
                "basis" if unit == "MWh" => chance.one_of(&["", "net", "gross", "\"gross\""]).to_owned(),
                "basis" => String::new(),
                "quality" => chance.one_of(&["", "H", "M", "\"L\""]).to_owned(),
                "id" => chance.one_of(&["", "r"]).to_owned() + &row.to_string(),
                _ => chance.one_of(&["", "x", "\"two\nlines\"", "\"say \"\"hi\"\"\""]).to_owned(),
            })
            .collect();
        text.push_str(&cells.join(","));
        text.push_str(chance.one_of(&["\n", "\n", "\r\n", "\n\n"]));
    }
    text
}

/// One small accident.
fn mutated(bytes: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = chance.below(bytes.len());
    match chance.below(7) {
        0 => {
            bytes.remove(at);
        }
        1 => bytes.insert(at, bytes[at]),
        2 => {
            let next = (at + 1) % bytes.len();
            bytes.swap(at, next);
        }
        3 => bytes.insert(at, chance.one_of(b"\",\n\r\t ;-.0\0\xa1\xff_eE")),
        4 => bytes[at] = chance.one_of(b"\",\n\r 9.-\xe0a"),
        5 => bytes.truncate(at),
        _ => {
            bytes.truncate(at);
            bytes.extend_from_slice(&other[chance.below(other.len())..]);
        }
    }
    bytes
}

fn limits() -> Limits {
    Limits::default().with_record(150).with_field(30).with_columns(12)
}

fn class(kind: ErrorKind) -> Option<Why> {
    Some(match kind {
        ErrorKind::Quote => Why::Quote,
        ErrorKind::Limit => Why::Limit,
        ErrorKind::Encoding => Why::Encoding,
        ErrorKind::Delimiter => Why::Return,
        ErrorKind::Header => Why::Header,
        _ => return None,
    })
}

/// What the library makes of a ledger, in the slow reader's terms.
fn ours(bytes: &[u8]) -> Result<Sums, Refused> {
    let tally = collected(bytes, InputPolicy::default().with_limits(limits())).map_err(|error| {
        let (Error::File { at, problem } | Error::Cell { at, problem }) = &error else { panic!("{error}") };
        Refused(class(problem.kind()).unwrap(), at.line_number().unwrap_or(0))
    })?;
    let exact = |sum: Exact| sum.to_string().parse::<BigDecimal>().unwrap();
    let by_key: BTreeMap<Key, (u64, BigDecimal)> = tally
        .leaves()
        .map(|leaf| {
            let basis = leaf.basis.map_or("", EnergyBasis::name).to_owned();
            ((leaf.activity, leaf.unit, basis, leaf.place, leaf.year.number()), (leaf.rows, exact(leaf.sum)))
        })
        .collect();
    let bad = tally.problems().iter().map(|problem| {
        let at = problem.at().unwrap();
        let known = ["activity", "unit", "basis", "amount", "place", "period", "id", "quality"];
        (at.line_number().unwrap(), at.column_name().map(|name| *known.iter().find(|known| **known == name).unwrap()))
    });
    assert_eq!(tally.rejected(), tally.problems().len() as u64);
    Ok(Sums { by_key, accepted: tally.accepted(), outside: tally.outside().values().sum(), bad: bad.collect() })
}

/// 10,000 ledgers with one or more accidents: the same sums and the same bad rows as the slow reader, or refused at the same line.
#[test]
fn an_accident_changes_no_figure_in_silence() {
    let mut chance = Chance(2024);
    let (mut refused, mut with_bad_rows, mut unharmed) = (0, 0, 0);
    for case in 0..10_000 {
        let (one, other) = (good(&mut chance), good(&mut chance));
        assert!(ours(one.as_bytes()).is_ok_and(|sums| sums.bad.is_empty()), "{one}");
        let mut bytes = mutated(one.as_bytes(), other.as_bytes(), &mut chance);
        while chance.below(4) == 0 && !bytes.is_empty() {
            bytes = mutated(&bytes, other.as_bytes(), &mut chance);
        }
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        let (got, wanted) = (ours(&bytes), slow::read(&bytes, &limits()));
        match (&got, &wanted) {
            // A header in other delimiters is named as such.
            (Err(Refused(Why::Return, line)), Err(Refused(Why::Header, wanted))) => {
                assert_eq!(line, wanted, "case {case}:\n{shown}");
            }
            _ => assert_eq!(got, wanted, "case {case}:\n{shown}"),
        }
        match got {
            Err(_) => refused += 1,
            Ok(sums) if sums.bad.is_empty() => unharmed += 1,
            Ok(_) => with_bad_rows += 1,
        }
    }
    // All three ways are well trodden.
    assert!(refused > 1000 && with_bad_rows > 1000 && unharmed > 1000, "{refused} {with_bad_rows} {unharmed}");
}

/// The bytes behind a cell of the table: `\n`, `\r`, `\t`, `\\` and `\x00` to `\xff` represent themselves.
fn unescaped(cell: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut letters = cell.bytes();
    while let Some(letter) = letters.next() {
        bytes.push(match (letter, if letter == b'\\' { letters.next() } else { None }) {
            (_, Some(b'n')) => b'\n',
            (_, Some(b'r')) => b'\r',
            (_, Some(b't')) => b'\t',
            (_, Some(b'x')) => {
                let digits = [letters.next().unwrap(), letters.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            (_, other) => other.unwrap_or(letter),
        });
    }
    bytes
}

/// Bad ledgers of every class, each with its whole message: a line of `bad_ledgers.tsv`.
#[test]
fn each_bad_ledger_is_refused_in_these_words() {
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    for case in include_str!("bad_ledgers.tsv").lines().skip(1) {
        let [class, ledger, message] = case.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let limits = match class {
            "limits" => Limits::default().with_record(200).with_field(40).with_columns(5).with_keys(2).with_ids(3),
            _ => Limits::default(),
        };
        let tally = collected(&unescaped(ledger), InputPolicy::default().with_limits(limits));
        let file_as_a_whole = ["encoding", "quoting", "header", "limits"].contains(&class);
        let got = match &tally {
            Err(error) => error.to_string(),
            Ok(tally) => tally.problems().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        };
        assert_eq!(got, message, "{class}: {ledger}");
        assert_eq!(tally.is_err(), file_as_a_whole, "{class}: {ledger}");
        *classes.entry(class).or_default() += 1;
    }
    let wanted = ["encoding", "quoting", "header", "number", "period", "code", "unit", "id", "limits"];
    assert!(wanted.iter().all(|class| classes[class] >= 10), "{classes:?}");
}

/// A ledger as it is usually read: `csv`, a derived struct, `rust_decimal`.
mod usual {
    use rust_decimal::Decimal;
    use serde::Deserialize;

    #[derive(Deserialize)]
    pub(super) struct Row {
        pub(super) unit: String,
        pub(super) amount: Decimal,
    }

    /// The rows, or what the first bad one is refused for.
    pub(super) fn rows(ledger: &str) -> Result<Vec<Row>, String> {
        csv::Reader::from_reader(ledger.as_bytes()).deserialize().collect::<Result<_, _>>().map_err(|error| error.to_string())
    }

    pub(super) fn sum(ledger: &str) -> String {
        rows(ledger).unwrap().iter().map(|row| row.amount).sum::<Decimal>().to_string()
    }
}

/// Why the library does not read ledgers that way: what goes through there in silence is refused or kept whole here.
#[test]
fn the_usual_reader_lets_through_what_is_refused_here() {
    const HEADER: &str = "period,activity,amount,unit\n";
    let ours = |ledger: &str| collected(ledger.as_bytes(), InputPolicy::default());

    // A quote that is never closed swallows the rows after it.
    let open = format!("{HEADER}2024,bus-diesel,1,\"litre\n2024,bus-diesel,2,litre\n2024,bus-diesel,3,litre\n");
    assert_eq!(usual::sum(&open), "1");
    assert_eq!(
        ours(&open).unwrap_err().to_string(),
        "ledger.csv:2: unit: \"\"litre\": a quote opens this cell and is never closed; close it"
    );

    // Text after a closing quote is joined on.
    let joined = format!("{HEADER}2024,bus-diesel,1,\"li\"tre\n");
    assert_eq!(usual::rows(&joined).unwrap()[0].unit, "litre");
    assert!(ours(&joined).is_err());

    // Digits go through a binary fraction on their way.
    let digits = format!("{HEADER}2024,landfill,0.12345678901234567890123456,kg\n2024,landfill,1234567890123456.789,kg\n");
    assert_ne!(usual::sum(&digits), "1234567890123456.91245678901234567890123456");
    let tally = ours(&digits).unwrap();
    assert_eq!(tally.leaves().next().unwrap().sum.to_string(), "1234567890123456.91245678901234567890123456");

    // Other ways to write a number are taken without a word, and a second column of the same name is not seen.
    for amount in ["1e3", "+5", ".5", "5."] {
        let ledger = format!("{HEADER}2024,bus-diesel,{amount},litre\n");
        assert_eq!(usual::rows(&ledger).unwrap().len(), 1, "{amount}");
        assert_eq!(ours(&ledger).unwrap().rejected(), 1, "{amount}");
    }

    // An error names no column.
    let bad = format!("{HEADER}2024,bus-diesel,n/a,litre\n");
    assert!(!usual::rows(&bad).map(|rows| rows.len()).unwrap_err().contains("amount"));
    assert!(ours(&bad).unwrap().problems()[0].to_string().contains("amount"));
}
