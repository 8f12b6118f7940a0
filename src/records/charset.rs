//! Encodings by their names in the Encoding Standard (encoding.spec.whatwg.org).

#[cfg(feature = "encodings")]
use super::decode::name_of;
#[cfg(not(feature = "encodings"))]
use super::undecoded::name_of;
use crate::error::{Error, Message, Text};
use core::fmt;
use core::str::FromStr;

/// What the bytes of a file mean. A file that starts with a byte-order mark is of the encoding that the mark says, whatever was stated.
///
/// ```
/// use citycarbon::records::Encoding;
/// assert_eq!("utf-8".parse::<Encoding>()?, Encoding::default());
/// # #[cfg(feature = "encodings")]
/// assert_eq!("tis-620".parse::<Encoding>()?.to_string(), "windows-874");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Encoding(&'static str);

/// The encodings that the offices of the shipped regions use most, as a message names them.
const USUAL: [&str; 9] =
    ["utf-8", "utf-16le", "windows-874", "shift_jis", "euc-jp", "euc-kr", "gb18030", "windows-1258", "windows-1252"];

impl Encoding {
    /// UTF-8, which every file is read as where nothing else is stated.
    pub const UTF_8: Self = Self("utf-8");

    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        self.0
    }
}

impl Default for Encoding {
    fn default() -> Self {
        Self::UTF_8
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl FromStr for Encoding {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let unknown = || Message::UnknownEncoding { value: text.into(), known: USUAL.map(Text::from).into() };
        name_of(text).map(Self).ok_or_else(|| unknown().into())
    }
}

as_text!(Encoding);
