//! Files as they are held: marks of numbers, encodings, headers below other rows, dates, keys, wide tables, workbooks.

use crate::folder::{DIRECT, Folder, city};
use citycarbon::exchange::{BookContent, CellContent, SheetContent, workbook_bytes};
use citycarbon::folder::{FolderOptions, read};
use citycarbon::inventory::Statement;
use citycarbon::notice::Notice;
use std::fs;

const HEAD: &str = "period;activity;amount;unit\n";

fn bytes(folder: Folder, file: &str, bytes: &[u8]) -> Folder {
    fs::write(folder.0.join(file), bytes).unwrap();
    folder
}

/// The sums of its ledgers.
fn sums(folder: &Folder) -> Vec<String> {
    let input = read(&folder.0, &FolderOptions::default()).unwrap();
    assert_eq!(input.ledger.rejected(), 0, "{:?}", input.ledger.problems());
    input.ledger.leaves().map(|leaf| format!("{} {}", leaf.sum, leaf.unit)).collect()
}

fn open_checks(statement: &Statement) -> Vec<String> {
    let open = statement.open_checks().filter(|check| check.id.to_string().starts_with("number:"));
    open.map(|check| format!("{}: {}", check.id, check.finding)).collect()
}

fn notices(statement: &Statement) -> Vec<String> {
    let of_files = |notice: &&Notice| !matches!(notice, Notice::InputOption { .. });
    statement.notices.iter().filter(of_files).map(Notice::to_string).collect()
}

#[test]
fn a_point_that_may_be_one_of_thousands_is_asked_about() {
    let ledger =
        |rows: &str| format!("{HEAD}2018-01;residential.electricity;12.500;kWh\n2018-02;residential.electricity;7;kWh\n{rows}");
    let with = |input: &str, rows: &str| {
        Folder::new(&format!("[input]\ndelimiter = \"semicolon\"\n{input}")).with("ledger.csv", &ledger(rows))
    };
    let asked = "number:ledger.csv: ledger.csv: every amount with a point has three digits after it (1, the first on line 2), so it may be \
                 one of thousands; state decimal, and thousands if it is used, in city.toml";
    assert_eq!(open_checks(&with("", "").closed()), [asked]);
    // Stated, or shown by another amount, there is nothing to ask; the figure is that of the statement.
    for (input, rows, sum) in [
        ("decimal = \".\"\n", "", "19.5"),
        ("thousands = \",\"\n", "", "19.5"),
        ("decimal = \",\"\nthousands = \".\"\n", "", "12507"),
        ("", "2018-03;residential.electricity;91.7;kWh\n", "111.2"),
        ("", "2018-03;residential.electricity;0.125;kWh\n", "19.625"),
    ] {
        let folder = with(input, rows);
        assert_eq!(open_checks(&folder.closed()), Vec::<String>::new(), "{input}{rows}");
        assert_eq!(sums(&folder), [format!("{sum} kWh")], "{input}{rows}");
    }
    let accepted = with("[accept]\n\"number:ledger.csv\" = \"the meters have three digits\"\n", "");
    assert_eq!(open_checks(&accepted.closed()), Vec::<String>::new());
    // Who types 12.500 for twelve thousand five hundred does so between commas and tabs too; other tables are asked about as well.
    for (input, delimiter) in [("", ","), ("[input]\ndelimiter = \"tab\"\n", "\t")] {
        let of = |rows: &str| Folder::new(input).with("ledger.csv", &ledger(rows).replace(';', delimiter));
        assert_eq!(open_checks(&of("").closed()), [asked], "{delimiter:?}");
        let clear = of("2018-03;residential.electricity;1250.375;kWh\n");
        assert_eq!(open_checks(&clear.closed()), Vec::<String>::new(), "{delimiter:?}");
        assert_eq!(sums(&clear), ["1269.875 kWh"], "{delimiter:?}");
    }
    let stated = Folder::new("").with("direct.csv", "ref,year,gas,amount,unit\nI.1.1,2018,CO2,1.500,t\n");
    assert!(open_checks(&stated.closed()).iter().any(|check| check.starts_with("number:direct.csv: direct.csv: every amount")));
    let direct = Folder::new("[input]\ndelimiter = \"semicolon\"\n")
        .with("direct.csv", "ref;year;gas;amount;unit\nI.1.1;2018;CO2;1.500;t\n");
    assert!(open_checks(&direct.closed()).iter().any(|check| check.starts_with("number:direct.csv: direct.csv: every amount")));
}

/// A number of a workbook has a decimal point in every country; a text that looks like one may have one of thousands.
#[test]
fn a_point_in_a_text_of_a_workbook_is_asked_about() {
    let number = |text: &str| CellContent::Number(text.parse().unwrap());
    let text = |text: &str| CellContent::Text(text.to_owned());
    let with = |input: &str, amounts: [CellContent; 3]| {
        let mut sheet = SheetContent::new("Power");
        let words = |row: [&str; 5]| row.map(text).to_vec();
        // The dot of a meter's name is none of an amount.
        sheet.rows = vec![words(["Power of the city", "", "", "", ""]), words(["period", "activity", "asset", "amount", "unit"])];
        for (month, amount) in (1..).zip(amounts) {
            let [period, code] = [text(&format!("2018-{month:02}")), text("residential.electricity")];
            sheet.rows.push(vec![period, code, text("1.204"), amount, text("kWh")]);
        }
        let book = workbook_bytes(&BookContent::new("", vec![sheet])).unwrap();
        bytes(Folder::new(input), "ledger.xlsx", &book)
    };
    let numbers = with("", [number("12.345"), number("7"), number("1.5")]);
    assert_eq!((open_checks(&numbers.closed()), sums(&numbers)), (Vec::new(), vec!["20.845 kWh".to_owned()]));
    let asked = with("", [number("12.5"), text("7"), text("1.250")]);
    let wanted = "number:ledger.xlsx[Power]: ledger.xlsx[Power]: every amount with a point has three digits after it (1, the first on line 5), \
                  so it may be one of thousands; state decimal, and thousands if it is used, in city.toml";
    assert_eq!(open_checks(&asked.closed()), [wanted]);
    for (input, amounts, sum) in [
        ("[input]\ndecimal = \".\"\n", [number("12.5"), text("7"), text("1.250")], "20.75 kWh"),
        ("[input]\ndecimal = \",\"\nthousands = \".\"\n", [number("12.5"), text("7"), text("1.250")], "1269.5 kWh"),
        ("", [text("12.5"), text("7"), text("1.250")], "20.75 kWh"),
    ] {
        let folder = with(input, amounts);
        assert_eq!((open_checks(&folder.closed()), sums(&folder)), (Vec::new(), vec![sum.to_owned()]), "{input}");
    }
}

#[test]
fn marks_of_numbers_are_read_as_stated_or_refused_with_the_setting() {
    let one = |input: &str, amount: &str| {
        let ledger = format!("{HEAD}2018;residential.electricity;{amount};kWh\n");
        Folder::new(&format!("[input]\ndelimiter = \"semicolon\"\n{input}")).with("ledger.csv", &ledger)
    };
    for (input, amount, sum) in [
        ("decimal = \",\"\n", "91,7", "91.7"),
        ("decimal = \",\"\nthousands = \" \"\n", "1 234\u{a0}567,5", "1234567.5"),
        ("thousands = \"'\"\n", "1'234.5", "1234.5"),
    ] {
        assert_eq!(sums(&one(input, amount)), [format!("{sum} kWh")], "{amount}");
    }
    let at = "ledger.csv:2: amount:";
    for (input, amount, wanted) in [
        ("", "91,7", "\"91,7\": a comma is not a decimal separator; use a point (1234.5), or set decimal = \",\""),
        ("", "1.234.567", "\"1.234.567\": a mark between thousands; write 1234567, or set decimal = \",\" and thousands = \".\""),
        ("", "1 234", "\"1 234\": a mark between thousands; write 1234, or set thousands = \" \""),
        ("decimal = \",\"\n", "12.500", "\"12.500\": a mark between thousands; write 12500, or set thousands = \".\""),
        ("decimal = \",\"\n", "12.5", "\"12.5\": a point is not a decimal separator where decimal = \",\"; use a comma (1234,5)"),
        ("", "12 %", "\"12 %\": a percent sign, which only a share may have; write the number without it, in its unit"),
    ] {
        assert_eq!(one(input, amount).error_text(), format!("{at} {wanted}"), "{input}{amount}");
    }
    let refused = |input: &str| Folder::new(&format!("[input]\n{input}")).error_text();
    let wanted = "not a mark between thousands; write \",\", \" \" or \"'\", or \".\" where decimal = \",\"";
    assert_eq!(refused("thousands = \".\"\n"), format!("city.toml:6: input.thousands: \".\": {wanted}"));
    assert_eq!(refused("decimal = \",\"\nthousands = \",\"\n"), format!("city.toml:7: input.thousands: \",\": {wanted}"));
}

#[test]
fn a_share_may_have_a_percent_sign() {
    let share = |text: &str| text.parse::<citycarbon::Fraction>().map(|share| share.to_string()).map_err(|error| error.to_string());
    for (text, number) in [("50 %", "50/100"), ("12.5%", "12.5/100"), ("100 %", "100/100"), ("0%", "0/100")] {
        assert_eq!(share(text).as_deref(), Ok(number), "{text}");
    }
    for text in ["101 %", "-1 %", "% 5", "5 % %", "1/2 %", "5  %"] {
        assert!(share(text).is_err(), "{text}");
    }
    assert_eq!(share("120 %"), Err("\"120 %\": a share outside 0 to 1; write 0.8 for 80 %".to_owned()));
}

#[test]
fn bytes_are_read_in_the_encoding_that_is_stated_or_marked() {
    let row = "period,activity,amount,unit,note\n2018,residential.electricity,5,kWh,";
    let ledger = |note: &[u8]| [row.as_bytes(), note, b"\n"].concat();
    let thai = ledger(b"\xe4\xbf\xbf\xe9\xd2");
    for (encoding, note) in [
        ("windows-874", &b"\xe4\xbf\xbf\xe9\xd2"[..]),
        ("TIS-620", b"\xe4\xbf\xbf\xe9\xd2"),
        ("euc-jp", b"\xb9\xe2\xbe\xbe"),
        ("gb18030", b"\xb5\xe7\xc1\xa6"),
        ("windows-1252", b"Bogot\xe1"),
    ] {
        let folder = bytes(Folder::new(&format!("[input]\nencoding = \"{encoding}\"\n")), "ledger.csv", &ledger(note));
        assert_eq!(sums(&folder), ["5 kWh"], "{encoding}");
    }
    let utf16: Vec<u8> = format!("\u{feff}{row}ไฟฟ้า\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(sums(&bytes(Folder::new(""), "ledger.csv", &utf16)), ["5 kWh"]);
    // Whatever is stated, a mark is right; a table of its own may be in another encoding.
    let stated = Folder::new("[input]\nencoding = \"windows-874\"\n[input.files.\"places.csv\"]\nencoding = \"utf-8\"\n");
    let stated = bytes(stated, "ledger.csv", &utf16).with("places.csv", "place\nตลาด\n");
    let wanted = "ledger.csv:2: place: \"\": not a place of places.csv; add it there";
    assert!(stated.open().is_ok() || stated.error_text() == wanted, "{}", stated.error_text());
    assert_eq!(
        bytes(Folder::new("[input]\nencoding = \"shift_jis\"\n"), "ledger.csv", &ledger(b"a\xff")).error_text(),
        "ledger.csv:2: note: bytes that mean nothing in shift_jis; state the encoding that the file was saved in"
    );
    let direct = [DIRECT.as_bytes(), b"\nI.1.1,2018,,CO2,1,t,,,,,,,\xdb\n"].concat();
    assert_eq!(
        bytes(Folder::new("[input]\nencoding = \"windows-874\"\n"), "direct.csv", &direct).error_text(),
        "direct.csv:2: bytes that mean nothing in windows-874; state the encoding that the file was saved in"
    );
    assert!(Folder::new("[input]\nencoding = \"utf-7\"\n").error_text().starts_with(
        "city.toml:6: input.encoding: \"utf-7\": not an encoding of the Encoding Standard; use one of utf-8, utf-16le, windows-874"
    ));
    assert!(bytes(Folder::new(""), "ledger.csv", &thai).error_text().contains("look like Windows-874 (TIS-620, Thai); save"));
}

#[test]
fn the_likely_encodings_are_those_of_the_country() {
    let ledger = b"period,activity,amount,unit,note\n2018,commercial.electricity,1000,kWh,\xb9\xe2\xbe\xbe\xbb\xd4\n";
    let of = |region: &str| {
        let folder = Folder::new("").with("city.toml", &city("region", Some(&format!("\"{region}\""))));
        bytes(folder, "ledger.csv", ledger).error_text()
    };
    let wanted = |like: &str| {
        format!(
            "ledger.csv:2: note: not UTF-8; the bytes look like {like}; save the file as UTF-8, or state its encoding in city.toml"
        )
    };
    assert_eq!(of("JP"), wanted("EUC-JP (Japanese)"));
    assert_eq!(of("KR"), wanted("EUC-KR (Korean)"));
    assert_eq!(of("VN"), wanted("Windows-874 (TIS-620, Thai), EUC-KR (Korean), EUC-JP (Japanese), GB18030 (Chinese)"));
}

#[test]
fn a_header_is_found_below_other_rows() {
    let row = "2018,residential.electricity,5,kWh";
    for above in ["sep=,\nAccount 0001 - usage export\n\n", "Report; 2018\n,,,\n", "\u{feff}sep=,\n", "a,a\n"] {
        let folder = Folder::new("").with("ledger.csv", &format!("{above}Period, ACTIVITY ,amount,Unit\n{row}\n,,,\n  , ,,\n"));
        assert_eq!(sums(&folder), ["5 kWh"], "{above}");
        let line = above.matches('\n').count() + 1;
        let told = format!("ledger.csv: the header is on line {line}; what is above it was not read");
        assert_eq!(notices(&folder.closed()), [told], "{above}");
    }
    // The file itself says what is between its cells.
    let own = Folder::new("").with("ledger.csv", "sep=;\nperiod;activity;amount;unit\n2018;residential.electricity;5.25;kWh\n");
    assert_eq!(sums(&own), ["5.25 kWh"]);
    let direct = Folder::new("").with("direct.csv", "Emissions of 2018\nREF,Year,gas,amount,unit\nI.1.1,2018,CO2,1,t\n");
    assert!(notices(&direct.closed()).contains(&"direct.csv: the header is on line 2; what is above it was not read".to_owned()));
    // Further down nothing is looked for, and a problem below has its own line.
    let far = Folder::new("").with("ledger.csv", &format!("{}period,activity,amount,unit\n", "title\n".repeat(21)));
    assert!(far.error_text().starts_with("ledger.csv:1: the header has no column period, activity, amount, unit;"));
    let bad = Folder::new("").with("ledger.csv", "title\n\nperiod,activity,amount,unit\n2018,residential.electricity,x,kWh\n");
    assert_eq!(bad.error_text(), "ledger.csv:4: amount: \"x\": not a number; write plain digits, such as 1234.5");
}

#[test]
fn dates_are_read_in_the_order_that_is_stated() {
    let of = |dates: &str, period: &str| {
        let input = if dates.is_empty() { String::new() } else { format!("[input]\ndates = \"{dates}\"\n") };
        Folder::new(&input).with("ledger.csv", &format!("period,activity,amount,unit\n{period},residential.electricity,5,kWh\n"))
    };
    for (dates, period) in [
        ("day-first", "15/03/2018"),
        ("day-first", "1.12.2018 08:30"),
        ("month-first", "03/15/2018"),
        ("year-first", "2018/3/15"),
        ("year-first", "2018-03-15"),
        ("day-first", "2018-Q1"),
    ] {
        assert_eq!(sums(&of(dates, period)), ["5 kWh"], "{period}");
    }
    let written = "a date written in another way than 2024-03-15; write it so, or set dates =";
    for (dates, period, wanted) in [
        ("", "2018/03/15", format!("{written} \"year-first\"")),
        ("", "15/03/2018", format!("{written} \"day-first, month-first\"")),
        ("year-first", "15.03.2018", format!("{written} \"day-first, month-first\"")),
        ("month-first", "15/03/2018", "a date that does not exist; months go from 01 to 12".to_owned()),
        ("day-first", "31/02/2018", "a date that does not exist; that month has days 01 to 28".to_owned()),
        ("day-first", "15/03/2561", "this looks like a year of the Buddhist Era; write 2018, or set era = \"BE\"".to_owned()),
    ] {
        assert_eq!(of(dates, period).error_text(), format!("ledger.csv:2: period: \"{period}\": {wanted}"));
    }
}

#[test]
fn keys_are_read_in_their_common_spellings() {
    let rows = [
        ("II.2.1", "No", "NO"),
        ("II.3.1", "n.e.", "NE"),
        ("II.4.1", "N/O", "NO"),
        ("II.5.1", "not occurring", "NO"),
        ("III.1.1", "Not estimated", "NE"),
        ("III.4.1", "included elsewhere: III.1.1", "IE"),
        ("III.2.1", "ie III.1.1", "IE"),
        ("I.8.1", "confidential", "C"),
    ];
    let table: Vec<String> = rows.iter().map(|(reference, cell, _)| format!("{reference},2018,{cell},reason\n")).collect();
    let table = table.concat();
    let statement = Folder::new("").with("direct.csv", &format!("ref,year,key,reason\n{table}")).closed();
    for (reference, cell, key) in rows {
        let entry = statement.entries.iter().find(|entry| entry.category.reference() == reference).unwrap();
        assert_eq!(entry.key.map(|key| key.to_string()).as_deref(), Some(key), "{cell}");
        let told = format!("{reference}: the key \"{cell}\" is read as {key}");
        assert!(notices(&statement).contains(&told), "{told}: {:?}", notices(&statement));
    }
    let refused = Folder::new("").with("direct.csv", "ref,year,key,reason\nII.2.1,2018,NA,x\n");
    assert_eq!(refused.error_text(), "direct.csv:2: key: \"NA\": not a notation key; use NO, NE, IE or C");
}

/// A city whose ledger has a column for each of three months.
fn wide(more: &str, table: &str) -> Folder {
    let periods = "periods = { Jan = \"2018-01\", Feb = \"2018-02\", Mar = \"2018-03\" }\n";
    Folder::new(&format!("[input.files.\"ledger.csv\"]\n{periods}{more}")).with("ledger.csv", table)
}

#[test]
fn columns_of_periods_are_amounts() {
    let fixed = "activity = \"residential.electricity\"\nunit = \"kWh\"\n";
    assert_eq!(sums(&wide(fixed, "Jan,feb,Mar\n1,2,4\n10,,\n,,\n")), ["17 kWh"]);
    let ids = wide(fixed, "id,Jan,Feb,Mar\na,1,2,4\nb,1,2,4\n");
    assert_eq!(sums(&ids), ["14 kWh"]);
    for (more, table, wanted) in [
        (fixed, "Jan,Feb\n1,2\n", "ledger.csv:1: the header has no column Mar; the columns needed are Feb, Jan, Mar"),
        (fixed, "Jan,Feb,Mar\n1,x,3\n", "ledger.csv:2: Feb: \"x\": not a number; write plain digits, such as 1234.5"),
        (
            fixed,
            "Jan,Feb,Mar,unit\n1,2,3,kWh\n",
            "ledger.csv:1: \"unit\": the file has this column, and city.toml states one value of it for all rows; delete one of them",
        ),
        (
            "unit = \"kWh\"\n",
            "Jan,Feb,Mar,activity\n1,2,3,tea\n",
            "ledger.csv:2: activity: \"tea\": not an activity code of the catalogue; see the catalogue, or add it to activities.csv",
        ),
        (
            "activity = \"tea\"\nunit = \"kWh\"\n",
            "Jan,Feb,Mar\n1,2,3\n",
            "ledger.csv:2: activity: \"tea\": not an activity code of the catalogue; see the catalogue, or add it to activities.csv",
        ),
        (
            fixed,
            "id,Jan,Feb,Mar\na,1,2,3\na,1,,\n",
            "ledger.csv:3: id: \"a Jan\": the same id as in line 2; give every row its own id, or set ids = \"unchecked\"",
        ),
    ] {
        assert_eq!(wide(more, table).error_text(), wanted);
    }
    let wrong = |more: &str| Folder::new(more).with("direct.csv", DIRECT).error_text();
    assert_eq!(
        wrong("[input.files.\"direct.csv\"]\nunit = \"t\"\n"),
        "city.toml:6: input.files.direct.csv.unit: \"unit\": only a ledger has this; delete the line"
    );
    assert_eq!(
        wrong("[input.files.\"ledger/pwer.csv\"]\nunit = \"t\"\n"),
        "city.toml:5: input.files.ledger/pwer.csv: there is no such file; put it next to this one"
    );
}

#[test]
fn a_workbook_is_read_within_its_limit_or_refused() {
    let office = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/offices/workbook_with_titles/ledger/fuel.xlsx");
    let book = fs::read(office).unwrap();
    let whole = bytes(Folder::new(""), "ledger.xlsx", &book);
    assert_eq!(sums(&whole).len(), 3);
    assert_eq!(
        bytes(Folder::new("[input.limits]\nworkbook = 3000\n"), "ledger.xlsx", &book).error_text(),
        "ledger.xlsx: a workbook of more than 3000 bytes when it is unpacked; split it, or raise limits.workbook"
    );
    let broken = |bytes_of: &[u8]| bytes(Folder::new(""), "ledger.xlsx", bytes_of).error_text();
    let help = "save it as .xlsx, or the sheet as CSV";
    assert_eq!(
        broken(b"period,activity"),
        format!("ledger.xlsx: not a workbook that can be read: no directory at its end; {help}")
    );
    assert_eq!(
        broken(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"),
        format!("ledger.xlsx: not a workbook that can be read: it is of the old format .xls, or protected by a password; {help}")
    );
    // Whatever is cut off or changed, it is read or refused.
    for at in (0..book.len()).step_by(7) {
        let mut changed = book.clone();
        changed[at] ^= 0x55;
        let _ = broken(&changed);
        let _ = broken(&book[..at]);
    }
}
