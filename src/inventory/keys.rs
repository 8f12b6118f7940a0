//! The rules of notation keys, as closing the inventory checks them.
//!
//! Refused: an IE that comes back to itself, by whatever places and keys; losses stated where the grid factor holds them.
//! A check: IE without a target, a target without a value, a cell with two keys or an unclean one.

use super::entry::Entry;
use super::inventory::{Inventory, Keys, NotationEntry};
use super::settings::Settings;
use super::status::RaisedCheck;
use crate::assess::{ClosedLine, Origin};
use crate::check::{Check, Finding};
use crate::error::{Message, Result};
use crate::i18n::Language;
use crate::notice::{self, Notice};
use crate::taxonomy::{Category, NotationKey, Year};
use std::collections::{BTreeMap, BTreeSet};

/// The keys of a year that count: by reference, each with its place.
pub(super) type KeyCells = BTreeMap<Category, Vec<(String, NotationEntry)>>;

/// The lines of a year, by reference.
pub(super) type LinesByReference<'a> = BTreeMap<Category, &'a [ClosedLine]>;

/// Closed lines, which are in the order of their references, by these.
pub(super) fn by_reference(lines: &[ClosedLine]) -> LinesByReference<'_> {
    let of_one = lines.chunk_by(|a, b| a.line.id.category == b.line.id.category);
    of_one.filter_map(|held| Some((held.first()?.line.id.category, held))).collect()
}

/// Closed lines of a reference, which are in the order of their activities, by these.
pub(super) fn by_activity(lines: &[ClosedLine]) -> impl Iterator<Item = (&str, &[ClosedLine])> {
    let of_one = lines.chunk_by(|a, b| a.line.id.activity == b.line.id.activity);
    of_one.filter_map(|held| Some((&*held.first()?.line.id.activity, held)))
}

/// Follows every IE from reference to reference: a key of a place leads to the target's keys of that place and of the city, a
/// key of the city to all of the target's.
pub(super) fn refuse_circles(keys: &Keys, year: Year) -> Result<()> {
    let targets = |(category, place): &(Category, String)| -> BTreeSet<(Category, String)> {
        let here = keys.get(&(year, *category, place.clone())).into_iter().flatten();
        let inside: BTreeSet<Category> = here.filter_map(|keyed| keyed.included_in).collect();
        let of_city =
            |target: Category| keys.keys().filter(move |(of, other, _)| (*of, *other) == (year, target)).map(|key| key.2.clone());
        inside
            .into_iter()
            .flat_map(|target| match place.as_str() {
                // The city as a whole leads to every place of the target.
                "" => of_city(target).map(|place| (target, place)).collect::<Vec<_>>(),
                _ => vec![(target, place.clone()), (target, String::new())],
            })
            .collect()
    };
    let mut sound: BTreeSet<(Category, String)> = BTreeSet::new();
    for (_, category, place) in keys.keys().filter(|(of, _, _)| *of == year) {
        let start = (*category, place.clone());
        // Depth first: the way so far, and what each step on it still leads to.
        let mut way = vec![(start.clone(), targets(&start))];
        while let Some((at, next)) = way.last_mut() {
            let Some(step) = next.pop_first() else {
                sound.insert(at.clone());
                way.pop();
                continue;
            };
            if let Some(from) = way.iter().position(|((category, place), _)| *category == step.0 && *place == step.1) {
                let circle = way.iter().skip(from).map(|((category, _), _)| *category).chain([step.0]);
                return Err(
                    Message::IncludedInCircle { circle: circle.map(|of| (&of).into()).collect(), year: (&year).into() }.into()
                );
            }
            if !sound.contains(&step) {
                let leads = targets(&step);
                way.push((step, leads));
            }
        }
    }
    Ok(())
}

/// Keys of a year by reference, with those that follow from losses inside a grid factor.
pub(super) fn cells(
    inventory: &Inventory,
    year: Year,
    lines: &LinesByReference<'_>,
    (notices, checks): (&mut Vec<Notice>, &mut Vec<RaisedCheck>),
) -> Result<KeyCells> {
    let mut cells = KeyCells::new();
    for ((_, category, place), keyed) in inventory.keys.iter().filter(|((of, _, _), _)| *of == year) {
        // Of several keys the first means that there may be emissions; a cell with several is not clean.
        let Some(first) = keyed.first() else { continue };
        if keyed.len() > 1 {
            let keys = keyed.iter().map(|keyed| keyed.key).collect();
            let finding = Finding::SeveralKeys { keys, taken: first.key };
            checks.push(Check::of(*category, finding).in_place(place).into());
        }
        cells.entry(*category).or_default().push((place.clone(), first.clone()));
    }
    for (_, cell, inside) in inventory.included.iter().filter(|(of, _, _)| *of == year) {
        let own = lines.get(cell).copied().unwrap_or_default();
        // A transport cell also holds trips across the boundary, so a stated figure may be there next to the losses.
        let losses_alone = cell.is_only_grid_losses();
        if losses_alone && own.iter().any(|closed| closed.line.origin == Origin::Direct) {
            return Err(Message::LossesTwice { value: cell.reference().into(), inside: inside.reference().into() }.into());
        }
        let held = cells.entry(*cell).or_default();
        if losses_alone {
            held.retain(|(place, _)| !place.is_empty());
        }
        if held.is_empty() && own.is_empty() {
            let reason = notice::losses_inside(Language::English).to_owned();
            held.push((String::new(), NotationEntry { key: NotationKey::IE, included_in: Some(*inside), reason, clean: true }));
            notices.push(Notice::LossesInside { category: *cell, inside: *inside });
        } else {
            notices.push(Notice::LossesNotHere { category: *cell, inside: *inside });
        }
    }
    cells.retain(|_, keyed| !keyed.is_empty());
    Ok(cells)
}

/// Whether the keys of a reference without a figure apply to the whole city: one without a place, or one for each place.
pub(super) fn speak_for_the_city(keyed: &[(String, NotationEntry)], places: &BTreeSet<String>) -> bool {
    let has = |of: &str| keyed.iter().any(|(place, _)| place == of);
    has("") || (!places.is_empty() && places.iter().all(|place| has(place)))
}

/// Raises references that have a value and, for the city as a whole, a key that says there is none.
pub(super) fn values_with_keys(entries: &[Entry], cells: &KeyCells, raise: &mut impl FnMut(Category, Finding)) {
    let with_value = entries.iter().filter(|entry| entry.co2e.is_some());
    for (category, keyed) in with_value.filter_map(|entry| cells.get_key_value(&entry.category)) {
        let whole = keyed.iter().filter(|(place, _)| place.is_empty()).map(|(_, keyed)| keyed.key);
        for key in whole.filter(|key| matches!(key, NotationKey::NO | NotationKey::IE)) {
            raise(*category, Finding::ValueAndKey { key });
        }
    }
}

/// Raises keys that lack what they need, and those that lead out of what the level counts.
pub(super) fn check(
    settings: &Settings,
    entries: &[Entry],
    cells: &KeyCells,
    raise: &mut impl FnMut(Category, Finding),
) -> Result<()> {
    let value = |category: Category| entries.iter().find(|entry| entry.category == category).and_then(|entry| entry.co2e);
    // Where an IE leads in the end; circles were refused, so the way ends within as many steps as there are references.
    let end = |target: Category| {
        let next = |category: &Category| {
            let keyed = cells.get(category)?.iter().find(|(place, _)| place.is_empty())?;
            keyed.1.included_in
        };
        std::iter::successors(Some(target), next).take(64).last().unwrap_or(target)
    };
    for (category, (_, keyed)) in cells.iter().flat_map(|(category, keyed)| keyed.iter().map(move |keyed| (category, keyed))) {
        let category = *category;
        match (keyed.key, keyed.included_in) {
            (NotationKey::IE, None) => raise(category, Finding::NoTarget),
            (NotationKey::IE, Some(inside)) => {
                let last = end(inside);
                match value(last) {
                    None => raise(category, Finding::EmptyTarget { inside }),
                    Some(held) => {
                        let counts = |category: Category| settings.level.requires(category);
                        if counts(category) && !counts(last) && category.with_energy_recovered(last.reference()).is_err() {
                            let tonnes = held.lowered(3)?.to_string();
                            raise(category, Finding::MovedOut { inside: last, level: settings.level.to_string(), tonnes });
                        }
                    }
                }
            }
            _ => {}
        }
        if !keyed.clean {
            raise(category, Finding::UncleanKey { key: keyed.key });
        }
    }
    Ok(())
}
