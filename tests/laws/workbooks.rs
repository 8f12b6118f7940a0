//! Laws of workbooks: what is written is read back, whatever it is, and the same content gives the same bytes.

use citycarbon::City;
use citycarbon::exchange::{BookContent, CellContent, SheetContent, Workbook, cell_name, in_sheet, sheet_name, workbook_bytes};
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::inventory::Statement;
use citycarbon::ledger::InputPolicy;
use citycarbon::quantity::Exact;
use citycarbon::report;
use proptest::prelude::*;
use std::io::Read;

const LIMIT: usize = 100_000_000;

/// The cells of a sheet as our reader sees them.
fn cells(bytes: Vec<u8>, sheet: &str) -> Vec<Vec<String>> {
    let mut text = String::new();
    let mut book = Workbook::read("book.xlsx", bytes, LIMIT).unwrap();
    book.text(sheet, &InputPolicy::default()).unwrap().read_to_string(&mut text).unwrap();
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    rows.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn bangkok() -> Vec<Statement> {
    City::open("examples/bangkok", &FolderOptions::default()).unwrap().close().unwrap()
}

proptest! {
    /// Texts of any letters are texts, and numbers of 15 digits are these numbers. A row of text is on one line of CSV.
    #[test]
    fn what_is_written_is_read_back(
        texts in prop::collection::vec(any::<String>().prop_map(|text| format!("t{text}")), 1..6),
        hostile in prop::sample::select(vec!["=1+1", "<r><t>a</t></r>", "_x0041_", "_x_x005F_", "]]>", "\u{202e}a", "\u{0}\u{b}\u{fffe}"]),
        numbers in prop::collection::vec((-999_999_999_999_999_i64..=999_999_999_999_999, 0..12_u32), 1..6),
    ) {
        let numbers: Vec<Exact> = numbers.into_iter().map(|(digits, scale)| Exact::new(digits.into(), scale).unwrap()).collect();
        let texts: Vec<String> = texts.into_iter().chain([hostile.to_owned()]).collect();
        let mut sheet = SheetContent::new("a sheet");
        sheet.rows.push(texts.iter().cloned().map(CellContent::Text).collect());
        sheet.rows.push(numbers.iter().copied().map(CellContent::Number).collect());
        let book = BookContent::new("a book", vec![sheet]);
        let bytes = workbook_bytes(&book).unwrap();
        prop_assert_eq!(&bytes, &workbook_bytes(&book).unwrap());
        let read = cells(bytes, "a sheet");
        let one_line = |text: &String| text.replace(['\n', '\r'], " ");
        prop_assert_eq!(&read[0][..texts.len()], &texts.iter().map(one_line).collect::<Vec<_>>()[..]);
        for (read, number) in read[1].iter().zip(&numbers) {
            prop_assert_eq!(read.parse::<Exact>().unwrap(), *number);
        }
    }

    /// A name of a sheet is one that a sheet may have, and is its own name.
    #[test]
    fn any_name_becomes_one_of_a_sheet(name in any::<String>()) {
        let kept = sheet_name(&name);
        prop_assert!(!kept.is_empty() && kept.encode_utf16().count() <= 31 && !kept.contains(['[', ']', ':', '*', '?', '/', '\\']));
        prop_assert!(!kept.starts_with('\'') && !kept.ends_with('\''));
        prop_assert_eq!(sheet_name(&kept), kept);
    }
}

#[test]
fn sheets_of_one_name_are_refused() {
    let book = BookContent::new("", vec![SheetContent::new("Fuel"), SheetContent::new("fuel")]);
    let refused = workbook_bytes(&book).unwrap_err().to_string();
    assert_eq!(refused, "\"Fuel\": this name is used twice; give each its own name");
    assert_eq!([cell_name(0, 25), cell_name(1_048_575, 16_383)], ["Z1", "XFD1048576"]);
    assert_eq!(in_sheet("it's", "A1"), "'it''s'!A1");
}

/// Every entry, every line and every total of every year, its digits as text and its number next to them.
#[test]
fn the_workbook_of_a_city_holds_what_its_json_holds() {
    let statements = bangkok();
    for language in [Language::English, Language::Thai] {
        let bytes = report::workbook(&statements, language).unwrap();
        assert_eq!(bytes, report::workbook(&statements, language).unwrap());
        let sheets = Workbook::read("book.xlsx", bytes.clone(), LIMIT).unwrap().sheets();
        let [years @ .., entries, lines, factors, _, trace] = &sheets[..] else { panic!("{sheets:?}") };
        assert_eq!(years.len(), statements.len());
        let tonnes = |kg: Option<Exact>| kg.map_or(String::new(), |kg| kg.checked_mul("0.001".parse().unwrap()).unwrap().to_string());
        let written: Vec<_> = cells(bytes.clone(), entries)[1..]
            .iter()
            .map(|row| [row[0].clone(), row[1].clone(), row[9].clone(), row[10].clone()])
            .collect();
        let of_year = |statement: &Statement| {
            let year = statement.year.to_string();
            let row = |entry: &citycarbon::inventory::Entry| {
                let key = entry.key.map_or(String::new(), |key| key.to_string());
                [year.clone(), entry.category.to_string(), tonnes(entry.co2e), key]
            };
            statement.entries.iter().map(row).collect::<Vec<_>>()
        };
        assert_eq!(written, statements.iter().flat_map(of_year).collect::<Vec<_>>());
        let ids: Vec<String> = cells(bytes.clone(), lines)[1..].iter().map(|row| row[20].clone()).collect();
        let expected: Vec<String> = statements.iter().flat_map(|statement| &statement.lines).map(|held| held.line.id.to_string()).collect();
        assert_eq!(ids, expected);
        let traced: std::collections::BTreeSet<String> = cells(bytes.clone(), trace)[1..].iter().map(|row| row[0].clone()).collect();
        assert_eq!(traced, expected.into_iter().collect());
        let used = String::from_utf8(report::factors_used_csv(&statements).unwrap()).unwrap();
        let used = csv::Reader::from_reader(used.as_bytes()).into_records().count();
        assert_eq!(cells(bytes.clone(), factors).len() - 1, used);
        for (sheet, statement) in years.iter().zip(&statements) {
            let rows = cells(bytes.clone(), sheet);
            let totals = statement.totals().unwrap();
            for total in [totals.basic, totals.basic_plus, totals.basic_s3, totals.territorial] {
                let text = tonnes(total);
                let [_, number, ..] = &rows.iter().find(|row| row.get(2) == Some(&text)).expect("a total")[..] else { panic!() };
                let number: Exact = number.parse().unwrap();
                let off = number.checked_sub(text.parse().unwrap()).unwrap();
                // The reader takes the 15 digits that a spreadsheet has.
                assert!(off.to_string().trim_start_matches('-').starts_with("0.0000") || off.is_zero(), "{number} {text}");
            }
        }
    }
}
