//! What the page shows before there are files, and the input workbook that a city can begin with.

use crate::answer::{Answer, Choice, Country};
use crate::entries::FileEntry;
use citycarbon::folder::input_workbook;
use citycarbon::i18n::Language;
use citycarbon::inventory::{Level, Settings};
use citycarbon::report::HtmlLabel;
use citycarbon::taxonomy::{Region, Regions};
use citycarbon::{GwpSet, Result, Year};

/// The levels, the one that most cities start with first.
pub(crate) fn levels() -> [Level; 2] {
    [Level::Basic, Level::BasicPlus]
}

/// The regions to choose from, by name: countries with their parts, and wider regions for a city whose country has no factors.
pub(crate) fn start(language: Language) -> Answer {
    let regions = Regions::bundled();
    let choice = |region: &Region| Choice { value: region.code().to_owned(), label: regions.label(region, language).to_owned() };
    let (mut countries, mut wider): (Vec<Country>, Vec<Choice>) = (Vec::new(), Vec::new());
    for region in regions.all() {
        match regions.country(&region) {
            Some(country) if country == region => countries.push(Country { of: choice(&region), parts: Vec::new() }),
            Some(_) => {}
            None => wider.push(choice(&region)),
        }
    }
    for region in regions.all() {
        let Some(country) = regions.country(&region).filter(|country| *country != region) else { continue };
        if let Some(held) = countries.iter_mut().find(|held| held.of.value == country.code()) {
            held.parts.push(choice(&region));
        }
    }
    let note = (language != Language::English).then(|| HtmlLabel::NotReadByNative.render(language));
    Answer::Start { countries, wider, levels: levels().map(|level| level.to_string()), note }
}

/// An input workbook with the years from one to another.
pub(crate) fn workbook(
    name: &str,
    region: Region,
    (first, last): (Year, Year),
    level: Level,
    language: Language,
) -> Result<FileEntry> {
    let years = (first.number()..=last.number()).filter_map(|number| Year::new(number).ok());
    let settings = Settings::new(name, region, years, GwpSet::Ar5).with_level(level);
    Ok(("input_workbook.xlsx".to_owned(), input_workbook(&settings, language)?))
}
