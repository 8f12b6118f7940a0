//! Messages as data: a key of the language files, and what fills the blanks there. No prose.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// What keeps the traits of messages to this crate, whose language files have their texts.
pub(crate) mod sealed {
    pub trait SealedPhrase {}
    pub trait SealedBlank {}
}
use sealed::{SealedBlank, SealedPhrase};

/// What a language file has a text for.
pub trait Phrase: SealedPhrase {
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
    /// Several, one after another, and what separates two of them.
    List(Vec<Fill<'a>>, &'static str),
    /// The text of a key, without blanks.
    LabelKey(Cow<'a, str>),
    /// What has a text with blanks of its own.
    Phrase(&'a dyn Phrase),
}

impl fmt::Debug for Fill<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("Nothing"),
            Self::Text(text) => f.debug_tuple("Text").field(text).finish(),
            Self::Count(count) => f.debug_tuple("Count").field(count).finish(),
            Self::List(parts, separator) => f.debug_tuple("List").field(parts).field(separator).finish(),
            Self::LabelKey(key) => f.debug_tuple("LabelKey").field(key).finish(),
            Self::Phrase(phrase) => f.debug_tuple("Phrase").field(&phrase.key()).finish(),
        }
    }
}

/// A value that can fill a blank.
pub trait Blank: SealedBlank {
    /// What separates two of them in a list.
    const SEPARATOR: &'static str = ", ";

    /// What it fills the blank with.
    fn fill(&self) -> Fill<'_>;

    /// A text found in a file as such a value, if it can be one.
    fn of_text(_: &str) -> Option<Self>
    where
        Self: Sized,
    {
        None
    }
}

/// Puts a text in the place of a value, if it can be one.
pub(super) fn put<T: Blank>(blank: &mut T, text: &str) {
    if let Some(other) = T::of_text(text) {
        *blank = other;
    }
}

impl SealedBlank for str {}

impl Blank for str {
    fn fill(&self) -> Fill<'_> {
        Fill::Text(Cow::Borrowed(self))
    }
}

impl SealedBlank for String {}

impl Blank for String {
    fn fill(&self) -> Fill<'_> {
        self.as_str().fill()
    }
}

macro_rules! counts {
    ($($number:ty),+) => { $(
        impl SealedBlank for $number {}

        impl Blank for $number {
            fn fill(&self) -> Fill<'_> {
                Fill::Count((*self).into())
            }
        }
    )+ };
}
counts!(u8, u16, u32, u64);

impl<T: Blank> SealedBlank for Option<T> {}

impl<T: Blank> Blank for Option<T> {
    fn fill(&self) -> Fill<'_> {
        self.as_ref().map_or(Fill::Nothing, Blank::fill)
    }

    fn of_text(text: &str) -> Option<Self> {
        T::of_text(text).map(Some)
    }
}

impl<T: Blank> SealedBlank for Vec<T> {}

impl<T: Blank> Blank for Vec<T> {
    fn fill(&self) -> Fill<'_> {
        if self.is_empty() { Fill::Nothing } else { Fill::List(self.iter().map(Blank::fill).collect(), T::SEPARATOR) }
    }
}

impl<T: Blank + ?Sized> SealedBlank for Box<T> {}

impl<T: Blank + ?Sized> Blank for Box<T> {
    fn fill(&self) -> Fill<'_> {
        (**self).fill()
    }
}

/// Text found in a file, as much of it as a message can show: a cell may hold a megabyte, and many errors are kept.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct Text(Box<str>);

/// The most characters of a [`Text`]; a message shows fewer.
const KEPT: usize = 400;

impl Text {
    /// Those characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<T: fmt::Display + ?Sized> From<&T> for Text {
    fn from(value: &T) -> Self {
        let mut kept = Beginning(String::new());
        // It ends early, and by no other error, where there is more than is kept.
        let _ = write!(kept, "{value}");
        Self(kept.0.into())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

/// The first characters of what is written.
struct Beginning(String);

impl fmt::Write for Beginning {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let room = KEPT.saturating_sub(self.0.chars().count());
        self.0.extend(text.chars().take(room));
        if text.chars().nth(room).is_some() { Err(fmt::Error) } else { Ok(()) }
    }
}

impl SealedBlank for Text {}

impl Blank for Text {
    fn fill(&self) -> Fill<'_> {
        self.0.fill()
    }

    fn of_text(text: &str) -> Option<Self> {
        Some(text.into())
    }
}

/// A word of ours by its key in the language files: `dimension.mass`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LabelKey(Cow<'static, str>);

impl LabelKey {
    /// The word with this key.
    pub const fn of(key: &'static str) -> Self {
        Self(Cow::Borrowed(key))
    }
}

impl From<String> for LabelKey {
    fn from(key: String) -> Self {
        Self(Cow::Owned(key))
    }
}

impl SealedBlank for LabelKey {}

impl Blank for LabelKey {
    fn fill(&self) -> Fill<'_> {
        Fill::LabelKey(Cow::Borrowed(&self.0))
    }
}
