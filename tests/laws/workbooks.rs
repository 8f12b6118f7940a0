//! Laws of workbooks: what is written is read back, whatever it is, and the same content gives the same bytes.

use citycarbon::City;
use citycarbon::error::{Location, Message};
use citycarbon::exchange::{
    BookContent, CellContent, Ecrf, EcrfCell, SheetContent, Workbook, cell_name, ecrf_columns, ecrf_rows, ecrf_summary, in_sheet,
    sheet_name, workbook_bytes,
};
use citycarbon::folder::{FilledIn, FolderFiles, FolderOptions, files_of_workbook, input_workbook, new_files, new_files_in};
use citycarbon::gas::GwpSet;
use citycarbon::i18n::Language;
use citycarbon::inventory::{Settings, Statement};
use citycarbon::ledger::InputPolicy;
use citycarbon::quantity::{Exact, Rounding};
use citycarbon::report;
use citycarbon::taxonomy::{Category, crosswalk};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
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
        let tonnes =
            |kg: Option<Exact>| kg.map_or(String::new(), |kg| kg.checked_mul("0.001".parse().unwrap()).unwrap().to_string());
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
        let expected: Vec<String> =
            statements.iter().flat_map(|statement| &statement.lines).map(|held| held.line.id.to_string()).collect();
        assert_eq!(ids, expected);
        let traced: std::collections::BTreeSet<String> =
            cells(bytes.clone(), trace)[1..].iter().map(|row| row[0].clone()).collect();
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

/// Every cell of an eCRF, by name and unit, after it was written and read.
#[test]
fn an_ecrf_is_read_back_as_it_was_written() {
    for statement in bangkok() {
        for language in [Language::English, Language::Thai] {
            let ecrf = report::ecrf(&statement, language).unwrap();
            let bytes = ecrf.write().unwrap();
            assert_eq!(bytes, ecrf.write().unwrap());
            let read = Ecrf::read("ecrf.xlsx", bytes, LIMIT).unwrap();
            assert_eq!((read.detail.len(), read.summary.len()), (ecrf.detail.len(), ecrf_summary().len()));
            for (row, (read, written)) in read.detail.iter().zip(&ecrf.detail).enumerate() {
                for (column, (read, written)) in ecrf_columns().iter().zip(read.iter().zip(written)) {
                    assert_eq!(read, written, "row {row}, {} in {}", column.name, column.unit);
                    assert!(column.is_number || read.as_number().is_none(), "row {row}, {}", column.name);
                }
            }
            assert_eq!(read, ecrf);
        }
    }
}

fn number(row: &[EcrfCell], column: &str) -> Option<Exact> {
    Ecrf::cell(row, column).unwrap().as_number()
}

/// In the 15 digits of a spreadsheet.
fn digits(number: Exact) -> EcrfCell {
    EcrfCell::number(number)
}

/// Rows of the fixed list are all there; each has figures or a key; tonnes of a reference add up to its entry, and the summary to BASIC+.
#[test]
fn an_ecrf_holds_the_inventory() {
    let tonnes = |kg: Exact| kg.checked_mul("0.001".parse().unwrap()).unwrap();
    for statement in bangkok() {
        let ecrf = report::ecrf(&statement, Language::English).unwrap();
        let text = |row: &[EcrfCell], column: &str| Ecrf::cell(row, column).unwrap().as_text().to_owned();
        let mut listed: Vec<[String; 4]> = ecrf
            .detail
            .iter()
            .map(|row| ["GPC ref. no.", "CRF - Sector", "CRF - Sub-sector", "Scope"].map(|column| text(row, column)))
            .collect();
        listed.dedup();
        let fixed: Vec<[String; 4]> = ecrf_rows()
            .iter()
            .map(|row| {
                let reference = row.category.map_or(String::new(), |category| category.to_string());
                [reference, row.sector.clone(), row.sub_sector.clone(), row.scope.clone()]
            })
            .collect();
        assert_eq!(listed, fixed);
        for row in &ecrf.detail {
            let total = number(row, "GHGs (metric tonnes CO2e) - Total CO2e");
            assert_eq!(total.is_none(), !text(row, "Notation key").is_empty(), "{row:?}");
            assert_eq!(total.is_some(), number(row, "GHGs (metric tonnes CO2e) - Biogenic CO2").is_some());
            // The factor times the activity is the mass: of CO2, whose weight is 1, the tonnes.
            if let (Some(amount), Some(factor)) = (number(row, "Activity data - Amount"), number(row, "Emission factor - CO2")) {
                let again = tonnes(amount.checked_mul(factor).unwrap());
                let co2 = number(row, "GHGs (metric tonnes CO2e) - CO2").unwrap();
                // Each of the three has 15 digits.
                let off = again.checked_sub(co2).unwrap().checked_mul("10000000000000".parse().unwrap()).unwrap();
                let [off, co2] = [off, co2].map(|number| number.to_string().trim_start_matches('-').parse::<Exact>().unwrap());
                assert!(off <= co2, "{row:?}");
            }
        }
        for entry in &statement.entries {
            let own = |row: &&Vec<EcrfCell>| text(row, "GPC ref. no.") == entry.category.to_string();
            let sum = |column: &str| Exact::sum(ecrf.detail.iter().filter(own).filter_map(|row| number(row, column))).unwrap();
            let total = sum("GHGs (metric tonnes CO2e) - Total CO2e");
            assert_eq!(
                digits(total.round(6, Rounding::HalfEven).0),
                digits(tonnes(entry.co2e.unwrap_or_default()).round(6, Rounding::HalfEven).0)
            );
        }
        let last = ecrf.summary.last().unwrap();
        let all = Exact::sum([0, 2, 4].into_iter().filter_map(|column| last[column].as_number())).unwrap();
        let basic_plus = statement.totals().unwrap().basic_plus.unwrap();
        assert_eq!(all.round(6, Rounding::HalfEven).0, tonnes(basic_plus).round(6, Rounding::HalfEven).0);
        assert_eq!(ecrf.profile[14].as_text(), statement.settings.gwp.name());
    }
}

/// The crosswalk of the taxonomy and the fixed list say the same.
#[test]
fn the_crosswalk_is_in_the_fixed_list() {
    for category in Category::all() {
        let crosswalk: Vec<_> =
            crosswalk(category).map(|row| (row.crf_sector.as_str(), row.crf_sub_sector.as_str(), row.crf_scope.as_str())).collect();
        let fixed = ecrf_rows().iter().filter(|row| row.category == Some(category));
        let fixed: Vec<_> = fixed.map(|row| (row.sector.as_str(), row.sub_sector.as_str(), row.scope.as_str())).collect();
        assert_eq!(crosswalk, fixed, "{category}");
    }
    assert_eq!((ecrf_columns().len(), ecrf_rows().len(), ecrf_summary().len()), (33, 67, 33));
}

/// What a form does to an input workbook: the amounts of a sheet, by the row from 0.
fn filled(settings: &Settings, language: Language, amounts: &[&str]) -> Vec<u8> {
    let bytes = input_workbook(settings, language).unwrap();
    let sheets = Workbook::read("input.xlsx", bytes.clone(), LIMIT).unwrap().sheets();
    let mut book = Vec::new();
    for (at, name) in sheets.iter().enumerate() {
        let mut read = Workbook::read("input.xlsx", bytes.clone(), LIMIT).unwrap();
        let held = read.cells(name).unwrap().cells;
        let last = held.keys().map(|(row, _)| *row).max().unwrap_or_default();
        let mut sheet = SheetContent::new(name);
        for row in 0..=last {
            let mut cells: Vec<CellContent> = (0..15)
                .map(|column| held.get(&(row, column)).map_or(CellContent::Blank, |text| CellContent::Text(text.clone())))
                .collect();
            if at == 2
                && row >= 2
                && let Some(amount) = amounts.get(row as usize - 2)
            {
                cells[2] = CellContent::Number(amount.parse().unwrap());
            }
            sheet.rows.push(cells);
        }
        book.push(sheet);
    }
    workbook_bytes(&BookContent::new("", book)).unwrap()
}

/// The files of a new city are those of its input workbook, in every language, filled in or not.
#[test]
fn an_input_workbook_is_the_files_of_a_new_city() {
    let mut settings =
        Settings::new("Chiang Mai", "TH-50".parse().unwrap(), ["2022", "2023"].map(|year| year.parse().unwrap()), GwpSet::Ar5);
    settings.population.insert("2022".parse().unwrap(), "127240".parse().unwrap());
    settings.area_km2 = Some("40.22".parse().unwrap());
    for language in Language::ALL {
        let new = new_files_in(&settings, language).unwrap();
        let text = |name: &str| String::from_utf8(new.iter().find(|(own, _)| *own == name).unwrap().1.clone()).unwrap();
        // In Thai or in English, the notes of a town of Thailand are in both.
        let is_of_country = matches!(language, Language::English | Language::Thai);
        assert_eq!(new == new_files(&settings).unwrap(), is_of_country, "{language}");
        let read = files_of_workbook("input.xlsx", input_workbook(&settings, language).unwrap(), LIMIT).unwrap();
        for (name, bytes) in &read {
            assert_eq!(String::from_utf8(bytes.clone()).unwrap(), text(name), "{name}");
        }
        assert_eq!(read.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["ledger.csv", "direct.csv", "city.toml"]);
        // Filled in by a form, it is the ledger with the same amounts.
        let amounts = ["1200.5", "0.25", "17"];
        let bytes = filled(&settings, language, &amounts);
        let read = files_of_workbook("input.xlsx", bytes, LIMIT).unwrap();
        let mut rows: Vec<Vec<String>> = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text("ledger.csv").as_bytes())
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect();
        for (row, amount) in rows.iter_mut().skip(1).zip(amounts) {
            row[2] = amount.to_owned();
        }
        let own: Vec<Vec<String>> = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(read[0].1.as_slice())
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect();
        assert_eq!(own, rows);
    }
}

/// Every text of a workbook, by sheet, row and column, from 0.
fn texts(bytes: &[u8]) -> BTreeMap<(usize, u32, u32), String> {
    let book = || Workbook::read("book.xlsx", bytes.to_vec(), LIMIT).unwrap();
    let of_sheet = |(at, name): (usize, String)| {
        let cells = book().cells(&name).unwrap().cells;
        cells.into_iter().map(move |((row, column), text)| ((at, row, column), text))
    };
    book().sheets().into_iter().enumerate().flat_map(of_sheet).collect()
}

/// What a department reads is in its language: no text of several words is the English one, but names of units, the English names next
/// to codes, publications, what a figure is called where it is held, and the notes, which are in both.
#[test]
fn an_input_workbook_leaves_no_english_to_a_department() {
    let (lists, codes, holders) = (5, 4, 6);
    for (region, language) in [
        ("TH-50", Language::Thai),
        ("JP", Language::Japanese),
        ("KR", Language::Korean),
        ("VN", Language::Vietnamese),
        ("FR", Language::French),
    ] {
        let settings = Settings::new("A", region.parse().unwrap(), ["2022".parse().unwrap()], GwpSet::Ar5);
        let of = |language| texts(&input_workbook(&settings, language).unwrap());
        let english: BTreeSet<String> = of(Language::English).into_values().collect();
        let is_word = |word: &str| word.len() > 2 && word.bytes().all(|letter| letter.is_ascii_lowercase());
        let mut seen = 0;
        for ((sheet, row, column), text) in of(language) {
            let is_of_both = sheet == lists
                || (sheet, column) == (codes, 2)
                || (sheet == holders && [2, 5].contains(&column))
                || text.contains(" / ");
            let words = text.split([' ', ',', ';', '(', ')', ':']).filter(|word| is_word(word)).count();
            assert!(is_of_both || words < 2 || !english.contains(&text), "{region}: sheet {sheet}, {row}, {column}: {text}");
            seen += 1;
        }
        assert!(seen > 2_000, "{seen}");
    }
}

/// Codes of results are words where people read them: no code of the files for programs is left, no fallback in English.
#[test]
fn a_workbook_and_an_ecrf_have_words_for_codes() {
    let statements = bangkok();
    for language in Language::ALL.into_iter().filter(|language| *language != Language::English) {
        let codes = ["activity", "method", "direct", "mixed", "true", "false", "seen", "secondary", "own", "inventory", "all"];
        let ecrf = report::ecrf(&statements[0], language).unwrap().write().unwrap();
        for book in [report::workbook(&statements, language).unwrap(), ecrf] {
            for (at, text) in texts(&book) {
                assert!(!codes.contains(&text.as_str()), "{language}: {at:?}: {text}");
                assert!(!text.contains("broader region") && !text.contains("years earlier"), "{language}: {at:?}: {text}");
                // Titles of publications have these words too, but no number after them.
                let per = text.split(" for each ").skip(1);
                assert!(
                    per.into_iter().all(|per| !per.starts_with(|digit: char| digit.is_ascii_digit())),
                    "{language}: {at:?}: {text}"
                );
            }
        }
    }
}

/// A sheet of texts.
fn sheet(name: &str, rows: &[&[&str]]) -> SheetContent {
    let mut sheet = SheetContent::new(name);
    sheet.rows = rows.iter().map(|row| row.iter().map(|text| CellContent::Text((*text).to_owned())).collect()).collect();
    sheet
}

/// A row that cannot be used is named by its sheet and row, also below rows that are empty, so that the cell is found in the workbook.
#[test]
fn a_bad_row_of_a_workbook_is_named_by_its_cell() {
    let city: &[&[&str]] = &[&["setting", "value"], &["name", "A"], &["region", "TH"], &["years", "2022"], &["gwp", "AR5"]];
    let ledger: &[&[&str]] = &[
        &["Fuel of the city"],
        &["period", "activity", "amount", "unit"],
        &["2022", "road.diesel-b7", "5", "litre"],
        &[],
        &[],
        &["2022", "road.diesel-b7", "5,5", "litre"],
    ];
    let direct: &[&[&str]] = &[&["ref", "year", "key"], &[], &["I.9.9", "2022", "NO"]];
    let book = BookContent::new("", vec![sheet("City", city), sheet("Fuel", ledger), sheet("Keys", direct)]);
    let filled = FilledIn::read("in.xlsx", workbook_bytes(&book).unwrap(), LIMIT).unwrap();
    let files = filled.files().iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone()));
    let city = City::open(FolderFiles::in_memory(files), &FolderOptions::default()).unwrap();
    let places = |errors: &[citycarbon::Error]| {
        errors.iter().map(|error| error.to_string().split(": \"").next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(places(city.problems()), ["ledger.csv:3: amount", "direct.csv:2: ref"]);
    let located: Vec<_> = city.problems().iter().cloned().map(|error| filled.located(error)).collect();
    assert_eq!(places(&located), ["in.xlsx[Fuel]:6: amount", "in.xlsx[Keys]:3: ref"]);
    // Of a file as a whole there is no row, and what is not of the workbook stays as it is.
    let whole = |file: &str| citycarbon::Error::File { at: Location::file(file), problem: Message::NoSuchFile.into() };
    assert_eq!(filled.located(whole("direct.csv")), whole("in.xlsx[Keys]"));
    assert_eq!(filled.located(whole("city.toml")), whole("city.toml"));
}

/// What an error of a cell offers can be stated in the workbook: digits, thousands and years as an office writes them.
#[test]
fn a_workbook_states_how_its_numbers_and_years_are_written() {
    let settings: &[&[&str]] = &[&["setting", "value"], &["name", "A"], &["region", "TH"], &["years", "2022"], &["gwp", "AR5"]];
    let row = |period, amount| [["period", "activity", "amount", "unit"].to_vec(), vec![period, "residential.lpg", amount, "กก."]];
    let read_row = |more: &[&[&str]], [header, row]: &[Vec<&str>; 2]| {
        let ledger: &[&[&str]] = &[header, row];
        let sheets =
            vec![sheet("City", &[settings, more].concat()), sheet("Fuel", ledger), sheet("Keys", &[&["ref", "year", "key"]])];
        FilledIn::read("in.xlsx", workbook_bytes(&BookContent::new("", sheets)).unwrap(), LIMIT)
    };
    let read = |more: &[&[&str]]| read_row(more, &row("๒๕๖๕", "๑,๒๕๐.๕"));
    let opened = |filled: &FilledIn| {
        let files = filled.files().iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone()));
        City::open(FolderFiles::in_memory(files), &FolderOptions::default()).unwrap()
    };
    assert_eq!(opened(&read(&[]).unwrap()).problems().len(), 1);
    let ways: &[&[&str]] = &[&["thai_digits", "TRUE"], &["era", "BE"], &["thousands", ","]];
    let city = opened(&read(ways).unwrap());
    assert!(city.problems().is_empty(), "{:?}", city.problems());
    let plain = opened(&read_row(&[], &row("2022", "1250.5")).unwrap());
    let total = |city: &City| city.close().unwrap().remove(0).totals().unwrap().basic.unwrap();
    assert_eq!(total(&city), total(&plain));
    for (key, value) in [("era", "BC"), ("thai_digits", "yes"), ("decimal", "\"\nname = \"B")] {
        let refused = read(&[&[key, value]]).unwrap_err().to_string();
        assert!(refused.starts_with("in.xlsx[City]:6: value: "), "{refused}");
    }
}

/// A workbook that cannot be read says where, and how to correct it.
#[test]
fn workbooks_that_cannot_be_used_are_refused() {
    let city = |rows: &[&[&str]]| sheet("City", &[&[&["setting", "value"][..]], rows].concat());
    let full: &[&[&str]] = &[&["name", "A"], &["region", "TH-50"], &["years", "2022"], &["gwp", "AR5"]];
    let ledger = || sheet("Fuel", &[&["period", "activity", "amount", "unit"]]);
    let direct = || sheet("Keys", &[&["ref", "year", "key"]]);
    let read = |sheets: Vec<SheetContent>| {
        let bytes = workbook_bytes(&BookContent::new("", sheets)).unwrap();
        files_of_workbook("in.xlsx", bytes, LIMIT).map(drop).map_err(|error| error.to_string())
    };
    assert_eq!(read(vec![city(full), ledger(), direct()]), Ok(()));
    for (sheets, expected) in [
        (
            vec![city(full), direct()],
            "in.xlsx: no sheet has the columns period, activity, amount, unit; keep the row with the names of columns",
        ),
        (
            vec![city(full), ledger(), sheet("Fuel 2", &[&["period", "activity", "amount", "unit"]]), direct()],
            "in.xlsx[Fuel 2]: the columns of in.xlsx[Fuel] again; put all rows into one sheet and delete the other",
        ),
        (vec![city(&full[..3]), ledger(), direct()], "in.xlsx: the sheet about the city has no value of \"gwp\"; enter it"),
    ] {
        assert_eq!(read(sheets), Err(expected.to_owned()));
    }
    let wrong = read(vec![city(&[full, &[&["level", "BASIC++"][..]]].concat()), ledger(), direct()]).unwrap_err();
    assert!(wrong.starts_with("in.xlsx[City]:6: value: \"BASIC++\": "), "{wrong}");
    let ecrf = Ecrf::read("e.xlsx", workbook_bytes(&BookContent::new("", vec![ledger()])).unwrap(), LIMIT).unwrap_err().to_string();
    assert_eq!(
        ecrf,
        "e.xlsx: \"eCRF_1\": the workbook has no sheet of this name; rename the sheet, or save the file from the template again"
    );
    let mut wrong = report::ecrf(&bangkok()[0], Language::English).unwrap();
    wrong.detail[0][1] = EcrfCell::text("I.9.9");
    let refused = Ecrf::read("e.xlsx", wrong.write().unwrap(), LIMIT).unwrap_err().to_string();
    assert!(refused.starts_with("e.xlsx[eCRF_3]:2: GPC ref. no.: \"I.9.9\": "), "{refused}");
    // What unpacks to more than may be read is refused, however small it is packed.
    let bytes =
        input_workbook(&Settings::new("A", "TH-50".parse().unwrap(), ["2022".parse().unwrap()], GwpSet::Ar5), Language::English)
            .unwrap();
    let refused = files_of_workbook("in.xlsx", bytes, 100_000).unwrap_err().to_string();
    assert_eq!(refused, "in.xlsx: a workbook of more than 100000 bytes when it is unpacked; split it, or raise limits.workbook");
}
