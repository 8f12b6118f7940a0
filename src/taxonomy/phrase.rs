//! Sentences with blanks, in every language: the table lies beside the room that says them.

use super::{Category, NotationKey, Region, Year};
use std::collections::HashMap;

/// What fills a blank of a sentence, as a language says it.
pub(crate) trait Part {
    /// In English, or in Thai for `th`.
    fn said(&self, language: &str) -> String;
}

/// Parts that read alike in every language.
macro_rules! alike {
    ($($type:ty),+ $(,)?) => { $(
        impl $crate::taxonomy::Part for $type {
            fn said(&self, _: &str) -> String {
                self.to_string()
            }
        }
    )+ };
}
pub(crate) use alike;

alike!(String, u64, Category, NotationKey, Region, Year);

impl<T: Part> Part for Vec<T> {
    fn said(&self, language: &str) -> String {
        self.iter().map(|part| part.said(language)).collect::<Vec<_>>().join(", ")
    }
}

/// An enum of sentences: each kind has parts, which fill the blanks of that name in the row of the kind's name. It is said by a
/// method `say` of its own, is displayed in English, and takes words of others as its kind `Own`.
macro_rules! sentences {
    ($(#[$about:meta])* $name:ident; $($(#[$doc:meta])* $kind:ident { $($part:ident: $type:ty),* $(,)? })*) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        #[allow(missing_docs)] // The parts of a kind are the blanks of its sentence, by name.
        pub enum $name { $($(#[$doc])* $kind { $($part: $type),* }),* }

        impl $name {
            fn kind(&self) -> &'static str {
                match self { $(Self::$kind { .. } => stringify!($kind)),* }
            }

            fn part(&self, blank: &str, language: &str) -> Option<String> {
                match self {
                    $(Self::$kind { $($part),* } => match blank {
                        $(stringify!($part) => Some($crate::taxonomy::Part::said($part, language)),)*
                        _ => None,
                    }),*
                }
            }

            #[cfg(test)]
            const KINDS: &'static [(&'static str, &'static [&'static str])] =
                &[$((stringify!($kind), &[$(stringify!($part)),*])),*];
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.say("en"))
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::Own { text }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::Own { text: text.to_owned() }
            }
        }

        /// By its English words.
        impl PartialEq<&str> for $name {
            fn eq(&self, text: &&str) -> bool {
                self.say("en") == *text
            }
        }
    };
}
pub(crate) use sentences;

/// The sentences of a table with the columns `name,en,th`. A blank is a name in braces, and may stand anywhere in a sentence.
pub(crate) struct Phrases {
    rows: HashMap<String, [String; 2]>,
}

impl Phrases {
    /// The sentences of a shipped table.
    pub(crate) fn shipped(table: &str) -> Self {
        let cells = |row: csv::StringRecord| {
            let cell = |at: usize| row.get(at).unwrap_or_default().to_owned();
            (cell(0), [cell(1), cell(2)])
        };
        Self { rows: csv::Reader::from_reader(table.as_bytes()).into_records().flatten().map(cells).collect() }
    }

    /// A sentence in a language (English, or Thai for `th`), each blank filled by what `part` gives for its name.
    pub(crate) fn say(&self, name: &str, language: &str, part: impl Fn(&str) -> Option<String>) -> String {
        let mut rest = self.rows.get(name).map_or("", |[english, thai]| if language == "th" { thai } else { english });
        let mut said = String::with_capacity(rest.len());
        // What fills a blank is not looked through for further blanks.
        while let Some((before, after)) = rest.split_once('{') {
            let (blank, behind) = after.split_once('}').unwrap_or((after, ""));
            said.push_str(before);
            said.push_str(&part(blank).unwrap_or_default());
            rest = behind;
        }
        said.push_str(rest);
        said
    }

    /// Asserts that each name has one row and each row a name, that no cell is empty, and that every language has the blanks
    /// named, each of them at least once.
    #[cfg(test)]
    pub(crate) fn assert_whole(table: &str, names: &[(&str, &[&str])]) {
        use std::collections::BTreeSet;
        let blanks = |text: &str| {
            let found = text.split('{').skip(1).map(|piece| piece.split_once('}').unwrap_or_else(|| panic!("{text}: open")).0);
            found.map(str::to_owned).collect::<BTreeSet<_>>()
        };
        let records = csv::Reader::from_reader(table.as_bytes()).into_records();
        let rows: Vec<csv::StringRecord> = records.map(|row| row.unwrap()).collect();
        let listed: Vec<&str> = rows.iter().map(|row| &row[0]).collect();
        assert_eq!(listed, names.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        for (row, (_, wanted)) in rows.iter().zip(names) {
            assert_eq!(row.len(), 3, "{row:?}");
            assert!(row.iter().all(|cell| !cell.trim().is_empty()), "{row:?}");
            let wanted: BTreeSet<String> = wanted.iter().map(|blank| (*blank).to_owned()).collect();
            assert_eq!((blanks(&row[1]), blanks(&row[2])), (wanted.clone(), wanted), "{row:?}");
            assert!(row[2].chars().any(|letter| ('\u{e01}'..='\u{e5b}').contains(&letter)) || row[1] == row[2], "{row:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_filled_by_name_and_once() {
        let phrases = Phrases::shipped("name,en,th\nGone,{a} and {b},{b} กับ {a}\n");
        let part = |blank: &str| Some(if blank == "a" { "{b}".to_owned() } else { "2".to_owned() });
        assert_eq!(phrases.say("Gone", "en", part), "{b} and 2");
        assert_eq!(phrases.say("Gone", "th", part), "2 กับ {b}");
        assert_eq!(phrases.say("Gone", "xx", |_| None), " and ");
        assert_eq!(phrases.say("Other", "en", part), "");
    }
}
