//! Ranks and medians of figures, some of which are not known.

use crate::error::Result;
use crate::quantity::Exact;

/// The rank of each figure: 1 is the lowest, equal figures have the same, and the next one counts all before it. None where there is
/// no figure, or no other to be ranked with.
pub(super) fn ranks(figures: &[Option<Exact>]) -> Vec<Option<u64>> {
    let known: Vec<Exact> = figures.iter().flatten().copied().collect();
    let rank = |figure: &Exact| known.iter().filter(|other| *other < figure).map(|_| 1).sum::<u64>().saturating_add(1);
    figures.iter().map(|figure| figure.as_ref().filter(|_| known.len() > 1).map(rank)).collect()
}

/// The figure in the middle, or half of the two in the middle together; none where there are fewer than two.
pub(super) fn median(figures: &[Option<Exact>]) -> Result<Option<Exact>> {
    let mut known: Vec<Exact> = figures.iter().flatten().copied().collect();
    known.sort();
    if known.len() < 2 {
        return Ok(None);
    }
    // The same one twice where their number is odd.
    let upper = known.len().div_euclid(2);
    let lower = known.len().saturating_sub(1).div_euclid(2);
    let (Some(lower), Some(upper)) = (known.get(lower), known.get(upper)) else { return Ok(None) };
    if lower == upper {
        return Ok(Some(*lower));
    }
    lower.checked_add(*upper)?.checked_mul(Exact::new(5, 1)?).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(texts: &[&str]) -> Vec<Option<Exact>> {
        texts.iter().map(|text| text.parse().ok()).collect()
    }

    #[test]
    fn equal_figures_have_the_same_rank_and_the_next_counts_both() {
        assert_eq!(ranks(&figures(&["3", "1", "-", "3", "7.5"])), [Some(2), Some(1), None, Some(2), Some(4)]);
        assert_eq!(ranks(&figures(&["3", "-"])), [None, None]);
    }

    #[test]
    fn a_median_is_in_the_middle() {
        let median = |texts: &[&str]| median(&figures(texts)).unwrap().map(|figure| figure.to_string());
        assert_eq!(median(&["9", "1", "-", "2"]), Some("2".to_owned()));
        assert_eq!(median(&["9", "1", "2", "2.5"]), Some("2.25".to_owned()));
        assert_eq!(median(&["9"]), None);
        assert_eq!(median(&[]), None);
    }
}
