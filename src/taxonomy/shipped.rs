//! The shipped chart of accounts as it stands: one pass finds the lines of each code; they are read when it is first wanted.

use super::catalogue::{Rule, rule};
use crate::records::{Header, Row, cells};
use std::sync::{LazyLock, OnceLock};

pub(super) const FILE: &str = "catalogue.csv";
pub(super) const TEXT: &str = include_str!("catalogue.csv");

/// The shipped chart.
#[derive(Debug)]
pub(super) struct ShippedCatalogue {
    header: Header,
    /// By code.
    codes: Vec<ShippedCode>,
}

/// A code with its lines, and its rules once they were read.
#[derive(Debug)]
struct ShippedCode {
    code: &'static str,
    lines: Vec<(u64, &'static str)>,
    rules: OnceLock<Vec<Rule>>,
}

static CATALOGUE: LazyLock<ShippedCatalogue> = LazyLock::new(ShippedCatalogue::indexed);

impl ShippedCatalogue {
    /// The chart of the crate.
    pub(super) fn shipped() -> &'static Self {
        &CATALOGUE
    }

    fn indexed() -> Self {
        // A shipped row stands on a line of its own, its code first and bare.
        let mut lines = (1..).zip(TEXT.lines());
        let names = lines.next().map_or("", |(_, names)| names);
        let header = Header::of(FILE, names.split(',').map(str::to_owned).collect());
        let mut rows: Vec<(&str, u64, &str)> =
            lines.filter_map(|(line, text)| Some((text.split_once(',')?.0, line, text))).collect();
        rows.sort_unstable();
        let same = rows.chunk_by(|(code, ..), (next, ..)| code == next);
        let codes = same.filter_map(|rows| {
            let lines = rows.iter().map(|(_, line, text)| (*line, *text)).collect();
            Some(ShippedCode { code: rows.first()?.0, lines, rules: OnceLock::new() })
        });
        Self { header, codes: codes.collect() }
    }

    /// Every code, in alphabetical order.
    pub(super) fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.codes.iter().map(|shipped| shipped.code)
    }

    /// The rules of a code, in the order of the chart.
    pub(super) fn find(&self, code: &str) -> Option<&[Rule]> {
        let at = self.codes.binary_search_by(|shipped| shipped.code.cmp(code)).ok()?;
        let shipped = self.codes.get(at)?;
        Some(shipped.rules.get_or_init(|| shipped.lines.iter().filter_map(|(line, text)| self.read(*line, text)).collect()))
    }

    /// A rule; none only if the crate itself was built from a broken chart, which a test holds against.
    fn read(&self, line: u64, text: &'static str) -> Option<Rule> {
        let cells: Vec<String> = cells(text).map(std::borrow::Cow::into_owned).collect();
        rule(&Row::of(&self.header, line, &cells)).ok()
    }
}
