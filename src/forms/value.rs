//! A form as plain values: keys, each with what is written there.

use crate::records::Placed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is written at a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FormValue {
    /// A text or a number, as it is written.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// Several values.
    List(Vec<Placed<FormValue>>),
    /// Keys of its own.
    Section(FormSection),
    /// The rows of a table in a file of its own.
    Rows(FormTable),
}

/// Some keys with their values.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FormSection {
    keys: BTreeMap<String, Placed<FormValue>>,
}

/// The rows of a table, a section each: all have the keys of the header.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FormTable {
    /// The name of its file.
    pub file: String,
    /// The SHA-256 of the file, if it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The rows.
    pub rows: Vec<FormSection>,
}

impl FormSection {
    /// No keys.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a key and its value; one of that name is replaced.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<FormValue>) -> Self {
        self.set(key, FormValue::into_placed(value.into()));
        self
    }

    /// Sets a key.
    pub fn set(&mut self, key: &str, value: Placed<FormValue>) {
        self.keys.insert(key.to_owned(), value);
    }

    /// What is written at a key.
    pub fn get(&self, key: &str) -> Option<&Placed<FormValue>> {
        self.keys.get(key)
    }

    /// The keys, in alphabetical order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.keys().map(String::as_str)
    }

    /// The keys with their values, in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Placed<FormValue>)> {
        self.keys.iter().map(|(key, value)| (key.as_str(), value))
    }
}

impl FormValue {
    fn into_placed(self) -> Placed<Self> {
        self.into()
    }

    /// A text; none of anything else.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// A section; none of anything else.
    pub fn as_section(&self) -> Option<&FormSection> {
        if let Self::Section(section) = self { Some(section) } else { None }
    }
}

impl From<&str> for FormValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u32> for FormValue {
    fn from(number: u32) -> Self {
        Self::Text(number.to_string())
    }
}

impl From<bool> for FormValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<FormSection> for FormValue {
    fn from(section: FormSection) -> Self {
        Self::Section(section)
    }
}

impl From<Vec<FormSection>> for FormValue {
    fn from(sections: Vec<FormSection>) -> Self {
        Self::List(sections.into_iter().map(|section| Self::Section(section).into()).collect())
    }
}

impl From<FormTable> for FormValue {
    fn from(table: FormTable) -> Self {
        Self::Rows(table)
    }
}
