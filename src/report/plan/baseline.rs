//! How emissions go on without the plan, in words: the rate, the drivers, or the years that somebody states.

use super::labels::PlanLabel;
use crate::i18n::Language;
use crate::plan::{BaselineKind, Elasticity, FollowedDriver, PlanBaseline};
use crate::quantity::{Exact, Ratio, Rounding};
use crate::report::table::grouped;
use crate::taxonomy::Year;
use std::collections::BTreeSet;

/// The most digits after the dot of a rate in per cent.
const RATE_PLACES: u32 = 4;
/// The most references and years that are named.
const MOST_NAMED: usize = 8;

impl PlanLabel {
    /// What a reader must know of a baseline, until a year: how emissions go on, and who states it. Where there is none, that.
    pub(in crate::report) fn of_baseline(baseline: Option<&PlanBaseline>, last: Option<Year>, language: Language) -> Vec<Self> {
        let Some(baseline) = baseline else { return vec![Self::NoteNoBaseline] };
        let mut notes = going_on(baseline, last, language);
        notes.push(Self::NoteBaseline { source: baseline.source.clone() });
        notes
    }
}

fn going_on(baseline: &PlanBaseline, last: Option<Year>, language: Language) -> Vec<PlanLabel> {
    match (&baseline.kind, baseline.base_year) {
        (BaselineKind::Constant, Some(year)) => vec![PlanLabel::StaysAsIn { year }],
        (BaselineKind::Growth(rate), Some(year)) => {
            per_cent(*rate, language).map(|rate| PlanLabel::GrowsEachYear { year, rate }).into_iter().collect()
        }
        (BaselineKind::Drivers(followed), Some(year)) => {
            let mut notes: Vec<PlanLabel> = followed.iter().filter_map(|one| follows(one, year, last, language)).collect();
            notes.push(PlanLabel::RestStaysAsIn { year });
            notes
        }
        (BaselineKind::National { growth, .. }, Some(year)) => {
            let rates = growth.iter().filter_map(|(year, rate)| Some(format!("{year} {}", per_cent(*rate, language)?)));
            vec![PlanLabel::FollowsNation { year, rates: named(rates) }]
        }
        (BaselineKind::Stated { years, is_linear }, _) => {
            let years = named(years.keys().map(Year::to_string));
            vec![if *is_linear { PlanLabel::StatedOnLine { years } } else { PlanLabel::StatedFor { years } }]
        }
        (_, None) => Vec::new(),
    }
}

/// A driver with its figures of the first and the last year; none where it lacks them.
fn follows(followed: &FollowedDriver, first: Year, last: Option<Year>, language: Language) -> Option<PlanLabel> {
    let FollowedDriver { references, driver } = followed;
    let number = |figure: Exact| grouped(figure, figure.scale(), language);
    let from = driver.years.get(&first)?;
    let (last, to) = driver.years.range(..=last.unwrap_or(Year::LAST)).next_back()?;
    let of_sectors: BTreeSet<&str> = references.iter().map(|reference| reference.reference()).collect();
    let elasticity = Some(driver.elasticity).filter(|elasticity| *elasticity != Elasticity::ONE);
    Some(PlanLabel::FollowsDriver {
        references: named(of_sectors.into_iter().map(str::to_owned)),
        driver: driver.name.clone(),
        elasticity: elasticity.map(|elasticity| number(elasticity.number())),
        first,
        from: number(*from),
        last: *last,
        to: number(*to),
    })
}

/// A share in per cent, with as many digits as it has up to a few.
fn per_cent(share: Ratio, language: Language) -> Option<String> {
    let of_hundred = share.checked_mul(Exact::from(100)).and_then(|share| share.divided(RATE_PLACES, Rounding::HalfEven)).ok()?;
    Some(format!("{} %", grouped(of_hundred, of_hundred.scale(), language)))
}

/// Some names, and how many more there are.
fn named(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    match names.get(..MOST_NAMED) {
        Some(first) if names.len() > MOST_NAMED => format!("{}, …", first.join(", ")),
        _ => names.join(", "),
    }
}
