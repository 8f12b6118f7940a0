//! The nearest right word.

/// The candidate within two edits of `word` (a letter added, dropped, changed, or two neighbours swapped), nearest first and
/// then in alphabetical order. Of a word of three to five letters one edit is allowed, of a shorter one none: there everything is near.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = word.chars().take(65).flat_map(char::to_lowercase).collect();
    if wanted.len() < 3 || wanted.len() > 64 {
        return None;
    }
    let most = if wanted.len() < 6 { 1 } else { 2 };
    candidates
        .into_iter()
        .filter_map(|candidate| Some((within_two(&wanted, candidate).filter(|distance| *distance <= most)?, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Whether one letter added, dropped or changed, or two neighbours swapped, makes one word the other.
pub(crate) fn is_one_edit(word: &str, other: &str) -> bool {
    let word: Vec<char> = word.chars().flat_map(char::to_lowercase).collect();
    within_two(&word, other) == Some(1)
}

/// The distance, if it is at most two.
fn within_two(wanted: &[char], candidate: &str) -> Option<usize> {
    let other: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
    if other.len().abs_diff(wanted.len()) > 2 {
        return None;
    }
    // Three rows of the table are enough for Damerau's swap of neighbours.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in wanted.iter().enumerate() {
        let mut now = vec![row.saturating_add(1)];
        for (column, found) in other.iter().enumerate() {
            let changed = last.get(column)?.saturating_add(usize::from(letter != found));
            let dropped = last.get(column.saturating_add(1))?.saturating_add(1);
            let added = now.get(column)?.saturating_add(1);
            let mut nearest = changed.min(dropped).min(added);
            if let (Some(left), Some(up)) = (column.checked_sub(1), row.checked_sub(1))
                && wanted.get(up) == Some(found)
                && other.get(left) == Some(letter)
            {
                nearest = nearest.min(before.get(left)?.saturating_add(1));
            }
            now.push(nearest);
        }
        before = std::mem::replace(&mut last, now);
    }
    last.last().copied().filter(|distance| *distance <= 2)
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn the_nearest_word_is_found_and_far_ones_are_not() {
        let units = ["kWh", "MWh", "litre", "tonne"];
        assert_eq!(did_you_mean("liter", units), Some("litre"));
        assert_eq!(did_you_mean("KWH", units), Some("kWh"));
        assert_eq!(did_you_mean("furlong", units), None);
        assert_eq!(did_you_mean("t", units), None);
    }
}
