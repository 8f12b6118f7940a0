//! Text as it is compared in a search: without case, width, accents of French and marks.

use crate::quantity::half_width;

/// The most characters of a query that are looked at.
const LONGEST: usize = 200;

/// Text in lower case, full-width letters as half-width ones, one space for each row of spaces and marks, none at the ends.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars().take(LONGEST).map(half_width).flat_map(char::to_lowercase).map(without_accent) {
        if is_mark(letter) {
            if !plain.ends_with(' ') && !plain.is_empty() {
                plain.push(' ');
            }
        } else if letter == 'œ' {
            plain.push_str("oe");
        } else {
            plain.push(letter);
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

fn is_mark(letter: char) -> bool {
    letter.is_whitespace() || ".,;:/-_()[]'’\"、。・·–".contains(letter)
}

/// People leave these accents out; those of Vietnamese are other words.
fn without_accent(letter: char) -> char {
    match letter {
        'é' | 'è' | 'ë' => 'e',
        'à' | 'ä' => 'a',
        'ç' => 'c',
        'î' | 'ï' => 'i',
        'ö' => 'o',
        'û' | 'ü' | 'ù' => 'u',
        _ => letter,
    }
}

/// Whether a letter is of a word that ends where other letters begin: Thai, Chinese characters and kana have no spaces between words.
pub(super) fn joins(letter: char) -> bool {
    let spaceless = matches!(letter, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
    letter.is_alphanumeric() && !spaceless && !is_hangul(letter)
}

/// Words of Korean are written with spaces between them, and joined to new ones.
pub(super) fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{ac00}'..='\u{d7a3}')
}

/// Vowels and tones of Thai that change the letter before them.
fn follows(letter: char) -> bool {
    matches!(letter, '\u{e31}' | '\u{e33}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
}

/// Where a word is in a text as a word, both plain.
pub(super) fn position(text: &str, word: &str) -> Option<usize> {
    let (first, last) = (word.chars().next()?, word.chars().next_back()?);
    let single = word.chars().nth(1).is_none() && is_hangul(first);
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|text| text.chars().next_back());
        let after = text.get(at.saturating_add(word.len())..).and_then(|text| text.chars().next());
        let apart = |own: char, other: Option<char>| {
            !other.is_some_and(|other| (joins(own) && joins(other)) || (single && is_hangul(other)))
        };
        apart(first, before) && apart(last, after) && !after.is_some_and(follows)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_without_case_width_and_marks() {
        assert_eq!(plain("  ＬＰガス（家庭）  "), "lpガス 家庭");
        assert_eq!(plain("Électricité, des  LOGEMENTS."), "electricite des logements");
        assert_eq!((plain("road.diesel-b7").as_str(), plain("...").as_str()), ("road diesel b7", ""));
    }

    #[test]
    fn a_word_is_found_as_a_word() {
        assert_eq!(position("biodiesel", "diesel"), None);
        assert_eq!(position("the diesel", "diesel"), Some(4));
        assert!(position("家庭の電気", "電気").is_some());
        // A cow is no part of consumption, a pig none of a village.
        assert_eq!(position("소비", "소"), None);
        assert_eq!(position("หมู่บ้าน", "หมู"), None);
    }
}
