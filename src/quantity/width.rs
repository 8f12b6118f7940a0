//! The letters that East Asian text has in full width.

/// A letter of the full width in its usual width.
pub(crate) fn half_width(letter: char) -> char {
    let shifted = u32::from(letter).checked_sub(0xfee0).and_then(char::from_u32);
    match letter {
        '\u{ff01}'..='\u{ff5e}' => shifted.unwrap_or(letter),
        '\u{3000}' => ' ',
        _ => letter,
    }
}
