//! `city.toml` as keys, each with its line and its value as written.

use crate::error::{Error, LabelKey, Location, Message, Problem, Result, Text, did_you_mean};
use crate::forms::FormValue;
use crate::quantity::{Exact, NumberFormat};
use core::str::FromStr;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// The keys outside all sections.
pub(super) const TOP: [&str; 20] = [
    "kind",
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
    "series",
    "factors",
    "accept",
    "organisation",
];

/// The keys of `[organisation]`.
pub(super) const ORGANISATION: [&str; 6] = ["consolidation", "level", "base_year", "threshold", "staff", "floor_m2"];

/// The keys of `[input]`.
pub(super) const INPUT: [&str; 12] = [
    "encoding",
    "delimiter",
    "decimal",
    "thousands",
    "thai_digits",
    "exponent",
    "era",
    "dates",
    "strict_columns",
    "limits",
    "aliases",
    "files",
];

/// The keys of a file under `[input.files]`: those of `[input]`, what all rows have, and columns of periods.
pub(super) const FILE: [&str; 17] = [
    "encoding",
    "delimiter",
    "decimal",
    "thousands",
    "thai_digits",
    "exponent",
    "era",
    "dates",
    "strict_columns",
    "aliases",
    "period",
    "activity",
    "unit",
    "place",
    "basis",
    "quality",
    "periods",
];

/// The keys of `[factors]`.
pub(super) const FACTORS: [&str; 2] = ["most_years_back", "waive"];

/// The text, where its lines end, and the name that errors show.
pub(super) struct Page<'a> {
    text: &'a str,
    file: &'a str,
    ends: Vec<usize>,
}

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a str, file: &'a str) -> Self {
        Self { text, file, ends: text.match_indices('\n').map(|(at, _)| at).collect() }
    }

    /// The error of a text that is not TOML.
    pub(super) fn broken(&self, error: &toml::de::Error) -> Error {
        let line = error.span().map_or(1, |span| self.line_of(span.start));
        let problem = Message::NotToml { error: error.message().lines().next().unwrap_or_default().into() }.into();
        Error::File { at: Location::file(self.file).with_line(line), problem }
    }

    /// The keys outside all sections, and the sections.
    pub(super) fn whole(&'a self, table: &'a DeTable<'a>) -> Section<'a> {
        Section { page: self, path: String::new(), table }
    }

    /// The error of a key that is not there.
    pub(super) fn missing(&self, key: &str) -> Error {
        Error::File { at: Location::file(self.file), problem: Message::KeyMissing { key: key.into() }.into() }
    }

    /// The line, counted from 1, that a byte of the text is on.
    fn line_of(&self, byte: usize) -> u64 {
        u64::try_from(self.ends.partition_point(|end| *end < byte)).unwrap_or(u64::MAX).saturating_add(1)
    }
}

/// Some keys and their values: the whole file, or what is under a `[name]`.
pub(super) struct Section<'a> {
    page: &'a Page<'a>,
    path: String,
    table: &'a DeTable<'a>,
}

impl<'a> Section<'a> {
    /// The items in the order they are.
    pub(super) fn items(&self) -> Vec<Item<'a>> {
        let mut items: Vec<Item<'a>> = self.table.iter().map(|(key, value)| self.item(key, value)).collect();
        items.sort_by_key(|item| item.start);
        items
    }

    fn item(&self, key: &'a Spanned<DeString<'a>>, value: &'a Spanned<DeValue<'a>>) -> Item<'a> {
        let path = if self.path.is_empty() { key.get_ref().to_string() } else { format!("{}.{}", self.path, key.get_ref()) };
        Item { page: self.page, path, start: key.span().start, key: key.get_ref(), value }
    }

    /// One item.
    pub(super) fn get(&self, key: &str) -> Option<Item<'a>> {
        self.table.iter().find(|(found, _)| found.get_ref() == key).map(|(key, value)| self.item(key, value))
    }

    /// Refuses the first key that is none of these, with the nearest right one or the place where it belongs.
    pub(super) fn only(&self, keys: &[&str]) -> Result<()> {
        let Some(item) = self.items().into_iter().find(|item| !keys.contains(&item.key)) else { return Ok(()) };
        let value = item.key.into();
        if let Some(home) = home(item.key) {
            return Err(item.problem(Message::KeyElsewhere { value, home }.into()));
        }
        let nearest = did_you_mean(item.key, keys.iter().copied()).map(Into::into);
        Err(item.problem(Message::UnknownKey { value, nearest, known: keys.iter().map(|key| Text::from(*key)).collect() }.into()))
    }

    /// A value by its word; none where the key is absent.
    pub(super) fn word<T: Copy>(&self, key: &str, words: &[(&str, T)]) -> Result<Option<T>> {
        self.get(key).map(|item| item.word(words)).transpose()
    }

    /// A key that must be there, as a value.
    pub(super) fn required<T: FromStr<Err = Error>>(&self, key: &str) -> Result<T> {
        match self.get(key) {
            Some(item) => item.parsed(),
            None => Err(self.page.missing(key)),
        }
    }
}

/// Where a key belongs that is in the wrong place.
fn home(key: &str) -> Option<LabelKey> {
    let home = |key: &'static str| Some(LabelKey::of(key));
    if ["input", "series", "factors", "accept", "organisation"].contains(&key) {
        home("key-place.own-section")
    } else if INPUT.contains(&key) {
        home("key-place.input")
    } else if FACTORS.contains(&key) {
        home("key-place.factors")
    } else if TOP.contains(&key) {
        home("key-place.top")
    } else {
        None
    }
}

/// A key with its value.
pub(super) struct Item<'a> {
    page: &'a Page<'a>,
    path: String,
    /// Where the key is, in bytes.
    start: usize,
    pub(super) key: &'a str,
    value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Item<'a> {
    /// Where the key is.
    pub(super) fn at(&self) -> Location {
        Location::file(self.page.file).with_line(self.page.line_of(self.start)).with_column(self.path.as_str())
    }

    /// Where the value is: its section's header, where it is one, else its key.
    pub(super) fn place(&self) -> Location {
        let start = if self.is_section() { self.value.span().start } else { self.start };
        Location::file(self.page.file).with_line(self.page.line_of(start)).with_column(self.path.as_str())
    }

    /// A text, a number as it is written, or a truth value.
    pub(super) fn scalar(&self) -> Result<FormValue> {
        match self.value.get_ref() {
            DeValue::Boolean(flag) => Ok(FormValue::Flag(*flag)),
            DeValue::String(text) => Ok(FormValue::Text(text.to_string())),
            DeValue::Integer(_) | DeValue::Float(_) => Ok(FormValue::Text(self.shown())),
            _ => Err(self.problem(Message::NotAValue.into())),
        }
    }

    pub(super) fn problem(&self, problem: Problem) -> Error {
        Error::File { at: self.at(), problem }
    }

    pub(super) fn wrong(&self, message: impl FnOnce(Text) -> Message) -> Error {
        self.problem(message(self.shown().into()).into())
    }

    /// Refuses a key of another place.
    pub(super) fn misplaced(&self) -> Result<()> {
        let refused = |home| Err(self.problem(Message::KeyElsewhere { value: self.key.into(), home }.into()));
        home(self.key).map_or(Ok(()), refused)
    }

    /// The value as it is written, without quotes.
    fn shown(&self) -> String {
        match self.value.get_ref() {
            DeValue::String(text) => text.to_string(),
            _ => self.page.text.get(self.value.span()).unwrap_or_default().to_owned(),
        }
    }

    /// A text that is not empty.
    pub(super) fn text(&self) -> Result<&'a str> {
        match self.value.get_ref() {
            DeValue::String(text) if !text.is_empty() => Ok(text),
            DeValue::String(_) => Err(self.problem(Message::EmptyText.into())),
            _ => Err(self.wrong(|value| Message::NotQuotedText { value })),
        }
    }

    /// A text as a value.
    pub(super) fn parsed<T: FromStr<Err = Error>>(&self) -> Result<T> {
        self.text()?.parse().map_err(|error| self.placed(error))
    }

    /// The key as a value.
    pub(super) fn parsed_key<T: FromStr<Err = Error>>(&self) -> Result<T> {
        self.key.parse().map_err(|error| self.placed(error))
    }

    /// An error of the value, at its key.
    pub(super) fn placed(&self, error: Error) -> Error {
        match error {
            Error::Cell { .. } | Error::File { .. } => error,
            other => self.problem(plain(other)),
        }
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(&self, words: &[(&str, T)]) -> Result<T> {
        let text = match self.value.get_ref() {
            DeValue::String(text) => Some(text),
            _ => None,
        };
        let found = text.and_then(|text| words.iter().find(|(word, _)| *word == text.as_ref()));
        found.map(|(_, meaning)| *meaning).ok_or_else(|| {
            let list: Vec<String> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
            self.wrong(|value| Message::NotOneOf {
                value,
                nearest: None,
                known: list.iter().map(|word| Text::from(word.as_str())).collect(),
            })
        })
    }

    /// `true` or `false`.
    pub(super) fn flag(&self) -> Result<bool> {
        self.value.get_ref().as_bool().ok_or_else(|| self.problem(Message::NotAFlag.into()))
    }

    /// The digits of a number or text; none of anything else.
    pub(super) fn digits(&self) -> Option<String> {
        match self.value.get_ref() {
            DeValue::Integer(number) => Some(number.to_string()),
            DeValue::Float(number) => Some(number.as_str().to_owned()),
            DeValue::String(text) => Some(text.to_string()),
            _ => None,
        }
    }

    /// A number to the last digit, as text or in TOML's own way.
    pub(super) fn exact(&self) -> Result<Exact> {
        let digits = self.digits().ok_or_else(|| self.wrong(|value| Message::NotANumber { value }))?;
        let number = NumberFormat::default().parse(&digits).map_err(|problem| self.problem(problem.without_option()))?;
        if number.is_negative() { Err(self.wrong(|value| Message::BelowZero { value })) } else { Ok(number) }
    }

    /// A count from `least`.
    pub(super) fn count<T: Copy + FromStr + PartialOrd + TryInto<u64>>(&self, least: &T) -> Result<T> {
        let number = match self.value.get_ref() {
            DeValue::Integer(number) => number.to_string().parse().ok(),
            _ => None,
        };
        number
            .filter(|number| number >= least)
            .ok_or_else(|| self.wrong(|value| Message::NotACount { value, least: (*least).try_into().unwrap_or_default() }))
    }

    /// The keys under this one.
    pub(super) fn section(&self) -> Result<Section<'a>> {
        match self.value.get_ref() {
            DeValue::Table(table) => Ok(Section { page: self.page, path: self.path.clone(), table }),
            _ => Err(self.problem(Message::NotASection.into())),
        }
    }

    /// Whether there are keys under this one.
    pub(super) fn is_section(&self) -> bool {
        self.value.get_ref().is_table()
    }

    /// The elements of a list, at the same key.
    pub(super) fn list(&self) -> Option<Vec<Self>> {
        let list = self.value.get_ref().as_array()?;
        let element = |value: &'a Spanned<DeValue<'a>>| Self {
            page: self.page,
            path: self.path.clone(),
            start: value.span().start,
            key: self.key,
            value,
        };
        Some(list.iter().map(element).collect())
    }
}

/// What is wrong, as a problem of a place. Forms and settings count in the Common Era only, so no option is offered there.
pub(super) fn plain(error: Error) -> Problem {
    error.into_problem().without_option()
}
