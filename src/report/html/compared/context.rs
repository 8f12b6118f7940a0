//! What all sections of the page of several cities are made from.

use crate::error::Result;
use crate::i18n::Language;
use crate::quantity::Exact;
use crate::report::comparison::{ComparedCity, ComparedGroup, ComparisonReport, name, whole};
use crate::report::html::context::HtmlWords;
use crate::report::html::element::HtmlCell;
use crate::report::html::labels::HtmlLabel as H;
use crate::report::labels::Label;
use std::ops::Deref;

/// A city with its name and its place in the report.
pub(super) struct NamedCity<'a> {
    pub(super) at: usize,
    pub(super) name: String,
    pub(super) city: &'a ComparedCity,
}

/// Cities with the same level and GWP set.
pub(super) struct CitiesAlike<'a> {
    pub(super) at: usize,
    pub(super) group: &'a ComparedGroup,
    pub(super) cities: Vec<NamedCity<'a>>,
}

impl CitiesAlike<'_> {
    /// As headings name them: `BASIC, AR5`.
    pub(super) fn named(&self) -> String {
        format!("{}, {}", self.group.level, self.group.gwp)
    }
}

/// Everything that the page shows, and how.
pub(super) struct ComparedContext<'a> {
    pub(super) groups: Vec<CitiesAlike<'a>>,
    words: HtmlWords,
}

/// A section asks the page for words and figures, whichever page it is.
impl Deref for ComparedContext<'_> {
    type Target = HtmlWords;

    fn deref(&self) -> &HtmlWords {
        &self.words
    }
}

/// A figure by which cities are ranked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum RankedFigure {
    Total,
    PerHead,
    PerKm2,
}

impl RankedFigure {
    /// What it is called.
    pub(super) fn label(self) -> Label {
        match self {
            Self::Total => Label::CompareTotal,
            Self::PerHead => Label::ComparePerHead,
            Self::PerKm2 => Label::ComparePerKm2,
        }
    }

    /// Its name in `compare --format json` and in links.
    pub(super) fn member(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::PerHead => "per_head",
            Self::PerKm2 => "per_km2",
        }
    }

    pub(super) fn of(self, city: &ComparedCity) -> Option<Exact> {
        match self {
            Self::Total => city.total_t,
            Self::PerHead => city.per_head_t,
            Self::PerKm2 => city.per_km2_t,
        }
    }

    pub(super) fn rank(self, city: &ComparedCity) -> Option<u64> {
        match self {
            Self::Total => city.ranks.total,
            Self::PerHead => city.ranks.per_head,
            Self::PerKm2 => city.ranks.per_km2,
        }
    }

    pub(super) fn median(self, group: &ComparedGroup) -> Option<Exact> {
        match self {
            Self::Total => group.median_total_t,
            Self::PerHead => group.median_per_head_t,
            Self::PerKm2 => group.median_per_km2_t,
        }
    }

    /// Digits after the dot, as the text of the comparison has them.
    fn places(self) -> u32 {
        match self {
            Self::Total | Self::PerKm2 => 0,
            Self::PerHead => 2,
        }
    }
}

impl<'a> ComparedContext<'a> {
    pub(super) fn of(report: &'a ComparisonReport, language: Language) -> Self {
        let named = |(at, city)| NamedCity { at, name: name(report, city), city };
        let of_group = |(at, group)| {
            let cities = report.cities.iter().enumerate().filter(|(_, city)| city.is_in(group));
            CitiesAlike { at, group, cities: cities.map(named).collect() }
        };
        Self { groups: report.groups.iter().enumerate().map(of_group).collect(), words: HtmlWords::of(language) }
    }

    /// A figure as printed.
    pub(super) fn printed(&self, of: RankedFigure, figure: Exact) -> String {
        self.digits.rounded(figure, of.places())
    }

    /// The figure of a city as the text of the comparison prints it; none where it is not known.
    pub(super) fn figure(&self, of: RankedFigure, city: &ComparedCity) -> Result<Option<(String, Exact)>> {
        // Both parts of BASIC+ are rounded, as the inventory prints them.
        let rounded = if of == RankedFigure::Total { whole(city)? } else { of.of(city) };
        Ok(rounded.zip(of.of(city)).map(|(rounded, exact)| (self.printed(of, rounded), exact)))
    }

    /// The same as a cell with its place in `compare --format json`.
    pub(super) fn cell(&self, of: RankedFigure, city: &NamedCity<'_>) -> Result<HtmlCell> {
        Ok(match self.figure(of, city.city)? {
            Some((printed, exact)) => HtmlCell::figure(printed, exact).at(format!("cities/{}/{}_t", city.at, of.member())),
            None => HtmlCell::none(),
        })
    }

    /// Who has the least and the most of the ranked cities of a group; none where no two are ranked.
    pub(super) fn span(&self, of: RankedFigure, alike: &CitiesAlike<'_>) -> Result<Option<H>> {
        let ranked = || alike.cities.iter().filter(|city| of.rank(city.city).is_some());
        let figures = || ranked().filter_map(|city| of.of(city.city));
        let (Some(low), Some(high), Some(median)) = (figures().min(), figures().max(), of.median(alike.group)) else {
            return Ok(None);
        };
        let names = |figure: Exact| {
            let equal = ranked().filter(|city| of.of(city.city) == Some(figure));
            equal.map(|city| city.name.as_str()).collect::<Vec<_>>().join(", ")
        };
        let (group, what) = (alike.named(), self.word(&of.label()));
        let shown = |figure: Exact| -> Result<String> {
            let city = ranked().find(|city| of.of(city.city) == Some(figure));
            let printed = city.map(|city| self.figure(of, city.city)).transpose()?.flatten();
            Ok(printed.map_or_else(|| self.printed(of, figure), |(printed, _)| printed))
        };
        Ok(Some(if low == high {
            H::ComparedEqual { group, what, tonnes: shown(low)? }
        } else {
            let (least, most, low, high) = (names(low), names(high), shown(low)?, shown(high)?);
            H::ComparedSpan { group, what, least, low, most, high, median: self.printed(of, median) }
        }))
    }
}
