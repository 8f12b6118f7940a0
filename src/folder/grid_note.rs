//! What a new folder says of electricity where the tables have no average of its grid.

use crate::activity::Activity;
use crate::assess::Assessor;
use crate::factors::Purpose;
use crate::inventory::Settings;
use crate::quantity::Reading;
use crate::taxonomy::Year;
use std::collections::BTreeSet;

/// What the factors of a grid are of.
const GRID: &str = "grid-electricity";

/// Lines of comment at the end of `city.toml`: that there is no average for some years, and the margins that could be used knowingly, each
/// with what it is. Empty where every year has an average.
pub(super) fn grid_note(settings: &Settings) -> String {
    let Ok(assessor) = Assessor::shipped(settings.region.clone()) else { return String::new() };
    let lacking: Vec<Year> = settings.years.iter().copied().filter(|year| !counts(&assessor, *year)).collect();
    let years = lacking.iter().map(Year::to_string).collect::<Vec<_>>().join(", ");
    let margins: Vec<&str> = margins(&assessor)
        .into_iter()
        .filter(|series| assessor.with_series(GRID, series).is_ok_and(|with| lacking.iter().any(|year| counts(&with, *year))))
        .collect();
    let mut lines = vec![
        String::new(),
        format!("# The tables have no average emission factor of electricity for {} in {years}.", settings.region),
        "# State the factor of your grid, with its source, in factors.csv.".to_owned(),
    ];
    match margins.as_slice() {
        _ if lacking.is_empty() => return String::new(),
        [] => {}
        [first, others @ ..] => {
            let also = if others.is_empty() { String::new() } else { format!(" (also: {})", others.join(", ")) };
            lines.push(format!("# The series \"{first}\"{also} is a margin of the grid: it states the emissions of a change of the load, not of the load"));
            lines.push("# itself, and is in most countries higher. If you use it, by deleting the # of the next two lines, a check stays open".to_owned());
            lines.push("# until you accept it with a reason in [accept].".to_owned());
            lines.push("# [series]".to_owned());
            lines.push(format!("# {GRID} = \"{first}\""));
        }
    }
    lines.iter().fold(String::new(), |text, line| text + line + "\n")
}

/// Whether electricity of a year can be counted.
fn counts(assessor: &Assessor, year: Year) -> bool {
    "1 kWh"
        .parse::<Reading>()
        .is_ok_and(|amount| assessor.assess_activity(&Activity::new("residential.electricity", year, amount)).is_ok())
}

/// The series of the tables that are margins of a grid.
fn margins(assessor: &Assessor) -> BTreeSet<&str> {
    let of_grid = assessor.registry().factors().iter().filter(|row| row.subject == GRID && row.purpose == Purpose::Margin);
    of_grid.map(|row| row.series.as_str()).filter(|series| !series.is_empty()).collect()
}
