//! The input workbook of a city: what departments fill in, with lists, notes, checks of what is entered, and the codes to search.

use super::new_folder::{language_of, new_files_in};
use crate::error::Result;
use crate::exchange::{
    BookContent, CellContent, ColumnContent, ColumnStyle, EntryRule, RuleKind, SheetContent, in_sheet, workbook_bytes,
};
use crate::gas::{Gas, GwpSet};
use crate::i18n::{self, Language};
use crate::inventory::{Level, Settings};
use crate::quantity::{Dimension, Unit};
use crate::records::Rows;
use crate::taxonomy::{Catalogue, Category, NotationKey, data_holders};

messages! {
    /// A name of a sheet, a heading, a note of the input workbook; the text is the entry of the variant's name in the language files.
    pub enum InputLabel in "input-book";

    Title { city: String }
    SheetGuide
    SheetCity
    SheetActivity
    SheetDirect
    SheetCodes
    SheetLists
    SheetHolders
    Guide
    GuideActivity
    GuideDirect
    GuideCodes
    GuideEmpty
    GuideReady
    Setting
    Value
    Meaning
    CityName
    CityRegion
    CityYears
    CityGwp
    CityLevel
    CityArea
    CityPopulation
    Period
    Activity
    Amount
    Unit
    Place
    Quality
    Source
    Note
    Reference
    Year
    Gas
    GwpOfAmount
    Key
    IncludedIn
    Reason
    FactorQuality
    NotANumber
    NotInList
    MaybeInList
    Code
    Name
    EnglishName
    MeasuredAs
    Example
    Holder
    NameThere
    AskFor
}

/// The last row that rules are about, from 0.
const LAST: u32 = 2_000;

/// A column of a table: its name in the file, what it is, how wide, and what may be entered.
type TableColumn = (&'static str, InputLabel, u16, Option<RuleKind>);

/// The input workbook of a city: the same rows as the files of [`new_files_in`], to be filled in by people who do not edit CSV.
/// `files_of_workbook` reads it back.
///
/// # Errors
/// Settings that no `city.toml` can have.
pub fn input_workbook(settings: &Settings, language: Language) -> Result<Vec<u8>> {
    let files = new_files_in(settings, language)?;
    let text = |name: &str| files.iter().find(|(own, _)| *own == name).map_or(&[][..], |(_, bytes)| bytes);
    let lists = Lists::new(language);
    let mut sheets = vec![
        guide(settings, language),
        city(settings, &lists, language),
        table(&InputLabel::SheetActivity, &activity_columns(&lists), text("ledger.csv"), language)?,
        table(&InputLabel::SheetDirect, &direct_columns(&lists), text("direct.csv"), language)?,
        codes(language),
        lists.sheet,
    ];
    sheets.extend(holders(settings, language));
    let title = InputLabel::Title { city: settings.city.clone() }.render(language);
    workbook_bytes(&BookContent::new(title, sheets))
}

fn headings<const N: usize>(words: [InputLabel; N], language: Language) -> Vec<CellContent> {
    words.map(|word| CellContent::Heading(word.render(language))).to_vec()
}

fn widths<const N: usize>(widths: [u16; N]) -> Vec<ColumnContent> {
    widths.map(|width| ColumnContent::new(width, ColumnStyle::Plain)).to_vec()
}

fn guide(settings: &Settings, language: Language) -> SheetContent {
    let mut sheet = SheetContent::new(&InputLabel::SheetGuide.render(language));
    sheet.columns = widths([110]);
    sheet.rows.push(vec![CellContent::Title(InputLabel::Title { city: settings.city.clone() }.render(language))]);
    for words in [
        InputLabel::Guide,
        InputLabel::GuideActivity,
        InputLabel::GuideDirect,
        InputLabel::GuideCodes,
        InputLabel::GuideEmpty,
        InputLabel::GuideReady,
    ] {
        sheet.rows.push(vec![CellContent::Wrapped(words.render(language))]);
    }
    sheet
}

/// What is known of the city: a key, its value, what it means.
fn city(settings: &Settings, lists: &Lists, language: Language) -> SheetContent {
    let mut sheet = SheetContent::new(&InputLabel::SheetCity.render(language));
    sheet.columns = widths([24, 40, 90]);
    sheet.frozen = (2, 0);
    sheet.rows.push(headings([InputLabel::Setting, InputLabel::Value, InputLabel::Meaning], language));
    sheet.rows.push(["setting", "value", ""].map(|name| CellContent::Heading(name.to_owned())).to_vec());
    let years = settings.years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut rows = vec![
        ("name".to_owned(), settings.city.clone(), InputLabel::CityName),
        ("region".to_owned(), settings.region.code().to_owned(), InputLabel::CityRegion),
        ("years".to_owned(), years, InputLabel::CityYears),
        ("gwp".to_owned(), settings.gwp.name().to_owned(), InputLabel::CityGwp),
        ("level".to_owned(), settings.level.to_string(), InputLabel::CityLevel),
        ("area_km2".to_owned(), settings.area_km2.map_or_else(String::new, |area| area.to_string()), InputLabel::CityArea),
    ];
    for year in &settings.years {
        let people = settings.population.get(year).map_or_else(String::new, ToString::to_string);
        rows.push((format!("population {year}"), people, InputLabel::CityPopulation));
    }
    for (at, (key, value, meaning)) in (2_u32..).zip(rows) {
        let list = match key.as_str() {
            "gwp" => Some(&lists.gwp),
            "level" => Some(&lists.level),
            _ => None,
        };
        if let Some(range) = list {
            let error = InputLabel::NotInList.render(language);
            sheet.rules.push(EntryRule::new(1, (at, at), RuleKind::OneOf(range.clone()), "", error));
        }
        let meaning = CellContent::Wrapped(meaning.render(language));
        sheet.rows.push(vec![CellContent::Text(key), CellContent::TextEntry(value), meaning]);
    }
    sheet
}

/// Columns of the sheet of activity data.
fn activity_columns(lists: &Lists) -> Vec<TableColumn> {
    vec![
        ("period", InputLabel::Period, 14, None),
        ("activity", InputLabel::Activity, 34, Some(RuleKind::Suggested(lists.codes.clone()))),
        ("amount", InputLabel::Amount, 16, Some(RuleKind::Number)),
        ("unit", InputLabel::Unit, 14, Some(RuleKind::Suggested(lists.units.clone()))),
        ("place", InputLabel::Place, 18, None),
        ("quality", InputLabel::Quality, 9, Some(RuleKind::OneOf(lists.quality.clone()))),
        ("source", InputLabel::Source, 36, None),
        ("note", InputLabel::Note, 60, None),
    ]
}

/// Columns of the sheet of emissions and keys.
fn direct_columns(lists: &Lists) -> Vec<TableColumn> {
    vec![
        ("ref", InputLabel::Reference, 9, Some(RuleKind::OneOf(lists.references.clone()))),
        ("year", InputLabel::Year, 12, None),
        ("place", InputLabel::Place, 18, None),
        ("gas", InputLabel::Gas, 12, Some(RuleKind::Suggested(lists.gases.clone()))),
        ("amount", InputLabel::Amount, 16, Some(RuleKind::Number)),
        ("unit", InputLabel::Unit, 12, Some(RuleKind::Suggested(lists.units.clone()))),
        ("gwp", InputLabel::GwpOfAmount, 12, Some(RuleKind::OneOf(lists.gwp.clone()))),
        ("key", InputLabel::Key, 8, Some(RuleKind::OneOf(lists.keys.clone()))),
        ("included_in", InputLabel::IncludedIn, 12, Some(RuleKind::OneOf(lists.references.clone()))),
        ("reason", InputLabel::Reason, 40, None),
        ("quality", InputLabel::Quality, 9, Some(RuleKind::OneOf(lists.quality.clone()))),
        ("factor_quality", InputLabel::FactorQuality, 9, Some(RuleKind::OneOf(lists.quality.clone()))),
        ("source", InputLabel::Source, 36, None),
        ("note", InputLabel::Note, 60, None),
    ]
}

/// The rows of a file below headings in the language and the names of its columns.
fn table(name: &InputLabel, columns: &[TableColumn], csv: &[u8], language: Language) -> Result<SheetContent> {
    let file = Rows::read(csv, "")?;
    let mut sheet = SheetContent::new(&name.render(language));
    sheet.frozen = (2, 0);
    sheet.filter = Some(1);
    sheet.rows.push(columns.iter().map(|(_, word, ..)| CellContent::Heading(word.render(language))).collect());
    sheet.rows.push(columns.iter().map(|(name, ..)| CellContent::Heading((*name).to_owned())).collect());
    for (at, (_, word, width, kind)) in (0_u32..).zip(columns) {
        let style = if matches!(kind, Some(RuleKind::Number)) { ColumnStyle::NumberEntry } else { ColumnStyle::TextEntry };
        sheet.columns.push(ColumnContent::new(*width, style));
        let error = match kind {
            Some(RuleKind::Number) => InputLabel::NotANumber.render(language),
            Some(RuleKind::OneOf(_)) => InputLabel::NotInList.render(language),
            Some(RuleKind::Suggested(_)) => InputLabel::MaybeInList.render(language),
            _ => String::new(),
        };
        let kind = kind.clone().unwrap_or(RuleKind::Anything);
        sheet.rules.push(EntryRule::new(at, (2, LAST), kind, word.render(language), error));
    }
    for row in file.iter() {
        let cell = |column: &TableColumn| match row.cell(column.0) {
            Some(words) if !words.is_empty() => CellContent::TextEntry(words.to_owned()),
            _ => CellContent::Blank,
        };
        sheet.rows.push(columns.iter().map(cell).collect());
    }
    Ok(sheet)
}

/// Every code that activity data may have, to be filtered by words.
fn codes(language: Language) -> SheetContent {
    let mut sheet = SheetContent::new(&InputLabel::SheetCodes.render(language));
    sheet.columns = widths([34, 60, 60, 9, 44, 18, 10]);
    (sheet.frozen, sheet.filter) = ((1, 1), Some(0));
    sheet.rows.push(headings(
        [
            InputLabel::Code,
            InputLabel::Name,
            InputLabel::EnglishName,
            InputLabel::Reference,
            InputLabel::Name,
            InputLabel::MeasuredAs,
            InputLabel::Example,
        ],
        language,
    ));
    let mut last = "";
    for rule in Catalogue::bundled().rules() {
        // The rules of a code follow one another.
        if std::mem::replace(&mut last, &rule.code) == rule.code {
            continue;
        }
        let dimension = i18n::label(&format!("dimension.{}", rule.dimension.name()), language).unwrap_or(rule.dimension.name());
        let text = |words: &str| CellContent::Text(words.to_owned());
        sheet.rows.push(vec![
            text(&rule.code),
            text(rule.label(language)),
            text(rule.label(Language::English)),
            text(rule.category.reference()),
            text(rule.category.label(language)),
            text(dimension),
            text(usual_unit(rule.dimension).symbol()),
        ]);
    }
    sheet
}

/// The unit that offices state a dimension in.
fn usual_unit(dimension: Dimension) -> Unit {
    let usual = match dimension {
        Dimension::Mass => "t",
        Dimension::Energy => "kWh",
        Dimension::Volume => "litre",
        _ => return Unit::base(dimension),
    };
    usual.parse().unwrap_or_else(|_| Unit::base(dimension))
}

/// The sheet of lists, and the range of each as rules name it.
struct Lists {
    sheet: SheetContent,
    codes: String,
    units: String,
    gases: String,
    references: String,
    keys: String,
    quality: String,
    gwp: String,
    level: String,
}

impl Lists {
    fn new(language: Language) -> Self {
        let mut sheet = SheetContent::new(&InputLabel::SheetLists.render(language));
        let mut column = 0_u32;
        let mut list = |heading: InputLabel, words: Vec<String>| {
            let cells =
                [CellContent::Heading(heading.render(language))].into_iter().chain(words.into_iter().map(CellContent::Text));
            let mut rows = 0_u32;
            for (at, cell) in cells.enumerate() {
                while sheet.rows.len() <= at {
                    sheet.rows.push(Vec::new());
                }
                if let Some(row) = sheet.rows.get_mut(at) {
                    row.resize(usize::try_from(column).unwrap_or_default(), CellContent::Blank);
                    row.push(cell);
                }
                rows = rows.saturating_add(1);
            }
            let letter = crate::exchange::cell_name(0, column).replace('1', "");
            column = column.saturating_add(1);
            in_sheet(&sheet.name, &format!("${letter}$2:${letter}${rows}"))
        };
        let units = list(InputLabel::Unit, Unit::all().map(|unit| unit.symbol().to_owned()).collect());
        let gases = Gas::all().map(|gas| gas.name().to_owned()).chain(["CO2e".to_owned()]).collect();
        let gases = list(InputLabel::Gas, gases);
        let references = list(InputLabel::Reference, Category::all().map(|category| category.to_string()).collect());
        let keys = list(InputLabel::Key, NotationKey::ALL.iter().map(ToString::to_string).collect());
        let quality = list(InputLabel::Quality, ["H", "M", "L"].map(str::to_owned).to_vec());
        let gwp = list(InputLabel::GwpOfAmount, GwpSet::ALL.iter().map(|set| set.name().to_owned()).collect());
        let level = list(InputLabel::CityLevel, [Level::Basic, Level::BasicPlus].iter().map(ToString::to_string).collect());
        let codes = Catalogue::bundled().codes().count().saturating_add(1);
        let codes = in_sheet(&InputLabel::SheetCodes.render(language), &format!("$A$2:$A${codes}"));
        Self { sheet, codes, units, gases, references, keys, quality, gwp, level }
    }
}

/// Who holds the figures, where publications say so.
fn holders(settings: &Settings, language: Language) -> Option<SheetContent> {
    let mut sheet = SheetContent::new(&InputLabel::SheetHolders.render(language));
    sheet.columns = widths([20, 40, 50, 16, 60, 60]);
    (sheet.frozen, sheet.filter) = ((1, 1), Some(0));
    sheet.rows.push(headings(
        [
            InputLabel::Reference,
            InputLabel::Holder,
            InputLabel::NameThere,
            InputLabel::Unit,
            InputLabel::AskFor,
            InputLabel::Source,
        ],
        language,
    ));
    let is_local = language_of(&settings.region) == Some(language);
    for row in data_holders(&settings.region) {
        let references = row.categories.iter().map(|category| category.reference()).collect::<Vec<_>>().join(", ");
        let cells = if is_local {
            [&references, &row.holder_local, &row.name, &row.unit_local, &row.ask_for_local, &row.source]
        } else {
            [&references, &row.holder, &row.name, &row.unit, &row.ask_for, &row.source]
        };
        sheet.rows.push(cells.map(|words| CellContent::Text(words.clone())).to_vec());
    }
    (sheet.rows.len() > 1).then_some(sheet)
}
