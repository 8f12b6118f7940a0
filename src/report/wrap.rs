//! Running text of the page, broken into lines.

use crate::report::text;
use unicode_width::UnicodeWidthStr;

/// How wide running text is.
const WIDTH: usize = 100;

/// Running text in lines of a readable width.
pub(in crate::report) fn wrapped(out: &mut String, indent: &str, text: &str) {
    for line in in_lines(text, indent, WIDTH) {
        text::line(out, &line);
    }
}

/// Text in lines of at most so many columns, where its words allow; those after the first are indented further.
pub(super) fn in_lines(text: &str, indent: &str, width: usize) -> Vec<String> {
    let (mut lines, mut line, mut begun) = (Vec::new(), indent.to_owned(), false);
    for word in words(text) {
        for (at, phrase) in phrases(&word).into_iter().enumerate() {
            if begun && line.width().saturating_add(phrase.width()) >= width {
                lines.push(core::mem::replace(&mut line, format!("{indent}  ")));
                begun = false;
            }
            if begun && at == 0 {
                line.push(' ');
            }
            line.push_str(phrase);
            begun = true;
        }
    }
    lines.push(line);
    lines
}

/// Marks that French sets off by a space; no line begins with one.
const SET_OFF: [&str; 4] = [":", ";", "?", "!"];

/// The words of a text, each with the marks that are set off after it.
fn words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match found.last_mut().filter(|_| SET_OFF.contains(&word)) {
            Some(last) => {
                last.push(' ');
                last.push_str(word);
            }
            None => found.push(word.to_owned()),
        }
    }
    found
}

/// The phrases of Japanese, which has no spaces: one ends in hiragana or a mark, and other letters begin the next. Any other word is one.
fn phrases(word: &str) -> Vec<&str> {
    let (mut found, mut from) = (Vec::new(), 0);
    for ((at, letter), next) in word.char_indices().zip(word.chars().skip(1)) {
        let ends = is_hiragana(letter) || "、。）」".contains(letter);
        let begins = (next.is_alphanumeric() && !is_hiragana(next) && next != 'ー') || "（「(".contains(next);
        if ends && begins {
            let to = at.saturating_add(letter.len_utf8());
            found.extend(word.get(from..to));
            from = to;
        }
    }
    found.extend(word.get(from..));
    found
}

fn is_hiragana(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{3096}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_that_is_set_off_by_a_space_stays_with_the_word_before_it() {
        assert_eq!(in_lines("abcd efgh ; i", "", 10), ["abcd", "  efgh ; i"]);
        assert_eq!(in_lines("abcd efgh, i", "", 10), ["abcd efgh,", "  i"]);
        assert_eq!(in_lines("a ? : b", "", 3), ["a ? :", "  b"]);
    }

    #[test]
    fn japanese_is_broken_between_its_phrases_and_other_text_at_its_spaces() {
        let text = "市の境界を越える移動のうち市外の部分、及び送配電損失（12 件）。";
        assert_eq!(phrases("市外の部分、及び送配電損失（12"), ["市外の", "部分、", "及び", "送配電損失（12"]);
        let lines = in_lines(text, "", 24);
        assert!(lines.iter().all(|line| line.width() <= 24), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        assert_eq!(in_lines("the part outside the city", "", 12), ["the part", "  outside", "  the city"]);
        assert_eq!(in_lines("", " ", 12), [" "]);
    }
}
