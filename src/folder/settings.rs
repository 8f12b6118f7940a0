//! `city.toml`: who the city is, which years, which weights, and how its files are read.

use super::keys::{FACTORS, FILE, INPUT, Item, ORGANISATION, Page, Section, TOP};
use crate::check::Acceptance;
use crate::error::{Error, Location, Message, Result, Text, did_you_mean};
use crate::factors::FallbackPolicy;
use crate::gas::Stated;
use crate::inventory::{Level, Settings};
use crate::ledger::OnBad;
use crate::ledger::{FIXED, IdPolicy, InputPolicy, OPTIONAL, REQUIRED};
use crate::organisation::{BaseYear, Consolidation, FootprintLevel};
use crate::quantity::{DecimalMark, Exact, Fraction};
use crate::records::{Delimiter, Limits, Placed};
use crate::taxonomy::{Calendar, DateOrder, Era, Period, Year};
use std::collections::BTreeMap;
use toml::de::DeTable;

/// Whose figures a folder holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FolderKind {
    /// A city as a whole: its inventory.
    #[default]
    City,
    /// An organisation, such as the municipality itself or a firm: its footprint.
    Organisation,
    /// An event: its footprint.
    Event,
}

impl FolderKind {
    /// Its word in `city.toml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Organisation => "organisation",
            Self::Event => "event",
        }
    }
}

/// `[organisation]`: what only organisations and events state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OrganisationKeys {
    pub(super) consolidation: Consolidation,
    pub(super) level: FootprintLevel,
    pub(super) base_year: Option<BaseYear>,
    pub(super) staff: BTreeMap<Year, Exact>,
    pub(super) floor_m2: BTreeMap<Year, Exact>,
}

/// What `city.toml` says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CityFile {
    /// Whose figures they are.
    pub kind: FolderKind,
    /// What the inventory is made with.
    pub settings: Settings,
    /// How files are read.
    pub input: FileInputs,
    /// What becomes of bad rows.
    pub on_bad: OnBad,
    /// Whose fiscal years `FY2024` means.
    pub calendar: Option<Calendar>,
    /// Whether a fiscal year counts in the calendar year that holds most of its months.
    pub fiscal_as_calendar: bool,
    /// How far look-ups may go, and which series were chosen.
    pub policy: FallbackPolicy,
    pub(super) organisation: OrganisationKeys,
    /// Each choice and waiver by itself, with its place, to be held against the tables.
    pub(super) choices: Vec<(Location, FallbackPolicy)>,
}

/// How the files of a folder are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FileInputs {
    /// Those of which nothing else is stated.
    pub all: InputPolicy,
    /// Single ones, by their names in the folder.
    pub files: BTreeMap<String, Placed<InputPolicy>>,
}

impl FileInputs {
    /// How a file is read.
    pub fn of(&self, file: &str) -> &InputPolicy {
        self.files.get(file).map_or(&self.all, |placed| &placed.value)
    }

    /// The options in use, as they would be written: those of all files, then those of single ones.
    pub fn stated(&self) -> Vec<String> {
        let of_all = self.all.stated();
        let own = |(file, placed): (&String, &Placed<InputPolicy>)| {
            let own = placed.value.stated().into_iter().filter(|option| !of_all.contains(option));
            own.map(|option| format!("files.\"{file}\".{}", option.trim_start_matches("fixed."))).collect::<Vec<_>>()
        };
        let of_files: Vec<String> = self.files.iter().flat_map(own).collect();
        [of_all.clone(), of_files].concat()
    }
}

impl CityFile {
    /// Reads the text of `city.toml`; `file` is the name that errors show.
    pub fn parse(text: &str, file: &str) -> Result<Self> {
        let page = Page::new(text, file);
        let table = DeTable::parse(text).map_err(|error| page.broken(&error))?;
        let top = page.whole(table.get_ref());
        top.only(&TOP)?;
        let name = match top.get("name") {
            Some(item) => item.text()?,
            None => return Err(page.missing("name")),
        };
        let region = top.required("region")?;
        let years = years(&page, &top)?;
        let mut settings = Settings::new(name, region, years.iter().copied(), top.required("gwp")?);
        let calendar = top.get("calendar").map(|item| item.parsed()).transpose()?;
        settings.calendar = calendar.filter(|_| years.iter().any(|year| year.is_fiscal()));
        settings.population = by_year(&top, "population", &years)?;
        settings.gdp = by_year(&top, "gdp", &years)?;
        settings.area_km2 = top.get("area_km2").map(|item| item.exact()).transpose()?;
        settings.level = top.word("level", &[("BASIC", Level::Basic), ("BASIC+", Level::BasicPlus)])?.unwrap_or_default();
        settings.co2e_only =
            top.word("co2e_only", &[("refuse", Stated::Refuse), ("as stated", Stated::AsStated)])?.unwrap_or_default();
        let ids = top.word("ids", &[("unique", IdPolicy::Unique), ("unchecked", IdPolicy::Unchecked)])?.unwrap_or_default();
        let input = inputs(top.get("input"), InputPolicy::default().with_ids(ids))?;
        for item in under(top.get("accept"))? {
            let (acceptance, reason) = (item.parsed_key::<Acceptance>()?, item.text()?);
            if reason.trim().is_empty() {
                return Err(item.problem(Message::AcceptedWithoutReason { value: item.key.into() }.into()));
            }
            settings.accepted.insert(acceptance, reason.to_owned());
        }
        let (policy, choices) = policy(&top)?;
        let kinds = [FolderKind::City, FolderKind::Organisation, FolderKind::Event].map(|kind| (kind.word(), kind));
        let kind = top.word("kind", &kinds)?.unwrap_or_default();
        let organisation = organisation(&top, kind, &years)?;
        Ok(Self {
            kind,
            organisation,
            settings,
            input,
            on_bad: top.word("on_bad", &[("refuse", OnBad::Refuse), ("collect", OnBad::Collect)])?.unwrap_or_default(),
            calendar,
            fiscal_as_calendar: fiscal_as_calendar(&top, &years)?,
            policy,
            choices,
        })
    }
}

impl CityFile {
    /// Chooses a series; `at` is where that was stated.
    pub(super) fn choose(&mut self, at: Location, subject: &str, series: &str) {
        self.policy.choose.insert(subject.to_owned(), series.to_owned());
        self.choices.retain(|(_, choice)| !choice.choose.contains_key(subject));
        let choose = BTreeMap::from([(subject.to_owned(), series.to_owned())]);
        self.choices.push((at, FallbackPolicy { choose, ..FallbackPolicy::default() }));
    }
}

/// `[organisation]`, which only an organisation has.
fn organisation(top: &Section<'_>, kind: FolderKind, years: &[Year]) -> Result<OrganisationKeys> {
    let of_city = ["level", "population", "gdp", "area_km2"];
    if let Some(item) = of_city.into_iter().filter(|_| kind != FolderKind::City).find_map(|key| top.get(key)) {
        return Err(item.problem(Message::KeyOfOtherKind { value: item.key.into(), needed: FolderKind::City.word().into() }.into()));
    }
    let Some(item) = top.get("organisation") else { return Ok(OrganisationKeys::default()) };
    if kind == FolderKind::City {
        return Err(
            item.problem(Message::KeyOfOtherKind { value: item.key.into(), needed: FolderKind::Organisation.word().into() }.into())
        );
    }
    let section = item.section()?;
    section.only(&ORGANISATION)?;
    let levels = [FootprintLevel::ScopesOneAndTwo, FootprintLevel::ValueChain].map(|level| (level.to_string(), level));
    let levels: Vec<(&str, FootprintLevel)> = levels.iter().map(|(word, level)| (word.as_str(), *level)).collect();
    let approaches = Consolidation::ALL.map(|approach| (approach.name(), approach));
    let threshold = |item: Item<'_>| {
        let share = Fraction::new(item.exact()?.into()).map_err(|error| item.placed(error))?;
        Ok::<_, Error>(share)
    };
    let base_year = match section.get("base_year") {
        Some(item) => {
            let digits = item.digits().ok_or_else(|| item.wrong(|value| Message::NotAYear { value }))?;
            let share = section.get("threshold").ok_or_else(|| item.problem(Message::BaseYearWithoutThreshold.into()))?;
            let threshold = threshold(share)?;
            Some(BaseYear::new(year(&item, &digits)?, threshold))
        }
        None => None,
    };
    Ok(OrganisationKeys {
        consolidation: section.word("consolidation", &approaches)?.unwrap_or_default(),
        level: section.word("level", &levels)?.unwrap_or_default(),
        base_year,
        staff: by_year(&section, "staff", years)?,
        floor_m2: by_year(&section, "floor_m2", years)?,
    })
}

/// Whether fiscal years are counted as calendar years, which is refused where no year is counted in this way.
fn fiscal_as_calendar(top: &Section<'_>, years: &[Year]) -> Result<bool> {
    let as_calendar = top.word("fiscal", &[("as the year of most months", true), ("refuse", false)])?.unwrap_or_default();
    let Some(item) = top.get("fiscal").filter(|_| as_calendar) else { return Ok(false) };
    if let Some(fiscal) = years.iter().find(|year| year.is_fiscal()) {
        let year = (&fiscal.number()).into();
        return Err(item.wrong(|value| Message::FiscalYearsAlready { value, year }));
    }
    if top.get("calendar").is_none() {
        return Err(item.wrong(|value| Message::FiscalYearsWithoutCalendar { value }));
    }
    Ok(true)
}

/// `[input]`, and `[input.files]` with the files that are written in another way.
fn inputs(item: Option<Item<'_>>, all: InputPolicy) -> Result<FileInputs> {
    let mut inputs = FileInputs { all, files: BTreeMap::new() };
    let Some(item) = item else { return Ok(inputs) };
    let section = item.section()?;
    section.only(&INPUT)?;
    inputs.all = with_options(&section, inputs.all)?;
    for item in under(section.get("files"))? {
        let section = item.section()?;
        section.only(&FILE)?;
        let is_ledger = ["ledger.csv", "ledger.xlsx"].contains(&item.key) || item.key.starts_with("ledger/");
        if let Some(key) = FIXED.into_iter().chain(["periods"]).find_map(|key| section.get(key)).filter(|_| !is_ledger) {
            return Err(key.problem(Message::OptionOfLedgers { value: key.key.into() }.into()));
        }
        let input = of_file(&section, with_options(&section, inputs.all.clone())?)?;
        inputs.files.insert(item.key.to_owned(), Placed::at(input, item.at()));
    }
    Ok(inputs)
}

/// What only single files have: values of all rows, and columns of periods.
fn of_file(section: &Section<'_>, mut input: InputPolicy) -> Result<InputPolicy> {
    for column in FIXED {
        if let Some(item) = section.get(column) {
            input.fixed.insert(column.to_owned(), item.text()?.to_owned());
        }
    }
    for item in under(section.get("periods"))? {
        // Of the Common Era and in the plain way, as everything in this file.
        let period: Period = item.text()?.parse().map_err(|error| item.placed(error))?;
        input.periods.insert(item.key.to_owned(), period);
    }
    Ok(input)
}

/// The options of a section, over those that are known.
fn with_options(section: &Section<'_>, mut input: InputPolicy) -> Result<InputPolicy> {
    let flag = |key: &str, known: bool| section.get(key).map_or(Ok(known), |item| item.flag());
    input.number.thai_digits = flag("thai_digits", input.number.thai_digits)?;
    input.number.exponent = flag("exponent", input.number.exponent)?;
    input.strict_columns = flag("strict_columns", input.strict_columns)?;
    if let Some(decimal) = section.word("decimal", &[(".", DecimalMark::Point), (",", DecimalMark::Comma)])? {
        // Another decimal mark leaves nothing of what is between thousands.
        input.number = input.number.with_decimal(Some(decimal)).with_thousands(None);
    }
    if let Some(item) = section.get("thousands") {
        let marks = [",", ".", " ", "'"].map(|mark| (mark, mark.chars().next().unwrap_or_default()));
        let format = input.number.with_thousands_mark(item.word(&marks)?);
        input.number = format.ok_or_else(|| item.wrong(|value| Message::NotAThousandsMark { value }))?;
    }
    input.era = section.word("era", &[("CE", Era::CommonEra), ("BE", Era::Buddhist)])?.unwrap_or(input.era);
    input.dates = section.word("dates", &DateOrder::ALL.map(|order| (order.word(), order)))?.unwrap_or(input.dates);
    let delimiters = [("comma", Delimiter::Comma), ("semicolon", Delimiter::Semicolon), ("tab", Delimiter::Tab)];
    input.delimiter = section.word("delimiter", &delimiters)?.unwrap_or(input.delimiter);
    if let Some(item) = section.get("encoding") {
        input.encoding = item.parsed()?;
    }
    if let Some(item) = section.get("limits") {
        let section = item.section()?;
        section.only(&["record", "field", "columns", "errors", "keys", "ids", "workbook"])?;
        let Limits { record, field, columns, errors, keys, ids, workbook } = &mut input.limits;
        for (key, limit) in [
            ("record", record),
            ("field", field),
            ("columns", columns),
            ("errors", errors),
            ("keys", keys),
            ("ids", ids),
            ("workbook", workbook),
        ] {
            if let Some(item) = section.get(key) {
                *limit = item.count(&1)?;
            }
        }
    }
    if let Some(item) = section.get("aliases") {
        for item in item.section()?.items() {
            let column = item.text()?;
            let known = || REQUIRED.into_iter().chain(OPTIONAL);
            if !known().any(|known| known == column) {
                let nearest = did_you_mean(column, known()).map(Into::into);
                let known = known().map(Text::from).collect();
                return Err(item.wrong(|value| Message::UnknownColumn { value, nearest, known }));
            }
            input.aliases.insert(item.key.to_owned(), column.to_owned());
        }
    }
    Ok(input)
}

/// `[series]` and `[factors]`: together, and each choice and waiver by itself.
fn policy(top: &Section<'_>) -> Result<(FallbackPolicy, Vec<(Location, FallbackPolicy)>)> {
    let (mut policy, mut choices) = (FallbackPolicy::default(), Vec::new());
    let mut waived = None;
    if let Some(item) = top.get("factors") {
        let section = item.section()?;
        section.only(&FACTORS)?;
        if let Some(item) = section.get("most_years_back") {
            policy.most_years_back = item.count(&0)?;
        }
        waived = section.get("waive");
    }
    for item in under(top.get("series"))? {
        let (key, series) = (item.key.to_owned(), item.text()?.to_owned());
        policy.choose.insert(key.clone(), series.clone());
        choices.push((item.at(), FallbackPolicy { choose: BTreeMap::from([(key, series)]), ..FallbackPolicy::default() }));
    }
    for item in under(waived)? {
        let (id, reason) = (item.key.to_owned(), item.text()?.to_owned());
        policy.waive.insert(id.clone(), reason.clone());
        choices.push((item.at(), FallbackPolicy { waive: BTreeMap::from([(id, reason)]), ..FallbackPolicy::default() }));
    }
    Ok((policy, choices))
}

/// What is under a key; nothing where the key is absent.
fn under(item: Option<Item<'_>>) -> Result<Vec<Item<'_>>> {
    item.map_or_else(|| Ok(Vec::new()), |item| Ok(item.section()?.items()))
}

/// One figure for one year, or a section with a figure for each.
fn by_year(top: &Section<'_>, key: &str, years: &[Year]) -> Result<BTreeMap<Year, Exact>> {
    let Some(item) = top.get(key) else { return Ok(BTreeMap::new()) };
    match years {
        _ if item.is_section() => {
            let figure = |item: &Item<'_>| {
                // A key below the section's name belongs to the section.
                item.misplaced()?;
                Ok((year(item, item.key)?, item.exact()?))
            };
            item.section()?.items().iter().map(figure).collect()
        }
        [year] => Ok(BTreeMap::from([(*year, item.exact()?)])),
        _ => Err(item.wrong(|value| Message::OneFigureForYears { value, key: key.into() })),
    }
}

fn years(page: &Page<'_>, top: &Section<'_>) -> Result<Vec<Year>> {
    let list = match (top.get("year"), top.get("years")) {
        (Some(_), Some(both)) => return Err(both.wrong(|value| Message::YearAndYears { value })),
        (Some(year), None) => vec![year],
        (None, Some(item)) => match item.list() {
            Some(years) if !years.is_empty() => years,
            _ => return Err(item.wrong(|value| Message::NotAListOfYears { value })),
        },
        (None, None) => return Err(page.missing("year")),
    };
    let mut years = Vec::new();
    for item in list {
        let digits = item.digits().ok_or_else(|| item.wrong(|value| Message::NotAYear { value }))?;
        let year = year(&item, &digits)?;
        if year.is_fiscal() && top.get("calendar").is_none() {
            return Err(item.wrong(|value| Message::FiscalYearsWithoutCalendar { value }));
        }
        if years.first().is_some_and(|first: &Year| first.is_fiscal() != year.is_fiscal()) {
            return Err(item.wrong(|value| Message::FiscalAndCalendarYears { value }));
        }
        if years.contains(&year) {
            return Err(item.wrong(|value| Message::Duplicate { value }));
        }
        years.push(year);
    }
    Ok(years)
}

/// A year of the Common Era, whatever the era of the tables.
fn year(item: &Item<'_>, digits: &str) -> Result<Year> {
    digits.parse().map_err(|error| item.placed(error))
}
