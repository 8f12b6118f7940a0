//! Messages as data: a key of the language files, and what fills the blanks there. No prose.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// What a language file has a text for.
pub trait Phrase {
    /// The key of its text: `notice.RowsRefused`.
    fn key(&self) -> Cow<'static, str>;

    /// The names of its blanks, in the order of their declaration.
    fn blanks(&self) -> &'static [&'static str];

    /// What fills a blank.
    fn fill(&self, blank: &str) -> Fill<'_>;
}

/// What fills a blank.
#[derive(Clone)]
pub enum Fill<'a> {
    /// Nothing: the part of the text around the blank is left out.
    Nothing,
    /// Text that is the same in every language.
    Text(Cow<'a, str>),
    /// A number of things.
    Count(u64),
    /// Several, one after another.
    List(Vec<Fill<'a>>),
    /// The text of a key, without blanks.
    Term(Cow<'a, str>),
    /// What has a text with blanks of its own.
    Phrase(&'a dyn Phrase),
}

/// A value that can fill a blank.
pub trait Blank {
    /// What it fills the blank with.
    fn fill(&self) -> Fill<'_>;
}

impl Blank for str {
    fn fill(&self) -> Fill<'_> {
        Fill::Text(Cow::Borrowed(self))
    }
}

impl Blank for String {
    fn fill(&self) -> Fill<'_> {
        self.as_str().fill()
    }
}

macro_rules! counts {
    ($($number:ty),+) => { $(
        impl Blank for $number {
            fn fill(&self) -> Fill<'_> {
                Fill::Count((*self).into())
            }
        }
    )+ };
}
counts!(u8, u16, u32, u64);

impl<T: Blank> Blank for Option<T> {
    fn fill(&self) -> Fill<'_> {
        self.as_ref().map_or(Fill::Nothing, Blank::fill)
    }
}

impl<T: Blank> Blank for Vec<T> {
    fn fill(&self) -> Fill<'_> {
        if self.is_empty() { Fill::Nothing } else { Fill::List(self.iter().map(Blank::fill).collect()) }
    }
}

impl<T: Blank + ?Sized> Blank for Box<T> {
    fn fill(&self) -> Fill<'_> {
        (**self).fill()
    }
}

/// Text found in a file, as much of it as a message can show: a cell may hold a megabyte, and many errors are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct Text(Box<str>);

/// The most characters of a [`Text`]; a message shows fewer.
const KEPT: usize = 400;

impl Text {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.char_indices().nth(KEPT).and_then(|(end, _)| text.get(..end)).unwrap_or(text).into())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        if text.len() <= KEPT { Self(text.into()) } else { text.as_str().into() }
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl Blank for Text {
    fn fill(&self) -> Fill<'_> {
        self.0.fill()
    }
}

/// A word of ours by its key in the language files: `dimension.mass`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Term(Cow<'static, str>);

impl Term {
    /// The word with this key.
    pub const fn of(key: &'static str) -> Self {
        Self(Cow::Borrowed(key))
    }
}

impl From<String> for Term {
    fn from(key: String) -> Self {
        Self(Cow::Owned(key))
    }
}

impl Blank for Term {
    fn fill(&self) -> Fill<'_> {
        Fill::Term(Cow::Borrowed(&self.0))
    }
}
