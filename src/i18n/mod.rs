//! All printed text, in every language.
//!
//! In: messages as values, their text by key. Out: text in a [`Language`]. A language is one file of entries `key = text` and one
//! line of `language.rs`; missing entries are printed in English, and a test lists them.
//!
//! ```
//! use citycarbon::i18n::Language;
//! use citycarbon::notice::Notice;
//! let notice = Notice::RowsRefused { rows: 2 };
//! assert_eq!(notice.to_string(), "2 rows were rejected and are not in the total");
//! assert_eq!(notice.render(Language::Thai), "ไม่รับ 2 แถว: ไม่อยู่ในผลรวม");
//! ```

mod errors;
mod language;
mod template;
mod texts;

pub use language::Language;

use crate::error::{Fill, Phrase};
use template::Template;

/// The text of a key; of a key that is in no file, such as one that a later version wrote, the last part of its name.
pub(crate) fn text(key: &str, language: Language) -> &str {
    find(language, &[key]).unwrap_or_else(|| key.rsplit_once('.').map_or(key, |(_, name)| name))
}

/// The text of a key, if there is one.
pub(crate) fn label(key: &str, language: Language) -> Option<&'static str> {
    find(language, &[key])
}

/// The text of the first key that a language has, else of the first that English has.
fn find(language: Language, keys: &[&str]) -> Option<&'static str> {
    [language, Language::English].into_iter().find_map(|language| keys.iter().find_map(|key| language.texts().find(key)))
}

/// A message in a language.
pub(crate) fn render(phrase: &dyn Phrase, language: Language) -> String {
    rendered(phrase, language, |text| text)
}

/// A message in a language, what fills each blank as `shown` gives it.
fn rendered(phrase: &dyn Phrase, language: Language, shown: impl Fn(String) -> String) -> String {
    let key = phrase.key();
    let counts = phrase.blanks().iter().map(|blank| phrase.fill(blank));
    let count = counts.into_iter().find_map(|fill| if let Fill::Count(count) = fill { Some(count) } else { None });
    let single = if count == Some(1) { find(language, &[&format!("{key}.one"), &key]) } else { None };
    let template = Template::parse(single.unwrap_or_else(|| text(&key, language)));
    template.filled(&|blank| printed(&phrase.fill(blank), language).map(&shown))
}

/// What fills a blank, as text.
fn printed(fill: &Fill<'_>, language: Language) -> Option<String> {
    match fill {
        Fill::Nothing => None,
        Fill::Text(text) => Some(text.to_string()),
        Fill::Count(count) => Some(count.to_string()),
        Fill::LabelKey(key) => Some(text(key, language).to_owned()),
        Fill::Phrase(phrase) => Some(render(*phrase, language)),
        Fill::List(fills, separator) => {
            Some(fills.iter().filter_map(|fill| printed(fill, language)).collect::<Vec<_>>().join(separator))
        }
    }
}
