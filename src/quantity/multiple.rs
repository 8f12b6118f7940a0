//! Thousands and millions in words before a unit: `nghìn lít`, `千m3`, `1000 kWh`.

use super::Exact;
use std::sync::LazyLock;

/// A text as a word of thousands or millions and what is after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Multiple<'t> {
    /// How many of what follows.
    pub(super) times: Exact,
    /// The word as it is written.
    pub(super) word: &'t str,
    /// What follows, without spaces around it; not empty.
    pub(super) of: &'t str,
}

/// The words with what they are, the longest first: `พันล้าน` is no thousand.
static WORDS: LazyLock<Vec<(&'static str, Exact)>> = LazyLock::new(|| {
    let mut words: Vec<(&'static str, Exact)> = include_str!("multiples.csv").lines().skip(1).filter_map(of_line).collect();
    words.sort_by_key(|(word, _)| core::cmp::Reverse(word.len()));
    words
});

fn of_line(line: &'static str) -> Option<(&'static str, Exact)> {
    // A word may hold a comma, in quotes.
    let (word, power) = line.rsplit_once(',')?.0.rsplit_once(',')?;
    let (word, power) = (word.trim_matches('"'), power.parse::<u32>().ok()?);
    Some((word, Exact::new(10_i128.checked_pow(power)?, 0).ok()?))
}

impl<'t> Multiple<'t> {
    /// Every way to read the beginning of a text as such a word, the longest first. What follows may be anything but another such word:
    /// `천백만` is 11 million, not a thousand million. Latin letters end where a word of them does: `millelitre` is a slip for `millilitre`.
    pub(super) fn all(text: &'t str) -> impl Iterator<Item = Self> {
        Self::beginning(text).filter(|read| Self::beginning(read.of).next().is_none())
    }

    fn beginning(text: &'t str) -> impl Iterator<Item = Self> {
        WORDS.iter().filter_map(move |(word, times)| {
            let (start, rest) = text.split_at_checked(word.len())?;
            let of = rest.trim();
            let (last, next) = (word.chars().next_back()?, rest.chars().next()?);
            // Letters of other scripts have no case, and a digit after digits is one of the same number.
            let goes_on = (last.is_ascii_digit() && next.is_ascii_digit()) || (is_latin(last) && next.is_alphabetic());
            (start.eq_ignore_ascii_case(word) && !goes_on && !of.is_empty()).then_some(Self { times: *times, word: start, of })
        })
    }
}

fn is_latin(letter: char) -> bool {
    letter.is_alphabetic() && (letter <= '\u{24f}' || ('\u{1e00}'..='\u{1eff}').contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::Multiple;

    #[test]
    fn the_longest_word_is_read_first() {
        let all = |text| Multiple::all(text).map(|read| format!("{} {}", read.times, read.of)).collect::<Vec<_>>();
        assert_eq!(all("พันล้านหน่วย"), ["1000000000 หน่วย"]);
        assert_eq!(all("millions de kWh"), ["1000000 kWh", "1000000 de kWh"]);
        assert_eq!(all("10000 m3"), ["10000 m3"]);
        assert_eq!(all("Nghìn  lít"), ["1000 lít"]);
        for none in
            ["", "1000", "nghìn ", "10005 m3", "kWh", "ligne", "millelitre", "천백만kWh", "万千kWh", "1000 1000 m3", "10³1000 m3"]
        {
            assert_eq!(all(none), Vec::<String>::new(), "{none}");
        }
    }
}
