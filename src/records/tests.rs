//! The rules of this module, in small and large blocks.

use super::cursor::Cursor;
use super::{Delimiter, Limits, Rows, TableFormat, blocks::BlockReader};
use crate::error::{ErrorKind, Location, Result};

/// All records as (line, cells), read in blocks of about `target` bytes.
fn records(bytes: &[u8], limits: Limits, target: usize) -> Result<Vec<(u64, Vec<String>)>> {
    let mut table = BlockReader::with_target(bytes, "a.csv", &TableFormat::plain(Delimiter::Comma, limits), target)?;
    let header = table.header().clone();
    let mut records = Vec::new();
    while let Some(block) = table.next(Vec::new())? {
        let mut cursor = Cursor::new(&block, table.rules());
        while let Some(record) = cursor.next() {
            let record = record.map_err(|fault| fault.error("a.csv", Some(&header), &limits))?;
            records.push((record.line, (0..record.cells).map(|cell| record.cell(cell).into_owned()).collect()));
        }
    }
    Ok(records)
}

fn small() -> Limits {
    Limits { record: 60, field: 20, columns: 4, ..Limits::default() }
}

/// The same answer in blocks of every size.
fn answer(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>> {
    let whole = records(bytes, small(), 1 << 18);
    for target in 1..80 {
        assert_eq!(records(bytes, small(), target), whole, "blocks of {target}");
    }
    whole
}

fn refused(bytes: &[u8]) -> (ErrorKind, Option<u64>, String) {
    let error = answer(bytes).unwrap_err();
    let at = error.at().cloned().unwrap_or_else(|| Location::file(""));
    (error.kind(), at.line_number(), at.column_name().unwrap_or_default().to_owned())
}

#[test]
fn records_bear_the_line_they_start_on() {
    let got = answer(b"\xef\xbb\xbfa, b ,\"c\"\r\n\r\n1,2,3\n\n\n\"x\ny\",\"say \"\"hi\"\"\",\n \n4,5,6").unwrap();
    let cells: Vec<(u64, Vec<&str>)> =
        got.iter().map(|(line, cells)| (*line, cells.iter().map(String::as_str).collect())).collect();
    assert_eq!(cells, [(3, vec!["1", "2", "3"]), (6, vec!["x\ny", "say \"hi\"", ""]), (8, vec![" "]), (9, vec!["4", "5", "6"]),]);
}

#[test]
fn quoting_is_strict() {
    assert_eq!(refused(b"a,b\n1,x\"y\n\"\",2\n"), (ErrorKind::Quote, Some(2), "b".to_owned()));
    assert_eq!(refused(b"a,b\n1,\"x\"y\n"), (ErrorKind::Quote, Some(2), "b".to_owned()));
    assert_eq!(refused(b"a,b\n1,\"x\ny\" \n3,4\n"), (ErrorKind::Quote, Some(2), "b".to_owned()));
    assert_eq!(refused(b"a,b\n1,2\n\n\"x\n5,6\n"), (ErrorKind::Quote, Some(4), "a".to_owned()));
    let endless = [b"a,b\n1,2\n3,\"x".as_slice(), &[b'y'; 200]].concat();
    assert_eq!(refused(&endless), (ErrorKind::Quote, Some(3), "b".to_owned()));
    assert_eq!(refused(b"a,\"b\n1,2\n"), (ErrorKind::Quote, Some(1), String::new()));
}

#[test]
fn limits_name_where_it_opened() {
    assert_eq!(answer(b"a\n12345678901234567890\n").unwrap().len(), 1);
    assert_eq!(refused(b"a\n123456789012345678901\n"), (ErrorKind::Limit, Some(2), "a".to_owned()));
    assert_eq!(refused(b"a,b\n1,\"1234567890\n12345678901\"\n"), (ErrorKind::Limit, Some(2), "b".to_owned()));
    let long = [b"a,b\n1,2\n".as_slice(), b"1234567890,".repeat(20).as_slice()].concat();
    assert_eq!(refused(&long), (ErrorKind::Limit, Some(3), String::new()));
    let endless = [b"a,b\n1,2\n3,".as_slice(), &[b'y'; 200]].concat();
    assert_eq!(refused(&endless), (ErrorKind::Limit, Some(3), "b".to_owned()));
    assert_eq!(refused(b"a,b,c,d,e\n"), (ErrorKind::Limit, Some(1), String::new()));
    let quotes = [b"a\n\"12345678".as_slice(), b"\"\"".repeat(12).as_slice(), b"\"\n"].concat();
    assert_eq!(answer(&quotes).unwrap()[0].1[0].len(), 20);
}

#[test]
fn bytes_that_are_no_text_are_a_problem_of_the_file() {
    assert_eq!(refused(b"a,b\n1,2\n3,\xa1\xc3\xd8\n"), (ErrorKind::Encoding, Some(3), "b".to_owned()));
    assert_eq!(refused(b"a,b\n\"1\n\xa1\",2\n"), (ErrorKind::Encoding, Some(3), "a".to_owned()));
    assert_eq!(refused(b"a,b\n1,2\n3\0,4\n"), (ErrorKind::Encoding, Some(3), "a".to_owned()));
    // With its mark, UTF-16 is text.
    assert_eq!(answer(b"\xff\xfea\0,\0b\0\n\0").unwrap(), []);
    assert_eq!(refused(b"a\0,\0b\0\n\0"), (ErrorKind::Encoding, Some(1), String::new()));
    assert_eq!(refused(b"a,b\n1,2\r3,4\n"), (ErrorKind::Delimiter, Some(2), "b".to_owned()));
}

#[test]
fn a_header_must_be_there_once_and_parted_as_stated() {
    assert_eq!(refused(b""), (ErrorKind::Header, None, String::new()));
    assert_eq!(refused(b"\n\r\n\n"), (ErrorKind::Header, None, String::new()));
    assert_eq!(refused(b"a, a\n"), (ErrorKind::Header, Some(1), String::new()));
    assert_eq!(refused(b"\na;b\n1;2\n"), (ErrorKind::Delimiter, Some(2), String::new()));
    assert_eq!(answer(b"a,b\n").unwrap(), []);
    let rows = Rows::read_with("a\tb\n1\t2\n".as_bytes(), "a.csv", Delimiter::Tab, Limits::default()).unwrap();
    assert_eq!(rows.iter().next().and_then(|row| row.cell("b")), Some("2"));
}

#[test]
fn a_missing_column_is_named_with_the_nearest() {
    let rows = Rows::read("perod,amount\n1,2\n".as_bytes(), "a.csv").unwrap();
    assert_eq!(
        rows.expect(&["period", "amount"], &[]).unwrap_err().to_string(),
        "a.csv:1: the header has no column period; is it the column \"perod\"?"
    );
    assert_eq!(rows.expect(&["amount"], &[]).unwrap(), ["perod"]);
    let short = Rows::read("a,b\n1\n".as_bytes(), "a.csv").unwrap_err();
    assert_eq!(short.to_string(), "a.csv:2: 1 cell in this row, 2 in the header; add the missing cells");
}
