//! Two ways to the same emissions in one reference: refused where both cannot be right, a check where both may be.

use super::keys::by_activity;
use crate::assess::{ClosedLine, Line, Name, Origin};
use crate::check::{Finding, few};
use crate::error::{Error, Location, Message, Result};
use crate::gas::Substance;
use crate::methods::Alternatives;
use crate::quantity::Exact;
use crate::taxonomy::{Category, Overlap};
use std::collections::{BTreeMap, BTreeSet};

/// The places of each method, each with its first line there.
type MethodPlaces<'a> = BTreeMap<&'a str, BTreeMap<&'a str, &'a Line>>;

/// Everything that is counted twice in a reference, as its lines show it.
pub(super) fn check(category: Category, lines: &[ClosedLine], raise: &mut impl FnMut(Finding)) -> Result<()> {
    refuse_same_form(category, lines)?;
    let mut ways: BTreeMap<Alternatives, MethodPlaces<'_>> = BTreeMap::new();
    for ClosedLine { line, .. } in lines.iter().filter(|closed| closed.line.origin == Origin::Method) {
        if let Some((source, method)) = line.way() {
            ways.entry(source).or_default().entry(method).or_default().entry(&line.id.place).or_insert(line);
        }
    }
    for (source, methods) in &ways {
        let pairs = methods
            .iter()
            .enumerate()
            .flat_map(|(at, one)| methods.iter().skip(at.saturating_add(1)).map(move |other| (one, other)));
        for ((first, here), (second, there)) in pairs {
            if let Some((a, b)) =
                here.iter().find_map(|(place, line)| Some((*line, *there.get(place)?))).filter(|_| source.are_exclusive())
            {
                return Err(exclusive(category, a, b));
            }
            if overlap(here.keys().copied(), there.keys().copied()) {
                let (first, second) = ((*first).to_owned(), (*second).to_owned());
                raise(Finding::TwoWays { first, second });
            }
        }
    }
    let by_activity: Vec<(&str, &[ClosedLine])> = by_activity(lines).collect();
    if category.is_on_road() && !ways.is_empty() {
        methods_and_fuel(&by_activity, &ways, raise);
    }
    same_emissions(&by_activity, raise);
    Ok(())
}

/// Whether two sets of places share one: the city as a whole holds every place.
fn overlap<'a>(here: impl Iterator<Item = &'a str>, there: impl Iterator<Item = &'a str>) -> bool {
    let (here, there): (BTreeSet<&str>, BTreeSet<&str>) = (here.collect(), there.collect());
    here.contains("") || there.contains("") || !here.is_disjoint(&there)
}

/// The file that a line of a method is from: of its inputs, tables have no rows of their own.
fn file_of(line: &Line) -> &str {
    line.inputs.iter().find(|(_, input)| input.rows > 0).map_or("", |(key, _)| &key.file)
}

/// Where one of two lines is refused because of the other: the form of a method, before rows of a ledger; the later of two forms.
fn refused<'a>(a: &'a Line, b: &'a Line) -> (Location, &'a Line, &'a Line) {
    let rank = |line: &'a Line| (line.derivation.method().is_some(), file_of(line));
    let (refused, other) = if rank(a) > rank(b) { (a, b) } else { (b, a) };
    (Location::file(file_of(refused)).with_column("method"), refused, other)
}

/// The name of a method as a text of a message.
fn name_of(line: &Line) -> &str {
    line.way().map_or(&*line.id.activity, |(_, method)| method)
}

fn exclusive(category: Category, a: &Line, b: &Line) -> Error {
    let (at, refused, other) = refused(a, b);
    let place = Some(&*refused.id.place).filter(|place| !place.is_empty()).map(Into::into);
    let (category, year) = ((&category).into(), (&refused.id.year).into());
    let (value, other, file) = (name_of(refused).into(), name_of(other).into(), file_of(other).into());
    Error::Cell { at, problem: Message::WaysExclude { value, category, year, place, other, file }.into() }
}

/// Refuses a form whose method, inputs, reference, place and year are those of another.
fn refuse_same_form(category: Category, lines: &[ClosedLine]) -> Result<()> {
    // What is computed from the same inputs is the same mass, so that only lines of one mass are compared.
    let mut held: BTreeMap<(&str, &str, &str, Exact), Vec<&Line>> = BTreeMap::new();
    for ClosedLine { line, mass, .. } in lines {
        let Some(method) = line.derivation.method() else { continue };
        let alike = held.entry((method.spec().name, method.result(), &line.id.place, mass.value())).or_default();
        let same = |other: &&&Line| {
            let theirs = other.derivation.method();
            theirs.is_some_and(|theirs| theirs.parts() == method.parts() && theirs.inputs() == method.inputs())
        };
        if let Some(other) = alike.iter().find(same) {
            let (at, refused, other) = refused(other, line);
            let (value, file) = (name_of(refused).into(), file_of(other).into());
            let (category, year) = ((&category).into(), (&line.id.year).into());
            return Err(Error::Cell { at, problem: Message::SameForm { value, category, year, file }.into() });
        }
        alike.push(line);
    }
    Ok(())
}

/// Road transport by a method, next to fuel or electricity of vehicles by rows of a ledger.
fn methods_and_fuel(
    activities: &[(&str, &[ClosedLine])],
    ways: &BTreeMap<Alternatives, MethodPlaces<'_>>,
    raise: &mut impl FnMut(Finding),
) {
    for (method, places) in ways.values().flatten() {
        let everywhere = places.contains_key("");
        let meets = |closed: &ClosedLine| {
            let (place, origin) = (&*closed.line.id.place, closed.line.origin);
            let of_fuel = origin == Origin::Activity && !closed.line.is_losses();
            of_fuel && (everywhere || place.is_empty() || places.contains_key(place))
        };
        let fuels = activities.iter().filter(|(_, lines)| lines.iter().any(meets)).map(|(activity, _)| (*activity).to_owned());
        let (activities, more) = few(fuels);
        if !activities.is_empty() {
            raise(Finding::MethodAndFuel { method: (*method).to_owned(), activities, more });
        }
    }
}

/// Activities that are about the same emissions: fuel and distance of vehicles, pig iron and the steel made of it.
fn same_emissions(activities: &[(&str, &[ClosedLine])], raise: &mut impl FnMut(Finding)) {
    for pair in Overlap::all() {
        for (first, here) in activities.iter().filter(|(code, _)| pair.is_first(code)) {
            for (second, there) in activities.iter().filter(|(code, _)| pair.is_second(code)) {
                if meet(here, there) {
                    let (first, second) = ((*first).to_owned(), (*second).to_owned());
                    raise(Finding::SameEmissions { first, second });
                }
            }
        }
    }
}

/// Whether lines of two activities are of one gas in one place: the city as a whole holds every place.
fn meet(here: &[ClosedLine], there: &[ClosedLine]) -> bool {
    let of = |lines: &'_ [ClosedLine], gas: Substance| {
        let own = lines.iter().map(|closed| &closed.line).filter(move |line| line.substance == gas);
        own.map(|line| line.id.place.clone()).collect::<BTreeSet<_>>()
    };
    let mut gases: Vec<Substance> = here.iter().map(|closed| closed.line.substance).collect();
    gases.dedup();
    gases.iter().any(|gas| {
        let (here, there) = (of(here, *gas), of(there, *gas));
        let everywhere = |places: &BTreeSet<Name>| places.first().is_some_and(|place| place.is_empty());
        !here.is_empty() && !there.is_empty() && (everywhere(&here) || everywhere(&there) || !here.is_disjoint(&there))
    })
}
