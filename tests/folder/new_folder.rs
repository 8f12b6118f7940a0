//! A new folder: read at once, a draft that names what is missing, and no figure; filled in, it is a city as any other.

use crate::folder::Folder;
use citycarbon::error::Message;
use citycarbon::folder::{CityFile, FolderOptions, new_files, new_folder};
use citycarbon::i18n::Language;
use citycarbon::inventory::{Level, Settings, Status};
use citycarbon::taxonomy::{Calendar, data_holders, usual_activities};
use citycarbon::{Category, City, GwpSet, Region, Year};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn settings(region: &str, years: &[u16]) -> Settings {
    Settings::new("Town", region.parse().unwrap(), years.iter().map(|year| Year::new(*year).unwrap()), GwpSet::Ar5)
}

/// A folder with the files of a new one, each changed as a person does who fills it in.
fn filled(settings: &Settings, change: impl Fn(&str, String) -> String) -> Folder {
    let mut folder = Folder::new("");
    for (name, bytes) in new_files(settings).unwrap() {
        folder = folder.with(name, &change(name, String::from_utf8(bytes).unwrap()));
    }
    folder
}

/// The rows of the ledger with these amounts; all others are deleted, and with them the leave to leave rows out.
fn with_amounts(settings: &Settings, amounts: impl Fn(&str) -> Option<String>) -> Folder {
    filled(settings, |name, text| match name {
        "ledger.csv" => {
            let row = |line: &str| {
                let (start, rest) = line.split_once(",,").unwrap();
                let (_, code) = start.split_once(',').unwrap();
                amounts(code).map(|amount| format!("{start},{amount},{rest}\n"))
            };
            let mut lines = text.lines();
            lines.next().into_iter().map(|header| format!("{header}\n")).chain(lines.filter_map(row)).collect()
        }
        "city.toml" => text.replace("on_bad = \"collect\"\n", ""),
        _ => text,
    })
}

#[test]
fn a_new_folder_is_a_draft_without_a_figure_that_names_all_that_is_missing() {
    for region in ["TH-10", "TH-90", "JP", "KR", "VN", "US-CA", "FR", "world"] {
        for level in [Level::Basic, Level::BasicPlus] {
            let settings = settings(region, &[2020, 2021]).with_level(level);
            let city = filled(&settings, |_, text| text).open().unwrap();
            let rows = usual_activities(&settings.region).len() * 2;
            assert!(city.problems().iter().all(|problem| *problem.problem().message() == Message::NoAmount), "{region}");
            assert_eq!(city.problems().len(), rows, "{region}: every row is named");
            let required: Vec<Category> = Category::all().filter(|category| level.requires(*category)).collect();
            for statement in city.close().unwrap() {
                assert_eq!((statement.status(), statement.lines.len()), (Status::Draft, 0), "{region}");
                assert_eq!(statement.required.missing, required, "{region}");
                assert_eq!(statement.totals().unwrap().basic, None, "{region}");
                assert_eq!(statement.open_checks().count(), 0, "{region}");
            }
        }
    }
}

#[test]
fn a_new_folder_lists_every_reference_of_its_level_once_with_its_meaning() {
    for (level, count) in [(Level::Basic, 32), (Level::BasicPlus, 48)] {
        let settings = settings("TH-10", &[2020, 2022]).with_level(level);
        let files = new_files(&settings).unwrap();
        let direct = files.iter().find(|(name, _)| *name == "direct.csv").unwrap();
        let text = std::str::from_utf8(&direct.1).unwrap();
        let references: BTreeSet<&str> = text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
        assert_eq!((references.len(), text.lines().count() - 1), (count, count));
        assert!(text.contains("\nI.1.2,2020-2022,,,,,,,,,,,,\"Residential buildings: electricity"), "{text}");
        let category: Category = "I.1.2".parse().unwrap();
        assert!(text.contains(category.label(Language::Thai)));
    }
    let text = |region: &str| String::from_utf8(new_files(&settings(region, &[2020])).unwrap().remove(0).1).unwrap();
    assert!(
        text("JP").contains("\n2020,residential.city-gas,,m3 gas,,,,\"I.1.1: Homes: city gas (13A), by gas meter / 家庭: 都市ガス（13A）、ガスメーターの値\"\n"),
        "{}",
        text("JP")
    );
    assert!(!text("JP").contains("residential.natural-gas") && text("US").contains("residential.natural-gas"));
}

/// Each usual code has factors in the countries that the tables have: no row of a new folder is refused once it has its amount.
#[test]
fn every_usual_activity_is_counted_once_its_amount_is_there() {
    for region in ["TH", "JP", "KR", "US"] {
        let settings = settings(region, &[2022]);
        let folder = with_amounts(&settings, |_| Some("1".to_owned()));
        let statement = folder.closed();
        let counted: BTreeSet<&str> = statement.lines.iter().map(|line| &*line.line.id.activity).collect();
        let usual: BTreeSet<&str> = usual_activities(&settings.region).iter().map(|usual| usual.code.as_str()).collect();
        assert_eq!(counted, usual, "{region}");
    }
}

/// Filled in with the amounts of `examples/minimal`, a new folder gives the figures of `examples/minimal`.
#[test]
fn a_new_folder_filled_in_is_the_minimal_example() {
    let settings = settings("TH", &[2022]);
    let ledger = include_str!("../../examples/minimal/ledger.csv");
    let amount = |code: &str| {
        let row = ledger.lines().skip(1).find(|line| line.split(',').nth(1) == Some(code))?;
        row.split(',').nth(2).map(str::to_owned)
    };
    let own = with_amounts(&settings, amount).closed();
    let minimal = City::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/minimal"), &FolderOptions::default()).unwrap();
    let minimal = minimal.close().unwrap().remove(0);
    assert_eq!(own.totals().unwrap(), minimal.totals().unwrap());
    assert_eq!(own.required.missing, minimal.required.missing);
}

/// A reference gets its key, or its amount, in its row; the others stay as they are.
#[test]
fn a_row_of_a_reference_is_filled_with_a_key_or_an_amount() {
    let settings = settings("TH", &[2020, 2021]);
    let folder = filled(&settings, |name, text| match name {
        "direct.csv" => text
            .replace("II.4.1,2020-2021,,,,,,,,,,,,", "II.4.1,2020-2021,,,,,,NO,,no airport,,,,")
            .replace("III.3.1,2020-2021,,,,,,,,,,,,", "III.3.1,2021,,CO2,5,t,,,,,,,plant,"),
        _ => text,
    });
    let statements = folder.open().unwrap().close().unwrap();
    let missing = |at: usize| &statements[at].required.missing;
    let [flights, burning]: [Category; 2] = ["II.4.1", "III.3.1"].map(|reference| reference.parse().unwrap());
    assert!(!missing(0).contains(&flights) && missing(0).contains(&burning));
    assert!(!missing(1).contains(&flights) && !missing(1).contains(&burning));
}

/// Only a row with nothing but its note is one to fill in.
#[test]
fn a_row_in_which_something_is_filled_in_needs_an_amount_or_a_key() {
    let neither = "direct.csv:2: amount: neither an amount nor a key; give one of them (NE for what is not known)";
    for row in ["I.1.1,2018,,,", "I.1.1,2018,,t,fuel of homes", "I.1.1,2018,meter,,fuel of homes"] {
        let folder = Folder::new("").with("direct.csv", &format!("ref,year,reason,unit,note\n{row}\n"));
        assert_eq!(folder.error_text(), neither, "{row}");
    }
    let folder = Folder::new("").with("direct.csv", "ref,year,reason,unit,note\nI.1.1,2018,,,fuel of homes\n");
    assert_eq!(folder.error_text(), "it was read");
    // Its reference and years are looked at all the same.
    let folder = Folder::new("").with("direct.csv", "ref,year,note\nI.1.9,2018,fuel of homes\nI.1.1,2019-2020,fuel\n");
    let refused = folder.error_text();
    assert!(refused.contains("direct.csv:2: ref: \"I.1.9\"") && refused.contains("direct.csv:3: year: \"2019-2020\""), "{refused}");
}

#[test]
fn a_new_folder_is_written_where_nothing_is() {
    let folder = Folder::new("");
    let settings = settings("TH", &[2022]);
    let refused = new_folder(&folder.0, &settings).unwrap_err().to_string();
    assert!(refused.ends_with(": the folder is not empty; name a new or empty folder"), "{refused}");
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 1, "nothing was written");
    let inner = folder.0.join("new");
    assert_eq!(new_folder(&inner, &settings).unwrap(), ["ledger.csv", "direct.csv", "WHO_HOLDS_WHAT.md", "city.toml"]);
    assert_eq!(fs::read_dir(&inner).unwrap().count(), 4);
    assert!(City::open(&inner, &FolderOptions::default()).is_ok());
}

/// The settings are those that were given; those that no `city.toml` has are refused.
#[test]
fn a_new_folder_has_the_settings_that_were_asked_for() {
    let asked = settings("TH-10", &[2020, 2021]).with_level(Level::BasicPlus);
    let files = new_files(&asked).unwrap();
    let (_, city) = files.last().unwrap();
    assert_eq!(CityFile::parse(std::str::from_utf8(city).unwrap(), "city.toml").unwrap().settings, asked);
    assert!(new_files(&settings("TH-10", &[])).is_err());
    let fiscal = Settings::new("Town", "JP".parse().unwrap(), ["FY2021".parse().unwrap()], GwpSet::Ar5);
    assert!(new_files(&fiscal).is_err());
    assert!(new_files(&fiscal.with_calendar(Calendar::Japan)).is_ok());
}

/// What is printed of who holds what is the table of the country; a country without one has no file.
#[test]
fn a_new_folder_says_who_holds_the_figures_of_its_country() {
    for (region, known) in [("TH-10", true), ("JP", true), ("KR", true), ("VN", true), ("FR", false), ("world", false)] {
        let files = new_files(&settings(region, &[2022])).unwrap();
        let page = files.iter().find(|(name, _)| *name == "WHO_HOLDS_WHAT.md");
        assert_eq!(page.is_some(), known, "{region}");
        let region: Region = region.parse().unwrap();
        for row in data_holders(&region) {
            let text = std::str::from_utf8(&page.unwrap().1).unwrap();
            for part in [&row.holder, &row.name, &row.unit, &row.ask_for, &row.source] {
                assert!(text.contains(part.as_str()), "{part}");
            }
        }
    }
}

/// Where the tables have no average of the grid, the new folder says so, and that what they have is a margin; the two lines are used as
/// they stand once their marks of comments are deleted.
#[test]
fn a_new_folder_names_the_margin_where_there_is_no_average_of_the_grid() {
    let city = |region: &str| {
        let (_, city) = new_files(&settings(region, &[2022])).unwrap().pop().unwrap();
        String::from_utf8(city).unwrap()
    };
    let wanted = "\n# The tables have no average emission factor of electricity for VN-HN in 2022.\n\
                  # State the factor of your grid, with its source, in factors.csv.\n\
                  # The series \"ifi-om\" is a margin of the grid: it states the emissions of a change of the load, not of the load\n\
                  # itself, and is in most countries higher. If you use it, by deleting the # of the next two lines, a check stays open\n\
                  # until you accept it with a reason in [accept].\n\
                  # [series]\n\
                  # grid-electricity = \"ifi-om\"\n";
    assert!(city("VN-HN").ends_with(wanted), "{}", city("VN-HN"));
    for average in ["TH-10", "JP", "KR", "FR"] {
        assert!(!city(average).contains("margin"), "{average}");
    }
    assert!(city("world").ends_with("for world in 2022.\n# State the factor of your grid, with its source, in factors.csv.\n"));
    let used =
        city("VN-HN").replace("# [series]", "[series]").replace("# grid-elec", "grid-elec").replace("on_bad = \"collect\"\n", "");
    let ledger = "period,activity,amount,unit\n2022,residential.electricity,1000,MWh\n";
    let statement = Folder::new("").with("city.toml", &used).with("ledger.csv", ledger).closed();
    let checks: Vec<String> = statement.open_checks().map(|check| check.id.to_string()).collect();
    assert!(checks.iter().any(|id| id == "factor:ifi-2021-vn-operating-margin-co2"), "{checks:?}");
}
