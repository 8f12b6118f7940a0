//! Thai in and out: reports in Thai, in even columns; folders as a Thai office writes them.

use crate::example_folders::folders_of;
use crate::folder::{self, CONTRACT, DIRECT, Folder};
use citycarbon::City;
use citycarbon::error::{Fill, Phrase};
use citycarbon::folder::{CityFile, FolderOptions};
use citycarbon::i18n::Language;
use citycarbon::inventory::{Entry, Statement};
use citycarbon::ledger::InputPolicy;
use citycarbon::measures::ServiceUnit;
use citycarbon::plan::Effects;
use citycarbon::report::{self, Table};
use citycarbon::taxonomy::{Category, Era, Period};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr;

/// Every folder of `examples/` with a `city.toml`.
fn folders() -> Vec<PathBuf> {
    let found = folders_of(|kind| kind == citycarbon::folder::FolderKind::City);
    assert!(found.len() >= 15, "{found:?}");
    found.into_iter().map(|(_, path)| path).collect()
}

fn opened(path: &Path) -> City {
    City::open(path, &FolderOptions::default()).unwrap_or_else(|refusal| panic!("{}: {refusal}", path.display()))
}

/// A folder with every kind of row that a report speaks of: places, contracts, keys of all kinds, other years, refused rows.
fn motley() -> Folder {
    let more = "population = 5\non_bad = \"collect\"\ncalendar = \"TH\"\nfiscal = \"as the year of most months\"\nco2e_only = \"as stated\"\n";
    Folder::new(more)
        .with(
            "ledger.csv",
            "period,activity,amount,unit,place,extra\n2018,residential.electricity,5000,kWh,,\n2018-02,residential.electricity,1,kWh,,\n\
             FY2018,residential.electricity,1,kWh,,\n2017,residential.electricity,1,kWh,,\n2018,residential.electricity,x,kWh,,\n\
             2018,road.diesel-b7,9,litre,ตลาด,\n",
        )
        .with("contracts.csv", &format!("{CONTRACT}\nppa-1,2018,I.1.2,1000,kWh,0.1,kg/kWh,,s\n"))
        .with(
            "direct.csv",
            &format!(
                "{DIRECT}\nII.1.1,2018,,CO2,1,t,AR4,,,,,,a\nIII.1.1,2018,,CO2e,1,t,AR4,,,,,,a\nII.2.1,2018,,,,,,\" NO; IE\",,,,,\n\
                 II.3.1,2018,,,,,,IE (II.4.1),,,,,\nII.5.1,2018,ตลาด,,,,,NE,,,,,\nIII.2.1,2018,,CO2_biogenic,1,t,,,,,,,a\n"
            ),
        )
        .with("factors.csv", "id,process,subject,gas,value,unit,region,years,purpose,losses,source,locator,mine\n")
        .with("ledgr.csv", "")
        .with("other.csv", "")
}

/// A folder whose measures have every note that those of the examples lack.
fn motley_measures() -> Folder {
    let top = "first_year = 2018\nlast_year = 2020\nsource = \"ที่มา\"\n";
    let vehicle = "in_service = \"2018\"\nfuel = \"road.diesel-b7\"\nfuel_use = \"4 vkm/L\"\nelectricity = \"road.electricity\"\n\
                   electric_use = \"1 kWh/vkm\"\nmetered = \"charger\"\n";
    let priced = "fuel_price = \"30 THB/L\"\nelectricity_price = \"4 THB/kWh\"\ncollected = \"5 t\"\n";
    let truck = |name: &str, more: &str| format!("[[trucks]]\nname = \"{name}\"\ncount = 1\nwork = \"9 vkm\"\n{vehicle}{more}");
    let separation = "measure = \"waste-separation\"\nname = \"แยกขยะ\"\nwaste = { file = \"waste_separation.csv\" }\n[without.organic]\n\"landfill.managed-anaerobic.food\" = \"0.5\"\nnone = \"ไม่ทราบ\"\n\
                      [with.composting]\n\"composting.msw-organic\" = \"1\"\n[with.energy]\nnone = \"เผาที่อื่น\"\n";
    Folder::new("")
        .with("measures/waste_trucks.toml", &format!("measure = \"waste-trucks\"\nname = \"รถ\"\nprice_year = 2020\n{top}{}{}", truck("ก", priced), truck("ข", "")))
        .with(
            "measures/brt.toml",
            &format!(
                "measure = \"brt\"\nname = \"รถโดยสาร\"\n{top}[[line]]\nname = \"สาย\"\nroute = \"2 km\"\ntrips = 9\nrunning_days = 1\n\
                 kept_running = \"0.5\"\n{vehicle}"
            ),
        )
        .with(
            "measures/rooftop_solar.toml",
            &format!(
                "measure = \"rooftop-solar\"\nname = \"หลังคา\"\n{top}[[roof]]\nname = \"อาคาร\"\ndisplaces = \"commercial.electricity\"\nself_use = 1\n\
                 capacity = \"9 kW\"\nin_service = \"2018\"\nspecific_yield = \"1300 kWh/kW\"\ndegradation = \"0.5 %/yr\"\n\
                 availability = 1\n"
            ),
        )
        .with("measures/waste_separation.toml", &format!("{top}{separation}"))
        .with(
            "measures/waste_separation.csv",
            "period,stream,amount,unit,place,destination,extra\n2020,organic,9,t,,composting,\n2020-02,organic,1,t,,composting,\n\
             2019,organic,1,t,ตลาด,energy,\n2019-02,organic,1,t,ตลาด,energy,\n2020,general,1,t,,landfill,\n\
             2017,organic,1,t,,energy,\n2016,organic,1,t,,energy,\n2016-02,organic,1,t,,energy,\n",
        )
}

/// The measures of a folder.
fn measures(city: &City) -> Vec<Effects> {
    city.measures().iter().filter_map(|measure| city.effects(&measure.name).unwrap()).collect()
}

/// What a form, a table of factors or a file wrote of a measure.
fn own_words_of(effects: &Effects) -> Vec<String> {
    let mut own = vec![effects.measure.clone()];
    let whats = effects.served.iter().map(|served| &served.what).chain(effects.savings.iter().map(|saving| &saving.what));
    own.extend(whats.filter_map(|what| if let ServiceUnit::Own { text } = what { Some(text.clone()) } else { None }));
    own.extend(effects.rests_on.iter().flat_map(|ground| [ground.id.clone(), ground.printed.clone(), ground.source.clone()]));
    own.extend(effects.pollutants.iter().map(|avoided| avoided.pollutant.to_string()));
    own.extend(effects.published.iter().flat_map(|figure| [figure.reason.clone(), figure.source.clone()]));
    // A unit of one letter is in words of the page too.
    own.extend(effects.published.iter().map(|figure| figure.unit.clone()).filter(|unit| unit.len() > 1));
    effects.notes.iter().for_each(|note| own_parts(note, &mut own));
    own
}

/// The parts of a message that read alike in every language.
fn own_parts(phrase: &dyn Phrase, own: &mut Vec<String>) {
    fn collect(fill: Fill<'_>, own: &mut Vec<String>) {
        match fill {
            Fill::Text(text) => own.push(text.into_owned()),
            Fill::List(fills, _) => fills.into_iter().for_each(|fill| collect(fill, own)),
            Fill::Phrase(phrase) => own_parts(phrase, own),
            Fill::Nothing | Fill::Count(_) | Fill::LabelKey(_) => {}
        }
    }
    for blank in phrase.blanks() {
        collect(phrase.fill(blank), own);
    }
}

/// A text without what others wrote: the longest first, as a name may hold another.
fn without(mut text: String, mut own: Vec<String>) -> String {
    own.retain(|words| !words.is_empty());
    own.sort_by_key(|words| (std::cmp::Reverse(words.len()), words.clone()));
    for words in own {
        text = text.replace(&words, " ");
    }
    text
}

/// Words of English letters with a small one among them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_ascii_alphabetic());
    words.filter(|word| word.len() > 2 && word.chars().any(char::is_lowercase))
}

/// The English in a Thai text that the program wrote: words that no Thai entry has, and pieces of English entries that the Thai one
/// has not.
fn english(text: &str) -> BTreeSet<String> {
    let thai: BTreeMap<&str, &str> = Language::Thai.entries().iter().copied().collect();
    let known: BTreeSet<&str> = thai.values().flat_map(|entry| words(entry)).collect();
    let mut found: BTreeSet<String> = words(text).filter(|word| !known.contains(word)).map(str::to_owned).collect();
    for (key, entry) in Language::English.entries() {
        let pieces =
            entry.split(['{', '}', '[', ']', '|']).map(|piece| piece.trim_matches(|letter: char| !letter.is_alphanumeric()));
        let pieces = pieces.filter(|piece| words(piece).next().is_some() && !thai[key].contains(piece));
        found.extend(pieces.filter(|piece| occurs_in(text, piece)).map(|piece| format!("{key}: {piece}")));
    }
    found
}

/// Whether a piece is in a text as a word or words of its own.
fn occurs_in(text: &str, piece: &str) -> bool {
    text.match_indices(piece).any(|(at, _)| {
        let ends = [text[..at].chars().next_back(), text[at + piece.len()..].chars().next()];
        ends.iter().flatten().all(|letter| !letter.is_ascii_alphanumeric() && *letter != '_')
    })
}

/// The tables of a report in the order they are printed.
fn tables(statements: &[Statement], language: Language) -> Vec<Table> {
    let mut tables = Vec::new();
    for statement in statements {
        tables.push(report::gpc::sectors(statement, language).unwrap());
        tables.push(report::gpc::totals(statement, language).unwrap());
        tables.extend(Some(report::gpc::gases(statement, language).unwrap()).filter(|table| table.rows.len() > 1));
        tables.extend(Some(report::gpc::market(statement, language).unwrap()).filter(|table| !table.rows.is_empty()));
    }
    tables.extend(Some(report::gpc::years(statements, language).unwrap()).filter(|_| statements.len() > 1));
    tables
}

/// What is in each display column of a line: a letter with its marks, or nothing.
fn columns(line: &str) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for letter in line.chars() {
        match letter.to_string().width() {
            0 => columns.last_mut().expect("a mark is on a letter").push(letter),
            // A wide letter takes two.
            width => columns.extend((0..width).map(|at| if at == 0 { letter.to_string() } else { String::new() })),
        }
    }
    columns
}

/// The lines of a table: its head, a rule, its rows, with another rule before a total.
fn lines_of<'a>(text: &'a str, table: &Table, from: &mut usize) -> Vec<&'a str> {
    let lines: Vec<&str> = text.lines().collect();
    let head =
        lines.iter().skip(*from).position(|line| line.starts_with(&table.title)).unwrap_or_else(|| panic!("no {}", table.title));
    let first = *from + head;
    let totals = table.rows.iter().filter(|row| row.rank == report::Rank::Total).count();
    *from = first + 2 + table.rows.len() + totals;
    lines[first..*from].to_vec()
}

#[test]
fn every_line_of_a_table_is_equally_wide_in_every_language() {
    let motley = motley();
    for path in folders().into_iter().chain([motley.0.clone()]) {
        let statements = opened(&path).close().unwrap();
        for language in Language::ALL {
            let (text, mut from) = (report::text(&statements, language).unwrap(), 0);
            for table in tables(&statements, language) {
                let lines = lines_of(&text, &table, &mut from);
                let at = format!("{}, {language}: {}", path.display(), table.title);
                let width = lines[1].len();
                assert!(lines[1].bytes().all(|byte| byte == b'-') && width > 20, "{at}: {}", lines[1]);
                assert!(lines.iter().all(|line| line.width() == width), "{at}\n{}", lines.join("\n"));
                // Two blank columns before each column of figures run through every line but the rules.
                let rows: Vec<Vec<String>> =
                    lines.iter().filter(|line| !line.starts_with("---")).map(|line| columns(line)).collect();
                let blank: Vec<bool> = (0..width).map(|at| rows.iter().all(|row| row[at] == " ")).collect();
                let gaps = (1..width).filter(|at| blank[*at] && blank[at - 1] && (*at < 2 || !blank[at - 2])).count();
                assert!(gaps >= table.columns.len(), "{at}: {gaps} gaps\n{}", lines.join("\n"));
            }
        }
    }
}

#[test]
fn every_language_prints_the_same_figures() {
    let is_figure =
        |cell: &str| cell.contains(|letter: char| letter.is_ascii_digit()) && !cell.contains(|letter: char| letter.is_alphabetic());
    let figures = |line: &str| {
        line.split("  ").map(str::trim).filter(|cell| is_figure(cell)).map(|cell| cell.replace(MARKS, "")).collect::<Vec<_>>()
    };
    for path in folders() {
        let statements = opened(&path).close().unwrap();
        let of = |language: Language| {
            let (text, mut from) = (report::text(&statements, language).unwrap(), 0);
            let all = tables(&statements, language)
                .into_iter()
                .flat_map(|table| lines_of(&text, &table, &mut from).into_iter().map(figures).collect::<Vec<_>>());
            all.collect::<Vec<_>>()
        };
        let english = of(Language::English);
        let has_figures = statements.iter().any(|statement| !statement.lines.is_empty());
        assert_eq!(english.iter().flatten().count() > 10, has_figures, "{}", path.display());
        for language in Language::ALL {
            assert_eq!(english, of(language), "{}, {language}", path.display());
        }
    }
}

/// What a city, a table of factors or a file wrote: the same in every language.
fn own_words(path: &Path, statements: &[Statement]) -> Vec<String> {
    let settings = std::fs::read_to_string(path.join("city.toml")).unwrap();
    let mut own: Vec<String> = CityFile::parse(&settings, "city.toml").unwrap().input.stated();
    own.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()));
    let forms = ["methods", "measures"].into_iter().filter_map(|name| std::fs::read_dir(path.join(name)).ok()).flatten();
    own.extend(forms.map(|entry| entry.unwrap().file_name().into_string().unwrap()));
    for statement in statements {
        own.push(statement.settings.city.clone());
        own.push(statement.settings.factors_hash.clone());
        statement.notices.iter().for_each(|notice| own_parts(notice, &mut own));
        for check in &statement.checks {
            own.push(check.id.to_string());
            own_parts(&check.finding, &mut own);
            own.extend(check.accepted.clone());
        }
        own.extend(statement.entries.iter().map(|entry| entry.reason.clone()));
        own.extend(statement.cross_checks.iter().flat_map(|check| [check.what.clone(), check.reason.clone()]));
        own.extend(statement.publications().into_iter().flat_map(|source| [source.attribution.clone(), source.id.clone()]));
        own.extend(statement.partial().flat_map(|(_, part)| [part.place.clone(), part.reason.clone()]));
        for line in &statement.lines {
            own.push(line.line.id.activity.to_string());
            for row in line.line.terms().flat_map(|term| &term.rows) {
                own.push(row.id.clone());
                row.steps.iter().for_each(|step| own_parts(step, &mut own));
            }
        }
    }
    own
}

#[test]
fn a_thai_report_has_no_english_of_the_program() {
    let motley = motley();
    for path in folders().into_iter().chain([motley.0.clone()]) {
        let city = opened(&path);
        let statements = city.close().unwrap();
        let text = report::text(&statements, Language::Thai).unwrap();
        let left = english(&without(text.clone(), own_words(&path, &statements)));
        assert!(left.is_empty(), "{}: {left:?}\n{text}", path.display());
        let page = report::page(&statements, Language::Thai).unwrap().replace("--full", "");
        let left = english(&without(page.clone(), own_words(&path, &statements)));
        assert!(left.is_empty(), "{}: {left:?}\n{page}", path.display());
    }
}

/// What separates thousands and decimals, in one language or another.
const MARKS: [char; 3] = [',', '.', '\u{202f}'];

/// The first page has the same figures in every language; its running text may name them in another order.
#[test]
fn the_first_page_has_the_same_figures_in_every_language() {
    for path in folders() {
        let statements = opened(&path).close().unwrap();
        let figures = |language| {
            let page = report::page(&statements, language).unwrap();
            let text = page.split_once("\n\n").unwrap().1;
            let groups = text.split(|letter: char| !letter.is_ascii_digit() && !MARKS.contains(&letter));
            let mut found: Vec<String> = groups.map(|group| group.replace(MARKS, "")).collect();
            found.retain(|group| !group.is_empty());
            found.sort();
            found
        };
        let english = figures(Language::English);
        for language in Language::ALL {
            assert_eq!(english, figures(language), "{language}: {}", path.display());
        }
    }
}

#[test]
fn the_measures_of_a_city_have_no_english_of_the_program_in_thai() {
    let motley = motley_measures();
    let mut seen = 0;
    for path in folders().into_iter().chain([motley.0.clone()]) {
        let found = measures(&opened(&path));
        let whole = report::measures_text(&found, Language::Thai).unwrap();
        let left = english(&without(whole.clone(), found.iter().flat_map(own_words_of).collect()));
        assert!(left.is_empty(), "{}: {left:?}\n{whole}", path.display());
        for effects in &found {
            let text = report::measure_text(effects, Language::Thai).unwrap();
            let left = english(&without(text.clone(), own_words_of(effects)));
            assert!(left.is_empty(), "{}: {left:?}\n{text}", path.display());
            seen += 1;
        }
    }
    assert!(seen >= 12, "{seen} measures");
}

/// The digits of a line, as groups in their order.
fn digits(line: &str) -> Vec<&str> {
    line.split(|letter: char| !letter.is_ascii_digit()).filter(|group| !group.is_empty()).collect()
}

#[test]
fn measures_have_the_same_figures_line_by_line_in_every_language() {
    let motley = motley_measures();
    for path in folders().into_iter().chain([motley.0.clone()]) {
        for effects in measures(&opened(&path)) {
            let text = |language| report::measure_text(&effects, language).unwrap();
            let english = text(Language::English);
            for language in Language::ALL {
                let other = text(language);
                assert_eq!(english.lines().count(), other.lines().count(), "{language}: {}", path.display());
                for (english, other) in english.lines().zip(other.lines()) {
                    assert_eq!(digits(english), digits(other), "{language}: {}: {english}\n{other}", path.display());
                }
                // A rule, and under it as many rows as years, all as wide as the head of the table.
                let rule = other.lines().position(|line| line.starts_with("----")).expect("a rule");
                let table: Vec<&str> = other.lines().skip(rule - 1).take(2 + effects.years.len()).collect();
                let widths: BTreeSet<usize> = table.iter().map(|line| line.width()).collect();
                assert!(table[1].starts_with("----") && widths.len() == 1, "{}\n{}", path.display(), table.join("\n"));
            }
        }
    }
}

#[test]
fn a_measure_that_was_stored_is_printed_as_before() {
    let motley = motley_measures();
    for path in folders().into_iter().chain([motley.0.clone()]) {
        for effects in measures(&opened(&path)) {
            let stored = serde_json::to_string(&effects).unwrap();
            let read: Effects = serde_json::from_str(&stored).unwrap();
            assert_eq!(read, effects);
            for language in Language::ALL {
                assert_eq!(report::measure_text(&read, language).unwrap(), report::measure_text(&effects, language).unwrap());
            }
        }
    }
}

#[test]
fn the_notes_of_motley_measures_are_in_thai() {
    let found = measures(&opened(&motley_measures().0));
    let text: String = found.iter().map(|effects| report::measure_text(effects, Language::Thai).unwrap()).collect();
    for rendered in [
        // Half a tonne of food in a landfill: 0.15 x 0.5 x 0.5 x 16/12 x 28 = 1.4 for each tonne; compost 4 g x 28 + 0.24 g x 265.
        "2020: 10 ตันที่แยกออกจากขยะรวม: หน่วยละ 700 กก. CO2e หากไม่มีมาตรการ และ 175.6 เมื่อมีมาตรการ",
        "2020: ปริมาณขยะแยกตามประเภท (ตัน): ขยะอินทรีย์ 10, ขยะทั่วไป 1",
        "  - ไม่แสดงค่าต่อตันของขยะที่เก็บขน: บางกลุ่มไม่ได้ระบุจำนวนตัน",
        "  - ไม่แสดงเงินที่ประหยัดได้: บางกลุ่มไม่ได้ระบุราคา",
        "  - การปล่อยนอกขอบเขตโครงการคือเชื้อเพลิงของรถโดยสารเดิมที่ยังวิ่งในเมืองต่อไป ตามสัดส่วนที่ระบุ หากไม่ได้ระบุถือเป็น 0",
        "  - ไม่แสดงค่าต่อคน-กม.: ไม่ได้ระบุจำนวนผู้โดยสารหรือระยะเดินทางของผู้โดยสารครบทุกเส้นทาง",
        "  - ไม่นับไฟฟ้าที่ระบบใช้เอง หากไม่ได้ระบุ",
        "  - ไม่แสดงผลของหลุมฝังกลบในแต่ละปี: ไม่ได้ระบุ climate และ start_month",
        "  - ขยะทั่วไป และขยะที่คัดแยกแล้วแต่นำไปฝังกลบ เหมือนกันทั้งสองกรณี จึงไม่ทำให้ค่าใดเปลี่ยน",
        "  - ไม่นับ 1 แถวของปี 2017: ไม่ใช่ปีของมาตรการ",
        "  - ไม่นับ 2 แถวของปี 2016: ไม่ใช่ปีของมาตรการ",
        "  - ขยะอินทรีย์หากไม่ได้คัดแยก: ไม่นับส่วน 0.5 ของแต่ละตัน: ไม่ทราบ",
        "  - ขยะอินทรีย์ที่นำไปผลิตพลังงาน: ไม่นับส่วนนี้ทั้งหมด: เผาที่อื่น",
        "  - measures/waste_separation.csv: \"extra\" ไม่ใช่คอลัมน์ของไฟล์นี้ จึงไม่ได้อ่าน",
        "  - ขยะอินทรีย์ที่นำไปหมักทำปุ๋ย: ปี 2020 มีทั้งค่าทั้งปีและค่ารายเดือนหรือรายวัน: ตรวจสอบว่านับซ้ำหรือไม่",
        "  - ขยะอินทรีย์ที่นำไปผลิตพลังงาน ใน ตลาด: ปี 2019 มีทั้งค่าทั้งปีและค่ารายเดือนหรือรายวัน: ตรวจสอบว่านับซ้ำหรือไม่",
        "  - ipcc2006-doc-food ในปี 2019 ถึง 2020: ใช้พื้นที่ที่กว้างกว่า world",
    ] {
        assert!(text.lines().any(|line| line == rendered), "{rendered}\n{text}");
    }
}

#[test]
fn the_notices_of_a_motley_folder_are_in_thai() {
    let text = report::text(&motley().open().unwrap().close().unwrap(), Language::Thai).unwrap();
    for rendered in [
        "  - ไม่รับ 1 แถว: ไม่อยู่ในผลรวม",
        "  - ไม่นับ 1 แถวของปี 2017: ไม่ใช่ปีของบัญชีนี้",
        "  - keys:II.3.1: IE (II.4.1) แต่ II.4.1 ไม่มีค่า",
        "  - I.1.2: ไม่มีค่าการปล่อยก๊าซเรือนกระจกของไฟฟ้าส่วนที่เหลือ (residual mix): ส่วนที่ไม่มีสัญญาใช้ค่าเฉลี่ยของโครงข่าย",
        "  - factors.csv: \"mine\" ไม่ใช่คอลัมน์ของไฟล์นี้ จึงไม่ได้อ่าน",
        "  - factors.csv: ใช้ค่าของเมืองเองก่อนค่าที่มากับโปรแกรม",
        "  - ledger.csv: \"extra\" ไม่ใช่คอลัมน์ของไฟล์ข้อมูลกิจกรรม จึงไม่ได้อ่าน",
        "  - periods:I.1.2: residential.electricity: ปี 2018 มีทั้งค่าทั้งปีและค่ารายเดือนหรือรายวัน: ตรวจสอบว่านับซ้ำหรือไม่",
        "  - file:ledgr.csv: ไม่ได้อ่าน ledgr.csv; หมายถึง ledger.csv หรือไม่",
        "  - ไม่ได้อ่าน other.csv",
        "  - overlap:II.1.1: รวมข้อมูลกิจกรรมกับตัวเลขที่ระบุไว้เข้าด้วยกัน; ตรวจว่าไม่ได้นับซ้ำ",
    ] {
        assert!(text.lines().any(|line| line == rendered), "{rendered}\n{text}");
    }
}

/// A reason that the inventory itself gives is translated; a city's words are not.
#[test]
fn losses_inside_the_grid_factor_are_explained_in_the_language_of_the_report() {
    let factor = format!("{}\na,electricity,grid-electricity,CO2,0.5,kg/kWh,TH-10,2018,,inside,x,page\n", folder::FACTOR);
    let folder = Folder::new("")
        .with("ledger.csv", "period,activity,amount,unit\n2018,residential.electricity,5000,kWh\n2018,rail.electricity,5,kWh\n")
        .with("factors.csv", &factor)
        .with("direct.csv", &format!("{DIRECT}\nII.2.3,2018,,,,,,NE,,the grid factor includes the losses,,,\n"));
    let statement = folder.closed();
    let rendered = |language| report::text(std::slice::from_ref(&statement), language).unwrap();
    let line = |language| rendered(language).lines().find(|line| line.starts_with("  IE  I.1.3")).unwrap().to_owned();
    assert_eq!(line(Language::English), "  IE  I.1.3    included in I.1.2; the grid factor includes the losses");
    assert_eq!(line(Language::Thai), "  IE  I.1.3    รวมอยู่ใน I.1.2; การสูญเสียรวมอยู่ในค่าการปล่อยก๊าซเรือนกระจกของโครงข่ายแล้ว");
    assert!(rendered(Language::Thai).contains("  NE  II.2.3   the grid factor includes the losses\n"));
}

#[test]
fn a_ledger_in_thai_gives_what_the_same_ledger_gives_in_plain_figures() {
    let thai = opened(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/thai_input")).close().unwrap().remove(0);
    let plain = Folder::new("")
        .with(
            "city.toml",
            "name = \"Town\"\nregion = \"TH-90\"\nyear = 2022\ngwp = \"AR5\"\ncalendar = \"TH\"\nfiscal = \"as the year of most months\"\n",
        )
        .with(
            "ledger.csv",
            "period,activity,amount,unit,place\n2022,residential.electricity,6000000,kWh,A\n2022,residential.electricity,4000000,kWh,B\n\
             FY2022,commercial.electricity,20000000,kWh,\n2022-01,residential.lpg,42000.5,kg,\n2022-02,residential.lpg,41500,kg,\n\
             2022,road.diesel-b7,3000000,litre,\n2022,road.gasohol-e10.oxidation-catalyst,4000000,litre,\n\
             2021,road.diesel-b7,2900000,litre,\n",
        )
        .with(
            "direct.csv",
            "ref,year,gas,amount,unit,key,included_in\nII.2.1,2022,,,,NO,\nII.3.1,2022,,,,IE,II.1.1\nIII.1.2,2022,CO2e,1200,t,,\n\
             IV.2,2022,,,,NE,\n",
        )
        .closed();
    let of = |statement: &Statement| {
        let cell = |entry: &Entry| (entry.category, entry.co2e, entry.key, entry.included_in, entry.gases.clone());
        statement.entries.iter().map(cell).collect::<Vec<_>>()
    };
    assert_eq!(of(&thai), of(&plain));
    assert!(thai.entries.iter().any(|entry| entry.category == "II.1.1".parse::<Category>().unwrap() && entry.co2e.is_some()));
    assert_eq!(thai.rows.outside, plain.rows.outside);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// A period in Buddhist years, each of its digits Thai or not, is the same period; without the option it is none.
    #[test]
    fn a_period_in_thai_digits_is_the_same_period(
        year in 1857..=2156_u16, month in 1..=12_u8, day in 1..=28_u8, form in 0..4_usize, thai in prop::collection::vec(any::<bool>(), 10),
    ) {
        let written = |year: u16| match form {
            0 => format!("{year}"),
            1 => format!("FY{year}"),
            2 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        };
        let plain = written(year + 543);
        let swapped = |(letter, thai): (char, &bool)| match letter.to_digit(10) {
            Some(digit) if *thai => char::from_u32(u32::from('๐') + digit).unwrap(),
            _ => letter,
        };
        let cell: String = plain.chars().zip(&thai).map(swapped).collect();
        let policy = |thai_digits: bool| {
            let mut policy = InputPolicy::default();
            (policy.era, policy.number.thai_digits) = (Era::Buddhist, thai_digits);
            policy
        };
        let wanted: Period = written(year).parse()?;
        prop_assert_eq!(policy(true).period(&cell)?, wanted);
        prop_assert_eq!(policy(false).period(&cell).is_ok(), cell == plain);
    }
}

#[test]
fn thai_digits_in_years_are_read_by_option_only() {
    let ledger = "period,activity,amount,unit\n๒๕๖๑-๐๓,residential.electricity,1,kWh\n";
    let folder = |more: &str| Folder::new(more).with("ledger.csv", ledger);
    let rendered = folder("").error_text();
    assert_eq!(
        rendered,
        "ledger.csv:2: period: \"๒๕๖๑-๐๓\": not a period; write 2024, 2024-Q1, 2024-03, 2024-03-15, FY2024 or a span 2023-12-10/2024-01-06"
    );
    let rendered = folder("[input]\nthai_digits = true\n").error_text();
    assert_eq!(
        rendered,
        "ledger.csv:2: period: \"๒๕๖๑-๐๓\": this looks like a year of the Buddhist Era; write 2018, or set era = \"BE\""
    );
    assert_eq!(folder("[input]\nthai_digits = true\nera = \"BE\"\n").closed().lines[0].line.id.year.number(), 2018);
    // An error shows the cell as it is.
    let wrong = Folder::new("[input]\nthai_digits = true\nera = \"BE\"\n").with("ledger.csv", &ledger.replace("๒๕๖๑", "๒๐๑๘"));
    assert_eq!(
        wrong.error_text(),
        "ledger.csv:2: period: \"๒๐๑๘-๐๓\": not a year of the Buddhist Era, which era = \"BE\" requires; write 2561, or delete era = \"BE\""
    );
    let direct = Folder::new("[input]\nthai_digits = true\nera = \"BE\"\n")
        .with("direct.csv", &format!("{DIRECT}\nI.1.1,๒๐๑๘,,CO2,1,t,,,,,,,a\n"));
    assert!(
        direct.error_text().starts_with("direct.csv:2: year: \"๒๐๑๘\": not a year of the Buddhist Era"),
        "{}",
        direct.error_text()
    );
}
