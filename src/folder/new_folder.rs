//! A city folder ready to fill: every reference with its meaning, the usual activity codes, who holds the figures, and no figure.

use super::CityFile;
use super::direct::DIRECT;
use super::grid_note::grid_note;
use super::write_city::city_file;
use super::write_set::write_set;
use crate::city::CityInput;
use crate::error::{Error, Location, Message, Result};
use crate::i18n::Language;
use crate::inventory::Settings;
use crate::ledger::OnBad;
use crate::records::CsvWriter;
use crate::taxonomy::{Category, Region, Regions, data_holders, usual_activities};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A file by its name.
pub type NamedFile = (&'static str, Vec<u8>);

/// Writes the files of [`new_files`] into a folder that is new or empty, and gives their names.
///
/// # Errors
/// A folder with files in it, a disk that does not take the files, settings that no `city.toml` can have.
pub fn new_folder(folder: impl AsRef<Path>, settings: &Settings) -> Result<Vec<&'static str>> {
    new_folder_of(folder, new_files(settings)?)
}

/// The same with files of one's own: those of an input workbook.
///
/// # Errors
/// A folder with files in it, a disk that does not take the files.
pub fn new_folder_of(folder: impl AsRef<Path>, files: Vec<NamedFile>) -> Result<Vec<&'static str>> {
    let folder = folder.as_ref();
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Error::File { at: Location::file(folder.display().to_string()), problem: Message::FolderNotEmpty.into() });
    }
    write_set(folder, &files)?;
    Ok(files.into_iter().map(|(name, _)| name).collect())
}

/// The files of a city in which nothing is filled in: it can be read at once, and its inventory is a draft that names what is missing.
/// `city.toml`, which makes a folder a city, is the last.
///
/// ```
/// use citycarbon::folder::new_files;
/// use citycarbon::inventory::Settings;
/// let settings = Settings::new("Songkhla", "TH-90".parse()?, ["2022".parse()?], citycarbon::GwpSet::Ar5);
/// let names: Vec<&str> = new_files(&settings)?.iter().map(|(name, _)| *name).collect();
/// assert_eq!(names, ["ledger.csv", "direct.csv", "WHO_HOLDS_WHAT.md", "city.toml"]);
/// # Ok::<(), citycarbon::Error>(())
/// ```
///
/// # Errors
/// Settings that no `city.toml` can have: no year, fiscal years without their calendar.
pub fn new_files(settings: &Settings) -> Result<Vec<NamedFile>> {
    new_files_in(settings, Language::English)
}

/// The same with notes in English and another language; in English and the language of the country where English is asked for.
///
/// # Errors
/// Those of [`new_files`].
pub fn new_files_in(settings: &Settings, language: Language) -> Result<Vec<NamedFile>> {
    let mut input = CityInput::new(settings.clone());
    input.on_bad = OnBad::Collect;
    let city = commented_city_file(&input)?;
    let who = who_holds_what(settings);
    let files = [Some(("ledger.csv", ledger(settings, language))), Some(("direct.csv", direct(settings, language))), who];
    Ok(files.into_iter().flatten().chain([("city.toml", city)]).collect())
}

/// `city.toml` with a comment above what is to be filled in.
pub(super) fn commented_city_file(input: &CityInput) -> Result<Vec<u8>> {
    let city = with_comments(&city_file(input)) + &grid_note(&input.settings);
    CityFile::parse(&city, "city.toml")?;
    Ok(city.into_bytes())
}

/// The comment above a key of `city.toml`.
const COMMENTS: [(&str, &str); 4] = [
    ("name", "Fill in ledger.csv with activity data, and direct.csv with what has none. Then run: citycarbon inventory FOLDER"),
    ("region", "Region of the emission factors: a country (TH), a province (TH-90), or \"world\"."),
    ("gwp", "GWP set: SAR, AR4, AR5, AR5-SPLIT, AR5F or AR6."),
    (
        "on_bad",
        "Rows without an amount are listed and left out, and the inventory is a draft. Delete this line when every row is filled in or deleted.",
    ),
];

fn with_comments(file: &str) -> String {
    let comment = |line: &str| COMMENTS.iter().find(|(key, _)| line.split_once(" =").is_some_and(|(own, _)| own == *key));
    file.lines()
        .flat_map(|line| comment(line).map(|(_, text)| format!("# {text}\n")).into_iter().chain([format!("{line}\n")]))
        .collect()
}

/// The language of a country, where it is one of ours.
pub(super) fn language_of(region: &Region) -> Option<Language> {
    match Regions::bundled().country(region)?.code() {
        "FR" => Some(Language::French),
        "JP" => Some(Language::Japanese),
        "KR" => Some(Language::Korean),
        "TH" => Some(Language::Thai),
        "VN" => Some(Language::Vietnamese),
        _ => None,
    }
}

/// A label in English and in the language that is asked for; in that of the country where English is.
fn labelled(settings: &Settings, asked: Language, label: impl Fn(Language) -> &'static str) -> String {
    let english = label(Language::English);
    let local = if asked == Language::English { language_of(&settings.region) } else { Some(asked) };
    local.map_or_else(|| english.to_owned(), |language| format!("{english} / {}", label(language)))
}

/// A row for each usual activity and year, without its amount.
fn ledger(settings: &Settings, language: Language) -> Vec<u8> {
    let mut csv = CsvWriter::of(&["period", "activity", "amount", "unit", "place", "quality", "source", "note"]);
    for usual in usual_activities(&settings.region) {
        let key = format!("activity.{}", usual.code);
        let label = labelled(settings, language, |language| crate::i18n::label(&key, language).unwrap_or_default());
        let note = format!("{}: {label}", usual.category);
        for year in &settings.years {
            csv.row([year.to_string().as_str(), &usual.code, "", usual.unit.symbol(), "", "", "", &note]);
        }
    }
    csv.out
}

/// A row for each reference of the level and all years, for an amount or a key.
fn direct(settings: &Settings, language: Language) -> Vec<u8> {
    let (required, optional) = DIRECT;
    let header: Vec<&str> = required.iter().chain(optional).copied().filter(|column| *column != "total_of").collect();
    let mut csv = CsvWriter::of(&header);
    let (first, last) = (settings.years.first(), settings.years.last());
    let years = match (first, last) {
        (Some(first), Some(last)) if first != last => format!("{first}-{last}"),
        (year, _) => year.map_or_else(String::new, ToString::to_string),
    };
    for category in Category::all().filter(|category| settings.level.requires(*category)) {
        let note = labelled(settings, language, |language| category.label(language));
        csv.row(header.iter().map(|column| match *column {
            "ref" => category.reference(),
            "year" => years.as_str(),
            "note" => note.as_str(),
            _ => "",
        }));
    }
    csv.out
}

/// Who holds the figures, where publications say so.
fn who_holds_what(settings: &Settings) -> Option<NamedFile> {
    let mut page = String::from("# Who holds what\n");
    let mut any = false;
    for row in data_holders(&settings.region) {
        any = true;
        let references: Vec<&str> = row.categories.iter().map(|category| category.reference()).collect();
        // Text can always be written to memory.
        let _ = write!(
            page,
            "\n## {}\n- Who: {}\n- Name there: {}\n- Unit: {}\n- Ask for: {}\n- Source: {}\n",
            references.join(", "),
            row.holder,
            row.name,
            row.unit,
            row.ask_for,
            row.source
        );
    }
    any.then(|| ("WHO_HOLDS_WHAT.md", page.into_bytes()))
}
