//! `city.toml`: who the city is, which years, which weights, and how its files are read.

use crate::activity::{IdPolicy, InputPolicy};
use crate::error::{Error, Kind, Locus, Problem, Result, did_you_mean};
use crate::factors::Ladder;
use crate::gas::Stated;
use crate::inventory::tally::OnBad;
use crate::inventory::{Level, Settings};
use crate::quantity::Exact;
use crate::taxonomy::{Calendar, Year};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// Every key of `city.toml`.
const KEYS: [&str; 17] = [
    "name",
    "region",
    "year",
    "years",
    "gwp",
    "population",
    "gdp",
    "area_km2",
    "level",
    "calendar",
    "fiscal",
    "on_bad",
    "ids",
    "co2e_only",
    "input",
    "choose",
    "factors",
];

/// What `city.toml` says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CityFile {
    /// What the inventory is made with.
    pub settings: Settings,
    /// How cells are read.
    pub input: InputPolicy,
    /// What becomes of bad rows.
    pub on_bad: OnBad,
    /// Whose fiscal years `FY2024` means.
    pub calendar: Option<Calendar>,
    /// Whether a fiscal year counts in the calendar year that holds most of its months.
    pub fiscal_as_calendar: bool,
    /// How far look-ups may go, and which series were chosen.
    pub ladder: Ladder,
}

impl CityFile {
    /// Reads the text of `city.toml`; `file` is the name that errors show.
    pub fn parse(text: &str, file: &str) -> Result<Self> {
        let table: Table = toml::from_str(text).map_err(|error: toml::de::Error| {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            let reason = error.message().lines().next().unwrap_or("not TOML").to_owned();
            let problem = Problem::bare(Kind::Setting, reason, "write key = value, text in double quotes");
            Error::File { at: Locus::file(file).line(line), problem }
        })?;
        let keys = Keys { table: &table, text, file };
        for key in table.keys() {
            if !KEYS.contains(&key.as_str()) {
                let mend = did_you_mean(key, KEYS)
                    .map_or_else(|| format!("use one of {}", KEYS.join(", ")), |near| format!("did you mean {near}?"));
                return Err(keys.problem(key, Problem::new(Kind::Setting, key, "not a key of city.toml", mend)));
            }
        }
        let years = keys.years()?;
        let by_year = |key: &str| keys.by_year(key, &years);
        let mut settings =
            Settings::new(keys.required("name")?, keys.parsed("region")?, years.iter().copied(), keys.parsed("gwp")?);
        settings.population = by_year("population")?;
        settings.gdp = by_year("gdp")?;
        settings.area_km2 = keys.number("area_km2")?;
        settings.level = keys.word("level", &[("BASIC", Level::Basic), ("BASIC+", Level::BasicPlus)])?.unwrap_or_default();
        settings.co2e_only =
            keys.word("co2e_only", &[("refuse", Stated::Refuse), ("as stated", Stated::AsStated)])?.unwrap_or_default();
        let mut input: InputPolicy = keys.section("input")?;
        if let Some(ids) = keys.word("ids", &[("unique", IdPolicy::Unique), ("unchecked", IdPolicy::Unchecked)])? {
            input.ids = ids;
        }
        let mut ladder: Ladder = keys.section("factors")?;
        let chosen: BTreeMap<String, String> = keys.section("choose")?;
        ladder.choose.extend(chosen);
        Ok(Self {
            settings,
            input,
            on_bad: keys.word("on_bad", &[("refuse", OnBad::Refuse), ("collect", OnBad::Collect)])?.unwrap_or_default(),
            calendar: if table.contains_key("calendar") { Some(keys.parsed("calendar")?) } else { None },
            fiscal_as_calendar: keys
                .word("fiscal", &[("as the year of most months", true), ("refuse", false)])?
                .unwrap_or_default(),
            ladder,
        })
    }
}

/// The table, and where its keys stand.
struct Keys<'a> {
    table: &'a Table,
    text: &'a str,
    file: &'a str,
}

impl<'a> Keys<'a> {
    fn problem(&self, key: &str, problem: Problem) -> Error {
        let line = self.text.lines().position(|line| {
            let line = line.trim_start().trim_start_matches('[');
            line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(['=', ']', '.']))
        });
        let at = Locus::file(self.file);
        let at = line.and_then(|line| u64::try_from(line).ok()).map_or(at.clone(), |line| at.line(line.saturating_add(1)));
        Error::File { at: at.column(key), problem }
    }

    fn wrong(&self, key: &str, value: &Value, reason: &str, mend: &str) -> Error {
        self.problem(key, Problem::new(Kind::Setting, &plain(value), reason.to_owned(), mend.to_owned()))
    }

    fn required(&self, key: &str) -> Result<&'a str> {
        match self.table.get(key) {
            Some(Value::String(text)) if !text.is_empty() => Ok(text),
            Some(other) => Err(self.wrong(key, other, "not a text", "write it in double quotes")),
            None => {
                let problem =
                    Problem::bare(Kind::Setting, format!("{key} is missing"), "city.toml needs name, region, year and gwp");
                Err(Error::File { at: Locus::file(self.file), problem })
            }
        }
    }

    fn parsed<T: core::str::FromStr<Err = Error>>(&self, key: &str) -> Result<T> {
        self.required(key)?.parse().map_err(|error| match error {
            Error::Value(problem) => self.problem(key, problem),
            other => other,
        })
    }

    fn word<T: Copy>(&self, key: &str, words: &[(&str, T)]) -> Result<Option<T>> {
        let Some(value) = self.table.get(key) else { return Ok(None) };
        let found = value.as_str().and_then(|text| words.iter().find(|(word, _)| *word == text));
        found.map(|(_, meaning)| Some(*meaning)).ok_or_else(|| {
            let list: Vec<String> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            self.wrong(key, value, "not a value it can take", &format!("use {}", list.join(" or ")))
        })
    }

    fn number(&self, key: &str) -> Result<Option<Exact>> {
        self.table.get(key).map(|value| self.exact(key, value)).transpose()
    }

    /// A number as written: TOML's own, or text where it needs more digits than TOML holds.
    fn exact(&self, key: &str, value: &Value) -> Result<Exact> {
        let number = match value {
            Value::Integer(_) | Value::Float(_) | Value::String(_) => plain(value).parse::<Exact>().ok(),
            _ => None,
        };
        number
            .filter(|number| !number.is_negative())
            .ok_or_else(|| self.wrong(key, value, "not a number", "write plain digits, such as 1568.7"))
    }

    /// One figure for one year, or a section with a figure for each.
    fn by_year(&self, key: &str, years: &[Year]) -> Result<BTreeMap<Year, Exact>> {
        match (self.table.get(key), years) {
            (None, _) => Ok(BTreeMap::new()),
            (Some(Value::Table(table)), _) => table
                .iter()
                .map(|(year, value)| {
                    let year = year.parse().map_err(|error| match error {
                        Error::Value(problem) => self.problem(key, problem),
                        other => other,
                    })?;
                    Ok((year, self.exact(key, value)?))
                })
                .collect(),
            (Some(value), [year]) => Ok(BTreeMap::from([(*year, self.exact(key, value)?)])),
            (Some(value), _) => Err(self.wrong(
                key,
                value,
                "one figure for several years",
                &format!("write a section [{key}] with a line for each year"),
            )),
        }
    }

    fn years(&self) -> Result<Vec<Year>> {
        let list = match (self.table.get("year"), self.table.get("years")) {
            (Some(_), Some(both)) => return Err(self.wrong("years", both, "year and years together", "keep one of them")),
            (Some(year), None) => vec![("year", year)],
            (None, Some(Value::Array(years))) if !years.is_empty() => years.iter().map(|year| ("years", year)).collect(),
            (None, Some(other)) => return Err(self.wrong("years", other, "not a list of years", "write years = [2022, 2023]")),
            (None, None) => {
                let problem = Problem::bare(Kind::Setting, "year is missing", "write year = 2024, or years = [2023, 2024]");
                return Err(Error::File { at: Locus::file(self.file), problem });
            }
        };
        let mut years = Vec::new();
        for (key, value) in list {
            let year: Year = match value {
                Value::Integer(_) | Value::String(_) => plain(value).parse().map_err(|error| match error {
                    Error::Value(problem) => self.problem(key, problem),
                    other => other,
                })?,
                other => return Err(self.wrong(key, other, "not a year", "write four digits, such as 2024")),
            };
            if years.contains(&year) {
                return Err(self.wrong(key, value, "the year stands twice", "name it once"));
            }
            years.push(year);
        }
        Ok(years)
    }

    fn section<T: DeserializeOwned + Default>(&self, key: &str) -> Result<T> {
        let Some(value) = self.table.get(key) else { return Ok(T::default()) };
        value.clone().try_into().map_err(|error: toml::de::Error| {
            let reason = error.message().lines().next().unwrap_or_default().to_owned();
            self.problem(key, Problem::bare(Kind::Setting, reason, "see the page on city folders"))
        })
    }
}

/// A value without TOML's quotes.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The line, counted from 1, that a byte of a text stands on.
fn line_of(text: &str, byte: usize) -> u64 {
    let breaks = text.bytes().take(byte).filter(|byte| *byte == b'\n').count();
    u64::try_from(breaks).unwrap_or(u64::MAX).saturating_add(1)
}
