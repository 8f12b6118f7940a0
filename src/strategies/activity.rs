//! Activities, and the names and amounts in them.

use crate::activity::Activity;
use crate::assess::Assessor;
use crate::quantity::{Dimension, Exact, Reading, Unit};
use crate::taxonomy::{Quality, Year};
use proptest::prelude::*;
use proptest::sample::select;

/// Names that are hard on files and tables: quotes, delimiters, formulas, other scripts; and plain ones.
pub fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec!["บางรัก", "a, \"b\"", "=1+1", "横浜 西区", "-5", "é;é", "'x'"]).prop_map(str::to_owned),
        "[A-Za-z][A-Za-z0-9 ]{0,8}[A-Za-z]",
    ]
}

/// Numbers from 0 up to a milliard, with three digits after the dot.
pub fn amount() -> impl Strategy<Value = Exact> {
    (0_i128..1_000_000_000_000).prop_filter_map("a number that is held", |thousandths| Exact::new(thousandths, 3).ok())
}

/// Activities for which `assessor` finds every factor and parameter, in one of the years, in any unit that the activity is taken in.
///
/// Where it finds none, for any code, the strategy rejects every case.
pub fn activity(assessor: &Assessor, years: &[Year]) -> impl Strategy<Value = Activity> + use<> {
    let choices = choices(assessor, years);
    let qualities = vec![None, Some(Quality::H), Some(Quality::M), Some(Quality::L)];
    (any::<prop::sample::Index>(), amount(), select(qualities), name()).prop_filter_map(
        "an activity with a factor",
        move |(at, amount, quality, origin)| {
            let (code, unit, year) = choices.get(at.index(choices.len().max(1)))?;
            let mut activity = Activity::new(code, *year, Reading::new(amount, *unit)).with_origin(&origin);
            activity.quality = quality;
            Some(activity)
        },
    )
}

/// Each code, unit and year that can be assessed.
fn choices(assessor: &Assessor, years: &[Year]) -> Vec<(String, Unit, Year)> {
    let mut choices = Vec::new();
    for year in years {
        for code in assessor.codes(*year) {
            let has_factor = |dimension: &Dimension| {
                let one = Activity::new(code, *year, Reading::new(1, Unit::base(*dimension)));
                assessor.assess_activity(&one).is_ok_and(|assessed| !assessed.lines.is_empty())
            };
            let dimensions: Vec<Dimension> = Dimension::all().filter(has_factor).collect();
            let units = Unit::all().filter(|unit| dimensions.contains(&unit.dimension()));
            choices.extend(units.map(|unit| (code.to_owned(), unit, *year)));
        }
    }
    choices
}
