//! Text as the parts of a workbook hold it.

use std::fmt::Write as _;

/// The most that a cell holds ("Excel specifications and limits"), in units of UTF-16.
const MOST: usize = 32_767;

/// Text with the signs of XML spelled out, and what XML cannot hold as `_x0001_` (ECMA-376, part 1, 22.9.2.19). What is longer than a
/// cell holds ends with an ellipsis.
pub(super) fn escaped(text: &str) -> String {
    cut(text, MOST)
}

/// The same, no longer than `most`.
pub(super) fn cut(text: &str, most: usize) -> String {
    let whole: usize = text.chars().map(char::len_utf16).sum();
    let room = if whole > most { most.saturating_sub(1) } else { most };
    let (mut out, mut units) = (String::with_capacity(text.len()), 0_usize);
    for (at, letter) in text.char_indices() {
        units = units.saturating_add(letter.len_utf16());
        if units > room {
            out.push('…');
            break;
        }
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '_' if text.get(at..).is_some_and(looks_escaped) => out.push_str("_x005F_"),
            '\t' | '\n' => out.push(letter),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => {
                // Text can always be written to memory.
                let _ = write!(out, "_x{:04X}_", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out
}

/// Whether text begins as a letter that is spelled out.
fn looks_escaped(text: &str) -> bool {
    let digits = text.strip_prefix("_x").and_then(|rest| rest.get(..5));
    digits.and_then(|digits| digits.strip_suffix('_')).is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        assert_eq!(escaped("<r>&\"</r>"), "&lt;r&gt;&amp;&quot;&lt;/r&gt;");
        assert_eq!(escaped("a\u{1}b\r\n_x0041_ _x_"), "a_x0001_b_x000D_\n_x005F_x0041_ _x_");
        assert_eq!(cut("สวัสดี", 4), "สวั…");
        assert_eq!(escaped(&"x".repeat(40_000)).chars().count(), MOST);
    }
}
