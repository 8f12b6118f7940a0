//! What can be wrong, one variant for each message. Its text is the entry of its name in the language files.

use super::{Blank, ErrorKind, Fill, Text};
use serde::{Deserialize, Serialize};

/// Messages, each after the kind that it is of.
macro_rules! problems {
    ($(#[$about:meta])* $($group:ident: $kind:ident $({ $($blank:ident: $type:ty),* $(,)? })?)*) => {
        messages! {
            $(#[$about])*
            pub enum Message in "problem";
            $($kind $({ $($blank: $type),* })?)*
        }

        impl Message {
            /// The stable kind of the problem.
            pub fn kind(&self) -> ErrorKind {
                match self { $(Self::$kind { .. } => ErrorKind::$group),* }
            }
        }
    };
}

problems! {
    /// What is wrong, with the parts that its text has blanks for; `value` is what was found.
    Setting: Plain { kind: PlainKind, value: Option<Text>, reason: Text, help: Option<Text> }
    Setting: UnknownLanguage { value: Text, languages: Vec<Text> }
}

/// A kind as a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlainKind(pub ErrorKind);

impl Blank for PlainKind {
    fn fill(&self) -> Fill<'_> {
        Fill::Nothing
    }
}
