//! The languages: each is a line here and a file next to it.

use super::texts::Texts;
use crate::error::{Error, LabelKey, Message, Result};
use core::fmt;
use core::str::FromStr;
use std::sync::LazyLock;

macro_rules! languages {
    ($($(#[$attribute:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// A language that reports and errors are printed in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        #[non_exhaustive]
        #[allow(missing_docs)] // A language is named by its variant.
        pub enum Language { $($(#[$attribute])* $name),+ }

        impl Language {
            /// All of them.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$name),+];

            /// Its code: `en`, `th`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// The column of a city's own table that holds names in it: `label_en`.
            pub fn label_column(self) -> &'static str {
                match self { $(Self::$name => concat!("label_", $code)),+ }
            }

            /// Every entry of its file, by key.
            pub fn entries(self) -> &'static [(&'static str, &'static str)] {
                self.texts().entries()
            }

            /// Its file, read when it is first used.
            pub(super) fn texts(self) -> &'static Texts {
                match self {
                    $(Self::$name => {
                        static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::read(include_str!(concat!($code, ".txt"))));
                        &TEXTS
                    })+
                }
            }
        }
    };
}

languages! {
    #[default]
    English = "en",
    Thai = "th",
    Japanese = "ja",
    Korean = "ko",
    Vietnamese = "vi",
    French = "fr",
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl FromStr for Language {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|language| language.code() == text).ok_or_else(|| {
            let names = Self::ALL.iter().map(|language| language.code().into()).collect();
            Message::UnknownName { value: text.into(), what: LabelKey::of("name.language"), nearest: None, names }.into()
        })
    }
}

as_text!(Language);
