//! Places counted twice: a row that is the total of others, a row of the city next to rows of its places.

use super::keys::by_activity;
use crate::assess::ClosedLine;
use crate::check::{Finding, few};
use crate::quantity::{CLOSING_PLACES, Exact};
use crate::taxonomy::is_total_word;
use std::collections::BTreeMap;

/// A place with its finding, or the city as a whole.
pub(super) type PlaceFinding = (String, Finding);

/// What the places of a reference's activities, and of the gases that are stated for it, show to be counted twice.
pub(super) fn check(lines: &[ClosedLine], raise: &mut impl FnMut(PlaceFinding)) {
    for (activity, held) in by_activity(lines) {
        // Forms of one method are about plants of their own. Losses follow the electricity that they are lost of.
        let follows = |closed: &ClosedLine| closed.line.derivation.method().is_some() || closed.line.is_losses();
        if held.first().is_none_or(follows) {
            continue;
        }
        let stated = activity == "direct";
        // A stated figure is one of its gas and source; of an activity, the first gas shows the amounts of all.
        let mut series: BTreeMap<&str, Vec<&ClosedLine>> = BTreeMap::new();
        for closed in held {
            let lines = series.entry(if stated { &*closed.line.id.factor } else { activity }).or_default();
            if lines.last().is_none_or(|last| last.line.id.place != closed.line.id.place) {
                lines.push(closed);
            }
        }
        for (name, lines) in series {
            of_series(name, &lines, raise);
        }
        if !stated {
            let mut places: Vec<&str> = held.iter().map(|closed| &*closed.line.id.place).collect();
            places.dedup();
            for place in places.into_iter().filter(|place| is_total_word(place)) {
                let finding = Finding::NamedTotal { activity: activity.to_owned(), place: crate::error::shown(place) };
                raise((place.to_owned(), finding));
            }
        }
    }
}

/// One series: a line for each place, in their order.
fn of_series(name: &str, lines: &[&ClosedLine], raise: &mut impl FnMut(PlaceFinding)) {
    let activity = crate::error::shown(name);
    let place = |closed: &ClosedLine| closed.line.id.place.to_string();
    if let Some(total) = total_of_others(lines) {
        let here = place(total);
        let named = Some(crate::error::shown(&here)).filter(|place| !place.is_empty());
        raise((here, Finding::TotalOfPlaces { activity, place: named }));
        return;
    }
    let (of_city, of_places): (Vec<&ClosedLine>, Vec<&ClosedLine>) =
        lines.iter().partition(|closed| closed.line.id.place.is_empty());
    if !of_city.is_empty() && !of_places.is_empty() {
        let (places, more) = few(of_places.into_iter().map(|closed| crate::error::shown(&closed.line.id.place)));
        raise((String::new(), Finding::CityAndPlaces { activity, places, more }));
    }
}

/// The line that is the sum of all others, of which two or more are above zero.
fn total_of_others<'a>(lines: &[&'a ClosedLine]) -> Option<&'a ClosedLine> {
    let factor = &lines.first()?.line.id.factor;
    let masses = lines.iter().map(|closed| closed.mass.value());
    // Masses by several factors do not show the amounts.
    let one_factor = lines.iter().all(|closed| closed.line.id.factor == *factor);
    if !one_factor || masses.clone().filter(|mass| !mass.is_zero()).count() < 3 {
        return None;
    }
    let sum = Exact::sum(masses).ok()?;
    let count = i128::try_from(lines.len()).ok()?;
    // Each mass was rounded by half a last digit at most, and the total counts twice.
    let slack = Exact::new(count.checked_add(1)?, CLOSING_PLACES).ok()?;
    lines.iter().copied().find(|closed| {
        let mass = closed.mass.value();
        let twice = mass.checked_add(mass).and_then(|twice| twice.checked_sub(sum));
        let near = |off: Exact| if off.is_negative() { off.checked_neg().is_ok_and(|off| off <= slack) } else { off <= slack };
        twice.is_ok_and(near) && mass > slack
    })
}
