//! Words for a total, by which a row names itself as the sum of others.

use std::collections::BTreeSet;
use std::sync::LazyLock;

static WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let words = include_str!("total_words.csv").lines().skip(1);
    words.filter_map(|line| line.split_once(',')).map(|(word, _)| plain(word).collect()).collect()
});

/// The longest of them in bytes, blanks and all: what is longer is none.
const LONGEST: usize = 64;

/// Without case and blanks.
fn plain(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase)
}

/// Whether a text is a word for a total, in any language.
///
/// ```
/// use citycarbon::taxonomy::is_total_word;
/// assert!(is_total_word("Grand  TOTAL") && is_total_word("รวม") && is_total_word("合 計"));
/// assert!(!is_total_word("Total Energies") && !is_total_word(""));
/// ```
#[inline]
pub fn is_total_word(text: &str) -> bool {
    // It is asked of every row, most of whose cells are empty.
    !text.is_empty() && is_listed(text)
}

fn is_listed(text: &str) -> bool {
    // Most names of places and notes are ruled out by a digit or their first letter.
    if text.len() > LONGEST || text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let Some(first) = plain(text).next() else { return false };
    WORDS.iter().any(|word| word.starts_with(first) && word.chars().eq(plain(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn every_word_is_found_and_has_a_language() {
        let lines: Vec<(&str, &str)> =
            include_str!("total_words.csv").lines().skip(1).map(|line| line.split_once(',').unwrap()).collect();
        for (word, language) in &lines {
            assert!(is_total_word(word) && word.len() <= LONGEST, "{word}");
            assert!(language.len() == 2, "{word}: {language}");
        }
        assert_eq!(WORDS.len(), lines.len(), "a word twice");
        for language in Language::ALL {
            assert!(lines.iter().any(|(_, of)| *of == language.code()), "no word in {language:?}");
        }
    }
}
