//! Activity codes that are about the same emissions, in two ways.

use crate::error::Result;
use crate::records::{BundledRow, Row, bundled_rows};
use std::sync::LazyLock;

/// Two activity codes, or two patterns of them, of which a city counts one. `*` in a pattern is any text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Overlap {
    /// The one.
    pub first: String,
    /// The other.
    pub second: String,
    /// The id of the publication that says so.
    pub source: String,
    /// Where it says it.
    pub locator: String,
}

static PAIRS: LazyLock<Vec<Overlap>> = LazyLock::new(|| bundled_rows("overlaps.csv", include_str!("overlaps.csv")));

impl BundledRow for Overlap {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        let cell = |column: &str| row.require(column).map(str::to_owned);
        Ok(Self { first: cell("first")?, second: cell("second")?, source: cell("source")?, locator: cell("locator")? })
    }
}

impl Overlap {
    /// Every pair.
    pub fn all() -> &'static [Self] {
        &PAIRS
    }

    /// Whether a code is the one.
    pub fn is_first(&self, code: &str) -> bool {
        fits(&self.first, code)
    }

    /// Whether a code is the other.
    pub fn is_second(&self, code: &str) -> bool {
        fits(&self.second, code)
    }
}

/// Whether a code fits a pattern.
fn fits(pattern: &str, code: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == code };
    let Some(mut left) = code.strip_prefix(start) else { return false };
    let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    for part in middle.split('*').filter(|part| !part.is_empty()) {
        let Some((_, after)) = left.split_once(part) else { return false };
        left = after;
    }
    left.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::Catalogue;
    use std::collections::BTreeSet;

    #[test]
    fn a_star_is_any_text() {
        assert!(fits("road.*gasoline*", "road.us-gasoline-truck") && fits("road.*gasoline*", "road.gasoline"));
        assert!(fits("*-a*b", "x-a-b-ab") && fits("a", "a"));
        assert!(!fits("road.*gasoline*", "road.us-diesel-truck") && !fits("a*a", "a") && !fits("a", "ab"));
    }

    #[test]
    fn every_pair_is_of_codes() {
        let codes: Vec<&str> = Catalogue::bundled().codes().collect();
        for pair in Overlap::all() {
            for pattern in [&pair.first, &pair.second] {
                assert!(codes.iter().any(|code| fits(pattern, code)), "{pattern}: no such code");
            }
            assert!(!codes.iter().any(|code| pair.is_first(code) && pair.is_second(code)), "{pair:?}: a code with itself");
        }
        assert_eq!(Overlap::all().len(), include_str!("overlaps.csv").lines().count() - 1, "every row is read");
        let pairs: BTreeSet<_> = Overlap::all().iter().map(|pair| (&pair.first, &pair.second)).collect();
        assert_eq!(pairs.len(), Overlap::all().len());
    }
}
